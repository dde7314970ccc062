#include "hook/round.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "present/plain.h"

enum onr_hook_result onr_hook_fail(struct onr_hook_run *run, const struct onr_problem *problem)
{
    onr_out_text(run->out, "onrecord: ");
    onr_plain_text(run->out, problem->text);
    onr_out_char(run->out, '\n');
    return ONR_HOOK_FAILS;
}

/* The one place where whose standards hold is decided: for what arrives, never the work tree's. */
int onr_hook_standards(struct onr_hook_run *run, struct onr_problem *problem)
{
    const char *trusted = run->trusted ? run->trusted : "HEAD";
    bool arrives = run->event->deed == ONR_HOOK_CHECK_RECEIVED;
    if (run->standards.configs)
        return 0;
    return onr_standards_open(&run->standards, run->git, run->repository, &run->given,
                              arrives ? trusted : NULL, problem);
}

/* ---- What is told ------------------------------------------------------------------------------ */

static void count(struct onr_out *out, size_t number, const char *one, const char *many)
{
    onr_out_unsigned(out, number);
    onr_out_char(out, ' ');
    onr_out_text(out, number == 1 ? one : many);
}

/* What stands in brackets after the summary: all that was not told line by line. */
static void tell_rest(struct onr_hook_round *round)
{
    struct onr_hook_check *check = &round->check;
    struct onr_out *out = round->run->out;
    const char *between = " (";
    if (check->lesser) {
        onr_out_text(out, between);
        count(out, check->lesser, "lesser finding on new lines", "lesser findings on new lines");
        between = ", ";
    }
    if (check->older) {
        onr_out_text(out, between);
        count(out, check->older, "older finding", "older findings");
        between = ", ";
    }
    if (check->left_out) {
        onr_out_format(out, "%snot checked: ", between);
        onr_out_bytes(out, check->skipped.bytes, check->skipped.length);
        if (check->left_out > 3)
            onr_out_format(out, " and %zu more", check->left_out - 3);
        between = ", ";
    }
    if (between[0] == ',')
        onr_out_char(out, ')');
}

bool onr_hook_stops(const struct onr_hook_check *check)
{
    return check->stopping || check->guarded;
}

static void tell_summary(struct onr_hook_round *round)
{
    struct onr_hook_check *check = &round->check;
    struct onr_out *out = round->run->out;
    bool counted = check->lesser || check->older || check->stopping > check->told;
    onr_out_text(out, "onrecord: ");
    if (*round->where)
        onr_out_format(out, "%s: ", round->where);
    count(out, check->drafts, "draft", "drafts");
    onr_out_text(out, " checked, ");
    if (check->guarded)
        count(out, check->guarded, "protected name stops it", "protected names stop it");
    else if (check->stopping)
        count(out, check->stopping, "finding on new lines stops it", "findings on new lines stop it");
    else
        onr_out_text(out, check->unreadable ? "the others have nothing that stops it"
                                            : "nothing stops it");
    if (!check->guarded)
        tell_rest(round);
    if (counted && round->more[0])
        onr_out_format(out, "; all: %s", round->more);
    onr_out_char(out, '\n');
    bool passable = check->stopping || check->unreadable;
    if (passable && !check->guarded && round->run->event->bypass)
        onr_out_format(out, "onrecord: to go on all the same: %s\n", round->run->event->bypass);
}

enum onr_hook_result onr_hook_round_tell(struct onr_hook_round *round)
{
    struct onr_hook_check *check = &round->check;
    struct onr_out *out = round->run->out;
    bool silent = check->drafts == 0 && check->left_out == 0 && check->unreadable == 0 &&
                  check->guarded == 0;
    if (check->guarded)
        onr_out_bytes(out, check->hits.bytes, check->hits.length);
    else
        onr_out_bytes(out, check->lines.bytes, check->lines.length);
    if (check->stopping > check->told && !check->guarded)
        onr_out_format(out, "… and %zu more\n", check->stopping - check->told);
    if (!silent)
        tell_summary(round);
    if (check->unreadable)
        return ONR_HOOK_FAILS;
    return onr_hook_stops(check) ? ONR_HOOK_STOPS : ONR_HOOK_PASSES;
}

/* ---- Checking ---------------------------------------------------------------------------------- */

int onr_hook_round_open(struct onr_hook_round *round, struct onr_hook_run *run, const char *where,
                      struct onr_git_query *query, struct onr_problem *problem)
{
    memset(round, 0, sizeof *round);
    round->run = run;
    round->where = where;
    if (query->side == ONR_GIT_STAGED)
        strcpy(round->more, "onrecord review --staged");
    else if (query->side == ONR_GIT_INCOMING && query->hidden_id)
        snprintf(round->more, sizeof round->more, "onrecord review %.12s..%.12s",
                 query->hidden_id, query->new_);
    round->check = (struct onr_hook_check){
        .git = run->git,
        .repository = run->repository,
        .standards = &run->standards,
        .fail_on = run->fail_on,
        .guards = &run->guards};
    static const struct onr_guards none;
    if (query->side != ONR_GIT_STAGED) /* those are shown commit by commit */
        round->check.guards = &none;
    query->takes = onr_standards_takes;
    query->context = &run->standards;
    query->others = round->check.guards->count > 0;
    onr_hook_check_open(&round->check);
    if (onr_hook_standards(run, problem) != 0 ||
        run->git->changes(run->repository, query, &round->changes, problem) != 0)
        return -1;
    onr_standards_pass_over(&run->standards, &round->changes);
    return onr_hook_check_changes(&round->check, &round->changes, problem);
}

static int guard_text(struct onr_hook_check *check, enum onr_guarded what, const char *where,
                      const char *text, struct onr_problem *problem)
{
    long hits =
        onr_guards_look(check->guards, what, where, text, strlen(text), &check->hits);
    if (hits < 0)
        onr_problem_set(problem, "%s could not be looked through for what is protected", where);
    else
        check->guarded += (size_t)hits;
    return hits < 0 ? -1 : 0;
}

static int guard_files(struct onr_hook_round *round, const struct onr_git_commit *commit,
                       struct onr_problem *problem)
{
    struct onr_hook_run *run = round->run;
    struct onr_git_changes changes;
    struct onr_git_query query = {.side = ONR_GIT_REVISION,
                                  .new_ = commit->id,
                                  .takes = onr_standards_takes,
                                  .context = &run->standards,
                                  .others = true};
    if (run->git->changes(run->repository, &query, &changes, problem) != 0)
        return -1;
    int error = 0;
    for (size_t i = 0; i < changes.count && !error; i++) {
        struct onr_git_change *change = &changes.at[i];
        if (onr_hook_has_text(change))
            error = run->git->load(run->repository, change, problem);
        if (!error)
            error = onr_hook_guard_change(&round->check, change, commit->id, problem);
        run->git->unload(change);
    }
    run->git->forget(&changes);
    return error;
}

static int guard_commit(struct onr_hook_round *round, const struct onr_git_commit *commit,
                        struct onr_problem *problem)
{
    char where[60];
    snprintf(where, sizeof where, "the message of %.10s", commit->id);
    if (guard_text(&round->check, ONR_GUARDED_MESSAGE, where, commit->message, problem) != 0)
        return -1;
    snprintf(where, sizeof where, "the people of %.10s", commit->id);
    if (guard_text(&round->check, ONR_GUARDED_AUTHOR, where, commit->people, problem) != 0)
        return -1;
    return guard_files(round, commit, problem);
}

int onr_hook_round_guard(struct onr_hook_round *round, const struct onr_git_query *query,
                         struct onr_problem *problem)
{
    struct onr_hook_run *run = round->run;
    struct onr_git_commits commits;
    if (run->guards.count == 0)
        return 0;
    round->check.guards = &run->guards;
    if (run->git->log(run->repository, query, SIZE_MAX, &commits, problem) != 0)
        return -1;
    int error = 0;
    for (size_t i = 0; i < commits.count && !error; i++)
        error = guard_commit(round, &commits.at[i], problem);
    run->git->drop(&commits);
    return error;
}

void onr_hook_round_close(struct onr_hook_round *round)
{
    onr_hook_check_close(&round->check);
    round->run->git->forget(&round->changes);
}

bool onr_hook_is_skipped(struct onr_hook_run *run)
{
    const char *skip = getenv("ONRECORD_SKIP");
    const char *why = skip && *skip && strcmp(skip, "0") != 0 ? "ONRECORD_SKIP is set"
                      : run->git->setting(run->repository, "onrecord.skip")
                          ? "git config onrecord.skip is true"
                          : NULL;
    if (why)
        onr_out_format(run->out, "onrecord: the drafts were not checked: %s\n", why);
    return why != NULL;
}
