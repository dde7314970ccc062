/*
 * Markup: which bytes of the document are prose, and what each block of prose is. One file per format
 * and one row in formats.c.
 *
 * A block has one or more ranges, the prose bytes between its markup, in document order. Only the last
 * range of a block may end in a newline, and it does where the document has one there: that is how the
 * grammar tells the end of a paragraph. All ranges of all blocks are in document order and do not overlap.
 */
#ifndef ONR_MARKUP_MARKUP_H
#define ONR_MARKUP_MARKUP_H

#include "base/arena.h"
#include "pack/pack.h"
#include "text/text.h"

/* What the markup itself says of a block; ONR_BLOCK_BODY is settled later by classify.c. */
struct onr_markup_block {
    struct onr_block block;  /* the public record */
    uint32_t first_range;    /* index of its first range */
    uint32_t range_count;    /* at least 1 */
    uint32_t level;          /* of a heading 1 to 6; 0 elsewhere */
    bool item;               /* an item of a list or a cell of a table: no headline, no byline */
    bool settled;            /* the markup named its kind (a heading, front matter's title): classify leaves it */
};

/* A link's or image's target in the document, for outlets cited by address. */
struct onr_link {
    struct onr_span text;    /* the words it lies on */
    struct onr_span target;  /* the address, where it stands in the document */
};

/*
 * A comment, where waivers may stand: of HTML in Markdown, of plain text only those that speak to onrecord
 * (comment.c); and an entry of the front matter's key for them.
 */
struct onr_comment {
    struct onr_span span;    /* with its delimiters */
    struct onr_span inner;   /* what is between them */
    uint32_t next_block;     /* the first block that begins after it; the block count where there is none */
    bool front;              /* an entry of the front matter: it speaks of the whole document */
};

/* A value of the front matter: "title", "byline", … */
struct onr_field {
    struct onr_span name;    /* its key */
    struct onr_span value;   /* its value, without quotation marks around it */
};

struct onr_markup {
    ONR_ARRAY(struct onr_markup_block) blocks;
    ONR_ARRAY(struct onr_span) ranges;
    ONR_ARRAY(struct onr_link) links;
    ONR_ARRAY(struct onr_comment) comments;
    ONR_ARRAY(struct onr_field) fields;
    bool escapes; /* a backslash before a sign stands for the sign */
};

/* A document format. */
struct onr_format {
    const char *name;     /* as it stands in options and output */
    const char *endings;  /* of file names, separated by spaces, with their dots */
    int (*read)(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                struct onr_error *error); /* fills an empty markup */
};

/* The format with a name, or NULL. Static. */
const struct onr_format *onr_format_find(const char *name);
/* Reads the text in a format and settles the kind of each block. Everything lives in the arena. */
int onr_markup_read(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                    const struct onr_format *format, const struct onr_pack *pack, struct onr_error *error);

int onr_markup_plain(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                     struct onr_error *error);
int onr_markup_markdown(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                        struct onr_error *error);
/* Tells headline, byline, timestamp, caption and furniture from body, by look and by place. */
void onr_markup_classify(struct onr_markup *markup, const struct onr_pack *pack, const struct onr_text *text);
/*
 * Writes what readers see of a span: its prose, without the markup and the comments in it; its bytes as they are where none
 * of them is prose. At most room bytes are written, whole characters, and never more than the span has. Returns how many.
 */
uint32_t onr_markup_seen(const struct onr_markup *markup, const struct onr_text *text, struct onr_span span, char *out,
                       uint32_t room);

/*
 * Comments of plain text that speak to onrecord. Each returns the byte after the comment that begins at a
 * byte, or 0 where none does; *inner becomes what is between its delimiters. The first knows "<!-- … -->", which may
 * stand inside a line and end on a later one (one that is never closed ends with its line), the second "%", "//" and "..", which begin a line and end with it.
 */
uint32_t onr_comment_in_line(const struct onr_text *text, uint32_t at, struct onr_span *inner);
uint32_t onr_comment_of_line(const struct onr_text *text, uint32_t at, struct onr_span *inner);

/* Building, for the readers of formats: a block is opened, given ranges, and closed. */
struct onr_markup_block *onr_markup_open(struct onr_markup *markup, struct onr_arena *arena);
/* Adds a range to the open block; an empty one is passed over, one that touches the last is joined to it. */
void onr_markup_range(struct onr_markup *markup, struct onr_arena *arena, struct onr_span range);
/* Closes the open block: inner ranges lose their newlines; a block with no prose is taken back. */
void onr_markup_close(struct onr_markup *markup, const struct onr_text *text);

#endif
