#include "base/utf8.h"

#include <string.h>

/* The bytes a sequence takes by its first byte, 0 for one that cannot start a sequence. */
static unsigned expected(unsigned char first)
{
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return 2;
    if (first < 0xF0) return 3;
    return first < 0xF5 ? 4 : 0;
}

/* Overlong forms, surrogates and points past U+10FFFF are told by the second byte (Unicode 3.9, table 3-7). */
static int second_is_wrong(unsigned char first, unsigned char second)
{
    switch (first) {
    case 0xE0: return second < 0xA0;
    case 0xED: return second > 0x9F;
    case 0xF0: return second < 0x90;
    case 0xF4: return second > 0x8F;
    default: return 0;
    }
}

/* The width of the valid sequence at bytes, 0 where there is none. */
static unsigned sequence(const unsigned char *bytes, size_t left)
{
    unsigned width = expected(bytes[0]);
    if (!width || width > left)
        return 0;
    for (unsigned i = 1; i < width; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    return width > 1 && second_is_wrong(bytes[0], bytes[1]) ? 0 : width;
}

uint32_t onr_utf8_decode(const char *text, size_t length, size_t at, unsigned *width)
{
    const unsigned char *bytes = (const unsigned char *)text + at;
    *width = sequence(bytes, length - at);
    switch (*width) {
    case 1: return bytes[0];
    case 2: return (uint32_t)(bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
    case 3: return (uint32_t)(bytes[0] & 0x0F) << 12 | (uint32_t)(bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    case 4:
        return (uint32_t)(bytes[0] & 0x07) << 18 | (uint32_t)(bytes[1] & 0x3F) << 12 |
               (uint32_t)(bytes[2] & 0x3F) << 6 | (bytes[3] & 0x3F);
    default: *width = 1; return 0xFFFD;
    }
}

size_t onr_utf8_check(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;
    while (at < length) {
        uint64_t eight;
        if (length - at >= 8 && (memcpy(&eight, bytes + at, 8), !(eight & 0x8080808080808080u))) {
            at += 8;
            continue;
        }
        unsigned width = sequence(bytes + at, length - at);
        if (!width)
            return at;
        at += width;
    }
    return length;
}
