/* Characters of bytes that may be anything. */
#ifndef ONR_PRESENT_UTF8_H
#define ONR_PRESENT_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define ONR_WRONG UINT32_MAX /* not a character */

/*
 * The character at bytes, of which there are length, at least one, and its width in bytes;
 * ONR_WRONG and 1 where the bytes are not UTF-8.
 */
uint32_t onr_utf8_at(const char *bytes, size_t length, size_t *width);

#endif
