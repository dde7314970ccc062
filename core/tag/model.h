/*
 * The trained model, laid out as it is read: core/data/en/model.bin is this structure (little endian), built
 * in as it stands. gen/train.c writes it, and model.md beside it tells what it was trained on.
 */
#ifndef ONR_TAG_MODEL_H
#define ONR_TAG_MODEL_H

#include "tag/tagging.h"

#define ONR_MODEL_MAGIC "onrmodl1"
#define ONR_POS_ROWS 16384
#define ONR_FIRST_ROWS 131072
#define ONR_SECOND_ROWS 262144
#define ONR_LABEL_LANES 8    /* weights of a row: one a label, the last unused */
#define ONR_MARGIN_STEPS 64  /* entries of a calibration table */
#define ONR_PLAIN_WORDS 4096 /* slots for words that have but one part of speech; a power of two */

/* Weights of one label behind another, before a kind of boundary and before a part of speech. */
struct onr_transitions {
    int16_t bound[ONR_BOUNDS][ONR_LABELS][ONR_LABELS];
    int16_t pos[ONR_POS_TAGS][ONR_LABELS][ONR_LABELS];
};

struct onr_model {
    char magic[8];                           /* ONR_MODEL_MAGIC */
    uint64_t verbs;                          /* bits of the tags that are verbs' */
    char tags[ONR_POS_TAGS][8];              /* names of the parts of speech */
    uint8_t names[ONR_POS_TAGS];             /* the onr_name_class of each */
    uint32_t plain[ONR_PLAIN_WORDS];         /* hashes of such words (onr_cell.word), by linear probing; 0 for none */
    uint8_t plain_tags[ONR_PLAIN_WORDS];     /* their parts of speech */
    uint32_t margin_step;                    /* margin, in units of the second pass, of a calibration entry */
    uint8_t calibration[ONR_MARGIN_STEPS];   /* margin -> how often the role is right, of 255 */
    uint8_t attribution[ONR_MARGIN_STEPS];   /* lowest confidence of its spans -> how often an attribution is right */
    struct onr_transitions transitions[2];   /* of the first and of the second pass */
    int8_t pos[ONR_POS_ROWS][ONR_POS_TAGS];
    int8_t first[ONR_FIRST_ROWS][ONR_LABEL_LANES];
    int8_t second[ONR_SECOND_ROWS][ONR_LABEL_LANES];
};

/* The English model. Static. */
const struct onr_model *onr_model_english(void);

/* The part of speech of a word that has but one, or 0. */
static inline unsigned onr_plain_tag(const struct onr_model *model, uint32_t word)
{
    for (uint32_t slot = word % ONR_PLAIN_WORDS;; slot = (slot + 1) % ONR_PLAIN_WORDS)
        if (model->plain[slot] == word || !model->plain[slot])
            return model->plain[slot] ? model->plain_tags[slot] : 0;
}

/* Fills the parts of speech of all cells, from left to right (greedily, as Collins 2002 trains it). */
void onr_pos_tag(struct onr_tagging *tagging, const struct onr_model *model);
/*
 * Labels all tokens by one pass. margins may be NULL; else it takes for each token how much the best labelling
 * is better than the best one with another role there. False when memory ran out.
 */
bool onr_label_pass(const struct onr_tagging *tagging, struct onr_arena *arena, const struct onr_model *model,
                    bool second, uint8_t *labels, uint32_t *margins);
/* The confidence of a margin, 0 to 255. */
static inline uint8_t onr_margin_confidence(const struct onr_model *model, uint32_t margin)
{
    uint32_t step = margin / (model->margin_step ? model->margin_step : 1);
    return model->calibration[step < ONR_MARGIN_STEPS ? step : ONR_MARGIN_STEPS - 1];
}

#endif
