/*
 * Features of a token for the two passes of the labeller, as keys of the model's tables. The trainer and
 * the library both take them from here, and from here alone.
 *
 * A token's first-pass features depend on its block, on the sentences beside it and on the last sentence
 * of the block before. Its second-pass features depend besides on the guesses of the first pass in its
 * block and in the blocks on either side; so a label depends on its block and two blocks on either side.
 */
#ifndef ONR_TAG_FEATURE_H
#define ONR_TAG_FEATURE_H

#include "tag/view.h"

#define ONR_FIRST_FEATURES 96  /* at most, of one token */
#define ONR_SECOND_FEATURES 192

/* What the first pass makes of a token. */
struct onr_guess {
    uint8_t state;             /* onr_state, of the best path */
    uint8_t content, cue, source; /* probability of each role, 0 to 255 */
};

/* A span of one role in the guesses of a block. */
struct onr_segment {
    uint32_t first, end; /* tokens */
    uint8_t state;       /* onr_state of its first token; ONR_STATE_OUTSIDE between spans */
};

/* A block of the document while its tokens' features are taken. */
struct onr_scene {
    const struct onr_views *views;        /* the document */
    uint32_t first, end;                  /* tokens of the block */
    uint32_t block;                       /* its number */
    const struct onr_guess *guesses;      /* one for each token; NULL in the first pass */
    const struct onr_segment *segments;   /* of the block, in order */
    uint32_t segment_count;               /* how many */
    uint32_t *segment_of;                 /* for each token of the block, from its first */
    uint32_t *cue_before, *cue_after;     /* the nearest likely cue of the guesses, or ONR_NONE; the same shape */
};

/* Each returns how many features it wrote. */
uint32_t onr_first_features(uint64_t *features, const struct onr_scene *scene, uint32_t token);
uint32_t onr_second_features(uint64_t *features, const struct onr_scene *scene, uint32_t token);

#endif
