#include "protect/place.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool holds(const char *folder, const char *name)
{
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

static bool is_repository(const char *folder)
{
    return holds(folder, ".git") ||
           (holds(folder, "HEAD") && holds(folder, "objects") && holds(folder, "refs"));
}

bool onr_place_in_repository(const char *folder)
{
    char path[PATH_MAX];
    if (!realpath(folder, path))
        return false;
    for (;;) {
        char *slash = strrchr(path, '/');
        if (is_repository(path))
            return true;
        if (!slash || !path[1])
            return false;
        slash[slash == path] = '\0';
    }
}

/* The home folder: a hook on a server may have no HOME. */
static const char *home_folder(void)
{
    const char *home = getenv("HOME");
    if (home && *home == '/')
        return home;
    const struct passwd *user = getpwuid(geteuid());
    return user && user->pw_dir && *user->pw_dir == '/' ? user->pw_dir : NULL;
}

/* Puts the folder's path together. Returns whether it is known where it is. */
static bool find(struct onr_place *place, enum onr_place_kind kind, struct onr_problem *problem)
{
    const char *set = getenv(kind == ONR_PLACE_LEDGER ? "XDG_DATA_HOME" : "XDG_STATE_HOME");
    const char *home = home_folder();
    int length;
    if (set && *set == '/') {
        length = snprintf(place->path, sizeof place->path, "%s/onrecord/protect", set);
    } else if (home) {
        length = snprintf(place->path, sizeof place->path, "%s/.local/%s/onrecord/protect", home,
                          kind == ONR_PLACE_LEDGER ? "share" : "state");
    } else {
        onr_problem_set(problem, "HOME is not set, so it is not known where the ledger of protected "
                                 "names lies; set HOME");
        return false;
    }
    if (length < 0 || length >= (int)sizeof place->path) {
        onr_problem_set(problem, "the path of the ledger of protected names is too long; set a "
                                 "shorter XDG_DATA_HOME and XDG_STATE_HOME");
        return false;
    }
    return true;
}

/* Makes a folder and those above it, each for its owner alone. Returns 0 or an errno. */
static int make(char *path)
{
    for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        int failed = mkdir(path, 0700) != 0 && errno != EEXIST;
        *slash = '/';
        if (failed)
            return errno;
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST ? 0 : errno;
}

static int refuse(const struct onr_place *place, struct onr_problem *problem)
{
    onr_problem_set(problem,
                    "%s lies in a git repository, where protected names must never lie; set "
                    "XDG_DATA_HOME and XDG_STATE_HOME to folders outside",
                    place->path);
    return -1;
}

static int check(const struct onr_place *place, struct onr_problem *problem)
{
    struct stat status;
    if (fstat(place->fd, &status) != 0) {
        onr_problem_set(problem, "%s: it cannot be looked at (%s)", place->path, strerror(errno));
    } else if (status.st_uid != geteuid()) {
        onr_problem_set(problem, "%s: this folder belongs to somebody else, who could read along; "
                                 "remove it or ask its owner to",
                        place->path);
    } else if (status.st_mode & 077) {
        onr_problem_set(problem,
                        "%s: others can look into this folder (mode %03o); run: chmod 700 '%s'",
                        place->path, (unsigned)(status.st_mode & 0777), place->path);
    } else if (onr_place_in_repository(place->path)) {
        refuse(place, problem);
    } else {
        return 0;
    }
    return -1;
}

/* The nearest folder above that exists decides, before anything is made. */
static bool would_be_in_repository(const char *wanted)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s", wanted);
    while (access(path, F_OK) != 0) {
        char *slash = strrchr(path, '/');
        if (!slash || slash == path)
            return onr_place_in_repository("/");
        *slash = '\0';
    }
    return onr_place_in_repository(path);
}

int onr_place_open(struct onr_place *place, enum onr_place_kind kind, bool create,
                   struct onr_problem *problem)
{
    place->fd = -1;
    if (!find(place, kind, problem))
        return -1;
    if (create && would_be_in_repository(place->path))
        return refuse(place, problem);
    int error = create ? make(place->path) : 0;
    if (!error)
        place->fd = open(place->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!error && place->fd < 0)
        error = errno;
    if (error == ENOENT && !create)
        return 1;
    if (error) {
        onr_problem_set(problem, "%s: this folder cannot be %s (%s); check who may use it",
                        place->path, create ? "made" : "opened", strerror(error));
        return -1;
    }
    if (check(place, problem) == 0)
        return 0;
    onr_place_close(place);
    return -1;
}

void onr_place_close(struct onr_place *place)
{
    if (place->fd >= 0)
        close(place->fd);
    place->fd = -1;
}
