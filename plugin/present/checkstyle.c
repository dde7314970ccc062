/* Checkstyle's XML, which most continuous integration reads. */
#include "present/escape.h"
#include "present/listing.h"

static const char *severity(enum onr_severity severity)
{
    switch (severity) {
    case ONR_SEVERITY_ERROR:
        return "error";
    case ONR_SEVERITY_WARNING:
        return "warning";
    default:
        return "info";
    }
}

static void write_finding(struct onr_presentation *p, const struct onr_view *view,
                          const struct onr_lines *lines, const struct onr_listed *listed)
{
    (void)view;
    (void)lines;
    onr_out_format(p->out, "    <error line=\"%u\" column=\"%u\" severity=\"%s\" message=\"",
                   listed->start.line, listed->start.column, severity(listed->finding->severity));
    onr_escape_attribute(p->out, listed->finding->message);
    onr_out_format(p->out, "\" source=\"onrecord.%s\"/>\n", listed->rule->id);
}

static void begin(struct onr_presentation *p)
{
    onr_out_text(p->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<checkstyle version=\"4.3\">\n");
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    onr_out_text(p->out, "  <file name=\"");
    onr_escape_attribute(p->out, onr_listed_path(view));
    onr_out_text(p->out, "\">\n");
    onr_list_findings(p, view, false, write_finding);
    onr_out_text(p->out, "  </file>\n");
}

static void end(struct onr_presentation *p)
{
    onr_out_text(p->out, "</checkstyle>\n");
}

const struct onr_presenter onr_present_checkstyle = {
    .name = "checkstyle",
    .summary = "findings as Checkstyle's XML",
    .begin = begin,
    .document = present,
    .end = end,
};
