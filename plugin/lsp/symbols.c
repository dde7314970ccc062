/* Document symbols: the sections, and the sources with what each says. */
#include <string.h>

#include "lsp/entity.h"
#include "lsp/features.h"
#include "lsp/symbols.h"

#define COLUMNS 100

int onr_symbol_kind(enum onr_class class_)
{
    static const int kinds[ONR_CLASSES] = {
        [ONR_CLASS_NONE] = 21 /* Null */,         [ONR_CLASS_NAMED] = 5 /* Class */,
        [ONR_CLASS_UNNAMED] = 20 /* Key */,       [ONR_CLASS_SPOKESPERSON] = 11 /* Interface */,
        [ONR_CLASS_ORGANIZATION] = 4 /* Package */, [ONR_CLASS_DOCUMENT] = 1 /* File */,
        [ONR_CLASS_MEDIA] = 2 /* Module */,       [ONR_CLASS_COLLECTIVE] = 18 /* Array */,
        [ONR_CLASS_SELF] = 19 /* Object */,
    };
    return kinds[class_] ? kinds[class_] : 21;
}

#define KIND_SECTION 15 /* String */
#define KIND_SAID 24    /* Event */

/* Symbols as they come: a tree, or flat with the name of what each lies in. */
struct symbols {
    struct onr_request *request;
    json_t *all;
};

/* Adds one symbol. Returns the array for what lies in it, borrowed; NULL where they are flat. */
static json_t *add(struct symbols *s, json_t *into, json_t *name, json_t *detail, int kind,
                   struct onr_span range, struct onr_span selection, json_t *container)
{
    struct onr_draft *draft = s->request->draft;
    if (!name || json_string_length(name) == 0) {
        json_decref(name);
        name = json_string("(no words)");
    }
    if (!s->request->server->client.tree) {
        json_t *symbol = json_pack("{s:o, s:i, s:o}", "name", name, "kind", kind, "location",
                                   onr_json_location(draft, selection));
        if (container)
            json_object_set(symbol, "containerName", container);
        json_array_append_new(s->all, symbol);
        json_decref(detail);
        return NULL;
    }
    json_t *children = json_array();
    json_array_append_new(into ? into : s->all,
                          json_pack("{s:o, s:o, s:i, s:o, s:o, s:o}", "name", name, "detail",
                                    detail, "kind", kind, "range", onr_json_range(draft, range),
                                    "selectionRange", onr_json_range(draft, selection), "children",
                                    children));
    return children;
}

static void add_said(struct symbols *s, json_t *into, uint32_t index, json_t *container)
{
    uint32_t count;
    const struct onr_attribution *said = &onr_attributions(s->request->analysis, &count)[index];
    struct onr_span hull = onr_attribution_hull(said);
    struct onr_span selection = said->cue.count ? said->cue.at[0] : hull;
    struct onr_span words = said->content.count ? said->content.at[0] : hull;
    if (hull.start < hull.end)
        add(s, into, onr_json_excerpt(s->request->draft, words, COLUMNS),
            json_string(onr_mode_name(said->mode)), KIND_SAID, hull, selection, container);
}

static void add_source(struct symbols *s, uint32_t index)
{
    uint32_t count;
    const struct onr_analysis *analysis = s->request->analysis;
    const struct onr_source *source = &onr_sources(analysis, &count)[index];
    struct onr_span hull = onr_hull(source->label, source->mentions);
    const struct onr_attribution *attributions = onr_attributions(analysis, &count);
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        struct onr_span said = onr_attribution_hull(&attributions[source->attributions.at[i]]);
        hull = onr_hull(hull, (struct onr_spans){&said, said.start < said.end});
    }
    json_t *name = onr_json_excerpt(s->request->draft, source->label, COLUMNS);
    json_t *container = json_copy(name);
    json_t *inside = add(s, NULL, name,
                         json_sprintf("%s, %.0f/100", onr_class_name(source->class_),
                                      (double)onr_source_score(analysis, index)->value),
                         onr_symbol_kind(source->class_), hull, source->label, NULL);
    for (uint32_t i = 0; i < source->attributions.count; i++)
        add_said(s, inside, source->attributions.at[i], container);
    json_decref(container);
}

static bool heads(const struct onr_block *block)
{
    return block->kind == ONR_BLOCK_HEADLINE || block->kind == ONR_BLOCK_HEADING;
}

/* A section goes from its heading to the next. */
static void add_sections(struct symbols *s)
{
    uint32_t count;
    const struct onr_block *blocks = onr_blocks(s->request->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t next = i + 1;
        if (!heads(&blocks[i]))
            continue;
        while (next < count && !heads(&blocks[next]))
            next++;
        struct onr_span range = {blocks[i].span.start, blocks[next - 1].span.end};
        add(s, NULL, onr_json_excerpt(s->request->draft, blocks[i].span, COLUMNS),
            json_string(onr_block_kind_name(blocks[i].kind)), KIND_SECTION, range, blocks[i].span,
            NULL);
    }
}

json_t *onr_lsp_document_symbol(struct onr_request *request)
{
    uint32_t count;
    struct symbols s = {request, json_array()};
    add_sections(&s);
    onr_sources(request->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        add_source(&s, i);
    return s.all;
}
