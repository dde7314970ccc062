#include "rule/policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define HIGHEST_THRESHOLD 1e6

struct onr_policy *onr_policy_new(struct onr_error *error)
{
    struct onr_policy *policy = calloc(1, sizeof *policy);
    if (!policy) {
        onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
        return NULL;
    }
    onr_arena_init(&policy->arena);
    policy->pack = *onr_pack_english();
    for (uint32_t i = 0; i < onr_rule_count(); i++)
        ONR_ARRAY_PUSH(&policy->arena, &policy->settings, (struct onr_policy_setting){0});
    if (!policy->arena.failed)
        return policy;
    onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    onr_policy_free(policy);
    return NULL;
}

void onr_policy_free(struct onr_policy *policy)
{
    if (!policy)
        return;
    onr_arena_finish(&policy->arena);
    free(policy);
}

int onr_policy_find_list(const struct onr_policy *policy, const char *name)
{
    for (uint32_t i = 0; i < policy->lists.count; i++)
        if (strcmp(policy->lists.at[i].name, name) == 0)
            return (int)i;
    return -1;
}

/* Lists of the policy's own come before the built-in ones. */
static int find_list(void *context, const char *name)
{
    struct onr_policy *policy = context;
    int own = onr_policy_find_list(policy, name);
    if (own >= 0) {
        policy->lists.at[own].named = true;
        return ONR_LISTS + own;
    }
    for (unsigned i = 0; onr_list_name(i); i++)
        if (strcmp(onr_list_name(i), name) == 0)
            return (int)i;
    return -1;
}

/* Reads a rule of the policy's own. */
static int read_rule(struct onr_policy *policy, struct onr_rule_spec *spec, const char *bytes, size_t length,
                     struct onr_error *error)
{
    struct onr_error found = {0};
    int code = onr_policy_check_bytes(bytes, length, error);
    if (code)
        return code;
    bool marked = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0; /* a byte order mark */
    if (onr_rule_read_own(spec, &policy->arena, marked ? bytes + 3 : bytes, marked ? length - 3 : length, find_list,
                          policy, &found) == 0)
        return ONR_OK;
    return onr_error_set(error, found.code, found.offset, "%s", found.text);
}

int onr_policy_add_rule(struct onr_policy *policy, const char *bytes, size_t length, struct onr_error *error)
{
    struct onr_rule_spec spec;
    int code = read_rule(policy, &spec, bytes, length, error);
    if (code)
        return code;
    uint32_t known = onr_policy_rule_find(policy, spec.rule.id);
    if (known != ONR_NONE && known < onr_rule_count())
        return onr_error_set(error, ONR_EFORMAT, 1, "“%s” is a rule of onrecord's own; give yours another id, or set "
                             "the severity of this one", spec.rule.id);
    if (known != ONR_NONE)
        return onr_error_set(error, ONR_EFORMAT, 1, "another of your rules is called “%s”; give one another id",
                             spec.rule.id);
    ONR_ARRAY_PUSH(&policy->arena, &policy->rules, spec);
    ONR_ARRAY_PUSH(&policy->arena, &policy->settings, (struct onr_policy_setting){0});
    return policy->arena.failed ? onr_error_set(error, ONR_ENOMEM, 0, "memory ran out") : ONR_OK;
}

static struct onr_policy_setting *setting_of(struct onr_policy *policy, uint32_t rule, struct onr_error *error)
{
    if (rule < policy->settings.count)
        return &policy->settings.at[rule];
    onr_error_set(error, ONR_EOPTION, 0, "there is no rule of that index");
    return NULL;
}

int onr_policy_set_severity(struct onr_policy *policy, uint32_t rule, enum onr_severity severity,
                            struct onr_error *error)
{
    struct onr_policy_setting *setting = setting_of(policy, rule, error);
    if (!setting)
        return ONR_EOPTION;
    setting->has_severity = true;
    setting->severity = (uint8_t)severity;
    return ONR_OK;
}

int onr_policy_set_threshold(struct onr_policy *policy, uint32_t rule, double threshold, struct onr_error *error)
{
    struct onr_policy_setting *setting = setting_of(policy, rule, error);
    if (!setting)
        return ONR_EOPTION;
    const struct onr_rule_spec *spec = onr_policy_spec(policy, rule);
    if (spec->threshold[0] <= 0)
        return onr_error_set(error, ONR_EOPTION, 0, "the rule %s counts nothing, so it takes no threshold", spec->rule.id);
    if (!(threshold >= 0 && threshold <= HIGHEST_THRESHOLD))
        return onr_error_set(error, ONR_EOPTION, 0, "a threshold is a number from 0 to a million");
    setting->has_threshold = true;
    setting->threshold = (float)threshold;
    return ONR_OK;
}

const char *onr_words_name(uint32_t index)
{
    const struct onr_words_kind *kind = onr_words_kind_at(index);
    return kind ? kind->name : NULL;
}

const char *onr_policy_idle_words(const struct onr_policy *policy)
{
    for (uint32_t i = 0; i < policy->lists.count; i++)
        if (!policy->lists.at[i].named)
            return policy->lists.at[i].name;
    return NULL;
}

uint32_t onr_policy_rule_count(const struct onr_policy *policy)
{
    uint32_t count;
    onr_built_in_rules(&count);
    return count + (policy ? policy->rules.count : 0);
}

bool onr_policy_owns(const struct onr_policy *policy, uint32_t rule)
{
    return rule >= onr_policy_rule_count(NULL) && rule < onr_policy_rule_count(policy);
}

const struct onr_rule_spec *onr_policy_spec(const struct onr_policy *policy, uint32_t rule)
{
    uint32_t count;
    const struct onr_rule_spec *specs = onr_built_in_rules(&count);
    return rule < count ? &specs[rule] : &policy->rules.at[rule - count];
}

const struct onr_rule *onr_policy_rule_at(const struct onr_policy *policy, uint32_t index)
{
    return &onr_policy_spec(policy, index)->rule;
}

uint32_t onr_policy_rule_find(const struct onr_policy *policy, const char *id)
{
    for (uint32_t i = 0; i < onr_policy_rule_count(policy); i++)
        if (strcmp(onr_policy_rule_at(policy, i)->id, id) == 0)
            return i;
    return ONR_NONE;
}

const char *onr_policy_example(const struct onr_policy *policy, uint32_t rule, uint32_t number, size_t *length,
                               bool *flagged)
{
    const char *at = onr_policy_spec(policy, rule)->examples;
    while (at && number--) {
        at = strchr(at, '\n');
        at += at != NULL;
    }
    if (!at)
        return NULL;
    *flagged = *at == *ONR_EXAMPLE_FLAG;
    *length = strcspn(at + 1, "\n");
    return at + 1;
}

enum onr_severity onr_policy_severity(const struct onr_policy *policy, uint32_t rule, uint32_t profile)
{
    if (policy && policy->settings.at[rule].has_severity)
        return (enum onr_severity)policy->settings.at[rule].severity;
    return (enum onr_severity)onr_policy_rule_at(policy, rule)->severity[profile];
}

double onr_policy_threshold(const struct onr_policy *policy, uint32_t rule, uint32_t profile)
{
    const struct onr_rule_spec *spec = onr_policy_spec(policy, rule);
    if (spec->threshold[0] <= 0)
        return -1;
    if (policy && policy->settings.at[rule].has_threshold)
        return (double)policy->settings.at[rule].threshold;
    return (double)spec->threshold[profile];
}
