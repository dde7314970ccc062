#include "document/document.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "onrecord.h"

/* One byte more than the core takes: enough for it to refuse, and no reason to read on. */
#define MOST_BYTES (((size_t)1 << 30) + 1)

void onr_problem_set(struct onr_problem *problem, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem->text, sizeof problem->text, format, arguments);
    va_end(arguments);
}

void onr_problem_of_errno(struct onr_problem *problem, int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        onr_problem_set(problem,
                        "there is no such file; check the name, or give - to read standard input");
        break;
    case EACCES:
    case EPERM:
        onr_problem_set(problem, "you may not read it; ask its owner for permission");
        break;
    case EISDIR:
        onr_problem_set(problem, "it is a folder, not a draft; name the drafts inside it");
        break;
    case ENOMEM:
        onr_problem_set(problem,
                        "memory ran out while reading it; close other programs or split the draft");
        break;
    case EBADF:
        onr_problem_set(problem, "it is closed; pipe the draft in or name a file");
        break;
    default:
        onr_problem_set(problem, "it could not be read (%s); try to open it in your editor",
                        strerror(number));
    }
}

/* Makes room for at least one more read. Returns 0 or an errno. */
static int grow(char **bytes, size_t *capacity, size_t length)
{
    if (*capacity - length >= 4096)
        return 0;
    size_t larger = *capacity ? *capacity * 2 : 65536;
    char *moved = realloc(*bytes, larger);
    if (!moved)
        return ENOMEM;
    *bytes = moved;
    *capacity = larger;
    return 0;
}

/*
 * Reads to the end, or to MOST_BYTES. Returns 0 or an errno; *bytes is the caller's in either case.
 */
static int read_all(int fd, char **bytes, size_t *length)
{
    size_t capacity = 0;
    *bytes = NULL;
    *length = 0;
    while (*length < MOST_BYTES) {
        int error = grow(bytes, &capacity, *length);
        if (error)
            return error;
        ssize_t got = read(fd, *bytes + *length, capacity - *length);
        if (got == 0)
            return 0;
        if (got < 0 && errno != EINTR)
            return errno;
        if (got > 0)
            *length += (size_t)got;
    }
    return 0;
}

static int read_path(const char *path, bool standard_input, char **bytes, size_t *length)
{
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        *bytes = NULL;
        return errno;
    }
    int error = read_all(fd, bytes, length);
    if (!standard_input)
        close(fd);
    return error;
}

/* Replaces the bytes as read by UTF-8 and fills the map. */
static int convert(struct onr_document *document, const char *encoding, struct onr_problem *problem)
{
    char *converted;
    size_t length;
    uint64_t place = 0;
    int status = onr_encoding_convert(encoding, document->bytes, document->length, &converted,
                                      &length, &document->map, &place);
    switch (status) {
    case ONR_ENCODING_OK:
        free(document->bytes);
        document->bytes = converted;
        document->length = length;
        return 0;
    case ONR_ENCODING_UNKNOWN:
        onr_problem_set(problem, "%s is not an encoding this system knows; `iconv -l` lists them",
                        encoding);
        return -1;
    case ONR_ENCODING_INVALID:
        onr_problem_set(
            problem,
            "byte %llu is not %s text; name the encoding it was saved in with --encoding, "
            "or save it as UTF-8",
            (unsigned long long)place, encoding);
        return -1;
    default:
        onr_problem_of_errno(problem, ENOMEM);
        return -1;
    }
}

int onr_document_take(struct onr_document *document, const char *name, char *bytes, size_t length,
                      const struct onr_reading *reading, struct onr_problem *problem)
{
    memset(document, 0, sizeof *document);
    document->path = strdup(name);
    document->bytes = bytes;
    document->length = document->original_length = length;
    document->format = reading->format ? reading->format : onr_format_of_path(name);
    if (!document->path)
        onr_problem_of_errno(problem, ENOMEM);
    else if (onr_encoding_is_utf8(reading->encoding) ||
             convert(document, reading->encoding, problem) == 0)
        return 0;
    onr_document_free(document);
    return -1;
}

int onr_document_read(struct onr_document *document, const char *path,
                      const struct onr_reading *reading, struct onr_problem *problem)
{
    bool standard_input = strcmp(path, "-") == 0;
    const char *name = standard_input && reading->stdin_name ? reading->stdin_name : path;
    char *bytes;
    size_t length = 0;
    int error = read_path(path, standard_input, &bytes, &length);
    if (error == 0)
        return onr_document_take(document, name, bytes, length, reading, problem);
    free(bytes);
    onr_problem_of_errno(problem, error);
    return -1;
}

void onr_document_free(struct onr_document *document)
{
    free(document->path);
    free(document->bytes);
    onr_encoding_map_free(&document->map);
    memset(document, 0, sizeof *document);
}

uint64_t onr_document_offset(const struct onr_document *document, uint32_t offset)
{
    return onr_encoding_map_back(&document->map, offset);
}
