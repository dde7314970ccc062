#include "lsp/server.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "config/config.h"
#include "lsp/uri.h"

#define LONGEST_QUEUE 4096u              /* messages taken in before any is handled */
#define LARGEST_QUEUE ((size_t)64 << 20) /* bytes of them */
#define PARENT_EVERY 2000                /* milliseconds between two looks for the parent */
#define KEPT_BYTES ((uint64_t)4 << 20)   /* of text whose analyses are kept beside the newest */

int64_t onr_server_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void onr_server_open(struct onr_server *server, int in, int out)
{
    memset(server, 0, sizeof *server);
    onr_transport_open(&server->transport, in, out);
    onr_lsp_settings_init(&server->settings);
    server->next_id = 1;
}

static struct onr_waiting *waiting_at(const struct onr_server *server, size_t index)
{
    return &server->queue[(server->queue_first + index) % server->queue_capacity];
}

void onr_server_close(struct onr_server *server)
{
    for (size_t i = 0; i < server->queue_count; i++)
        onr_message_free(&waiting_at(server, i)->message);
    for (size_t i = 0; i < server->pending_count; i++)
        free(server->pending[i].context);
    for (size_t i = 0; i < server->draft_count; i++)
        onr_draft_free(server->drafts[i]);
    for (size_t i = 0; i < server->folder_count; i++)
        free(server->folders[i]);
    free(server->queue);
    free(server->pending);
    free(server->drafts);
    free(server->folders);
    free(server->pages);
    free(server->pages_made);
    json_decref(server->symbols);
    onr_lsp_settings_free(&server->settings);
    onr_configs_free(server->configs); /* after the drafts, whose analyses use its policies */
    onr_transport_close(&server->transport);
}

void onr_server_log(struct onr_server *server, const char *format, ...)
{
    va_list arguments;
    struct timespec time;
    if (!server->log)
        return;
    clock_gettime(CLOCK_REALTIME, &time);
    fprintf(server->log, "%lld.%03ld onrecord: ", (long long)time.tv_sec, time.tv_nsec / 1000000);
    va_start(arguments, format);
    vfprintf(server->log, format, arguments);
    va_end(arguments);
    fputc('\n', server->log);
    fflush(server->log);
}

void onr_server_send(struct onr_server *server, json_t *body)
{
    char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
    json_decref(body);
    if (!text) {
        onr_server_log(server, "memory ran out while a message was written");
        return;
    }
    if (server->log_messages)
        onr_server_log(server, "--> %s", text);
    if (onr_transport_send(&server->transport, text, strlen(text)) != 0)
        onr_server_log(server, "the client can no longer be written to");
    free(text);
}

void onr_server_notify(struct onr_server *server, const char *method, json_t *params)
{
    onr_server_send(server, onr_message_notify(method, params));
}

void onr_server_ask(struct onr_server *server, const char *method, json_t *params,
                    onr_answer *answer, char *context)
{
    struct onr_pending *pending =
        realloc(server->pending, (server->pending_count + 1) * sizeof *pending);
    if (!pending) {
        json_decref(params);
        free(context);
        return;
    }
    server->pending = pending;
    pending[server->pending_count++] = (struct onr_pending){server->next_id, answer, context};
    onr_server_send(server, onr_message_request(server->next_id++, method, params));
}

void onr_server_show(struct onr_server *server, int type, const char *format, ...)
{
    char text[4096]; /* all that is wrong in a configuration */
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    onr_server_log(server, "%s", text);
    onr_server_notify(server, "window/showMessage",
                      json_pack("{s:i, s:s}", "type", type, "message", text));
}

/* ---- Drafts ------------------------------------------------------------------------------------ */

struct onr_draft *onr_server_draft(const struct onr_server *server, const char *uri)
{
    for (size_t i = 0; i < server->draft_count; i++)
        if (onr_uri_same(server->drafts[i]->uri, uri))
            return server->drafts[i];
    return NULL;
}

/* Gives back analyses, the longest unused first, until what is kept is bounded. */
static void trim(struct onr_server *server, const struct onr_draft *newest)
{
    for (;;) {
        struct onr_draft *oldest = NULL;
        uint64_t kept = 0;
        for (size_t i = 0; i < server->draft_count; i++) {
            struct onr_draft *draft = server->drafts[i];
            if (draft == newest || !draft->analysis)
                continue;
            kept += draft->length;
            if (!oldest || draft->used < oldest->used)
                oldest = draft;
        }
        if (kept <= KEPT_BYTES || !oldest)
            return;
        onr_draft_forget(oldest);
    }
}

const struct onr_analysis *onr_server_analysis(struct onr_server *server, struct onr_draft *draft)
{
    bool made = draft->stale;
    draft->used = ++server->clock;
    const struct onr_analysis *analysis = onr_draft_analysis(draft);
    if (made)
        trim(server, draft);
    if (made && !analysis)
        onr_server_log(server, "%s cannot be analyzed: %s", draft->uri, draft->error.text);
    return analysis;
}

/* ---- The queue --------------------------------------------------------------------------------- */

static bool grow_queue(struct onr_server *server)
{
    size_t capacity = server->queue_capacity * 2 + 16;
    struct onr_waiting *queue = malloc(capacity * sizeof *queue);
    if (!queue)
        return false;
    for (size_t i = 0; i < server->queue_count; i++)
        queue[i] = *waiting_at(server, i);
    free(server->queue);
    server->queue = queue;
    server->queue_first = 0;
    server->queue_capacity = capacity;
    return true;
}

/* Marks a waiting request as no longer wanted, or the one in hand. */
static void cancel(struct onr_server *server, const json_t *id)
{
    if (server->current && server->current->id && json_equal(server->current->id, id))
        server->current_cancelled = true;
    for (size_t i = 0; i < server->queue_count; i++) {
        struct onr_waiting *waiting = waiting_at(server, i);
        if (waiting->message.kind == ONR_MESSAGE_REQUEST && json_equal(waiting->message.id, id))
            waiting->cancelled = true;
    }
}

static void append(struct onr_server *server, struct onr_message *message)
{
    bool notifies = message->kind == ONR_MESSAGE_NOTIFICATION;
    if (notifies && strcmp(message->method, "$/cancelRequest") == 0) {
        cancel(server, json_object_get(message->params, "id"));
        onr_message_free(message);
        return;
    }
    if (server->queue_count == server->queue_capacity && !grow_queue(server)) {
        onr_message_free(message);
        return;
    }
    server->queue_bytes += message->length;
    *waiting_at(server, server->queue_count++) = (struct onr_waiting){.message = *message};
}

static void refuse(struct onr_server *server, json_t *id, const struct onr_fault *fault)
{
    onr_server_log(server, "refused: %s", fault->text);
    onr_server_send(server, onr_message_error(id, fault));
}

/* Takes one body that came in. */
static void take(struct onr_server *server, const char *body, size_t length)
{
    struct onr_message message;
    struct onr_fault fault = {0};
    json_t *id = NULL;
    if (server->log_messages)
        onr_server_log(server, "<-- %.*s", (int)(length < 1 << 20 ? length : 1 << 20), body);
    if (onr_message_read(&message, body, length, &id, &fault) == 0) {
        append(server, &message);
        return;
    }
    if (fault.code == ONR_RPC_PARSE_ERROR)
        onr_transport_reject(&server->transport, length);
    refuse(server, id, &fault);
    json_decref(id);
}

static void take_all(struct onr_server *server)
{
    const char *body;
    size_t length;
    while (server->queue_count < LONGEST_QUEUE && server->queue_bytes < LARGEST_QUEUE) {
        enum onr_frame frame = onr_transport_next(&server->transport, &body, &length);
        struct onr_fault fault = {.code = ONR_RPC_PARSE_ERROR};
        if (frame == ONR_FRAME_NONE)
            return;
        if (frame == ONR_FRAME_MESSAGE) {
            take(server, body, length);
            continue;
        }
        snprintf(fault.text, sizeof fault.text, "%s", body);
        json_t *id = json_null();
        refuse(server, id, &fault);
    }
}

void onr_server_listen(struct onr_server *server, int milliseconds)
{
    if (server->queue_count < LONGEST_QUEUE && server->queue_bytes < LARGEST_QUEUE)
        onr_transport_read(&server->transport, milliseconds);
    take_all(server);
}

bool onr_server_cancelled(struct onr_server *server)
{
    onr_server_listen(server, 0);
    return server->current_cancelled;
}

bool onr_server_progress_cancelled(const struct onr_server *server, const json_t *token)
{
    for (size_t i = 0; i < server->queue_count; i++) {
        const struct onr_message *message = &waiting_at(server, i)->message;
        if (message->kind == ONR_MESSAGE_NOTIFICATION &&
            strcmp(message->method, "window/workDoneProgress/cancel") == 0 &&
            json_equal(json_object_get(message->params, "token"), token))
            return true;
    }
    return false;
}

bool onr_server_change_waits(const struct onr_server *server, const char *uri)
{
    for (size_t i = 0; i < server->queue_count; i++) {
        const struct onr_message *message = &waiting_at(server, i)->message;
        if (message->kind != ONR_MESSAGE_NOTIFICATION ||
            strcmp(message->method, "textDocument/didChange") != 0)
            continue;
        const char *other = json_string_value(
            json_object_get(json_object_get(message->params, "textDocument"), "uri"));
        if (other && onr_uri_same(other, uri))
            return true;
    }
    return false;
}

/* ---- The loop ---------------------------------------------------------------------------------- */

static bool parent_is_dead(const struct onr_server *server)
{
    return server->parent > 0 && kill((pid_t)server->parent, 0) != 0 && errno == ESRCH;
}

static void handle_next(struct onr_server *server)
{
    struct onr_waiting waiting = *waiting_at(server, 0);
    server->queue_first = (server->queue_first + 1) % server->queue_capacity;
    server->queue_count--;
    server->queue_bytes -= waiting.message.length;
    onr_server_handle(server, &waiting.message, waiting.cancelled);
    onr_message_free(&waiting.message);
}

static int patience(const struct onr_server *server)
{
    int hold = onr_server_hold_left(server);
    int parent = server->parent > 0 ? PARENT_EVERY : -1;
    if (hold < 0 || (parent >= 0 && parent < hold))
        return parent;
    return hold;
}

/*
 * Messages come first, then diagnostics of the newest text. So work begins at once, and text that
 * came while it ran is handled before any more is done for what it replaced.
 */
int onr_server_run(struct onr_server *server)
{
    while (server->life != ONR_LIFE_OVER && !server->transport.broken) {
        onr_server_listen(server, 0);
        if (server->queue_count) {
            handle_next(server);
        } else if (!onr_server_publish_next(server)) {
            if (server->transport.ended || parent_is_dead(server))
                break;
            onr_server_listen(server, patience(server));
        }
    }
    return server->shut_down ? 0 : 1;
}
