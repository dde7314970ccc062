/* The share of words by class and by source, drawn. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "present/html.h"

#define MOST 8 /* sources drawn one by one; the rest are one bar */

/* Words of the body by who they are attributed to. */
struct shares {
    uint32_t classes[ONR_CLASSES];
    uint32_t *sources; /* of each source; owned */
    uint32_t body;     /* words of the body */
    uint32_t said;     /* of them, words that are attributed */
};

static int count(struct onr_page *page, struct shares *shares)
{
    memset(shares, 0, sizeof *shares);
    shares->sources = calloc(page->source_count + 1, sizeof *shares->sources);
    if (!shares->sources)
        return -1;
    for (uint32_t i = 0; i < page->attribution_count; i++) {
        const struct onr_attribution *attribution = &page->attributions[i];
        uint32_t source = onr_attribution_source(page->view->analysis, i);
        if (attribution->nested)
            continue;
        shares->said += attribution->words;
        shares->classes[onr_page_class(page, i)] += attribution->words;
        if (source != ONR_NONE)
            shares->sources[source] += attribution->words;
    }
    shares->body = onr_body_word_count(page->view->analysis);
    if (shares->body < shares->said) /* a heading or a caption may be attributed too */
        shares->body = shares->said;
    return 0;
}

static double percent(uint32_t part, uint32_t whole)
{
    return whole ? 100.0 * part / whole : 0;
}

/* One stretch of the bar of classes, and its letter where there is room for it. */
static double draw(struct onr_page *page, double from, double width, char letter)
{
    onr_out_format(page->out,
                   "<rect class=\"f c%c\" x=\"%.2f%%\" width=\"%.2f%%\" height=\"26\"/>", letter,
                   from, width);
    if (width >= 6 && letter != '-')
        onr_out_format(page->out, "<text x=\"%.2f%%\" y=\"18\">%c</text>", from + width / 2,
                       letter);
    return from + width;
}

static void write_key(struct onr_page *page, const struct shares *shares, char letter,
                      const char *words, uint32_t count)
{
    onr_out_format(page->out, "<tr><td><span class=\"t c%c\">%c</span></td><th scope=\"row\">%s</th>"
                              "<td>%u words</td><td>%.0f%%</td></tr>\n",
                   letter, letter == '-' ? ' ' : letter, words, count,
                   percent(count, shares->body));
}

static void write_classes(struct onr_page *page, const struct shares *shares)
{
    double at = 0;
    onr_out_text(page->out, "<div>\n<h2>Whose words</h2>\n<svg class=\"bar\" width=\"100%\" "
                            "height=\"26\" aria-hidden=\"true\">");
    for (int c = ONR_CLASS_NONE; c <= ONR_CLASS_SELF; c++)
        if (shares->classes[c])
            at = draw(page, at, percent(shares->classes[c], shares->body),
                      onr_page_letter((enum onr_class)c));
    draw(page, at, percent(shares->body - shares->said, shares->body), '-');
    onr_out_text(page->out, "</svg>\n<table>\n");
    for (int c = ONR_CLASS_NONE; c <= ONR_CLASS_SELF; c++)
        if (shares->classes[c])
            write_key(page, shares, onr_page_letter((enum onr_class)c),
                      onr_page_class_words((enum onr_class)c), shares->classes[c]);
    write_key(page, shares, '-', "in the draft’s own voice", shares->body - shares->said);
    onr_out_text(page->out, "</table>\n</div>\n");
}

/* The source with the most words that is not yet drawn, or ONR_NONE. */
static uint32_t largest(const struct onr_page *page, const struct shares *shares)
{
    uint32_t most = ONR_NONE;
    for (uint32_t i = 0; i < page->source_count; i++)
        if (shares->sources[i] && (most == ONR_NONE || shares->sources[i] > shares->sources[most]))
            most = i;
    return most;
}

static void write_bar(struct onr_page *page, char letter, uint32_t words, uint32_t most)
{
    onr_out_format(page->out,
                   "</th><td><svg width=\"100%%\" height=\"14\" aria-hidden=\"true\"><rect class=\"f "
                   "c%c\" width=\"%.1f%%\" height=\"14\"/></svg></td><td>%u</td></tr>\n",
                   letter, percent(words, most), words);
}

/* Draws the sources with the most words and takes their counts out. */
static void write_by_source(struct onr_page *page, struct shares *shares)
{
    uint32_t next = largest(page, shares);
    uint32_t most = next == ONR_NONE ? 0 : shares->sources[next];
    uint32_t rest = 0;
    onr_out_text(page->out, "<div>\n<h2>Words by source</h2>\n");
    onr_out_text(page->out, most ? "<table class=\"bars\">\n"
                                 : "<p class=\"faint\">No source says anything.</p>\n");
    for (unsigned i = 0; i < MOST && next != ONR_NONE; i++, next = largest(page, shares)) {
        onr_out_text(page->out, "<tr><th scope=\"row\">");
        onr_page_sign_link(page, next);
        onr_out_char(page->out, ' ');
        onr_page_label(page, next, 44);
        write_bar(page, onr_page_letter(page->sources[next].class_), shares->sources[next], most);
        shares->sources[next] = 0;
    }
    for (uint32_t i = 0; i < page->source_count; i++)
        rest += shares->sources[i];
    if (rest) {
        onr_out_text(page->out, "<tr><th scope=\"row\">all others");
        write_bar(page, '-', rest, most > rest ? most : rest);
    }
    onr_out_text(page->out, most ? "</table>\n</div>\n" : "</div>\n");
}

void onr_page_shares(struct onr_page *page)
{
    struct shares shares;
    if (count(page, &shares) != 0) {
        page->out->error = ENOMEM;
        return;
    }
    if (page->attribution_count) {
        onr_out_text(page->out, "<section class=\"shares\">\n");
        write_classes(page, &shares);
        write_by_source(page, &shares);
        onr_out_text(page->out, "</section>\n");
    }
    free(shares.sources);
}
