/*
 * The sum behind a score, so that a reader can redo it by hand: sources, attributions with their weights, the article.
 * Two formats of one command, not rows of the table of formats.
 */
#ifndef ONR_PRESENT_SUM_H
#define ONR_PRESENT_SUM_H

#include "present/present.h"

extern const struct onr_presenter onr_present_sum;
extern const struct onr_presenter onr_present_sum_json;

/* The sums over the attributions that count. */
struct onr_sum {
    uint32_t counted;  /* attributions */
    uint64_t weight;   /* of them, in words */
    double weighted;   /* their scores, each times its weight */
    uint32_t left_out; /* attributions that do not count */
};

struct onr_sum onr_sum_of(const struct onr_analysis *analysis);

#endif
