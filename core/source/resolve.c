/*
 * Mentions to chains. A name goes to its name's source, a definite phrase to the nearest earlier source
 * with its head word, a pronoun to the nearest earlier source that it fits; the rest start sources.
 */
#include <stdlib.h>

#include "base/hash.h"
#include "source/source.h"

#define NAME_REACH 3     /* sentences before a pronoun in which the person it stands for is named */
#define LONGEST_ANTECEDENT 8 /* tokens of the phrase before a relative pronoun */
#define SENTENCE_REACH 200 /* tokens of a sentence before a pronoun that are looked into */
#define PRONOUN_REACH 12 /* attributions a pronoun looks back over */

/* What the resolver knows of a source while chains grow. */
struct chain {
    uint32_t last;      /* attribution it was last the source of */
    uint32_t count;     /* attributions */
    uint32_t mention;   /* attribution whose mention says most */
    uint8_t gender;     /* bits that its mentions leave open */
    bool plural;        /* several people */
};

struct resolver {
    struct onr_sources *out;                    /* filled */
    struct onr_arena *arena;                    /* holds it */
    const struct onr_prose *prose;              /* the document */
    const struct onr_attributions *attributions; /* to be given sources */
    ONR_ARRAY(struct chain) chains;             /* beside out->records */
    struct onr_map by_key;                      /* name or phrase -> latest source */
    struct onr_map by_head;                     /* head word and number -> latest source */
};

static uint64_t name_key(const struct onr_mention *m)
{
    return onr_hash_mix(m->name + UINT64_C(0x100000000));
}

static uint64_t head_key(const struct resolver *r, const struct onr_mention *m)
{
    return onr_hash_join(m->plural + 1, r->prose->tokens.at[m->head].word);
}

/* A phrase without its determiner, word by word. */
static uint64_t phrase_key(const struct resolver *r, const struct onr_mention *m)
{
    uint64_t key = 7;
    for (uint32_t i = m->first; i < m->end && i < m->first + 24; i++)
        if (!onr_token_in(r->prose, i, ONR_LIST_DETERMINERS) && r->prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER)
            key = onr_hash_join(key, r->prose->tokens.at[i].word);
    return key;
}

static uint32_t start_source(struct resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    struct onr_source source = {.class_ = m->class_, .kind = m->kind, .level = ONR_LEVEL_NONE,
                                .label = onr_token_span(r->prose, m->first, m->end - m->first)};
    struct chain chain = {.last = attribution, .mention = attribution, .gender = m->gender, .plural = m->plural};
    ONR_ARRAY_PUSH(r->arena, &r->out->records, source);
    ONR_ARRAY_PUSH(r->arena, &r->chains, chain);
    return r->arena->failed ? ONR_NONE : r->out->records.count - 1;
}

/* How much a mention tells of its source, to pick the one it is labelled and classed by. */
static uint32_t richness(const struct onr_mention *m)
{
    if (m->class_ == ONR_CLASS_PRONOUN || m->class_ == ONR_CLASS_NONE)
        return 0;
    if (m->class_ == ONR_CLASS_NOMINAL)
        return 1;
    uint32_t length = m->end - m->first < 40 ? m->end - m->first : 40;
    return (m->class_ == ONR_CLASS_NAMED ? 200 : 100) + length +
           (m->class_ == ONR_CLASS_UNNAMED ? 40 * (uint32_t)m->level : 0);
}

static void join(struct resolver *r, uint32_t source, uint32_t attribution)
{
    const struct onr_mention *m = &r->out->mentions[attribution];
    struct chain *chain = &r->chains.at[source];
    chain->last = attribution;
    chain->count++;
    if (m->gender & chain->gender)
        chain->gender &= m->gender;
    r->out->of_attribution[attribution] = source;
    if (richness(m) > richness(&r->out->mentions[chain->mention])) {
        chain->mention = attribution;
        struct onr_source *record = &r->out->records.at[source];
        record->class_ = m->class_;
        record->kind = m->kind;
        record->label = onr_token_span(r->prose, m->first, m->end - m->first);
    }
    if (m->class_ != ONR_CLASS_PRONOUN) {
        if (m->name != ONR_NONE)
            onr_map_set(&r->by_key, r->arena, name_key(m), source, false);
        onr_map_set(&r->by_key, r->arena, phrase_key(r, m), source, false);
        onr_map_set(&r->by_head, r->arena, head_key(r, m), source, false);
    }
}

static bool is_human(const struct onr_source *source)
{
    return source->class_ == ONR_CLASS_NAMED || source->class_ == ONR_CLASS_UNNAMED ||
           source->class_ == ONR_CLASS_SPOKESPERSON || source->class_ == ONR_CLASS_NOMINAL;
}

/* Whether a pronoun can stand for a source. */
static bool fits(const struct resolver *r, uint32_t source, const struct onr_mention *m)
{
    const struct onr_source *record = &r->out->records.at[source];
    const struct chain *chain = &r->chains.at[source];
    if (m->plural)
        return chain->plural || record->class_ == ONR_CLASS_COLLECTIVE || record->class_ == ONR_CLASS_ORGANIZATION;
    if (onr_token_in(r->prose, m->first, ONR_LIST_PRONOUNS_THING))
        return !is_human(record) && record->class_ != ONR_CLASS_COLLECTIVE;
    return is_human(record) && !chain->plural && (chain->gender & m->gender);
}

/* The source of a person named in the text shortly before a pronoun, its own sentence first, or ONR_NONE. */
static uint32_t named_before(const struct resolver *r, const struct onr_mention *m)
{
    uint32_t sentence = r->prose->tokens.at[m->first].sentence, block = r->prose->sentences.at[sentence].block;
    for (uint32_t back = 0; back <= sentence && back <= NAME_REACH; back++) {
        const struct onr_sentence *s = &r->prose->sentences.at[sentence - back];
        uint32_t end = back ? s->first_token + s->token_count : m->first;
        uint32_t first, last, found = ONR_NONE;
        if (s->block + 1 < block)
            return ONR_NONE;
        for (uint32_t i = end > s->first_token + SENTENCE_REACH ? end - SENTENCE_REACH : s->first_token; i < end; i = last > i ? last : i + 1) {
            uint32_t run = onr_name_run(r->prose, i, end, &first, &last);
            if (run == ONR_NONE)
                break;
            uint32_t name = onr_names_find(&r->out->names, r->prose, first, last);
            const struct onr_name *own = name == ONR_NONE ? NULL : &r->out->names.all.at[name];
            bool owner = last < end && (r->prose->tokens.at[last].flags & ONR_TOKEN_CLITIC);
            if (own && own->person && (own->gender & m->gender) && found == ONR_NONE && !owner)
                found = name;
        }
        if (found != ONR_NONE)
            return found;
    }
    return ONR_NONE;
}

/* The nearest earlier source that a pronoun fits; one whose sex is told goes before one whose is not. */
static uint32_t nearest_fit(const struct resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint32_t open = ONR_NONE;
    for (uint32_t back = 1; back <= attribution && back <= PRONOUN_REACH; back++) {
        uint32_t source = r->out->of_attribution[attribution - back];
        if (source == ONR_NONE || !fits(r, source, m))
            continue;
        if (m->gender == ONR_GENDER_ANY || r->chains.at[source].gender == m->gender)
            return open == ONR_NONE || m->gender != ONR_GENDER_ANY ? source : open;
        if (open == ONR_NONE)
            open = source;
    }
    return open;
}

/* A source for a person that is named in the text, whether or not it was a source before. */
static uint32_t source_of_name(struct resolver *r, uint32_t attribution, uint32_t name)
{
    struct onr_mention whole = {.name = name, .class_ = ONR_CLASS_NAMED, .kind = ONR_KIND_PERSON_NAMED,
                                .first = r->out->names.all.at[name].first, .end = r->out->names.all.at[name].end,
                                .gender = r->out->names.all.at[name].gender};
    uint32_t source = onr_map_get(&r->by_key, name_key(&whole));
    if (source != ONR_NONE)
        return source;
    source = start_source(r, attribution, &whole);
    if (source != ONR_NONE)
        onr_map_set(&r->by_key, r->arena, name_key(&whole), source, false);
    return source;
}

/* "he": the person named last before it, unless the nearest source is nearer still. */
static uint32_t pronoun_source(struct resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint32_t near = nearest_fit(r, attribution, m);
    bool personal = !m->plural && m->gender != ONR_GENDER_ANY;
    if (!personal)
        return near;
    uint32_t sentence = r->prose->tokens.at[m->first].sentence;
    if (near != ONR_NONE) {
        uint32_t last = r->prose->tokens.at[r->attributions->tokens.at[r->chains.at[near].last].cue].sentence;
        if (last + 1 >= sentence)
            return near;
    }
    uint32_t name = named_before(r, m);
    return name == ONR_NONE ? near : source_of_name(r, attribution, name);
}

/* The source a definite phrase points back to: same head, or a person with that role, or the body in topic. */
static uint32_t nominal_source(struct resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint32_t source = onr_map_get(&r->by_head, head_key(r, m));
    if (source != ONR_NONE)
        return source;
    uint64_t head = r->prose->tokens.at[m->head].word;
    for (uint32_t back = 1; back <= attribution && back <= PRONOUN_REACH; back++) {
        uint32_t candidate = r->out->of_attribution[attribution - back];
        if (candidate == ONR_NONE || !is_human(&r->out->records.at[candidate]) || r->chains.at[candidate].plural != m->plural)
            continue;
        const struct onr_mention *fullest = &r->out->mentions[r->chains.at[candidate].mention];
        for (uint32_t i = fullest->first; i < fullest->end; i++)
            if (r->prose->tokens.at[i].word == head)
                return candidate;
    }
    return ONR_NONE;
}

/* "The candidate": the nearest earlier person by name, where no role tells who it is. */
static uint32_t last_person(const struct resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    if (!onr_token_in(r->prose, m->head, ONR_LIST_ROLES))
        return ONR_NONE;
    for (uint32_t back = 1; back <= attribution && back <= PRONOUN_REACH; back++) {
        uint32_t source = r->out->of_attribution[attribution - back];
        if (source != ONR_NONE && r->out->records.at[source].class_ == ONR_CLASS_NAMED)
            return source;
    }
    return ONR_NONE;
}

/* Chains are told apart for "another source", "a second official" and for indefinite phrases of people. */
static bool starts_anew(const struct onr_mention *m)
{
    return m->new_one || (m->class_ == ONR_CLASS_UNNAMED && !m->definite && !m->plural);
}

static uint32_t phrase_source(struct resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    if (m->name != ONR_NONE)
        return onr_map_get(&r->by_key, name_key(m));
    if (starts_anew(m))
        return ONR_NONE;
    uint32_t same = onr_map_get(&r->by_key, phrase_key(r, m));
    if (same != ONR_NONE)
        return same;
    if (!m->definite)
        return ONR_NONE;
    same = nominal_source(r, attribution, m);
    if (same != ONR_NONE || m->plural || (m->class_ != ONR_CLASS_NOMINAL && m->class_ != ONR_CLASS_UNNAMED))
        return same;
    uint32_t name = onr_map_get(&r->out->names.by_role, r->prose->tokens.at[m->head].word);
    if (name != ONR_NONE)
        return source_of_name(r, attribution, name);
    return m->class_ == ONR_CLASS_NOMINAL ? last_person(r, attribution, m) : ONR_NONE;
}

/* The noun phrase a relative pronoun follows: "the mayor, who …", "groups that …". */
static bool read_antecedent(const struct resolver *r, uint32_t pronoun, struct onr_mention *antecedent)
{
    uint32_t sentence = r->prose->tokens.at[pronoun].sentence, floor = r->prose->sentences.at[sentence].first_token;
    uint32_t end = pronoun;
    if (end > floor && r->prose->tokens.at[end - 1].kind > ONR_TOKEN_NUMBER)
        end--;
    uint32_t first = end;
    while (first > floor && end - first < LONGEST_ANTECEDENT) {
        uint32_t i = first - 1;
        if (r->prose->tokens.at[i].kind > ONR_TOKEN_NUMBER || onr_token_in(r->prose, i, ONR_LIST_CLAUSE_STARTERS) ||
            onr_token_in(r->prose, i, ONR_LIST_PREPOSITIONS) || onr_token_in(r->prose, i, ONR_LIST_AUXILIARIES))
            break;
        first = i;
        if (onr_token_in(r->prose, i, ONR_LIST_DETERMINERS))
            break;
    }
    if (first == end)
        return false;
    *antecedent = onr_mention_read(r->prose, &r->out->names, first, end, NULL);
    return antecedent->class_ != ONR_CLASS_PRONOUN;
}

/* The source of what a relative pronoun follows; it starts one where there is none. */
static uint32_t relative_source(struct resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    struct onr_mention antecedent;
    if (!onr_token_in(r->prose, m->first, ONR_LIST_RELATIVES) || !read_antecedent(r, m->first, &antecedent))
        return ONR_NONE;
    uint32_t source = phrase_source(r, attribution, &antecedent);
    if (source != ONR_NONE)
        return source;
    source = start_source(r, attribution, &antecedent);
    if (source != ONR_NONE && antecedent.name != ONR_NONE)
        onr_map_set(&r->by_key, r->arena, name_key(&antecedent), source, false);
    return source;
}

static uint32_t find_source(struct resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    if (m->class_ != ONR_CLASS_PRONOUN)
        return phrase_source(r, attribution, m);
    uint32_t source = relative_source(r, attribution, m);
    return source != ONR_NONE ? source : pronoun_source(r, attribution, m);
}

static void resolve(struct resolver *r, uint32_t attribution)
{
    const struct onr_mention *m = &r->out->mentions[attribution];
    r->out->of_attribution[attribution] = ONR_NONE;
    if (m->class_ == ONR_CLASS_NONE)
        return;
    uint32_t source = find_source(r, attribution, m);
    if (source == ONR_NONE)
        source = start_source(r, attribution, m);
    if (source != ONR_NONE)
        join(r, source, attribution);
}

/* A chain of pronouns and nominals alone: nobody is told, and what is left is read by its look. */
static void settle_class(const struct resolver *r, uint32_t source)
{
    struct onr_source *record = &r->out->records.at[source];
    const struct onr_mention *m = &r->out->mentions[r->chains.at[source].mention];
    if (record->class_ == ONR_CLASS_PRONOUN) {
        record->class_ = ONR_CLASS_NAMED;
        record->kind = ONR_KIND_PERSON_NAMED;
    } else if (record->class_ == ONR_CLASS_NOMINAL && onr_token_in(r->prose, m->head, ONR_LIST_ROLES)) {
        record->class_ = ONR_CLASS_UNNAMED;
        record->kind = ONR_KIND_ANON_ROLE;
    } else if (record->class_ == ONR_CLASS_NOMINAL) {
        record->class_ = ONR_CLASS_ORGANIZATION;
        record->kind = ONR_KIND_INSTITUTION;
    }
    record->plural = r->chains.at[source].plural;
}

static int compare_spans(const void *left, const void *right)
{
    const struct onr_span *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* Puts mentions in document order, one that several attributions share once; returns how many are left. */
static uint32_t sort_mentions(struct onr_span *spans, uint32_t count)
{
    uint32_t kept = 0;
    qsort(spans, count, sizeof *spans, compare_spans);
    for (uint32_t i = 0; i < count; i++)
        if (!kept || spans[kept - 1].start != spans[i].start)
            spans[kept++] = spans[i];
    return kept;
}

/* The mentions and attributions of each source, in document order. */
static bool gather(struct resolver *r)
{
    uint32_t count = r->attributions->records.count, sources = r->out->records.count;
    struct onr_span *spans = onr_arena_take(r->arena, count * sizeof *spans);
    uint32_t *indices = onr_arena_take(r->arena, count * sizeof *indices);
    uint32_t *at = onr_arena_take(r->arena, (sources + 1) * sizeof *at);
    if (!spans || !indices || !at)
        return false;
    for (uint32_t i = 0, sum = 0; i < sources; i++) {
        at[i] = sum;
        sum += r->chains.at[i].count;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t source = r->out->of_attribution[i];
        if (source == ONR_NONE)
            continue;
        const struct onr_mention *m = &r->out->mentions[i];
        spans[at[source]] = onr_token_span(r->prose, m->first, m->end - m->first);
        indices[at[source]++] = i;
    }
    for (uint32_t i = 0; i < sources; i++) {
        struct onr_source *record = &r->out->records.at[i];
        uint32_t own = r->chains.at[i].count, first = at[i] - own;
        record->mentions = (struct onr_spans){spans + first, sort_mentions(spans + first, own)};
        record->attributions = (struct onr_indices){indices + first, own};
        settle_class(r, i);
    }
    return true;
}

bool onr_sources_resolve(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose,
                         const struct onr_attributions *attributions)
{
    struct resolver r = {.out = sources, .arena = arena, .prose = prose, .attributions = attributions};
    for (uint32_t i = 0; i < attributions->records.count && !arena->failed; i++)
        resolve(&r, i);
    return !arena->failed && gather(&r);
}
