/* One line for each finding, in the shape compilers use, so that editors can jump to it. */
#include "present/findings.h"

#include <errno.h>

#include "present/plain.h"
#include "present/present.h"

bool onr_finding_shown(const struct onr_finding *finding, enum onr_severity least)
{
    return !finding->waived && finding->severity != ONR_SEVERITY_OFF && finding->severity >= least;
}

bool onr_finding_accepted(const struct onr_view *view, uint32_t index)
{
    return view->accepted && view->accepted[index];
}

enum onr_ink onr_severity_ink(enum onr_severity severity)
{
    switch (severity) {
    case ONR_SEVERITY_ERROR:
        return ONR_INK_BAD;
    case ONR_SEVERITY_WARNING:
        return ONR_INK_WARN;
    case ONR_SEVERITY_INFO:
        return ONR_INK_NOTE;
    default:
        return ONR_INK_FAINT;
    }
}

static void place(struct onr_presentation *p, const struct onr_view *view,
                  const struct onr_lines *lines, struct onr_span span)
{
    struct onr_position at = onr_lines_position(lines, span.start);
    onr_plain_text(p->out, view->document->path);
    onr_out_format(p->out, ":%u:%u: ", at.line, at.column);
}

static void present_finding(struct onr_presentation *p, const struct onr_view *view,
                            const struct onr_lines *lines, const struct onr_finding *finding)
{
    place(p, view, lines, finding->span);
    onr_ink_text(p->out, &p->style, onr_severity_ink(finding->severity),
                 onr_severity_name(finding->severity));
    onr_out_text(p->out, ": ");
    onr_plain_text(p->out, finding->message);
    onr_out_format(p->out, " [%s]\n", onr_view_rule(view, finding->rule)->id);
    for (uint32_t i = 0; i < finding->related_count; i++) {
        place(p, view, lines, finding->related[i].span);
        onr_ink_text(p->out, &p->style, ONR_INK_FAINT, "note");
        onr_out_text(p->out, ": ");
        onr_plain_text(p->out, finding->related[i].message);
        onr_out_char(p->out, '\n');
    }
}

/* A waived finding tells the reason in place of its severity: it was seen, and it counts for nothing. */
static void present_waived(struct onr_presentation *p, const struct onr_view *view,
                           const struct onr_lines *lines, const struct onr_finding *finding)
{
    uint32_t count;
    struct onr_span reason = onr_waivers(view->analysis, &count)[finding->waiver].reason;
    place(p, view, lines, finding->span);
    onr_ink_text(p->out, &p->style, ONR_INK_FAINT, "waived");
    onr_out_text(p->out, ": ");
    onr_plain_text(p->out, finding->message);
    onr_out_text(p->out, " Because: ");
    onr_plain(p->out, onr_view_bytes(view, reason), reason.end - reason.start);
    onr_out_format(p->out, " [%s]\n", onr_view_rule(view, finding->rule)->id);
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    struct onr_lines lines;
    uint32_t count;
    const struct onr_finding *findings = onr_findings(view->analysis, &count);
    if (onr_lines_open(&lines, view->document->bytes, (uint32_t)view->document->length) != 0) {
        p->out->error = ENOMEM;
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        if (onr_finding_shown(&findings[i], p->least) && !onr_finding_accepted(view, i))
            present_finding(p, view, &lines, &findings[i]);
        else if (findings[i].waived && findings[i].severity >= p->least)
            present_waived(p, view, &lines, &findings[i]);
    onr_lines_close(&lines);
}

const struct onr_presenter onr_present_findings = {
    .name = "findings",
    .summary = "a line a finding: file:line:column: severity: message [rule]",
    .document = present,
};
