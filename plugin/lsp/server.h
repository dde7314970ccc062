/* The server: what it knows of its client, the drafts that are open, the messages that wait. */
#ifndef ONR_LSP_SERVER_H
#define ONR_LSP_SERVER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "lsp/draft.h"
#include "lsp/lsp.h"
#include "lsp/message.h"
#include "lsp/transport.h"

struct onr_server;
struct onr_request;

/* What the client said it can do. */
struct onr_client {
    bool pulls;             /* asks for diagnostics: then none are pushed */
    bool versions;          /* takes the version of the text with pushed diagnostics */
    bool related;           /* related places of a diagnostic */
    bool code_description;  /* a link to the rule */
    bool tags;              /* what a finding makes superfluous may be shown faded */
    bool data;              /* data of a diagnostic come back with code actions */
    bool markdown;          /* hover text may be Markdown */
    bool completion_markdown; /* and so may what is told of completions */
    bool snippets;          /* completions may be snippets */
    bool tree;              /* symbols may lie in symbols */
    bool versioned_edits;   /* edits may name the version they are for */
    bool annotations;       /* edits may be explained */
    bool action_literals;   /* code actions may be more than commands */
    bool action_resolve;    /* their edits may come later */
    bool action_preferred;  /* the best may be marked */
    bool line_folding;      /* folds whole lines only */
    bool progress;          /* can show the progress of work the server begins */
    bool configuration;     /* can be asked for settings */
    bool settings_dynamic;  /* tells when they change, if asked to */
    bool watch_dynamic;     /* watches files for the server, if asked to */
    bool folders;           /* has workspace folders that come and go */
    bool refresh_diagnostics; /* can be told to ask for diagnostics again */
    bool refresh_tokens;    /* … for semantic tokens */
    bool refresh_lenses;    /* … for code lenses */
    bool refresh_hints;     /* … for inlay hints */
    bool show_document;     /* opens a document in the editor */
};

/* What is done with the answer to a request of the server's own. result is NULL for an error. */
typedef void onr_answer(struct onr_server *server, json_t *result, char *context);

struct onr_pending {
    json_int_t id;      /* of the request */
    onr_answer *answer; /* NULL where nothing is done with it */
    char *context;      /* owned; may be NULL */
};

/* A message that waits. */
struct onr_waiting {
    struct onr_message message; /* owned */
    bool cancelled;             /* the client no longer wants the answer */
};

enum onr_life { ONR_LIFE_NEW, ONR_LIFE_STARTED, ONR_LIFE_SHUT_DOWN, ONR_LIFE_OVER };
enum onr_trace { ONR_TRACE_OFF, ONR_TRACE_MESSAGES, ONR_TRACE_VERBOSE };

struct onr_server {
    struct onr_transport transport;
    enum onr_life life;
    bool shut_down;                /* shutdown came */
    enum onr_trace trace;          /* what the client wants to be told of */
    bool log_messages;             /* whole messages go to the log */
    FILE *log;                     /* NULL for none */
    long parent;                   /* process that ends the server by ending; 0 for none */
    struct onr_client client;
    enum onr_units units;          /* of positions */
    struct onr_lsp_settings settings;  /* of drafts without settings of their own */
    char **folders;                /* paths of the workspace's folders; owned */
    size_t folder_count;           /* how many */
    struct onr_draft **drafts;     /* open ones; owned */
    size_t draft_count;            /* how many */
    struct onr_waiting *queue;     /* messages that wait, a ring; owned */
    size_t queue_first;            /* index of the next */
    size_t queue_count;            /* how many */
    size_t queue_capacity;         /* how many there is room for */
    size_t queue_bytes;            /* bytes they came in */
    struct onr_pending *pending;   /* requests that wait for the client; owned */
    size_t pending_count;          /* how many */
    json_int_t next_id;            /* of such requests */
    uint64_t clock;                /* counts uses of analyses */
    const struct onr_request *current; /* the request in hand; NULL between them */
    bool current_cancelled;        /* it is no longer wanted */
    char *pages;                   /* folder of the rules' pages; NULL until it is needed; owned */
    struct onr_configs *configs;   /* project files that were read; owned */
    int64_t configured;            /* when; tells results under one state of them from others */
    bool *pages_made;              /* for each rule whether its page is there; owned */
    json_t *symbols;               /* sources of drafts on disk, by path; NULL until asked for */
};

/* A request or a notification while it is handled. All borrowed. */
struct onr_request {
    struct onr_server *server;
    const char *method;
    json_t *id;                          /* NULL for a notification */
    json_t *params;                      /* NULL where there are none */
    struct onr_draft *draft;             /* that it names, where its row says it does */
    const struct onr_analysis *analysis; /* of the draft, where its row says so */
    struct onr_fault fault;              /* filled where it cannot be answered */
};

/*
 * Answers a request: a new value, or NULL with the fault filled. What a notification returns is
 * dropped.
 */
typedef json_t *onr_handler(struct onr_request *request);

enum onr_method_flag {
    ONR_METHOD_NOTIFIES = 1 << 0, /* is a notification */
    ONR_METHOD_DRAFT = 1 << 1,    /* names an open draft in params.textDocument */
    ONR_METHOD_ANALYSIS = 1 << 2, /* and wants it analyzed; null is answered where it cannot be */
    ONR_METHOD_FRESH = 1 << 3,    /* is of no use once the text has changed */
    ONR_METHOD_ALWAYS = 1 << 4,   /* is taken before initialize and after shutdown, too */
};

/* One row of the table of methods. */
struct onr_method {
    const char *name;
    onr_handler *handle;
    unsigned flags;                                   /* onr_method_flag bits */
    const char *capability;                           /* what initialize announces; NULL for none */
    json_t *(*options)(const struct onr_server *server); /* with which value; NULL for true */
};

/* The row by index, or NULL past the last; by name, or NULL. Static. */
const struct onr_method *onr_method_at(size_t index);
const struct onr_method *onr_method_find(const char *name);

/* Begins a server; its caller calls onr_server_close. */
void onr_server_open(struct onr_server *server, int in, int out);
void onr_server_close(struct onr_server *server);
/* Serves until the end. Returns the exit status. */
int onr_server_run(struct onr_server *server);
/* Takes what came in into the queue, waiting up to so many milliseconds for it. */
void onr_server_listen(struct onr_server *server, int milliseconds);
/* Handles one message and answers it. */
void onr_server_handle(struct onr_server *server, const struct onr_message *message,
                       bool cancelled);
/* What a request would be answered. New; NULL with the fault filled. */
json_t *onr_server_call(struct onr_server *server, const char *method, json_t *params,
                        struct onr_fault *fault);
/* Whether the request in hand is no longer wanted: long work asks now and then. */
bool onr_server_cancelled(struct onr_server *server);
/* Whether the user stopped the work that a token stands for. */
bool onr_server_progress_cancelled(const struct onr_server *server, const json_t *token);
/* Whether a change of a draft waits to be handled. */
bool onr_server_change_waits(const struct onr_server *server, const char *uri);

/* Sends. Each takes over what it is given. */
void onr_server_send(struct onr_server *server, json_t *body);
void onr_server_notify(struct onr_server *server, const char *method, json_t *params);
void onr_server_ask(struct onr_server *server, const char *method, json_t *params,
                    onr_answer *answer, char *context);
/* A message the user is shown: type 1 error, 2 warning, 3 info. */
__attribute__((format(printf, 3, 4))) void onr_server_show(struct onr_server *server, int type,
                                                           const char *format, ...);
/* A line of the log. */
__attribute__((format(printf, 2, 3))) void onr_server_log(struct onr_server *server,
                                                          const char *format, ...);

/* The open draft of a URI, or NULL. */
struct onr_draft *onr_server_draft(const struct onr_server *server, const char *uri);
/* The analysis of a draft; memory for those not used lately is given back. NULL where none is. */
const struct onr_analysis *onr_server_analysis(struct onr_server *server, struct onr_draft *draft);
/* Milliseconds of a clock that only goes forward. */
int64_t onr_server_now(void);

/* Sends the diagnostics of one draft that waits for them. Returns whether there was one. */
bool onr_server_publish_next(struct onr_server *server);
/* Milliseconds until diagnostics are to be sent that were held back; -1 where there are none. */
int onr_server_hold_left(const struct onr_server *server);
/* Has diagnostics of a draft, which may be NULL, sent or asked for anew. */
void onr_server_refresh(struct onr_server *server, struct onr_draft *draft);

#endif
