/* The trainer's parts: documents read, parts of speech, labels, the model file and its card. */
#ifndef ONR_GEN_TRAIN_H
#define ONR_GEN_TRAIN_H

#include <jansson.h>

#include "attribution/attribution.h"
#include "tag/model.h"

#define TRAIN_FOLDS 7     /* folds of documents: one is held out to measure, the rest jackknifed */
#define TRAIN_HELD 0      /* the fold the card's scores are from */
#define TRAIN_NO_FOLD 99  /* holds nothing out */
#define TRAIN_WIRE_TIMES 3 /* a wire story is seen so often for each time another is: there are few of them */

/* A document with its marks. */
struct train_document {
    struct onr_arena arena;       /* holds what is below */
    char *text;                   /* its bytes */
    char *id;                     /* as its corpus has it */
    unsigned fold;                /* below TRAIN_FOLDS */
    bool wire;                    /* a wire story */
    json_t *attributions;         /* as the corpus has them */
    struct onr_text bytes;
    struct onr_markup markup;
    struct onr_prose prose;
    struct onr_tagging tagging;
    uint8_t *gold;                /* the marked label of each token */
    uint8_t *tags;                /* the automatic part of speech of each token, 0 for none */
    uint8_t *first;               /* first-pass labels with edges, by a model that did not see the document */
    uint32_t *rows[2];            /* features of each pass, token by token */
    uint32_t *ends[2];            /* for each token where its features end */
};

struct train_corpus {
    struct train_document *at;    /* count documents */
    size_t count;
    char tags[ONR_POS_TAGS][8];   /* names of the parts of speech */
    unsigned tag_count;           /* how many, 0 counted */
    size_t tokens, attributions;  /* of all documents */
};

/* Weights of a labelling pass before they are quantized. */
struct train_pass {
    float (*rows)[ONR_LABEL_LANES];
    float bound[ONR_BOUNDS][ONR_LABELS][ONR_LABELS];
    float pos[ONR_POS_TAGS][ONR_LABELS][ONR_LABELS];
};

void train_die(const char *what, const char *why);
void *train_take(size_t count, size_t size);

/* Reads the marked stories of a file; one of "wire" is told so. */
void train_read(struct train_corpus *corpus, const char *file, bool wire);
/* Reads the automatic tags (tab-separated, gzipped) of the documents read before. */
void train_read_tags(struct train_corpus *corpus, const char *file);
/* Fills the features of a pass for all documents. */
void train_fill_rows(struct train_corpus *corpus, bool second);

/* Trains the tagger without the documents of a fold and writes its weights into model; returns its accuracy on that fold. */
double train_pos(struct train_corpus *corpus, struct onr_model *model, unsigned held, unsigned seed);
void train_tag_all(struct train_corpus *corpus, const struct onr_model *model);

/* Trains a pass of the labeller, averaged over seeds, without the documents of two folds (TRAIN_NO_FOLD for none). */
struct train_pass *train_pass(const struct train_corpus *corpus, bool second, unsigned held, unsigned held2,
                              unsigned seeds);
void train_pass_free(struct train_pass *pass);
/* Writes a pass into the model as integers. */
void train_quantize(struct onr_model *model, const struct train_pass *pass, bool second);
/* Fits the model's two calibration tables on the documents of a fold; prints the second as a table to card. */
void train_calibrate(struct train_corpus *corpus, struct onr_model *model, unsigned fold, FILE *card);
/* Token and exact-span F1 of the quantized model on the documents of a fold, as rows of a table to card. */
void train_measure(struct train_corpus *corpus, const struct onr_model *model, unsigned fold, FILE *card);

#endif
