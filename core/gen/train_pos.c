/* The tagger: an averaged perceptron (Collins 2002), trained as it runs, on its own tags to the left. */
#include <stdlib.h>
#include <string.h>

#include "train.h"

#define ROUNDS 5
#define POS_FEATURES 32

struct pos_weights {
    float now[ONR_POS_ROWS][ONR_POS_TAGS]; /* of the perceptron */
    float sum[ONR_POS_ROWS][ONR_POS_TAGS]; /* of its changes, each times the step it came at */
    double step;
};

static unsigned best_tag(const struct pos_weights *w, const uint32_t *rows, unsigned count, unsigned tags)
{
    float scores[ONR_POS_TAGS] = {0};
    unsigned best = 1;
    for (unsigned k = 0; k < count; k++)
        for (unsigned t = 0; t < ONR_POS_TAGS; t++)
            scores[t] += w->now[rows[k]][t];
    for (unsigned t = 2; t < tags; t++)
        if (scores[t] > scores[best])
            best = t;
    return best;
}

static void update(struct pos_weights *w, const uint32_t *rows, unsigned count, unsigned right, unsigned wrong)
{
    for (unsigned k = 0; k < count; k++) {
        w->now[rows[k]][right] += 1;
        w->now[rows[k]][wrong] -= 1;
        w->sum[rows[k]][right] += (float)w->step;
        w->sum[rows[k]][wrong] -= (float)w->step;
    }
}

/* How often each word has each tag, by its hash's slot; words that share one are left out. */
struct word_count {
    uint32_t word;                  /* hash; 0 for none yet */
    uint32_t all;                   /* tags seen */
    uint32_t of[ONR_POS_TAGS];      /* of each */
    bool mixed;                     /* two words fell into the slot */
};

#define COUNT_SLOTS 65536
#define PLAIN_TIMES 40     /* a word must be seen so often … */
#define PLAIN_SHARE 0.995  /* … and have one tag so often to be taken as plain */
#define PLAIN_MOST (ONR_PLAIN_WORDS / 2)

static void count_words(const struct train_corpus *corpus, unsigned held, struct word_count *counts)
{
    for (size_t i = 0; i < corpus->count; i++) {
        const struct train_document *d = &corpus->at[i];
        for (uint32_t t = 0; d->fold != held && t < d->tagging.count; t++) {
            uint32_t word = d->tagging.cells[t].word;
            struct word_count *count = &counts[word % COUNT_SLOTS];
            if (!d->tags[t])
                continue;
            if (!count->word)
                count->word = word;
            count->mixed |= count->word != word;
            count->all++;
            count->of[d->tags[t]]++;
        }
    }
}

static void add_plain(struct onr_model *model, uint32_t word, unsigned tag)
{
    uint32_t slot = word % ONR_PLAIN_WORDS;
    while (model->plain[slot])
        slot = (slot + 1) % ONR_PLAIN_WORDS;
    model->plain[slot] = word;
    model->plain_tags[slot] = (uint8_t)tag;
}

static void find_plain_words(const struct train_corpus *corpus, struct onr_model *model, unsigned held)
{
    struct word_count *counts = train_take(COUNT_SLOTS, sizeof *counts);
    unsigned found = 0;
    count_words(corpus, held, counts);
    for (size_t i = 0; i < COUNT_SLOTS && found < PLAIN_MOST; i++)
        for (unsigned t = 1; !counts[i].mixed && counts[i].all >= PLAIN_TIMES && t < corpus->tag_count; t++)
            if (counts[i].of[t] >= PLAIN_SHARE * counts[i].all) {
                add_plain(model, counts[i].word, t);
                found++;
            }
    free(counts);
}

static void learn(struct pos_weights *w, const struct onr_model *model, const struct train_document *d, unsigned tags)
{
    uint32_t rows[POS_FEATURES];
    unsigned before = 0, before2 = 0;
    for (uint32_t i = 0; i < d->tagging.count; i++) {
        unsigned count = 0, right = d->tags[i], guess = onr_plain_tag(model, d->tagging.cells[i].word);
        bool plain = guess > 0;
        if (!plain) {
            count = onr_pos_features(&d->tagging, i, before, before2, ONR_POS_ROWS - 1, rows);
            guess = best_tag(w, rows, count, tags);
        }
        if (right && !plain) {
            w->step++;
            if (guess != right)
                update(w, rows, count, right, guess);
        }
        before2 = before;
        before = guess;
    }
}

/* Weights as signed bytes, the largest as 127. */
static void quantize(struct onr_model *model, struct pos_weights *w)
{
    float largest = 1e-6f;
    for (size_t r = 0; r < ONR_POS_ROWS; r++)
        for (unsigned t = 0; t < ONR_POS_TAGS; t++) {
            w->now[r][t] -= w->sum[r][t] / (float)w->step;
            float size = w->now[r][t] < 0 ? -w->now[r][t] : w->now[r][t];
            largest = size > largest ? size : largest;
        }
    for (size_t r = 0; r < ONR_POS_ROWS; r++)
        for (unsigned t = 0; t < ONR_POS_TAGS; t++) {
            float scaled = w->now[r][t] * 127 / largest;
            model->pos[r][t] = (int8_t)(scaled < 0 ? scaled - 0.5f : scaled + 0.5f);
        }
}

/* What the tags' names say: which are verbs, which name whom. */
static void describe_tags(const struct train_corpus *corpus, struct onr_model *model)
{
    memcpy(model->tags, corpus->tags, sizeof model->tags);
    for (unsigned t = 1; t < corpus->tag_count; t++) {
        const char *name = corpus->tags[t];
        if (strncmp(name, "VB", 2) == 0)
            model->verbs |= UINT64_C(1) << t;
        model->names[t] = strcmp(name, "NNP:per") == 0   ? ONR_NAME_PERSON
                          : strcmp(name, "NNP:org") == 0 ? ONR_NAME_ORGANIZATION
                          : strcmp(name, "NNP:loc") == 0 ? ONR_NAME_PLACE
                          : strcmp(name, "NNP") == 0     ? ONR_NAME_OTHER : ONR_NAME_NONE;
    }
}

void train_tag_all(struct train_corpus *corpus, const struct onr_model *model)
{
    for (size_t i = 0; i < corpus->count; i++) {
        onr_pos_tag(&corpus->at[i].tagging, model);
        if (!onr_tagging_index(&corpus->at[i].tagging, &corpus->at[i].arena, model->verbs))
            train_die("memory", "ran out");
    }
}

double train_pos(struct train_corpus *corpus, struct onr_model *model, unsigned held, unsigned seed)
{
    struct pos_weights *w = train_take(1, sizeof *w);
    size_t right = 0, all = 0;
    unsigned state = seed;
    w->step = 1;
    find_plain_words(corpus, model, held);
    for (unsigned round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < corpus->count; i++) {
            state = state * 1664525u + 1013904223u;
            struct train_document *d = &corpus->at[(state >> 8) % corpus->count];
            if (d->fold != held)
                learn(w, model, d, corpus->tag_count);
        }
    quantize(model, w);
    free(w);
    describe_tags(corpus, model);
    train_tag_all(corpus, model);
    for (size_t i = 0; i < corpus->count; i++)
        for (uint32_t t = 0; corpus->at[i].fold == held && t < corpus->at[i].tagging.count; t++) {
            all += corpus->at[i].tags[t] > 0;
            right += corpus->at[i].tags[t] && corpus->at[i].tags[t] == corpus->at[i].tagging.cells[t].pos;
        }
    return all ? (double)right / (double)all : 0;
}
