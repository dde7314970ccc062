/* The text of a hook: a script for /bin/sh that needs nothing of the user's environment. */
#ifndef ONR_HOOK_SCRIPT_H
#define ONR_HOOK_SCRIPT_H

#include <stdbool.h>

#include "hook/events.h"
#include "present/out.h"

#define ONR_HOOK_SUFFIX ".before-onrecord" /* of a hook that was there before */

struct onr_hook_script {
    const struct onr_hook_event *event; /* static */
    const char *program;                /* absolute path of onrecord */
    const char *const *options;         /* option_count words for onrecord hook run */
    int option_count;                   /* how many */
    bool global;                        /* it also runs the hook of the repository itself */
};

void onr_hook_script_write(struct onr_out *out, const struct onr_hook_script *script);
/* Whether the file at a path is a hook of ours. False where it cannot be read. */
bool onr_hook_is_ours(const char *path);
/* The program that a hook of ours runs; the caller frees it. NULL where it is not told. */
char *onr_hook_program(const char *path);

#endif
