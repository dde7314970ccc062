/* The tagger's training: a lexicon of words with but one tag, and an averaged perceptron for the rest. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "tag/tagger.h"
#include "train.h"

#define ROUNDS 4          /* over the stories */
#define ROUNDS_PACKED 2   /* more, with the rows the model has room for */
#define LEAST 3           /* tokens a feature is seen at */
#define LEXICON_LEAST 8   /* times a word is seen before it goes into the lexicon */
#define LEXICON_SHARE 0.995f /* of them with its one tag */

struct row {
    uint64_t key;               /* of the feature */
    uint32_t seen;              /* tokens that have it */
    float now[ONR_TAG_LANES];   /* the perceptron's weights */
    double sum[ONR_TAG_LANES];  /* of their changes, each times the step it came at */
};

struct learner {
    struct onr_model *model;     /* written in the end; its lexicon at the start */
    const struct corpus *corpus; /* learned from */
    uint32_t left_out;           /* fold, or FOLDS */
    struct onr_arena arena;      /* holds the map */
    struct onr_map numbers;      /* from keys to rows */
    struct row *rows;            /* count rows */
    uint32_t count, room;        /* how many, and how many there is memory for */
    double step;                 /* tokens learned from */
};

static bool is_used(const struct learner *learner, const struct story *story)
{
    return !story->held_out && story->fold != learner->left_out && story->silver;
}

static uint32_t number_of(struct learner *learner, uint64_t key, bool add)
{
    uint32_t number = onr_map_get(&learner->numbers, key);
    if (number != UINT32_MAX || !add)
        return number;
    if (learner->count == learner->room) {
        learner->room = learner->room ? learner->room * 2 : 1 << 16;
        learner->rows = realloc(learner->rows, learner->room * sizeof *learner->rows);
        if (!learner->rows)
            die("memory", "ran out");
    }
    onr_map_set(&learner->numbers, &learner->arena, key, learner->count, false);
    memset(&learner->rows[learner->count], 0, sizeof *learner->rows);
    learner->rows[learner->count].key = key;
    return learner->count++;
}

/* The row of a key, added where there is none. */
static struct row *row_of(struct learner *learner, uint64_t key)
{
    uint32_t number = number_of(learner, key, true);
    return &learner->rows[number];
}

/* ---- The lexicon ---- */

struct word {
    uint64_t key;                 /* of the lexicon */
    uint32_t tags[ONR_TAG_LANES]; /* times seen with each */
    uint32_t seen;                /* in all */
};

static int more_seen(const void *a, const void *b)
{
    const struct word *left = a, *right = b;
    if (left->seen != right->seen)
        return left->seen < right->seen ? 1 : -1;
    return left->key < right->key ? -1 : left->key > right->key;
}

static bool goes_by_lexicon(const struct onr_token *token)
{
    return token->kind <= ONR_TOKEN_NUMBER && token->shape <= ONR_SHAPE_LOWER;
}

static void pack_lexicon(struct learner *learner, struct word *words, uint32_t count)
{
    struct packed packed = {learner->model->lexicon_prints, learner->model->lexicon, ONR_LEXICON_BUCKETS, 1};
    qsort(words, count, sizeof *words, more_seen);
    for (uint32_t i = 0; i < count && words[i].seen >= LEXICON_LEAST; i++) {
        int best = 0;
        for (int tag = 1; tag < ONR_TAGS; tag++)
            best = words[i].tags[tag] > words[i].tags[best] ? tag : best;
        if ((float)words[i].tags[best] < LEXICON_SHARE * (float)words[i].seen)
            continue;
        uint32_t row = table_place(&packed, words[i].key);
        if (row != UINT32_MAX)
            packed.weights[row] = (int8_t)best;
    }
}

static void make_lexicon(struct learner *learner)
{
    struct onr_map numbers = {0};
    struct word *words = take_memory(200000 * sizeof *words);
    uint32_t count = 0;
    for (uint32_t s = 0; s < learner->corpus->count; s++) {
        const struct story *story = &learner->corpus->at[s];
        for (uint32_t i = 0; is_used(learner, story) && i < story->prose.tokens.count; i++) {
            const struct onr_token *token = &story->prose.tokens.at[i];
            if (story->silver[i] == NO_TAG || !goes_by_lexicon(token))
                continue;
            uint64_t key = onr_feature(0, onr_token_word(token), 0);
            uint32_t number = onr_map_get(&numbers, key);
            if (number == UINT32_MAX) {
                if (count == 200000)
                    continue;
                number = count++;
                words[number].key = key;
                onr_map_set(&numbers, &learner->arena, key, number, false);
            }
            words[number].seen++;
            words[number].tags[story->silver[i]]++;
        }
    }
    pack_lexicon(learner, words, count);
    free(words);
}

/* ---- The perceptron ---- */

static uint8_t best_tag(const struct learner *learner, const uint32_t *numbers, uint32_t count)
{
    float scores[ONR_TAG_LANES] = {0};
    for (uint32_t i = 0; i < count; i++)
        for (int tag = 0; tag < ONR_TAG_LANES; tag++)
            scores[tag] += learner->rows[numbers[i]].now[tag];
    uint8_t best = ONR_TAG_NOUN;
    for (uint8_t tag = ONR_TAG_NOUN; tag < ONR_TAGS; tag++)
        if (scores[tag] > scores[best])
            best = tag;
    return best;
}

static void change(struct learner *learner, uint32_t number, uint8_t tag, float by)
{
    struct row *row = &learner->rows[number];
    row->now[tag] += by;
    row->sum[tag] += by * learner->step;
}

static uint8_t learn_token(struct learner *learner, const struct story *story, uint8_t *tags, uint32_t token)
{
    uint64_t features[ONR_TAGGER_FEATURES];
    uint32_t numbers[ONR_TAGGER_FEATURES], known = 0;
    uint32_t count = onr_tagger_features(features, &story->prose, tags, token);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = number_of(learner, features[i], false);
        if (number != UINT32_MAX)
            numbers[known++] = number;
    }
    uint8_t gold = story->silver[token], best = best_tag(learner, numbers, known);
    learner->step += gold != NO_TAG;
    for (uint32_t i = 0; i < known && best != gold && gold != NO_TAG; i++) {
        change(learner, numbers[i], gold, 1);
        change(learner, numbers[i], best, -1);
    }
    return best;
}

static void learn_story(struct learner *learner, const struct story *story)
{
    struct onr_table lexicon = onr_model_lexicon(learner->model);
    uint8_t *tags = story->labelling.tags;
    for (uint32_t i = 0; i < story->prose.tokens.count; i++) {
        const struct onr_token *token = &story->prose.tokens.at[i];
        uint32_t row = UINT32_MAX;
        if (goes_by_lexicon(token))
            row = onr_table_row(&lexicon, onr_feature(0, onr_token_word(token), 0));
        if (token->kind >= ONR_TOKEN_PUNCTUATION)
            tags[i] = ONR_TAG_SIGN;
        else if (row != UINT32_MAX)
            tags[i] = (uint8_t)lexicon.weights[row];
        else
            tags[i] = learn_token(learner, story, tags, i);
    }
}

static void learn_round(struct learner *learner, struct dice *dice)
{
    uint32_t *order = take_memory(learner->corpus->count * sizeof *order);
    for (uint32_t i = 0; i < learner->corpus->count; i++)
        order[i] = i;
    dice_shuffle(dice, order, learner->corpus->count);
    for (uint32_t i = 0; i < learner->corpus->count; i++)
        if (is_used(learner, &learner->corpus->at[order[i]]))
            learn_story(learner, &learner->corpus->at[order[i]]);
    free(order);
}

/* Numbers the features that are seen often enough beside the silver tags. */
static void find_features(struct learner *learner)
{
    uint8_t *sketch = take_memory((size_t)1 << 26);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t s = 0; s < learner->corpus->count; s++) {
            const struct story *story = &learner->corpus->at[s];
            for (uint32_t i = 0; is_used(learner, story) && i < story->prose.tokens.count; i++) {
                uint64_t features[ONR_TAGGER_FEATURES];
                if (story->silver[i] == NO_TAG)
                    continue;
                uint32_t count = onr_tagger_features(features, &story->prose, story->silver, i);
                for (uint32_t f = 0; f < count; f++) {
                    uint8_t *seen = &sketch[features[f] >> 38];
                    if (pass == 0)
                        *seen += *seen < 255;
                    else if (*seen >= LEAST)
                        row_of(learner, features[f])->seen++;
                }
            }
        }
    free(sketch);
}

static float averaged(const struct learner *learner, const struct row *row, int tag)
{
    return row->now[tag] - (float)(row->sum[tag] / learner->step);
}

struct ranked {
    uint32_t row;  /* number */
    float worth;   /* how much its weights matter */
};

static int more_worth(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->worth != right->worth)
        return left->worth < right->worth ? 1 : -1;
    return left->row < right->row ? -1 : 1;
}

/* Keeps the rows that matter most, as many as the model has room for, with their averages as weights. */
static void prune(struct learner *learner)
{
    struct packed packed = {learner->model->tagger_prints, learner->model->tagger, ONR_TAGGER_BUCKETS, ONR_TAG_LANES};
    struct ranked *ranked = take_memory(learner->count * sizeof *ranked);
    struct row *old = learner->rows;
    uint32_t count = learner->count;
    for (uint32_t i = 0; i < count; i++) {
        double square = 0;
        for (int tag = 0; tag < ONR_TAGS; tag++) {
            old[i].now[tag] = averaged(learner, &old[i], tag);
            square += (double)old[i].now[tag] * (double)old[i].now[tag];
        }
        ranked[i] = (struct ranked){i, (float)(square * old[i].seen)};
    }
    qsort(ranked, count, sizeof *ranked, more_worth);
    learner->numbers = (struct onr_map){0};
    learner->rows = NULL;
    learner->count = learner->room = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (table_place(&packed, old[ranked[i].row].key) == UINT32_MAX)
            continue;
        struct row *row = row_of(learner, old[ranked[i].row].key);
        memcpy(row->now, old[ranked[i].row].now, sizeof row->now);
    }
    learner->step = 0;
    free(old);
    free(ranked);
}

static void pack(struct learner *learner)
{
    struct onr_table table = onr_model_tagger(learner->model);
    float top = 0;
    for (uint32_t i = 0; i < learner->count; i++)
        for (int tag = 0; tag < ONR_TAGS; tag++)
            top = fmaxf(top, fabsf(averaged(learner, &learner->rows[i], tag)));
    float unit = top > 0 ? top / 127 / 2 : 1; /* half the range is cut off: few weights lie there */
    for (uint32_t i = 0; i < learner->count; i++) {
        uint32_t at = onr_table_row(&table, learner->rows[i].key);
        for (int tag = 0; tag < ONR_TAGS; tag++) {
            float weight = averaged(learner, &learner->rows[i], tag) / unit;
            learner->model->tagger[(size_t)at * ONR_TAG_LANES + (size_t)tag] =
                (int8_t)lrintf(fminf(127, fmaxf(-127, weight)));
        }
    }
}

void tagger_train(struct onr_model *model, const struct corpus *corpus, uint32_t left_out, struct dice *dice)
{
    struct learner learner = {.model = model, .corpus = corpus, .left_out = left_out};
    onr_arena_init(&learner.arena);
    make_lexicon(&learner);
    find_features(&learner);
    for (int round = 0; round < ROUNDS; round++)
        learn_round(&learner, dice);
    prune(&learner);
    for (int round = 0; round < ROUNDS_PACKED; round++)
        learn_round(&learner, dice);
    pack(&learner);
    free(learner.rows);
    onr_arena_finish(&learner.arena);
}

double tagger_apply(const struct onr_model *model, struct corpus *corpus, uint32_t fold)
{
    uint64_t right = 0, all = 0;
    for (uint32_t s = 0; s < corpus->count; s++) {
        struct story *story = &corpus->at[s];
        if (fold < FOLDS && story->fold != fold)
            continue;
        onr_labelling_tag(&story->labelling, model);
        for (uint32_t i = 0; i < story->prose.tokens.count; i++) {
            all += story->silver[i] != NO_TAG;
            right += story->silver[i] == story->labelling.tags[i];
        }
    }
    return all ? (double)right / (double)all : 0;
}
