/*
 * All that a commit would carry, and all that history carries: contents, paths, messages, people,
 * the names of branches and tags. A table of its own in the git module (module.h).
 */
#ifndef ONR_GIT_REACH_H
#define ONR_GIT_REACH_H

#include <stdbool.h>
#include <stddef.h>

#define ONR_GIT_REACH_SYMBOL "onr_git_reach"
#define ONR_GIT_REACH_VERSION 1 /* raised when a struct changes */

enum onr_reach_kind {
    ONR_REACH_CONTENT, /* of a file */
    ONR_REACH_PATH,    /* of a file */
    ONR_REACH_MESSAGE, /* of a commit or a tag, or one that is being written */
    ONR_REACH_PERSON,  /* "name <address>" of an author or committer */
    ONR_REACH_REF,     /* the name of a branch or a tag */
};

/* Borrowed until the call returns. */
struct onr_reach_item {
    enum onr_reach_kind kind;
    const char *path;   /* of the file, from the root of the work tree; NULL where there is none */
    const char *commit; /* the first digits of the commit or tag; NULL for what is not committed */
    const char *bytes;  /* what is to be looked at; for a path, the path */
    size_t length;      /* bytes of it */
};

struct onr_reach_calls {
    void *context;                                                        /* handed to each */
    bool (*item)(void *context, const struct onr_reach_item *item);       /* false ends it */
    void (*missing)(void *context, const char *path, const char *object); /* cannot be read */
    void (*progress)(void *context, size_t done, size_t all);             /* commits */
};

struct onr_git_reach {
    int version; /* ONR_GIT_REACH_VERSION */
    /*
     * What the next commit of the repository around the current folder would carry: the files that
     * differ from HEAD as they stand in the index git names, their paths, who commits, the branch,
     * and messages that git has prepared. Returns how many files, or -1 with *why (static) told.
     */
    long (*staged)(const struct onr_reach_calls *calls, const char **why);
    /*
     * All that can be reached from any reference or HEAD, the oldest first, each content once.
     * Returns how many commits, or -1 with *why told.
     */
    long (*history)(const struct onr_reach_calls *calls, const char **why);
};

#endif
