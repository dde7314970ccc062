#include "base/map.h"

#include "base/hash.h"

static struct onr_map_slot *slot_of(const struct onr_map *map, uint64_t key)
{
    uint32_t mask = map->room - 1;
    for (uint32_t i = (uint32_t)onr_hash_mix(key) & mask;; i = (i + 1) & mask)
        if (!map->slots[i].key || map->slots[i].key == key)
            return &map->slots[i];
}

static uint64_t usable(uint64_t key)
{
    return key ? key : 1;
}

uint32_t onr_map_get(const struct onr_map *map, uint64_t key)
{
    if (!map->room)
        return UINT32_MAX;
    const struct onr_map_slot *slot = slot_of(map, usable(key));
    return slot->key ? slot->value : UINT32_MAX;
}

static bool grow(struct onr_map *map, struct onr_arena *arena)
{
    struct onr_map larger = {.room = map->room ? map->room * 2 : 64};
    larger.slots = onr_arena_take(arena, larger.room * sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (uint32_t i = 0; i < map->room; i++)
        if (map->slots[i].key)
            *slot_of(&larger, map->slots[i].key) = map->slots[i];
    larger.count = map->count;
    *map = larger;
    return true;
}

void onr_map_set(struct onr_map *map, struct onr_arena *arena, uint64_t key, uint32_t value, bool keep)
{
    if (map->count * 2 >= map->room && !grow(map, arena))
        return;
    struct onr_map_slot *slot = slot_of(map, usable(key));
    if (slot->key && keep)
        return;
    map->count += !slot->key;
    *slot = (struct onr_map_slot){usable(key), value};
}
