/*
 * The Test Anything Protocol, version 13: a test for each draft, which fails where --fail-on makes
 * it fail, and its findings as a YAML block under it.
 */
#include "present/findings.h"
#include "present/listing.h"
#include "present/plain.h"

static bool any(const struct onr_presentation *p, const struct onr_view *view, bool failing)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(view->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (!findings[i].waived && !onr_finding_accepted(view, i) && findings[i].severity &&
            findings[i].severity >= p->least &&
            (!failing || onr_listed_fails(p, &findings[i])))
            return true;
    return false;
}

/* A description ends where a directive could begin. */
static void write_description(struct onr_out *out, const char *path)
{
    struct onr_out plain;
    onr_out_open(&plain, -1);
    onr_plain_text(&plain, path);
    for (size_t i = 0; i < plain.length; i++) {
        if (plain.bytes[i] == '#' || plain.bytes[i] == '\\')
            onr_out_char(out, '\\');
        onr_out_char(out, plain.bytes[i]);
    }
    onr_out_close(&plain);
}

static void write_finding(struct onr_presentation *p, const struct onr_view *view,
                          const struct onr_lines *lines, const struct onr_listed *listed)
{
    struct onr_json json = {.out = p->out}; /* a JSON string is a YAML scalar */
    (void)view;
    (void)lines;
    onr_out_text(p->out, "    - message: ");
    onr_json_text(&json, NULL, listed->finding->message);
    onr_out_format(p->out, "\n      severity: %s\n      rule: %s\n      line: %u\n      column: %u\n",
                   onr_severity_name(listed->finding->severity), listed->rule->id,
                   listed->start.line, listed->start.column);
}

static void begin(struct onr_presentation *p)
{
    onr_out_text(p->out, "TAP version 13\n");
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    onr_out_format(p->out, "%sok %u - ", any(p, view, true) ? "not " : "", p->count + 1);
    write_description(p->out, onr_listed_path(view));
    onr_out_char(p->out, '\n');
    if (!any(p, view, false))
        return;
    onr_out_text(p->out, "  ---\n  findings:\n");
    onr_list_findings(p, view, false, write_finding);
    onr_out_text(p->out, "  ...\n");
}

static void end(struct onr_presentation *p)
{
    onr_out_format(p->out, "1..%u\n", p->count);
}

const struct onr_presenter onr_present_tap = {
    .name = "tap",
    .summary = "a test per draft in the Test Anything Protocol",
    .begin = begin,
    .document = present,
    .end = end,
};
