#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Under the address sanitizer each piece is an allocation of its own, so that overruns are seen. */
#if defined(__SANITIZE_ADDRESS__)
#define FIRST_CHUNK 1
#define LAST_CHUNK 1
#else
#define FIRST_CHUNK ((size_t)16 << 10)
#define LAST_CHUNK ((size_t)4 << 20)
#endif
#define ALIGNMENT 16

struct onr_arena_chunk {
    struct onr_arena_chunk *next; /* the one before it */
    size_t size;                  /* bytes of data */
    size_t used;                  /* bytes handed out */
    _Alignas(ALIGNMENT) unsigned char data[];
};

void onr_arena_init(struct onr_arena *arena)
{
    *arena = (struct onr_arena){.chunk_size = FIRST_CHUNK};
}

void onr_arena_finish(struct onr_arena *arena)
{
    while (arena->chunks) {
        struct onr_arena_chunk *next = arena->chunks->next;
        free(arena->chunks);
        arena->chunks = next;
    }
    onr_arena_init(arena);
}

static size_t aligned(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static bool add_chunk(struct onr_arena *arena, size_t size)
{
    size_t room = size > arena->chunk_size ? size : arena->chunk_size;
    struct onr_arena_chunk *chunk = calloc(1, sizeof *chunk + room);
    if (!chunk) {
        arena->failed = true;
        return false;
    }
    chunk->size = room;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    if (arena->chunk_size < LAST_CHUNK)
        arena->chunk_size *= 2;
    if (arena->chunk_size > LAST_CHUNK)
        arena->chunk_size = LAST_CHUNK;
    return true;
}

void *onr_arena_take(struct onr_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    size = aligned(size ? size : 1);
    struct onr_arena_chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < size) {
        if (!add_chunk(arena, size))
            return NULL;
        chunk = arena->chunks;
    }
    void *piece = chunk->data + chunk->used;
    chunk->used += size;
    return piece;
}

char *onr_arena_text(struct onr_arena *arena, const char *bytes, size_t length)
{
    char *copy = onr_arena_take(arena, length + 1);
    if (copy && length)
        memcpy(copy, bytes, length);
    return copy;
}

/* True where the newest piece was grown where it lies. */
static bool extended(struct onr_arena_chunk *chunk, void *piece, size_t old_size, size_t new_size)
{
    size_t old_room = aligned(old_size), new_room = aligned(new_size);
    if (!chunk || !piece || (unsigned char *)piece + old_room != chunk->data + chunk->used)
        return false;
    if (chunk->size - chunk->used < new_room - old_room)
        return false;
    chunk->used += new_room - old_room;
    return true;
}

void *onr_arena_grow(struct onr_arena *arena, void *piece, size_t old_size, size_t new_size)
{
    if (old_size && extended(arena->chunks, piece, old_size, new_size))
        return piece;
    void *grown = onr_arena_take(arena, new_size);
    if (grown && old_size)
        memcpy(grown, piece, old_size);
    return grown;
}

bool onr_array_reserve(struct onr_arena *arena, void **at, uint32_t count, uint32_t *room, size_t size)
{
    if (count < *room)
        return true;
    uint32_t more = *room ? *room * 2 : 8;
    if (more <= *room)
        more = UINT32_MAX;
    void *grown = onr_arena_grow(arena, *at, *room * size, more * size);
    if (!grown)
        return false;
    *at = grown;
    *room = more;
    return true;
}
