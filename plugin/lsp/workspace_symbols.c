/* Workspace symbols: a source across all drafts of the workspace. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "document/folder.h"
#include "lsp/features.h"
#include "lsp/progress.h"
#include "lsp/symbols.h"
#include "lsp/uri.h"
#include "lsp/workspace.h"

#define COLUMNS 100
#define MOST 500 /* symbols of one answer */

json_t *onr_lsp_workspace_symbol_options(const struct onr_server *server)
{
    (void)server;
    return json_pack("{s:b, s:b}", "resolveProvider", 0, "workDoneProgress", 1);
}

/* The sources of a draft as symbols. New. */
static json_t *symbols_of(struct onr_draft *draft, const struct onr_analysis *analysis)
{
    uint32_t count = 0;
    json_t *symbols = json_array();
    const struct onr_source *sources = analysis ? onr_sources(analysis, &count) : NULL;
    for (uint32_t i = 0; i < count; i++)
        if (sources[i].label.start < sources[i].label.end)
            json_array_append_new(
                symbols, json_pack("{s:o, s:i, s:o, s:s}", "name",
                                   onr_json_excerpt(draft, sources[i].label, COLUMNS), "kind",
                                   onr_symbol_kind(sources[i].class_), "location",
                                   onr_json_location(draft, sources[i].label), "containerName",
                                   onr_class_name(sources[i].class_)));
    return symbols;
}

/* Whether a name holds a query, small and capital letters alike. */
static bool matches(const char *name, const char *query)
{
    size_t length = strlen(query);
    for (; *name || !length; name++) {
        size_t i = 0;
        while (i < length &&
               tolower((unsigned char)name[i]) == tolower((unsigned char)query[i]))
            i++;
        if (i == length)
            return true;
    }
    return false;
}

struct search {
    struct onr_request *request;
    struct onr_progress progress;
    const char *query;
    json_t *found;
};

static void collect(struct search *search, json_t *symbols)
{
    size_t i;
    json_t *symbol;
    json_array_foreach(symbols, i, symbol) {
        if (json_array_size(search->found) < MOST &&
            matches(json_string_value(json_object_get(symbol, "name")), search->query))
            json_array_append(search->found, symbol);
    }
}

/* The symbols of a file, kept until it changes. Borrowed. */
static json_t *symbols_of_file(struct onr_server *server, const char *path, const char *uri)
{
    struct stat status;
    json_t *kept = json_object_get(server->symbols, path);
    if (stat(path, &status) != 0)
        return NULL;
    json_int_t stamp = (json_int_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
    if (kept && json_integer_value(json_object_get(kept, "stamp")) == stamp &&
        json_integer_value(json_object_get(kept, "size")) == (json_int_t)status.st_size)
        return json_object_get(kept, "symbols");
    struct onr_draft *draft = onr_workspace_read(server, path, uri);
    if (!draft)
        return NULL;
    json_t *symbols = symbols_of(draft, onr_draft_analysis(draft));
    onr_draft_free(draft);
    if (!server->symbols)
        server->symbols = json_object();
    json_object_set_new(server->symbols, path,
                        json_pack("{s:I, s:I, s:o}", "stamp", stamp, "size",
                                  (json_int_t)status.st_size, "symbols", symbols));
    return symbols;
}

static bool take_draft(void *context, const char *path)
{
    struct search *search = context;
    struct onr_server *server = search->request->server;
    char *uri = onr_uri_of_path(path);
    onr_progress_tell(&search->progress, path);
    if (uri && !onr_server_draft(server, uri)) /* open ones were looked at before */
        collect(search, symbols_of_file(server, path, uri));
    free(uri);
    return json_array_size(search->found) < MOST && !onr_server_cancelled(server) &&
           !onr_progress_cancelled(&search->progress);
}

static void take_problem(void *context, const char *path, const char *text)
{
    struct search *search = context;
    onr_server_log(search->request->server, "%s: %s", path, text);
}

json_t *onr_lsp_workspace_symbol(struct onr_request *request)
{
    struct onr_server *server = request->server;
    const char *query = onr_param_text(request->params, "query");
    struct search search = {.request = request, .query = query ? query : "",
                            .found = json_array()};
    struct onr_walk walk = {.context = &search, .draft = take_draft, .problem = take_problem};
    onr_progress_begin(&search.progress, request, "Looking for sources");
    for (size_t i = 0; i < server->draft_count; i++) {
        json_t *symbols = symbols_of(server->drafts[i],
                                     onr_server_analysis(server, server->drafts[i]));
        collect(&search, symbols);
        json_decref(symbols);
    }
    for (size_t i = 0; i < server->folder_count && !server->current_cancelled; i++)
        onr_folder_walk(server->folders[i], &walk);
    onr_progress_end(&search.progress);
    return search.found;
}
