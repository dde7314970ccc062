/* Workflow commands of GitHub Actions: each finding becomes a note beside its line. */
#include <string.h>

#include "present/listing.h"

/* Escapes what would end the text, or within a property the property. */
static void write(struct onr_out *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (strchr(special, *text))
            onr_out_format(out, "%%%02X", (unsigned char)*text);
        else
            onr_out_char(out, *text);
    }
}

#define IN_TEXT "%\r\n"
#define IN_PROPERTY "%\r\n:,"

static const char *command(enum onr_severity severity)
{
    switch (severity) {
    case ONR_SEVERITY_ERROR:
        return "error";
    case ONR_SEVERITY_WARNING:
        return "warning";
    default:
        return "notice";
    }
}

static void write_finding(struct onr_presentation *p, const struct onr_view *view,
                          const struct onr_lines *lines, const struct onr_listed *listed)
{
    (void)lines;
    onr_out_format(p->out, "::%s file=", command(listed->finding->severity));
    write(p->out, onr_listed_path(view), IN_PROPERTY);
    onr_out_format(p->out, ",line=%u", listed->start.line);
    if (listed->end.line != listed->start.line)
        onr_out_format(p->out, ",endLine=%u", listed->end.line);
    else /* columns are known within one line only */
        onr_out_format(p->out, ",col=%u,endColumn=%u", listed->start.column, listed->end.column);
    onr_out_format(p->out, ",title=%s::", listed->rule->id);
    write(p->out, listed->finding->message, IN_TEXT);
    write(p->out, "\n", IN_TEXT);
    write(p->out, listed->rule->fix, IN_TEXT);
    onr_out_char(p->out, '\n');
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    onr_list_findings(p, view, false, write_finding);
}

const struct onr_presenter onr_present_github = {
    .name = "github",
    .summary = "findings as notes beside the lines, in GitHub Actions",
    .document = present,
};
