/* onrecord report: the whole picture of a draft's sourcing, to be read. */
#include <string.h>

#include "cli/cli.h"
#include "cli/help_text.h"

static int run(const struct onr_arguments *arguments)
{
    struct onr_task task = {
        .presenter = onr_presenter_find(arguments->format ? arguments->format : "text"),
        .fail_on = onr_severity_of("never"),
        .least = (enum onr_severity)onr_severity_of(arguments->show ? arguments->show : "info"),
        .explain = arguments->explain,
    };
    task.past = task.presenter == &onr_present_html;
    if (arguments->input && strcmp(arguments->input, "jsonl") == 0) {
        onr_complain(NULL, "report does not read JSON Lines; onrecord analyze --input jsonl does");
        return ONR_EXIT_USAGE;
    }
    if (onr_nothing_to_read(arguments, "report"))
        return ONR_EXIT_USAGE;
    return onr_drafts_run(arguments, &task);
}

const struct onr_command onr_command_report = {
    .name = "report",
    .summary = "show how open the sourcing of a draft is, source by source",
    .help =
        "onrecord report [FILE…]\n"
        "\n"
        "Shows who speaks in a draft, who stays unnamed, what readers are told about\n"
        "each source, what an editor would ask, and who was asked for comment. The first\n"
        "line says it all in short: the sourcing score, from 0 to 100, and how much\n"
        "rests on unnamed sources.\n"
        "\n"
        "The score measures what readers are told about sources. It does not measure\n"
        "whether a draft is true, and it cannot know what your editor knows.\n"
        "\n"
        ONR_HELP_DRAFTS
        "\n"
        "Options\n"
        "  --show LEVEL           the least serious findings to list: error, warning,\n"
        "                         info or hint (info unless you say otherwise)\n"
        "  --explain              list each attribution with what made it one: its shape,\n"
        "                         how sure it is, what spoke for it most\n"
        ONR_HELP_OPTIONS_DRAFTS
        "  --input KIND           read drafts as plain or markdown, whatever their names\n"
        "                         end in\n"
        "  --format FORMAT        text (the report), html (the same as a page to look at),\n"
        "                         or another that `onrecord help formats` lists\n"
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Where git has the draft, the page shows how its score went commit by commit,\n"
        "for the last 50 versions. Without a repository, or without the module\n"
        "onrecord-git, the page is without that.\n"
        "\n"
        ONR_HELP_CACHE
        "\n"
        "Examples\n"
        "  onrecord report mayor.txt\n"
        "  onrecord report --profile reuters mayor.txt budget.md\n"
        "  onrecord report --format html mayor.txt > mayor.html\n"
        "  pbpaste | onrecord report -\n"
        "\n"
        "Exit status: 0 when all drafts were read, 2 for a wrong command line, 3 when a\n"
        "draft could not be read (the others still are), 4 for a fault of onrecord's\n"
        "own.\n",
    .options = ONR_OPTIONS_DRAFTS | ONR_OPTION_SHOW | ONR_OPTION_EXPLAIN,
    .run = run,
};
