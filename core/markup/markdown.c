/*
 * Markdown, read by md4c: CommonMark with GitHub's tables, strikethrough and autolinks, after front
 * matter. md4c hands out text as pointers into the input, which become ranges at the document's own
 * offsets; text of its own (a line break) lies elsewhere and is told by that.
 *
 * A table's row is one block: its cells stand on one line, and only a line's end parts paragraphs.
 */
#include <md4c.h>
#include <string.h>

#include "base/error.h"
#include "markup/markup.h"

#define DEEPEST_QUOTE 64    /* block quotes in one another; a line with more is no draft, and read as plain text */
#define MOST_BRACKETS 2000  /* "[" in one paragraph: md4c looks for each one's end anew */

struct reader {
    struct onr_markup *markup;      /* filled */
    struct onr_arena *arena;        /* holds it */
    const struct onr_text *text;    /* read */
    ONR_ARRAY(struct onr_span) prose; /* ranges of the open block */
    ONR_ARRAY(struct onr_span) alt; /* alternative texts of its images */
    bool open;                      /* a block is open */
    bool breaks;                    /* a line break came after the last range */
    bool titled;                    /* a headline was found */
    uint32_t level;                 /* of the open heading; 0 for others */
    uint32_t quotes;                /* block quotes around */
    uint32_t silent;                /* code blocks and HTML blocks around: no prose */
    uint32_t code;                  /* code spans around */
    uint32_t images;                /* images around */
    uint32_t link_first;            /* index into prose where the link around began */
    struct onr_span target;         /* of the link around; empty where it lies elsewhere */
};

static bool inside(const struct reader *reader, const char *at)
{
    return at >= reader->text->bytes && at < reader->text->bytes + reader->text->length;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool only_space(const struct onr_text *text, uint32_t start, uint32_t end)
{
    while (start < end && is_space(text->bytes[start]))
        start++;
    return start == end;
}

/*
 * Adds prose to the open block. Over white space alone it is joined to what stands before; after a line
 * break with a quote mark or indentation it takes the blank before it, so that words stay parted.
 */
static void add_prose(struct reader *reader, struct onr_span span)
{
    struct onr_span *last = reader->prose.count ? &reader->prose.at[reader->prose.count - 1] : NULL;
    if (last && last->end <= span.start && only_space(reader->text, last->end, span.start)) {
        last->end = span.end;
    } else {
        if (reader->breaks && span.start && (reader->text->bytes[span.start - 1] == ' ' || reader->text->bytes[span.start - 1] == '\t'))
            span.start--;
        ONR_ARRAY_PUSH(reader->arena, &reader->prose, span);
    }
    reader->breaks = false;
}

/* The length of a footnote's mark, "[^1]" or "[^1]:", at a place; 0 for none. */
static uint32_t footnote_mark(const struct onr_text *text, uint32_t at, uint32_t end)
{
    if (at + 3 >= end || text->bytes[at] != '[' || text->bytes[at + 1] != '^')
        return 0;
    uint32_t close = at + 2;
    while (close < end && close < at + 64 && text->bytes[close] != ']' && !is_space(text->bytes[close]))
        close++;
    if (close >= end || text->bytes[close] != ']' || close == at + 2)
        return 0;
    close++;
    return (close < end && text->bytes[close] == ':' ? close + 1 : close) - at;
}

/* Hands a range to the block, footnote marks cut out. */
static void emit(struct reader *reader, struct onr_span span)
{
    for (uint32_t at = span.start; at < span.end;) {
        uint32_t mark = footnote_mark(reader->text, at, span.end);
        if (!mark) {
            at++;
            continue;
        }
        onr_markup_range(reader->markup, reader->arena, (struct onr_span){span.start, at});
        at = span.start = at + mark;
    }
    onr_markup_range(reader->markup, reader->arena, span);
}

/* The newline that ends the line of the block's last range ends the block. */
static void emit_newline(struct reader *reader, uint32_t at)
{
    while (at < reader->text->length && reader->text->bytes[at] != '\n' && reader->text->bytes[at] != '\r')
        at++;
    if (at == reader->text->length)
        return;
    uint32_t end = at + 1;
    if (reader->text->bytes[at] == '\r' && end < reader->text->length && reader->text->bytes[end] == '\n')
        end++;
    onr_markup_range(reader->markup, reader->arena, (struct onr_span){at, end});
}

static enum onr_block_kind kind_of(struct reader *reader, bool caption)
{
    if (caption)
        return ONR_BLOCK_CAPTION;
    if (!reader->level)
        return ONR_BLOCK_BODY;
    if (reader->level > 1 || reader->titled)
        return ONR_BLOCK_HEADING;
    reader->titled = true;
    return ONR_BLOCK_HEADLINE;
}

static void close_block(struct reader *reader)
{
    bool caption = !reader->prose.count && reader->alt.count;
    const struct onr_span *at = caption ? reader->alt.at : reader->prose.at;
    uint32_t count = caption ? reader->alt.count : reader->prose.count;
    reader->open = false;
    if (!count)
        return;
    struct onr_markup_block *block = onr_markup_open(reader->markup, reader->arena);
    if (!block)
        return;
    block->block.kind = kind_of(reader, caption);
    block->settled = block->block.kind != ONR_BLOCK_BODY;
    block->block.quote_depth = reader->quotes;
    block->level = reader->level;
    for (uint32_t i = 0; i < count && !reader->arena->failed; i++)
        emit(reader, at[i]);
    emit_newline(reader, at[count - 1].end);
    onr_markup_close(reader->markup, reader->text);
}

static void open_block(struct reader *reader, uint32_t level)
{
    if (reader->open)
        close_block(reader);
    reader->open = true;
    reader->level = level;
    reader->prose.count = reader->alt.count = 0;
    reader->breaks = false;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reader *reader = context;
    switch (type) {
    case MD_BLOCK_QUOTE:
        if (reader->open)
            close_block(reader);
        reader->quotes++;
        break;
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
        if (reader->open)
            close_block(reader);
        reader->silent++;
        break;
    case MD_BLOCK_H: open_block(reader, ((const MD_BLOCK_H_DETAIL *)detail)->level); break;
    case MD_BLOCK_P:
    case MD_BLOCK_LI:
    case MD_BLOCK_TR: open_block(reader, 0); break;
    default: break;
    }
    return reader->arena->failed;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reader *reader = context;
    (void)detail;
    switch (type) {
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML: reader->silent--; break;
    case MD_BLOCK_H:
    case MD_BLOCK_P:
    case MD_BLOCK_LI:
    case MD_BLOCK_TR:
        if (reader->open)
            close_block(reader);
        break;
    case MD_BLOCK_QUOTE:
        if (reader->open)
            close_block(reader);
        reader->quotes--;
        break;
    default: break;
    }
    return reader->arena->failed;
}

static void begin_link(struct reader *reader, const MD_ATTRIBUTE *href)
{
    reader->link_first = reader->prose.count;
    reader->target = (struct onr_span){0, 0};
    if (href->text && href->size && inside(reader, href->text)) {
        uint32_t start = (uint32_t)(href->text - reader->text->bytes);
        reader->target = (struct onr_span){start, start + href->size};
    }
}

static void end_link(struct reader *reader)
{
    if (!reader->target.end || reader->link_first >= reader->prose.count)
        return;
    struct onr_link link = {
        .text = {reader->prose.at[reader->link_first].start, reader->prose.at[reader->prose.count - 1].end},
        .target = reader->target,
    };
    ONR_ARRAY_PUSH(reader->arena, &reader->markup->links, link);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct reader *reader = context;
    reader->code += type == MD_SPAN_CODE;
    reader->images += type == MD_SPAN_IMG;
    if (type == MD_SPAN_A)
        begin_link(reader, &((const MD_SPAN_A_DETAIL *)detail)->href);
    return reader->arena->failed;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct reader *reader = context;
    (void)detail;
    reader->code -= type == MD_SPAN_CODE;
    reader->images -= type == MD_SPAN_IMG;
    if (type == MD_SPAN_A)
        end_link(reader);
    return reader->arena->failed;
}

/* Notes a comment that begins in a piece of HTML, up to its end wherever that is. */
static void note_comments(struct reader *reader, struct onr_span span)
{
    const struct onr_text *text = reader->text;
    uint32_t known = reader->markup->comments.count
                         ? reader->markup->comments.at[reader->markup->comments.count - 1].span.end : 0;
    for (uint32_t at = span.start; at + 4 <= span.end; at++) {
        if (at < known || memcmp(text->bytes + at, "<!--", 4) != 0)
            continue;
        const char *close = memmem(text->bytes + at + 4, text->length - at - 4, "-->", 3);
        if (!close)
            return;
        uint32_t end = (uint32_t)(close - text->bytes);
        struct onr_comment comment = {
            .span = {at, end + 3}, .inner = {at + 4, end},
            .next_block = reader->markup->blocks.count + (reader->open && reader->prose.count ? 1u : 0u),
        };
        ONR_ARRAY_PUSH(reader->arena, &reader->markup->comments, comment);
        known = end + 3;
    }
}

static int read_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *context)
{
    struct reader *reader = context;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        reader->breaks = true;
    if (!size || !inside(reader, bytes))
        return reader->arena->failed;
    uint32_t start = (uint32_t)(bytes - reader->text->bytes);
    struct onr_span span = {start, start + size};
    if (type == MD_TEXT_HTML)
        note_comments(reader, span);
    else if (!reader->silent && !reader->code && (type == MD_TEXT_NORMAL || type == MD_TEXT_ENTITY)) {
        if (reader->images)
            ONR_ARRAY_PUSH(reader->arena, &reader->alt, span);
        else
            add_prose(reader, span);
    }
    return reader->arena->failed;
}

static uint32_t line_end(const struct onr_text *text, uint32_t at)
{
    while (at < text->length && text->bytes[at] != '\n')
        at++;
    return at;
}

static bool line_is(const struct onr_text *text, uint32_t at, const char *mark)
{
    uint32_t end = line_end(text, at);
    while (end > at && is_space(text->bytes[end - 1]))
        end--;
    return end - at == strlen(mark) && memcmp(text->bytes + at, mark, end - at) == 0;
}

static struct onr_span unquoted(const struct onr_text *text, struct onr_span span)
{
    while (span.start < span.end && is_space(text->bytes[span.start]))
        span.start++;
    while (span.end > span.start && is_space(text->bytes[span.end - 1]))
        span.end--;
    char first = span.end > span.start + 1 ? text->bytes[span.start] : 0;
    if ((first == '"' || first == '\'') && text->bytes[span.end - 1] == first)
        return (struct onr_span){span.start + 1, span.end - 1};
    return span;
}

static bool key_is(const struct onr_text *text, struct onr_span key, const char *name)
{
    return key.end - key.start == strlen(name) && memcmp(text->bytes + key.start, name, strlen(name)) == 0;
}

static void add_field_block(struct reader *reader, struct onr_span value, enum onr_block_kind kind)
{
    struct onr_markup_block *block = onr_markup_open(reader->markup, reader->arena);
    if (!block)
        return;
    block->block.kind = kind;
    block->settled = true;
    onr_markup_range(reader->markup, reader->arena, value);
    emit_newline(reader, value.end);
    onr_markup_close(reader->markup, reader->text);
}

/* "title: …" of YAML or "title = …" of TOML, at the start of a line. */
static void read_field(struct reader *reader, uint32_t at, uint32_t end, char parting)
{
    const struct onr_text *text = reader->text;
    const char *found = memchr(text->bytes + at, parting, end - at);
    if (!found || is_space(text->bytes[at]) || text->bytes[at] == '-' || text->bytes[at] == '#')
        return;
    uint32_t mid = (uint32_t)(found - text->bytes);
    struct onr_field field = {
        .name = unquoted(text, (struct onr_span){at, mid}),
        .value = unquoted(text, (struct onr_span){mid + 1, end}),
    };
    ONR_ARRAY_PUSH(reader->arena, &reader->markup->fields, field);
    if (field.value.start == field.value.end)
        return;
    if (!reader->titled && (key_is(text, field.name, "title") || key_is(text, field.name, "headline"))) {
        reader->titled = true;
        add_field_block(reader, field.value, ONR_BLOCK_HEADLINE);
    } else if (key_is(text, field.name, "byline") || key_is(text, field.name, "author")) {
        add_field_block(reader, field.value, ONR_BLOCK_BYLINE);
    }
}

/* Reads front matter; returns where the body starts. */
static uint32_t read_front_matter(struct reader *reader)
{
    const struct onr_text *text = reader->text;
    const char *mark = line_is(text, text->start, "---") ? "---" : line_is(text, text->start, "+++") ? "+++" : NULL;
    if (!mark)
        return text->start;
    uint32_t first = line_end(text, text->start) + 1, close = first;
    while (close < text->length && !line_is(text, close, mark))
        close = line_end(text, close) + 1;
    if (close >= text->length)
        return text->start;
    for (uint32_t at = first; at < close; at = line_end(text, at) + 1)
        read_field(reader, at, line_end(text, at), *mark == '-' ? ':' : '=');
    uint32_t body = line_end(text, close);
    return body < text->length ? body + 1 : body;
}

/* Whether md4c would take more than linear time: quote marks by the hundred, brackets by the thousand. */
static bool is_hostile(const struct onr_text *text, uint32_t at)
{
    uint32_t marks = 0, brackets = 0, newlines = 0;
    for (bool begins = true; at < text->length; at++) {
        char byte = text->bytes[at];
        if (byte == '\n') {
            begins = true;
            marks = 0;
            if (++newlines > 1)
                brackets = 0;
            continue;
        }
        newlines = is_space(byte) ? newlines : 0;
        begins = begins && (byte == '>' || is_space(byte));
        marks += begins && byte == '>';
        brackets += byte == '[' || byte == '!';
        if (marks > DEEPEST_QUOTE || brackets > MOST_BRACKETS)
            return true;
    }
    return false;
}

int onr_markup_markdown(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                        struct onr_error *error)
{
    struct reader reader = {.markup = markup, .arena = arena, .text = text};
    static const MD_PARSER parser = {
        .flags = MD_DIALECT_GITHUB, .enter_block = enter_block, .leave_block = leave_block,
        .enter_span = enter_span, .leave_span = leave_span, .text = read_text,
    };
    uint32_t body = read_front_matter(&reader);
    if (is_hostile(text, body)) {
        struct onr_text rest = {text->bytes, text->length, body};
        return onr_markup_plain(markup, arena, &rest, error);
    }
    if (md_parse(text->bytes + body, text->length - body, &parser, &reader) != 0 || arena->failed)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    return ONR_OK;
}
