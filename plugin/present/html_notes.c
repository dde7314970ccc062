/* Findings beside their lines, each with why and what to do. */
#include <string.h>

#include "present/escape.h"
#include "present/findings.h"
#include "present/html.h"

uint32_t onr_page_group(const struct onr_page *page, uint32_t from)
{
    uint32_t to = from + 1;
    while (to < page->finding_count &&
           page->findings[to].span.start == page->findings[from].span.start)
        to++;
    return to;
}

uint32_t onr_page_most_severe(const struct onr_page *page, uint32_t from, uint32_t to)
{
    uint32_t most = ONR_NONE;
    for (uint32_t i = from; i < to; i++)
        if (onr_finding_shown(&page->findings[i], page->presentation->least) &&
            (most == ONR_NONE || page->findings[i].severity > page->findings[most].severity))
            most = i;
    return most;
}

static const char *sign(enum onr_severity severity)
{
    switch (severity) {
    case ONR_SEVERITY_ERROR:
        return "✖";
    case ONR_SEVERITY_WARNING:
        return "▲";
    case ONR_SEVERITY_INFO:
        return "●";
    default:
        return "○";
    }
}

void onr_page_counts(struct onr_page *page)
{
    static const char *const more[] = {"", "hints", "info", "warnings", "errors"};
    uint32_t counts[ONR_SEVERITY_ERROR + 1] = {0};
    bool any = false;
    for (uint32_t i = 0; i < page->finding_count; i++)
        counts[page->findings[i].severity] += !page->findings[i].waived;
    onr_out_text(page->out, "<p class=\"counts\">");
    for (int s = ONR_SEVERITY_ERROR; s >= ONR_SEVERITY_HINT; s--) {
        bool shown = s >= (int)page->presentation->least;
        const char *name = onr_severity_name((enum onr_severity)s);
        if (!counts[s])
            continue;
        any = true;
        onr_out_format(page->out, "<b class=%s>%s %u %s</b>%s ", name,
                       sign((enum onr_severity)s), counts[s], counts[s] == 1 ? name : more[s],
                       shown ? "" : " <span>(not shown)</span>");
    }
    onr_out_text(page->out, any ? "</p>\n" : "Nothing to raise.</p>\n");
}

/* Why and what to do: in full where a rule is first met, else where to find it. */
static void write_reason(struct onr_page *page, const struct onr_finding *finding)
{
    const struct onr_rule *rule = onr_view_rule(page->view, finding->rule);
    if (page->notes[finding->rule]) {
        onr_out_format(page->out, " <a class=see href=#d%un%u><code>%s</code>, note %u</a></p>",
                       page->number, page->notes[finding->rule], rule->id,
                       page->notes[finding->rule]);
        return;
    }
    page->notes[finding->rule] = page->note;
    onr_out_format(page->out, " <code>%s</code></p><p class=\"fix\">", rule->id);
    onr_escape_text(page->out, rule->fix);
    onr_out_text(page->out, "</p><details><summary>Why</summary><p>");
    onr_escape_text(page->out, rule->why);
    onr_out_text(page->out, "</p></details>");
}

static void write_edits(struct onr_page *page, const struct onr_finding *finding)
{
    if (!finding->edit_count)
        return;
    onr_out_text(page->out, "<p class=\"fix\">");
    onr_escape_text(page->out, finding->fix_title ? finding->fix_title : "Change");
    onr_out_char(page->out, ':');
    for (uint32_t i = 0; i < finding->edit_count; i++) {
        const struct onr_edit *edit = &finding->edits[i];
        if (edit->span.start < edit->span.end) {
            onr_out_text(page->out, " <del>");
            onr_page_excerpt(page, (struct onr_spans){&edit->span, 1}, 80);
            onr_out_text(page->out, "</del>");
        }
        onr_out_text(page->out, " <ins><bdi>");
        onr_page_text(page, edit->text, strlen(edit->text));
        onr_out_text(page->out, "</bdi></ins>");
    }
    onr_out_text(page->out, "</p>");
}

static void write_related(struct onr_page *page, const struct onr_finding *finding)
{
    for (uint32_t i = 0; i < finding->related_count; i++) {
        onr_out_text(page->out, "<p class=\"see\">see ");
        onr_page_line(page, finding->related[i].span.start);
        onr_out_text(page->out, ": <bdi>");
        onr_page_text(page, finding->related[i].message, strlen(finding->related[i].message));
        onr_out_text(page->out, "</bdi></p>");
    }
}

static void write_finding(struct onr_page *page, const struct onr_finding *finding)
{
    const char *severity = onr_severity_name(finding->severity);
    onr_out_format(page->out, "<b class=%s>%s %s</b> <bdi>", severity,
                   sign(finding->severity), severity);
    onr_page_text(page, finding->message, strlen(finding->message));
    onr_out_text(page->out, "</bdi>");
    write_reason(page, finding);
    write_edits(page, finding);
    write_related(page, finding);
}

static void write_note(struct onr_page *page, uint32_t from, uint32_t to, uint32_t most)
{
    page->note++;
    onr_out_format(page->out, "<div class=note id=d%un%u><p><a class=nr href=#d%uf%u>%u</a> ",
                   page->number, page->note, page->number, page->note, page->note);
    write_finding(page, &page->findings[most]);
    for (uint32_t i = from; i < to; i++) {
        if (i == most || !onr_finding_shown(&page->findings[i], page->presentation->least))
            continue;
        onr_out_text(page->out, "<p>");
        write_finding(page, &page->findings[i]);
    }
    onr_out_text(page->out, "</div>\n");
}

void onr_page_notes(struct onr_page *page, uint32_t before)
{
    bool any = false;
    while (page->finding < page->finding_count &&
           page->findings[page->finding].span.start < before) {
        uint32_t next = onr_page_group(page, page->finding);
        uint32_t most = onr_page_most_severe(page, page->finding, next);
        if (most != ONR_NONE && !any)
            onr_out_text(page->out, "\n<div class=\"n\">");
        any = any || most != ONR_NONE;
        if (most != ONR_NONE)
            write_note(page, page->finding, next, most);
        page->finding = next;
    }
    if (any)
        onr_out_text(page->out, "</div>");
}
