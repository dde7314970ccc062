/* What the commands that read a repository share. */
#ifndef ONR_CLI_REPOSITORY_H
#define ONR_CLI_REPOSITORY_H

#include "git/load.h"

/* The module and the repository around the current folder. */
struct onr_access {
    struct onr_git git;                    /* the module */
    struct onr_git_repository *repository; /* NULL where none was asked for */
};

/*
 * Loads the module and opens the repository that git's environment names, else the one around a
 * folder (NULL for the current one). Returns an onr_exit, with the reason told where it is not
 * ONR_EXIT_CLEAN. In either case the caller closes it.
 */
int onr_access_module(struct onr_access *access);
int onr_access_open(struct onr_access *access, const char *folder);
void onr_access_close(struct onr_access *access);

#endif
