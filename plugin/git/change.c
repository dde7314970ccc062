/* Which files a change touches, and which of them are drafts. */
#include "git/listing.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- Which files are drafts -------------------------------------------------------------------- */

static bool is_on(const char *value)
{
    return git_attr_value(value) == GIT_ATTR_VALUE_TRUE ||
           (git_attr_value(value) == GIT_ATTR_VALUE_STRING && strcmp(value, "true") == 0);
}

static bool is_off(const char *value)
{
    return git_attr_value(value) == GIT_ATTR_VALUE_FALSE ||
           (git_attr_value(value) == GIT_ATTR_VALUE_STRING && strcmp(value, "false") == 0);
}

static void set_encoding(char encoding[40], const char *value)
{
    if (git_attr_value(value) == GIT_ATTR_VALUE_STRING && strlen(value) < 40)
        strcpy(encoding, value);
}

void onr_git_encoding(struct onr_git_repository *repository, const char *path, char encoding[40])
{
    git_attr_options settings = GIT_ATTR_OPTIONS_INIT;
    const char *value = NULL;
    encoding[0] = '\0';
    settings.flags = GIT_ATTR_CHECK_FILE_THEN_INDEX | GIT_ATTR_CHECK_INCLUDE_HEAD;
    if (git_attr_get_ext(&value, repository->handle, &settings, path, "encoding") == 0)
        set_encoding(encoding, value);
    git_error_clear();
}

static void read_settings(struct onr_git_listing *l, struct onr_git_change *change)
{
    enum { WANTED, GENERATED, BINARY, DIFF, ENCODING, TREE_ENCODING, NAMES };
    static const char *names[NAMES] = {"onrecord", "linguist-generated", "binary",
                                       "diff",     "encoding",           "working-tree-encoding"};
    const char *values[NAMES] = {0};
    if (git_attr_get_many_ext(values, l->repository->handle, &l->settings, change->path, NAMES,
                              names) != 0)
        git_error_clear();
    bool strict = git_attr_value(values[WANTED]) == GIT_ATTR_VALUE_STRING &&
                  strcmp(values[WANTED], "strict") == 0;
    change->strict = strict;
    set_encoding(change->old_encoding, values[ENCODING]);
    set_encoding(change->encoding, values[ENCODING]);
    if (l->query->side == ONR_GIT_WORK) /* what git stores is UTF-8 then, what lies there is not */
        set_encoding(change->encoding, values[TREE_ENCODING]);
    if (is_off(values[WANTED]))
        change->skip = ONR_GIT_UNWANTED;
    else if (!strict && !is_on(values[WANTED]) && !l->query->takes(l->query->context, change->path))
        change->skip = ONR_GIT_NO_DRAFT;
    else if (is_on(values[GENERATED]))
        change->skip = ONR_GIT_GENERATED;
    else if (is_on(values[BINARY]) || is_off(values[DIFF]))
        change->skip = ONR_GIT_BINARY;
}

/* What a blob's or a file's size says; ONR_GIT_TAKEN where nothing speaks against it. */
static enum onr_git_skip skip_by_size(struct onr_git_listing *l, const char *path, const git_oid *id)
{
    git_odb *objects;
    size_t size = 0;
    git_object_t type;
    if (l->query->side == ONR_GIT_WORK) {
        char file[PATH_MAX];
        struct stat status;
        snprintf(file, sizeof file, "%s%s", onr_git_root(l->repository), path);
        if (stat(file, &status) != 0 || !S_ISREG(status.st_mode))
            return ONR_GIT_ABSENT;
        return status.st_size > ONR_GIT_LARGEST ? ONR_GIT_HUGE : ONR_GIT_TAKEN;
    }
    if (git_repository_odb(&objects, l->repository->handle) != 0)
        return ONR_GIT_ABSENT;
    int error = git_odb_read_header(&size, &type, objects, id);
    git_odb_free(objects);
    git_error_clear();
    if (error)
        return ONR_GIT_ABSENT;
    return size > ONR_GIT_LARGEST ? ONR_GIT_HUGE : ONR_GIT_TAKEN;
}

static bool is_file(uint32_t mode)
{
    return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE || mode == 0100664;
}

static bool is_wanted_path(const struct onr_git_query *query, const char *path)
{
    for (int i = 0; i < query->path_count; i++) {
        size_t length = strlen(query->paths[i]);
        while (length && query->paths[i][length - 1] == '/')
            length--;
        if (length == 0 || (strncmp(path, query->paths[i], length) == 0 &&
                            (path[length] == '/' || path[length] == '\0')))
            return true;
    }
    return query->path_count == 0;
}

static bool add_old(struct onr_git_change *change, const char *path, const git_oid *id)
{
    struct onr_git_old *old = realloc(change->old, (change->old_count + 1) * sizeof *old);
    if (!old)
        return false;
    change->old = old;
    old += change->old_count;
    old->path = strdup(path);
    onr_git_id_text(old->id, id);
    change->old_count += old->path != NULL;
    return old->path != NULL;
}

static void free_change(struct onr_git_change *change)
{
    onr_git_unload_change(change);
    for (uint32_t i = 0; i < change->old_count; i++)
        free(change->old[i].path);
    free(change->old);
    free(change->path);
}

/* ---- The list ---------------------------------------------------------------------------------- */

static struct onr_git_change *add_change(struct onr_git_changes *changes, const char *path)
{
    if (changes->count == changes->capacity) {
        size_t capacity = changes->capacity ? changes->capacity * 2 : 32;
        struct onr_git_change *at = realloc(changes->at, capacity * sizeof *at);
        if (!at)
            return NULL;
        changes->at = at;
        changes->capacity = capacity;
    }
    struct onr_git_change *change = &changes->at[changes->count];
    memset(change, 0, sizeof *change);
    change->path = strdup(path);
    changes->count += change->path != NULL;
    return change->path ? change : NULL;
}

/* A file that is only going to be added has no content to look into. */
static bool is_promised(const struct onr_git_listing *l, const char *path)
{
    const git_index_entry *entry =
        l->query->side == ONR_GIT_STAGED ? git_index_get_bypath(l->index, path, 0) : NULL;
    return entry && (entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD);
}

/*
 * Adds what the further older sides have under this name. False where one of them has the very
 * same file: then a merge takes it over and changes nothing.
 */
static bool add_further_sides(struct onr_git_listing *l, struct onr_git_change *change, const git_oid *id)
{
    change->sides = (uint32_t)l->bases.count;
    for (size_t i = 1; i < l->bases.count; i++) {
        git_tree_entry *entry;
        if (!l->bases.at[i] || git_tree_entry_bypath(&entry, l->bases.at[i], change->path) != 0) {
            git_error_clear();
            if (change->status == 'D')
                return false;
            continue;
        }
        bool same = change->status != 'D' && git_oid_equal(git_tree_entry_id(entry), id);
        bool blob = is_file(git_tree_entry_filemode(entry));
        if (!same && blob && change->status != 'D')
            add_old(change, change->path, git_tree_entry_id(entry));
        git_tree_entry_free(entry);
        if (same)
            return false;
    }
    return true;
}

static char status_of(const git_diff_delta *delta)
{
    switch (delta->status) {
    case GIT_DELTA_ADDED:
    case GIT_DELTA_UNTRACKED:
        return 'A';
    case GIT_DELTA_DELETED:
        return 'D';
    case GIT_DELTA_TYPECHANGE:
        return 'T';
    default:
        return 'M';
    }
}

static void classify(struct onr_git_listing *l, struct onr_git_change *change, const git_diff_delta *delta)
{
    bool goes = change->status == 'D';
    if (!is_file(goes ? delta->old_file.mode : delta->new_file.mode)) {
        change->skip = ONR_GIT_NO_FILE;
        return;
    }
    read_settings(l, change);
    if (change->skip != ONR_GIT_TAKEN)
        return;
    if (goes)
        change->skip = ONR_GIT_DELETED;
    else
        change->skip = skip_by_size(l, change->path, &delta->new_file.id);
}

static int take_delta(struct onr_git_listing *l, const git_diff_delta *delta)
{
    const char *path = delta->new_file.path ? delta->new_file.path : delta->old_file.path;
    if (!is_wanted_path(l->query, path) || is_promised(l, path) ||
        delta->status == GIT_DELTA_CONFLICTED)
        return 0;
    struct onr_git_change *change = add_change(l->changes, path);
    if (!change)
        return -1;
    change->status = status_of(delta);
    if (change->status != 'A' && is_file(delta->old_file.mode) &&
        !add_old(change, path, &delta->old_file.id))
        return -1;
    if (change->status != 'D' && l->query->side != ONR_GIT_WORK)
        onr_git_id_text(change->id, &delta->new_file.id);
    classify(l, change, delta);
    bool left_out = !l->query->others &&
                    (change->skip == ONR_GIT_NO_DRAFT || change->skip == ONR_GIT_NO_FILE);
    if (left_out || !add_further_sides(l, change, &delta->new_file.id)) {
        free_change(change);
        l->changes->count--;
    }
    return 0;
}

/* ---- Renames ----------------------------------------------------------------------------------- */

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct onr_git_change *)a)->path,
                  ((const struct onr_git_change *)b)->path);
}

static struct onr_git_change *find_change(const struct onr_git_changes *changes, const char *path)
{
    struct onr_git_change key = {.path = (char *)(uintptr_t)path};
    if (changes->count == 0)
        return NULL;
    return bsearch(&key, changes->at, changes->count, sizeof key, by_path);
}

/* Only drafts that come or go are compared with each other: the rest may be gigabytes. */
static int is_no_rename(const git_diff *so_far, const git_diff_delta *delta, const char *match,
                        void *context)
{
    struct onr_git_listing *l = context;
    const struct onr_git_change *change = find_change(l->changes, delta->new_file.path);
    (void)so_far;
    (void)match;
    bool comes = change && change->status == 'A' && change->skip == ONR_GIT_TAKEN;
    bool goes = change && change->skip == ONR_GIT_DELETED;
    return comes || goes ? 0 : 1;
}

static void note_rename(struct onr_git_listing *l, const git_diff_delta *delta)
{
    struct onr_git_change *change = find_change(l->changes, delta->new_file.path);
    struct onr_git_change *gone = find_change(l->changes, delta->old_file.path);
    if (!change || !gone || change->status != 'A')
        return;
    uint32_t count = change->old_count;
    if (!add_old(change, delta->old_file.path, &delta->old_file.id))
        return;
    struct onr_git_old old = change->old[count]; /* the first older side stands first */
    memmove(change->old + 1, change->old, count * sizeof old);
    change->old[0] = old;
    change->status = 'R';
    gone->status = 0;
}

static void drop_renamed(struct onr_git_changes *changes)
{
    size_t kept = 0;
    for (size_t i = 0; i < changes->count; i++) {
        if (changes->at[i].status)
            changes->at[kept++] = changes->at[i];
        else
            free_change(&changes->at[i]);
    }
    changes->count = kept;
}

static int find_renames(struct onr_git_listing *l)
{
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    git_diff_find_options find = GIT_DIFF_FIND_OPTIONS_INIT;
    git_diff *found;
    bool comes = false, goes = false;
    for (size_t i = 0; i < l->changes->count; i++) {
        comes = comes || (l->changes->at[i].status == 'A' && !l->changes->at[i].skip);
        goes = goes || l->changes->at[i].skip == ONR_GIT_DELETED;
    }
    if (!comes || !goes)
        return 0;
    options.notify_cb = is_no_rename;
    options.payload = l;
    int error = onr_git_diff(l, &found, &options);
    if (error)
        return error;
    find.flags = GIT_DIFF_FIND_RENAMES | GIT_DIFF_FIND_FOR_UNTRACKED;
    if (git_diff_find_similar(found, &find) != 0)
        git_error_clear(); /* then they stay one that goes and one that comes */
    for (size_t i = 0; i < git_diff_num_deltas(found); i++)
        if (git_diff_get_delta(found, i)->status == GIT_DELTA_RENAMED)
            note_rename(l, git_diff_get_delta(found, i));
    git_diff_free(found);
    drop_renamed(l->changes);
    return 0;
}

static int list(struct onr_git_listing *l)
{
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    git_diff *found;
    if (l->bases.count == 0) /* nothing arrives */
        return 0;
    int error = onr_git_diff(l, &found, &options);
    if (error)
        return onr_git_fail(l->problem, "what changed could not be read");
    for (size_t i = 0; i < git_diff_num_deltas(found) && !error; i++)
        error = take_delta(l, git_diff_get_delta(found, i));
    git_diff_free(found);
    if (l->changes->count)
        qsort(l->changes->at, l->changes->count, sizeof *l->changes->at, by_path);
    if (!error)
        error = find_renames(l);
    return error ? onr_git_fail(l->problem, "what changed could not be read") : 0;
}

int onr_git_changes(struct onr_git_repository *repository, const struct onr_git_query *query,
                    struct onr_git_changes *changes, struct onr_problem *problem)
{
    struct onr_git_listing l = {
        .repository = repository, .query = query, .changes = changes, .problem = problem};
    memset(changes, 0, sizeof *changes);
    int error = onr_git_open_sides(&l);
    if (error == 0)
        error = list(&l);
    onr_git_close_sides(&l);
    if (error)
        onr_git_forget(changes);
    return error;
}

void onr_git_forget(struct onr_git_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        free_change(&changes->at[i]);
    free(changes->at);
    memset(changes, 0, sizeof *changes);
}
