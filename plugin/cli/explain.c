/* onrecord explain: one rule, why it is there and what to do about it. */
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"
#include "present/findings.h"
#include "present/plain.h"

static const char *rule_name(size_t index)
{
    return index < onr_rule_count() ? onr_rule_at((uint32_t)index)->id : NULL;
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

static int run(const struct onr_arguments *arguments)
{
    struct onr_out out;
    struct onr_style style = onr_style_of(arguments);
    if (arguments->count != 1) {
        onr_complain(NULL, "which rule? Write: onrecord explain RULE; onrecord rules lists them");
        return ONR_EXIT_USAGE;
    }
    const char *name = arguments->operands[0];
    uint32_t index = onr_rule_find(name);
    if (index == ONR_NONE) {
        onr_complain_unknown("rule", name, rule_name, "onrecord rules lists them");
        return ONR_EXIT_USAGE;
    }
    onr_out_open(&out, STDOUT_FILENO);
    write_rule(&out, &style, onr_rule_at(index));
    return onr_finish(&out, ONR_EXIT_CLEAN);
}

const struct onr_command onr_command_explain = {
    .name = "explain",
    .summary = "tell why a rule is there and what to do about it",
    .help =
        "onrecord explain RULE\n"
        "\n"
        "Tells what a rule says, why newsrooms hold to it, what to do about it, what it\n"
        "leaves alone, and how serious it is by each profile. `onrecord rules` lists the\n"
        "rules.\n"
        "\n"
        "Options\n"
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord explain anonymous-bare\n"
        "\n"
        "Exit status: 0, or 2 when there is no such rule.\n",
    .options = ONR_OPTION_COLOR,
    .run = run,
};
