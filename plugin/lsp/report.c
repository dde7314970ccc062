/*
 * Requests of onrecord's own: the report, the sources for a tree of them, the page of a rule.
 */
#include <stdlib.h>
#include <string.h>

#include "lsp/card.h"
#include "lsp/entity.h"
#include "lsp/features.h"
#include "lsp/pages.h"
#include "lsp/rules.h"
#include "present/present.h"
#include "present/words.h"

#define NARROWEST 40
#define WIDEST 400

static const struct onr_presenter *presenter_of(struct onr_request *request)
{
    const char *name = onr_param_text(request->params, "format");
    const struct onr_presenter *presenter = onr_presenter_find(name ? name : "text");
    if (!presenter)
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "there is no format %.100s", name);
    return presenter;
}

static unsigned width_of(const struct onr_request *request)
{
    json_int_t width = json_integer_value(json_object_get(request->params, "width"));
    return width < NARROWEST ? width == 0 ? 80 : NARROWEST
           : width > WIDEST  ? WIDEST
                             : (unsigned)width;
}

static json_t *present(struct onr_request *request, const struct onr_presenter *presenter)
{
    struct onr_draft *draft = request->draft;
    struct onr_out out;
    struct onr_document document = {.path = draft->path ? draft->path : draft->uri,
                                    .bytes = draft->bytes, .length = draft->length,
                                    .original_length = draft->length, .format = draft->format};
    struct onr_view view = {.document = &document, .analysis = request->analysis};
    struct onr_presentation presentation = {.out = &out, .least = draft->settings.least,
                                            .style = {.width = width_of(request)}};
    onr_out_open(&out, -1);
    onr_present_begin(&presentation, presenter);
    onr_present_document(&presentation, presenter, &view);
    onr_present_end(&presentation, presenter);
    return onr_json_out(&out);
}

json_t *onr_lsp_report(struct onr_request *request)
{
    const struct onr_presenter *presenter = presenter_of(request);
    json_t *content = presenter ? present(request, presenter) : NULL;
    if (!content)
        return NULL;
    if (strcmp(presenter->name, "json") == 0) {
        json_t *object = json_loads(json_string_value(content), JSON_ALLOW_NUL, NULL);
        json_decref(content);
        content = object;
    }
    return json_pack("{s:s, s:I, s:o}", "format", presenter->name, "version",
                     (json_int_t)request->draft->version, "content", content);
}

/* ---- Sources ----------------------------------------------------------------------------------- */

static json_t *attribution(struct onr_request *request, uint32_t index)
{
    uint32_t count;
    const struct onr_attribution *all = onr_attributions(request->analysis, &count);
    struct onr_spans content = all[index].content;
    struct onr_span hull = onr_attribution_hull(&all[index]);
    return json_pack("{s:I, s:o, s:o, s:s, s:b, s:f}", "id", (json_int_t)index, "range",
                     onr_json_range(request->draft, hull), "text",
                     onr_json_excerpt(request->draft, content.count ? content.at[0] : hull, 120),
                     "mode", onr_mode_name(all[index].mode), "nested", all[index].nested, "score",
                     (double)onr_attribution_score(request->analysis, index)->value);
}

static json_t *source(struct onr_request *request, uint32_t index)
{
    uint32_t count;
    const struct onr_source *source = &onr_sources(request->analysis, &count)[index];
    json_t *mentions = json_array();
    json_t *attributions = json_array();
    for (uint32_t i = 0; i < source->mentions.count; i++)
        json_array_append_new(mentions, onr_json_range(request->draft, source->mentions.at[i]));
    for (uint32_t i = 0; i < source->attributions.count; i++)
        json_array_append_new(attributions, attribution(request, source->attributions.at[i]));
    return json_pack(
        "{s:I, s:o, s:o, s:s, s:s, s:s, s:f, s:o, s:o}", "id", (json_int_t)index, "label",
        onr_json_excerpt(request->draft, source->label, 200), "range",
        onr_json_range(request->draft, source->label), "class", onr_class_name(source->class_),
        "kind", onr_kind_name(source->kind), "told", onr_kind_words(source), "score",
        (double)onr_source_score(request->analysis, index)->value, "mentions", mentions,
        "attributions", attributions);
}

/* The attributions that nobody is told to have made. */
static json_t *sourceless(struct onr_request *request)
{
    uint32_t count;
    json_t *all = json_array();
    onr_attributions(request->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (onr_attribution_source(request->analysis, i) == ONR_NONE)
            json_array_append_new(all, attribution(request, i));
    return all;
}

json_t *onr_lsp_sources(struct onr_request *request)
{
    uint32_t count;
    struct onr_out line;
    const struct onr_score *score = onr_article_score(request->analysis);
    json_t *sources = json_array();
    onr_sources(request->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        json_array_append_new(sources, source(request, i));
    onr_out_open(&line, -1);
    onr_card_sourcing(&line, request->analysis);
    return json_pack("{s:I, s:o, s:o, s:o, s:b, s:o, s:o}", "version",
                     (json_int_t)request->draft->version, "line", onr_json_out(&line), "score",
                     score->has_value ? json_integer(score->value) : json_null(), "band",
                     score->has_value ? json_string(onr_band_words(score->band)) : json_null(),
                     "confident", score->confident, "sources", sources, "sourceless",
                     sourceless(request));
}

json_t *onr_lsp_explain(struct onr_request *request)
{
    const char *id = onr_param_text(request->params, "rule");
    uint32_t index;
    const struct onr_rule *rule = onr_rule_named(id, &index);
    struct onr_out out;
    if (!rule) {
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "there is no rule %.100s",
                      id ? id : "without a name");
        return NULL;
    }
    onr_out_open(&out, -1);
    onr_page_write(&out, rule);
    return json_pack("{s:s, s:s, s:o}", "rule", id, "title", rule->title, "markdown",
                     onr_json_out(&out));
}
