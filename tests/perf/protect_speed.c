/* How fast protected names are looked for: 1 MB of a draft, in ledgers of several sizes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planted.h"

#define BYTES 1000000
#define TURNS 5

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static char *read_draft(const char *path)
{
    char *text = calloc(1, BYTES + 1);
    FILE *file = fopen(path, "rb");
    if (!text || !file)
        exit(2);
    size_t length = fread(text, 1, BYTES, file);
    fclose(file);
    for (size_t i = length; length && i < BYTES; i++)
        text[i] = text[i - length];
    return text;
}

static void measure(const char *what, const char *text, uint32_t entries, const char *phrase)
{
    const char *phrases[1001] = {NULL};
    static char names[1000][32];
    double best = 1e9;
    for (uint32_t i = 0; i < entries; i++) {
        snprintf(names[i], sizeof names[i], "Ab%c Xyz%c%c%c", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i % 7, 'a' + i % 26);
        phrases[i] = i ? names[i] : phrase;
    }
    struct onr_protect *protect = plant(phrases);
    for (int turn = 0; turn < TURNS; turn++) {
        double begin = now();
        hits(protect, ONR_PROTECT_TEXT, text);
        double took = now() - begin;
        best = took < best ? took : best;
    }
    printf("%-34s %4u entries %8.1f ms\n", what, (unsigned)entries, best);
    onr_protect_close(protect);
}

int main(int count, char **words)
{
    if (count != 2)
        return 2;
    char *text = read_draft(words[1]);
    measure("1 MB of a draft", text, 1, "Marta Olsen");
    measure("1 MB of a draft", text, 50, "Marta Olsen");
    measure("1 MB of a draft", text, 1000, "Marta Olsen");
    measure("1 MB of a draft, a long phrase", text, 50,
            "whoever was at the table in the grey house by the canal that night, and not only then");
    for (size_t i = 0; i < BYTES; i++)
        text[i] = i % 2 ? '-' : (char)('A' + i % 23);
    measure("1 MB of single letters", text, 50, "Marta Olsen");
    free(text);
    return 0;
}
