/*
 * What the server can do: one file a feature, which stands in the table of methods.c by the names
 * of the protocol. README.md tells how to add one.
 */
#ifndef ONR_LSP_FEATURES_H
#define ONR_LSP_FEATURES_H

#include "lsp/params.h"
#include "lsp/server.h"

typedef json_t *onr_options_of_method(const struct onr_server *server);

/* lifecycle.c */
onr_handler onr_lsp_initialize, onr_lsp_initialized, onr_lsp_shutdown, onr_lsp_exit,
    onr_lsp_set_trace, onr_lsp_nothing;
/* sync.c */
onr_handler onr_lsp_did_open, onr_lsp_did_change, onr_lsp_did_save, onr_lsp_did_close, onr_lsp_did_rename_files;
onr_options_of_method onr_lsp_sync_options;
/* pull.c */
onr_handler onr_lsp_diagnostic, onr_lsp_workspace_diagnostic;
onr_options_of_method onr_lsp_diagnostic_options;
/* tokens.c */
onr_handler onr_lsp_tokens_full, onr_lsp_tokens_delta, onr_lsp_tokens_range, onr_lsp_ranges;
onr_options_of_method onr_lsp_tokens_options;
/* hover.c */
onr_handler onr_lsp_hover;
/* report.c */
onr_handler onr_lsp_report, onr_lsp_sources, onr_lsp_explain;
/* lens.c, hints.c */
onr_handler onr_lsp_code_lens, onr_lsp_inlay_hint, onr_lsp_inlay_hint_resolve;
onr_options_of_method onr_lsp_lens_options, onr_lsp_hint_options;
/* symbols.c, workspace_symbols.c, navigate.c */
onr_handler onr_lsp_workspace_symbol;
onr_options_of_method onr_lsp_workspace_symbol_options;
onr_handler onr_lsp_document_symbol, onr_lsp_definition, onr_lsp_references,
    onr_lsp_document_highlight;
/* rename.c */
onr_handler onr_lsp_prepare_rename, onr_lsp_rename;
onr_options_of_method onr_lsp_rename_options;
/* folding.c, selection.c, links.c */
onr_handler onr_lsp_folding_range, onr_lsp_selection_range, onr_lsp_document_link;
onr_options_of_method onr_lsp_link_options;
/* completion.c */
onr_handler onr_lsp_completion, onr_lsp_completion_resolve;
onr_options_of_method onr_lsp_completion_options;
/* actions.c, commands.c */
onr_handler onr_lsp_code_action, onr_lsp_code_action_resolve, onr_lsp_execute_command;
onr_options_of_method onr_lsp_action_options, onr_lsp_command_options;
/* settings.c, workspace.c */
onr_handler onr_lsp_did_change_configuration, onr_lsp_did_change_folders,
    onr_lsp_did_change_watched_files;
onr_options_of_method onr_lsp_workspace_options;

#endif
