#include "hook/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hook/checked.h"
#include "hook/round.h"

static enum onr_hook_result check_staged(struct onr_hook_run *run)
{
    struct onr_hook_round round;
    struct onr_problem problem = {""};
    struct onr_git_query query = {.side = ONR_GIT_STAGED};
    if (onr_hook_is_skipped(run))
        return ONR_HOOK_PASSES;
    enum onr_hook_result result = onr_hook_round_open(&round, run, "", &query, &problem) == 0
                                      ? onr_hook_round_tell(&round)
                                      : onr_hook_fail(run, &problem);
    if (result == ONR_HOOK_PASSES)
        onr_checked_add(&round.changes);
    onr_hook_round_close(&round);
    return result;
}

/* ---- After a commit ---------------------------------------------------------------------------- */

static void write_note(struct onr_hook_round *round, int missing, struct onr_problem *problem)
{
    struct onr_out note;
    struct onr_hook_run *run = round->run;
    struct onr_hook_check *check = &round->check;
    onr_out_open(&note, -1);
    onr_out_text(&note, "onrecord: not checked before the commit\n");
    if (missing > 0)
        onr_out_format(&note, "drafts that were not checked: %d\n", missing);
    if (check->stopping)
        onr_out_format(&note, "findings that would have stopped it: %zu\n", check->stopping);
    if (check->unreadable)
        onr_out_format(&note, "drafts that could not be read: %zu\n", check->unreadable);
    onr_out_char(&note, '\0');
    if (!note.error && run->git->note(run->repository, "HEAD", note.bytes, problem) == 0)
        onr_out_text(run->out, "onrecord: this commit was not checked; that is noted on it "
                               "(git notes --ref=onrecord)\n");
    else
        onr_hook_fail(run, problem);
    onr_out_close(&note);
}

static enum onr_hook_result note_unchecked(struct onr_hook_run *run)
{
    struct onr_hook_round round = {.run = run};
    struct onr_problem problem = {""};
    struct onr_git_query query = {
        .side = ONR_GIT_REVISION, .new_ = "HEAD", .takes = onr_standards_takes,
        .context = &run->standards};
    if (onr_hook_standards(run, &problem) != 0 ||
        run->git->changes(run->repository, &query, &round.changes, &problem) != 0)
        return onr_hook_fail(run, &problem);
    onr_standards_pass_over(&run->standards, &round.changes);
    int missing = onr_checked_missing(&round.changes);
    run->git->forget(&round.changes);
    if (missing == 0)
        return ONR_HOOK_PASSES;
    enum onr_hook_result result = ONR_HOOK_PASSES;
    if (onr_hook_round_open(&round, run, "", &query, &problem) != 0)
        result = onr_hook_fail(run, &problem);
    else if (round.check.drafts + round.check.unreadable > 0 &&
             (missing > 0 || onr_hook_stops(&round.check) || round.check.unreadable))
        write_note(&round, missing, &problem);
    onr_hook_round_close(&round);
    return result;
}

/* ---- A message --------------------------------------------------------------------------------- */

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rbe");
    struct onr_out bytes;
    char chunk[4096];
    size_t got;
    if (!file)
        return NULL;
    onr_out_open(&bytes, -1);
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        onr_out_bytes(&bytes, chunk, got);
    fclose(file);
    *length = bytes.length;
    onr_out_char(&bytes, '\0');
    return bytes.bytes;
}

static long look_at_people(struct onr_hook_run *run)
{
    static const char *const names[] = {"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL",
                                        "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"};
    long hits = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names && hits >= 0; i++) {
        const char *value = getenv(names[i]);
        long found = value ? onr_guards_look(&run->guards, ONR_GUARDED_AUTHOR, names[i], value,
                                             strlen(value), run->out)
                           : 0;
        hits = found < 0 ? found : hits + found;
    }
    return hits;
}

static enum onr_hook_result check_message(struct onr_hook_run *run)
{
    struct onr_problem problem = {"the commit message could not be read; git names its file"};
    size_t length = 0;
    if (run->guards.count == 0)
        return ONR_HOOK_PASSES;
    char *message = run->arguments[0] ? read_file(run->arguments[0], &length) : NULL;
    if (!message)
        return onr_hook_fail(run, &problem);
    long hits = onr_guards_look(&run->guards, ONR_GUARDED_MESSAGE, "the commit message", message,
                                length, run->out);
    long more = hits < 0 ? hits : look_at_people(run);
    free(message);
    if (hits < 0 || more < 0)
        return ONR_HOOK_FAILS;
    return hits + more ? ONR_HOOK_STOPS : ONR_HOOK_PASSES;
}

static enum onr_hook_result act(struct onr_hook_run *run)
{
    switch (run->event->deed) {
    case ONR_HOOK_CHECK_STAGED:
        return check_staged(run);
    case ONR_HOOK_NOTE_UNCHECKED:
        return note_unchecked(run);
    case ONR_HOOK_CHECK_MESSAGE:
        return check_message(run);
    case ONR_HOOK_CHECK_PUSHED:
        return onr_hook_check_push(run);
    case ONR_HOOK_CHECK_RECEIVED:
        return onr_hook_check_arrival(run);
    default:
        return ONR_HOOK_PASSES;
    }
}

enum onr_hook_result onr_hook_do(struct onr_hook_run *run)
{
    struct onr_problem problem = {""};
    enum onr_hook_result result = onr_guards_open(&run->guards, &problem) == 0
                                      ? act(run)
                                      : onr_hook_fail(run, &problem);
    onr_guards_close(&run->guards);
    onr_standards_close(&run->standards);
    return result;
}
