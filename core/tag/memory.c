#include "tag/memory.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"

/* The kind, length and state of a quotation, as labels see them. */
static uint64_t quotation_sum(const struct onr_quote *quote)
{
    return (uint64_t)quote->record.kind | (uint64_t)quote->running << 8 | (uint64_t)(quote->close.end != 0) << 9 |
           (uint64_t)(quote->continues != ONR_NONE) << 10 | (uint64_t)quote->record.words << 16 |
           (uint64_t)quote->token_count << 40;
}

/* All that labels can see of a token itself. */
static uint64_t token_sum(const struct onr_prose *prose, uint32_t token, uint32_t first_sentence)
{
    const struct onr_token *t = &prose->tokens.at[token];
    uint64_t hash = ONR_HASH_START;
    for (uint32_t i = t->start; i < t->end; i++)
        hash = onr_hash_byte(hash, (unsigned char)prose->text->bytes[i]);
    hash = onr_hash_mix(hash ^ t->kind ^ (uint64_t)t->flags << 8 ^ (uint64_t)t->depth << 16 ^
                        (uint64_t)(t->sentence - first_sentence) << 24);
    if (t->quotation != ONR_NONE && prose->quotes.at[t->quotation].first_token == token)
        hash = onr_hash_join(hash, quotation_sum(&prose->quotes.at[t->quotation]));
    return hash;
}

static uint64_t block_sum(const struct onr_labelling *labelling, uint32_t block)
{
    const struct onr_stretch *stretch = &labelling->blocks.at[block];
    uint32_t first_sentence = labelling->prose->tokens.at[stretch->first].sentence;
    uint64_t hash = stretch->end - stretch->first;
    for (uint32_t i = stretch->first; i < stretch->end; i++)
        hash = onr_hash_join(hash, token_sum(labelling->prose, i, first_sentence));
    return hash;
}

/* Sentences without tokens between a block and the one before it: they part the sentences that see each other. */
static uint32_t gap_before(const struct onr_labelling *labelling, uint32_t block)
{
    const struct onr_token *tokens = labelling->prose->tokens.at;
    uint32_t first = tokens[labelling->blocks.at[block].first].sentence;
    return block ? first - tokens[labelling->blocks.at[block - 1].end - 1].sentence : first;
}

uint64_t *onr_memory_keys(const struct onr_labelling *labelling, struct onr_arena *arena)
{
    uint32_t count = labelling->blocks.count;
    uint64_t *keys = onr_arena_take(arena, count * sizeof *keys), *sums = onr_arena_take(arena, count * sizeof *sums);
    for (uint32_t b = 0; keys && sums && b < count; b++)
        sums[b] = block_sum(labelling, b);
    for (uint32_t b = 0; keys && sums && b < count; b++) {
        uint64_t place = b < ONR_BLOCKS_TOLD ? b : ONR_BLOCKS_TOLD;
        keys[b] = onr_hash_join(b ? sums[b - 1] : 0, gap_before(labelling, b));
        keys[b] = onr_hash_join(keys[b], sums[b]);
        keys[b] = onr_hash_join(keys[b], b + 1 < count ? gap_before(labelling, b + 1) : 0);
        keys[b] = onr_hash_join(keys[b], b + 1 < count ? sums[b + 1] : 0);
        keys[b] = onr_hash_join(keys[b], place) | 1;
    }
    return sums ? keys : NULL;
}

const struct onr_remembered *onr_memory_find(const struct onr_memory *memory, uint64_t key)
{
    uint32_t at = onr_map_get(&memory->blocks, key);
    return at == UINT32_MAX ? NULL : memory->pieces.at[at];
}

static void keep_block(struct onr_memory *memory, const struct onr_stretch *block, uint64_t key, const struct onr_labels *labels)
{
    uint32_t count = block->end - block->first;
    struct onr_remembered *piece = onr_arena_take(&memory->arena, count * sizeof *piece);
    for (uint32_t i = 0; piece && i < count; i++)
        piece[i] = (struct onr_remembered){labels->at[block->first + i], labels->names[block->first + i]};
    onr_map_set(&memory->blocks, &memory->arena, key, memory->pieces.count, false);
    ONR_ARRAY_PUSH(&memory->arena, &memory->pieces, (const struct onr_remembered *)piece);
}

static void forget(struct onr_memory *memory)
{
    onr_arena_finish(&memory->arena);
    *memory = (struct onr_memory){0};
    onr_arena_init(&memory->arena);
}

void onr_memory_keep(struct onr_memory *memory, const struct onr_labelling *labelling, const uint64_t *keys,
                     const struct onr_labels *labels)
{
    forget(memory);
    memory->pack = labelling->prose->pack;
    for (uint32_t b = 0; b < labelling->blocks.count && !memory->arena.failed; b++)
        keep_block(memory, &labelling->blocks.at[b], keys[b], labels);
    if (memory->arena.failed)
        forget(memory);
}

struct onr_memory *onr_memory_new(struct onr_error *error)
{
    struct onr_memory *memory = calloc(1, sizeof *memory);
    if (memory)
        onr_arena_init(&memory->arena);
    else
        onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    return memory;
}

void onr_memory_free(struct onr_memory *memory)
{
    if (!memory)
        return;
    onr_arena_finish(&memory->arena);
    free(memory);
}
