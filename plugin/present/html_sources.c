/* The panel of sources: what readers are told of each, what it says, what that costs. */

#include "present/escape.h"
#include "present/html.h"
#include "present/words.h"

#define EXCERPT 64  /* columns of a passage in the panel */
#define UNSURE 0.5f /* an attribution below it is marked */

static const struct onr_span nothing = {0, 0};

static void tell_row(void *page, const char *name, const char *words, struct onr_span span)
{
    onr_page_told(page, name, words, span);
}

static void write_terms(struct onr_page *page, const struct onr_source *source)
{
    bool role = source->role.start < source->role.end;
    bool affiliation = source->affiliation.start < source->affiliation.end;
    bool unnamed = source->class_ == ONR_CLASS_UNNAMED;
    bool document = source->class_ == ONR_CLASS_DOCUMENT;
    if (!role && !affiliation && !unnamed && !document)
        return;
    onr_out_text(page->out, "<dl>\n");
    if (role)
        onr_page_told(page, "role", "", source->role);
    if (affiliation)
        onr_page_told(page, "belongs to", "", source->affiliation);
    if (unnamed)
        onr_tell_unnamed(source, tell_row, page);
    if (document)
        onr_page_told(page, "origin", onr_provenance_words(source->provenance), nothing);
    onr_out_text(page->out, "</dl>\n");
}

static void write_passage(struct onr_page *page, uint32_t index, double from)
{
    const struct onr_attribution *attribution = &page->attributions[index];
    const struct onr_part_score *score = onr_attribution_score(page->view->analysis, index);
    onr_out_format(page->out, "<li><a href=#d%ua%u>", page->number, index);
    onr_page_excerpt(page, attribution->content.count ? attribution->content : attribution->cue,
                     EXCERPT);
    onr_out_text(page->out, "</a>");
    if (attribution->confidence < UNSURE)
        onr_out_text(page->out, " <small>(unsure)</small>");
    if (score->deductions.count) {
        onr_out_text(page->out, "<p class=\"less\">");
        onr_page_arithmetic(page, from, score->deductions, (double)score->value);
        onr_out_text(page->out, "</p>");
    }
    onr_out_text(page->out, "</li>\n");
}

static void write_label(struct onr_page *page, uint32_t index, double score)
{
    onr_out_format(page->out, "<p class=\"lab\" data-s=\"%u\"><span class=\"t\">", index);
    onr_page_sign(page, index);
    onr_out_text(page->out, "</span> <span class=\"who\">");
    onr_page_label(page, index, 120);
    onr_out_text(page->out, "</span> <span class=\"pt\">");
    onr_out_number(page->out, score);
    onr_out_text(page->out, "</span></p>\n");
}

static void write_source(struct onr_page *page, uint32_t index)
{
    const struct onr_source *source = &page->sources[index];
    const struct onr_part_score *score = onr_source_score(page->view->analysis, index);
    onr_out_format(page->out, "<li id=\"d%us%u\" class=\"c%c\">\n", page->number, index,
                   onr_page_letter(source->class_));
    write_label(page, index, (double)score->value);
    onr_out_text(page->out, "<details><summary>");
    onr_escape_text(page->out, onr_kind_words(source));
    onr_out_text(page->out, "</summary>\n");
    write_terms(page, source);
    if (score->deductions.count) {
        onr_out_text(page->out, "<p class=\"less\">");
        onr_page_arithmetic(page, 100, score->deductions, (double)score->value);
        onr_out_text(page->out, "</p>\n");
    }
    onr_out_text(page->out, source->attributions.count ? "<ol>\n" : "");
    for (uint32_t i = 0; i < source->attributions.count; i++)
        write_passage(page, source->attributions.at[i], (double)score->value);
    onr_out_text(page->out, source->attributions.count ? "</ol>\n" : "");
    onr_out_text(page->out, "</details>\n</li>\n");
}

/* What is attributed to nobody, where there is any. */
static void write_sourceless(struct onr_page *page)
{
    bool any = false;
    for (uint32_t i = 0; i < page->attribution_count; i++) {
        if (onr_attribution_source(page->view->analysis, i) != ONR_NONE)
            continue;
        if (!any)
            onr_out_text(page->out, "<li class=\"cX\">\n<p class=\"lab\" data-s=\"none\"><span "
                                    "class=\"t\">X</span> <span class=\"who\">without a "
                                    "source</span></p>\n<details><summary>readers are not told who "
                                    "says it</summary>\n<ol>\n");
        any = true;
        write_passage(page, i, 100);
    }
    if (any)
        onr_out_text(page->out, "</ol></details>\n</li>\n");
}

void onr_page_sources(struct onr_page *page)
{
    onr_out_text(page->out, "<section class=\"sources\">\n<h2>Sources</h2>\n");
    if (page->attribution_count == 0 && page->source_count == 0)
        onr_out_text(page->out, "<p class=\"faint\">Nobody speaks in this draft.</p>\n");
    else
        onr_out_text(page->out, "<p class=\"hint\">Choose a source to see only what it says.</p>\n"
                                "<ul>\n");
    for (uint32_t i = 0; i < page->source_count; i++)
        write_source(page, i);
    write_sourceless(page);
    onr_out_text(page->out,
                 page->attribution_count || page->source_count ? "</ul>\n</section>\n"
                                                               : "</section>\n");
}
