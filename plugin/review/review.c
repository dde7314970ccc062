#include "review/review.h"

#include <stdlib.h>
#include <string.h>

struct onr_review_item *onr_review_add(struct onr_review *review, const char *path, char status)
{
    if (review->count == review->capacity) {
        size_t capacity = review->capacity ? review->capacity * 2 : 16;
        struct onr_review_item *items = realloc(review->items, capacity * sizeof *items);
        if (!items)
            return NULL;
        review->items = items;
        review->capacity = capacity;
    }
    struct onr_review_item *item = &review->items[review->count];
    memset(item, 0, sizeof *item);
    item->path = strdup(path);
    item->status = status;
    review->count += item->path != NULL;
    return item->path ? item : NULL;
}

/* A side that has no text is held against as an empty draft. */
static bool fill(struct onr_draft *draft, const char *path)
{
    if (draft->document.bytes || draft->problem.text[0])
        return true;
    char *nothing = calloc(1, 1);
    return nothing && onr_draft_open(draft, path, nothing, 0, NULL);
}

static void close_item(struct onr_review_item *item)
{
    onr_comparison_free(&item->comparison);
    onr_draft_close(&item->before);
    onr_draft_close(&item->after);
}

void onr_review_free(struct onr_review *review)
{
    for (size_t i = 0; i < review->count; i++) {
        struct onr_review_item *item = &review->items[i];
        close_item(item);
        free(item->path);
        free(item->old_path);
    }
    free(review->items);
    free(review->from);
    free(review->to);
    memset(review, 0, sizeof *review);
}

const char *onr_review_problem(const struct onr_review_item *item)
{
    return item->after.problem.text[0]    ? item->after.problem.text
           : item->before.problem.text[0] ? item->before.problem.text
                                          : NULL;
}

/* ---- Writing ----------------------------------------------------------------------------------- */

/* Drafts from one index to another, the last not included. */
struct part {
    struct onr_review_item *items;
    size_t count;
};

static struct part next_part(struct onr_review *review, size_t from)
{
    struct part part = {.items = &review->items[from]};
    size_t bytes = 0;
    while (from + part.count < review->count && bytes < ONR_DRAFTS_BYTES) {
        const struct onr_review_item *item = &part.items[part.count++];
        bytes += item->before.document.length + item->after.document.length;
    }
    return part;
}

static bool analyze(struct part part)
{
    struct onr_draft **drafts = calloc(part.count * 2 + 1, sizeof(struct onr_draft *));
    bool done = drafts != NULL;
    for (size_t i = 0; i < part.count && done; i++) {
        struct onr_review_item *item = &part.items[i];
        if (item->skip)
            continue;
        drafts[2 * i] = &item->before;
        drafts[2 * i + 1] = &item->after;
        done = fill(&item->before, item->old_path ? item->old_path : item->path) &&
               fill(&item->after, item->path);
        item->before.options = item->after.options = item->options;
    }
    if (done)
        onr_drafts_analyze(drafts, part.count * 2);
    free(drafts);
    for (size_t i = 0; i < part.count && done; i++) {
        struct onr_review_item *item = &part.items[i];
        if (!item->before.analysis || !item->after.analysis)
            continue;
        done = onr_compare(&item->comparison, &item->before, &item->after);
        item->compared = done;
    }
    return done;
}

static size_t count_fresh(const struct onr_review_item *item, int least)
{
    size_t fresh = 0;
    uint32_t count;
    if (!item->compared)
        return 0;
    const struct onr_finding *findings = onr_findings(item->after.analysis, &count);
    for (uint32_t k = 0; k < item->comparison.fresh_count; k++)
        fresh += (int)findings[item->comparison.fresh[k]].severity >= least;
    return fresh;
}

bool onr_review_write(struct onr_review *review, int least,
                      const struct onr_review_format *format, struct onr_out *out,
                      const struct onr_style *style, struct onr_review_result *result)
{
    struct onr_review_page page = {.out = out, .style = style, .review = review};
    struct part part;
    bool done = true;
    page.json = (struct onr_json){.out = out, .pretty = true};
    onr_out_open(&page.later, -1);
    format->begin(&page);
    for (size_t from = 0; from < review->count && done; from += part.count) {
        part = next_part(review, from);
        done = analyze(part);
        for (size_t i = 0; i < part.count && done; i++) {
            const char *problem = onr_review_problem(&part.items[i]);
            result->fresh += count_fresh(&part.items[i], least);
            result->problems += problem != NULL;
            if (problem)
                result->problem(&part.items[i], problem);
            format->item(&page, &part.items[i]);
            close_item(&part.items[i]);
        }
    }
    format->end(&page);
    onr_out_close(&page.later);
    return done;
}
