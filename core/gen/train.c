/*
 * train: marked stories -> core/data/en/model.bin and its card model.md.
 *
 *     train CORPORA MODEL.bin MODEL.md
 *     train --ablate CORPORA        prints what each group of features is worth (doc/labeller.md)
 *     train --blind CORPORA MODEL.bin HELD.jsonl
 *                                   writes a model that has not seen the held-out stories, and these, to read its errors
 *
 * CORPORA holds polnear/train.jsonl, polnear/train-silver.tsv.gz and wire/train.jsonl. A model is first trained
 * without three stories of each twenty, to be measured and calibrated on them, then another on everything,
 * which is written. The same input gives the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "train.h"

#define SEED UINT64_C(20)
#define WIRE_WEIGHT 2.0f /* of a wire story's token beside another's: there are few */
#define LEAST 3          /* tokens a feature is seen at */

static const struct training training = {.seeds = 1, .rounds = 5, .rounds_packed = 2, .rate = 0.03f, .dropout = 0.5f,
                                         .eagerness = 1.4f};

static const struct templates everything = {0, 0}; /* no template is left out */

/* Tags every story by a tagger that has not seen it; returns the share of tags that are as in silver. */
static double tag_stories(struct corpus *corpus, struct dice *dice)
{
    struct onr_model *model = take_memory(sizeof *model);
    double sum = 0;
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        memset(model, 0, sizeof *model);
        tagger_train(model, corpus, fold, dice);
        sum += tagger_apply(model, corpus, fold);
    }
    for (uint32_t s = 0; s < corpus->count; s++)
        onr_labelling_view(&corpus->at[s].labelling);
    free(model);
    return sum / FOLDS;
}

/* Trains the chain on the stories that are not held out, without the features of some templates. */
static void train_chain(struct onr_model *model, struct corpus *corpus, struct templates skipped)
{
    struct dice dice = {SEED};
    struct feature_set set;
    features_collect(&set, corpus, LEAST, skipped);
    fprintf(stderr, "%u features\n", set.count);
    chain_train(model, corpus, &set, &training, &dice);
    features_free(&set);
}

static void read_all(struct corpus *corpus, const char *folder)
{
    char file[4096];
    snprintf(file, sizeof file, "%s/polnear/train.jsonl", folder);
    corpus_read(corpus, file, false, 1);
    snprintf(file, sizeof file, "%s/wire/train.jsonl", folder);
    corpus_read(corpus, file, true, WIRE_WEIGHT);
    snprintf(file, sizeof file, "%s/polnear/train-silver.tsv.gz", folder);
    corpus_read_silver(corpus, file);
}

/* Measures and calibrates a model that has not seen the held-out stories; its calibration goes into the other. */
static void measure(struct onr_model *model, struct corpus *corpus, FILE *card)
{
    struct onr_model *blind = take_memory(sizeof *blind);
    train_chain(blind, corpus, everything);
    check_held_out(blind, corpus, card);
    memcpy(model->sure, blind->sure, sizeof model->sure);
    for (uint32_t s = 0; s < corpus->count; s++)
        corpus->at[s].held_out = false;
    free(blind);
}

static void print_head(FILE *card, const struct corpus *corpus)
{
    size_t attributions = 0;
    for (uint32_t s = 0; s < corpus->count; s++)
        attributions += json_array_size(corpus->at[s].attributions);
    fprintf(card, "# The English model\n\nMade by `train CORPORA core/data/en/model.bin core/data/en/model.md` (gen/README.md) "
                  "from polnear/train, its automatic tags, and wire/train: %u stories, %llu tokens, %zu attributions. "
                  "%zu bytes, seed %u.\n\nMeasured on three stories of each twenty, by a model that was trained without them:\n\n",
            corpus->count, (unsigned long long)corpus->tokens, attributions, sizeof(struct onr_model), (unsigned)SEED);
}

static void write_model(const struct onr_model *model, const char *file)
{
    FILE *out = fopen(file, "wb");
    if (!out || fwrite(model, sizeof *model, 1, out) != 1 || fclose(out))
        die(file, "cannot be written");
}

/* Prints scores of models trained without one group of features each, and of the whole one without the rules on top. */
static int ablate(const char *folder)
{
    static const struct {
        const char *name;
        struct templates templates;
    } groups[] = {
        {"words around", {1, 11}}, {"ending, stem, quotation state of the word", {12, 14}}, {"word lists", {15, 17}},
        {"parts of speech", {20, 31}}, {"the quotation around it", {40, 47}}, {"form and place of the sentence", {50, 57}},
        {"likely cues beside it", {60, 71}}, {"verbs beside it", {72, 83}}, {"signs and words around its clause", {90, 95}},
    };
    struct corpus corpus = {0};
    struct dice dice = {SEED};
    struct onr_model *model = take_memory(sizeof *model);
    read_all(&corpus, folder);
    tag_stories(&corpus, &dice);
    puts("| without | token F1 content / cue / source | exact span F1 content / cue / source | linked F1 |\n|---|---|---|---|");
    train_chain(model, &corpus, everything);
    check_row("nothing", model, &corpus, true, stdout);
    check_row("the rules on top of labels", model, &corpus, false, stdout);
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        memset(model, 0, sizeof *model);
        train_chain(model, &corpus, groups[i].templates);
        check_row(groups[i].name, model, &corpus, true, stdout);
    }
    free(model);
    return 0;
}

static void write_story(const struct story *story, FILE *out)
{
    json_t *line = json_pack("{s:s, s:s, s:O}", "id", story->id, "text", story->bytes, "attributions", story->attributions);
    if (!line || json_dumpf(line, out, JSON_COMPACT | JSON_SORT_KEYS) || fputc('\n', out) == EOF)
        die(story->id, "cannot be written");
    json_decref(line);
}

/* The chain has not seen the held-out stories; the tagger, whose tags are not marked by people, has. */
static int blind(const char *folder, const char *model_file, const char *stories_file)
{
    struct corpus corpus = {0};
    struct dice dice = {SEED};
    struct onr_model *model = take_memory(sizeof *model);
    FILE *stories = fopen(stories_file, "w"), *card = tmpfile();
    if (!stories || !card)
        die(stories_file, "cannot be written");
    read_all(&corpus, folder);
    tag_stories(&corpus, &dice);
    memcpy(model->magic, "onrecord", sizeof model->magic);
    model->version = 1;
    train_chain(model, &corpus, everything);
    check_held_out(model, &corpus, card);
    tagger_train(model, &corpus, FOLDS, &dice);
    write_model(model, model_file);
    for (uint32_t s = 0; s < corpus.count; s++)
        if (corpus.at[s].held_out)
            write_story(&corpus.at[s], stories);
    free(model);
    fclose(card);
    return fclose(stories) ? 1 : 0;
}

int main(int argc, char **argv)
{
    struct corpus corpus = {0};
    struct dice dice = {SEED};
    if (argc == 3 && strcmp(argv[1], "--ablate") == 0)
        return ablate(argv[2]);
    if (argc == 5 && strcmp(argv[1], "--blind") == 0)
        return blind(argv[2], argv[3], argv[4]);
    if (argc != 4) {
        fputs("usage: train CORPORA MODEL.bin MODEL.md\n       train --ablate CORPORA\n       train --blind CORPORA MODEL.bin HELD.jsonl\n", stderr);
        return 2;
    }
    FILE *card = fopen(argv[3], "w");
    struct onr_model *model = take_memory(sizeof *model);
    if (!card)
        die(argv[3], "cannot be written");
    read_all(&corpus, argv[1]);
    print_head(card, &corpus);
    double accuracy = tag_stories(&corpus, &dice);
    memcpy(model->magic, "onrecord", sizeof model->magic);
    model->version = 1;
    measure(model, &corpus, card);
    fprintf(card, "\nParts of speech of stories the tagger has not seen, against the automatic ones: %.4f.\n", accuracy);
    tagger_train(model, &corpus, FOLDS, &dice);
    train_chain(model, &corpus, everything);
    write_model(model, argv[2]);
    free(model);
    return fclose(card) ? 1 : 0;
}
