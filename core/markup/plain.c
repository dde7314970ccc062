/*
 * Plain text. A blank line ends a paragraph everywhere. Whether a line end does is told from the text:
 * a chunk, the lines between two blank lines, is taken for hard-wrapped prose where its lines are short,
 * do not mostly end sentences, and either carry on in lower case or break where the next word would no
 * longer have fitted. All other chunks, long lines above all, have a paragraph on every line.
 */
#include "markup/markup.h"

#include <string.h>

#define WIDEST_WRAP 100  /* columns; mail and editors wrap at 65 to 80, some writers at 100 */
#define NARROWEST_WRAP 40 /* columns; below it lines are short by nature: bylines, lists, verse */
#define SLACK 6          /* columns a wrapped line may stay short of the measure */
#define INDENT 2         /* columns that start a paragraph */

enum line_kind {
    LINE_BLANK,
    LINE_RULE, /* dashes, asterisks and the like: no prose */
    LINE_COMMENT, /* speaks to onrecord: no prose */
    LINE_LIST, /* "- ", "1. " */
    LINE_TEXT,
};

struct line {
    uint32_t start;    /* first byte after quote marks */
    uint32_t content;  /* first byte of prose */
    uint32_t end;      /* after the last byte before the line end */
    uint32_t next;     /* first byte of the next line */
    uint32_t depth;    /* quote marks */
    uint32_t width;    /* columns, the indent included */
    uint32_t word;     /* columns of the first word */
    uint32_t indent;   /* columns */
    enum line_kind kind;
    bool long_word;    /* one word only: an address does not tell the measure */
    bool lower;        /* begins with a small letter */
    bool sentence_end; /* ends like a sentence */
};

/* What the document's short lines have in common. */
struct measure {
    uint32_t widest;      /* columns of the widest line of chunks of short lines */
    uint32_t short_bytes; /* of chunks of two short lines or more */
    uint32_t long_bytes;  /* of lines wider than any wrap */
};

struct chunk {
    uint32_t next;    /* first byte after it */
    uint32_t lines;   /* how many */
    uint32_t widest;  /* columns, lines of one word left out */
    uint32_t lower;   /* lines but the first that begin in lower case */
    uint32_t ended;   /* lines but the last that end like a sentence */
    uint32_t forced;  /* line ends where the next word would not have fitted the measure */
};

static uint32_t blank_width(const struct onr_text *text, uint32_t at, uint32_t end)
{
    const unsigned char *byte = (const unsigned char *)text->bytes + at;
    if (*byte == ' ' || (*byte >= '\t' && *byte <= '\r'))
        return 1;
    if (end - at >= 2 && byte[0] == 0xC2 && byte[1] == 0xA0)
        return 2; /* no-break space */
    if (end - at >= 3 && ((byte[0] == 0xE2 && byte[1] == 0x80 && byte[2] == 0x8B) ||
                          (byte[0] == 0xE3 && byte[1] == 0x80 && byte[2] == 0x80) ||
                          (byte[0] == 0xEF && byte[1] == 0xBB && byte[2] == 0xBF)))
        return 3; /* zero width space, ideographic space, a mark in mid-file */
    return 0;
}

static uint32_t columns(const struct onr_text *text, uint32_t start, uint32_t end)
{
    uint32_t count = 0;
    for (uint32_t at = start; at < end; at++)
        count += ((unsigned char)text->bytes[at] & 0xC0) != 0x80;
    return count;
}

/* A dash, a bullet or a box-drawing sign: U+2010 to U+2015, U+2022, U+2500 to U+257F. */
static uint32_t ornament_width(const struct onr_text *text, uint32_t at, uint32_t end)
{
    const unsigned char *byte = (const unsigned char *)text->bytes + at;
    if (strchr("-*_#=~+", *byte) && *byte)
        return 1;
    if (end - at < 3 || byte[0] != 0xE2)
        return 0;
    bool dash = byte[1] == 0x80 && ((byte[2] >= 0x90 && byte[2] <= 0x95) || byte[2] == 0xA2);
    return dash || byte[1] == 0x94 || byte[1] == 0x95 ? 3 : 0;
}

/* Whether the line has ornaments, and beside them only white space and dots. */
static bool is_rule(const struct onr_text *text, const struct line *line)
{
    uint32_t at = line->content, ornaments = 0;
    while (at < line->end) {
        uint32_t width = ornament_width(text, at, line->end);
        ornaments += width != 0;
        if (!width)
            width = text->bytes[at] == '.' ? 1 : blank_width(text, at, line->end);
        if (!width)
            return false;
        at += width;
    }
    return ornaments != 0;
}

/* Bytes of a bullet and the white space after it; 0 where there is none. */
static uint32_t bullet_width(const struct onr_text *text, const struct line *line)
{
    const char *bytes = text->bytes + line->content;
    uint32_t left = line->end - line->content;
    uint32_t width = left >= 3 && memcmp(bytes, "\xE2\x80\xA2", 3) == 0 ? 3 : left && strchr("-*+", *bytes) ? 1 : 0;
    if (!width || width >= left || !(bytes[width] == ' ' || bytes[width] == '\t'))
        return 0;
    while (width < left && (bytes[width] == ' ' || bytes[width] == '\t'))
        width++;
    return width;
}

static bool is_numbered(const struct onr_text *text, const struct line *line)
{
    uint32_t at = line->content, digits = 0;
    while (at < line->end && digits < 4 && text->bytes[at] >= '0' && text->bytes[at] <= '9')
        at++, digits++;
    return digits && digits < 4 && line->end - at >= 2 && (text->bytes[at] == '.' || text->bytes[at] == ')') &&
           (text->bytes[at + 1] == ' ' || text->bytes[at + 1] == '\t');
}

/* Closing quotation marks and brackets before end. */
static uint32_t before_closers(const struct onr_text *text, uint32_t start, uint32_t end)
{
    while (end > start) {
        const unsigned char *last = (const unsigned char *)text->bytes + end - 1;
        bool curly = end - start >= 3 && last[-2] == 0xE2 && last[-1] == 0x80 && (*last == 0x99 || *last == 0x9D);
        if (!curly && !strchr("\"')]*_ \t", *last))
            break;
        end -= curly ? 3 : 1;
    }
    return end;
}

static bool ends_sentence(const struct onr_text *text, const struct line *line)
{
    uint32_t end = before_closers(text, line->content, line->end);
    if (end == line->content)
        return false;
    const unsigned char *last = (const unsigned char *)text->bytes + end - 1;
    if (strchr(".!?:", *last))
        return true;
    return end - line->content >= 3 && memcmp(last - 2, "\xE2\x80\xA6", 3) == 0;
}

static bool is_lower(const struct onr_text *text, uint32_t at)
{
    const unsigned char *byte = (const unsigned char *)text->bytes + at;
    return (byte[0] >= 'a' && byte[0] <= 'z') || (byte[0] == 0xC3 && byte[1] >= 0x9F);
}

/* Passes over quote marks, each with white space before it. */
static void read_quote_marks(const struct onr_text *text, struct line *line)
{
    uint32_t at = line->start;
    while (at < line->end) {
        if (text->bytes[at] == '>') {
            line->depth++;
            line->start = at + 1;
        } else if (text->bytes[at] != ' ' && text->bytes[at] != '\t') {
            break;
        }
        at++;
    }
}

static void measure_line(const struct onr_text *text, struct line *line)
{
    uint32_t word = line->content;
    while (word < line->end && !blank_width(text, word, line->end))
        word++;
    line->indent = columns(text, line->start, line->content);
    line->width = line->indent + columns(text, line->content, line->end);
    line->word = columns(text, line->content, word);
    line->long_word = word >= line->end;
    line->lower = is_lower(text, line->content);
    line->sentence_end = ends_sentence(text, line);
}

static bool is_blank_to(const struct onr_text *text, uint32_t at, uint32_t end)
{
    uint32_t width;
    while (at < end && (width = blank_width(text, at, end)) != 0)
        at += width;
    return at >= end;
}

/* The byte after a comment that the line begins with; 0 where it begins with none. */
static uint32_t comment_end(const struct onr_text *text, const struct line *line)
{
    struct onr_span inner;
    uint32_t end = onr_comment_in_line(text, line->content, &inner);
    return end ? end : onr_comment_of_line(text, line->content, &inner);
}

static void tell_kind(const struct onr_text *text, struct line *line)
{
    uint32_t comment = comment_end(text, line);
    line->kind = LINE_TEXT;
    if (line->content >= line->end) {
        line->kind = LINE_BLANK;
    } else if (comment && is_blank_to(text, comment, line->end)) {
        line->kind = LINE_COMMENT;
    } else if (is_rule(text, line)) {
        line->kind = LINE_RULE;
    } else if (bullet_width(text, line)) {
        line->kind = LINE_LIST;
        line->content += bullet_width(text, line);
    } else if (is_numbered(text, line)) {
        line->kind = LINE_LIST;
    }
}

/* The end of a line; a comment inside it may hold line ends of its own. */
static uint32_t line_end(const struct onr_text *text, uint32_t at)
{
    while (at < text->length && text->bytes[at] != '\n' && text->bytes[at] != '\r') {
        struct onr_span inner;
        uint32_t comment = text->bytes[at] == '<' ? onr_comment_in_line(text, at, &inner) : 0;
        at = comment ? comment : at + 1;
    }
    return at;
}

static struct line read_line(const struct onr_text *text, uint32_t at)
{
    struct line line = {.start = at, .end = line_end(text, at)};
    line.next = line.end + (line.end < text->length);
    if (line.next < text->length && text->bytes[line.end] == '\r' && text->bytes[line.next] == '\n')
        line.next++;
    read_quote_marks(text, &line);
    uint32_t width;
    line.content = line.start;
    while (line.content < line.end && (width = blank_width(text, line.content, line.end)) != 0)
        line.content += width;
    tell_kind(text, &line);
    if (line.kind >= LINE_LIST)
        measure_line(text, &line);
    return line;
}

static bool is_forced(const struct line *line, const struct line *next, uint32_t measure)
{
    return line->width + 1 + next->word + SLACK > measure;
}

/* The lines from first on up to a blank line, a rule, or another depth of quoting. */
static struct chunk read_chunk(const struct onr_text *text, struct line line, uint32_t measure)
{
    struct chunk chunk = {.next = line.next};
    uint32_t depth = line.depth;
    for (;;) {
        chunk.lines++;
        chunk.next = line.next;
        if (!line.long_word && line.width > chunk.widest)
            chunk.widest = line.width;
        if (line.next >= text->length)
            return chunk;
        struct line next = read_line(text, line.next);
        if (next.kind < LINE_LIST || next.depth != depth)
            return chunk;
        chunk.lower += next.kind == LINE_TEXT && next.lower;
        chunk.ended += line.sentence_end;
        chunk.forced += next.kind == LINE_TEXT && is_forced(&line, &next, measure);
        line = next;
    }
}

static struct measure measure_document(const struct onr_text *text)
{
    struct measure measure = {0};
    for (uint32_t at = text->start; at < text->length;) {
        struct line line = read_line(text, at);
        if (line.kind < LINE_LIST) {
            at = line.next;
            continue;
        }
        struct chunk chunk = read_chunk(text, line, 0);
        if (chunk.widest > WIDEST_WRAP)
            measure.long_bytes += chunk.next - at;
        else if (chunk.lines > 1)
            measure.short_bytes += chunk.next - at;
        if (chunk.lines > 1 && chunk.widest <= WIDEST_WRAP && chunk.widest > measure.widest)
            measure.widest = chunk.widest;
        at = chunk.next;
    }
    return measure;
}

/*
 * A third of the lines in lower case is proof enough by itself: in wrapped English it is four fifths,
 * in a list of paragraphs hardly any. Without it the line ends have to be where the measure forces them,
 * and the document must not be one of long lines, whose short ones are short for other reasons.
 */
static bool is_wrapped(const struct chunk *chunk, const struct measure *measure)
{
    uint32_t breaks = chunk->lines - 1;
    if (!breaks || chunk->widest > WIDEST_WRAP || chunk->ended * 2 > breaks + (chunk->lower != 0))
        return false;
    if (chunk->lower && chunk->lower * 3 >= breaks)
        return true;
    return measure->short_bytes > measure->long_bytes && measure->widest >= NARROWEST_WRAP &&
           chunk->forced * 2 > breaks;
}

/*
 * Whether a wrapped chunk has a paragraph's end between two lines all the same. A line that is short without
 * ending a sentence is a leftover of wrapping twice, but for the head of a document, where it is a byline.
 */
static bool parts(const struct line *line, const struct line *next, bool in_list, bool head, uint32_t measure)
{
    if (next->kind == LINE_LIST)
        return true;
    if (!in_list && next->indent >= line->indent + INDENT && line->sentence_end)
        return true;
    if (next->lower || is_forced(line, next, measure))
        return false;
    return line->sentence_end || (head && line->width * 2 < measure);
}

static void add_comment(struct onr_markup *markup, struct onr_arena *arena, struct onr_span span, struct onr_span inner)
{
    struct onr_comment comment = {.span = span, .inner = inner, .next_block = markup->blocks.count};
    ONR_ARRAY_PUSH(arena, &markup->comments, comment);
}

/* The prose of a line, comments cut out of it. */
static void add_prose(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                      struct onr_span range)
{
    for (uint32_t at = range.start; at < range.end; at++) {
        struct onr_span inner;
        uint32_t end = text->bytes[at] == '<' ? onr_comment_in_line(text, at, &inner) : 0;
        if (!end)
            continue;
        onr_markup_range(markup, arena, (struct onr_span){range.start, at});
        add_comment(markup, arena, (struct onr_span){at, end}, inner);
        range.start = end;
        at = end - 1;
    }
    onr_markup_range(markup, arena, range);
}

/* White space between a quote mark and the prose parts the words of two lines: the newline must not. */
static void add_line(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                     const struct line *line, bool carried_on)
{
    uint32_t start = line->content;
    if (carried_on && line->depth && start > line->start)
        start--;
    else if (carried_on && !line->depth)
        start = line->start;
    add_prose(markup, arena, text, (struct onr_span){start, line->next});
}

static void open_block(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                       const struct line *line)
{
    struct onr_markup_block *block = onr_markup_open(markup, arena);
    if (block) {
        block->block.quote_depth = line->depth;
        block->item = line->kind == LINE_LIST;
    }
    add_line(markup, arena, text, line, false);
}

static void add_chunk(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                      struct line line, const struct measure *document)
{
    struct chunk chunk = read_chunk(text, line, document->widest);
    bool wrapped = is_wrapped(&chunk, document);
    bool in_list = line.kind == LINE_LIST, head = !markup->blocks.count;
    uint32_t measure = document->short_bytes > document->long_bytes ? document->widest : chunk.widest;
    open_block(markup, arena, text, &line);
    while (line.next < chunk.next) {
        struct line next = read_line(text, line.next);
        if (wrapped && !parts(&line, &next, in_list, head, measure)) {
            add_line(markup, arena, text, &next, true);
        } else {
            onr_markup_close(markup, text);
            open_block(markup, arena, text, &next);
            in_list = next.kind == LINE_LIST;
        }
        line = next;
    }
    onr_markup_close(markup, text);
}

/* A comment that has its line to itself. */
static void add_own_comment(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                            const struct line *line)
{
    struct onr_span inner;
    uint32_t end = onr_comment_in_line(text, line->content, &inner);
    if (!end)
        end = onr_comment_of_line(text, line->content, &inner);
    add_comment(markup, arena, (struct onr_span){line->content, end}, inner);
}

int onr_markup_plain(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                     struct onr_error *error)
{
    (void)error; /* nothing in plain text is wrong; memory is looked at by the caller */
    struct measure measure = measure_document(text);
    for (uint32_t at = text->start; at < text->length && !arena->failed;) {
        struct line line = read_line(text, at);
        if (line.kind >= LINE_LIST) {
            struct chunk chunk = read_chunk(text, line, measure.widest);
            add_chunk(markup, arena, text, line, &measure);
            at = chunk.next;
            continue;
        }
        if (line.kind == LINE_COMMENT)
            add_own_comment(markup, arena, text, &line);
        at = line.next;
    }
    return ONR_OK;
}
