/* The report's part on sources: what readers are told of each, and what it says. */
#include <stdio.h>
#include <string.h>

#include "present/plain.h"
#include "present/sourcing.h"
#include "present/text.h"
#include "present/words.h"

#define INDENT 7     /* of what is told of a source, under its score */
#define UNSURE 0.5f  /* an attribution below it is marked */
#define NARROWEST 24 /* columns an excerpt gets at least */

/* One line "label  words", with the draft's own words where there are any. */
static void write_told(struct onr_report *r, const char *label, const char *words,
                       struct onr_span span)
{
    struct onr_presentation *p = r->presentation;
    onr_out_repeat(p->out, ' ', INDENT);
    onr_ink_text(p->out, &p->style, ONR_INK_FAINT, label);
    onr_out_repeat(p->out, ' ', 13 - (unsigned)strlen(label));
    onr_out_text(&r->line, words);
    if (span.start < span.end) {
        onr_out_text(&r->line, *words ? ": " : "");
        onr_report_quote(r, span);
    }
    onr_report_wrap(r, ONR_INK_PLAIN, INDENT + 13, INDENT + 13);
}

static void tell_row(void *report, const char *name, const char *words, struct onr_span span)
{
    write_told(report, name, words, span);
}

static void write_details(struct onr_report *r, const struct onr_source *source)
{
    if (source->role.start < source->role.end)
        write_told(r, "role", "", source->role);
    if (source->affiliation.start < source->affiliation.end)
        write_told(r, "belongs to", "", source->affiliation);
    if (source->class_ == ONR_CLASS_UNNAMED)
        onr_tell_unnamed(source, tell_row, r);
    else if (source->class_ == ONR_CLASS_DOCUMENT)
        write_told(r, "origin", onr_provenance_words(source->provenance),
                   (struct onr_span){0, 0});
}

static void write_own_deductions(struct onr_report *r, uint32_t index, double from)
{
    const struct onr_part_score *score = onr_attribution_score(r->view->analysis, index);
    if (score->deductions.count == 0)
        return;
    onr_out_repeat(r->presentation->out, ' ', INDENT + 10);
    onr_report_arithmetic(r, from, score->deductions, (double)score->value);
    onr_report_wrap(r, ONR_INK_FAINT, INDENT + 10, INDENT + 12);
}

static void write_attribution(struct onr_report *r, uint32_t index, double from)
{
    struct onr_presentation *p = r->presentation;
    uint32_t total;
    const struct onr_attribution *attribution = &onr_attributions(r->view->analysis, &total)[index];
    const struct onr_spans *first =
        attribution->cue.count ? &attribution->cue : &attribution->content;
    if (first->count == 0)
        return;
    onr_out_repeat(p->out, ' ', INDENT);
    struct onr_position at = onr_lines_position(&r->lines, first->at[0].start);
    char line[24];
    snprintf(line, sizeof line, "line %-5u", at.line);
    onr_ink_text(p->out, &p->style, ONR_INK_FAINT, line);
    onr_report_excerpt(r, attribution->cue, 30);
    onr_plain_trim(&r->line); /* “She added:” has its colon already */
    if (attribution->confidence < UNSURE)
        onr_out_text(&r->line, " (unsure)");
    if (attribution->content.count) {
        unsigned used = INDENT + 10 + onr_plain_width(r->line.bytes, r->line.length) + 2;
        unsigned left = p->style.width > used + NARROWEST ? p->style.width - used : NARROWEST;
        onr_out_text(&r->line, r->line.length ? ": " : "");
        onr_report_excerpt(r, attribution->content, left);
    }
    onr_out_bytes(p->out, r->line.bytes, r->line.length);
    onr_out_char(p->out, '\n');
    r->line.length = 0;
    write_own_deductions(r, index, from);
}

static enum onr_ink score_ink(double score)
{
    return score < 50 ? ONR_INK_BAD : score < 70 ? ONR_INK_WARN : ONR_INK_GOOD;
}

static void write_name(struct onr_report *r, const struct onr_source *source, double score)
{
    struct onr_presentation *p = r->presentation;
    struct onr_span span = onr_label_span(r->view, source);
    struct onr_spans label = {&span, 1};
    onr_out_number(&r->line, score);
    onr_out_repeat(p->out, ' ', r->line.length < 5 ? 5 - (unsigned)r->line.length : 0);
    onr_ink_on(p->out, &p->style, score_ink(score));
    onr_out_bytes(p->out, r->line.bytes, r->line.length);
    onr_ink_off(p->out, &p->style, score_ink(score));
    r->line.length = 0;
    onr_out_text(p->out, "  ");
    if (span.start < span.end)
        onr_report_excerpt(r, label, 200);
    else
        onr_out_text(&r->line, "(no source)");
    onr_report_wrap(r, ONR_INK_STRONG, INDENT, INDENT);
    onr_out_repeat(p->out, ' ', INDENT);
    onr_out_text(&r->line, onr_kind_words(source));
    onr_report_wrap(r, ONR_INK_PLAIN, INDENT, INDENT);
}

static void write_source(struct onr_report *r, const struct onr_source *source, uint32_t index)
{
    const struct onr_part_score *score = onr_source_score(r->view->analysis, index);
    onr_out_char(r->presentation->out, '\n');
    write_name(r, source, (double)score->value);
    write_details(r, source);
    if (score->deductions.count) {
        onr_out_repeat(r->presentation->out, ' ', INDENT);
        onr_report_arithmetic(r, 100, score->deductions, (double)score->value);
        onr_report_wrap(r, ONR_INK_PLAIN, INDENT, INDENT + 2);
    }
    for (uint32_t i = 0; i < source->attributions.count; i++)
        write_attribution(r, source->attributions.at[i], (double)score->value);
}

/* What is attributed to nobody. */
static void write_sourceless(struct onr_report *r)
{
    uint32_t total;
    bool any = false;
    onr_attributions(r->view->analysis, &total);
    for (uint32_t i = 0; i < total; i++) {
        if (onr_attribution_source(r->view->analysis, i) != ONR_NONE)
            continue;
        if (!any)
            onr_report_heading(r, "       Without a source");
        any = true;
        write_attribution(r, i, 100);
    }
}

void onr_report_sources(struct onr_report *r)
{
    uint32_t total;
    const struct onr_source *sources = onr_sources(r->view->analysis, &total);
    uint32_t attributions;
    onr_attributions(r->view->analysis, &attributions);
    if (total == 0 && attributions == 0)
        return;
    onr_report_heading(r, "Sources");
    for (uint32_t i = 0; i < total; i++)
        write_source(r, &sources[i], i);
    write_sourceless(r);
}
