/* UTF-8, byte by byte. The text has been validated, so decoding never fails inside it. */
#ifndef ONR_BASE_UTF8_H
#define ONR_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The code point at bytes[at], of length bytes; *width becomes its bytes (1 for a stray byte, as U+FFFD). */
uint32_t onr_utf8_decode(const char *bytes, size_t length, size_t at, unsigned *width);
/* The offset of the first byte that is not part of valid UTF-8, or length. */
size_t onr_utf8_check(const char *bytes, size_t length);

#endif
