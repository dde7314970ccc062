/*
 * Which versions of which drafts were checked before a commit. The hook that runs before the commit
 * writes it and the one that runs after it reads it: what is missing was committed unchecked.
 */
#ifndef ONR_HOOK_CHECKED_H
#define ONR_HOOK_CHECKED_H

#include "git/module.h"

/* Remembers all taken drafts of a change. Where nothing can be kept, nothing is. */
void onr_checked_add(const struct onr_git_changes *changes);
/*
 * How many taken drafts of a change were not checked; -1 where nothing is kept and none can be
 * told.
 */
int onr_checked_missing(const struct onr_git_changes *changes);

#endif
