/* onrecord: finds the command, hands over to it, answers with its exit status. */
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

static const struct onr_command *const commands[] = {
    &onr_command_report,  &onr_command_check,   &onr_command_analyze, &onr_command_review,
    &onr_command_diff,    &onr_command_history, &onr_command_blame,   &onr_command_hook,
    &onr_command_explain, &onr_command_rules,   &onr_command_config,  &onr_command_protect,
    &onr_command_lsp,     &onr_command_help,
};

const struct onr_command *onr_command_at(size_t index)
{
    return index < sizeof commands / sizeof *commands ? commands[index] : NULL;
}

const struct onr_command *onr_command_find(const char *name)
{
    const struct onr_command *command;
    for (size_t i = 0; (command = onr_command_at(i)); i++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

static const char *command_name(size_t index)
{
    const struct onr_command *command = onr_command_at(index);
    return command ? command->name : NULL;
}

/*
 * Fills closed standard descriptors, so that no draft is opened as one; writing to them still
 * fails.
 */
static void hold_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
            _exit(ONR_EXIT_INTERNAL);
}

static int print(const char *text, int fd)
{
    struct onr_out out;
    onr_out_open(&out, fd);
    onr_out_text(&out, text);
    return onr_finish(&out, ONR_EXIT_CLEAN);
}

static int unknown_command(const char *word)
{
    if (!*word) {
        onr_complain(NULL, "the command is empty; onrecord --help lists them");
        return ONR_EXIT_USAGE;
    }
    if (*word != '-' && access(word, F_OK) == 0) {
        onr_complain(NULL, "%s is a file, not a command; write: onrecord report %s", word, word);
        return ONR_EXIT_USAGE;
    }
    onr_complain_unknown(*word == '-' ? "option" : "command", word, command_name,
                         "onrecord --help lists them");
    return ONR_EXIT_USAGE;
}

static int run(const struct onr_command *command, int count, char **words)
{
    struct onr_arguments arguments = {0};
    char **operands = calloc((size_t)count + 1, sizeof *operands);
    if (!operands) {
        onr_complain(NULL, "memory ran out; close other programs and try again");
        return ONR_EXIT_INTERNAL;
    }
    int status = onr_arguments_parse(&arguments, command, count, words, operands);
    if (status == ONR_EXIT_CLEAN)
        status = arguments.help ? print(command->help, STDOUT_FILENO) : command->run(&arguments);
    free(operands);
    return status;
}

int main(int count, char **words)
{
    hold_descriptors();
    if (!setlocale(LC_CTYPE, "C.UTF-8")) /* drafts are UTF-8, whatever the reporter's locale */
        setlocale(LC_CTYPE, "");
    if (count < 2) {
        onr_complain(NULL,
                     "say what to do, as in: onrecord report mayor.txt; onrecord --help shows all");
        return ONR_EXIT_USAGE;
    }
    const char *word = words[1];
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return print("onrecord " ONR_VERSION "\n", STDOUT_FILENO);
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        word = "help";
    const struct onr_command *command = onr_command_find(word);
    return command ? run(command, count - 2, words + 2) : unknown_command(word);
}
