/*
 * The chain of states over a block: a conditional random field (Lafferty, McCallum, Pereira 2001) whose
 * transitions depend on the kind of border they cross. Scores are integers, so the best path is the same
 * on every machine.
 */
#ifndef ONR_TAG_CHAIN_H
#define ONR_TAG_CHAIN_H

#include "tag/state.h"

#define ONR_CHAIN_FORBIDDEN (-30000) /* the score of a transition that may not be: no path can make up for it */

#define ONR_CHAIN_FEATURES 96 /* of one token, at most */

typedef int16_t onr_state_scores[ONR_STATE_LANES];
typedef float onr_state_chances[ONR_STATE_LANES];

/* The chain of one block, with room for the longest. Memory of the arena. */
struct onr_chain {
    onr_state_scores *scores;   /* count tokens: worth of each state by the token's features */
    uint8_t *joints;            /* the kind of border before each token */
    uint8_t *states;            /* the best path */
    onr_state_chances *chances; /* probability of each state */
    int32_t (*best)[ONR_STATE_LANES]; /* worth of the best path to each state */
    onr_state_chances *forward; /* of the probabilities */
};

/* Makes a chain with room for count tokens, zeroed; false where memory runs out. */
bool onr_chain_make(struct onr_chain *chain, struct onr_arena *arena, uint32_t count);
/* The rows of the table that a token's features have. */
struct onr_rows {
    uint32_t at[ONR_CHAIN_FEATURES + 1]; /* count of them, and room for one more */
    uint32_t count;                      /* how many */
};

/* Finds the rows of a token's features and asks the memory for them; their weights are best added up a little later. */
void onr_chain_find(struct onr_rows *rows, const struct onr_table *table, const uint64_t *features, uint32_t count);
/* Adds up the weights of a token's rows. */
void onr_chain_score(onr_state_scores scores, const struct onr_table *table, const struct onr_rows *rows);
/* Fills states: the best path through count tokens. */
void onr_chain_decode(struct onr_chain *chain, const struct onr_transitions *transitions, uint32_t count);
/* Fills chances; scale is the worth of one unit of score. */
void onr_chain_weigh(struct onr_chain *chain, const struct onr_transitions *transitions, float scale, uint32_t count);

#endif
