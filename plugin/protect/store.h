/*
 * The ledger on disk. Both files are written whole and put in place by renaming, after they have
 * reached the disk: whoever kills the program finds the old ledger or the new one.
 */
#ifndef ONR_PROTECT_STORE_H
#define ONR_PROTECT_STORE_H

#include "protect/ledger.h"
#include "protect/place.h"

enum onr_store_use {
    ONR_STORE_READ,   /* nothing is made, nothing is locked */
    ONR_STORE_CHANGE, /* what is missing is made; others wait until the store is closed */
};

struct onr_store {
    struct onr_place ledger; /* the folder of the ledger */
    struct onr_place key;    /* the folder of the key */
};

/*
 * Opens the store and reads the ledger, empty where there is none. Returns 0; 1 where there is none
 * to read; -1 with the problem told. In each case the caller closes the store and frees the ledger.
 */
int onr_store_open(struct onr_store *store, enum onr_store_use use, struct onr_ledger *ledger,
                   struct onr_problem *problem);
/* Writes keys and ledger. Returns 0, or -1 with the problem told: then the old ones are there. */
int onr_store_save(struct onr_store *store, const struct onr_ledger *ledger,
                   struct onr_problem *problem);
void onr_store_close(struct onr_store *store);

/* Writes a file that only its owner may read, whole or not at all. Returns 0 or an errno. */
int onr_store_write(int folder, const char *name, const uint8_t *bytes, size_t length);
/*
 * Reads a file that only its owner may read; sodium_free what is given. NULL with the problem told,
 * or with *missing where there is none.
 */
uint8_t *onr_store_read(int folder, const char *shown, const char *name, size_t *length,
                        bool *missing, struct onr_problem *problem);

#endif
