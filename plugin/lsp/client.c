#include "lsp/client.h"

#include <stddef.h>
#include <string.h>

#include "lsp/params.h"

/* What is told by a value that is there, is true, or holds a word. */
struct row {
    const char *path;  /* from capabilities */
    const char *holds; /* the word that an array there holds; NULL where it is to be true */
    size_t member;     /* of onr_client */
};

#define MEMBER(name) offsetof(struct onr_client, name)

static const struct row rows[] = {
    {"textDocument.publishDiagnostics.versionSupport", NULL, MEMBER(versions)},
    {"textDocument.publishDiagnostics.relatedInformation", NULL, MEMBER(related)},
    {"textDocument.publishDiagnostics.codeDescriptionSupport", NULL, MEMBER(code_description)},
    {"textDocument.publishDiagnostics.dataSupport", NULL, MEMBER(data)},
    {"textDocument.hover.contentFormat", "markdown", MEMBER(markdown)},
    {"textDocument.completion.completionItem.documentationFormat", "markdown",
     MEMBER(completion_markdown)},
    {"textDocument.completion.completionItem.snippetSupport", NULL, MEMBER(snippets)},
    {"textDocument.documentSymbol.hierarchicalDocumentSymbolSupport", NULL, MEMBER(tree)},
    {"workspace.workspaceEdit.documentChanges", NULL, MEMBER(versioned_edits)},
    {"textDocument.codeAction.resolveSupport.properties", "edit", MEMBER(action_resolve)},
    {"textDocument.codeAction.isPreferredSupport", NULL, MEMBER(action_preferred)},
    {"textDocument.foldingRange.lineFoldingOnly", NULL, MEMBER(line_folding)},
    {"window.workDoneProgress", NULL, MEMBER(progress)},
    {"window.showDocument.support", NULL, MEMBER(show_document)},
    {"workspace.configuration", NULL, MEMBER(configuration)},
    {"workspace.didChangeConfiguration.dynamicRegistration", NULL, MEMBER(settings_dynamic)},
    {"workspace.didChangeWatchedFiles.dynamicRegistration", NULL, MEMBER(watch_dynamic)},
    {"workspace.workspaceFolders", NULL, MEMBER(folders)},
    {"workspace.diagnostics.refreshSupport", NULL, MEMBER(refresh_diagnostics)},
    {"workspace.semanticTokens.refreshSupport", NULL, MEMBER(refresh_tokens)},
    {"workspace.codeLens.refreshSupport", NULL, MEMBER(refresh_lenses)},
    {"workspace.inlayHint.refreshSupport", NULL, MEMBER(refresh_hints)},
};

/* What is told by an object that is there. */
static const struct row objects[] = {
    {"textDocument.diagnostic", NULL, MEMBER(pulls)},
    {"textDocument.publishDiagnostics.tagSupport", NULL, MEMBER(tags)},
    {"textDocument.codeAction.codeActionLiteralSupport", NULL, MEMBER(action_literals)},
    {"workspace.workspaceEdit.changeAnnotationSupport", NULL, MEMBER(annotations)},
};

static bool holds(const json_t *array, const char *word)
{
    size_t i;
    json_t *value;
    json_array_foreach(array, i, value) {
        if (json_is_string(value) && strcmp(json_string_value(value), word) == 0)
            return true;
    }
    return false;
}

static void set(struct onr_client *client, const struct row *row, bool value)
{
    memcpy((char *)client + row->member, &value, sizeof value);
}

void onr_client_read(struct onr_client *client, const json_t *capabilities)
{
    *client = (struct onr_client){0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const json_t *value = onr_param(capabilities, rows[i].path);
        set(client, &rows[i], rows[i].holds ? holds(value, rows[i].holds) : json_is_true(value));
    }
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        const json_t *value = onr_param(capabilities, objects[i].path);
        set(client, &objects[i], json_is_object(value) || json_is_true(value));
    }
}

enum onr_units onr_client_units(const json_t *capabilities, const char *forced)
{
    enum onr_units units;
    size_t i;
    json_t *value;
    const json_t *offered = onr_param(capabilities, "general.positionEncodings");
    if (forced && onr_units_find(forced, &units))
        return units;
    json_array_foreach(offered, i, value) {
        if (json_is_string(value) && onr_units_find(json_string_value(value), &units))
            return units;
    }
    return ONR_UNITS_UTF16;
}
