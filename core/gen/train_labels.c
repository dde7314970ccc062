/*
 * A pass of the labeller: a structured perceptron (Collins 2002) with a cost for each wrong label while it
 * trains (Tsochantaridis et al. 2005), averaged over its steps and over seeds.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "train.h"

#define ROUNDS 5
#define WRONG_ROLE 1.0f  /* cost of a label with another role */
#define WRONG_EDGE 0.5f  /* cost of one that begins where it should go on, or the other way */

/* A stretch that is labelled at one go. */
struct stretch {
    uint32_t document; /* index */
    uint32_t first, end; /* tokens */
};

struct learner {
    const struct train_corpus *corpus; /* all documents */
    bool second;                       /* which pass */
    unsigned held, held2;              /* folds left out */
    unsigned seed;                     /* of the order */
    struct train_pass *now, *sum;      /* weights, and their changes times the step each came at */
    double step;                       /* stretches seen */
    struct stretch *stretches;         /* count of them */
    size_t count;
    float (*best)[ONR_LABELS];         /* of the longest stretch */
    uint8_t (*from)[ONR_LABELS];
    uint8_t *guess;
};

static size_t rows_of(bool second)
{
    return second ? ONR_SECOND_ROWS : ONR_FIRST_ROWS;
}

static struct train_pass *new_pass(bool second)
{
    struct train_pass *pass = train_take(1, sizeof *pass);
    pass->rows = train_take(rows_of(second), sizeof *pass->rows);
    return pass;
}

void train_pass_free(struct train_pass *pass)
{
    free(pass->rows);
    free(pass);
}

static void collect(struct learner *l)
{
    size_t room = 0;
    uint32_t longest = 1;
    for (size_t i = 0; i < l->corpus->count; i++) {
        struct train_document *d = &l->corpus->at[i];
        struct onr_arena arena;
        uint32_t *ends, first = 0;
        if (d->fold == l->held || d->fold == l->held2)
            continue;
        onr_arena_init(&arena);
        uint32_t count = onr_tagging_sequences(&d->tagging, &arena, &ends);
        for (unsigned times = d->wire ? TRAIN_WIRE_TIMES : 1; times; times--, first = 0)
            for (uint32_t s = 0; s < count; first = ends[s++]) {
                if (l->count == room) {
                    room = room ? room * 2 : 4096;
                    l->stretches = realloc(l->stretches, room * sizeof *l->stretches);
                }
                l->stretches[l->count++] = (struct stretch){(uint32_t)i, first, ends[s]};
                longest = ends[s] - first > longest ? ends[s] - first : longest;
            }
        onr_arena_finish(&arena);
    }
    l->best = train_take(longest, sizeof *l->best);
    l->from = train_take(longest, sizeof *l->from);
    l->guess = train_take(longest, 1);
}

static void score_token(const struct learner *l, const struct train_document *d, uint32_t token, float *scores)
{
    memset(scores, 0, ONR_LABEL_LANES * sizeof *scores);
    for (uint32_t k = token ? d->ends[l->second][token - 1] : 0; k < d->ends[l->second][token]; k++) {
        const float *row = l->now->rows[d->rows[l->second][k]];
        for (unsigned b = 0; b < ONR_LABEL_LANES; b++)
            scores[b] += row[b];
    }
    for (unsigned b = 0; b < ONR_LABELS; b++)
        if (b != d->gold[token])
            scores[b] += onr_label_role(b) == onr_label_role(d->gold[token]) ? WRONG_EDGE : WRONG_ROLE;
}

/* Finds the labelling that the weights and the cost like best. */
static void guess_labels(struct learner *l, const struct train_document *d, const struct stretch *s)
{
    float scores[ONR_LABEL_LANES];
    for (uint32_t i = s->first; i < s->end; i++) {
        const struct onr_cell *cell = &d->tagging.cells[i];
        uint32_t at = i - s->first;
        score_token(l, d, i, scores);
        for (unsigned b = 0; b < ONR_LABELS; b++) {
            float best = at == 0 && onr_label_may_follow(0, b) ? 0 : -1e30f;
            for (unsigned a = 0; at && a < ONR_LABELS; a++) {
                float sum = l->best[at - 1][a] + l->now->bound[cell->bound][a][b] + l->now->pos[cell->pos][a][b];
                if (onr_label_may_follow(a, b) && sum > best) {
                    best = sum;
                    l->from[at][b] = (uint8_t)a;
                }
            }
            l->best[at][b] = best + scores[b];
        }
    }
    unsigned label = 0;
    for (unsigned b = 1; b < ONR_LABELS; b++)
        if (l->best[s->end - s->first - 1][b] > l->best[s->end - s->first - 1][label])
            label = b;
    for (uint32_t at = s->end - s->first; at-- > 0;) {
        l->guess[at] = (uint8_t)label;
        label = at ? l->from[at][label] : 0;
    }
}

static void change(float *now, float *sum, float by, double step)
{
    *now += by;
    *sum += by * (float)step;
}

static void update_transition(struct learner *l, const struct onr_cell *cell, unsigned a, unsigned b, float by)
{
    change(&l->now->bound[cell->bound][a][b], &l->sum->bound[cell->bound][a][b], by, l->step);
    change(&l->now->pos[cell->pos][a][b], &l->sum->pos[cell->pos][a][b], by, l->step);
}

static void update_token(struct learner *l, const struct train_document *d, uint32_t token, unsigned right, unsigned wrong)
{
    for (uint32_t k = token ? d->ends[l->second][token - 1] : 0; k < d->ends[l->second][token]; k++) {
        uint32_t row = d->rows[l->second][k];
        change(&l->now->rows[row][right], &l->sum->rows[row][right], 1, l->step);
        change(&l->now->rows[row][wrong], &l->sum->rows[row][wrong], -1, l->step);
    }
}

static void learn(struct learner *l, const struct stretch *s)
{
    const struct train_document *d = &l->corpus->at[s->document];
    l->step++;
    guess_labels(l, d, s);
    for (uint32_t i = s->first; i < s->end; i++) {
        unsigned right = d->gold[i], wrong = l->guess[i - s->first];
        if (right != wrong)
            update_token(l, d, i, right, wrong);
        if (i == s->first)
            continue;
        unsigned right_before = d->gold[i - 1], wrong_before = l->guess[i - s->first - 1];
        if (right != wrong || right_before != wrong_before) {
            update_transition(l, &d->tagging.cells[i], right_before, right, 1);
            update_transition(l, &d->tagging.cells[i], wrong_before, wrong, -1);
        }
    }
}

/* Fisher and Yates's shuffle by a linear congruential generator, so that a seed gives one order everywhere. */
static void shuffle(struct stretch *at, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t other = (size_t)((*state >> 33) % i);
        struct stretch held = at[i - 1];
        at[i - 1] = at[other];
        at[other] = held;
    }
}

static void average(float *now, const float *sum, size_t count, double step)
{
    for (size_t i = 0; i < count; i++)
        now[i] -= sum[i] / (float)step;
}

static void *run(void *context)
{
    struct learner *l = context;
    uint64_t state = l->seed * UINT64_C(7919) + 13;
    l->now = new_pass(l->second);
    l->sum = new_pass(l->second);
    l->step = 1;
    collect(l);
    for (unsigned round = 0; round < ROUNDS; round++) {
        shuffle(l->stretches, l->count, &state);
        for (size_t i = 0; i < l->count; i++)
            learn(l, &l->stretches[i]);
    }
    average(&l->now->rows[0][0], &l->sum->rows[0][0], rows_of(l->second) * ONR_LABEL_LANES, l->step);
    average(&l->now->bound[0][0][0], &l->sum->bound[0][0][0], sizeof l->now->bound / sizeof(float), l->step);
    average(&l->now->pos[0][0][0], &l->sum->pos[0][0][0], sizeof l->now->pos / sizeof(float), l->step);
    train_pass_free(l->sum);
    free(l->stretches);
    free(l->best);
    free(l->from);
    free(l->guess);
    return NULL;
}

static void add(float *to, const float *from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] += from[i];
}

static void add_pass(struct train_pass *to, struct train_pass *from, bool second)
{
    add(&to->rows[0][0], &from->rows[0][0], rows_of(second) * ONR_LABEL_LANES);
    add(&to->bound[0][0][0], &from->bound[0][0][0], sizeof to->bound / sizeof(float));
    add(&to->pos[0][0][0], &from->pos[0][0][0], sizeof to->pos / sizeof(float));
    train_pass_free(from);
}

struct train_pass *train_pass(const struct train_corpus *corpus, bool second, unsigned held, unsigned held2, unsigned seeds)
{
    struct train_pass *all = NULL;
    for (unsigned seed = 1; seed <= seeds; seed += 2) {
        struct learner l[2];
        pthread_t threads[2];
        unsigned running = seed + 1 <= seeds ? 2 : 1;
        for (unsigned i = 0; i < running; i++) {
            l[i] = (struct learner){.corpus = corpus, .second = second, .held = held, .held2 = held2, .seed = seed + i};
            if (pthread_create(&threads[i], NULL, run, &l[i]))
                train_die("thread", "could not be started");
        }
        for (unsigned i = 0; i < running; i++) {
            pthread_join(threads[i], NULL);
            if (all)
                add_pass(all, l[i].now, second);
            else
                all = l[i].now;
        }
    }
    return all;
}

/* One scale for all weights of a pass: the largest row weight that is not among the 1 in 20,000 outliers becomes 127. */
static float scale_of(const struct train_pass *pass, size_t rows)
{
    enum { BINS = 4096 };
    static uint32_t bins[BINS];
    float largest = 1e-6f;
    size_t count = 0, outliers = 0;
    memset(bins, 0, sizeof bins);
    const float *at = &pass->rows[0][0];
    for (size_t i = 0; i < rows * ONR_LABEL_LANES; i++)
        largest = at[i] > largest ? at[i] : -at[i] > largest ? -at[i] : largest;
    for (size_t i = 0; i < rows * ONR_LABEL_LANES; i++) {
        float size = at[i] < 0 ? -at[i] : at[i];
        count += size > 0;
        bins[(size_t)(size / largest * (BINS - 1))]++;
    }
    size_t bin = BINS;
    while (bin > 1 && (outliers += bins[bin - 1]) * 20000 < count)
        bin--;
    return 127 / (largest * (float)bin / BINS);
}

static long scaled(float weight, float scale, long limit)
{
    float value = weight * scale;
    long rounded = (long)(value < 0 ? value - 0.5f : value + 0.5f);
    return rounded > limit ? limit : rounded < -limit ? -limit : rounded;
}

void train_quantize(struct onr_model *model, const struct train_pass *pass, bool second)
{
    size_t rows = rows_of(second);
    float scale = scale_of(pass, rows);
    int8_t *out = second ? &model->second[0][0] : &model->first[0][0];
    for (size_t i = 0; i < rows * ONR_LABEL_LANES; i++)
        out[i] = (int8_t)scaled((&pass->rows[0][0])[i], scale, 127);
    struct onr_transitions *t = &model->transitions[second];
    for (size_t i = 0; i < sizeof pass->bound / sizeof(float); i++)
        (&t->bound[0][0][0])[i] = (int16_t)scaled((&pass->bound[0][0][0])[i], scale, 32767);
    for (size_t i = 0; i < sizeof pass->pos / sizeof(float); i++)
        (&t->pos[0][0][0])[i] = (int16_t)scaled((&pass->pos[0][0][0])[i], scale, 32767);
}
