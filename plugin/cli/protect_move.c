/* onrecord protect export and import: the ledger under a passphrase. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/protect.h"
#include "document/document.h"
#include "protect/bundle.h"
#include "protect/secret.h"
#include "protect/store.h"

/* What is typed: secret, in locked memory. */
struct typed {
    char passphrase[ONR_PASSPHRASE_BYTES];
    char again[ONR_PASSPHRASE_BYTES];
};

static int ask_new(struct typed *typed, struct onr_problem *problem)
{
    int length = onr_secret_ask("Passphrase for the export (not shown): ", false, typed->passphrase,
                                sizeof typed->passphrase, problem);
    if (length < 0)
        return -1;
    if (length < ONR_LEAST_PASSPHRASE) {
        onr_problem_set(problem, "a passphrase has at least %d characters, since whoever finds the "
                                 "file can try as many as they like; nothing was written",
                        ONR_LEAST_PASSPHRASE);
        return -1;
    }
    if (onr_secret_ask("The same once more: ", false, typed->again, sizeof typed->again, problem) <
        0)
        return -1;
    if (strcmp(typed->passphrase, typed->again) == 0)
        return 0;
    onr_problem_set(problem, "you typed two different passphrases; nothing was written");
    return -1;
}

/* The folder of the file to write, opened. */
static int open_target(const char *path, char *name, struct onr_problem *problem)
{
    char folder[PATH_MAX];
    if (strlen(path) >= sizeof folder) {
        onr_problem_set(problem, "its name is too long; choose a shorter one");
        return -1;
    }
    strcpy(name, path);
    char *base = basename(strcpy(folder, path));
    memmove(name, base, strlen(base) + 1);
    char *parent = dirname(strcpy(folder, path));
    if (onr_place_in_repository(parent)) {
        onr_problem_set(problem, "it would lie in a git repository, where protected names must never "
                                 "lie; choose a folder outside");
        return -1;
    }
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        onr_problem_set(problem, "its folder cannot be opened (%s); check the name",
                        strerror(errno));
    return fd;
}

static int write_bundle(const char *path, const struct onr_ledger *ledger,
                        const struct typed *typed, struct onr_problem *problem)
{
    char name[PATH_MAX];
    size_t length;
    int folder = open_target(path, name, problem);
    if (folder < 0)
        return -1;
    uint8_t *bytes = onr_bundle_wrap(ledger, typed->passphrase, &length, problem);
    int error = bytes ? onr_store_write(folder, name, bytes, length) : 0;
    if (error)
        onr_problem_set(problem, "it could not be written (%s)", strerror(error));
    close(folder);
    free(bytes);
    return bytes && !error ? 0 : -1;
}

/* What would go wrong, before a passphrase is typed. */
static int try_target(const char *path, struct onr_problem *problem)
{
    char name[PATH_MAX];
    int folder = open_target(path, name, problem);
    if (folder < 0)
        return -1;
    bool there = faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    close(folder);
    if (there)
        onr_problem_set(problem, "it is there already and is not overwritten; choose another name");
    return there ? -1 : 0;
}

static int read_ledger(struct onr_ledger *ledger, struct onr_problem *problem)
{
    struct onr_store store;
    int status = onr_store_open(&store, ONR_STORE_READ, ledger, problem);
    onr_store_close(&store);
    if (status == 1 || (status == 0 && !ledger->count)) {
        onr_problem_set(problem, "nothing is protected yet, so there is nothing to export; onrecord "
                                 "protect add begins");
        return -1;
    }
    return status;
}

int onr_protect_export(const struct onr_arguments *arguments)
{
    struct onr_problem problem;
    struct onr_ledger ledger;
    const char *path = arguments->operands[0];
    if (read_ledger(&ledger, &problem) != 0) {
        onr_ledger_free(&ledger);
        return onr_protect_fail(&problem);
    }
    struct typed *typed = onr_secret_new(sizeof *typed);
    int status = typed ? try_target(path, &problem) : onr_ledger_no_memory(&problem);
    if (status == 0)
        status = ask_new(typed, &problem);
    if (status == 0)
        status = write_bundle(path, &ledger, typed, &problem);
    onr_secret_free(typed);
    onr_ledger_free(&ledger);
    if (status == 0)
        onr_complain(path, "written; whoever has it and the passphrase can test guesses: send them "
                           "by two different ways");
    else
        onr_complain(path, "%s", problem.text);
    return status == 0 ? ONR_EXIT_CLEAN : ONR_EXIT_FILE;
}

/* Joins what was imported to the ledger of this computer. Returns how many entries were new. */
static int take_in(const struct onr_ledger *from, struct onr_problem *problem)
{
    struct onr_store store;
    struct onr_ledger ledger;
    int status = onr_store_open(&store, ONR_STORE_CHANGE, &ledger, problem);
    int taken = status == 0 ? onr_bundle_merge(&ledger, from, problem) : -1;
    if (taken > 0 && onr_store_save(&store, &ledger, problem) != 0)
        taken = -1;
    onr_store_close(&store);
    onr_ledger_free(&ledger);
    return taken;
}

static int open_bundle(const char *path, struct typed *typed, struct onr_ledger *from,
                       struct onr_problem *problem)
{
    char *bytes;
    size_t length;
    memset(from, 0, sizeof *from);
    if (onr_secret_read(path, &bytes, &length, problem) != 0)
        return -1;
    int status = onr_secret_ask("Passphrase of the export (not shown): ", false, typed->passphrase,
                                sizeof typed->passphrase, problem);
    if (status >= 0)
        status = onr_bundle_open(from, (const uint8_t *)bytes, length, typed->passphrase, problem);
    onr_secret_discard(bytes, length);
    return status;
}

int onr_protect_import(const struct onr_arguments *arguments)
{
    struct onr_problem problem;
    struct onr_ledger from;
    const char *path = arguments->operands[0];
    struct typed *typed = onr_secret_new(sizeof *typed);
    if (!typed) {
        onr_ledger_no_memory(&problem);
        return onr_protect_fail(&problem);
    }
    int status = open_bundle(path, typed, &from, &problem);
    onr_secret_free(typed);
    int taken = status == 0 ? take_in(&from, &problem) : -1;
    if (taken < 0)
        onr_complain(path, "%s", problem.text);
    else
        onr_complain(path, "%d of %u entries were new and are protected here now", taken,
                     (unsigned)from.count);
    onr_ledger_free(&from);
    return taken < 0 ? ONR_EXIT_FILE : ONR_EXIT_CLEAN;
}
