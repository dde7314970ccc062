/* Parts of speech, greedily from left to right. */
#include "tag/model.h"

#define POS_FEATURES 32

static unsigned best_tag(const struct onr_model *model, const uint32_t *rows, unsigned count)
{
    int16_t scores[ONR_POS_TAGS] = {0};
    unsigned best = 1;
    for (unsigned k = 0; k < count; k++)
        for (unsigned t = 0; t < ONR_POS_TAGS; t++)
            scores[t] = (int16_t)(scores[t] + model->pos[rows[k]][t]);
    for (unsigned t = 2; t < ONR_POS_TAGS; t++)
        if (scores[t] > scores[best])
            best = t;
    return best;
}

void onr_pos_tag(struct onr_tagging *tagging, const struct onr_model *model)
{
    uint32_t rows[POS_FEATURES];
    unsigned before = 0, before2 = 0;
    for (uint32_t i = 0; i < tagging->count; i++) {
        unsigned tag = onr_plain_tag(model, tagging->cells[i].word);
        if (!tag)
            tag = best_tag(model, rows, onr_pos_features(tagging, i, before, before2, ONR_POS_ROWS - 1, rows));
        tagging->cells[i].pos = (uint8_t)tag;
        before2 = before;
        before = tag;
    }
}
