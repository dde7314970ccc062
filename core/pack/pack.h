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

/* The lists a word or phrase stands in. */
struct onr_lexeme {
    uint64_t key;                   /* its hash; 0 in a free slot */
    uint64_t lists[ONR_LIST_WORDS]; /* a bit for each onr_list */
    uint8_t longest;                /* words of the longest phrase that starts with it; 0 for none */
};

struct onr_pack {
    const struct onr_lexeme *lexemes; /* open addressing, linear probing; [0] is always free */
    uint32_t mask;                    /* slots less one; slots are a power of two */
    const uint64_t *sieve;            /* ONR_SIEVE_WORDS; the bit of every lexeme is set */
};

/* The English pack. Static. */
const struct onr_pack *onr_pack_english(void);

/* The lexeme with a hash (onr_hash_word, or onr_hash_join over words), or NULL. */
const struct onr_lexeme *onr_pack_find(const struct onr_pack *pack, uint64_t hash);

static inline bool onr_lexeme_in(const struct onr_lexeme *lexeme, enum onr_list list)
{
    return lexeme && (lexeme->lists[(unsigned)list / 64] >> ((unsigned)list % 64) & 1);
}

/*
 * Words of the longest entry of list that the text starts with (words parted by white space,
 * punctuation at their ends passed over); 0 where there is none. *whole tells that nothing follows it.
 */
uint32_t onr_pack_starts(const struct onr_pack *pack, enum onr_list list, const char *bytes, size_t length,
                         bool *whole);

#endif
