/* Configs: which files are in force for a folder, and what they say together. */
#include "config/config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/branch.h"
#include "config/pattern.h"
#include "config/settings.h"
#include "document/folder.h"

struct onr_config {
    const struct onr_given *given; /* what the command line says */
    struct onr_settings settings;  /* of the user's file, then of the project's */
    struct onr_policy *policy;     /* of them, or NULL */
    char *project;                 /* the project's file, or NULL */
    const struct onr_branch *branch; /* that it lies in, as the drafts do; NULL for the file system */
    struct onr_faults faults;      /* what is wrong in the files */
    bool told;                     /* the caller was told */
    struct onr_config *next;       /* of the run */
};

struct onr_configs {
    const struct onr_given *given; /* borrowed */
    const struct onr_branch *branch; /* borrowed, or NULL */
    struct onr_config *first;      /* all that were read */
    char *folder;                  /* the last one asked for … */
    struct onr_config *last;       /* … and its config */
};

struct onr_configs *onr_configs_new(const struct onr_given *given)
{
    struct onr_configs *configs = calloc(1, sizeof *configs);
    if (configs)
        configs->given = given;
    return configs;
}

struct onr_configs *onr_configs_in(const struct onr_given *given, const struct onr_branch *branch)
{
    struct onr_configs *configs = onr_configs_new(given);
    if (configs)
        configs->branch = branch;
    return configs;
}

static void free_config(struct onr_config *config)
{
    onr_settings_free(&config->settings);
    onr_policy_free(config->policy);
    onr_faults_free(&config->faults);
    free(config->project);
    free(config);
}

void onr_configs_free(struct onr_configs *configs)
{
    if (!configs)
        return;
    while (configs->first) {
        struct onr_config *next = configs->first->next;
        free_config(configs->first);
        configs->first = next;
    }
    free(configs->folder);
    free(configs);
}

static void read_file(struct onr_config *config, const char *path, bool project)
{
    const struct onr_branch *branch = project ? config->branch : NULL; /* the user has none */
    onr_settings_read(&config->settings, branch, path, project, &config->faults);
}

/* Reads the user's file, then the project's, so that what the project sets comes last and wins. */
static struct onr_config *read_config(struct onr_configs *configs, char *project)
{
    struct onr_config *config = calloc(1, sizeof *config);
    if (!config) {
        free(project);
        return NULL;
    }
    char *user = onr_user_file();
    config->given = configs->given;
    config->project = project;
    config->branch = configs->branch;
    if (user)
        read_file(config, user, false);
    if (project)
        read_file(config, project, true);
    config->policy = onr_policy_make(&config->settings, &config->faults);
    free(user);
    config->next = configs->first;
    configs->first = config;
    return config;
}

static struct onr_config *find_config(const struct onr_configs *configs, const char *project)
{
    for (struct onr_config *config = configs->first; config; config = config->next)
        if (project ? config->project && strcmp(config->project, project) == 0 : !config->project)
            return config;
    return NULL;
}

/* The config of a folder: read at the first call for its project. */
static struct onr_config *config_of(struct onr_configs *configs, const char *folder)
{
    char real[PATH_MAX];
    if (configs->folder && strcmp(configs->folder, folder) == 0)
        return configs->last;
    bool found = configs->branch ? snprintf(real, sizeof real, "%s", folder) < (int)sizeof real
                                 : realpath(folder, real) || realpath(".", real);
    char *project = found ? onr_project_file(configs->branch, real) : NULL;
    struct onr_config *config = find_config(configs, project);
    if (config)
        free(project);
    else
        config = read_config(configs, project);
    free(configs->folder);
    configs->folder = config ? strdup(folder) : NULL;
    configs->last = config;
    return config;
}

const struct onr_config *onr_configs_of_folder(struct onr_configs *configs, const char *folder, const char **why)
{
    struct onr_config *config = config_of(configs, folder);
    *why = NULL;
    if (!config) {
        *why = "memory ran out while the configuration was read; close other programs";
        return NULL;
    }
    if (!config->faults.count)
        return config;
    if (!config->told)
        *why = config->faults.text ? config->faults.text : "memory ran out while the configuration was read";
    config->told = true;
    return NULL;
}

const struct onr_config *onr_configs_of_draft(struct onr_configs *configs, const char *path, const char **why)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    if (!slash)
        return onr_configs_of_folder(configs, ".", why);
    snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    return onr_configs_of_folder(configs, folder, why);
}

struct onr_options onr_config_options(const struct onr_config *config)
{
    return (struct onr_options){.profile = onr_config_value(config, ONR_KEY_PROFILE, 0).text,
                                .outlet = onr_config_value(config, ONR_KEY_OUTLET, 0).text,
                                .policy = config->policy};
}

uint32_t onr_config_profile(const struct onr_config *config)
{
    return onr_profile_find(onr_config_value(config, ONR_KEY_PROFILE, 0).text);
}

const struct onr_policy *onr_config_policy(const struct onr_config *config)
{
    return config->policy;
}

uint64_t onr_config_print(const struct onr_config *config)
{
    return config->settings.print;
}

const char *onr_config_file(const struct onr_config *config, size_t number)
{
    return number < config->settings.file_count ? config->settings.files[number] : NULL;
}

/* The pattern of a key by its number: those of the project where it has any, else the user's. */
static const struct onr_setting *pattern_at(const struct onr_config *config, enum onr_key key, size_t number)
{
    const struct onr_setting *last = onr_settings_last(&config->settings, key);
    for (size_t i = 0; last && i < config->settings.count; i++) {
        const struct onr_setting *setting = &config->settings.at[i];
        if (setting->key == key && setting->project == last->project && number-- == 0)
            return setting;
    }
    return NULL;
}

static struct onr_value value_of(const struct onr_setting *setting)
{
    return (struct onr_value){setting->value, ONR_ORIGIN_FILE, setting->file, setting->line};
}

static const char *given_value(const struct onr_given *given, enum onr_key key)
{
    return key == ONR_KEY_PROFILE ? given->profile : key == ONR_KEY_OUTLET ? given->outlet : NULL;
}

static const char *default_value(enum onr_key key)
{
    return key == ONR_KEY_PROFILE ? onr_profile_name(0) : key == ONR_KEY_LANGUAGE ? "en" : NULL;
}

struct onr_value onr_config_value(const struct onr_config *config, enum onr_key key, size_t number)
{
    bool several = key == ONR_KEY_INCLUDE || key == ONR_KEY_EXCLUDE;
    const char *given = given_value(config->given, key);
    if (given)
        return (struct onr_value){.text = given, .origin = ONR_ORIGIN_COMMAND_LINE};
    const struct onr_setting *setting =
        several ? pattern_at(config, key, number) : onr_settings_last(&config->settings, key);
    if (setting)
        return value_of(setting);
    return (struct onr_value){.text = default_value(key), .origin = ONR_ORIGIN_DEFAULT};
}

static const struct onr_setting *rule_setting(const struct onr_config *config, enum onr_key key, const char *id)
{
    for (size_t i = config->settings.count; i-- > 0;) {
        const struct onr_setting *setting = &config->settings.at[i];
        if (setting->key == key && setting->rule && strcmp(setting->rule, id) == 0)
            return setting;
    }
    return NULL;
}

struct onr_value onr_config_rule_value(const struct onr_config *config, enum onr_key key, uint32_t rule, char *room,
                                       size_t size)
{
    uint32_t profile = onr_config_profile(config);
    const struct onr_setting *setting =
        rule_setting(config, key, onr_policy_rule_at(config->policy, rule)->id);
    if (setting)
        return value_of(setting);
    struct onr_value value = {.origin = profile ? ONR_ORIGIN_PROFILE : ONR_ORIGIN_DEFAULT};
    if (key == ONR_KEY_SEVERITY) {
        value.text = onr_severity_name(onr_policy_severity(config->policy, rule, profile));
        return value;
    }
    double threshold = onr_policy_threshold(config->policy, rule, profile);
    if (threshold >= 0) {
        snprintf(room, size, "%g", threshold);
        value.text = room;
    }
    return value;
}

/* A path as patterns see it: from the project's folder, or from the folder asked for where there is no project. */
static bool seen_from(const struct onr_config *config, const char *start, const char *path, char *seen)
{
    char real[PATH_MAX], root[PATH_MAX], folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + (slash == path) : 1, slash ? path : ".");
    if (config->branch)
        strcpy(real, folder);
    else if (!realpath(folder, real))
        return false;
    if (config->project)
        snprintf(root, sizeof root, "%.*s", (int)(strrchr(config->project, '/') - config->project), config->project);
    else if (config->branch)
        strcpy(root, "/");
    else if (!realpath(start, root))
        return false;
    size_t length = strcmp(root, "/") == 0 ? 0 : strlen(root);
    if (strncmp(real, root, length) != 0 || (real[length] && real[length] != '/'))
        return false;
    const char *inside = real + length + (real[length] == '/');
    return snprintf(seen, PATH_MAX, "%s%s%s", inside, *inside ? "/" : "", slash ? slash + 1 : path) < PATH_MAX;
}

static bool lies_in_branch(const struct onr_config *config, const struct onr_setting *setting, const char *path)
{
    size_t length = (size_t)(strrchr(path, '/') - path);
    char *folder = setting && setting->branch == config->branch
                       ? onr_branch_path(config->branch, setting->folder, setting->value)
                       : NULL;
    bool inside = folder && strlen(folder) == length && strncmp(folder, path, length) == 0 &&
                  strcmp(folder, setting->folder) != 0;
    free(folder);
    return inside;
}

/* Whether a file lies in the folder that a key names; the project's own folder is no such folder. */
static bool lies_in(const struct onr_config *config, enum onr_key key, const char *path)
{
    char real[PATH_MAX], named[PATH_MAX], project[PATH_MAX];
    const struct onr_setting *setting = onr_settings_last(&config->settings, key);
    if (config->branch)
        return lies_in_branch(config, setting, path);
    char *folder = setting ? onr_path_from(setting->folder, setting->value) : NULL;
    char *slash = folder && realpath(folder, named) && realpath(path, real) ? strrchr(real, '/') : NULL;
    free(folder);
    if (!slash)
        return false;
    *slash = '\0';
    return strcmp(real, named) == 0 && strcmp(named, realpath(setting->folder, project) ? project : "") != 0;
}

bool onr_config_excludes(const struct onr_config *config, const char *start, const char *path)
{
    char seen[PATH_MAX];
    if (lies_in(config, ONR_KEY_RULES, path) || lies_in(config, ONR_KEY_WORDS, path))
        return true; /* lists of words end as drafts do */
    const struct onr_setting *pattern = pattern_at(config, ONR_KEY_EXCLUDE, 0);
    if (!pattern || !seen_from(config, start, path, seen))
        return false;
    for (size_t i = 0; (pattern = pattern_at(config, ONR_KEY_EXCLUDE, i)); i++)
        if (onr_pattern_fits(pattern->value, seen))
            return true;
    return false;
}

bool onr_config_takes(const struct onr_config *config, const char *start, const char *path)
{
    char seen[PATH_MAX];
    const struct onr_setting *pattern = pattern_at(config, ONR_KEY_INCLUDE, 0);
    if (!pattern || !seen_from(config, start, path, seen))
        return onr_folder_takes(path);
    for (size_t i = 0; (pattern = pattern_at(config, ONR_KEY_INCLUDE, i)); i++)
        if (onr_pattern_tells_ending(pattern->value, seen) ||
            (onr_pattern_fits(pattern->value, seen) && onr_folder_takes(path)))
            return true;
    return false;
}
