#include "hook/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK "# onrecord-hook 1"
#define PROGRAM_LINE "\nonrecord="

/* A word for the shell, in quotation marks. */
static void write_word(struct onr_out *out, const char *word)
{
    onr_out_char(out, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            onr_out_text(out, "'\\''");
        else
            onr_out_char(out, *word);
    }
    onr_out_char(out, '\'');
}

/* Runs the hook that was there before, with the same arguments and the same standard input. */
static void write_chain(struct onr_out *out, const struct onr_hook_script *script, const char *call)
{
    onr_out_format(out, "if [ -x \"$%s\" ]; then\n", call);
    if (script->event->reads)
        onr_out_format(out,
                       "    printf '%%s' \"$told\" | \"$%s\" \"$@\" || exit $?\n", call);
    else
        onr_out_format(out, "    \"$%s\" \"$@\" || exit $?\n", call);
    onr_out_text(out, "fi\n");
}

static void write_missing(struct onr_out *out, const struct onr_hook_script *script)
{
    onr_out_text(out,
                 "if [ ! -x \"$onrecord\" ]; then\n"
                 "    echo \"onrecord: the drafts were not checked: $onrecord is not there.\" >&2\n"
                 "    echo \"onrecord: install it again and run: onrecord hook install");
    if (script->event->bypass)
        onr_out_format(out, "; without the check: %s", script->event->bypass);
    onr_out_text(out, "\" >&2\n"
                      "    exit 1\n"
                      "fi\n");
}

static void write_call(struct onr_out *out, const struct onr_hook_script *script)
{
    if (script->event->reads)
        onr_out_text(out, "printf '%s' \"$told\" | \"$onrecord\" hook run");
    else
        onr_out_text(out, "exec \"$onrecord\" hook run");
    for (int i = 0; i < script->option_count; i++) {
        onr_out_char(out, ' ');
        write_word(out, script->options[i]);
    }
    onr_out_format(out, " -- %s \"$@\"\n", script->event->name);
}

void onr_hook_script_write(struct onr_out *out, const struct onr_hook_script *script)
{
    bool passes = script->event->deed == ONR_HOOK_NOTHING;
    onr_out_format(out,
                   "#!/bin/sh\n"
                   MARK ": made by onrecord hook install%s; onrecord hook uninstall%s takes it\n"
                   "# away and puts back the hook that was here before.\n",
                   script->global ? " --global" : "", script->global ? " --global" : "");
    onr_out_text(out, PROGRAM_LINE + 1);
    write_word(out, script->program);
    onr_out_char(out, '\n');
    if (script->event->reads)
        onr_out_text(out, "told=$(cat && echo .) || exit 1\ntold=${told%.}\n");
    onr_out_format(out, "before=\"${0%%/*}/%s" ONR_HOOK_SUFFIX "\"\n", script->event->name);
    write_chain(out, script, "before");
    if (script->global) {
        onr_out_format(out, "own=$(git rev-parse --git-common-dir)/hooks/%s || exit 1\n",
                       script->event->name);
        write_chain(out, script, "own");
    }
    if (passes)
        return;
    write_missing(out, script);
    write_call(out, script);
}

/* The beginning of a hook, enough to know it by. False where there is none. */
static bool read_head(const char *path, char *head, size_t size)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return false;
    size_t length = fread(head, 1, size - 1, file);
    fclose(file);
    head[length] = '\0';
    return true;
}

bool onr_hook_is_ours(const char *path)
{
    char head[256];
    return read_head(path, head, sizeof head) && strstr(head, "\n" MARK);
}

char *onr_hook_program(const char *path)
{
    char head[8192];
    char *from = read_head(path, head, sizeof head) ? strstr(head, PROGRAM_LINE "'") : NULL;
    if (!from)
        return NULL;
    from += strlen(PROGRAM_LINE "'");
    char *program = malloc(strlen(from) + 1);
    size_t length = 0;
    while (program && *from && *from != '\n') {
        if (strncmp(from, "'\\''", 4) == 0) {
            program[length++] = '\'';
            from += 4;
        } else if (*from == '\'') {
            break;
        } else {
            program[length++] = *from++;
        }
    }
    if (program)
        program[length] = '\0';
    return program;
}
