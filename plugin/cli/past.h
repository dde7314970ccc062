/* What git has of a draft, for the page. */
#ifndef ONR_CLI_PAST_H
#define ONR_CLI_PAST_H

#include "git/load.h"
#include "present/present.h"
#include "review/version.h"

#define ONR_PAST_MOST 50 /* versions that are shown, the newest */

/* The versions of one draft. Begins as all zero; the caller closes it. */
struct onr_past_of_draft {
    struct onr_git_commits commits; /* all there are; owned */
    struct onr_versions versions;   /* of the newest; owned */
    struct onr_past past;           /* of the newest, for the view; owned, borrows from the commits */
};

/*
 * Reads what HEAD and the commits before it have of a draft. Where it lies in no repository, is in
 * no commit, comes from standard input or the module cannot be loaded, there are no versions, and
 * that is no error. `files` is the print of the files
 * that the options come from (onr_config_print); `encoding` is what the command line says, or NULL. -1 with the problem filled
 * where there is a repository that cannot be read.
 */
int onr_past_read(struct onr_past_of_draft *of, struct onr_git *git, const char *path,
                  const struct onr_options *options, uint64_t files, const char *encoding,
                  struct onr_problem *problem);
void onr_past_close(struct onr_past_of_draft *of, const struct onr_git *git);

#endif
