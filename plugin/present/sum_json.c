/* The sum behind a score, as JSON. */
#include "present/sum.h"
#include "present/write.h"

static void write_deductions(struct onr_json *json, const struct onr_analysis *analysis, struct onr_deductions all)
{
    onr_json_open(json, "deductions", '[');
    for (uint32_t i = 0; i < all.count; i++) {
        const struct onr_deduction *d = &all.at[i];
        onr_json_open_flat(json, NULL, '{');
        onr_json_text(json, "rule", onr_analysis_rule(analysis, d->rule)->id);
        onr_json_number(json, "points", (double)d->points);
        if (d->of || d->per) {
            onr_json_number(json, "each", (double)d->each);
            onr_json_unsigned(json, "met", d->met);
            onr_json_unsigned(json, d->of ? "of" : "per_words", d->of ? d->of : d->per);
        }
        if (d->per)
            onr_json_unsigned(json, "words", d->words);
        if (d->most > 0)
            onr_json_number(json, "most", (double)d->most);
        onr_json_close(json, '}');
    }
    onr_json_close(json, ']');
}

static void write_sources(struct onr_json *json, const struct onr_view *view)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(view->analysis, &count);
    onr_json_open(json, "sources", '[');
    for (uint32_t i = 0; i < count; i++) {
        const struct onr_part_score *score = onr_source_score(view->analysis, i);
        struct onr_span label = sources[i].label;
        onr_json_open(json, NULL, '{');
        onr_json_unsigned(json, "id", i);
        onr_json_bytes(json, "label", onr_view_bytes(view, label), label.end - label.start);
        onr_json_text(json, "kind", onr_kind_name(sources[i].kind));
        onr_json_unsigned(json, "from", 100);
        write_deductions(json, view->analysis, score->deductions);
        onr_json_number(json, "score", (double)score->value);
        onr_json_close(json, '}');
    }
    onr_json_close(json, ']');
}

static void write_attribution(struct onr_json *json, const struct onr_view *view, uint32_t index)
{
    uint32_t count, source = onr_attribution_source(view->analysis, index);
    const struct onr_attribution *attribution = &onr_attributions(view->analysis, &count)[index];
    const struct onr_part_score *score = onr_attribution_score(view->analysis, index);
    enum onr_left_out why = onr_attribution_left_out(view->analysis, index);
    onr_json_open(json, NULL, '{');
    onr_json_unsigned(json, "id", index);
    if (source == ONR_NONE)
        onr_json_null(json, "source_id");
    else
        onr_json_unsigned(json, "source_id", source);
    onr_json_unsigned(json, "words", attribution->words);
    onr_json_unsigned(json, "weight", onr_attribution_weight(view->analysis, index));
    if (why)
        onr_json_text(json, "left_out", onr_left_out_name(why));
    onr_json_number(json, "from", source == ONR_NONE ? 100 : (double)onr_source_score(view->analysis, source)->value);
    write_deductions(json, view->analysis, score->deductions);
    onr_json_number(json, "score", (double)score->value);
    onr_json_close(json, '}');
}

static void write_attributions(struct onr_json *json, const struct onr_view *view)
{
    uint32_t count;
    onr_attributions(view->analysis, &count);
    onr_json_open(json, "attributions", '[');
    for (uint32_t i = 0; i < count; i++)
        write_attribution(json, view, i);
    onr_json_close(json, ']');
}

static void write_article(struct onr_json *json, const struct onr_view *view)
{
    const struct onr_score *score = onr_article_score(view->analysis);
    struct onr_sum sum = onr_sum_of(view->analysis);
    onr_json_open(json, "article", '{');
    onr_json_unsigned(json, "body_words", onr_body_word_count(view->analysis));
    onr_json_number(json, "weighted", sum.weighted);
    onr_json_unsigned(json, "weight", sum.weight);
    if (score->has_value)
        onr_json_number(json, "mean", score->mean);
    else
        onr_json_null(json, "mean");
    write_deductions(json, view->analysis, score->deductions);
    if (score->has_value) {
        onr_json_number(json, "exact", score->exact);
        onr_json_unsigned(json, "value", (uint64_t)score->value);
        onr_json_text(json, "band", onr_band_name(score->band));
    } else {
        onr_json_null(json, "value");
    }
    onr_json_bool(json, "confident", score->confident);
    onr_json_close(json, '}');
}

static void begin(struct onr_presentation *p)
{
    if (p->many)
        onr_out_char(p->out, '[');
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    struct onr_json json = {.out = p->out, .pretty = true};
    if (p->many)
        onr_out_text(p->out, p->count ? ",\n" : "\n");
    onr_json_open(&json, NULL, '{');
    onr_json_text(&json, "path", view->document->path);
    onr_json_text(&json, "rubric", onr_rubric());
    write_sources(&json, view);
    write_attributions(&json, view);
    write_article(&json, view);
    onr_json_close(&json, '}');
    if (!p->many)
        onr_out_char(p->out, '\n');
}

static void end(struct onr_presentation *p)
{
    if (p->many)
        onr_out_text(p->out, "\n]\n");
}

const struct onr_presenter onr_present_sum_json = {
    .name = "sum-json",
    .summary = "the sum behind the score, as JSON",
    .begin = begin,
    .document = present,
    .end = end,
};
