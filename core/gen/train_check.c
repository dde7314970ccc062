/* The model held against a fold it was not trained on: scores, and how sure it may be of what it finds. */
#include <stdlib.h>

#include "train.h"

#define HALF 0.5 /* Jaccard overlap from which spans are the same (eval/score.py) */

struct counts {
    double right, found, marked; /* of one role */
};

static double f1(struct counts c)
{
    return c.found + c.marked > 0 ? 2 * c.right / (c.found + c.marked) : 0;
}

/* Labels a document as the library would, by a model. */
static void label(struct train_document *d, const struct onr_model *model, uint8_t *labels, uint32_t *margins)
{
    struct onr_arena arena;
    onr_arena_init(&arena);
    uint8_t *held = d->tagging.first, *first = train_take(d->tagging.count + 2 * ONR_CELL_EDGE, 1);
    d->tagging.first = first + ONR_CELL_EDGE;
    if (!onr_label_pass(&d->tagging, &arena, model, false, d->tagging.first, NULL) ||
        !onr_tagging_index_first(&d->tagging, &arena) ||
        !onr_label_pass(&d->tagging, &arena, model, true, labels, margins))
        train_die("memory", "ran out");
    d->tagging.first = held;
    onr_arena_finish(&arena);
    free(first);
}

/* The token after the span that begins at a token; the token itself where none begins. */
static uint32_t span_end(const uint8_t *labels, uint32_t token, uint32_t count)
{
    if (!onr_label_begins(labels[token]))
        return token;
    uint32_t end = token + 1;
    while (end < count && labels[end] == labels[token] + 1)
        end++;
    return end;
}

static void count_document(const struct train_document *d, const uint8_t *labels, struct counts *tokens,
                           struct counts *spans)
{
    uint32_t count = d->tagging.count;
    for (uint32_t i = 0; i < count; i++) {
        unsigned gold = onr_label_role(d->gold[i]), own = onr_label_role(labels[i]);
        tokens[own].found++;
        tokens[gold].marked++;
        tokens[gold].right += gold == own;
        uint32_t gold_end = span_end(d->gold, i, count), own_end = span_end(labels, i, count);
        spans[gold].marked += gold_end > i;
        spans[own].found += own_end > i;
        spans[own].right += own_end > i && gold_end == own_end && gold == own;
    }
}

void train_measure(struct train_corpus *corpus, const struct onr_model *model, unsigned fold, FILE *card)
{
    fprintf(card, "| held-out fold | token F1 content / cue / source | exact span F1 content / cue / source |\n|---|---|---|\n");
    for (unsigned wire = 0; wire < 2; wire++) {
        struct counts tokens[ONR_ROLES] = {0}, spans[ONR_ROLES] = {0};
        for (size_t i = 0; i < corpus->count; i++) {
            struct train_document *d = &corpus->at[i];
            if (d->fold != fold || d->wire != (wire == 1))
                continue;
            uint8_t *labels = train_take(d->tagging.count, 1);
            label(d, model, labels, NULL);
            count_document(d, labels, tokens, spans);
            free(labels);
        }
        fprintf(card, "| %s |", wire ? "wire" : "polnear");
        for (unsigned r = 1; r < ONR_ROLES; r++)
            fprintf(card, "%s %.4f", r > 1 ? " /" : "", f1(tokens[r]));
        fprintf(card, " |");
        for (unsigned r = 1; r < ONR_ROLES; r++)
            fprintf(card, "%s %.4f", r > 1 ? " /" : "", f1(spans[r]));
        fprintf(card, " |\n");
    }
}

/* Fits a rising table from counts (the pool of adjacent violators, Ayer et al. 1955), of 255. */
static void fit_rising(uint8_t *table, const double *right, const double *all)
{
    double sums[ONR_MARGIN_STEPS], weights[ONR_MARGIN_STEPS];
    unsigned sizes[ONR_MARGIN_STEPS], pools = 0, at = 0;
    for (unsigned i = 0; i < ONR_MARGIN_STEPS; i++) {
        sums[pools] = right[i] + 0.5 * (all[i] < 1);
        weights[pools] = all[i] + (all[i] < 1);
        sizes[pools++] = 1;
        while (pools > 1 && sums[pools - 2] * weights[pools - 1] >= sums[pools - 1] * weights[pools - 2]) {
            sums[pools - 2] += sums[pools - 1];
            weights[pools - 2] += weights[pools - 1];
            sizes[pools - 2] += sizes[pools - 1];
            pools--;
        }
    }
    for (unsigned p = 0; p < pools; p++)
        for (unsigned i = 0; i < sizes[p]; i++)
            table[at++] = (uint8_t)(sums[p] / weights[p] * 255 + 0.5);
}

static void calibrate_tokens(struct train_corpus *corpus, struct onr_model *model, unsigned fold)
{
    double right[ONR_MARGIN_STEPS] = {0}, all[ONR_MARGIN_STEPS] = {0}, sum = 0, tokens = 0;
    for (unsigned round = 0; round < 2; round++) {
        for (size_t i = 0; i < corpus->count; i++) {
            struct train_document *d = &corpus->at[i];
            if (d->fold != fold)
                continue;
            uint8_t *labels = train_take(d->tagging.count, 1);
            uint32_t *margins = train_take(d->tagging.count, sizeof *margins);
            label(d, model, labels, margins);
            for (uint32_t t = 0; t < d->tagging.count; t++) {
                sum += margins[t];
                tokens++;
                if (!round || !labels[t])
                    continue;
                uint32_t step = margins[t] / model->margin_step;
                step = step < ONR_MARGIN_STEPS ? step : ONR_MARGIN_STEPS - 1;
                all[step]++;
                right[step] += onr_label_role(labels[t]) == onr_label_role(d->gold[t]);
            }
            free(labels);
            free(margins);
        }
        model->margin_step = (uint32_t)(sum / tokens * 2 / ONR_MARGIN_STEPS) + 1; /* the table reaches to twice the mean */
    }
    fit_rising(model->calibration, right, all);
}

/* The bytes two lists of spans share, and those either holds. */
static double jaccard(const struct onr_span *a, size_t a_count, const struct onr_span *b, size_t b_count)
{
    double shared = 0, both = 0;
    for (size_t i = 0; i < a_count; i++)
        both += a[i].end - a[i].start;
    for (size_t k = 0; k < b_count; k++)
        both += b[k].end - b[k].start;
    for (size_t i = 0; i < a_count; i++)
        for (size_t k = 0; k < b_count; k++) {
            uint32_t start = a[i].start > b[k].start ? a[i].start : b[k].start;
            uint32_t end = a[i].end < b[k].end ? a[i].end : b[k].end;
            shared += end > start ? end - start : 0;
        }
    return both > shared ? shared / (both - shared) : a_count == b_count;
}

static size_t read_spans(const json_t *attribution, const char *key, struct onr_span *out, size_t room)
{
    const json_t *spans = json_object_get(attribution, key);
    size_t count = json_array_size(spans) < room ? json_array_size(spans) : room;
    for (size_t i = 0; i < count; i++)
        out[i] = (struct onr_span){(uint32_t)json_integer_value(json_array_get(json_array_get(spans, i), 0)),
                                   (uint32_t)json_integer_value(json_array_get(json_array_get(spans, i), 1))};
    return count;
}

/* Whether an attribution is marked: the content by half, and the source by half or none in both. */
static bool is_marked(const struct train_document *d, const struct onr_attribution *own)
{
    enum { ROOM = 32 };
    struct onr_span content[ROOM], source[ROOM];
    size_t i;
    json_t *gold;
    json_array_foreach(d->attributions, i, gold) {
        size_t contents = read_spans(gold, "content", content, ROOM), sources = read_spans(gold, "source", source, ROOM);
        if (jaccard(content, contents, own->content.at, own->content.count) >= HALF &&
            jaccard(source, sources, own->source.at, own->source.count) >= HALF)
            return true;
    }
    return false;
}

/* Counts, by the raw confidence of their least sure span, how many attributions are right. */
static void count_attributions(struct train_document *d, const struct onr_model *model, double *right, double *all)
{
    struct onr_arena arena;
    struct onr_attributions found;
    struct onr_labels labels = {.count = d->tagging.count};
    uint8_t *numbers = train_take(d->tagging.count, 1);
    uint32_t *margins = train_take(d->tagging.count, sizeof *margins);
    onr_arena_init(&arena);
    label(d, model, numbers, margins);
    labels.at = onr_arena_take(&arena, labels.count * sizeof *labels.at);
    for (uint32_t i = 0; labels.at && i < labels.count; i++)
        labels.at[i] = (struct onr_label){(uint8_t)onr_label_role(numbers[i]), onr_label_begins(numbers[i]),
                                          onr_margin_confidence(model, margins[i])};
    if (!labels.at || onr_attributions_find(&found, &arena, &d->prose, &labels, NULL))
        train_die("memory", "ran out");
    for (uint32_t i = 0; i < found.records.count; i++) {
        unsigned step = (unsigned)(found.records.at[i].confidence * 255) / 4;
        all[step]++;
        right[step] += is_marked(d, &found.records.at[i]);
    }
    onr_arena_finish(&arena);
    free(numbers);
    free(margins);
}

void train_calibrate(struct train_corpus *corpus, struct onr_model *model, unsigned fold, FILE *card)
{
    double right[ONR_MARGIN_STEPS] = {0}, all[ONR_MARGIN_STEPS] = {0};
    double told_right[10] = {0}, told[10] = {0};
    model->margin_step = 1;
    calibrate_tokens(corpus, model, fold);
    for (size_t i = 0; i < corpus->count; i++)
        if (corpus->at[i].fold == fold)
            count_attributions(&corpus->at[i], model, right, all);
    fit_rising(model->attribution, right, all);
    for (unsigned i = 0; i < ONR_MARGIN_STEPS; i++) {
        unsigned tenth = model->attribution[i] * 10u / 256;
        told[tenth] += all[i];
        told_right[tenth] += right[i];
    }
    fprintf(card, "\n| confidence given | attributions | of them right |\n|---|---|---|\n");
    for (unsigned t = 0; t < 10; t++)
        if (told[t] > 0)
            fprintf(card, "| 0.%u to 0.%u | %.0f | %.0f%% |\n", t, t + 1, told[t], told_right[t] / told[t] * 100);
}
