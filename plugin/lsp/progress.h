/* Progress of work on the whole workspace, under the token the client gave for it. */
#ifndef ONR_LSP_PROGRESS_H
#define ONR_LSP_PROGRESS_H

#include "lsp/server.h"

struct onr_progress {
    struct onr_server *server;
    const json_t *token; /* borrowed from the request; NULL where the client gave none */
    unsigned count;      /* drafts so far */
    int64_t told_at;     /* when it was told last, in milliseconds */
};

void onr_progress_begin(struct onr_progress *progress, const struct onr_request *request,
                        const char *title);
/* Tells which draft is next, some times a second. */
void onr_progress_tell(struct onr_progress *progress, const char *path);
/* Whether the user stopped it. */
bool onr_progress_cancelled(struct onr_progress *progress);
void onr_progress_end(struct onr_progress *progress);

#endif
