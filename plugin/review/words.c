#include "review/words.h"

#include <stdlib.h>
#include <string.h>

#define MOST_CELLS ((size_t)4 << 20) /* of the table that compares two texts */

/* The width of a character outside ASCII that is no letter: a quotation mark, a dash, a space. */
static size_t mark_width(const unsigned char *at, size_t left)
{
    if (left >= 2 && at[0] == 0xC2 && (at[1] == 0xA0 || at[1] == 0xAB || at[1] == 0xBB))
        return 2;
    if (left >= 3 && at[0] == 0xE2 && (at[1] == 0x80 || at[1] == 0x81))
        return 3;
    return 0;
}

static bool is_apostrophe(const unsigned char *at, size_t left, size_t *width)
{
    if (*at == '\'') {
        *width = 1;
        return true;
    }
    *width = 3;
    return left >= 3 && at[0] == 0xE2 && at[1] == 0x80 && at[2] == 0x99;
}

static bool is_letter(const unsigned char *at, size_t left)
{
    unsigned char c = *at;
    if (c >= 0x80)
        return mark_width(at, left) == 0;
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '%' ||
           c == '$';
}

static bool append(struct onr_words *words, struct onr_word word)
{
    if (words->count == words->capacity) {
        uint32_t capacity = words->capacity ? words->capacity * 2 : 32;
        struct onr_word *at = realloc(words->at, capacity * sizeof *at);
        if (!at)
            return false;
        words->at = at;
        words->capacity = capacity;
    }
    words->at[words->count++] = word;
    return true;
}

/* Hashes the word that begins at start; returns the byte after it. */
static uint32_t scan_word(const unsigned char *bytes, uint32_t start, uint32_t end, uint32_t *hash)
{
    uint32_t i = start;
    *hash = 2166136261u;
    while (i < end) {
        size_t width = 1;
        unsigned char c = bytes[i];
        if (!is_letter(bytes + i, end - i)) {
            if (!is_apostrophe(bytes + i, end - i, &width) || i + width >= end ||
                !is_letter(bytes + i + width, end - i - width))
                break;
            c = '\'';
        } else if (c >= 'A' && c <= 'Z') {
            c |= 0x20;
        }
        *hash = (*hash ^ c) * 16777619u;
        i += (uint32_t)width;
    }
    return i;
}

bool onr_words_add(struct onr_words *words, const char *text, struct onr_span span)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t i = span.start;
    while (i < span.end) {
        if (!is_letter(bytes + i, span.end - i)) {
            size_t width = mark_width(bytes + i, span.end - i);
            i += width ? (uint32_t)width : 1;
            continue;
        }
        struct onr_word word = {.span = {i, i}};
        word.span.end = i = scan_word(bytes, i, span.end, &word.hash);
        if (!append(words, word))
            return false;
    }
    return true;
}

void onr_words_free(struct onr_words *words)
{
    free(words->at);
    memset(words, 0, sizeof *words);
}

bool onr_words_equal(const struct onr_words *a, const struct onr_words *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->at[i].hash != b->at[i].hash)
            return false;
    return true;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t *sorted_hashes(const struct onr_words *words)
{
    uint32_t *hashes = malloc((words->count + 1) * sizeof *hashes);
    for (uint32_t i = 0; hashes && i < words->count; i++)
        hashes[i] = words->at[i].hash;
    if (hashes)
        qsort(hashes, words->count, sizeof *hashes, by_number);
    return hashes;
}

double onr_words_alike(const struct onr_words *a, const struct onr_words *b)
{
    if (a->count + b->count == 0)
        return 1;
    uint32_t *x = sorted_hashes(a);
    uint32_t *y = sorted_hashes(b);
    uint32_t shared = 0;
    for (uint32_t i = 0, j = 0; x && y && i < a->count && j < b->count;) {
        if (x[i] == y[j])
            shared++, i++, j++;
        else if (x[i] < y[j])
            i++;
        else
            j++;
    }
    free(x);
    free(y);
    return 2.0 * shared / (a->count + b->count);
}

/* Longest common subsequence by its table: lengths from each pair of places to the ends. */
static void trace(const struct onr_words *a, const struct onr_words *b, const uint16_t *table,
                  bool *kept_a, bool *kept_b)
{
    size_t row = b->count + 1;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->at[i].hash == b->at[j].hash) {
            kept_a[i++] = true;
            kept_b[j++] = true;
        } else if (table[(i + 1) * row + j] >= table[i * row + j + 1]) {
            i++;
        } else {
            j++;
        }
    }
}

bool onr_words_common(const struct onr_words *a, const struct onr_words *b, bool *kept_a,
                      bool *kept_b)
{
    size_t row = (size_t)b->count + 1;
    memset(kept_a, 0, a->count * sizeof *kept_a);
    memset(kept_b, 0, b->count * sizeof *kept_b);
    if (row > MOST_CELLS / ((size_t)a->count + 1) || a->count > UINT16_MAX)
        return false;
    uint16_t *table = calloc((a->count + 1) * row, sizeof *table);
    if (!table)
        return false;
    for (uint32_t i = a->count; i-- > 0;)
        for (uint32_t j = b->count; j-- > 0;) {
            uint16_t down = table[(i + 1) * row + j];
            uint16_t right = table[i * row + j + 1];
            table[i * row + j] = a->at[i].hash == b->at[j].hash
                                     ? (uint16_t)(table[(i + 1) * row + j + 1] + 1)
                                 : down > right ? down
                                                : right;
        }
    trace(a, b, table, kept_a, kept_b);
    free(table);
    return true;
}
