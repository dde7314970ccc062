/*
 * Labels by a model trained on marked news stories: a tagger, and two passes of a conditional random
 * field, the second of which sees what the first made of the surroundings (stacking: Wolpert 1992;
 * Krishnan and Manning 2006).
 */
#include "base/error.h"
#include "tag/labelling.h"

int onr_label_learned(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                      struct onr_error *error)
{
    const struct onr_model *model = &onr_model_english;
    struct onr_pass first = {onr_model_first(model), &model->transitions[0], model->scale[0]};
    struct onr_pass second = {onr_model_second(model), &model->transitions[1], model->scale[1]};
    struct onr_labelling labelling;
    int code = onr_labelling_start(&labelling, arena, prose, error);
    if (code)
        return code;
    *labels = (struct onr_labels){onr_arena_take(arena, prose->tokens.count * sizeof *labels->at), labelling.tags,
                                  prose->tokens.count};
    if (arena->failed)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    onr_labelling_tag(&labelling, model);
    onr_labelling_view(&labelling);
    if (!onr_labelling_guess(&labelling, &first) || !onr_labelling_settle(&labelling, &second, labels->at))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    return ONR_OK;
}
