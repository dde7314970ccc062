/*
 * The learned labeller: a tagger, and a conditional random field over each block whose states know besides
 * the role of a token on which side of a span its cue stands. A label hangs on its own block and on the
 * sentence before and behind its own; nothing else of the document moves it.
 */
#include "base/error.h"
#include "tag/labelling.h"

int onr_label_learned(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                      struct onr_error *error)
{
    const struct onr_model *model = &onr_model_english_bytes;
    struct onr_labelling *labelling = onr_arena_take(arena, sizeof *labelling);
    if (!labelling)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    int code = onr_labelling_start(labelling, arena, prose, error);
    if (code)
        return code;
    *labels = (struct onr_labels){.at = onr_arena_take(arena, prose->tokens.count * sizeof *labels->at),
                                  .names = onr_arena_take(arena, prose->tokens.count), .count = prose->tokens.count,
                                  .calibration = model->sure, .state = labelling};
    if (!labels->at || !labels->names)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    onr_labelling_tag(labelling, model);
    onr_labelling_view(labelling);
    onr_labelling_settle(labelling, model, labels->at);
    for (uint32_t i = 0; i < labels->count; i++)
        labels->names[i] = (uint8_t)onr_tag_names(labelling->tags[i]);
    onr_labels_constrain(labels, prose);
    onr_label_sure_cues(labels, prose);
    return ONR_OK;
}

uint32_t onr_learned_evidence(const struct onr_labels *labels, uint32_t token, struct onr_evidence *out, uint32_t room)
{
    return onr_labelling_evidence(labels->state, &onr_model_english_bytes, &labels->at[token], token, out, room);
}
