#include "present/plain.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#define WRONG UINT32_MAX /* not a character */

/* The character at bytes and its width in bytes; WRONG and 1 where the bytes are not UTF-8. */
static uint32_t decode(const unsigned char *bytes, size_t length, size_t *width)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = bytes[0];
    size_t need = first < 0x80   ? 1
                  : first < 0xC2 ? 0
                  : first < 0xE0 ? 2
                  : first < 0xF0 ? 3
                  : first < 0xF5 ? 4
                                 : 0;
    *width = 1;
    if (need == 1)
        return first;
    if (need == 0 || need > length)
        return WRONG;
    uint32_t code = first & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return WRONG;
        code = code << 6 | (bytes[i] & 0x3Fu);
    }
    if (code < least[need] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return WRONG;
    *width = need;
    return code;
}

static bool is_space(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0x2028 ||
           code == 0x2029;
}

/* Characters that steer a terminal or hide text, and so are named. */
static bool steers(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C || code == 0x200E ||
           code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF ||
           (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xE0000 && code < 0xE1000);
}

void onr_plain(struct onr_out *out, const char *bytes, size_t length)
{
    size_t width;
    bool space = false;
    for (size_t i = 0; i < length; i += width) {
        uint32_t code = decode((const unsigned char *)bytes + i, length - i, &width);
        if (code != WRONG && is_space(code)) {
            if (!space)
                onr_out_char(out, ' ');
            space = true;
            continue;
        }
        space = false;
        if (code == WRONG)
            onr_out_format(out, "<%02X>", (unsigned char)bytes[i]);
        else if (steers(code))
            onr_out_format(out, "<U+%04X>", (unsigned)code);
        else
            onr_out_bytes(out, bytes + i, width);
    }
}

void onr_plain_text(struct onr_out *out, const char *text)
{
    onr_plain(out, text, strlen(text));
}

/* Columns of one character. Without a locale that knows it, one. */
static unsigned columns_of(uint32_t code)
{
    if (code < 0x80)
        return 1;
    int columns = wcwidth((wchar_t)code);
    return columns < 0 ? 1 : (unsigned)columns;
}

unsigned onr_plain_width(const char *bytes, size_t length)
{
    unsigned columns = 0;
    size_t width;
    for (size_t i = 0; i < length; i += width)
        columns += columns_of(decode((const unsigned char *)bytes + i, length - i, &width));
    return columns;
}

size_t onr_plain_fit(const char *bytes, size_t length, unsigned columns)
{
    unsigned used = 0;
    size_t width;
    size_t i = 0;
    for (; i < length; i += width) {
        used += columns_of(decode((const unsigned char *)bytes + i, length - i, &width));
        if (used > columns)
            break;
    }
    return i;
}
