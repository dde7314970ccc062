/* Building blocks of ranges, the same for every format. */
#include "markup/markup.h"

/* Bytes of the white space at an offset, the no-break space included; 0 where there is none. */
static uint32_t space_width(const struct onr_text *text, uint32_t at)
{
    const unsigned char *byte = (const unsigned char *)text->bytes + at;
    if (*byte == ' ' || (*byte >= '\t' && *byte <= '\r'))
        return 1;
    return *byte == 0xC2 && byte[1] == 0xA0 ? 2 : 0;
}

/* A range without white space at its ends. */
static struct onr_span trimmed(const struct onr_text *text, struct onr_span range)
{
    uint32_t width;
    while (range.start < range.end && (width = space_width(text, range.start)) != 0)
        range.start += width;
    for (;; range.end -= width) {
        width = range.end > range.start && space_width(text, range.end - 1) == 1 ? 1 : 0;
        if (!width && range.end > range.start + 1 && space_width(text, range.end - 2) == 2)
            width = 2;
        if (!width)
            return range;
    }
}

struct onr_markup_block *onr_markup_open(struct onr_markup *markup, struct onr_arena *arena)
{
    struct onr_markup_block block = {.first_range = markup->ranges.count};
    ONR_ARRAY_PUSH(arena, &markup->blocks, block);
    return arena->failed ? NULL : &markup->blocks.at[markup->blocks.count - 1];
}

void onr_markup_range(struct onr_markup *markup, struct onr_arena *arena, struct onr_span range)
{
    if (range.start >= range.end || !markup->blocks.count)
        return; /* no block is open where memory ran out */
    struct onr_markup_block *block = &markup->blocks.at[markup->blocks.count - 1];
    struct onr_span *last = block->range_count ? &markup->ranges.at[markup->ranges.count - 1] : NULL;
    if (last && last->end == range.start) {
        last->end = range.end;
        return;
    }
    uint32_t before = markup->ranges.count;
    ONR_ARRAY_PUSH(arena, &markup->ranges, range);
    block->range_count += markup->ranges.count - before;
}

/* Takes the newlines off the end of a range that is not the last of its block. */
static struct onr_span without_newlines(const struct onr_text *text, struct onr_span range)
{
    while (range.end > range.start && (text->bytes[range.end - 1] == '\n' || text->bytes[range.end - 1] == '\r'))
        range.end--;
    return range;
}

static void trim_ranges(struct onr_markup *markup, struct onr_markup_block *block, const struct onr_text *text)
{
    uint32_t kept = block->first_range;
    for (uint32_t i = block->first_range; i < markup->ranges.count; i++) {
        struct onr_span range = markup->ranges.at[i];
        if (i + 1 < markup->ranges.count)
            range = without_newlines(text, range);
        if (range.start < range.end)
            markup->ranges.at[kept++] = range;
    }
    markup->ranges.count = kept;
    block->range_count = kept - block->first_range;
}

/* From the first to the last byte of the block that is no white space; empty where there is none. */
static struct onr_span prose_span(const struct onr_markup *markup, const struct onr_markup_block *block,
                                  const struct onr_text *text)
{
    struct onr_span span = {0, 0};
    for (uint32_t i = 0; i < block->range_count; i++) {
        struct onr_span range = markup->ranges.at[block->first_range + i];
        range = trimmed(text, range);
        if (range.start == range.end)
            continue;
        if (!span.end)
            span.start = range.start;
        span.end = range.end;
    }
    return span;
}

void onr_markup_close(struct onr_markup *markup, const struct onr_text *text)
{
    if (!markup->blocks.count)
        return;
    struct onr_markup_block *block = &markup->blocks.at[markup->blocks.count - 1];
    trim_ranges(markup, block, text);
    block->block.span = prose_span(markup, block, text);
    if (block->block.span.end)
        return;
    markup->ranges.count = block->first_range;
    markup->blocks.count--;
}
