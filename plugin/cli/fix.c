/* onrecord check --fix: fixes of findings made in the files, or shown as a diff. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "document/fix.h"
#include "document/save.h"
#include "present/diff.h"

static int fail(const struct onr_document *document)
{
    struct onr_problem problem;
    onr_problem_set(&problem, "memory ran out while it was fixed; it is as it was");
    onr_complain(document->path, "%s", problem.text);
    return ONR_EXIT_FILE;
}

static int choose(const struct onr_task *task, const struct onr_document *document,
                  const struct onr_analysis *analysis, struct onr_fixes *fixes)
{
    bool all = task->fixing == ONR_FIXING_ALL;
    if (onr_fixes_choose(fixes, analysis, document->length, task->least, all) != 0)
        return fail(document);
    return ONR_EXIT_CLEAN;
}

int onr_fix_show(const struct onr_task *task, const struct onr_document *document,
                 const struct onr_analysis *analysis, struct onr_out *out)
{
    struct onr_fixes fixes;
    int status = choose(task, document, analysis, &fixes);
    if (status == ONR_EXIT_CLEAN) {
        onr_diff(out, document, &fixes);
        onr_fixes_free(&fixes);
    }
    return status;
}

static void say(const struct onr_document *document, const struct onr_fixes *fixes)
{
    char waiting[80] = "";
    if (fixes->waiting)
        snprintf(waiting, sizeof waiting, "; %u more touch the same words: run it again",
                 fixes->waiting);
    onr_complain(document->path, "%u finding%s fixed%s", fixes->fixed, fixes->fixed == 1 ? "" : "s",
                 waiting);
}

/* Writes the fixed text and hands it to the document. */
static int save(struct onr_document *document, const struct onr_fixes *fixes)
{
    struct onr_problem problem;
    size_t length;
    char *bytes = onr_fixes_apply(fixes, document->bytes, document->length, &length);
    if (!bytes)
        return fail(document);
    if (onr_document_save(document, bytes, length, &problem) != 0) {
        onr_complain(document->path, "%s", problem.text);
        free(bytes);
        return ONR_EXIT_FILE;
    }
    free(document->bytes);
    document->bytes = bytes;
    document->length = document->original_length = length;
    return ONR_EXIT_CLEAN;
}

int onr_fix_make(const struct onr_task *task, struct onr_document *document,
                 const struct onr_analysis *analysis, bool *fixed)
{
    struct onr_fixes fixes;
    int status = choose(task, document, analysis, &fixes);
    *fixed = false;
    if (status != ONR_EXIT_CLEAN)
        return status;
    if (fixes.count) {
        status = save(document, &fixes);
        *fixed = status == ONR_EXIT_CLEAN;
    }
    if (*fixed)
        say(document, &fixes);
    onr_fixes_free(&fixes);
    return status;
}
