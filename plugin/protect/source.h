/*
 * The characters of a text one after the other: UTF-8, or Windows-1252 byte by byte where it is
 * not; on demand without its markup.
 */
#ifndef ONR_PROTECT_SOURCE_H
#define ONR_PROTECT_SOURCE_H

#include "protect/alphabet.h"

struct onr_source {
    const struct onr_alphabet *alphabet;
    const char *bytes; /* the text; borrowed */
    uint32_t length;   /* bytes of it */
    uint32_t at;       /* the next one */
    bool unwrap;       /* markup is passed over */
};

/* A character that marks passed-over markup; no text holds it. */
#define ONR_SOURCE_MARKUP 0x110000

/*
 * The next character and the byte it begins at; false at the end. Markup that was passed over is
 * one ONR_SOURCE_MARKUP.
 */
bool onr_source_next(struct onr_source *source, uint32_t *point, uint32_t *begin);

#endif
