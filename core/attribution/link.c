/*
 * Which source and which content belong to a cue. Each cue starts an attribution and takes the nearest
 * free spans around it; contents left over go to the attribution they run on from.
 */
#include "attribution/attribution.h"

#define FARTHEST 60 /* tokens between a cue and its source or content */

struct linker {
    struct onr_role_spans *spans;  /* linked */
    const struct onr_prose *prose; /* the document */
    uint32_t count;                /* attributions so far */
};

static struct onr_role_span *span_at(struct linker *linker, uint32_t i)
{
    return &linker->spans->all.at[i];
}

static uint32_t block_of(const struct linker *linker, const struct onr_role_span *span)
{
    return linker->prose->sentences.at[span->sentence].block;
}

/* Tokens between two spans, and a penalty for a border between them. */
static uint32_t distance(const struct linker *linker, const struct onr_role_span *a, const struct onr_role_span *b)
{
    if (a->first > b->first)
        return distance(linker, b, a);
    uint32_t gap = b->first > a->end ? b->first - a->end : 0;
    uint32_t last_sentence = linker->prose->tokens.at[a->end - 1].sentence;
    return gap + (b->sentence > last_sentence ? 20 * (b->sentence - last_sentence) : 0);
}

/* Whether another cue stands between two spans: it has the better claim. */
static bool cue_between(struct linker *linker, uint32_t a, uint32_t b)
{
    for (uint32_t i = (a < b ? a : b) + 1; i < (a < b ? b : a); i++)
        if (span_at(linker, i)->role == ONR_ROLE_CUE && span_at(linker, i)->attribution != span_at(linker, a)->attribution)
            return true;
    return false;
}

/* The nearest free span of a role on one side of a cue, or ONR_NONE. */
static uint32_t nearest(struct linker *linker, uint32_t cue, enum onr_role role, int step)
{
    const struct onr_role_span *own = span_at(linker, cue);
    for (uint32_t i = cue + (uint32_t)step; i < linker->spans->all.count; i += (uint32_t)step) {
        const struct onr_role_span *span = span_at(linker, i);
        if (distance(linker, own, span) > FARTHEST || block_of(linker, span) != block_of(linker, own))
            return ONR_NONE;
        if (span->role == ONR_ROLE_CUE && step > 0 && role == ONR_ROLE_SOURCE)
            return ONR_NONE;
        if (span->role == role && span->attribution == ONR_NONE)
            return cue_between(linker, cue, i) ? ONR_NONE : i;
    }
    return ONR_NONE;
}

static void claim(struct linker *linker, uint32_t span, uint32_t attribution)
{
    if (span != ONR_NONE)
        span_at(linker, span)->attribution = attribution;
}

static uint32_t nearer(struct linker *linker, uint32_t cue, uint32_t left, uint32_t right)
{
    if (left == ONR_NONE || right == ONR_NONE)
        return left == ONR_NONE ? right : left;
    const struct onr_role_span *own = span_at(linker, cue);
    return distance(linker, own, span_at(linker, left)) <= distance(linker, own, span_at(linker, right)) ? left
                                                                                                       : right;
}

static bool same_sentence(struct linker *linker, uint32_t a, uint32_t b)
{
    return span_at(linker, a)->sentence == span_at(linker, b)->sentence ||
           linker->prose->tokens.at[span_at(linker, a)->end - 1].sentence == span_at(linker, b)->sentence;
}

/* Contents on both sides of a cue are one, cut in two, where the cue stands between commas. */
static bool is_split(struct linker *linker, uint32_t left, uint32_t right)
{
    const struct onr_token *before = &linker->prose->tokens.at[span_at(linker, left)->end - 1];
    const struct onr_token *after = &linker->prose->tokens.at[span_at(linker, right)->first];
    return before->kind == ONR_TOKEN_CLOSE && after->kind == ONR_TOKEN_OPEN;
}

static void link_cue(struct linker *linker, uint32_t cue)
{
    uint32_t own = linker->count++;
    claim(linker, cue, own);
    uint32_t source = nearer(linker, cue, nearest(linker, cue, ONR_ROLE_SOURCE, -1),
                             nearest(linker, cue, ONR_ROLE_SOURCE, 1));
    claim(linker, source, own);
    uint32_t left = nearest(linker, cue, ONR_ROLE_CONTENT, -1);
    uint32_t right = nearest(linker, cue, ONR_ROLE_CONTENT, 1);
    if (left != ONR_NONE && right != ONR_NONE && is_split(linker, left, right)) {
        claim(linker, left, own);
        claim(linker, right, own);
        return;
    }
    if (right != ONR_NONE && !same_sentence(linker, cue, right) && left != ONR_NONE)
        right = ONR_NONE;
    if (left != ONR_NONE && !same_sentence(linker, left, cue) && right != ONR_NONE)
        left = ONR_NONE;
    claim(linker, nearer(linker, cue, left, right), own);
}

/* The attribution that content without a cue runs on from: the last one, in the same block or by a running quotation. */
static uint32_t run_on_from(struct linker *linker, uint32_t content)
{
    const struct onr_role_span *own = span_at(linker, content);
    const struct onr_token *first = &linker->prose->tokens.at[own->first];
    for (uint32_t i = content; i-- > 0;) {
        const struct onr_role_span *span = span_at(linker, i);
        if (span->attribution == ONR_NONE)
            continue;
        if (block_of(linker, span) == block_of(linker, own))
            return span->attribution;
        bool running = first->kind == ONR_TOKEN_OPEN &&
                       linker->prose->quotes.at[first->quotation].continues != ONR_NONE;
        return running ? span->attribution : ONR_NONE;
    }
    return ONR_NONE;
}

/* Numbers the attributions in document order, by their first span. */
static bool number_in_order(struct linker *linker, struct onr_arena *arena)
{
    uint32_t *number = onr_arena_take(arena, linker->count * sizeof *number), next = 0;
    if (!number)
        return false;
    for (uint32_t i = 0; i < linker->count; i++)
        number[i] = ONR_NONE;
    for (uint32_t i = 0; i < linker->spans->all.count; i++) {
        struct onr_role_span *span = span_at(linker, i);
        if (span->attribution == ONR_NONE)
            continue;
        if (number[span->attribution] == ONR_NONE)
            number[span->attribution] = next++;
        span->attribution = number[span->attribution];
    }
    return true;
}

uint32_t onr_role_spans_link(struct onr_role_spans *spans, struct onr_arena *arena, const struct onr_prose *prose)
{
    struct linker linker = {spans, prose, 0};
    for (uint32_t i = 0; i < spans->all.count; i++)
        if (spans->all.at[i].role == ONR_ROLE_CUE)
            link_cue(&linker, i);
    for (uint32_t i = 0; i < spans->all.count; i++) {
        struct onr_role_span *span = &spans->all.at[i];
        if (span->role != ONR_ROLE_CONTENT || span->attribution != ONR_NONE)
            continue;
        span->attribution = run_on_from(&linker, i);
        if (span->attribution == ONR_NONE)
            span->attribution = linker.count++;
    }
    return number_in_order(&linker, arena) ? linker.count : 0;
}
