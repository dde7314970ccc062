/*
 * The ledger in memory: keys, and for each protected form of a source a label and hashes.
 *
 * On disk it is one file, sealed by a key that lies in another; a third kind of file carries both
 * under a passphrase. All are of constant records, and the ledger is padded to a multiple of
 * ONR_LEDGER_STEP, so that its size tells no more than a rough number.
 */
#ifndef ONR_PROTECT_LEDGER_H
#define ONR_PROTECT_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"
#include "protect/form.h"

#define ONR_LABEL_BYTES 96   /* with the NUL behind it */
#define ONR_MOST_KEYS 16     /* of the people whose ledgers were taken in */
#define ONR_LEDGER_STEP 8    /* the file has room for a multiple of so many entries */
#define ONR_MOST_ENTRIES 4096

struct onr_entry {
    uint8_t id[16];                 /* random: the same entry in two ledgers has one id */
    char label[ONR_LABEL_BYTES];    /* UTF-8 with a NUL behind it, the rest all zero */
    uint8_t key;                    /* which of the keys it was hashed with */
    uint8_t kind;                   /* an onr_phrase_kind */
    uint8_t sizes[2];               /* bit n: a form has from 8n + 1 to 8n + 8 bytes */
    uint8_t rest[12];               /* nothing */
    struct onr_slot slots[ONR_MOST_FORMS]; /* those not in use are random */
};

struct onr_keyring {
    uint8_t box[ONR_KEY_BYTES];                 /* seals the ledger on this computer */
    uint8_t count;                              /* keys in use */
    uint8_t rest[15];                           /* nothing */
    uint8_t keys[ONR_MOST_KEYS][ONR_KEY_BYTES]; /* hash names; the first is one's own */
};

struct onr_ledger {
    struct onr_keyring *keyring; /* locked memory; NULL before there is one; owned */
    struct onr_entry *entries;   /* count of them, locked memory; owned */
    uint32_t count;              /* entries */
    bool new_keys;               /* the keyring is not on disk as it is here */
};

void onr_ledger_free(struct onr_ledger *ledger);
/* Gives the ledger new keys, unless it has some. Returns 0, or -1 with the problem told. */
int onr_ledger_begin(struct onr_ledger *ledger, struct onr_problem *problem);
/* Room for one more entry, all zero; NULL with the problem told. */
struct onr_entry *onr_ledger_more(struct onr_ledger *ledger, struct onr_problem *problem);
/* The same sizes as one number. */
uint32_t onr_entry_sizes(const struct onr_entry *entry);
/* Fills an entry from the forms of a phrase. */
void onr_entry_fill(struct onr_entry *entry, const struct onr_keyring *keyring, const char *label,
                    enum onr_phrase_kind kind, const struct onr_forms *forms);
/* Takes out all entries of a label. Returns how many there were. */
uint32_t onr_ledger_remove(struct onr_ledger *ledger, const char *label);
/* How many entries have a label. */
uint32_t onr_ledger_count(const struct onr_ledger *ledger, const char *label);

/*
 * Entries as bytes for a file, padded; sodium_free what is given. NULL where memory runs out.
 * onr_ledger_unpack reads them again; -1 where they are not what onr_ledger_pack gives.
 */
uint8_t *onr_ledger_pack(const struct onr_ledger *ledger, size_t *length);
int onr_ledger_unpack(struct onr_ledger *ledger, const uint8_t *bytes, size_t length);

/* Says that memory ran out. Returns -1. */
int onr_ledger_no_memory(struct onr_problem *problem);

#endif
