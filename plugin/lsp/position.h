/*
 * Positions of the protocol: lines and characters, where characters are counted in the units that
 * client and server agreed on. The one place that knows of UTF-16.
 *
 * Lines end with LF, CR LF or a lone CR. What is past the end of a line counts as its end, what is
 * past the last line as the end of the text, what is inside a character as its beginning.
 */
#ifndef ONR_LSP_POSITION_H
#define ONR_LSP_POSITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum onr_units { ONR_UNITS_UTF16, ONR_UNITS_UTF8, ONR_UNITS_UTF32 };

struct onr_place {
    uint32_t line;      /* from 0 */
    uint32_t character; /* units before it on its line */
};

/* Where the lines of a text begin. The text stays its owner's, and UTF-8. */
struct onr_index {
    enum onr_units units; /* what characters are counted in */
    uint32_t *starts;     /* count bytes at which lines begin, the first 0; owned */
    uint32_t count;       /* lines, at least 1 */
    uint32_t capacity;    /* lines there is room for */
    uint32_t *before;     /* units before each stretch of the text; NULL until asked for; owned */
};

/* The name of units as the protocol has it ("utf-16"); and back, false where it is none. */
const char *onr_units_name(enum onr_units units);
bool onr_units_find(const char *name, enum onr_units *units);
/* The units that length bytes of UTF-8 take. */
uint32_t onr_units_of(enum onr_units units, const char *bytes, size_t length);

/* Indexes a text. Returns 0, or -1 where memory runs out; nothing is to be freed then. */
int onr_index_open(struct onr_index *index, enum onr_units units, const char *bytes,
                   uint32_t length);
void onr_index_close(struct onr_index *index);
/*
 * Follows an edit: bytes start to old_end of the text before have become start to new_end of bytes,
 * the text as it now is. Returns 0, or -1 where memory runs out and the index is to be made anew.
 */
int onr_index_edit(struct onr_index *index, const char *bytes, uint32_t length, uint32_t start,
                   uint32_t old_end, uint32_t new_end);

/* The byte at a place. */
uint32_t onr_index_offset(struct onr_index *index, const char *bytes, uint32_t length,
                          struct onr_place place);
/* The place of a byte. */
struct onr_place onr_index_place(struct onr_index *index, const char *bytes, uint32_t length,
                                 uint32_t offset);
/* The line a byte lies on. */
uint32_t onr_index_line(const struct onr_index *index, uint32_t offset);
/* The byte at which a line ends, its line end left out. */
uint32_t onr_index_line_end(const struct onr_index *index, const char *bytes, uint32_t length,
                            uint32_t line);

#endif
