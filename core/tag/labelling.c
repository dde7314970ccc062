#include "tag/labelling.h"

#include "base/error.h"

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
        if (labelling->arena->failed)
            return;
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
    labelling->views = (struct onr_views){
        prose, onr_arena_take(arena, count * sizeof *labelling->views.at), onr_arena_take(arena, prose->sentences.count),
    };
    bool room = onr_chain_make(&labelling->chain, arena, longest);
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

struct onr_scene onr_labelling_scene(const struct onr_labelling *labelling, uint32_t block)
{
    const struct onr_stretch *stretch = &labelling->blocks.at[block];
    return (struct onr_scene){&labelling->views, stretch->first, stretch->end, block};
}

/* Whether the best path finds anything; how sure it is that there is nothing, nobody asks. */
static bool tells_something(const struct onr_chain *chain, uint32_t count)
{
    uint32_t i = 0;
    while (i < count && onr_state_role((enum onr_state)chain->states[i]) == ONR_ROLE_NONE)
        i++;
    return i < count;
}

static void find_rows(struct onr_rows *rows, const struct onr_table *table, const struct onr_scene *scene, uint32_t token)
{
    struct onr_feature_set set;
    onr_features_take(&set, scene, token);
    onr_chain_find(rows, table, set.keys, set.count);
}

/* Scores, best path and, where it finds something, chances of a block's chain. */
static void run(struct onr_labelling *labelling, const struct onr_model *model, const struct onr_scene *scene)
{
    struct onr_table table = onr_model_chain(model);
    struct onr_chain *chain = &labelling->chain;
    struct onr_rows rows[2];
    find_rows(&rows[0], &table, scene, scene->first);
    for (uint32_t at = 0, i = scene->first; i < scene->end; at++, i++) {
        if (i + 1 < scene->end) /* while these are on their way, the last ones are added up */
            find_rows(&rows[(at + 1) % 2], &table, scene, i + 1);
        onr_chain_score(chain->scores[at], &table, &rows[at % 2]);
        chain->joints[at] = labelling->views.at[i].joint;
    }
    onr_chain_decode(chain, &model->transitions, scene->end - scene->first);
    if (tells_something(chain, scene->end - scene->first))
        onr_chain_weigh(chain, &model->transitions, model->unit, scene->end - scene->first);
}

static uint8_t share(const onr_state_chances chances, enum onr_role role)
{
    float sum = 0;
    for (int s = 0; s < ONR_STATES; s++)
        if (onr_state_role((enum onr_state)s) == role)
            sum += chances[s];
    return (uint8_t)(sum * 255 + 0.5f);
}

void onr_labelling_look(struct onr_labelling *labelling, const struct onr_model *model, uint32_t block)
{
    const struct onr_stretch *stretch = &labelling->blocks.at[block];
    const struct onr_token *tokens = labelling->prose->tokens.at;
    uint32_t first = tokens[stretch->first].sentence, end = tokens[stretch->end - 1].sentence + 1;
    onr_tag_sentences(labelling->tags, labelling->prose, model, first, end);
    onr_views_fill(&labelling->views, labelling->tags, first, end);
}

void onr_labelling_settle_block(struct onr_labelling *labelling, const struct onr_model *model, struct onr_label *labels,
                                uint32_t block)
{
    struct onr_scene scene = onr_labelling_scene(labelling, block);
    run(labelling, model, &scene);
    for (uint32_t i = scene.first; i < scene.end; i++) {
        uint32_t at = i - scene.first;
        labels[i] = onr_state_label((enum onr_state)labelling->chain.states[at]);
        if (labels[i].role != ONR_ROLE_NONE)
            labels[i].confidence = share(labelling->chain.chances[at], (enum onr_role)labels[i].role);
    }
}

void onr_labelling_settle(struct onr_labelling *labelling, const struct onr_model *model, struct onr_label *labels)
{
    for (uint32_t b = 0; b < labelling->blocks.count; b++)
        onr_labelling_settle_block(labelling, model, labels, b);
}
