/*
 * Scores: 100 less the points of the hits, by source, by attribution and for the article
 * (onrecord-rubric/1, standards-and-rubric B3).
 */
#ifndef ONR_SCORE_SCORE_H
#define ONR_SCORE_SCORE_H

#include "rule/check.h"

struct onr_scores {
    struct onr_part_score *sources;      /* one for each source */
    struct onr_part_score *attributions; /* one for each attribution */
    uint32_t *weights;                   /* words each attribution weighs; 0 where it is left out … */
    uint8_t *left_out;                   /* … and why: an onr_left_out */
    struct onr_score article;            /* of the draft */
};

/* Sums the hits. ONR_ENOMEM. */
int onr_scores_sum(struct onr_scores *scores, struct onr_arena *arena, const struct onr_prose *prose,
                   const struct onr_attributions *attributions, const struct onr_sources *sources,
                   const struct onr_hits *hits, struct onr_error *error);

#endif
