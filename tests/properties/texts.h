/* Texts of any length to measure with: prose, and what would be slow if anything were. */
#ifndef ONR_TESTS_TEXTS_H
#define ONR_TESTS_TEXTS_H

#include "support.h"

/* What a kind of text is made of. */
struct maker {
    const char *name;   /* as it stands in results */
    const char *format; /* an onr_format_name */
    /* Writes piece number `at` into piece, at most PIECE_ROOM bytes; returns its length. */
    size_t (*piece)(char *piece, size_t at);
    const char *repeated; /* or: the text that is repeated */
};

#define PIECE_ROOM 512

/* All kinds but prose, count of them. Static. */
const struct maker *makers(size_t *count);
/* length bytes of a kind, cut at a character; malloc'd. */
struct text make_text(const struct maker *maker, size_t length);
/* length bytes of drafts, one after another, over and over. */
struct text make_prose(const struct text *drafts, size_t count, size_t length);

#endif
