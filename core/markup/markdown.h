/* What the parts of the Markdown reader share. */
#ifndef ONR_MARKUP_MARKDOWN_H
#define ONR_MARKUP_MARKDOWN_H

#include "markup/markup.h"

/* Bytes that are no prose though the parser gives them as text. */
struct onr_skip {
    struct onr_span span; /* of the document */
    bool starts_block;    /* what follows is a block of its own: a footnote */
};

/* The bytes the parser is given. They stand where the document has them, byte for byte. */
struct onr_masked {
    char *bytes;    /* a copy of the document from start on; owned by the arena */
    uint32_t start; /* offset in the document of its first byte */
    ONR_ARRAY(struct onr_skip) skips; /* in document order */
};

/*
 * Reads front matter at the start of the text: fields, and blocks for the title and the byline. Returns
 * the offset after it, or the start of the text where there is none. *titled tells whether a title is there.
 */
uint32_t onr_front_matter(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                          bool *titled);

/*
 * Copies the document from start on, with dots over what the parser must not see: footnotes, and what would
 * make it nest without bound or look at a paragraph over and over.
 */
void onr_markdown_mask(struct onr_masked *masked, struct onr_arena *arena, const struct onr_text *text,
                       uint32_t start);

/* The end of the line that begins or goes on at a byte, before and after its newline. */
static inline uint32_t onr_line_end(const struct onr_text *text, uint32_t at)
{
    while (at < text->length && text->bytes[at] != '\n' && text->bytes[at] != '\r')
        at++;
    return at;
}

static inline uint32_t onr_line_next(const struct onr_text *text, uint32_t end)
{
    if (end + 1 < text->length && text->bytes[end] == '\r' && text->bytes[end + 1] == '\n')
        return end + 2;
    return end < text->length ? end + 1 : end;
}

#endif
