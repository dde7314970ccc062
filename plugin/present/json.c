/* The analysis as JSON, version 1: one object per draft, in the order of keys of the contract. */
#include <string.h>

#include "present/findings.h"
#include "present/present.h"
#include "present/write.h"

#define VERSION 1

/* What every part of the object is written with. */
struct writer {
    struct onr_json json;
    const struct onr_view *view;
    bool explain;
};

static void write_span(struct writer *w, const char *key, struct onr_span span)
{
    onr_json_open_flat(&w->json, key, '[');
    onr_json_unsigned(&w->json, NULL, onr_document_offset(w->view->document, span.start));
    onr_json_unsigned(&w->json, NULL, onr_document_offset(w->view->document, span.end));
    onr_json_close(&w->json, ']');
}

static void write_spans(struct writer *w, const char *key, struct onr_spans spans)
{
    onr_json_open_flat(&w->json, key, '[');
    for (uint32_t i = 0; i < spans.count; i++)
        write_span(w, NULL, spans.at[i]);
    onr_json_close(&w->json, ']');
}

static void write_span_or_null(struct writer *w, const char *key, struct onr_span span)
{
    if (span.start < span.end)
        write_span(w, key, span);
    else
        onr_json_null(&w->json, key);
}

static void write_index(struct writer *w, const char *key, uint32_t index)
{
    if (index == ONR_NONE)
        onr_json_null(&w->json, key);
    else
        onr_json_unsigned(&w->json, key, index);
}

static void write_slice(struct writer *w, const char *key, struct onr_span span)
{
    onr_json_bytes(&w->json, key, onr_view_bytes(w->view, span), span.end - span.start);
}

static void write_deductions(struct writer *w, struct onr_deductions deductions)
{
    onr_json_open(&w->json, "deductions", '[');
    for (uint32_t i = 0; i < deductions.count; i++) {
        onr_json_open_flat(&w->json, NULL, '{');
        onr_json_text(&w->json, "rule", onr_view_rule(w->view, deductions.at[i].rule)->id);
        onr_json_number(&w->json, "points", deductions.at[i].points);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
}

static void write_part_score(struct writer *w, const struct onr_part_score *score)
{
    onr_json_number(&w->json, "score", score->value);
    write_deductions(w, score->deductions);
}

static void write_quotations(struct writer *w)
{
    uint32_t count;
    const struct onr_quotation *quotations = onr_quotations(w->view->analysis, &count);
    onr_json_open(&w->json, "quotations", '[');
    for (uint32_t i = 0; i < count; i++) {
        onr_json_open_flat(&w->json, NULL, '{');
        write_span(w, "span", quotations[i].span);
        onr_json_text(&w->json, "kind", onr_quotation_kind_name(quotations[i].kind));
        onr_json_unsigned(&w->json, "depth", quotations[i].depth);
        write_index(w, "attribution", onr_quotation_attribution(w->view->analysis, i));
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
}

static void write_triple(struct writer *w, const struct onr_attribution *attribution, uint32_t index)
{
    onr_json_unsigned(&w->json, "id", index);
    write_spans(w, "content", attribution->content);
    write_spans(w, "cue", attribution->cue);
    write_spans(w, "source", attribution->source);
    onr_json_text(&w->json, "mode", onr_mode_name(attribution->mode));
}

static void write_standing(struct writer *w, const struct onr_attribution *attribution)
{
    onr_json_bool(&w->json, "nested", attribution->nested);
    onr_json_fraction(&w->json, "confidence", (double)attribution->confidence);
}

/* What made it one: the order of its parts, and what spoke for its cue most, strongest first. */
static void write_explanation(struct writer *w, const struct onr_attribution *attribution, uint32_t index)
{
    struct onr_evidence evidence[ONR_EVIDENCE_SHOWN];
    uint32_t count = onr_attribution_evidence(w->view->analysis, index, evidence, ONR_EVIDENCE_SHOWN);
    onr_json_open(&w->json, "explanation", '{');
    onr_json_text(&w->json, "shape", onr_attribution_shape(attribution));
    onr_json_open(&w->json, "evidence", '[');
    for (uint32_t i = 0; i < count; i++) {
        onr_json_open_flat(&w->json, NULL, '{');
        onr_json_text(&w->json, "what", evidence[i].what);
        onr_json_fraction(&w->json, "weight", (double)evidence[i].weight);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
    onr_json_close(&w->json, '}');
}

static void write_attribution(struct writer *w, const struct onr_attribution *attribution,
                              uint32_t index)
{
    onr_json_open(&w->json, NULL, '{');
    write_triple(w, attribution, index);
    onr_json_text(&w->json, "mention",
                  onr_class_name(onr_attribution_mention(w->view->analysis, index)));
    write_index(w, "source_id", onr_attribution_source(w->view->analysis, index));
    write_standing(w, attribution);
    write_part_score(w, onr_attribution_score(w->view->analysis, index));
    if (w->explain)
        write_explanation(w, attribution, index);
    onr_json_close(&w->json, '}');
}

/* Neither a source nor points hang on what is said inside another's words. */
static void write_nested(struct writer *w, const struct onr_attribution *attribution, uint32_t index)
{
    onr_json_open(&w->json, NULL, '{');
    write_triple(w, attribution, index);
    onr_json_text(&w->json, "mention", onr_class_name(ONR_CLASS_NONE));
    write_index(w, "source_id", ONR_NONE);
    write_standing(w, attribution);
    write_part_score(w, &(struct onr_part_score){.value = 100});
    onr_json_close(&w->json, '}');
}

static void write_attributions(struct writer *w)
{
    uint32_t count, nested_count;
    const struct onr_attribution *attributions = onr_attributions(w->view->analysis, &count);
    const struct onr_nested *nested = onr_nested_attributions(w->view->analysis, &nested_count);
    onr_json_open(&w->json, "attributions", '[');
    for (uint32_t i = 0; i < count; i++)
        write_attribution(w, &attributions[i], i);
    for (uint32_t i = 0; i < nested_count; i++)
        write_nested(w, &nested[i].record, count + i);
    onr_json_close(&w->json, ']');
}

/* How it knows, or why it is unnamed: the level and the words, or null where nothing is told. */
static void write_told(struct writer *w, const char *key, bool told, const char *level,
                       struct onr_span span)
{
    if (!told) {
        onr_json_null(&w->json, key);
        return;
    }
    onr_json_open_flat(&w->json, key, '{');
    onr_json_text(&w->json, "level", level);
    write_span(w, "span", span);
    onr_json_close(&w->json, '}');
}

static void write_count(struct writer *w, const struct onr_source *source)
{
    onr_json_open_flat(&w->json, "count", '{');
    onr_json_bool(&w->json, "plural", source->plural);
    if (source->number)
        onr_json_unsigned(&w->json, "number", source->number);
    else
        onr_json_null(&w->json, "number");
    onr_json_close(&w->json, '}');
}

static void write_description(struct writer *w, const struct onr_source *source)
{
    bool unnamed = source->class_ == ONR_CLASS_UNNAMED;
    if (source->descriptor == ONR_DESCRIPTOR_NONE)
        onr_json_null(&w->json, "descriptor");
    else
        onr_json_text(&w->json, "descriptor", onr_descriptor_name(source->descriptor));
    if (source->level == ONR_LEVEL_NONE)
        onr_json_null(&w->json, "level");
    else
        onr_json_text(&w->json, "level", onr_level_name(source->level));
    write_count(w, source);
    write_told(w, "basis", unnamed && source->basis != ONR_BASIS_B0 && !source->tie, onr_basis_name(source->basis),
               source->basis_span);
    write_span_or_null(w, "tie", source->tie ? source->basis_span : (struct onr_span){0, 0});
    bool granted = unnamed && source->reason == ONR_REASON_RG;
    write_told(w, "reason", unnamed && source->reason > ONR_REASON_RG, onr_reason_name(source->reason),
               source->reason_span);
    write_span_or_null(w, "granted", granted ? source->reason_span : (struct onr_span){0, 0});
    write_span_or_null(w, "role", source->role);
    write_span_or_null(w, "affiliation", source->affiliation);
}

static void write_source(struct writer *w, const struct onr_source *source, uint32_t index)
{
    onr_json_open(&w->json, NULL, '{');
    onr_json_unsigned(&w->json, "id", index);
    write_slice(w, "label", source->label);
    onr_json_text(&w->json, "class", onr_class_name(source->class_));
    onr_json_text(&w->json, "kind", onr_kind_name(source->kind));
    write_description(w, source);
    write_spans(w, "mentions", source->mentions);
    onr_json_open_flat(&w->json, "attributions", '[');
    for (uint32_t i = 0; i < source->attributions.count; i++)
        onr_json_unsigned(&w->json, NULL, source->attributions.at[i]);
    onr_json_close(&w->json, ']');
    write_part_score(w, onr_source_score(w->view->analysis, index));
    onr_json_close(&w->json, '}');
}

static void write_sources(struct writer *w)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(w->view->analysis, &count);
    onr_json_open(&w->json, "sources", '[');
    for (uint32_t i = 0; i < count; i++)
        write_source(w, &sources[i], i);
    onr_json_close(&w->json, ']');
}

static void write_comment_requests(struct writer *w)
{
    uint32_t count;
    const struct onr_comment_request *requests = onr_comment_requests(w->view->analysis, &count);
    onr_json_open(&w->json, "comment_requests", '[');
    for (uint32_t i = 0; i < count; i++) {
        onr_json_open_flat(&w->json, NULL, '{');
        write_slice(w, "who", requests[i].party);
        onr_json_text(&w->json, "outcome", onr_outcome_name(requests[i].outcome));
        write_span(w, "span", requests[i].span);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
}

static void write_related(struct writer *w, const struct onr_finding *finding)
{
    onr_json_open(&w->json, "related", '[');
    for (uint32_t i = 0; i < finding->related_count; i++) {
        onr_json_open_flat(&w->json, NULL, '{');
        write_span(w, "span", finding->related[i].span);
        onr_json_text(&w->json, "message", finding->related[i].message);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
}

static void write_fix(struct writer *w, const struct onr_finding *finding)
{
    if (!finding->fix_title) {
        onr_json_null(&w->json, "fix");
        return;
    }
    onr_json_open(&w->json, "fix", '{');
    onr_json_text(&w->json, "title", finding->fix_title);
    onr_json_bool(&w->json, "safe", finding->fix_safe);
    onr_json_open(&w->json, "edits", '[');
    for (uint32_t i = 0; i < finding->edit_count; i++) {
        onr_json_open_flat(&w->json, NULL, '{');
        write_span(w, "span", finding->edits[i].span);
        onr_json_text(&w->json, "text", finding->edits[i].text);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
    onr_json_close(&w->json, '}');
}

static void write_finding(struct writer *w, const struct onr_finding *finding, uint32_t index)
{
    onr_json_open(&w->json, NULL, '{');
    onr_json_text(&w->json, "rule", onr_view_rule(w->view, finding->rule)->id);
    onr_json_text(&w->json, "severity", onr_severity_name(finding->severity));
    write_span(w, "span", finding->span);
    onr_json_text(&w->json, "message", finding->message);
    write_related(w, finding);
    write_fix(w, finding);
    write_index(w, "source_id", finding->source);
    write_index(w, "attribution_id", finding->attribution);
    onr_json_bool(&w->json, "waived", finding->waived);
    write_index(w, "waiver", finding->waiver);
    if (w->view->accepted)
        onr_json_bool(&w->json, "accepted", onr_finding_accepted(w->view, index));
    onr_json_close(&w->json, '}');
}

static void write_findings(struct writer *w)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(w->view->analysis, &count);
    onr_json_open(&w->json, "findings", '[');
    for (uint32_t i = 0; i < count; i++)
        if (findings[i].severity != ONR_SEVERITY_OFF)
            write_finding(w, &findings[i], i);
    onr_json_close(&w->json, ']');
}

static void write_waivers(struct writer *w)
{
    uint32_t count;
    const struct onr_waiver *waivers = onr_waivers(w->view->analysis, &count);
    onr_json_open(&w->json, "waivers", '[');
    for (uint32_t i = 0; i < count; i++) {
        onr_json_open(&w->json, NULL, '{');
        onr_json_text(&w->json, "rule", onr_view_rule(w->view, waivers[i].rule)->id);
        onr_json_text(&w->json, "scope", onr_waiver_scope_name(waivers[i].scope));
        write_span(w, "span", waivers[i].span);
        write_span_or_null(w, "covers", waivers[i].covers);
        write_slice(w, "reason", waivers[i].reason);
        write_span(w, "reason_span", waivers[i].reason);
        onr_json_unsigned(&w->json, "silenced", waivers[i].silenced);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
}

static void write_score(struct writer *w)
{
    const struct onr_score *score = onr_article_score(w->view->analysis);
    onr_json_open(&w->json, "score", '{');
    onr_json_text(&w->json, "rubric", onr_rubric());
    if (score->has_value) {
        onr_json_unsigned(&w->json, "value", (uint64_t)score->value);
        onr_json_text(&w->json, "band", onr_band_name(score->band));
    } else {
        onr_json_null(&w->json, "value");
        onr_json_null(&w->json, "band");
    }
    onr_json_bool(&w->json, "confident", score->confident);
    write_deductions(w, score->deductions);
    onr_json_close(&w->json, '}');
}

static void write_head(struct writer *w)
{
    const struct onr_document *document = w->view->document;
    onr_json_unsigned(&w->json, "onrecord", VERSION);
    if (w->view->id)
        onr_json_raw(&w->json, "id", w->view->id);
    else
        onr_json_text(&w->json, "id", document->path);
    onr_json_text(&w->json, "path", document->path);
    onr_json_text(&w->json, "language", "en");
    onr_json_text(&w->json, "format", onr_analysis_format(w->view->analysis));
    onr_json_text(&w->json, "profile", onr_analysis_profile(w->view->analysis));
    onr_json_unsigned(&w->json, "bytes", document->original_length);
    onr_json_unsigned(&w->json, "words", onr_word_count(w->view->analysis));
}

static void write_document(struct writer *w)
{
    onr_json_open(&w->json, NULL, '{');
    write_head(w);
    write_quotations(w);
    write_attributions(w);
    write_sources(w);
    write_comment_requests(w);
    write_findings(w);
    write_waivers(w);
    write_score(w);
    onr_json_close(&w->json, '}');
}

static void begin(struct onr_presentation *presentation)
{
    if (presentation->many)
        onr_out_char(presentation->out, '[');
}

static void present(struct onr_presentation *presentation, const struct onr_view *view)
{
    struct writer w = {.json = {.out = presentation->out, .pretty = true}, .view = view, .explain = presentation->explain};
    if (presentation->many)
        onr_out_text(presentation->out, presentation->count ? ",\n" : "\n");
    write_document(&w);
    if (!presentation->many)
        onr_out_char(presentation->out, '\n');
}

static void end(struct onr_presentation *presentation)
{
    if (presentation->many)
        onr_out_text(presentation->out, "\n]\n");
}

static void present_line(struct onr_presentation *presentation, const struct onr_view *view)
{
    struct writer w = {.json = {.out = presentation->out}, .view = view, .explain = presentation->explain};
    write_document(&w);
    onr_out_char(presentation->out, '\n');
}

static void fail_line(struct onr_presentation *presentation, const struct onr_failure *failure)
{
    struct onr_json json = {.out = presentation->out};
    onr_json_open(&json, NULL, '{');
    onr_json_unsigned(&json, "onrecord", VERSION);
    onr_json_raw(&json, "id", failure->id ? failure->id : "null");
    onr_json_open(&json, "error", '{');
    onr_json_text(&json, "code", failure->code);
    onr_json_text(&json, "message", failure->message);
    onr_json_unsigned(&json, "line", failure->line);
    onr_json_close(&json, '}');
    onr_json_close(&json, '}');
    onr_out_char(presentation->out, '\n');
}

const struct onr_presenter onr_present_json = {
    .name = "json",
    .summary = "all that is found, as JSON: one object, or an array of them",
    .begin = begin,
    .document = present,
    .end = end,
};

const struct onr_presenter onr_present_jsonl = {
    .name = "jsonl",
    .summary = "the same as JSON Lines: one object on a line for each draft",
    .document = present_line,
    .failure = fail_line,
};
