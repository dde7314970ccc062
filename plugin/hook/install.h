/* Putting hooks where git looks for them, and taking them away again. */
#ifndef ONR_HOOK_INSTALL_H
#define ONR_HOOK_INSTALL_H

#include <stdbool.h>

#include "git/module.h"
#include "present/out.h"

struct onr_hook_install {
    const struct onr_git_module *git;      /* borrowed */
    struct onr_git_repository *repository; /* borrowed; NULL for all repositories of the user */
    unsigned sets;                         /* bits of onr_hook_set */
    const char *const *options;            /* option_count words that the hook hands on */
    int option_count;                      /* how many */
    struct onr_out *out;                   /* what was done is told here */
};

/*
 * Installs the hooks of the sets; a hook that is there already is kept beside and run before ours.
 * Each hook is put in place in one step: it is never missing or half written. Returns 0, or -1 with
 * the problem filled.
 */
int onr_hook_install(const struct onr_hook_install *install, struct onr_problem *problem);
/* Takes our hooks of the sets away and puts back those that were there before. */
int onr_hook_uninstall(const struct onr_hook_install *install, struct onr_problem *problem);
/* Tells of each hook what is there. *whole is whether all hooks of the sets are in working order. */
int onr_hook_status(const struct onr_hook_install *install, bool *whole,
                    struct onr_problem *problem);

#endif
