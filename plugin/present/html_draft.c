/* The draft itself, with quotations, cues, sources and notes marked in it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "present/html.h"

enum mark_kind { CONTENT, CUE, SOURCE, QUOTATION };

/* A stretch of the draft that is marked. */
struct mark {
    struct onr_span span;  /* bytes of the draft */
    enum mark_kind kind;   /* what is marked */
    uint32_t index; /* of the attribution, the source, the quotation; ONR_NONE for a nested source */
    bool anchor;    /* links to the attribution lead here */
};

/* What stands behind a stretch: the sign of a source that speaks, or the number of a note. */
struct tail {
    uint32_t offset; /* behind which it stands */
    uint32_t order;  /* of those at one offset */
    uint32_t index;  /* of the source; of the note, from 1 */
    bool note;       /* a note's number, else a source's sign */
};

/* The draft while it is written. */
struct sheet {
    struct onr_page *page;  /* borrowed */
    struct mark *marks;     /* in the order of their starts; owned */
    uint32_t mark_count;    /* how many */
    uint32_t mark;          /* the next that has not begun */
    struct mark **active;   /* those that have begun and not ended; owned */
    uint32_t active_count;  /* how many */
    struct tail *tails;     /* in the order of their offsets; owned */
    uint32_t tail_count;    /* how many */
    uint32_t tail;          /* the next */
};

static void add(struct sheet *sheet, struct onr_spans spans, enum mark_kind kind, uint32_t index,
                bool anchor)
{
    for (uint32_t i = 0; i < spans.count; i++)
        if (spans.at[i].start < spans.at[i].end)
            sheet->marks[sheet->mark_count++] =
                (struct mark){spans.at[i], kind, index, anchor && i == 0};
}

static void add_tail(struct sheet *sheet, uint32_t offset, uint32_t index, bool note)
{
    sheet->tails[sheet->tail_count] = (struct tail){offset, sheet->tail_count, index, note};
    sheet->tail_count++;
}

static void add_attribution(struct sheet *sheet, uint32_t index)
{
    const struct onr_attribution *attribution = &sheet->page->attributions[index];
    uint32_t source = onr_attribution_source(sheet->page->view->analysis, index);
    uint32_t spans = attribution->source.count;
    bool content = attribution->content.count > 0;
    add(sheet, attribution->content, CONTENT, index, content);
    add(sheet, attribution->cue, CUE, index, !content);
    if (source == ONR_NONE)
        return;
    add(sheet, attribution->source, SOURCE, source, false);
    if (spans)
        add_tail(sheet, attribution->source.at[spans - 1].end, source, false);
}

/* Inside what another says: its cue and its source show, and have no part in the panel. */
static void add_nested(struct sheet *sheet)
{
    uint32_t count;
    const struct onr_nested *nested = onr_nested_attributions(sheet->page->view->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        add(sheet, nested[i].record.cue, CUE, nested[i].outer, false);
        add(sheet, nested[i].record.source, SOURCE, ONR_NONE, false);
    }
}

static void add_quotations(struct sheet *sheet)
{
    uint32_t count;
    const struct onr_quotation *quotations = onr_quotations(sheet->page->view->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (quotations[i].kind != ONR_QUOTATION_TITLE)
            add(sheet, (struct onr_spans){&quotations[i].span, 1}, QUOTATION, i, false);
}

static void add_notes(struct sheet *sheet)
{
    struct onr_page *page = sheet->page;
    uint32_t note = 0, next;
    for (uint32_t i = 0; i < page->finding_count; i = next) {
        next = onr_page_group(page, i);
        uint32_t most = onr_page_most_severe(page, i, next);
        if (most != ONR_NONE)
            add_tail(sheet, page->findings[most].span.end, ++note, true);
    }
}

static int by_start(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return (x->span.end < y->span.end) - (x->span.end > y->span.end);
}

static int by_offset(const void *a, const void *b)
{
    const struct tail *x = a, *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* How many marks there can be at most. */
static size_t room(const struct onr_page *page)
{
    uint32_t quotations, count;
    const struct onr_nested *nested = onr_nested_attributions(page->view->analysis, &count);
    onr_quotations(page->view->analysis, &quotations);
    size_t most = quotations + 1;
    for (uint32_t i = 0; i < count; i++)
        most += nested[i].record.cue.count + nested[i].record.source.count;
    for (uint32_t i = 0; i < page->attribution_count; i++)
        most += page->attributions[i].content.count + page->attributions[i].cue.count +
                page->attributions[i].source.count;
    for (uint32_t i = 0; i < page->source_count; i++)
        most += page->sources[i].mentions.count;
    return most;
}

static int open_sheet(struct sheet *sheet, struct onr_page *page)
{
    size_t most = room(page);
    *sheet = (struct sheet){.page = page};
    sheet->marks = malloc(most * sizeof *sheet->marks);
    sheet->active = malloc(most * sizeof(struct mark *));
    sheet->tails = malloc(((size_t)page->attribution_count + page->finding_count + 1) *
                          sizeof *sheet->tails);
    if (!sheet->marks || !sheet->active || !sheet->tails)
        return -1;
    for (uint32_t i = 0; i < page->attribution_count; i++)
        add_attribution(sheet, i);
    for (uint32_t i = 0; i < page->source_count; i++)
        add(sheet, page->sources[i].mentions, SOURCE, i, false);
    add_nested(sheet);
    add_quotations(sheet);
    add_notes(sheet);
    qsort(sheet->marks, sheet->mark_count, sizeof *sheet->marks, by_start);
    qsort(sheet->tails, sheet->tail_count, sizeof *sheet->tails, by_offset);
    return 0;
}

static void close_sheet(struct sheet *sheet)
{
    free(sheet->marks);
    free(sheet->active);
    free(sheet->tails);
}

/* The marks on the stretch at hand: of each kind the innermost. */
struct look {
    struct mark *kinds[QUOTATION + 1];
};

static struct look look_of(const struct sheet *sheet)
{
    struct look look = {{0}};
    for (uint32_t i = 0; i < sheet->active_count; i++)
        look.kinds[sheet->active[i]->kind] = sheet->active[i]; /* later ones begin later */
    return look;
}

static char letter_of(const struct sheet *sheet, uint32_t source)
{
    return onr_page_letter(source == ONR_NONE ? ONR_CLASS_NONE
                                              : sheet->page->sources[source].class_);
}

static void write_source_index(struct sheet *sheet, uint32_t source)
{
    if (source == ONR_NONE)
        onr_out_text(sheet->page->out, "none");
    else
        onr_out_unsigned(sheet->page->out, source);
}

/* Whose words these are: every source whose content is open here, for the script to choose by. */
static void write_sources_of(struct sheet *sheet)
{
    struct onr_out *out = sheet->page->out;
    bool any = false;
    uint32_t last = 0;
    for (uint32_t i = 0; i < sheet->active_count; i++) {
        const struct mark *mark = sheet->active[i];
        if (mark->kind != CONTENT && mark->kind != CUE)
            continue;
        uint32_t source = onr_attribution_source(sheet->page->view->analysis, mark->index);
        if (any && source == last)
            continue;
        onr_out_text(out, any ? " " : " data-s=\"");
        write_source_index(sheet, source);
        last = source;
        any = true;
    }
    onr_out_text(out, any ? "\"" : "");
}

/*
 * Anchors of what begins here, each only once: the last becomes the id of the stretch itself.
 * Returns its attribution, or ONR_NONE.
 */
static uint32_t write_anchors(struct sheet *sheet)
{
    uint32_t last = ONR_NONE;
    for (uint32_t i = 0; i < sheet->active_count; i++) {
        struct mark *mark = sheet->active[i];
        if (!mark->anchor)
            continue;
        if (last != ONR_NONE)
            onr_out_format(sheet->page->out, "<a id=\"d%ua%u\"></a>", sheet->page->number, last);
        last = mark->index;
        mark->anchor = false;
    }
    return last;
}

static const char *element_of(const struct look *look)
{
    return look->kinds[SOURCE] ? "b" : look->kinds[CUE] ? "i" : "u";
}

static void open_span(struct sheet *sheet, const struct look *look, uint32_t anchor)
{
    struct onr_out *out = sheet->page->out;
    const struct mark *content = look->kinds[CONTENT], *source = look->kinds[SOURCE];
    const char *between = "";
    onr_out_format(out, "<%s class=\"", element_of(look));
    if (content) {
        uint32_t of = onr_attribution_source(sheet->page->view->analysis, content->index);
        onr_out_format(out, "k c%c", letter_of(sheet, of));
        between = " ";
    }
    if (look->kinds[QUOTATION]) {
        onr_out_format(out, "%sq", between);
        between = " ";
    }
    if (look->kinds[CUE]) {
        onr_out_format(out, "%se", between);
        between = " ";
    }
    if (source)
        onr_out_format(out, "%ss", between);
    if (source && source->index != ONR_NONE)
        onr_out_format(out, " m%c", letter_of(sheet, source->index));
    onr_out_char(out, '"');
    if (anchor != ONR_NONE)
        onr_out_format(out, " id=d%ua%u", sheet->page->number, anchor);
    if (content || look->kinds[CUE])
        write_sources_of(sheet);
    onr_out_char(out, '>');
}

static void write_stretch(struct sheet *sheet, uint32_t from, uint32_t to)
{
    const char *bytes = onr_view_bytes(sheet->page->view, (struct onr_span){from, to});
    if (from >= to)
        return;
    if (sheet->active_count == 0) {
        onr_page_text(sheet->page, bytes, to - from);
        return;
    }
    uint32_t anchor = write_anchors(sheet);
    struct look look = look_of(sheet);
    open_span(sheet, &look, anchor);
    onr_page_text(sheet->page, bytes, to - from);
    onr_out_format(sheet->page->out, "</%s>", element_of(&look));
}

/* Begins and ends marks at an offset. */
static void settle(struct sheet *sheet, uint32_t at)
{
    uint32_t kept = 0;
    while (sheet->mark < sheet->mark_count && sheet->marks[sheet->mark].span.start <= at)
        sheet->active[sheet->active_count++] = &sheet->marks[sheet->mark++];
    for (uint32_t i = 0; i < sheet->active_count; i++)
        if (sheet->active[i]->span.end > at)
            sheet->active[kept++] = sheet->active[i];
    sheet->active_count = kept;
}

/* Where the look of the text changes next, at most at `end`. */
static uint32_t next_change(const struct sheet *sheet, uint32_t end)
{
    uint32_t next = end;
    if (sheet->mark < sheet->mark_count && sheet->marks[sheet->mark].span.start < next)
        next = sheet->marks[sheet->mark].span.start;
    if (sheet->tail < sheet->tail_count && sheet->tails[sheet->tail].offset < next)
        next = sheet->tails[sheet->tail].offset;
    for (uint32_t i = 0; i < sheet->active_count; i++)
        if (sheet->active[i]->span.end < next)
            next = sheet->active[i]->span.end;
    return next;
}

/* Writes the signs and note numbers that stand up to an offset. */
static void write_tails(struct sheet *sheet, uint32_t to)
{
    struct onr_page *page = sheet->page;
    for (; sheet->tail < sheet->tail_count && sheet->tails[sheet->tail].offset <= to; sheet->tail++) {
        const struct tail *tail = &sheet->tails[sheet->tail];
        const struct tail *last = sheet->tail ? tail - 1 : NULL;
        if (last && last->offset == tail->offset && last->index == tail->index &&
            last->note == tail->note)
            continue; /* two cues share the source */
        if (tail->note)
            onr_out_format(page->out,
                           "<a class=f id=d%uf%u href=#d%un%u aria-label=\"note %u\">%u</a>",
                           page->number, tail->index, page->number, tail->index, tail->index,
                           tail->index);
        else
            onr_page_sign_link(page, tail->index);
    }
}

static void write_block_text(struct sheet *sheet, struct onr_span span, uint32_t next_block)
{
    uint32_t at = span.start;
    write_tails(sheet, at); /* notes on what stands before the first block: front matter, a comment */
    settle(sheet, at);
    while (at < span.end) {
        uint32_t next = next_change(sheet, span.end);
        write_stretch(sheet, at, next);
        at = next;
        write_tails(sheet, at);
        settle(sheet, at);
    }
    if (next_block > span.end) /* what ends between the blocks belongs to the one before */
        write_tails(sheet, next_block - 1);
}

static const char *element(enum onr_block_kind kind)
{
    return kind == ONR_BLOCK_HEADLINE || kind == ONR_BLOCK_HEADING ? "h3" : "p";
}

static void write_block(struct sheet *sheet, const struct onr_block *block, uint32_t next_block)
{
    struct onr_page *page = sheet->page;
    const char *name = element(block->kind);
    uint32_t line = onr_lines_position(&page->lines, block->span.start).line;
    onr_out_text(page->out, "<div class=\"r");
    if (block->kind != ONR_BLOCK_BODY)
        onr_out_format(page->out, " %s", onr_block_kind_name(block->kind));
    onr_out_format(page->out, "%s\" id=d%ul%u data-l=%u><%s>",
                   block->quote_depth ? " bq" : "", page->number, block->span.start, line, name);
    write_block_text(sheet, block->span, next_block);
    onr_out_format(page->out, "</%s>", name);
    onr_page_notes(page, next_block);
    onr_out_text(page->out, "</div>\n");
}

/* What stands between blocks is no prose: shown where it holds more than marks. */
static void write_gap(struct sheet *sheet, uint32_t from, uint32_t to)
{
    const char *bytes = onr_view_bytes(sheet->page->view, (struct onr_span){from, to});
    size_t length = to > from ? to - from : 0;
    bool words = false;
    while (length && strchr("\r\n", bytes[0])) {
        bytes++;
        length--;
    }
    for (size_t i = 0; i < length && !words; i++)
        words = (bytes[i] >= '0' && bytes[i] <= '9') || (bytes[i] >= 'A' && bytes[i] <= 'Z') ||
                (bytes[i] >= 'a' && bytes[i] <= 'z') || (unsigned char)bytes[i] >= 0xC0;
    if (!words || (length == 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0))
        return;
    onr_out_text(sheet->page->out, "<div class=\"r gap\"><pre>");
    onr_page_text(sheet->page, bytes, length);
    onr_out_text(sheet->page->out, "</pre></div>\n");
}

static void write_blocks(struct sheet *sheet)
{
    uint32_t count, at = 0;
    uint32_t length = (uint32_t)sheet->page->view->document->length;
    const struct onr_block *blocks = onr_blocks(sheet->page->view->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        write_gap(sheet, at, blocks[i].span.start);
        write_block(sheet, &blocks[i], i + 1 < count ? blocks[i + 1].span.start : length + 1);
        at = blocks[i].span.end;
    }
    write_gap(sheet, at, length);
    if (!count)
        onr_page_notes(sheet->page, length + 1);
}

void onr_page_draft(struct onr_page *page)
{
    struct sheet sheet;
    if (open_sheet(&sheet, page) != 0) {
        page->out->error = ENOMEM;
    } else {
        onr_out_text(page->out, "<section class=\"draft\">\n<h2>The draft</h2>\n"
                                "<p class=\"key\">Marked are <b>sources</b> with their sign, <i "
                                "class=\"e\">the words that report</i>, <u class=\"k cS\">what is "
                                "said</u> in the manner of its source’s class, and places "
                                "that have a note.</p>\n"
                                "<p class=\"chosen\" role=\"status\"></p>\n");
        write_blocks(&sheet);
        onr_out_text(page->out, "</section>\n");
    }
    close_sheet(&sheet);
}
