#include "review/compare.h"

#include <stdlib.h>
#include <string.h>

#include "review/key.h"

#define MOST_PAIRS ((size_t)1 << 20) /* of sources that are looked at for likeness */
#define SAME_WORDS 0.5 /* from here on a statement or a quotation is one that was edited */

/* One side of a comparison. */
struct side {
    const char *bytes;
    size_t length;
    const struct onr_analysis *analysis;
    const struct onr_attribution *attributions;
    uint32_t attribution_count;
    const struct onr_source *sources;
    uint32_t source_count;
    struct onr_words *labels;   /* the words of each source's label; owned */
    struct onr_words *capitals; /* of each source: see add_capitals; owned */
    const struct onr_quotation *quotations;
    uint32_t quotation_count;
    const struct onr_finding *findings;
    uint32_t finding_count;
};

struct work {
    struct onr_comparison *out;
    struct side before;
    struct side after;
    uint32_t *statements; /* for each attribution before: the one after, or ONR_NONE */
    uint32_t *sources;    /* for each source before: the one after, or ONR_NONE */
    bool *source_taken;   /* for each source after: whether one before is it */
    bool *told;           /* for each source after: whether an event has told of it */
    bool *told_before;    /* for each source before: likewise */
};

static struct side side_of(const struct onr_draft *draft)
{
    struct side side = {.bytes = draft->document.bytes,
                        .length = draft->document.length,
                        .analysis = draft->analysis};
    side.attributions = onr_attributions(side.analysis, &side.attribution_count);
    side.sources = onr_sources(side.analysis, &side.source_count);
    side.quotations = onr_quotations(side.analysis, &side.quotation_count);
    side.findings = onr_findings(side.analysis, &side.finding_count);
    return side;
}

bool onr_finding_counts(const struct onr_finding *finding)
{
    return !finding->waived && finding->severity >= ONR_SEVERITY_INFO;
}

const char *onr_source_event_name(enum onr_source_event event)
{
    static const char *const names[] = {"anonymous", "named", "lost", "gained", "described"};
    return names[event];
}

/* ---- Pairing ----------------------------------------------------------------------------------- */

static bool match_statements(struct work *w)
{
    struct onr_keys a = {0}, b = {0};
    bool done = true;
    for (uint32_t i = 0; i < w->before.attribution_count && done; i++)
        done = onr_keys_add_spans(&a, 0, w->before.bytes, w->before.attributions[i].content);
    for (uint32_t i = 0; i < w->after.attribution_count && done; i++)
        done = onr_keys_add_spans(&b, 0, w->after.bytes, w->after.attributions[i].content);
    done = done && onr_keys_match(&a, &b, SAME_WORDS, w->statements);
    onr_keys_free(&a);
    onr_keys_free(&b);
    return done;
}

static bool speaks(const struct onr_source *source)
{
    return source->attributions.count && source->class_ != ONR_CLASS_NONE &&
           source->class_ != ONR_CLASS_SELF;
}

/* The words of a source's mentions that begin with a capital letter: a name, and what stands by it. */
static bool add_capitals(struct onr_words *capitals, const struct side *side,
                         const struct onr_source *source)
{
    for (uint32_t i = 0; i < source->mentions.count; i++) {
        struct onr_words words = {0};
        bool done = onr_words_add(&words, side->bytes, source->mentions.at[i]);
        for (uint32_t k = 0; done && k < words.count; k++) {
            unsigned char first = (unsigned char)side->bytes[words.at[k].span.start];
            bool seen = (first < 'A' || first > 'Z') && first < 0x80;
            for (uint32_t c = 0; c < capitals->count && !seen; c++)
                seen = capitals->at[c].hash == words.at[k].hash;
            done = seen || onr_words_add(capitals, side->bytes, words.at[k].span);
        }
        onr_words_free(&words);
        if (!done)
            return false;
    }
    return true;
}

/* Reads the words of all labels and names of a side. */
static bool read_names(struct side *side)
{
    side->labels = calloc((size_t)side->source_count + 1, sizeof *side->labels);
    side->capitals = calloc((size_t)side->source_count + 1, sizeof *side->capitals);
    bool done = side->labels && side->capitals;
    for (uint32_t i = 0; i < side->source_count && done; i++)
        done = onr_words_add(&side->labels[i], side->bytes, side->sources[i].label) &&
               (side->sources[i].class_ != ONR_CLASS_NAMED ||
                add_capitals(&side->capitals[i], side, &side->sources[i]));
    return done;
}

static void free_names(struct side *side)
{
    for (uint32_t i = 0; i < side->source_count; i++) {
        if (side->labels)
            onr_words_free(&side->labels[i]);
        if (side->capitals)
            onr_words_free(&side->capitals[i]);
    }
    free(side->labels);
    free(side->capitals);
}

/* How much of the shorter name stands in the longer one. */
static double names_alike(const struct work *w, uint32_t before, uint32_t after)
{
    const struct onr_words *a = &w->before.capitals[before];
    const struct onr_words *b = &w->after.capitals[after];
    uint32_t least = a->count < b->count ? a->count : b->count;
    return least ? onr_words_alike(a, b) * (a->count + b->count) / 2 / least : 0;
}

static double labels_alike(const struct work *w, uint32_t before, uint32_t after)
{
    return onr_words_alike(&w->before.labels[before], &w->after.labels[after]);
}

static bool same_label(const struct work *w, uint32_t before, uint32_t after)
{
    return onr_words_equal(&w->before.labels[before], &w->after.labels[after]);
}

/* How many statements of a source before are those of a source after. */
static uint32_t shared_statements(const struct work *w, uint32_t before, uint32_t after)
{
    const struct onr_indices *said = &w->before.sources[before].attributions;
    uint32_t shared = 0;
    for (uint32_t i = 0; i < said->count; i++) {
        uint32_t with = w->statements[said->at[i]];
        shared += with != ONR_NONE && onr_attribution_source(w->after.analysis, with) == after;
    }
    return shared;
}

static double likeness(const struct work *w, uint32_t before, uint32_t after, int round)
{
    enum onr_class a = w->before.sources[before].class_;
    enum onr_class b = w->after.sources[after].class_;
    if (round == 2)
        return shared_statements(w, before, after);
    if (a != b)
        return 0;
    if (round == 0)
        return same_label(w, before, after);
    if (a == ONR_CLASS_NAMED)
        return names_alike(w, before, after) > 0.5;
    double alike = labels_alike(w, before, after);
    return alike >= ONR_KEYS_ALIKE ? alike : 0;
}

/* First by the very label, then by name or a label much alike, then by what was said. */
static void match_sources(struct work *w)
{
    size_t pairs = 0;
    for (uint32_t i = 0; i < w->before.source_count; i++)
        w->sources[i] = ONR_NONE;
    for (int round = 0; round < 3; round++)
        for (uint32_t i = 0; i < w->before.source_count; i++) {
            double best = 0;
            if (w->sources[i] != ONR_NONE || !speaks(&w->before.sources[i]))
                continue;
            for (uint32_t j = 0; j < w->after.source_count && pairs < MOST_PAIRS; j++) {
                if (w->source_taken[j] || !speaks(&w->after.sources[j]))
                    continue;
                double alike = likeness(w, i, j, round);
                pairs += round > 0;
                if (alike > best) {
                    best = alike;
                    w->sources[i] = j;
                }
            }
            if (w->sources[i] != ONR_NONE)
                w->source_taken[w->sources[i]] = true;
        }
}

/* ---- Events ------------------------------------------------------------------------------------ */

static bool add_event(struct work *w, struct onr_source_change change)
{
    struct onr_comparison *out = w->out;
    for (uint32_t i = 0; i < out->source_count; i++) {
        struct onr_source_change *there = &out->sources[i];
        if (there->event == change.event && there->before == change.before &&
            there->after == change.after) {
            there->statements += change.statements;
            return true;
        }
    }
    struct onr_source_change *at = realloc(out->sources, (out->source_count + 1) * sizeof *at);
    if (!at)
        return false;
    out->sources = at;
    out->sources[out->source_count++] = change;
    if (change.before != ONR_NONE)
        w->told_before[change.before] = true;
    if (change.after != ONR_NONE)
        w->told[change.after] = true;
    return true;
}

static bool is_unnamed(enum onr_class class_)
{
    return class_ == ONR_CLASS_UNNAMED || class_ == ONR_CLASS_SPOKESPERSON ||
           class_ == ONR_CLASS_COLLECTIVE;
}

/* Statements whose source lost its name or got one, whatever became of the sources elsewhere. */
static bool find_renamed(struct work *w)
{
    for (uint32_t i = 0; i < w->before.attribution_count; i++) {
        uint32_t j = w->statements[i];
        uint32_t a = onr_attribution_source(w->before.analysis, i);
        uint32_t b = j == ONR_NONE ? ONR_NONE : onr_attribution_source(w->after.analysis, j);
        if (a == ONR_NONE || b == ONR_NONE)
            continue;
        enum onr_class from = w->before.sources[a].class_;
        enum onr_class to = w->after.sources[b].class_;
        bool lost = from == ONR_CLASS_NAMED && is_unnamed(to);
        bool found = is_unnamed(from) && to == ONR_CLASS_NAMED;
        if ((lost || found) &&
            !add_event(w, (struct onr_source_change){
                              lost ? ONR_SOURCE_ANONYMOUS : ONR_SOURCE_NAMED, a, b, 1}))
            return false;
    }
    return true;
}

static bool find_described(struct work *w, uint32_t before, uint32_t after)
{
    bool unnamed = w->before.sources[before].class_ == ONR_CLASS_UNNAMED &&
                   w->after.sources[after].class_ == ONR_CLASS_UNNAMED;
    if (!unnamed || same_label(w, before, after))
        return true;
    return add_event(w, (struct onr_source_change){
                            ONR_SOURCE_DESCRIBED, before, after,
                            w->after.sources[after].attributions.count});
}

static bool find_come_and_gone(struct work *w)
{
    bool done = true;
    for (uint32_t i = 0; i < w->before.source_count && done; i++) {
        uint32_t with = w->sources[i];
        if (with != ONR_NONE)
            done = w->told_before[i] || find_described(w, i, with);
        else if (speaks(&w->before.sources[i]) && !w->told_before[i])
            done = add_event(w, (struct onr_source_change){
                                    ONR_SOURCE_LOST, i, ONR_NONE,
                                    w->before.sources[i].attributions.count});
    }
    for (uint32_t i = 0; i < w->after.source_count && done; i++)
        if (!w->source_taken[i] && !w->told[i] && speaks(&w->after.sources[i]))
            done = add_event(w, (struct onr_source_change){
                                    ONR_SOURCE_GAINED, ONR_NONE, i,
                                    w->after.sources[i].attributions.count});
    return done;
}

static int by_event(const void *a, const void *b)
{
    const struct onr_source_change *x = a;
    const struct onr_source_change *y = b;
    if (x->event != y->event)
        return (x->event > y->event) - (x->event < y->event);
    if (x->after != y->after)
        return (x->after > y->after) - (x->after < y->after);
    return (x->before > y->before) - (x->before < y->before);
}

static bool compare_sources(struct work *w)
{
    if (!match_statements(w))
        return false;
    match_sources(w);
    if (!find_renamed(w) || !find_come_and_gone(w))
        return false;
    if (w->out->source_count)
        qsort(w->out->sources, w->out->source_count, sizeof *w->out->sources, by_event);
    return true;
}

/* ---- Quotations -------------------------------------------------------------------------------- */

/* Speech in quotation marks of the outermost kind: titles, and quotations within one, are not. */
static bool is_speech(const struct onr_quotation *quotation)
{
    return quotation->depth <= 1 && quotation->kind != ONR_QUOTATION_TITLE && quotation->words;
}

static bool quotation_keys(struct onr_keys *keys, const struct side *side)
{
    for (uint32_t i = 0; i < side->quotation_count; i++) {
        struct onr_spans all = {&side->quotations[i].span, 1};
        struct onr_spans none = {NULL, 0};
        /* What is no speech keeps its place with a rule of its own, so that it pairs with nothing. */
        bool speech = is_speech(&side->quotations[i]);
        if (!onr_keys_add_spans(keys, speech ? 0 : ONR_NONE, side->bytes, speech ? all : none))
            return false;
    }
    return true;
}

static bool note_quotations(struct work *w, const struct onr_keys *a, const struct onr_keys *b,
                            const uint32_t *partner)
{
    struct onr_comparison *out = w->out;
    uint32_t kept = 0;
    out->quotations = malloc((a->count + 1) * sizeof *out->quotations);
    if (!out->quotations)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        if (a->at[i].rule == ONR_NONE)
            continue;
        if (partner[i] == ONR_NONE) {
            out->quotations_dropped++;
            continue;
        }
        kept++;
        if (!onr_words_equal(&a->at[i].words, &b->at[partner[i]].words))
            out->quotations[out->quotation_count++] =
                (struct onr_quotation_change){i, partner[i]};
    }
    for (uint32_t i = 0; i < b->count; i++)
        out->quotations_added += b->at[i].rule != ONR_NONE;
    out->quotations_added -= kept;
    return true;
}

static bool compare_quotations(struct work *w)
{
    struct onr_keys a = {0}, b = {0};
    uint32_t *partner = malloc((w->before.quotation_count + 1) * sizeof *partner);
    bool done = partner && quotation_keys(&a, &w->before) && quotation_keys(&b, &w->after) &&
                onr_keys_match(&a, &b, SAME_WORDS, partner) && note_quotations(w, &a, &b, partner);
    onr_keys_free(&a);
    onr_keys_free(&b);
    free(partner);
    return done;
}

/* ---- Findings ---------------------------------------------------------------------------------- */

/*
 * Findings of one rule about one source that says the same are one, though the words around them
 * changed.
 */
static void match_by_source(const struct work *w, uint32_t *partner, bool *kept)
{
    for (uint32_t i = 0; i < w->after.finding_count; i++) {
        const struct onr_finding *now = &w->after.findings[i];
        if (partner[i] != ONR_NONE || now->source == ONR_NONE)
            continue;
        for (uint32_t j = 0; j < w->before.finding_count && partner[i] == ONR_NONE; j++) {
            const struct onr_finding *then = &w->before.findings[j];
            if (kept[j] || then->rule != now->rule || then->source == ONR_NONE ||
                w->sources[then->source] != now->source ||
                !shared_statements(w, then->source, now->source))
                continue;
            partner[i] = j;
            kept[j] = true;
        }
    }
}

static void note_findings(struct work *w, const bool *kept)
{
    struct onr_comparison *out = w->out;
    const uint32_t *partner = out->partner;
    for (uint32_t i = 0; i < w->after.finding_count; i++) {
        if (!onr_finding_counts(&w->after.findings[i]))
            continue;
        if (partner[i] != ONR_NONE)
            out->kept++;
        else
            out->fresh[out->fresh_count++] = i;
    }
    for (uint32_t i = 0; i < w->before.finding_count; i++)
        if (!kept[i] && onr_finding_counts(&w->before.findings[i]))
            out->mended[out->mended_count++] = i;
}

static bool compare_findings(struct work *w)
{
    struct onr_keys a = {0}, b = {0};
    uint32_t *partner = malloc((w->after.finding_count + 1) * sizeof *partner);
    w->out->partner = partner;
    bool *kept = calloc(w->before.finding_count + 1, sizeof *kept);
    w->out->fresh = malloc((w->after.finding_count + 1) * sizeof *w->out->fresh);
    w->out->mended = malloc((w->before.finding_count + 1) * sizeof *w->out->mended);
    bool done = partner && kept && w->out->fresh && w->out->mended &&
                onr_keys_of_findings(&a, w->after.analysis, w->after.bytes, w->after.length) &&
                onr_keys_of_findings(&b, w->before.analysis, w->before.bytes, w->before.length) &&
                onr_keys_match(&a, &b, ONR_KEYS_ALIKE, partner);
    if (done) {
        for (uint32_t i = 0; i < w->after.finding_count; i++)
            if (partner[i] != ONR_NONE)
                kept[partner[i]] = true;
        match_by_source(w, partner, kept);
        note_findings(w, kept);
    }
    onr_keys_free(&a);
    onr_keys_free(&b);
    free(kept);
    return done;
}

static bool open_work(struct work *w)
{
    w->statements = malloc((w->before.attribution_count + 1) * sizeof *w->statements);
    w->sources = malloc((w->before.source_count + 1) * sizeof *w->sources);
    w->source_taken = calloc(w->after.source_count + 1, sizeof *w->source_taken);
    w->told = calloc(w->after.source_count + 1, sizeof *w->told);
    w->told_before = calloc(w->before.source_count + 1, sizeof *w->told_before);
    return read_names(&w->before) && read_names(&w->after) && w->statements && w->sources &&
           w->source_taken && w->told && w->told_before;
}

static void close_work(struct work *w)
{
    free_names(&w->before);
    free_names(&w->after);
    free(w->statements);
    free(w->sources);
    free(w->source_taken);
    free(w->told);
    free(w->told_before);
}

bool onr_compare(struct onr_comparison *comparison, const struct onr_draft *before,
                 const struct onr_draft *after)
{
    memset(comparison, 0, sizeof *comparison);
    struct work w = {.out = comparison, .before = side_of(before), .after = side_of(after)};
    bool done = open_work(&w) && compare_sources(&w) && compare_quotations(&w) &&
                compare_findings(&w);
    close_work(&w);
    if (!done)
        onr_comparison_free(comparison);
    return done;
}

bool onr_comparison_empty(const struct onr_comparison *comparison)
{
    return comparison->source_count + comparison->quotation_count + comparison->quotations_added +
               comparison->quotations_dropped + comparison->fresh_count +
               comparison->mended_count ==
           0;
}

void onr_comparison_free(struct onr_comparison *comparison)
{
    free(comparison->sources);
    free(comparison->quotations);
    free(comparison->fresh);
    free(comparison->mended);
    free(comparison->partner);
    memset(comparison, 0, sizeof *comparison);
}
