#include "lsp/message.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void onr_fault_set(struct onr_fault *fault, int code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    fault->code = code;
}

/* The number of a \u escape at a byte, or -1 where there is none. */
static long escape_at(const char *at, const char *end)
{
    long number = 0;
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return -1;
    for (int i = 2; i < 6; i++) {
        int c = tolower((unsigned char)at[i]);
        if (!isxdigit(c))
            return -1;
        number = number * 16 + (isdigit(c) ? c - '0' : c - 'a' + 10);
    }
    return number;
}

static bool is_high(long unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(long unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

/*
 * Halves of surrogate pairs that stand alone, which some editors send, become U+FFFD: one unit as
 * before, so that positions stay. Returns whether there were any.
 */
static bool mend_surrogates(char *bytes, size_t length)
{
    bool any = false;
    char *end = bytes + length;
    for (char *at = bytes; at < end; at++) {
        if (*at != '\\')
            continue;
        long unit = escape_at(at, end);
        if (is_high(unit) && is_low(escape_at(at + 6, end))) {
            at += 11;
        } else if (is_high(unit) || is_low(unit)) {
            memcpy(at + 2, "fffd", 4);
            any = true;
            at += 5;
        } else {
            at++; /* what is escaped is no beginning of an escape */
        }
    }
    return any;
}

static json_t *parse(const char *body, size_t length, json_error_t *error)
{
    json_t *root = json_loadb(body, length, JSON_ALLOW_NUL | JSON_DECODE_ANY, error);
    if (root || !memchr(body, '\\', length))
        return root;
    char *copy = malloc(length);
    if (copy)
        memcpy(copy, body, length);
    if (copy && mend_surrogates(copy, length))
        root = json_loadb(copy, length, JSON_ALLOW_NUL | JSON_DECODE_ANY, error);
    free(copy);
    return root;
}

static bool is_id(const json_t *id)
{
    return json_is_string(id) || json_is_integer(id) || json_is_real(id);
}

/* What is wrong with an object as a message; NULL where nothing is. */
static const char *find_fault(const json_t *root)
{
    const char *version = json_string_value(json_object_get(root, "jsonrpc"));
    const json_t *method = json_object_get(root, "method");
    const json_t *id = json_object_get(root, "id");
    const json_t *params = json_object_get(root, "params");
    if (json_is_array(root))
        return "batches of messages are not part of the protocol; send them one by one";
    if (!json_is_object(root))
        return "a message is an object";
    if (!version || strcmp(version, "2.0") != 0)
        return "a message says \"jsonrpc\": \"2.0\"";
    if (method && !json_is_string(method))
        return "a method is named by a string";
    if (method && id && !is_id(id))
        return "the id of a request is a number or a string";
    if (params && !json_is_object(params) && !json_is_array(params) && !json_is_null(params))
        return "params are an object or an array";
    if (!method && !json_object_get(root, "result") && !json_object_get(root, "error"))
        return "a message has a method, or it is the answer to a request";
    return NULL;
}

static void fill(struct onr_message *message, json_t *root)
{
    json_t *params = json_object_get(root, "params");
    message->root = root;
    message->method = json_string_value(json_object_get(root, "method"));
    message->id = json_object_get(root, "id");
    message->params = json_is_null(params) ? NULL : params;
    message->kind = !message->method ? ONR_MESSAGE_RESPONSE
                    : message->id    ? ONR_MESSAGE_REQUEST
                                     : ONR_MESSAGE_NOTIFICATION;
}

int onr_message_read(struct onr_message *message, const char *body, size_t length, json_t **id,
                     struct onr_fault *fault)
{
    json_error_t error;
    json_t *root = parse(body, length, &error);
    *message = (struct onr_message){.length = length};
    if (!root) {
        onr_fault_set(fault, ONR_RPC_PARSE_ERROR, "a message is no JSON: %s, at byte %d",
                      error.text, error.position);
        *id = json_null();
        return -1;
    }
    const char *why = find_fault(root);
    if (why) {
        json_t *given = json_object_get(root, "id");
        *id = is_id(given) ? json_incref(given) : json_null();
        onr_fault_set(fault, ONR_RPC_INVALID_REQUEST, "%s", why);
        json_decref(root);
        return -1;
    }
    fill(message, root);
    return 0;
}

void onr_message_free(struct onr_message *message)
{
    json_decref(message->root);
    *message = (struct onr_message){0};
}

json_t *onr_message_result(json_t *id, json_t *result)
{
    return json_pack("{s:s, s:O, s:o}", "jsonrpc", "2.0", "id", id, "result", result);
}

json_t *onr_message_error(json_t *id, const struct onr_fault *fault)
{
    return json_pack("{s:s, s:O, s:{s:i, s:s}}", "jsonrpc", "2.0", "id", id, "error", "code",
                     fault->code, "message", fault->text);
}

json_t *onr_message_notify(const char *method, json_t *params)
{
    return json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method, "params", params);
}

json_t *onr_message_request(json_int_t id, const char *method, json_t *params)
{
    if (!params)
        return json_pack("{s:s, s:I, s:s}", "jsonrpc", "2.0", "id", id, "method", method);
    return json_pack("{s:s, s:I, s:s, s:o}", "jsonrpc", "2.0", "id", id, "method", method,
                     "params", params);
}
