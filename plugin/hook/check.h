/* The check of what a change adds to drafts: what stops it, what is only counted, what is told. */
#ifndef ONR_HOOK_CHECK_H
#define ONR_HOOK_CHECK_H

#include "git/module.h"
#include "hook/guard.h"
#include "onrecord.h"
#include "present/out.h"
#include "review/standards.h"

/* One check. Where a guard found something, its hits alone are told: the rest quotes the drafts. */
struct onr_hook_check {
    const struct onr_git_module *git;      /* borrowed */
    struct onr_git_repository *repository; /* borrowed */
    struct onr_standards *standards;       /* what holds for each draft; borrowed */
    int fail_on;                           /* from which onr_severity on a finding stops it */
    const struct onr_guards *guards;       /* who else looks; borrowed, may be empty */
    struct onr_out lines;                  /* findings that stop the change, a screen at most */
    struct onr_out hits;                   /* what guards found */
    struct onr_out skipped;                /* drafts that were not looked into, and why */
    size_t drafts;                         /* drafts that were analyzed */
    size_t stopping;                       /* findings that stop the change */
    size_t told;                           /* lines told of them */
    size_t lesser;                         /* findings on new lines that do not stop it */
    size_t older;                          /* findings that were there before */
    size_t left_out;                       /* drafts that were not looked into */
    size_t unreadable;                     /* drafts that could not be analyzed */
    size_t guarded;                        /* hits of guards */
};

void onr_hook_check_open(struct onr_hook_check *check);
void onr_hook_check_close(struct onr_hook_check *check);
/*
 * Checks all taken drafts of a change, and shows every file to the guards. May set the skip of what
 * turns out to be no text. Returns 0, or -1 with the problem filled.
 */
int onr_hook_check_changes(struct onr_hook_check *check, struct onr_git_changes *changes,
                           struct onr_problem *problem);

/*
 * Shows name and text of a changed file, loaded where it has one, to the guards; commit is the id of
 * the commit it is of, NULL for what is staged. Returns 0, or -1 with the problem filled.
 */
int onr_hook_guard_change(struct onr_hook_check *check, const struct onr_git_change *change,
                          const char *commit, struct onr_problem *problem);
/* Whether a changed file has a text that guards may look at. */
bool onr_hook_has_text(const struct onr_git_change *change);

#endif
