#include "present/position.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define STRETCH 4096u

static bool ends_line(const char *bytes, uint32_t length, uint32_t at)
{
    if (bytes[at] == '\n')
        return true;
    return bytes[at] == '\r' && (at + 1 == length || bytes[at + 1] != '\n');
}

/* The number of line ends; where starts is given, what follows each is written to it. */
static uint32_t find_lines(const char *bytes, uint32_t length, uint32_t *starts)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < length; i++) {
        if (bytes[i] > '\r' || !ends_line(bytes, length, i))
            continue;
        if (starts)
            starts[count] = i + 1;
        count++;
    }
    return count;
}

static uint32_t count_characters(const char *bytes, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (uint32_t i = from; i < to; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}

static void fill_characters(struct onr_lines *lines, uint32_t stretches)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < stretches; i++) {
        uint32_t from = i * STRETCH;
        uint32_t to = lines->length - from < STRETCH ? lines->length : from + STRETCH;
        lines->characters[i] = count;
        count += count_characters(lines->bytes, from, to);
    }
}

int onr_lines_open(struct onr_lines *lines, const char *bytes, uint32_t length)
{
    uint32_t stretches = length / STRETCH + 1;
    memset(lines, 0, sizeof *lines);
    lines->bytes = bytes;
    lines->length = length;
    lines->count = find_lines(bytes, length, NULL) + 1;
    lines->starts = malloc(lines->count * sizeof *lines->starts);
    lines->characters = malloc(stretches * sizeof *lines->characters);
    if (!lines->starts || !lines->characters) {
        onr_lines_close(lines);
        return -1;
    }
    bool mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    lines->starts[0] = mark ? 3 : 0;
    find_lines(bytes, length, lines->starts + 1);
    fill_characters(lines, stretches);
    return 0;
}

void onr_lines_close(struct onr_lines *lines)
{
    free(lines->starts);
    free(lines->characters);
    memset(lines, 0, sizeof *lines);
}

static uint32_t characters_before(const struct onr_lines *lines, uint32_t offset)
{
    uint32_t stretch = offset / STRETCH;
    return lines->characters[stretch] + count_characters(lines->bytes, stretch * STRETCH, offset);
}

/* The index of the line an offset within the text is on. */
static uint32_t line_of(const struct onr_lines *lines, uint32_t offset)
{
    uint32_t low = 0;
    uint32_t high = lines->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint32_t start_of(const struct onr_lines *lines, uint32_t line, uint32_t offset)
{
    return lines->starts[line] < offset ? lines->starts[line] : offset;
}

struct onr_position onr_lines_position(const struct onr_lines *lines, uint32_t offset)
{
    if (offset > lines->length)
        offset = lines->length;
    uint32_t line = line_of(lines, offset);
    uint32_t start = start_of(lines, line, offset);
    uint32_t column = characters_before(lines, offset) - characters_before(lines, start) + 1;
    return (struct onr_position){line + 1, column};
}

uint32_t onr_lines_byte_column(const struct onr_lines *lines, uint32_t offset)
{
    if (offset > lines->length)
        offset = lines->length;
    return offset - start_of(lines, line_of(lines, offset), offset) + 1;
}
