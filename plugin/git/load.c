#include "git/load.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODULE_FILE "onrecord-git.so"

/* Cuts the last name off a path; false at the root. */
static bool climb(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash || !slash[1])
        return false;
    slash[slash == path] = '\0';
    return true;
}

bool onr_git_surrounds(const char *folder)
{
    char path[PATH_MAX];
    char inside[PATH_MAX + 8];
    if (!realpath(folder, path))
        return false;
    do {
        snprintf(inside, sizeof inside, "%s/.git", path);
        if (access(inside, F_OK) == 0)
            return true;
    } while (climb(path));
    return false;
}

const void *onr_git_table(struct onr_git *git, const char *symbol, const char **why)
{
    if (!onr_git_load(git, why)) {
        if (!*why)
            *why = "it could not be loaded";
        return NULL;
    }
    const void *table = dlsym(git->handle, symbol);
    if (!table)
        *why = "it belongs to another version of onrecord";
    return table;
}

static void *open_beside(void)
{
    char path[PATH_MAX + sizeof MODULE_FILE];
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX);
    if (length <= 0)
        return NULL;
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash)
        return NULL;
    memcpy(slash + 1, MODULE_FILE, sizeof MODULE_FILE);
    return access(path, R_OK) == 0 ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
}

static void *open_module(void)
{
    const char *named = getenv("ONRECORD_GIT_MODULE");
    if (named && *named)
        return dlopen(named, RTLD_NOW | RTLD_LOCAL);
    void *handle = open_beside();
    return handle ? handle : dlopen(ONR_GIT_INSTALLED, RTLD_NOW | RTLD_LOCAL);
}

const struct onr_git_module *onr_git_load(struct onr_git *git, const char **why)
{
    *why = NULL;
    if (git->tried)
        return git->module;
    git->tried = true;
    git->handle = open_module();
    if (!git->handle) {
        *why = dlerror();
        return NULL;
    }
    git->module = dlsym(git->handle, ONR_GIT_SYMBOL);
    if (git->module && git->module->version != ONR_GIT_VERSION)
        git->module = NULL;
    if (!git->module)
        *why = "it belongs to another version of onrecord";
    return git->module;
}

const char *onr_git_skip_reason(enum onr_git_skip skip)
{
    switch (skip) {
    case ONR_GIT_GENERATED:
        return "generated";
    case ONR_GIT_BINARY:
        return "binary";
    case ONR_GIT_LFS:
        return "kept in Git LFS";
    case ONR_GIT_HUGE:
        return "over 8 MiB";
    case ONR_GIT_ABSENT:
        return "not in this clone";
    default:
        return NULL;
    }
}

void onr_git_unload(struct onr_git *git)
{
    /* The libraries behind it stay until the program ends: some of them do not survive leaving. */
    memset(git, 0, sizeof *git);
}
