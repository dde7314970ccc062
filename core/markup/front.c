/*
 * Front matter of Markdown: YAML between lines of three dashes, TOML between lines of three plus signs.
 * Only what a draft needs is read: keys at the start of a line and their values on it, block scalars, the
 * first of an indented list, and all waivers. The rest is passed over; nothing here can fail.
 */
#include "markup/markdown.h"

#include <string.h>

struct front {
    struct onr_markup *markup;   /* gets fields and blocks */
    struct onr_arena *arena;     /* holds them */
    const struct onr_text *text; /* the document */
    uint32_t end;                /* first byte of the closing line */
    char separator;              /* ':' of YAML, '=' of TOML */
};

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

static struct onr_span trimmed(const struct onr_text *text, struct onr_span span)
{
    while (span.start < span.end && is_space(text->bytes[span.start]))
        span.start++;
    while (span.end > span.start && (is_space(text->bytes[span.end - 1]) || text->bytes[span.end - 1] == '\n' ||
                                     text->bytes[span.end - 1] == '\r'))
        span.end--;
    return span;
}

static bool is_fence(const struct onr_text *text, uint32_t start, const char *fence)
{
    struct onr_span line = trimmed(text, (struct onr_span){start, onr_line_end(text, start)});
    return line.start == start && line.end - line.start == 3 && memcmp(text->bytes + start, fence, 3) == 0;
}

/* The start of the closing line, or ONR_NONE: then the first line is a thematic break. */
static uint32_t find_end(const struct onr_text *text, uint32_t at, const char *fence)
{
    for (at = onr_line_next(text, onr_line_end(text, at)); at < text->length;
         at = onr_line_next(text, onr_line_end(text, at)))
        if (is_fence(text, at, fence) || (*fence == '-' && is_fence(text, at, "...")))
            return at;
    return ONR_NONE;
}

/* A value without its quotation marks or brackets, or up to a comment where it has none. */
static struct onr_span unquoted(const struct onr_text *text, struct onr_span value)
{
    const char *bytes = text->bytes;
    if (value.end - value.start < 2)
        return value;
    char mark = bytes[value.start];
    if (mark == '"' || mark == '\'') {
        for (uint32_t at = value.start + 1; at < value.end; at++) {
            if (bytes[at] == '\\' && mark == '"')
                at++;
            else if (bytes[at] == mark && mark == '\'' && at + 1 < value.end && bytes[at + 1] == mark)
                at++;
            else if (bytes[at] == mark)
                return (struct onr_span){value.start + 1, at};
        }
        return value;
    }
    if (mark == '[' && bytes[value.end - 1] == ']')
        return trimmed(text, (struct onr_span){value.start + 1, value.end - 1});
    for (uint32_t at = value.start + 1; at < value.end; at++)
        if (bytes[at] == '#' && is_space(bytes[at - 1]))
            return trimmed(text, (struct onr_span){value.start, at});
    return value;
}

static bool is_key_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte == '-' || byte == '.';
}

static bool names(const struct onr_text *text, struct onr_span name, const char *key)
{
    return onr_span_length(name) == strlen(key) && memcmp(text->bytes + name.start, key, strlen(key)) == 0;
}

/* The lines after a key that are indented: a block scalar, or the first item of a list. */
static struct onr_span indented_value(const struct front *front, uint32_t *at, bool scalar)
{
    struct onr_span value = {*at, *at};
    while (*at < front->end) {
        uint32_t end = onr_line_end(front->text, *at);
        struct onr_span line = trimmed(front->text, (struct onr_span){*at, end});
        bool indented = is_space(front->text->bytes[*at]) || front->text->bytes[*at] == '-';
        if (line.start < line.end && !indented)
            break;
        if (line.start < line.end && (scalar || value.start == value.end)) {
            if (!scalar && front->text->bytes[line.start] == '-')
                line = trimmed(front->text, (struct onr_span){line.start + 1, line.end});
            value.start = value.start == value.end ? line.start : value.start;
            value.end = line.end;
        }
        *at = onr_line_next(front->text, end);
    }
    return value;
}

static void add_block(const struct front *front, struct onr_span value, enum onr_block_kind kind)
{
    struct onr_markup_block *block = onr_markup_open(front->markup, front->arena);
    if (!block)
        return;
    block->block.kind = kind;
    block->settled = true;
    onr_markup_range(front->markup, front->arena, value);
    uint32_t end = onr_line_end(front->text, value.end);
    onr_markup_range(front->markup, front->arena, (struct onr_span){end, onr_line_next(front->text, end)});
    onr_markup_close(front->markup, front->text);
}

/* ---- The key for waivers: a text, a list in brackets over one line or more, or a list of lines. ---- */

static void add_entry(const struct front *front, struct onr_span entry)
{
    entry = unquoted(front->text, trimmed(front->text, entry));
    struct onr_comment comment = {entry, entry, front->markup->blocks.count, true};
    if (entry.start < entry.end)
        ONR_ARRAY_PUSH(front->arena, &front->markup->comments, comment);
}

/* The end of a text in quotation marks that begins at a byte, or of what stands there up to a comma. */
static uint32_t entry_end(const struct front *front, uint32_t at)
{
    const char *bytes = front->text->bytes;
    char mark = bytes[at] == '"' || bytes[at] == '\'' ? bytes[at] : 0;
    for (at += mark != 0; at < front->end; at++) {
        if (mark ? bytes[at] == mark : bytes[at] == ',' || bytes[at] == ']')
            return at + (mark != 0);
        if (mark == '"' && bytes[at] == '\\')
            at++;
    }
    return front->end;
}

/* Entries behind an opening bracket; returns the byte after the closing one. */
static uint32_t read_bracketed(const struct front *front, uint32_t at)
{
    while (at < front->end && front->text->bytes[at] != ']') {
        char byte = front->text->bytes[at];
        if (byte == ',' || byte == '\n' || byte == '\r' || is_space(byte)) {
            at++;
            continue;
        }
        uint32_t end = entry_end(front, at);
        add_entry(front, (struct onr_span){at, end});
        at = end;
    }
    return at < front->end ? at + 1 : at;
}

/* Entries on the lines from *at on, each behind a dash or on a line of its own; deeper lines carry one on. */
static void read_lines(const struct front *front, uint32_t *at)
{
    struct onr_span entry = {0, 0};
    bool dashed = false;
    while (*at < front->end) {
        uint32_t end = onr_line_end(front->text, *at);
        struct onr_span line = trimmed(front->text, (struct onr_span){*at, end});
        char first = line.start < line.end ? front->text->bytes[line.start] : ' ';
        if (first != ' ' && first != '-' && line.start == *at)
            break;
        *at = onr_line_next(front->text, end);
        if (first == ' ' || first == '#')
            continue;
        if (first != '-' && dashed) {
            entry.end = line.end;
            continue;
        }
        add_entry(front, entry);
        dashed = first == '-';
        entry = (struct onr_span){line.start + dashed, line.end};
    }
    add_entry(front, entry);
}

static void read_entries(const struct front *front, struct onr_span value, uint32_t *at)
{
    char first = value.start < value.end ? front->text->bytes[value.start] : 0;
    bool scalar = value.end - value.start <= 2 && (first == '|' || first == '>');
    if (first == '[')
        *at = onr_line_next(front->text, onr_line_end(front->text, read_bracketed(front, value.start + 1)));
    else if (first && !scalar)
        add_entry(front, value);
    else
        read_lines(front, at);
}

/* Keys are part of the format, as the generators of sites know them; they are no words of the text. */
static bool add_field(const struct front *front, struct onr_span name, struct onr_span value)
{
    struct onr_field field = {name, value};
    ONR_ARRAY_PUSH(front->arena, &front->markup->fields, field);
    bool title = names(front->text, name, "title") || names(front->text, name, "headline");
    bool byline = names(front->text, name, "byline") || names(front->text, name, "author") ||
                  names(front->text, name, "authors");
    if (value.start == value.end || (!title && !byline))
        return false;
    add_block(front, value, title ? ONR_BLOCK_HEADLINE : ONR_BLOCK_BYLINE);
    return title;
}

/* Reads the line at *at, and what belongs to it; true where it is the title. */
static bool read_field(const struct front *front, uint32_t *at)
{
    const struct onr_text *text = front->text;
    uint32_t start = *at, end = onr_line_end(text, start);
    struct onr_span name = {start, start};
    while (name.end < end && is_key_byte(text->bytes[name.end]))
        name.end++;
    uint32_t sign = name.end;
    while (sign < end && is_space(text->bytes[sign]))
        sign++;
    *at = onr_line_next(text, end);
    if (name.start == name.end || sign >= end || text->bytes[sign] != front->separator)
        return false;
    struct onr_span value = trimmed(text, (struct onr_span){sign + 1, end});
    if (names(text, name, "onrecord")) {
        read_entries(front, value, at);
        return false;
    }
    bool scalar = value.start < value.end && value.end - value.start <= 2 &&
                  (text->bytes[value.start] == '|' || text->bytes[value.start] == '>');
    if (scalar || (value.start == value.end && front->separator == ':'))
        value = indented_value(front, at, scalar);
    return add_field(front, name, scalar ? value : unquoted(text, value));
}

uint32_t onr_front_matter(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                          bool *titled)
{
    uint32_t start = text->start;
    const char *fence = start < text->length && text->bytes[start] == '+' ? "+++" : "---";
    *titled = false;
    if (start >= text->length || !is_fence(text, start, fence))
        return start;
    uint32_t end = find_end(text, start, fence);
    if (end == ONR_NONE)
        return start;
    struct front front = {markup, arena, text, end, *fence == '+' ? '=' : ':'};
    for (uint32_t at = onr_line_next(text, onr_line_end(text, start)); at < end;)
        *titled |= read_field(&front, &at);
    return onr_line_next(text, onr_line_end(text, end));
}
