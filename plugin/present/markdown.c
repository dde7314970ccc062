/* The report as Markdown, for pull requests, wikis and mail. Nothing of the draft is markup in it. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "present/findings.h"
#include "present/plain.h"
#include "present/present.h"
#include "present/sourcing.h"
#include "present/words.h"

/* One report while it is written. */
struct sheet {
    struct onr_presentation *presentation; /* borrowed */
    const struct onr_view *view;           /* borrowed */
    struct onr_out *out;                   /* of the presentation */
    struct onr_lines lines;                /* of the draft */
};

/* Whether a character would mean something here: marks, addresses, a name that is called. */
static bool is_special(const char *text, size_t at, size_t length)
{
    if (text[at] == ':')
        return at + 1 < length && text[at + 1] == '/';
    if (text[at] == '.')
        return at >= 3 && strncasecmp(text + at - 3, "www", 3) == 0;
    return strchr("\\`*_{}[]<>|~&#@$", text[at]) != NULL;
}

static void escape(struct onr_out *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (is_special(text, i, length))
            onr_out_char(out, '\\');
        onr_out_char(out, text[i]);
    }
}

/* Writes harmless text, cut to so many columns, and closes it. */
static void put_plain(struct sheet *sheet, struct onr_out *plain, unsigned columns)
{
    struct onr_out cut;
    onr_out_open(&cut, -1);
    onr_paper_cut(&cut, plain->bytes ? plain->bytes : "", plain->length, columns);
    escape(sheet->out, cut.bytes ? cut.bytes : "", cut.length);
    if (plain->error || cut.error)
        sheet->out->error = ENOMEM;
    onr_out_close(plain);
    onr_out_close(&cut);
}

static void put_text(struct sheet *sheet, const char *text)
{
    struct onr_out plain;
    onr_out_open(&plain, -1);
    onr_plain_text(&plain, text);
    put_plain(sheet, &plain, 4000);
}

static void put_span(struct sheet *sheet, struct onr_span span, unsigned columns)
{
    struct onr_out plain;
    onr_out_open(&plain, -1);
    onr_plain_span(&plain, sheet->view->analysis, span, 8 * columns);
    put_plain(sheet, &plain, columns);
}

static unsigned line_of(const struct sheet *sheet, struct onr_span span)
{
    return onr_lines_position(&sheet->lines, span.start).line;
}

static void write_opening(struct sheet *sheet)
{
    const struct onr_score *score = onr_article_score(sheet->view->analysis);
    const char *path = sheet->view->document->path;
    onr_out_text(sheet->out, "# Sourcing of ");
    put_text(sheet, strcmp(path, "-") == 0 ? "standard input" : path);
    if (!score->has_value) {
        onr_out_text(sheet->out, "\n\nNo score: nothing is attributed to anybody in this draft.\n");
        return;
    }
    onr_out_format(sheet->out, "\n\n**%d/100, %s**: ", score->value, onr_band_words(score->band));
    onr_sourcing_line(sheet->out, sheet->view);
    onr_out_text(sheet->out, ".\n");
    if (!score->confident)
        onr_out_text(sheet->out, "\nLow confidence: the draft is short or attributes little.\n");
}

static void write_sources(struct sheet *sheet)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(sheet->view->analysis, &count);
    if (count)
        onr_out_text(sheet->out, "\n## Sources\n\n| score | source | what readers learn | passages |\n"
                                 "|--:|---|---|--:|\n");
    for (uint32_t i = 0; i < count; i++) {
        struct onr_span label = onr_label_span(sheet->view, &sources[i]);
        onr_out_text(sheet->out, "| ");
        onr_out_number(sheet->out, (double)onr_source_score(sheet->view->analysis, i)->value);
        onr_out_text(sheet->out, " | ");
        if (label.start < label.end)
            put_span(sheet, label, 120);
        else
            onr_out_text(sheet->out, "(no source)");
        onr_out_format(sheet->out, " | %s | %u |\n", onr_kind_words(&sources[i]),
                       sources[i].attributions.count);
    }
}

static void write_unnamed(struct sheet *sheet)
{
    uint32_t count;
    const struct onr_attribution *all = onr_attributions(sheet->view->analysis, &count);
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        if (!onr_rests_on_unnamed(sheet->view, i))
            continue;
        onr_out_text(sheet->out, any ? "" : "\n## Rests on unnamed sources only\n\n");
        any = true;
        onr_out_format(sheet->out, "- line %u: ", line_of(sheet, all[i].content.at[0]));
        for (uint32_t j = 0; j < all[i].content.count; j++) {
            onr_out_text(sheet->out, j ? " … " : "");
            put_span(sheet, all[i].content.at[j], 160);
        }
        onr_out_char(sheet->out, '\n');
    }
}

static void write_findings(struct sheet *sheet)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(sheet->view->analysis, &count);
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct onr_rule *rule = onr_view_rule(sheet->view, findings[i].rule);
        if (!onr_finding_shown(&findings[i], sheet->presentation->least) ||
            onr_finding_accepted(sheet->view, i))
            continue;
        onr_out_text(sheet->out, any ? "" : "\n## Findings\n\n");
        any = true;
        onr_out_format(sheet->out, "- line %u, **%s**: ", line_of(sheet, findings[i].span),
                       onr_severity_name(findings[i].severity));
        put_text(sheet, findings[i].message);
        onr_out_format(sheet->out, " `%s`\n  ", rule->id);
        put_text(sheet, rule->fix);
        onr_out_char(sheet->out, '\n');
    }
}

static void write_requests(struct sheet *sheet)
{
    uint32_t count;
    const struct onr_comment_request *requests =
        onr_comment_requests(sheet->view->analysis, &count);
    onr_out_text(sheet->out, "\n## Asked for comment\n\n");
    onr_out_text(sheet->out, count ? "" : "Nobody, as far as the draft tells.\n");
    for (uint32_t i = 0; i < count; i++) {
        onr_out_format(sheet->out, "- line %u: ", line_of(sheet, requests[i].span));
        if (requests[i].party.start < requests[i].party.end)
            put_span(sheet, requests[i].party, 80);
        else
            onr_out_text(sheet->out, "(the draft does not say who)");
        onr_out_format(sheet->out, ": %s\n", onr_outcome_words(requests[i].outcome));
    }
}

static void write_score(struct sheet *sheet)
{
    const struct onr_score *score = onr_article_score(sheet->view->analysis);
    if (!score->has_value)
        return;
    onr_out_text(sheet->out, "\n## Score\n\n| points | |\n|--:|---|\n| ");
    onr_out_number(sheet->out, score->mean);
    onr_out_text(sheet->out, " | the attributions on average, longer ones counting more |\n");
    for (uint32_t i = 0; i < score->deductions.count; i++) {
        const struct onr_rule *rule = onr_view_rule(sheet->view, score->deductions.at[i].rule);
        onr_out_text(sheet->out, "| − ");
        onr_out_number(sheet->out, (double)score->deductions.at[i].points);
        onr_out_text(sheet->out, " | ");
        put_text(sheet, rule->title);
        onr_out_format(sheet->out, " `%s` |\n", rule->id);
    }
    onr_out_text(sheet->out, "| = ");
    onr_out_number(sheet->out, score->exact);
    onr_out_text(sheet->out, " | before rounding |\n");
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    struct sheet sheet = {.presentation = p, .view = view, .out = p->out};
    if (onr_lines_open(&sheet.lines, view->document->bytes, (uint32_t)view->document->length)) {
        p->out->error = ENOMEM;
        return;
    }
    if (p->count)
        onr_out_char(p->out, '\n');
    write_opening(&sheet);
    write_sources(&sheet);
    write_unnamed(&sheet);
    write_findings(&sheet);
    write_requests(&sheet);
    write_score(&sheet);
    onr_lines_close(&sheet.lines);
}

const struct onr_presenter onr_present_markdown = {
    .name = "markdown",
    .summary = "the report as Markdown",
    .document = present,
};
