/* Comments that speak to onrecord, in formats that have none of their own. */
#include "markup/markup.h"

#include <string.h>

static const char name[] = "onrecord:"; /* what such a comment begins with, whatever its case */

static uint32_t after_blanks(const struct onr_text *text, uint32_t at)
{
    while (at < text->length && (text->bytes[at] == ' ' || text->bytes[at] == '\t'))
        at++;
    return at;
}

static uint32_t line_end(const struct onr_text *text, uint32_t at)
{
    while (at < text->length && text->bytes[at] != '\n' && text->bytes[at] != '\r')
        at++;
    return at;
}

static bool is_spoken_to(const struct onr_text *text, uint32_t at)
{
    return text->length - at >= sizeof name - 1 && strncasecmp(text->bytes + at, name, sizeof name - 1) == 0;
}

uint32_t onr_comment_in_line(const struct onr_text *text, uint32_t at, struct onr_span *inner)
{
    const char *bytes = text->bytes;
    if (text->length - at < 4 || memcmp(bytes + at, "<!--", 4) != 0 || !is_spoken_to(text, after_blanks(text, at + 4)))
        return 0;
    inner->start = at + 4;
    for (inner->end = inner->start; inner->end < text->length; inner->end++) {
        const char *here = bytes + inner->end;
        uint32_t left = text->length - inner->end;
        if (left >= 3 && memcmp(here, "-->", 3) == 0)
            return inner->end + 3;
        if (left >= 4 && memcmp(here, "<!--", 4) == 0)
            break;
    }
    inner->end = line_end(text, inner->start);
    return inner->end;
}

/* The bytes of a sign that begins a comment; 0 where none stands at a byte. */
static uint32_t sign_width(const struct onr_text *text, uint32_t at)
{
    uint32_t width = 0;
    char sign = text->bytes[at];
    if (sign != '%' && sign != '/' && sign != '.')
        return 0;
    while (at + width < text->length && text->bytes[at + width] == sign)
        width++;
    if (sign == '%')
        return width;
    return (sign == '/' && width >= 2) || (sign == '.' && width == 2) ? width : 0;
}

uint32_t onr_comment_of_line(const struct onr_text *text, uint32_t at, struct onr_span *inner)
{
    uint32_t width = at < text->length ? sign_width(text, at) : 0;
    if (!width || !is_spoken_to(text, after_blanks(text, at + width)))
        return 0;
    *inner = (struct onr_span){at + width, line_end(text, at)};
    return inner->end;
}
