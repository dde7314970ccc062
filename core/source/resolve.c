/*
 * Mentions to chains. A name goes to its name's source, a definite phrase to the nearest earlier source
 * with its head word, a pronoun to the nearest earlier source that it fits; the rest start sources.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "source/phrase.h"
#include "source/resolve.h"

#define OTHER_REACH 20  /* attributions "the second official" looks back over */
#define SHARE_REACH 8   /* attributions that may share a source's phrase */
#define GROUP_REACH 6   /* attributions "one of them" looks back over for several people */
#define LONGEST_HEAD 32 /* bytes of a noun whose plural is looked for */

uint64_t onr_chain_name_key(uint32_t name)
{
    return onr_hash_mix(name + UINT64_C(0x100000000));
}

static uint64_t head_key(const struct onr_resolver *r, const struct onr_mention *m)
{
    return onr_hash_join(m->plural + 1, r->prose->tokens.at[m->head].word);
}

/* A phrase without its determiner, word by word. */
static uint64_t phrase_key(const struct onr_resolver *r, const struct onr_mention *m)
{
    uint64_t key = 7;
    for (uint32_t i = m->first; i < m->end && i < m->first + 24; i++)
        if (!onr_token_in(r->prose, i, ONR_LIST_DETERMINERS) && r->prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER)
            key = onr_hash_join(key, r->prose->tokens.at[i].word);
    return key;
}

/* The several people who spoke last, within reach of an attribution, or one who is not named; ONR_NONE for nobody. */
static uint32_t several_before(const struct onr_resolver *r, uint32_t attribution, bool one)
{
    for (uint32_t back = 1; back <= attribution && back <= GROUP_REACH; back++) {
        uint32_t source = r->out->of_attribution[attribution - back];
        enum onr_class class_ = source == ONR_NONE ? ONR_CLASS_NONE : r->out->records.at[source].class_;
        if (class_ != ONR_CLASS_NONE && (r->chains.at[source].plural || (one && class_ == ONR_CLASS_UNNAMED)) &&
            (onr_chain_is_human(&r->out->records.at[source]) || class_ == ONR_CLASS_COLLECTIVE))
            return source;
    }
    return ONR_NONE;
}

/* The several people that a mention takes one or some of, or ONR_NONE: "one source" of "three sources", "one of them". */
static uint32_t group_of(const struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    if (m->member)
        return several_before(r, attribution, m->new_one);
    if (!m->part || (m->class_ != ONR_CLASS_UNNAMED && m->class_ != ONR_CLASS_NOMINAL))
        return ONR_NONE;
    const struct onr_token *head = &r->prose->tokens.at[m->head];
    uint64_t word = head->word;
    char plural[LONGEST_HEAD + 1];
    uint32_t length = head->end - head->start;
    if (r->prose->text->bytes[head->end - 1] != 's' && length < LONGEST_HEAD) {
        memcpy(plural, r->prose->text->bytes + head->start, length);
        plural[length] = 's';
        word = onr_hash_word(plural, length + 1);
    }
    uint32_t group = onr_map_get(&r->by_head, onr_hash_join(2, word));
    return group != ONR_NONE ? group : onr_map_get(&r->by_head, onr_hash_join(2, head->word));
}

uint32_t onr_chain_start(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    struct onr_source source = {.class_ = m->class_, .kind = m->kind, .level = ONR_LEVEL_NONE,
                                .label = onr_token_span(r->prose, m->first, m->end - m->first)};
    struct onr_chain chain = {.last = attribution, .gender = m->gender, .plural = m->plural};
    ONR_ARRAY_PUSH(r->arena, &r->out->records, source);
    ONR_ARRAY_PUSH(r->arena, &r->out->fullest, *m);
    ONR_ARRAY_PUSH(r->arena, &r->out->group, group_of(r, attribution, m));
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
    return (m->class_ == ONR_CLASS_NAMED ? 400 : 100) + length +
           (m->class_ == ONR_CLASS_UNNAMED ? 40 * (uint32_t)m->level : 0);
}

static void join(struct onr_resolver *r, uint32_t source, uint32_t attribution)
{
    const struct onr_mention *m = &r->out->mentions[attribution];
    struct onr_chain *chain = &r->chains.at[source];
    chain->last = attribution;
    chain->count++;
    if (m->gender & chain->gender)
        chain->gender &= m->gender;
    r->out->of_attribution[attribution] = source;
    if (richness(m) > richness(&r->out->fullest.at[source])) {
        r->out->fullest.at[source] = *m;
        struct onr_source *record = &r->out->records.at[source];
        record->class_ = m->class_;
        record->kind = m->kind;
        record->label = onr_token_span(r->prose, m->first, m->end - m->first);
    }
    if (m->class_ != ONR_CLASS_PRONOUN) {
        if (m->name != ONR_NONE && !m->joint)
            onr_map_set(&r->by_key, r->arena, onr_chain_name_key(m->name), source, false);
        bool headline = onr_token_block(r->prose, m->first)->kind == ONR_BLOCK_HEADLINE;
        onr_map_set(&r->by_key, r->arena, phrase_key(r, m), source, false);
        if (!headline) /* "the sources" are whom the lead tells of */
            onr_map_set(&r->by_head, r->arena, head_key(r, m), source, false);
    }
}

bool onr_chain_is_human(const struct onr_source *source)
{
    return source->class_ == ONR_CLASS_NAMED || source->class_ == ONR_CLASS_UNNAMED ||
           source->class_ == ONR_CLASS_SPOKESPERSON || source->class_ == ONR_CLASS_NOMINAL;
}

uint32_t onr_chain_of_name(struct onr_resolver *r, uint32_t attribution, uint32_t name)
{
    struct onr_mention whole = {.name = name, .class_ = ONR_CLASS_NAMED, .kind = ONR_KIND_PERSON_NAMED,
                                .first = r->out->names.all.at[name].first, .end = r->out->names.all.at[name].end,
                                .gender = r->out->names.all.at[name].gender};
    uint32_t source = onr_map_get(&r->by_key, onr_chain_name_key(name));
    if (source != ONR_NONE)
        return source;
    source = onr_chain_start(r, attribution, &whole);
    if (source != ONR_NONE)
        onr_map_set(&r->by_key, r->arena, onr_chain_name_key(name), source, false);
    return source;
}

/* Chains are told apart for "another source", "a second official" and for indefinite phrases of people. */
static bool starts_anew(const struct onr_mention *m)
{
    return m->new_one || (m->class_ == ONR_CLASS_UNNAMED && !m->definite && !m->plural);
}

/* "The second official": the latest source that began as "a second official" or "another", or ONR_NONE. */
static uint32_t other_before(const struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    for (uint32_t back = 1; back <= attribution && back <= OTHER_REACH; back++) {
        uint32_t source = r->out->of_attribution[attribution - back];
        if (source == ONR_NONE)
            continue;
        const struct onr_mention *other = &r->out->fullest.at[source];
        if (other->new_one && other->plural == m->plural &&
            r->prose->tokens.at[other->head].word == r->prose->tokens.at[m->head].word)
            return source;
    }
    return ONR_NONE;
}

/* "Republicans say" of a crowd and "Republicans said" of those asked are two sources. */
static bool is_other_claim(const struct onr_resolver *r, uint32_t source, const struct onr_mention *m)
{
    enum onr_class class_ = r->out->records.at[source].class_;
    return (class_ == ONR_CLASS_UNNAMED && m->class_ == ONR_CLASS_COLLECTIVE) ||
           (class_ == ONR_CLASS_COLLECTIVE && m->class_ == ONR_CLASS_UNNAMED);
}

uint32_t onr_chain_of_phrase(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    if (m->name != ONR_NONE && !m->joint)
        return onr_map_get(&r->by_key, onr_chain_name_key(m->name));
    if (m->new_one && m->definite)
        return other_before(r, attribution, m);
    if (starts_anew(m))
        return ONR_NONE;
    uint32_t same = onr_map_get(&r->by_key, phrase_key(r, m));
    if (!m->definite)
        return same != ONR_NONE && is_other_claim(r, same, m) ? ONR_NONE : same;
    if (same != ONR_NONE)
        return same;
    same = onr_map_get(&r->by_head, head_key(r, m));
    return same != ONR_NONE ? same : onr_chain_of_nominal(r, attribution, m);
}

static uint32_t find_source(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    if (m->class_ != ONR_CLASS_PRONOUN)
        return onr_chain_of_phrase(r, attribution, m);
    return onr_chain_of_pronoun(r, attribution, m);
}

/* The source of an attribution before that shares a mention: "A banker said …, adding that …"; or ONR_NONE. */
static uint32_t sharing(const struct onr_resolver *r, uint32_t attribution)
{
    for (uint32_t back = 1; back <= attribution && back <= SHARE_REACH; back++)
        if (r->out->mentions[attribution - back].first == r->out->mentions[attribution].first)
            return r->out->of_attribution[attribution - back];
    return ONR_NONE;
}

static void resolve(struct onr_resolver *r, uint32_t attribution)
{
    const struct onr_mention *m = &r->out->mentions[attribution];
    r->out->of_attribution[attribution] = ONR_NONE;
    if (m->class_ == ONR_CLASS_NONE)
        return;
    uint32_t source = sharing(r, attribution);
    if (source == ONR_NONE)
        source = find_source(r, attribution, m);
    if (source == ONR_NONE)
        source = onr_chain_start(r, attribution, m);
    if (source != ONR_NONE)
        join(r, source, attribution);
}

/* Gives all attributions of one chain, of which the first is given, to another. */
static void move_chain(struct onr_resolver *r, uint32_t first, uint32_t from, uint32_t to)
{
    for (uint32_t i = first; i < r->attributions->records.count && r->chains.at[from].count; i++)
        if (r->out->of_attribution[i] == from) {
            r->chains.at[from].count--;
            join(r, to, i);
        }
}

/*
 * Gives a chain that begins in the headline or lead without a name to the source that the text names further down. From
 * the end backwards, so that each attribution moves once.
 */
static void look_ahead(struct onr_resolver *r)
{
    uint32_t sources = r->out->records.count, count = r->attributions->records.count;
    uint32_t *first = onr_arena_take(r->arena, sources * sizeof *first), *given = onr_arena_take(r->arena, sources * sizeof *given);
    if (!first || !given)
        return;
    for (uint32_t i = count; i-- > 0;)
        if (r->out->of_attribution[i] != ONR_NONE)
            first[r->out->of_attribution[i]] = i;
    for (uint32_t i = 0; i < sources; i++)
        given[i] = i;
    for (uint32_t i = count; i-- > 0;) {
        uint32_t own = r->out->of_attribution[i];
        if (own == ONR_NONE || own >= sources || first[own] != i || r->out->records.at[own].class_ != ONR_CLASS_UNNAMED)
            continue;
        uint32_t later = onr_chain_told_later(r, i);
        later = later < sources ? given[later] : later;
        if (later == ONR_NONE || later == own)
            continue;
        move_chain(r, i, own, later);
        given[own] = later;
    }
}

/* Takes out the sources that look_ahead left without an attribution. */
static void drop_empty(struct onr_resolver *r)
{
    uint32_t count = r->out->records.count, kept = 0;
    uint32_t *moved = onr_arena_take(r->arena, count * sizeof *moved);
    if (!moved)
        return;
    for (uint32_t i = 0; i < count; i++) {
        moved[i] = r->chains.at[i].count ? kept : ONR_NONE;
        if (moved[i] == ONR_NONE)
            continue;
        r->out->records.at[kept] = r->out->records.at[i];
        r->out->fullest.at[kept] = r->out->fullest.at[i];
        uint32_t group = r->out->group.at[i];
        r->out->group.at[kept] = group == ONR_NONE ? ONR_NONE : moved[group];
        r->chains.at[kept++] = r->chains.at[i];
    }
    r->out->records.count = r->out->fullest.count = r->out->group.count = r->chains.count = kept;
    for (uint32_t i = 0; i < r->attributions->records.count; i++)
        if (r->out->of_attribution[i] != ONR_NONE)
            r->out->of_attribution[i] = moved[r->out->of_attribution[i]];
}

/* The class of some out of several who have not spoken: unnamed where the sentence before tells of unnamed people. */
static enum onr_class class_of_members(const struct onr_resolver *r, const struct onr_mention *m)
{
    if (!m->plural || onr_people_before(r, m))
        return ONR_CLASS_UNNAMED;
    return onr_token_in(r->prose, m->first, ONR_LIST_PRONOUNS_ANEW) ? ONR_CLASS_COLLECTIVE : ONR_CLASS_NAMED;
}

/* The class of a chain that holds only pronouns: nobody is told. */
static enum onr_class class_of_pronouns(const struct onr_resolver *r, uint32_t source)
{
    const struct onr_mention *m = &r->out->fullest.at[source];
    uint32_t group = r->out->group.at[source];
    if (m->member && group != ONR_NONE && r->out->records.at[group].class_ == ONR_CLASS_COLLECTIVE && !m->plural)
        return ONR_CLASS_UNNAMED; /* "Western diplomats fear …": one of them was spoken to */
    if (m->member)
        return group != ONR_NONE ? r->out->records.at[group].class_ : class_of_members(r, m);
    if (onr_token_in(r->prose, m->first, ONR_LIST_NEWNESS))
        return ONR_CLASS_UNNAMED;
    if (onr_token_in(r->prose, m->first, ONR_LIST_PRONOUNS_ANEW))
        return ONR_CLASS_COLLECTIVE;
    return onr_token_in(r->prose, m->first, ONR_LIST_PRONOUNS_THING) ? ONR_CLASS_DOCUMENT : ONR_CLASS_NAMED;
}

/* Whether a word that ties a phrase to any body stands behind its head: "the head of a trade group". */
static bool is_of_any(const struct onr_prose *prose, const struct onr_mention *m)
{
    return m->head + 2 < m->end && onr_token_in(prose, m->head + 1, ONR_LIST_PREPOSITIONS) &&
           onr_token_in(prose, m->head + 2, ONR_LIST_INDEFINITES);
}

/* "Her husband", "Omar Darr's brother": told by whose kin he is. */
static bool is_kin(const struct onr_prose *prose, const struct onr_mention *m)
{
    bool owned = false;
    for (uint32_t i = m->first; i < m->head; i++)
        owned |= (prose->tokens.at[i].flags & ONR_TOKEN_CLITIC) || onr_token_in(prose, i, ONR_LIST_POSSESSIVES);
    return owned && onr_token_in(prose, m->head, ONR_LIST_RELATIVES_BY_BLOOD);
}

/*
 * Whether a phrase without a name may stand for somebody whom the draft names: not several people told of for the first
 * time, not somebody of any body, not one whose name is withheld, and nobody where nobody is named.
 */
static bool may_be_named(const struct onr_resolver *r, const struct onr_mention *m)
{
    bool several = m->plural && (!m->definite || m->end > m->head + 1);
    for (uint32_t i = m->head; i < m->end; i++)
        if (onr_prose_match(r->prose, i, ONR_LIST_GRANTS))
            return false;
    return r->names_person && !several && !is_of_any(r->prose, m) && !is_kin(r->prose, m);
}

/*
 * The class of a definite phrase that points back to nothing: whoever news is wont to leave unnamed is, the rest are
 * not.
 */
static enum onr_class class_of_nominal(const struct onr_resolver *r, const struct onr_mention *m)
{
    if (onr_token_in(r->prose, m->head, ONR_LIST_NUMBERS))
        return ONR_CLASS_NAMED;
    if (onr_token_in(r->prose, m->head, ONR_LIST_ANONYMOUS_ROLES) ||
        onr_token_in(r->prose, m->head, ONR_LIST_BARE_SOURCES))
        return ONR_CLASS_UNNAMED;
    if (m->plural && m->number > 1 && onr_token_in(r->prose, m->head, ONR_LIST_ROLES) && !m->definite)
        return ONR_CLASS_UNNAMED;
    if (m->plural && onr_token_in(r->prose, m->head, ONR_LIST_COLLECTIVES))
        return ONR_CLASS_COLLECTIVE;
    if (onr_token_in(r->prose, m->head, ONR_LIST_ROLES))
        return may_be_named(r, m) ? ONR_CLASS_NAMED : ONR_CLASS_UNNAMED;
    if (m->plural && onr_token_in(r->prose, m->head, ONR_LIST_PEOPLE_WORDS))
        return ONR_CLASS_COLLECTIVE;
    if (onr_token_in(r->prose, m->head, ONR_LIST_DOCUMENTS) ||
        onr_token_in(r->prose, m->head, ONR_LIST_THINGS_THAT_SAY))
        return ONR_CLASS_DOCUMENT;
    return onr_token_in(r->prose, m->head, ONR_LIST_INSTITUTIONS) ||
           m->plural ? ONR_CLASS_ORGANIZATION : may_be_named(r, m) ? ONR_CLASS_NAMED : ONR_CLASS_UNNAMED;
}

/* The attribution whose source is the fullest mention of a chain, or NULL where no attribution's is. */
static const struct onr_attribution_tokens *fullest_said(const struct onr_resolver *r, uint32_t source)
{
    const struct onr_indices *own = &r->out->records.at[source].attributions;
    for (uint32_t i = 0; i < own->count; i++)
        if (r->out->mentions[own->at[i]].first == r->out->fullest.at[source].first)
            return &r->attributions->tokens.at[own->at[i]];
    return NULL;
}

/*
 * The class of whom a phrase without a name stands for, as learned; usual where nothing tells more. "A city engineer" and
 * "two engineers" are nobody named: whom the next lines name has a chain with a name already.
 */
static enum onr_class class_meant(const struct onr_resolver *r, uint32_t source, enum onr_class usual)
{
    const struct onr_mention *m = &r->out->fullest.at[source];
    bool indefinite = !m->definite && (m->number > 1 || onr_token_in(r->prose, m->first, ONR_LIST_INDEFINITES));
    struct onr_mention by_rules = onr_mention_by_rules(r->prose, &r->out->names, m->first, m->end, NULL);
    struct onr_phrase_view view = onr_view_make(r->prose, &r->out->names, m->first, m->end);
    if (usual == ONR_CLASS_UNNAMED && onr_view_tied(&view))
        return usual;
    enum onr_class meant =
        onr_mention_classify(ONR_MENTION_MEANT, &view, &by_rules, fullest_said(r, source), usual);
    bool crowd = m->plural && !m->number && usual == ONR_CLASS_COLLECTIVE;
    return meant == ONR_CLASS_NAMED && (indefinite || crowd || !may_be_named(r, m)) ? usual : meant;
}

static void settle_class(const struct onr_resolver *r, uint32_t source)
{
    struct onr_source *record = &r->out->records.at[source];
    const struct onr_mention *m = &r->out->fullest.at[source];
    enum onr_class class_ = record->class_;
    if (class_ == ONR_CLASS_PRONOUN)
        class_ = class_of_pronouns(r, source);
    else if (class_ == ONR_CLASS_NOMINAL)
        class_ = class_meant(r, source, class_of_nominal(r, m));
    else if (class_ == ONR_CLASS_UNNAMED || class_ == ONR_CLASS_COLLECTIVE)
        class_ = class_meant(r, source, class_);
    if (class_ == record->class_)
        return;
    record->class_ = class_;
    record->kind = onr_kind_of_class(class_);
    if (class_ == ONR_CLASS_UNNAMED && m->class_ != ONR_CLASS_PRONOUN) {
        struct onr_phrase_view view = onr_view_make(r->prose, &r->out->names, m->first, m->end);
        onr_mention_set_unnamed(&view, &r->out->fullest.at[source]);
    }
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
static bool gather(struct onr_resolver *r)
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
        record->plural = r->chains.at[i].plural;
    }
    return true;
}

bool onr_sources_resolve(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose,
                         const struct onr_attributions *attributions)
{
    struct onr_resolver r = {.out = sources, .arena = arena, .prose = prose, .attributions = attributions};
    for (uint32_t i = 0; i < attributions->records.count && !arena->failed; i++)
        resolve(&r, i);
    for (uint32_t i = 0; i < sources->names.all.count; i++)
        r.names_person |= sources->names.all.at[i].person;
    if (!arena->failed)
        look_ahead(&r);
    if (!arena->failed)
        drop_empty(&r);
    return !arena->failed && gather(&r);
}
