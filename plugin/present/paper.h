/* Ink and line breaks of what people read. */
#ifndef ONR_PRESENT_PAPER_H
#define ONR_PRESENT_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "present/out.h"

/*
 * Holds two words together where lines are broken; printed as a space. Never occurs in onr_plain's
 * text.
 */
#define ONR_GLUE "\x1f"

struct onr_style {
    bool colour;    /* escapes for colour may be written */
    unsigned width; /* columns of a line */
};

enum onr_ink {
    ONR_INK_PLAIN,
    ONR_INK_STRONG, /* headings and what matters most */
    ONR_INK_FAINT,  /* what is there to be looked up */
    ONR_INK_BAD,
    ONR_INK_WARN,
    ONR_INK_GOOD,
    ONR_INK_NOTE,
};

/* Begins and ends an ink. Both write nothing without colour. */
void onr_ink_on(struct onr_out *out, const struct onr_style *style, enum onr_ink ink);
void onr_ink_off(struct onr_out *out, const struct onr_style *style, enum onr_ink ink);
/* Text in an ink, not broken. */
void onr_ink_text(struct onr_out *out, const struct onr_style *style, enum onr_ink ink,
                  const char *text);

/*
 * Writes text that onr_plain made, broken at spaces so that lines stay within the width, and ends
 * the last line. The first line has `column` columns behind it already; later ones begin with
 * `indent` spaces.
 */
void onr_paper_wrap(struct onr_out *out, const struct onr_style *style, enum onr_ink ink,
                    const char *bytes, size_t length, unsigned column, unsigned indent);
/*
 * Writes at most `columns` columns of it, cut at a word with an ellipsis where it is longer. No
 * line end.
 */
void onr_paper_cut(struct onr_out *out, const char *bytes, size_t length, unsigned columns);

#endif
