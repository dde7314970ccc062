#include "protect/source.h"

#include <string.h>

#include <utf8proc.h>

#define LONGEST_TAG 4096
#define LONGEST_ENTITY 32

/* What Windows-1252 has where Latin-1 has controls. */
static const uint16_t windows[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static uint32_t point_of_byte(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80] : byte;
}

static uint32_t plain(struct onr_source *source)
{
    utf8proc_int32_t point;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)source->bytes + source->at;
    if (*bytes < 0x80) {
        source->at++;
        return *bytes;
    }
    utf8proc_ssize_t width =
        utf8proc_iterate(bytes, (utf8proc_ssize_t)(source->length - source->at), &point);
    source->at += width > 0 ? (uint32_t)width : 1;
    return width > 0 ? (uint32_t)point : point_of_byte(*bytes);
}

/* The length of what ends with a mark, counted from `from`, or 0 where there is no such end. */
static uint32_t up_to(const struct onr_source *source, uint32_t from, const char *end,
                      const char *never)
{
    uint32_t width = (uint32_t)strlen(end);
    uint32_t last = source->length - from > LONGEST_TAG ? from + LONGEST_TAG : source->length;
    for (uint32_t i = from; i + width <= last; i++) {
        if (memcmp(source->bytes + i, end, width) == 0)
            return i + width - from;
        if (*never && source->bytes[i] && strchr(never, source->bytes[i]))
            return 0;
    }
    return 0;
}

static bool starts(const struct onr_source *source, const char *text)
{
    size_t width = strlen(text);
    return source->length - source->at >= width &&
           memcmp(source->bytes + source->at, text, width) == 0;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The length of a TeX command or of an escape: a backslash and letters, with an opening brace. */
static uint32_t command(const struct onr_source *source)
{
    uint32_t i = source->at + 1;
    while (i < source->length && is_letter(source->bytes[i]))
        i++;
    if (i < source->length && source->bytes[i] == '{' && i > source->at + 1)
        i++;
    return i - source->at > 1 ? i - source->at : 0;
}

/* The length of the markup that begins here, or 0. */
static uint32_t markup(const struct onr_source *source)
{
    char second = source->at + 1 < source->length ? source->bytes[source->at + 1] : '\0';
    if (starts(source, "<!--"))
        return up_to(source, source->at, "-->", "");
    if (source->bytes[source->at] == '<' && (is_letter(second) || (second && strchr("/!?", second))))
        return up_to(source, source->at, ">", "");
    if (starts(source, "](") || starts(source, "]["))
        return up_to(source, source->at, second == '(' ? ")" : "]", "\n");
    if (starts(source, "[^"))
        return up_to(source, source->at, "]", "\n");
    if (source->bytes[source->at] == '\\')
        return command(source);
    return 0;
}

static int hex(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static bool hex_number(const struct onr_source *source, uint32_t at, unsigned digits,
                       uint32_t *number)
{
    *number = 0;
    for (unsigned i = 0; i < digits; i++) {
        int digit = at + i < source->length ? hex(source->bytes[at + i]) : -1;
        if (digit < 0)
            return false;
        *number = *number << 4 | (uint32_t)digit;
    }
    return true;
}

/* The number of &#233; or &#xE9;, whose name is length bytes after the number sign. */
static uint32_t numbered(const char *name, uint32_t length)
{
    bool hexadecimal = length > 1 && (name[0] | 0x20) == 'x';
    uint32_t number = 0;
    for (uint32_t i = hexadecimal; i < length; i++) {
        int digit = hex(name[i]);
        if (digit < 0 || (digit > 9 && !hexadecimal) || number > 0x10FFFF)
            return 0;
        number = number * (hexadecimal ? 16 : 10) + (uint32_t)digit;
    }
    return number <= 0x10FFFF ? number : 0;
}

/* A character reference: &eacute; or &#233;. */
static bool reference(struct onr_source *source, uint32_t *point)
{
    const char *name = source->bytes + source->at + 1;
    uint32_t left = source->length - source->at - 1;
    uint32_t length = 0;
    while (length < left && length < LONGEST_ENTITY &&
           (is_letter(name[length]) || name[length] == '#' || hex(name[length]) >= 0))
        length++;
    if (length == left || name[length] != ';' || length < 2)
        return false;
    *point = *name == '#' ? numbered(name + 1, length - 1)
                          : onr_alphabet_entity(source->alphabet, name, length);
    if (!*point)
        return false;
    source->at += length + 2;
    return true;
}

/* One character that is written as the bytes of its UTF-8: %C3%A9, and =C3=A9 in mails. */
static bool quoted(struct onr_source *source, uint32_t *point)
{
    char sign = source->bytes[source->at];
    utf8proc_uint8_t bytes[4];
    utf8proc_int32_t found;
    uint32_t byte;
    unsigned count = 0;
    while (count < 4 && source->at + 3 * count < source->length &&
           source->bytes[source->at + 3 * count] == sign &&
           hex_number(source, source->at + 3 * count + 1, 2, &byte))
        bytes[count++] = (utf8proc_uint8_t)byte;
    if (!count)
        return false;
    utf8proc_ssize_t width = utf8proc_iterate(bytes, count, &found);
    *point = width > 0 ? (uint32_t)found : point_of_byte(bytes[0]);
    source->at += 3 * (width > 0 ? (uint32_t)width : 1);
    return true;
}

/* \u00e9, as JSON and many languages write it. */
static bool escaped(struct onr_source *source, uint32_t *point)
{
    if (!starts(source, "\\u") || !hex_number(source, source->at + 2, 4, point))
        return false;
    source->at += 6;
    return true;
}

/* A soft break of a mail: = at the end of a line. */
static bool soft_break(struct onr_source *source)
{
    uint32_t width = starts(source, "=\r\n") ? 3 : starts(source, "=\n") ? 2 : 0;
    source->at += width;
    return width > 0;
}

static bool resolved(struct onr_source *source, uint32_t *point)
{
    switch (source->bytes[source->at]) {
    case '&':
        return reference(source, point);
    case '=':
        if (soft_break(source)) {
            *point = ONR_SOURCE_MARKUP;
            return true;
        }
        return quoted(source, point);
    case '%':
        return quoted(source, point);
    case '\\':
        return escaped(source, point);
    default:
        return false;
    }
}

bool onr_source_next(struct onr_source *source, uint32_t *point, uint32_t *begin)
{
    if (source->at >= source->length)
        return false;
    *begin = source->at;
    if (source->unwrap && !resolved(source, point)) {
        uint32_t width = markup(source);
        source->at += width;
        *point = width ? ONR_SOURCE_MARKUP : plain(source);
    } else if (!source->unwrap) {
        *point = plain(source);
    }
    return true;
}
