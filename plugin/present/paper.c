#include "present/paper.h"

#include <string.h>

#include "present/plain.h"

static const char *const codes[] = {
    [ONR_INK_PLAIN] = "",  [ONR_INK_STRONG] = "1", [ONR_INK_FAINT] = "2", [ONR_INK_BAD] = "1;31",
    [ONR_INK_WARN] = "33", [ONR_INK_GOOD] = "32",  [ONR_INK_NOTE] = "36",
};

void onr_ink_on(struct onr_out *out, const struct onr_style *style, enum onr_ink ink)
{
    if (style->colour && ink != ONR_INK_PLAIN)
        onr_out_format(out, "\033[%sm", codes[ink]);
}

void onr_ink_off(struct onr_out *out, const struct onr_style *style, enum onr_ink ink)
{
    if (style->colour && ink != ONR_INK_PLAIN)
        onr_out_text(out, "\033[0m");
}

void onr_ink_text(struct onr_out *out, const struct onr_style *style, enum onr_ink ink,
                  const char *text)
{
    onr_ink_on(out, style, ink);
    onr_out_text(out, text);
    onr_ink_off(out, style, ink);
}

/* The bytes of the next unbreakable piece, up to a space or the end. */
static size_t piece(const char *bytes, size_t length)
{
    const char *space = memchr(bytes, ' ', length);
    return space ? (size_t)(space - bytes) : length;
}

static void write_piece(struct onr_out *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        onr_out_char(out, bytes[i] == *ONR_GLUE ? ' ' : bytes[i]);
}

void onr_paper_wrap(struct onr_out *out, const struct onr_style *style, enum onr_ink ink,
                    const char *bytes, size_t length, unsigned column, unsigned indent)
{
    bool fresh = true; /* nothing of the text is on this line */
    onr_ink_on(out, style, ink);
    for (size_t i = 0; i < length;) {
        size_t size = piece(bytes + i, length - i);
        unsigned width = onr_plain_width(bytes + i, size);
        if (!fresh && column + 1 + width > style->width) {
            onr_ink_off(out, style, ink);
            onr_out_char(out, '\n');
            onr_out_repeat(out, ' ', indent);
            onr_ink_on(out, style, ink);
            column = indent;
            fresh = true;
        }
        if (!fresh && size)
            onr_out_char(out, ' ');
        column += width + (!fresh && size);
        write_piece(out, bytes + i, size);
        fresh = fresh && size == 0;
        i += size + 1;
    }
    onr_ink_off(out, style, ink);
    onr_out_char(out, '\n');
}

void onr_paper_cut(struct onr_out *out, const char *bytes, size_t length, unsigned columns)
{
    size_t fit = onr_plain_fit(bytes, length, columns);
    if (fit < length) {
        fit = onr_plain_fit(bytes, length, columns ? columns - 1 : 0);
        size_t word = fit;
        while (word > 0 && bytes[word] != ' ')
            word--;
        fit = word > fit / 2 ? word : fit;
        while (fit > 0 && strchr(" ,;:-", bytes[fit - 1]))
            fit--;
    }
    onr_out_bytes(out, bytes, fit);
    if (fit < length)
        onr_out_text(out, "…");
}
