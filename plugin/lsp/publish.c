/* Diagnostics that are sent without being asked for, and the news that they are to be asked for. */
#include "lsp/diagnostics.h"
#include "lsp/server.h"

#define MOST_SKIPPED 3 /* times that newer text may keep diagnostics from being sent */
#define HELD 2000      /* milliseconds without typing after which nothing is held back */

static int64_t release_of(const struct onr_draft *draft)
{
    return draft->typed_at + HELD;
}

int onr_server_hold_left(const struct onr_server *server)
{
    int64_t least = -1;
    int64_t now = onr_server_now();
    for (size_t i = 0; i < server->draft_count; i++) {
        int64_t left = release_of(server->drafts[i]) - now;
        if (server->drafts[i]->holds && (least < 0 || left < least))
            least = left > 0 ? left : 0;
    }
    return (int)least;
}

void onr_server_refresh(struct onr_server *server, struct onr_draft *draft)
{
    if (draft)
        draft->unpublished = true;
    if (server->life != ONR_LIFE_STARTED)
        return;
    if (server->client.pulls && server->client.refresh_diagnostics)
        onr_server_ask(server, "workspace/diagnostic/refresh", NULL, NULL, NULL);
    if (server->client.refresh_tokens)
        onr_server_ask(server, "workspace/semanticTokens/refresh", NULL, NULL, NULL);
    if (server->client.refresh_lenses)
        onr_server_ask(server, "workspace/codeLens/refresh", NULL, NULL, NULL);
    if (server->client.refresh_hints)
        onr_server_ask(server, "workspace/inlayHint/refresh", NULL, NULL, NULL);
}

static void release(struct onr_server *server, struct onr_draft *draft)
{
    draft->caret = -1;
    draft->holds = false;
    draft->unpublished = true;
    if (server->client.pulls && server->client.refresh_diagnostics)
        onr_server_ask(server, "workspace/diagnostic/refresh", NULL, NULL, NULL);
}

/*
 * The analysis is made; where newer text has come meanwhile, that is analyzed first, but not for
 * ever.
 */
static void publish(struct onr_server *server, struct onr_draft *draft)
{
    draft->unpublished = false;
    if (server->client.pulls)
        return;
    onr_server_analysis(server, draft);
    onr_server_listen(server, 0);
    if (draft->skipped < MOST_SKIPPED && onr_server_change_waits(server, draft->uri)) {
        draft->skipped++;
        draft->unpublished = true;
        return;
    }
    draft->skipped = 0;
    onr_server_notify(server, "textDocument/publishDiagnostics",
                      json_pack("{s:s, s:I, s:o}", "uri", draft->uri, "version",
                                (json_int_t)draft->version, "diagnostics",
                                onr_diagnostics(server, draft)));
}

bool onr_server_publish_next(struct onr_server *server)
{
    int64_t now = onr_server_now();
    if (server->life != ONR_LIFE_STARTED)
        return false;
    for (size_t i = 0; i < server->draft_count; i++) {
        struct onr_draft *draft = server->drafts[i];
        if (draft->holds && release_of(draft) <= now)
            release(server, draft);
        if (!draft->unpublished)
            continue;
        publish(server, draft);
        return true;
    }
    return false;
}
