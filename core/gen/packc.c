/*
 * packc: word lists -> one read-only table.
 *
 *     packc lists HEADER LIST.txt…          writes the enum of the lists' names
 *     packc table TABLE.c NAME LIST.txt…    writes the table onr_pack_NAME
 *
 * A list holds an entry a line: one word, or a phrase. Forms of one entry are parted by commas. `#`
 * starts a comment. A line `@names` says that the entries below it stand in the list names.txt too. A list's
 * place in the enum is its place on the command line.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "pack/sieve.h"

#define LIST_WORDS 8 /* 64 lists each */
#define LONGEST 12

struct entry {
    uint64_t key;               /* hash */
    uint64_t lists[LIST_WORDS]; /* bits */
    unsigned longest;           /* words of the longest phrase it starts */
    char *text;                 /* to tell collisions */
};

static struct entry *entries;
static size_t entry_count, entry_room;
static size_t *index_slots;
static size_t index_mask;

static void die(const char *file, unsigned line, const char *what)
{
    fprintf(stderr, "packc: %s:%u: %s\n", file, line, what);
    exit(1);
}

static void rebuild_index(void)
{
    index_mask = (entry_room ? entry_room : 1) * 4 - 1;
    free(index_slots);
    index_slots = calloc(index_mask + 1, sizeof *index_slots);
    for (size_t i = 0; i < entry_count; i++) {
        size_t slot = entries[i].key & index_mask;
        while (index_slots[slot])
            slot = (slot + 1) & index_mask;
        index_slots[slot] = i + 1;
    }
}

static struct entry *entry_of(uint64_t key, const char *text)
{
    if (entry_count == entry_room) {
        entry_room = entry_room ? entry_room * 2 : 1024;
        entries = realloc(entries, entry_room * sizeof *entries);
        rebuild_index();
    }
    size_t slot = key & index_mask;
    for (; index_slots[slot]; slot = (slot + 1) & index_mask) {
        struct entry *entry = &entries[index_slots[slot] - 1];
        if (entry->key != key)
            continue;
        if (strcmp(entry->text, text) != 0)
            die(text, 0, "two entries share a hash");
        return entry;
    }
    index_slots[slot] = entry_count + 1;
    struct entry *entry = &entries[entry_count++];
    *entry = (struct entry){.key = key, .text = strdup(text)};
    return entry;
}

static char *trimmed(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    char *end = text + strlen(text);
    while (end > text && isspace((unsigned char)end[-1]))
        *--end = 0;
    return text;
}

static void lower(char *text)
{
    for (; *text; text++)
        if (*text >= 'A' && *text <= 'Z')
            *text |= 0x20;
}

/* A list's name: its file's, without folder and ending; *length bytes. */
static const char *list_name(const char *file, size_t *length)
{
    const char *base = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
    *length = strcspn(base, ".");
    return base;
}

/* Adds one form of an entry to the lists whose bits are set. */
static void add_form(char *form, const uint64_t *lists, const char *file, unsigned line)
{
    uint64_t hash = 0, first = 0;
    unsigned words = 0;
    char whole[512] = "", head[512] = "";
    lower(form);
    for (char *word, *rest = form; (word = strsep(&rest, " \t"));) {
        if (!*word)
            continue;
        uint64_t own = onr_hash_word(word, strlen(word));
        if (strlen(whole) + strlen(word) + 2 > sizeof whole || words == LONGEST)
            die(file, line, "the entry is too long");
        if (words)
            strcat(whole, " ");
        strcat(whole, word);
        hash = words ? onr_hash_join(hash, own) : own;
        if (!words++) {
            first = own;
            strcpy(head, word);
        }
    }
    if (!words)
        die(file, line, "an empty form; remove the comma");
    struct entry *entry = entry_of(hash, whole);
    for (unsigned i = 0; i < LIST_WORDS; i++)
        entry->lists[i] |= lists[i];
    if (words > 1) {
        struct entry *starter = entry_of(first, head);
        if (starter->longest < words)
            starter->longest = words;
    }
}

static void set_bit(uint64_t *lists, unsigned list)
{
    lists[list / 64] |= UINT64_C(1) << (list % 64);
}

/* The list that a line `@name` tells of. */
static unsigned list_called(const char *name, int count, char **files, const char *file, unsigned line)
{
    size_t length;
    for (int i = 0; i < count; i++) {
        const char *base = list_name(files[i], &length);
        if (strlen(name) == length && memcmp(base, name, length) == 0)
            return (unsigned)i;
    }
    die(file, line, "no list has the name behind @");
    return 0;
}

static void read_list(int own, int count, char **files)
{
    const char *file = files[own];
    uint64_t lists[LIST_WORDS] = {0};
    set_bit(lists, (unsigned)own);
    FILE *in = fopen(file, "r");
    if (!in)
        die(file, 0, "cannot be read");
    char *text = NULL;
    size_t room = 0;
    for (unsigned line = 1; getline(&text, &room, in) >= 0; line++) {
        char *comment = strchr(text, '#');
        if (comment)
            *comment = 0;
        char *rest = trimmed(text);
        if (*rest == '@') {
            set_bit(lists, list_called(rest + 1, count, files, file, line));
            continue;
        }
        while (*rest) {
            char *comma = strchr(rest, ',');
            if (comma)
                *comma = 0;
            add_form(trimmed(rest), lists, file, line);
            rest = comma ? comma + 1 : rest + strlen(rest);
        }
    }
    free(text);
    fclose(in);
}

static void list_constant(FILE *out, const char *file)
{
    const char *base = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
    for (; *base && *base != '.'; base++)
        fputc(*base == '-' ? '_' : toupper((unsigned char)*base), out);
}

static void write_lists(FILE *out, int count, char **files)
{
    fputs("/* Made by packc from the file names of the word lists. */\n#ifndef PACK_LISTS_H\n#define PACK_LISTS_H\n"
          "enum onr_list {\n", out);
    for (int i = 0; i < count; i++) {
        fputs("    ONR_LIST_", out);
        list_constant(out, files[i]);
        fputs(",\n", out);
    }
    fputs("    ONR_LISTS\n};\n#endif\n", out);
}

static void write_slot(FILE *out, const struct entry *entry, int list_words)
{
    fprintf(out, "{UINT64_C(0x%016llx),{", (unsigned long long)entry->key);
    for (int i = 0; i < list_words; i++)
        fprintf(out, "%sUINT64_C(0x%llx)", i ? "," : "", (unsigned long long)entry->lists[i]);
    fprintf(out, "},%u,0}", entry->longest);
}

/* The names of the lists, for rules that are read at run time. */
static void write_names(FILE *out, int count, char **files)
{
    fputs("const char *onr_list_name(unsigned list)\n{\n    static const char *const names[] = {", out);
    for (int i = 0; i < count; i++) {
        const char *base = strrchr(files[i], '/') ? strrchr(files[i], '/') + 1 : files[i];
        fprintf(out, "\"%.*s\",", (int)strcspn(base, "."), base);
    }
    fputs("};\n    return list < ONR_LISTS ? names[list] : NULL;\n}\n", out);
}

static void write_sieve(FILE *out)
{
    uint64_t sieve[ONR_SIEVE_WORDS] = {0};
    for (size_t i = 0; i < entry_count; i++)
        sieve[onr_sieve_bit(entries[i].key) / 64] |= UINT64_C(1) << onr_sieve_bit(entries[i].key) % 64;
    fprintf(out, "static const uint64_t sieve[%d] = {\n", ONR_SIEVE_WORDS);
    for (size_t i = 0; i < ONR_SIEVE_WORDS; i++)
        fprintf(out, "UINT64_C(0x%llx),%s", (unsigned long long)sieve[i], i % 8 == 7 ? "\n" : "");
    fputs("};\n", out);
}

static void write_table(FILE *out, const char *name, int list_count)
{
    size_t slots = 2;
    while (slots < entry_count * 2)
        slots *= 2;
    const struct entry **table = calloc(slots, sizeof *table);
    for (size_t i = 0; i < entry_count; i++) {
        size_t slot = entries[i].key & (slots - 1);
        while (table[slot])
            slot = (slot + 1) & (slots - 1);
        table[slot] = &entries[i];
    }
    fprintf(out, "/* Made by packc. */\n#include \"pack/pack.h\"\n"
                 "static const struct onr_lexeme lexemes[%zu] = {\n", slots);
    for (size_t i = 0; i < slots; i++) {
        if (!table[i])
            continue;
        fprintf(out, "[%zu]=", i);
        write_slot(out, table[i], (list_count + 63) / 64);
        fputs(",\n", out);
    }
    fputs("};\n", out);
    write_sieve(out);
    fprintf(out, "static const struct onr_pack pack = {.built_in = lexemes, .mask = %zu, .sieve = sieve};\n"
                 "const struct onr_pack *onr_pack_%s(void)\n{\n    return &pack;\n}\n", slots - 1, name);
    free(table);
}

int main(int argc, char **argv)
{
    int first = argc > 1 && strcmp(argv[1], "table") == 0 ? 4 : 3;
    if (argc <= first || argc - first > LIST_WORDS * 64) {
        fputs("usage: packc lists HEADER LIST… | packc table TABLE.c NAME LIST…\n", stderr);
        return 2;
    }
    FILE *out = fopen(argv[2], "w");
    if (!out)
        die(argv[2], 0, "cannot be written");
    if (first == 3) {
        write_lists(out, argc - first, argv + first);
    } else {
        for (int i = 0; i < argc - first; i++)
            read_list(i, argc - first, argv + first);
        write_table(out, argv[3], argc - first);
        write_names(out, argc - first, argv + first);
    }
    return fclose(out) ? 1 : 0;
}
