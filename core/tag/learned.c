/*
 * The learned labeller: parts of speech, a first pass over words, lists, quotations and neighbours, and a
 * second that also sees what the first made of the sentences around. A label hangs on its own paragraph and,
 * through the second pass, on the sentence before and after; nothing else of the document moves it.
 */
#include "base/error.h"
#include "tag/model.h"

static bool fill(struct onr_labels *labels, struct onr_arena *arena, const struct onr_model *model,
                 struct onr_tagging *tagging)
{
    uint32_t count = tagging->count;
    uint8_t *first = onr_arena_take(arena, count + 2 * ONR_CELL_EDGE), *second = onr_arena_take(arena, count);
    uint32_t *margins = onr_arena_take(arena, count * sizeof *margins);
    labels->names = onr_arena_take(arena, count);
    if (!first || !second || !margins || !labels->names)
        return false;
    labels->calibration = model->attribution;
    tagging->first = first + ONR_CELL_EDGE;
    onr_pos_tag(tagging, model);
    if (!onr_tagging_index(tagging, arena, model->verbs) ||
        !onr_label_pass(tagging, arena, model, false, tagging->first, NULL) ||
        !onr_tagging_index_first(tagging, arena) || !onr_label_pass(tagging, arena, model, true, second, margins))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        labels->at[i] = (struct onr_label){(uint8_t)onr_label_role(second[i]), onr_label_begins(second[i]),
                                           onr_margin_confidence(model, margins[i])};
        labels->names[i] = model->names[tagging->cells[i].pos];
    }
    onr_labels_constrain(labels, tagging->prose);
    onr_label_sure_cues(labels, tagging->prose);
    return true;
}

int onr_label_learned(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                      struct onr_error *error)
{
    struct onr_tagging tagging;
    labels->count = prose->tokens.count;
    labels->at = onr_arena_take(arena, labels->count * sizeof *labels->at);
    if (!labels->at || !onr_tagging_make(&tagging, arena, prose) || !fill(labels, arena, onr_model_english(), &tagging))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    return ONR_OK;
}
