/* Files and folders of a commit, by their paths. */
#include <stdlib.h>
#include <string.h>

#include "git/repository.h"

/* What a commit has at a path. 1, 0 where there is nothing, -1 with the problem filled. */
static int find_entry(struct onr_git_repository *repository, const char *commit, const char *path,
                      git_tree_entry **entry, struct onr_problem *problem)
{
    git_commit *found;
    git_tree *tree;
    if (onr_git_commit(repository, commit, &found, problem) != 0)
        return -1;
    int error = git_commit_tree(&tree, found);
    git_commit_free(found);
    if (error)
        return onr_git_fail(problem, "the files of %.10s could not be read", commit);
    error = git_tree_entry_bypath(entry, tree, path);
    git_tree_free(tree);
    if (!error)
        return 1;
    if (error != GIT_ENOTFOUND)
        return onr_git_fail(problem, "it could not be looked for");
    git_error_clear();
    return 0;
}

int onr_git_file(struct onr_git_repository *repository, const char *commit, const char *path,
                 char **bytes, size_t *length, struct onr_problem *problem)
{
    git_tree_entry *entry;
    char id[ONR_GIT_ID];
    int found = find_entry(repository, commit, path, &entry, problem);
    if (found <= 0)
        return found;
    git_filemode_t mode = git_tree_entry_filemode(entry);
    onr_git_id_text(id, git_tree_entry_id(entry));
    git_tree_entry_free(entry);
    if (mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE)
        return onr_git_blob(repository, id, bytes, length, problem) == 0 ? 1 : -1;
    onr_git_say(problem, "it is committed as a %s; commit the file itself in its place",
                mode == GIT_FILEMODE_LINK ? "link" : "folder");
    return -1;
}

/* The names of a tree, each ended by a NUL. */
static char *names_of(const git_tree *tree)
{
    size_t length = 1;
    size_t count = git_tree_entrycount(tree);
    for (size_t i = 0; i < count; i++)
        length += strlen(git_tree_entry_name(git_tree_entry_byindex(tree, i))) + 1;
    char *names = calloc(1, length);
    char *at = names;
    for (size_t i = 0; i < count && names; i++)
        at = stpcpy(at, git_tree_entry_name(git_tree_entry_byindex(tree, i))) + 1;
    return names;
}

static int list_tree(git_tree *tree, char **names, struct onr_problem *problem)
{
    *names = names_of(tree);
    git_tree_free(tree);
    if (*names)
        return 1;
    onr_git_say(problem, "memory ran out; close other programs and try again");
    return -1;
}

int onr_git_folder(struct onr_git_repository *repository, const char *commit, const char *path,
                   char **names, struct onr_problem *problem)
{
    git_tree_entry *entry = NULL;
    git_commit *root;
    git_tree *tree;
    int found = *path ? find_entry(repository, commit, path, &entry, problem) : 1;
    if (found <= 0)
        return found;
    int error = entry ? 0 : onr_git_commit(repository, commit, &root, problem);
    if (error)
        return -1;
    if (!entry) {
        error = git_commit_tree(&tree, root);
        git_commit_free(root);
    } else {
        bool is_folder = git_tree_entry_filemode(entry) == GIT_FILEMODE_TREE;
        error = is_folder ? git_tree_lookup(&tree, repository->handle, git_tree_entry_id(entry)) : 0;
        git_tree_entry_free(entry);
        if (!is_folder) {
            onr_git_say(problem, "it is no folder");
            return -1;
        }
    }
    return error ? onr_git_fail(problem, "its files could not be read") : list_tree(tree, names, problem);
}
