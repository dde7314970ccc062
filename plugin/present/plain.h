/*
 * Text of a draft, shown so that it cannot do anything to a terminal: control characters, escapes
 * and marks that turn the direction of writing are named ("<U+001B>") in place of being sent.
 */
#ifndef ONR_PRESENT_PLAIN_H
#define ONR_PRESENT_PLAIN_H

#include <stddef.h>

#include "onrecord.h"
#include "present/out.h"

/* Appends bytes, of any content, as one line: runs of white space become one space. */
void onr_plain(struct onr_out *out, const char *bytes, size_t length);
void onr_plain_text(struct onr_out *out, const char *text);
/* Appends what readers see of a span of a draft, without its markup, as one line; at most about so many bytes of it. */
void onr_plain_span(struct onr_out *out, const struct onr_analysis *analysis, struct onr_span span, uint32_t most);
/* Takes the comma or colon that ends such text off, and the spaces before it. */
void onr_plain_trim(struct onr_out *out);
/* The columns a terminal takes for text that onr_plain wrote. */
unsigned onr_plain_width(const char *bytes, size_t length);
/* The bytes of the longest beginning of such text that takes at most so many columns. */
size_t onr_plain_fit(const char *bytes, size_t length, unsigned columns);

#endif
