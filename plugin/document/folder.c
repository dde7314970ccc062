#include "document/folder.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "onrecord.h"

static const char *const plain_endings[] = {".txt", ".text"};

struct seen {
    dev_t device;
    ino_t inode;
};

struct progress {
    const struct onr_walk *walk;
    struct seen *seen; /* the folders entered so far */
    size_t seen_count;
    size_t seen_capacity;
    unsigned long drafts;
    bool stopped;
};

struct names {
    char **at;
    size_t count;
    size_t capacity;
};

bool onr_folder_takes(const char *name)
{
    char lower[16];
    const char *ending = strrchr(name, '.');
    if (!ending || strlen(ending) >= sizeof lower)
        return false;
    for (size_t i = 0; i <= strlen(ending); i++)
        lower[i] = (char)tolower((unsigned char)ending[i]);
    for (size_t i = 0; i < sizeof plain_endings / sizeof *plain_endings; i++)
        if (strcmp(lower, plain_endings[i]) == 0)
            return true;
    return strcmp(onr_format_of_path(lower), "plain") != 0;
}

static void report(const struct progress *p, const char *path, int number)
{
    char text[160];
    snprintf(text, sizeof text, "it could not be read (%s); its drafts are left out",
             strerror(number));
    p->walk->problem(p->walk->context, path, text);
}

/* Notes a folder as entered. False where it was before, or where memory runs out. */
static bool enter(struct progress *p, const struct stat *status)
{
    for (size_t i = 0; i < p->seen_count; i++)
        if (p->seen[i].inode == status->st_ino && p->seen[i].device == status->st_dev)
            return false;
    if (p->seen_count == p->seen_capacity) {
        size_t capacity = p->seen_capacity ? p->seen_capacity * 2 : 32;
        struct seen *seen = realloc(p->seen, capacity * sizeof *seen);
        if (!seen)
            return false;
        p->seen = seen;
        p->seen_capacity = capacity;
    }
    p->seen[p->seen_count++] = (struct seen){status->st_dev, status->st_ino};
    return true;
}

static bool keep_name(struct names *names, const char *name)
{
    if (names->count == names->capacity) {
        size_t capacity = names->capacity ? names->capacity * 2 : 32;
        char **at = realloc(names->at, capacity * sizeof *at);
        if (!at)
            return false;
        names->at = at;
        names->capacity = capacity;
    }
    names->at[names->count] = strdup(name);
    return names->at[names->count] && ++names->count;
}

static void free_names(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->at[i]);
    free(names->at);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder that are not hidden, sorted. Returns 0 or an errno. */
static int list(const char *folder, struct names *names)
{
    DIR *handle = opendir(folder);
    if (!handle)
        return errno;
    int error = 0;
    const struct dirent *entry;
    while (!error && (errno = 0, entry = readdir(handle)))
        if (entry->d_name[0] != '.' && !keep_name(names, entry->d_name))
            error = ENOMEM;
    if (!error)
        error = errno;
    closedir(handle);
    if (names->count)
        qsort(names->at, names->count, sizeof *names->at, by_name);
    return error;
}

static char *join(const char *folder, const char *name)
{
    char *path;
    size_t length = strlen(folder);
    const char *between = length && folder[length - 1] == '/' ? "" : "/";
    return asprintf(&path, "%s%s%s", folder, between, name) < 0 ? NULL : path;
}

static bool takes(const struct onr_walk *walk, const char *path)
{
    return walk->takes ? walk->takes(walk->context, path) : onr_folder_takes(path);
}

static void walk_folder(struct progress *p, const char *folder);

static void walk_entry(struct progress *p, const char *path)
{
    const struct onr_walk *walk = p->walk;
    struct stat status;
    if (stat(path, &status) != 0) {
        if (onr_folder_takes(path))
            report(p, path, errno);
        return;
    }
    bool folder = S_ISDIR(status.st_mode);
    if (!folder && (!S_ISREG(status.st_mode) || !takes(walk, path)))
        return;
    if (walk->ignored && walk->ignored(walk->context, path, folder))
        return;
    if (folder) {
        walk_folder(p, path);
        return;
    }
    p->drafts++;
    p->stopped = !walk->draft(walk->context, path);
}

static void walk_folder(struct progress *p, const char *folder)
{
    struct stat status;
    struct names names = {0};
    if (stat(folder, &status) == 0 && !enter(p, &status))
        return;
    int error = list(folder, &names);
    if (error)
        report(p, folder, error);
    for (size_t i = 0; i < names.count && !p->stopped; i++) {
        char *path = join(folder, names.at[i]);
        if (path)
            walk_entry(p, path);
        else
            report(p, folder, ENOMEM);
        free(path);
    }
    free_names(&names);
}

unsigned long onr_folder_walk(const char *folder, const struct onr_walk *walk)
{
    struct progress p = {.walk = walk};
    walk_folder(&p, folder);
    free(p.seen);
    return p.drafts;
}
