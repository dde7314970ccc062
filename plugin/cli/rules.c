/* onrecord rules: the list of rules, for people and as JSON. */
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"
#include "present/findings.h"
#include "present/plain.h"
#include "present/write.h"

static void write_row(struct onr_out *out, const struct onr_style *style,
                      const struct onr_rule *rule, uint32_t profile)
{
    enum onr_severity severity = (enum onr_severity)rule->severity[profile];
    const char *name = onr_severity_name(severity);
    onr_out_format(out, "%-32s ", rule->id);
    onr_ink_text(out, style, onr_severity_ink(severity), name);
    onr_out_repeat(out, ' ', strlen(name) < 9 ? 9 - (unsigned)strlen(name) : 1);
    onr_plain_text(out, rule->title);
    onr_out_char(out, '\n');
}

static void write_object(struct onr_json *json, const struct onr_rule *rule, uint32_t profile)
{
    onr_json_open(json, NULL, '{');
    onr_json_text(json, "id", rule->id);
    onr_json_text(json, "title", rule->title);
    onr_json_text(json, "severity", onr_severity_name((enum onr_severity)rule->severity[profile]));
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

static void write_json(struct onr_out *out, uint32_t profile)
{
    struct onr_json json = {.out = out, .pretty = true};
    onr_json_open(&json, NULL, '[');
    for (uint32_t i = 0; i < onr_rule_count(); i++)
        write_object(&json, onr_rule_at(i), profile);
    onr_json_close(&json, ']');
    onr_out_char(out, '\n');
}

static int run(const struct onr_arguments *arguments)
{
    struct onr_out out;
    struct onr_style style = onr_style_of(arguments);
    uint32_t profile = onr_profile_of(arguments);
    bool json = arguments->format && strcmp(arguments->format, "json") == 0;
    if (arguments->count) {
        onr_complain(NULL, "rules takes no names; onrecord explain %s tells of one",
                     arguments->operands[0]);
        return ONR_EXIT_USAGE;
    }
    if (arguments->format && !json && strcmp(arguments->format, "text") != 0) {
        onr_complain(NULL, "rules prints text or json; write --format json");
        return ONR_EXIT_USAGE;
    }
    onr_out_open(&out, STDOUT_FILENO);
    if (json)
        write_json(&out, profile);
    for (uint32_t i = 0; !json && i < onr_rule_count(); i++)
        write_row(&out, &style, onr_rule_at(i), profile);
    return onr_finish(&out, ONR_EXIT_CLEAN);
}

const struct onr_command onr_command_rules = {
    .name = "rules",
    .summary = "list the rules and how serious each is",
    .help =
        "onrecord rules\n"
        "\n"
        "Lists all rules: the name, how serious a finding is under --profile, and what\n"
        "it is about.\n"
        "\n"
        "Options\n"
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
        "Exit status: 0, or 2 for a wrong command line.\n",
    .options = ONR_OPTION_PROFILE | ONR_OPTION_FORMAT | ONR_OPTION_COLOR,
    .run = run,
};
