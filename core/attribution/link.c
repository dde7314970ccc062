/*
 * Which source and which content belong to a cue.
 *
 * Each cue starts an attribution. Its source is the cheapest source span of its sentence, by distance with
 * penalties: one that another cue has claimed may serve again ("She emailed supporters, saying … and
 * vowing …"), and mostly stands before it. Its content is the nearest free one, or both beside it where the
 * cue, with its source and an aside, cuts a quotation in two. Contents left over go to the attribution they run on from.
 */
#include "attribution/attribution.h"

#define FARTHEST 80      /* tokens between a cue and its source or content */
#define MOST_BETWEEN 2   /* tokens beside a cue and its source in an aside, as "on Monday" */
#define OVER_CUE 6       /* penalty, in tokens, for each cue between a cue and a source */
#define CLAIMED 3        /* penalty for a source before the cue that another cue has claimed */
#define CLAIMED_AFTER 25 /* the same for one behind the cue */
#define NEXT_SENTENCE 20 /* penalty for the end of a sentence between a cue and its content */

struct linker {
    struct onr_role_spans *spans;  /* linked */
    const struct onr_prose *prose; /* the document */
    struct onr_arena *arena;       /* for source_of */
};

static struct onr_role_span *span_at(const struct linker *linker, uint32_t i)
{
    return &linker->spans->all.at[i];
}

static uint32_t block_of(const struct linker *linker, uint32_t i)
{
    return linker->prose->sentences.at[span_at(linker, i)->sentence].block;
}

static uint32_t last_sentence(const struct linker *linker, uint32_t i)
{
    return linker->prose->tokens.at[span_at(linker, i)->end - 1].sentence;
}

static uint32_t new_attribution(struct linker *linker)
{
    ONR_ARRAY_PUSH(linker->arena, &linker->spans->source_of, ONR_NONE);
    return linker->spans->source_of.count - 1;
}

static uint32_t gap_between(const struct linker *linker, uint32_t a, uint32_t b)
{
    const struct onr_role_span *first = span_at(linker, a < b ? a : b), *second = span_at(linker, a < b ? b : a);
    return second->first > first->end ? second->first - first->end : 0;
}

/* The cost of a source for a cue, FARTHEST or more where it cannot be. */
static uint32_t source_cost(const struct linker *linker, uint32_t cue, uint32_t source, uint32_t cues_between)
{
    uint32_t cost = gap_between(linker, cue, source) + cues_between * OVER_CUE;
    if (span_at(linker, source)->attribution != ONR_NONE)
        cost += source < cue ? CLAIMED : CLAIMED_AFTER;
    return cost;
}

/* Looks for a cheaper source on one side of a cue, within its sentence. */
static void look_for_source(const struct linker *linker, uint32_t cue, int step, uint32_t *best, uint32_t *best_cost)
{
    uint32_t sentence = span_at(linker, cue)->sentence, between = 0;
    for (uint32_t i = cue + (uint32_t)step; i < linker->spans->all.count; i += (uint32_t)step) {
        const struct onr_role_span *span = span_at(linker, i);
        if ((step > 0 ? span->sentence : last_sentence(linker, i)) != sentence || gap_between(linker, cue, i) > FARTHEST)
            return;
        between += span->role == ONR_ROLE_CUE;
        if (span->role != ONR_ROLE_SOURCE)
            continue;
        uint32_t cost = source_cost(linker, cue, i, between);
        if (cost < *best_cost) {
            *best_cost = cost;
            *best = i;
        }
    }
}

static void link_source(struct linker *linker, uint32_t cue, uint32_t attribution)
{
    uint32_t best = ONR_NONE, cost = FARTHEST;
    look_for_source(linker, cue, -1, &best, &cost);
    look_for_source(linker, cue, 1, &best, &cost);
    if (best == ONR_NONE)
        return;
    linker->spans->source_of.at[attribution] = best;
    if (span_at(linker, best)->attribution == ONR_NONE)
        span_at(linker, best)->attribution = attribution;
}

/* Whether the block of a cue ends in a colon, so that the next block is its content. */
static bool ends_in_colon(const struct linker *linker, uint32_t cue)
{
    const struct onr_sentence *sentence = &linker->prose->sentences.at[span_at(linker, cue)->sentence];
    uint32_t last = sentence->first_token + sentence->token_count - 1;
    uint32_t next = span_at(linker, cue)->sentence + 1;
    return linker->prose->text->bytes[linker->prose->tokens.at[last].start] == ':' &&
           next < linker->prose->sentences.count && linker->prose->sentences.at[next].block == sentence->block + 1;
}

/* Whether a content has a cue of its own behind it, in its sentence: “…,” she said. */
static bool is_spoken_for(const struct linker *linker, uint32_t content)
{
    for (uint32_t i = content + 1; i < linker->spans->all.count; i++) {
        if (span_at(linker, i)->sentence != last_sentence(linker, content) || span_at(linker, i)->role == ONR_ROLE_CONTENT)
            return false;
        if (span_at(linker, i)->role == ONR_ROLE_CUE)
            return true;
    }
    return false;
}

/* The nearest free content on one side of a cue, with no other cue between; *cost becomes its distance. */
static uint32_t nearest_content(const struct linker *linker, uint32_t cue, int step, uint32_t *cost)
{
    uint32_t block = block_of(linker, cue), sentence = span_at(linker, cue)->sentence;
    bool colon = step > 0 && ends_in_colon(linker, cue);
    for (uint32_t i = cue + (uint32_t)step; i < linker->spans->all.count; i += (uint32_t)step) {
        const struct onr_role_span *span = span_at(linker, i);
        uint32_t its_block = block_of(linker, i);
        *cost = gap_between(linker, cue, i);
        if (*cost > FARTHEST || span->role == ONR_ROLE_CUE || (its_block != block && !(colon && its_block == block + 1)))
            return ONR_NONE;
        if (span->role != ONR_ROLE_CONTENT)
            continue;
        if (span->attribution != ONR_NONE)
            return ONR_NONE;
        if ((step > 0 ? span->sentence : last_sentence(linker, i)) == sentence)
            return i;
        *cost += NEXT_SENTENCE;
        return step > 0 && is_spoken_for(linker, i) ? ONR_NONE : i;
    }
    return ONR_NONE;
}

static bool is_mark(const struct linker *linker, uint32_t token, enum onr_token_kind kind)
{
    return linker->prose->tokens.at[token].kind == kind;
}

static bool is_comma(const struct linker *linker, uint32_t token)
{
    return linker->prose->text->bytes[linker->prose->tokens.at[token].start] == ',';
}

/* Whether a comma stands on both sides of a cue and its source, and nothing else between them and the contents. */
static bool is_aside(const struct linker *linker, uint32_t left, uint32_t cue, uint32_t right)
{
    uint32_t end = span_at(linker, left)->end, first = span_at(linker, right)->first, held = 0;
    if (end + 2 > first || !is_comma(linker, end) || !is_comma(linker, first - 1) || onr_prose_match(linker->prose, first, ONR_LIST_HOW_SAID))
        return false; /* "…, the ministry said, without giving details" */
    for (uint32_t i = left + 1; i < right; i++)
        if (i != cue && span_at(linker, i)->role == ONR_ROLE_CUE)
            return false;
        else
            held += span_at(linker, i)->end - span_at(linker, i)->first;
    return held + 2 + MOST_BETWEEN >= first - end;
}

/*
 * Contents on both sides of a cue are one, cut in two, where quotations stand on both sides, or where the cue is an aside:
 * "The man, police said, had been drinking", "The fire spread fast, Chief Tom Bale said, because the roof was dry".
 */
static bool is_split(const struct linker *linker, uint32_t left, uint32_t cue, uint32_t right)
{
    return is_aside(linker, left, cue, right) || (is_mark(linker, span_at(linker, left)->end - 1, ONR_TOKEN_CLOSE) &&
                                                  is_mark(linker, span_at(linker, right)->first, ONR_TOKEN_OPEN));
}

static void link_content(struct linker *linker, uint32_t cue, uint32_t attribution)
{
    uint32_t left_cost = 0, right_cost = 0;
    uint32_t left = nearest_content(linker, cue, -1, &left_cost), right = nearest_content(linker, cue, 1, &right_cost);
    bool both = left != ONR_NONE && right != ONR_NONE && is_split(linker, left, cue, right);
    bool take_left = left != ONR_NONE && (both || right == ONR_NONE || left_cost <= right_cost);
    bool take_right = right != ONR_NONE && (both || !take_left);
    if (take_left)
        span_at(linker, left)->attribution = attribution;
    if (take_right)
        span_at(linker, right)->attribution = attribution;
}

/*
 * The attribution that a content without a cue runs on from, or ONR_NONE: the last in its block, or of the
 * block before where the content is a quotation: its speaker goes on.
 */
static uint32_t run_on_from(const struct linker *linker, uint32_t content)
{
    const struct onr_token *first = &linker->prose->tokens.at[span_at(linker, content)->first];
    for (uint32_t i = content; i-- > 0;) {
        if (span_at(linker, i)->attribution == ONR_NONE || span_at(linker, i)->role == ONR_ROLE_SOURCE)
            continue;
        if (block_of(linker, i) == block_of(linker, content))
            return span_at(linker, i)->attribution;
        return first->kind == ONR_TOKEN_OPEN && block_of(linker, i) + 1 == block_of(linker, content)
                   ? span_at(linker, i)->attribution : ONR_NONE;
    }
    return ONR_NONE;
}

/* The attribution of the content right behind one without a cue, in its sentence: one content, cut by an aside. */
static uint32_t runs_on_into(const struct linker *linker, uint32_t content)
{
    uint32_t next = content + 1;
    if (next >= linker->spans->all.count || span_at(linker, next)->role != ONR_ROLE_CONTENT ||
        span_at(linker, next)->sentence != last_sentence(linker, content))
        return ONR_NONE;
    return span_at(linker, next)->attribution;
}

/* The free source beside a content without a cue ("Trump: “…”"), of its sentence, or ONR_NONE. */
static uint32_t source_beside(const struct linker *linker, uint32_t content)
{
    for (uint32_t i = content; i-- > 0 && last_sentence(linker, i) == span_at(linker, content)->sentence;)
        if (span_at(linker, i)->role == ONR_ROLE_SOURCE)
            return span_at(linker, i)->attribution == ONR_NONE ? i : ONR_NONE;
    for (uint32_t i = content + 1; i < linker->spans->all.count && span_at(linker, i)->sentence == last_sentence(linker, content); i++)
        if (span_at(linker, i)->role == ONR_ROLE_SOURCE)
            return span_at(linker, i)->attribution == ONR_NONE ? i : ONR_NONE;
    return ONR_NONE;
}

static void link_leftover(struct linker *linker, uint32_t content)
{
    struct onr_role_span *span = span_at(linker, content);
    uint32_t source = source_beside(linker, content);
    if (source == ONR_NONE)
        span->attribution = runs_on_into(linker, content);
    if (source == ONR_NONE && span->attribution == ONR_NONE)
        span->attribution = run_on_from(linker, content);
    if (span->attribution != ONR_NONE)
        return;
    span->attribution = new_attribution(linker);
    if (source != ONR_NONE && !linker->arena->failed) {
        span_at(linker, source)->attribution = span->attribution;
        linker->spans->source_of.at[span->attribution] = source;
    }
}

/* Numbers the attributions in document order, by their first cue or content. */
static void number_in_order(struct linker *linker)
{
    uint32_t count = linker->spans->source_of.count, next = 0;
    uint32_t *number = onr_arena_take(linker->arena, count * sizeof *number);
    uint32_t *source_of = onr_arena_take(linker->arena, count * sizeof *source_of);
    if (!number || !source_of)
        return;
    for (uint32_t i = 0; i < count; i++)
        number[i] = ONR_NONE;
    for (uint32_t i = 0; i < linker->spans->all.count; i++) {
        struct onr_role_span *span = span_at(linker, i);
        if (span->attribution == ONR_NONE)
            continue;
        if (number[span->attribution] == ONR_NONE) {
            source_of[next] = linker->spans->source_of.at[span->attribution];
            number[span->attribution] = next++;
        }
        span->attribution = number[span->attribution];
    }
    linker->spans->source_of.at = source_of;
    linker->spans->source_of.count = next;
}

void onr_role_spans_link(struct onr_role_spans *spans, struct onr_arena *arena, const struct onr_prose *prose)
{
    struct linker linker = {spans, prose, arena};
    for (uint32_t i = 0; i < spans->all.count && !arena->failed; i++) {
        if (spans->all.at[i].role != ONR_ROLE_CUE)
            continue;
        uint32_t attribution = new_attribution(&linker);
        if (arena->failed)
            return;
        spans->all.at[i].attribution = attribution;
        link_source(&linker, i, attribution);
        link_content(&linker, i, attribution);
    }
    for (uint32_t i = 0; i < spans->all.count && !arena->failed; i++)
        if (spans->all.at[i].role == ONR_ROLE_CONTENT && spans->all.at[i].attribution == ONR_NONE)
            link_leftover(&linker, i);
    if (!arena->failed)
        number_in_order(&linker);
}
