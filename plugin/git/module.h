/*
 * What the program asks of git, answered by a module that is loaded only when it is asked.
 *
 * libgit2 takes several times as long to start as the rest of the program, so the program is not
 * linked with it. The module is one shared object with one symbol, ONR_GIT_SYMBOL, of struct
 * onr_git_module.
 */
#ifndef ONR_GIT_MODULE_H
#define ONR_GIT_MODULE_H

#include <stdbool.h>

#define ONR_GIT_SYMBOL "onr_git_module"
#define ONR_GIT_VERSION 1 /* raised when the struct changes */

struct onr_git_tree; /* the work tree around a folder */

struct onr_git_module {
    int version; /* ONR_GIT_VERSION */
    /*
     * Opens the work tree a folder lies in, or returns NULL with *why (static or the library's)
     * told.
     */
    struct onr_git_tree *(*open)(const char *folder, const char **why);
    /*
     * Whether git ignores a path below the folder given to open. What is tracked is never ignored.
     */
    bool (*ignored)(struct onr_git_tree *tree, const char *path, bool folder);
    void (*close)(struct onr_git_tree *tree); /* NULL is legal */
};

#endif
