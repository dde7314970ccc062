/* How the score of the draft went, commit by commit: a line, a sentence, and a table for the rest. */
#include <string.h>

#include "present/escape.h"
#include "present/html.h"
#include "present/plain.h"

#define TOP 18     /* pixels from the edge of the drawing to a score of 100 */
#define BOTTOM 108 /* to a score of 0 */
#define DATES 126  /* to the foot of the dates */
#define HEIGHT 132 /* of the drawing */

static bool has_score(const struct onr_past_version *version)
{
    return version->known && version->has_score;
}

/* The newest version with a score, or count where none has one. */
static size_t newest_scored(const struct onr_past *past)
{
    size_t newest = 0;
    while (newest < past->count && !has_score(&past->at[newest]))
        newest++;
    return newest;
}

/* Per cent from the left: the newest, which comes first, stands at the right. */
static double across(const struct onr_past *past, size_t index)
{
    return past->count > 1 ? 100.0 - 100.0 * (double)index / (double)(past->count - 1) : 100.0;
}

static double down(const struct onr_past_version *version)
{
    return TOP + (100 - version->score) * (BOTTOM - TOP) / 100.0;
}

static void draw_scale(struct onr_page *page)
{
    for (int score = 0; score <= 100; score += 50) {
        int y = TOP + (100 - score) * (BOTTOM - TOP) / 100;
        onr_out_format(page->out,
                       "<line class=\"g\" x1=\"0\" y1=\"%d\" x2=\"100%%\" y2=\"%d\"/>"
                       "<text class=\"y\" x=\"-12\" y=\"%d\">%d</text>", y, y, y + 4, score);
    }
}

/* Joins a version to the one before it; a version without a score leaves a gap. */
static void draw_version(struct onr_page *page, const struct onr_past *past, size_t index)
{
    const struct onr_past_version *version = &past->at[index];
    if (!has_score(version))
        return;
    if (index + 1 < past->count && has_score(version + 1))
        onr_out_format(page->out,
                       "<line x1=\"%.2f%%\" y1=\"%.1f\" x2=\"%.2f%%\" y2=\"%.1f\"/>",
                       across(past, index + 1), down(version + 1), across(past, index),
                       down(version));
    onr_out_format(page->out, "<circle cx=\"%.2f%%\" cy=\"%.1f\" r=\"%d\"/>", across(past, index),
                   down(version), index ? 3 : 5);
}

static void draw(struct onr_page *page, const struct onr_past *past)
{
    onr_out_format(page->out, "<svg width=\"100%%\" height=\"%d\" aria-hidden=\"true\">", HEIGHT);
    draw_scale(page);
    for (size_t i = past->count; i-- > 0;)
        draw_version(page, past, i);
    if (has_score(past->at))
        onr_out_format(page->out, "<text class=\"v\" x=\"100%%\" y=\"%.1f\">%d</text>",
                       down(past->at) - 9, past->at->score);
    if (past->count > 1)
        onr_out_format(page->out, "<text x=\"0\" y=\"%d\">%s</text>", DATES,
                       past->at[past->count - 1].date);
    onr_out_format(page->out, "<text class=\"end\" x=\"100%%\" y=\"%d\">%s</text></svg>\n", DATES,
                   past->at->date);
}

/* A line that someone wrote into the repository, harmless and of one length at most. */
static void write_text(struct onr_page *page, const char *text, unsigned columns)
{
    struct onr_out plain, cut;
    onr_out_open(&plain, -1);
    onr_out_open(&cut, -1);
    onr_plain(&plain, text, strnlen(text, (size_t)8 * columns));
    onr_paper_cut(&cut, plain.bytes ? plain.bytes : "", plain.length, columns);
    onr_out_text(page->out, "<bdi>");
    onr_escape(page->out, cut.bytes ? cut.bytes : "", cut.length);
    onr_out_text(page->out, "</bdi>");
    if (plain.error || cut.error)
        page->out->error = plain.error ? plain.error : cut.error;
    onr_out_close(&plain);
    onr_out_close(&cut);
}

static void write_counts(struct onr_page *page, const struct onr_past_version *version)
{
    if (has_score(version))
        onr_out_format(page->out, "<td>%d</td>", version->score);
    else
        onr_out_text(page->out, version->known ? "<td>none</td>" : "<td>not read</td>");
    if (version->known)
        onr_out_format(page->out, "<td>%u</td><td>%u</td>", version->unnamed, version->findings);
    else
        onr_out_text(page->out, "<td>–</td><td>–</td>");
}

/* One row; the name is told where the file had another one than in the version after. */
static void write_version(struct onr_page *page, const struct onr_past *past, size_t index)
{
    const struct onr_past_version *version = &past->at[index];
    onr_out_format(page->out, "<tr><th scope=\"row\">%s</th>", version->date);
    write_counts(page, version);
    onr_out_format(page->out, "<td><code>%.8s</code> ", version->id);
    write_text(page, version->subject, 100);
    if (index && strcmp(version->path, version[-1].path) != 0) {
        onr_out_text(page->out, " <small>as ");
        write_text(page, version->path, 100);
        onr_out_text(page->out, "</small>");
    }
    onr_out_text(page->out, "</td></tr>\n");
}

static void write_table(struct onr_page *page, const struct onr_past *past)
{
    onr_out_format(page->out,
                   "<details><summary>%s</summary>\n<table>\n<tr><th scope=\"col\">Date</th>"
                   "<th scope=\"col\">Score</th><th scope=\"col\">Unnamed sources</th>"
                   "<th scope=\"col\">Findings</th><th scope=\"col\">Commit</th></tr>\n",
                   past->count > 1 ? "Each version, the newest first" : "The version");
    for (size_t i = 0; i < past->count; i++)
        write_version(page, past, i);
    onr_out_text(page->out, "</table>\n</details>\n");
}

/* The drawing in words. */
static void write_sentence(struct onr_page *page, const struct onr_past *past)
{
    size_t newest = newest_scored(past);
    size_t oldest = past->count;
    while (oldest > newest && !has_score(&past->at[oldest - 1]))
        oldest--;
    onr_out_format(page->out, "<p>%s%zu version%s", past->more ? "The last " : "", past->count,
                   past->count == 1 ? "" : "s");
    if (newest == past->count)
        onr_out_text(page->out, ", none with a score.</p>\n");
    else if (oldest == newest + 1)
        onr_out_format(page->out, ": %d on %s.</p>\n", past->at[newest].score,
                       past->at[newest].date);
    else
        onr_out_format(page->out, ": from %d on %s to %d on %s.</p>\n", past->at[oldest - 1].score,
                       past->at[oldest - 1].date, past->at[newest].score, past->at[newest].date);
}

void onr_page_past(struct onr_page *page)
{
    const struct onr_past *past = page->view->past;
    if (!past || !past->count)
        return;
    onr_out_text(page->out, "<section class=\"past\">\n<h2>The score, commit by commit</h2>\n");
    if (newest_scored(past) < past->count)
        draw(page, past);
    write_sentence(page, past);
    write_table(page, past);
    onr_out_text(page->out, "<p class=\"faint\">What the file holds beyond its last commit is not "
                            "in this. All versions are read by what holds for the file where "
                            "it lies now.</p>\n</section>\n");
}
