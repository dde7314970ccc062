/* The folders of the workspace and the drafts in them. */
#ifndef ONR_LSP_WORKSPACE_H
#define ONR_LSP_WORKSPACE_H

#include "lsp/server.h"

/* Takes the folders initialize names. */
void onr_workspace_begin(struct onr_server *server, const json_t *params);
/* Asks the client to watch files and to tell of settings, where it can. */
void onr_workspace_register(struct onr_server *server);
/* Whether drafts of a folder that are not open are to be checked: it says so, or the settings. */
bool onr_workspace_wanted(const struct onr_server *server, const char *folder);

/* A draft as it lies on disk, owned by the caller; NULL, and logged, where it cannot be read. */
struct onr_draft *onr_workspace_read(struct onr_server *server, const char *path,
                                     const char *uri);

#endif
