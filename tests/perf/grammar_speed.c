/*
 * How fast the grammar parses:
 *
 *   grammar_speed FILE [ROUNDS]
 *
 * Prints the best of the rounds (9 when not given), in megabytes (10^6 bytes) a second.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <tree_sitter/api.h>

#include "tree_sitter_prose.h"

/* The bytes of a file, to be freed by the caller; NULL when it cannot be read. */
static char *read_file(const char *path, size_t *ret_size)
{
    FILE *file = fopen(path, "rb");
    long end = -1;
    char *data = NULL;
    if (file && !fseek(file, 0, SEEK_END))
        end = ftell(file);
    if (end >= 0 && !fseek(file, 0, SEEK_SET))
        data = malloc((size_t)end + 1);
    if (data && fread(data, 1, (size_t)end, file) != (size_t)end) {
        free(data);
        data = NULL;
    }
    if (file)
        fclose(file);
    *ret_size = data ? (size_t)end : 0;
    return data;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    size_t size;
    char *text = argc > 1 ? read_file(argv[1], &size) : NULL;
    int rounds = argc > 2 ? atoi(argv[2]) : 9;
    TSParser *parser = ts_parser_new();
    double best = 0;
    if (!text || !ts_parser_set_language(parser, tree_sitter_prose())) {
        fprintf(stderr, "usage: grammar_speed FILE [ROUNDS]\n");
        return 2;
    }
    for (int i = 0; i < rounds; i++) {
        double start = now();
        TSTree *tree = ts_parser_parse_string(parser, NULL, text, (uint32_t)size);
        double seconds = now() - start;
        ts_tree_delete(tree);
        if (i == 0 || seconds < best)
            best = seconds;
    }
    printf("%zu bytes, %.1f MB/s\n", size, best > 0 ? (double)size / best / 1e6 : 0.0);
    ts_parser_delete(parser);
    free(text);
    return 0;
}
