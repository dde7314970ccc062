#include "lsp/word.h"

#include <ctype.h>
#include <string.h>

/* Whether the character of so many bytes is one of a word. */
static bool is_part(const char *at, uint32_t width)
{
    unsigned char first = (unsigned char)at[0];
    unsigned char second = width > 1 ? (unsigned char)at[1] : 0;
    if (first < 0x80)
        return isalnum(first);
    if (first == 0xE2 && (second == 0x80 || second == 0x81)) /* general punctuation */
        return false;
    if (first == 0xC2) /* Latin-1 signs: only ª, µ and º are letters */
        return second == 0xAA || second == 0xB5 || second == 0xBA;
    return !(first == 0xE3 && second == 0x80); /* CJK punctuation */
}

static uint32_t width_of(char byte)
{
    unsigned char b = (unsigned char)byte;
    return b < 0xC0 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

static uint32_t width_before(const char *bytes, uint32_t at)
{
    uint32_t width = 1;
    while (width < at && width < 4 && ((unsigned char)bytes[at - width] & 0xC0) == 0x80)
        width++;
    return width;
}

bool onr_word_begins(const char *bytes, uint32_t length, uint32_t at)
{
    uint32_t width = at < length ? width_of(bytes[at]) : 1;
    return at + width <= length && is_part(bytes + at, width);
}

bool onr_word_ends(const char *bytes, uint32_t at)
{
    if (at == 0)
        return false;
    uint32_t width = width_before(bytes, at);
    return is_part(bytes + at - width, width);
}

struct onr_span onr_word_at(const struct onr_draft *draft, uint32_t offset)
{
    struct onr_span word = {offset, offset};
    while (onr_word_ends(draft->bytes, word.start))
        word.start -= width_before(draft->bytes, word.start);
    while (onr_word_begins(draft->bytes, draft->length, word.end))
        word.end += width_of(draft->bytes[word.end]);
    return word;
}

struct onr_span onr_word_within_marks(const struct onr_draft *draft, struct onr_span quotation)
{
    struct onr_span inner = quotation;
    uint32_t first = width_of(draft->bytes[inner.start]);
    uint32_t last = width_before(draft->bytes, inner.end);
    if (first + last > inner.end - inner.start)
        return inner;
    if (!is_part(draft->bytes + inner.start, first))
        inner.start += first;
    if (!is_part(draft->bytes + inner.end - last, last) && last > 1)
        inner.end -= last;
    else if (memchr("\"'", draft->bytes[inner.end - 1], 2))
        inner.end--;
    return inner;
}
