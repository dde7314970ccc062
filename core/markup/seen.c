/* What readers see of a stretch of the document. */
#include <string.h>

#include "markup/markup.h"

/* The first range that ends behind an offset. */
static uint32_t range_behind(const struct onr_markup *markup, uint32_t offset)
{
    uint32_t low = 0, high = markup->ranges.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (markup->ranges.at[middle].end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Whether a block begins with a range: a cell of a table, behind a bar. */
static bool begins_block(const struct onr_markup *markup, uint32_t range)
{
    uint32_t low = 0, high = markup->blocks.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (markup->blocks.at[middle].first_range <= range)
            low = middle;
        else
            high = middle;
    }
    return markup->blocks.at[low].first_range == range;
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Whether only what stands between two ranges parts the words on its sides. */
static bool parts_words(const struct onr_markup *markup, const struct onr_text *text, uint32_t range)
{
    uint32_t start = markup->ranges.at[range - 1].end, end = markup->ranges.at[range].start;
    const char *between = text->bytes + start;
    if (start == end || is_blank(text->bytes[start - 1]) || is_blank(text->bytes[end]))
        return false;
    return memchr(between, '\n', end - start) || memchr(between, '\r', end - start) || begins_block(markup, range);
}

static bool is_sign(char byte)
{
    return byte && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", byte);
}

/* Where what is seen is put together. */
struct seen {
    char *out;       /* the caller's */
    uint32_t room;   /* bytes of it */
    uint32_t length; /* bytes written */
};

/* Whether a character of the document still fits. */
static bool fits(const struct seen *seen, const struct onr_text *text, uint32_t at, uint32_t end)
{
    uint32_t width = 1;
    while (at + width < end && ((unsigned char)text->bytes[at + width] & 0xC0) == 0x80)
        width++;
    return seen->length + width <= seen->room;
}

/* Copies until the room is used up, between characters; false then. */
static bool copy(struct seen *seen, const struct onr_text *text, struct onr_span span, bool escapes)
{
    for (uint32_t at = span.start; at < span.end; at++) {
        at += escapes && text->bytes[at] == '\\' && at + 1 < span.end && is_sign(text->bytes[at + 1]);
        bool starts = ((unsigned char)text->bytes[at] & 0xC0) != 0x80;
        if (seen->length == seen->room || (starts && !fits(seen, text, at, span.end)))
            return false;
        seen->out[seen->length++] = text->bytes[at];
    }
    return true;
}

uint32_t onr_markup_seen(const struct onr_markup *markup, const struct onr_text *text, struct onr_span span, char *out,
                       uint32_t room)
{
    struct seen seen = {.out = out, .room = room};
    uint32_t first = range_behind(markup, span.start);
    bool more = true;
    for (uint32_t i = first; more && i < markup->ranges.count && markup->ranges.at[i].start < span.end; i++) {
        struct onr_span part = markup->ranges.at[i];
        if (i > first && parts_words(markup, text, i) && seen.length < room)
            out[seen.length++] = ' ';
        part.start = part.start > span.start ? part.start : span.start;
        part.end = part.end < span.end ? part.end : span.end;
        more = copy(&seen, text, part, markup->escapes);
    }
    if (!seen.length)
        copy(&seen, text, span, false);
    return seen.length;
}
