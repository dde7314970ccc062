#include "rule/repeat.h"

#include "base/hash.h"
#include "base/map.h"

/* The words and the hash of each block. */
struct block_sum {
    uint64_t hash;  /* of its words in order */
    uint32_t words; /* how many */
};

static struct block_sum *sum_blocks(const struct onr_prose *prose, struct onr_arena *arena)
{
    struct block_sum *sums = onr_arena_take(arena, (prose->markup->blocks.count + 1) * sizeof *sums);
    for (uint32_t i = 0; sums && i < prose->tokens.count; i++) {
        const struct onr_token *token = &prose->tokens.at[i];
        struct block_sum *own = &sums[prose->sentences.at[token->sentence].block];
        if (token->kind > ONR_TOKEN_NUMBER)
            continue;
        own->hash = onr_hash_join(own->hash + 1, token->word);
        own->words += !(token->flags & ONR_TOKEN_CLITIC);
    }
    return sums;
}

uint8_t *onr_blocks_repeated(const struct onr_prose *prose, struct onr_arena *arena, uint32_t *words)
{
    struct block_sum *sums = sum_blocks(prose, arena);
    uint8_t *repeated = onr_arena_take(arena, prose->markup->blocks.count + 1);
    struct onr_map seen = {0};
    *words = 0;
    for (uint32_t i = 0; sums && repeated && i < prose->markup->blocks.count; i++) {
        if (prose->body_paragraph[i] == ONR_NONE || !sums[i].words)
            continue;
        repeated[i] = onr_map_get(&seen, sums[i].hash) != UINT32_MAX;
        onr_map_set(&seen, arena, sums[i].hash, i, true);
        *words += repeated[i] ? 0 : sums[i].words;
    }
    return sums && !arena->failed ? repeated : NULL;
}
