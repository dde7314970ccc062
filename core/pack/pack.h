/*
 * The language pack: word lists, rules and weights of core/data, built into the library as read-only
 * tables. No vocabulary stands in C; code names a list by the constant that gen/packc makes of its file
 * name (lists/cue-verbs.txt becomes ONR_LIST_CUE_VERBS).
 */
#ifndef ONR_PACK_PACK_H
#define ONR_PACK_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pack_lists.h" /* generated: enum onr_list, ONR_LISTS */

#define ONR_LIST_WORDS ((ONR_LISTS + 63) / 64)

/*
 * Lists of a policy's own are numbered from ONR_LISTS. The last of them holds every name that a policy adds:
 * what stands in it needs no guess.
 */
#define ONR_OWN_LISTS 32
#define ONR_OWN_NAMES ((enum onr_list)(ONR_LISTS + ONR_OWN_LISTS - 1))
#define ONR_LONGEST_ENTRY 12 /* words; no entry is longer */

/* The lists a word or phrase stands in. */
struct onr_lexeme {
    uint64_t key;                   /* its hash; 0 in a free slot */
    uint64_t lists[ONR_LIST_WORDS]; /* a bit for each onr_list */
    uint8_t longest;                /* words of the longest phrase that starts with it; 0 for none */
    uint32_t own;                   /* a bit for each list of a policy's own */
};

struct onr_pack {
    const struct onr_lexeme *built_in; /* open addressing, linear probing; [0] is always free */
    uint32_t mask;                    /* slots less one; slots are a power of two */
    const uint64_t *sieve;            /* ONR_SIEVE_WORDS; the bit of every lexeme is set */
    struct onr_lexeme *own;           /* the same for words that a policy adds, with the built-in lists of theirs too */
    uint32_t own_mask;                /* slots less one */
    uint32_t own_count;               /* words in it; 0 where own is NULL */
};

/* The English pack. Static. */
const struct onr_pack *onr_pack_english(void);

/* The slot of a hash (onr_hash_word, or onr_hash_join over words); 0 where there is none. */
uint32_t onr_pack_slot(const struct onr_pack *pack, uint64_t hash);

#define ONR_OWN_SLOT (UINT32_C(1) << 31) /* told from the built-in ones by this bit */

/* The lexeme of a slot; that of slot 0 stands in no list. */
static inline const struct onr_lexeme *onr_pack_at(const struct onr_pack *pack, uint32_t slot)
{
    return slot & ONR_OWN_SLOT ? &pack->own[slot & ~ONR_OWN_SLOT] : &pack->built_in[slot];
}

/* The lexeme with a hash, or NULL. */
static inline const struct onr_lexeme *onr_pack_find(const struct onr_pack *pack, uint64_t hash)
{
    uint32_t slot = onr_pack_slot(pack, hash);
    return slot ? onr_pack_at(pack, slot) : NULL;
}

static inline bool onr_lexeme_in(const struct onr_lexeme *lexeme, enum onr_list list)
{
    if (!lexeme)
        return false;
    if ((unsigned)list >= ONR_LISTS)
        return lexeme->own >> ((unsigned)list - ONR_LISTS) & 1;
    return lexeme->lists[(unsigned)list / 64] >> ((unsigned)list % 64) & 1;
}

struct onr_arena;
/*
 * Adds an entry of one word or more, given as their hashes, to a list of a policy's pack. The built-in table stays
 * as it is. False where memory ran out.
 */
bool onr_pack_add(struct onr_pack *pack, struct onr_arena *arena, const uint64_t *words, uint32_t count, unsigned list);

/* The name of a built-in list, "cue-speech", or NULL past the last. */
const char *onr_list_name(unsigned list);

/* What words a policy may add: a name ("people"), and the count lists that take them. */
struct onr_words_kind {
    const char *name;             /* of the list a newsroom keeps */
    const enum onr_list *lists;   /* built-in ones, or ONR_OWN_NAMES */
    uint32_t count;               /* how many */
};
/* By index, or NULL past the last. Static. */
const struct onr_words_kind *onr_words_kind_at(uint32_t index);

/*
 * Words of the longest entry of list that the text starts with (words parted by white space,
 * punctuation at their ends passed over); 0 where there is none. *whole tells that nothing follows it.
 */
uint32_t onr_pack_starts(const struct onr_pack *pack, enum onr_list list, const char *bytes, size_t length,
                         bool *whole);

#endif
