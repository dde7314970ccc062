/* What goes wrong, told on standard error in one line; and the nearest name to a wrong one. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"
#include "present/plain.h"

#define LONGEST_NAME 40

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

void onr_complain_error(const char *subject, const struct onr_error *error)
{
    if (error->code == ONR_EENCODING)
        onr_complain(subject, "byte %llu: %s", (unsigned long long)error->offset, error->text);
    else
        onr_complain(subject, "%s", error->text);
}

/* Letters to add, drop, change or swap to make one word of the other. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST_NAME + 1];
    size_t length = strlen(b);
    for (size_t j = 0; j <= length; j++)
        rows[0][j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && rows[(i + 1) % 3][j - 2] + 1 < best)
                best = rows[(i + 1) % 3][j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[strlen(a) % 3][length];
}

const char *onr_nearest(const char *word, const char *(*name)(size_t index))
{
    const char *nearest = NULL;
    const char *known;
    size_t length = strlen(word);
    size_t least = length / 3 + 2;
    if (length == 0 || length > LONGEST_NAME)
        return NULL;
    for (size_t i = 0; (known = name(i)); i++) {
        size_t away = strlen(known) > LONGEST_NAME ? least : distance(word, known);
        if (length >= 3 && strncmp(known, word, length) == 0)
            away = 1;
        if (away < least) {
            least = away;
            nearest = known;
        }
    }
    return nearest;
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
