/* Reading a text as far as its prose, for tests of the rooms up to there. */
#ifndef ONR_TESTS_READING_H
#define ONR_TESTS_READING_H

#include "prose/prose.h"

struct reading {
    struct onr_arena arena;   /* holds all below */
    struct onr_text text;     /* the text, borrowed */
    struct onr_markup markup; /* its blocks */
    struct onr_prose prose;   /* its tokens */
};

/* Reads text, a NUL at its end; fails the test where that fails. Close it with reading_close. */
void reading_open(struct reading *reading, const char *text, const char *format);
void reading_close(struct reading *reading);
/* The bytes from start to end as a string in the reading's arena. */
const char *reading_slice(struct reading *reading, uint32_t start, uint32_t end);
/* All tokens in their order, parted by a bar: "The|port|.". In the reading's arena. */
const char *reading_tokens(struct reading *reading);

#endif
