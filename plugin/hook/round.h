/* One change that a hook checks: opened, told of, closed. */
#ifndef ONR_HOOK_ROUND_H
#define ONR_HOOK_ROUND_H

#include "hook/run.h"

/* One change that is checked, with how it is told. */
struct onr_hook_round {
    struct onr_hook_run *run;
    struct onr_hook_check check;
    struct onr_git_changes changes;
    const char *where; /* "": staged; else what the lines below are about, a ref */
    char more[64];     /* the command that lists what is only counted; "" where there is none */
};

/* Opens what holds for the drafts of a run, once. Returns 0, or -1 with the problem filled. */
int onr_hook_standards(struct onr_hook_run *run, struct onr_problem *problem);
/*
 * Lists and checks what a query is about. where is "" for what is staged, else a ref, which is told
 * before the summary. Returns 0, or -1 with the problem filled. In either case close is called.
 */
int onr_hook_round_open(struct onr_hook_round *round, struct onr_hook_run *run, const char *where,
                        struct onr_git_query *query, struct onr_problem *problem);
void onr_hook_round_close(struct onr_hook_round *round);
/* Tells the findings and the summary, and returns what follows from them. */
enum onr_hook_result onr_hook_round_tell(struct onr_hook_round *round);
/*
 * Shows every commit of a query to the guards by itself: what one adds and another takes away again
 * is pushed all the same. Returns 0, or -1 with the problem filled.
 */
int onr_hook_round_guard(struct onr_hook_round *round, const struct onr_git_query *query,
                         struct onr_problem *problem);
/* Whether something was found that stops the change. */
bool onr_hook_stops(const struct onr_hook_check *check);
/* Tells a problem. Returns ONR_HOOK_FAILS. */
enum onr_hook_result onr_hook_fail(struct onr_hook_run *run, const struct onr_problem *problem);
/* Whether the user asked to pass the check over, which is told. */
bool onr_hook_is_skipped(struct onr_hook_run *run);

/* What git runs before a push, and on a server when one arrives. */
enum onr_hook_result onr_hook_check_push(struct onr_hook_run *run);
enum onr_hook_result onr_hook_check_arrival(struct onr_hook_run *run);

#endif
