/* Folding: quotations and sections that go over more than one line. */
#include "lsp/entity.h"
#include "lsp/features.h"

static void add(struct onr_request *request, json_t *ranges, struct onr_span span,
                const char *kind)
{
    struct onr_place start = onr_draft_place(request->draft, span.start);
    struct onr_place end = onr_draft_place(request->draft, span.end);
    if (start.line == end.line)
        return;
    json_t *range = json_pack("{s:I, s:I, s:s*}", "startLine", (json_int_t)start.line, "endLine",
                              (json_int_t)end.line, "kind", kind);
    if (!request->server->client.line_folding) {
        json_object_set_new(range, "startCharacter", json_integer(start.character));
        json_object_set_new(range, "endCharacter", json_integer(end.character));
    }
    json_array_append_new(ranges, range);
}

static void add_quotations(struct onr_request *request, json_t *ranges)
{
    uint32_t count;
    const struct onr_quotation *quotations = onr_quotations(request->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (quotations[i].kind != ONR_QUOTATION_TITLE)
            add(request, ranges, quotations[i].span, NULL);
}

/* What one source says in paragraphs on end, each a quotation of its own. */
static void add_runs(struct onr_request *request, json_t *ranges)
{
    uint32_t count;
    const struct onr_attribution *all = onr_attributions(request->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (all[i].content.count > 1 && all[i].mode == ONR_MODE_DIRECT)
            add(request, ranges, onr_hull((struct onr_span){0, 0}, all[i].content), NULL);
}

static void add_sections(struct onr_request *request, json_t *ranges)
{
    uint32_t count;
    const struct onr_block *blocks = onr_blocks(request->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t next = i + 1;
        if (blocks[i].kind != ONR_BLOCK_HEADING && blocks[i].kind != ONR_BLOCK_HEADLINE)
            continue;
        while (next < count && blocks[next].kind != ONR_BLOCK_HEADING &&
               blocks[next].kind != ONR_BLOCK_HEADLINE)
            next++;
        add(request, ranges, (struct onr_span){blocks[i].span.start, blocks[next - 1].span.end},
            "region");
    }
}

json_t *onr_lsp_folding_range(struct onr_request *request)
{
    json_t *ranges = json_array();
    add_sections(request, ranges);
    add_quotations(request, ranges);
    add_runs(request, ranges);
    return ranges;
}
