#include "score/score.h"

#include <math.h>

#include "base/error.h"
#include "rule/repeat.h"

#define LIGHTEST 8         /* words: the least an attribution weighs */
#define HEAVIEST 40        /* words: the most */
#define ARTICLE_CAP 25     /* points the article's rules take off together */
#define FEW_ATTRIBUTIONS 3 /* fewer give no confident score */
#define FEW_WORDS 150

struct sum {
    struct onr_scores *scores;                   /* filled */
    struct onr_arena *arena;                     /* holds it */
    const struct onr_prose *prose;               /* the document */
    const struct onr_attributions *attributions; /* its attributions */
    const struct onr_sources *sources;           /* its sources */
    const struct onr_hits *hits;                 /* what takes points off */
    uint32_t words;                              /* of the body, a paragraph that stands twice counted once */
};

/* The attribution a hit without a source takes its points off, or ONR_NONE: nobody is told there. */
static bool is_of_attribution(const struct onr_hit *hit)
{
    return hit->subject == ONR_SUBJECT_ATTRIBUTION ||
           (hit->subject == ONR_SUBJECT_SOURCE && hit->source == ONR_NONE);
}

/* Fills part with the scored hits of one subject; hits are chained from head by next. */
static void sum_part(struct sum *sum, struct onr_part_score *part, const uint32_t *next, uint32_t head)
{
    uint32_t count = 0;
    for (uint32_t i = head; i != ONR_NONE; i = next[i])
        count++;
    struct onr_deduction *at = count ? onr_arena_take(sum->arena, count * sizeof *at) : NULL;
    float points = 0;
    uint32_t filled = 0;
    for (uint32_t i = head; at && i != ONR_NONE; i = next[i]) {
        const struct onr_hit *hit = &sum->hits->all.at[i];
        if (filled && at[filled - 1].rule == hit->rule)
            continue; /* a rule takes its points once a source or attribution */
        at[filled++] = (struct onr_deduction){.rule = hit->rule, .points = hit->points, .each = hit->points};
        points += hit->points;
    }
    part->deductions = (struct onr_deductions){at, filled};
    part->value = points < 100 ? 100 - points : 0;
}

/* Sums the hits that of() maps to one of `count` parts. */
static bool sum_parts(struct sum *sum, struct onr_part_score *parts, uint32_t count, bool of_attributions)
{
    uint32_t hits = sum->hits->all.count;
    uint32_t *next = onr_arena_take(sum->arena, hits * sizeof *next);
    uint32_t *head = onr_arena_take(sum->arena, count * sizeof *head);
    if (!next || !head)
        return false;
    for (uint32_t i = 0; i < count; i++)
        head[i] = ONR_NONE;
    for (uint32_t i = hits; i-- > 0;) {
        const struct onr_hit *hit = &sum->hits->all.at[i];
        uint32_t part = of_attributions ? hit->attribution : hit->source;
        bool fits = of_attributions ? is_of_attribution(hit) : hit->subject == ONR_SUBJECT_SOURCE;
        if (!fits || !hit->scored || part == ONR_NONE || hit->points <= 0)
            continue;
        next[i] = head[part];
        head[part] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        sum_part(sum, &parts[i], next, head[i]);
    return !sum->arena->failed;
}

/* An attribution's score starts from its source's; one with no source told has only its own hits. */
static void settle_attributions(struct sum *sum)
{
    for (uint32_t i = 0; i < sum->attributions->records.count; i++) {
        uint32_t source = sum->sources->of_attribution[i];
        struct onr_part_score *own = &sum->scores->attributions[i];
        float from = source == ONR_NONE ? 100 : sum->scores->sources[source].value;
        own->value = from - (100 - own->value);
        if (own->value < 0)
            own->value = 0;
    }
}

static bool in_body(const struct sum *sum, uint32_t attribution)
{
    return onr_token_block(sum->prose, sum->attributions->tokens.at[attribution].content)->kind == ONR_BLOCK_BODY;
}

/*
 * Attributions that count: outermost, in the body, reporting words or facts, and with a source or a rule that
 * says it lacks one. A wish, a plan or a stance is the writer's to state, and an elided subject ("adding
 * that …") names nobody: both are left out.
 */
static enum onr_left_out left_out(const struct sum *sum, uint32_t attribution)
{
    const struct onr_attribution *record = &sum->attributions->records.at[attribution];
    if (record->nested)
        return ONR_LEFT_OUT_NESTED;
    if (record->mode == ONR_MODE_ATTITUDE || record->mode == ONR_MODE_REFUSAL)
        return record->mode == ONR_MODE_ATTITUDE ? ONR_LEFT_OUT_ATTITUDE : ONR_LEFT_OUT_REFUSAL;
    if (!in_body(sum, attribution))
        return ONR_LEFT_OUT_NOT_BODY;
    bool told = sum->sources->of_attribution[attribution] != ONR_NONE ||
                sum->scores->attributions[attribution].deductions.count;
    return told ? ONR_LEFT_OUT_NOT : ONR_LEFT_OUT_NOBODY;
}

static void sum_mean(struct sum *sum, uint32_t *counted)
{
    double weighted = 0, weight = 0;
    *counted = 0;
    for (uint32_t i = 0; i < sum->attributions->records.count; i++) {
        sum->scores->left_out[i] = (uint8_t)left_out(sum, i);
        if (sum->scores->left_out[i])
            continue;
        uint32_t words = sum->attributions->records.at[i].words;
        uint32_t own = words < LIGHTEST ? LIGHTEST : words > HEAVIEST ? HEAVIEST : words;
        sum->scores->weights[i] = own;
        weighted += own * (double)sum->scores->attributions[i].value;
        weight += own;
        ++*counted;
    }
    sum->scores->article.has_value = *counted > 0;
    sum->scores->article.mean = weight > 0 ? weighted / weight : 0;
}

/* What one rule takes off the article, met by so many hits of which first is one. */
static struct onr_deduction deduct(const struct sum *sum, const struct onr_hit *first, uint32_t met)
{
    const struct onr_rule_spec *spec = onr_policy_spec(NULL, first->rule);
    struct onr_deduction d = {.rule = first->rule, .points = first->points, .each = first->points};
    if (first->of) {
        d.each = spec->points_count ? spec->points[0].points : 0;
        d.met = first->met;
        d.of = first->of;
    }
    if (spec->rate <= 0)
        return d;
    d.met = met;
    d.per = (uint32_t)spec->rate;
    d.most = spec->cap;
    d.words = sum->words;
    d.points = d.each * (float)met * spec->rate / (float)(d.words > d.per ? d.words : d.per);
    if (d.most > 0 && d.points > d.most)
        d.points = d.most;
    return d;
}

/* The article's deductions, one a rule; hits come in the order of the rules. */
static bool sum_article(struct sum *sum)
{
    uint32_t filled = 0;
    struct onr_deduction *at = onr_arena_take(sum->arena, onr_rule_count() * sizeof *at);
    if (!at)
        return false;
    for (uint32_t i = 0; i < sum->hits->all.count;) {
        uint32_t rule = sum->hits->all.at[i].rule, scored = 0;
        const struct onr_hit *first = NULL;
        for (; i < sum->hits->all.count && sum->hits->all.at[i].rule == rule; i++) {
            const struct onr_hit *hit = &sum->hits->all.at[i];
            if (hit->subject != ONR_SUBJECT_ARTICLE || !hit->scored || hit->points <= 0)
                continue;
            if (!scored++)
                first = hit;
        }
        if (scored)
            at[filled++] = deduct(sum, first, scored);
    }
    sum->scores->article.deductions = (struct onr_deductions){at, filled};
    return true;
}

static enum onr_band band_of(int value)
{
    if (value >= 85) return ONR_BAND_ON_RECORD;
    if (value >= 70) return ONR_BAND_MOSTLY;
    if (value >= 50) return ONR_BAND_MIXED;
    return value >= 30 ? ONR_BAND_THIN : ONR_BAND_OPAQUE;
}

static void settle_article(struct sum *sum, uint32_t counted)
{
    struct onr_score *article = &sum->scores->article;
    double off = 0;
    for (uint32_t i = 0; i < article->deductions.count; i++)
        off += (double)article->deductions.at[i].points;
    article->exact = article->mean - (off < ARTICLE_CAP ? off : ARTICLE_CAP);
    if (article->exact < 0)
        article->exact = 0;
    article->value = (int)floor(article->exact + 0.5);
    article->band = band_of(article->value);
    article->confident = counted >= FEW_ATTRIBUTIONS && sum->prose->body_words >= FEW_WORDS;
}

int onr_scores_sum(struct onr_scores *scores, struct onr_arena *arena, const struct onr_prose *prose,
                   const struct onr_attributions *attributions, const struct onr_sources *sources,
                   const struct onr_hits *hits, struct onr_error *error)
{
    struct sum sum = {scores, arena, prose, attributions, sources, hits, 0};
    uint32_t counted;
    *scores = (struct onr_scores){0};
    if (!onr_blocks_repeated(prose, arena, &sum.words))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    scores->sources = onr_arena_take(arena, sources->records.count * sizeof *scores->sources);
    scores->attributions = onr_arena_take(arena, attributions->records.count * sizeof *scores->attributions);
    scores->weights = onr_arena_take(arena, attributions->records.count * sizeof *scores->weights);
    scores->left_out = onr_arena_take(arena, attributions->records.count);
    if (!scores->sources || !scores->attributions || !scores->weights || !scores->left_out ||
        !sum_parts(&sum, scores->sources, sources->records.count, false) ||
        !sum_parts(&sum, scores->attributions, attributions->records.count, true) || !sum_article(&sum))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    settle_attributions(&sum);
    sum_mean(&sum, &counted);
    settle_article(&sum, counted);
    return ONR_OK;
}
