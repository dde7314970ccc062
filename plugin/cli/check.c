/* onrecord check: findings only, and an exit status that a hook can act on. */
#include <string.h>

#include "cli/baseline.h"
#include "cli/cli.h"
#include "cli/help_text.h"

/* By default all but hints are shown, and hints too where they make the check fail. */
static enum onr_severity least_shown(const struct onr_arguments *arguments, int fail_on)
{
    if (arguments->show)
        return (enum onr_severity)onr_severity_of(arguments->show);
    return fail_on == ONR_SEVERITY_HINT ? ONR_SEVERITY_HINT : ONR_SEVERITY_INFO;
}

static enum onr_fixing fixing_of(const struct onr_arguments *arguments)
{
    if (!arguments->fix)
        return arguments->diff ? ONR_FIXING_SAFE : ONR_FIXING_NONE;
    return strcmp(arguments->fix, "all") == 0 ? ONR_FIXING_ALL : ONR_FIXING_SAFE;
}

/* Whether fixes are to be written where there is no file: then they would be lost. */
static bool fixes_a_pipe(const struct onr_arguments *arguments, const struct onr_task *task)
{
    bool pipe = arguments->count == 0;
    for (int i = 0; i < arguments->count; i++)
        pipe |= strcmp(arguments->operands[i], "-") == 0;
    if (!pipe || task->fixing == ONR_FIXING_NONE || task->diff)
        return false;
    onr_complain(NULL, "--fix changes files; write --diff to see what it would do to what is piped in");
    return true;
}

/* Whether a format for findings is asked for where a diff is printed in their place. */
static bool formats_a_diff(const struct onr_arguments *arguments, const struct onr_task *task, bool text)
{
    if (!task->diff || text)
        return false;
    onr_complain(NULL,
                 "%s prints a diff in place of the findings; leave out --format %s to see the diff, or %s to have the "
                 "findings as %s",
                 arguments->diff ? "--diff" : "--fix=dry-run", arguments->format,
                 arguments->diff ? "--diff" : "--fix=dry-run", arguments->format);
    return true;
}

static int with_baseline(const struct onr_arguments *arguments, struct onr_task *task)
{
    const char *path = arguments->write_baseline ? arguments->write_baseline : arguments->baseline;
    if (arguments->write_baseline && arguments->baseline) {
        onr_complain(NULL, "--write-baseline begins a baseline, --baseline goes by one; leave one "
                           "of them out");
        return ONR_EXIT_USAGE;
    }
    if (!path)
        return onr_drafts_run(arguments, task);
    int status = onr_baseline_open(&task->baseline, path, arguments->write_baseline != NULL);
    if (status != ONR_EXIT_CLEAN)
        return status;
    status = onr_drafts_run(arguments, task);
    int written =
        onr_baseline_close(task->baseline, status < ONR_EXIT_FILE);
    return written > status ? written : status;
}

static int run(const struct onr_arguments *arguments)
{
    bool text = !arguments->format || strcmp(arguments->format, "text") == 0;
    int fail_on = onr_severity_of(arguments->fail_on ? arguments->fail_on : "error");
    struct onr_task task = {
        .presenter = onr_presenter_find(text ? "findings" : arguments->format),
        .fail_on = fail_on,
        .least = least_shown(arguments, fail_on),
        .fixing = fixing_of(arguments),
        .diff = arguments->diff || (arguments->fix && strcmp(arguments->fix, "dry-run") == 0),
    };
    if (arguments->input && strcmp(arguments->input, "jsonl") == 0) {
        onr_complain(NULL, "check does not read JSON Lines; onrecord analyze --input jsonl does");
        return ONR_EXIT_USAGE;
    }
    if (onr_nothing_to_read(arguments, "check"))
        return ONR_EXIT_USAGE;
    if (fixes_a_pipe(arguments, &task) || formats_a_diff(arguments, &task, text))
        return ONR_EXIT_USAGE;
    return with_baseline(arguments, &task);
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
        "What the draft itself waives, with a comment right before the paragraph,\n"
        "\n"
        "  <!-- onrecord: ok anonymous-bare approved by the desk editor -->\n"
        "\n"
        "is listed as \"waived\" with its reason and never makes the check fail. `begin`\n"
        "and `end` in place of `ok` waive what stands between them, `file` the whole\n"
        "draft. In plain text, lines that begin with %, // or .. do the same.\n"
        "\n"
        ONR_HELP_DRAFTS
        "\n"
        "Options\n"
        "  --fail-on LEVEL        the least serious finding that makes the exit status\n"
        "                         1: error (unless you say otherwise), warning, info,\n"
        "                         hint or never\n"
        "  --show LEVEL           the least serious finding to list: error, warning,\n"
        "                         info or hint (info unless you say otherwise)\n"
        "  --fix                  make the fixes that leave nothing to the writer, in the\n"
        "                         files, and list what is left; where two would meet\n"
        "                         the first is made, and the other by the next run\n"
        "  --fix=all              make the others, too: most leave TK, to be filled in,\n"
        "                         which is a finding until it is\n"
        "  --diff, --fix=dry-run  change nothing and show what the fixes would do, as a\n"
        "                         diff; with --fix=all, all of them; takes no --format\n"
        "  --baseline FILE        leave out the findings that FILE accepts; what was mended\n"
        "                         is taken out of it. They are told again by their words,\n"
        "                         wherever in the draft they stand\n"
        "  --write-baseline FILE  accept all that is found now, and write it to FILE\n"
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
        "  onrecord check --diff mayor.txt\n"
        "  onrecord check --write-baseline accepted.json drafts/\n"
        "  onrecord check --baseline accepted.json drafts/\n"
        "  git show :mayor.md | onrecord check --stdin-filename mayor.md -\n"
        "\n"
        "Exit status: 0 when there is nothing at or above --fail-on, 1 when there is, 2\n"
        "for a wrong command line, 3 when a draft could not be read (the others still\n"
        "are), 4 for a fault of onrecord's own.\n",
    .options = ONR_OPTIONS_DRAFTS | ONR_OPTION_FAIL_ON | ONR_OPTION_SHOW |
               ONR_OPTION_FIX | ONR_OPTION_DIFF | ONR_OPTION_BASELINE,
    .run = run,
};
