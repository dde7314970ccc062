#include "pack/pack.h"

#include "base/hash.h"
#include "pack/sieve.h"

/* Linear probing: the slot that holds a hash, or the free one where it would be. */
static uint32_t probe(const struct onr_lexeme *lexemes, uint32_t mask, uint64_t hash)
{
    uint32_t slot = (uint32_t)hash & mask;
    while (lexemes[slot].key && lexemes[slot].key != hash)
        slot = (slot + 1) & mask;
    return slot;
}

uint32_t onr_pack_slot(const struct onr_pack *pack, uint64_t hash)
{
    if (pack->own) {
        uint32_t slot = probe(pack->own, pack->own_mask, hash);
        if (pack->own[slot].key)
            return slot | ONR_OWN_SLOT;
    }
    uint32_t bit = onr_sieve_bit(hash);
    if (!(pack->sieve[bit / 64] >> bit % 64 & 1))
        return 0;
    uint32_t slot = probe(pack->built_in, pack->mask, hash);
    return pack->built_in[slot].key ? slot : 0;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_edge_punctuation(char byte)
{
    return byte && byte != '\'' && ((byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') ||
                                    (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~'));
}

/* The next word from *at, without punctuation around it; length 0 at the end. */
static size_t next_word(const char *bytes, size_t length, size_t *at, size_t *start)
{
    while (*at < length && (is_space(bytes[*at]) || is_edge_punctuation(bytes[*at])))
        ++*at;
    *start = *at;
    while (*at < length && !is_space(bytes[*at]))
        ++*at;
    size_t end = *at;
    while (end > *start && is_edge_punctuation(bytes[end - 1]))
        end--;
    return end - *start;
}

uint32_t onr_pack_starts(const struct onr_pack *pack, enum onr_list list, const char *bytes, size_t length,
                         bool *whole)
{
    size_t at = 0, start;
    uint64_t hash = 0;
    uint32_t found = 0, longest = 1;
    *whole = false;
    for (uint32_t words = 1;; words++) {
        size_t word = next_word(bytes, length, &at, &start);
        if (!word)
            *whole = found == words - 1 && found;
        if (!word || words > longest)
            return found;
        uint64_t own = onr_hash_word(bytes + start, word);
        hash = words == 1 ? own : onr_hash_join(hash, own);
        const struct onr_lexeme *lexeme = onr_pack_find(pack, hash);
        if (onr_lexeme_in(lexeme, list))
            found = words;
        if (words == 1 && lexeme && lexeme->longest)
            longest = lexeme->longest;
    }
}
