/* Where configuration files lie, and how their paths are read and shown. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/settings.h"

static bool exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

static char *joined(const char *folder, const char *name)
{
    char *path;
    const char *between = *folder && folder[strlen(folder) - 1] == '/' ? "" : "/";
    return asprintf(&path, "%s%s%s", folder, between, name) < 0 ? NULL : path;
}

char *onr_path_from(const char *folder, const char *path)
{
    const char *home = getenv("HOME");
    if (path[0] == '~' && path[1] == '/' && home && *home == '/')
        return joined(home, path + 2);
    return *path == '/' ? strdup(path) : joined(folder, path);
}

char *onr_path_shown(const char *path)
{
    char current[PATH_MAX];
    if (!getcwd(current, sizeof current))
        return strdup(path);
    size_t length = strlen(current);
    bool below = length > 1 && strncmp(path, current, length) == 0 && path[length] == '/' && path[length + 1];
    return strdup(below ? path + length + 1 : path);
}

char *onr_user_file(void)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    char *file = NULL;
    if (base && *base == '/') /* a relative one is to be ignored, the standard says */
        file = joined(base, "onrecord/config");
    else if (home && *home == '/')
        file = joined(home, ".config/onrecord/config");
    if (file && exists(file))
        return file;
    free(file);
    return NULL;
}
