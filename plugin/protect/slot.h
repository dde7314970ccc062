/*
 * A protected form as it is kept: keyed hashes and a sealed note, nothing else. Without the key a
 * slot in use looks like one that is not.
 */
#ifndef ONR_PROTECT_SLOT_H
#define ONR_PROTECT_SLOT_H

#include <stdbool.h>
#include <stdint.h>

#include "protect/alphabet.h"

#define ONR_KEY_BYTES 32
#define ONR_FORM_BYTES 128 /* the longest form, folded */

/* Where a form may stand with its words joined: martaolsen. */
enum onr_joined {
    ONR_JOINED_ANYWHERE,
    ONR_JOINED_IN_NAMES, /* with an initial: jsmith is a login, and hardly a word */
    ONR_JOINED_NOWHERE,  /* with an initial behind: smitha may be anything */
};

/* Where words of a form end, and how strictly that is taken. One bit for each folded byte. */
struct onr_form_note {
    uint8_t needed[ONR_FORM_BYTES / 8];  /* a word begins at this byte */
    uint8_t allowed[ONR_FORM_BYTES / 8]; /* a part of a word does: a space may stand before it */
    uint8_t free;                        /* a long number: any grouping will do */
    uint8_t joined;                      /* an onr_joined */
    uint8_t turned;                      /* the last name comes first */
    uint8_t rest[5];                     /* nothing */
};

struct onr_slot {
    uint8_t tag[8];    /* SipHash of the form: the quick look */
    uint8_t check[24]; /* the first part of its keyed BLAKE2b */
    uint8_t note[sizeof(struct onr_form_note)]; /* an onr_form_note, sealed by the rest of it */
};

/* What is made of one key. Secret. */
struct onr_slot_keys {
    uint8_t tag[ONR_WAYS][16]; /* for the quick look, one for each way of reading */
    uint8_t check[32];         /* for the thorough one */
};

void onr_slot_keys_make(struct onr_slot_keys *keys, const uint8_t key[ONR_KEY_BYTES]);
/* The quick look at a folded text. */
uint64_t onr_slot_tag(const struct onr_slot_keys *keys, enum onr_way way, const char *text,
                      uint32_t length);
void onr_slot_make(struct onr_slot *slot, const struct onr_slot_keys *keys, enum onr_way way,
                   const char *text, uint32_t length, const struct onr_form_note *note);
/* Whether a folded text is the form of a slot; then its note is opened. */
bool onr_slot_opens(const struct onr_slot *slot, const struct onr_slot_keys *keys, enum onr_way way,
                    const char *text, uint32_t length, struct onr_form_note *note);

#endif
