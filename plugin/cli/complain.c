/* What goes wrong, told on standard error in one line; and the nearest name to a wrong one. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"
#include "config/nearest.h"
#include "present/plain.h"

void onr_complain(const char *subject, const char *format, ...)
{
    char text[1024];
    struct onr_out out;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    onr_out_open(&out, STDERR_FILENO);
    onr_out_text(&out, "onrecord: ");
    if (subject) {
        onr_plain_text(&out, strcmp(subject, "-") == 0 ? "standard input" : subject);
        onr_out_text(&out, ": ");
    }
    onr_plain_text(&out, text);
    onr_out_char(&out, '\n');
    onr_out_close(&out);
}

void onr_complain_lines(const char *text)
{
    for (size_t length; *text; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        onr_complain(NULL, "%.*s", (int)length, text);
    }
}

void onr_complain_error(const char *subject, const struct onr_error *error)
{
    if (error->code == ONR_EENCODING)
        onr_complain(subject, "byte %llu: %s", (unsigned long long)error->offset, error->text);
    else
        onr_complain(subject, "%s", error->text);
}

/* Names that a function gives without a context. */
struct plain_names {
    const char *(*name)(size_t index); /* NULL past the last */
};

static const char *plain_name(const void *context, size_t index)
{
    return ((const struct plain_names *)context)->name(index);
}

const char *onr_nearest(const char *word, const char *(*name)(size_t index))
{
    struct plain_names names = {name};
    return onr_nearest_of(word, plain_name, &names);
}

void onr_complain_unknown(const char *what, const char *word, const char *(*name)(size_t index),
                          const char *remedy)
{
    size_t dashes = strspn(word, "-");
    const char *nearest = onr_nearest(word + dashes, name);
    if (nearest)
        onr_complain(NULL, "there is no %s %s; did you mean %s%s?", what, word, dashes ? "--" : "",
                     nearest);
    else
        onr_complain(NULL, "there is no %s %s; %s", what, word, remedy);
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

static bool wants_colour(const char *color)
{
    if (color && strcmp(color, "auto") != 0)
        return strcmp(color, "always") == 0;
    if (is_set("NO_COLOR"))
        return false;
    const char *force = getenv("CLICOLOR_FORCE");
    if (force && *force && strcmp(force, "0") != 0)
        return true;
    const char *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

static unsigned width(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col < 40 ? 40 : size.ws_col;
}

struct onr_style onr_style_of(const struct onr_arguments *arguments)
{
    return (struct onr_style){.colour = wants_colour(arguments->color), .width = width()};
}

int onr_finish(struct onr_out *out, int status)
{
    int error = onr_out_close(out);
    if (!error && close(STDOUT_FILENO) != 0)
        error = errno;
    if (!error)
        return status;
    onr_complain("standard output",
                 "it could not be written (%s); what was printed is not complete", strerror(error));
    return status == ONR_EXIT_INTERNAL ? status : ONR_EXIT_FILE;
}
