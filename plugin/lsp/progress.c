#include "lsp/progress.h"

#include <string.h>

#define EVERY 100 /* milliseconds between two messages */

static void tell(struct onr_progress *progress, json_t *value)
{
    onr_server_notify(progress->server, "$/progress",
                      json_pack("{s:O, s:o}", "token", progress->token, "value", value));
}

void onr_progress_begin(struct onr_progress *progress, const struct onr_request *request,
                        const char *title)
{
    *progress = (struct onr_progress){
        .server = request->server,
        .token = json_object_get(request->params, "workDoneToken"),
    };
    if (progress->token)
        tell(progress, json_pack("{s:s, s:s, s:b}", "kind", "begin", "title", title, "cancellable",
                                 1));
}

void onr_progress_tell(struct onr_progress *progress, const char *path)
{
    int64_t now = onr_server_now();
    const char *name = strrchr(path, '/');
    progress->count++;
    if (!progress->token || now - progress->told_at < EVERY)
        return;
    progress->told_at = now;
    tell(progress, json_pack("{s:s, s:o}", "kind", "report", "message",
                             json_sprintf("%u: %s", progress->count, name ? name + 1 : path)));
}

bool onr_progress_cancelled(struct onr_progress *progress)
{
    return progress->token && onr_server_progress_cancelled(progress->server, progress->token);
}

void onr_progress_end(struct onr_progress *progress)
{
    if (progress->token)
        tell(progress, json_pack("{s:s, s:o}", "kind", "end", "message",
                                 json_sprintf("%u drafts", progress->count)));
}
