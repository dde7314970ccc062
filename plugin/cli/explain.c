/* onrecord explain: one rule, why it is there and what to do about it. */
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"
#include "config/nearest.h"
#include "present/findings.h"
#include "present/plain.h"
#include "present/sum.h"

static const char *rule_name(const void *policy, size_t index)
{
    return index < onr_policy_rule_count(policy) ? onr_policy_rule_at(policy, (uint32_t)index)->id : NULL;
}

/* One line of a passage, wrapped, behind its mark. */
static void write_line(struct onr_out *out, const struct onr_style *style, const char *mark,
                       const char *text, size_t length)
{
    struct onr_out line;
    onr_out_open(&line, -1);
    onr_plain(&line, text, length);
    onr_out_text(out, mark);
    onr_paper_wrap(out, style, ONR_INK_PLAIN, line.bytes ? line.bytes : "", line.length,
                   (unsigned)strlen(mark), (unsigned)strlen(mark));
    onr_out_close(&line);
}

/* A passage under its heading; where it has several lines, as a list. */
static void write_passage(struct onr_out *out, const struct onr_style *style, const char *heading,
                          const char *text)
{
    if (!text || !*text)
        return;
    const char *mark = strchr(text, '\n') ? "  - " : "  ";
    onr_out_char(out, '\n');
    onr_ink_text(out, style, ONR_INK_STRONG, heading);
    onr_out_char(out, '\n');
    while (*text) {
        size_t length = strcspn(text, "\n");
        write_line(out, style, mark, text, length);
        text += length + (text[length] == '\n');
    }
}

static void write_severities(struct onr_out *out, const struct onr_style *style,
                             const struct onr_rule *rule)
{
    onr_out_char(out, '\n');
    onr_ink_text(out, style, ONR_INK_STRONG, "How serious it is, by profile");
    onr_out_char(out, '\n');
    for (uint32_t i = 0; i < ONR_PROFILES; i++) {
        enum onr_severity severity = (enum onr_severity)rule->severity[i];
        onr_out_format(out, "  %-10s ", onr_profile_name(i));
        onr_ink_text(out, style, onr_severity_ink(severity), onr_severity_name(severity));
        onr_out_char(out, '\n');
    }
}

static void write_rule(struct onr_out *out, const struct onr_style *style,
                       const struct onr_rule *rule)
{
    onr_ink_text(out, style, ONR_INK_STRONG, rule->id);
    onr_out_text(out, ": ");
    onr_plain_text(out, rule->title);
    onr_out_char(out, '\n');
    write_passage(out, style, "What it says", rule->message);
    write_passage(out, style, "Why", rule->why);
    write_passage(out, style, "What to do", rule->fix);
    write_passage(out, style, "What it leaves alone", rule->traps);
    write_severities(out, style, rule);
}

/* What a project sets for the rule, beside what its file says by profile. */
static void write_in_force(struct onr_out *out, const struct onr_style *style, const struct onr_config *config,
                           uint32_t index)
{
    char room[32];
    struct onr_value severity = onr_config_rule_value(config, ONR_KEY_SEVERITY, index, room, sizeof room);
    if (severity.origin != ONR_ORIGIN_FILE)
        return;
    onr_out_char(out, '\n');
    onr_ink_text(out, style, ONR_INK_STRONG, "How serious it is here");
    onr_out_format(out, "\n  %s, by ", severity.text);
    onr_plain_text(out, severity.file);
    onr_out_format(out, ":%u\n", severity.line);
}

static int explain_rule(const struct onr_arguments *arguments, const struct onr_config *config)
{
    struct onr_out out;
    struct onr_style style = onr_style_of(arguments);
    const char *name = arguments->operands[0];
    const struct onr_policy *policy = onr_config_policy(config);
    uint32_t index = onr_policy_rule_find(policy, name);
    if (index == ONR_NONE) {
        const char *nearest = onr_nearest_of(name, rule_name, policy);
        if (nearest)
            onr_complain(NULL, "there is no rule %s; did you mean %s?", name, nearest);
        else
            onr_complain(NULL, "there is no rule %s; onrecord rules lists them", name);
        return ONR_EXIT_USAGE;
    }
    onr_out_open(&out, STDOUT_FILENO);
    write_rule(&out, &style, onr_policy_rule_at(policy, index));
    write_in_force(&out, &style, config, index);
    return onr_finish(&out, ONR_EXIT_CLEAN);
}

static int explain_score(const struct onr_arguments *arguments)
{
    bool json = arguments->format && strcmp(arguments->format, "json") == 0;
    struct onr_task task = {
        .presenter = json ? &onr_present_sum_json : &onr_present_sum,
        .fail_on = onr_severity_of("never"),
        .least = ONR_SEVERITY_HINT,
    };
    if (arguments->input && strcmp(arguments->input, "jsonl") == 0) {
        onr_complain(NULL, "explain does not read JSON Lines; onrecord analyze --input jsonl does");
        return ONR_EXIT_USAGE;
    }
    return onr_nothing_to_read(arguments, "explain --score") ? ONR_EXIT_USAGE : onr_drafts_run(arguments, &task);
}

static int run(const struct onr_arguments *arguments)
{
    struct onr_given given;
    if (arguments->score)
        return explain_score(arguments);
    if (arguments->count != 1) {
        onr_complain(NULL, "which rule? Write: onrecord explain RULE; onrecord rules lists them");
        return ONR_EXIT_USAGE;
    }
    if (arguments->format && strcmp(arguments->format, "text") != 0) {
        onr_complain(NULL, "a rule is explained in words; onrecord rules --format json has the same for programs");
        return ONR_EXIT_USAGE;
    }
    struct onr_configs *configs = onr_configs_of(arguments, &given);
    const struct onr_config *config = onr_config_here(configs);
    int status = config ? explain_rule(arguments, config) : ONR_EXIT_FILE;
    onr_configs_free(configs);
    return status;
}

const struct onr_command onr_command_explain = {
    .name = "explain",
    .summary = "tell why a rule is there, or how a draft's score comes about",
    .help =
        "onrecord explain RULE\n"
        "onrecord explain --score FILE…\n"
        "\n"
        "Tells what a rule says, why newsrooms hold to it, what to do about it, what it\n"
        "leaves alone, and how serious it is by each profile. `onrecord rules` lists the\n"
        "rules, with those of your newsroom's own.\n"
        "\n"
        "With --score, shows the sum behind a draft's score: what each source loses and\n"
        "by which rule, what each attribution weighs, and what the whole draft loses, so\n"
        "that you can do the sum again by hand.\n"
        "\n"
        "Options\n"
        "  --score                show the sum of a draft in place of a rule\n"
        "  --format FORMAT        with --score: text (unless you say otherwise) or json\n"
        ONR_HELP_OPTIONS_DRAFTS
        "  --input KIND           read drafts as plain or markdown, whatever their names\n"
        "                         end in\n"
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord explain anonymous-bare\n"
        "  onrecord explain --score mayor.txt\n"
        "\n"
        "Exit status: 0, 2 when there is no such rule or the command line is wrong, 3\n"
        "when a draft or a file of the configuration could not be read.\n",
    .options = (ONR_OPTIONS_DRAFTS | ONR_OPTION_SCORE) & ~(unsigned)ONR_OPTION_LABELLER,
    .formats = onr_text_or_json,
    .run = run,
};
