/* Prints the blocks of a draft, one on a line: kind, first byte, byte after the last, depth of quoting. */
#include <stdio.h>
#include <stdlib.h>

#include "onrecord.h"

static char *read_all(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t room = 0, got = 0;
    if (!file)
        return NULL;
    do {
        room = room ? room * 2 : 1 << 16;
        bytes = realloc(bytes, room);
        got += bytes ? fread(bytes + got, 1, room - got, file) : 0;
    } while (bytes && got == room);
    fclose(file);
    *length = got;
    return bytes;
}

int main(int argc, char **argv)
{
    size_t length;
    char *bytes = argc == 2 ? read_all(argv[1], &length) : NULL;
    if (!bytes)
        return 2;
    struct onr_error error = {0};
    struct onr_options options = {.format = onr_format_of_path(argv[1])};
    struct onr_analysis *analysis = onr_analyze(bytes, length, &options, &error);
    if (!analysis) {
        fprintf(stderr, "%s: %s\n", argv[1], error.text);
        free(bytes);
        return 1;
    }
    uint32_t count;
    const struct onr_block *blocks = onr_blocks(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        printf("%s %u %u %u\n", onr_block_kind_name(blocks[i].kind), blocks[i].span.start, blocks[i].span.end,
               blocks[i].quote_depth);
    onr_analysis_free(analysis);
    free(bytes);
    return 0;
}
