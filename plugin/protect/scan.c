#include "protect/scan.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "protect/search.h"
#include "protect/secret.h"
#include "protect/store.h"

/*
 * A long text is folded in stretches of this many bytes, each with the begin of the next one, so
 * that what is across the border is found once.
 */
#define STRETCH ((size_t)256 << 10)
#define OVERLAP ((size_t)16 << 10)

static void free_table(struct onr_protect_table *table)
{
    if (!table)
        return;
    free(table->cells);
    sodium_free(table);
}

static struct onr_protect_table *new_table(uint32_t entries)
{
    struct onr_protect_table *table = sodium_malloc(sizeof *table);
    if (!table)
        return NULL;
    sodium_memzero(table, sizeof *table);
    for (table->room = 1024; table->room < entries * ONR_MOST_FORMS * 2; table->room *= 2)
        continue;
    table->cells = calloc(table->room, sizeof *table->cells);
    if (table->cells)
        return table;
    free_table(table);
    return NULL;
}

static void insert(struct onr_protect_table *table, uint64_t tag, uint32_t slot)
{
    uint32_t first = (uint32_t)(tag >> (64 - ONR_FILTER_BITS));
    uint32_t i = (uint32_t)tag & (table->room - 1);
    while (table->cells[i].slot)
        i = (i + 1) & (table->room - 1);
    table->cells[i] = (struct onr_protect_cell){tag, slot + 1};
    table->filter[first / 8] = (uint8_t)(table->filter[first / 8] | 1u << first % 8);
}

static uint32_t hashed_with(const struct onr_ledger *ledger, uint32_t key)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < ledger->count; i++)
        count += ledger->entries[i].key == key;
    return count;
}

static struct onr_protect_table *make_table(const struct onr_ledger *ledger, uint32_t key)
{
    struct onr_protect_table *table = new_table(hashed_with(ledger, key));
    if (!table)
        return NULL;
    onr_slot_keys_make(&table->keys, ledger->keyring->keys[key]);
    for (uint32_t i = 0; i < ledger->count; i++) {
        const struct onr_entry *entry = &ledger->entries[i];
        if (entry->key != key)
            continue;
        table->sizes |= onr_entry_sizes(entry);
        for (uint32_t slot = 0; slot < ONR_MOST_FORMS; slot++) {
            uint64_t tag;
            memcpy(&tag, entry->slots[slot].tag, sizeof tag);
            insert(table, tag, i * ONR_MOST_FORMS + slot);
        }
    }
    for (uint32_t size = 0; size < ONR_FORM_BYTES / 8; size++)
        if (table->sizes >> size & 1)
            table->reach = 8 * size + 8;
    return table;
}

struct onr_protect *onr_protect_make(struct onr_ledger *ledger)
{
    struct onr_protect *protect = calloc(1, sizeof *protect);
    if (!protect) {
        onr_ledger_free(ledger);
        return NULL;
    }
    protect->ledger = *ledger;
    protect->alphabet = onr_alphabet_new();
    bool good = protect->alphabet != NULL;
    for (uint32_t key = 0; good && key < ledger->keyring->count; key++) {
        if (!hashed_with(ledger, key))
            continue;
        protect->tables[key] = make_table(ledger, key);
        good = protect->tables[key] != NULL;
    }
    if (good)
        return protect;
    onr_protect_close(protect);
    return NULL;
}

int onr_protect_open(struct onr_protect **ret, struct onr_problem *problem)
{
    struct onr_store store;
    struct onr_ledger ledger;
    *ret = NULL;
    if (onr_secret_harden(problem) != 0)
        return -1;
    int status = onr_store_open(&store, ONR_STORE_READ, &ledger, problem);
    onr_store_close(&store);
    if (status == 0 && ledger.count == 0)
        status = 1;
    if (status != 0) {
        onr_ledger_free(&ledger);
        return status;
    }
    *ret = onr_protect_make(&ledger);
    return *ret ? 0 : onr_ledger_no_memory(problem);
}

void onr_protect_close(struct onr_protect *protect)
{
    if (!protect)
        return;
    for (uint32_t key = 0; key < ONR_MOST_KEYS; key++)
        free_table(protect->tables[key]);
    onr_alphabet_free(protect->alphabet);
    onr_ledger_free(&protect->ledger);
    free(protect);
}

uint32_t onr_protect_labels(const struct onr_protect *protect)
{
    const struct onr_ledger *ledger = &protect->ledger;
    uint32_t count = 0;
    for (uint32_t i = 0; i < ledger->count; i++) {
        uint32_t j = 0;
        while (strcmp(ledger->entries[j].label, ledger->entries[i].label) != 0)
            j++;
        count += i == j;
    }
    return count;
}

/* One text that is searched. */
struct text {
    const struct onr_protect *protect;
    enum onr_protect_what what;
    struct onr_folded folded; /* used again and again */
    struct onr_hits hits;
};

static void search_stretch(struct text *text, enum onr_folding folding, const char *bytes,
                           size_t length, size_t base, size_t most)
{
    if (!onr_fold(&text->folded, text->protect->alphabet, folding, bytes, (uint32_t)length))
        text->hits.failed = true;
    else
        onr_search_folded(text->protect, &text->folded, text->what, base, most, &text->hits);
}

/* A border where no word goes on, if there is one near. */
static size_t border(const char *bytes, size_t length, size_t wanted)
{
    if (wanted >= length)
        return length;
    for (size_t at = wanted; at > wanted - OVERLAP / 2; at--)
        if (bytes[at] == ' ' || bytes[at] == '\n')
            return at;
    return wanted;
}

static void search_bytes(struct text *text, const char *bytes, size_t length)
{
    size_t next;
    for (size_t base = 0; base < length && !text->hits.failed; base = next) {
        next = border(bytes, length, base + STRETCH);
        size_t end = length - next > OVERLAP ? next + OVERLAP : length;
        size_t most = next == length ? SIZE_MAX : next;
        search_stretch(text, ONR_FOLD_AS_IT_IS, bytes + base, end - base, base, most);
        if (onr_fold_has_markup(bytes + base, end - base))
            search_stretch(text, ONR_FOLD_UNWRAPPED, bytes + base, end - base, base, most);
    }
}

static int compare_hits(const void *a, const void *b)
{
    const struct onr_protect_hit *x = a, *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return x->length == y->length ? 0 : x->length > y->length ? -1 : 1; /* the longest first */
}

/* Counts line ends as editors do: LF, CR LF, CR. */
static void number_lines(struct onr_hits *hits, const char *bytes)
{
    size_t at = 0;
    uint32_t line = 1;
    for (uint32_t i = 0; i < hits->count; i++) {
        for (; at < hits->at[i].offset; at++)
            line += bytes[at] == '\n' || (bytes[at] == '\r' && bytes[at + 1] != '\n');
        hits->at[i].line = line;
    }
}

/* Whether a label was told on this line already. */
static bool was_told(const struct onr_hits *hits, uint32_t i)
{
    for (uint32_t j = i; j > 0 && hits->at[j - 1].line == hits->at[i].line; j--)
        if (strcmp(hits->at[j - 1].label, hits->at[i].label) == 0)
            return true;
    return false;
}

static long tell_hits(const struct onr_hits *hits, onr_protect_found *found, void *context)
{
    long told = 0;
    for (uint32_t i = 0; i < hits->count; i++) {
        if (was_told(hits, i))
            continue;
        told++;
        if (found)
            found(context, &hits->at[i]);
    }
    return hits->failed ? -1 : told;
}

static bool take_part(void *context, const char *bytes, size_t length)
{
    struct text *text = context;
    search_bytes(text, bytes, length);
    return !text->hits.failed;
}

/* Hits inside an office document have no place in the file that anybody could look at. */
static void search_archive(struct text *text, const char *bytes, size_t length)
{
    uint32_t before = text->hits.count;
    onr_archive_each(bytes, length, take_part, text);
    for (uint32_t i = before; i < text->hits.count; i++)
        text->hits.at[i].offset = text->hits.at[i].length = 0;
}

long onr_protect_search(const struct onr_protect *protect, enum onr_protect_what what,
                        const char *bytes, size_t length, onr_protect_found *found, void *context)
{
    struct text text = {.protect = protect, .what = what};
    search_bytes(&text, bytes, length);
    if (text.hits.count)
        qsort(text.hits.at, text.hits.count, sizeof *text.hits.at, compare_hits);
    number_lines(&text.hits, bytes);
    if (what == ONR_PROTECT_TEXT)
        search_archive(&text, bytes, length);
    long told = tell_hits(&text.hits, found, context);
    onr_folded_free(&text.folded);
    free(text.hits.at);
    return told;
}

/* What the beginning of a file tells of its inside. */
struct sign {
    const char *bytes; /* the beginning */
    uint8_t length;    /* bytes of it */
    const char *what;  /* in words */
};

const char *onr_protect_opaque(const char *bytes, size_t length)
{
    static const struct sign signs[] = {
        {"%PDF", 4, "a PDF, whose text is compressed"},
        {"\x1f\x8b", 2, "compressed with gzip"},
        {"BZh", 3, "compressed with bzip2"},
        {"\xfd" "7zXZ", 5, "compressed with xz"},
        {"7z\xbc\xaf", 4, "a 7z archive"},
        {"Rar!", 4, "a rar archive"},
        {"\x28\xb5\x2f\xfd", 4, "compressed with zstd"},
        {"\xd0\xcf\x11\xe0", 4, "an old office document"},
        {"version https://git-lfs.github.com/spec/", 40, "kept by Git LFS, not by git"},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (length >= signs[i].length && memcmp(bytes, signs[i].bytes, signs[i].length) == 0)
            return signs[i].what;
    return length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0 &&
                   !onr_archive_each(bytes, length, NULL, NULL)
               ? "a zip archive that cannot be unpacked here"
               : NULL;
}

/* A name as it is covered. */
struct cover {
    const char *name; /* what is covered; borrowed */
    char *out;        /* what comes of it; owned by the caller in the end */
    size_t length;    /* bytes of it */
    size_t taken;     /* bytes of the name that are in it */
    bool failed;      /* memory ran out */
};

static void put(struct cover *cover, const char *bytes, size_t length)
{
    char *out = realloc(cover->out, cover->length + length + 1);
    if (!out) {
        cover->failed = true;
        return;
    }
    memcpy(out + cover->length, bytes, length);
    cover->length += length;
    out[cover->length] = '\0';
    cover->out = out;
}

static void cover_hit(struct cover *cover, const struct onr_protect_hit *hit)
{
    size_t end = hit->offset + hit->length;
    if (hit->offset >= cover->taken) {
        put(cover, cover->name + cover->taken, hit->offset - cover->taken);
        put(cover, "[", 1);
        put(cover, hit->label, strlen(hit->label));
        put(cover, "]", 1);
    }
    if (end > cover->taken)
        cover->taken = end;
}

char *onr_protect_cover(const struct onr_protect *protect, const char *name)
{
    struct text text = {.protect = protect, .what = ONR_PROTECT_NAME};
    struct cover cover = {.name = name};
    search_bytes(&text, name, strlen(name));
    if (text.hits.count)
        qsort(text.hits.at, text.hits.count, sizeof *text.hits.at, compare_hits);
    for (uint32_t i = 0; i < text.hits.count; i++)
        cover_hit(&cover, &text.hits.at[i]);
    put(&cover, name + cover.taken, strlen(name) - cover.taken);
    onr_folded_free(&text.folded);
    free(text.hits.at);
    if (!cover.failed && !text.hits.failed)
        return cover.out;
    free(cover.out);
    return NULL;
}
