/*
 * A ledger on its way to another computer: keys and entries in one file, under a passphrase that
 * Argon2id makes a key of.
 */
#ifndef ONR_PROTECT_BUNDLE_H
#define ONR_PROTECT_BUNDLE_H

#include "protect/ledger.h"

#define ONR_PASSPHRASE_BYTES 1024
#define ONR_LEAST_PASSPHRASE 12 /* bytes of the shortest passphrase that is taken for an export */

/*
 * The bytes of an export; free what is given. NULL with the problem told. Takes about a second and
 * 256 MiB, on purpose.
 */
uint8_t *onr_bundle_wrap(const struct onr_ledger *ledger, const char *passphrase, size_t *length,
                         struct onr_problem *problem);
/*
 * Reads an export. Returns 0 with the ledger filled, which its owner frees, or -1 with the problem
 * told.
 */
int onr_bundle_open(struct onr_ledger *ledger, const uint8_t *bytes, size_t length,
                    const char *passphrase, struct onr_problem *problem);
/*
 * Takes the entries of another ledger into one: those that are not there yet. Returns how many, or
 * -1 with the problem told.
 */
int onr_bundle_merge(struct onr_ledger *into, const struct onr_ledger *from,
                     struct onr_problem *problem);

#endif
