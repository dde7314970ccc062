/* Opening a repository as git would, and what its configuration says. */
#include "git/repository.h"

#include <git2/sys/repository.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int onr_git_fail(struct onr_problem *problem, const char *format, ...)
{
    const git_error *error = git_error_last();
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(problem->text, sizeof problem->text, format, arguments);
    va_end(arguments);
    if (error && error->klass != GIT_ERROR_NONE && length >= 0 &&
        (size_t)length < sizeof problem->text)
        snprintf(problem->text + length, sizeof problem->text - (size_t)length, " (%s)",
                 error->message);
    git_error_clear();
    return -1;
}

void onr_git_say(struct onr_problem *problem, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem->text, sizeof problem->text, format, arguments);
    va_end(arguments);
    git_error_clear();
}

static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

/* Repositories that differ in nothing that is read here are opened, whatever they are named. */
static void start_library(void)
{
    static const char *const extensions[] = {"partialclone", "worktreeconfig", "preciousobjects"};
    git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, sizeof extensions / sizeof *extensions);
    /* Nothing of the repository is run: whose it is does not matter. */
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

static int open_handle(git_repository **handle, const char *folder)
{
    const char *named = variable("GIT_DIR");
    if (named)
        return git_repository_open_ext(handle, named, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
    return git_repository_open_ext(handle, folder, 0, NULL);
}

/*
 * A push that is being received keeps its objects apart until the hook agrees: they are read too.
 */
static int add_objects(git_repository *handle)
{
    git_odb *objects;
    char *list = NULL;
    const char *folder;
    const char *own = variable("GIT_OBJECT_DIRECTORY");
    const char *others = variable("GIT_ALTERNATE_OBJECT_DIRECTORIES");
    if (!own && !others)
        return 0;
    if (asprintf(&list, "%s:%s", own ? own : "", others ? others : "") < 0)
        return -1;
    int error = git_repository_odb(&objects, handle);
    char *rest = list;
    while (!error && (folder = strsep(&rest, ":")))
        if (*folder)
            error = git_odb_add_disk_alternate(objects, folder);
    if (!error)
        git_odb_free(objects);
    free(list);
    return error;
}

/* libgit2 loses the path of a work tree that is set to what it is already. */
static int set_work_tree(git_repository *handle, const char *named)
{
    const char *now = git_repository_workdir(handle);
    char *real = realpath(named, NULL);
    size_t length = real ? strlen(real) : 0;
    bool same = real && now && strncmp(now, real, length) == 0 && strcmp(now + length, "/") == 0;
    free(real);
    return same ? 0 : git_repository_set_workdir(handle, named, 0);
}

/* The settings of one work tree lie in a file that libgit2 does not read before 1.8. */
static void add_worktree_settings(git_repository *handle)
{
    git_config *config;
    char path[PATH_MAX];
    int on = 0;
    if (git_repository_config(&config, handle) != 0)
        return;
    snprintf(path, sizeof path, "%sconfig.worktree", git_repository_path(handle));
    if (git_config_get_bool(&on, config, "extensions.worktreeconfig") == 0 && on)
        git_config_add_file_ondisk(config, path, GIT_CONFIG_LEVEL_APP, handle, 0);
    git_config_free(config);
    git_error_clear();
}

/* Tells the folder by its whole path: "." says little to who reads it in a log. */
static void say_no_repository(struct onr_problem *problem, const char *folder)
{
    char *path = realpath(folder, NULL);
    onr_git_say(problem, "%s lies in no git repository; go into one, or begin one with git init", path ? path : folder);
    free(path);
}

struct onr_git_repository *onr_git_open(const char *folder, struct onr_problem *problem)
{
    start_library();
    struct onr_git_repository *repository = calloc(1, sizeof *repository);
    if (!repository)
        return NULL;
    const char *tree = variable("GIT_WORK_TREE");
    int error = open_handle(&repository->handle, folder);
    if (error == 0)
        error = add_objects(repository->handle);
    if (error == 0 && tree)
        error = set_work_tree(repository->handle, tree);
    if (error == 0) {
        add_worktree_settings(repository->handle);
        return repository;
    }
    if (error == GIT_ENOTFOUND && !variable("GIT_DIR"))
        say_no_repository(problem, folder);
    else
        onr_git_fail(problem, "the git repository could not be opened");
    onr_git_release(repository);
    return NULL;
}

void onr_git_release(struct onr_git_repository *repository)
{
    if (!repository)
        return;
    git_index_free(repository->index);
    git_repository_free(repository->handle);
    free(repository);
    git_libgit2_shutdown();
}

int onr_git_index(struct onr_git_repository *repository, git_index **index,
                  struct onr_problem *problem)
{
    const char *named = variable("GIT_INDEX_FILE");
    int error = 0;
    if (!repository->index && named) {
        error = git_index_open(&repository->index, named);
        if (error == 0 && !git_repository_is_bare(repository->handle))
            error = git_repository_set_index(repository->handle, repository->index);
    } else if (!repository->index) {
        error = git_repository_index(&repository->index, repository->handle);
    }
    *index = repository->index;
    if (error == 0)
        return 0;
    const git_error *told = git_error_last();
    if (told && strstr(told->message, "extension"))
        return onr_git_fail(problem, "the index of a sparse or split kind cannot be read; set "
                                     "index.sparse and core.splitIndex to false and run "
                                     "git update-index --no-split-index");
    return onr_git_fail(problem, "what is staged could not be read");
}

const char *onr_git_root(struct onr_git_repository *repository)
{
    return git_repository_workdir(repository->handle);
}

/*
 * A path with its links resolved, but for the last name: a file may be gone, or be a link itself.
 * NULL where there is no such folder.
 */
static char *settle(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return realpath(path, NULL);
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    char *real = folder ? realpath(folder, NULL) : NULL;
    char *settled = NULL;
    if (real && asprintf(&settled, "%s/%s", real[1] ? real : "", name) < 0)
        settled = NULL;
    free(folder);
    free(real);
    return settled;
}

int onr_git_inside(struct onr_git_repository *repository, const char *path, char **inside,
                   struct onr_problem *problem)
{
    const char *named = onr_git_root(repository);
    char *root = named ? realpath(named, NULL) : NULL;
    char *real = root ? settle(path) : NULL;
    size_t length = root && root[1] ? strlen(root) : 0;
    bool within = real && strncmp(real, root, length) == 0;
    if (within && real[length] == '/')
        *inside = strdup(real + length + 1);
    else if (within && !real[length])
        *inside = strdup("");
    else
        *inside = real ? NULL : strdup(path); /* a path of commits, not of files */
    free(root);
    free(real);
    if (*inside)
        return 0;
    onr_git_say(problem, "%s lies outside of the repository at %s", path, named ? named : "?");
    return -1;
}

int onr_git_commit(struct onr_git_repository *repository, const char *revision,
                   git_commit **commit, struct onr_problem *problem)
{
    git_object *object = NULL;
    git_object *peeled = NULL;
    int error = git_revparse_single(&object, repository->handle, revision);
    if (error == 0)
        error = git_object_peel(&peeled, object, GIT_OBJECT_COMMIT);
    git_object_free(object);
    *commit = (git_commit *)peeled;
    if (error == 0)
        return 0;
    onr_git_say(problem, "%s names no commit here; git log shows those there are", revision);
    git_error_clear();
    return -1;
}

void onr_git_id_text(char text[ONR_GIT_ID], const git_oid *id)
{
    git_oid_tostr(text, ONR_GIT_ID, id);
}

int onr_git_resolve(struct onr_git_repository *repository, const char *revision,
                    char id[ONR_GIT_ID], struct onr_problem *problem)
{
    git_commit *commit;
    if (onr_git_commit(repository, revision, &commit, problem) != 0)
        return -1;
    onr_git_id_text(id, git_commit_id(commit));
    git_commit_free(commit);
    return 0;
}

/* The hooks folder that the configuration names, as it is written there with ~ replaced. */
static bool configured_folder(git_config *config, char *folder, size_t size)
{
    git_buf path = {0};
    bool found = git_config_get_path(&path, config, "core.hookspath") == 0 && path.size;
    if (found)
        snprintf(folder, size, "%s", path.ptr);
    git_buf_dispose(&path);
    git_error_clear();
    return found;
}

/* The user's own file, made where there is none yet. */
static int user_file(char *path, size_t size)
{
    git_buf found = {0};
    const char *named = variable("GIT_CONFIG_GLOBAL");
    const char *home = variable("HOME");
    int error = 0;
    if (named)
        snprintf(path, size, "%s", named);
    else if (git_config_find_global(&found) == 0 || git_config_find_xdg(&found) == 0)
        snprintf(path, size, "%s", found.ptr);
    else if (home)
        snprintf(path, size, "%s/.gitconfig", home);
    else
        error = -1;
    git_buf_dispose(&found);
    git_error_clear();
    return error;
}

/* The hooks folder of the user's own configuration, "" where there is none. */
static int user_hooks(struct onr_git_hooks *hooks, struct onr_problem *problem)
{
    git_config *config = NULL;
    char path[PATH_MAX];
    start_library();
    int error = user_file(path, sizeof path);
    if (error == 0)
        error = git_config_open_ondisk(&config, path);
    if (error == 0)
        hooks->configured = configured_folder(config, hooks->folder, sizeof hooks->folder);
    git_config_free(config);
    if (error != 0)
        onr_git_fail(problem, "git's configuration could not be read");
    git_libgit2_shutdown();
    return error ? -1 : 0;
}

int onr_git_hooks(struct onr_git_repository *repository, struct onr_git_hooks *hooks,
                  struct onr_problem *problem)
{
    git_config *config;
    char named[PATH_MAX];
    memset(hooks, 0, sizeof *hooks);
    if (!repository)
        return user_hooks(hooks, problem);
    if (git_repository_config(&config, repository->handle) != 0)
        return onr_git_fail(problem, "the configuration of git could not be read");
    hooks->configured = configured_folder(config, named, sizeof named);
    hooks->relative = hooks->configured && named[0] != '/';
    git_config_free(config);
    const char *root = onr_git_root(repository);
    hooks->bare = !root;
    snprintf(hooks->common, sizeof hooks->common, "%shooks",
             git_repository_commondir(repository->handle));
    if (hooks->relative)
        snprintf(hooks->folder, sizeof hooks->folder, "%s%s",
                 root ? root : git_repository_path(repository->handle), named);
    else
        snprintf(hooks->folder, sizeof hooks->folder, "%s",
                 hooks->configured ? named : hooks->common);
    return 0;
}

bool onr_git_setting(struct onr_git_repository *repository, const char *name)
{
    git_config *config;
    int on = 0;
    if (git_repository_config(&config, repository->handle) != 0)
        return false;
    if (git_config_get_bool(&on, config, name) != 0)
        on = 0;
    git_config_free(config);
    git_error_clear();
    return on != 0;
}

int onr_git_configure(const char *name, const char *value, struct onr_problem *problem)
{
    git_config *config = NULL;
    char path[PATH_MAX];
    start_library();
    int error = user_file(path, sizeof path);
    if (error == 0)
        error = git_config_open_ondisk(&config, path);
    if (error == 0)
        error = value ? git_config_set_string(config, name, value)
                      : git_config_delete_entry(config, name);
    if (error == GIT_ENOTFOUND && !value)
        error = 0;
    git_config_free(config);
    if (error != 0)
        onr_git_fail(problem, "git's configuration could not be changed");
    git_libgit2_shutdown();
    return error ? -1 : 0;
}
