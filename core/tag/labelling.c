#include "tag/labelling.h"

#include "base/error.h"
#include "tag/tagger.h"

#define LIKELY 77 /* of 255: a cue that the second pass looks at */

static void find_blocks(struct onr_labelling *labelling)
{
    const struct onr_prose *prose = labelling->prose;
    uint32_t last = ONR_NONE;
    for (uint32_t s = 0; s < prose->sentences.count; s++) {
        const struct onr_sentence *sentence = &prose->sentences.at[s];
        uint32_t end = sentence->first_token + sentence->token_count;
        if (!sentence->token_count)
            continue;
        if (sentence->block == last) {
            labelling->blocks.at[labelling->blocks.count - 1].end = end;
            continue;
        }
        struct onr_stretch stretch = {sentence->first_token, end};
        ONR_ARRAY_PUSH(labelling->arena, &labelling->blocks, stretch);
        last = sentence->block;
    }
}

static uint32_t longest_block(const struct onr_labelling *labelling)
{
    uint32_t longest = 0;
    for (uint32_t i = 0; i < labelling->blocks.count; i++) {
        uint32_t length = labelling->blocks.at[i].end - labelling->blocks.at[i].first;
        longest = length > longest ? length : longest;
    }
    return longest;
}

int onr_labelling_start(struct onr_labelling *labelling, struct onr_arena *arena, const struct onr_prose *prose,
                        struct onr_error *error)
{
    uint32_t count = prose->tokens.count;
    *labelling = (struct onr_labelling){.arena = arena, .prose = prose};
    find_blocks(labelling);
    uint32_t longest = longest_block(labelling);
    labelling->tags = onr_arena_take(arena, count);
    labelling->guesses = onr_arena_take(arena, count * sizeof *labelling->guesses);
    labelling->views = (struct onr_views){
        prose, onr_arena_take(arena, count * sizeof *labelling->views.at), onr_arena_take(arena, prose->sentences.count),
    };
    labelling->segments = onr_arena_take(arena, longest * sizeof *labelling->segments);
    labelling->segment_of = onr_arena_take(arena, longest * sizeof *labelling->segment_of);
    labelling->cue_before = onr_arena_take(arena, longest * sizeof *labelling->cue_before);
    labelling->cue_after = onr_arena_take(arena, longest * sizeof *labelling->cue_after);
    bool room = onr_chain_reserve(&labelling->chain, arena, longest);
    return room && !arena->failed ? ONR_OK : onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
}

void onr_labelling_tag(struct onr_labelling *labelling, const struct onr_model *model)
{
    onr_tag_sentences(labelling->tags, labelling->prose, model, 0, labelling->prose->sentences.count);
}

void onr_labelling_view(struct onr_labelling *labelling)
{
    onr_views_fill(&labelling->views, labelling->tags, 0, labelling->prose->sentences.count);
}

/* Cuts the block's guesses into segments of one role. */
static uint32_t cut_segments(struct onr_labelling *labelling, const struct onr_stretch *block)
{
    uint32_t count = 0;
    for (uint32_t i = block->first; i < block->end; i++) {
        enum onr_state state = (enum onr_state)labelling->guesses[i].state;
        struct onr_segment *last = count ? &labelling->segments[count - 1] : NULL;
        if (!last || onr_state_role(state) != onr_state_role((enum onr_state)last->state) ||
            onr_state_label(state).begins)
            labelling->segments[count++] = (struct onr_segment){i, i + 1, (uint8_t)state};
        else
            last->end = i + 1;
        labelling->segment_of[i - block->first] = count - 1;
    }
    return count;
}

/* The nearest likely cue on either side of each token; its first token to the right, its last to the left. */
static void find_cues(struct onr_labelling *labelling, const struct onr_stretch *block)
{
    const struct onr_guess *guesses = labelling->guesses;
    uint32_t last = ONR_NONE;
    for (uint32_t i = block->first; i < block->end; i++) {
        labelling->cue_before[i - block->first] = last;
        if (guesses[i].cue >= LIKELY)
            last = i;
    }
    last = ONR_NONE;
    for (uint32_t i = block->end; i-- > block->first;) {
        labelling->cue_after[i - block->first] = last;
        if (guesses[i].cue >= LIKELY)
            last = i;
    }
}

struct onr_scene onr_labelling_scene(struct onr_labelling *labelling, uint32_t block, bool second)
{
    const struct onr_stretch *stretch = &labelling->blocks.at[block];
    struct onr_scene scene = {.views = &labelling->views, .first = stretch->first, .end = stretch->end, .block = block};
    if (!second)
        return scene;
    scene.guesses = labelling->guesses;
    scene.segments = labelling->segments;
    scene.segment_of = labelling->segment_of;
    scene.cue_before = labelling->cue_before;
    scene.cue_after = labelling->cue_after;
    scene.segment_count = cut_segments(labelling, stretch);
    find_cues(labelling, stretch);
    return scene;
}

/* Scores, best path and chances of a block's chain. */
static void run(struct onr_labelling *labelling, const struct onr_pass *pass, uint32_t block, bool second)
{
    struct onr_scene scene = onr_labelling_scene(labelling, block, second);
    struct onr_chain *chain = &labelling->chain;
    uint64_t features[ONR_SECOND_FEATURES];
    for (uint32_t i = scene.first; i < scene.end; i++) {
        uint32_t at = i - scene.first;
        uint32_t count = second ? onr_second_features(features, &scene, i) : onr_first_features(features, &scene, i);
        onr_chain_score(chain->scores[at], &pass->table, features, count);
        chain->joints[at] = labelling->views.at[i].joint;
    }
    onr_chain_decode(chain, pass->transitions, scene.end - scene.first);
    onr_chain_weigh(chain, pass->transitions, pass->scale, scene.end - scene.first);
}

static uint8_t share(const onr_state_chances chances, enum onr_role role)
{
    float sum = 0;
    for (int s = 0; s < ONR_STATES; s++)
        if (onr_state_role((enum onr_state)s) == role)
            sum += chances[s];
    return (uint8_t)(sum * 255 + 0.5f);
}

bool onr_labelling_guess(struct onr_labelling *labelling, const struct onr_pass *pass)
{
    for (uint32_t b = 0; b < labelling->blocks.count; b++) {
        const struct onr_stretch *block = &labelling->blocks.at[b];
        run(labelling, pass, b, false);
        for (uint32_t i = block->first; i < block->end; i++) {
            const float *chances = labelling->chain.chances[i - block->first];
            labelling->guesses[i] = (struct onr_guess){
                labelling->chain.states[i - block->first], share(chances, ONR_ROLE_CONTENT),
                share(chances, ONR_ROLE_CUE), share(chances, ONR_ROLE_SOURCE),
            };
        }
    }
    return !labelling->arena->failed;
}

bool onr_labelling_settle(struct onr_labelling *labelling, const struct onr_pass *pass, struct onr_label *labels)
{
    for (uint32_t b = 0; b < labelling->blocks.count; b++) {
        const struct onr_stretch *block = &labelling->blocks.at[b];
        run(labelling, pass, b, true);
        for (uint32_t i = block->first; i < block->end; i++) {
            uint32_t at = i - block->first;
            labels[i] = onr_state_label((enum onr_state)labelling->chain.states[at]);
            labels[i].confidence = share(labelling->chain.chances[at], (enum onr_role)labels[i].role);
        }
    }
    return !labelling->arena->failed;
}
