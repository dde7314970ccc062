#include "lsp/waive.h"

#include <string.h>

#include "lsp/rules.h"

#define REASON "say who approved it and why"

/* The line end the draft uses. */
static const char *line_end(const struct onr_draft *draft)
{
    const char *lf = memchr(draft->bytes, '\n', draft->length);
    if (!lf)
        return memchr(draft->bytes, '\r', draft->length) ? "\r" : "\n";
    return lf > draft->bytes && lf[-1] == '\r' ? "\r\n" : "\n";
}

static uint32_t line_of(const struct onr_draft *draft, uint32_t offset)
{
    return draft->index.starts[onr_index_line(&draft->index, offset)];
}

/* From the first paragraph that a span meets to the last; the span where it meets none. */
static struct onr_span paragraphs(const struct onr_analysis *analysis, struct onr_span span,
                                  uint32_t *met)
{
    uint32_t count;
    struct onr_span all = span;
    const struct onr_block *blocks = onr_blocks(analysis, &count);
    *met = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!onr_span_meets(blocks[i].span, span))
            continue;
        if ((*met)++ == 0)
            all.start = blocks[i].span.start;
        all.end = blocks[i].span.end;
    }
    return all;
}

uint32_t onr_waive_paragraphs(const struct onr_analysis *analysis, struct onr_span span)
{
    uint32_t met;
    paragraphs(analysis, span, &met);
    return met;
}

static uint32_t top_of(const struct onr_analysis *analysis)
{
    uint32_t count;
    const struct onr_block *blocks = onr_blocks(analysis, &count);
    return count ? blocks[0].span.start : 0;
}

/* Puts a comment at the start of a line. New. */
static json_t *insert(struct onr_draft *draft, uint32_t at, const char *keyword, const char *rule)
{
    json_t *text = json_sprintf("<!-- onrecord: %s %s %s -->%s", keyword, rule, REASON,
                                line_end(draft));
    json_t *edit =
        text ? onr_json_edit(draft, (struct onr_span){at, at}, json_string_value(text)) : NULL;
    json_decref(text);
    return edit;
}

/* The other end of a stretch, behind the last of its paragraphs. New. */
static json_t *insert_end(struct onr_draft *draft, uint32_t at)
{
    json_t *text = json_sprintf("%s<!-- onrecord: end -->", line_end(draft));
    json_t *edit =
        text ? onr_json_edit(draft, (struct onr_span){at, at}, json_string_value(text)) : NULL;
    json_decref(text);
    return edit;
}

json_t *onr_waive_edits(struct onr_draft *draft, const struct onr_analysis *analysis,
                        const struct onr_finding *finding, enum onr_waive_scope scope,
                        struct onr_span span)
{
    uint32_t met;
    const char *rule = onr_rule_of(analysis, finding->rule)->id;
    if (scope == ONR_WAIVE_FILE)
        return json_pack("[o]", insert(draft, line_of(draft, top_of(analysis)), "file", rule));
    struct onr_span all =
        paragraphs(analysis, scope == ONR_WAIVE_STRETCH ? span : finding->span, &met);
    uint32_t start = line_of(draft, all.start);
    if (scope == ONR_WAIVE_PARAGRAPH)
        return json_pack("[o]", insert(draft, start, "ok", rule));
    uint32_t last = onr_index_line(&draft->index, all.end);
    uint32_t end = onr_index_line_end(&draft->index, draft->bytes, draft->length, last);
    return json_pack("[o, o]", insert(draft, start, "begin", rule), insert_end(draft, end));
}
