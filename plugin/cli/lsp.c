/* onrecord lsp: the language server that editors start. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"
#include "lsp/lsp.h"

/* A whole number from 1 to most, or 0 where a word is none. */
static long number_of(const char *word, long most)
{
    char *end;
    long number = strtol(word, &end, 10);
    return *word && !*end && number > 0 && number <= most ? number : 0;
}

static int run(const struct onr_arguments *arguments)
{
    struct onr_lsp_options options = {.in = STDIN_FILENO,
                                      .out = STDOUT_FILENO,
                                      .log = arguments->log,
                                      .trace = arguments->trace};
    if (arguments->count) {
        onr_complain(NULL, "lsp takes no files; onrecord lsp --check %s tries the server on one",
                     arguments->operands[0]);
        return ONR_EXIT_USAGE;
    }
    if (arguments->parent && !(options.parent = number_of(arguments->parent, INT32_MAX))) {
        onr_complain(NULL, "--clientProcessId does not take %s; it is the number of a process",
                     arguments->parent);
        return ONR_EXIT_USAGE;
    }
    if (arguments->try_on)
        return onr_lsp_check(arguments->try_on);
    if (!arguments->socket)
        return onr_lsp_serve(&options);
    long port = number_of(arguments->socket, UINT16_MAX);
    if (port)
        return onr_lsp_serve_port(&options, (unsigned)port);
    onr_complain(NULL, "--socket does not take %s; it is a port, 1 to 65535", arguments->socket);
    return ONR_EXIT_USAGE;
}

const struct onr_command onr_command_lsp = {
    .name = "lsp",
    .summary = "serve an editor: findings, colours and more while you write",
    .help =
        "onrecord lsp\n"
        "\n"
        "The language server that editors start. It speaks the Language Server Protocol\n"
        "on standard input and output, so there is nothing to see when you start it\n"
        "yourself. Drafts stay on your computer.\n"
        "\n"
        "Options\n"
        "  --stdio                speak on standard input and output, as it does anyway\n"
        "  --socket PORT          connect to a port of this computer on which the editor\n"
        "                         listens; --port is the same\n"
        "  --clientProcessId N    end when the process N ends\n"
        "  --check FILE           try all the server does on a draft and say how long it\n"
        "                         takes\n"
        "  --log FILE             add what happens to a file in place of standard error\n"
        "  --trace WHAT           what of the messages is logged: off (unless you say\n"
        "                         otherwise), messages or verbose\n"
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord lsp --check mayor.txt\n"
        "  onrecord lsp --log /tmp/onrecord.log --trace messages\n"
        "\n"
        "Exit status: 0 when the editor said goodbye, 1 when it just left, 2 for a wrong\n"
        "command line, 3 when a draft cannot be read or nobody listens.\n",
    .options = ONR_OPTION_SERVER | ONR_OPTION_STDIO,
    .run = run,
};
