/*
 * Whose standards hold for the drafts of a repository: what their projects' files say, found upward
 * from each draft in the work tree, or in a commit where only that is to be trusted.
 */
#ifndef ONR_REVIEW_STANDARDS_H
#define ONR_REVIEW_STANDARDS_H

#include "config/branch.h"
#include "config/config.h"
#include "git/module.h"

/* Stays where it was opened: parts of it point at others. */
struct onr_standards {
    const struct onr_git_module *git;      /* borrowed */
    struct onr_git_repository *repository; /* borrowed */
    const char *root;                      /* of the work tree, borrowed; NULL: files of a commit */
    char commit[ONR_GIT_ID];               /* that commit; "" where there is none yet */
    struct onr_given given;                /* the command line */
    struct onr_branch branch;              /* the files of the commit */
    struct onr_configs *configs;           /* owned; NULL before open */
    struct onr_problem problem;            /* the first file that is wrong; "" for none */
};

/*
 * Opens what holds in a repository. trusted is a revision that alone is read from, or NULL for the
 * work tree, of which a bare repository has none: then it is HEAD. A revision that names no commit
 * yet has no files. Strings are borrowed. Returns 0, or -1 with the problem filled. In either case
 * the caller closes it.
 */
int onr_standards_open(struct onr_standards *standards, const struct onr_git_module *git,
                       struct onr_git_repository *repository, const struct onr_given *given,
                       const char *trusted, struct onr_problem *problem);
void onr_standards_close(struct onr_standards *standards);

/*
 * What holds for a draft by its path seen from the root, whether it is there or not. Borrowed. NULL
 * with the problem filled where a file is wrong.
 */
const struct onr_config *onr_standards_of(struct onr_standards *standards, const char *path,
                                          struct onr_problem *problem);
/* Whether a path is one that drafts have, by include or its ending; for onr_git_query. */
bool onr_standards_takes(void *standards, const char *path);
/* Marks drafts that `exclude` names, and lists of the newsroom's own, as unwanted. */
void onr_standards_pass_over(struct onr_standards *standards, struct onr_git_changes *changes);

#endif
