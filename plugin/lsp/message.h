/* JSON-RPC 2.0: what a body is, and the bodies of answers. */
#ifndef ONR_LSP_MESSAGE_H
#define ONR_LSP_MESSAGE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum onr_rpc_code {
    ONR_RPC_PARSE_ERROR = -32700,
    ONR_RPC_INVALID_REQUEST = -32600,
    ONR_RPC_METHOD_NOT_FOUND = -32601,
    ONR_RPC_INVALID_PARAMS = -32602,
    ONR_RPC_INTERNAL_ERROR = -32603,
    ONR_RPC_NOT_INITIALIZED = -32002,
    ONR_RPC_REQUEST_FAILED = -32803,
    ONR_RPC_CONTENT_MODIFIED = -32801,
    ONR_RPC_REQUEST_CANCELLED = -32800,
};

enum onr_message_kind {
    ONR_MESSAGE_REQUEST,      /* wants an answer */
    ONR_MESSAGE_NOTIFICATION, /* wants none */
    ONR_MESSAGE_RESPONSE,     /* is one */
};

/* A message taken apart. All but root is borrowed from it. */
struct onr_message {
    enum onr_message_kind kind;
    json_t *root;       /* the whole; owned */
    const char *method; /* NULL for a response */
    json_t *id;         /* number or string; NULL for a notification */
    json_t *params;     /* object or array; NULL where there are none */
    size_t length;      /* bytes it came in */
};

/* What is wrong with a request. Owned by the caller. */
struct onr_fault {
    int code;       /* an onr_rpc_code; 0 where nothing is wrong */
    char text[240]; /* what it is */
};

__attribute__((format(printf, 3, 4))) void onr_fault_set(struct onr_fault *fault, int code,
                                                         const char *format, ...);

/*
 * Takes a body apart. On success returns 0 and the caller calls onr_message_free; else returns -1
 * with fault filled, and *id owned by the caller: that of the faulty request, null where there is
 * none.
 */
int onr_message_read(struct onr_message *message, const char *body, size_t length, json_t **id,
                     struct onr_fault *fault);
void onr_message_free(struct onr_message *message);

/* New bodies. Each takes over result and params, which may be NULL where memory ran out. */
json_t *onr_message_result(json_t *id, json_t *result);
json_t *onr_message_error(json_t *id, const struct onr_fault *fault);
json_t *onr_message_notify(const char *method, json_t *params);
json_t *onr_message_request(json_int_t id, const char *method, json_t *params);

#endif
