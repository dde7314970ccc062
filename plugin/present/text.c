/* The report: how open the sourcing is, source by source, for an editor to read. */
#include "present/text.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "present/plain.h"
#include "present/sourcing.h"
#include "present/words.h"

#define GAUGE 50 /* cells of the bar, two points each */

void onr_report_wrap(struct onr_report *r, enum onr_ink ink, unsigned column, unsigned indent)
{
    struct onr_presentation *p = r->presentation;
    onr_paper_wrap(p->out, &p->style, ink, r->line.bytes ? r->line.bytes : "", r->line.length,
                   column, indent);
    r->line.length = 0;
}

void onr_report_heading(struct onr_report *r, const char *heading)
{
    struct onr_presentation *p = r->presentation;
    onr_out_char(p->out, '\n');
    onr_ink_text(p->out, &p->style, ONR_INK_STRONG, heading);
    onr_out_char(p->out, '\n');
}

void onr_report_excerpt(struct onr_report *r, struct onr_spans spans, unsigned columns)
{
    struct onr_out excerpt;
    onr_out_open(&excerpt, -1);
    for (uint32_t i = 0; i < spans.count && excerpt.length < 4 * columns; i++) {
        if (i)
            onr_out_text(&excerpt, " … ");
        onr_plain_span(&excerpt, r->view->analysis, spans.at[i], 8 * columns);
    }
    onr_paper_cut(&r->line, excerpt.bytes ? excerpt.bytes : "", excerpt.length, columns);
    onr_out_close(&excerpt);
}

void onr_report_quote(struct onr_report *r, struct onr_span span)
{
    struct onr_spans spans = {&span, 1};
    onr_out_text(&r->line, "“");
    onr_report_excerpt(r, spans, 120);
    onr_out_text(&r->line, "”");
}

void onr_report_arithmetic(struct onr_report *r, double from, struct onr_deductions deductions,
                           double to)
{
    double rest = from;
    onr_out_number(&r->line, from);
    for (uint32_t i = 0; i < deductions.count; i++) {
        const struct onr_deduction *deduction = &deductions.at[i];
        onr_out_text(&r->line, " -" ONR_GLUE);
        onr_out_number(&r->line, (double)deduction->points);
        onr_out_format(&r->line, ONR_GLUE "%s", onr_view_rule(r->view, deduction->rule)->id);
        rest -= (double)deduction->points;
    }
    onr_out_text(&r->line, " =" ONR_GLUE);
    onr_out_number(&r->line, to);
    if (fabs(rest - to) >= 0.01)
        onr_out_text(&r->line, rest < 0 ? " (never below 0)" : " (no more than that comes off)");
}

static enum onr_ink band_ink(enum onr_band band)
{
    return band <= ONR_BAND_THIN    ? ONR_INK_BAD
           : band == ONR_BAND_MIXED ? ONR_INK_WARN
                                    : ONR_INK_GOOD;
}

static void write_gauge(struct onr_report *r, const struct onr_score *score)
{
    struct onr_presentation *p = r->presentation;
    unsigned full = (unsigned)score->value * GAUGE / 100;
    onr_out_text(p->out, "  ");
    onr_ink_on(p->out, &p->style, band_ink(score->band));
    for (unsigned i = 0; i < full; i++)
        onr_out_text(p->out, "█");
    onr_ink_off(p->out, &p->style, band_ink(score->band));
    for (unsigned i = full; i < GAUGE; i++)
        onr_out_text(p->out, "░");
    onr_out_char(p->out, '\n');
}

static void write_opening(struct onr_report *r, const struct onr_score *score)
{
    if (!score->has_value) {
        onr_out_text(&r->line,
                     "Sourcing: no score, because nothing is attributed to anybody in this draft.");
        onr_report_wrap(r, ONR_INK_STRONG, 0, 2);
        return;
    }
    onr_out_format(&r->line, "Sourcing %d/100, %s: ", score->value, onr_band_words(score->band));
    onr_sourcing_line(&r->line, r->view);
    onr_report_wrap(r, ONR_INK_STRONG, 0, 2);
    if (r->presentation->style.width >= GAUGE + 2)
        write_gauge(r, score);
}

static void write_subject(struct onr_report *r, const struct onr_score *score)
{
    const struct onr_analysis *analysis = r->view->analysis;
    const char *path = r->view->document->path;
    uint32_t words = onr_body_word_count(analysis);
    onr_out_text(r->presentation->out, "  ");
    onr_plain_text(&r->line, strcmp(path, "-") == 0 ? "standard input" : path);
    onr_out_format(&r->line, ": %u word%s in the body, profile %s, %s", words,
                   words == 1 ? "" : "s", onr_analysis_profile(analysis), onr_rubric());
    onr_report_wrap(r, ONR_INK_FAINT, 2, 2);
    if (!score->has_value || score->confident)
        return;
    onr_out_text(r->presentation->out, "  ");
    onr_out_text(&r->line,
                 "Low confidence: the draft is short or attributes little (a sound score takes 3 "
                 "attributions and 150 words). Read the parts, not the number.");
    onr_report_wrap(r, ONR_INK_WARN, 2, 2);
}

static void write_points(struct onr_report *r, const char *sign, double points)
{
    struct onr_out number;
    onr_out_open(&number, -1);
    onr_out_text(&number, sign);
    onr_out_number(&number, points);
    onr_out_repeat(r->presentation->out, ' ', number.length < 7 ? 7 - (unsigned)number.length : 0);
    onr_out_bytes(r->presentation->out, number.bytes, number.length);
    onr_out_text(r->presentation->out, "  ");
    onr_out_close(&number);
}

static void write_score(struct onr_report *r, const struct onr_score *score)
{
    double rest = score->mean;
    onr_report_heading(r, "Score");
    write_points(r, "", score->mean);
    onr_out_text(&r->line, "the attributions on average, longer ones counting more");
    onr_report_wrap(r, ONR_INK_PLAIN, 9, 9);
    for (uint32_t i = 0; i < score->deductions.count; i++) {
        const struct onr_deduction *deduction = &score->deductions.at[i];
        const struct onr_rule *rule = onr_view_rule(r->view, deduction->rule);
        write_points(r, "- ", (double)deduction->points);
        onr_plain_text(&r->line, rule->title);
        onr_out_format(&r->line, " [%s]", rule->id);
        onr_report_wrap(r, ONR_INK_PLAIN, 9, 9);
        rest -= (double)deduction->points;
    }
    write_points(r, "= ", score->exact);
    onr_out_format(&r->line, "%d in whole points", score->value);
    if (fabs(rest - score->exact) >= 0.01)
        onr_out_text(&r->line, rest < score->exact && score->exact > 0
                                   ? "; no more than that comes off"
                                   : "; never below 0");
    onr_report_wrap(r, ONR_INK_PLAIN, 9, 9);
}

void onr_report_write(struct onr_presentation *p, const struct onr_view *view, void (*parts)(struct onr_report *report))
{
    struct onr_report r = {.presentation = p, .view = view};
    if (onr_lines_open(&r.lines, view->document->bytes, (uint32_t)view->document->length) != 0) {
        p->out->error = ENOMEM;
        return;
    }
    onr_out_open(&r.line, -1);
    if (p->count)
        onr_out_text(p->out, "\n\n");
    parts(&r);
    if (r.line.error)
        p->out->error = r.line.error;
    onr_out_close(&r.line);
    onr_lines_close(&r.lines);
}

static void write_parts(struct onr_report *r)
{
    const struct onr_score *score = onr_article_score(r->view->analysis);
    write_opening(r, score);
    write_subject(r, score);
    onr_report_sources(r);
    if (score->has_value)
        write_score(r, score);
    onr_report_findings(r);
    onr_report_waived(r);
    if (r->presentation->explain)
        onr_report_attributions(r);
    onr_report_requests(r);
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    onr_report_write(p, view, write_parts);
}

const struct onr_presenter onr_present_text = {
    .name = "text",
    .summary = "the report, to be read on the screen or on paper",
    .document = present,
};
