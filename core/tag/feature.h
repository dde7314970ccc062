/*
 * Features of a token, as keys of the model's table. The trainer and the library both take them from here,
 * and from here alone. They depend on the token's block and on the forms of the sentences right before and
 * right behind the token's own, which may lie in the blocks beside it: a label's reach is its block and one
 * sentence on either side.
 */
#ifndef ONR_TAG_FEATURE_H
#define ONR_TAG_FEATURE_H

#include "tag/chain.h"
#include "tag/view.h"

#define ONR_FEATURES ONR_CHAIN_FEATURES /* at most, of one token */

#define ONR_BLOCKS_TOLD 3 /* blocks at the document's head that are told from the rest */

/* A block of the document while its tokens' features are taken. */
struct onr_scene {
    const struct onr_views *views; /* the document */
    uint32_t first, end;           /* tokens of the block */
    uint32_t block;                /* its number */
};

/* The features of a token. */
struct onr_feature_set {
    uint64_t keys[ONR_FEATURES];     /* count of them */
    uint8_t templates[ONR_FEATURES]; /* what each looks at; evidence.c has the names */
    uint32_t count;                  /* how many */
};

void onr_features_take(struct onr_feature_set *set, const struct onr_scene *scene, uint32_t token);

#endif
