/* Loading the git module, and only where there is a repository to ask about. */
#ifndef ONR_GIT_LOAD_H
#define ONR_GIT_LOAD_H

#include <stdbool.h>

#include "git/module.h"

/* The module of one run of the program. Begins as all zero. */
struct onr_git {
    void *handle;                        /* of the loaded object */
    const struct onr_git_module *module; /* NULL until it is loaded */
    bool tried;                          /* loading was tried: it is not tried twice */
};

/*
 * Another of the module's tables, by the name of its symbol; NULL where the module cannot be loaded
 * or has none, with *why told.
 */
const void *onr_git_table(struct onr_git *git, const char *symbol, const char **why);
/* Whether a folder, or one above it, holds a .git. Asks the file system only. */
bool onr_git_surrounds(const char *folder);

/*
 * The module, loaded at the first call: from ONRECORD_GIT_MODULE where that is set, else from
 * beside the program, else from where it was installed. NULL where it cannot be loaded; then *why
 * tells at the first call, and is NULL at every later one.
 */
const struct onr_git_module *onr_git_load(struct onr_git *git, const char **why);
/* Why a file was not looked into, "binary"; NULL for what nobody would miss. Static. */
const char *onr_git_skip_reason(enum onr_git_skip skip);
void onr_git_unload(struct onr_git *git);

#endif
