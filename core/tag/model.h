/*
 * The trained model: tables from hashed features to weights, laid out as they are read, so that the
 * file in core/data/en is the structure itself (little endian). gen/train writes it; card: model.md.
 */
#ifndef ONR_TAG_MODEL_H
#define ONR_TAG_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/wide.h"

#define ONR_TAG_LANES 32   /* weights of a row of the tagger, one for each onr_tag */
#define ONR_STATE_LANES 16 /* weights of a row of the labeller, one for each onr_state */
#define ONR_JOINTS 48      /* kinds of border between two tokens; each has its own transitions */

#define ONR_LEXICON_BUCKETS 4096 /* of 4 words each */
#define ONR_TAGGER_BUCKETS 4096  /* of 4 rows each */
#define ONR_CHAIN_BUCKETS 16384  /* of 4 rows each */
#define ONR_SURE_STEPS 64        /* of a confidence of 256 */

/* Rows of `lanes` weights under 64-bit keys, four to a bucket, told apart by 16 bits of the key. */
struct onr_table {
    const uint64_t *prints; /* for each bucket the prints of its four rows; 0 where a row is free */
    const int8_t *weights;  /* lanes for each row */
    uint32_t buckets;       /* how many */
    uint32_t lanes;         /* weights of a row */
};

/* Weights of transitions at each kind of border, from the second index to the third. */
struct onr_transitions {
    int16_t score[ONR_JOINTS][ONR_STATE_LANES][ONR_STATE_LANES]; /* in units of the chain's weights */
    float factor[ONR_JOINTS][ONR_STATE_LANES][ONR_STATE_LANES];  /* the same, exponentiated; 0 where forbidden */
    float turned[ONR_JOINTS][ONR_STATE_LANES][ONR_STATE_LANES];  /* factor from the third index to the second */
};

struct onr_model {
    char magic[8];        /* "onrecord" */
    uint32_t version;     /* of this layout */
    float unit;           /* the worth of one unit of weight in the chain */
    uint32_t reserved[12]; /* 0 */
    uint8_t sure[ONR_SURE_STEPS]; /* onr_labels.calibration */
    uint64_t lexicon_prints[ONR_LEXICON_BUCKETS]; /* words with but one tag */
    int8_t lexicon[ONR_LEXICON_BUCKETS * 4];      /* their tags */
    uint64_t tagger_prints[ONR_TAGGER_BUCKETS];
    int8_t tagger[ONR_TAGGER_BUCKETS * 4 * ONR_TAG_LANES];
    uint64_t chain_prints[ONR_CHAIN_BUCKETS];
    int8_t chain[ONR_CHAIN_BUCKETS * 4 * ONR_STATE_LANES];
    struct onr_transitions transitions;
};

/* The English model, built in as its file stands (gen/binc.c). */
extern const struct onr_model onr_model_english_bytes
#ifdef __GNUC__
    __attribute__((visibility("hidden")))
#endif
    ;

/* Marks each 16-bit lane of x that is 0 in its top bit; the lowest mark is always right. */
static inline uint64_t onr_zero_lanes(uint64_t x)
{
    return (x - UINT64_C(0x0001000100010001)) & ~x & UINT64_C(0x8000800080008000);
}

/* The lowest lane that is marked; the last where none is, so that a caller need not ask first. */
static inline uint32_t onr_first_lane(uint64_t marks)
{
    return (uint32_t)__builtin_ctzll(marks | UINT64_C(0x8000000000000000)) / 16;
}

/* Never 0, which stands for a free row. */
static inline uint16_t onr_table_print(uint64_t key)
{
    return (uint16_t)((uint16_t)key + ((uint16_t)key == 0));
}

static inline uint32_t onr_table_bucket(uint64_t key, uint32_t buckets)
{
    return (uint32_t)(((key >> 32) * buckets) >> 32);
}

/* The index of the row of a key, or UINT32_MAX. */
static inline uint32_t onr_table_row(const struct onr_table *table, uint64_t key)
{
    uint32_t bucket = onr_table_bucket(key, table->buckets);
    uint64_t found = onr_zero_lanes(table->prints[bucket] ^ onr_table_print(key) * UINT64_C(0x0001000100010001));
    if (!found)
        return UINT32_MAX;
    return bucket * 4 + onr_first_lane(found);
}

/*
 * Fills rows (room for one more than count) with the rows of the keys the table has; returns how many. Without branches:
 * whether it has one is anybody's guess. The weights are asked for ahead of their use.
 */
static ONR_WIDE_PART uint32_t onr_table_rows(uint32_t *rows, const struct onr_table *table, const uint64_t *keys,
                                             uint32_t count)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t bucket = onr_table_bucket(keys[i], table->buckets);
        uint64_t marks = onr_zero_lanes(table->prints[bucket] ^ onr_table_print(keys[i]) * UINT64_C(0x0001000100010001));
        rows[found] = bucket * 4 + onr_first_lane(marks);
        __builtin_prefetch(table->weights + (size_t)rows[found] * table->lanes);
        found += marks != 0;
    }
    return found;
}

/* The key of a feature: the number of its template with up to two values. */
static inline uint64_t onr_feature(unsigned template, uint64_t a, uint64_t b)
{
    uint64_t hash = (a + template * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = ((hash ^ (hash >> 31)) + b) * UINT64_C(0x94d049bb133111eb);
    return hash ^ (hash >> 32);
}

/* The tables of a model. */
static inline struct onr_table onr_model_lexicon(const struct onr_model *model)
{
    return (struct onr_table){model->lexicon_prints, model->lexicon, ONR_LEXICON_BUCKETS, 1};
}

static inline struct onr_table onr_model_tagger(const struct onr_model *model)
{
    return (struct onr_table){model->tagger_prints, model->tagger, ONR_TAGGER_BUCKETS, ONR_TAG_LANES};
}

static inline struct onr_table onr_model_chain(const struct onr_model *model)
{
    return (struct onr_table){model->chain_prints, model->chain, ONR_CHAIN_BUCKETS, ONR_STATE_LANES};
}

#endif
