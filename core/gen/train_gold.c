/* From marked attributions to the state of each token. */
#include "train.h"

/* A span of an attribution, in tokens. */
struct piece {
    uint32_t first, end; /* tokens */
};

struct marker {
    struct story *story;         /* marked */
    const json_t *attribution;   /* at work */
    struct piece cue;            /* of it; empty without one */
    uint32_t low, high;          /* tokens of its pieces in the cue's block */
};

static struct piece piece_of(const struct story *story, const json_t *span)
{
    uint32_t start = (uint32_t)json_integer_value(json_array_get(span, 0));
    uint32_t stop = (uint32_t)json_integer_value(json_array_get(span, 1));
    struct piece piece = {onr_prose_token_at(&story->prose, start), 0};
    piece.end = piece.first;
    while (piece.end < story->prose.tokens.count && story->prose.tokens.at[piece.end].start < stop)
        piece.end++;
    return piece;
}

static uint32_t block_of(const struct story *story, uint32_t token)
{
    return story->prose.sentences.at[story->prose.tokens.at[token].sentence].block;
}

/* Whether a piece lies inside the content of another attribution: only the outermost are learned. */
static bool inside_another(const struct story *story, const json_t *attributions, const json_t *own,
                           struct piece piece)
{
    const json_t *attribution, *span;
    size_t i, k;
    json_array_foreach(attributions, i, attribution)
    {
        if (attribution == own)
            continue;
        json_array_foreach(json_object_get(attribution, "content"), k, span)
        {
            struct piece content = piece_of(story, span);
            if (content.first <= piece.first && piece.end <= content.end)
                return true;
        }
    }
    return false;
}

static void mark(struct marker *marker, struct piece piece, enum onr_state begins, enum onr_state inside)
{
    uint8_t *gold = marker->story->gold;
    bool starts = true;
    for (uint32_t i = piece.first; i < piece.end; i++) {
        if (onr_state_role((enum onr_state)gold[i])) {
            starts = true;
            continue;
        }
        gold[i] = (uint8_t)(starts || block_of(marker->story, i) != block_of(marker->story, i - 1) ? begins : inside);
        starts = false;
    }
    bool near = marker->cue.first < marker->cue.end && piece.first < piece.end &&
                block_of(marker->story, piece.first) == block_of(marker->story, marker->cue.first);
    if (near && piece.first < marker->low)
        marker->low = piece.first;
    if (near && piece.end > marker->high)
        marker->high = piece.end;
}

static bool is_marked(const struct marker *marker, struct piece piece)
{
    return piece.first < piece.end && onr_state_role((enum onr_state)marker->story->gold[piece.first]);
}

/* Whether a source is shared: marked already as the source of another cue. */
static bool mark_sources(struct marker *marker)
{
    const json_t *span;
    size_t i;
    bool shared = false;
    json_array_foreach(json_object_get(marker->attribution, "source"), i, span)
    {
        struct piece piece = piece_of(marker->story, span);
        if (is_marked(marker, piece)) {
            shared |= onr_state_role((enum onr_state)marker->story->gold[piece.first]) == ONR_ROLE_SOURCE;
            continue;
        }
        bool right = piece.first < marker->cue.first;
        mark(marker, piece, right ? ONR_STATE_SOURCE_RIGHT_BEGINS : ONR_STATE_SOURCE_LEFT_BEGINS,
             right ? ONR_STATE_SOURCE_RIGHT : ONR_STATE_SOURCE_LEFT);
    }
    return shared;
}

static void mark_contents(struct marker *marker)
{
    const json_t *span;
    size_t i;
    json_array_foreach(json_object_get(marker->attribution, "content"), i, span)
    {
        struct piece piece = piece_of(marker->story, span);
        if (piece.first == piece.end)
            continue;
        bool alone = marker->cue.first == marker->cue.end ||
                     block_of(marker->story, piece.first) != block_of(marker->story, marker->cue.first);
        enum onr_state begins = alone ? ONR_STATE_CONTENT_ALONE_BEGINS
                                : piece.first < marker->cue.first ? ONR_STATE_CONTENT_RIGHT_BEGINS
                                                                  : ONR_STATE_CONTENT_LEFT_BEGINS;
        mark(marker, piece, begins, (enum onr_state)(begins + 1));
    }
}

/* Tokens outside the pieces but inside the attribution. */
static void mark_between(struct marker *marker)
{
    uint8_t *gold = marker->story->gold;
    for (uint32_t i = marker->low; i < marker->high; i++)
        if (gold[i] == ONR_STATE_OUTSIDE)
            gold[i] = i < marker->cue.first ? ONR_STATE_BEFORE_CUE : ONR_STATE_AFTER_CUE;
}

static void mark_attribution(struct story *story, const json_t *attribution)
{
    const json_t *cues = json_object_get(attribution, "cue"), *span;
    struct marker marker = {.story = story, .attribution = attribution, .low = UINT32_MAX};
    size_t i;
    if (json_array_size(cues))
        marker.cue = piece_of(story, json_array_get(cues, 0));
    bool shared = mark_sources(&marker);
    json_array_foreach(cues, i, span)
        mark(&marker, piece_of(story, span), shared && i == 0 ? ONR_STATE_CUE_SHARED_BEGINS : ONR_STATE_CUE_BEGINS,
             ONR_STATE_CUE);
    mark_contents(&marker);
    if (marker.low != UINT32_MAX)
        mark_between(&marker);
}

void gold_states(struct story *story, const json_t *attributions)
{
    const json_t *attribution;
    size_t i;
    json_array_foreach(attributions, i, attribution)
    {
        const json_t *cue = json_array_get(json_object_get(attribution, "cue"), 0);
        const json_t *first = cue ? cue : json_array_get(json_object_get(attribution, "content"), 0);
        if (first && !inside_another(story, attributions, attribution, piece_of(story, first)))
            mark_attribution(story, attribution);
    }
}
