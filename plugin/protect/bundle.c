#include "protect/bundle.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

/* More than this is no export of onrecord's: opening it would only keep the computer busy. */
#define MOST_OPERATIONS 10
#define MOST_MEMORY ((uint64_t)1 << 30)

struct bundle_head {
    char magic[16];                              /* which kind of file it is */
    uint8_t operations[8];                       /* of Argon2id, little end first */
    uint8_t memory[8];                           /* of Argon2id, in bytes */
    uint8_t salt[crypto_pwhash_SALTBYTES];       /* random */
    uint8_t nonce[crypto_secretbox_NONCEBYTES];  /* random */
};

static const char magic[16] = "onrecord export";

/* What is boxed: the hash keys, then the packed entries. */
struct bundle_keys {
    uint8_t count;                              /* keys in use */
    uint8_t rest[15];                           /* nothing */
    uint8_t keys[ONR_MOST_KEYS][ONR_KEY_BYTES]; /* those not in use are random */
};

static void put_number(uint8_t out[8], uint64_t number)
{
    for (int i = 0; i < 8; i++)
        out[i] = (uint8_t)(number >> 8 * i);
}

static uint64_t number_at(const uint8_t in[8])
{
    uint64_t number = 0;
    for (int i = 7; i >= 0; i--)
        number = number << 8 | in[i];
    return number;
}

/* Locked memory with the key that a passphrase makes; NULL with the problem told. */
static uint8_t *key_of(const struct bundle_head *head, const char *passphrase,
                       struct onr_problem *problem)
{
    uint8_t *key = sodium_malloc(crypto_secretbox_KEYBYTES);
    if (key && crypto_pwhash(key, crypto_secretbox_KEYBYTES, passphrase, strlen(passphrase),
                             head->salt, number_at(head->operations),
                             (size_t)number_at(head->memory), crypto_pwhash_ALG_ARGON2ID13) == 0)
        return key;
    sodium_free(key);
    onr_problem_set(problem, "there is not enough memory to make a key of the passphrase (%llu MiB); "
                             "close other programs and try again",
                    (unsigned long long)(number_at(head->memory) >> 20));
    return NULL;
}

static uint8_t *pack_all(const struct onr_ledger *ledger, size_t *length)
{
    size_t packed;
    struct bundle_keys keys;
    uint8_t *entries = onr_ledger_pack(ledger, &packed);
    uint8_t *all = entries ? sodium_malloc(sizeof keys + packed) : NULL;
    if (all) {
        memset(&keys, 0, sizeof keys);
        keys.count = ledger->keyring->count;
        memcpy(keys.keys, ledger->keyring->keys, sizeof keys.keys);
        memcpy(all, &keys, sizeof keys);
        memcpy(all + sizeof keys, entries, packed);
        sodium_memzero(&keys, sizeof keys);
        *length = sizeof keys + packed;
    }
    sodium_free(entries);
    return all;
}

uint8_t *onr_bundle_wrap(const struct onr_ledger *ledger, const char *passphrase, size_t *length,
                         struct onr_problem *problem)
{
    struct bundle_head head;
    size_t packed = 0;
    memcpy(head.magic, magic, sizeof magic);
    put_number(head.operations, crypto_pwhash_OPSLIMIT_MODERATE);
    put_number(head.memory, crypto_pwhash_MEMLIMIT_MODERATE);
    randombytes_buf(head.salt, sizeof head.salt);
    randombytes_buf(head.nonce, sizeof head.nonce);
    uint8_t *key = key_of(&head, passphrase, problem);
    if (!key)
        return NULL;
    uint8_t *plain = pack_all(ledger, &packed);
    *length = sizeof head + packed + crypto_secretbox_MACBYTES;
    uint8_t *bytes = plain ? malloc(*length) : NULL;
    if (bytes) {
        memcpy(bytes, &head, sizeof head);
        crypto_secretbox_easy(bytes + sizeof head, plain, packed, head.nonce, key);
    } else {
        onr_ledger_no_memory(problem);
    }
    sodium_free(plain);
    sodium_free(key);
    return bytes;
}

static int no_bundle(struct onr_problem *problem)
{
    onr_problem_set(problem, "this is no export of onrecord protect, or its beginning is damaged; "
                             "ask for it again");
    return -1;
}

static int unpack(struct onr_ledger *ledger, const uint8_t *plain, size_t length,
                  struct onr_problem *problem)
{
    struct bundle_keys keys;
    if (length < sizeof keys)
        return no_bundle(problem);
    if (onr_ledger_begin(ledger, problem) != 0)
        return -1;
    memcpy(&keys, plain, sizeof keys);
    bool good = keys.count <= ONR_MOST_KEYS;
    if (good) {
        ledger->keyring->count = keys.count;
        memcpy(ledger->keyring->keys, keys.keys, sizeof keys.keys);
        good = onr_ledger_unpack(ledger, plain + sizeof keys, length - sizeof keys) == 0;
    }
    sodium_memzero(&keys, sizeof keys);
    return good ? 0 : no_bundle(problem);
}

int onr_bundle_open(struct onr_ledger *ledger, const uint8_t *bytes, size_t length,
                    const char *passphrase, struct onr_problem *problem)
{
    struct bundle_head head;
    memset(ledger, 0, sizeof *ledger);
    if (length < sizeof head + crypto_secretbox_MACBYTES)
        return no_bundle(problem);
    memcpy(&head, bytes, sizeof head);
    if (memcmp(head.magic, magic, sizeof magic) != 0 ||
        number_at(head.operations) > MOST_OPERATIONS || number_at(head.memory) > MOST_MEMORY ||
        number_at(head.operations) < crypto_pwhash_OPSLIMIT_MIN ||
        number_at(head.memory) < crypto_pwhash_MEMLIMIT_MIN || number_at(head.memory) % 1024)
        return no_bundle(problem);
    uint8_t *key = key_of(&head, passphrase, problem);
    uint8_t *plain = key ? sodium_malloc(length - sizeof head) : NULL;
    int status = -1;
    if (key && !plain)
        onr_ledger_no_memory(problem);
    else if (key && crypto_secretbox_open_easy(plain, bytes + sizeof head, length - sizeof head,
                                               head.nonce, key) != 0)
        onr_problem_set(problem, "the passphrase is wrong, or the file is damaged; nothing was "
                                 "taken in");
    else if (key)
        status = unpack(ledger, plain, length - sizeof head - crypto_secretbox_MACBYTES, problem);
    sodium_free(plain);
    sodium_free(key);
    if (status != 0)
        onr_ledger_free(ledger);
    return status;
}

/* The place of another's key among one's own; -1 where there is no room. */
static int place_of_key(struct onr_ledger *into, const uint8_t key[ONR_KEY_BYTES])
{
    struct onr_keyring *keyring = into->keyring;
    for (int i = 0; i < keyring->count; i++)
        if (sodium_memcmp(keyring->keys[i], key, ONR_KEY_BYTES) == 0)
            return i;
    if (keyring->count == ONR_MOST_KEYS)
        return -1;
    memcpy(keyring->keys[keyring->count], key, ONR_KEY_BYTES);
    into->new_keys = true;
    return keyring->count++;
}

static bool has_entry(const struct onr_ledger *ledger, const struct onr_entry *entry)
{
    for (uint32_t i = 0; i < ledger->count; i++)
        if (memcmp(ledger->entries[i].id, entry->id, sizeof entry->id) == 0)
            return true;
    return false;
}

int onr_bundle_merge(struct onr_ledger *into, const struct onr_ledger *from,
                     struct onr_problem *problem)
{
    int taken = 0;
    if (onr_ledger_begin(into, problem) != 0)
        return -1;
    for (uint32_t i = 0; i < from->count; i++) {
        const struct onr_entry *theirs = &from->entries[i];
        if (has_entry(into, theirs))
            continue;
        int key = place_of_key(into, from->keyring->keys[theirs->key]);
        if (key < 0) {
            onr_problem_set(problem, "ledgers of more than %d people cannot be joined; nothing was "
                                     "taken in",
                            ONR_MOST_KEYS);
            return -1;
        }
        struct onr_entry *entry = onr_ledger_more(into, problem);
        if (!entry)
            return -1;
        memcpy(entry, theirs, sizeof *entry);
        entry->key = (uint8_t)key;
        taken++;
    }
    return taken;
}
