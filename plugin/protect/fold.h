/*
 * A text as a row of pieces: runs of letters or of digits, each in both ways of reading, and what
 * stands before it. Names are looked for in rows of pieces, so that case, accents, hyphens, line
 * breaks and markup do not matter.
 */
#ifndef ONR_PROTECT_FOLD_H
#define ONR_PROTECT_FOLD_H

#include "protect/alphabet.h"

/* What parts a piece from the one before it. */
enum onr_part {
    ONR_PART_SOFT, /* nothing a reader takes for the end of a word: a hyphen, a capital, markup */
    ONR_PART_HARD,
};

struct onr_piece {
    uint32_t at;              /* bytes of the text before it */
    uint32_t end;             /* bytes of the text to its end */
    uint32_t start[ONR_WAYS]; /* bytes of folded text before it; it ends where the next begins */
    uint8_t part;             /* an onr_part */
    bool doubtful;            /* something in it passes for something else */
    bool initial;             /* one capital letter */
    bool single;              /* one letter */
    bool owned;               /* an apostrophe stands behind it */
    bool dotted;              /* a full stop does */
    bool handle;              /* an @ stands beside it */
    bool tight;               /* no space stands before it */
    bool stopped;             /* the end of a sentence may stand before it */
    bool possessive;          /* an apostrophe stands before it, nothing else */
};

struct onr_folded {
    struct onr_piece *pieces;  /* count of them, and one more that begins at the end */
    uint32_t count;            /* pieces */
    uint32_t room;             /* pieces there is memory for */
    char *text[ONR_WAYS];      /* the letters and digits, nothing between them */
    uint32_t length[ONR_WAYS]; /* bytes of each */
    uint32_t size[ONR_WAYS];   /* bytes there is memory for */
    bool failed;               /* memory ran out: what is here is not all */
};

/* How a text is read. */
enum onr_folding {
    ONR_FOLD_AS_IT_IS,  /* every character counts */
    ONR_FOLD_UNWRAPPED, /* tags, link targets and commands are passed over, references resolved */
};

/*
 * Folds a text of any bytes; what is no UTF-8 is read as Windows-1252. folded begins as all zero
 * and may be used again. Returns whether memory was enough.
 */
bool onr_fold(struct onr_folded *folded, const struct onr_alphabet *alphabet,
              enum onr_folding folding, const char *bytes, uint32_t length);
/* Wipes and frees. */
void onr_folded_free(struct onr_folded *folded);
/* Whether reading a text unwrapped can differ from reading it as it is. */
bool onr_fold_has_markup(const char *bytes, size_t length);

#endif
