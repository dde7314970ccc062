#include "protect/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#define LEDGER_FILE "ledger"
#define KEY_FILE "key"
#define MOST_BYTES ((off_t)64 << 20)

/* The ledger's file: this, and then the packed entries in a secret box. */
struct ledger_head {
    char magic[16];    /* which kind of file it is */
    uint8_t key[16];   /* which key opens it: a hash of it */
    uint8_t nonce[crypto_secretbox_NONCEBYTES];
};

/* The key's file. */
struct key_file {
    char magic[16];             /* which kind of file it is */
    struct onr_keyring keyring; /* as it is */
    uint8_t check[16];          /* a hash of it */
};

static const char ledger_magic[16] = "onrecord ledger";
static const char key_magic[16] = "onrecord keys 1";

static void hash_of_key(uint8_t out[16], const struct onr_keyring *keyring)
{
    static const char purpose[] = "which key";
    crypto_generichash(out, 16, (const uint8_t *)purpose, sizeof purpose, keyring->box,
                       sizeof keyring->box);
}

static int write_all(int fd, const uint8_t *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return written < 0 ? errno : EIO;
        bytes += written;
        length -= (size_t)written;
    }
    return 0;
}

int onr_store_write(int folder, const char *name, const uint8_t *bytes, size_t length)
{
    char temporary[64];
    snprintf(temporary, sizeof temporary, "%.50s.new", name);
    if (unlinkat(folder, temporary, 0) != 0 && errno != ENOENT) /* of one that was killed */
        return errno;
    int fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno;
    int error = fchmod(fd, 0600) != 0 ? errno : 0;
    if (!error)
        error = write_all(fd, bytes, length);
    if (!error && fsync(fd) != 0)
        error = errno;
    if (close(fd) != 0 && !error)
        error = errno;
    if (!error && renameat(folder, temporary, folder, name) != 0)
        error = errno;
    if (error)
        unlinkat(folder, temporary, 0);
    else if (fsync(folder) != 0 && errno != EINVAL)
        error = errno;
    return error;
}

static bool is_private(int fd, const char *shown, const char *name, struct stat *status,
                       struct onr_problem *problem)
{
    if (fstat(fd, status) != 0 || !S_ISREG(status->st_mode)) {
        onr_problem_set(problem, "%s/%s: this is no file; move it away", shown, name);
    } else if (status->st_uid != geteuid()) {
        onr_problem_set(problem, "%s/%s: this file belongs to somebody else; move it away", shown,
                        name);
    } else if (status->st_mode & 077) {
        onr_problem_set(problem, "%s/%s: others can read this file (mode %03o); run: chmod 600 '%s/%s'",
                        shown, name, (unsigned)(status->st_mode & 0777), shown, name);
    } else if (status->st_size > MOST_BYTES) {
        onr_problem_set(problem, "%s/%s: this file is far too large to be what onrecord wrote; put "
                                 "back a copy of it",
                        shown, name);
    } else {
        return true;
    }
    return false;
}

static uint8_t *read_open(int fd, const char *shown, const char *name, size_t *length,
                          struct onr_problem *problem)
{
    struct stat status;
    if (!is_private(fd, shown, name, &status, problem))
        return NULL;
    *length = (size_t)status.st_size;
    uint8_t *bytes = sodium_malloc(*length ? *length : 1);
    if (!bytes) {
        onr_ledger_no_memory(problem);
        return NULL;
    }
    for (size_t at = 0; at < *length;) {
        ssize_t got = read(fd, bytes + at, *length - at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            onr_problem_set(problem, "%s/%s: it could not be read (%s)", shown, name,
                            got < 0 ? strerror(errno) : "it became shorter");
            sodium_free(bytes);
            return NULL;
        }
        at += (size_t)got;
    }
    return bytes;
}

uint8_t *onr_store_read(int folder, const char *shown, const char *name, size_t *length,
                        bool *missing, struct onr_problem *problem)
{
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    *missing = fd < 0 && errno == ENOENT;
    if (fd < 0) {
        if (!*missing)
            onr_problem_set(problem, "%s/%s: it could not be opened (%s)", shown, name,
                            errno == ELOOP ? "it is a link" : strerror(errno));
        return NULL;
    }
    uint8_t *bytes = read_open(fd, shown, name, length, problem);
    close(fd);
    return bytes;
}

static int damaged(const struct onr_place *place, const char *name, struct onr_problem *problem)
{
    onr_problem_set(problem,
                    "%s/%s is damaged, so names are not protected now; put back a copy of it, or "
                    "move it away, then run: onrecord protect import EXPORT",
                    place->path, name);
    return -1;
}

static int take_key(struct onr_store *store, struct onr_ledger *ledger, const uint8_t *bytes,
                    size_t length, struct onr_problem *problem)
{
    struct key_file *file = sodium_malloc(sizeof *file);
    uint8_t check[16];
    if (!file || onr_ledger_begin(ledger, problem) != 0) {
        sodium_free(file);
        return onr_ledger_no_memory(problem);
    }
    bool good = length == sizeof *file;
    if (good) {
        memcpy(file, bytes, sizeof *file);
        crypto_generichash(check, sizeof check, (const uint8_t *)&file->keyring,
                           sizeof file->keyring, NULL, 0);
        good = memcmp(file->magic, key_magic, sizeof key_magic) == 0 &&
               memcmp(file->check, check, sizeof check) == 0 &&
               file->keyring.count <= ONR_MOST_KEYS;
    }
    if (good)
        memcpy(ledger->keyring, &file->keyring, sizeof file->keyring);
    ledger->new_keys = false;
    sodium_free(file);
    return good ? 0 : damaged(&store->key, KEY_FILE, problem);
}

/* Returns 0, 1 where there is no key, -1. */
static int read_key(struct onr_store *store, struct onr_ledger *ledger, struct onr_problem *problem)
{
    size_t length;
    bool missing = true;
    uint8_t *bytes = store->key.fd < 0 ? NULL
                                       : onr_store_read(store->key.fd, store->key.path, KEY_FILE,
                                                        &length, &missing, problem);
    if (!bytes)
        return missing ? 1 : -1;
    int status = take_key(store, ledger, bytes, length, problem);
    sodium_free(bytes);
    return status;
}

static int open_box(struct onr_store *store, struct onr_ledger *ledger, const uint8_t *bytes,
                    size_t length, struct onr_problem *problem)
{
    struct ledger_head head;
    uint8_t key[16];
    if (length < sizeof head + crypto_secretbox_MACBYTES)
        return damaged(&store->ledger, LEDGER_FILE, problem);
    memcpy(&head, bytes, sizeof head);
    hash_of_key(key, ledger->keyring);
    if (memcmp(head.magic, ledger_magic, sizeof ledger_magic) != 0)
        return damaged(&store->ledger, LEDGER_FILE, problem);
    if (memcmp(head.key, key, sizeof key) != 0) {
        onr_problem_set(problem, "%s/%s was not made with the key in %s/%s; put back the key that "
                                 "belongs to it",
                        store->ledger.path, LEDGER_FILE, store->key.path, KEY_FILE);
        return -1;
    }
    size_t boxed = length - sizeof head;
    uint8_t *plain = sodium_malloc(boxed);
    if (!plain)
        return onr_ledger_no_memory(problem);
    int status = crypto_secretbox_open_easy(plain, bytes + sizeof head, boxed, head.nonce,
                                            ledger->keyring->box);
    if (status == 0)
        status = onr_ledger_unpack(ledger, plain, boxed - crypto_secretbox_MACBYTES);
    sodium_free(plain);
    return status == 0 ? 0 : damaged(&store->ledger, LEDGER_FILE, problem);
}

/*
 * The ledger is read before the key: keys are only ever added, so a key file that is newer than the
 * ledger still opens it.
 */
static int read_both(struct onr_store *store, struct onr_ledger *ledger,
                     struct onr_problem *problem)
{
    size_t length;
    bool missing = false;
    uint8_t *bytes = onr_store_read(store->ledger.fd, store->ledger.path, LEDGER_FILE, &length,
                                    &missing, problem);
    if (!bytes && !missing)
        return -1;
    int status = read_key(store, ledger, problem);
    if (bytes && status == 1) {
        onr_problem_set(problem, "the key %s/%s is missing, without which the ledger cannot be "
                                 "read; put it back, or move %s/%s away and import an export",
                        store->key.path, KEY_FILE, store->ledger.path, LEDGER_FILE);
        status = -1;
    }
    if (bytes && status == 0)
        status = open_box(store, ledger, bytes, length, problem);
    else if (!bytes && status == 0)
        status = 1;
    sodium_free(bytes);
    return status;
}

int onr_store_open(struct onr_store *store, enum onr_store_use use, struct onr_ledger *ledger,
                   struct onr_problem *problem)
{
    bool create = use == ONR_STORE_CHANGE;
    memset(ledger, 0, sizeof *ledger);
    store->key.fd = -1;
    int status = onr_place_open(&store->ledger, ONR_PLACE_LEDGER, create, problem);
    if (status != 0)
        return status;
    if (onr_place_open(&store->key, ONR_PLACE_KEY, create, problem) < 0)
        return -1;
    if (create && flock(store->ledger.fd, LOCK_EX) != 0) {
        onr_problem_set(problem, "%s: another onrecord is changing it and does not end (%s)",
                        store->ledger.path, strerror(errno));
        return -1;
    }
    status = read_both(store, ledger, problem);
    return status == 1 && create ? 0 : status;
}

static int tell(const struct onr_place *place, const char *name, int error,
                struct onr_problem *problem)
{
    onr_problem_set(problem, "%s/%s could not be written (%s); what was there before is there still",
                    place->path, name, strerror(error));
    return -1;
}

static int save_key(struct onr_store *store, const struct onr_keyring *keyring,
                    struct onr_problem *problem)
{
    struct key_file *file = sodium_malloc(sizeof *file);
    if (!file)
        return onr_ledger_no_memory(problem);
    memcpy(file->magic, key_magic, sizeof key_magic);
    memcpy(&file->keyring, keyring, sizeof *keyring);
    crypto_generichash(file->check, sizeof file->check, (const uint8_t *)keyring, sizeof *keyring,
                       NULL, 0);
    int error = onr_store_write(store->key.fd, KEY_FILE, (const uint8_t *)file, sizeof *file);
    sodium_free(file);
    return error ? tell(&store->key, KEY_FILE, error, problem) : 0;
}

static int save_ledger(struct onr_store *store, const struct onr_ledger *ledger,
                       struct onr_problem *problem)
{
    struct ledger_head head;
    size_t length;
    uint8_t *plain = onr_ledger_pack(ledger, &length);
    size_t whole = sizeof head + length + crypto_secretbox_MACBYTES;
    uint8_t *bytes = plain ? malloc(whole) : NULL;
    if (!bytes) {
        sodium_free(plain);
        return onr_ledger_no_memory(problem);
    }
    memcpy(head.magic, ledger_magic, sizeof ledger_magic);
    hash_of_key(head.key, ledger->keyring);
    randombytes_buf(head.nonce, sizeof head.nonce);
    memcpy(bytes, &head, sizeof head);
    crypto_secretbox_easy(bytes + sizeof head, plain, length, head.nonce, ledger->keyring->box);
    sodium_free(plain);
    int error = onr_store_write(store->ledger.fd, LEDGER_FILE, bytes, whole);
    free(bytes);
    return error ? tell(&store->ledger, LEDGER_FILE, error, problem) : 0;
}

int onr_store_save(struct onr_store *store, const struct onr_ledger *ledger,
                   struct onr_problem *problem)
{
    if (ledger->new_keys && save_key(store, ledger->keyring, problem) != 0)
        return -1;
    return save_ledger(store, ledger, problem);
}

void onr_store_close(struct onr_store *store)
{
    onr_place_close(&store->ledger);
    onr_place_close(&store->key);
}
