/* The texts of a change, and the lines it adds. */
#include "git/repository.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SNIFFED 8000 /* bytes in which git looks for a NUL */

/* A pointer as git-lfs writes it: its lines tell what it is, its size does not. */
static bool is_lfs_pointer(const char *bytes, size_t length)
{
    static const char version[] = "version https://git-lfs.github.com/spec/v1\n";
    return length < 1024 && length > sizeof version &&
           memcmp(bytes, version, sizeof version - 1) == 0 && memmem(bytes, length, "\noid ", 5) &&
           memmem(bytes, length, "\nsize ", 6);
}

/* UTF-16 has NUL bytes and is text all the same: the analysis says what to do about it. */
static bool is_binary(const char *bytes, size_t length)
{
    bool utf16 = length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 ||
                                 memcmp(bytes, "\xFE\xFF", 2) == 0);
    return !utf16 && memchr(bytes, '\0', length < SNIFFED ? length : SNIFFED);
}

int onr_git_blob(struct onr_git_repository *repository, const char *id, char **bytes,
                 size_t *length, struct onr_problem *problem)
{
    git_blob *blob;
    git_oid oid;
    int error = git_oid_fromstr(&oid, id);
    if (!error)
        error = git_blob_lookup(&blob, repository->handle, &oid);
    if (error)
        return onr_git_fail(problem, "a version of the file is not in this clone");
    *length = (size_t)git_blob_rawsize(blob);
    *bytes = malloc(*length + 1);
    if (*bytes) {
        memcpy(*bytes, git_blob_rawcontent(blob), *length);
        (*bytes)[*length] = '\0';
    }
    git_blob_free(blob);
    if (*bytes)
        return 0;
    onr_git_say(problem, "memory ran out; close other programs and try again");
    return -1;
}

static int read_work_file(struct onr_git_repository *repository, struct onr_git_change *change,
                          struct onr_problem *problem)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s%s", onr_git_root(repository), change->path);
    FILE *file = fopen(path, "rbe");
    if (!file) {
        onr_git_say(problem, "it could not be read (%s)", strerror(errno));
        return -1;
    }
    change->bytes = malloc(ONR_GIT_LARGEST + 1);
    if (change->bytes)
        change->length = fread(change->bytes, 1, ONR_GIT_LARGEST, file);
    fclose(file);
    if (!change->bytes) {
        onr_git_say(problem, "memory ran out; close other programs and try again");
        return -1;
    }
    char *fitting = realloc(change->bytes, change->length + 1);
    change->bytes = fitting ? fitting : change->bytes;
    change->bytes[change->length] = '\0';
    return 0;
}

/* ---- Added lines ------------------------------------------------------------------------------- */

struct spans {
    struct onr_git_span *at;
    uint32_t count;
    uint32_t capacity;
};

static int add_span(struct spans *spans, size_t start, size_t end)
{
    if (spans->count == spans->capacity) {
        uint32_t capacity = spans->capacity ? spans->capacity * 2 : 16;
        struct onr_git_span *at = realloc(spans->at, capacity * sizeof *at);
        if (!at)
            return -1;
        spans->at = at;
        spans->capacity = capacity;
    }
    spans->at[spans->count++] = (struct onr_git_span){start, end};
    return 0;
}

/* Goes through a text by its line ends as git counts them. */
struct lines {
    const struct onr_git_change *change;
    struct spans *spans;
    size_t line;   /* the line that begins at `offset`, from 1 */
    size_t offset; /* bytes */
};

static size_t go_to(struct lines *lines, size_t line)
{
    const struct onr_git_change *change = lines->change;
    while (lines->line < line && lines->offset < change->length) {
        const char *end = memchr(change->bytes + lines->offset, '\n', change->length - lines->offset);
        lines->offset = end ? (size_t)(end - change->bytes) + 1 : change->length;
        lines->line++;
    }
    return lines->offset;
}

static int take_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *context)
{
    struct lines *lines = context;
    (void)delta;
    if (hunk->new_lines <= 0)
        return 0;
    size_t start = go_to(lines, (size_t)hunk->new_start);
    size_t end = go_to(lines, (size_t)(hunk->new_start + hunk->new_lines));
    return add_span(lines->spans, start, end);
}

static int find_added(const struct onr_git_change *change, const char *old, size_t old_length,
                      struct spans *spans)
{
    struct lines lines = {change, spans, 1, 0};
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.context_lines = 0;
    options.flags = GIT_DIFF_FORCE_TEXT;
    if (!change->id[0]) /* a work tree may end its lines in another way */
        options.flags |= GIT_DIFF_IGNORE_WHITESPACE_EOL;
    return git_diff_buffers(old, old_length, "draft", change->bytes, change->length, "draft",
                            &options, NULL, NULL, take_hunk, NULL, &lines);
}

/* Leaves in a what is in both; both are in order. */
static int intersect(struct spans *a, const struct spans *b)
{
    struct spans both = {0};
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        size_t start = a->at[i].start > b->at[j].start ? a->at[i].start : b->at[j].start;
        size_t end = a->at[i].end < b->at[j].end ? a->at[i].end : b->at[j].end;
        if (start < end && add_span(&both, start, end) != 0) {
            free(both.at);
            return -1;
        }
        if (a->at[i].end < b->at[j].end)
            i++;
        else
            j++;
    }
    free(a->at);
    *a = both;
    return 0;
}

static int add_side(struct onr_git_repository *repository, struct onr_git_change *change,
                    uint32_t side, struct spans *added)
{
    struct spans here = {0};
    char *old;
    size_t length;
    struct onr_problem absent;
    if (onr_git_blob(repository, change->old[side].id, &old, &length, &absent) != 0)
        return 0; /* not in this clone: every line may be new */
    int error = find_added(change, old, length, &here);
    if (!error)
        error = intersect(added, &here);
    free(here.at);
    if (side == 0) {
        change->old_bytes = old;
        change->old_length = length;
    } else {
        free(old);
    }
    return error;
}

int onr_git_load_change(struct onr_git_repository *repository, struct onr_git_change *change,
                        struct onr_problem *problem)
{
    struct spans added = {0};
    int error = change->id[0] ? onr_git_blob(repository, change->id, &change->bytes,
                                             &change->length, problem)
                              : read_work_file(repository, change, problem);
    if (error || !change->bytes)
        return -1;
    bool taken = change->skip == ONR_GIT_TAKEN;
    if (taken && is_lfs_pointer(change->bytes, change->length))
        change->skip = ONR_GIT_LFS;
    else if (taken && !change->encoding[0] && is_binary(change->bytes, change->length))
        change->skip = ONR_GIT_BINARY;
    if (change->length)
        error = add_span(&added, 0, change->length);
    for (uint32_t i = 0; i < change->old_count && !error; i++)
        error = add_side(repository, change, i, &added);
    change->added = added.at;
    change->added_count = added.count;
    if (!error)
        return 0;
    onr_git_unload_change(change);
    return onr_git_fail(problem, "its changes could not be told");
}

void onr_git_unload_change(struct onr_git_change *change)
{
    free(change->bytes);
    free(change->old_bytes);
    free(change->added);
    change->bytes = change->old_bytes = NULL;
    change->added = NULL;
    change->length = change->old_length = 0;
    change->added_count = 0;
}
