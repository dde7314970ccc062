/* onrecord analyze: all that is found, for other programs. */
#include <string.h>

#include "cli/cli.h"
#include "cli/help_text.h"

static int run(const struct onr_arguments *arguments)
{
    bool lines = arguments->input && strcmp(arguments->input, "jsonl") == 0;
    const char *format = arguments->format ? arguments->format : lines ? "jsonl" : "json";
    struct onr_task task = {
        .presenter = onr_presenter_find(format),
        .fail_on = onr_severity_of("never"),
        .least = ONR_SEVERITY_HINT,
        .explain = arguments->explain,
    };
    if (lines && task.presenter->failure == NULL) {
        onr_complain(NULL, "JSON Lines in are JSON Lines out; write --format jsonl");
        return ONR_EXIT_USAGE;
    }
    if (lines && arguments->encoding && strcmp(arguments->encoding, "UTF-8") != 0) {
        onr_complain(
            NULL, "JSON Lines are UTF-8; leave --encoding out, or convert them with iconv first");
        return ONR_EXIT_USAGE;
    }
    if (onr_nothing_to_read(arguments, "analyze"))
        return ONR_EXIT_USAGE;
    return lines ? onr_lines_run(arguments, &task) : onr_drafts_run(arguments, &task);
}

const struct onr_command onr_command_analyze = {
    .name = "analyze",
    .summary = "give all that is found as JSON, for other programs",
    .help =
        "onrecord analyze [FILE…]\n"
        "\n"
        "Prints all that is found in a draft as JSON: quotations, attributions, sources,\n"
        "who was asked for comment, findings and the score. Positions are bytes of the\n"
        "file, from 0, the end not included. One draft makes one object; several, or a\n"
        "folder, make an array. With --format jsonl each draft is an object on a line of\n"
        "its own.\n"
        "\n"
        ONR_HELP_DRAFTS
        "\n"
        "With --input jsonl, each line of FILE is a draft, {\"id\": …, \"text\": \"…\"}, which\n"
        "may also name its \"format\". The answers come in the same order with the same\n"
        "ids, one on a line. A line that is no such thing is answered with an \"error\"\n"
        "that has its line number.\n"
        "\n"
        "Options\n"
        "  --format FORMAT        json (unless you say otherwise) or jsonl\n"
        "  --input KIND           jsonl for JSON Lines; plain or markdown to read drafts\n"
        "                         as such, whatever their names end in\n"
        "  --explain              add to each attribution what made it one: its shape and\n"
        "                         what spoke for it most\n"
        ONR_HELP_OPTIONS_DRAFTS
        "  --labeller NAME        for measuring: find attributions by the rules alone\n"
        "                         (rules) or with the trained model (learned)\n"
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord analyze mayor.txt\n"
        "  onrecord analyze --format jsonl drafts/ > drafts.jsonl\n"
        "  onrecord analyze --format jsonl --input jsonl archive.jsonl > found.jsonl\n"
        "  some-program | onrecord analyze --input jsonl > found.jsonl\n"
        "\n"
        "Exit status: 0 when all drafts were analyzed, 2 for a wrong command line, 3\n"
        "when a draft or a line could not be (the others still are), 4 for a fault of\n"
        "onrecord's own.\n",
    .options = ONR_OPTIONS_DRAFTS | ONR_OPTION_EXPLAIN,
    .run = run,
};
