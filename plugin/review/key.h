/*
 * What tells a finding again in another version of a draft: its rule, its words and a few around
 * them; never its line.
 */
#ifndef ONR_REVIEW_KEY_H
#define ONR_REVIEW_KEY_H

#include "review/words.h"

struct onr_finding_key {
    uint32_t rule;         /* index of the rule; what is no finding has a number of its caller's */
    char *text;            /* the words as they stand in the draft, on one line; owned */
    struct onr_words words; /* of text */
};

struct onr_keys {
    struct onr_finding_key *at; /* count keys; owned */
    uint32_t count;     /* how many */
    uint32_t capacity;  /* how many there is room for */
};

/* Appends the key of a stretch of a text of length bytes. False where memory runs out. */
bool onr_keys_add(struct onr_keys *keys, uint32_t rule, const char *bytes, size_t length,
                  struct onr_span span);
/* Appends the key of some stretches alone, with nothing around them and nothing cut. */
bool onr_keys_add_spans(struct onr_keys *keys, uint32_t rule, const char *bytes,
                        struct onr_spans spans);
/* Appends a key by its text. False where memory runs out. */
bool onr_keys_add_text(struct onr_keys *keys, uint32_t rule, const char *text);
/* The keys of all findings of an analysis, in their order. False where memory runs out. */
bool onr_keys_of_findings(struct onr_keys *keys, const struct onr_analysis *analysis,
                          const char *bytes, size_t length);
void onr_keys_free(struct onr_keys *keys);

#define ONR_KEYS_ALIKE 0.6 /* from here on two keys are one that was edited */

/*
 * Pairs keys of one rule: first those of the same words, then those that are at least so much
 * alike. partner has room for a->count numbers; each is an index in b, or ONR_NONE. False where
 * memory runs out.
 */
bool onr_keys_match(const struct onr_keys *a, const struct onr_keys *b, double alike,
                    uint32_t *partner);

#endif
