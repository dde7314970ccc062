/* One listing of what changed: its sides, and what the files of the module share about it. */
#ifndef ONR_GIT_LISTING_H
#define ONR_GIT_LISTING_H

#include "git/repository.h"

/* The older sides of a change: NULL among them is the empty tree. */
struct onr_git_bases {
    git_tree **at;
    size_t count;
};

struct onr_git_listing {
    struct onr_git_repository *repository;
    const struct onr_git_query *query;
    struct onr_git_changes *changes;
    struct onr_git_bases bases;
    git_tree *tree;            /* the newer side, where it is a commit */
    git_index *index;          /* the newer side, where it is what is staged */
    git_attr_options settings; /* where .gitattributes are read */
    struct onr_problem *problem;
};

/*
 * Finds the older sides and opens the newer one, as the query says. Returns 0, or -1 with the problem
 * filled. In either case the caller closes them.
 */
int onr_git_open_sides(struct onr_git_listing *listing);
void onr_git_close_sides(struct onr_git_listing *listing);
/* The difference between the first older side and the newer one; an error of libgit2's. */
int onr_git_diff(struct onr_git_listing *listing, git_diff **result, git_diff_options *options);

#endif
