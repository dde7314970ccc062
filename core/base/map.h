/* A map from hashes to 32-bit numbers, in an arena: open addressing, linear probing. */
#ifndef ONR_BASE_MAP_H
#define ONR_BASE_MAP_H

#include "base/arena.h"

struct onr_map {
    struct onr_map_slot *slots; /* room of them, a power of two */
    uint32_t room;              /* 0 in an empty map */
    uint32_t count;             /* keys held */
};

struct onr_map_slot {
    uint64_t key;   /* never 0 once taken */
    uint32_t value; /* of the key */
};

/* The value of a key, or UINT32_MAX. A zeroed map is empty. */
uint32_t onr_map_get(const struct onr_map *map, uint64_t key);
/* Sets the value of a key; with keep, only where it has none yet. */
void onr_map_set(struct onr_map *map, struct onr_arena *arena, uint64_t key, uint32_t value, bool keep);

#endif
