/*
 * Lines and columns of a text. Lines end with LF, CR LF or a lone CR; columns count characters
 * (code points); both begin at 1. A byte order mark is no character of the first line.
 */
#ifndef ONR_PRESENT_POSITION_H
#define ONR_PRESENT_POSITION_H

#include <stdint.h>

#include "onrecord.h"

struct onr_position {
    uint32_t line;   /* from 1 */
    uint32_t column; /* in characters, from 1 */
};

struct onr_lines {
    const char *bytes;    /* the text; borrowed */
    uint32_t length;      /* bytes of it */
    uint32_t *starts;     /* where each line begins; owned */
    uint32_t count;       /* lines */
    uint32_t *characters; /* characters before each stretch of 4096 bytes; owned */
};

/*
 * Indexes length bytes of UTF-8. Returns 0, or -1 where memory runs out and nothing is to be freed.
 */
int onr_lines_open(struct onr_lines *lines, const char *bytes, uint32_t length);
void onr_lines_close(struct onr_lines *lines);
/* The position of a byte offset; one beyond the text counts as its end. */
struct onr_position onr_lines_position(const struct onr_lines *lines, uint32_t offset);
/* The column of that position in bytes, from 1. */
uint32_t onr_lines_byte_column(const struct onr_lines *lines, uint32_t offset);

#endif
