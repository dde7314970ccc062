/* GitLab's code quality report: a JSON array over all drafts. */
#include <string.h>

#include "present/listing.h"

static const char *severity(enum onr_severity severity)
{
    switch (severity) {
    case ONR_SEVERITY_ERROR:
        return "critical";
    case ONR_SEVERITY_WARNING:
        return "major";
    case ONR_SEVERITY_INFO:
        return "minor";
    default:
        return "info";
    }
}

static void write_fingerprint(struct onr_json *json, const char *path, uint64_t finding)
{
    struct onr_out digits;
    onr_out_open(&digits, -1);
    onr_out_mark(&digits, onr_mark_text(ONR_MARK_START, path, strlen(path)));
    onr_out_mark(&digits, finding);
    onr_json_bytes(json, "fingerprint", digits.bytes ? digits.bytes : "", digits.length);
    onr_out_close(&digits);
}

static void write_finding(struct onr_presentation *p, const struct onr_view *view,
                          const struct onr_lines *lines, const struct onr_listed *listed)
{
    struct onr_json *json = &p->json;
    const char *path = onr_listed_path(view);
    (void)lines;
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    onr_json_open(json, NULL, '{');
    onr_json_text(json, "description", listed->finding->message);
    onr_json_text(json, "check_name", listed->rule->id);
    write_fingerprint(json, path, listed->fingerprint);
    onr_json_text(json, "severity", severity(listed->finding->severity));
    onr_json_open(json, "location", '{');
    onr_json_text(json, "path", path);
    onr_json_open_flat(json, "lines", '{');
    onr_json_unsigned(json, "begin", listed->start.line);
    onr_json_unsigned(json, "end", listed->end.line);
    onr_json_close(json, '}');
    onr_json_close(json, '}');
    onr_json_close(json, '}');
}

static void begin(struct onr_presentation *p)
{
    p->json = (struct onr_json){.out = p->out, .pretty = true};
    onr_json_open(&p->json, NULL, '[');
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    onr_list_findings(p, view, false, write_finding);
}

static void end(struct onr_presentation *p)
{
    onr_json_close(&p->json, ']');
    onr_out_char(p->out, '\n');
}

const struct onr_presenter onr_present_gitlab = {
    .name = "gitlab",
    .summary = "findings as GitLab's code quality report",
    .begin = begin,
    .document = present,
    .end = end,
};
