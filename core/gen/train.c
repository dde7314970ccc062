/*
 * train: marked stories -> core/data/en/model.bin and its card model.md.
 *
 *     train CORPORA MODEL.bin MODEL.md
 *
 * CORPORA holds polnear/train.jsonl, polnear/train-silver.tsv.gz and wire/train.jsonl. A model is first trained
 * without one fold, to be measured and calibrated on it, then another on everything, which is written. The same
 * input gives the same bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "train.h"

#define SEEDS 10 /* perceptrons averaged into a pass */

/* The trainer links the library's passes, not its model. */
const struct onr_model *onr_model_english(void)
{
    return NULL;
}

static void read_all(struct train_corpus *corpus, const char *folder)
{
    char file[4096];
    snprintf(file, sizeof file, "%s/polnear/train.jsonl", folder);
    train_read(corpus, file, false);
    snprintf(file, sizeof file, "%s/wire/train.jsonl", folder);
    train_read(corpus, file, true);
    snprintf(file, sizeof file, "%s/polnear/train-silver.tsv.gz", folder);
    train_read_tags(corpus, file);
    for (size_t i = 0; i < corpus->count; i++)
        corpus->at[i].first = (uint8_t *)train_take(corpus->at[i].tagging.count + 2 * ONR_CELL_EDGE, 1) + ONR_CELL_EDGE;
}

static void note(const char *what)
{
    static time_t start;
    if (!start)
        start = time(NULL);
    fprintf(stderr, "%4ld s  %s\n", (long)(time(NULL) - start), what);
}

/* Labels the documents of a fold by a first pass that did not see them. */
static void label_fold(struct train_corpus *corpus, struct onr_model *model, unsigned held, unsigned fold, unsigned seeds)
{
    struct train_pass *pass = train_pass(corpus, false, held, fold, seeds);
    train_quantize(model, pass, false);
    train_pass_free(pass);
    for (size_t i = 0; i < corpus->count; i++) {
        struct train_document *d = &corpus->at[i];
        struct onr_arena arena;
        if (d->fold != fold)
            continue;
        onr_arena_init(&arena);
        if (!onr_label_pass(&d->tagging, &arena, model, false, d->first, NULL))
            train_die("memory", "ran out");
        onr_arena_finish(&arena);
    }
}

/* Trains tagger and both passes without the documents of a fold; returns the tagger's accuracy on it. */
static double train_model(struct train_corpus *corpus, struct onr_model *model, unsigned held)
{
    struct train_pass *pass;
    memset(model, 0, sizeof *model);
    memcpy(model->magic, ONR_MODEL_MAGIC, sizeof model->magic);
    double accuracy = train_pos(corpus, model, held, 1);
    note("parts of speech");
    train_fill_rows(corpus, false);
    for (unsigned fold = 0; fold < TRAIN_FOLDS; fold++)
        if (fold != held)
            label_fold(corpus, model, held, fold, 2);
    note("first pass, for each fold without it");
    pass = train_pass(corpus, false, held, TRAIN_NO_FOLD, SEEDS);
    train_quantize(model, pass, false);
    train_pass_free(pass);
    note("first pass");
    for (size_t i = 0; i < corpus->count; i++) {
        corpus->at[i].tagging.first = corpus->at[i].first;
        if (!onr_tagging_index_first(&corpus->at[i].tagging, &corpus->at[i].arena))
            train_die("memory", "ran out");
    }
    train_fill_rows(corpus, true);
    pass = train_pass(corpus, true, held, TRAIN_NO_FOLD, SEEDS);
    train_quantize(model, pass, true);
    train_pass_free(pass);
    note("second pass");
    return accuracy;
}

static void write_model(const struct onr_model *model, const char *file)
{
    FILE *out = fopen(file, "wb");
    if (!out || fwrite(model, sizeof *model, 1, out) != 1 || fclose(out))
        train_die(file, "cannot be written");
}

int main(int argc, char **argv)
{
    static struct onr_model held_out, model;
    struct train_corpus corpus = {0};
    if (argc != 4) {
        fputs("usage: train CORPORA MODEL.bin MODEL.md\n", stderr);
        return 2;
    }
    FILE *card = fopen(argv[3], "w");
    if (!card)
        train_die(argv[3], "cannot be written");
    note("reading");
    read_all(&corpus, argv[1]);
    fprintf(card, "# The English model\n\nMade by `train CORPORA core/data/en/model.bin core/data/en/model.md` (gen/README.md) "
            "from polnear/train, its automatic tags, and wire/train: %zu stories, %zu tokens, %zu attributions. "
            "%zu bytes, %d seeds a pass, the order of the first seed from 1.\n\n"
            "Measured on one fold of %d, by a model that was trained without it:\n\n",
            corpus.count, corpus.tokens, corpus.attributions, sizeof model, SEEDS, TRAIN_FOLDS);
    double accuracy = train_model(&corpus, &held_out, TRAIN_HELD);
    train_measure(&corpus, &held_out, TRAIN_HELD, card);
    fprintf(card, "\nParts of speech on the same fold, against the automatic ones: %.4f.\n\n"
            "Confidence, fitted and counted on the same fold; right means content and source linked as marked:\n", accuracy);
    train_calibrate(&corpus, &held_out, TRAIN_HELD, card);
    train_model(&corpus, &model, TRAIN_NO_FOLD);
    model.margin_step = held_out.margin_step;
    memcpy(model.calibration, held_out.calibration, sizeof model.calibration);
    memcpy(model.attribution, held_out.attribution, sizeof model.attribution);
    write_model(&model, argv[2]);
    note("written");
    return fclose(card) ? 1 : 0;
}
