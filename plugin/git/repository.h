/* What the files of the module share. */
#ifndef ONR_GIT_REPOSITORY_H
#define ONR_GIT_REPOSITORY_H

#include <git2.h>

#include "git/module.h"

#define ONR_GIT_NOTES "refs/notes/onrecord"

struct onr_git_repository {
    git_repository *handle;
    git_index *index; /* the one git names; opened when it is asked for */
};

/* Fills the problem with what was tried and what libgit2 says of it. Returns -1. */
__attribute__((format(printf, 2, 3))) int onr_git_fail(struct onr_problem *problem,
                                                       const char *format, ...);
/* Fills the problem with this alone. */
__attribute__((format(printf, 2, 3))) void onr_git_say(struct onr_problem *problem,
                                                       const char *format, ...);
/* The index that git names. Borrowed. */
int onr_git_index(struct onr_git_repository *repository, git_index **index,
                  struct onr_problem *problem);
/* The commit a revision names; the caller frees it. */
int onr_git_commit(struct onr_git_repository *repository, const char *revision,
                   git_commit **commit, struct onr_problem *problem);
void onr_git_id_text(char text[ONR_GIT_ID], const git_oid *id);
/* A walk over the commits that a query of INCOMING is about, the newest first. */
int onr_git_walk_arriving(git_revwalk **walk, struct onr_git_repository *repository,
                          const struct onr_git_query *query, const git_oid *newest);
/* Adds a commit to a list, with what is noted on it. Returns it, or NULL where memory runs out. */
struct onr_git_commit *onr_git_add_commit(struct onr_git_repository *repository,
                                          struct onr_git_commits *commits, git_commit *commit);

/* The functions of the module's table, file by file. */
struct onr_git_repository *onr_git_open(const char *folder, struct onr_problem *problem);
void onr_git_release(struct onr_git_repository *repository);
const char *onr_git_root(struct onr_git_repository *repository);
int onr_git_inside(struct onr_git_repository *repository, const char *path, char **inside,
                   struct onr_problem *problem);
int onr_git_resolve(struct onr_git_repository *repository, const char *revision,
                    char id[ONR_GIT_ID], struct onr_problem *problem);
int onr_git_hooks(struct onr_git_repository *repository, struct onr_git_hooks *hooks,
                  struct onr_problem *problem);
bool onr_git_setting(struct onr_git_repository *repository, const char *name);
int onr_git_configure(const char *name, const char *value, struct onr_problem *problem);

int onr_git_changes(struct onr_git_repository *repository, const struct onr_git_query *query,
                    struct onr_git_changes *changes, struct onr_problem *problem);
void onr_git_forget(struct onr_git_changes *changes);
int onr_git_load_change(struct onr_git_repository *repository, struct onr_git_change *change,
                        struct onr_problem *problem);
void onr_git_unload_change(struct onr_git_change *change);
void onr_git_encoding(struct onr_git_repository *repository, const char *path, char encoding[40]);
int onr_git_blob(struct onr_git_repository *repository, const char *id, char **bytes,
                 size_t *length, struct onr_problem *problem);
int onr_git_file(struct onr_git_repository *repository, const char *commit, const char *path,
                 char **bytes, size_t *length, struct onr_problem *problem);
int onr_git_folder(struct onr_git_repository *repository, const char *commit, const char *path,
                   char **names, struct onr_problem *problem);

int onr_git_history(struct onr_git_repository *repository, const char *path,
                    const char *revision, struct onr_git_commits *commits,
                    struct onr_problem *problem);
int onr_git_log(struct onr_git_repository *repository, const struct onr_git_query *query,
                size_t most, struct onr_git_commits *commits, struct onr_problem *problem);
void onr_git_drop(struct onr_git_commits *commits);
int onr_git_note(struct onr_git_repository *repository, const char *revision, const char *text,
                 struct onr_problem *problem);

#endif
