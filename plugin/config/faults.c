#include "config/faults.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 20      /* that are told: whoever mends them runs it again */
#define LONGEST 1200 /* bytes of one */

/* Whether one of the lines of the text is this one. */
static bool is_told(const struct onr_faults *faults, const char *line, size_t length)
{
    const char *at = faults->text;
    while (at) {
        size_t own = strcspn(at, "\n");
        if (own == length && memcmp(at, line, length) == 0)
            return true;
        at = at[own] ? at + own + 1 : NULL;
    }
    return false;
}

/* What is told where memory runs out is the last that fits. */
static void append(struct onr_faults *faults, const char *line, size_t length)
{
    char *text = realloc(faults->text, faults->length + length + 2);
    if (!text)
        return;
    faults->text = text;
    if (faults->length)
        text[faults->length++] = '\n';
    memcpy(text + faults->length, line, length + 1);
    faults->length += length;
}

int onr_faults_add(struct onr_faults *faults, const char *format, ...)
{
    char line[LONGEST];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    for (char *at = line; *at; at++)
        if (*at == '\n') /* of a file's name */
            *at = ' ';
    if (is_told(faults, line, strlen(line)))
        return -1;
    faults->count++;
    if (faults->count <= MOST)
        append(faults, line, strlen(line));
    else if (faults->count == MOST + 1)
        append(faults, "there are more; mend these first", strlen("there are more; mend these first"));
    return -1;
}

void onr_faults_free(struct onr_faults *faults)
{
    free(faults->text);
    *faults = (struct onr_faults){0};
}
