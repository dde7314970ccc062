#include "protect/slot.h"

#include <string.h>

#include <sodium.h>

#define CHECK 24

void onr_slot_keys_make(struct onr_slot_keys *keys, const uint8_t key[ONR_KEY_BYTES])
{
    static const char context[] = "onrslots";
    for (int way = 0; way < ONR_WAYS; way++)
        crypto_kdf_derive_from_key(keys->tag[way], sizeof keys->tag[way], 1 + (uint64_t)way,
                                   context, key);
    crypto_kdf_derive_from_key(keys->check, sizeof keys->check, 9, context, key);
}

uint64_t onr_slot_tag(const struct onr_slot_keys *keys, enum onr_way way, const char *text,
                      uint32_t length)
{
    uint8_t bytes[crypto_shorthash_BYTES];
    uint64_t tag;
    crypto_shorthash(bytes, (const uint8_t *)text, length, keys->tag[way]);
    memcpy(&tag, bytes, sizeof tag);
    return tag;
}

/* The keyed hash of a form: what checks it, then what seals its note. */
static void hash_form(uint8_t out[64], const struct onr_slot_keys *keys, enum onr_way way,
                      const char *text, uint32_t length)
{
    crypto_generichash_state state;
    uint8_t first = (uint8_t)way;
    crypto_generichash_init(&state, keys->check, sizeof keys->check, 64);
    crypto_generichash_update(&state, &first, 1);
    crypto_generichash_update(&state, (const uint8_t *)text, length);
    crypto_generichash_final(&state, out, 64);
    sodium_memzero(&state, sizeof state);
}

static void seal(uint8_t *note, const uint8_t *from, const uint8_t *pad)
{
    for (size_t i = 0; i < sizeof(struct onr_form_note); i++)
        note[i] = from[i] ^ pad[i];
}

void onr_slot_make(struct onr_slot *slot, const struct onr_slot_keys *keys, enum onr_way way,
                   const char *text, uint32_t length, const struct onr_form_note *note)
{
    uint8_t hash[64];
    uint64_t tag = onr_slot_tag(keys, way, text, length);
    memcpy(slot->tag, &tag, sizeof tag);
    hash_form(hash, keys, way, text, length);
    memcpy(slot->check, hash, CHECK);
    seal(slot->note, (const uint8_t *)note, hash + CHECK);
    sodium_memzero(hash, sizeof hash);
}

bool onr_slot_opens(const struct onr_slot *slot, const struct onr_slot_keys *keys, enum onr_way way,
                    const char *text, uint32_t length, struct onr_form_note *note)
{
    uint8_t hash[64];
    hash_form(hash, keys, way, text, length);
    bool same = sodium_memcmp(slot->check, hash, CHECK) == 0;
    if (same)
        seal((uint8_t *)note, slot->note, hash + CHECK);
    sodium_memzero(hash, sizeof hash);
    return same;
}
