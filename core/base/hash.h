/* Hashes of words, the same at build time and at run time. */
#ifndef ONR_BASE_HASH_H
#define ONR_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define ONR_HASH_START UINT64_C(0xcbf29ce484222325)

/* FNV-1a, 64 bits (Fowler, Noll, Vo): one byte more. */
static inline uint64_t onr_hash_byte(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * UINT64_C(0x100000001b3);
}

/* Spreads the bits of a hash (the finalizer of SplitMix64, Steele, Lea, Flood 2014). */
static inline uint64_t onr_hash_mix(uint64_t hash)
{
    hash = (hash ^ (hash >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = (hash ^ (hash >> 27)) * UINT64_C(0x94d049bb133111eb);
    return hash ^ (hash >> 31);
}

/* The hash of a phrase from the hash of what stands before and of its next word. */
static inline uint64_t onr_hash_join(uint64_t before, uint64_t word)
{
    return onr_hash_mix(before * UINT64_C(0x9e3779b97f4a7c15) + word);
}

/*
 * The hash of a word as the word lists spell it: letters A to Z in lower case, a curly apostrophe as a
 * straight one.
 */
uint64_t onr_hash_word(const char *bytes, size_t length);

#endif
