/* Settings: what the client sends, what it is asked for, and where they come together. */
#ifndef ONR_LSP_SETTINGS_H
#define ONR_LSP_SETTINGS_H

#include "lsp/server.h"

/*
 * Takes over what an object of settings says, with or without "onrecord" around it. A value that
 * cannot be used is told to the user, and what was set before stays.
 */
void onr_lsp_settings_read(struct onr_server *server, struct onr_lsp_settings *settings,
                       const json_t *value);
/* Settles the settings of a draft that was opened: the server's, and the client is asked. */
void onr_lsp_settings_begin(struct onr_server *server, struct onr_draft *draft);
/* Has project files read anew where settings are next settled. */
void onr_lsp_settings_forget_files(struct onr_server *server);
/* The settings of a draft that is not open, as for one that is. */
void onr_lsp_settings_of_file(struct onr_server *server, struct onr_draft *draft);
/* Settles those of all drafts anew. */
void onr_lsp_settings_renew(struct onr_server *server);

#endif
