/*
 * The copy of the document that the Markdown parser reads. Dots stand over what it must not see, so that
 * every offset stays what it is.
 *
 * - Footnotes: the parser has none, and would read "[^1]: text" as the target of a link.
 * - Containers nested deeper than DEEPEST, which cost it time on every later line.
 * - Tables of more than WIDEST columns: short rows are filled up, so cells grow with the square.
 * - The marks of paragraphs where marks times bytes exceed HEAVIEST: each mark may make the parser look at
 *   the rest of its paragraph. Such a paragraph is read as plain text.
 */
#include "markup/markdown.h"

#include <string.h>

#define DEEPEST 64       /* containers that begin on one line */
#define FURTHEST 256     /* columns of indent that still begin one */
#define WIDEST 32        /* columns of a table */
#define LONGEST_LABEL 100 /* bytes of a footnote's label */
#define HEAVIEST (UINT64_C(1) << 26) /* a paragraph of 100 KB with 600 marks is below it */

struct mask {
    struct onr_masked *masked;   /* filled */
    struct onr_arena *arena;     /* holds it */
    const struct onr_text *text; /* the document */
    uint32_t chunk;              /* where the paragraph began */
    uint64_t marks;              /* in it so far */
    bool footnote;               /* inside one: indented lines go on with it */
    bool after_blank;            /* the line before is blank */
};

static char *at_offset(const struct mask *mask, uint32_t at)
{
    return mask->masked->bytes + (at - mask->masked->start);
}

static void cover(struct mask *mask, uint32_t start, uint32_t end)
{
    memset(at_offset(mask, start), '.', end - start);
}

static void skip(struct mask *mask, uint32_t start, uint32_t end, bool starts_block)
{
    struct onr_skip record = {{start, end}, starts_block};
    ONR_ARRAY_PUSH(mask->arena, &mask->masked->skips, record);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* The bytes of a list marker before white space or the line's end; 0 where there is none. */
static uint32_t marker_width(const struct onr_text *text, uint32_t at, uint32_t end)
{
    uint32_t width = 0;
    while (at + width < end && width < 9 && text->bytes[at + width] >= '0' && text->bytes[at + width] <= '9')
        width++;
    if (at + width >= end || !strchr(width ? ".)" : "-+*", text->bytes[at + width]))
        return 0;
    width++;
    return at + width == end || is_space(text->bytes[at + width]) ? width : 0;
}

/* Passes over the containers that begin a line; one too many becomes text. Returns where the text begins. */
static uint32_t read_prefix(struct mask *mask, uint32_t at, uint32_t end, uint32_t *quotes, uint32_t *markers)
{
    const struct onr_text *text = mask->text;
    uint32_t start = at;
    *quotes = *markers = 0;
    while (at < end) {
        uint32_t width = text->bytes[at] == '>' ? 1 : marker_width(text, at, end);
        if (!is_space(text->bytes[at]) && !width)
            break;
        if (width && (*quotes + *markers >= DEEPEST || at - start > FURTHEST)) {
            uint32_t stop = at + width;
            while (stop < end && (text->bytes[stop] == '>' || is_space(text->bytes[stop])))
                stop++;
            cover(mask, at, stop);
            skip(mask, at, stop, false);
            return stop;
        }
        *quotes += text->bytes[at] == '>';
        *markers += width && text->bytes[at] != '>';
        at += width ? width : 1;
    }
    return at;
}

/* The end of "[^label]" at a byte, or 0. */
static uint32_t footnote_end(const struct onr_text *text, uint32_t at, uint32_t end)
{
    if (end - at < 4 || text->bytes[at] != '[' || text->bytes[at + 1] != '^')
        return 0;
    uint32_t stop = at + 2;
    while (stop < end && stop - at < LONGEST_LABEL && text->bytes[stop] != ']' && text->bytes[stop] != '[' &&
           !is_space(text->bytes[stop]))
        stop++;
    return stop < end && text->bytes[stop] == ']' && stop > at + 2 ? stop + 1 : 0;
}

static uint32_t read_footnote(struct mask *mask, uint32_t at, uint32_t end)
{
    uint32_t stop = footnote_end(mask->text, at, end);
    if (!stop || stop >= end || mask->text->bytes[stop] != ':')
        return at;
    stop++;
    cover(mask, at, stop);
    while (stop < end && is_space(mask->text->bytes[stop]))
        stop++;
    skip(mask, at, stop, true);
    mask->footnote = true;
    return stop;
}

/* A paragraph of a footnote is indented by four columns, which would make it code. */
static void unindent(struct mask *mask, uint32_t start, uint32_t text_start)
{
    bool indented = text_start > start && (mask->text->bytes[start] == '\t' || text_start - start >= 4);
    if (mask->after_blank && !indented)
        mask->footnote = false;
    if (!mask->footnote || !mask->after_blank)
        return;
    cover(mask, start, start + 1);
    skip(mask, start, start + 1, false);
}

static bool is_table_rule(const struct onr_text *text, uint32_t at, uint32_t end)
{
    uint32_t bars = 0;
    for (; at < end; at++) {
        bars += text->bytes[at] == '|';
        if (!strchr("|:- \t", text->bytes[at]))
            return false;
    }
    return bars > WIDEST;
}

static bool is_mark(const struct onr_text *text, uint32_t at)
{
    char byte = text->bytes[at];
    if (byte == ':')
        return at + 1 < text->length && text->bytes[at + 1] == '/';
    if (byte == '.')
        return at > text->start && (text->bytes[at - 1] | 0x20) == 'w';
    return byte && strchr("\\`*_~[]<&@", byte);
}

/* Counts the marks from at on, and covers references to footnotes. */
static void read_inline(struct mask *mask, uint32_t at, uint32_t end)
{
    while (at < end) {
        uint32_t stop = footnote_end(mask->text, at, end);
        if (stop && !(stop < end && mask->text->bytes[stop] == '(')) {
            cover(mask, at, stop);
            skip(mask, at, stop, false);
            at = stop;
            continue;
        }
        mask->marks += is_mark(mask->text, at);
        at++;
    }
}

/* Bytes from at on that hold the structure of later lines and stay: a fence, the start of a comment. */
static uint32_t structure_width(const struct onr_text *text, uint32_t at, uint32_t end, bool starts_line)
{
    const char *bytes = text->bytes + at;
    if (end - at >= 4 && memcmp(bytes, "<!--", 4) == 0)
        return 4;
    if (!starts_line || (*bytes != '`' && *bytes != '~'))
        return 0;
    uint32_t width = 1;
    while (at + width < end && bytes[width] == *bytes)
        width++;
    return width >= 3 ? width : 0;
}

static void cover_marks(struct mask *mask, uint32_t at, uint32_t end)
{
    const struct onr_text *text = mask->text;
    bool starts_line = true;
    while (at < end) {
        char byte = text->bytes[at];
        uint32_t width = structure_width(text, at, end, starts_line);
        if (!width && is_mark(text, at))
            cover(mask, at, at + 1);
        starts_line = byte == '\n' || byte == '\r' || (starts_line && (is_space(byte) || byte == '>'));
        at += width ? width : 1;
    }
}

/* Ends the paragraph before a byte; a heavy one loses its marks and is read as plain text. */
static void end_chunk(struct mask *mask, uint32_t end)
{
    if (mask->marks * (end - mask->chunk) > HEAVIEST)
        cover_marks(mask, mask->chunk, end);
    mask->chunk = end;
    mask->marks = 0;
}

static bool starts_chunk(const struct onr_text *text, uint32_t start, uint32_t first, uint32_t end)
{
    bool heading = first < end && text->bytes[first] == '#';
    return first - start <= 3 && (heading || (marker_width(text, first, end) == 1 && first + 2 < end));
}

static void read_line(struct mask *mask, uint32_t start, uint32_t end)
{
    const struct onr_text *text = mask->text;
    uint32_t quotes, markers, first = start;
    while (first < end && is_space(text->bytes[first]))
        first++;
    if (starts_chunk(text, start, first, end))
        end_chunk(mask, start);
    uint32_t at = read_prefix(mask, start, end, &quotes, &markers);
    if (at == end && !markers) {
        end_chunk(mask, end);
        mask->after_blank = true;
        return;
    }
    if (mask->footnote && !quotes)
        unindent(mask, start, first);
    if (!quotes && !markers && at - start <= 3)
        at = read_footnote(mask, at, end);
    if (is_table_rule(text, at, end)) {
        cover(mask, at, end);
        skip(mask, at, end, false);
    } else {
        read_inline(mask, at, end);
    }
    mask->after_blank = false;
}

void onr_markdown_mask(struct onr_masked *masked, struct onr_arena *arena, const struct onr_text *text,
                       uint32_t start)
{
    *masked = (struct onr_masked){.start = start};
    masked->bytes = onr_arena_text(arena, text->bytes + start, text->length - start);
    if (!masked->bytes)
        return;
    struct mask mask = {.masked = masked, .arena = arena, .text = text, .chunk = start, .after_blank = true};
    for (uint32_t at = start; at < text->length;) {
        uint32_t end = onr_line_end(text, at);
        read_line(&mask, at, end);
        at = onr_line_next(text, end);
    }
    end_chunk(&mask, text->length);
}
