#include "review/stock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "document/print.h"
#include "review/cache.h"

#define MOST ((size_t)32 << 20) /* bytes of the file */

/*
 * A record is lines:
 *   v PRINT SCORE WORDS NAMED UNNAMED OTHERS ERRORS WARNINGS INFOS KEYS
 *   k RULE TEXT           once for each key; RULE is - for an unnamed source
 *   e PRINT               the print of all lines before it
 * One whose last line is missing or does not fit was cut off and is passed over.
 */
struct onr_stocked {
    uint64_t print;
    const char *start; /* of its first line */
};

static uint64_t print_text(uint64_t print, const char *text)
{
    return onr_print(print, text ? text : "", strlen(text ? text : "") + 1);
}

/* What another build of the program, or another model in it, found is not what this one finds. */
static uint64_t program_print(void)
{
    struct stat status = {0};
    uint64_t print = print_text(ONR_PRINT_START, ONR_VERSION);
    if (stat("/proc/self/exe", &status) == 0) {
        print = onr_print(print, &status.st_size, sizeof status.st_size);
        print = onr_print(print, &status.st_mtim, sizeof status.st_mtim);
    }
    return print;
}

static uint64_t version_print(const struct onr_stock *stock, const struct onr_version *version)
{
    uint64_t print = print_text(stock->print, version->commit->blob);
    return print_text(print, onr_format_of_path(version->commit->path));
}

static int by_print(const void *a, const void *b)
{
    const struct onr_stocked *x = a;
    const struct onr_stocked *y = b;
    return (x->print > y->print) - (x->print < y->print);
}

/* The line after one; NULL where it has no end. */
static char *next_line(char *line)
{
    char *end = strchr(line, '\n');
    return end ? end + 1 : NULL;
}

/* The end of the record that begins at a line, or NULL where it is not whole. */
static char *check_record(char *start)
{
    char *line = start;
    while (line && (line[0] == 'v' || line[0] == 'k') && (line == start || line[0] != 'v'))
        line = next_line(line);
    if (!line || line[0] != 'e')
        return NULL;
    unsigned long long told = strtoull(line + 1, NULL, 16);
    if (told != onr_print(ONR_PRINT_START, start, (size_t)(line - start)))
        return NULL;
    return next_line(line);
}

static void index_records(struct onr_stock *stock)
{
    size_t capacity = 0;
    char *line = stock->bytes;
    while (line && *line) {
        char *end = line[0] == 'v' ? check_record(line) : NULL;
        if (!end) {
            line = next_line(line);
            continue;
        }
        if (stock->count == capacity) {
            capacity = capacity ? capacity * 2 : 256;
            struct onr_stocked *at = realloc(stock->at, capacity * sizeof *at);
            if (!at)
                break;
            stock->at = at;
        }
        stock->at[stock->count++] = (struct onr_stocked){strtoull(line + 2, NULL, 16), line};
        line = end;
    }
    if (stock->count)
        qsort(stock->at, stock->count, sizeof *stock->at, by_print);
}

void onr_stock_open(struct onr_stock *stock, const struct onr_options *options,
                    uint64_t files, const char *encoding)
{
    memset(stock, 0, sizeof *stock);
    onr_out_open(&stock->fresh, -1);
    snprintf(stock->name, sizeof stock->name, "versions-%016llx",
             (unsigned long long)program_print());
    stock->print = print_text(ONR_PRINT_START, options->profile);
    stock->print = print_text(stock->print, options->outlet);
    stock->print = print_text(stock->print, options->labeller);
    stock->print = print_text(stock->print, encoding);
    stock->print = onr_print(stock->print, &files, sizeof files);
    stock->policy = options->policy;
    onr_cache_tidy("versions-", stock->name);
    stock->bytes = onr_cache_read(stock->name, &stock->length);
    if (stock->bytes)
        index_records(stock);
}

static bool read_numbers(const char *line, struct onr_version *version, uint32_t *keys)
{
    unsigned long long print;
    int read = sscanf(line, "v %llx %d %u %u %u %u %u %u %u %u", &print, &version->score,
                      &version->words, &version->named, &version->unnamed, &version->others,
                      &version->errors, &version->warnings, &version->infos, keys);
    version->has_score = version->score >= 0;
    version->score = version->has_score ? version->score : 0;
    return read == 10;
}

static bool read_key(const struct onr_stock *stock, struct onr_keys *keys, const char *line)
{
    const char *rule = line + 2;
    const char *text = strchr(rule, ' ');
    const char *end = strchr(line, '\n');
    if (line[0] != 'k' || !text || !end || text > end)
        return false;
    char *id = strndup(rule, (size_t)(text - rule));
    char *words = strndup(text + 1, (size_t)(end - text - 1));
    uint32_t index = !id ? ONR_NONE : strcmp(id, "-") == 0 ? ONR_VERSION_SOURCE 
                                    : onr_policy_rule_find(stock->policy, id);
    bool read = id && words && index != ONR_NONE && onr_keys_add_text(keys, index, words);
    free(id);
    free(words);
    return read;
}

bool onr_stock_find(const struct onr_stock *stock, struct onr_version *version)
{
    struct onr_stocked key = {.print = version_print(stock, version)};
    const struct onr_stocked *found =
        stock->count ? bsearch(&key, stock->at, stock->count, sizeof key, by_print) : NULL;
    uint32_t keys = 0;
    if (!found || !read_numbers(found->start, version, &keys))
        return false;
    const char *line = strchr(found->start, '\n') + 1;
    for (uint32_t i = 0; i < keys; i++) {
        if (!read_key(stock, &version->keys, line)) {
            onr_keys_free(&version->keys);
            return false;
        }
        line = strchr(line, '\n') + 1;
    }
    version->known = true;
    return true;
}

void onr_stock_add(struct onr_stock *stock, const struct onr_version *version)
{
    struct onr_out *out = &stock->fresh;
    size_t start = out->length;
    onr_out_format(out, "v %016llx %d %u %u %u %u %u %u %u %u\n",
                   (unsigned long long)version_print(stock, version),
                   version->has_score ? version->score : -1, version->words, version->named,
                   version->unnamed, version->others, version->errors, version->warnings,
                   version->infos, version->keys.count);
    for (uint32_t i = 0; i < version->keys.count; i++) {
        const struct onr_finding_key *key = &version->keys.at[i];
        onr_out_text(out, "k ");
        onr_out_text(out, key->rule == ONR_VERSION_SOURCE
                              ? "-"
                              : onr_policy_rule_at(stock->policy, key->rule)->id);
        onr_out_char(out, ' ');
        onr_out_text(out, key->text);
        onr_out_char(out, '\n');
    }
    if (!out->error)
        onr_out_format(out, "e %016llx\n",
                       (unsigned long long)onr_print(ONR_PRINT_START, out->bytes + start,
                                                     out->length - start));
}

void onr_stock_close(struct onr_stock *stock)
{
    if (stock->fresh.length && !stock->fresh.error)
        onr_cache_append(stock->name, stock->fresh.bytes, stock->fresh.length, MOST);
    onr_out_close(&stock->fresh);
    free(stock->at);
    free(stock->bytes);
    memset(stock, 0, sizeof *stock);
}
