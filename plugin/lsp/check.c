/* onrecord lsp --check: a session with one draft, and what each part of it took. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "document/document.h"
#include "lsp/features.h"
#include "lsp/lsp.h"
#include "lsp/uri.h"

#define EXIT_FILE 3

/* What the client of the session says it can do: all of it. */
static const char initialize[] =
    "{\"processId\": null, \"rootUri\": null, \"capabilities\": {\"general\": "
    "{\"positionEncodings\": [\"utf-8\"]}, \"textDocument\": {\"hover\": {\"contentFormat\": "
    "[\"markdown\"]}, \"documentSymbol\": {\"hierarchicalDocumentSymbolSupport\": true}, "
    "\"codeAction\": {\"codeActionLiteralSupport\": {}}, \"diagnostic\": {}}}}";

struct session {
    struct onr_server server;
    char *uri;
    unsigned failures;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

/* Things in an answer that can be counted. */
static size_t count_of(const json_t *result)
{
    static const char *const lists[] = {"items", "data", "ranges", "sources"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (json_is_array(json_object_get(result, lists[i])))
            return json_array_size(json_object_get(result, lists[i]));
    return json_is_array(result) ? json_array_size(result) : !json_is_null(result);
}

/* Takes over params. */
static void try(struct session *session, const char *method, json_t *params)
{
    struct onr_fault fault = {0};
    double began = now();
    json_t *result = onr_server_call(&session->server, method, params, &fault);
    double took = now() - began;
    /* Nothing to rename at the top of a draft is an answer, no failure. */
    if (!result && fault.code != ONR_RPC_REQUEST_FAILED)
        session->failures++;
    printf("%-40s %9.2f ms  ", method, took);
    if (result)
        printf("%6zu\n", count_of(result));
    else
        printf("%s\n", fault.text);
    json_decref(result);
    json_decref(params);
}

static json_t *of_draft(const struct session *session)
{
    return json_pack("{s:{s:s}}", "textDocument", "uri", session->uri);
}

/* The same with a place inside the draft and a range that holds all of it. */
static json_t *of_place(const struct session *session)
{
    return json_pack("{s:{s:s}, s:{s:i, s:i}, s:[{s:i, s:i}], s:{s:{s:i, s:i}, s:{s:i, s:i}}, "
                     "s:{s:b}, s:s}",
                     "textDocument", "uri", session->uri, "position", "line", 0, "character", 0,
                     "positions", "line", 0, "character", 0, "range", "start", "line", 0,
                     "character", 0, "end", "line", INT32_MAX, "character", 0, "context",
                     "includeDeclaration", 1, "newName", "Lee");
}

static void try_all(struct session *session)
{
    static const char *const skipped[] = {"initialize", "shutdown", "workspace/diagnostic",
                                          "onrecord/explain", "workspace/executeCommand",
                                          "inlayHint/resolve", "codeAction/resolve",
                                          "completionItem/resolve"};
    const struct onr_method *method;
    for (size_t i = 0; (method = onr_method_at(i)); i++) {
        bool skip = method->flags & ONR_METHOD_NOTIFIES;
        for (size_t j = 0; j < sizeof skipped / sizeof *skipped; j++)
            skip = skip || strcmp(skipped[j], method->name) == 0;
        if (!skip)
            try(session, method->name,
                method->flags & ONR_METHOD_ANALYSIS ? of_place(session) : of_draft(session));
    }
}

static void hold(struct session *session, const struct onr_document *document)
{
    printf("%-40s %12s  %6s\n", "request", "time", "count");
    try(session, "initialize", json_loads(initialize, 0, NULL));
    try(session, "textDocument/didOpen",
        json_pack("{s:{s:s, s:s, s:i, s:s%}}", "textDocument", "uri", session->uri, "languageId",
                  document->format, "version", 1, "text", document->bytes, document->length));
    if (session->server.draft_count == 0) {
        printf("the draft could not be opened\n");
        session->failures++;
        return;
    }
    try_all(session);
    try(session, "textDocument/didClose", of_draft(session));
    try(session, "shutdown", NULL);
}

/* An editor hands on UTF-8, whatever the file has; a session with other bytes would try nothing. */
static bool is_text(const char *path, const struct onr_document *document)
{
    struct onr_options options = {.format = document->format};
    struct onr_error error = {0};
    struct onr_analysis *analysis =
        onr_analyze(document->bytes, document->length, &options, &error);
    onr_analysis_free(analysis);
    if (!analysis && error.code == ONR_EENCODING)
        fprintf(stderr, "onrecord: %s: byte %llu: this is no UTF-8 text; save a copy as UTF-8 to try it "
                        "(onrecord check tells what it seems to be)\n",
                path, (unsigned long long)error.offset);
    return analysis || error.code != ONR_EENCODING;
}

int onr_lsp_check(const char *path)
{
    struct onr_document document;
    struct onr_problem problem;
    struct onr_reading reading = {0};
    struct session session = {.failures = 0};
    if (onr_document_read(&document, path, &reading, &problem) != 0) {
        fprintf(stderr, "onrecord: %s: %s\n", path, problem.text);
        return EXIT_FILE;
    }
    if (!is_text(path, &document)) {
        onr_document_free(&document);
        return EXIT_FILE;
    }
    onr_server_open(&session.server, -1, -1);
    session.server.log = stderr;
    session.uri = onr_uri_of_path(path);
    if (session.uri)
        hold(&session, &document);
    free(session.uri);
    onr_server_close(&session.server);
    onr_document_free(&document);
    if (session.failures)
        printf("%u of these failed\n", session.failures);
    return session.failures ? EXIT_FILE : 0;
}
