/*
 * A set of bits small enough to stay at hand, that tells of nearly all words which stand in no list that they do not:
 * a Bloom filter of one hash (Bloom 1970).
 */
#ifndef ONR_PACK_SIEVE_H
#define ONR_PACK_SIEVE_H

#include <stdint.h>

#define ONR_SIEVE_WORDS 4096

/* The bit of a word's hash, below ONR_SIEVE_WORDS * 64. */
static inline uint32_t onr_sieve_bit(uint64_t hash)
{
    return (uint32_t)(hash >> 32) % (ONR_SIEVE_WORDS * 64);
}

#endif
