/* What speaks for a label: the features of its token that weigh most, in words. */
#include "tag/labelling.h"

/* What each template of feature.c looks at. */
static const struct {
    uint8_t template;
    const char *what;
} names[] = {
    {1, "the word"},
    {2, "the word before"},
    {3, "the word behind"},
    {4, "the word two before"},
    {5, "the word two behind"},
    {6, "the word three before"},
    {7, "the word three behind"},
    {8, "the word with the one before"},
    {9, "the word with the one behind"},
    {10, "the two words behind"},
    {11, "the two words before"},
    {12, "its ending"},
    {13, "its stem"},
    {14, "the word and the quotation around it"},
    {15, "the lists it stands in"},
    {16, "the lists the word before stands in"},
    {17, "the lists the word behind stands in"},
    {20, "its part of speech"},
    {21, "the part of speech before"},
    {22, "the part of speech behind"},
    {23, "its part of speech with the one before"},
    {24, "its part of speech with the one behind"},
    {26, "its part of speech with those around it"},
    {28, "the word with the part of speech behind"},
    {29, "the word with the part of speech before"},
    {30, "its part of speech with the word before"},
    {31, "its part of speech with the word behind"},
    {40, "the quotation around it"},
    {41, "the quotation before it"},
    {42, "the quotations around and beside it"},
    {43, "the word before the quotation"},
    {44, "the word behind the quotation"},
    {45, "the signs at the quotation's edges"},
    {46, "the parts of speech beside the quotation"},
    {47, "what follows the quotation"},
    {50, "the form of its sentence"},
    {51, "the forms of its sentence and the one before"},
    {52, "the forms of its sentence and the one behind"},
    {53, "the form of its sentence and its place in it"},
    {54, "the form of its sentence and the cues in it"},
    {55, "its place in the sentence"},
    {56, "the first word of its sentence"},
    {57, "its place in the draft"},
    {60, "the nearest cue before, and how far"},
    {61, "the nearest cue before, and the signs between"},
    {62, "the nearest cue before with its own part of speech"},
    {63, "the sign behind the nearest cue before"},
    {64, "the way to the nearest cue before"},
    {65, "the word behind the nearest cue before"},
    {66, "the nearest cue behind, and how far"},
    {67, "the nearest cue behind, and the signs between"},
    {68, "the nearest cue behind with its own part of speech"},
    {69, "the sign before the nearest cue behind"},
    {70, "the way to the nearest cue behind"},
    {71, "the word before the nearest cue behind"},
    {72, "the nearest verb before, and how far"},
    {73, "the nearest verb before, and the signs between"},
    {74, "the nearest verb before with its own part of speech"},
    {75, "the sign behind the nearest verb before"},
    {76, "the way to the nearest verb before"},
    {77, "the word behind the nearest verb before"},
    {78, "the nearest verb behind, and how far"},
    {79, "the nearest verb behind, and the signs between"},
    {80, "the nearest verb behind with its own part of speech"},
    {81, "the sign before the nearest verb behind"},
    {82, "the way to the nearest verb behind"},
    {83, "the word before the nearest verb behind"},
    {84, "the cues on both sides"},
    {85, "where the cues on both sides stand"},
    {90, "the nearest sign before"},
    {91, "the nearest sign behind"},
    {92, "the word that starts its clause"},
    {93, "the word behind its clause"},
    {94, "the signs around its clause"},
    {95, "the word with the one that starts its clause"},
};

static const char *name_of(uint8_t template)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].template == template)
            return names[i].what;
    return NULL;
}

/* The state that stands for a label and that the token's features like best. */
static enum onr_state state_of(const onr_state_scores scores, const struct onr_label *label)
{
    enum onr_state best = ONR_STATE_OUTSIDE;
    for (int s = 0; s < ONR_STATES; s++) {
        struct onr_label own = onr_state_label((enum onr_state)s);
        if (own.role == label->role && own.begins == label->begins &&
            (best == ONR_STATE_OUTSIDE || scores[s] > scores[best]))
            best = (enum onr_state)s;
    }
    return best;
}

/* Puts evidence in its place among the strongest; returns how many there are. */
static uint32_t put(struct onr_evidence *out, uint32_t room, uint32_t count, struct onr_evidence evidence)
{
    uint32_t at = count;
    while (at > 0 && out[at - 1].weight < evidence.weight)
        at--;
    if (at == room)
        return count;
    count += count < room;
    for (uint32_t i = count - 1; i > at; i--)
        out[i] = out[i - 1];
    out[at] = evidence;
    return count;
}

uint32_t onr_labelling_evidence(const struct onr_labelling *labelling, const struct onr_model *model,
                                const struct onr_label *label, uint32_t token, struct onr_evidence *out, uint32_t room)
{
    uint32_t block = 0, count = 0;
    while (block + 1 < labelling->blocks.count && labelling->blocks.at[block].end <= token)
        block++;
    struct onr_scene scene = onr_labelling_scene(labelling, block);
    struct onr_table table = onr_model_chain(model);
    struct onr_feature_set set;
    onr_state_scores scores;
    struct onr_rows rows;
    onr_features_take(&set, &scene, token);
    onr_chain_find(&rows, &table, set.keys, set.count);
    onr_chain_score(scores, &table, &rows);
    enum onr_state state = state_of(scores, label);
    for (uint32_t i = 0; i < set.count; i++) {
        uint32_t row = onr_table_row(&table, set.keys[i]);
        const char *what = name_of(set.templates[i]);
        if (row == UINT32_MAX || !what)
            continue;
        const int8_t *weights = table.weights + (size_t)row * ONR_STATE_LANES;
        float weight = (float)(weights[state] - weights[ONR_STATE_OUTSIDE]) * model->unit;
        if (weight > 0)
            count = put(out, room, count, (struct onr_evidence){what, weight});
    }
    return count;
}
