#include "hook/events.h"

#include <string.h>

#define NO_VERIFY "git commit --no-verify"

/*
 * Left out of those that are only passed on: hooks whose mere presence changes what git does
 * (push-to-checkout, proc-receive), and those that git runs at every step
 * (reference-transaction, post-index-change).
 */
static const struct onr_hook_event events[] = {
    {"pre-commit", ONR_HOOK_COMMIT, ONR_HOOK_CHECK_STAGED, false, NO_VERIFY},
    {"pre-merge-commit", ONR_HOOK_COMMIT, ONR_HOOK_CHECK_STAGED, false, "git merge --no-verify"},
    {"pre-applypatch", ONR_HOOK_COMMIT, ONR_HOOK_CHECK_STAGED, false, "ONRECORD_SKIP=1 git am"},
    {"post-commit", ONR_HOOK_COMMIT, ONR_HOOK_NOTE_UNCHECKED, false, NULL},
    {"post-applypatch", ONR_HOOK_COMMIT, ONR_HOOK_NOTE_UNCHECKED, false, NULL},
    {"commit-msg", ONR_HOOK_COMMIT_MSG, ONR_HOOK_CHECK_MESSAGE, false, NO_VERIFY},
    {"pre-push", ONR_HOOK_PRE_PUSH, ONR_HOOK_CHECK_PUSHED, true, "git push --no-verify"},
    {"pre-receive", ONR_HOOK_PRE_RECEIVE, ONR_HOOK_CHECK_RECEIVED, true,
     "git push -o onrecord.override=REASON, where the server allows it"},
    {"applypatch-msg", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, false, NULL},
    {"prepare-commit-msg", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, false, NULL},
    {"pre-rebase", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, false, NULL},
    {"post-checkout", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, false, NULL},
    {"post-merge", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, false, NULL},
    {"post-rewrite", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, true, NULL},
    {"pre-auto-gc", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, false, NULL},
    {"sendemail-validate", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, false, NULL},
    {"update", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, false, NULL},
    {"post-receive", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, true, NULL},
    {"post-update", ONR_HOOK_PASSED, ONR_HOOK_NOTHING, false, NULL},
};

const struct onr_hook_event *onr_hook_event_at(size_t index)
{
    return index < sizeof events / sizeof *events ? &events[index] : NULL;
}

const struct onr_hook_event *onr_hook_event_find(const char *name)
{
    const struct onr_hook_event *event;
    for (size_t i = 0; (event = onr_hook_event_at(i)); i++)
        if (strcmp(event->name, name) == 0)
            return event;
    return NULL;
}
