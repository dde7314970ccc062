/* The report's part on findings, and on who was asked for comment. */
#include <stdio.h>
#include <string.h>

#include "present/findings.h"
#include "present/plain.h"
#include "present/text.h"
#include "present/words.h"

#define ROOMY 60 /* columns from which lines can go on under the message */

/* Where what is told of a finding goes on: under its message, or further left on a narrow page. */
static unsigned indent_of(const struct onr_report *r)
{
    return r->presentation->style.width < ROOMY ? 9 : 18;
}

static void write_counts(struct onr_report *r, const struct onr_finding *findings, uint32_t total)
{
    static const char *const names[][2] = {[ONR_SEVERITY_ERROR] = {"error", "errors"},
                                           [ONR_SEVERITY_WARNING] = {"warning", "warnings"},
                                           [ONR_SEVERITY_INFO] = {"info", "info"},
                                           [ONR_SEVERITY_HINT] = {"hint", "hints"}};
    uint32_t counts[ONR_SEVERITY_ERROR + 1] = {0};
    uint32_t waived = 0;
    const char *between = ": ";
    for (uint32_t i = 0; i < total; i++) {
        counts[findings[i].severity] += !findings[i].waived;
        waived += findings[i].waived;
    }
    onr_out_text(&r->line, "Findings");
    for (int severity = ONR_SEVERITY_ERROR; severity >= ONR_SEVERITY_HINT; severity--) {
        if (!counts[severity])
            continue;
        onr_out_format(&r->line, "%s%u %s", between, counts[severity],
                       names[severity][counts[severity] != 1]);
        between = ", ";
    }
    if (counts[ONR_SEVERITY_HINT] && r->presentation->least > ONR_SEVERITY_HINT)
        onr_out_text(&r->line, " (--show hint lists them)");
    if (waived)
        onr_out_format(&r->line, "%s%u waived in the draft", between, waived);
    else if (*between == ':')
        onr_out_text(&r->line, ": none");
    onr_out_char(r->presentation->out, '\n');
    onr_report_wrap(r, ONR_INK_STRONG, 0, 2);
}

static unsigned write_place(struct onr_report *r, struct onr_span span)
{
    char place[24];
    struct onr_position at = onr_lines_position(&r->lines, span.start);
    int length = snprintf(place, sizeof place, "%u:%u", at.line, at.column);
    onr_out_format(r->presentation->out, "%7s  ", place);
    return length < 7 ? 9 : (unsigned)length + 2;
}

static void write_related(struct onr_report *r, const struct onr_finding *finding)
{
    for (uint32_t i = 0; i < finding->related_count; i++) {
        struct onr_position at = onr_lines_position(&r->lines, finding->related[i].span.start);
        onr_out_format(&r->line, "see %u:%u: ", at.line, at.column);
        onr_plain_text(&r->line, finding->related[i].message);
        onr_out_repeat(r->presentation->out, ' ', indent_of(r));
        onr_report_wrap(r, ONR_INK_FAINT, indent_of(r), indent_of(r) + 2);
    }
}

static void write_finding(struct onr_report *r, const struct onr_finding *finding)
{
    struct onr_presentation *p = r->presentation;
    unsigned column = write_place(r, finding->span);
    const char *severity = onr_severity_name(finding->severity);
    onr_ink_text(p->out, &p->style, onr_severity_ink(finding->severity), severity);
    onr_out_repeat(p->out, ' ', 9 - (unsigned)strlen(severity));
    onr_plain_text(&r->line, finding->message);
    onr_out_format(&r->line, " [%s]", onr_view_rule(r->view, finding->rule)->id);
    onr_report_wrap(r, ONR_INK_PLAIN, column + 9, indent_of(r));
    write_related(r, finding);
}

/* The first of the most severe that are shown, or count. */
static uint32_t most_severe(const struct onr_report *r, const struct onr_finding *findings,
                            uint32_t count)
{
    uint32_t most = count;
    for (uint32_t i = 0; i < count; i++)
        if (onr_finding_shown(&findings[i], r->presentation->least) &&
            (most == count || findings[i].severity > findings[most].severity))
            most = i;
    return most;
}

/* Whether a finding is shown beside another one at its place. */
static bool is_beside(const struct onr_report *r, const struct onr_finding *finding, const struct onr_finding *told)
{
    return finding != told && onr_finding_shown(finding, r->presentation->least);
}

/*
 * Findings that show at one place: the most severe is told, and what its rule says of other sources there; the rest are
 * named.
 */
static void write_group(struct onr_report *r, const struct onr_finding *findings, uint32_t count)
{
    uint32_t first = most_severe(r, findings, count);
    if (first == count)
        return;
    const struct onr_finding *told = &findings[first];
    write_finding(r, told);
    for (uint32_t i = 0; i < count; i++)
        if (is_beside(r, &findings[i], told) && findings[i].rule == told->rule)
            write_finding(r, &findings[i]);
    for (uint32_t i = 0; i < count; i++) {
        if (!is_beside(r, &findings[i], told) || findings[i].rule == told->rule)
            continue;
        onr_out_text(&r->line, r->line.length ? ", " : "also ");
        onr_out_text(&r->line, onr_view_rule(r->view, findings[i].rule)->id);
    }
    if (r->line.length == 0)
        return;
    onr_out_repeat(r->presentation->out, ' ', indent_of(r));
    onr_report_wrap(r, ONR_INK_FAINT, indent_of(r), indent_of(r) + 5);
}

void onr_report_findings(struct onr_report *r)
{
    uint32_t total;
    uint32_t next;
    const struct onr_finding *findings = onr_findings(r->view->analysis, &total);
    write_counts(r, findings, total);
    for (uint32_t i = 0; i < total; i = next) {
        next = i + 1;
        while (next < total && findings[next].span.start == findings[i].span.start)
            next++;
        write_group(r, &findings[i], next - i);
    }
}

/* What the draft silences, each finding with the reason given there. */
void onr_report_waived(struct onr_report *r)
{
    uint32_t total, waivers;
    const struct onr_finding *findings = onr_findings(r->view->analysis, &total);
    const struct onr_waiver *waiver = onr_waivers(r->view->analysis, &waivers);
    bool any = false;
    for (uint32_t i = 0; i < total; i++) {
        if (!findings[i].waived)
            continue;
        if (!any)
            onr_report_heading(r, "Waived");
        any = true;
        struct onr_span reason = waiver[findings[i].waiver].reason;
        struct onr_position at = onr_lines_position(&r->lines, reason.start);
        unsigned column = write_place(r, findings[i].span);
        onr_plain_text(&r->line, findings[i].message);
        onr_out_format(&r->line, " [%s]", onr_view_rule(r->view, findings[i].rule)->id);
        onr_report_wrap(r, ONR_INK_PLAIN, column, 11);
        onr_out_repeat(r->presentation->out, ' ', 11);
        onr_out_text(&r->line, "because: ");
        onr_report_excerpt(r, (struct onr_spans){&reason, 1}, 400);
        onr_out_format(&r->line, " (%u:%u)", at.line, at.column);
        onr_report_wrap(r, ONR_INK_FAINT, 11, 13);
    }
}

void onr_report_requests(struct onr_report *r)
{
    uint32_t total;
    const struct onr_comment_request *requests = onr_comment_requests(r->view->analysis, &total);
    onr_report_heading(r, "Asked for comment");
    for (uint32_t i = 0; i < total; i++) {
        struct onr_span who = requests[i].party;
        unsigned column = write_place(r, requests[i].span);
        if (who.start < who.end)
            onr_report_excerpt(r, (struct onr_spans){&who, 1}, 60);
        else
            onr_out_text(&r->line, "(the draft does not say who)");
        onr_out_format(&r->line, ": %s", onr_outcome_words(requests[i].outcome));
        onr_report_wrap(r, ONR_INK_PLAIN, column, 11);
    }
    if (total)
        return;
    onr_out_text(r->presentation->out, "  ");
    onr_out_text(&r->line,
                 "Nobody, as far as the draft tells: no reply, refusal or silence is recorded.");
    onr_report_wrap(r, ONR_INK_PLAIN, 2, 2);
}
