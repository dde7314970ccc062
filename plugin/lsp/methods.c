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
    {"textDocument/diagnostic", onr_lsp_diagnostic, DRAFT | ONR_METHOD_FRESH,
     "diagnosticProvider", onr_lsp_diagnostic_options},
    {"workspace/diagnostic", onr_lsp_workspace_diagnostic, 0, NULL, NULL},
    {"textDocument/semanticTokens/full", onr_lsp_tokens_full, OF_TEXT, "semanticTokensProvider",
     onr_lsp_tokens_options},
    {"textDocument/semanticTokens/full/delta", onr_lsp_tokens_delta, OF_TEXT, NULL, NULL},
    {"textDocument/semanticTokens/range", onr_lsp_tokens_range, OF_TEXT, NULL, NULL},
    {"textDocument/hover", onr_lsp_hover, OF_TEXT, "hoverProvider", NULL},
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
