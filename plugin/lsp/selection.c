/* Selection ranges: word, quotation, sentence, paragraph, draft. */
#include "lsp/entity.h"
#include "lsp/features.h"
#include "lsp/word.h"

#define DEEPEST 32

/* Ranges around a byte, each larger than the one before. */
struct ladder {
    struct onr_span at[DEEPEST];
    unsigned count;
};

static void climb(struct ladder *ladder, struct onr_span span)
{
    struct onr_span last = ladder->at[ladder->count - 1];
    if (ladder->count < DEEPEST && span.start <= last.start && span.end >= last.end &&
        (span.start < last.start || span.end > last.end))
        ladder->at[ladder->count++] = span;
}

/* The quotations around a byte, the innermost first, each without its marks and with them. */
static void climb_quotations(struct ladder *ladder, const struct onr_draft *draft,
                             const struct onr_analysis *analysis, uint32_t offset)
{
    uint32_t count;
    const struct onr_quotation *quotations = onr_quotations(analysis, &count);
    for (uint32_t i = count; i-- > 0;) {
        struct onr_span span = quotations[i].span;
        if (!onr_span_has(span, offset))
            continue;
        struct onr_span inner = onr_word_within_marks(draft, span);
        if (inner.start <= offset && offset <= inner.end)
            climb(ladder, inner);
        climb(ladder, span);
    }
}

static void climb_blocks(struct ladder *ladder, const struct onr_analysis *analysis,
                         uint32_t offset)
{
    uint32_t count;
    const struct onr_block *blocks = onr_blocks(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (onr_span_has(blocks[i].span, offset))
            climb(ladder, blocks[i].span);
}

static json_t *select_at(struct onr_request *request, uint32_t offset)
{
    struct onr_draft *draft = request->draft;
    struct ladder ladder = {.at = {onr_word_at(draft, offset)}, .count = 1};
    climb_quotations(&ladder, draft, request->analysis, offset);
    climb(&ladder, onr_sentence_at(request->analysis, offset));
    climb_blocks(&ladder, request->analysis, offset);
    climb(&ladder, (struct onr_span){0, draft->length});
    json_t *parent = NULL;
    for (unsigned i = ladder.count; i-- > 0;)
        parent = json_pack("{s:o, s:o*}", "range", onr_json_range(draft, ladder.at[i]), "parent",
                           parent);
    return parent;
}

json_t *onr_lsp_selection_range(struct onr_request *request)
{
    size_t i;
    json_t *position;
    json_t *ranges = json_array();
    json_t *positions = json_object_get(request->params, "positions");
    json_t *params = request->params;
    json_array_foreach(positions, i, position) {
        uint32_t offset;
        json_t *one = json_pack("{s:O}", "position", position);
        request->params = one;
        bool known = onr_param_offset(request, &offset);
        request->params = params;
        json_decref(one);
        if (!known) {
            json_decref(ranges);
            return NULL;
        }
        json_array_append_new(ranges, select_at(request, offset));
    }
    return ranges;
}
