/* The model held against stories it was not trained on: scores, and how sure it may be of what it finds. */
#include <stdlib.h>

#include "train.h"

#define HALF 0.5 /* Jaccard overlap from which spans are the same (eval/score.py) */

struct counts {
    double right, found, marked; /* of one role */
};

/* What is counted over the held-out stories of one kind. */
struct tally {
    struct counts tokens[ONR_ROLES]; /* by role */
    struct counts spans[ONR_ROLES];  /* exact */
    struct counts linked;            /* attributions, content and source as marked */
};

static double f1(struct counts c)
{
    return c.found + c.marked > 0 ? 2 * c.right / (c.found + c.marked) : 0;
}

/* The token after the span that begins at a token; the token itself where none begins. */
static uint32_t span_end(const struct onr_label *labels, uint32_t token, uint32_t count)
{
    if (!labels[token].begins)
        return token;
    uint32_t end = token + 1;
    while (end < count && labels[end].role == labels[token].role && !labels[end].begins)
        end++;
    return end;
}

static void count_story(const struct story *story, const struct onr_label *labels, struct tally *tally)
{
    uint32_t count = story->prose.tokens.count;
    struct onr_label *gold = take_memory(count * sizeof *gold);
    for (uint32_t i = 0; i < count; i++)
        gold[i] = onr_state_label((enum onr_state)story->gold[i]);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t gold_end = span_end(gold, i, count), own_end = span_end(labels, i, count);
        tally->tokens[labels[i].role].found++;
        tally->tokens[gold[i].role].marked++;
        tally->tokens[gold[i].role].right += gold[i].role == labels[i].role;
        tally->spans[gold[i].role].marked += gold_end > i;
        tally->spans[labels[i].role].found += own_end > i;
        tally->spans[labels[i].role].right += own_end > i && gold_end == own_end && gold[i].role == labels[i].role;
    }
    free(gold);
}

/* The bytes two lists of spans share, of those either holds. */
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
static bool is_marked(const struct story *story, const struct onr_attribution *own)
{
    enum { ROOM = 32 };
    struct onr_span content[ROOM], source[ROOM];
    const json_t *gold;
    size_t i;
    json_array_foreach(story->attributions, i, gold) {
        size_t contents = read_spans(gold, "content", content, ROOM), sources = read_spans(gold, "source", source, ROOM);
        if (jaccard(content, contents, own->content.at, own->content.count) >= HALF &&
            jaccard(source, sources, own->source.at, own->source.count) >= HALF)
            return true;
    }
    return false;
}

/* How many attributions are right, by the confidence of their least sure span. */
struct sureness {
    double right[ONR_SURE_STEPS], all[ONR_SURE_STEPS];
};

static void check_story(const struct onr_model *model, struct story *story, bool rules, struct tally *tally,
                        struct sureness *sureness)
{
    struct onr_labels labels = {.at = take_memory(story->prose.tokens.count * sizeof *labels.at),
                                .count = story->prose.tokens.count};
    struct onr_attributions found;
    onr_labelling_settle(&story->labelling, model, labels.at);
    if (rules) {
        onr_labels_constrain(&labels, &story->prose);
        onr_label_sure_cues(&labels, &story->prose);
    }
    count_story(story, labels.at, tally);
    if (onr_attributions_find(&found, &story->arena, &story->prose, &labels, NULL))
        die("memory", "ran out");
    for (uint32_t i = 0; i < found.records.count; i++) {
        unsigned step = (unsigned)(found.records.at[i].confidence * 255 + 0.5f) / (256 / ONR_SURE_STEPS);
        bool marked = is_marked(story, &found.records.at[i]);
        sureness->all[step]++;
        sureness->right[step] += marked;
        tally->linked.right += marked;
    }
    tally->linked.found += found.records.count;
    tally->linked.marked += (double)json_array_size(story->attributions);
    free(labels.at);
}

/* Fits a rising table from counts, of 255 (the pool of adjacent violators, Ayer et al. 1955). */
static void fit_rising(uint8_t table[ONR_SURE_STEPS], const struct sureness *sureness)
{
    double sums[ONR_SURE_STEPS], weights[ONR_SURE_STEPS];
    unsigned sizes[ONR_SURE_STEPS], pools = 0, at = 0;
    for (unsigned i = 0; i < ONR_SURE_STEPS; i++) {
        sums[pools] = sureness->right[i] + 0.5 * (sureness->all[i] < 1);
        weights[pools] = sureness->all[i] + (sureness->all[i] < 1);
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

static void print_sureness(FILE *card, const uint8_t table[ONR_SURE_STEPS], const struct sureness *sureness)
{
    double right[10] = {0}, all[10] = {0};
    for (unsigned i = 0; i < ONR_SURE_STEPS; i++) {
        all[table[i] * 10u / 256] += sureness->all[i];
        right[table[i] * 10u / 256] += sureness->right[i];
    }
    fprintf(card, "\nConfidence, fitted and counted on the same stories; right means content and source linked as marked:\n\n"
                  "| confidence given | attributions | of them right |\n|---|---|---|\n");
    for (unsigned t = 0; t < 10; t++)
        if (all[t] > 0)
            fprintf(card, "| 0.%u to %.1f | %.0f | %.0f%% |\n", t, (t + 1) / 10.0, all[t], right[t] / all[t] * 100);
}

static void print_tally(FILE *card, const char *name, const struct tally *tally)
{
    fprintf(card, "| %s |", name);
    for (unsigned r = 1; r < ONR_ROLES; r++)
        fprintf(card, "%s %.4f", r > 1 ? " /" : "", f1(tally->tokens[r]));
    fprintf(card, " |");
    for (unsigned r = 1; r < ONR_ROLES; r++)
        fprintf(card, "%s %.4f", r > 1 ? " /" : "", f1(tally->spans[r]));
    fprintf(card, " | %.4f |\n", f1(tally->linked));
}

void check_held_out(struct onr_model *model, struct corpus *corpus, FILE *card)
{
    struct tally tallies[2] = {0};
    struct sureness sureness = {0};
    for (uint32_t s = 0; s < corpus->count; s++)
        if (corpus->at[s].held_out)
            check_story(model, &corpus->at[s], true, &tallies[corpus->at[s].wire], &sureness);
    fprintf(card, "| held out of | token F1 content / cue / source | exact span F1 content / cue / source | linked F1 |\n"
                  "|---|---|---|---|\n");
    print_tally(card, "polnear/train", &tallies[0]);
    print_tally(card, "wire/train", &tallies[1]);
    fit_rising(model->sure, &sureness);
    print_sureness(card, model->sure, &sureness);
}

void check_row(const char *name, const struct onr_model *model, struct corpus *corpus, bool rules, FILE *out)
{
    static const char *const kinds[] = {"polnear/train", "wire/train"};
    for (int wire = 0; wire < 2; wire++) {
        struct tally tally = {0};
        struct sureness sureness = {0};
        char title[128];
        for (uint32_t s = 0; s < corpus->count; s++)
            if (corpus->at[s].held_out && corpus->at[s].wire == wire)
                check_story(model, &corpus->at[s], rules, &tally, &sureness);
        snprintf(title, sizeof title, "%s, %s", name, kinds[wire]);
        print_tally(out, title, &tally);
    }
    fflush(out);
}
