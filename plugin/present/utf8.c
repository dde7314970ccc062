#include "present/utf8.h"

uint32_t onr_utf8_at(const char *text, size_t length, size_t *width)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)text;
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
        return ONR_WRONG;
    uint32_t code = first & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return ONR_WRONG;
        code = code << 6 | (bytes[i] & 0x3Fu);
    }
    if (code < least[need] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return ONR_WRONG;
    *width = need;
    return code;
}
