/*
 * What was labelled last time, by paragraph: an editor's next analysis of a draft takes it over where a paragraph and those
 * beside it are the same to the byte. Labels hang on nothing else (learned.c), so the result is that of a fresh analysis.
 */
#ifndef ONR_TAG_MEMORY_H
#define ONR_TAG_MEMORY_H

#include "base/map.h"
#include "tag/labelling.h"

/* What is remembered of a token: its label and what its name names. */
struct onr_remembered {
    struct onr_label label;
    uint8_t name; /* onr_name_class */
};

struct onr_memory {
    struct onr_arena arena;                           /* holds the rest */
    struct onr_map blocks;                            /* from a block's key to an index into pieces */
    ONR_ARRAY(const struct onr_remembered *) pieces;  /* one for each token of a block */
    const struct onr_pack *pack;                      /* the words that the labels were made with */
};

/* The key of each block: its tokens and quotations, and those of the blocks beside it. In the arena; NULL where memory runs out. */
uint64_t *onr_memory_keys(const struct onr_labelling *labelling, struct onr_arena *arena);
/* What is remembered of a block by its key, or NULL. */
const struct onr_remembered *onr_memory_find(const struct onr_memory *memory, uint64_t key);
/*
 * Forgets all and remembers the blocks of a document as they were just labelled. Without memory to do so it only forgets.
 */
void onr_memory_keep(struct onr_memory *memory, const struct onr_labelling *labelling, const uint64_t *keys,
                     const struct onr_labels *labels);

#endif
