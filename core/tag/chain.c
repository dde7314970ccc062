#include "tag/chain.h"

#include <string.h>

#define LANES ONR_STATE_LANES
#define LOWEST (INT32_MIN / 2)

bool onr_chain_reserve(struct onr_chain *chain, struct onr_arena *arena, uint32_t count)
{
    if (count <= chain->room)
        return true;
    uint32_t room = count < 1024 ? 1024 : count + count / 2;
    struct onr_chain new = {
        .scores = onr_arena_take(arena, room * sizeof *new.scores),
        .joints = onr_arena_take(arena, room),
        .states = onr_arena_take(arena, room),
        .chances = onr_arena_take(arena, room * sizeof *new.chances),
        .back = onr_arena_take(arena, room * sizeof *new.back),
        .forward = onr_arena_take(arena, room * sizeof *new.forward),
        .room = room,
    };
    if (arena->failed)
        return false;
    *chain = new;
    return true;
}

void onr_chain_score(onr_state_scores scores, const struct onr_table *table, const uint64_t *features, uint32_t count)
{
    int16_t sum[LANES] = {0};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t row = onr_table_row(table, features[i]);
        if (row == UINT32_MAX)
            continue;
        const int8_t *weights = table->weights + (size_t)row * LANES;
        for (int s = 0; s < LANES; s++)
            sum[s] = (int16_t)(sum[s] + weights[s]);
    }
    for (int s = 0; s < LANES; s++)
        scores[s] = sum[s];
}

/* One step of the best path: for each state the best it can come from. */
static void step(onr_state_scores best, uint8_t back[LANES], const int32_t last[LANES],
                 const int16_t transitions[LANES][LANES], const int32_t own[LANES])
{
    int32_t from[LANES] = {0}, top[LANES];
    for (int j = 0; j < LANES; j++)
        top[j] = LOWEST;
    for (int i = 0; i < ONR_STATES; i++)
        for (int j = 0; j < LANES; j++) {
            int32_t value = transitions[i][j] == ONR_CHAIN_FORBIDDEN ? LOWEST : last[i] + transitions[i][j];
            from[j] = value > top[j] ? i : from[j];
            top[j] = value > top[j] ? value : top[j];
        }
    for (int j = 0; j < LANES; j++) {
        best[j] = (top[j] > LOWEST ? top[j] : LOWEST) + own[j];
        back[j] = (uint8_t)from[j];
    }
}

void onr_chain_decode(struct onr_chain *chain, const struct onr_transitions *transitions, uint32_t count)
{
    int32_t last[LANES], best[LANES];
    for (int j = 0; j < LANES; j++)
        last[j] = j == ONR_STATE_OUTSIDE ? 0 : LOWEST;
    for (uint32_t t = 0; t < count; t++) {
        step(best, chain->back[t], last, transitions->score[chain->joints[t]], chain->scores[t]);
        for (int j = 0; j < LANES; j++)
            last[j] = best[j] > LOWEST ? best[j] : LOWEST;
    }
    uint8_t state = 0;
    for (uint8_t j = 1; j < ONR_STATES; j++)
        if (last[j] > last[state])
            state = j;
    for (uint32_t t = count; t-- > 0;) {
        chain->states[t] = state;
        state = chain->back[t][state];
    }
}

/* e to the x for x <= 0, to about six digits; without calls, so that it runs over all lanes at once. */
static inline float exponential(float x)
{
    float power = x * 1.44269504f < -100 ? -100 : x * 1.44269504f;
    int32_t whole = (int32_t)(power - 0.5f);
    float f = (power - (float)whole) * 0.69314718f;
    float value = 1 + f * (1 + f * (0.5f + f * (0.16666667f + f * (0.041666668f + f * 0.0083333f))));
    int32_t bits = (whole + 127) << 23;
    float factor;
    memcpy(&factor, &bits, sizeof factor);
    return value * factor;
}

/* Makes chances of scores: the best 1, the others in proportion. */
static void chances_of(onr_state_chances chances, const onr_state_scores scores, float scale)
{
    int32_t top = scores[0];
    for (int j = 1; j < ONR_STATES; j++)
        top = scores[j] > top ? scores[j] : top;
    for (int j = 0; j < LANES; j++)
        chances[j] = exponential((float)(scores[j] - top) * scale);
}

static void normalize(onr_state_chances chances)
{
    float sum = 0;
    for (int j = 0; j < LANES; j++)
        sum += chances[j];
    float factor = sum > 0 ? 1 / sum : 0;
    for (int j = 0; j < LANES; j++)
        chances[j] *= factor;
}

static void go_forward(struct onr_chain *chain, const struct onr_transitions *transitions, float scale, uint32_t count)
{
    float last[LANES] = {1};
    for (uint32_t t = 0; t < count; t++) {
        const float(*factor)[LANES] = transitions->factor[chain->joints[t]];
        float sum[LANES] = {0};
        for (int i = 0; i < ONR_STATES; i++)
            for (int j = 0; j < LANES; j++)
                sum[j] += last[i] * factor[i][j];
        chances_of(chain->chances[t], chain->scores[t], scale);
        for (int j = 0; j < LANES; j++)
            chain->forward[t][j] = sum[j] * chain->chances[t][j];
        normalize(chain->forward[t]);
        memcpy(last, chain->forward[t], sizeof last);
    }
}

void onr_chain_weigh(struct onr_chain *chain, const struct onr_transitions *transitions, float scale, uint32_t count)
{
    float back[LANES];
    go_forward(chain, transitions, scale, count);
    for (int j = 0; j < LANES; j++)
        back[j] = 1;
    for (uint32_t t = count; t-- > 0;) {
        float own[LANES], sum[LANES] = {0};
        for (int j = 0; j < LANES; j++) {
            own[j] = back[j] * chain->chances[t][j];
            chain->chances[t][j] = chain->forward[t][j] * back[j];
        }
        normalize(chain->chances[t]);
        const float(*factor)[LANES] = transitions->factor[chain->joints[t]];
        for (int i = 0; i < ONR_STATES; i++)
            for (int j = 0; j < LANES; j++)
                sum[i] += factor[i][j] * own[j];
        normalize(sum);
        memcpy(back, sum, sizeof back);
    }
}
