#include "cli/baseline.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "document/print.h"
#include "present/write.h"
#include "review/key.h"

#define VERSION 1

/* One draft in the baseline. */
struct entry {
    char *path;              /* seen from the baseline's folder; owned */
    struct onr_keys keys;    /* what was accepted; owned */
    char **ids;              /* for each key the id of its rule; owned */
    bool *met;               /* for each key whether it is still there; owned, NULL where not seen */
};

struct onr_baseline {
    char *path;            /* of the file; owned */
    char *folder;          /* it lies in, absolute, with a slash at its end; owned */
    bool fresh;            /* all that is found is accepted */
    struct entry *entries; /* count drafts by path; owned */
    size_t count;          /* how many */
    size_t capacity;       /* how many there is room for */
};

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *named = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup("./");
    char *real = named ? realpath(named, NULL) : NULL;
    char *folder = NULL;
    if (real && asprintf(&folder, "%s%s", real, real[1] ? "/" : "") < 0)
        folder = NULL;
    free(named);
    free(real);
    return folder;
}

static void free_baseline(struct onr_baseline *baseline)
{
    for (size_t i = 0; i < baseline->count; i++) {
        free(baseline->entries[i].path);
        for (uint32_t k = 0; k < baseline->entries[i].keys.count; k++)
            free(baseline->entries[i].ids[k]);
        free(baseline->entries[i].ids);
        onr_keys_free(&baseline->entries[i].keys);
        free(baseline->entries[i].met);
    }
    free(baseline->entries);
    free(baseline->path);
    free(baseline->folder);
    free(baseline);
}

static struct entry *add_entry(struct onr_baseline *baseline, const char *path)
{
    if (baseline->count == baseline->capacity) {
        size_t capacity = baseline->capacity ? baseline->capacity * 2 : 16;
        struct entry *entries = realloc(baseline->entries, capacity * sizeof *entries);
        if (!entries)
            return NULL;
        baseline->entries = entries;
        baseline->capacity = capacity;
    }
    struct entry *entry = &baseline->entries[baseline->count];
    memset(entry, 0, sizeof *entry);
    entry->path = strdup(path);
    baseline->count += entry->path != NULL;
    return entry->path ? entry : NULL;
}

/* Rules are told apart by their ids: a newsroom's own have other indices in another project. */
static uint32_t number_of(const char *id)
{
    return (uint32_t)onr_print(ONR_PRINT_START, id, strlen(id));
}

static bool add_key(struct entry *entry, const char *id, const char *text)
{
    char **ids = realloc(entry->ids, (entry->keys.count + 1) * sizeof *ids);
    char *copy = ids ? strdup(id) : NULL;
    entry->ids = ids ? ids : entry->ids;
    if (!copy || !onr_keys_add_text(&entry->keys, number_of(id), text)) {
        free(copy);
        return false;
    }
    entry->ids[entry->keys.count - 1] = copy;
    return true;
}

/* ---- Reading ----------------------------------------------------------------------------------- */

static bool read_entry(struct onr_baseline *baseline, const char *path, const json_t *list)
{
    size_t i;
    json_t *item;
    struct entry *entry = add_entry(baseline, path);
    if (!entry || !json_is_array(list))
        return false;
    json_array_foreach(list, i, item)
    {
        const char *rule = json_string_value(json_object_get(item, "rule"));
        const char *text = json_string_value(json_object_get(item, "text"));
        if (!rule || !text)
            return false;
        if (!add_key(entry, rule, text))
            return false;
    }
    return true;
}

static int read_file(struct onr_baseline *baseline)
{
    json_error_t error;
    json_t *root = json_load_file(baseline->path, 0, &error);
    if (!root && access(baseline->path, F_OK) != 0) {
        onr_complain(baseline->path, "there is no such baseline; onrecord check --write-baseline %s "
                                     "DRAFTS accepts what is found now",
                     baseline->path);
        return ONR_EXIT_FILE;
    }
    json_t *drafts = json_object_get(root, "baseline");
    const char *path;
    json_t *list;
    bool read = json_is_object(drafts) &&
                json_integer_value(json_object_get(root, "onrecord")) == VERSION;
    json_object_foreach(drafts, path, list) read = read && read_entry(baseline, path, list);
    json_decref(root);
    if (read)
        return ONR_EXIT_CLEAN;
    if (!root)
        onr_complain(baseline->path, "line %d is no JSON (%s); mend it, or write the baseline anew",
                     error.line, error.text);
    else
        onr_complain(baseline->path, "it is no baseline of this version of onrecord; write it anew "
                                     "with onrecord check --write-baseline");
    return ONR_EXIT_FILE;
}

int onr_baseline_open(struct onr_baseline **ret, const char *path, bool fresh)
{
    struct onr_baseline *baseline = calloc(1, sizeof *baseline);
    if (!baseline)
        return ONR_EXIT_INTERNAL;
    baseline->path = strdup(path);
    baseline->folder = folder_of(path);
    baseline->fresh = fresh;
    int status = ONR_EXIT_CLEAN;
    if (!baseline->path || !baseline->folder) {
        onr_complain(path, "the folder it is to lie in is not there; make it first");
        status = ONR_EXIT_FILE;
    } else if (!fresh) {
        status = read_file(baseline);
    }
    if (status == ONR_EXIT_CLEAN)
        *ret = baseline;
    else
        free_baseline(baseline);
    return status;
}

/* ---- Accepting --------------------------------------------------------------------------------- */

/* The draft's path from the baseline's folder; as it was named where it lies elsewhere. Free it. */
static char *path_in(const struct onr_baseline *baseline, const char *path)
{
    char *real = realpath(path, NULL);
    size_t length = strlen(baseline->folder);
    bool inside = real && strncmp(real, baseline->folder, length) == 0;
    char *result = strdup(inside ? real + length : path);
    free(real);
    return result;
}

static struct entry *find_entry(struct onr_baseline *baseline, const char *path)
{
    for (size_t i = 0; i < baseline->count; i++)
        if (strcmp(baseline->entries[i].path, path) == 0)
            return &baseline->entries[i];
    return NULL;
}

/* Marks what is accepted of these findings, and what of the entry was met. */
static bool match(struct entry *entry, const struct onr_keys *found, bool *accepted)
{
    uint32_t *partner = malloc((found->count + 1) * sizeof *partner);
    bool done = partner && onr_keys_match(found, &entry->keys, ONR_KEYS_ALIKE, partner);
    if (!entry->met)
        entry->met = calloc((size_t)entry->keys.count + 1, sizeof *entry->met);
    for (uint32_t i = 0; done && entry->met && i < found->count; i++)
        if (partner[i] != ONR_NONE) {
            accepted[i] = true;
            entry->met[partner[i]] = true;
        }
    free(partner);
    return done && entry->met;
}

static bool take_all(struct onr_baseline *baseline, const char *path, struct onr_keys *found,
                     const struct onr_analysis *analysis, bool *accepted)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(analysis, &count);
    struct entry *entry = find_entry(baseline, path);
    if (!entry)
        entry = add_entry(baseline, path);
    bool done = entry != NULL;
    for (uint32_t i = 0; i < count && done; i++) {
        accepted[i] = true;
        if (!findings[i].waived && findings[i].severity != ONR_SEVERITY_OFF)
            done = add_key(entry, onr_analysis_rule(analysis, findings[i].rule)->id,
                           found->at[i].text);
    }
    return done;
}

bool *onr_baseline_accept(struct onr_baseline *baseline, const struct onr_document *document,
                          const struct onr_analysis *analysis)
{
    struct onr_keys found = {0};
    char *path = path_in(baseline, document->path);
    bool done = path &&
                onr_keys_of_findings(&found, analysis, document->bytes, document->length);
    for (uint32_t i = 0; i < found.count; i++)
        found.at[i].rule = number_of(onr_analysis_rule(analysis, found.at[i].rule)->id);
    bool *accepted = done ? calloc((size_t)found.count + 1, sizeof *accepted) : NULL;
    if (accepted && baseline->fresh)
        done = take_all(baseline, path, &found, analysis, accepted);
    else if (accepted && find_entry(baseline, path))
        done = match(find_entry(baseline, path), &found, accepted);
    onr_keys_free(&found);
    free(path);
    if (done)
        return accepted;
    free(accepted);
    return NULL;
}

/* ---- Pruning and writing ----------------------------------------------------------------------- */

static bool is_gone(const struct onr_baseline *baseline, const struct entry *entry)
{
    char *path;
    if (entry->path[0] == '/')
        return access(entry->path, F_OK) != 0;
    if (asprintf(&path, "%s%s", baseline->folder, entry->path) < 0)
        return false;
    bool gone = access(path, F_OK) != 0 && access(entry->path, F_OK) != 0;
    free(path);
    return gone;
}

/* Leaves out what was mended. Returns how much that was. */
static size_t prune(struct onr_baseline *baseline)
{
    size_t pruned = 0;
    for (size_t i = 0; i < baseline->count; i++) {
        struct entry *entry = &baseline->entries[i];
        bool gone = is_gone(baseline, entry);
        uint32_t kept = 0;
        for (uint32_t k = 0; k < entry->keys.count; k++) {
            struct onr_finding_key key = entry->keys.at[k];
            if (gone || (entry->met && !entry->met[k])) {
                free(key.text);
                onr_words_free(&key.words);
                free(entry->ids[k]);
                pruned++;
            } else {
                entry->ids[kept] = entry->ids[k];
                entry->keys.at[kept++] = key;
            }
        }
        entry->keys.count = kept;
    }
    return pruned;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->path, ((const struct entry *)b)->path);
}

static void write_entries(struct onr_out *out, const struct onr_baseline *baseline)
{
    struct onr_json json = {.out = out, .pretty = true};
    onr_json_open(&json, NULL, '{');
    onr_json_unsigned(&json, "onrecord", VERSION);
    onr_json_open(&json, "baseline", '{');
    for (size_t i = 0; i < baseline->count; i++) {
        const struct entry *entry = &baseline->entries[i];
        if (entry->keys.count == 0)
            continue;
        /* The key is a path, which may hold anything: written as a value is, then as a key. */
        struct onr_out path;
        struct onr_json name = {.out = &path};
        onr_out_open(&path, -1);
        onr_json_text(&name, NULL, entry->path);
        onr_out_char(&path, '\0');
        if (!path.error) {
            path.bytes[path.length - 2] = '\0'; /* without its quotation marks */
            onr_json_open(&json, path.bytes + 1, '[');
            for (uint32_t k = 0; k < entry->keys.count; k++) {
                onr_json_open_flat(&json, NULL, '{');
                onr_json_text(&json, "rule", entry->ids[k]);
                onr_json_text(&json, "text", entry->keys.at[k].text);
                onr_json_close(&json, '}');
            }
            onr_json_close(&json, ']');
        }
        onr_out_close(&path);
    }
    onr_json_close(&json, '}');
    onr_json_close(&json, '}');
    onr_out_char(out, '\n');
}

/* Writes the file beside and renames it: it is whole at any moment. */
static int write_file(const struct onr_baseline *baseline)
{
    struct onr_out out;
    char *beside;
    if (asprintf(&beside, "%s.%ld", baseline->path, (long)getpid()) < 0)
        return ONR_EXIT_FILE;
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int error = fd < 0 ? errno : 0;
    if (!error) {
        onr_out_open(&out, fd);
        write_entries(&out, baseline);
        error = onr_out_close(&out);
        if (close(fd) != 0 && !error)
            error = errno;
        if (!error && rename(beside, baseline->path) != 0)
            error = errno;
        if (error)
            unlink(beside);
    }
    free(beside);
    if (!error)
        return ONR_EXIT_CLEAN;
    onr_complain(baseline->path, "the baseline could not be written (%s); it is as it was",
                 strerror(error));
    return ONR_EXIT_FILE;
}

int onr_baseline_close(struct onr_baseline *baseline, bool whole)
{
    int status = ONR_EXIT_CLEAN;
    if (baseline->fresh && !whole) {
        onr_complain(baseline->path, "the baseline was not written: not all drafts could be read");
        free_baseline(baseline);
        return ONR_EXIT_FILE;
    }
    size_t pruned = baseline->fresh ? 0 : prune(baseline);
    size_t kept = 0;
    for (size_t i = 0; i < baseline->count; i++)
        kept += baseline->entries[i].keys.count;
    if (baseline->count)
        qsort(baseline->entries, baseline->count, sizeof *baseline->entries, by_path);
    if (pruned || baseline->fresh)
        status = write_file(baseline);
    if (status == ONR_EXIT_CLEAN && baseline->fresh)
        onr_complain(baseline->path, "%zu findings accepted; --baseline %s tells only what is new",
                     kept, baseline->path);
    else if (status == ONR_EXIT_CLEAN && pruned)
        onr_complain(baseline->path, "%zu accepted findings were mended and are taken out", pruned);
    free_baseline(baseline);
    return status;
}
