/*
 * "How we know this": what the draft tells about its sources, as a box for readers beside the
 * story. It says nothing that does not stand in the draft.
 */
#include <string.h>

#include "present/escape.h"
#include "present/plain.h"
#include "present/present.h"
#include "present/sourcing.h"
#include "present/words.h"

/* Around a stretch of the draft in the line; never in what onr_plain writes. */
#define OPEN '\x01'
#define CLOSE '\x02'

/* One box while it is written. */
struct box {
    struct onr_presentation *presentation; /* borrowed */
    const struct onr_view *view;           /* borrowed */
    struct onr_out line;                   /* the item that is being put together */
    bool html;                             /* written as HTML, else as text */
    bool any;                              /* an item was written */
};

/* Words of the draft as readers see it. */
static void put_slice(struct box *box, struct onr_span span)
{
    onr_out_char(&box->line, OPEN);
    onr_plain_span(&box->line, box->view->analysis, span, UINT32_MAX);
    onr_out_char(&box->line, CLOSE);
}

static void put_quoted(struct box *box, struct onr_span span)
{
    onr_out_text(&box->line, "“");
    put_slice(box, span);
    onr_out_text(&box->line, "”");
}

static void write_html(struct box *box)
{
    struct onr_out *out = box->presentation->out;
    onr_out_text(out, "<li>");
    for (size_t i = 0; i < box->line.length;) {
        size_t run = i;
        while (run < box->line.length && box->line.bytes[run] != OPEN &&
               box->line.bytes[run] != CLOSE)
            run++;
        onr_escape(out, box->line.bytes + i, run - i);
        if (run < box->line.length)
            onr_out_text(out, box->line.bytes[run] == OPEN ? "<bdi>" : "</bdi>");
        i = run + 1;
    }
    onr_out_text(out, "</li>\n");
}

static void write_text(struct box *box)
{
    struct onr_presentation *p = box->presentation;
    size_t kept = 0;
    for (size_t i = 0; i < box->line.length; i++)
        if (box->line.bytes[i] != OPEN && box->line.bytes[i] != CLOSE)
            box->line.bytes[kept++] = box->line.bytes[i];
    onr_out_text(p->out, "- ");
    onr_paper_wrap(p->out, &p->style, ONR_INK_PLAIN, box->line.bytes, kept, 2, 2);
}

static void write_item(struct box *box)
{
    if (box->line.length && box->html)
        write_html(box);
    else if (box->line.length)
        write_text(box);
    box->any = box->any || box->line.length;
    box->line.length = 0;
}

/* Whether a source says anything, and does not only decline or want. */
static bool speaks(const struct box *box, const struct onr_source *source)
{
    uint32_t count;
    const struct onr_attribution *all = onr_attributions(box->view->analysis, &count);
    if (source->label.start >= source->label.end)
        return false;
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_attribution *attribution = &all[source->attributions.at[i]];
        if (!attribution->nested && attribution->mode != ONR_MODE_REFUSAL &&
            attribution->mode != ONR_MODE_ATTITUDE)
            return true;
    }
    return false;
}

/* All sources of a class that speak, in one item. */
static void write_class(struct box *box, enum onr_class class_, const char *title)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(box->view->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (sources[i].class_ != class_ || !speaks(box, &sources[i]))
            continue;
        onr_out_text(&box->line, box->line.length ? "; " : title);
        put_slice(box, onr_label_span(box->view, &sources[i]));
    }
    if (box->line.length)
        onr_out_char(&box->line, '.');
    write_item(box);
}

static void put_basis(struct box *box, const struct onr_source *source)
{
    if (source->basis == ONR_BASIS_B0) {
        onr_out_text(&box->line, " How it is known is not told.");
        return;
    }
    onr_out_text(&box->line, " How it is known: ");
    onr_out_text(&box->line, onr_basis_words(source));
    if (source->basis_span.start < source->basis_span.end) {
        onr_out_text(&box->line, ", ");
        put_quoted(box, source->basis_span);
    }
    onr_out_char(&box->line, '.');
}

static void put_reason(struct box *box, const struct onr_source *source)
{
    if (source->reason_span.start >= source->reason_span.end) {
        onr_out_text(&box->line, " Why there is no name is not told.");
        return;
    }
    onr_out_text(&box->line, " Why there is no name: ");
    put_quoted(box, source->reason_span);
    onr_out_char(&box->line, '.');
}

static void write_unnamed(struct box *box)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(box->view->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (sources[i].class_ != ONR_CLASS_UNNAMED || !speaks(box, &sources[i]))
            continue;
        onr_out_text(&box->line, "Not named: ");
        put_quoted(box, onr_label_span(box->view, &sources[i]));
        onr_out_char(&box->line, '.');
        put_basis(box, &sources[i]);
        put_reason(box, &sources[i]);
        write_item(box);
    }
}

static void write_requests(struct box *box)
{
    uint32_t count;
    const struct onr_comment_request *requests =
        onr_comment_requests(box->view->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (requests[i].party.start >= requests[i].party.end)
            continue;
        onr_out_text(&box->line, box->line.length ? "; " : "Asked for comment: ");
        put_slice(box, requests[i].party);
        onr_out_format(&box->line, " %s", onr_outcome_words(requests[i].outcome));
    }
    if (box->line.length)
        onr_out_char(&box->line, '.');
    write_item(box);
}

static void write_items(struct box *box)
{
    write_class(box, ONR_CLASS_NAMED, "On the record, by name: ");
    write_class(box, ONR_CLASS_DOCUMENT, "Documents: ");
    write_class(box, ONR_CLASS_ORGANIZATION, "Organizations: ");
    write_class(box, ONR_CLASS_SPOKESPERSON, "Spokespeople whose names are not given: ");
    write_class(box, ONR_CLASS_MEDIA, "Reported by others: ");
    write_unnamed(box);
    write_requests(box);
    if (!box->any) {
        onr_out_text(&box->line, "Nothing in this story is attributed to anybody.");
        write_item(box);
    }
}

static void present(struct onr_presentation *p, const struct onr_view *view, bool html)
{
    struct box box = {.presentation = p, .view = view, .html = html};
    onr_out_open(&box.line, -1);
    if (p->count)
        onr_out_char(p->out, '\n');
    onr_out_text(p->out, html ? "<aside class=\"how-we-know\">\n<h2>How we know this</h2>\n<ul>\n"
                              : "How we know this\n\n");
    write_items(&box);
    onr_out_text(p->out, html ? "</ul>\n</aside>\n" : "");
    if (box.line.error)
        p->out->error = box.line.error;
    onr_out_close(&box.line);
}

static void present_html(struct onr_presentation *p, const struct onr_view *view)
{
    present(p, view, true);
}

static void present_text(struct onr_presentation *p, const struct onr_view *view)
{
    present(p, view, false);
}

const struct onr_presenter onr_present_box_html = {
    .name = "box-html",
    .summary = "“How we know this”, a box for readers, as HTML",
    .document = present_html,
};

const struct onr_presenter onr_present_box_text = {
    .name = "box-text",
    .summary = "the same box as text",
    .document = present_text,
};
