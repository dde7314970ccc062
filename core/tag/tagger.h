/*
 * The tagger: one onr_tag for each token, greedily from left to right within a sentence, by the weights
 * of an averaged perceptron (Collins 2002) over the token, its neighbours and the two tags before it.
 */
#ifndef ONR_TAG_TAGGER_H
#define ONR_TAG_TAGGER_H

#include "tag/model.h"
#include "tag/tag.h"

/* A token's part of speech (the classes of the Penn Treebank, some joined); proper names by what they name. */
enum onr_tag {
    ONR_TAG_SIGN, /* punctuation and marks */
    ONR_TAG_NOUN,
    ONR_TAG_NOUNS, /* plural */
    ONR_TAG_ADJECTIVE,
    ONR_TAG_ADVERB,
    ONR_TAG_PREPOSITION, /* and "that", "because", … */
    ONR_TAG_TO,
    ONR_TAG_DETERMINER,
    ONR_TAG_PRONOUN,
    ONR_TAG_POSSESSIVE, /* his, their */
    ONR_TAG_WH,         /* who, which, when, how */
    ONR_TAG_BASE,       /* verbs: say */
    ONR_TAG_PAST,       /* said */
    ONR_TAG_GERUND,     /* saying */
    ONR_TAG_PARTICIPLE, /* (was) said */
    ONR_TAG_PRESENT,    /* (they) say */
    ONR_TAG_THIRD,      /* says */
    ONR_TAG_MODAL,
    ONR_TAG_CONJUNCTION,
    ONR_TAG_NUMBER,
    ONR_TAG_GENITIVE, /* 's */
    ONR_TAG_PARTICLE,
    ONR_TAG_OTHER,
    ONR_TAG_NAME, /* of something else, or of something unknown */
    ONR_TAG_PERSON,
    ONR_TAG_ORGANIZATION,
    ONR_TAG_PLACE,
    ONR_TAG_DAY, /* Monday, March */
    ONR_TAGS,
};

static inline bool onr_tag_is_verb(uint8_t tag)
{
    return tag >= ONR_TAG_BASE && tag <= ONR_TAG_THIRD;
}

static inline bool onr_tag_is_name(uint8_t tag)
{
    return tag >= ONR_TAG_NAME && tag <= ONR_TAG_PLACE;
}

/* What a token tagged so names. */
enum onr_name_class onr_tag_names(uint8_t tag);

#define ONR_TAGGER_FEATURES 24 /* at most, of one token */

/* Fills tags for the tokens of the sentences [first, end). Looks at no token outside the sentence. */
void onr_tag_sentences(uint8_t *tags, const struct onr_prose *prose, const struct onr_model *model, uint32_t first,
                       uint32_t end);

/* The features of a token whose sentence is tagged up to it; returns how many. */
uint32_t onr_tagger_features(uint64_t features[ONR_TAGGER_FEATURES], const struct onr_prose *prose,
                             const uint8_t *tags, uint32_t token);

/* The hash of a token's first (from_end false) or last letters, in lower case; of a sign or clitic, of its word. */
uint64_t onr_token_affix(const struct onr_prose *prose, uint32_t token, uint32_t letters, bool from_end);
/* The hash of a token's word, the same for all numbers and for all marks that open or close, straight or curly. */
uint64_t onr_token_word(const struct onr_token *token);

#endif
