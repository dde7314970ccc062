/*
 * The trained model: tables from hashed features to weights, laid out as they are read, so that the
 * file in core/data/en is the structure itself (little endian). gen/train writes it; card: model.md.
 */
#ifndef ONR_TAG_MODEL_H
#define ONR_TAG_MODEL_H

#include <stddef.h>
#include <stdint.h>

#define ONR_TAG_LANES 32   /* weights of a row of the tagger, one for each onr_tag */
#define ONR_STATE_LANES 16 /* weights of a row of the labeller, one for each onr_state */
#define ONR_JOINTS 48      /* kinds of border between two tokens; each has its own transitions */

#define ONR_LEXICON_BUCKETS 4096 /* of 4 words each */
#define ONR_TAGGER_BUCKETS 4096  /* of 4 rows each */
#define ONR_FIRST_BUCKETS 16384
#define ONR_SECOND_BUCKETS 30000

/* Rows of `lanes` weights under 64-bit keys, four to a bucket, told apart by 16 bits of the key. */
struct onr_table {
    const uint64_t *prints; /* for each bucket the prints of its four rows; 0 where a row is free */
    const int8_t *weights;  /* lanes for each row */
    uint32_t buckets;       /* how many */
    uint32_t lanes;         /* weights of a row */
};

/* Weights of transitions at one kind of border, from the first index to the second. */
struct onr_transitions {
    int16_t score[ONR_JOINTS][ONR_STATE_LANES][ONR_STATE_LANES]; /* in units of the pass's weights */
    float factor[ONR_JOINTS][ONR_STATE_LANES][ONR_STATE_LANES];  /* the same, exponentiated; 0 where forbidden */
};

struct onr_model {
    char magic[8];        /* "onrecord" */
    uint32_t version;     /* of this layout */
    float scale[2];       /* the worth of one unit of weight in the first and in the second pass */
    float calibration[2]; /* slope and offset from the log odds of a label to those of its being right */
    uint32_t reserved[9]; /* 0 */
    uint64_t lexicon_prints[ONR_LEXICON_BUCKETS]; /* words with but one tag */
    int8_t lexicon[ONR_LEXICON_BUCKETS * 4];      /* their tags */
    uint64_t tagger_prints[ONR_TAGGER_BUCKETS];
    int8_t tagger[ONR_TAGGER_BUCKETS * 4 * ONR_TAG_LANES];
    uint64_t first_prints[ONR_FIRST_BUCKETS];
    int8_t first[ONR_FIRST_BUCKETS * 4 * ONR_STATE_LANES];
    uint64_t second_prints[ONR_SECOND_BUCKETS];
    int8_t second[ONR_SECOND_BUCKETS * 4 * ONR_STATE_LANES];
    struct onr_transitions transitions[2]; /* of the first and of the second pass */
};

/* The English model, built in (gen/embed). */
extern const struct onr_model onr_model_english
#ifdef __GNUC__
    __attribute__((visibility("hidden")))
#endif
    ;

/* Marks each 16-bit lane of x that is 0 in its top bit; the lowest mark is always right. */
static inline uint64_t onr_zero_lanes(uint64_t x)
{
    return (x - UINT64_C(0x0001000100010001)) & ~x & UINT64_C(0x8000800080008000);
}

static inline uint16_t onr_table_print(uint64_t key)
{
    return (uint16_t)((key & 0xFFFF) | ((key & 0xFFFF) == 0));
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
    uint32_t lane = 0;
    while (!(found >> (16 * lane) & 0x8000))
        lane++;
    return bucket * 4 + lane;
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

static inline struct onr_table onr_model_first(const struct onr_model *model)
{
    return (struct onr_table){model->first_prints, model->first, ONR_FIRST_BUCKETS, ONR_STATE_LANES};
}

static inline struct onr_table onr_model_second(const struct onr_model *model)
{
    return (struct onr_table){model->second_prints, model->second, ONR_SECOND_BUCKETS, ONR_STATE_LANES};
}

#endif
