/* One line for each finding, the rule and the severity behind it, as `textlint -f unix` has it. */
#include "present/listing.h"
#include "present/plain.h"

static void write_finding(struct onr_presentation *p, const struct onr_view *view,
                          const struct onr_lines *lines, const struct onr_listed *listed)
{
    static const char *const names[] = {
        [ONR_SEVERITY_HINT] = "Hint",
        [ONR_SEVERITY_INFO] = "Info",
        [ONR_SEVERITY_WARNING] = "Warning",
        [ONR_SEVERITY_ERROR] = "Error",
    };
    (void)lines;
    onr_plain_text(p->out, onr_listed_path(view));
    onr_out_format(p->out, ":%u:%u: ", listed->start.line, listed->start.column);
    onr_plain_text(p->out, listed->finding->message);
    onr_out_format(p->out, " [%s/%s]\n", names[listed->finding->severity], listed->rule->id);
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    onr_list_findings(p, view, false, write_finding);
}

const struct onr_presenter onr_present_unix = {
    .name = "unix",
    .summary = "a line a finding: file:line:column: message [Severity/rule]",
    .document = present,
};
