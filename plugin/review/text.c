/* A review for people: in a terminal. */
#include <stdlib.h>
#include <string.h>

#include "present/findings.h"
#include "present/plain.h"
#include "review/pieces.h"
#include "review/review.h"

#define MOST_LABEL 60 /* columns of a source's label */

struct page {
    struct onr_out *out;
    const struct onr_style *style;
    const struct onr_review_item *item; /* the draft that is written about */
    struct onr_lines lines;             /* of its newer text */
    struct onr_lines old_lines;         /* of its older text */
};

static const char *const headings[] = {"became anonymous", "is named now", "lost", "gained",
                                       "described otherwise"};

static void write_label(struct page *page, const struct onr_draft *draft, uint32_t index)
{
    struct onr_out label;
    uint32_t count;
    const struct onr_source *source = &onr_sources(draft->analysis, &count)[index];
    onr_out_open(&label, -1);
    onr_plain_span(&label, draft->analysis, source->label, 8 * MOST_LABEL);
    onr_plain_trim(&label);
    onr_paper_cut(page->out, label.bytes, label.length, MOST_LABEL);
    onr_out_close(&label);
}

static const char *class_words(const struct onr_draft *draft, uint32_t index)
{
    uint32_t count;
    return onr_class_name(onr_sources(draft->analysis, &count)[index].class_);
}

static void write_source(struct page *page, const struct onr_source_change *change)
{
    struct onr_out *out = page->out;
    static const enum onr_ink inks[] = {ONR_INK_BAD, ONR_INK_GOOD, ONR_INK_WARN, ONR_INK_NOTE,
                                        ONR_INK_NOTE};
    onr_out_text(out, "  ");
    onr_ink_text(out, page->style, inks[change->event], headings[change->event]);
    onr_out_repeat(out, ' ', 21 - (unsigned)strlen(headings[change->event]));
    if (change->before != ONR_NONE)
        write_label(page, &page->item->before, change->before);
    if (change->before != ONR_NONE && change->after != ONR_NONE)
        onr_out_text(out, " → ");
    if (change->after != ONR_NONE)
        write_label(page, &page->item->after, change->after);
    onr_out_format(out, " (%s, %u statement%s)\n",
                   change->after != ONR_NONE ? class_words(&page->item->after, change->after)
                                             : class_words(&page->item->before, change->before),
                   change->statements, change->statements == 1 ? "" : "s");
}

static void write_piece(struct page *page, const struct onr_piece *piece)
{
    static const char *const marks[][2] = {{"", ""}, {"[-", "-]"}, {"[+", "+]"}, {"", ""}};
    static const enum onr_ink inks[] = {ONR_INK_PLAIN, ONR_INK_BAD, ONR_INK_GOOD, ONR_INK_FAINT};
    const struct onr_draft *draft =
        piece->kind == ONR_PIECE_REMOVED ? &page->item->before : &page->item->after;
    const char *bytes = draft->document.bytes + piece->span.start;
    size_t length = piece->span.end - piece->span.start;
    if (piece->kind == ONR_PIECE_LEFT_OUT) {
        onr_ink_text(page->out, page->style, ONR_INK_FAINT, " …");
        return;
    }
    while (length && *bytes == ' ') {
        onr_out_char(page->out, ' ');
        bytes++;
        length--;
    }
    onr_ink_on(page->out, page->style, inks[piece->kind]);
    onr_out_text(page->out, marks[piece->kind][0]);
    onr_plain(page->out, bytes, length);
    onr_out_text(page->out, marks[piece->kind][1]);
    onr_ink_off(page->out, page->style, inks[piece->kind]);
}

static void write_quotation(struct page *page, const struct onr_quotation_change *change)
{
    uint32_t count;
    struct onr_pieces pieces;
    const struct onr_review_item *item = page->item;
    struct onr_span old = onr_quotations(item->before.analysis, &count)[change->before].span;
    struct onr_span new_ = onr_quotations(item->after.analysis, &count)[change->after].span;
    struct onr_position at = onr_lines_position(&page->lines, new_.start);
    onr_out_format(page->out, "    %u:%u  ", at.line, at.column);
    if (onr_pieces_of(&pieces, item->before.document.bytes, old, item->after.document.bytes,
                      new_)) {
        for (uint32_t i = 0; i < pieces.count; i++)
            write_piece(page, &pieces.at[i]);
        onr_pieces_free(&pieces);
    }
    onr_out_char(page->out, '\n');
}

static void write_quotations(struct page *page)
{
    const struct onr_comparison *c = &page->item->comparison;
    if (c->quotation_count)
        onr_ink_text(page->out, page->style, ONR_INK_BAD,
                     "  words changed inside quotation marks\n");
    for (uint32_t i = 0; i < c->quotation_count; i++)
        write_quotation(page, &c->quotations[i]);
    if (c->quotations_added || c->quotations_dropped)
        onr_out_format(page->out, "  quotations           %u new, %u gone\n", c->quotations_added,
                       c->quotations_dropped);
}

static void write_finding(struct page *page, const struct onr_finding *finding)
{
    struct onr_out *out = page->out;
    struct onr_position at = onr_lines_position(&page->lines, finding->span.start);
    onr_out_text(out, "    ");
    onr_plain_text(out, page->item->path);
    onr_out_format(out, ":%u:%u: ", at.line, at.column);
    onr_ink_text(out, page->style, onr_severity_ink(finding->severity),
                 onr_severity_name(finding->severity));
    onr_out_text(out, ": ");
    onr_plain_text(out, finding->message);
    onr_out_format(out, " [%s]\n", onr_analysis_rule(page->item->after.analysis, finding->rule)->id);
}

static void write_mended(struct page *page, const struct onr_finding *finding)
{
    struct onr_position at = onr_lines_position(&page->old_lines, finding->span.start);
    onr_out_format(page->out, "    was %u:%u: ", at.line, at.column);
    onr_plain_text(page->out, finding->message);
    onr_out_format(page->out, " [%s]\n",
                   onr_analysis_rule(page->item->before.analysis, finding->rule)->id);
}

static void write_findings(struct page *page)
{
    const struct onr_comparison *c = &page->item->comparison;
    uint32_t count;
    const struct onr_finding *after = onr_findings(page->item->after.analysis, &count);
    const struct onr_finding *before = onr_findings(page->item->before.analysis, &count);
    bool both = page->item->status != 'A' && page->item->status != 'D';
    if (c->fresh_count)
        onr_out_format(page->out, "  findings, %u new\n", c->fresh_count);
    for (uint32_t i = 0; i < c->fresh_count; i++)
        write_finding(page, &after[c->fresh[i]]);
    if (c->mended_count && both)
        onr_out_format(page->out, "  findings, %u mended\n", c->mended_count);
    for (uint32_t i = 0; i < c->mended_count && both; i++)
        write_mended(page, &before[c->mended[i]]);
    if (c->kept)
        onr_out_format(page->out, "  findings, %u as before\n", c->kept);
}

static void write_score(struct onr_out *out, const struct onr_draft *draft)
{
    const struct onr_score *score = onr_article_score(draft->analysis);
    if (score->has_value)
        onr_out_format(out, "%d (%s)", score->value, onr_band_name(score->band));
    else
        onr_out_text(out, "none");
}

static void write_head(struct page *page)
{
    struct onr_out *out = page->out;
    const struct onr_review_item *item = page->item;
    struct onr_out name;
    onr_out_open(&name, -1);
    onr_plain_text(&name, item->path);
    if (item->old_path) {
        onr_out_text(&name, ", before: ");
        onr_plain_text(&name, item->old_path);
    }
    onr_out_char(&name, '\0');
    if (!name.error)
        onr_ink_text(out, page->style, ONR_INK_STRONG, name.bytes);
    onr_out_close(&name);
    if (item->skip)
        onr_out_format(out, ": not looked into: %s\n", item->skip);
    if (item->skip)
        return;
    onr_out_text(out, item->status == 'A'   ? ", new"
                      : item->status == 'D' ? ", taken away"
                                            : "");
    if (!item->compared) {
        onr_out_text(out, ": ");
        onr_plain_text(out, onr_review_problem(item) ? onr_review_problem(item) : "not compared");
        onr_out_char(out, '\n');
        return;
    }
    onr_out_text(out, ": score ");
    if (item->status != 'A')
        write_score(out, &item->before);
    onr_out_text(out, item->status == 'A' || item->status == 'D' ? "" : " → ");
    if (item->status != 'D')
        write_score(out, &item->after);
    onr_out_char(out, '\n');
}

static void write_item(struct page *page)
{
    const struct onr_review_item *item = page->item;
    write_head(page);
    if (!item->compared || item->status == 'D')
        return;
    const struct onr_document *document = &item->after.document;
    const struct onr_document *old = &item->before.document;
    if (onr_lines_open(&page->lines, document->bytes, (uint32_t)document->length) != 0)
        return;
    if (onr_lines_open(&page->old_lines, old->bytes, (uint32_t)old->length) == 0) {
        for (uint32_t i = 0; i < item->comparison.source_count; i++)
            write_source(page, &item->comparison.sources[i]);
        write_quotations(page);
        write_findings(page);
        if (onr_comparison_empty(&item->comparison) && !item->comparison.kept)
            onr_out_text(page->out, "  its sourcing is as it was\n");
        onr_lines_close(&page->old_lines);
    }
    onr_lines_close(&page->lines);
}

static void write_unchecked(struct onr_out *out, const struct onr_review *review)
{
    for (size_t i = 0; i < review->commits.count; i++) {
        const struct onr_git_commit *commit = &review->commits.at[i];
        if (!commit->note)
            continue;
        onr_out_format(out, "%.10s was not checked before the commit: ", commit->id);
        onr_plain_text(out, commit->subject);
        onr_out_char(out, '\n');
    }
}

static void begin(struct onr_review_page *page)
{
    const struct onr_review *review = page->review;
    onr_plain_text(page->out, review->from);
    onr_out_text(page->out, " → ");
    onr_plain_text(page->out, review->to);
    onr_out_format(page->out, ": %zu draft%s\n", review->count, review->count == 1 ? "" : "s");
    write_unchecked(page->out, review);
}

static void write(struct onr_review_page *review, const struct onr_review_item *item)
{
    struct page page = {.out = review->out, .style = review->style, .item = item};
    onr_out_char(page.out, '\n');
    write_item(&page);
}

static void end(struct onr_review_page *page)
{
    (void)page;
}

const struct onr_review_format onr_review_text = {"text", begin, write, end};
