/*
 * JUnit's XML: a suite for each draft and a case for each finding. What --fail-on makes fail is a
 * failure; the rest passes, with what was found as its output.
 */
#include "present/escape.h"
#include "present/findings.h"
#include "present/listing.h"

/* The findings of a draft, counted before they are written. */
struct counts {
    unsigned cases;    /* findings that are listed */
    unsigned failures; /* of them, those that make the check fail */
};

static struct counts count(const struct onr_presentation *p, const struct onr_view *view)
{
    uint32_t total;
    struct counts counts = {0};
    const struct onr_finding *findings = onr_findings(view->analysis, &total);
    for (uint32_t i = 0; i < total; i++) {
        if (findings[i].waived || onr_finding_accepted(view, i) || !findings[i].severity ||
            findings[i].severity < p->least)
            continue;
        counts.cases++;
        counts.failures += onr_listed_fails(p, &findings[i]);
    }
    return counts;
}

static void write_path(struct onr_presentation *p, const struct onr_view *view)
{
    onr_escape_attribute(p->out, onr_listed_path(view));
}

static void write_told(struct onr_presentation *p, const struct onr_view *view,
                       const struct onr_listed *listed)
{
    onr_escape_text(p->out, onr_listed_path(view));
    onr_out_format(p->out, ":%u:%u: ", listed->start.line, listed->start.column);
    onr_escape_text(p->out, listed->finding->message);
    onr_out_char(p->out, '\n');
    onr_escape_text(p->out, listed->rule->fix);
}

static void write_finding(struct onr_presentation *p, const struct onr_view *view,
                          const struct onr_lines *lines, const struct onr_listed *listed)
{
    const char *severity = onr_severity_name(listed->finding->severity);
    (void)lines;
    onr_out_format(p->out, "    <testcase name=\"%s at %u:%u\" classname=\"", listed->rule->id,
                   listed->start.line, listed->start.column);
    write_path(p, view);
    onr_out_text(p->out, "\">\n      ");
    if (onr_listed_fails(p, listed->finding)) {
        onr_out_format(p->out, "<failure type=\"%s\" message=\"", severity);
        onr_escape_attribute(p->out, listed->finding->message);
        onr_out_text(p->out, "\">");
        write_told(p, view, listed);
        onr_out_text(p->out, "</failure>\n");
    } else {
        onr_out_format(p->out, "<system-out>%s: ", severity);
        write_told(p, view, listed);
        onr_out_text(p->out, "</system-out>\n");
    }
    onr_out_text(p->out, "    </testcase>\n");
}

static void begin(struct onr_presentation *p)
{
    onr_out_text(p->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<testsuites name=\"onrecord\">\n");
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    struct counts counts = count(p, view);
    onr_out_text(p->out, "  <testsuite name=\"");
    write_path(p, view);
    onr_out_format(p->out, "\" tests=\"%u\" failures=\"%u\" errors=\"0\">\n",
                   counts.cases ? counts.cases : 1, counts.failures);
    if (!counts.cases) { /* a suite without a case counts as not run */
        onr_out_text(p->out, "    <testcase name=\"nothing to raise\" classname=\"");
        write_path(p, view);
        onr_out_text(p->out, "\"/>\n");
    }
    onr_list_findings(p, view, false, write_finding);
    onr_out_text(p->out, "  </testsuite>\n");
}

static void end(struct onr_presentation *p)
{
    onr_out_text(p->out, "</testsuites>\n");
}

const struct onr_presenter onr_present_junit = {
    .name = "junit",
    .summary = "findings as JUnit's XML: a suite a draft, a case a finding",
    .begin = begin,
    .document = present,
    .end = end,
};
