/* Hover: the card of what stands there, and why findings there are findings. */
#include "lsp/card.h"
#include "lsp/diagnostics.h"
#include "lsp/entity.h"
#include "lsp/features.h"

static void write_findings(struct onr_card *card, uint32_t offset, struct onr_span *span)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(card->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!onr_span_has(findings[i].span, offset) ||
            (!findings[i].waived && !onr_diagnostic_shown(card->draft, &findings[i])))
            continue;
        onr_card_finding(card, &findings[i]);
        if (span->start == span->end)
            *span = findings[i].span;
    }
}

json_t *onr_lsp_hover(struct onr_request *request)
{
    uint32_t offset;
    bool markdown = request->server->client.markdown;
    struct onr_card card = {.markdown = markdown, .draft = request->draft,
                            .analysis = request->analysis};
    if (!onr_param_offset(request, &offset))
        return NULL;
    struct onr_entity entity = onr_entity_at(request->analysis, offset);
    struct onr_span span = entity.span;
    onr_out_open(&card.out, -1);
    if (!entity.mention && entity.attribution != ONR_NONE)
        onr_card_attribution(&card, entity.attribution);
    if (entity.source != ONR_NONE && span.start < span.end)
        onr_card_source(&card, entity.source);
    write_findings(&card, offset, &span);
    if (card.out.length == 0) {
        onr_out_close(&card.out);
        return json_null();
    }
    return json_pack("{s:{s:s, s:o}, s:o}", "contents", "kind",
                     markdown ? "markdown" : "plaintext", "value", onr_json_out(&card.out),
                     "range", onr_json_range(request->draft, span));
}
