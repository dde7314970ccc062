/* From initialize to exit. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/client.h"
#include "lsp/features.h"
#include "lsp/settings.h"
#include "lsp/uri.h"
#include "lsp/workspace.h"

static void set_trace(struct onr_server *server, const char *value)
{
    server->trace = !value || strcmp(value, "off") == 0        ? ONR_TRACE_OFF
                    : value && strcmp(value, "verbose") == 0 ? ONR_TRACE_VERBOSE
                                                             : ONR_TRACE_MESSAGES;
}

/* A process that cannot be seen from here, as from within a container, tells nothing by its end. */
static void set_parent(struct onr_server *server, const json_t *id)
{
    json_int_t pid = json_integer_value(id);
    if (server->parent == 0 && pid > 0 && pid <= INT32_MAX &&
        (kill((pid_t)pid, 0) == 0 || errno == EPERM))
        server->parent = (long)pid;
}

static json_t *capabilities(const struct onr_server *server)
{
    const struct onr_method *method;
    json_t *all = json_pack("{s:s}", "positionEncoding", onr_units_name(server->units));
    for (size_t i = 0; (method = onr_method_at(i)); i++)
        if (method->capability && !json_object_get(all, method->capability))
            json_object_set_new(all, method->capability,
                                method->options ? method->options(server) : json_true());
    return all;
}

json_t *onr_lsp_initialize(struct onr_request *request)
{
    struct onr_server *server = request->server;
    const json_t *options = json_object_get(request->params, "initializationOptions");
    const json_t *client = json_object_get(request->params, "capabilities");
    const char *forced = onr_param_text(options, "positionEncoding");
    if (!json_is_object(request->params)) {
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "initialize has params");
        return NULL;
    }
    onr_client_read(&server->client, client);
    server->units = onr_client_units(
        client, forced ? forced : onr_param_text(options, "onrecord.positionEncoding"));
    onr_lsp_settings_read(server, &server->settings, options);
    onr_workspace_begin(server, request->params);
    set_trace(server, onr_param_text(request->params, "trace"));
    set_parent(server, json_object_get(request->params, "processId"));
    server->life = ONR_LIFE_STARTED;
    return json_pack("{s:o, s:{s:s, s:s}}", "capabilities", capabilities(server), "serverInfo",
                     "name", "onrecord", "version", ONR_VERSION);
}

json_t *onr_lsp_initialized(struct onr_request *request)
{
    onr_workspace_register(request->server);
    return json_null();
}

json_t *onr_lsp_shutdown(struct onr_request *request)
{
    request->server->life = ONR_LIFE_SHUT_DOWN;
    request->server->shut_down = true;
    return json_null();
}

json_t *onr_lsp_exit(struct onr_request *request)
{
    request->server->life = ONR_LIFE_OVER;
    return json_null();
}

json_t *onr_lsp_set_trace(struct onr_request *request)
{
    set_trace(request->server, onr_param_text(request->params, "value"));
    return json_null();
}

json_t *onr_lsp_nothing(struct onr_request *request)
{
    (void)request;
    return json_null();
}
