/*
 * What the learned taggers see of a document: a cell for each token, and for each token its neighbours that
 * matter (the nearest verbs, cues and signs of its sentence). Features are hashed into rows of a table
 * (Weinberger et al. 2009); the trainer uses the same code.
 */
#ifndef ONR_TAG_TAGGING_H
#define ONR_TAG_TAGGING_H

#include "tag/tag.h"

#define ONR_POS_TAGS 48   /* parts of speech, Penn Treebank; 0 is none */
#define ONR_LABELS 7      /* nothing, then content, cue, source, each beginning and going on */
#define ONR_BOUNDS 8      /* kinds of onr_cell.bound */
#define ONR_CELL_EDGE 4   /* empty cells before the first and after the last */
#define ONR_FEATURES 112  /* most features of a token */

/* A label as a number: 2 * role - 1 where a span begins, 2 * role where it goes on. */
static inline unsigned onr_label_role(unsigned label)
{
    return (label + 1) / 2;
}
static inline bool onr_label_begins(unsigned label)
{
    return label & 1;
}

/* A label that goes on can only stand behind one of its own role. */
static inline bool onr_label_may_follow(unsigned before, unsigned label)
{
    return !label || onr_label_begins(label) || before == label || before + 1 == label;
}

/* Where a token stands as to quotations. */
enum onr_quote_state {
    ONR_QUOTE_OUTSIDE,
    ONR_QUOTE_OPENS,
    ONR_QUOTE_NESTED,
    ONR_QUOTE_CLOSES,
    ONR_QUOTE_RUNNING,  /* inside one that the next paragraph carries on */
    ONR_QUOTE_UNCLOSED,
    ONR_QUOTE_SHORT,    /* inside one of fewer than four words */
    ONR_QUOTE_INSIDE,
};

/* What of a token a transition may hang on: the kind of boundary it is. */
enum onr_bound {
    ONR_BOUND_NONE,
    ONR_BOUND_OPEN,
    ONR_BOUND_CLOSE,
    ONR_BOUND_COMMA,
    ONR_BOUND_STOP,
    ONR_BOUND_SIGN,
    ONR_BOUND_START,      /* the first token of a sentence */
    ONR_BOUND_START_OPEN, /* the same, an opening mark */
};

struct onr_cell {
    uint32_t word;    /* hash of the word; numbers by their length */
    uint32_t suffix3; /* hash of its last three bytes */
    uint32_t suffix2; /* hash of its last two bytes */
    uint16_t lists;   /* bits of the word lists it stands in (cell_lists) */
    uint8_t pos;      /* part of speech */
    uint8_t shape;    /* its shape, kind and whether it starts a sentence */
    uint8_t quote;    /* onr_quote_state */
    uint8_t bound;    /* onr_bound */
    uint8_t phrase;   /* 1 where a cue phrase starts ("according to") */
};

/* Nearest tokens of a kind in the same sentence, ONR_NONE for none; one for each token. */
struct onr_neighbours {
    uint32_t *before; /* nearest before the token */
    uint32_t *after;  /* nearest after it */
};

struct onr_tagging {
    const struct onr_prose *prose;  /* the document */
    struct onr_cell *cells;         /* count cells, with ONR_CELL_EDGE empty ones on both sides */
    uint32_t count;                 /* tokens */
    struct onr_neighbours verbs;    /* filled by onr_tagging_index */
    struct onr_neighbours cues;
    struct onr_neighbours signs;
    uint8_t *first;                 /* labels of the first pass, with edges as cells have them */
    struct onr_neighbours first_cues;    /* beginnings of cues in them; filled by onr_tagging_index_first */
    struct onr_neighbours first_sources;
    uint32_t *pattern;              /* for each sentence a hash of the roles in it, in order; 0 for none */
    uint8_t *segment;               /* for each token the number of its run of one role in its sentence, at most 7 */
};

/* Makes the cells of a document. All memory is the arena's; false when it ran out. */
bool onr_tagging_make(struct onr_tagging *tagging, struct onr_arena *arena, const struct onr_prose *prose);
/* Fills the neighbours, after the parts of speech; verbs has a bit for each tag that is a verb's. */
bool onr_tagging_index(struct onr_tagging *tagging, struct onr_arena *arena, uint64_t verbs);
/* Fills what hangs on the labels of the first pass, after those. */
bool onr_tagging_index_first(struct onr_tagging *tagging, struct onr_arena *arena);

/* Rows of a token's features, of a table with mask + 1 rows; each returns how many. */
unsigned onr_pos_features(const struct onr_tagging *tagging, uint32_t token, unsigned before, unsigned before2,
                          uint32_t mask, uint32_t *rows);
/* second: with the labels of the first pass. */
unsigned onr_label_features(const struct onr_tagging *tagging, uint32_t token, bool second, uint32_t mask, uint32_t *rows);

/*
 * Ends of the stretches that are labelled at one go: paragraphs, and every SEQUENCE_TOKENS in longer ones.
 * Returns how many; *ends holds the token after each stretch.
 */
uint32_t onr_tagging_sequences(const struct onr_tagging *tagging, struct onr_arena *arena, uint32_t **ends);

#endif
