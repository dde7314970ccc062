#include "git/repository.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct onr_git_tree {
    git_repository *repository;
    git_index *index; /* what is tracked; NULL where it cannot be read */
    char *folder;     /* the folder as the program names it */
    char *prefix;     /* the same folder as seen from the work tree's root: "" or "drafts/" */
};

extern const struct onr_git_module onr_git_module;

static void close_tree(struct onr_git_tree *tree)
{
    if (!tree)
        return;
    git_index_free(tree->index);
    git_repository_free(tree->repository);
    free(tree->folder);
    free(tree->prefix);
    free(tree);
    git_libgit2_shutdown();
}

/*
 * The folder seen from the root of the work tree, with a slash at its end; NULL where it is
 * outside.
 */
static char *prefix_of(const char *root, const char *folder)
{
    char *real_root = realpath(root, NULL);
    char *real = realpath(folder, NULL);
    char *prefix = NULL;
    size_t length = real_root ? strlen(real_root) : 0;
    if (length == 1) /* the root of all: its slash begins every path */
        length = 0;
    if (real_root && real && strncmp(real_root, real, length) == 0 &&
        (real[length] == '/' || real[length] == '\0')) {
        const char *rest = real + length;
        rest += *rest == '/';
        if (asprintf(&prefix, "%s%s", rest, *rest ? "/" : "") < 0)
            prefix = NULL;
    }
    free(real_root);
    free(real);
    return prefix;
}

static struct onr_git_tree *open_tree(const char *folder, const char **why)
{
    *why = "libgit2 could not be started";
    if (git_libgit2_init() < 0)
        return NULL;
    /* Ignore rules are only read, nothing of the repository is run: whose it is does not matter. */
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    struct onr_git_tree *tree = calloc(1, sizeof *tree);
    if (tree && git_repository_open_ext(&tree->repository, folder, 0, NULL) == 0) {
        const char *root = git_repository_workdir(tree->repository);
        tree->folder = strdup(folder);
        tree->prefix = root ? prefix_of(root, folder) : NULL;
        if (git_repository_index(&tree->index, tree->repository) != 0)
            tree->index = NULL;
        if (tree->folder && tree->prefix)
            return tree;
        *why = "it has no work tree";
    } else {
        const git_error *error = git_error_last();
        *why = error ? "the repository could not be opened" : "memory ran out";
    }
    close_tree(tree);
    return NULL;
}

static bool tracked(const struct onr_git_tree *tree, const char *path, bool folder)
{
    size_t position;
    if (!tree->index)
        return false;
    if (folder)
        return git_index_find_prefix(&position, tree->index, path) == 0;
    return git_index_get_bypath(tree->index, path, 0) != NULL;
}

static bool ignored(struct onr_git_tree *tree, const char *path, bool folder)
{
    size_t length = strlen(tree->folder);
    if (strncmp(path, tree->folder, length) != 0)
        return false;
    const char *rest = path + length;
    while (*rest == '/')
        rest++;
    char *inside;
    int answer = 0;
    if (asprintf(&inside, "%s%s%s", tree->prefix, rest, folder ? "/" : "") < 0)
        return false;
    if (git_ignore_path_is_ignored(&answer, tree->repository, inside) != 0)
        answer = 0;
    bool result = answer && !tracked(tree, inside, folder);
    free(inside);
    return result;
}

__attribute__((visibility("default"))) const struct onr_git_module onr_git_module = {
    .version = ONR_GIT_VERSION,
    .open = open_tree,
    .ignored = ignored,
    .close = close_tree,
    .repository = onr_git_open,
    .release = onr_git_release,
    .root = onr_git_root,
    .inside = onr_git_inside,
    .changes = onr_git_changes,
    .forget = onr_git_forget,
    .load = onr_git_load_change,
    .unload = onr_git_unload_change,
    .encoding = onr_git_encoding,
    .blob = onr_git_blob,
    .file = onr_git_file,
    .folder = onr_git_folder,
    .history = onr_git_history,
    .log = onr_git_log,
    .drop = onr_git_drop,
    .resolve = onr_git_resolve,
    .note = onr_git_note,
    .hooks = onr_git_hooks,
    .setting = onr_git_setting,
    .configure = onr_git_configure,
};
