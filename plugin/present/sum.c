/* The sum behind a score, to be read. */
#include "present/sum.h"

#include <math.h>
#include <string.h>

#include "present/plain.h"
#include "present/sourcing.h"
#include "present/text.h"

#define INDENT 6       /* of what is told of a source or an attribution, under its name */
#define MOST_OFF 25.0  /* points the article's rules take off together (onrecord-rubric/1) */

static const char *left_out_words(enum onr_left_out why)
{
    static const char *const words[] = {
        [ONR_LEFT_OUT_NOT] = "",
        [ONR_LEFT_OUT_NESTED] = "inside what another says",
        [ONR_LEFT_OUT_ATTITUDE] = "a wish, a plan or a view, which the writer states",
        [ONR_LEFT_OUT_REFUSAL] = "a refusal to say anything",
        [ONR_LEFT_OUT_NOT_BODY] = "not in the body",
        [ONR_LEFT_OUT_NOBODY] = "nobody is told to say it",
    };
    return (size_t)why < sizeof words / sizeof *words ? words[why] : onr_left_out_name(why);
}

struct onr_sum onr_sum_of(const struct onr_analysis *analysis)
{
    struct onr_sum sum = {0};
    uint32_t count;
    onr_attributions(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t weight = onr_attribution_weight(analysis, i);
        sum.counted += weight > 0;
        sum.left_out += weight == 0;
        sum.weight += weight;
        sum.weighted += weight * (double)onr_attribution_score(analysis, i)->value;
    }
    return sum;
}

/* How a deduction of the article comes about, "8 × 1 of 4"; nothing where the points say it all. */
static void put_deduction(struct onr_out *out, const struct onr_deduction *d)
{
    if (!d->of && !d->per)
        return;
    onr_out_number(out, (double)d->each);
    onr_out_format(out, " × %u", d->met);
    if (d->of)
        onr_out_format(out, " of %u", d->of);
    else if (d->words > d->per)
        onr_out_format(out, " × %u / %u words", d->per, d->words);
    else
        onr_out_format(out, ", the body of %u words counting as %u", d->words, d->per);
    if (d->most > 0 && d->points >= d->most)
        onr_out_text(out, ", the most that comes off by this rule");
}

/* "S1" and the like, in the margin. */
static void write_margin(struct onr_report *r, char letter, uint32_t index)
{
    struct onr_presentation *p = r->presentation;
    struct onr_out mark;
    onr_out_open(&mark, -1);
    onr_out_format(&mark, "%c%u", letter, index + 1);
    onr_out_repeat(p->out, ' ', 2);
    onr_out_bytes(p->out, mark.bytes, mark.length);
    onr_out_repeat(p->out, ' ', mark.length < INDENT - 2 ? INDENT - 2 - (unsigned)mark.length : 1);
    onr_out_close(&mark);
}

static void wrap_under(struct onr_report *r, enum onr_ink ink)
{
    onr_out_repeat(r->presentation->out, ' ', INDENT);
    onr_report_wrap(r, ink, INDENT, INDENT);
}

/* The kind of a source, and the levels that its points go by. */
static void put_kind(struct onr_report *r, const struct onr_source *source)
{
    onr_out_format(&r->line, " (%s", onr_kind_name(source->kind));
    if (source->class_ == ONR_CLASS_UNNAMED)
        onr_out_format(&r->line, ", %s %s %s", onr_level_name(source->level), onr_basis_name(source->basis),
                       onr_reason_name(source->reason));
    onr_out_char(&r->line, ')');
}

static void write_sources(struct onr_report *r)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(r->view->analysis, &count);
    onr_report_heading(r, "Sources: each has 100 points and loses what readers are not told");
    for (uint32_t i = 0; i < count; i++) {
        struct onr_span span = onr_label_span(r->view, &sources[i]);
        struct onr_spans label = {&span, 1};
        const struct onr_part_score *score = onr_source_score(r->view->analysis, i);
        write_margin(r, 'S', i);
        onr_report_excerpt(r, label, 60);
        put_kind(r, &sources[i]);
        onr_report_wrap(r, ONR_INK_PLAIN, INDENT, INDENT);
        onr_report_arithmetic(r, 100, score->deductions, (double)score->value);
        wrap_under(r, ONR_INK_FAINT);
    }
}

/* "line 4, 27 words of S1: “…”" */
static void put_attribution(struct onr_report *r, const struct onr_attribution *attribution, uint32_t source)
{
    struct onr_spans first = attribution->content.count ? attribution->content : attribution->cue;
    if (first.count)
        onr_out_format(&r->line, "line %u, ", onr_lines_position(&r->lines, first.at[0].start).line);
    onr_out_format(&r->line, "%u word%s of ", attribution->words, attribution->words == 1 ? "" : "s");
    if (source == ONR_NONE)
        onr_out_text(&r->line, "nobody");
    else
        onr_out_format(&r->line, "S%u", source + 1);
    onr_out_text(&r->line, ": ");
    onr_report_excerpt(r, first, 60);
}

static void write_attribution(struct onr_report *r, const struct onr_attribution *attribution, uint32_t index)
{
    const struct onr_analysis *analysis = r->view->analysis;
    const struct onr_part_score *score = onr_attribution_score(analysis, index);
    uint32_t source = onr_attribution_source(analysis, index), weight = onr_attribution_weight(analysis, index);
    double from = source == ONR_NONE ? 100 : (double)onr_source_score(analysis, source)->value;
    write_margin(r, 'A', index);
    put_attribution(r, attribution, source);
    onr_report_wrap(r, ONR_INK_PLAIN, INDENT, INDENT);
    if (score->deductions.count)
        onr_report_arithmetic(r, from, score->deductions, (double)score->value);
    else
        onr_out_number(&r->line, (double)score->value);
    if (weight != attribution->words)
        onr_out_format(&r->line, "; weight %u:", weight);
    else
        onr_out_char(&r->line, ';');
    onr_out_char(&r->line, ' ');
    onr_out_number(&r->line, (double)score->value);
    onr_out_format(&r->line, ONR_GLUE "×" ONR_GLUE "%u" ONR_GLUE "=" ONR_GLUE, weight);
    onr_out_number(&r->line, (double)score->value * weight);
    wrap_under(r, ONR_INK_FAINT);
}

static void write_left_out(struct onr_report *r, uint32_t count, uint32_t nested)
{
    onr_report_heading(r, "Left out of the mean");
    for (uint32_t i = 0; i < count; i++) {
        enum onr_left_out why = onr_attribution_left_out(r->view->analysis, i);
        if (why == ONR_LEFT_OUT_NOT)
            continue;
        write_margin(r, 'A', i);
        put_attribution(r, &onr_attributions(r->view->analysis, &count)[i], onr_attribution_source(r->view->analysis, i));
        onr_out_format(&r->line, " (%s)", left_out_words(why));
        onr_report_wrap(r, ONR_INK_FAINT, INDENT, INDENT);
    }
    if (!nested)
        return;
    onr_out_format(&r->line, "and %u that stand%s inside what another says", nested, nested == 1 ? "s" : "");
    wrap_under(r, ONR_INK_FAINT);
}

static void write_attributions(struct onr_report *r, const struct onr_sum *sum)
{
    uint32_t count, nested;
    const struct onr_attribution *attributions = onr_attributions(r->view->analysis, &count);
    onr_nested_attributions(r->view->analysis, &nested);
    onr_report_heading(r, "Attributions: the source's points, less their own; they weigh their words, 8 to 40");
    for (uint32_t i = 0; i < count; i++)
        if (onr_attribution_weight(r->view->analysis, i))
            write_attribution(r, &attributions[i], i);
    if (sum->left_out || nested)
        write_left_out(r, count, nested);
}

static void write_article(struct onr_report *r, const struct onr_sum *sum, const struct onr_score *score)
{
    double off = 0;
    onr_report_heading(r, "Article: the attributions' mean by weight, less what the whole draft loses");
    onr_out_text(&r->line, "sum ");
    onr_out_number(&r->line, sum->weighted);
    onr_out_format(&r->line, ONR_GLUE "/" ONR_GLUE "weight" ONR_GLUE "%llu =" ONR_GLUE, (unsigned long long)sum->weight);
    onr_out_number(&r->line, score->mean);
    wrap_under(r, ONR_INK_PLAIN);
    for (uint32_t i = 0; i < score->deductions.count; i++) {
        const struct onr_deduction *d = &score->deductions.at[i];
        off += (double)d->points;
        onr_out_text(&r->line, "-" ONR_GLUE);
        onr_out_number(&r->line, (double)d->points);
        onr_out_format(&r->line, " %s", onr_view_rule(r->view, d->rule)->id);
        if (d->of || d->per) {
            onr_out_text(&r->line, " (");
            put_deduction(&r->line, d);
            onr_out_char(&r->line, ')');
        }
        wrap_under(r, ONR_INK_PLAIN);
    }
    if (off > MOST_OFF) {
        onr_out_text(&r->line, "together no more than 25 come off");
        wrap_under(r, ONR_INK_PLAIN);
    }
    onr_out_text(&r->line, "=" ONR_GLUE);
    onr_out_number(&r->line, score->exact);
    onr_out_format(&r->line, ", in whole points %d: %s", score->value, onr_band_name(score->band));
    if (score->mean - off < 0)
        onr_out_text(&r->line, " (never below 0)");
    wrap_under(r, ONR_INK_STRONG);
}

static void write_parts(struct onr_report *r)
{
    const struct onr_score *score = onr_article_score(r->view->analysis);
    struct onr_sum sum = onr_sum_of(r->view->analysis);
    onr_plain_text(&r->line, strcmp(r->view->document->path, "-") == 0 ? "standard input" : r->view->document->path);
    if (!score->has_value) {
        onr_out_text(&r->line, ": no score, because nothing is attributed to anybody in this draft");
        onr_report_wrap(r, ONR_INK_STRONG, 0, 2);
        return;
    }
    onr_out_format(&r->line, ": %d of 100 by %s%s", score->value, onr_rubric(),
                   score->confident ? "" : ", with low confidence: under 3 attributions or 150 words");
    onr_report_wrap(r, ONR_INK_STRONG, 0, 2);
    write_sources(r);
    write_attributions(r, &sum);
    write_article(r, &sum, score);
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    onr_report_write(p, view, write_parts);
}

const struct onr_presenter onr_present_sum = {
    .name = "sum",
    .summary = "the sum behind the score, to be read",
    .document = present,
};
