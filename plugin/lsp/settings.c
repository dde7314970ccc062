#include "lsp/settings.h"

#include <stdlib.h>
#include <string.h>

#include "config/config.h"
#include "lsp/features.h"
#include "lsp/uri.h"

static enum onr_severity severity_of(const char *name)
{
    for (int severity = ONR_SEVERITY_HINT; severity <= ONR_SEVERITY_ERROR; severity++)
        if (strcmp(onr_severity_name((enum onr_severity)severity), name) == 0)
            return (enum onr_severity)severity;
    return ONR_SEVERITY_OFF;
}

static void set_text(char **to, const char *value)
{
    char *copy = *value ? strdup(value) : NULL;
    free(*to);
    *to = copy;
}

static const char *take_profile(struct onr_lsp_settings *settings, const char *value)
{
    if (*value && onr_profile_find(value) == ONR_NONE)
        return "the profiles are default, ap, reuters, nyt, bbc, npr and guardian";
    set_text(&settings->profile, value);
    return NULL;
}

static const char *take_outlet(struct onr_lsp_settings *settings, const char *value)
{
    set_text(&settings->outlet, value);
    return NULL;
}

static const char *take_pages(struct onr_lsp_settings *settings, const char *value)
{
    set_text(&settings->rule_pages, value);
    return NULL;
}

static const char *take_show(struct onr_lsp_settings *settings, const char *value)
{
    enum onr_severity severity = severity_of(value);
    if (severity == ONR_SEVERITY_OFF)
        return "say error, warning, info or hint";
    settings->least = severity;
    return NULL;
}

static const char *take_nothing(struct onr_lsp_settings *settings, const char *value)
{
    (void)settings;
    (void)value;
    return NULL;
}

/* A setting that is a text. */
static const struct {
    const char *name;
    const char *(*take)(struct onr_lsp_settings *settings, const char *value); /* NULL, or what to do */
} texts[] = {
    {"profile", take_profile},
    {"outlet", take_outlet},
    {"show", take_show},
    {"rulePages", take_pages},
    {"positionEncoding", take_nothing}, /* initialize has read it, and it stays */
};

/* A setting that is on or off. */
static const struct {
    const char *name;
    size_t member;
} switches[] = {
    {"holdBack", offsetof(struct onr_lsp_settings, hold_back)},
    {"sourcingLine", offsetof(struct onr_lsp_settings, sourcing_line)},
    {"inlayHints", offsetof(struct onr_lsp_settings, inlay_hints)},
    {"workspaceDiagnostics", offsetof(struct onr_lsp_settings, workspace)},
};

/* Takes one setting. Returns NULL, or what can be done where its value is of no use. */
static const char *take(struct onr_lsp_settings *settings, const char *name, const json_t *value)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(texts[i].name, name) != 0)
            continue;
        if (!json_is_string(value))
            return "it is a text";
        return texts[i].take(settings, json_string_value(value));
    }
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        bool on = json_is_true(value);
        if (strcmp(switches[i].name, name) != 0)
            continue;
        if (!json_is_boolean(value))
            return "it is true or false";
        memcpy((char *)settings + switches[i].member, &on, sizeof on);
        return NULL;
    }
    return NULL; /* clients have settings of their own under the same name */
}

void onr_lsp_settings_read(struct onr_server *server, struct onr_lsp_settings *settings,
                       const json_t *value)
{
    const json_t *inner = json_object_get(value, "onrecord");
    const char *name;
    json_t *each;
    json_t *object = (json_t *)(uintptr_t)(json_is_object(inner) ? inner : value);
    json_object_foreach(object, name, each) {
        if (json_is_null(each))
            continue;
        const char *remedy = take(settings, name, each);
        if (!remedy)
            continue;
        char *text = json_dumps(each, JSON_ENCODE_ANY | JSON_COMPACT);
        onr_server_show(server, 2, "onrecord: the setting %s cannot be %.80s; %s", name,
                        text ? text : "that", remedy);
        free(text);
    }
}

/* The config of a draft's folder, or of the current one; NULL, and told, where a file is wrong. */
static const struct onr_config *config_of(struct onr_server *server, const struct onr_draft *draft)
{
    static const struct onr_given none = {NULL, NULL};
    const char *why = NULL;
    if (!server->configs) {
        server->configs = onr_configs_new(&none);
        server->configured = onr_server_now();
    }
    if (!server->configs)
        return NULL;
    const struct onr_config *config =
        onr_configs_of_draft(server->configs, draft->path ? draft->path : "-", &why);
    if (why)
        onr_server_show(server, 1, "onrecord: %s", why);
    return config;
}

/* A value of a file wins over what the client says; what no file says leaves that. */
static void take_value(char **to, struct onr_value value)
{
    if (value.origin == ONR_ORIGIN_FILE && value.text)
        set_text(to, value.text);
}

static void take_config(struct onr_server *server, const struct onr_draft *draft,
                        struct onr_lsp_settings *settings)
{
    const struct onr_config *config = config_of(server, draft);
    if (!config)
        return;
    take_value(&settings->profile, onr_config_value(config, ONR_KEY_PROFILE, 0));
    take_value(&settings->outlet, onr_config_value(config, ONR_KEY_OUTLET, 0));
    settings->policy = onr_config_policy(config);
}

/*
 * Gives a draft its settings. The one place where they come together: what initialize or the
 * client's push said, over it what the client answered for this draft, over both the project's file.
 */
static void settle(struct onr_server *server, struct onr_draft *draft, const json_t *answer)
{
    struct onr_lsp_settings settings;
    if (onr_lsp_settings_copy(&settings, &server->settings) != 0)
        return;
    if (json_is_object(answer))
        onr_lsp_settings_read(server, &settings, answer);
    take_config(server, draft, &settings);
    bool same = onr_lsp_settings_same(&settings, &draft->settings);
    onr_lsp_settings_free(&draft->settings);
    draft->settings = settings;
    if (same)
        return;
    onr_draft_forget(draft);
    onr_server_refresh(server, draft);
}

/* The client's answer for one draft, which may have been closed meanwhile. */
static void take_answer(struct onr_server *server, json_t *result, char *uri)
{
    struct onr_draft *draft = onr_server_draft(server, uri);
    if (draft)
        settle(server, draft, json_array_get(result, 0));
}

static void ask(struct onr_server *server, const struct onr_draft *draft)
{
    onr_server_ask(server, "workspace/configuration",
                   json_pack("{s:[{s:s, s:s}]}", "items", "scopeUri", draft->uri, "section",
                             "onrecord"),
                   take_answer, strdup(draft->uri));
}

void onr_lsp_settings_begin(struct onr_server *server, struct onr_draft *draft)
{
    settle(server, draft, NULL);
    if (server->client.configuration)
        ask(server, draft);
}

void onr_lsp_settings_of_file(struct onr_server *server, struct onr_draft *draft)
{
    take_config(server, draft, &draft->settings);
}

void onr_lsp_settings_forget_files(struct onr_server *server)
{
    for (size_t i = 0; i < server->draft_count; i++) {
        onr_draft_forget(server->drafts[i]);
        server->drafts[i]->settings.policy = NULL;
        server->drafts[i]->unpublished = true;
    }
    onr_configs_free(server->configs);
    server->configs = NULL;
}

void onr_lsp_settings_renew(struct onr_server *server)
{
    for (size_t i = 0; i < server->draft_count; i++) {
        settle(server, server->drafts[i], NULL);
        if (server->client.configuration)
            ask(server, server->drafts[i]);
    }
}

json_t *onr_lsp_did_change_configuration(struct onr_request *request)
{
    const json_t *settings = json_object_get(request->params, "settings");
    if (json_is_object(settings))
        onr_lsp_settings_read(request->server, &request->server->settings, settings);
    onr_lsp_settings_renew(request->server);
    return json_null();
}
