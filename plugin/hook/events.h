/* The moments at which git runs a hook, and what onrecord does at each. */
#ifndef ONR_HOOK_EVENTS_H
#define ONR_HOOK_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

/* What is installed together, one bit each. */
enum onr_hook_set {
    ONR_HOOK_COMMIT = 1 << 0,      /* before a commit, and the note after one that was not checked */
    ONR_HOOK_COMMIT_MSG = 1 << 1,  /* on the message of a commit */
    ONR_HOOK_PRE_PUSH = 1 << 2,    /* before a push */
    ONR_HOOK_PRE_RECEIVE = 1 << 3, /* on a server, before a push is taken */
    ONR_HOOK_ALL = (1 << 4) - 1,
    ONR_HOOK_PASSED = 1 << 4,      /* nothing: a global folder passes it on to the repository */
};

/* What is done. */
enum onr_hook_deed {
    ONR_HOOK_CHECK_STAGED,
    ONR_HOOK_NOTE_UNCHECKED,
    ONR_HOOK_CHECK_MESSAGE,
    ONR_HOOK_CHECK_PUSHED,
    ONR_HOOK_CHECK_RECEIVED,
    ONR_HOOK_NOTHING,
};

struct onr_hook_event {
    const char *name;        /* as git names the hook */
    enum onr_hook_set set;   /* what it is installed with */
    enum onr_hook_deed deed; /* what is done */
    bool reads;              /* git tells it something on standard input */
    const char *bypass;      /* how to do without it; NULL where it stops nothing */
};

/* The event by index, or NULL past the last; by name, or NULL. Static. */
const struct onr_hook_event *onr_hook_event_at(size_t index);
const struct onr_hook_event *onr_hook_event_find(const char *name);

#endif
