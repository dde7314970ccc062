/* Commands that clients have the server execute. */
#include <string.h>

#include "lsp/features.h"
#include "lsp/pages.h"
#include "lsp/rules.h"

#define OPEN_RULE "onrecord.openRule"

json_t *onr_lsp_command_options(const struct onr_server *server)
{
    (void)server;
    return json_pack("{s:[s]}", "commands", OPEN_RULE);
}

/* Opens the page of a rule in the editor, or tells it where the editor cannot. */
static json_t *open_rule(struct onr_request *request, const json_t *arguments)
{
    static const struct onr_draft none = {0};
    struct onr_server *server = request->server;
    const char *id = json_string_value(json_array_get(arguments, 0));
    const char *uri = json_string_value(json_array_get(arguments, 1));
    const struct onr_draft *draft = uri ? onr_server_draft(server, uri) : NULL;
    uint32_t index;
    const struct onr_rule *rule = onr_rule_named(id, &index);
    if (!rule) {
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "there is no rule %.100s",
                      id ? id : "without a name");
        return NULL;
    }
    json_t *page = onr_page_of_rule(server, draft ? draft : &none, rule, index);
    if (page && server->client.show_document) {
        bool external = draft && draft->settings.rule_pages;
        onr_server_ask(server, "window/showDocument",
                       json_pack("{s:o, s:b, s:b}", "uri", page, "external", external, "takeFocus",
                                 1),
                       NULL, NULL);
        return json_null();
    }
    json_decref(page);
    onr_server_show(server, 3, "%s: %s What to do: %s", rule->id, rule->why, rule->fix);
    return json_null();
}

json_t *onr_lsp_execute_command(struct onr_request *request)
{
    const char *command = onr_param_text(request->params, "command");
    if (command && strcmp(command, OPEN_RULE) == 0)
        return open_rule(request, json_object_get(request->params, "arguments"));
    onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "there is no command %.100s",
                  command ? command : "without a name");
    return NULL;
}
