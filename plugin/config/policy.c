/* From settings to the policy of the core: the files of a newsroom's own rules and words are read here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "config/nearest.h"
#include "config/settings.h"

#define RULE_ENDING ".rule"
#define WORDS_ENDING ".txt"

struct maker {
    struct onr_policy *policy;          /* filled */
    struct onr_settings *settings;      /* asked for */
    struct onr_faults *faults;          /* added to */
};

/* Takes a file of a folder; what is wrong with it is added to the faults. */
typedef void take_file(struct maker *maker, const char *name, const char *shown, const struct onr_document *document);

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcasecmp(name + length - tail, ending) == 0;
}

/* An error of the core, told with the file and the line. */
static void fail_core(struct maker *m, const char *shown, const struct onr_error *error)
{
    onr_faults_add(m->faults, "%s:%llu: %s", shown, (unsigned long long)(error->offset ? error->offset : 1), error->text);
    m->faults->hides_rules = true;
}

static void take_rule(struct maker *m, const char *name, const char *shown, const struct onr_document *document)
{
    struct onr_error error = {0};
    if (onr_policy_add_rule(m->policy, document->bytes, document->length, &error) != ONR_OK) {
        fail_core(m, shown, &error);
        return;
    }
    const char *id = onr_policy_rule_at(m->policy, onr_policy_rule_count(m->policy) - 1)->id;
    if (strlen(name) - strlen(RULE_ENDING) != strlen(id) || strncmp(name, id, strlen(id)) != 0)
        onr_faults_add(m->faults, "%s:1: the id is %s; name the file %s" RULE_ENDING
                       ", or write the file's name as the id", shown, id, id);
}

static void take_words(struct maker *m, const char *name, const char *shown, const struct onr_document *document)
{
    char list[256];
    struct onr_error error = {0};
    snprintf(list, sizeof list, "%.*s", (int)(strlen(name) - strlen(WORDS_ENDING)), name);
    if (onr_policy_add_words(m->policy, list, document->bytes, document->length, &error) != ONR_OK)
        fail_core(m, shown, &error);
}

/* One entry of a folder: a file of the ending is taken, the other kind and notes are passed over, all else is an error. */
static void take_entry(struct maker *m, const struct onr_branch *branch, const char *folder, const char *name,
                      const char *ending, take_file *take)
{
    struct onr_document document;
    struct onr_problem problem;
    char *path = onr_branch_path(branch, folder, name), *shown = path ? onr_branch_shown(branch, path) : NULL;
    bool other = ends_in(name, ".md") || (!ends_in(name, ending) && (ends_in(name, RULE_ENDING) || ends_in(name, WORDS_ENDING)));
    if (!shown)
        onr_faults_add(m->faults, "%s: memory ran out", name);
    else if (!other && !ends_in(name, ending))
        onr_faults_add(m->faults, "%s: it would not be read: rules end in " RULE_ENDING ", lists of words in " WORDS_ENDING
                       ", notes in .md; rename it or move it away", shown);
    else if (!other && onr_branch_read(branch, path, &document, &problem) != 0)
        onr_faults_add(m->faults, "%s: %s", shown, problem.text);
    else if (!other) {
        onr_settings_print(m->settings, path, document.bytes, document.length);
        take(m, name, shown, &document);
        onr_document_free(&document);
    }
    free(path);
    free(shown);
}

/* Reads the files of the folder that a key names, in the order of their names. */
static void take_folder(struct maker *m, enum onr_key key, const char *ending, take_file *take)
{
    const struct onr_setting *setting = onr_settings_last(m->settings, key);
    struct onr_problem problem = {""};
    char *names = NULL;
    if (!setting)
        return;
    unsigned before = m->faults->count;
    char *folder = onr_branch_path(setting->branch, setting->folder, setting->value);
    int status = folder ? onr_branch_list(setting->branch, folder, &names, &problem) : -1;
    if (!folder && setting->branch)
        onr_faults_add(m->faults, "%s:%u: %s: the folder %s leads out of what is committed, where nothing is read from "
                       "on a server; commit it and name its path from %s",
                       setting->file, setting->line, onr_key_name(key), setting->value, setting->file);
    else if (status != 0)
        onr_faults_add(m->faults, "%s:%u: %s: the folder %s could not be read (%s); correct the path, which is seen from %s",
                       setting->file, setting->line, onr_key_name(key), setting->value,
                       folder ? problem.text : "memory ran out", setting->file);
    for (const char *name = names; status == 0 && *name; name += strlen(name) + 1)
        take_entry(m, setting->branch, folder, name, ending, take);
    m->faults->hides_rules |= m->faults->count > before;
    free(names);
    free(folder);
}

static const char *words_name(const void *context, size_t index)
{
    (void)context;
    return onr_words_name((uint32_t)index);
}

/* A list that no rule names would do nothing: most likely its name is wrong. */
static void check_idle_words(struct maker *m)
{
    const char *idle = onr_policy_idle_words(m->policy);
    const struct onr_setting *setting = onr_settings_last(m->settings, ONR_KEY_WORDS);
    if (!idle || m->faults->hides_rules)
        return;
    const char *nearest = onr_nearest_of(idle, words_name, NULL);
    onr_faults_add(m->faults, "%s:%u: words: no rule names the list %s" WORDS_ENDING " of %s; %s%s%s", setting->file,
                   setting->line, idle, setting->value, nearest ? "did you mean " : "name it in a rule, or call it ",
                   nearest ? nearest : "people, organizations, titles, outlets or cue-verbs",
                   nearest ? WORDS_ENDING "?" : "");
}

static const char *rule_name(const void *policy, size_t index)
{
    return index < onr_policy_rule_count(policy) ? onr_policy_rule_at(policy, (uint32_t)index)->id : NULL;
}

static void fail_unknown_rule(struct maker *m, const struct onr_setting *setting)
{
    const char *nearest = onr_nearest_of(setting->rule, rule_name, m->policy);
    if (!m->faults->hides_rules)
        onr_faults_add(m->faults, "%s:%u: there is no rule %s; %s%s%s", setting->file, setting->line, setting->rule,
                       nearest ? "did you mean " : "onrecord rules lists them", nearest ? nearest : "", nearest ? "?" : "");
}

static void set_rule(struct maker *m, const struct onr_setting *setting)
{
    struct onr_error error = {0};
    uint32_t rule = onr_policy_rule_find(m->policy, setting->rule);
    if (rule == ONR_NONE) {
        fail_unknown_rule(m, setting);
        return;
    }
    if (setting->key == ONR_KEY_THRESHOLD &&
        onr_policy_set_threshold(m->policy, rule, strtod(setting->value, NULL), &error) != ONR_OK)
        onr_faults_add(m->faults, "%s:%u: %s; remove the line", setting->file, setting->line, error.text);
    for (int severity = ONR_SEVERITY_OFF; setting->key == ONR_KEY_SEVERITY && severity <= ONR_SEVERITY_ERROR; severity++)
        if (strcmp(onr_severity_name((enum onr_severity)severity), setting->value) == 0)
            onr_policy_set_severity(m->policy, rule, (enum onr_severity)severity, NULL);
}

static bool asks_for_policy(const struct onr_settings *settings)
{
    for (size_t i = 0; i < settings->count; i++)
        if (settings->at[i].rule || settings->at[i].key == ONR_KEY_RULES || settings->at[i].key == ONR_KEY_WORDS)
            return true;
    return false;
}

struct onr_policy *onr_policy_make(struct onr_settings *settings, struct onr_faults *faults)
{
    struct maker m = {.settings = settings, .faults = faults};
    if (!asks_for_policy(settings))
        return NULL;
    m.policy = onr_policy_new(NULL);
    if (!m.policy) {
        onr_faults_add(faults, "memory ran out while the configuration was read");
        return NULL;
    }
    take_folder(&m, ONR_KEY_WORDS, WORDS_ENDING, take_words);
    take_folder(&m, ONR_KEY_RULES, RULE_ENDING, take_rule);
    check_idle_words(&m);
    for (size_t i = 0; i < settings->count; i++)
        if (settings->at[i].rule)
            set_rule(&m, &settings->at[i]);
    if (!faults->count)
        return m.policy;
    onr_policy_free(m.policy);
    return NULL;
}
