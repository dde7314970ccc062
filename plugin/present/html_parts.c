/* Small pieces that all parts of the page are made of. */
#include <math.h>

#include "present/escape.h"
#include "present/html.h"
#include "present/plain.h"
#include "present/sourcing.h"

enum onr_class onr_page_class(const struct onr_page *page, uint32_t attribution)
{
    uint32_t source = onr_attribution_source(page->view->analysis, attribution);
    return source == ONR_NONE ? ONR_CLASS_NONE : page->sources[source].class_;
}

static const struct {
    char letter;
    const char *words;
} classes[ONR_CLASSES] = {
    [ONR_CLASS_NONE] = {'X', "no source given"},
    [ONR_CLASS_NAMED] = {'N', "named people"},
    [ONR_CLASS_UNNAMED] = {'U', "unnamed people"},
    [ONR_CLASS_SPOKESPERSON] = {'P', "spokespeople without names"},
    [ONR_CLASS_ORGANIZATION] = {'O', "organizations"},
    [ONR_CLASS_DOCUMENT] = {'D', "documents"},
    [ONR_CLASS_MEDIA] = {'M', "other outlets"},
    [ONR_CLASS_COLLECTIVE] = {'G', "loose groups"},
    [ONR_CLASS_SELF] = {'S', "the outlet’s own claims"},
    [ONR_CLASS_PRONOUN] = {'X', ""}, /* of mentions only */
    [ONR_CLASS_NOMINAL] = {'X', ""},
};

char onr_page_letter(enum onr_class class_)
{
    return classes[class_].letter;
}

const char *onr_page_class_words(enum onr_class class_)
{
    return classes[class_].words;
}

void onr_page_sign(struct onr_page *page, uint32_t source)
{
    if (source == ONR_NONE)
        onr_out_char(page->out, onr_page_letter(ONR_CLASS_NONE));
    else
        onr_out_format(page->out, "%c%u", onr_page_letter(page->sources[source].class_),
                       page->ordinals[source]);
}

void onr_page_sign_link(struct onr_page *page, uint32_t source)
{
    enum onr_class class_ = source == ONR_NONE ? ONR_CLASS_NONE : page->sources[source].class_;
    if (source == ONR_NONE)
        onr_out_format(page->out, "<span class=\"t c%c\">", onr_page_letter(class_));
    else
        onr_out_format(page->out, "<a class=\"t c%c\" href=#d%us%u>", onr_page_letter(class_),
                       page->number, source);
    onr_page_sign(page, source);
    onr_out_text(page->out, source == ONR_NONE ? "</span>" : "</a>");
}

/*
 * Bytes of a character that turns the direction of all that follows, at bytes; 0 where there is
 * none. Such characters are named: they could show a draft's words in another order.
 */
static size_t turns(const char *bytes, size_t length)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (length < 3 || b[0] != 0xE2)
        return 0;
    bool embeds = b[1] == 0x80 && b[2] >= 0xAA && b[2] <= 0xAE;
    bool isolates = b[1] == 0x81 && b[2] >= 0xA6 && b[2] <= 0xA9;
    return embeds || isolates ? 3 : 0;
}

void onr_page_text(struct onr_page *page, const char *bytes, size_t length)
{
    struct onr_out *out = page->out;
    size_t plain = 0;
    for (size_t i = 0; i < length; i++) {
        if (!turns(bytes + i, length - i))
            continue;
        unsigned last = (unsigned char)bytes[i + 2] & 0x3Fu;
        onr_escape(out, bytes + plain, i - plain);
        onr_out_format(out, "<span class=\"z\">U+%04X</span>",
                       0x2000u | ((unsigned char)bytes[i + 1] & 0x3Fu) << 6 | last);
        i += 2;
        plain = i + 1;
    }
    onr_escape(out, bytes + plain, length - plain);
}

void onr_page_excerpt(struct onr_page *page, struct onr_spans spans, unsigned columns)
{
    struct onr_out all, cut;
    onr_out_open(&all, -1);
    onr_out_open(&cut, -1);
    for (uint32_t i = 0; i < spans.count && all.length < 4 * columns; i++) {
        onr_out_text(&all, i ? " … " : "");
        onr_plain_span(&all, page->view->analysis, spans.at[i], 8 * columns);
    }
    onr_paper_cut(&cut, all.bytes ? all.bytes : "", all.length, columns);
    onr_out_text(page->out, "<bdi>");
    onr_escape(page->out, cut.bytes ? cut.bytes : "", cut.length);
    onr_out_text(page->out, "</bdi>");
    if (all.error || cut.error)
        page->out->error = all.error ? all.error : cut.error;
    onr_out_close(&all);
    onr_out_close(&cut);
}

void onr_page_label(struct onr_page *page, uint32_t source, unsigned columns)
{
    struct onr_span label = onr_label_span(page->view, &page->sources[source]);
    if (label.start < label.end)
        onr_page_excerpt(page, (struct onr_spans){&label, 1}, columns);
    else
        onr_out_text(page->out, "no source");
}

/* Where the block begins that an offset is in, or the one before it. */
static uint32_t block_of(const struct onr_page *page, uint32_t offset)
{
    uint32_t high, low = 0;
    const struct onr_block *blocks = onr_blocks(page->view->analysis, &high);
    if (high == 0)
        return 0;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (blocks[middle].span.start <= offset)
            low = middle;
        else
            high = middle;
    }
    return blocks[low].span.start;
}

void onr_page_line(struct onr_page *page, uint32_t offset)
{
    onr_out_format(page->out, "<a class=\"at\" href=\"#d%ul%u\">line %u</a>", page->number,
                   block_of(page, offset), onr_lines_position(&page->lines, offset).line);
}

void onr_page_arithmetic(struct onr_page *page, double from, struct onr_deductions deductions,
                         double to)
{
    double rest = from;
    onr_out_number(page->out, from);
    for (uint32_t i = 0; i < deductions.count; i++) {
        onr_out_text(page->out, " <span>− ");
        onr_out_number(page->out, (double)deductions.at[i].points);
        onr_out_format(page->out, " <code>%s</code></span>", onr_view_rule(page->view, deductions.at[i].rule)->id);
        rest -= (double)deductions.at[i].points;
    }
    onr_out_text(page->out, " <span>= ");
    onr_out_number(page->out, to);
    onr_out_text(page->out, "</span>");
    if (fabs(rest - to) >= 0.01)
        onr_out_text(page->out, rest < 0 ? " (never below 0)" : " (no more than that comes off)");
}

void onr_page_told(struct onr_page *page, const char *name, const char *words, struct onr_span span)
{
    onr_out_format(page->out, "<dt>%s</dt><dd>", name);
    onr_escape_text(page->out, words);
    if (span.start < span.end) {
        onr_out_text(page->out, *words ? ": “" : "“");
        onr_page_excerpt(page, (struct onr_spans){&span, 1}, 120);
        onr_out_text(page->out, "”");
    }
    onr_out_text(page->out, "</dd>\n");
}
