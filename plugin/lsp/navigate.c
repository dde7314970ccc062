/* From a mention to the words that say who it is, and to all that the source says. */
#include <stdlib.h>

#include "lsp/entity.h"
#include "lsp/features.h"

#define KIND_TEXT 1 /* of a highlight: the source's mentions */
#define KIND_READ 2 /* what it says */

/* The source at the request's position, or ONR_NONE. False where that is no position. */
static bool source_at(struct onr_request *request, const struct onr_source **source)
{
    uint32_t offset, count;
    if (!onr_param_offset(request, &offset))
        return false;
    uint32_t index = onr_entity_at(request->analysis, offset).source;
    *source = index == ONR_NONE ? NULL : &onr_sources(request->analysis, &count)[index];
    return true;
}

json_t *onr_lsp_definition(struct onr_request *request)
{
    const struct onr_source *source;
    if (!source_at(request, &source))
        return NULL;
    if (!source || source->label.start == source->label.end)
        return json_null();
    return onr_json_location(request->draft, source->label);
}

/* A place where a source is named or speaks. */
struct found {
    struct onr_span span;
    int kind;
};

static int compare(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

/* All places of a source in the order of the draft; *count of them. NULL without memory. */
static struct found *find_all(const struct onr_analysis *analysis, const struct onr_source *source,
                              uint32_t *count)
{
    uint32_t total;
    uint32_t most = source->mentions.count;
    const struct onr_attribution *all = onr_attributions(analysis, &total);
    for (uint32_t i = 0; i < source->attributions.count; i++)
        most += all[source->attributions.at[i]].content.count;
    struct found *found = malloc((most + 1) * sizeof *found);
    *count = 0;
    for (uint32_t i = 0; found && i < source->mentions.count; i++)
        found[(*count)++] = (struct found){source->mentions.at[i], KIND_TEXT};
    for (uint32_t i = 0; found && i < source->attributions.count; i++) {
        struct onr_spans content = all[source->attributions.at[i]].content;
        for (uint32_t j = 0; j < content.count; j++)
            found[(*count)++] = (struct found){content.at[j], KIND_READ};
    }
    if (found)
        qsort(found, *count, sizeof *found, compare);
    return found;
}

json_t *onr_lsp_references(struct onr_request *request)
{
    uint32_t count;
    const struct onr_source *source;
    bool declaration = json_is_true(onr_param(request->params, "context.includeDeclaration"));
    if (!source_at(request, &source))
        return NULL;
    struct found *found = source ? find_all(request->analysis, source, &count) : NULL;
    json_t *locations = json_array();
    for (uint32_t i = 0; found && i < count; i++) {
        bool itself = found[i].span.start == source->label.start &&
                      found[i].span.end == source->label.end;
        if (declaration || !itself)
            json_array_append_new(locations, onr_json_location(request->draft, found[i].span));
    }
    free(found);
    return locations;
}

json_t *onr_lsp_document_highlight(struct onr_request *request)
{
    uint32_t count;
    const struct onr_source *source;
    if (!source_at(request, &source))
        return NULL;
    struct found *found = source ? find_all(request->analysis, source, &count) : NULL;
    json_t *highlights = json_array();
    for (uint32_t i = 0; found && i < count; i++)
        json_array_append_new(highlights,
                              json_pack("{s:o, s:i}", "range",
                                        onr_json_range(request->draft, found[i].span), "kind",
                                        found[i].kind));
    free(found);
    return highlights;
}
