/* The report as a page: one file that needs no network, for the screen and for paper. */
#include "present/html.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "present/escape.h"
#include "present/sourcing.h"
#include "present/words.h"

/* The files in html/, made part of the program by binc. */
extern const unsigned char onr_page_style[];
extern const unsigned char onr_page_script[];

static const char *name_of(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

void onr_page_head(struct onr_presentation *p, const char *path)
{
    onr_out_text(p->out,
                 "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"color-scheme\" content=\"light dark\">\n"
                 "<meta name=\"generator\" content=\"onrecord " ONR_VERSION "\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                 "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>Sourcing of ");
    onr_escape_text(p->out, name_of(path));
    onr_out_text(p->out, "</title>\n<style>\n");
    onr_out_text(p->out, (const char *)onr_page_style);
    onr_out_text(p->out, "</style>\n</head>\n<body>\n<main>\n");
}

void onr_page_foot(struct onr_presentation *p)
{
    onr_out_text(p->out,
                 "</main>\n<footer><p>The score measures what readers are told about sources. It "
                 "does not measure whether a draft is true, and it cannot know what an editor "
                 "knows.</p></footer>\n<script>\n");
    onr_out_text(p->out, (const char *)onr_page_script);
    onr_out_text(p->out, "</script>\n</body>\n</html>\n");
}

/* The scale from 0 to 100 with the bands of the rubric and where the draft stands. */
static void write_scale(struct onr_page *page, const struct onr_score *score)
{
    static const unsigned ends[] = {0, 30, 50, 70, 85, 100};
    onr_out_text(page->out, "<svg class=\"scale\" width=\"100%\" height=\"34\" aria-hidden=\"true\">");
    for (int band = ONR_BAND_OPAQUE; band <= ONR_BAND_ON_RECORD; band++)
        onr_out_format(page->out,
                       "<rect class=\"b%d%s\" x=\"%u%%\" y=\"10\" width=\"%u%%\" height=\"6\"/>"
                       "<text x=\"%u%%\" y=\"31\">%u</text>",
                       band, band == (int)score->band ? " on" : "", ends[band],
                       ends[band + 1] - ends[band], ends[band], ends[band]);
    onr_out_format(page->out,
                   "<text class=\"end\" x=\"100%%\" y=\"31\">100</text>"
                   "<circle cx=\"%d%%\" cy=\"13\" r=\"8\"/></svg>\n",
                   score->value);
}

static void write_subject(struct onr_page *page)
{
    const struct onr_analysis *analysis = page->view->analysis;
    uint32_t words = onr_body_word_count(analysis);
    onr_out_text(page->out, "<p class=\"file\"><bdi>");
    onr_escape_text(page->out, name_of(page->view->document->path));
    onr_out_format(page->out, "</bdi> <span>%u word%s in the body</span> <span>profile %s</span> "
                              "<span>%s</span></p>\n",
                   words, words == 1 ? "" : "s", onr_analysis_profile(analysis), onr_rubric());
}

void onr_page_opening(struct onr_page *page)
{
    const struct onr_score *score = onr_article_score(page->view->analysis);
    onr_out_text(page->out, "<header>\n");
    write_subject(page);
    if (!score->has_value) {
        onr_out_text(page->out, "<h1>No score</h1>\n<p class=\"lede\">Nothing is attributed to "
                                "anybody in this draft.</p>\n");
        onr_page_counts(page);
        onr_out_text(page->out, "</header>\n");
        return;
    }
    onr_out_format(page->out,
                   "<h1><span class=\"label\">Sourcing</span> <span class=\"value\">%d</span> <span "
                   "class=\"of\">of 100,</span> <span class=\"band\">%s</span></h1>\n",
                   score->value, onr_band_words(score->band));
    write_scale(page, score);
    onr_out_text(page->out, "<p class=\"lede\">");
    onr_sourcing_line(page->out, page->view);
    onr_out_text(page->out, ".</p>\n");
    if (!score->confident)
        onr_out_text(page->out, "<p class=\"unsure\">Low confidence: the draft is short or "
                                "attributes little. A sound score takes 3 attributions and 150 "
                                "words; read the parts, not the number.</p>\n");
    onr_page_counts(page);
    onr_out_text(page->out, "</header>\n");
}

/* One row of the sum: points, what they are for, the rule. */
static void write_row(struct onr_page *page, const char *sign, double points, const char *words,
                      const char *rule)
{
    onr_out_format(page->out, "<tr><td>%s", sign);
    onr_out_number(page->out, points);
    onr_out_text(page->out, "</td><th scope=\"row\">");
    onr_escape_text(page->out, words);
    if (rule)
        onr_out_format(page->out, " <code>%s</code>", rule);
    onr_out_text(page->out, "</th></tr>\n");
}

void onr_page_sum(struct onr_page *page)
{
    const struct onr_score *score = onr_article_score(page->view->analysis);
    double rest = score->mean;
    if (!score->has_value)
        return;
    onr_out_text(page->out, "<section class=\"sum\">\n<h2>The sum behind the score</h2>\n<table>\n");
    write_row(page, "", score->mean, "the attributions on average, longer ones counting more", NULL);
    for (uint32_t i = 0; i < score->deductions.count; i++) {
        const struct onr_rule *rule = onr_view_rule(page->view, score->deductions.at[i].rule);
        write_row(page, "− ", (double)score->deductions.at[i].points, rule->title, rule->id);
        rest -= (double)score->deductions.at[i].points;
    }
    bool capped = fabs(rest - score->exact) >= 0.01;
    write_row(page, "= ", score->exact, !capped ? "the score before it is rounded"
                          : rest < score->exact && score->exact > 0
                              ? "the score before it is rounded; no more than that comes off"
                              : "the score before it is rounded; never below 0", NULL);
    onr_out_text(page->out, "</table>\n<p class=\"faint\">What each source and each passage takes "
                            "off stands with the sources.</p>\n</section>\n");
}

static int open_page(struct onr_page *page)
{
    const struct onr_document *document = page->view->document;
    uint32_t met[ONR_CLASSES] = {0};
    uint32_t rules = 0; /* that have findings: those below it */
    page->ordinals = calloc(page->source_count + 1, sizeof *page->ordinals);
    for (uint32_t i = 0; i < page->finding_count; i++)
        if (page->findings[i].rule >= rules)
            rules = page->findings[i].rule + 1;
    page->notes = calloc((size_t)rules + 1, sizeof *page->notes);
    if (!page->ordinals || !page->notes)
        return -1;
    for (uint32_t i = 0; i < page->source_count; i++)
        page->ordinals[i] = ++met[page->sources[i].class_];
    return onr_lines_open(&page->lines, document->bytes, (uint32_t)document->length);
}

static void write_article(struct onr_page *page)
{
    onr_out_format(page->out, "<article id=\"d%u\">\n", page->number);
    onr_page_opening(page);
    onr_page_shares(page);
    onr_out_text(page->out, "<div class=\"desk\">\n");
    onr_page_sources(page);
    onr_page_draft(page);
    onr_out_text(page->out, "</div>\n<div class=\"after\">\n");
    onr_page_unnamed(page);
    onr_page_requests(page);
    onr_page_waived(page);
    onr_page_sum(page);
    onr_page_past(page);
    onr_out_text(page->out, "</div>\n</article>\n");
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    struct onr_page page = {.presentation = p, .view = view, .out = p->out, .number = p->count + 1};
    page.sources = onr_sources(view->analysis, &page.source_count);
    page.attributions = onr_attributions(view->analysis, &page.attribution_count);
    page.findings = onr_findings(view->analysis, &page.finding_count);
    if (p->count == 0)
        onr_page_head(p, view->document->path);
    if (open_page(&page) == 0)
        write_article(&page);
    else
        p->out->error = ENOMEM;
    free(page.ordinals);
    free(page.notes);
    onr_lines_close(&page.lines);
}

static void end(struct onr_presentation *p)
{
    if (p->count)
        onr_page_foot(p);
}

const struct onr_presenter onr_present_html = {
    .name = "html",
    .summary = "the report as one page to look at, to print and to pass on",
    .document = present,
    .end = end,
};
