#include "present/escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "present/utf8.h"

/* What stands for a character that would be markup, or NULL. */
static const char *entity(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static bool is_text(uint32_t code)
{
    if (code < 0x20)
        return code == '\t' || code == '\n' || code == '\r';
    return code < 0x7F || (code > 0x9F && (code & 0xFFFE) != 0xFFFE && code != ONR_WRONG);
}

void onr_escape(struct onr_out *out, const char *bytes, size_t length)
{
    size_t plain = 0; /* from where on bytes stand for themselves */
    size_t width;
    for (size_t i = 0; i < length; i += width) {
        uint32_t code = onr_utf8_at(bytes + i, length - i, &width);
        const char *instead = is_text(code) ? entity(code) : "\xEF\xBF\xBD";
        if (!instead)
            continue;
        onr_out_bytes(out, bytes + plain, i - plain);
        onr_out_text(out, instead);
        plain = i + width;
    }
    onr_out_bytes(out, bytes + plain, length - plain);
}

void onr_escape_text(struct onr_out *out, const char *text)
{
    onr_escape(out, text, strlen(text));
}

void onr_escape_attribute(struct onr_out *out, const char *text)
{
    for (const char *at = text; *at;) {
        size_t run = strcspn(at, "\t\n\r");
        onr_escape(out, at, run);
        at += run;
        if (*at)
            onr_out_format(out, "&#%d;", *at++);
    }
}
