/* What scan.c and search.c share: the ledger as it is searched. */
#ifndef ONR_PROTECT_SEARCH_H
#define ONR_PROTECT_SEARCH_H

#include "protect/ledger.h"
#include "protect/scan.h"

#define ONR_FILTER_BITS 18

struct onr_protect_cell {
    uint64_t tag;  /* of a slot */
    uint32_t slot; /* entry * ONR_MOST_FORMS + slot, and one more; 0 in an empty cell */
};

/* The slots of all entries that were hashed with one key. */
struct onr_protect_table {
    struct onr_slot_keys keys;                    /* made of the key */
    uint8_t filter[(1 << ONR_FILTER_BITS) / 8];   /* whether any tag begins so */
    struct onr_protect_cell *cells;               /* open addressing; room of them */
    uint32_t room;                                /* a power of two */
    uint32_t sizes;                               /* of all forms, as an entry has them */
    uint32_t reach;                               /* bytes of the longest form, rounded up */
};

struct onr_protect {
    struct onr_ledger ledger;
    struct onr_alphabet *alphabet;
    struct onr_protect_table *tables[ONR_MOST_KEYS]; /* NULL for a key nothing was hashed with */
};

/* Hits as they are found; the order is that of their places. */
struct onr_hits {
    struct onr_protect_hit *at; /* count of them; owned */
    uint32_t count;             /* hits */
    uint32_t room;              /* hits there is memory for */
    bool failed;                /* memory ran out */
};

/*
 * Looks for names in a folded text that begins `base` bytes into the whole; those that begin at
 * byte `most` of the whole or behind it are left to another call.
 */
void onr_search_folded(const struct onr_protect *protect, const struct onr_folded *folded,
                       enum onr_protect_what what, size_t base, size_t most,
                       struct onr_hits *hits);
void onr_hits_add(struct onr_hits *hits, const struct onr_protect_hit *hit);

/*
 * The texts inside an office document (a zip): calls take for each. Returns false where it is none,
 * or none that can be read.
 */
bool onr_archive_each(const char *bytes, size_t length,
                      bool (*take)(void *context, const char *bytes, size_t length), void *context);

/* Makes a ledger ready; takes it over. NULL where memory runs out, and then the ledger is freed. */
struct onr_protect *onr_protect_make(struct onr_ledger *ledger);

#endif
