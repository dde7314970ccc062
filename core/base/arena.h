/* One arena per analysis: memory is handed out in pieces and freed all at once. */
#ifndef ONR_BASE_ARENA_H
#define ONR_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct onr_arena {
    struct onr_arena_chunk *chunks; /* newest first */
    size_t chunk_size;              /* bytes of the next chunk */
    bool failed;                    /* an allocation failed; checked once at the end of a stage */
};

void onr_arena_init(struct onr_arena *arena);
/* Frees all that was handed out. A zeroed arena is legal. */
void onr_arena_finish(struct onr_arena *arena);
/* Zeroed memory of size bytes, aligned for any type; NULL (and failed set) when memory runs out. */
void *onr_arena_take(struct onr_arena *arena, size_t size);
/* A copy of length bytes with a NUL behind them; NULL when memory runs out. */
char *onr_arena_text(struct onr_arena *arena, const char *bytes, size_t length);
/* Grows a piece that onr_arena_take gave, in place where it is the newest. The rest is zeroed. */
void *onr_arena_grow(struct onr_arena *arena, void *piece, size_t old_size, size_t new_size);

/*
 * A growable array in an arena: struct { T *at; uint32_t count, room; }. A push that finds no memory
 * changes nothing and leaves the arena failed.
 */
#define ONR_ARRAY(T)                                                                                      \
    struct {                                                                                              \
        T *at;          /* count records */                                                               \
        uint32_t count; /* how many */                                                                    \
        uint32_t room;  /* records there is memory for */                                                 \
    }
#define ONR_ARRAY_PUSH(arena, array, value)                                                               \
    do {                                                                                                  \
        if (onr_array_reserve((arena), (void **)&(array)->at, (array)->count, &(array)->room,             \
                              sizeof *(array)->at))                                                       \
            (array)->at[(array)->count++] = (value);                                                      \
    } while (0)
bool onr_array_reserve(struct onr_arena *arena, void **at, uint32_t count, uint32_t *room, size_t size);

#endif
