/*
 * The learned labeller: a tagger, and a conditional random field over each block whose states know besides
 * the role of a token on which side of a span its cue stands. A label hangs on its own block and on the
 * sentence before and behind its own; nothing else of the document moves it.
 */
#include "base/error.h"
#include "tag/memory.h"

static void label_all(struct onr_labels *labels, struct onr_labelling *labelling, const struct onr_model *model)
{
    onr_labelling_tag(labelling, model);
    onr_labelling_view(labelling);
    onr_labelling_settle(labelling, model, labels->at);
    for (uint32_t i = 0; i < labels->count; i++)
        labels->names[i] = (uint8_t)onr_tag_names(labelling->tags[i]);
}

static void take_over(struct onr_labels *labels, const struct onr_stretch *block, const struct onr_remembered *piece)
{
    for (uint32_t i = block->first; i < block->end; i++) {
        labels->at[i] = piece[i - block->first].label;
        labels->names[i] = piece[i - block->first].name;
    }
}

/* Labels the blocks that are not remembered; their views, and those of the blocks beside them, are all that is looked at. */
static bool label_new(struct onr_labels *labels, struct onr_labelling *labelling, const struct onr_model *model,
                      struct onr_memory *memory)
{
    uint32_t count = labelling->blocks.count;
    uint64_t *keys = onr_memory_keys(labelling, labelling->arena);
    const struct onr_remembered **known = onr_arena_take(labelling->arena, count * sizeof *known);
    if (!keys || !known)
        return false;
    for (uint32_t b = 0; memory->pack == labelling->prose->pack && b < count; b++)
        known[b] = onr_memory_find(memory, keys[b]);
    for (uint32_t b = 0; b < count; b++)
        if (!known[b] || (b && !known[b - 1]) || (b + 1 < count && !known[b + 1]))
            onr_labelling_look(labelling, model, b);
    for (uint32_t b = 0; b < count; b++) {
        const struct onr_stretch *block = &labelling->blocks.at[b];
        if (known[b]) {
            take_over(labels, block, known[b]);
            continue;
        }
        onr_labelling_settle_block(labelling, model, labels->at, b);
        for (uint32_t i = block->first; i < block->end; i++)
            labels->names[i] = (uint8_t)onr_tag_names(labelling->tags[i]);
    }
    onr_memory_keep(memory, labelling, keys, labels);
    return true;
}

int onr_label_learned(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                      struct onr_memory *memory, struct onr_error *error)
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
    if (!labels->at || !labels->names || (memory && !label_new(labels, labelling, model, memory)))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    if (!memory)
        label_all(labels, labelling, model);
    labels->partly = memory != NULL;
    onr_label_withheld(labels, prose);
    onr_labels_constrain(labels, prose);
    onr_label_sure_cues(labels, prose);
    onr_label_set_forms(labels, prose);
    return ONR_OK;
}

/* Looks at a whole document anew: with a memory, what was taken over was not looked at. */
static uint32_t look_again(const struct onr_labels *labels, uint32_t token, struct onr_evidence *out, uint32_t room)
{
    const struct onr_labelling *known = labels->state;
    struct onr_labelling fresh;
    struct onr_arena arena;
    uint32_t count = 0;
    onr_arena_init(&arena);
    if (onr_labelling_start(&fresh, &arena, known->prose, NULL) == ONR_OK) {
        onr_labelling_tag(&fresh, &onr_model_english_bytes);
        onr_labelling_view(&fresh);
        count = onr_labelling_evidence(&fresh, &onr_model_english_bytes, &labels->at[token], token, out, room);
    }
    onr_arena_finish(&arena);
    return count;
}

uint32_t onr_learned_evidence(const struct onr_labels *labels, uint32_t token, struct onr_evidence *out, uint32_t room)
{
    if (labels->partly)
        return look_again(labels, token, out, room);
    return onr_labelling_evidence(labels->state, &onr_model_english_bytes, &labels->at[token], token, out, room);
}
