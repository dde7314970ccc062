/* Where configuration is read from: the file system, or a branch. */
#include "config/branch.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config/settings.h"

/* Takes "." and ".." out of an absolute path, in place. False where it leads above the root. */
static bool straighten(char *path)
{
    char *out = path, *at = path;
    while (*at) {
        size_t length = strcspn(++at, "/");
        if (length == 2 && strncmp(at, "..", 2) == 0) {
            if (out == path)
                return false;
            while (*--out != '/')
                continue;
        } else if (length && !(length == 1 && *at == '.')) {
            *out++ = '/';
            memmove(out, at, length);
            out += length;
        }
        at += length;
    }
    if (out == path)
        *out++ = '/';
    *out = '\0';
    return true;
}

char *onr_branch_path(const struct onr_branch *branch, const char *folder, const char *path)
{
    if (branch && (*path == '/' || strncmp(path, "~/", 2) == 0))
        return NULL;
    char *whole = onr_path_from(folder, path);
    if (!branch || !whole || straighten(whole))
        return whole;
    free(whole);
    return NULL;
}

char *onr_branch_shown(const struct onr_branch *branch, const char *path)
{
    char *shown;
    if (!branch)
        return onr_path_shown(path);
    return asprintf(&shown, "%s:%s", branch->name, path + 1) < 0 ? NULL : shown;
}

/* Whether a branch has something at a path; what cannot be read is told when it is read. */
static bool branch_has(const struct onr_branch *branch, const char *path)
{
    struct onr_problem problem;
    char *bytes = NULL;
    size_t length;
    bool there = branch->read(branch->context, path, &bytes, &length, &problem) != 0;
    free(bytes);
    return there;
}

bool onr_branch_has_file(const struct onr_branch *branch, const char *path)
{
    struct stat status;
    return branch ? branch_has(branch, path) : stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

int onr_branch_read(const struct onr_branch *branch, const char *path, struct onr_document *document,
                    struct onr_problem *problem)
{
    struct onr_reading reading = {0};
    char *bytes = NULL;
    size_t length = 0;
    if (!branch)
        return onr_document_read(document, path, &reading, problem);
    int found = branch->read(branch->context, path, &bytes, &length, problem);
    if (found == 0)
        onr_problem_set(problem, "there is no such file; check the name");
    return found > 0 ? onr_document_take(document, path, bytes, length, &reading, problem) : -1;
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Brings entries of a folder into one list of names; NULL where memory ran out. */
static char *names_of(struct dirent *const *entries, int count)
{
    size_t length = 1;
    for (int i = 0; i < count; i++)
        length += strlen(entries[i]->d_name) + 1;
    char *names = calloc(1, length), *at = names;
    for (int i = 0; i < count && names; i++)
        at = stpcpy(at, entries[i]->d_name) + 1;
    return names;
}

static int list_folder(const char *folder, char **names, struct onr_problem *problem)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, not_hidden, alphasort);
    if (count < 0) {
        onr_problem_set(problem, "%s", strerror(errno));
        return -1;
    }
    *names = names_of(entries, count);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    if (!*names)
        onr_problem_set(problem, "memory ran out");
    return *names ? 0 : -1;
}

int onr_branch_list(const struct onr_branch *branch, const char *folder, char **names, struct onr_problem *problem)
{
    if (!branch)
        return list_folder(folder, names, problem);
    int found = branch->list(branch->context, folder, names, problem);
    if (found == 0)
        onr_problem_set(problem, "there is no such folder in %s", branch->name);
    if (found <= 0)
        return -1;
    char *out = *names;
    for (const char *at = *names, *next; *at; at = next) {
        next = at + strlen(at) + 1;
        if (*at == '.')
            continue;
        memmove(out, at, (size_t)(next - at));
        out += next - at;
    }
    *out = '\0';
    return 0;
}

static bool exists(const struct onr_branch *branch, const char *path)
{
    struct stat status;
    return branch ? branch_has(branch, path) : lstat(path, &status) == 0;
}

char *onr_project_file(const struct onr_branch *branch, const char *folder)
{
    char *at = strdup(folder);
    while (at) {
        char *file = onr_path_from(at, ONR_PROJECT_FILE);
        if (!file || exists(branch, file)) {
            free(at);
            return file;
        }
        free(file);
        char *slash = strrchr(at, '/');
        if (!slash || !slash[1])
            break; /* the root has been looked into */
        slash[slash == at] = '\0';
    }
    free(at);
    return NULL;
}
