/* onrecord rules: the list of rules, for people and as JSON. */
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"
#include "present/findings.h"
#include "present/plain.h"
#include "present/write.h"

static void write_row(struct onr_out *out, const struct onr_style *style,
                      const struct onr_config *config, uint32_t index)
{
    const struct onr_policy *policy = onr_config_policy(config);
    const struct onr_rule *rule = onr_policy_rule_at(policy, index);
    enum onr_severity severity = onr_policy_severity(policy, index, onr_config_profile(config));
    const char *name = onr_severity_name(severity);
    onr_out_format(out, "%-32s ", rule->id);
    onr_ink_text(out, style, onr_severity_ink(severity), name);
    onr_out_repeat(out, ' ', strlen(name) < 9 ? 9 - (unsigned)strlen(name) : 1);
    onr_plain_text(out, rule->title);
    onr_out_char(out, '\n');
}

static void write_object(struct onr_json *json, const struct onr_config *config, uint32_t index)
{
    const struct onr_policy *policy = onr_config_policy(config);
    const struct onr_rule *rule = onr_policy_rule_at(policy, index);
    enum onr_severity severity = onr_policy_severity(policy, index, onr_config_profile(config));
    onr_json_open(json, NULL, '{');
    onr_json_text(json, "id", rule->id);
    onr_json_text(json, "title", rule->title);
    onr_json_text(json, "severity", onr_severity_name(severity));
    onr_json_bool(json, "own", index >= onr_rule_count());
    onr_json_open(json, "severities", '{');
    for (uint32_t i = 0; i < ONR_PROFILES; i++)
        onr_json_text(json, onr_profile_name(i),
                      onr_severity_name((enum onr_severity)rule->severity[i]));
    onr_json_close(json, '}');
    onr_json_text(json, "message", rule->message);
    onr_json_text(json, "why", rule->why);
    onr_json_text(json, "fix", rule->fix);
    onr_json_text(json, "traps", rule->traps);
    onr_json_close(json, '}');
}

static void write_json(struct onr_out *out, const struct onr_config *config)
{
    struct onr_json json = {.out = out, .pretty = true};
    onr_json_open(&json, NULL, '[');
    for (uint32_t i = 0; i < onr_policy_rule_count(onr_config_policy(config)); i++)
        write_object(&json, config, i);
    onr_json_close(&json, ']');
    onr_out_char(out, '\n');
}

static int write_rules(const struct onr_arguments *arguments, const struct onr_config *config, bool json)
{
    struct onr_out out;
    struct onr_style style = onr_style_of(arguments);
    uint32_t count = onr_policy_rule_count(onr_config_policy(config));
    onr_out_open(&out, STDOUT_FILENO);
    if (json)
        write_json(&out, config);
    for (uint32_t i = 0; !json && i < count; i++)
        write_row(&out, &style, config, i);
    return onr_finish(&out, ONR_EXIT_CLEAN);
}

static int run(const struct onr_arguments *arguments)
{
    struct onr_given given;
    bool json = arguments->format && strcmp(arguments->format, "json") == 0;
    if (arguments->count) {
        onr_complain(NULL, "rules takes no names; onrecord explain %s tells of one",
                     arguments->operands[0]);
        return ONR_EXIT_USAGE;
    }
    if (arguments->check && json) {
        onr_complain(NULL, "rules --check prints text; leave --format out");
        return ONR_EXIT_USAGE;
    }
    struct onr_configs *configs = onr_configs_of(arguments, &given);
    const struct onr_config *config = onr_config_here(configs);
    int status = ONR_EXIT_FILE;
    if (config)
        status = arguments->check ? onr_examples_run(config) : write_rules(arguments, config, json);
    onr_configs_free(configs);
    return status;
}

const struct onr_command onr_command_rules = {
    .name = "rules",
    .summary = "list the rules and how serious each is",
    .help =
        "onrecord rules\n"
        "\n"
        "Lists all rules: the name, how serious a finding is, and what it is about. In a\n"
        "project, the severities that its file .onrecord sets are listed, and the\n"
        "newsroom's own rules come last.\n"
        "\n"
        "With --check, tries the examples of your own rules: what stands behind `flag:`\n"
        "must be flagged, what stands behind `pass:` must not.\n"
        "\n"
        "Options\n"
        "  --check                try the examples of your own rules\n"
        "  --profile NAME         default, ap, reuters, nyt, bbc, npr or guardian\n"
        "  --format FORMAT        text (unless you say otherwise) or json, which has all\n"
        "                         there is to know about each rule\n"
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord rules --profile reuters\n"
        "  onrecord rules --format json > rules.json\n"
        "\n"
        "Exit status: 0, 1 when an example does not hold, 2 for a wrong command line, or\n"
        "3 when a file of the configuration is wrong.\n",
    .options = ONR_OPTION_PROFILE | ONR_OPTION_FORMAT | ONR_OPTION_COLOR | ONR_OPTION_CHECK,
    .formats = onr_text_or_json,
    .run = run,
};
