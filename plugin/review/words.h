/* The words of a text, whatever marks, case and line breaks stand between them. */
#ifndef ONR_REVIEW_WORDS_H
#define ONR_REVIEW_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "onrecord.h"

struct onr_word {
    uint32_t hash;        /* of its letters, small ones */
    struct onr_span span; /* bytes of the text */
};

struct onr_words {
    struct onr_word *at; /* count words in the order of the text; owned */
    uint32_t count;      /* how many */
    uint32_t capacity;   /* how many there is room for */
};

/* Appends the words of a stretch of bytes. False where memory runs out. */
bool onr_words_add(struct onr_words *words, const char *bytes, struct onr_span span);
void onr_words_free(struct onr_words *words);
/* Whether two texts are the same words in the same order. */
bool onr_words_equal(const struct onr_words *a, const struct onr_words *b);
/* How much of two texts are the same words, in any order: 0 for nothing, 1 for all. */
double onr_words_alike(const struct onr_words *a, const struct onr_words *b);
/*
 * Marks which words two texts share in the same order: kept_a and kept_b have room for their
 * counts. False where memory runs out, or where the texts are too long to be compared word by word.
 */
bool onr_words_common(const struct onr_words *a, const struct onr_words *b, bool *kept_a,
                      bool *kept_b);

#endif
