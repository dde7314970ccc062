#include "hook/install.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hook/script.h"
#include "present/plain.h"

/* One folder that hooks are put into. */
struct place {
    const struct onr_hook_install *install;
    struct onr_git_hooks hooks;   /* where git looks */
    char program[PATH_MAX];       /* of this very onrecord */
    bool own;                     /* a global folder that we made: it passes all hooks on */
    struct onr_problem *problem;
};

/* What lies where a hook is to be. */
enum there {
    THERE_NOTHING,
    THERE_OURS,
    THERE_OTHER,
};

static int complain(struct place *place, const char *path, const char *what)
{
    onr_problem_set(place->problem, "%s could not be %s (%s)", path, what, strerror(errno));
    return -1;
}

static bool exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

static enum there look(const char *path)
{
    return !exists(path) ? THERE_NOTHING : onr_hook_is_ours(path) ? THERE_OURS : THERE_OTHER;
}

static int make_folders(struct place *place, const char *folder)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s", folder);
    for (char *at = path + 1;; at++) {
        char here = *at;
        if (here != '/' && here != '\0')
            continue;
        *at = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return complain(place, path, "made");
        *at = here;
        if (!here)
            return 0;
    }
}

/* ---- Where ------------------------------------------------------------------------------------- */

/* The folder for the hooks of all repositories; "" where the user has no home. */
static void own_folder(char *folder, size_t size)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    folder[0] = '\0';
    if (data && data[0] == '/')
        snprintf(folder, size, "%s/onrecord/hooks", data);
    else if (home && home[0] == '/')
        snprintf(folder, size, "%s/.local/share/onrecord/hooks", home);
}

/* husky writes its folder anew at every install: a hook of ours would be lost. */
static bool is_husky(const char *folder)
{
    return strstr(folder, "/.husky/") || (strlen(folder) > 7 && strcmp(folder + strlen(folder) - 7,
                                                                        "/.husky") == 0);
}

static int find_place(struct place *place, const struct onr_hook_install *install,
                      struct onr_problem *problem)
{
    memset(place, 0, sizeof *place);
    place->install = install;
    place->problem = problem;
    ssize_t length = readlink("/proc/self/exe", place->program, sizeof place->program - 1);
    if (length <= 0) {
        onr_problem_set(problem, "the path of onrecord itself is not known; is /proc mounted?");
        return -1;
    }
    place->program[length] = '\0';
    if (install->git->hooks(install->repository, &place->hooks, problem) != 0)
        return -1;
    char own[PATH_MAX];
    own_folder(own, sizeof own);
    if (!install->repository && !place->hooks.configured)
        snprintf(place->hooks.folder, sizeof place->hooks.folder, "%s", own);
    place->own = !install->repository && strcmp(place->hooks.folder, own) == 0;
    if (place->hooks.folder[0])
        return 0;
    onr_problem_set(problem, "HOME is not set; where the hooks of all repositories go is not known");
    return -1;
}

static int check_place(struct place *place)
{
    bool commits = (place->install->sets & (ONR_HOOK_COMMIT | ONR_HOOK_COMMIT_MSG)) != 0;
    if (place->hooks.bare && commits) {
        onr_problem_set(place->problem, "nobody commits in a bare repository; onrecord hook install "
                                        "--pre-receive checks what is pushed to it");
        return -1;
    }
    if (!is_husky(place->hooks.folder))
        return 0;
    onr_problem_set(place->problem,
                    "husky keeps the hooks of this repository (core.hooksPath is %s); add this "
                    "line to .husky/pre-commit: onrecord hook run pre-commit",
                    place->hooks.folder);
    return -1;
}

static bool is_wanted(const struct place *place, const struct onr_hook_event *event)
{
    /* In a folder of ours every hook that is not asked for is still passed on. */
    return place->own || (place->install->sets & event->set);
}

static void hook_path(const struct place *place, const char *name, const char *suffix,
                      char path[PATH_MAX])
{
    snprintf(path, PATH_MAX, "%.4000s/%s%s", place->hooks.folder, name, suffix);
}

/* ---- Installing -------------------------------------------------------------------------------- */

/* Writes the script beside its place; it becomes the hook by being renamed. */
static int write_script(struct place *place, const struct onr_hook_event *event, const char *path)
{
    struct onr_out out;
    bool asked = (place->install->sets & event->set) != 0;
    struct onr_hook_event passed = *event;
    if (!asked)
        passed.deed = ONR_HOOK_NOTHING;
    struct onr_hook_script script = {.event = &passed,
                                     .program = place->program,
                                     .options = place->install->options,
                                     .option_count = place->install->option_count,
                                     .global = place->own};
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0777);
    if (fd < 0)
        return complain(place, path, "written");
    onr_out_open(&out, fd);
    onr_hook_script_write(&out, &script);
    int error = onr_out_close(&out);
    if (fsync(fd) != 0 && !error)
        error = errno;
    if (close(fd) != 0 && !error)
        error = errno;
    errno = error;
    return error ? complain(place, path, "written") : 0;
}

/* Two names of one file: an installation was ended between two steps. */
static bool is_same(const char *path, const char *kept)
{
    struct stat a, b;
    return lstat(path, &a) == 0 && lstat(kept, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/* Keeps a hook that is there under another name; the name it has stays until ours takes it. */
static int keep_other(struct place *place, const char *path, const char *kept)
{
    if (is_same(path, kept))
        return 0;
    if (exists(kept)) {
        onr_problem_set(place->problem,
                        "%s is not of onrecord, and %s is there as well; put one of them away "
                        "and run this again",
                        path, kept);
        return -1;
    }
    if (linkat(AT_FDCWD, path, AT_FDCWD, kept, 0) == 0)
        return 0;
    return rename(path, kept) == 0 ? 0 : complain(place, path, "kept");
}

static int install_event(struct place *place, const struct onr_hook_event *event)
{
    char path[PATH_MAX], kept[PATH_MAX], beside[PATH_MAX];
    hook_path(place, event->name, "", path);
    hook_path(place, event->name, ONR_HOOK_SUFFIX, kept);
    hook_path(place, event->name, ".onrecord-new", beside);
    enum there there = look(path);
    if (there == THERE_OURS && !(place->install->sets & event->set))
        return 0; /* installed by an earlier call, or passed on already */
    if (write_script(place, event, beside) != 0)
        return -1;
    if (there == THERE_OTHER && keep_other(place, path, kept) != 0) {
        unlink(beside);
        return -1;
    }
    if (rename(beside, path) != 0)
        return complain(place, path, "written");
    if (there == THERE_OTHER)
        onr_out_format(place->install->out, "%s: the hook that was there is run first\n",
                       event->name);
    return 0;
}

/* Whoever asks for the check before a push may think that commits are checked, too. */
static void tell_what_lacks(const struct place *place)
{
    char path[PATH_MAX];
    hook_path(place, "pre-commit", "", path);
    if ((place->install->sets & (ONR_HOOK_PRE_PUSH | ONR_HOOK_COMMIT_MSG)) && !place->hooks.bare &&
        !place->own && look(path) != THERE_OURS)
        onr_out_text(place->install->out, "drafts are not checked before a commit; onrecord hook install --pre-commit "
                                          "lets git do that, too\n");
}

static void tell_place(const struct place *place)
{
    struct onr_out *out = place->install->out;
    const struct onr_hook_event *event;
    const char *between = "";
    for (size_t i = 0; (event = onr_hook_event_at(i)); i++)
        if (place->install->sets & event->set) {
            onr_out_format(out, "%s%s", between, event->name);
            between = ", ";
        }
    onr_out_text(out, " installed in ");
    onr_plain_text(out, place->hooks.folder);
    onr_out_char(out, '\n');
    if (place->install->repository && place->hooks.configured && !place->hooks.relative)
        onr_out_text(out, "core.hooksPath names this folder: every repository it is set for runs "
                          "these hooks\n");
    if (place->hooks.relative)
        onr_out_text(out, "core.hooksPath is a relative path: another work tree has hooks only "
                          "where it has this folder too\n");
}

int onr_hook_install(const struct onr_hook_install *install, struct onr_problem *problem)
{
    struct place place;
    const struct onr_hook_event *event;
    if (find_place(&place, install, problem) != 0 || check_place(&place) != 0 ||
        make_folders(&place, place.hooks.folder) != 0)
        return -1;
    for (size_t i = 0; (event = onr_hook_event_at(i)); i++)
        if (is_wanted(&place, event) && install_event(&place, event) != 0)
            return -1;
    if (place.own && !place.hooks.configured &&
        install->git->configure("core.hooksPath", place.hooks.folder, problem) != 0)
        return -1;
    tell_place(&place);
    tell_what_lacks(&place);
    return 0;
}

/* ---- Taking away ------------------------------------------------------------------------------- */

static int uninstall_event(struct place *place, const struct onr_hook_event *event, bool *found)
{
    char path[PATH_MAX], kept[PATH_MAX], beside[PATH_MAX];
    hook_path(place, event->name, "", path);
    hook_path(place, event->name, ONR_HOOK_SUFFIX, kept);
    hook_path(place, event->name, ".onrecord-new", beside);
    enum there there = look(path);
    unlink(beside); /* of an installation that was ended */
    if (there == THERE_OTHER && is_same(path, kept)) {
        unlink(kept);
    } else if (there == THERE_OTHER) {
        if (exists(kept))
            onr_out_format(place->install->out,
                           "%s: it is no longer of onrecord and was left; the hook that was there "
                           "before is %s" ONR_HOOK_SUFFIX "\n",
                           event->name, event->name);
    } else if (exists(kept)) { /* one step: it takes the name of ours */
        if (rename(kept, path) != 0)
            return complain(place, kept, "put back");
        onr_out_format(place->install->out, "%s: the hook that was there before is back\n",
                       event->name);
    } else if (there == THERE_OURS && unlink(path) != 0) {
        return complain(place, path, "taken away");
    }
    *found = *found || there == THERE_OURS;
    return 0;
}

int onr_hook_uninstall(const struct onr_hook_install *install, struct onr_problem *problem)
{
    struct place place;
    const struct onr_hook_event *event;
    bool found = false;
    if (find_place(&place, install, problem) != 0)
        return -1;
    for (size_t i = 0; (event = onr_hook_event_at(i)); i++)
        if (is_wanted(&place, event) && uninstall_event(&place, event, &found) != 0)
            return -1;
    if (place.own && place.hooks.configured &&
        install->git->configure("core.hooksPath", NULL, problem) != 0)
        return -1;
    if (place.own)
        rmdir(place.hooks.folder);
    onr_out_text(install->out, found ? "the hooks of onrecord are taken out of "
                                     : "there is no hook of onrecord in ");
    onr_plain_text(install->out, place.hooks.folder);
    onr_out_char(install->out, '\n');
    return 0;
}

/* ---- What is there ----------------------------------------------------------------------------- */

static void tell_ours(const struct place *place, const char *path, const char *kept, bool *whole)
{
    struct onr_out *out = place->install->out;
    char *program = onr_hook_program(path);
    if (access(path, X_OK) != 0) {
        onr_out_text(out, "not executable, so git passes it over; install it again");
        *whole = false;
    } else if (!program || access(program, X_OK) != 0) {
        onr_out_text(out, "installed, but its program is gone: ");
        onr_plain_text(out, program ? program : "?");
        *whole = false;
    } else {
        onr_out_text(out, "installed, runs ");
        onr_plain_text(out, program);
    }
    if (exists(kept))
        onr_out_text(out, access(kept, X_OK) == 0 ? "; first the hook that was there before"
                                                  : "; the hook before it is not executable");
    free(program);
}

static void tell_event(const struct place *place, const struct onr_hook_event *event, bool *whole)
{
    char path[PATH_MAX], kept[PATH_MAX];
    struct onr_out *out = place->install->out;
    bool asked = (place->install->sets & event->set) != 0;
    hook_path(place, event->name, "", path);
    hook_path(place, event->name, ONR_HOOK_SUFFIX, kept);
    enum there there = look(path);
    if (event->set == ONR_HOOK_PASSED || (there == THERE_NOTHING && !asked))
        return;
    onr_out_format(out, "%-16s ", event->name);
    if (there == THERE_OURS)
        tell_ours(place, path, kept, whole);
    else
        onr_out_text(out, there == THERE_OTHER ? "a hook that is not of onrecord" : "none");
    *whole = *whole && (there == THERE_OURS || !asked);
    onr_out_char(out, '\n');
}

int onr_hook_status(const struct onr_hook_install *install, bool *whole,
                    struct onr_problem *problem)
{
    struct place place;
    const struct onr_hook_event *event;
    if (find_place(&place, install, problem) != 0)
        return -1;
    *whole = true;
    onr_out_text(install->out, "hooks in ");
    onr_plain_text(install->out, place.hooks.folder);
    onr_out_text(install->out, place.hooks.configured ? " (core.hooksPath)\n" : "\n");
    for (size_t i = 0; (event = onr_hook_event_at(i)); i++)
        tell_event(&place, event, whole);
    if (place.own && !place.hooks.configured) {
        onr_out_text(install->out, "core.hooksPath is not set: git does not look there\n");
        *whole = false;
    }
    return 0;
}
