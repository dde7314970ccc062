/* onrecord check: findings only, and an exit status that a hook can act on. */
#include <string.h>

#include "cli/cli.h"
#include "cli/help_text.h"

/* By default all but hints are shown, and hints too where they make the check fail. */
static enum onr_severity least_shown(const struct onr_arguments *arguments, int fail_on)
{
    if (arguments->show)
        return (enum onr_severity)onr_severity_of(arguments->show);
    return fail_on == ONR_SEVERITY_HINT ? ONR_SEVERITY_HINT : ONR_SEVERITY_INFO;
}

static int run(const struct onr_arguments *arguments)
{
    bool text = !arguments->format || strcmp(arguments->format, "text") == 0;
    int fail_on = onr_severity_of(arguments->fail_on ? arguments->fail_on : "error");
    struct onr_task task = {
        .presenter = onr_presenter_find(text ? "findings" : arguments->format),
        .fail_on = fail_on,
        .least = least_shown(arguments, fail_on),
    };
    if (arguments->input && strcmp(arguments->input, "jsonl") == 0) {
        onr_complain(NULL, "check does not read JSON Lines; onrecord analyze --input jsonl does");
        return ONR_EXIT_USAGE;
    }
    if (onr_nothing_to_read(arguments, "check"))
        return ONR_EXIT_USAGE;
    return onr_drafts_run(arguments, &task);
}

const struct onr_command onr_command_check = {
    .name = "check",
    .summary = "list what an editor would ask about; for hooks and scripts",
    .help =
        "onrecord check [FILE…]\n"
        "\n"
        "Lists what a standards editor would raise, one finding on a line:\n"
        "\n"
        "  mayor.txt:4:12: warning: “sources” is not named. [anonymous-source]\n"
        "\n"
        "that is file, line, column, how serious it is, what it is, and the rule, which\n"
        "`onrecord explain RULE` tells more about. A draft with nothing to raise prints\n"
        "nothing.\n"
        "\n"
        ONR_HELP_DRAFTS
        "\n"
        "Options\n"
        "  --fail-on LEVEL        the least serious finding that makes the exit status\n"
        "                         1: error (unless you say otherwise), warning, info,\n"
        "                         hint or never\n"
        "  --show LEVEL           the least serious finding to list: error, warning,\n"
        "                         info or hint (info unless you say otherwise)\n"
        ONR_HELP_OPTIONS_DRAFTS
        "  --input KIND           read drafts as plain or markdown, whatever their names\n"
        "                         end in\n"
        "  --format FORMAT        text (the lines above), json or jsonl, or one for other\n"
        "                         programs: sarif, github, gitlab, checkstyle, junit,\n"
        "                         rdjson, unix or tap\n"
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord check mayor.txt\n"
        "  onrecord check --profile ap --fail-on warning drafts/\n"
        "  git show :mayor.md | onrecord check --stdin-filename mayor.md -\n"
        "\n"
        "Exit status: 0 when there is nothing at or above --fail-on, 1 when there is, 2\n"
        "for a wrong command line, 3 when a draft could not be read (the others still\n"
        "are), 4 for a fault of onrecord's own.\n",
    .options = ONR_OPTIONS_DRAFTS | ONR_OPTION_FAIL_ON | ONR_OPTION_SHOW,
    .run = run,
};
