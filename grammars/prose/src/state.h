#ifndef PROSE_STATE_H
#define PROSE_STATE_H

/* The state of the scanner between tokens, and small functions over the lexer. */
#include "tree_sitter/parser.h"

/* Bits, so that a mark may close a quotation of several kinds. */
enum kind {
    KIND_DOUBLE = 1,
    KIND_LOW_DOUBLE = 2,
    KIND_STRAIGHT_DOUBLE = 4,
    KIND_SINGLE = 8,
    KIND_LOW_SINGLE = 16,
    KIND_STRAIGHT_SINGLE = 32,
    KIND_GUILLEMET = 64,
    KIND_ANGLE = 128,
};

#define KINDS_DOUBLE (KIND_DOUBLE | KIND_LOW_DOUBLE | KIND_STRAIGHT_DOUBLE)
#define KINDS_SINGLE (KIND_SINGLE | KIND_LOW_SINGLE | KIND_STRAIGHT_SINGLE)

/* What stands before the current position. */
enum before {
    BEFORE_SPACE,       /* white space, or the start of a paragraph */
    BEFORE_OPEN,        /* opening bracket or mark */
    BEFORE_DASH,
    BEFORE_WORD,
    BEFORE_DIGIT,
    BEFORE_PUNCTUATION,
    BEFORE_CLOSE,       /* closing mark */
    BEFORE_OTHER,
};

/* Whether a sentence may end here. */
enum end {
    END_NOT,
    END_SURE,           /* unless a small letter follows */
    END_BEFORE_STARTER, /* only if a word of starters.txt follows */
    END_UNLESS_NUMBER,  /* unless a digit follows */
    END_NEVER,          /* an abbreviation of which the next word is a part */
};

/* White space as the token before it saw it. */
enum gap {
    GAP_NONE,
    GAP_SENTENCE,
    GAP_PARAGRAPH,
    GAP_QUOTED,         /* a blank line with a block quote's prefix */
    GAP_PREFIX,         /* a line end, then a prefix and more of the paragraph */
    GAP_INPUT,          /* the end of input */
};

enum {
    DEPTH_MAX = 6, /* quotations in quotations; marks of deeper ones are text */
};

/* The whole state, in bytes so that it is serialized as it stands. */
struct scanner {
    uint8_t depth;          /* open quotations */
    uint8_t kinds[DEPTH_MAX]; /* kind of each, outermost first, 0 past depth */
    uint8_t before;         /* enum before */
    uint8_t end;            /* enum end, of the last token */
    uint8_t gap;            /* enum gap, of the white space that follows */
    uint8_t fresh;          /* the paragraph has no token yet */
    uint8_t line_start;     /* nothing but white space since the last line end */
    uint8_t quoting;        /* inside a block quote */
    uint8_t prefix_next;    /* a prefix follows the white space */
    uint8_t head;           /* the sentence has no token yet */
    uint8_t doubt;          /* the next mark may be an apostrophe after a word's last s */
};

_Static_assert(sizeof(struct scanner) <= TREE_SITTER_SERIALIZATION_BUFFER_SIZE, "state too long");

static inline void skip(TSLexer *lexer)
{
    lexer->advance(lexer, true);
}

static inline void advance(TSLexer *lexer)
{
    lexer->advance(lexer, false);
}

static inline bool at_end(TSLexer *lexer)
{
    return lexer->lookahead == 0 && lexer->eof(lexer);
}

#endif
