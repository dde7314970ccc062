/*
 * Markdown: CommonMark with tables, strikethrough and bare addresses, as md4c reads it. The parser tells
 * what is text; where it stands is told by its pointers into the masked copy of the document (mask.c).
 * It passes line breaks and the like as static strings, which lie outside and are told apart so.
 */
#include <md4c.h>
#include <string.h>

#include "base/error.h"
#include "markup/markdown.h"

struct reader {
    struct onr_markup *markup;       /* filled */
    struct onr_arena *arena;         /* holds it */
    const struct onr_text *text;     /* the document */
    const struct onr_masked *masked; /* what the parser reads */
    uint32_t next_skip;              /* the first skip that ends after the last text */
    uint32_t quotes;                 /* block quotes around */
    uint32_t level;                  /* of the heading around; 0 outside */
    uint32_t items;                  /* list items around */
    uint32_t images;                 /* images around */
    bool verbatim;                   /* inside a code block or an HTML block */
    bool cell;                       /* the open block is a table cell */
    bool open;                       /* a block is open */
    bool broken;                     /* a line break came after the last text */
    bool has_headline;               /* a title or a first heading has been met */
    bool in_link;                    /* inside a link */
    bool address;                    /* the link's text is its own target: no prose */
    struct onr_link link;            /* the link around, filled as its text comes */
    struct onr_link image;           /* the outermost image around */
    uint32_t comment_end;            /* after the last comment */
    ONR_ARRAY(struct onr_span) alts; /* texts of the images of the open paragraph */
};

static bool is_blank_byte(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_blank(const struct reader *reader, uint32_t start, uint32_t end)
{
    while (start < end && is_blank_byte(reader->text->bytes[start]))
        start++;
    return start == end;
}

/* The document's bytes of a string of the parser's; false where it is not from the document. */
static bool locate(const struct reader *reader, const char *bytes, uint32_t size, struct onr_span *span)
{
    uintptr_t first = (uintptr_t)reader->masked->bytes, at = (uintptr_t)bytes;
    uint32_t length = reader->text->length - reader->masked->start;
    if (!bytes || at < first || at - first > length || size > length - (at - first))
        return false;
    span->start = reader->masked->start + (uint32_t)(at - first);
    span->end = span->start + size;
    return true;
}

/* ---- Blocks ------------------------------------------------------------------------------------ */

static void open_block(struct reader *reader)
{
    struct onr_markup_block *block = onr_markup_open(reader->markup, reader->arena);
    reader->open = block != NULL;
    reader->broken = false;
    if (!block)
        return;
    block->block.quote_depth = reader->quotes;
    block->level = reader->level;
    block->item = reader->cell || reader->items;
    if (!reader->level)
        return;
    bool headline = reader->level == 1 && !reader->has_headline;
    block->block.kind = headline ? ONR_BLOCK_HEADLINE : ONR_BLOCK_HEADING;
    block->settled = true;
    reader->has_headline |= headline;
}

static struct onr_span *last_range(const struct reader *reader)
{
    struct onr_markup *markup = reader->markup;
    bool any = reader->open && markup->blocks.at[markup->blocks.count - 1].range_count;
    return any ? &markup->ranges.at[markup->ranges.count - 1] : NULL;
}

/* The newline of the line the block ends on belongs to it, behind whatever markup stands between. */
static void add_newline(struct reader *reader)
{
    struct onr_span *last = last_range(reader);
    if (!last)
        return;
    uint32_t start = last->end, end = onr_line_end(reader->text, start);
    if (!is_blank(reader, start, end))
        start = end;
    onr_markup_range(reader->markup, reader->arena, (struct onr_span){start, onr_line_next(reader->text, end)});
}

static void close_block(struct reader *reader, bool with_newline)
{
    if (!reader->open)
        return;
    if (with_newline)
        add_newline(reader);
    onr_markup_close(reader->markup, reader->text);
    reader->open = reader->cell = false;
}

/* Ends the paragraph at hand. One of images only is their caption; elsewhere their texts are no prose. */
static void end_leaf(struct reader *reader)
{
    if (!reader->open && reader->alts.count) {
        open_block(reader);
        if (reader->open) {
            struct onr_markup_block *block = &reader->markup->blocks.at[reader->markup->blocks.count - 1];
            block->block.kind = ONR_BLOCK_CAPTION;
            block->settled = true;
        }
        for (uint32_t i = 0; i < reader->alts.count; i++)
            onr_markup_range(reader->markup, reader->arena, reader->alts.at[i]);
    }
    reader->alts.count = 0;
    close_block(reader, true);
}

/* ---- Text -------------------------------------------------------------------------------------- */

/*
 * After a line break: the newline goes into the range where only white space surrounds it, or where it
 * stands right before the text. Where markup parts it from the text, one byte of white space before the
 * text parts the words, for a newline that ends a range would end the paragraph.
 */
static uint32_t start_after_break(const struct reader *reader, uint32_t last, uint32_t start)
{
    const char *bytes = reader->text->bytes;
    if (is_blank(reader, last, start))
        return last;
    uint32_t at = start;
    while (at > last && is_blank_byte(bytes[at - 1]))
        at--;
    uint32_t newline = onr_line_end(reader->text, at);
    if (newline < start)
        return newline;
    return at < start ? start - 1 : start;
}

/* Joins text to the text before it in its block: what of the bytes between them belongs to the prose. */
static uint32_t joined_start(const struct reader *reader, struct onr_span *last, uint32_t start)
{
    const char *bytes = reader->text->bytes;
    if (!reader->broken) /* the backslash of an escape stays with its sign */
        return start - last->end == 1 && bytes[last->end] == '\\' ? last->end : start;
    uint32_t earlier = start_after_break(reader, last->end, start);
    if (earlier == start && last->end < start && is_space(bytes[last->end]))
        last->end++;
    return earlier;
}

static void add_text(struct reader *reader, struct onr_span span)
{
    if (!reader->open && is_blank(reader, span.start, span.end))
        return;
    if (!reader->open)
        open_block(reader);
    struct onr_span *last = last_range(reader);
    if (last && last->end <= span.start)
        span.start = joined_start(reader, last, span.start);
    reader->broken = false;
    onr_markup_range(reader->markup, reader->arena, span);
}

/* Text less what the mask covered; a footnote that begins in it begins a block. */
static void add_unmasked_text(struct reader *reader, struct onr_span span)
{
    const struct onr_masked *masked = reader->masked;
    while (reader->next_skip < masked->skips.count) {
        const struct onr_skip *skip = &masked->skips.at[reader->next_skip];
        if (skip->span.start >= span.end)
            break;
        if (skip->span.start > span.start)
            add_text(reader, (struct onr_span){span.start, skip->span.start});
        if (skip->starts_block && skip->span.end > span.start)
            end_leaf(reader);
        if (skip->span.end > span.start)
            span.start = skip->span.end < span.end ? skip->span.end : span.end;
        if (skip->span.end > span.end)
            break;
        reader->next_skip++;
    }
    if (span.start < span.end)
        add_text(reader, span);
}

static void widen(struct onr_span *span, struct onr_span by)
{
    if (span->start == span->end)
        *span = by;
    else
        span->end = by.end;
}

/* ---- HTML -------------------------------------------------------------------------------------- */

/* memmem, but one that looks at no byte past what it finds. */
static const char *find(const char *bytes, const char *end, const char *what, size_t length)
{
    while ((size_t)(end - bytes) >= length && (bytes = memchr(bytes, *what, (size_t)(end - bytes) - length + 1))) {
        if (memcmp(bytes, what, length) == 0)
            return bytes;
        bytes++;
    }
    return NULL;
}

static void add_comment(struct reader *reader, uint32_t start)
{
    const char *bytes = reader->text->bytes, *end = bytes + reader->text->length;
    uint32_t inner = start + 4 < reader->text->length ? start + 4 : reader->text->length;
    const char *closing = find(bytes + inner, end, "-->", 3);
    uint32_t inner_end = closing ? (uint32_t)(closing - bytes) : reader->text->length;
    struct onr_comment comment = {
        .span = {start, closing ? inner_end + 3 : inner_end},
        .inner = {inner, inner_end},
        .next_block = reader->markup->blocks.count,
    };
    reader->comment_end = comment.span.end;
    ONR_ARRAY_PUSH(reader->arena, &reader->markup->comments, comment);
}

/* Comments in a piece of HTML. One may go on in later pieces: it is read to its end in the document. */
static void read_html(struct reader *reader, struct onr_span span)
{
    const char *bytes = reader->text->bytes;
    for (;;) {
        if (span.start < reader->comment_end)
            span.start = reader->comment_end;
        if (span.start >= span.end)
            return;
        const char *opening = find(bytes + span.start, bytes + span.end, "<!--", 4);
        if (!opening)
            return;
        add_comment(reader, (uint32_t)(opening - bytes));
    }
}

/* ---- Links ------------------------------------------------------------------------------------- */

/* "](target": where the parser gives a copy of a target that has escapes or entities in it. */
static struct onr_span find_target(const struct reader *reader, uint32_t at)
{
    const struct onr_text *text = reader->text;
    uint32_t limit = at + 16 < text->length ? at + 16 : text->length;
    while (at < limit && text->bytes[at] != ']')
        at++;
    if (at + 1 >= text->length || text->bytes[at] != ']' || text->bytes[at + 1] != '(')
        return (struct onr_span){0, 0};
    at += 2;
    while (at < text->length && is_blank_byte(text->bytes[at]))
        at++;
    bool angled = at < text->length && text->bytes[at] == '<';
    at += angled;
    struct onr_span target = {at, at};
    uint32_t depth = 0;
    for (; target.end < text->length; target.end++) {
        char byte = text->bytes[target.end];
        if (byte == '\n' || byte == '\r' || (angled ? byte == '>' : is_blank_byte(byte) || (byte == ')' && !depth)))
            break;
        depth += !angled && byte == '(';
        depth -= !angled && byte == ')';
    }
    return target;
}

static void add_link(struct reader *reader, struct onr_link link, uint32_t after)
{
    if (link.target.start == link.target.end)
        link.target = find_target(reader, after);
    if (link.text.start < link.text.end && link.target.start < link.target.end)
        ONR_ARRAY_PUSH(reader->arena, &reader->markup->links, link);
}

static struct onr_span attribute_span(const struct reader *reader, const MD_ATTRIBUTE *attribute)
{
    struct onr_span span = {0, 0};
    locate(reader, attribute->text, attribute->size, &span);
    return span;
}

/* Whether a link's text is an address by itself: https://…, www.…, name@host. */
static bool is_address(const struct reader *reader, struct onr_span text)
{
    const char *bytes = reader->text->bytes + text.start;
    uint32_t length = onr_span_length(text);
    if (memchr(bytes, ' ', length))
        return false;
    return find(bytes, bytes + length, "://", 3) || memchr(bytes, '@', length) ||
           (length > 4 && strncasecmp(bytes, "www.", 4) == 0) || (length > 7 && memcmp(bytes, "mailto:", 7) == 0);
}

static void read_link_text(struct reader *reader, struct onr_span span)
{
    if (reader->link.text.start == reader->link.text.end)
        reader->address = is_address(reader, span);
    widen(&reader->link.text, span);
    if (reader->address && reader->link.target.start == reader->link.target.end)
        reader->link.target = span;
}

/* ---- What the parser calls --------------------------------------------------------------------- */

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    struct reader *reader = data;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) {
        reader->alts.count = 0;
        close_block(reader, false); /* the line goes on */
        reader->cell = true;
        return reader->arena->failed;
    }
    end_leaf(reader);
    reader->quotes += type == MD_BLOCK_QUOTE;
    reader->items += type == MD_BLOCK_LI;
    reader->verbatim = type == MD_BLOCK_CODE || type == MD_BLOCK_HTML;
    reader->level = type == MD_BLOCK_H ? ((MD_BLOCK_H_DETAIL *)detail)->level : 0;
    return reader->arena->failed;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    struct reader *reader = data;
    (void)detail;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH)
        return reader->arena->failed;
    end_leaf(reader);
    reader->quotes -= type == MD_BLOCK_QUOTE;
    reader->items -= type == MD_BLOCK_LI;
    reader->verbatim = false;
    reader->level = 0;
    return reader->arena->failed;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    struct reader *reader = data;
    if (type == MD_SPAN_A && !reader->images) {
        reader->in_link = true;
        reader->address = false;
        reader->link = (struct onr_link){.target = attribute_span(reader, &((MD_SPAN_A_DETAIL *)detail)->href)};
    } else if (type == MD_SPAN_IMG && !reader->images++) {
        reader->image = (struct onr_link){.target = attribute_span(reader, &((MD_SPAN_IMG_DETAIL *)detail)->src)};
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    struct reader *reader = data;
    (void)detail;
    if (type == MD_SPAN_A && !reader->images) {
        add_link(reader, reader->link, reader->link.text.end);
        reader->in_link = reader->address = false;
    } else if (type == MD_SPAN_IMG && reader->images && !--reader->images) {
        add_link(reader, reader->image, reader->image.text.end);
        if (reader->image.text.start < reader->image.text.end)
            ONR_ARRAY_PUSH(reader->arena, &reader->alts, reader->image.text);
    }
    return reader->arena->failed;
}

static int read_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *data)
{
    struct reader *reader = data;
    struct onr_span span;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        reader->broken = true;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR || !locate(reader, bytes, size, &span))
        return 0;
    if (type == MD_TEXT_HTML)
        read_html(reader, span);
    if (reader->verbatim || (type != MD_TEXT_NORMAL && type != MD_TEXT_ENTITY))
        return 0;
    if (reader->images) {
        widen(&reader->image.text, span);
        return 0;
    }
    if (reader->in_link)
        read_link_text(reader, span);
    if (!reader->address)
        add_unmasked_text(reader, span);
    return reader->arena->failed;
}

int onr_markup_markdown(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                        struct onr_error *error)
{
    struct onr_masked masked;
    struct reader reader = {.markup = markup, .arena = arena, .text = text, .masked = &masked};
    uint32_t start = onr_front_matter(markup, arena, text, &reader.has_headline);
    markup->escapes = true;
    onr_markdown_mask(&masked, arena, text, start);
    if (!masked.bytes || start == text->length)
        return ONR_OK; /* the caller looks at the arena */
    const MD_PARSER parser = {
        .flags = MD_DIALECT_GITHUB,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = read_text,
    };
    if (md_parse(masked.bytes, text->length - start, &parser, &reader) < 0)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out while the Markdown was read");
    return ONR_OK;
}
