/* A review as Markdown, for the discussion of a merge request. */
#include <stdlib.h>
#include <string.h>

#include "present/plain.h"
#include "present/position.h"
#include "review/pieces.h"
#include "review/review.h"

#define MOST_FINDINGS 20 /* lines for each draft: such a page is read, and servers cut it */

/* Harmless text, with what Markdown would take for its own escaped; it is closed. */
static void write_escaped(struct onr_out *out, struct onr_out *plain)
{
    for (size_t i = 0; i < plain->length; i++) {
        if (strchr("\\`*_{}[]<>#|~", plain->bytes[i]) && plain->bytes[i])
            onr_out_char(out, '\\');
        onr_out_char(out, plain->bytes[i]);
    }
    onr_out_close(plain);
}

static void write_plain(struct onr_out *out, const char *bytes, size_t length)
{
    struct onr_out plain;
    onr_out_open(&plain, -1);
    onr_plain(&plain, bytes, length);
    write_escaped(out, &plain);
}

static void write_text(struct onr_out *out, const char *text)
{
    write_plain(out, text, strlen(text));
}

static void write_label(struct onr_out *out, const struct onr_draft *draft, uint32_t index)
{
    uint32_t count;
    struct onr_out label;
    onr_out_open(&label, -1);
    onr_plain_span(&label, draft->analysis, onr_sources(draft->analysis, &count)[index].label, UINT32_MAX);
    onr_plain_trim(&label);
    write_escaped(out, &label);
}

static void write_source(struct onr_out *out, const struct onr_review_item *item,
                         const struct onr_source_change *change)
{
    static const char *const words[] = {"became anonymous", "is named now", "no longer speaks",
                                        "speaks now", "is described otherwise"};
    onr_out_text(out, change->event == ONR_SOURCE_ANONYMOUS ? "- **" : "- ");
    write_label(out, change->before != ONR_NONE ? &item->before : &item->after,
                change->before != ONR_NONE ? change->before : change->after);
    onr_out_format(out, " %s", words[change->event]);
    if (change->before != ONR_NONE && change->after != ONR_NONE) {
        onr_out_text(out, ": ");
        write_label(out, &item->after, change->after);
    }
    onr_out_text(out, change->event == ONR_SOURCE_ANONYMOUS ? "**" : "");
    onr_out_format(out, " (%u statement%s)\n", change->statements,
                   change->statements == 1 ? "" : "s");
}

static void write_piece(struct onr_out *out, const struct onr_review_item *item,
                        const struct onr_piece *piece)
{
    const struct onr_draft *draft =
        piece->kind == ONR_PIECE_REMOVED ? &item->before : &item->after;
    const char *bytes = draft->document.bytes + piece->span.start;
    size_t length = piece->span.end - piece->span.start;
    if (piece->kind == ONR_PIECE_LEFT_OUT) {
        onr_out_text(out, " …");
        return;
    }
    for (; length && *bytes == ' '; bytes++, length--)
        onr_out_char(out, ' ');
    onr_out_text(out, piece->kind == ONR_PIECE_REMOVED ? "<del>"
                      : piece->kind == ONR_PIECE_ADDED ? "<ins>"
                                                       : "");
    write_plain(out, bytes, length);
    onr_out_text(out, piece->kind == ONR_PIECE_REMOVED ? "</del>"
                      : piece->kind == ONR_PIECE_ADDED ? "</ins>"
                                                       : "");
}

static void write_quotations(struct onr_out *out, const struct onr_review_item *item)
{
    const struct onr_comparison *c = &item->comparison;
    uint32_t count;
    const struct onr_quotation *before = onr_quotations(item->before.analysis, &count);
    const struct onr_quotation *after = onr_quotations(item->after.analysis, &count);
    for (uint32_t i = 0; i < c->quotation_count; i++) {
        struct onr_pieces pieces;
        onr_out_text(out, "- **Words changed inside quotation marks:** ");
        if (onr_pieces_of(&pieces, item->before.document.bytes, before[c->quotations[i].before].span,
                          item->after.document.bytes, after[c->quotations[i].after].span)) {
            for (uint32_t k = 0; k < pieces.count; k++)
                write_piece(out, item, &pieces.at[k]);
            onr_pieces_free(&pieces);
        }
        onr_out_char(out, '\n');
    }
}

static void write_findings(struct onr_out *out, const struct onr_review_item *item)
{
    const struct onr_comparison *c = &item->comparison;
    const struct onr_document *document = &item->after.document;
    struct onr_lines lines;
    uint32_t count;
    const struct onr_finding *findings = onr_findings(item->after.analysis, &count);
    if (onr_lines_open(&lines, document->bytes, (uint32_t)document->length) != 0)
        return;
    for (uint32_t i = 0; i < c->fresh_count && i < MOST_FINDINGS; i++) {
        const struct onr_finding *finding = &findings[c->fresh[i]];
        onr_out_format(out, "- line %u, %s: ", onr_lines_position(&lines, finding->span.start).line,
                       onr_severity_name(finding->severity));
        write_text(out, finding->message);
        onr_out_format(out, " `%s`\n", onr_analysis_rule(item->after.analysis, finding->rule)->id);
    }
    if (c->fresh_count > MOST_FINDINGS)
        onr_out_format(out, "- and %u more new findings\n", c->fresh_count - MOST_FINDINGS);
    onr_lines_close(&lines);
}

static void write_score(struct onr_out *out, const struct onr_draft *draft)
{
    const struct onr_score *score = onr_article_score(draft->analysis);
    if (score->has_value)
        onr_out_format(out, "%d", score->value);
    else
        onr_out_text(out, "–");
}

static void write_row(struct onr_out *out, const struct onr_review_item *item)
{
    const struct onr_comparison *c = &item->comparison;
    onr_out_text(out, "| ");
    write_text(out, item->path);
    if (!item->compared) {
        onr_out_text(out, " | ");
        write_text(out, item->skip                  ? item->skip
                        : onr_review_problem(item) ? onr_review_problem(item)
                                                    : "not compared");
        onr_out_text(out, " | | |\n");
        return;
    }
    onr_out_text(out, " | ");
    if (item->status != 'A')
        write_score(out, &item->before);
    onr_out_text(out, item->status == 'A' ? "new, " : item->status == 'D' ? ", taken away" : " → ");
    if (item->status != 'D')
        write_score(out, &item->after);
    onr_out_format(out, " | %u | %u |\n", c->fresh_count, c->mended_count);
}

static void write_item(struct onr_out *out, const struct onr_review_item *item)
{
    const struct onr_comparison *c = &item->comparison;
    if (!item->compared || item->status == 'D' ||
        !(c->source_count + c->quotation_count + c->fresh_count))
        return;
    onr_out_text(out, "\n#### ");
    write_text(out, item->path);
    onr_out_text(out, "\n\n");
    for (uint32_t i = 0; i < c->source_count; i++)
        write_source(out, item, &c->sources[i]);
    write_quotations(out, item);
    write_findings(out, item);
}

static void begin(struct onr_review_page *page)
{
    onr_out_text(page->out, "### Sourcing\n\n");
    if (page->review->count == 0)
        onr_out_text(page->out, "No draft changed.\n");
    else
        onr_out_text(page->out, "| draft | score | new findings | mended |\n|---|---|---|---|\n");
}

/* The table has to be whole before anything else may follow. */
static void write(struct onr_review_page *page, const struct onr_review_item *item)
{
    write_row(page->out, item);
    write_item(&page->later, item);
}

static void end(struct onr_review_page *page)
{
    const struct onr_git_commits *commits = &page->review->commits;
    for (size_t i = 0; i < commits->count; i++)
        if (commits->at[i].note) {
            onr_out_format(page->out, "\n%.10s was not checked before the commit: ",
                           commits->at[i].id);
            write_text(page->out, commits->at[i].subject);
            onr_out_char(page->out, '\n');
        }
    onr_out_bytes(page->out, page->later.bytes, page->later.length);
}

const struct onr_review_format onr_review_markdown = {"markdown", begin, write, end};
