#include "hook/checked.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/print.h"
#include "review/cache.h"

#define FILE_NAME "checked"
#define LINE 17                   /* 16 digits and the line's end */
#define MOST ((size_t)LINE << 16) /* bytes: 65,536 versions */

static void write_line(char line[LINE + 1], const struct onr_git_change *change)
{
    uint64_t print = onr_print(ONR_PRINT_START, change->path, strlen(change->path) + 1);
    print = onr_print(print, change->id, strlen(change->id));
    snprintf(line, LINE + 1, "%016llx\n", (unsigned long long)print);
}

void onr_checked_add(const struct onr_git_changes *changes)
{
    char *lines = malloc(changes->count * LINE + 1);
    size_t length = 0;
    for (size_t i = 0; lines && i < changes->count; i++)
        if (changes->at[i].skip == ONR_GIT_TAKEN) {
            write_line(lines + length, &changes->at[i]);
            length += LINE;
        }
    if (length)
        onr_cache_append(FILE_NAME, lines, length, MOST);
    free(lines);
}

/* Whether something can be kept at all: else nothing follows from an empty list. */
static bool can_keep(void)
{
    return onr_cache_append(FILE_NAME, "", 0, MOST);
}

int onr_checked_missing(const struct onr_git_changes *changes)
{
    size_t length;
    int missing = 0;
    if (!can_keep())
        return -1;
    char *kept = onr_cache_read(FILE_NAME, &length);
    for (size_t i = 0; i < changes->count; i++) {
        char line[LINE + 1];
        write_line(line, &changes->at[i]);
        if (changes->at[i].skip == ONR_GIT_TAKEN && !(kept && memmem(kept, length, line, LINE)))
            missing++;
    }
    free(kept);
    return missing;
}
