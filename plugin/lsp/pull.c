/* Diagnostics that are asked for: of one draft, and of all drafts of the workspace. */
#include <stdlib.h>
#include <string.h>

#include "document/folder.h"
#include "lsp/diagnostics.h"
#include "lsp/features.h"
#include "lsp/progress.h"
#include "lsp/uri.h"
#include "lsp/workspace.h"

json_t *onr_lsp_diagnostic_options(const struct onr_server *server)
{
    (void)server;
    return json_pack("{s:s, s:b, s:b, s:b}", "identifier", "onrecord", "interFileDependencies", 0,
                     "workspaceDiagnostics", 1, "workDoneProgress", 1);
}

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t sum, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        sum = (sum ^ at[i]) * 1099511628211u;
    return sum;
}

static uint64_t hash_text(uint64_t sum, const char *text)
{
    return hash(sum, text ? text : "", text ? strlen(text) + 1 : 1);
}

/* What tells two sets of diagnostics apart: all that they are made of. */
static json_t *result_id(struct onr_server *server, struct onr_draft *draft)
{
    struct onr_span held = onr_held_sentence(server, draft);
    uint64_t sum = hash(14695981039346656037u, draft->bytes, draft->length);
    sum = hash_text(sum, draft->settings.profile);
    sum = hash_text(sum, draft->settings.outlet);
    sum = hash_text(sum, draft->settings.rule_pages);
    sum = hash(sum, &draft->settings.least, sizeof draft->settings.least);
    sum = hash(sum, &held, sizeof held);
    if (draft->settings.policy) /* what is in it cannot be told */
        sum = hash(sum, &server->configured, sizeof server->configured);
    return json_sprintf("%s-%016llx", ONR_VERSION, (unsigned long long)sum);
}

/* The report of a draft: in full, or that it is as it was under an id. */
static json_t *report(struct onr_server *server, struct onr_draft *draft, const char *before)
{
    json_t *id = result_id(server, draft);
    if (before && id && strcmp(before, json_string_value(id)) == 0)
        return json_pack("{s:s, s:o}", "kind", "unchanged", "resultId", id);
    return json_pack("{s:s, s:o, s:o}", "kind", "full", "resultId", id, "items",
                     onr_diagnostics(server, draft));
}

json_t *onr_lsp_diagnostic(struct onr_request *request)
{
    return report(request->server, request->draft,
                  onr_param_text(request->params, "previousResultId"));
}

/* ---- The workspace ----------------------------------------------------------------------------- */

struct walk {
    struct onr_request *request;
    struct onr_progress progress;
    const json_t *before;  /* previousResultIds */
    const json_t *partial; /* token that reports are sent under; NULL to answer with all */
    json_t *items;         /* reports */
};

static const char *id_before(const struct walk *walk, const char *uri)
{
    size_t i;
    json_t *each;
    json_array_foreach(walk->before, i, each) {
        const char *other = onr_param_text(each, "uri");
        if (other && onr_uri_same(other, uri))
            return onr_param_text(each, "value");
    }
    return NULL;
}

static void hand_out(struct walk *walk, json_t *item)
{
    if (!walk->partial) {
        json_array_append_new(walk->items, item);
        return;
    }
    onr_server_notify(walk->request->server, "$/progress",
                      json_pack("{s:O, s:{s:[o]}}", "token", walk->partial, "value", "items",
                                item));
}

static void report_draft(struct walk *walk, struct onr_draft *draft, bool open)
{
    json_t *item = report(walk->request->server, draft, id_before(walk, draft->uri));
    json_object_set_new(item, "uri", json_string(draft->uri));
    json_object_set_new(item, "version",
                        open ? json_integer(draft->version) : json_null());
    hand_out(walk, item);
}

static void report_file(struct walk *walk, const char *path, const char *uri)
{
    struct onr_draft *draft = onr_workspace_read(walk->request->server, path, uri);
    if (draft)
        report_draft(walk, draft, false);
    onr_draft_free(draft);
}

static bool take_draft(void *context, const char *path)
{
    struct walk *walk = context;
    struct onr_server *server = walk->request->server;
    char *uri = onr_uri_of_path(path);
    struct onr_draft *open = uri ? onr_server_draft(server, uri) : NULL;
    onr_progress_tell(&walk->progress, path);
    if (open)
        report_draft(walk, open, true);
    else if (uri)
        report_file(walk, path, uri);
    free(uri);
    return !onr_server_cancelled(server) && !onr_progress_cancelled(&walk->progress);
}

static void take_problem(void *context, const char *path, const char *text)
{
    struct walk *walk = context;
    onr_server_log(walk->request->server, "%s: %s", path, text);
}

json_t *onr_lsp_workspace_diagnostic(struct onr_request *request)
{
    struct onr_server *server = request->server;
    struct walk walk = {
        .request = request,
        .before = json_object_get(request->params, "previousResultIds"),
        .partial = json_object_get(request->params, "partialResultToken"),
        .items = json_array(),
    };
    struct onr_walk folder = {.context = &walk, .draft = take_draft, .problem = take_problem};
    onr_progress_begin(&walk.progress, request, "Checking drafts");
    for (size_t i = 0; i < server->folder_count && !server->current_cancelled; i++)
        if (onr_workspace_wanted(server, server->folders[i]))
            onr_folder_walk(server->folders[i], &folder);
    onr_progress_end(&walk.progress);
    return json_pack("{s:o}", "items", walk.items);
}
