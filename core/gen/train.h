/*
 * The trainer's parts: the corpus, the tagger, the chain's weights, the model's tables, and the report.
 * A program of its own: it may print, and it dies of its errors.
 */
#ifndef ONR_GEN_TRAIN_H
#define ONR_GEN_TRAIN_H

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "attribution/attribution.h"
#include "tag/labelling.h"

#define FOLDS 4        /* of stories, for tags by a tagger that has not seen them */
#define NO_TAG 0xFF    /* a token the silver tags do not tell of */
#define HELD_OUT_OF 20 /* stories of which three are kept from training while the model is measured */

/* A story of the corpus, read and marked. */
struct story {
    char *id;                      /* as in the corpus */
    char *bytes;                   /* the text */
    struct onr_arena arena;        /* holds the rest */
    struct onr_text text;          /* the document */
    struct onr_markup markup;      /* its blocks */
    struct onr_prose prose;        /* its tokens */
    struct onr_labelling labelling; /* its tags and views */
    uint8_t *gold;                 /* an onr_state for each token */
    uint8_t *silver;               /* an onr_tag for each token, or NO_TAG */
    uint32_t fold;                 /* below FOLDS */
    bool held_out;                 /* kept from training */
    bool wire;                     /* a wire story */
    json_t *attributions;          /* as marked */
    float weight;                  /* of its tokens in training */
    uint64_t first_token;          /* number of its first token in the corpus */
};

struct corpus {
    struct story *at;  /* count stories */
    uint32_t count;    /* how many */
    uint64_t tokens;   /* of all stories */
};

/* A deterministic stream of random numbers (SplitMix64). */
struct dice {
    uint64_t state; /* the seed at first */
};

uint64_t dice_roll(struct dice *dice);
/* Shuffles count numbers. */
void dice_shuffle(struct dice *dice, uint32_t *at, uint32_t count);

/* Prints to standard error and exits. */
void die(const char *what, const char *why);
/* Memory or death. */
void *take_memory(size_t size);

/* train_corpus.c: reads marked stories of a JSON Lines file; a weight for each of its tokens. */
void corpus_read(struct corpus *corpus, const char *file, bool wire, float weight);
/* Reads the silver tags of stories by their names (train-silver.tsv.gz, through gzip). */
void corpus_read_silver(struct corpus *corpus, const char *file);

/* train_gold.c: the states that a story's marked attributions make of its tokens. */
void gold_states(struct story *story, const json_t *attributions);

/* train_tagger.c: trains on the silver tags of stories outside a fold (FOLDS for none left out). */
void tagger_train(struct onr_model *model, const struct corpus *corpus, uint32_t left_out, struct dice *dice);
/* Tags the stories of a fold; returns the share of tags that are as in silver. */
double tagger_apply(const struct onr_model *model, struct corpus *corpus, uint32_t fold);

/* train_chain.c: all features of the corpus, as numbers. */
struct feature_set {
    uint32_t *at;      /* the features of all tokens, one after the other */
    uint64_t *starts;  /* for each token of the corpus its first in `at`; one more at the end */
    uint64_t *keys;    /* for each number its key */
    uint32_t *counts;  /* for each number the tokens that have it */
    uint32_t count;    /* numbers in use */
};

/* How a chain is trained. */
struct training {
    uint32_t seeds;       /* runs that are averaged */
    uint32_t rounds;      /* over the stories */
    uint32_t rounds_packed; /* more, with the rows the model has room for */
    float rate;           /* of learning */
    float dropout;        /* share of features passed over at each step */
    float decay;          /* pull of the weights toward 0 */
    float eagerness;      /* what the best path gains by a cue: recall for precision, as F1 asks */
};

/* Leaves out features seen at fewer than least tokens, and those of the templates from skipped.first to skipped.last. */
struct templates {
    uint8_t first, last; /* of feature.c; none where last is 0 */
};
void features_collect(struct feature_set *set, struct corpus *corpus, uint32_t least, struct templates skipped);
void features_free(struct feature_set *set);
/* Trains the chain on the stories that are not held out, and packs it into the model. */
void chain_train(struct onr_model *model, const struct corpus *corpus, const struct feature_set *set,
                 const struct training *training, struct dice *dice);

/* train_table.c: packs rows into a table. */
struct packed {
    uint64_t *prints; /* of the table, zeroed */
    int8_t *weights;  /* of the table, zeroed */
    uint32_t buckets; /* of the table */
    uint32_t lanes;   /* of a row */
};
/* Where a key can lie; its row, or UINT32_MAX where its bucket is full or holds one that looks the same. */
uint32_t table_place(struct packed *packed, uint64_t key);

/* train_check.c: fits the model's table of confidence on the held-out stories; prints scores and the table to a card. */
void check_held_out(struct onr_model *model, struct corpus *corpus, FILE *card);
/* Prints a row of scores on the held-out stories of both kinds, with the rules on top of labels or without. */
void check_row(const char *name, const struct onr_model *model, struct corpus *corpus, bool rules, FILE *out);

#endif
