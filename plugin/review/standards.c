#include "review/standards.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "document/folder.h"

static int read_committed(void *context, const char *path, char **bytes, size_t *length,
                          struct onr_problem *problem)
{
    const struct onr_standards *standards = context;
    if (!standards->commit[0])
        return 0;
    return standards->git->file(standards->repository, standards->commit, path + 1, bytes, length,
                                problem);
}

static int list_committed(void *context, const char *path, char **names,
                          struct onr_problem *problem)
{
    const struct onr_standards *standards = context;
    if (!standards->commit[0])
        return 0;
    return standards->git->folder(standards->repository, standards->commit, path + 1, names,
                                  problem);
}

int onr_standards_open(struct onr_standards *standards, const struct onr_git_module *git,
                       struct onr_git_repository *repository, const struct onr_given *given,
                       const char *trusted, struct onr_problem *problem)
{
    struct onr_problem none;
    memset(standards, 0, sizeof *standards);
    standards->git = git;
    standards->repository = repository;
    standards->given = *given;
    standards->root = trusted ? NULL : git->root(repository);
    if (!standards->root) {
        const char *revision = trusted ? trusted : "HEAD";
        standards->branch =
            (struct onr_branch){revision, standards, read_committed, list_committed};
        if (git->resolve(repository, revision, standards->commit, &none) != 0)
            standards->commit[0] = '\0';
    }
    standards->configs =
        onr_configs_in(&standards->given, standards->root ? NULL : &standards->branch);
    if (standards->configs)
        return 0;
    onr_problem_set(problem, "memory ran out; close other programs and try again");
    return -1;
}

void onr_standards_close(struct onr_standards *standards)
{
    onr_configs_free(standards->configs);
    standards->configs = NULL;
}

/* A path of the file system, or of the branch. False where it is too long for any file. */
static bool place_of(const struct onr_standards *standards, const char *path, char place[PATH_MAX])
{
    const char *root = standards->root ? standards->root : "/";
    return snprintf(place, PATH_MAX, "%s%s", root, path) < PATH_MAX;
}

/* The nearest folder above a draft that is there: it may have gone with its folder. */
static void cut_to_folder(const struct onr_standards *standards, char place[PATH_MAX])
{
    struct stat status;
    char *slash;
    size_t least = standards->root ? strlen(standards->root) : 1;
    do {
        slash = strrchr(place, '/');
        if (!slash || (size_t)(slash - place) < least) {
            place[least] = '\0';
            break;
        }
        *slash = '\0';
    } while (standards->root && stat(place, &status) != 0);
}

/* The first fault, and how many there are: a hook tells in one line why it stops. */
static void keep_problem(struct onr_standards *standards, const char *why)
{
    size_t length = strcspn(why, "\n");
    unsigned more = 0;
    for (const char *at = why; *at; at++)
        more += *at == '\n';
    if (more)
        onr_problem_set(&standards->problem, "%.*s (and %u more; onrecord config --show tells them)", (int)length, why, more);
    else
        onr_problem_set(&standards->problem, "%s", why);
}

static const struct onr_config *find(struct onr_standards *standards, const char *path)
{
    char folder[PATH_MAX];
    const char *why = NULL;
    if (!place_of(standards, path, folder))
        return NULL;
    cut_to_folder(standards, folder);
    const struct onr_config *config = onr_configs_of_folder(standards->configs, folder, &why);
    if (why && !standards->problem.text[0])
        keep_problem(standards, why);
    return config;
}

const struct onr_config *onr_standards_of(struct onr_standards *standards, const char *path,
                                          struct onr_problem *problem)
{
    const struct onr_config *config = find(standards, path);
    if (!config)
        onr_problem_set(problem, "%s", standards->problem.text[0]
                                           ? standards->problem.text
                                           : "a path is too long to look for " ONR_PROJECT_FILE);
    return config;
}

bool onr_standards_takes(void *context, const char *path)
{
    struct onr_standards *standards = context;
    char place[PATH_MAX];
    const struct onr_config *config = find(standards, path);
    return config && place_of(standards, path, place)
               ? onr_config_takes(config, standards->root ? standards->root : "/", place)
               : onr_folder_takes(path);
}

void onr_standards_pass_over(struct onr_standards *standards, struct onr_git_changes *changes)
{
    char place[PATH_MAX];
    const char *start = standards->root ? standards->root : "/";
    for (size_t i = 0; i < changes->count; i++) {
        struct onr_git_change *change = &changes->at[i];
        bool draft = change->skip == ONR_GIT_TAKEN || change->skip == ONR_GIT_DELETED;
        const struct onr_config *config = draft ? find(standards, change->path) : NULL;
        if (config && place_of(standards, change->path, place) &&
            onr_config_excludes(config, start, place))
            change->skip = ONR_GIT_UNWANTED;
    }
}
