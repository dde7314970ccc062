#include "tag/feature.h"

#include "tag/model.h"

/* A view for places beyond the block. */
static const struct onr_view edge = {.word = 1, .ending = 1, .stem = 1, .tag = ONR_TAGS, .sign = ONR_SIGN_EDGE,
                                     .quotation = ONR_NONE,
                                     .cue = {{.token = ONR_NONE}, {.token = ONR_NONE}},
                                     .verb = {{.token = ONR_NONE}, {.token = ONR_NONE}},
                                     .sign_left = ONR_NONE, .sign_right = ONR_NONE};

struct taker {
    struct onr_feature_set *set;   /* filled */
    const struct onr_scene *scene; /* the block */
    const struct onr_view *view;   /* of the token */
    uint32_t token;                /* index */
};

static void take(struct taker *taker, unsigned template, uint64_t a, uint64_t b)
{
    struct onr_feature_set *set = taker->set;
    set->templates[set->count] = (uint8_t)template;
    set->keys[set->count++] = onr_feature(template, a, b);
}

/* The view of a token, or of the edge beyond the block. */
static const struct onr_view *view_at(const struct taker *taker, uint32_t token)
{
    const struct onr_scene *scene = taker->scene;
    return token - scene->first < scene->end - scene->first ? &scene->views->at[token] : &edge;
}

static const struct onr_view *beside(const struct taker *taker, int by)
{
    return view_at(taker, taker->token + (uint32_t)by);
}

static void take_words(struct taker *taker)
{
    const struct onr_view *v = taker->view, *b = beside(taker, -1), *n = beside(taker, 1);
    const struct onr_view *bb = beside(taker, -2), *nn = beside(taker, 2);
    take(taker, 1, v->word, 0);
    take(taker, 2, b->word, 0);
    take(taker, 3, n->word, 0);
    take(taker, 4, bb->word, 0);
    take(taker, 5, nn->word, 0);
    take(taker, 6, beside(taker, -3)->word, 0);
    take(taker, 7, beside(taker, 3)->word, 0);
    take(taker, 8, b->word, v->word);
    take(taker, 9, v->word, n->word);
    take(taker, 10, n->word, nn->word);
    take(taker, 11, bb->word, b->word);
    take(taker, 12, v->ending, v->shape);
    take(taker, 13, v->stem, v->tag);
    take(taker, 14, v->word, v->inside);
    take(taker, 15, v->lists, v->tag);
    take(taker, 16, b->lists, b->tag);
    take(taker, 17, n->lists, n->tag);
}

static uint64_t pair(uint64_t a, uint64_t b)
{
    return a << 8 | b;
}

static void take_tags(struct taker *taker)
{
    const struct onr_view *v = taker->view, *b = beside(taker, -1), *n = beside(taker, 1);
    uint64_t around = pair(b->tag, v->tag), on = pair(v->tag, n->tag);
    take(taker, 20, v->tag, v->shape);
    take(taker, 21, b->tag, 0);
    take(taker, 22, n->tag, 0);
    take(taker, 23, around, 0);
    take(taker, 24, on, 0);
    take(taker, 26, pair(around, n->tag), 0);
    take(taker, 28, v->word, n->tag);
    take(taker, 29, v->word, b->tag);
    take(taker, 30, v->tag, b->word);
    take(taker, 31, v->tag, n->word);
}

/* The signs and words at the edges of the quotation around the token. */
static void take_quotation(struct taker *taker)
{
    const struct onr_view *v = taker->view;
    take(taker, 40, pair(v->inside, v->speech), 0);
    take(taker, 41, v->inside, pair(v->tag, beside(taker, -1)->inside));
    take(taker, 42, pair(beside(taker, -1)->inside, beside(taker, 1)->inside), pair(v->inside, v->tag));
    if (v->quotation == ONR_NONE)
        return;
    const struct onr_quote *quote = &taker->scene->views->prose->quotes.at[v->quotation];
    uint32_t close = quote->first_token + quote->token_count - 1;
    const struct onr_view *before = view_at(taker, quote->first_token - 1), *after = view_at(taker, close + 1);
    uint64_t signs = pair(pair(before->sign, view_at(taker, close - 1)->sign), after->sign);
    take(taker, 43, before->word, v->inside);
    take(taker, 44, after->word, v->inside);
    take(taker, 45, pair(signs, v->speech), v->inside);
    take(taker, 46, pair(before->tag, after->tag), pair(v->inside, v->speech));
    take(taker, 47, pair(signs, view_at(taker, close + 2)->tag), v->inside);
}

/* The forms of the sentence and of those beside it; the one before may be in the block before. */
static void take_sentence(struct taker *taker)
{
    const struct onr_views *views = taker->scene->views;
    const struct onr_view *v = taker->view;
    uint32_t s = views->prose->tokens.at[taker->token].sentence;
    uint64_t form = views->forms[s], last = s ? views->forms[s - 1] : 0;
    uint64_t next = s + 1 < views->prose->sentences.count ? views->forms[s + 1] : 0;
    bool first = views->prose->sentences.at[s].first_token == taker->scene->first;
    bool only = first && views->prose->sentences.at[s].token_count == taker->scene->end - taker->scene->first;
    uint64_t place = pair(first, only);
    take(taker, 50, form, v->inside);
    take(taker, 51, pair(form, place), pair(last, v->inside));
    take(taker, 52, pair(form, next), v->inside);
    take(taker, 53, pair(form, v->tag), v->from_start);
    take(taker, 54, pair(form, v->inside), pair(v->cue[0].token != ONR_NONE, v->cue[1].token != ONR_NONE));
    take(taker, 55, pair(pair(v->from_start, v->to_end), v->inside), 0);
    take(taker, 56, view_at(taker, views->prose->sentences.at[s].first_token)->word, v->from_start);
    take(taker, 57, taker->scene->block < ONR_BLOCKS_TOLD ? taker->scene->block : ONR_BLOCKS_TOLD, place);
}

/* A likely cue or a verb on one side: its word and what lies between. */
static void take_neighbour(struct taker *taker, unsigned template, const struct onr_neighbour *neighbour, int side)
{
    const struct onr_view *v = taker->view;
    if (neighbour->token == ONR_NONE) {
        take(taker, template, v->tag, 0);
        return;
    }
    const struct onr_view *it = view_at(taker, neighbour->token);
    const struct onr_view *beyond = view_at(taker, neighbour->token + (side ? -1u : 1u));
    uint64_t between = pair(neighbour->commas, neighbour->verbs);
    take(taker, template, it->word, neighbour->distance);
    take(taker, template + 1, it->word, pair(between, v->inside));
    take(taker, template + 2, it->word, v->tag);
    take(taker, template + 3, pair(beyond->sign, beyond->tag), pair(between, neighbour->distance));
    take(taker, template + 4, pair(between, neighbour->distance), pair(v->tag, it->tag));
    take(taker, template + 5, beyond->word, pair(it->candidate, pair(between, neighbour->distance)));
}

static void take_neighbours(struct taker *taker)
{
    const struct onr_view *v = taker->view;
    take_neighbour(taker, 60, &v->cue[0], 0);
    take_neighbour(taker, 66, &v->cue[1], 1);
    take_neighbour(taker, 72, &v->verb[0], 0);
    take_neighbour(taker, 78, &v->verb[1], 1);
    uint64_t left = v->cue[0].token == ONR_NONE ? 0 : view_at(taker, v->cue[0].token)->word;
    uint64_t right = v->cue[1].token == ONR_NONE ? 0 : view_at(taker, v->cue[1].token)->word;
    take(taker, 84, left, right);
    take(taker, 85, left != 0, pair(right != 0, pair(v->cue[0].commas, pair(v->cue[1].commas, v->tag))));
}

/* The nearest signs, and the words that start and end the stretch between them. */
static void take_clause(struct taker *taker)
{
    const struct onr_view *v = taker->view;
    const struct onr_view *left = v->sign_left == ONR_NONE ? &edge : view_at(taker, v->sign_left);
    const struct onr_view *right = v->sign_right == ONR_NONE ? &edge : view_at(taker, v->sign_right);
    const struct onr_view *start = v->sign_left == ONR_NONE ? &edge : view_at(taker, v->sign_left + 1);
    const struct onr_view *end = v->sign_right == ONR_NONE ? &edge : view_at(taker, v->sign_right + 1);
    uint64_t gap_left = v->sign_left == ONR_NONE ? 0 : onr_step_of(taker->token - v->sign_left);
    uint64_t gap_right = v->sign_right == ONR_NONE ? 0 : onr_step_of(v->sign_right - taker->token);
    take(taker, 90, pair(left->sign, gap_left), pair(v->tag, v->inside));
    take(taker, 91, pair(right->sign, gap_right), pair(v->tag, v->inside));
    take(taker, 92, start->word, pair(left->sign, gap_left));
    take(taker, 93, end->word, pair(right->sign, gap_right));
    take(taker, 94, pair(left->sign, right->sign), pair(start->tag, end->tag));
    take(taker, 95, start->word, v->word);
}

void onr_features_take(struct onr_feature_set *set, const struct onr_scene *scene, uint32_t token)
{
    struct taker taker = {.set = set, .scene = scene, .view = &scene->views->at[token], .token = token};
    set->count = 0;
    take(&taker, 0, 0, 0);
    take_words(&taker);
    take_tags(&taker);
    take_quotation(&taker);
    take_sentence(&taker);
    take_neighbours(&taker);
    take_clause(&taker);
}
