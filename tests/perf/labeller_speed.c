/*
 * How fast the labeller labels, all else left out:
 *
 *   labeller_speed FILE [ROUNDS]
 *
 * FILE is plain text, best a few megabytes of news. Prints the best of the rounds (5 when not given), in tokens a second.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tag/tag.h"

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    *size = 0;
    if (!file)
        return NULL;
    for (size_t room = 1 << 20, got = 1; got; room *= 2) {
        char *larger = realloc(bytes, room);
        if (!larger)
            break;
        bytes = larger;
        got = fread(bytes + *size, 1, room - *size, file);
        *size += got;
    }
    fclose(file);
    return bytes;
}

/* Processor time, so that a busy machine disturbs less. */
static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    size_t size;
    char *bytes = argc > 1 ? read_file(argv[1], &size) : NULL;
    int rounds = argc > 2 ? atoi(argv[2]) : 5;
    struct onr_error error = {0};
    struct onr_arena arena;
    struct onr_text text;
    struct onr_markup markup;
    struct onr_prose prose;
    const struct onr_pack *pack = onr_pack_english();
    onr_arena_init(&arena);
    if (!bytes || onr_text_init(&text, bytes, size, &error) ||
        onr_markup_read(&markup, &arena, &text, onr_format_find("plain"), pack, &error) ||
        onr_prose_read(&prose, &arena, &text, &markup, pack, &error)) {
        fprintf(stderr, "usage: labeller_speed FILE [ROUNDS]\n%s\n", error.text);
        return 2;
    }
    double best = 0;
    for (int i = 0; i < rounds; i++) {
        struct onr_labels labels;
        struct onr_arena own;
        onr_arena_init(&own);
        double start = now();
        if (onr_labeller_find(NULL)->label(&labels, &own, &prose, NULL, &error))
            return 1;
        double seconds = now() - start;
        onr_arena_finish(&own);
        best = i == 0 || seconds < best ? seconds : best;
    }
    printf("%u tokens, %.2f million a second\n", prose.tokens.count, prose.tokens.count / best / 1e6);
    onr_arena_finish(&arena);
    free(bytes);
    return 0;
}
