#include "tag/chain.h"

#include <string.h>

#include "base/wide.h"

#define LANES ONR_STATE_LANES
#define LOWEST (INT32_MIN / 2)

bool onr_chain_make(struct onr_chain *chain, struct onr_arena *arena, uint32_t count)
{
    *chain = (struct onr_chain){
        .scores = onr_arena_take(arena, count * sizeof *chain->scores),
        .joints = onr_arena_take(arena, count),
        .states = onr_arena_take(arena, count),
        .chances = onr_arena_take(arena, count * sizeof *chain->chances),
        .best = onr_arena_take(arena, count * sizeof *chain->best),
        .forward = onr_arena_take(arena, count * sizeof *chain->forward),
    };
    return !arena->failed;
}

/* Half of the lanes at once, as many as 256 bits hold of the widest; a compiler knows what other machines need for that. */
#define HALF (LANES / 2)
typedef int8_t bytes __attribute__((vector_size(LANES)));
typedef int16_t shorts __attribute__((vector_size(LANES * 2)));
typedef int16_t half_shorts __attribute__((vector_size(HALF * 2)));
typedef int32_t ints __attribute__((vector_size(HALF * 4)));
typedef float floats __attribute__((vector_size(HALF * 4)));

/* memcpy, because rows of a table need not lie as vectors do. */
#define LOAD(type, from) __extension__({ type row_; memcpy(&row_, (from), sizeof row_); row_; })
#define STORE(to, row) memcpy((to), &(row), sizeof(row))
#define LOAD_INTS(from) __builtin_convertvector(LOAD(half_shorts, (from)), ints)
/* Lane by lane one or the other. */
#define CHOOSE(mask, a, b) (((a) & (mask)) | ((b) & ~(mask)))

ONR_WIDE
static void find_wide(struct onr_rows *rows, const struct onr_table *table, const uint64_t *features, uint32_t count)
{
    rows->count = onr_table_rows(rows->at, table, features, count);
}

void onr_chain_find(struct onr_rows *rows, const struct onr_table *table, const uint64_t *features, uint32_t count)
{
    find_wide(rows, table, features, count);
}

ONR_WIDE
static void score_wide(onr_state_scores scores, const struct onr_table *table, const struct onr_rows *rows)
{
    shorts sum = {0};
    for (uint32_t i = 0; i < rows->count; i++)
        sum += __builtin_convertvector(LOAD(bytes, table->weights + (size_t)rows->at[i] * LANES), shorts);
    STORE(scores, sum);
}

void onr_chain_score(onr_state_scores scores, const struct onr_table *table, const struct onr_rows *rows)
{
    score_wide(scores, table, rows);
}

/* One step of the best path: the worth of the best way to each state of one half. */
static ONR_WIDE_PART void step(int32_t *best, const int32_t last[LANES], const int16_t (*transitions)[LANES],
                               const int16_t *own, int half)
{
    ints top = LOAD_INTS(transitions[0] + half) + last[0];
    for (int i = 1; i < ONR_STATES; i++) {
        ints value = LOAD_INTS(transitions[i] + half) + last[i];
        top = CHOOSE(value > top, value, top);
    }
    top += LOAD_INTS(own + half);
    top = CHOOSE(top < LOWEST, (ints){0} + LOWEST, top);
    STORE(best + half, top);
}

/* The state from which the best way leads into another. */
static uint8_t origin(const int32_t last[LANES], const int16_t transitions[LANES][LANES], uint8_t state)
{
    uint8_t from = 0;
    for (uint8_t i = 1; i < ONR_STATES; i++)
        if (last[i] + transitions[i][state] > last[from] + transitions[from][state])
            from = i;
    return from;
}

ONR_WIDE
static void decode_wide(struct onr_chain *chain, const struct onr_transitions *transitions, uint32_t count)
{
    int32_t start[LANES];
    for (int j = 0; j < LANES; j++)
        start[j] = j == ONR_STATE_OUTSIDE ? 0 : LOWEST;
    for (uint32_t t = 0; t < count; t++)
        for (int half = 0; half < LANES; half += HALF)
            step(chain->best[t], t ? chain->best[t - 1] : start, transitions->score[chain->joints[t]], chain->scores[t], half);
    uint8_t state = 0;
    for (uint8_t j = 1; j < ONR_STATES && count; j++)
        if (chain->best[count - 1][j] > chain->best[count - 1][state])
            state = j;
    for (uint32_t t = count; t-- > 0;) {
        chain->states[t] = state;
        if (t)
            state = origin(chain->best[t - 1], transitions->score[chain->joints[t]], state);
    }
}

void onr_chain_decode(struct onr_chain *chain, const struct onr_transitions *transitions, uint32_t count)
{
    decode_wide(chain, transitions, count);
}

/* e to the x for x <= 0, to about six digits; without calls, so that it runs over many lanes at once. */
static ONR_WIDE_PART void exponentiate(float at[HALF])
{
    floats power = LOAD(floats, at) * 1.44269504f;
    power = (floats)CHOOSE(power < -100.0f, (ints)((floats){0} - 100.0f), (ints)power);
    ints whole = __builtin_convertvector(power - 0.5f, ints);
    floats f = (power - __builtin_convertvector(whole, floats)) * 0.69314718f;
    floats value = 1 + f * (1 + f * (0.5f + f * (0.16666667f + f * (0.041666668f + f * 0.0083333f))));
    value *= (floats)((whole + 127) << 23);
    STORE(at, value);
}

/* Adds up all lanes in pairs, in the same order on every machine. */
static ONR_WIDE_PART float total(const float at[LANES])
{
    float sums[LANES / 2];
    for (int j = 0; j < LANES / 2; j++)
        sums[j] = at[j] + at[j + LANES / 2];
    for (int width = LANES / 4; width; width /= 2)
        for (int j = 0; j < width; j++)
            sums[j] += sums[j + width];
    return sums[0];
}

static ONR_WIDE_PART void normalize(float at[LANES])
{
    float sum = total(at), factor = sum > 0 ? 1 / sum : 0;
    for (int half = 0; half < LANES; half += HALF) {
        floats row = LOAD(floats, at + half) * factor;
        STORE(at + half, row);
    }
}

/* Makes chances of scores: the best 1, the others in proportion. */
static ONR_WIDE_PART void chances_of(onr_state_chances chances, const onr_state_scores scores, float scale)
{
    int16_t top = scores[0];
    for (int j = 1; j < ONR_STATES; j++)
        top = scores[j] > top ? scores[j] : top;
    for (int half = 0; half < LANES; half += HALF) {
        floats row = __builtin_convertvector(LOAD_INTS(scores + half) - top, floats) * scale;
        STORE(chances + half, row);
        exponentiate(chances + half);
    }
}

/* The rows of a matrix, each times a number, added up. */
static ONR_WIDE_PART void multiply(float out[LANES], const float matrix[LANES][LANES], const float by[LANES])
{
    floats left = LOAD(floats, matrix[0]) * by[0], right = LOAD(floats, matrix[0] + HALF) * by[0];
    for (int i = 1; i < ONR_STATES; i++) {
        left += LOAD(floats, matrix[i]) * by[i];
        right += LOAD(floats, matrix[i] + HALF) * by[i];
    }
    STORE(out, left);
    STORE(out + HALF, right);
}

/* Lane by lane the product; out may be one of the two. */
static ONR_WIDE_PART void scale_by(float out[LANES], const float a[LANES], const float b[LANES])
{
    for (int half = 0; half < LANES; half += HALF) {
        floats row = LOAD(floats, a + half) * LOAD(floats, b + half);
        STORE(out + half, row);
    }
}

static ONR_WIDE_PART void go_forward(struct onr_chain *chain, const struct onr_transitions *transitions, float scale,
                                     uint32_t count)
{
    float last[LANES] = {1};
    for (uint32_t t = 0; t < count; t++) {
        multiply(last, transitions->factor[chain->joints[t]], last);
        chances_of(chain->chances[t], chain->scores[t], scale);
        scale_by(last, last, chain->chances[t]);
        normalize(last);
        memcpy(chain->forward[t], last, sizeof last);
    }
}

ONR_WIDE
static void weigh_wide(struct onr_chain *chain, const struct onr_transitions *transitions, float scale, uint32_t count)
{
    float back[LANES];
    go_forward(chain, transitions, scale, count);
    for (int j = 0; j < LANES; j++)
        back[j] = 1;
    for (uint32_t t = count; t-- > 0;) {
        float own[LANES];
        scale_by(own, back, chain->chances[t]);
        scale_by(chain->chances[t], chain->forward[t], back);
        normalize(chain->chances[t]);
        multiply(back, transitions->turned[chain->joints[t]], own);
        normalize(back);
    }
}

void onr_chain_weigh(struct onr_chain *chain, const struct onr_transitions *transitions, float scale, uint32_t count)
{
    weigh_wide(chain, transitions, scale, count);
}
