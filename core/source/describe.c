/* What the draft tells of a source: level, basis, reason and number over all its mentions. */
#include "source/source.h"

#define NEGATION_REACH 2 /* tokens before a basis in which "not" undoes it */
#define GRANT_REACH 40  /* tokens around a mention in which its anonymity is explained */
#define SUBJECT_REACH 4 /* tokens in which a sentence's subject stands */

struct describer {
    struct onr_source *source;     /* filled */
    const struct onr_prose *prose; /* the document */
    bool told;                     /* a mention says whose the source is */
};

static struct onr_span phrase_span(const struct onr_prose *prose, uint32_t first, uint32_t count)
{
    return onr_token_span(prose, first, count);
}

/* Whether words that tell a tie tell one to somebody: "close to the family", not "close to the talks". */
static bool is_tie(const struct describer *d, uint32_t first, uint32_t end)
{
    if (!onr_prose_match(d->prose, first, ONR_LIST_CLOSE_TIES))
        return false;
    for (uint32_t i = first; i < end; i++)
        if (onr_prose_match(d->prose, i, ONR_LIST_MATTERS))
            return false;
    return true;
}

/* "Who was not present at the meeting". */
static bool is_negated(const struct onr_prose *prose, uint32_t first, uint32_t i)
{
    for (uint32_t back = 1; back <= NEGATION_REACH && first + back <= i; back++)
        if (onr_token_in(prose, i - back, ONR_LIST_NOT))
            return true;
    return false;
}

/* The basis a stretch tells, if it is better than what is known. */
static void note_basis(struct describer *d, uint32_t first, uint32_t end)
{
    static const enum onr_list lists[] = {
        [ONR_BASIS_B1] = ONR_LIST_BASIS_TIE, [ONR_BASIS_B2] = ONR_LIST_BASIS_TOLD,
        [ONR_BASIS_B3] = ONR_LIST_BASIS_SAW, [ONR_BASIS_B4] = ONR_LIST_BASIS_PART,
    };
    for (uint32_t i = first; i < end; i++) {
        if (!d->prose->tokens.at[i].lexeme)
            continue;
        for (enum onr_basis level = ONR_BASIS_B4; level > d->source->basis; level--) {
            uint32_t words = onr_prose_match(d->prose, i, lists[level]);
            if (!words || is_negated(d->prose, first, i))
                continue;
            d->source->basis = level;
            uint32_t last = i + words;
            while (last < end && d->prose->tokens.at[last].kind <= ONR_TOKEN_NUMBER)
                last++;
            d->source->basis_span = phrase_span(d->prose, i, last - i);
            d->source->tie = is_tie(d, i, last);
        }
    }
}

/* The end of the clause a grant phrase opens: the sentence's end, or a mark that no reason follows. */
static uint32_t clause_end(const struct onr_prose *prose, uint32_t i)
{
    uint32_t sentence = prose->tokens.at[i].sentence;
    while (i < prose->tokens.count && prose->tokens.at[i].sentence == sentence) {
        bool goes_on = i + 1 < prose->tokens.count && prose->tokens.at[i + 1].sentence == sentence &&
                       onr_prose_match(prose, i + 1, ONR_LIST_REASON_OPENERS);
        if (prose->tokens.at[i].kind > ONR_TOKEN_NUMBER && !goes_on)
            break;
        if (i && onr_token_in(prose, i, ONR_LIST_SPOKEN_CUES) && !onr_token_in(prose, i - 1, ONR_LIST_PRONOUNS))
            break; /* "… who asked not to be named told the Courier" */
        i++;
    }
    return i;
}

/* The reason that words from a grant phrase on tell; one in words that are no formula is taken for informative. */
static enum onr_reason reason_in(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    enum onr_reason reason = ONR_REASON_RG;
    bool opened = false;
    for (uint32_t i = first; i < end; i++) {
        if (onr_prose_match(prose, i, ONR_LIST_REASON_CONCRETE))
            return ONR_REASON_R2;
        if (onr_prose_match(prose, i, ONR_LIST_REASON_FORMULAS))
            reason = ONR_REASON_R1;
        opened |= onr_prose_match(prose, i, ONR_LIST_REASON_OPENERS) > 0;
    }
    return reason == ONR_REASON_RG && opened ? ONR_REASON_R2 : reason;
}

/* A grant phrase in the sentence of a mention, outside quotations, and the reason that follows it. */
static void note_reason(struct describer *d, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        if (d->prose->tokens.at[i].depth || !onr_prose_match(d->prose, i, ONR_LIST_GRANTS))
            continue;
        uint32_t last = clause_end(d->prose, i);
        bool behind = onr_token_in(d->prose, i, ONR_LIST_IF); /* "who feared losing his job if named" */
        enum onr_reason reason = reason_in(d->prose, behind ? first : i, last);
        if (reason > d->source->reason) {
            d->source->reason = reason;
            d->source->reason_span = phrase_span(d->prose, i, last - i);
        }
        return;
    }
}

/* Whether a sentence opens with the source of a mention: "They spoke …", "The people asked …". */
static bool opens_with(const struct describer *d, const struct onr_mention *m, uint32_t first, uint32_t end)
{
    if (onr_token_in(d->prose, first, m->plural ? ONR_LIST_PRONOUNS_PLURAL : ONR_LIST_PRONOUNS_PERSON) ||
        (m->plural && onr_token_in(d->prose, first, ONR_LIST_WHOLE_GROUPS)))
        return true;
    if (!onr_token_in(d->prose, first, ONR_LIST_DEFINITES))
        return false;
    for (uint32_t i = first + 1; i < end && i < first + SUBJECT_REACH; i++)
        for (uint32_t k = m->first; k < m->end; k++)
            if (d->prose->tokens.at[k].kind == ONR_TOKEN_WORD && d->prose->tokens.at[i].word == d->prose->tokens.at[k].word)
                return true;
    return false;
}

/*
 * Whether a sentence says that the outlet withholds the name of the one just mentioned: "The Post is not naming her
 * because …", "agreed not to name the teacher".
 */
static bool withholds(const struct describer *d, const struct onr_mention *m, uint32_t first, uint32_t end, bool next)
{
    for (uint32_t i = first; i < end; i++) {
        uint32_t words = d->prose->tokens.at[i].depth ? 0 : onr_prose_match(d->prose, i, ONR_LIST_WITHHOLDING), at = i + words;
        if (!words || at >= end)
            continue;
        if (onr_token_in(d->prose, at, ONR_LIST_DEFINITES) && at + 1 < end)
            return d->prose->tokens.at[at].word == d->prose->tokens.at[m->head].word ||
                   d->prose->tokens.at[at + 1].word == d->prose->tokens.at[m->head].word ||
                   (next && !onr_token_in(d->prose, at + 1, ONR_LIST_ROLES));
        return next && onr_token_in(d->prose, at, ONR_LIST_PRONOUNS_OBJECT);
    }
    return false;
}

/* A reason told in one of the two sentences behind a mention. */
static void note_reason_behind(struct describer *d, const struct onr_mention *m)
{
    uint32_t own = d->prose->tokens.at[m->head].sentence;
    for (uint32_t s = own + 1; s <= own + 2 && s < d->prose->sentences.count; s++) {
        const struct onr_sentence *sentence = &d->prose->sentences.at[s];
        uint32_t first = sentence->first_token, length = sentence->token_count;
        uint32_t end = first + (length < GRANT_REACH ? length : GRANT_REACH);
        if (length && (opens_with(d, m, first, end) || withholds(d, m, first, end, s == own + 1)))
            note_reason(d, first, end);
    }
}

static enum onr_kind kind_of(enum onr_level level)
{
    switch (level) {
    case ONR_LEVEL_D0: return ONR_KIND_ANON_BARE;
    case ONR_LEVEL_D1: return ONR_KIND_ANON_BASIS;
    case ONR_LEVEL_D2: return ONR_KIND_ANON_ROLE;
    default: return ONR_KIND_ANON_ROLE_INST;
    }
}

static void merge_mention(struct describer *d, const struct onr_mention *m)
{
    struct onr_source *source = d->source;
    if (m->class_ != ONR_CLASS_UNNAMED && m->class_ != ONR_CLASS_NOMINAL && !m->member)
        return;
    if (m->level != ONR_LEVEL_NONE && (source->level == ONR_LEVEL_NONE || m->level > source->level))
        source->level = m->level;
    d->told |= m->told;
    if (m->count == ONR_COUNT_TOLD && m->number > source->number)
        source->number = m->number;
    if (m->count < source->count)
        source->count = m->count;
}

/* One of several is described as they are: "one source" of "three sources briefed on the talks". */
static void take_from_group(struct describer *d, const struct onr_sources *sources)
{
    uint32_t index = sources->group.at[d->source - sources->records.at];
    const struct onr_source *group = index == ONR_NONE ? NULL : &sources->records.at[index];
    if (!group || group->class_ != ONR_CLASS_UNNAMED)
        return;
    if (d->source->level == ONR_LEVEL_NONE || group->level > d->source->level)
        d->source->level = group->level;
    d->told |= group->descriptor == ONR_DESCRIPTOR_SPECIFIC;
    if (group->basis > d->source->basis) {
        d->source->basis = group->basis;
        d->source->basis_span = group->basis_span;
        d->source->tie = group->tie;
    }
    if (group->reason > d->source->reason) {
        d->source->reason = group->reason;
        d->source->reason_span = group->reason_span;
    }
}

static void describe_unnamed(struct describer *d, const struct onr_sources *sources)
{
    struct onr_source *source = d->source;
    source->count = ONR_COUNT_BARE;
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_mention *m = &sources->mentions[source->attributions.at[i]];
        uint32_t first, end;
        merge_mention(d, m);
        note_basis(d, m->first, m->end);
        onr_prose_stretch(d->prose, m->head, GRANT_REACH, &first, &end);
        note_reason(d, first, end);
        note_reason_behind(d, m);
    }
    merge_mention(d, &sources->fullest.at[source - sources->records.at]);
    take_from_group(d, sources);
    if (source->level == ONR_LEVEL_NONE) {
        source->level = ONR_LEVEL_D2;
        if (!source->plural)
            source->count = ONR_COUNT_TOLD;
    }
    if (source->level == ONR_LEVEL_D0 && source->basis > ONR_BASIS_B0)
        source->level = ONR_LEVEL_D1;
    source->descriptor = d->told ? ONR_DESCRIPTOR_SPECIFIC
                         : source->level == ONR_LEVEL_D0 ? ONR_DESCRIPTOR_BARE : ONR_DESCRIPTOR_VAGUE;
    source->kind = kind_of(source->level);
    source->routine = source->count == ONR_COUNT_BARE && source->level >= ONR_LEVEL_D2 &&
        source->reason == ONR_REASON_R0;
}

/* The best provenance that words from first to end tell. */
static enum onr_provenance provenance_in(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    enum onr_provenance best = ONR_PROVENANCE_NONE;
    for (uint32_t t = first; t < end; t++) {
        if (onr_prose_match(prose, t, ONR_LIST_PUBLISHING_PHRASES))
            return ONR_PROVENANCE_PUBLIC;
        if (onr_prose_match(prose, t, ONR_LIST_ACCESS_PHRASES))
            best = ONR_PROVENANCE_ACCESS;
    }
    return best;
}

/* Where the words on how a document was seen begin in a mention: who saw it did not issue it. */
static uint32_t access_start(const struct onr_prose *prose, const struct onr_mention *m)
{
    uint32_t t = m->first;
    while (t < m->end && !onr_prose_match(prose, t, ONR_LIST_ACCESS_PHRASES))
        t++;
    return t > m->first ? t : m->end;
}

/*
 * Documents of the public record, and those whose issuer is named, can be looked up; of others it may be told how
 * they were seen.
 */
static void describe_document(struct describer *d, const struct onr_sources *sources)
{
    for (uint32_t i = 0; i < d->source->attributions.count; i++) {
        const struct onr_mention *m = &sources->mentions[d->source->attributions.at[i]];
        uint32_t first, end, issued = access_start(d->prose, m);
        onr_prose_stretch(d->prose, m->head, GRANT_REACH, &first, &end);
        enum onr_provenance told = provenance_in(d->prose, first, end);
        for (uint32_t t = m->first; t < issued; t++)
            if (onr_prose_match(d->prose, t, ONR_LIST_PUBLIC_DOCUMENTS) ||
                (d->prose->tokens.at[t].shape >= ONR_SHAPE_CAPITALIZED &&
                !(d->prose->tokens.at[t].flags & ONR_TOKEN_STARTS_SENTENCE)))
                told = ONR_PROVENANCE_PUBLIC;
        if (told > d->source->provenance)
            d->source->provenance = told;
    }
}

static void describe_collective(struct describer *d, const struct onr_sources *sources)
{
    for (uint32_t i = 0; i < d->source->attributions.count; i++) {
        const struct onr_mention *m = &sources->mentions[d->source->attributions.at[i]];
        d->source->categorised |= m->end - m->first > 1 + (m->definite ? 1u : 0u);
    }
    d->source->plural = true;
}

/* Whether a mention's sentence says that the outlet cites unnamed people in turn. */
static bool relays_unnamed(const struct onr_prose *prose, const struct onr_mention *m)
{
    uint32_t first, end;
    onr_prose_stretch(prose, m->head, GRANT_REACH, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (onr_token_in(prose, i, ONR_LIST_RELAY_CUES))
            for (uint32_t k = i + 1; k < end && k < i + 8; k++)
                if (onr_token_in(prose, k, ONR_LIST_RELAYED))
                    return true;
    return false;
}

/* Whether a word may be an outlet's name: a capital that tells no nation, "U.S. media reports". */
static bool may_name_outlet(const struct onr_prose *prose, uint32_t t)
{
    return onr_prose_match(prose, t, ONR_LIST_MEDIA) ||
           (prose->tokens.at[t].shape >= ONR_SHAPE_CAPITALIZED &&
            !(prose->tokens.at[t].flags & ONR_TOKEN_STARTS_SENTENCE) &&
            !onr_token_in(prose, t, ONR_LIST_NATIONALITIES) && !onr_token_in(prose, t, ONR_LIST_PLACES) &&
            !onr_token_in(prose, t, ONR_LIST_INSTITUTION_NAMES));
}

static void describe_media(struct describer *d, const struct onr_sources *sources)
{
    for (uint32_t i = 0; i < d->source->attributions.count; i++) {
        const struct onr_mention *m = &sources->mentions[d->source->attributions.at[i]];
        for (uint32_t t = m->first; t < m->end; t++)
            d->source->outlet_named |= may_name_outlet(d->prose, t);
        d->source->relays_unnamed |= relays_unnamed(d->prose, m);
    }
}

/* The outlet vouches for what it saw, counted or analysed itself (B1, self). */
static void describe_self(struct describer *d, const struct onr_sources *sources)
{
    for (uint32_t i = 0; i < d->source->attributions.count; i++) {
        const struct onr_mention *m = &sources->mentions[d->source->attributions.at[i]];
        uint32_t first, end;
        onr_prose_stretch(d->prose, m->head, GRANT_REACH, &first, &end);
        for (uint32_t t = first; t < end; t++)
            d->source->first_hand |= onr_prose_match(d->prose, t, ONR_LIST_FIRST_HAND) > 0;
    }
}

static void describe_named(struct describer *d, const struct onr_sources *sources)
{
    if (d->source->kind == ONR_KIND_PERSON_PARTIAL)
        for (uint32_t i = 0; i < d->source->attributions.count; i++) {
            uint32_t first, end;
            onr_prose_stretch(d->prose, sources->mentions[d->source->attributions.at[i]].head, GRANT_REACH, &first,
            &end);
            note_reason(d, first, end);
        }
    for (uint32_t i = 0; i < d->source->attributions.count; i++) {
        const struct onr_mention *m = &sources->mentions[d->source->attributions.at[i]];
        if (m->name == ONR_NONE)
            continue;
        const struct onr_name *name = &sources->names.all.at[m->name];
        d->source->role = name->role;
        d->source->affiliation = name->affiliation;
        return;
    }
}

void onr_source_describe(struct onr_source *source, const struct onr_sources *sources, const struct onr_prose *prose)
{
    struct describer d = {source, prose, false};
    switch (source->class_) {
    case ONR_CLASS_UNNAMED: describe_unnamed(&d, sources); break;
    case ONR_CLASS_DOCUMENT: describe_document(&d, sources); break;
    case ONR_CLASS_COLLECTIVE: describe_collective(&d, sources); break;
    case ONR_CLASS_MEDIA: describe_media(&d, sources); break;
    case ONR_CLASS_SELF: describe_self(&d, sources); break;
    case ONR_CLASS_NAMED: describe_named(&d, sources); break;
    default: break;
    }
}
