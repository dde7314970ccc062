#include "tag/tagger.h"

#include <string.h>

#include "base/hash.h"
#include "base/wide.h"

#define NUMBER UINT64_C(0x6e756d626572)
#define OPEN UINT64_C(0x6f70656e)
#define CLOSE UINT64_C(0x636c6f7365)
#define EDGE UINT64_C(0x65646765)

enum onr_name_class onr_tag_names(uint8_t tag)
{
    switch (tag) {
    case ONR_TAG_NAME: return ONR_NAME_OTHER;
    case ONR_TAG_PERSON: return ONR_NAME_PERSON;
    case ONR_TAG_ORGANIZATION: return ONR_NAME_ORGANIZATION;
    case ONR_TAG_PLACE: return ONR_NAME_PLACE;
    default: return ONR_NAME_NONE;
    }
}

uint64_t onr_token_word(const struct onr_token *token)
{
    switch (token->kind) {
    case ONR_TOKEN_NUMBER: return NUMBER;
    case ONR_TOKEN_OPEN: return OPEN;
    case ONR_TOKEN_CLOSE: return CLOSE;
    default: return token->word;
    }
}

uint64_t onr_token_affix(const struct onr_prose *prose, uint32_t token, uint32_t letters, bool from_end)
{
    const struct onr_token *t = &prose->tokens.at[token];
    if (t->kind >= ONR_TOKEN_PUNCTUATION || t->flags & ONR_TOKEN_CLITIC)
        return onr_token_word(t);
    uint32_t length = t->end - t->start < letters ? t->end - t->start : letters;
    const char *bytes = prose->text->bytes + (from_end ? t->end - length : t->start);
    uint64_t packed = letters;
    for (uint32_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        packed = packed << 8 | (byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
    }
    return packed;
}

/* What a token looks like: kind, shape, first of its sentence. */
static uint64_t look_of(const struct onr_token *token)
{
    return token->kind | (uint64_t)token->shape << 4 |
           (uint64_t)(token->flags & (ONR_TOKEN_STARTS_SENTENCE | ONR_TOKEN_CLITIC)) << 8;
}

/* The token `by` places away, or NULL beyond the sentence. */
static const struct onr_token *beside(const struct onr_prose *prose, uint32_t token, int by)
{
    const struct onr_sentence *sentence = &prose->sentences.at[prose->tokens.at[token].sentence];
    uint32_t at = token + (uint32_t)by;
    return at - sentence->first_token < sentence->token_count ? &prose->tokens.at[at] : NULL;
}

static uint64_t word_beside(const struct onr_prose *prose, uint32_t token, int by)
{
    const struct onr_token *t = beside(prose, token, by);
    return t ? onr_token_word(t) : EDGE;
}

/* The lists that tell names apart. */
static uint64_t name_lists(const struct onr_prose *prose, uint32_t token)
{
    return onr_token_in(prose, token, ONR_LIST_NAMES_MALE_FREQUENT) |
           onr_token_in(prose, token, ONR_LIST_NAMES_FEMALE_FREQUENT) << 1 |
           onr_token_in(prose, token, ONR_LIST_ORGANIZATION_WORDS) << 2 |
           onr_token_in(prose, token, ONR_LIST_NATIONALITIES) << 3 |
           onr_token_in(prose, token, ONR_LIST_TITLES) << 4 | onr_token_in(prose, token, ONR_LIST_MEDIA_FREQUENT) << 5;
}

uint32_t onr_tagger_features(uint64_t features[ONR_TAGGER_FEATURES], const struct onr_prose *prose,
                             const uint8_t *tags, uint32_t token)
{
    const struct onr_token *t = &prose->tokens.at[token];
    const struct onr_token *after = beside(prose, token, 1);
    uint64_t word = onr_token_word(t), before = word_beside(prose, token, -1), next = word_beside(prose, token, 1);
    uint64_t last = beside(prose, token, -1) ? tags[token - 1] : ONR_TAGS;
    uint64_t last_two = last << 8 | (beside(prose, token, -2) ? tags[token - 2] : ONR_TAGS);
    uint64_t look = look_of(t), next_look = after ? look_of(after) : 0;
    uint32_t n = 0;
    features[n++] = onr_feature(1, 0, 0);
    features[n++] = onr_feature(2, word, 0);
    features[n++] = onr_feature(3, word, t->shape);
    features[n++] = onr_feature(4, word, last);
    features[n++] = onr_feature(5, before, 0);
    features[n++] = onr_feature(6, next, 0);
    features[n++] = onr_feature(7, before, word);
    features[n++] = onr_feature(8, word, next);
    features[n++] = onr_feature(9, word_beside(prose, token, -2), 0);
    features[n++] = onr_feature(10, word_beside(prose, token, 2), 0);
    features[n++] = onr_feature(11, last, 0);
    features[n++] = onr_feature(12, last_two, 0);
    features[n++] = onr_feature(13, last_two, word);
    features[n++] = onr_feature(14, last, next);
    features[n++] = onr_feature(15, look, last);
    features[n++] = onr_feature(16, look, next_look);
    features[n++] = onr_feature(17, name_lists(prose, token), t->shape);
    features[n++] = onr_feature(18, after ? onr_token_affix(prose, token + 1, 3, true) : 0, 0);
    for (uint32_t letters = 2; letters <= 4; letters++)
        features[n++] = onr_feature(18 + letters, onr_token_affix(prose, token, letters, true), t->shape);
    features[n++] = onr_feature(23, onr_token_affix(prose, token, 3, false), 0);
    features[n++] = onr_feature(24, onr_token_affix(prose, token, 3, true), last);
    return n;
}

/* The weights of half of the tags at once (see chain.c). */
#define HALF (ONR_TAG_LANES / 2)
typedef int16_t tag_scores __attribute__((vector_size(HALF * 2)));
typedef int8_t tag_weights __attribute__((vector_size(HALF)));

static ONR_WIDE_PART uint8_t best_tag(const struct onr_table *table, const uint64_t *features, uint32_t count)
{
    tag_scores sums[2] = {{0}};
    uint32_t rows[ONR_TAGGER_FEATURES + 1];
    count = onr_table_rows(rows, table, features, count);
    for (uint32_t i = 0; i < count; i++) {
        tag_weights weights[2];
        memcpy(weights, table->weights + (size_t)rows[i] * ONR_TAG_LANES, sizeof weights);
        sums[0] += __builtin_convertvector(weights[0], tag_scores);
        sums[1] += __builtin_convertvector(weights[1], tag_scores);
    }
    int16_t scores[ONR_TAG_LANES];
    memcpy(scores, sums, sizeof sums);
    uint8_t best = ONR_TAG_NOUN;
    for (uint8_t tag = ONR_TAG_NOUN; tag < ONR_TAGS; tag++)
        if (scores[tag] > scores[best])
            best = tag;
    return best;
}

static ONR_WIDE_PART uint8_t tag_of(uint8_t *tags, const struct onr_prose *prose, const struct onr_table *lexicon,
                      const struct onr_table *table, uint32_t token)
{
    const struct onr_token *t = &prose->tokens.at[token];
    if (t->kind >= ONR_TOKEN_PUNCTUATION)
        return ONR_TAG_SIGN;
    if (t->shape <= ONR_SHAPE_LOWER) {
        uint32_t row = onr_table_row(lexicon, onr_feature(0, onr_token_word(t), 0));
        if (row != UINT32_MAX)
            return (uint8_t)lexicon->weights[row];
    }
    uint64_t features[ONR_TAGGER_FEATURES];
    return best_tag(table, features, onr_tagger_features(features, prose, tags, token));
}

ONR_WIDE
static void tag_wide(uint8_t *tags, const struct onr_prose *prose, const struct onr_model *model, uint32_t first,
                       uint32_t end)
{
    struct onr_table lexicon = onr_model_lexicon(model), table = onr_model_tagger(model);
    for (uint32_t s = first; s < end; s++) {
        const struct onr_sentence *sentence = &prose->sentences.at[s];
        for (uint32_t i = 0; i < sentence->token_count; i++)
            tags[sentence->first_token + i] = tag_of(tags, prose, &lexicon, &table, sentence->first_token + i);
    }
}

void onr_tag_sentences(uint8_t *tags, const struct onr_prose *prose, const struct onr_model *model, uint32_t first,
                       uint32_t end)
{
    tag_wide(tags, prose, model, first, end);
}
