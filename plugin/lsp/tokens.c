/* Semantic tokens: full, delta, range; and the same ranges for clients that know no tokens. */
#include <stdlib.h>
#include <string.h>

#include "lsp/features.h"
#include "lsp/paint.h"

json_t *onr_lsp_tokens_options(const struct onr_server *server)
{
    (void)server;
    json_t *kinds = json_array();
    json_t *marks = json_array();
    for (int i = 0; i < ONR_PAINT_KINDS; i++)
        json_array_append_new(kinds, json_string(onr_paint_kind_name((enum onr_paint_kind)i)));
    for (unsigned i = 0; i < ONR_PAINT_MARKS; i++)
        json_array_append_new(marks, json_string(onr_paint_mark_name(i)));
    return json_pack("{s:{s:o, s:o}, s:b, s:{s:b}}", "legend", "tokenTypes", kinds,
                     "tokenModifiers", marks, "range", 1, "full", "delta", 1);
}

/* Five numbers a stretch, as the protocol has them. New, owned by the caller; NULL without memory. */
static uint32_t *encode(struct onr_draft *draft, const struct onr_painting *painting)
{
    struct onr_place before = {0, 0};
    uint32_t *numbers = malloc((painting->count * 5 + 1) * sizeof *numbers);
    for (uint32_t i = 0; numbers && i < painting->count; i++) {
        const struct onr_stretch *stretch = &painting->at[i];
        struct onr_place place = onr_draft_place(draft, stretch->span.start);
        uint32_t *five = numbers + i * 5;
        five[0] = place.line - before.line;
        five[1] = five[0] ? place.character : place.character - before.character;
        five[2] = onr_units_of(draft->index.units, draft->bytes + stretch->span.start,
                               stretch->span.end - stretch->span.start);
        five[3] = (uint32_t)stretch->kind;
        five[4] = stretch->marks;
        before = place;
    }
    return numbers;
}

static json_t *numbers_to_json(const uint32_t *numbers, uint32_t count)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < count; i++)
        json_array_append_new(array, json_integer(numbers[i]));
    return array;
}

/* The tokens of a span of the draft; *count numbers. NULL without memory. */
static uint32_t *make(struct onr_request *request, struct onr_span within, uint32_t *count)
{
    struct onr_painting painting;
    if (onr_paint(&painting, request->draft, request->analysis, within) != 0)
        return NULL;
    uint32_t *numbers = encode(request->draft, &painting);
    *count = painting.count * 5;
    onr_painting_free(&painting);
    return numbers;
}

/* Keeps tokens as those last given, under a new id. */
static void remember(struct onr_request *request, uint32_t *numbers, uint32_t count)
{
    char id[32];
    struct onr_draft *draft = request->draft;
    snprintf(id, sizeof id, "%llu", (unsigned long long)++request->server->clock);
    free(draft->tokens);
    free(draft->tokens_id);
    draft->tokens = numbers;
    draft->tokens_count = count;
    draft->tokens_id = strdup(id);
}

static struct onr_span whole(const struct onr_draft *draft)
{
    return (struct onr_span){0, draft->length};
}

json_t *onr_lsp_tokens_full(struct onr_request *request)
{
    uint32_t count;
    uint32_t *numbers = make(request, whole(request->draft), &count);
    if (!numbers)
        return NULL;
    remember(request, numbers, count);
    return json_pack("{s:s?, s:o}", "resultId", request->draft->tokens_id, "data",
                     numbers_to_json(numbers, count));
}

/* One edit that makes the new numbers of the old ones, or none where they are the same. */
static json_t *difference(const uint32_t *old, uint32_t old_count, const uint32_t *new,
                          uint32_t new_count)
{
    uint32_t first = 0;
    uint32_t last = 0;
    uint32_t shorter = old_count < new_count ? old_count : new_count;
    while (first < shorter && old[first] == new[first])
        first++;
    first -= first % 5;
    while (last < shorter - first && old[old_count - 1 - last] == new[new_count - 1 - last])
        last++;
    last -= last % 5;
    if (first == old_count && old_count == new_count)
        return json_array();
    return json_pack("[{s:I, s:I, s:o}]", "start", (json_int_t)first, "deleteCount",
                     (json_int_t)(old_count - first - last), "data",
                     numbers_to_json(new + first, new_count - first - last));
}

json_t *onr_lsp_tokens_delta(struct onr_request *request)
{
    uint32_t count;
    struct onr_draft *draft = request->draft;
    const char *before = onr_param_text(request->params, "previousResultId");
    if (!before || !draft->tokens_id || strcmp(before, draft->tokens_id) != 0)
        return onr_lsp_tokens_full(request);
    uint32_t *numbers = make(request, whole(draft), &count);
    if (!numbers)
        return NULL;
    json_t *edits = difference(draft->tokens, draft->tokens_count, numbers, count);
    remember(request, numbers, count);
    return json_pack("{s:s?, s:o}", "resultId", draft->tokens_id, "edits", edits);
}

json_t *onr_lsp_tokens_range(struct onr_request *request)
{
    uint32_t count;
    struct onr_span span;
    if (!onr_param_span(request, json_object_get(request->params, "range"), &span))
        return NULL;
    uint32_t *numbers = make(request, span, &count);
    json_t *data = numbers ? numbers_to_json(numbers, count) : NULL;
    free(numbers);
    return json_pack("{s:o}", "data", data);
}

static json_t *index_or_null(uint32_t index)
{
    return index == ONR_NONE ? json_null() : json_integer(index);
}

static json_t *describe(struct onr_draft *draft, const struct onr_stretch *stretch)
{
    json_t *marks = json_array();
    for (unsigned i = 0; i < ONR_PAINT_MARKS; i++)
        if (stretch->marks & 1u << i)
            json_array_append_new(marks, json_string(onr_paint_mark_name(i)));
    return json_pack("{s:o, s:s, s:o, s:o, s:o}", "range", onr_json_range(draft, stretch->span),
                     "type", onr_paint_kind_name(stretch->kind), "modifiers", marks, "source",
                     index_or_null(stretch->source), "attribution",
                     index_or_null(stretch->attribution));
}

json_t *onr_lsp_ranges(struct onr_request *request)
{
    struct onr_painting painting;
    struct onr_span span = whole(request->draft);
    const json_t *range = json_object_get(request->params, "range");
    if (range && !json_is_null(range) && !onr_param_span(request, range, &span))
        return NULL;
    if (onr_paint(&painting, request->draft, request->analysis, span) != 0)
        return NULL;
    json_t *ranges = json_array();
    for (uint32_t i = 0; i < painting.count; i++)
        json_array_append_new(ranges, describe(request->draft, &painting.at[i]));
    onr_painting_free(&painting);
    return json_pack("{s:I, s:o}", "version", (json_int_t)request->draft->version, "ranges",
                     ranges);
}
