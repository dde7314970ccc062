#include "lsp/workspace.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "document/document.h"
#include "lsp/features.h"
#include "lsp/settings.h"
#include "lsp/uri.h"

static void add(struct onr_server *server, const char *uri)
{
    char *path = uri ? onr_uri_path(uri) : NULL;
    char **folders = path ? realloc(server->folders, (server->folder_count + 1) * sizeof *folders)
                          : NULL;
    if (!folders) {
        free(path);
        return;
    }
    server->folders = folders;
    folders[server->folder_count++] = path;
}

static void leave(struct onr_server *server, const char *uri)
{
    char *path = uri ? onr_uri_path(uri) : NULL;
    for (size_t i = 0; path && i < server->folder_count; i++) {
        if (strcmp(server->folders[i], path) != 0)
            continue;
        free(server->folders[i]);
        server->folders[i] = server->folders[--server->folder_count];
        break;
    }
    free(path);
}

void onr_workspace_begin(struct onr_server *server, const json_t *params)
{
    size_t i;
    json_t *folder;
    const json_t *folders = json_object_get(params, "workspaceFolders");
    json_array_foreach(folders, i, folder)
        add(server, onr_param_text(folder, "uri"));
    if (json_array_size(folders) == 0)
        add(server, onr_param_text(params, "rootUri"));
}

bool onr_workspace_wanted(const struct onr_server *server, const char *folder)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/.onrecord", folder);
    return server->settings.workspace || access(path, R_OK) == 0;
}

struct onr_draft *onr_workspace_read(struct onr_server *server, const char *path, const char *uri)
{
    struct onr_document document;
    struct onr_problem problem;
    struct onr_reading reading = {0};
    if (onr_document_read(&document, path, &reading, &problem) != 0) {
        onr_server_log(server, "%s: %s", path, problem.text);
        return NULL;
    }
    struct onr_draft *draft =
        onr_draft_new(uri, NULL, server->units, document.bytes, document.length);
    onr_document_free(&document);
    if (draft)
        onr_lsp_settings_free(&draft->settings);
    if (draft && onr_lsp_settings_copy(&draft->settings, &server->settings) == 0) {
        onr_lsp_settings_of_file(server, draft);
        return draft;
    }
    onr_draft_free(draft);
    return NULL;
}

json_t *onr_lsp_workspace_options(const struct onr_server *server)
{
    (void)server;
    /* Folders too: the drafts below them have another name then. */
    return json_pack("{s:{s:b, s:b}, s:{s:{s:[{s:s, s:{s:s, s:s}}, {s:s, s:{s:s, s:s}}]}}}", "workspaceFolders",
                     "supported", 1, "changeNotifications", 1, "fileOperations", "didRename", "filters", "scheme", "file",
                     "pattern", "glob", "**", "matches", "file", "scheme", "file", "pattern", "glob", "**", "matches",
                     "folder");
}

static void watch(json_t *registrations)
{
    json_array_append_new(
        registrations,
        json_pack("{s:s, s:s, s:{s:[{s:s}, {s:s}]}}", "id", "onrecord-files", "method",
                  "workspace/didChangeWatchedFiles", "registerOptions", "watchers", "globPattern",
                  "**/.onrecord", "globPattern", "**/*.{txt,text,md,markdown}"));
}

void onr_workspace_register(struct onr_server *server)
{
    json_t *registrations = json_array();
    if (server->client.watch_dynamic)
        watch(registrations);
    if (server->client.settings_dynamic)
        json_array_append_new(registrations,
                              json_pack("{s:s, s:s, s:{s:s}}", "id", "onrecord-settings", "method",
                                        "workspace/didChangeConfiguration", "registerOptions",
                                        "section", "onrecord"));
    if (json_array_size(registrations) == 0) {
        json_decref(registrations);
        return;
    }
    onr_server_ask(server, "client/registerCapability",
                   json_pack("{s:o}", "registrations", registrations), NULL, NULL);
}

json_t *onr_lsp_did_change_folders(struct onr_request *request)
{
    size_t i;
    json_t *folder;
    const json_t *removed = onr_param(request->params, "event.removed");
    const json_t *added = onr_param(request->params, "event.added");
    json_array_foreach(removed, i, folder)
        leave(request->server, onr_param_text(folder, "uri"));
    json_array_foreach(added, i, folder)
        add(request->server, onr_param_text(folder, "uri"));
    if (request->server->client.pulls)
        onr_server_refresh(request->server, NULL);
    return json_null();
}

/* A project file may have changed what every draft below it is held to. */
json_t *onr_lsp_did_change_watched_files(struct onr_request *request)
{
    struct onr_server *server = request->server;
    json_decref(server->symbols);
    server->symbols = NULL;
    onr_lsp_settings_forget_files(server);
    onr_lsp_settings_renew(server);
    if (server->client.pulls)
        onr_server_refresh(server, NULL);
    return json_null();
}
