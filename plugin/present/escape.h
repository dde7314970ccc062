/* Text of any bytes within XML and HTML: never markup, always well formed. */
#ifndef ONR_PRESENT_ESCAPE_H
#define ONR_PRESENT_ESCAPE_H

#include <stddef.h>

#include "present/out.h"

/*
 * Writes bytes as text or as a quoted attribute's value. Characters that XML knows no place for and
 * bytes that are not UTF-8 become U+FFFD.
 */
void onr_escape(struct onr_out *out, const char *bytes, size_t length);
void onr_escape_text(struct onr_out *out, const char *text);
/* The same within an XML attribute, where line ends and tabs would be taken for spaces. */
void onr_escape_attribute(struct onr_out *out, const char *text);

#endif
