/*
 * Code actions: what can be done about the findings at a place, the best first, always in the same
 * order. Their edits come with them, or are asked for one by one where the client can.
 */
#include <stdlib.h>
#include <string.h>

#include "lsp/diagnostics.h"
#include "lsp/features.h"
#include "lsp/rules.h"
#include "lsp/waive.h"

#define QUICKFIX "quickfix"
#define FIX_ALL "source.fixAll.onrecord"

/* What an action does; its name goes into the data by which it is resolved. */
enum deed {
    DEED_FIX,
    DEED_WAIVE_PARAGRAPH,
    DEED_WAIVE_STRETCH,
    DEED_WAIVE_FILE,
    DEED_FIX_RULE,
    DEED_FIX_ALL,
    DEEDS
};

/* What it does, for clients that show that beside the edits. */
static const char *const labels[DEEDS] = {
    [DEED_FIX] = "Fix a finding",           [DEED_WAIVE_PARAGRAPH] = "Waive a rule",
    [DEED_WAIVE_STRETCH] = "Waive a rule",  [DEED_WAIVE_FILE] = "Waive a rule",
    [DEED_FIX_RULE] = "Fix all of a rule", [DEED_FIX_ALL] = "Fix all findings",
};

static enum onr_waive_scope scope_of(enum deed deed)
{
    return deed == DEED_WAIVE_FILE      ? ONR_WAIVE_FILE
           : deed == DEED_WAIVE_STRETCH ? ONR_WAIVE_STRETCH
                                        : ONR_WAIVE_PARAGRAPH;
}

/* An action before it is one. */
struct plan {
    enum deed deed;
    uint32_t finding;     /* index; nothing for all findings */
    struct onr_span span; /* what was selected */
};

json_t *onr_lsp_action_options(const struct onr_server *server)
{
    (void)server;
    return json_pack("{s:[s, s], s:b}", "codeActionKinds", QUICKFIX, FIX_ALL, "resolveProvider",
                     1);
}

/* Whether the client asked for a kind, or for one that holds it; all where it asked for none. */
static bool is_wanted(const json_t *only, const char *kind)
{
    size_t i;
    json_t *each;
    if (!json_is_array(only))
        return true;
    json_array_foreach(only, i, each) {
        const char *name = json_string_value(each);
        size_t length = name ? strlen(name) : 0;
        if (name && (length == 0 || (strncmp(kind, name, length) == 0 &&
                                     (kind[length] == '\0' || kind[length] == '.'))))
            return true;
    }
    return false;
}

/* ---- Edits ------------------------------------------------------------------------------------- */

static bool overlaps(const struct onr_edit *edit, const struct onr_edit *taken)
{
    bool both_insert = edit->span.start == edit->span.end && taken->span.start == taken->span.end;
    if (both_insert)
        return edit->span.start == taken->span.start;
    return edit->span.start < taken->span.end && taken->span.start < edit->span.end;
}

/* The edits of several findings: those of a finding all, or none where they meet others'. */
struct batch {
    const struct onr_edit **at; /* owned */
    uint32_t count;
    uint32_t capacity;
};

static bool is_free(const struct batch *batch, const struct onr_finding *finding)
{
    for (uint32_t i = 0; i < finding->edit_count; i++)
        for (uint32_t j = 0; j < batch->count; j++)
            if (overlaps(&finding->edits[i], batch->at[j]))
                return false;
    return true;
}

static void take(struct batch *batch, const struct onr_finding *finding)
{
    if (!is_free(batch, finding))
        return;
    if (batch->capacity < batch->count + finding->edit_count) {
        uint32_t capacity = (batch->count + finding->edit_count) * 2;
        const struct onr_edit **at = realloc(batch->at, capacity * sizeof *at);
        if (!at)
            return;
        batch->at = at;
        batch->capacity = capacity;
    }
    for (uint32_t i = 0; i < finding->edit_count; i++)
        batch->at[batch->count++] = &finding->edits[i];
}

/* Whether a finding is mended with all others of its rule, or of any (ONR_NONE): then only safely. */
static bool is_mended(const struct onr_draft *draft, const struct onr_finding *finding,
                      uint32_t rule)
{
    return finding->edit_count && onr_diagnostic_shown(draft, finding) &&
           (rule == ONR_NONE ? finding->fix_safe : finding->rule == rule);
}

/* The edits of all findings that are shown, of one rule or (ONR_NONE) of any. New. */
static json_t *edits_of_rule(struct onr_draft *draft, const struct onr_analysis *analysis,
                             uint32_t rule)
{
    uint32_t count;
    struct batch batch = {0};
    json_t *edits = json_array();
    const struct onr_finding *findings = onr_findings(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (is_mended(draft, &findings[i], rule))
            take(&batch, &findings[i]);
    for (uint32_t i = 0; i < batch.count; i++)
        json_array_append_new(edits, onr_json_edit(draft, batch.at[i]->span, batch.at[i]->text));
    free(batch.at);
    return edits;
}

static json_t *edits_of_finding(struct onr_draft *draft, const struct onr_finding *finding)
{
    json_t *edits = json_array();
    for (uint32_t i = 0; i < finding->edit_count; i++)
        json_array_append_new(edits, onr_json_edit(draft, finding->edits[i].span,
                                                   finding->edits[i].text));
    return edits;
}

/* The whole edit of a deed. New; NULL where there is none. */
static json_t *edit_of(struct onr_server *server, struct onr_draft *draft,
                       const struct onr_analysis *analysis, const struct plan *plan)
{
    uint32_t count;
    json_t *edits;
    const struct onr_finding *finding = onr_findings(analysis, &count) + plan->finding;
    if (plan->deed == DEED_FIX_ALL)
        edits = edits_of_rule(draft, analysis, ONR_NONE);
    else if (plan->finding >= count)
        return NULL;
    else if (plan->deed == DEED_FIX)
        edits = edits_of_finding(draft, finding);
    else if (plan->deed == DEED_FIX_RULE)
        edits = edits_of_rule(draft, analysis, finding->rule);
    else
        edits = onr_waive_edits(draft, analysis, finding, scope_of(plan->deed), plan->span);
    return onr_json_workspace_edit(server, draft, edits, labels[plan->deed]);
}

/* ---- Actions ----------------------------------------------------------------------------------- */

/* The list while it is put together. */
struct list {
    struct onr_request *request;
    struct onr_span span; /* what was selected */
    json_t *actions;
};

/* All that resolving needs; which changes the draft had seen tells whether it still holds. New. */
static json_t *data_of(const struct onr_draft *draft, const struct plan *plan)
{
    return json_pack("{s:s, s:I, s:i, s:I, s:[I, I]}", "uri", draft->uri, "changes",
                     (json_int_t)draft->changes, "deed", (int)plan->deed, "finding",
                     (json_int_t)plan->finding, "bytes", (json_int_t)plan->span.start,
                     (json_int_t)plan->span.end);
}

/* Adds an action, its title taken over. diagnostic may be NULL. */
static json_t *add(struct list *list, json_t *title, const char *kind, enum deed deed,
                   uint32_t index, json_t *diagnostic)
{
    struct onr_request *r = list->request;
    struct plan plan = {deed, index, list->span};
    json_t *action = json_pack("{s:o, s:s}", "title", title, "kind", kind);
    if (diagnostic)
        json_object_set_new(action, "diagnostics", json_pack("[O]", diagnostic));
    if (r->server->client.action_resolve)
        json_object_set_new(action, "data", data_of(r->draft, &plan));
    else
        json_object_set_new(action, "edit", edit_of(r->server, r->draft, r->analysis, &plan));
    json_array_append_new(list->actions, action);
    return action;
}

/* Findings of a rule that can be fixed. */
static uint32_t count_fixable(const struct onr_request *request, uint32_t rule)
{
    uint32_t count;
    uint32_t fixable = 0;
    const struct onr_finding *findings = onr_findings(request->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        fixable += is_mended(request->draft, &findings[i], rule);
    return fixable;
}

static void add_fix(struct list *list, const struct onr_finding *finding, uint32_t index,
                    json_t *diagnostic)
{
    if (finding->edit_count == 0)
        return;
    const char *title =
        finding->fix_title ? finding->fix_title : onr_rule_of(list->request->analysis, finding->rule)->title;
    json_t *action = add(list, json_string(title), QUICKFIX, DEED_FIX, index, diagnostic);
    if (finding->fix_safe && list->request->server->client.action_preferred)
        json_object_set_new(action, "isPreferred", json_true());
}

static void add_rest(struct list *list, const struct onr_finding *finding, uint32_t index,
                     json_t *diagnostic)
{
    const struct onr_rule *rule = onr_rule_of(list->request->analysis, finding->rule);
    uint32_t fixable = count_fixable(list->request, finding->rule);
    if (fixable > 1)
        add(list, json_sprintf("Fix all %u of %s in this draft", fixable, rule->id), QUICKFIX,
            DEED_FIX_RULE, index, diagnostic);
    add(list, json_sprintf("Waive %s in this paragraph, with a reason", rule->id), QUICKFIX,
        DEED_WAIVE_PARAGRAPH, index, diagnostic);
    if (onr_waive_paragraphs(list->request->analysis, list->span) > 1)
        add(list, json_sprintf("Waive %s in these paragraphs, with a reason", rule->id), QUICKFIX,
            DEED_WAIVE_STRETCH, index, diagnostic);
    add(list, json_sprintf("Waive %s in this file, with a reason", rule->id), QUICKFIX,
        DEED_WAIVE_FILE, index, diagnostic);
    json_array_append_new(
        list->actions,
        json_pack("{s:o, s:s, s:[O], s:{s:s, s:s, s:[s, s]}}", "title",
                  json_sprintf("Open the page of %s", rule->id), "kind", QUICKFIX, "diagnostics",
                  diagnostic, "command", "title", "Open the rule's page", "command",
                  "onrecord.openRule", "arguments", rule->id, list->request->draft->uri));
}

static void add_quickfixes(struct list *list)
{
    struct onr_request *r = list->request;
    uint32_t count;
    const struct onr_finding *findings = onr_findings(r->analysis, &count);
    for (int rest = 0; rest < 2; rest++) {
        for (uint32_t i = 0; i < count; i++) {
            if (!onr_diagnostic_shown(r->draft, &findings[i]) ||
                !onr_span_meets(list->span, findings[i].span))
                continue;
            json_t *diagnostic = onr_diagnostic(r->server, r->draft, &findings[i]);
            if (rest)
                add_rest(list, &findings[i], i, diagnostic);
            else
                add_fix(list, &findings[i], i, diagnostic);
            json_decref(diagnostic);
        }
    }
}

/* For clients that know commands only: the pages of the rules. */
static json_t *commands_only(json_t *actions)
{
    size_t i;
    json_t *action;
    json_t *commands = json_array();
    json_array_foreach(actions, i, action) {
        json_t *command = json_object_get(action, "command");
        if (command)
            json_array_append(commands, command);
    }
    json_decref(actions);
    return commands;
}

json_t *onr_lsp_code_action(struct onr_request *request)
{
    struct list list = {.request = request};
    const json_t *only = onr_param(request->params, "context.only");
    if (!onr_param_span(request, json_object_get(request->params, "range"), &list.span))
        return NULL;
    list.actions = json_array();
    if (is_wanted(only, QUICKFIX))
        add_quickfixes(&list);
    uint32_t fixable = count_fixable(request, ONR_NONE);
    if (fixable && json_is_array(only) && is_wanted(only, FIX_ALL))
        add(&list, json_sprintf("Fix all %u findings that can be fixed safely", fixable), FIX_ALL,
            DEED_FIX_ALL, 0, NULL);
    return request->server->client.action_literals ? list.actions : commands_only(list.actions);
}

/* The plan that data hold; false where they hold none for this draft. */
static bool read_plan(struct plan *plan, const struct onr_draft *draft, const json_t *data)
{
    const json_t *bytes = json_object_get(data, "bytes");
    json_int_t deed = json_integer_value(json_object_get(data, "deed"));
    json_int_t finding = json_integer_value(json_object_get(data, "finding"));
    json_int_t start = json_integer_value(json_array_get(bytes, 0));
    json_int_t end = json_integer_value(json_array_get(bytes, 1));
    if (deed < 0 || deed >= DEEDS || finding < 0 || finding >= UINT32_MAX || start < 0 ||
        end < start || end > draft->length)
        return false;
    *plan = (struct plan){(enum deed)deed, (uint32_t)finding, {(uint32_t)start, (uint32_t)end}};
    return true;
}

json_t *onr_lsp_code_action_resolve(struct onr_request *request)
{
    const json_t *data = json_object_get(request->params, "data");
    const char *uri = onr_param_text(data, "uri");
    struct onr_draft *draft = uri ? onr_server_draft(request->server, uri) : NULL;
    struct plan plan;
    if (!draft) /* a command, or an action that had its edit */
        return json_copy(request->params);
    if ((json_int_t)draft->changes != json_integer_value(json_object_get(data, "changes"))) {
        onr_fault_set(&request->fault, ONR_RPC_CONTENT_MODIFIED, "the text has changed since");
        return NULL;
    }
    const struct onr_analysis *analysis = onr_server_analysis(request->server, draft);
    if (!analysis || !read_plan(&plan, draft, data)) {
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "there is no such action");
        return NULL;
    }
    json_t *action = json_copy(request->params);
    json_object_set_new(action, "edit", edit_of(request->server, draft, analysis, &plan));
    return action;
}
