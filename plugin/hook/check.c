#include "hook/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "git/load.h"
#include "present/plain.h"
#include "present/position.h"
#include "review/compare.h"

#define MOST_TOLD 18                  /* lines: a screen, with what stands around them */
#define MOST_SKIPS 3                  /* drafts that are named where they were not looked into */

/* One draft of a batch: as it will be, and as it was where that has to be known. */
struct item {
    struct onr_git_change *change; /* borrowed */
    struct onr_draft draft;        /* the newer text */
    struct onr_draft before;       /* the older text; empty where it is not needed */
    struct onr_options options;    /* of both; borrowed from the standards */
};

struct batch {
    struct onr_hook_check *check;
    struct item *items;
    size_t count;
    size_t capacity;
    size_t bytes;
};

void onr_hook_check_open(struct onr_hook_check *check)
{
    onr_out_open(&check->lines, -1);
    onr_out_open(&check->hits, -1);
    onr_out_open(&check->skipped, -1);
}

void onr_hook_check_close(struct onr_hook_check *check)
{
    onr_out_close(&check->lines);
    onr_out_close(&check->hits);
    onr_out_close(&check->skipped);
}

static void leave_out(struct onr_hook_check *check, const struct onr_git_change *change)
{
    const char *reason = onr_git_skip_reason(change->skip);
    if (!reason)
        return;
    if (check->left_out++ < MOST_SKIPS) {
        onr_out_text(&check->skipped, check->left_out == 1 ? "" : ", ");
        onr_plain_text(&check->skipped, change->path);
        onr_out_format(&check->skipped, " (%s)", reason);
    }
}

/* ---- One draft --------------------------------------------------------------------------------- */

static bool touches(const struct item *item, struct onr_span span)
{
    const struct onr_git_change *change = item->change;
    uint64_t start = onr_document_offset(&item->draft.document, span.start);
    uint64_t end = onr_document_offset(&item->draft.document, span.end);
    for (uint32_t i = 0; i < change->added_count; i++)
        if (change->added[i].start < (end > start ? end : start + 1) &&
            change->added[i].end > start)
            return true;
    return false;
}

static bool is_live(const struct onr_finding *finding)
{
    return !finding->waived && finding->severity != ONR_SEVERITY_OFF;
}

/* Whether a draft that was there before has findings on new lines, which may be older ones. */
static bool needs_before(const struct item *item)
{
    uint32_t count;
    if (!item->draft.analysis || !item->change->old_bytes)
        return false;
    const struct onr_finding *findings = onr_findings(item->draft.analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (is_live(&findings[i]) && touches(item, findings[i].span))
            return true;
    return false;
}

static void tell(struct onr_hook_check *check, const struct item *item,
                 const struct onr_lines *lines, const struct onr_finding *finding)
{
    struct onr_position at = onr_lines_position(lines, finding->span.start);
    check->stopping++;
    if (check->told == MOST_TOLD)
        return;
    check->told++;
    onr_plain_text(&check->lines, item->change->path);
    onr_out_format(&check->lines, ":%u:%u: %s: ", at.line, at.column,
                   onr_severity_name(finding->severity));
    onr_plain_text(&check->lines, finding->message);
    onr_out_format(&check->lines, " [%s]\n", onr_analysis_rule(item->draft.analysis, finding->rule)->id);
}

static int fail_on(const struct onr_hook_check *check, const struct onr_git_change *change)
{
    int least = check->fail_on;
    return change->strict && least > ONR_SEVERITY_WARNING ? ONR_SEVERITY_WARNING : least;
}

static void judge(struct onr_hook_check *check, const struct item *item)
{
    struct onr_lines lines;
    uint32_t count;
    const struct onr_document *document = &item->draft.document;
    const struct onr_finding *findings = onr_findings(item->draft.analysis, &count);
    check->drafts++;
    if (onr_lines_open(&lines, document->bytes, (uint32_t)document->length) != 0)
        return;
    struct onr_comparison with = {0};
    bool compared = item->before.analysis && onr_compare(&with, &item->before, &item->draft);
    int least = fail_on(check, item->change);
    for (uint32_t i = 0; i < count; i++) {
        if (!is_live(&findings[i]))
            continue;
        bool old = !touches(item, findings[i].span) || (compared && with.partner[i] != ONR_NONE);
        if (!old && (int)findings[i].severity >= least)
            tell(check, item, &lines, &findings[i]);
        else if (findings[i].severity > ONR_SEVERITY_HINT)
            *(old ? &check->older : &check->lesser) += 1;
    }
    onr_comparison_free(&with);
    onr_lines_close(&lines);
}

static void tell_unreadable(struct onr_hook_check *check, const struct item *item)
{
    check->unreadable++;
    onr_plain_text(&check->lines, item->change->path);
    onr_out_text(&check->lines, ": it could not be checked: ");
    onr_plain_text(&check->lines, item->draft.problem.text);
    if (item->draft.code == ONR_EENCODING)
        onr_out_text(&check->lines, "; or say in .gitattributes which encoding it has "
                                    "(encoding=windows-1252), or that it is no draft (-onrecord)");
    onr_out_char(&check->lines, '\n');
}

/* ---- Batches ----------------------------------------------------------------------------------- */

static void analyze(struct batch *batch, bool before)
{
    struct onr_draft **drafts = calloc(batch->count + 1, sizeof(struct onr_draft *));
    for (size_t i = 0; drafts && i < batch->count; i++) {
        struct item *item = &batch->items[i];
        struct onr_git_change *change = item->change;
        if (before && !needs_before(item))
            continue;
        drafts[i] = before ? &item->before : &item->draft;
        if (before) {
            onr_draft_open(drafts[i], change->path, change->old_bytes, change->old_length,
                           change->old_encoding);
            change->old_bytes = NULL;
        } else {
            onr_draft_open(drafts[i], change->path, change->bytes, change->length,
                           change->encoding);
            change->bytes = NULL;
        }
        drafts[i]->options = item->options;
    }
    if (drafts)
        onr_drafts_analyze(drafts, batch->count);
    free(drafts);
}

static void finish_batch(struct batch *batch)
{
    analyze(batch, false);
    analyze(batch, true);
    for (size_t i = 0; i < batch->count; i++) {
        struct item *item = &batch->items[i];
        if (item->draft.analysis)
            judge(batch->check, item);
        else
            tell_unreadable(batch->check, item);
        onr_draft_close(&item->draft);
        onr_draft_close(&item->before);
        batch->check->git->unload(item->change);
    }
    batch->count = 0;
    batch->bytes = 0;
}

/* What a problem left unchecked. */
static void drop_batch(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        batch->check->git->unload(batch->items[i].change);
    batch->count = 0;
}

static int add_item(struct batch *batch, struct onr_git_change *change,
                    struct onr_problem *problem)
{
    const struct onr_config *config =
        onr_standards_of(batch->check->standards, change->path, problem);
    if (!config)
        return -1;
    if (batch->count == batch->capacity) {
        size_t capacity = batch->capacity ? batch->capacity * 2 : 32;
        struct item *items = realloc(batch->items, capacity * sizeof *items);
        if (!items)
            return -1;
        batch->items = items;
        batch->capacity = capacity;
    }
    batch->items[batch->count++] =
        (struct item){.change = change, .options = onr_config_options(config)};
    batch->bytes += change->length + change->old_length;
    return 0;
}

/* ---- All of a change --------------------------------------------------------------------------- */

/* Drafts and all else alike: a name that is protected may stand in any file. */
int onr_hook_guard_change(struct onr_hook_check *check, const struct onr_git_change *change,
                          const char *commit, struct onr_problem *problem)
{
    const struct onr_guards *guards = check->guards;
    char *where = NULL;
    if (change->status == 'D')
        return 0;
    if (asprintf(&where, "%.10s%s%s", commit ? commit : "", commit ? ":" : "", change->path) < 0)
        where = NULL;
    long names = where ? onr_guards_look(guards, ONR_GUARDED_NAME, where, change->path,
                                         strlen(change->path), &check->hits)
                       : -1;
    long hits = change->bytes && names >= 0
                    ? onr_guards_look(guards, ONR_GUARDED_TEXT, where, change->bytes,
                                      change->length, &check->hits)
                    : 0;
    free(where);
    if (names < 0 || hits < 0) {
        onr_problem_set(problem, "%s could not be looked through for what is protected",
                        change->path);
        return -1;
    }
    check->guarded += (size_t)(names + hits);
    return 0;
}

bool onr_hook_has_text(const struct onr_git_change *change)
{
    return change->skip != ONR_GIT_NO_FILE && change->skip != ONR_GIT_ABSENT &&
           change->status != 'D';
}

static int take(struct batch *batch, struct onr_git_change *change, bool guarded,
                struct onr_problem *problem)
{
    struct onr_hook_check *check = batch->check;
    bool taken = change->skip == ONR_GIT_TAKEN;
    if ((taken || (guarded && onr_hook_has_text(change))) &&
        check->git->load(check->repository, change, problem) != 0)
        return -1;
    if (guarded && onr_hook_guard_change(check, change, NULL, problem) != 0)
        return -1;
    if (change->skip == ONR_GIT_TAKEN)
        return add_item(batch, change, problem);
    leave_out(check, change);
    check->git->unload(change);
    return 0;
}

int onr_hook_check_changes(struct onr_hook_check *check, struct onr_git_changes *changes,
                           struct onr_problem *problem)
{
    struct batch batch = {.check = check};
    bool guarded = check->guards->count > 0;
    int error = 0;
    for (size_t i = 0; i < changes->count && !error; i++) {
        error = take(&batch, &changes->at[i], guarded, problem);
        if (batch.bytes >= ONR_DRAFTS_BYTES)
            finish_batch(&batch);
    }
    if (!error)
        finish_batch(&batch);
    drop_batch(&batch);
    free(batch.items);
    return error;
}
