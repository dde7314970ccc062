/* Inlay hints: whom "they" or "the official" stands for. */
#include <string.h>

#include "lsp/card.h"
#include "lsp/entity.h"
#include "lsp/features.h"

#define COLUMNS 40 /* of a label */

json_t *onr_lsp_hint_options(const struct onr_server *server)
{
    (void)server;
    return json_pack("{s:b}", "resolveProvider", 1);
}

/* Whether a mention points back to what another says: then a reader of the draft may ask whom. */
static bool points_back(const struct onr_analysis *analysis, uint32_t attribution)
{
    enum onr_class mention = onr_attribution_mention(analysis, attribution);
    return mention == ONR_CLASS_PRONOUN || mention == ONR_CLASS_NOMINAL;
}

static json_t *label_of(struct onr_request *request, uint32_t source)
{
    uint32_t count;
    struct onr_out out;
    onr_out_open(&out, -1);
    onr_out_text(&out, "→ ");
    onr_write_excerpt(&out, request->draft, onr_sources(request->analysis, &count)[source].label,
                      COLUMNS);
    return onr_json_out(&out);
}

static json_t *hint(struct onr_request *request, uint32_t source, uint32_t end)
{
    return json_pack("{s:o, s:o, s:b, s:b, s:{s:s, s:I, s:I}}", "position",
                     onr_json_place(request->draft, end), "label", label_of(request, source),
                     "paddingLeft", 1, "paddingRight", 0, "data", "uri", request->draft->uri,
                     "changes", (json_int_t)request->draft->changes, "source",
                     (json_int_t)source);
}

json_t *onr_lsp_inlay_hint(struct onr_request *request)
{
    uint32_t count, sources;
    struct onr_span within;
    const struct onr_attribution *all = onr_attributions(request->analysis, &count);
    const struct onr_source *source = onr_sources(request->analysis, &sources);
    if (!onr_param_span(request, json_object_get(request->params, "range"), &within))
        return NULL;
    json_t *hints = json_array();
    uint32_t last = 0;
    for (uint32_t i = 0; i < count && request->draft->settings.inlay_hints; i++) {
        uint32_t of = onr_attribution_source(request->analysis, i);
        struct onr_span span = onr_hull((struct onr_span){0, 0}, all[i].source);
        bool itself = of != ONR_NONE && span.start == source[of].label.start;
        if (of == ONR_NONE || itself || !points_back(request->analysis, i) ||
            !onr_span_meets(span, within) || (last && span.end == last))
            continue;
        json_array_append_new(hints, hint(request, of, span.end));
        last = span.end;
    }
    return hints;
}

/* What is shown where the mouse rests: the source's card. */
json_t *onr_lsp_inlay_hint_resolve(struct onr_request *request)
{
    const json_t *data = json_object_get(request->params, "data");
    const char *uri = onr_param_text(data, "uri");
    struct onr_draft *draft = uri ? onr_server_draft(request->server, uri) : NULL;
    json_t *answer = json_copy(request->params);
    if (!draft || (json_int_t)draft->changes != json_integer_value(json_object_get(data, "changes")))
        return answer;
    json_t *card = onr_card_markup(request->server, draft,
                                   json_integer_value(json_object_get(data, "source")),
                                   request->server->client.markdown);
    if (card)
        json_object_set_new(answer, "tooltip", card);
    return answer;
}
