#include "lsp/position.h"

#include <stdlib.h>
#include <string.h>

#define STRETCH 1024u   /* bytes between two sums of units */
#define LONG_LINE 4096u /* bytes from which on the sums are worth making */

static const char *const names[] = {"utf-16", "utf-8", "utf-32"};

const char *onr_units_name(enum onr_units units)
{
    return names[units];
}

bool onr_units_find(const char *name, enum onr_units *units)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0) {
            *units = (enum onr_units)i;
            return true;
        }
    return false;
}

/* The bytes of the character that a byte begins; 1 for a byte that begins none. */
static unsigned width_of(char byte)
{
    unsigned char b = (unsigned char)byte;
    return b < 0xC0 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Units a byte stands for: its character's on the first, none on the others. */
static unsigned units_of(enum onr_units units, char byte)
{
    if (units == ONR_UNITS_UTF8)
        return 1;
    if (continues(byte))
        return 0;
    return units == ONR_UNITS_UTF16 && (unsigned char)byte >= 0xF0 ? 2 : 1;
}

uint32_t onr_units_of(enum onr_units units, const char *bytes, size_t length)
{
    uint32_t sum = 0;
    if (units == ONR_UNITS_UTF8)
        return (uint32_t)length;
    for (size_t i = 0; i < length; i++)
        sum += !continues(bytes[i]);
    if (units == ONR_UNITS_UTF16)
        for (size_t i = 0; i < length; i++)
            sum += (unsigned char)bytes[i] >= 0xF0;
    return sum;
}

static bool keep(struct onr_index *index, uint32_t lines)
{
    if (lines <= index->capacity)
        return true;
    uint32_t capacity = lines + lines / 2 + 16;
    uint32_t *starts = realloc(index->starts, capacity * sizeof *starts);
    if (!starts)
        return false;
    index->starts = starts;
    index->capacity = capacity;
    return true;
}

/* The byte after the first line end at or after a byte, or `to` where there is none before it. */
static uint32_t next_line(const char *bytes, uint32_t length, uint32_t from, uint32_t to,
                          bool *found)
{
    for (uint32_t i = from; i < to; i++) {
        if (bytes[i] > '\r')
            continue;
        if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == length || bytes[i + 1] != '\n'))) {
            *found = true;
            return i + 1;
        }
    }
    *found = false;
    return to;
}

/* The lines that begin after `from` and not after `to`; written to starts where it is given. */
static uint32_t find_lines(const char *bytes, uint32_t length, uint32_t from, uint32_t to,
                           uint32_t *starts)
{
    uint32_t count = 0;
    bool found = true;
    for (;;) {
        from = next_line(bytes, length, from, to, &found);
        if (!found)
            return count;
        if (starts)
            starts[count] = from;
        count++;
    }
}

int onr_index_open(struct onr_index *index, enum onr_units units, const char *bytes,
                   uint32_t length)
{
    *index = (struct onr_index){.units = units};
    uint32_t lines = find_lines(bytes, length, 0, length, NULL);
    if (!keep(index, lines + 1))
        return -1;
    index->starts[0] = 0;
    find_lines(bytes, length, 0, length, index->starts + 1);
    index->count = lines + 1;
    return 0;
}

void onr_index_close(struct onr_index *index)
{
    free(index->starts);
    free(index->before);
    *index = (struct onr_index){.units = index->units};
}

uint32_t onr_index_line(const struct onr_index *index, uint32_t offset)
{
    uint32_t low = 0;
    uint32_t high = index->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (index->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/*
 * Lines are looked for anew from the line before the edit, for a CR may have lost its LF there, to
 * the end of the line after it; all later ones only move.
 */
int onr_index_edit(struct onr_index *index, const char *bytes, uint32_t length, uint32_t start,
                   uint32_t old_end, uint32_t new_end)
{
    uint32_t first = onr_index_line(index, start);
    uint32_t after = onr_index_line(index, old_end) + 2;
    first -= first > 0;
    after = after < index->count ? after : index->count;
    uint32_t shift = new_end - old_end; /* wraps where the text shrinks, and so does adding it */
    uint32_t to = after < index->count ? index->starts[after] + shift : length;
    uint32_t later = index->count - after;
    uint32_t lines = find_lines(bytes, length, index->starts[first], to, NULL);
    /* The line that begins at `to` is one of the later ones where there are any. */
    lines -= later > 0 && lines > 0;
    free(index->before);
    index->before = NULL;
    if (!keep(index, first + 1 + lines + later))
        return -1;
    memmove(index->starts + first + 1 + lines, index->starts + after, later * sizeof(uint32_t));
    for (uint32_t i = 0; i < later; i++)
        index->starts[first + 1 + lines + i] += shift;
    find_lines(bytes, length, index->starts[first], later ? to - 1 : to, index->starts + first + 1);
    index->count = first + 1 + lines + later;
    return 0;
}

uint32_t onr_index_line_end(const struct onr_index *index, const char *bytes, uint32_t length,
                            uint32_t line)
{
    uint32_t start = index->starts[line];
    uint32_t end = line + 1 < index->count ? index->starts[line + 1] : length;
    if (line + 1 < index->count && end > start) {
        end--;
        if (bytes[end] == '\n' && end > start && bytes[end - 1] == '\r')
            end--;
    }
    return end;
}

/* Sums of units, so that a line of megabytes is not counted through for each of its places. */
static bool sum_up(struct onr_index *index, const char *bytes, uint32_t length)
{
    uint32_t stretches = length / STRETCH + 1;
    uint32_t sum = 0;
    if (index->before)
        return true;
    index->before = malloc(stretches * sizeof *index->before);
    for (uint32_t i = 0; index->before && i < stretches; i++) {
        uint32_t from = i * STRETCH;
        index->before[i] = sum;
        sum += onr_units_of(index->units, bytes + from,
                            length - from < STRETCH ? length - from : STRETCH);
    }
    return index->before != NULL;
}

/* The units between two bytes of a text. */
static uint32_t measure(struct onr_index *index, const char *bytes, uint32_t length, uint32_t from,
                        uint32_t to)
{
    if (to - from < LONG_LINE || !sum_up(index, bytes, length))
        return onr_units_of(index->units, bytes + from, to - from);
    uint32_t low = from / STRETCH + 1;
    uint32_t high = to / STRETCH;
    return onr_units_of(index->units, bytes + from, low * STRETCH - from) + index->before[high] -
           index->before[low] +
           onr_units_of(index->units, bytes + high * STRETCH, to - high * STRETCH);
}

/* From a byte on, the last stretch that begins before so many units. */
static uint32_t leap(struct onr_index *index, uint32_t from, uint32_t to, uint32_t *units,
                     const char *bytes)
{
    uint32_t low = from / STRETCH + 1;
    uint32_t high = to / STRETCH + 1;
    uint32_t lead = onr_units_of(index->units, bytes + from, low * STRETCH - from);
    if (lead > *units)
        return from;
    uint32_t wanted = index->before[low] + (*units - lead);
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (index->before[middle] <= wanted)
            low = middle;
        else
            high = middle;
    }
    *units = wanted - index->before[low];
    return low * STRETCH;
}

uint32_t onr_index_offset(struct onr_index *index, const char *bytes, uint32_t length,
                          struct onr_place place)
{
    if (place.line >= index->count)
        return length;
    uint32_t at = index->starts[place.line];
    uint32_t end = onr_index_line_end(index, bytes, length, place.line);
    uint32_t units = place.character;
    if (end - at >= LONG_LINE && units >= STRETCH && sum_up(index, bytes, length))
        at = leap(index, at, end, &units, bytes);
    while (at < end && continues(bytes[at]) && index->units != ONR_UNITS_UTF8)
        at++;
    while (at < end && units) {
        unsigned width = width_of(bytes[at]);
        unsigned taken = index->units == ONR_UNITS_UTF8 ? width : units_of(index->units, bytes[at]);
        if (taken > units)
            break;
        units -= taken;
        at += width;
    }
    at = at < end ? at : end;
    while (at > index->starts[place.line] && at < length && continues(bytes[at]))
        at--;
    return at;
}

struct onr_place onr_index_place(struct onr_index *index, const char *bytes, uint32_t length,
                                 uint32_t offset)
{
    offset = offset < length ? offset : length;
    uint32_t line = onr_index_line(index, offset);
    uint32_t end = onr_index_line_end(index, bytes, length, line);
    offset = offset < end ? offset : end;
    return (struct onr_place){line,
                              measure(index, bytes, length, index->starts[line], offset)};
}
