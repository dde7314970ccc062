#include "review/key.h"

#include <stdlib.h>
#include <string.h>

#include "document/print.h"

#define AROUND 3                     /* words on either side */
#define MOST_WORDS 24                /* of the stretch itself */
#define MOST_PAIRS ((size_t)1 << 20) /* that are looked at for likeness */

/* The paragraph's first or last byte seen from a place: line ends part paragraphs and list items. */
static uint32_t back(const char *bytes, uint32_t from)
{
    uint32_t least = from > 200 ? from - 200 : 0;
    uint32_t at = from;
    unsigned words = 0;
    while (at > least && bytes[at - 1] != '\n' && words < AROUND) {
        at--;
        words += bytes[at] == ' ' && at + 1 < from;
    }
    return bytes[at] == ' ' ? at + 1 : at;
}

static uint32_t ahead(const char *bytes, uint32_t from, size_t length)
{
    uint32_t most = length - from > 200 ? from + 200 : (uint32_t)length;
    uint32_t at = from;
    unsigned words = 0;
    while (at < most && bytes[at] != '\n' && words < AROUND) {
        words += bytes[at] == ' ' && at > from;
        at++;
    }
    return words == AROUND ? at - 1 : at;
}

static uint32_t cut(const char *bytes, struct onr_span span)
{
    struct onr_words words = {0};
    uint32_t end = span.end;
    if (onr_words_add(&words, bytes, span) && words.count > MOST_WORDS)
        end = words.at[MOST_WORDS - 1].span.end;
    onr_words_free(&words);
    return end;
}

static struct onr_finding_key *append(struct onr_keys *keys)
{
    if (keys->count == keys->capacity) {
        uint32_t capacity = keys->capacity ? keys->capacity * 2 : 16;
        struct onr_finding_key *at = realloc(keys->at, capacity * sizeof *at);
        if (!at)
            return NULL;
        keys->at = at;
        keys->capacity = capacity;
    }
    struct onr_finding_key *key = &keys->at[keys->count];
    memset(key, 0, sizeof *key);
    return key;
}

bool onr_keys_add_text(struct onr_keys *keys, uint32_t rule, const char *text)
{
    struct onr_finding_key *key = append(keys);
    if (!key)
        return false;
    key->rule = rule;
    key->text = strdup(text);
    struct onr_span all = {0, (uint32_t)strlen(text)};
    if (!key->text || !onr_words_add(&key->words, key->text, all)) {
        free(key->text);
        onr_words_free(&key->words);
        return false;
    }
    keys->count++;
    return true;
}

/* Adds a stretch of the draft to a text of one line; returns the new length of the text. */
static size_t write_line(char *text, size_t written, const char *bytes, struct onr_span span)
{
    for (uint32_t i = span.start; i < span.end; i++) {
        bool space = (unsigned char)bytes[i] <= ' ';
        if (!space)
            text[written++] = bytes[i];
        else if (written && text[written - 1] != ' ')
            text[written++] = ' ';
    }
    return written;
}

bool onr_keys_add_spans(struct onr_keys *keys, uint32_t rule, const char *bytes,
                        struct onr_spans spans)
{
    size_t length = 1;
    size_t written = 0;
    for (uint32_t i = 0; i < spans.count; i++)
        length += spans.at[i].end - spans.at[i].start + 1;
    char *text = malloc(length);
    if (!text)
        return false;
    for (uint32_t i = 0; i < spans.count; i++) {
        if (written && text[written - 1] != ' ')
            text[written++] = ' ';
        written = write_line(text, written, bytes, spans.at[i]);
    }
    while (written && text[written - 1] == ' ')
        written--;
    text[written] = '\0';
    bool added = onr_keys_add_text(keys, rule, text);
    free(text);
    return added;
}

bool onr_keys_add(struct onr_keys *keys, uint32_t rule, const char *bytes, size_t length,
                  struct onr_span span)
{
    uint32_t end = cut(bytes, span);
    struct onr_span around = {back(bytes, span.start),
                              end < span.end ? end : ahead(bytes, span.end, length)};
    return onr_keys_add_spans(keys, rule, bytes, (struct onr_spans){&around, 1});
}

bool onr_keys_of_findings(struct onr_keys *keys, const struct onr_analysis *analysis,
                          const char *bytes, size_t length)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (!onr_keys_add(keys, findings[i].rule, bytes, length, findings[i].span))
            return false;
    return true;
}

void onr_keys_free(struct onr_keys *keys)
{
    for (uint32_t i = 0; i < keys->count; i++) {
        free(keys->at[i].text);
        onr_words_free(&keys->at[i].words);
    }
    free(keys->at);
    memset(keys, 0, sizeof *keys);
}

/* A key by its rule and words, to be sorted. */
struct sorted {
    uint64_t print;
    uint32_t index;
};

static int by_print(const void *a, const void *b)
{
    const struct sorted *x = a;
    const struct sorted *y = b;
    if (x->print != y->print)
        return x->print < y->print ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static struct sorted *sort_keys(const struct onr_keys *keys)
{
    struct sorted *sorted = malloc(((size_t)keys->count + 1) * sizeof *sorted);
    for (uint32_t i = 0; sorted && i < keys->count; i++) {
        const struct onr_words *words = &keys->at[i].words;
        uint64_t print = onr_print(ONR_PRINT_START, &keys->at[i].rule, sizeof keys->at[i].rule);
        for (uint32_t w = 0; w < words->count; w++)
            print = onr_print(print, &words->at[w].hash, sizeof words->at[w].hash);
        sorted[i] = (struct sorted){print, i};
    }
    if (sorted)
        qsort(sorted, keys->count, sizeof *sorted, by_print);
    return sorted;
}

/* Of several that are equal the first goes with the first, and so on. */
static bool pair_equal(const struct onr_keys *a, const struct onr_keys *b, uint32_t *partner,
                       bool *taken)
{
    struct sorted *x = sort_keys(a);
    struct sorted *y = sort_keys(b);
    bool done = x && y;
    for (uint32_t i = 0, j = 0; done && i < a->count && j < b->count;) {
        if (x[i].print == y[j].print) {
            partner[x[i].index] = y[j].index;
            taken[y[j].index] = true;
            i++;
            j++;
        } else if (x[i].print < y[j].print) {
            i++;
        } else {
            j++;
        }
    }
    free(x);
    free(y);
    return done;
}

/* How much alike two texts can be at most, by their lengths. */
static double most_alike(const struct onr_words *a, const struct onr_words *b)
{
    uint32_t least = a->count < b->count ? a->count : b->count;
    return a->count + b->count ? 2.0 * least / (a->count + b->count) : 1;
}

static void pair_alike(const struct onr_keys *a, const struct onr_keys *b, double least,
                       uint32_t *partner, bool *taken)
{
    size_t pairs = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        double best = least;
        uint32_t with = ONR_NONE;
        for (uint32_t j = 0; j < b->count && partner[i] == ONR_NONE && pairs < MOST_PAIRS; j++) {
            if (taken[j] || a->at[i].rule != b->at[j].rule ||
                most_alike(&a->at[i].words, &b->at[j].words) < best)
                continue;
            double found = onr_words_alike(&a->at[i].words, &b->at[j].words);
            pairs++;
            if (found >= best) {
                best = found + 1e-9; /* of two that are alike, the earlier */
                with = j;
            }
        }
        if (with != ONR_NONE) {
            partner[i] = with;
            taken[with] = true;
        }
    }
}

bool onr_keys_match(const struct onr_keys *a, const struct onr_keys *b, double alike,
                    uint32_t *partner)
{
    bool *taken = calloc((size_t)b->count + 1, sizeof *taken);
    if (!taken)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        partner[i] = ONR_NONE;
    bool done = pair_equal(a, b, partner, taken);
    if (done)
        pair_alike(a, b, alike, partner, taken);
    free(taken);
    return done;
}
