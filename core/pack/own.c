/* Words that a policy adds: a small table beside the built-in one, which is looked into first. */
#include "base/arena.h"
#include "base/hash.h"
#include "pack/pack.h"

#define FIRST_ROOM 64 /* slots */

static const enum onr_list people[] = {ONR_LIST_PEOPLE, ONR_LIST_MONONYMS, ONR_OWN_NAMES};
static const enum onr_list organizations[] = {ONR_LIST_INSTITUTION_NAMES, ONR_OWN_NAMES};
static const enum onr_list outlets[] = {ONR_LIST_MEDIA, ONR_OWN_NAMES};
static const enum onr_list titles[] = {ONR_LIST_TITLES};
static const enum onr_list cue_verbs[] = {ONR_LIST_CUE_SPEECH, ONR_LIST_CUE_SURE, ONR_LIST_CUE_REPORTS};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const struct onr_words_kind kinds[] = {
    {"people", people, COUNT_OF(people)},
    {"organizations", organizations, COUNT_OF(organizations)},
    {"titles", titles, COUNT_OF(titles)},
    {"outlets", outlets, COUNT_OF(outlets)},
    {"cue-verbs", cue_verbs, COUNT_OF(cue_verbs)},
};

const struct onr_words_kind *onr_words_kind_at(uint32_t index)
{
    return index < COUNT_OF(kinds) ? &kinds[index] : NULL;
}

static struct onr_lexeme *slot_of(struct onr_lexeme *lexemes, uint32_t mask, uint64_t key)
{
    uint32_t slot = (uint32_t)key & mask;
    while (lexemes[slot].key && lexemes[slot].key != key)
        slot = (slot + 1) & mask;
    return &lexemes[slot];
}

/* Doubles the table. It is at most half full, so that a search always meets a free slot. */
static bool grow(struct onr_pack *pack, struct onr_arena *arena)
{
    uint32_t room = pack->own ? (pack->own_mask + 1) * 2 : FIRST_ROOM;
    struct onr_lexeme *larger = onr_arena_take(arena, room * sizeof *larger);
    if (!larger)
        return false;
    for (uint32_t i = 0; pack->own && i <= pack->own_mask; i++)
        if (pack->own[i].key)
            *slot_of(larger, room - 1, pack->own[i].key) = pack->own[i];
    pack->own = larger;
    pack->own_mask = room - 1;
    return true;
}

/* The own entry of a hash; a new one begins with what the built-in table knows of it. NULL where memory ran out. */
static struct onr_lexeme *entry_of(struct onr_pack *pack, struct onr_arena *arena, uint64_t key)
{
    const struct onr_lexeme *known = onr_pack_find(pack, key);
    if ((!pack->own || (pack->own_count + 1) * 2 > pack->own_mask + 1) && !grow(pack, arena))
        return NULL;
    struct onr_lexeme *entry = slot_of(pack->own, pack->own_mask, key);
    if (entry->key)
        return entry;
    pack->own_count++;
    *entry = known ? *known : (struct onr_lexeme){.key = key};
    return entry;
}

bool onr_pack_add(struct onr_pack *pack, struct onr_arena *arena, const uint64_t *words, uint32_t count, unsigned list)
{
    uint64_t hash = words[0];
    for (uint32_t i = 1; i < count; i++)
        hash = onr_hash_join(hash, words[i]);
    struct onr_lexeme *entry = entry_of(pack, arena, hash);
    if (!entry)
        return false;
    if (list < ONR_LISTS)
        entry->lists[list / 64] |= UINT64_C(1) << (list % 64);
    else
        entry->own |= UINT32_C(1) << (list - ONR_LISTS);
    if (count < 2)
        return true;
    struct onr_lexeme *starter = entry_of(pack, arena, words[0]);
    if (starter && starter->longest < count)
        starter->longest = (uint8_t)count;
    return starter;
}
