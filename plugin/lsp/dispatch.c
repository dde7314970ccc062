/* From a message to its handler, and from what that returns to an answer. */
#include <stdlib.h>
#include <string.h>

#include "lsp/params.h"
#include "lsp/server.h"

static void answer(struct onr_server *server, json_t *id, json_t *result,
                   const struct onr_fault *fault)
{
    onr_server_send(server,
                    result ? onr_message_result(id, result) : onr_message_error(id, fault));
}

static void take_answer(struct onr_server *server, const struct onr_message *message)
{
    for (size_t i = 0; i < server->pending_count; i++) {
        struct onr_pending pending = server->pending[i];
        if (!json_is_integer(message->id) || json_integer_value(message->id) != pending.id)
            continue;
        server->pending[i] = server->pending[--server->pending_count];
        if (pending.answer)
            pending.answer(server, json_object_get(message->root, "result"), pending.context);
        free(pending.context);
        return;
    }
    onr_server_log(server, "an answer came to nothing that was asked");
}

/* Whether the server's life lets a method be handled; else fills the fault. */
static bool is_timely(const struct onr_server *server, const char *name,
                      const struct onr_method *method, struct onr_fault *fault)
{
    if (method && method->flags & ONR_METHOD_ALWAYS)
        return true;
    bool initialize = strcmp(name, "initialize") == 0;
    if (server->life == ONR_LIFE_NEW && !initialize)
        onr_fault_set(fault, ONR_RPC_NOT_INITIALIZED, "initialize comes first");
    else if (server->life == ONR_LIFE_STARTED && initialize)
        onr_fault_set(fault, ONR_RPC_INVALID_REQUEST, "initialize comes only once");
    else if (server->life >= ONR_LIFE_SHUT_DOWN)
        onr_fault_set(fault, ONR_RPC_INVALID_REQUEST, "after shutdown only exit comes");
    return fault->code == 0;
}

/* Finds what a row says a request needs. False where it fails, with or without a fault. */
static bool prepare(struct onr_request *request, const struct onr_method *method)
{
    if (method->flags & (ONR_METHOD_DRAFT | ONR_METHOD_ANALYSIS))
        request->draft = onr_param_draft(request);
    if (request->fault.code)
        return false;
    if (method->flags & ONR_METHOD_FRESH &&
        onr_server_change_waits(request->server, request->draft->uri)) {
        onr_fault_set(&request->fault, ONR_RPC_CONTENT_MODIFIED,
                      "the text has changed since this was asked");
        return false;
    }
    if (method->flags & ONR_METHOD_ANALYSIS)
        request->analysis = onr_server_analysis(request->server, request->draft);
    return !(method->flags & ONR_METHOD_ANALYSIS) || request->analysis;
}

static json_t *call(struct onr_request *request, const struct onr_method *method)
{
    struct onr_server *server = request->server;
    json_t *result;
    server->current = request;
    if (prepare(request, method))
        result = method->handle(request);
    else
        result = request->fault.code ? NULL : json_null();
    server->current = NULL;
    if (server->current_cancelled && request->id) {
        json_decref(result);
        result = NULL;
        onr_fault_set(&request->fault, ONR_RPC_REQUEST_CANCELLED, "it was cancelled");
    }
    server->current_cancelled = false;
    if (!result && !request->fault.code)
        onr_fault_set(&request->fault, ONR_RPC_INTERNAL_ERROR, "memory ran out");
    return result;
}

static void handle_request(struct onr_server *server, const struct onr_message *message,
                           const struct onr_method *method)
{
    struct onr_request request = {.server = server, .method = message->method,
                                  .id = message->id, .params = message->params};
    json_t *result = NULL;
    if (is_timely(server, message->method, method, &request.fault)) {
        if (method && !(method->flags & ONR_METHOD_NOTIFIES))
            result = call(&request, method);
        else
            onr_fault_set(&request.fault, ONR_RPC_METHOD_NOT_FOUND, "there is no method %.100s",
                          message->method);
    }
    answer(server, message->id, result, &request.fault);
}

static void handle_notification(struct onr_server *server, const struct onr_message *message,
                                const struct onr_method *method)
{
    struct onr_request request = {.server = server, .method = message->method,
                                  .params = message->params};
    if (!method || !(method->flags & ONR_METHOD_NOTIFIES)) {
        if (strncmp(message->method, "$/", 2) != 0)
            onr_server_log(server, "nothing is done with %.100s", message->method);
        return;
    }
    if (!is_timely(server, message->method, method, &request.fault))
        return;
    json_decref(call(&request, method));
    if (request.fault.code != 0 && request.fault.code != ONR_RPC_INTERNAL_ERROR)
        onr_server_log(server, "%s: %s", message->method, request.fault.text);
}

json_t *onr_server_call(struct onr_server *server, const char *name, json_t *params,
                        struct onr_fault *fault)
{
    struct onr_request request = {.server = server, .method = name, .params = params};
    const struct onr_method *method = onr_method_find(name);
    json_t *result = method ? call(&request, method) : NULL;
    *fault = request.fault;
    return result;
}

static void trace(struct onr_server *server, const struct onr_message *message, int64_t began)
{
    char text[200];
    if (server->trace == ONR_TRACE_OFF || message->kind == ONR_MESSAGE_RESPONSE)
        return;
    snprintf(text, sizeof text, "%.120s took %lld ms", message->method,
             (long long)(onr_server_now() - began));
    json_t *params = json_pack("{s:s}", "message", text);
    char *verbose = server->trace == ONR_TRACE_VERBOSE && message->params
                        ? json_dumps(message->params, JSON_COMPACT)
                        : NULL;
    if (verbose)
        json_object_set_new(params, "verbose", json_string(verbose));
    free(verbose);
    onr_server_notify(server, "$/logTrace", params);
}

void onr_server_handle(struct onr_server *server, const struct onr_message *message,
                       bool cancelled)
{
    static const struct onr_fault unwanted = {ONR_RPC_REQUEST_CANCELLED, "it was cancelled"};
    int64_t began = onr_server_now();
    if (message->kind == ONR_MESSAGE_RESPONSE) {
        take_answer(server, message);
        return;
    }
    const struct onr_method *method = onr_method_find(message->method);
    if (cancelled)
        answer(server, message->id, NULL, &unwanted);
    else if (message->kind == ONR_MESSAGE_REQUEST)
        handle_request(server, message, method);
    else
        handle_notification(server, message, method);
    trace(server, message, began);
}
