#include "lsp/diagnostics.h"

#include <string.h>

#include "lsp/pages.h"
#include "lsp/rules.h"

#define NOT_ANALYZED "not-analyzed"
#define UNNECESSARY 1 /* the protocol's tag for what may be shown faded */

bool onr_diagnostic_shown(const struct onr_draft *draft, const struct onr_finding *finding)
{
    return !finding->waived && finding->severity != ONR_SEVERITY_OFF &&
           finding->severity >= draft->settings.least;
}

/* The protocol counts from error, 1, to hint, 4. */
static int protocol_severity(enum onr_severity severity)
{
    return ONR_SEVERITY_ERROR - (int)severity + 1;
}

static json_t *related(struct onr_draft *draft, const struct onr_finding *finding)
{
    json_t *all = json_array();
    for (uint32_t i = 0; i < finding->related_count; i++)
        json_array_append_new(all, json_pack("{s:o, s:s}", "location",
                                             onr_json_location(draft, finding->related[i].span),
                                             "message", finding->related[i].message));
    return all;
}

/* Whether all that a fix does is to take words out: then they are superfluous. */
static bool is_superfluous(const struct onr_finding *finding)
{
    for (uint32_t i = 0; i < finding->edit_count; i++)
        if (*finding->edits[i].text)
            return false;
    return finding->edit_count > 0;
}

json_t *onr_diagnostic(struct onr_server *server, struct onr_draft *draft,
                       const struct onr_finding *finding)
{
    const struct onr_rule *rule = onr_rule_of(draft->analysis, finding->rule);
    json_t *diagnostic =
        json_pack("{s:o, s:i, s:s, s:s, s:s}", "range", onr_json_range(draft, finding->span),
                  "severity", protocol_severity(finding->severity), "code", rule->id, "source",
                  "onrecord", "message", finding->message);
    if (server->client.code_description || server->client.pulls) {
        json_t *page = onr_page_of_rule(server, draft, rule, finding->rule);
        if (page)
            json_object_set_new(diagnostic, "codeDescription", json_pack("{s:o}", "href", page));
    }
    if (finding->related_count && (server->client.related || server->client.pulls))
        json_object_set_new(diagnostic, "relatedInformation", related(draft, finding));
    if (is_superfluous(finding) && (server->client.tags || server->client.pulls))
        json_object_set_new(diagnostic, "tags", json_pack("[i]", UNNECESSARY));
    if (server->client.data || server->client.pulls)
        json_object_set_new(diagnostic, "data",
                            json_pack("{s:s, s:b, s:I}", "rule", rule->id, "fixable",
                                      finding->edit_count > 0, "version",
                                      (json_int_t)draft->version));
    return diagnostic;
}

/* ---- The sentence being typed ------------------------------------------------------------------ */

/* Bytes of the closing mark before a byte, or 0. */
static uint32_t closing_before(const char *bytes, uint32_t start, uint32_t at)
{
    static const char *const marks[] = {"\"", "'", ")", "]", "*", "_", "”", "’", "»", "›", "“"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        uint32_t width = (uint32_t)strlen(marks[i]);
        if (at - start >= width && memcmp(bytes + at - width, marks[i], width) == 0)
            return width;
    }
    return 0;
}

/* Whether a sentence ends as sentences do. */
static bool has_ended(const char *bytes, struct onr_span sentence)
{
    uint32_t at = sentence.end;
    uint32_t width;
    while (at > sentence.start && strchr(" \t\r\n", bytes[at - 1]))
        at--;
    while (at > sentence.start && (width = closing_before(bytes, sentence.start, at)))
        at -= width;
    if (at > sentence.start && strchr(".!?", bytes[at - 1]))
        return true;
    return at - sentence.start >= 3 && memcmp(bytes + at - 3, "…", 3) == 0;
}

struct onr_span onr_held_sentence(struct onr_server *server, struct onr_draft *draft)
{
    static const struct onr_span none = {0, 0};
    if (!draft->settings.hold_back || draft->caret <= 0)
        return none;
    const struct onr_analysis *analysis = onr_server_analysis(server, draft);
    uint32_t caret = (uint32_t)draft->caret;
    struct onr_span sentence = analysis ? onr_sentence_at(analysis, caret - 1) : none;
    if (sentence.start >= sentence.end || has_ended(draft->bytes, sentence))
        return none;
    for (uint32_t i = sentence.end; i < caret; i++)
        if (draft->bytes[i] == '\n' || draft->bytes[i] == '\r')
            return none;
    return sentence;
}

/* ---- All of them ------------------------------------------------------------------------------- */

/* What stands in the place of findings where the draft cannot be analyzed: never nothing. */
static json_t *explain_failure(struct onr_draft *draft)
{
    uint32_t at = draft->error.offset < draft->length ? (uint32_t)draft->error.offset : 0;
    json_t *message =
        json_sprintf("This draft is not checked: %s.", draft->error.text);
    return json_pack("[{s:o, s:i, s:s, s:s, s:o}]", "range",
                     onr_json_range(draft, (struct onr_span){at, at}), "severity", 3, "code",
                     NOT_ANALYZED, "source", "onrecord", "message", message);
}

json_t *onr_diagnostics(struct onr_server *server, struct onr_draft *draft)
{
    uint32_t count;
    draft->holds = false;
    const struct onr_analysis *analysis = onr_server_analysis(server, draft);
    if (!analysis)
        return explain_failure(draft);
    struct onr_span held = onr_held_sentence(server, draft);
    const struct onr_finding *findings = onr_findings(analysis, &count);
    json_t *all = json_array();
    for (uint32_t i = 0; i < count; i++) {
        if (!onr_diagnostic_shown(draft, &findings[i]))
            continue;
        if (held.start < held.end && onr_span_meets(held, findings[i].span))
            draft->holds = true;
        else
            json_array_append_new(all, onr_diagnostic(server, draft, &findings[i]));
    }
    return all;
}
