#include "document/save.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(struct onr_problem *problem, const char *what)
{
    onr_problem_set(problem, "%s (%s); it is as it was", what, strerror(errno));
    return -1;
}

/* Whether the file still holds what was read of it. */
static bool is_unchanged(const struct onr_document *document, const char *path)
{
    struct onr_document now;
    struct onr_problem problem;
    struct onr_reading reading = {0};
    if (onr_document_read(&now, path, &reading, &problem) != 0)
        return false;
    bool same = now.length == document->length && memcmp(now.bytes, document->bytes, now.length) == 0;
    onr_document_free(&now);
    return same;
}

static int write_all(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -1;
        bytes += written;
        length -= (size_t)written;
    }
    return 0;
}

/* Writes a new file beside the old one, with its mode, and renames it. */
static int replace(const char *path, const char *bytes, size_t length, struct onr_problem *problem)
{
    struct stat status;
    size_t room = strlen(path) + sizeof ".onrecord-XXXXXX";
    char *beside = malloc(room);
    if (!beside || stat(path, &status) != 0) {
        free(beside);
        return fail(problem, "it could not be replaced");
    }
    snprintf(beside, room, "%s.onrecord-XXXXXX", path);
    int fd = mkstemp(beside);
    bool good = fd >= 0 && fchmod(fd, status.st_mode & 07777) == 0 && write_all(fd, bytes, length) == 0 &&
                fsync(fd) == 0;
    /* The owner stays where we may keep it; a file of somebody else's becomes ours. */
    if (good && fchown(fd, status.st_uid, status.st_gid) != 0)
        errno = 0;
    if (fd >= 0 && close(fd) != 0)
        good = false;
    good = good && rename(beside, path) == 0;
    int result = good ? 0 : fail(problem, "the fixed draft could not be written");
    if (!good && fd >= 0)
        unlink(beside);
    free(beside);
    return result;
}

int onr_document_save(const struct onr_document *document, const char *bytes, size_t length,
                      struct onr_problem *problem)
{
    char *path = realpath(document->path, NULL);
    int result = -1;
    if (!path || access(path, W_OK) != 0)
        fail(problem, "you may not write it");
    else if (!is_unchanged(document, path))
        onr_problem_set(problem, "it changed while it was read, and is left as it is; run this again");
    else
        result = replace(path, bytes, length, problem);
    free(path);
    return result;
}
