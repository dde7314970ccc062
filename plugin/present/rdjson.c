/* reviewdog's diagnostic format, one JSON object over all drafts. Its columns count bytes. */
#include "present/listing.h"

static const char *severity(enum onr_severity severity)
{
    switch (severity) {
    case ONR_SEVERITY_ERROR:
        return "ERROR";
    case ONR_SEVERITY_WARNING:
        return "WARNING";
    default:
        return "INFO";
    }
}

static void write_position(struct onr_json *json, const char *key, const struct onr_lines *lines,
                           uint32_t offset)
{
    onr_json_open_flat(json, key, '{');
    onr_json_unsigned(json, "line", onr_lines_position(lines, offset).line);
    onr_json_unsigned(json, "column", onr_lines_byte_column(lines, offset));
    onr_json_close(json, '}');
}

static void write_range(struct onr_json *json, const struct onr_lines *lines, struct onr_span span)
{
    onr_json_open(json, "range", '{');
    write_position(json, "start", lines, span.start);
    write_position(json, "end", lines, span.end);
    onr_json_close(json, '}');
}

static void write_location(struct onr_json *json, const struct onr_view *view,
                           const struct onr_lines *lines, struct onr_span span)
{
    onr_json_open(json, "location", '{');
    onr_json_text(json, "path", onr_listed_path(view));
    write_range(json, lines, span);
    onr_json_close(json, '}');
}

/* Each edit is a suggestion of its own: the format has no fix of several. */
static void write_suggestions(struct onr_json *json, const struct onr_lines *lines,
                              const struct onr_finding *finding)
{
    if (!finding->edit_count)
        return;
    onr_json_open(json, "suggestions", '[');
    for (uint32_t i = 0; i < finding->edit_count; i++) {
        onr_json_open(json, NULL, '{');
        write_range(json, lines, finding->edits[i].span);
        onr_json_text(json, "text", finding->edits[i].text);
        onr_json_close(json, '}');
    }
    onr_json_close(json, ']');
}

static void write_related(struct onr_json *json, const struct onr_view *view,
                          const struct onr_lines *lines, const struct onr_finding *finding)
{
    if (!finding->related_count)
        return;
    onr_json_open(json, "related_locations", '[');
    for (uint32_t i = 0; i < finding->related_count; i++) {
        onr_json_open(json, NULL, '{');
        onr_json_text(json, "message", finding->related[i].message);
        write_location(json, view, lines, finding->related[i].span);
        onr_json_close(json, '}');
    }
    onr_json_close(json, ']');
}

static void write_finding(struct onr_presentation *p, const struct onr_view *view,
                          const struct onr_lines *lines, const struct onr_listed *listed)
{
    struct onr_json *json = &p->json;
    onr_json_open(json, NULL, '{');
    onr_json_text(json, "message", listed->finding->message);
    write_location(json, view, lines, listed->finding->span);
    onr_json_text(json, "severity", severity(listed->finding->severity));
    onr_json_open_flat(json, "code", '{');
    onr_json_text(json, "value", listed->rule->id);
    onr_json_close(json, '}');
    write_suggestions(json, lines, listed->finding);
    write_related(json, view, lines, listed->finding);
    onr_json_close(json, '}');
}

static void begin(struct onr_presentation *p)
{
    p->json = (struct onr_json){.out = p->out, .pretty = true};
    onr_json_open(&p->json, NULL, '{');
    onr_json_open_flat(&p->json, "source", '{');
    onr_json_text(&p->json, "name", "onrecord");
    onr_json_close(&p->json, '}');
    onr_json_open(&p->json, "diagnostics", '[');
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    onr_list_findings(p, view, false, write_finding);
}

static void end(struct onr_presentation *p)
{
    onr_json_close(&p->json, ']');
    onr_json_close(&p->json, '}');
    onr_out_char(p->out, '\n');
}

const struct onr_presenter onr_present_rdjson = {
    .name = "rdjson",
    .summary = "findings for reviewdog",
    .begin = begin,
    .document = present,
    .end = end,
};
