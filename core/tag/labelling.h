/*
 * The labelling of one document by a model, in steps: tags, views, labels. The trainer takes the same steps
 * with tables of its own.
 */
#ifndef ONR_TAG_LABELLING_H
#define ONR_TAG_LABELLING_H

#include "tag/chain.h"
#include "tag/feature.h"

/* The tokens of a block; never empty. */
struct onr_stretch {
    uint32_t first, end; /* tokens */
};

struct onr_labelling {
    struct onr_arena *arena;              /* holds all that follows */
    const struct onr_prose *prose;        /* the document */
    uint8_t *tags;                        /* an onr_tag for each token */
    struct onr_views views;               /* of the document */
    ONR_ARRAY(struct onr_stretch) blocks; /* that have tokens */
    struct onr_chain chain;               /* of the block at work */
};

/* Takes memory and finds the blocks; tags and views are zeroed. ONR_ENOMEM. */
int onr_labelling_start(struct onr_labelling *labelling, struct onr_arena *arena, const struct onr_prose *prose,
                        struct onr_error *error);
/* Fills the tags. */
void onr_labelling_tag(struct onr_labelling *labelling, const struct onr_model *model);
/* Fills the views; the tags are there. */
void onr_labelling_view(struct onr_labelling *labelling);
/* The scene of a block. */
struct onr_scene onr_labelling_scene(const struct onr_labelling *labelling, uint32_t block);
/* Fills tags and views of one block's tokens. */
void onr_labelling_look(struct onr_labelling *labelling, const struct onr_model *model, uint32_t block);
/* Fills the labels of one block's tokens; its views and those of the sentences beside it are there. */
void onr_labelling_settle_block(struct onr_labelling *labelling, const struct onr_model *model, struct onr_label *labels,
                                uint32_t block);
/* Fills one label for each token; the views are there. */
void onr_labelling_settle(struct onr_labelling *labelling, const struct onr_model *model, struct onr_label *labels);
/* What speaks most for a token's label, strongest first (evidence.c); returns how many of room there are. */
uint32_t onr_labelling_evidence(const struct onr_labelling *labelling, const struct onr_model *model,
                                const struct onr_label *label, uint32_t token, struct onr_evidence *out, uint32_t room);

#endif
