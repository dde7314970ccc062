/*
 * train: marked stories -> core/data/en/model.bin.
 *
 *     train [--held-out OUT.jsonl] MODEL.bin POLNEAR.jsonl SILVER.tsv.gz WIRE.jsonl
 *
 * With --held-out, three stories of each twenty are kept from training and what the model finds in them is
 * written to OUT.jsonl. The same input gives the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "train.h"

#define SEED UINT64_C(20)
#define WIRE_WEIGHT 2.0f /* of a wire story's token beside another's: there are few */
#define LEAST 3          /* tokens a feature is seen at */

static const struct training first_pass = {.rounds = 6, .rounds_packed = 2, .rate = 0.1f, .dropout = 0.1f,
                                           .left_out = FOLDS};
static const struct training second_pass = {.rounds = 6, .rounds_packed = 3, .rate = 0.1f, .dropout = 0.1f,
                                            .left_out = FOLDS};

/* Tags every story by a tagger that has not seen it. */
static void tag_stories(struct corpus *corpus, struct dice *dice)
{
    struct onr_model *model = take_memory(sizeof *model);
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        memset(model, 0, sizeof *model);
        tagger_train(model, corpus, fold, dice);
        fprintf(stderr, "tagger without fold %u: %.4f as in silver\n", fold, tagger_apply(model, corpus, fold));
    }
    for (uint32_t s = 0; s < corpus->count; s++)
        onr_labelling_view(&corpus->at[s].labelling);
    free(model);
}

/* Guesses at every story by a first pass that has not seen it. */
static void guess_stories(struct corpus *corpus, const struct feature_set *set, struct dice *dice)
{
    struct onr_model *model = take_memory(sizeof *model);
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        struct training training = first_pass;
        training.left_out = fold;
        memset(model, 0, sizeof *model);
        fprintf(stderr, "first pass without fold %u\n", fold);
        chain_train(model, 0, corpus, set, &training, dice);
        struct onr_pass pass = {onr_model_first(model), &model->transitions[0], model->scale[0]};
        for (uint32_t s = 0; s < corpus->count; s++)
            if (corpus->at[s].fold == fold && !onr_labelling_guess(&corpus->at[s].labelling, &pass))
                die("memory", "ran out");
    }
    free(model);
}

static void train(struct onr_model *model, struct corpus *corpus)
{
    struct dice dice = {SEED};
    struct feature_set set;
    memcpy(model->magic, "onrecord", sizeof model->magic);
    model->version = 1;
    tagger_train(model, corpus, FOLDS, &dice);
    tag_stories(corpus, &dice);
    features_collect(&set, corpus, false, LEAST);
    fprintf(stderr, "first pass: %u features\n", set.count);
    guess_stories(corpus, &set, &dice);
    chain_train(model, 0, corpus, &set, &first_pass, &dice);
    features_free(&set);
    features_collect(&set, corpus, true, LEAST);
    fprintf(stderr, "second pass: %u features\n", set.count);
    chain_train(model, 1, corpus, &set, &second_pass, &dice);
    features_free(&set);
}

static void write_model(const struct onr_model *model, const char *file)
{
    FILE *out = fopen(file, "wb");
    if (!out || fwrite(model, sizeof *model, 1, out) != 1 || fclose(out))
        die(file, "cannot be written");
}

int main(int argc, char **argv)
{
    const char *held_out = argc > 2 && strcmp(argv[1], "--held-out") == 0 ? argv[2] : NULL;
    char **files = argv + (held_out ? 3 : 1);
    struct corpus corpus = {0};
    if (argc - (files - argv) != 4) {
        fputs("usage: train [--held-out OUT.jsonl] MODEL.bin POLNEAR.jsonl SILVER.tsv.gz WIRE.jsonl\n", stderr);
        return 2;
    }
    corpus_read(&corpus, files[1], 1);
    corpus_read(&corpus, files[3], WIRE_WEIGHT);
    corpus_read_silver(&corpus, files[2]);
    for (uint32_t s = 0; s < corpus.count; s++)
        corpus.at[s].held_out &= held_out != NULL;
    struct onr_model *model = take_memory(sizeof *model);
    train(model, &corpus);
    write_model(model, files[0]);
    if (held_out)
        report_stories(model, &corpus, held_out);
    free(model);
    return 0;
}
