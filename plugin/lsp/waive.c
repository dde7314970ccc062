#include "lsp/waive.h"

#include <string.h>

#define REASON "say who approved it and why"

/* The line end the draft uses. */
static const char *line_end(const struct onr_draft *draft)
{
    const char *lf = memchr(draft->bytes, '\n', draft->length);
    if (!lf)
        return memchr(draft->bytes, '\r', draft->length) ? "\r" : "\n";
    return lf > draft->bytes && lf[-1] == '\r' ? "\r\n" : "\n";
}

/* The start of the line on which the block around a byte begins. */
static uint32_t block_line(const struct onr_draft *draft, const struct onr_analysis *analysis,
                           uint32_t offset)
{
    uint32_t count;
    uint32_t start = offset;
    const struct onr_block *blocks = onr_blocks(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (blocks[i].span.start <= offset && offset <= blocks[i].span.end)
            start = blocks[i].span.start;
    return draft->index.starts[onr_index_line(&draft->index, start)];
}

static uint32_t top_line(const struct onr_draft *draft, const struct onr_analysis *analysis)
{
    uint32_t count;
    const struct onr_block *blocks = onr_blocks(analysis, &count);
    return count ? block_line(draft, analysis, blocks[0].span.start) : 0;
}

json_t *onr_waive_edit(struct onr_draft *draft, const struct onr_analysis *analysis,
                       const struct onr_finding *finding, enum onr_waive_scope scope)
{
    const char *end = line_end(draft);
    const char *word = scope == ONR_WAIVE_FILE ? "file-ok" : "ok";
    uint32_t at = scope == ONR_WAIVE_FILE ? top_line(draft, analysis)
                                          : block_line(draft, analysis, finding->span.start);
    json_t *text = json_sprintf("<!-- onrecord: %s %s %s -->%s", word,
                                onr_rule_at(finding->rule)->id, REASON, end);
    json_t *edit = text ? onr_json_edit(draft, (struct onr_span){at, at}, json_string_value(text))
                        : NULL;
    json_decref(text);
    return edit;
}
