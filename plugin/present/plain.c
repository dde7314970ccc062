#include "present/plain.h"

#include <stdbool.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "present/utf8.h"

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
        uint32_t code = onr_utf8_at(bytes + i, length - i, &width);
        if (code != ONR_WRONG && is_space(code)) {
            if (!space)
                onr_out_char(out, ' ');
            space = true;
            continue;
        }
        space = false;
        if (code == ONR_WRONG)
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

void onr_plain_span(struct onr_out *out, const struct onr_analysis *analysis, struct onr_span span, uint32_t most)
{
    uint32_t room = span.end - span.start < most ? span.end - span.start : most;
    char *seen = malloc(room ? room : 1);
    if (seen)
        onr_plain(out, seen, onr_seen(analysis, span, seen, room));
    else
        out->error = ENOMEM;
    free(seen);
}

void onr_plain_trim(struct onr_out *out)
{
    while (out->length && strchr(" ,;:", out->bytes[out->length - 1]))
        out->length--;
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
        columns += columns_of(onr_utf8_at(bytes + i, length - i, &width));
    return columns;
}

size_t onr_plain_fit(const char *bytes, size_t length, unsigned columns)
{
    unsigned used = 0;
    size_t width;
    size_t i = 0;
    for (; i < length; i += width) {
        used += columns_of(onr_utf8_at(bytes + i, length - i, &width));
        if (used > columns)
            break;
    }
    return i;
}
