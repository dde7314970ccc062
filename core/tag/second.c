/* Features of the second pass: those of the first, and what the first pass made of the surroundings. */
#include "tag/feature.h"

#include "tag/state.h"

#define TEMPLATES 128u /* numbers of templates from here on are the second pass's own */

struct taker {
    uint64_t *features;            /* written */
    uint32_t count;                /* so far */
    const struct onr_scene *scene; /* the block */
    const struct onr_view *view;   /* of the token */
    const struct onr_guess *guess; /* of the token */
    uint32_t token;                /* index */
};

static void take(struct taker *taker, unsigned template, uint64_t a, uint64_t b)
{
    taker->features[taker->count++] = onr_feature(TEMPLATES + template, a, b);
}

static uint64_t pair(uint64_t a, uint64_t b)
{
    return a << 8 | b;
}

static uint64_t state_beside(const struct taker *taker, int by)
{
    uint32_t at = taker->token + (uint32_t)by;
    const struct onr_scene *scene = taker->scene;
    return at - scene->first < scene->end - scene->first ? scene->guesses[at].state : ONR_STATES;
}

/* A probability in eight steps, finer near the ends. */
static uint64_t level(uint8_t probability)
{
    static const uint8_t steps[] = {3, 13, 40, 90, 150, 215, 245};
    uint64_t at = 0;
    while (at < sizeof steps && probability >= steps[at])
        at++;
    return at;
}

static void take_states(struct taker *taker)
{
    uint64_t own = state_beside(taker, 0), before = state_beside(taker, -1), next = state_beside(taker, 1);
    uint64_t around = pair(pair(before, own), next);
    take(taker, 0, own, taker->view->tag);
    take(taker, 1, around, 0);
    take(taker, 2, pair(state_beside(taker, -2), pair(around, state_beside(taker, 2))), 0);
    take(taker, 3, own, taker->view->word);
    take(taker, 4, around, taker->view->sign);
    take(taker, 5, pair(state_beside(taker, -3), state_beside(taker, 3)), own);
}

static void take_levels(struct taker *taker)
{
    const struct onr_guess *g = taker->guess;
    uint64_t content = level(g->content), cue = level(g->cue), source = level(g->source);
    take(taker, 10, pair(content, pair(cue, source)), 0);
    take(taker, 11, content, taker->view->inside);
    take(taker, 12, cue, taker->view->stem);
    take(taker, 13, source, taker->view->tag);
    take(taker, 14, pair(content, cue), pair(source, g->state));
}

static const struct onr_segment *segment_at(const struct taker *taker, uint32_t index)
{
    static const struct onr_segment none = {0, 0, ONR_STATES};
    return index < taker->scene->segment_count ? &taker->scene->segments[index] : &none;
}

static uint64_t length_of(const struct onr_segment *segment)
{
    return onr_step_of(segment->end - segment->first);
}

/* The segment of the token and those around it: a picture of the attribution as guessed. */
static void take_segments(struct taker *taker)
{
    uint32_t own = taker->scene->segment_of[taker->token - taker->scene->first];
    const struct onr_segment *s = segment_at(taker, own);
    const struct onr_segment *b = segment_at(taker, own - 1), *n = segment_at(taker, own + 1);
    uint64_t from = onr_step_of(taker->token - s->first), to = onr_step_of(s->end - 1 - taker->token);
    uint64_t shape = pair(pair(b->state, s->state), n->state);
    uint64_t wide = pair(segment_at(taker, own - 2)->state, pair(shape, segment_at(taker, own + 2)->state));
    take(taker, 20, shape, pair(from, to));
    take(taker, 21, wide, 0);
    take(taker, 22, pair(wide, segment_at(taker, own + 3)->state), segment_at(taker, own - 3)->state);
    take(taker, 23, shape, pair(length_of(b), length_of(n)));
    take(taker, 24, wide, pair(taker->view->sign, taker->view->tag));
    take(taker, 25, pair(shape, length_of(s)), taker->view->inside);
    take(taker, 26, pair(wide, from < 2), pair(to < 2, taker->view->inside));
}

/* The nearest likely cue on one side, in the block. */
static void take_cue(struct taker *taker, unsigned template, uint32_t cue)
{
    const struct onr_view *v = taker->view;
    if (cue == ONR_NONE) {
        take(taker, template, taker->guess->state, 0);
        return;
    }
    const struct onr_views *views = taker->scene->views;
    const struct onr_view *it = &views->at[cue];
    uint32_t own = views->prose->tokens.at[taker->token].sentence, its = views->prose->tokens.at[cue].sentence;
    uint64_t apart = own == its ? 0 : own + 1 == its || its + 1 == own ? 1 : 2;
    uint64_t distance = onr_step_of(cue < taker->token ? taker->token - cue : cue - taker->token);
    uint64_t likely = level(taker->scene->guesses[cue].cue);
    take(taker, template, it->word, pair(apart, taker->guess->state));
    take(taker, template + 1, pair(distance, likely), pair(apart, taker->guess->state));
    take(taker, template + 2, it->word, pair(distance, apart));
    take(taker, template + 3, pair(likely, apart), pair(v->sign, v->inside));
    take(taker, template + 4, it->stem, v->tag);
}

static void take_cues(struct taker *taker)
{
    uint32_t at = taker->token - taker->scene->first;
    uint32_t before = taker->scene->cue_before[at], after = taker->scene->cue_after[at];
    const struct onr_views *views = taker->scene->views;
    take_cue(taker, 30, before);
    take_cue(taker, 36, after);
    take(taker, 42, before == ONR_NONE ? 0 : views->at[before].stem, after == ONR_NONE ? 0 : views->at[after].stem);
}

/* How the block before ended and how the next begins. */
static void take_beyond(struct taker *taker)
{
    const struct onr_scene *scene = taker->scene;
    uint32_t count = scene->views->prose->tokens.count;
    uint64_t last = ONR_STATES, next = ONR_STATES;
    for (uint32_t i = scene->first, n = 0; i-- > 0 && n < 3 && (last == ONR_STATES || last == 0); n++)
        last = scene->guesses[i].state;
    for (uint32_t i = scene->end, n = 0; i < count && n < 3 && (next == ONR_STATES || next == 0); i++, n++)
        next = scene->guesses[i].state;
    uint64_t first = taker->token - scene->first < 3, end = scene->end - taker->token <= 3;
    take(taker, 50, pair(last, first), pair(taker->view->inside, taker->guess->state));
    take(taker, 51, pair(next, end), pair(taker->view->inside, taker->guess->state));
    take(taker, 52, pair(last, next), pair(scene->segment_count < 8 ? scene->segment_count : 8, taker->view->inside));
}

uint32_t onr_second_features(uint64_t *features, const struct onr_scene *scene, uint32_t token)
{
    struct taker taker = {.features = features, .scene = scene, .view = &scene->views->at[token],
                          .guess = &scene->guesses[token], .token = token};
    taker.count = onr_first_features(features, scene, token);
    take_states(&taker);
    take_levels(&taker);
    take_segments(&taker);
    take_cues(&taker);
    take_beyond(&taker);
    return taker.count;
}
