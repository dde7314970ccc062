/* Files of a branch: configuration that is read from a commit, where there is no work tree or it is not to be trusted. */
#ifndef ONR_CONFIG_BRANCH_H
#define ONR_CONFIG_BRANCH_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"

/* Paths are absolute, the root of the branch being "/". Functions are given none with "." or ".." in it. */
struct onr_branch {
    const char *name; /* stands before paths in messages, "main:newsroom/rules" */
    void *context;    /* handed to each function */
    /* Reads a file, ended by a NUL; the caller frees it. 1, 0 where there is nothing, -1 with the problem filled. */
    int (*read)(void *context, const char *path, char **bytes, size_t *length, struct onr_problem *problem);
    /* The names in a folder, each ended by a NUL, "" after the last; the caller frees them. The same values. */
    int (*list)(void *context, const char *path, char **names, struct onr_problem *problem);
};

/* In all of these branch may be NULL: then it is the file system. Strings are owned by the caller. */

/*
 * A path that a file names, seen from the folder of that file. NULL where memory ran out, and where the path leads out
 * of the branch.
 */
char *onr_branch_path(const struct onr_branch *branch, const char *folder, const char *path);
/* A path as it is shown. */
char *onr_branch_shown(const struct onr_branch *branch, const char *path);
/* Whether there is something at a path: a file or, of the file system, a link to one. */
bool onr_branch_has_file(const struct onr_branch *branch, const char *path);
/* Reads a file as a document. 0, or -1 with the problem filled. */
int onr_branch_read(const struct onr_branch *branch, const char *path, struct onr_document *document,
                    struct onr_problem *problem);
/*
 * The names in a folder that are not hidden, as onr_branch.list gives them, in their order. 0, or -1 with the reason in
 * problem.
 */
int onr_branch_list(const struct onr_branch *branch, const char *folder, char **names, struct onr_problem *problem);
/* The .onrecord file at or above a folder, an absolute path, or NULL where there is none. */
char *onr_project_file(const struct onr_branch *branch, const char *folder);

#endif
