/*
 * The tagger: one onr_tag for each token, greedily from left to right within a sentence, by the weights
 * of an averaged perceptron (Collins 2002) over the token, its neighbours and the two tags before it.
 */
#ifndef ONR_TAG_TAGGER_H
#define ONR_TAG_TAGGER_H

#include "tag/model.h"
#include "tag/tag.h"

#define ONR_TAGGER_FEATURES 24 /* at most, of one token */

/* Fills tags for the tokens of the sentences [first, end). Looks at no token outside the sentence. */
void onr_tag_sentences(uint8_t *tags, const struct onr_prose *prose, const struct onr_model *model, uint32_t first,
                       uint32_t end);

/* The features of a token whose sentence is tagged up to it; returns how many. */
uint32_t onr_tagger_features(uint64_t features[ONR_TAGGER_FEATURES], const struct onr_prose *prose,
                             const uint8_t *tags, uint32_t token);

/* The hash of a token's first (from_end false) or last letters, in lower case. */
uint64_t onr_token_affix(const struct onr_prose *prose, uint32_t token, uint32_t letters, bool from_end);
/* The hash of a token's word, the same for all numbers. */
uint64_t onr_token_word(const struct onr_token *token);

#endif
