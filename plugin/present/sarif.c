/* SARIF 2.1.0: one log with one run over all drafts. Columns count characters, ends are open. */
#include <string.h>

#include "present/listing.h"
#include "present/uri.h"
#include "present/write.h"

static const char *level(enum onr_severity severity)
{
    switch (severity) {
    case ONR_SEVERITY_ERROR:
        return "error";
    case ONR_SEVERITY_WARNING:
        return "warning";
    default:
        return "note";
    }
}

static void write_text(struct onr_json *json, const char *key, const char *text)
{
    onr_json_open_flat(json, key, '{');
    onr_json_text(json, "text", text);
    onr_json_close(json, '}');
}

static void write_artifact(struct onr_json *json, const struct onr_view *view)
{
    onr_json_open_flat(json, "artifactLocation", '{');
    onr_uri_member(json, "uri", onr_listed_path(view));
    onr_json_close(json, '}');
}

static void write_region(struct onr_json *json, const char *key, const struct onr_view *view,
                         const struct onr_lines *lines, struct onr_span span)
{
    struct onr_position start = onr_lines_position(lines, span.start);
    struct onr_position end = onr_lines_position(lines, span.end);
    uint64_t first = onr_document_offset(view->document, span.start);
    onr_json_open_flat(json, key, '{');
    onr_json_unsigned(json, "startLine", start.line);
    onr_json_unsigned(json, "startColumn", start.column);
    onr_json_unsigned(json, "endLine", end.line);
    onr_json_unsigned(json, "endColumn", end.column);
    onr_json_unsigned(json, "byteOffset", first);
    onr_json_unsigned(json, "byteLength", onr_document_offset(view->document, span.end) - first);
    onr_json_close(json, '}');
}

/* A location, with what it is where that is to be told. */
static void write_location(struct onr_json *json, const struct onr_view *view,
                           const struct onr_lines *lines, struct onr_span span, const char *message)
{
    onr_json_open(json, NULL, '{');
    onr_json_open(json, "physicalLocation", '{');
    write_artifact(json, view);
    write_region(json, "region", view, lines, span);
    onr_json_close(json, '}');
    if (message)
        write_text(json, "message", message);
    onr_json_close(json, '}');
}

static void write_related(struct onr_json *json, const struct onr_view *view,
                          const struct onr_lines *lines, const struct onr_finding *finding)
{
    if (!finding->related_count)
        return;
    onr_json_open(json, "relatedLocations", '[');
    for (uint32_t i = 0; i < finding->related_count; i++)
        write_location(json, view, lines, finding->related[i].span, finding->related[i].message);
    onr_json_close(json, ']');
}

static void write_fixes(struct onr_json *json, const struct onr_view *view,
                        const struct onr_lines *lines, const struct onr_finding *finding)
{
    if (!finding->edit_count)
        return;
    onr_json_open(json, "fixes", '[');
    onr_json_open(json, NULL, '{');
    write_text(json, "description",
               finding->fix_title ? finding->fix_title : onr_view_rule(view, finding->rule)->fix);
    onr_json_open(json, "artifactChanges", '[');
    onr_json_open(json, NULL, '{');
    write_artifact(json, view);
    onr_json_open(json, "replacements", '[');
    for (uint32_t i = 0; i < finding->edit_count; i++) {
        onr_json_open(json, NULL, '{');
        write_region(json, "deletedRegion", view, lines, finding->edits[i].span);
        write_text(json, "insertedContent", finding->edits[i].text);
        onr_json_close(json, '}');
    }
    onr_json_close(json, ']');
    onr_json_close(json, '}');
    onr_json_close(json, ']');
    onr_json_close(json, '}');
    onr_json_close(json, ']');
}

static void write_fingerprint(struct onr_json *json, uint64_t mark)
{
    struct onr_out digits;
    onr_out_open(&digits, -1);
    onr_out_mark(&digits, mark);
    onr_json_open_flat(json, "partialFingerprints", '{');
    onr_json_bytes(json, "onrecord/v1", digits.bytes ? digits.bytes : "", digits.length);
    onr_json_close(json, '}');
    onr_out_close(&digits);
}

static void write_result(struct onr_presentation *p, const struct onr_view *view,
                         const struct onr_lines *lines, const struct onr_listed *listed)
{
    struct onr_json *json = &p->json;
    const struct onr_finding *finding = listed->finding;
    onr_json_open(json, NULL, '{');
    onr_json_text(json, "ruleId", listed->rule->id);
    if (finding->rule < onr_rule_count()) /* the tool lists the rules that are built in */
        onr_json_unsigned(json, "ruleIndex", finding->rule);
    onr_json_text(json, "level", level(finding->severity));
    write_text(json, "message", finding->message);
    onr_json_open(json, "locations", '[');
    write_location(json, view, lines, finding->span, NULL);
    onr_json_close(json, ']');
    write_related(json, view, lines, finding);
    write_fingerprint(json, listed->fingerprint);
    write_fixes(json, view, lines, finding);
    if (finding->waived) {
        onr_json_open_flat(json, "suppressions", '[');
        onr_json_open_flat(json, NULL, '{');
        uint32_t count;
        struct onr_span reason = onr_waivers(view->analysis, &count)[finding->waiver].reason;
        onr_json_text(json, "kind", "inSource");
        onr_json_bytes(json, "justification", onr_view_bytes(view, reason), reason.end - reason.start);
        onr_json_close(json, '}');
        onr_json_close(json, ']');
    }
    onr_json_open_flat(json, "properties", '{');
    onr_json_text(json, "severity", onr_severity_name(finding->severity));
    onr_json_close(json, '}');
    onr_json_close(json, '}');
}

static void write_help(struct onr_json *json, const struct onr_rule *rule)
{
    struct onr_out help;
    onr_out_open(&help, -1);
    onr_out_text(&help, rule->why);
    onr_out_text(&help, "\n\nWhat to do: ");
    onr_out_text(&help, rule->fix);
    if (*rule->traps) {
        onr_out_text(&help, "\n\nWhat it does not flag: ");
        onr_out_text(&help, rule->traps);
    }
    onr_json_open(json, "help", '{');
    onr_json_bytes(json, "text", help.bytes ? help.bytes : "", help.length);
    onr_json_close(json, '}');
    onr_out_close(&help);
}

static void write_rule(struct onr_json *json, const struct onr_rule *rule)
{
    enum onr_severity severity = (enum onr_severity)rule->severity[0]; /* of the profile "default" */
    onr_json_open(json, NULL, '{');
    onr_json_text(json, "id", rule->id);
    write_text(json, "shortDescription", rule->title);
    write_text(json, "fullDescription", rule->why);
    write_help(json, rule);
    onr_json_open_flat(json, "defaultConfiguration", '{');
    onr_json_bool(json, "enabled", severity != ONR_SEVERITY_OFF);
    onr_json_text(json, "level", severity == ONR_SEVERITY_OFF ? "none" : level(severity));
    onr_json_close(json, '}');
    onr_json_close(json, '}');
}

static void write_tool(struct onr_json *json)
{
    onr_json_open(json, "tool", '{');
    onr_json_open(json, "driver", '{');
    onr_json_text(json, "name", "onrecord");
    onr_json_text(json, "version", ONR_VERSION);
    onr_json_text(json, "semanticVersion", ONR_VERSION);
    onr_json_open(json, "rules", '[');
    for (uint32_t i = 0; i < onr_rule_count(); i++)
        write_rule(json, onr_policy_rule_at(NULL, i));
    onr_json_close(json, ']');
    onr_json_close(json, '}');
    onr_json_close(json, '}');
}

static void begin(struct onr_presentation *p)
{
    p->json = (struct onr_json){.out = p->out, .pretty = true};
    onr_json_open(&p->json, NULL, '{');
    onr_json_text(&p->json, "version", "2.1.0");
    onr_json_text(&p->json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    onr_json_open(&p->json, "runs", '[');
    onr_json_open(&p->json, NULL, '{');
    write_tool(&p->json);
    onr_json_text(&p->json, "columnKind", "unicodeCodePoints");
    onr_json_open(&p->json, "results", '[');
}

static void present(struct onr_presentation *p, const struct onr_view *view)
{
    onr_list_findings(p, view, true, write_result);
}

static void end(struct onr_presentation *p)
{
    onr_json_close(&p->json, ']');
    onr_json_close(&p->json, '}');
    onr_json_close(&p->json, ']');
    onr_json_close(&p->json, '}');
    onr_out_char(p->out, '\n');
}

const struct onr_presenter onr_present_sarif = {
    .name = "sarif",
    .summary = "findings as SARIF 2.1.0, for code scanning",
    .begin = begin,
    .document = present,
    .end = end,
};
