/*
 * Who may look at what is about to leave the reporter's hands and stop it, beside the check of
 * drafts: one row of the table in guards.c each. Everything a hook reads passes here once: the text
 * and the name of every file that a commit or a push adds or changes, messages, authors.
 */
#ifndef ONR_HOOK_GUARD_H
#define ONR_HOOK_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"
#include "present/out.h"

/* What a guard is shown. */
enum onr_guarded {
    ONR_GUARDED_TEXT,    /* the whole text of a file as it is staged or pushed */
    ONR_GUARDED_NAME,    /* the path of a file */
    ONR_GUARDED_MESSAGE, /* the message of a commit */
    ONR_GUARDED_AUTHOR,  /* name or address of its author or committer */
};

struct onr_guard {
    /*
     * Makes ready. Returns 0 with *state, which close frees; 1 where there is nothing to look for;
     * -1 with the problem filled: then nothing may pass.
     */
    int (*open)(void **state, struct onr_problem *problem);
    /*
     * Looks at length bytes that belong to `where` (a path, "the commit message"). Returns the hits,
     * each told on out in a line of its own; -1 where it could not look.
     */
    long (*look)(void *state, enum onr_guarded what, const char *where, const char *bytes,
                 size_t length, struct onr_out *out);
    void (*close)(void *state);
};

#define ONR_GUARDS 4 /* rows there is room for */

extern const struct onr_guard onr_guard_protected;

/* The table, ended by NULL. */
extern const struct onr_guard *const onr_guard_rows[ONR_GUARDS + 1];

/* The guards that have something to look for. Begins as all zero. */
struct onr_guards {
    const struct onr_guard *at[ONR_GUARDS]; /* count guards; static */
    void *state[ONR_GUARDS];                /* of each; owned */
    size_t count;                           /* how many */
};

/* Makes all guards ready. Returns 0, or -1 with the problem filled. In either case close is called. */
int onr_guards_open(struct onr_guards *guards, struct onr_problem *problem);
/* Shows all guards something. Returns the hits, or -1 where one could not look. */
long onr_guards_look(const struct onr_guards *guards, enum onr_guarded what, const char *where,
                     const char *bytes, size_t length, struct onr_out *out);
void onr_guards_close(struct onr_guards *guards);

#endif
