/* What a hook does when git runs it. */
#ifndef ONR_HOOK_RUN_H
#define ONR_HOOK_RUN_H

#include "git/module.h"
#include "hook/check.h"
#include "hook/events.h"
#include "present/out.h"

struct onr_hook_run {
    const struct onr_git_module *git;      /* borrowed */
    struct onr_git_repository *repository; /* borrowed */
    struct onr_given given;                /* options the hook was installed with */
    int fail_on;                           /* an onr_severity, or one above all for never */
    const char *trusted;                   /* the ref whose files hold when a push arrives; NULL: HEAD */
    struct onr_standards standards;        /* what holds, once asked for; all zero at first */
    const struct onr_hook_event *event;    /* which hook */
    char *const *arguments;                /* what git hands over, ended by NULL */
    struct onr_guards guards;              /* who else looks; all zero at first */
    struct onr_out *out;                   /* standard error: findings and the summary */
};

enum onr_hook_result {
    ONR_HOOK_PASSES,
    ONR_HOOK_STOPS,  /* something stops the commit or the push */
    ONR_HOOK_FAILS,  /* it could not be checked; the reason was told */
};

/*
 * Does what the event asks for. Nothing is written to the repository but the note on a commit that
 * was made unchecked; nothing is asked of a terminal or of the network.
 */
enum onr_hook_result onr_hook_do(struct onr_hook_run *run);

#endif
