/* Packing rows into the model's tables. */
#include "train.h"

uint32_t table_place(struct packed *packed, uint64_t key)
{
    uint32_t bucket = onr_table_bucket(key, packed->buckets);
    uint64_t print = onr_table_print(key);
    for (uint32_t lane = 0; lane < 4; lane++) {
        uint64_t there = packed->prints[bucket] >> (16 * lane) & 0xFFFF;
        if (there == print)
            return UINT32_MAX;
        if (there)
            continue;
        packed->prints[bucket] |= print << (16 * lane);
        return bucket * 4 + lane;
    }
    return UINT32_MAX;
}
