#include "review/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define UNUSED ((time_t)30 * 24 * 3600) /* seconds */

static bool make_folder(const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

char *onr_cache_path(const char *name)
{
    const char *cache = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");
    char *folder = NULL;
    char *path = NULL;
    bool absolute = cache && cache[0] == '/';
    if (!absolute && (!home || home[0] != '/'))
        return NULL;
    int length = absolute ? asprintf(&folder, "%s", cache) : asprintf(&folder, "%s/.cache", home);
    if (length < 0 || !make_folder(folder)) {
        free(length < 0 ? NULL : folder);
        return NULL;
    }
    if (asprintf(&path, "%s/onrecord", folder) < 0)
        path = NULL;
    free(folder);
    folder = path && make_folder(path) ? path : NULL;
    if (!folder) {
        free(path);
        return NULL;
    }
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        path = NULL;
    free(folder);
    return path;
}

/* Puts a new file in the place of one that has grown too large. */
static bool replace(const char *path, const char *bytes, size_t length)
{
    char *beside;
    if (asprintf(&beside, "%s.%ld", path, (long)getpid()) < 0)
        return false;
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool written = fd >= 0 && write(fd, bytes, length) == (ssize_t)length;
    if (fd >= 0)
        close(fd);
    bool done = written && rename(beside, path) == 0;
    if (!done)
        unlink(beside);
    free(beside);
    return done;
}

bool onr_cache_append(const char *name, const char *bytes, size_t length, size_t most)
{
    struct stat status;
    char *path = onr_cache_path(name);
    if (!path)
        return false;
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    bool kept = fd >= 0 && fstat(fd, &status) == 0;
    if (kept && (size_t)status.st_size + length > most)
        kept = replace(path, bytes, length);
    else if (kept)
        kept = write(fd, bytes, length) == (ssize_t)length;
    if (fd >= 0)
        close(fd);
    free(path);
    return kept;
}

void onr_cache_tidy(const char *beginning, const char *but)
{
    char *folder = onr_cache_path("");
    DIR *handle = folder ? opendir(folder) : NULL;
    const struct dirent *entry;
    while (handle && (entry = readdir(handle))) {
        struct stat status;
        bool other = strncmp(entry->d_name, beginning, strlen(beginning)) == 0 &&
                     strcmp(entry->d_name, but) != 0;
        if (other && fstatat(dirfd(handle), entry->d_name, &status, 0) == 0 &&
            time(NULL) - status.st_mtime > UNUSED)
            unlinkat(dirfd(handle), entry->d_name, 0);
    }
    if (handle)
        closedir(handle);
    free(folder);
}

char *onr_cache_read(const char *name, size_t *length)
{
    char *path = onr_cache_path(name);
    struct stat status;
    char *bytes = NULL;
    *length = 0;
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    free(path);
    if (fd >= 0 && fstat(fd, &status) == 0)
        bytes = malloc((size_t)status.st_size + 1);
    if (bytes) {
        ssize_t got = read(fd, bytes, (size_t)status.st_size);
        *length = got > 0 ? (size_t)got : 0;
        bytes[*length] = '\0';
    }
    if (fd >= 0)
        close(fd);
    return bytes;
}
