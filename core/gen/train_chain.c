/*
 * The chain's training: a conditional random field, by AdaGrad (Duchi, Hazan, Singer 2011) with features
 * dropped at random, its weights averaged over the later rounds; then pruned to the rows that matter
 * most, trained a little longer, and rounded to signed bytes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "train.h"

#define START 1.0f        /* of the sums of squared slopes: the first steps stay small */
#define LANES ONR_STATE_LANES
#define UNIT (1 / 128.0f)   /* the worth of one unit of weight */
#define LONGEST 4096      /* tokens of a block that is learned from; longer ones are cut */

/* ---- Features as numbers ---- */

static void count_features(uint8_t *sketch, struct corpus *corpus)
{
    struct onr_feature_set features;
    for (uint32_t s = 0; s < corpus->count; s++) {
        struct onr_labelling *labelling = &corpus->at[s].labelling;
        for (uint32_t b = 0; b < labelling->blocks.count && !corpus->at[s].held_out; b++) {
            struct onr_scene scene = onr_labelling_scene(labelling, b);
            for (uint32_t t = scene.first; t < scene.end; t++) {
                onr_features_take(&features, &scene, t);
                for (uint32_t f = 0; f < features.count; f++)
                    sketch[features.keys[f] >> 36] += sketch[features.keys[f] >> 36] < 255;
            }
        }
    }
}

struct numbering {
    struct feature_set *set;  /* filled */
    struct onr_arena arena;   /* holds the map */
    struct onr_map numbers;   /* from keys to numbers */
    uint64_t room;            /* of set->at */
    uint64_t used;            /* of set->at */
    uint32_t key_room;        /* of set->keys and set->counts */
    uint32_t least;           /* tokens a feature is seen at */
    struct templates skipped; /* left out */
};

static uint32_t number_of(struct numbering *numbering, uint64_t key)
{
    struct feature_set *set = numbering->set;
    uint32_t number = onr_map_get(&numbering->numbers, key);
    if (number != UINT32_MAX)
        return number;
    if (set->count == numbering->key_room) {
        numbering->key_room = numbering->key_room ? numbering->key_room * 2 : 1 << 18;
        set->keys = realloc(set->keys, numbering->key_room * sizeof *set->keys);
        set->counts = realloc(set->counts, numbering->key_room * sizeof *set->counts);
        if (!set->keys || !set->counts)
            die("memory", "ran out");
    }
    onr_map_set(&numbering->numbers, &numbering->arena, key, set->count, false);
    set->keys[set->count] = key;
    set->counts[set->count] = 0;
    return set->count++;
}

static void number_token(struct numbering *numbering, const uint8_t *sketch, const struct onr_feature_set *features)
{
    struct feature_set *set = numbering->set;
    if (numbering->used + features->count > numbering->room) {
        numbering->room = numbering->room ? numbering->room + numbering->room / 2 : (uint64_t)1 << 24;
        set->at = realloc(set->at, numbering->room * sizeof *set->at);
        if (!set->at)
            die("memory", "ran out");
    }
    for (uint32_t f = 0; f < features->count; f++) {
        uint8_t template = features->templates[f];
        bool skipped = template && template >= numbering->skipped.first && template <= numbering->skipped.last;
        if (skipped || sketch[features->keys[f] >> 36] < numbering->least)
            continue;
        uint32_t number = number_of(numbering, features->keys[f]);
        set->counts[number]++;
        set->at[numbering->used++] = number;
    }
}

void features_collect(struct feature_set *set, struct corpus *corpus, uint32_t least, struct templates skipped)
{
    uint8_t *sketch = take_memory((size_t)1 << 28);
    struct onr_feature_set features;
    struct numbering numbering = {.set = set, .least = least, .skipped = skipped};
    *set = (struct feature_set){.starts = take_memory((corpus->tokens + 1) * sizeof *set->starts)};
    onr_arena_init(&numbering.arena);
    count_features(sketch, corpus);
    for (uint32_t s = 0; s < corpus->count; s++) {
        struct story *story = &corpus->at[s];
        for (uint32_t b = 0; b < story->labelling.blocks.count; b++) {
            struct onr_scene scene = onr_labelling_scene(&story->labelling, b);
            for (uint32_t t = scene.first; t < scene.end; t++) {
                set->starts[story->first_token + t] = numbering.used;
                if (story->held_out)
                    continue;
                onr_features_take(&features, &scene, t);
                number_token(&numbering, sketch, &features);
            }
        }
    }
    set->starts[corpus->tokens] = numbering.used;
    onr_arena_finish(&numbering.arena);
    free(sketch);
}

void features_free(struct feature_set *set)
{
    free(set->at);
    free(set->starts);
    free(set->keys);
    free(set->counts);
}

/* ---- Learning ---- */

typedef float lanes[LANES];

struct learner {
    const struct corpus *corpus;       /* learned from */
    const struct feature_set *set;     /* its features */
    const struct training *training;   /* how */
    struct dice *dice;                 /* for order and dropping */
    lanes *rows, *squares, *averages;  /* weights, sums of squared slopes, and sums for averaging */
    lanes joints[ONR_JOINTS][LANES], joint_squares[ONR_JOINTS][LANES], joint_averages[ONR_JOINTS][LANES];
    uint32_t snapshots;                /* in the averages */
    bool *kept;                        /* for each feature, or NULL for all */
    uint32_t *active;                  /* features of the block at work, after dropping */
    uint64_t active_room;              /* of it */
    uint64_t *active_starts;           /* for each token of the block, and one more */
    lanes *scores, *forward, *backward; /* of the block at work */
    double loss;                       /* of the round */
};

/* A block to learn from. */
struct example {
    const struct story *story; /* it is in */
    uint32_t first, end;       /* tokens */
};

static bool may_follow(int from, int to)
{
    return to < ONR_STATES && from < ONR_STATES && onr_state_may_follow((enum onr_state)from, (enum onr_state)to);
}

static void choose_active(struct learner *learner, const struct example *example)
{
    const struct feature_set *set = learner->set;
    uint64_t base = example->story->first_token, used = 0;
    uint32_t threshold = (uint32_t)(learner->training->dropout * 65536);
    uint64_t needed = set->starts[base + example->end] - set->starts[base + example->first];
    if (needed > learner->active_room) {
        learner->active_room = needed * 2;
        learner->active = realloc(learner->active, learner->active_room * sizeof *learner->active);
        if (!learner->active)
            die("memory", "ran out");
    }
    for (uint32_t t = example->first; t < example->end; t++) {
        learner->active_starts[t - example->first] = used;
        uint64_t luck = 0;
        for (uint64_t f = set->starts[base + t]; f < set->starts[base + t + 1]; f++) {
            if ((f & 3) == 0 || !luck)
                luck = dice_roll(learner->dice);
            bool drop = (luck & 0xFFFF) < threshold || (learner->kept && !learner->kept[set->at[f]]);
            luck >>= 16;
            if (!drop)
                learner->active[used++] = set->at[f];
        }
    }
    learner->active_starts[example->end - example->first] = used;
}

static void score(struct learner *learner, uint32_t count)
{
    float factor = 1 / (1 - learner->training->dropout);
    for (uint32_t t = 0; t < count; t++) {
        lanes sum = {0};
        for (uint64_t f = learner->active_starts[t]; f < learner->active_starts[t + 1]; f++) {
            const float *row = learner->rows[learner->active[f]];
            for (int s = 0; s < LANES; s++)
                sum[s] += row[s];
        }
        for (int s = 0; s < LANES; s++)
            learner->scores[t][s] = s < ONR_STATES ? sum[s] * factor : -1e9f;
    }
}

static float normalize(float *at)
{
    float sum = 0;
    for (int s = 0; s < LANES; s++)
        sum += at[s];
    for (int s = 0; s < LANES; s++)
        at[s] /= sum;
    return sum;
}

/* Makes chances of scores: the best 1, the others in proportion. */
static void to_chances(float *scores)
{
    float top = scores[0];
    for (int s = 1; s < ONR_STATES; s++)
        top = fmaxf(top, scores[s]);
    for (int s = 0; s < LANES; s++)
        scores[s] = s < ONR_STATES ? expf(fmaxf(scores[s] - top, -60)) : 0;
}

static const uint8_t *gold_of(const struct example *example)
{
    return example->story->gold + example->first;
}

static uint8_t joint_at(const struct example *example, uint32_t t)
{
    return example->story->labelling.views.at[example->first + t].joint;
}

/* exp of the transitions, for the block at work. */
static void transition_factors(const struct learner *learner, lanes factors[ONR_JOINTS][LANES])
{
    for (int k = 0; k < ONR_JOINTS; k++)
        for (int i = 0; i < LANES; i++)
            for (int j = 0; j < LANES; j++)
                factors[k][i][j] = may_follow(i, j) ? expf(learner->joints[k][i][j]) : 0;
}

static void forward(struct learner *learner, const struct example *example, lanes (*factors)[LANES])
{
    lanes last = {1};
    for (uint32_t t = 0; t < example->end - example->first; t++) {
        const lanes *factor = (const lanes *)factors[joint_at(example, t)];
        lanes sum = {0};
        for (int i = 0; i < ONR_STATES; i++)
            for (int j = 0; j < LANES; j++)
                sum[j] += last[i] * factor[i][j];
        to_chances(learner->scores[t]);
        for (int j = 0; j < LANES; j++)
            learner->forward[t][j] = sum[j] * learner->scores[t][j];
        normalize(learner->forward[t]);
        memcpy(last, learner->forward[t], sizeof last);
    }
}

static void backward(struct learner *learner, const struct example *example, lanes (*factors)[LANES])
{
    lanes back;
    for (int j = 0; j < LANES; j++)
        back[j] = 1;
    for (uint32_t t = example->end - example->first; t-- > 0;) {
        const lanes *factor = (const lanes *)factors[joint_at(example, t)];
        lanes own, sum = {0};
        for (int j = 0; j < LANES; j++) {
            own[j] = back[j] * learner->scores[t][j];
            learner->backward[t][j] = own[j];
        }
        normalize(learner->backward[t]);
        for (int i = 0; i < ONR_STATES; i++)
            for (int j = 0; j < LANES; j++)
                sum[i] += factor[i][j] * own[j];
        normalize(sum);
        memcpy(back, sum, sizeof back);
    }
}

static void descend(float *weights, float *squares, const float *slope, float rate, float decay)
{
    for (int s = 0; s < LANES; s++) {
        float g = slope[s] + decay * weights[s];
        squares[s] += g * g;
        weights[s] -= rate * g / sqrtf(squares[s] + START);
    }
}

static void learn_transition(struct learner *learner, const struct example *example, uint32_t t,
                             lanes (*factors)[LANES])
{
    const lanes first = {1};
    const float *last = t ? learner->forward[t - 1] : first;
    const float weight = example->story->weight;
    uint8_t k = joint_at(example, t), from = t ? gold_of(example)[t - 1] : 0, to = gold_of(example)[t];
    lanes slope[LANES];
    float sum = 0;
    for (int i = 0; i < LANES; i++)
        for (int j = 0; j < LANES; j++) {
            slope[i][j] = last[i] * factors[k][i][j] * learner->backward[t][j];
            sum += slope[i][j];
        }
    float factor = sum > 0 ? weight / sum : 0;
    for (int i = 0; i < LANES; i++)
        for (int j = 0; j < LANES; j++)
            slope[i][j] *= factor;
    slope[from][to] -= weight;
    for (int i = 0; i < LANES; i++)
        descend(learner->joints[k][i], learner->joint_squares[k][i], slope[i], learner->training->rate / 2, 1e-4f);
}

static void learn_token(struct learner *learner, const struct example *example, uint32_t t)
{
    const float weight = example->story->weight;
    lanes slope;
    /* backward holds the token's own chances too; forward as well: one of them is divided out. */
    for (int s = 0; s < LANES; s++)
        slope[s] = learner->scores[t][s] > 0 ? learner->forward[t][s] * learner->backward[t][s] / learner->scores[t][s] : 0;
    normalize(slope);
    uint8_t gold = gold_of(example)[t];
    learner->loss -= logf(fmaxf(slope[gold], 1e-9f));
    slope[gold] -= 1;
    float most = 0;
    for (int s = 0; s < LANES; s++) {
        most = fmaxf(most, fabsf(slope[s]));
        slope[s] *= weight;
    }
    if (most < 1e-3f)
        return;
    for (uint64_t f = learner->active_starts[t]; f < learner->active_starts[t + 1]; f++)
        descend(learner->rows[learner->active[f]], learner->squares[learner->active[f]], slope,
                learner->training->rate, learner->training->decay);
}

static void learn_example(struct learner *learner, const struct example *example)
{
    lanes factors[ONR_JOINTS][LANES];
    uint32_t count = example->end - example->first;
    choose_active(learner, example);
    score(learner, count);
    transition_factors(learner, factors);
    forward(learner, example, factors);
    backward(learner, example, factors);
    for (uint32_t t = 0; t < count; t++)
        learn_transition(learner, example, t, factors);
    for (uint32_t t = 0; t < count; t++)
        learn_token(learner, example, t);
}

static uint32_t list_examples(const struct learner *learner, struct example **examples)
{
    uint32_t count = 0, room = 0;
    *examples = NULL;
    for (uint32_t s = 0; s < learner->corpus->count; s++) {
        const struct story *story = &learner->corpus->at[s];
        for (uint32_t b = 0; b < story->labelling.blocks.count; b++) {
            const struct onr_stretch *block = &story->labelling.blocks.at[b];
            if (story->held_out)
                continue;
            if (count == room) {
                room = room ? room * 2 : 4096;
                *examples = realloc(*examples, room * sizeof **examples);
                if (!*examples)
                    die("memory", "ran out");
            }
            uint32_t end = block->end - block->first > LONGEST ? block->first + LONGEST : block->end;
            (*examples)[count++] = (struct example){story, block->first, end};
        }
    }
    return count;
}

static void add_snapshot(struct learner *learner)
{
    for (uint32_t r = 0; r < learner->set->count; r++)
        for (int s = 0; s < LANES; s++)
            learner->averages[r][s] += learner->rows[r][s];
    const float *joints = &learner->joints[0][0][0];
    float *sums = &learner->joint_averages[0][0][0];
    for (size_t i = 0; i < sizeof learner->joints / sizeof *joints; i++)
        sums[i] += joints[i];
    learner->snapshots++;
}

/* Makes the averages the weights, and forgets them. */
static void use_averages(struct learner *learner)
{
    float factor = 1 / (float)learner->snapshots;
    for (uint32_t r = 0; r < learner->set->count; r++)
        for (int s = 0; s < LANES; s++)
            learner->rows[r][s] = learner->averages[r][s] * factor;
    float *joints = &learner->joints[0][0][0];
    const float *sums = &learner->joint_averages[0][0][0];
    for (size_t i = 0; i < sizeof learner->joints / sizeof *joints; i++)
        joints[i] = sums[i] * factor;
    memset(learner->averages, 0, learner->set->count * sizeof *learner->averages);
    memset(learner->joint_averages, 0, sizeof learner->joint_averages);
    learner->snapshots = 0;
}

/* Back to the start, but for the averages. */
static void forget(struct learner *learner)
{
    memset(learner->rows, 0, learner->set->count * sizeof *learner->rows);
    memset(learner->squares, 0, learner->set->count * sizeof *learner->squares);
    memset(learner->joints, 0, sizeof learner->joints);
    memset(learner->joint_squares, 0, sizeof learner->joint_squares);
}

static void learn_rounds(struct learner *learner, uint32_t rounds, uint32_t averaged_from)
{
    struct example *examples;
    uint32_t count = list_examples(learner, &examples);
    uint32_t *order = take_memory(count * sizeof *order);
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    for (uint32_t round = 0; round < rounds; round++) {
        learner->loss = 0;
        dice_shuffle(learner->dice, order, count);
        for (uint32_t i = 0; i < count; i++)
            learn_example(learner, &examples[order[i]]);
        if (round >= averaged_from)
            add_snapshot(learner);
        fprintf(stderr, "    round %u: loss %.0f\n", round + 1, learner->loss);
    }
    free(order);
    free(examples);
}

/* ---- Packing ---- */

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

/* A constant over all states changes nothing: it is taken off. */
static float center(float *row)
{
    float mean = 0, square = 0;
    for (int s = 0; s < ONR_STATES; s++)
        mean += row[s] / ONR_STATES;
    for (int s = 0; s < ONR_STATES; s++) {
        row[s] -= mean;
        square += row[s] * row[s];
    }
    for (int s = ONR_STATES; s < LANES; s++)
        row[s] = 0;
    return square;
}

static void prune(struct learner *learner, struct packed *packed)
{
    uint32_t count = learner->set->count;
    struct ranked *ranked = take_memory(count * sizeof *ranked);
    for (uint32_t r = 0; r < count; r++)
        ranked[r] = (struct ranked){r, center(learner->rows[r]) * sqrtf((float)learner->set->counts[r])};
    qsort(ranked, count, sizeof *ranked, more_worth);
    learner->kept = take_memory(count * sizeof *learner->kept);
    for (uint32_t i = 0; i < count; i++)
        learner->kept[ranked[i].row] = table_place(packed, learner->set->keys[ranked[i].row]) != UINT32_MAX;
    memset(learner->squares, 0, count * sizeof *learner->squares);
    free(ranked);
}

static void pack(const struct learner *learner, struct packed *packed)
{
    struct onr_table table = {packed->prints, packed->weights, packed->buckets, LANES};
    for (uint32_t r = 0; r < learner->set->count; r++) {
        if (!learner->kept[r])
            continue;
        uint32_t at = onr_table_row(&table, learner->set->keys[r]);
        center(learner->rows[r]);
        for (int s = 0; s < ONR_STATES; s++)
            packed->weights[(size_t)at * LANES + (size_t)s] =
                (int8_t)lrintf(fminf(127, fmaxf(-127, learner->rows[r][s] / UNIT)));
    }
}

static int16_t in_units(float weight)
{
    return (int16_t)lrintf(fminf(15000, fmaxf(-15000, weight / UNIT)));
}

static bool starts_cue(int state)
{
    return state == ONR_STATE_CUE_BEGINS || state == ONR_STATE_CUE_SHARED_BEGINS;
}

static void pack_transitions(const struct learner *learner, struct onr_transitions *transitions)
{
    for (int k = 0; k < ONR_JOINTS; k++)
        for (int i = 0; i < LANES; i++)
            for (int j = 0; j < LANES; j++) {
                int16_t score = in_units(learner->joints[k][i][j]);
                int16_t bonus = starts_cue(j) ? in_units(learner->training->eagerness) : 0;
                transitions->score[k][i][j] = may_follow(i, j) ? (int16_t)(score + bonus) : ONR_CHAIN_FORBIDDEN;
                transitions->factor[k][i][j] = may_follow(i, j) ? expf((float)score * UNIT) : 0;
                transitions->turned[k][j][i] = transitions->factor[k][i][j];
            }
}

static void begin(struct learner *learner)
{
    uint32_t count = learner->set->count;
    learner->rows = take_memory(count * sizeof *learner->rows);
    learner->squares = take_memory(count * sizeof *learner->squares);
    learner->averages = take_memory(count * sizeof *learner->averages);
    learner->active_starts = take_memory((LONGEST + 1) * sizeof *learner->active_starts);
    learner->scores = take_memory(LONGEST * sizeof *learner->scores);
    learner->forward = take_memory(LONGEST * sizeof *learner->forward);
    learner->backward = take_memory(LONGEST * sizeof *learner->backward);
}

static void finish(struct learner *learner)
{
    free(learner->rows);
    free(learner->squares);
    free(learner->averages);
    free(learner->active);
    free(learner->active_starts);
    free(learner->scores);
    free(learner->forward);
    free(learner->backward);
    free(learner->kept);
    free(learner);
}

void chain_train(struct onr_model *model, const struct corpus *corpus, const struct feature_set *set,
                 const struct training *training, struct dice *dice)
{
    struct learner *learner = take_memory(sizeof *learner);
    struct packed packed = {model->chain_prints, model->chain, ONR_CHAIN_BUCKETS, LANES};
    *learner = (struct learner){.corpus = corpus, .set = set, .training = training, .dice = dice};
    begin(learner);
    for (uint32_t seed = 0; seed < training->seeds; seed++) {
        forget(learner);
        learn_rounds(learner, training->rounds, training->rounds / 2);
    }
    use_averages(learner);
    prune(learner, &packed);
    learn_rounds(learner, training->rounds_packed, 0);
    use_averages(learner);
    pack(learner, &packed);
    pack_transitions(learner, &model->transitions);
    model->unit = UNIT;
    finish(learner);
}
