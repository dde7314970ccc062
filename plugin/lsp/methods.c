/* The table of methods: one row each. */
#include <string.h>

#include "lsp/features.h"

#define NOTIFIES ONR_METHOD_NOTIFIES
#define DRAFT ONR_METHOD_DRAFT
/* Answers that hold for one text alone. */
#define OF_TEXT (ONR_METHOD_DRAFT | ONR_METHOD_ANALYSIS | ONR_METHOD_FRESH)

static const struct onr_method methods[] = {
    {"initialize", onr_lsp_initialize, 0, NULL, NULL},
    {"initialized", onr_lsp_initialized, NOTIFIES, NULL, NULL},
    {"shutdown", onr_lsp_shutdown, 0, NULL, NULL},
    {"exit", onr_lsp_exit, NOTIFIES | ONR_METHOD_ALWAYS, NULL, NULL},
    {"$/setTrace", onr_lsp_set_trace, NOTIFIES, NULL, NULL},
    {"window/workDoneProgress/cancel", onr_lsp_nothing, NOTIFIES, NULL, NULL},
    {"textDocument/didOpen", onr_lsp_did_open, NOTIFIES, "textDocumentSync", onr_lsp_sync_options},
    {"textDocument/didChange", onr_lsp_did_change, NOTIFIES | DRAFT, NULL, NULL},
    {"textDocument/didSave", onr_lsp_did_save, NOTIFIES | DRAFT, NULL, NULL},
    {"textDocument/didClose", onr_lsp_did_close, NOTIFIES | DRAFT, NULL, NULL},
    {"workspace/didChangeConfiguration", onr_lsp_did_change_configuration, NOTIFIES, NULL, NULL},
    {"workspace/didChangeWorkspaceFolders", onr_lsp_did_change_folders, NOTIFIES, "workspace",
     onr_lsp_workspace_options},
    {"workspace/didChangeWatchedFiles", onr_lsp_did_change_watched_files, NOTIFIES, NULL, NULL},
    {"workspace/didRenameFiles", onr_lsp_did_rename_files, NOTIFIES, NULL, NULL},
    {"textDocument/diagnostic", onr_lsp_diagnostic, DRAFT | ONR_METHOD_FRESH,
     "diagnosticProvider", onr_lsp_diagnostic_options},
    {"workspace/diagnostic", onr_lsp_workspace_diagnostic, 0, NULL, NULL},
    {"textDocument/semanticTokens/full", onr_lsp_tokens_full, OF_TEXT, "semanticTokensProvider",
     onr_lsp_tokens_options},
    {"textDocument/semanticTokens/full/delta", onr_lsp_tokens_delta, OF_TEXT, NULL, NULL},
    {"textDocument/semanticTokens/range", onr_lsp_tokens_range, OF_TEXT, NULL, NULL},
    {"textDocument/hover", onr_lsp_hover, OF_TEXT, "hoverProvider", NULL},
    {"textDocument/codeLens", onr_lsp_code_lens, OF_TEXT, "codeLensProvider",
     onr_lsp_lens_options},
    {"textDocument/inlayHint", onr_lsp_inlay_hint, OF_TEXT, "inlayHintProvider",
     onr_lsp_hint_options},
    {"inlayHint/resolve", onr_lsp_inlay_hint_resolve, 0, NULL, NULL},
    {"textDocument/documentSymbol", onr_lsp_document_symbol, OF_TEXT, "documentSymbolProvider",
     NULL},
    {"workspace/symbol", onr_lsp_workspace_symbol, 0, "workspaceSymbolProvider",
     onr_lsp_workspace_symbol_options},
    {"textDocument/definition", onr_lsp_definition, OF_TEXT, "definitionProvider", NULL},
    {"textDocument/references", onr_lsp_references, OF_TEXT, "referencesProvider", NULL},
    {"textDocument/documentHighlight", onr_lsp_document_highlight, OF_TEXT,
     "documentHighlightProvider", NULL},
    {"textDocument/prepareRename", onr_lsp_prepare_rename, OF_TEXT, NULL, NULL},
    {"textDocument/rename", onr_lsp_rename, OF_TEXT, "renameProvider", onr_lsp_rename_options},
    {"textDocument/foldingRange", onr_lsp_folding_range, OF_TEXT, "foldingRangeProvider", NULL},
    {"textDocument/selectionRange", onr_lsp_selection_range, OF_TEXT, "selectionRangeProvider",
     NULL},
    {"textDocument/documentLink", onr_lsp_document_link, OF_TEXT, "documentLinkProvider",
     onr_lsp_link_options},
    {"textDocument/codeAction", onr_lsp_code_action, OF_TEXT, "codeActionProvider",
     onr_lsp_action_options},
    {"codeAction/resolve", onr_lsp_code_action_resolve, 0, NULL, NULL},
    {"textDocument/completion", onr_lsp_completion, OF_TEXT, "completionProvider",
     onr_lsp_completion_options},
    {"completionItem/resolve", onr_lsp_completion_resolve, 0, NULL, NULL},
    {"workspace/executeCommand", onr_lsp_execute_command, 0, "executeCommandProvider",
     onr_lsp_command_options},
    {"onrecord/ranges", onr_lsp_ranges, OF_TEXT, NULL, NULL},
    {"onrecord/report", onr_lsp_report, OF_TEXT, NULL, NULL},
    {"onrecord/sources", onr_lsp_sources, OF_TEXT, NULL, NULL},
    {"onrecord/explain", onr_lsp_explain, 0, NULL, NULL},
};

const struct onr_method *onr_method_at(size_t index)
{
    return index < sizeof methods / sizeof *methods ? &methods[index] : NULL;
}

const struct onr_method *onr_method_find(const char *name)
{
    const struct onr_method *method;
    for (size_t i = 0; (method = onr_method_at(i)); i++)
        if (strcmp(method->name, name) == 0)
            return method;
    return NULL;
}
