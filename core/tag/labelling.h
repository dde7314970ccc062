/*
 * The labelling of one document by a model, in steps: tags, views, the guesses of the first pass, the
 * labels of the second. The trainer takes the same steps with tables of its own.
 */
#ifndef ONR_TAG_LABELLING_H
#define ONR_TAG_LABELLING_H

#include "tag/chain.h"
#include "tag/feature.h"

/* The tokens of a block; never empty. */
struct onr_stretch {
    uint32_t first, end; /* tokens */
};

/* One pass over the chain. */
struct onr_pass {
    struct onr_table table;                    /* weights of features */
    const struct onr_transitions *transitions; /* weights of transitions */
    float scale;                               /* the worth of one unit of either */
};

struct onr_labelling {
    struct onr_arena *arena;                /* holds all that follows */
    const struct onr_prose *prose;          /* the document */
    uint8_t *tags;                          /* an onr_tag for each token */
    struct onr_views views;                 /* of the document */
    struct onr_guess *guesses;              /* of the first pass, one for each token */
    ONR_ARRAY(struct onr_stretch) blocks;   /* that have tokens */
    struct onr_chain chain;                 /* of the block at work */
    struct onr_segment *segments;           /* of the block at work */
    uint32_t *segment_of, *cue_before, *cue_after; /* as in a scene */
};

/* Takes memory and finds the blocks; tags, views and guesses are zeroed. ONR_ENOMEM. */
int onr_labelling_start(struct onr_labelling *labelling, struct onr_arena *arena, const struct onr_prose *prose,
                        struct onr_error *error);
/* Fills the tags. */
void onr_labelling_tag(struct onr_labelling *labelling, const struct onr_model *model);
/* Fills the views; the tags are there. */
void onr_labelling_view(struct onr_labelling *labelling);
/* The scene of a block for the first pass, or for the second, where the guesses are there. */
struct onr_scene onr_labelling_scene(struct onr_labelling *labelling, uint32_t block, bool second);
/* Fills the guesses by the first pass; the views are there. False where memory runs out. */
bool onr_labelling_guess(struct onr_labelling *labelling, const struct onr_pass *pass);
/* Fills one label for each token by the second pass. False where memory runs out. */
bool onr_labelling_settle(struct onr_labelling *labelling, const struct onr_pass *pass, struct onr_label *labels);

#endif
