/* The text of open drafts, kept as the client has it. */
#include <stdlib.h>
#include <string.h>

#include "lsp/features.h"
#include "lsp/settings.h"
#include "lsp/uri.h"

#define TYPED 64 /* bytes that one change may hold and still be taken for typing */

json_t *onr_lsp_sync_options(const struct onr_server *server)
{
    /* The text comes with a save where it is to be held against ours. */
    bool check = server->trace != ONR_TRACE_OFF || server->log_messages;
    return json_pack("{s:b, s:i, s:{s:b}}", "openClose", 1, "change", 2, "save", "includeText",
                     check);
}

static void drop(struct onr_server *server, struct onr_draft *draft)
{
    for (size_t i = 0; i < server->draft_count; i++)
        if (server->drafts[i] == draft)
            server->drafts[i] = server->drafts[--server->draft_count];
    onr_draft_free(draft);
}

static bool keep(struct onr_server *server, struct onr_draft *draft)
{
    struct onr_draft **drafts =
        realloc(server->drafts, (server->draft_count + 1) * sizeof *drafts);
    if (!drafts)
        return false;
    server->drafts = drafts;
    drafts[server->draft_count++] = draft;
    return true;
}

json_t *onr_lsp_did_open(struct onr_request *request)
{
    struct onr_server *server = request->server;
    const json_t *item = json_object_get(request->params, "textDocument");
    const char *uri = onr_param_text(item, "uri");
    const json_t *text = json_object_get(item, "text");
    if (!uri || !json_is_string(text)) {
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "it has no uri and text");
        return NULL;
    }
    struct onr_draft *draft = onr_draft_new(uri, onr_param_text(item, "languageId"),
                                            server->units, json_string_value(text),
                                            json_string_length(text));
    struct onr_draft *before = onr_server_draft(server, uri);
    if (before)
        drop(server, before);
    if (!draft || !keep(server, draft)) {
        onr_draft_free(draft);
        onr_server_show(server, 1, "onrecord: %.200s is too large to be checked", uri);
        return json_null();
    }
    draft->version = json_integer_value(json_object_get(item, "version"));
    draft->unpublished = true;
    onr_lsp_settings_begin(server, draft);
    return json_null();
}

/* Applies one change. False where it could not be, and the text is no longer the client's. */
static bool apply(struct onr_request *request, const json_t *change, bool only)
{
    struct onr_draft *draft = request->draft;
    const json_t *text = json_object_get(change, "text");
    const json_t *range = json_object_get(change, "range");
    struct onr_span span = {0, draft->length};
    if (!json_is_string(text)) {
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "a change has no text");
        return false;
    }
    bool ranged = range && !json_is_null(range);
    if (ranged && !onr_param_span(request, range, &span))
        return false;
    size_t length = json_string_length(text);
    bool typed = only && ranged && length <= TYPED && span.end - span.start <= TYPED;
    if (onr_draft_edit(draft, span, json_string_value(text), length) != 0) {
        onr_fault_set(&request->fault, ONR_RPC_INTERNAL_ERROR, "memory ran out");
        return false;
    }
    draft->caret = typed ? (int64_t)span.start + (int64_t)length : -1;
    draft->typed_at = onr_server_now();
    return true;
}

json_t *onr_lsp_did_change(struct onr_request *request)
{
    struct onr_draft *draft = request->draft;
    const json_t *changes = json_object_get(request->params, "contentChanges");
    size_t count = json_array_size(changes);
    for (size_t i = 0; i < count; i++) {
        if (apply(request, json_array_get(changes, i), count == 1))
            continue;
        onr_server_show(request->server, 1,
                        "onrecord: a change of %.150s was not understood (%s); close the draft and "
                        "open it again",
                        draft->uri, request->fault.text);
        break;
    }
    const json_t *version = onr_param(request->params, "textDocument.version");
    if (json_is_integer(version))
        draft->version = json_integer_value(version);
    draft->unpublished = true;
    return json_null();
}

/* A save ends what is held back; its text, where it came, is held against ours. */
json_t *onr_lsp_did_save(struct onr_request *request)
{
    struct onr_draft *draft = request->draft;
    const json_t *text = json_object_get(request->params, "text");
    if (draft->holds) {
        draft->caret = -1;
        onr_server_refresh(request->server, draft);
    }
    if (!json_is_string(text))
        return json_null();
    size_t length = json_string_length(text);
    if (length == draft->length && memcmp(json_string_value(text), draft->bytes, length) == 0)
        return json_null();
    onr_server_log(request->server, "%s had drifted from the editor's text and was taken anew",
                   draft->uri);
    onr_draft_edit(draft, (struct onr_span){0, draft->length}, json_string_value(text), length);
    onr_server_refresh(request->server, draft);
    return json_null();
}

static void clear(struct onr_server *server, const char *uri)
{
    if (!server->client.pulls)
        onr_server_notify(server, "textDocument/publishDiagnostics",
                          json_pack("{s:s, s:[]}", "uri", uri, "diagnostics"));
}

json_t *onr_lsp_did_close(struct onr_request *request)
{
    clear(request->server, request->draft->uri);
    drop(request->server, request->draft);
    return json_null();
}

/* ---- Files that have another name -------------------------------------------------------------- */

/* The URI that a draft has now, if its file or a folder above it is among those renamed; owned by the caller. */
static char *new_uri(const json_t *files, const char *uri)
{
    size_t i;
    json_t *file;
    json_array_foreach(files, i, file) {
        const char *before = onr_param_text(file, "oldUri"), *after = onr_param_text(file, "newUri");
        const char *rest = before && after ? onr_uri_below(uri, before) : NULL;
        if (!rest)
            continue;
        size_t length = strlen(after);
        length -= *rest && length && after[length - 1] == '/';
        char *moved = malloc(length + strlen(rest) + 1);
        if (moved) {
            memcpy(moved, after, length);
            strcpy(moved + length, rest);
        }
        return moved;
    }
    return NULL;
}

/* The open drafts while some of them are given new names. */
struct moves {
    struct onr_draft **drafts; /* count of them; borrowed */
    char **uris;               /* the name that each is yet to have, or NULL; owned */
    size_t count;              /* how many */
};

/* Whether a draft is about to give its name up. */
static bool is_moving(const struct moves *moves, const struct onr_draft *draft)
{
    for (size_t i = 0; i < moves->count; i++)
        if (moves->drafts[i] == draft)
            return moves->uris[i] != NULL;
    return false;
}

/* Gives a draft its new name; where the client has opened it anew under that already, the old one goes. */
static void move(struct onr_server *server, struct moves *moves, size_t i)
{
    struct onr_draft *draft = moves->drafts[i], *there = onr_server_draft(server, moves->uris[i]);
    clear(server, draft->uri);
    if (there && there != draft && !is_moving(moves, there))
        drop(server, draft);
    else if (onr_draft_move(draft, moves->uris[i]) != 0)
        onr_server_log(server, "memory ran out: %s keeps its old name", draft->uri);
    free(moves->uris[i]);
    moves->uris[i] = NULL;
}

/* All new names are found before the first is given: two files may have changed theirs. */
static void move_all(struct onr_server *server, const json_t *files)
{
    struct moves moves = {.count = server->draft_count};
    moves.drafts = calloc(moves.count + 1, sizeof *moves.drafts);
    moves.uris = calloc(moves.count + 1, sizeof *moves.uris);
    bool room = moves.drafts && moves.uris;
    for (size_t i = 0; room && i < moves.count; i++) {
        moves.drafts[i] = server->drafts[i];
        moves.uris[i] = new_uri(files, moves.drafts[i]->uri);
    }
    for (size_t i = 0; room && i < moves.count; i++)
        if (moves.uris[i])
            move(server, &moves, i);
    free(moves.drafts);
    free(moves.uris);
}

json_t *onr_lsp_did_rename_files(struct onr_request *request)
{
    const json_t *files = json_object_get(request->params, "files");
    if (!json_is_array(files)) {
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "params name no files");
        return NULL;
    }
    move_all(request->server, files);
    return onr_lsp_did_change_watched_files(request); /* they may lie below another project file now */
}
