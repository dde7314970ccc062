/* onrecord help: all commands, one of them, or the formats. */
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"

static const char *topic_name(size_t index)
{
    const struct onr_command *command = onr_command_at(index);
    const struct onr_command *before = index ? onr_command_at(index - 1) : command;
    return command ? command->name : before ? "formats" : NULL;
}

static void write_commands(struct onr_out *out)
{
    const struct onr_command *command;
    onr_out_text(
        out,
        "onrecord reads a news draft and shows who says what, who stays unnamed, and how\n"
        "open the sourcing is. It works on your computer; no draft leaves it.\n"
        "\n"
        "  onrecord report mayor.txt      the whole picture of a draft\n"
        "  onrecord check mayor.txt       only what an editor would ask about\n"
        "\n"
        "Commands\n");
    for (size_t i = 0; (command = onr_command_at(i)); i++)
        onr_out_format(out, "  %-10s %s\n", command->name, command->summary);
    onr_out_text(out,
                 "\n"
                 "Options most commands take\n"
                 "  --profile NAME      whose standards to go by: default, ap, reuters, nyt, bbc,\n"
                 "                      npr, guardian\n"
                 "  --format FORMAT     what to print; onrecord help formats lists the formats\n"
                 "  --encoding NAME     the encoding of a draft that is not UTF-8\n"
                 "  --color WHEN        auto, always or never\n"
                 "  -h, --help          help on a command: onrecord report --help\n"
                 "  -V, --version       which version this is: onrecord --version\n");
}

static void write_formats(struct onr_out *out)
{
    const struct onr_presenter *presenter;
    const char *name;
    onr_out_text(out, "What is printed (--format)\n");
    for (size_t i = 0; (presenter = onr_presenter_at(i)); i++)
        onr_out_format(out, "  %-16s %s\n", presenter->name, presenter->summary);
    onr_out_text(out,
                 "\nWhat is read (--input); without it, the ending of a file's name decides\n");
    for (uint32_t i = 0; (name = onr_format_name(i)); i++)
        onr_out_format(out, "  %s\n", name);
    onr_out_text(out,
                 "  jsonl            one draft on each line: {\"id\": …, \"text\": …} (analyze only)\n");
}

static int run(const struct onr_arguments *arguments)
{
    struct onr_out out;
    const char *topic = arguments->count ? arguments->operands[0] : NULL;
    const struct onr_command *command = topic ? onr_command_find(topic) : NULL;
    bool formats = topic && strcmp(topic, "formats") == 0;
    if (topic && !command && !formats) {
        onr_complain_unknown("command", topic, topic_name, "onrecord --help lists them");
        return ONR_EXIT_USAGE;
    }
    onr_out_open(&out, STDOUT_FILENO);
    if (command)
        onr_out_text(&out, command->help);
    else if (formats)
        write_formats(&out);
    else
        write_commands(&out);
    return onr_finish(&out, ONR_EXIT_CLEAN);
}

const struct onr_command onr_command_help = {
    .name = "help",
    .summary = "show help on a command, or on the formats",
    .help =
        "onrecord help [COMMAND]\n"
        "\n"
        "Shows what onrecord can do, or how a command is used. `onrecord help formats`\n"
        "lists what can be printed and what can be read.\n"
        "\n"
        "Options\n"
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord help report\n"
        "  onrecord help formats\n"
        "\n"
        "Exit status: 0, or 2 when there is no such command.\n",
    .options = 0,
    .run = run,
};
