/*
 * train_mentions: labelled mentions -> core/data/en/mentions.bin.
 *
 *     train_mentions OUT.bin LABELS.tsv CORPUS.jsonl…
 *
 * Reads documents with "text" and "attributions", each with a "source" span, the class "mention" of that span as
 * written and "resolved", the class of whom it stands for. LABELS.tsv holds more such classes, of attributions of the
 * first corpus: the numbers of the document and of the attribution, both from 0, and the two classes; what else stands
 * in a line is not read. For each of the two, trains a multinomial logistic regression by AdaGrad (Duchi et al. 2011)
 * over the features of source/classify.c, prints its accuracy over FOLDS folds of documents beside that of the word
 * lists alone, then trains on all and writes the weights as one signed byte a row and class. The same input gives the
 * same bytes.
 */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/mention_model.h"
#include "source/phrase.h"

#define FOLDS 5
#define ROUNDS 40
#define RATE 0.05
#define DECAY 1e-3 /* pull of a weight to nothing, each time it is used */
#define SEED UINT64_C(7)
#define FIRST_CLASS ONR_CLASS_NAMED
#define UNTOLD ONR_CLASSES /* what is wanted of a task for which a mention is not labelled */

/* The trainer links the library's features and its labeller, not these weights. */
const int8_t onr_mention_model[ONR_MENTION_TASKS][ONR_MENTION_ROWS][ONR_CLASSES];

struct example {
    enum onr_mention_task task;          /* what is to be learned */
    uint32_t rows[ONR_MENTION_FEATURES]; /* feature_count rows of the task's table */
    unsigned feature_count;              /* how many */
    unsigned class_;                     /* as labelled */
    unsigned by_rules;                   /* what the word lists say */
    unsigned document;                   /* number, for the folds */
};

struct examples {
    struct example *at; /* count examples */
    size_t count, room; /* how many, and how many there is memory for */
};

/* What is labelled of an attribution's source. */
struct label {
    unsigned document, attribution;      /* whose, both from 0 */
    unsigned wanted[ONR_MENTION_TASKS];  /* of each task; UNTOLD where it is not labelled */
};

struct labels {
    struct label *at; /* count labels, by document and attribution */
    size_t count;     /* how many */
};

struct weights {
    double now[ONR_MENTION_ROWS][ONR_CLASSES];     /* as they are */
    double squares[ONR_MENTION_ROWS][ONR_CLASSES]; /* of the slopes they came down by, summed */
    double sum[ONR_MENTION_ROWS][ONR_CLASSES];     /* of what they were after each round, summed */
};

static void die(const char *file, const char *what)
{
    fprintf(stderr, "train_mentions: %s: %s\n", file, what);
    exit(1);
}

/* The class with a name; ONR_CLASSES where there is none. */
static unsigned class_of(const char *name)
{
    unsigned class_ = 0;
    while (class_ < ONR_CLASSES && (!name || strcmp(onr_class_name((enum onr_class)class_), name) != 0))
        class_++;
    return class_;
}

static struct example *add(struct examples *examples)
{
    if (examples->count == examples->room) {
        examples->room = examples->room ? examples->room * 2 : 1024;
        examples->at = realloc(examples->at, examples->room * sizeof *examples->at);
        if (!examples->at)
            die("examples", "memory ran out");
    }
    return &examples->at[examples->count++];
}

/* The tokens of the first piece of a part; whether there are any. */
static bool read_part(const struct onr_prose *prose, const json_t *attribution, const char *part, uint32_t *first,
                      uint32_t *end)
{
    const json_t *span = json_array_get(json_object_get(attribution, part), 0);
    if (!span)
        return false;
    uint32_t stop = (uint32_t)json_integer_value(json_array_get(span, 1));
    *first = *end = onr_prose_token_at(prose, (uint32_t)json_integer_value(json_array_get(span, 0)));
    while (*end < prose->tokens.count && prose->tokens.at[*end].start < stop)
        ++*end;
    return *first < *end;
}

/* What the labels of an attribution's source want of each task. */
static void set_wanted(unsigned *wanted, const char *mention, const char *resolved)
{
    unsigned written = class_of(mention), meant = class_of(resolved);
    wanted[ONR_MENTION_WRITTEN] = written == ONR_CLASS_NONE ? UNTOLD : written;
    wanted[ONR_MENTION_MEANT] = written == ONR_CLASS_PRONOUN || meant == ONR_CLASS_NONE ? UNTOLD : meant;
}

static void add_mention(struct examples *examples, const struct onr_prose *prose, const struct onr_names *names,
                        const json_t *attribution, const unsigned *wanted, unsigned document)
{
    struct onr_attribution_tokens t = {ONR_NONE, ONR_NONE, ONR_NONE, ONR_NONE, ONR_NONE, ONR_NONE};
    if (!read_part(prose, attribution, "source", &t.source, &t.source_end))
        return;
    read_part(prose, attribution, "content", &t.content, &t.content_end);
    if (!read_part(prose, attribution, "cue", &t.cue, &t.cue_end))
        t.cue = t.cue_end = t.content;
    struct onr_phrase_view view = onr_view_make(prose, names, t.source, t.source_end);
    struct onr_mention by_rules = onr_mention_by_rules(prose, names, t.source, t.source_end, NULL);
    for (unsigned task = 0; task < ONR_MENTION_TASKS; task++) {
        if (wanted[task] == UNTOLD)
            continue;
        struct example *example = add(examples);
        example->task = (enum onr_mention_task)task;
        example->feature_count = onr_mention_features(example->task, &view, &by_rules, &t, example->rows);
        example->class_ = wanted[task];
        example->by_rules = by_rules.class_;
        example->document = document;
    }
}

static int compare_labels(const void *left, const void *right)
{
    const struct label *a = left, *b = right;
    return a->document != b->document ? (a->document > b->document) - (a->document < b->document)
                                      : (a->attribution > b->attribution) - (a->attribution < b->attribution);
}

static void read_labels(struct labels *labels, const char *file)
{
    FILE *in = fopen(file, "r");
    char line[256], mention[32], resolved[32];
    size_t room = 0;
    if (!in)
        die(file, "cannot be read");
    for (struct label label; fgets(line, sizeof line, in);) {
        if (*line == '#')
            continue;
        if (sscanf(line, "%u\t%u\t%31s\t%31s", &label.document, &label.attribution, mention, resolved) != 4)
            die(file, "a line is no document, attribution and two classes");
        set_wanted(label.wanted, mention, resolved);
        if (labels->count == room) {
            room = room ? room * 2 : 1024;
            labels->at = realloc(labels->at, room * sizeof *labels->at);
            if (!labels->at)
                die(file, "memory ran out");
        }
        labels->at[labels->count++] = label;
    }
    fclose(in);
    qsort(labels->at, labels->count, sizeof *labels->at, compare_labels);
}

/* What is labelled of an attribution, in the corpus or beside it; whether anything is. */
static bool find_label(struct label *label, const struct labels *labels, const json_t *attribution)
{
    const char *mention = json_string_value(json_object_get(attribution, "mention"));
    if (mention) {
        set_wanted(label->wanted, mention, json_string_value(json_object_get(attribution, "resolved")));
        return true;
    }
    const struct label *found =
        labels && labels->count ? bsearch(label, labels->at, labels->count, sizeof *label, compare_labels) : NULL;
    if (found)
        *label = *found;
    return found;
}

static void read_document(struct examples *examples, const json_t *document, const struct labels *more,
                          unsigned number, const char *file)
{
    const json_t *text_value = json_object_get(document, "text");
    const json_t *attribution;
    struct onr_arena arena;
    struct onr_text text;
    struct onr_markup markup;
    struct onr_prose prose;
    struct onr_names names;
    struct onr_labels labels;
    struct onr_error error = {0};
    size_t i;
    onr_arena_init(&arena);
    if (onr_text_init(&text, json_string_value(text_value), json_string_length(text_value), &error) ||
        onr_markup_read(&markup, &arena, &text, onr_format_find("plain"), onr_pack_english(), &error) ||
        onr_prose_read(&prose, &arena, &text, &markup, onr_pack_english(), &error))
        die(file, error.text);
    if (onr_label_learned(&labels, &arena, &prose, NULL, &error))
        die(file, error.text);
    onr_names_collect(&names, &arena, &prose, labels.names);
    json_array_foreach(json_object_get(document, "attributions"), i, attribution) {
        struct label label = {.document = number, .attribution = (unsigned)i};
        if (find_label(&label, more, attribution))
            add_mention(examples, &prose, &names, attribution, label.wanted, number);
    }
    onr_arena_finish(&arena);
}

static void read_corpus(struct examples *examples, const char *file, const struct labels *labels, unsigned *documents)
{
    FILE *in = fopen(file, "r");
    json_t *document;
    json_error_t error;
    if (!in)
        die(file, "cannot be read");
    while ((document = json_loadf(in, JSON_DISABLE_EOF_CHECK, &error))) {
        read_document(examples, document, labels, (*documents)++, file);
        json_decref(document);
    }
    fclose(in);
}

static void score(const struct weights *weights, const struct example *example, double *scores)
{
    for (unsigned c = 0; c < ONR_CLASSES; c++)
        scores[c] = 0;
    for (unsigned i = 0; i < example->feature_count; i++)
        for (unsigned c = FIRST_CLASS; c < ONR_CLASSES; c++)
            scores[c] += weights->now[example->rows[i]][c];
}

static unsigned best_class(const struct weights *weights, const struct example *example)
{
    double scores[ONR_CLASSES];
    unsigned best = FIRST_CLASS;
    score(weights, example, scores);
    for (unsigned c = FIRST_CLASS; c < ONR_CLASSES; c++)
        if (scores[c] > scores[best])
            best = c;
    return best;
}

/* A step of one weight down the slope of the loss. */
static void descend(struct weights *weights, uint32_t row, unsigned class_, double slope)
{
    double *weight = &weights->now[row][class_], *squares = &weights->squares[row][class_];
    slope += DECAY * *weight;
    *squares += slope * slope;
    *weight -= RATE * slope / sqrt(*squares + 1);
}

static void learn(struct weights *weights, const struct example *example)
{
    double scores[ONR_CLASSES], sum = 0, largest = 0;
    score(weights, example, scores);
    for (unsigned c = FIRST_CLASS; c < ONR_CLASSES; c++)
        largest = scores[c] > largest ? scores[c] : largest;
    for (unsigned c = FIRST_CLASS; c < ONR_CLASSES; c++)
        sum += exp(scores[c] - largest);
    for (unsigned c = FIRST_CLASS; c < ONR_CLASSES; c++)
        for (unsigned i = 0; i < example->feature_count; i++)
            descend(weights, example->rows[i], c, exp(scores[c] - largest) / sum - (c == example->class_));
}

/* Fisher and Yates's shuffle by a linear congruential generator, so that a seed gives one order everywhere. */
static void shuffle(size_t *order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t other = (size_t)((*state >> 33) % i), held = order[i - 1];
        order[i - 1] = order[other];
        order[other] = held;
    }
}

/* The examples of a task that stand in no document of one fold (FOLDS for none); *count of them, to be freed. */
static size_t *choose(const struct examples *examples, enum onr_mention_task task, unsigned fold, size_t *count)
{
    size_t *order = malloc(examples->count * sizeof *order);
    if (!order)
        die("examples", "memory ran out");
    *count = 0;
    for (size_t i = 0; i < examples->count; i++)
        if (examples->at[i].task == task && examples->at[i].document % FOLDS != fold)
            order[(*count)++] = i;
    return order;
}

/* Trains a task on all documents but those of one fold (FOLDS for none). */
static void train(struct weights *weights, const struct examples *examples, enum onr_mention_task task, unsigned fold)
{
    size_t count, *order = choose(examples, task, fold, &count);
    uint64_t state = SEED;
    memset(weights, 0, sizeof *weights);
    for (unsigned round = 0; round < ROUNDS; round++) {
        shuffle(order, count, &state);
        for (size_t i = 0; i < count; i++)
            learn(weights, &examples->at[order[i]]);
        for (size_t row = 0; row < ONR_MENTION_ROWS; row++)
            for (unsigned c = 0; c < ONR_CLASSES; c++)
                weights->sum[row][c] += weights->now[row][c];
    }
    for (size_t row = 0; row < ONR_MENTION_ROWS; row++)
        for (unsigned c = 0; c < ONR_CLASSES; c++)
            weights->now[row][c] = weights->sum[row][c] / ROUNDS;
    free(order);
}

/* How often a class was given, was right, and was labelled. */
struct count {
    size_t given, right, labelled;
};

static void print_counts(const struct count *counts)
{
    for (unsigned c = FIRST_CLASS; c < ONR_CLASSES; c++)
        if (counts[c].labelled)
            printf("    %-13s %5zu labelled, F1 %.3f\n", onr_class_name((enum onr_class)c), counts[c].labelled,
                   2.0 * (double)counts[c].right / (double)(counts[c].given + counts[c].labelled));
}

static void cross_validate(struct weights *weights, const struct examples *examples, enum onr_mention_task task)
{
    static const char *const titles[] = {
        [ONR_MENTION_WRITTEN] = "class as written", [ONR_MENTION_MEANT] = "class of whom it stands for",
    };
    size_t right = 0, by_rules = 0, all = 0;
    struct count counts[ONR_CLASSES] = {{0}};
    for (unsigned fold = 0; fold < FOLDS; fold++) {
        train(weights, examples, task, fold);
        for (size_t i = 0; i < examples->count; i++) {
            const struct example *example = &examples->at[i];
            if (example->task != task || example->document % FOLDS != fold)
                continue;
            unsigned best = best_class(weights, example);
            all++;
            right += best == example->class_;
            by_rules += example->by_rules == example->class_;
            counts[best].given++;
            counts[best].right += best == example->class_;
            counts[example->class_].labelled++;
        }
    }
    printf("%s: %zu mentions, %d folds: word lists alone %.4f, learned %.4f\n", titles[task], all, FOLDS,
           (double)by_rules / (double)all, (double)right / (double)all);
    print_counts(counts);
}

/* Weights as signed bytes, the largest as 127. */
static void write_table(const struct weights *weights, FILE *out)
{
    double largest = 1e-9;
    for (size_t i = 0; i < ONR_MENTION_ROWS * ONR_CLASSES; i++) {
        double weight = weights->now[i / ONR_CLASSES][i % ONR_CLASSES];
        if (weight > largest || -weight > largest)
            largest = weight < 0 ? -weight : weight;
    }
    for (size_t i = 0; i < ONR_MENTION_ROWS * ONR_CLASSES; i++) {
        double scaled = weights->now[i / ONR_CLASSES][i % ONR_CLASSES] * 127 / largest;
        fputc((int8_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5), out);
    }
}

int main(int argc, char **argv)
{
    static struct weights weights;
    struct examples examples = {0};
    struct labels labels = {0};
    unsigned documents = 0;
    if (argc < 4) {
        fputs("usage: train_mentions OUT.bin LABELS.tsv CORPUS.jsonl…\n", stderr);
        return 2;
    }
    read_labels(&labels, argv[2]);
    for (int i = 3; i < argc; i++)
        read_corpus(&examples, argv[i], i == 3 ? &labels : NULL, &documents);
    if (!examples.count)
        die(argv[3], "no labelled mention in it");
    FILE *out = fopen(argv[1], "wb");
    if (!out)
        die(argv[1], "cannot be written");
    for (unsigned task = 0; task < ONR_MENTION_TASKS; task++) {
        cross_validate(&weights, &examples, (enum onr_mention_task)task);
        train(&weights, &examples, (enum onr_mention_task)task, FOLDS);
        write_table(&weights, out);
    }
    if (fclose(out))
        die(argv[1], "cannot be written");
    free(examples.at);
    free(labels.at);
    return 0;
}
