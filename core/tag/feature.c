/*
 * Features of a token, each a hash of a template's number and up to three values. What each group is worth
 * stands in doc/labeller.md.
 */
#include "tag/tagging.h"

struct features {
    const struct onr_tagging *tagging; /* the document */
    const struct onr_cell *cell;       /* of the token; its neighbours lie beside it */
    uint32_t token;                    /* index */
    uint32_t mask;                     /* rows of the table less one */
    uint32_t *rows;                    /* filled */
    unsigned count;                    /* how many */
};

static inline void add(struct features *f, uint64_t template, uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t hash = template * UINT64_C(0x9e3779b97f4a7c15) + a * UINT64_C(0xc2b2ae3d27d4eb4f) +
                    b * UINT64_C(0x165667b19e3779f9) + c * UINT64_C(0x27d4eb2f165667c5);
    hash ^= hash >> 32;
    hash *= UINT64_C(0xd6e8feb86659fd93);
    f->rows[f->count++] = (uint32_t)(hash ^ hash >> 32) & f->mask;
}

unsigned onr_pos_features(const struct onr_tagging *tagging, uint32_t token, unsigned before, unsigned before2,
                          uint32_t mask, uint32_t *rows)
{
    const struct onr_cell *c = &tagging->cells[token];
    struct features features = {tagging, c, token, mask, rows, 0}, *f = &features;
    add(f, 1, c->word, 0, 0);
    add(f, 2, c->suffix3, 0, 0);
    add(f, 3, c->suffix2, c->shape, 0);
    add(f, 4, c->shape, 0, 0);
    add(f, 5, before, 0, 0);
    add(f, 6, before, before2, 0);
    add(f, 7, before, c->word, 0);
    add(f, 8, c[-1].word, 0, 0);
    add(f, 9, c[1].word, 0, 0);
    add(f, 10, c[-2].word, 0, 0);
    add(f, 11, c[2].word, 0, 0);
    add(f, 12, c[1].suffix3, 0, 0);
    add(f, 13, c[-1].suffix3, before, 0);
    add(f, 14, c->shape, c[1].shape, 0);
    add(f, 15, c->word, c[1].word, 0);
    add(f, 16, c->suffix3, before, 0);
    add(f, 17, c->lists, 0, 0);
    add(f, 18, c->shape, before, 0);
    add(f, 19, c->word, c[-1].word, 0);
    add(f, 20, 0, 0, 0);
    return features.count;
}

/* A distance in tokens, coarser the longer it is. */
static unsigned bucket(uint32_t distance)
{
    return distance < 5 ? distance : distance < 7 ? 5 : distance < 10 ? 6 : distance < 15 ? 7 : distance < 25 ? 8 : 9;
}

static unsigned distance_to(const struct features *f, uint32_t other)
{
    return other == ONR_NONE ? 15 : bucket(other > f->token ? other - f->token : f->token - other);
}

static uint32_t word_at(const struct features *f, uint32_t token)
{
    return token == ONR_NONE ? 0 : f->tagging->cells[token].word;
}

static unsigned bound_at(const struct features *f, uint32_t token)
{
    return token == ONR_NONE ? 0 : f->tagging->cells[token].bound;
}

static void add_words(struct features *f)
{
    const struct onr_cell *c = f->cell;
    add(f, 1, c->word, 0, 0);
    add(f, 2, c[-1].word, 0, 0);
    add(f, 3, c[1].word, 0, 0);
    add(f, 4, c[-2].word, 0, 0);
    add(f, 5, c[2].word, 0, 0);
    add(f, 6, c[-1].word, c->word, 0);
    add(f, 7, c->word, c[1].word, 0);
    add(f, 8, c[-1].word, c[1].word, 0);
    add(f, 63, c[-3].word, 0, 0);
    add(f, 64, c[3].word, 0, 0);
    add(f, 65, c[-1].word, c->word, c[1].word);
    add(f, 21, c->suffix3, c->pos, 0);
    add(f, 22, c->shape, c[-1].shape, c[1].shape);
}

static void add_parts_of_speech(struct features *f)
{
    const struct onr_cell *c = f->cell;
    add(f, 9, c->pos, 0, 0);
    add(f, 10, c[-1].pos, 0, 0);
    add(f, 11, c[1].pos, 0, 0);
    add(f, 12, c[-1].pos, c->pos, 0);
    add(f, 13, c->pos, c[1].pos, 0);
    add(f, 14, c[-1].pos, c->pos, c[1].pos);
    add(f, 15, c[-2].pos, c[-1].pos, c->pos);
    add(f, 16, c->pos, c[1].pos, c[2].pos);
    add(f, 17, c->word, c[1].pos, 0);
    add(f, 18, c->word, c[-1].pos, 0);
    add(f, 19, c->pos, c[1].word, 0);
    add(f, 20, c->pos, c[-1].word, 0);
}

static void add_lists(struct features *f)
{
    const struct onr_cell *c = f->cell;
    add(f, 23, c->lists, c->pos, 0);
    add(f, 24, c[-1].lists, c->lists, 0);
    add(f, 25, c->lists, c[1].lists, 0);
    add(f, 26, c[1].lists, c->pos, 0);
    add(f, 27, c[-1].lists, c->pos, 0);
    add(f, 28, c->lists, c[1].word, 0);
}

/* The quotation around the token, what stands before and after it, and how it ends. */
static void add_quotation(struct features *f)
{
    const struct onr_cell *c = f->cell, *cells = f->tagging->cells;
    add(f, 29, c->quote, c->pos, 0);
    add(f, 30, c->quote, c->word, 0);
    add(f, 31, c[-1].quote, c->quote, c[1].quote);
    add(f, 32, c->quote, c[-2].quote, c[2].quote);
    uint32_t index = f->tagging->prose->tokens.at[f->token].quotation;
    if (index == ONR_NONE)
        return;
    const struct onr_quote *quote = &f->tagging->prose->quotes.at[index];
    uint32_t end = quote->first_token + quote->token_count, kind = quote->record.kind;
    const struct onr_cell *after = &cells[end], *before = cells + quote->first_token - 1;
    add(f, 56, kind, bucket(quote->record.words), c->quote);
    add(f, 57, before->word, after->word, 0);
    add(f, 58, before->word, kind, c->quote);
    add(f, 59, after->word, kind, c->quote);
    add(f, 60, after->lists, after[1].lists, kind);
    add(f, 61, quote->close.end ? cells[(int64_t)end - 2].bound : 9, kind, 0);
}

/* The sentence: how it begins and ends, whether it has a cue, what the one before it was. */
static void add_sentence(struct features *f)
{
    const struct onr_cell *c = f->cell, *cells = f->tagging->cells;
    const struct onr_prose *prose = f->tagging->prose;
    uint32_t number = prose->tokens.at[f->token].sentence;
    const struct onr_sentence *sentence = &prose->sentences.at[number];
    uint32_t first = sentence->first_token, end = first + sentence->token_count;
    unsigned opens = cells[first].bound == ONR_BOUND_START_OPEN, closes = cells[end - 1].bound == ONR_BOUND_CLOSE;
    unsigned ends = opens * 2 + closes, cue = f->tagging->cues.after[first] != ONR_NONE || (cells[first].lists & 0xF);
    bool leads = number == 0 || prose->sentences.at[number - 1].block != sentence->block;
    unsigned previous = 0;
    if (!leads && prose->sentences.at[number - 1].token_count) {
        uint32_t its = prose->sentences.at[number - 1].first_token;
        previous = 1u + (cells[its].bound == ONR_BOUND_START_OPEN ? 2 : 0) + (f->tagging->cues.after[its] != ONR_NONE);
    }
    add(f, 33, bucket(f->token - first), c->pos, 0);
    add(f, 34, bucket(end - 1 - f->token), c->pos, 0);
    add(f, 35, ends, cue, c->quote > 0);
    add(f, 36, ends, c->quote, bucket(sentence->token_count));
    add(f, 52, cells[first].word, c->pos, 0);
    add(f, 53, cells[end - 1].word, cells[end - 1].bound, c->quote);
    add(f, 54, leads, c->quote, f->token == first);
    add(f, 55, previous, ends, cue * 8 + c->quote);
}

/* The nearest cues, verbs and signs before and after. */
static void add_neighbours(struct features *f)
{
    const struct onr_cell *c = f->cell;
    const struct onr_tagging *t = f->tagging;
    uint32_t cue = t->cues.before[f->token], next_cue = t->cues.after[f->token];
    uint32_t verb = t->verbs.before[f->token], next_verb = t->verbs.after[f->token];
    uint32_t sign = t->signs.before[f->token], next_sign = t->signs.after[f->token];
    uint32_t sentence_first = t->prose->sentences.at[t->prose->tokens.at[f->token].sentence].first_token;
    add(f, 37, word_at(f, cue), distance_to(f, cue), 0);
    add(f, 38, word_at(f, next_cue), distance_to(f, next_cue), 0);
    add(f, 39, word_at(f, cue), c->pos, 0);
    add(f, 40, word_at(f, next_cue), c->pos, 0);
    add(f, 41, word_at(f, cue), word_at(f, next_cue), 0);
    add(f, 42, distance_to(f, cue), distance_to(f, next_cue), c->pos);
    add(f, 43, word_at(f, verb), c->pos, distance_to(f, verb) > 5);
    add(f, 44, word_at(f, next_verb), c->pos, distance_to(f, next_verb) > 5);
    add(f, 45, word_at(f, verb), c->word, 0);
    add(f, 46, word_at(f, next_verb), c->word, 0);
    add(f, 62, word_at(f, next_verb), word_at(f, verb), 0);
    add(f, 47, bound_at(f, sign), distance_to(f, sign), c->pos);
    add(f, 48, bound_at(f, next_sign), distance_to(f, next_sign), c->pos);
    add(f, 49, bound_at(f, sign), word_at(f, sign == ONR_NONE ? sentence_first : sign + 1), c->pos);
    add(f, 50, bound_at(f, next_sign), next_sign == ONR_NONE ? 0 : t->cells[(int64_t)next_sign - 1].word, 0);
    add(f, 51, bound_at(f, sign), bound_at(f, next_sign), c->pos);
}

static uint32_t pattern_at(const struct features *f, uint32_t sentence)
{
    return sentence < f->tagging->prose->sentences.count ? f->tagging->pattern[sentence] : 0;
}

/* What the first pass made of the token, of its neighbours, and of the sentences around it. */
static void add_first_pass(struct features *f)
{
    const struct onr_cell *c = f->cell;
    const struct onr_tagging *t = f->tagging;
    const uint8_t *p = &t->first[f->token];
    uint32_t cue = t->first_cues.before[f->token], next_cue = t->first_cues.after[f->token];
    uint32_t source = t->first_sources.before[f->token], next_source = t->first_sources.after[f->token];
    uint32_t sentence = t->prose->tokens.at[f->token].sentence, pattern = pattern_at(f, sentence);
    bool leads = sentence == 0 || t->prose->sentences.at[sentence - 1].block != t->prose->sentences.at[sentence].block;
    add(f, 101, p[0], p[-1], p[1]);
    add(f, 102, p[0], c->word, 0);
    add(f, 103, p[0], c->pos, c[1].pos);
    add(f, 104, p[-2], p[-1], p[0]);
    add(f, 105, p[0], p[1], p[2]);
    add(f, 106, p[-3], p[-1], p[0] * 8u + p[1]);
    add(f, 107, pattern, t->segment[f->token], p[0]);
    add(f, 108, word_at(f, cue), distance_to(f, cue), p[0]);
    add(f, 109, word_at(f, next_cue), distance_to(f, next_cue), p[0]);
    add(f, 110, word_at(f, cue), word_at(f, next_cue), p[0]);
    add(f, 111, distance_to(f, source), distance_to(f, next_source), p[0]);
    add(f, 112, cue != ONR_NONE, next_cue != ONR_NONE,
        (source != ONR_NONE) * 2u + (next_source != ONR_NONE) + 4u * p[0]);
    add(f, 113, word_at(f, cue), c->pos, c[-1].pos);
    add(f, 114, word_at(f, next_cue), c->pos, c[1].pos);
    add(f, 115, pattern, p[0], c->quote * 2u + leads);
    add(f, 116, pattern, p[0], c->bound);
    add(f, 117, sentence ? pattern_at(f, sentence - 1) : 0, pattern, p[0] * 2u + leads);
    add(f, 118, pattern_at(f, sentence + 1), pattern, p[0]);
    add(f, 119, p[0], p[1], c->word);
    add(f, 120, p[-1], p[0], c->word);
    add(f, 121, p[-1], p[0], c[-1].pos * 64u + c->pos);
    add(f, 122, p[0], p[1], c[1].pos * 64u + c->pos);
}

unsigned onr_label_features(const struct onr_tagging *tagging, uint32_t token, bool second, uint32_t mask, uint32_t *rows)
{
    struct features features = {tagging, &tagging->cells[token], token, mask, rows, 0};
    add_words(&features);
    add_parts_of_speech(&features);
    add_lists(&features);
    add_quotation(&features);
    add_sentence(&features);
    add_neighbours(&features);
    if (second)
        add_first_pass(&features);
    return features.count;
}
