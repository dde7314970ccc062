/* The check before a push, and on a server when one arrives. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hook/round.h"
#include "present/plain.h"

static void worsen(enum onr_hook_result *result, enum onr_hook_result with)
{
    if (with > *result)
        *result = with;
}

/* Commits of a push that carry the note that they were not checked. */
static void tell_noted(struct onr_hook_run *run, const struct onr_git_query *query)
{
    struct onr_git_commits commits;
    struct onr_problem problem;
    if (run->git->log(run->repository, query, 1000, &commits, &problem) != 0)
        return;
    for (size_t i = 0; i < commits.count; i++)
        if (commits.at[i].note) {
            onr_out_format(run->out, "onrecord: %.10s was not checked before the commit: ",
                           commits.at[i].id);
            onr_plain_text(run->out, commits.at[i].subject);
            onr_out_char(run->out, '\n');
        }
    run->git->drop(&commits);
}

static enum onr_hook_result check_pushed_ref(struct onr_hook_run *run, char *line)
{
    char *rest = line;
    const char *ref = strsep(&rest, " ");
    const char *new_ = strsep(&rest, " ");
    strsep(&rest, " ");
    const char *old = strsep(&rest, " ");
    char hidden[1024];
    char commit[ONR_GIT_ID];
    struct onr_hook_round round;
    struct onr_problem problem = {""};
    if (!ref || !new_ || !old || strspn(new_, "0") == strlen(new_))
        return ONR_HOOK_PASSES; /* a ref that is taken away adds nothing */
    if (run->git->resolve(run->repository, new_, commit, &problem) != 0)
        return ONR_HOOK_PASSES; /* a tag of something that is no commit */
    const char *remote = run->arguments[0] && !strchr(run->arguments[0], '/') ? run->arguments[0]
                                                                              : "";
    snprintf(hidden, sizeof hidden, "refs/remotes/%s%s*", remote, *remote ? "/" : "");
    struct onr_git_query query = {.side = ONR_GIT_INCOMING,
                                  .new_ = commit,
                                  .hidden = hidden,
                                  .hidden_id = strspn(old, "0") == strlen(old) ? NULL : old,
                                  .attributes = commit};
    tell_noted(run, &query);
    enum onr_hook_result result = onr_hook_round_open(&round, run, ref, &query, &problem) == 0 &&
                                          onr_hook_round_guard(&round, &query, &problem) == 0
                                      ? onr_hook_round_tell(&round)
                                      : onr_hook_fail(run, &problem);
    onr_hook_round_close(&round);
    return result;
}

/* The reason given by git push -o onrecord.override=REASON; NULL where there is none. */
static const char *override_reason(void)
{
    static const char key[] = "onrecord.override=";
    const char *number = getenv("GIT_PUSH_OPTION_COUNT");
    long options = number ? strtol(number, NULL, 10) : 0;
    for (long i = 0; i < options && i < 1000; i++) {
        char name[40];
        snprintf(name, sizeof name, "GIT_PUSH_OPTION_%ld", i);
        const char *value = getenv(name);
        if (value && strncmp(value, key, sizeof key - 1) == 0 && value[sizeof key - 1])
            return value + sizeof key - 1;
    }
    return NULL;
}

/* Whether a push that was stopped may pass: the server has to allow it, the reason is told. */
static enum onr_hook_result overrule(struct onr_hook_run *run, enum onr_hook_result result,
                                     bool guarded)
{
    const char *reason = override_reason();
    if (result == ONR_HOOK_PASSES || !reason)
        return result;
    if (guarded || !run->git->setting(run->repository, "onrecord.allowoverride")) {
        onr_out_text(run->out, guarded ? "onrecord: a protected name is never let through\n"
                                       : "onrecord: this server takes no override "
                                         "(git config onrecord.allowOverride)\n");
        return result;
    }
    onr_out_text(run->out, "onrecord: overridden: ");
    onr_plain_text(run->out, reason);
    onr_out_char(run->out, '\n');
    return ONR_HOOK_PASSES;
}

static enum onr_hook_result check_received_ref(struct onr_hook_run *run, char *line)
{
    char *rest = line;
    strsep(&rest, " ");
    const char *new_ = strsep(&rest, " ");
    const char *ref = strsep(&rest, " ");
    char commit[ONR_GIT_ID];
    char trusted[ONR_GIT_ID];
    struct onr_hook_round round;
    struct onr_problem problem = {""};
    if (!new_ || !ref || strspn(new_, "0") == strlen(new_))
        return ONR_HOOK_PASSES;
    if (run->git->resolve(run->repository, new_, commit, &problem) != 0)
        return ONR_HOOK_PASSES;
    const char *named = run->trusted ? run->trusted : "HEAD";
    bool trusts = run->git->resolve(run->repository, named, trusted, &problem) == 0;
    if (!trusts && run->trusted)
        return onr_hook_fail(run, &problem);
    struct onr_git_query query = {.side = ONR_GIT_INCOMING,
                                  .new_ = commit,
                                  .hidden = "refs/*",
                                  .attributes = trusts ? trusted : NULL};
    enum onr_hook_result result = onr_hook_round_open(&round, run, ref, &query, &problem) == 0 &&
                                          onr_hook_round_guard(&round, &query, &problem) == 0
                                      ? onr_hook_round_tell(&round)
                                      : onr_hook_fail(run, &problem);
    bool guarded = round.check.guarded > 0;
    onr_hook_round_close(&round);
    return overrule(run, result, guarded);
}

/* Every line that git tells on standard input. */
static enum onr_hook_result for_each_line(struct onr_hook_run *run,
                                          enum onr_hook_result (*check)(struct onr_hook_run *run,
                                                                        char *line))
{
    enum onr_hook_result result = ONR_HOOK_PASSES;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    if (isatty(STDIN_FILENO)) /* run by hand: there is nothing to wait for */
        return result;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        if (line[length - 1] == '\n')
            line[length - 1] = '\0';
        worsen(&result, check(run, line));
    }
    free(line);
    return result;
}

enum onr_hook_result onr_hook_check_push(struct onr_hook_run *run)
{
    return onr_hook_is_skipped(run) ? ONR_HOOK_PASSES : for_each_line(run, check_pushed_ref);
}

enum onr_hook_result onr_hook_check_arrival(struct onr_hook_run *run)
{
    return for_each_line(run, check_received_ref);
}
