#include "protect/ledger.h"

#include <string.h>

#include <sodium.h>

/* What stands before the entries. */
struct head {
    uint8_t count[4]; /* entries in use, little end first */
    uint8_t rest[12]; /* nothing */
};

int onr_ledger_no_memory(struct onr_problem *problem)
{
    onr_problem_set(problem, "memory ran out; close other programs and try again; nothing was "
                             "changed");
    return -1;
}

void onr_ledger_free(struct onr_ledger *ledger)
{
    sodium_free(ledger->keyring);
    sodium_free(ledger->entries);
    memset(ledger, 0, sizeof *ledger);
}

int onr_ledger_begin(struct onr_ledger *ledger, struct onr_problem *problem)
{
    if (!ledger->keyring) {
        ledger->keyring = sodium_malloc(sizeof *ledger->keyring);
        if (!ledger->keyring)
            return onr_ledger_no_memory(problem);
        /* Keys that are not in use are random like those that are. */
        randombytes_buf(ledger->keyring, sizeof *ledger->keyring);
        ledger->keyring->count = 1; /* the first is one's own */
        ledger->new_keys = true;
        memset(ledger->keyring->rest, 0, sizeof ledger->keyring->rest);
    }
    return 0;
}

struct onr_entry *onr_ledger_more(struct onr_ledger *ledger, struct onr_problem *problem)
{
    if (ledger->count == ONR_MOST_ENTRIES) {
        onr_problem_set(problem, "the ledger is full (%d entries); remove what is no longer needed",
                        ONR_MOST_ENTRIES);
        return NULL;
    }
    struct onr_entry *entries = sodium_allocarray(ledger->count + 1, sizeof *entries);
    if (!entries) {
        onr_ledger_no_memory(problem);
        return NULL;
    }
    if (ledger->count)
        memcpy(entries, ledger->entries, ledger->count * sizeof *entries);
    sodium_free(ledger->entries);
    ledger->entries = entries;
    sodium_memzero(&entries[ledger->count], sizeof *entries);
    return &entries[ledger->count++];
}

uint32_t onr_entry_sizes(const struct onr_entry *entry)
{
    return entry->sizes[0] | (uint32_t)entry->sizes[1] << 8;
}

void onr_entry_fill(struct onr_entry *entry, const struct onr_keyring *keyring, const char *label,
                    enum onr_phrase_kind kind, const struct onr_forms *forms)
{
    struct onr_slot_keys keys;
    onr_slot_keys_make(&keys, keyring->keys[0]);
    randombytes_buf(entry->id, sizeof entry->id);
    strncpy(entry->label, label, sizeof entry->label - 1);
    entry->kind = (uint8_t)kind;
    randombytes_buf(entry->slots, sizeof entry->slots);
    for (uint32_t i = 0; i < forms->count; i++) {
        const struct onr_form *form = &forms->forms[i];
        uint32_t size = (form->length - 1u) / 8;
        entry->sizes[size / 8] = (uint8_t)(entry->sizes[size / 8] | 1u << size % 8);
        onr_slot_make(&entry->slots[i], &keys, (enum onr_way)form->way, form->text, form->length,
                      &form->note);
    }
    sodium_memzero(&keys, sizeof keys);
}

uint32_t onr_ledger_remove(struct onr_ledger *ledger, const char *label)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < ledger->count; i++) {
        if (strcmp(ledger->entries[i].label, label) == 0)
            continue;
        if (kept != i)
            memcpy(&ledger->entries[kept], &ledger->entries[i], sizeof *ledger->entries);
        kept++;
    }
    uint32_t gone = ledger->count - kept;
    ledger->count = kept;
    return gone;
}

uint32_t onr_ledger_count(const struct onr_ledger *ledger, const char *label)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < ledger->count; i++)
        count += strcmp(ledger->entries[i].label, label) == 0;
    return count;
}

static uint32_t padded(uint32_t count)
{
    return (count / ONR_LEDGER_STEP + 1) * ONR_LEDGER_STEP;
}

uint8_t *onr_ledger_pack(const struct onr_ledger *ledger, size_t *length)
{
    struct head head = {.count = {(uint8_t)ledger->count, (uint8_t)(ledger->count >> 8)}};
    size_t used = ledger->count * sizeof *ledger->entries;
    *length = sizeof head + padded(ledger->count) * sizeof *ledger->entries;
    uint8_t *bytes = sodium_malloc(*length);
    if (!bytes)
        return NULL;
    sodium_memzero(bytes, *length);
    memcpy(bytes, &head, sizeof head);
    if (used)
        memcpy(bytes + sizeof head, ledger->entries, used);
    return bytes;
}

static bool is_sound(const struct onr_entry *entry, uint32_t keys)
{
    return entry->key < keys && entry->label[0] &&
           memchr(entry->label, 0, sizeof entry->label);
}

int onr_ledger_unpack(struct onr_ledger *ledger, const uint8_t *bytes, size_t length)
{
    struct head head;
    if (length < sizeof head)
        return -1;
    memcpy(&head, bytes, sizeof head);
    uint32_t count = head.count[0] | (uint32_t)head.count[1] << 8;
    if (count > ONR_MOST_ENTRIES || length != sizeof head + padded(count) * sizeof(struct onr_entry))
        return -1;
    struct onr_entry *entries = sodium_allocarray(count ? count : 1, sizeof *entries);
    if (!entries)
        return -1;
    memcpy(entries, bytes + sizeof head, count * sizeof *entries);
    for (uint32_t i = 0; i < count; i++) {
        if (is_sound(&entries[i], ledger->keyring->count))
            continue;
        sodium_free(entries);
        return -1;
    }
    sodium_free(ledger->entries);
    ledger->entries = entries;
    ledger->count = count;
    return 0;
}
