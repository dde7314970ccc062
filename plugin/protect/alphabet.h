/*
 * What each character of a text counts as when names are looked for: the same letter whatever its
 * case, accents and width, and the letter it passes for. The lists stand in data/.
 */
#ifndef ONR_PROTECT_ALPHABET_H
#define ONR_PROTECT_ALPHABET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The two ways a text is read. */
enum onr_way {
    ONR_WAY_EXACT,    /* letters without case and accents */
    ONR_WAY_LOOKS,    /* what the letters look like: I, l and 1 are one letter, o and 0 another */
    ONR_WAYS
};

enum onr_glyph_kind {
    ONR_GLYPH_HARD,       /* ends a word: a space, a full stop, a bracket */
    ONR_GLYPH_SOFT,       /* may stand inside a word: a hyphen, an underscore, emphasis */
    ONR_GLYPH_APOSTROPHE, /* may stand inside a word, and before a possessive s */
    ONR_GLYPH_NOTHING,    /* not seen at all: a NUL, an accent of its own, a variation mark */
    ONR_GLYPH_UNSEEN,     /* not seen, but may part words: a space of no width, a soft hyphen */
    ONR_GLYPH_LETTER,
    ONR_GLYPH_DIGIT,
};

/* Unicode takes some characters apart into a whole formula; the longest has 18 letters. */
#define ONR_GLYPH_BYTES 80

struct onr_glyph {
    uint8_t kind;                            /* an onr_glyph_kind */
    bool upper;                              /* a capital */
    bool poses;                              /* no letter of the keyboard, but passes for one */
    uint8_t length[ONR_WAYS];                /* bytes of each text */
    char text[ONR_WAYS][ONR_GLYPH_BYTES];    /* UTF-8; empty where it is no letter and no digit */
};

struct onr_alphabet_row {
    uint32_t key[2]; /* the character, and a second one or 0 */
    char text[8];    /* what it becomes; UTF-8 with a NUL behind it */
};

struct onr_alphabet_list {
    struct onr_alphabet_row *rows; /* count of them, in the order of their keys; owned */
    uint32_t count;                /* rows */
};

struct onr_entity {
    const char *name; /* borrowed from the data; no NUL behind it */
    uint32_t length;  /* bytes of the name */
    uint32_t point;   /* the character it stands for */
};

struct onr_alphabet {
    struct onr_alphabet_list letters;    /* of data/letters.txt */
    struct onr_alphabet_list lookalikes; /* of data/lookalikes.txt */
    struct onr_entity *entities;         /* of data/entities.txt, in the order of the file; owned */
    uint32_t entity_count;               /* entities */
    struct onr_glyph ascii[128];         /* made beforehand: most texts need nothing else */
};

/* Reads the lists that are built in. NULL where memory runs out; its owner frees it. */
struct onr_alphabet *onr_alphabet_new(void);
void onr_alphabet_free(struct onr_alphabet *alphabet);

/* What a character counts as: made beforehand, or in scratch. Borrowed. */
const struct onr_glyph *onr_alphabet_glyph(const struct onr_alphabet *alphabet, uint32_t point,
                                           struct onr_glyph *scratch);
/* The letters that two characters in a row pass for ("rn" for "m"), or NULL. Static. */
const char *onr_alphabet_pair(const struct onr_alphabet *alphabet, uint32_t first, uint32_t second);
/* The character that &NAME; stands for, or 0. */
uint32_t onr_alphabet_entity(const struct onr_alphabet *alphabet, const char *name, size_t length);
/* UTF-8 of a character: up to four bytes. Returns how many. */
unsigned onr_alphabet_encode(uint32_t point, char *bytes);

#endif
