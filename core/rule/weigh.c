/*
 * What rules see of the sources: not all that reads as unnamed is somebody whose name is withheld. A phrase that
 * points back to nobody told as a source stands for somebody named elsewhere; a judge, a child or a man in the
 * crowd is told of, not shielded; a share of those polled is a number.
 */
#include "rule/check.h"

#include <string.h>

#include "base/hash.h"

#define KIND_LETTERS 4 /* letters that two nouns for one kind of document share */
#define FIGURES_START 5 /* tokens of a content in which its figure is named */
#define POLL_REACH 30  /* tokens around a cue in which a share of those polled may stand */
#define INTRODUCED_BEFORE 300 /* tokens before a phrase in which whom it points back to is told */
#define ARTICLE_REACH 5       /* tokens before a noun in which its article stands */
#define LONGEST_ACCUSER 10    /* tokens of a noun phrase behind "by" */
#define MOST_NAMES 500 /* names of a document that are looked through for a fuller form */

struct weigher {
    struct onr_check *check;           /* the document */
    const struct onr_sources *sources; /* the copy that is weighed */
    const uint8_t *introduced;         /* for each name, whether the text tells who it is */
    struct onr_map labels;             /* where the label of an unnamed source starts -> its index */
    const struct onr_source *copy;     /* as weighed so far */
    struct onr_map kinds;              /* kinds of document that have an origin in the text */
};

static bool any_in(const struct onr_prose *prose, uint32_t first, uint32_t end, enum onr_list list)
{
    for (uint32_t i = first; i < end; i++)
        if (onr_prose_match(prose, i, list))
            return true;
    return false;
}

static bool has_number(const struct onr_prose *prose, const struct onr_mention *m)
{
    for (uint32_t i = m->first; i < m->end; i++)
        if (prose->tokens.at[i].kind == ONR_TOKEN_NUMBER)
            return true;
    return false;
}

/* Whether a cue has a word that reports what somebody says or holds. */
bool onr_cue_reports(const struct onr_prose *prose, const struct onr_attribution_tokens *t)
{
    static const enum onr_list lists[] = {
        ONR_LIST_CUE_SPEECH, ONR_LIST_CUE_REPORTS, ONR_LIST_CUE_OBJECT, ONR_LIST_CUE_PHRASES,
        ONR_LIST_CUE_ACCUSATION, ONR_LIST_CUE_DENIAL, ONR_LIST_VIEW_CUES, ONR_LIST_FIGURE_CUES, ONR_LIST_PUT_IT,
        ONR_LIST_BEARING_OUT, ONR_LIST_HEARING_CUES, ONR_LIST_CUE_PHRASES_FIRST,
    };
    for (uint32_t i = t->cue; i < t->cue_end; i++)
        for (unsigned k = 0; k < sizeof lists / sizeof lists[0]; k++)
            if (onr_prose_match(prose, i, lists[k]) && !onr_prose_match(prose, i, ONR_LIST_DEEDS_AS_CUES))
                return true;
    return false;
}

/* Whether what stands as source is the accused: "Harbour Lines was accused". */
static bool is_accused(const struct onr_prose *prose, const struct onr_attribution_tokens *t)
{
    return t->source != ONR_NONE && t->source < t->cue && any_in(prose, t->cue, t->cue_end, ONR_LIST_BEING) &&
           (any_in(prose, t->cue, t->cue_end, ONR_LIST_ACCUSING_CUES) ||
                   any_in(prose, t->cue, t->cue_end, ONR_LIST_CUE_ACCUSATION));
}

/* "A foreman told the workers": words spoken in a story, not to a reporter. */
static bool is_scene(const struct weigher *w, uint32_t attribution)
{
    const struct onr_prose *prose = w->check->prose;
    const struct onr_attribution_tokens *t = &w->check->attributions->tokens.at[attribution];
    for (uint32_t i = t->cue; i < t->cue_end && i + 2 < prose->tokens.count; i++)
        if (onr_token_in(prose, i, ONR_LIST_TELL)) {
            uint32_t next = onr_token_in(prose, i + 1, ONR_LIST_THE) ? i + 2 : i + 1;
            if (t->content != ONR_NONE && onr_prose_match(prose, t->content, ONR_LIST_ORDERS))
                return true; /* "told residents not to drink it": an order, no report */
            return onr_prose_match(prose, i + 1, ONR_LIST_TOLD_IN_A_SCENE) ||
                    onr_prose_match(prose, next, ONR_LIST_TOLD_IN_A_SCENE);
        }
    return false;
}

/*
 * Whether an attribution has its source say or hold something: "were charged with" and "have not said" tell
 * nothing of theirs.
 */
static bool says(const struct weigher *w, uint32_t attribution)
{
    if (is_scene(w, attribution))
        return false;
    const struct onr_attribution_tokens *t = &w->check->attributions->tokens.at[attribution];
    bool quoted = w->check->attributions->records.at[attribution].mode == ONR_MODE_DIRECT;
    if (!quoted && !onr_cue_reports(w->check->prose, t))
        return false;
    if (any_in(w->check->prose, t->cue, t->cue_end, ONR_LIST_NOTS))
        return false;
    return !is_accused(w->check->prose, t) || w->sources->mentions[attribution].first >= t->cue;
}

/* Whether the entry of a list that a mention holds ends at its head: "three presidential candidates". */
bool onr_mention_heads(const struct onr_prose *prose, const struct onr_mention *m, enum onr_list list)
{
    for (uint32_t i = m->first; i <= m->head && i < m->end; i++) {
        uint32_t words = onr_prose_match(prose, i, list);
        if (words && i + words == m->head + 1)
            return true;
    }
    return false;
}

/*
 * Whether a phrase has what a sentence needs to tell of one person: an article, a number, an owner.
 * Headlines lack it.
 */
static bool has_article(const struct onr_prose *prose, const struct onr_mention *m)
{
    if (m->plural || onr_token_in(prose, m->first, ONR_LIST_DETERMINERS) ||
            (m->level >= ONR_LEVEL_D1 && onr_mention_heads(prose, m, ONR_LIST_SOURCE_NOUNS))) /* "Source familiar with the ad says" */
        return true;
    for (uint32_t i = m->first; i < m->end; i++)
        if (prose->tokens.at[i].flags & ONR_TOKEN_CLITIC || onr_token_in(prose, i, ONR_LIST_NEWNESS) ||
            (i > m->first && onr_token_in(prose, i - 1, ONR_LIST_NOUN_JOINERS) && onr_token_in(prose, i, ONR_LIST_DETERMINERS)))
            return true; /* "emails and a former agent" */
    return false;
}

bool onr_mention_is_part(const struct onr_prose *prose, const struct onr_mention *m)
{
    bool those_who = m->first + 3 < m->end && onr_token_in(prose, m->first + 2, ONR_LIST_PRONOUNS_ANEW) &&
                     onr_token_in(prose, m->first + 3, ONR_LIST_RELATIVES); /* "several of those who attended": told here */
    return (m->member && !m->new_one) || (!those_who && m->first + 2 < m->end && m->level <= ONR_LEVEL_D2 && m->class_ == ONR_CLASS_UNNAMED &&
           onr_token_in(prose, m->first, ONR_LIST_DETERMINERS) &&
                   onr_token_in(prose, m->first + 1, ONR_LIST_PREPOSITIONS) &&
           onr_token_in(prose, m->first + 2, ONR_LIST_DEFINITES));
}

/* Whether a mention has a noun for people: a labeller takes things for speakers too. */
static bool is_human(const struct onr_prose *prose, const struct onr_mention *m)
{
    static const enum onr_list lists[] = {
        ONR_LIST_ROLES, ONR_LIST_SOURCE_NOUNS, ONR_LIST_PEOPLE_TOLD_OF, ONR_LIST_SPOKES, ONR_LIST_ADVOCATES,
        ONR_LIST_COLLECTIVE_HOLDERS, ONR_LIST_KIN, ONR_LIST_UNNAMED_HEADS,
    };
    for (uint32_t i = m->first; i <= m->head && i < m->end; i++)
        for (unsigned k = 0; k < sizeof lists / sizeof lists[0]; k++)
            if (onr_prose_match(prose, i, lists[k]))
                return true;
    return false;
}

/* "She and her aides": named in part. */
static bool is_joined(const struct onr_prose *prose, const struct onr_mention *m)
{
    return m->first + 1 < m->end && onr_token_in(prose, m->first, ONR_LIST_PRONOUNS_PERSON);
}

/* Whether a mention tells who the source is without pointing back: "a senior official", "the Treasury official". */
static bool introduces(const struct weigher *w, const struct onr_mention *m)
{
    const struct onr_prose *prose = w->check->prose;
    if (m->class_ != ONR_CLASS_UNNAMED || onr_mention_is_part(prose, m) || is_joined(prose, m) || !has_article(prose, m) ||
        (m->level < ONR_LEVEL_D4 && !is_human(prose, m)))
        return false;
    return !m->definite || m->level >= ONR_LEVEL_D3 || m->level <= ONR_LEVEL_D1;
}

/* Whether the sentence of a mention says why, or that, the source is not named. */
static bool explains(const struct weigher *w, const struct onr_source *source, const struct onr_mention *m)
{
    const struct onr_token *tokens = w->check->prose->tokens.at;
    uint32_t reason = onr_prose_token_at(w->check->prose, source->reason_span.start);
    return source->reason_span.end && tokens[reason].sentence == tokens[m->head].sentence;
}

/*
 * Whether the text before a phrase that points back tells of somebody with its head and gives no name: "a manager at
 * Ostrand Trams told me … The manager said".
 */
static bool is_introduced_before(const struct weigher *w, const struct onr_mention *m)
{
    const struct onr_token *tokens = w->check->prose->tokens.at;
    uint32_t from = m->first > INTRODUCED_BEFORE ? m->first - INTRODUCED_BEFORE : 0;
    for (uint32_t i = m->first; m->definite && !m->plural && i > from; i--) {
        if (tokens[i - 1].word != tokens[m->head].word)
            continue;
        for (uint32_t k = i - 1; k > from && k + ARTICLE_REACH > i; k--)
            if (onr_token_in(w->check->prose, k - 1, ONR_LIST_INDEFINITES))
                return tokens[i].shape < ONR_SHAPE_CAPITALIZED && tokens[i].kind == ONR_TOKEN_WORD;
    }
    return false;
}

static bool told_of(const struct weigher *w, const struct onr_source *source, const struct onr_mention *m)
{
    const struct onr_prose *prose = w->check->prose;
    if (m->class_ != ONR_CLASS_UNNAMED || source->reason != ONR_REASON_R0 || source->basis != ONR_BASIS_B0)
        return false;
    for (uint32_t i = m->first; i < m->head; i++)
        if (onr_token_in(prose, i, ONR_LIST_ANONYMOUS_ROLES) && onr_token_in(prose, i + 1, ONR_LIST_NOUN_JOINERS))
            return false; /* "a local official and witnesses" */
    bool bare = source->level == ONR_LEVEL_D0 && !onr_mention_heads(prose, m, ONR_LIST_SOURCE_NOUNS);
    bool part = any_in(prose, m->first, m->head, ONR_LIST_PREPOSITIONS); /* "one of two witnesses" */
    if (!part && onr_mention_heads(prose, m, ONR_LIST_PEOPLE_TOLD_OF))
        return true;
    return bare || onr_token_in(prose, m->first, ONR_LIST_PRONOUNS_FIRST);
}

/* "South Dakota's governor": told by an office. */
static bool holds_sole_office(const struct weigher *w, const struct onr_mention *m)
{
    bool owned = m->definite;
    for (uint32_t i = m->first; i < m->head; i++)
        owned |= w->check->prose->tokens.at[i].flags & ONR_TOKEN_CLITIC;
    return owned && !m->plural && onr_mention_heads(w->check->prose, m, ONR_LIST_SOLE_OFFICES);
}

static bool ends_with_comma(const struct onr_prose *prose, const struct onr_mention *m)
{
    return prose->text->bytes[prose->tokens.at[m->end - 1].start] == ',' ||
           (m->end < prose->tokens.count && prose->text->bytes[prose->tokens.at[m->end].start] == ',');
}

/*
 * Whether the name of a person stands beside a description, in apposition or as one of a group:
 * "Stein, a physician", "an adviser, Tad Devine", "advisers like Gene Sperling".
 */
static bool is_named_beside(const struct weigher *w, const struct onr_mention *m)
{
    const struct onr_prose *prose = w->check->prose;
    const struct onr_names *names = &w->sources->names;
    uint32_t first, last;
    for (uint32_t i = m->first + 1; i < m->end; i++) {
        bool beside = prose->text->bytes[prose->tokens.at[i - 1].start] == ',' ||
                onr_token_in(prose, i - 1, ONR_LIST_EXAMPLES);
        if (!beside || onr_name_run(prose, i, i + 1, &first, &last) == ONR_NONE)
            continue;
        onr_name_run(prose, i, m->end, &first, &last);
        uint32_t name = last > first ? onr_names_find(names, prose, first, last) : ONR_NONE;
        if (name != ONR_NONE && names->all.at[name].person)
            return true;
    }
    uint32_t comma = m->first ? m->first - 1 : 0, before = comma ? comma - 1 : 0;
    if (!comma || prose->text->bytes[prose->tokens.at[comma].start] != ',' ||
            prose->tokens.at[before].shape < ONR_SHAPE_CAPITALIZED ||
        !onr_token_in(prose, m->first, ONR_LIST_DETERMINERS) || m->plural || !ends_with_comma(prose, m))
        return false;
    uint32_t name = onr_names_find(names, prose, before, comma);
    return name != ONR_NONE && names->all.at[name].person;
}

/* "The magazine": an outlet told before. */
static bool all_definite(const struct weigher *w, const struct onr_source *source)
{
    for (uint32_t i = 0; i < source->attributions.count; i++)
        if (!w->sources->mentions[source->attributions.at[i]].definite)
            return false;
    return true;
}

/* Whether the sentence of an attribution gives shares: it reports a poll. */
static bool is_counted(const struct weigher *w, uint32_t attribution)
{
    uint32_t first, end;
    onr_prose_stretch(w->check->prose, w->check->attributions->tokens.at[attribution].cue, POLL_REACH, &first, &end);
    return any_in(w->check->prose, first, end, ONR_LIST_POLL_SHARES);
}

/* "Defenders of trade, like Jane Roe": one of them is named. */
static bool gives_example(const struct onr_prose *prose, const struct onr_mention *m)
{
    for (uint32_t i = m->head; i + 1 < m->end; i++)
        if (onr_prose_match(prose, i, ONR_LIST_EXAMPLES) && prose->tokens.at[i + 1].shape >= ONR_SHAPE_CAPITALIZED)
            return true;
    return false;
}

/*
 * Whether a group holds a claim somewhere: not as a share of those polled, not as "most of them", "how many
 * of our arguments", not by a deed.
 */
static bool holds_claim(const struct weigher *w, const struct onr_source *source)
{
    const struct onr_prose *prose = w->check->prose;
    bool holds = false;
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        uint32_t attribution = source->attributions.at[i];
        const struct onr_mention *m = &w->sources->mentions[attribution];
        bool of_things = m->head + 1 < m->end && onr_token_in(prose, m->head, ONR_LIST_DETERMINERS) &&
                         onr_token_in(prose, m->head + 1, ONR_LIST_OF) &&
                         !any_in(prose, m->head + 1, m->end, ONR_LIST_COLLECTIVE_HOLDERS);
        if (any_in(prose, m->first, m->end, ONR_LIST_POLL_SHARES) || of_things || has_number(prose, m) ||
            is_counted(w, attribution))
            return false;
        if (onr_token_in(prose, m->first, ONR_LIST_HARDLY_ANY) || gives_example(prose, m))
            return false;
        const struct onr_attribution_tokens *t = &w->check->attributions->tokens.at[attribution];
        bool by_number = onr_mention_heads(prose, m, ONR_LIST_GROUPS_BY_NUMBER);
        holds |= by_number ? any_in(prose, t->cue, t->cue_end, ONR_LIST_SAYING) : says(w, attribution);
    }
    return holds;
}

/*
 * Whether the sentence of an attribution tells of a public paper or place: several people who sign a letter, a prosecutor who
 * said it in a filing, withhold no name.
 */
static bool is_public(const struct weigher *w, const struct onr_source *source, uint32_t attribution)
{
    uint32_t first, end;
    bool several = w->sources->mentions[attribution].plural;
    if (source->reason != ONR_REASON_R0)
        return false;
    onr_prose_stretch(w->check->prose, w->check->attributions->tokens.at[attribution].cue, POLL_REACH, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (!w->check->prose->tokens.at[i].depth && (onr_prose_match(w->check->prose, i, ONR_LIST_COURT_PAPERS) ||
                                                     (several && onr_prose_match(w->check->prose, i, ONR_LIST_SIGNED_PAPERS))))
            return true;
    return false;
}

/* The class an unnamed source has for rules. */
static enum onr_class weigh_unnamed(const struct weigher *w, const struct onr_source *source)
{
    uint32_t part_of = w->sources->group.at[source - w->copy];
    bool introduced = part_of != ONR_NONE && w->copy[part_of].class_ == ONR_CLASS_UNNAMED, tells = false, group = false;
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_mention *m = &w->sources->mentions[source->attributions.at[i]];
        tells |= says(w, source->attributions.at[i]);
        if (onr_mention_heads(w->check->prose, m, ONR_LIST_INSTITUTIONS) && !any_in(w->check->prose, m->first, m->head, ONR_LIST_GENERIC_ADJECTIVES))
            return ONR_CLASS_ORGANIZATION; /* not "a former regulator" */
        if (m->count == ONR_COUNT_BARE && m->plural && onr_mention_heads(w->check->prose, m, ONR_LIST_SIDE_NOUNS))
            return ONR_CLASS_COLLECTIVE;
        if (m->plural && m->number < 2 && source->level == ONR_LEVEL_D0 && source->reason == ONR_REASON_R0 &&
            any_in(w->check->prose, m->head, m->end, ONR_LIST_RELATIVES))
            return ONR_CLASS_COLLECTIVE; /* "people who have battled such threats": a kind, not sources */
        if (is_named_beside(w, m) || holds_sole_office(w, m) || is_public(w, source, source->attributions.at[i]))
            return ONR_CLASS_NAMED;
        bool who = onr_token_in(w->check->prose, m->first, ONR_LIST_RELATIVES); /* "three women who have accused him" */
        if (any_in(w->check->prose, m->first, m->end, ONR_LIST_POLL_SHARES) || (m->member && is_counted(w, source->attributions.at[i])) ||
            told_of(w, source, who ? &w->sources->fullest.at[source - w->copy] : m))
            return ONR_CLASS_NONE;
        introduced |= m->member || introduces(w, m) || explains(w, source, m) || is_introduced_before(w, m);
        group |= m->class_ == ONR_CLASS_COLLECTIVE;
    }
    if (onr_token_in(w->check->prose, w->sources->mentions[source->attributions.at[0]].first, ONR_LIST_RELATIVES))
        introduced |= introduces(w, &w->sources->fullest.at[source - w->copy]); /* "two nurses who say" */
    if (tells && !introduced && group)
        return holds_claim(w, source) ? ONR_CLASS_COLLECTIVE : ONR_CLASS_NONE; /* "some allies of the mayor" */
    return !tells ? ONR_CLASS_NONE : introduced ? ONR_CLASS_UNNAMED : ONR_CLASS_NAMED;
}

/* What two nouns for one kind of document share: poll, polls, polling. */
static uint64_t kind_key(const struct onr_prose *prose, uint32_t token)
{
    const struct onr_token *t = &prose->tokens.at[token];
    return t->end - t->start < KIND_LETTERS ? 0 : onr_hash_word(prose->text->bytes + t->start, KIND_LETTERS);
}

/* Collects the kinds of document that have an origin somewhere in the text: "a CBS poll". */
static void note_kinds(struct weigher *w)
{
    const struct onr_prose *prose = w->check->prose;
    for (uint32_t i = 1; i < prose->tokens.count; i++) {
        const struct onr_token *before = &prose->tokens.at[i - 1];
        if (prose->tokens.at[i].sentence == before->sentence && before->shape >= ONR_SHAPE_CAPITALIZED &&
            !(before->flags & ONR_TOKEN_STARTS_SENTENCE) && onr_token_in(prose, i, ONR_LIST_DOCUMENTS))
            onr_map_set(&w->kinds, w->check->arena, kind_key(prose, i), 1, true);
    }
}

/*
 * Whether the text has a document of the same kind with an origin ("a CBS poll"), or somebody speaks in
 * this one ("in a report").
 */
static bool is_told_elsewhere(const struct weigher *w, const struct onr_source *source)
{
    const struct onr_prose *prose = w->check->prose;
    const struct onr_mention *own = &w->sources->mentions[source->attributions.at[0]];
    if (own->first && onr_token_in(prose, own->first - 1, ONR_LIST_INSIDE))
        return true;
    return onr_map_get(&w->kinds, kind_key(prose, own->head)) != UINT32_MAX;
}

/*
 * Whether each mention of a document points back: "the note", "this poll". Its origin was told, or stands
 * in the text.
 */
static bool points_back(const struct weigher *w, const struct onr_source *source)
{
    if (is_told_elsewhere(w, source))
        return true;
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_mention *m = &w->sources->mentions[source->attributions.at[i]];
        if (m->class_ != ONR_CLASS_PRONOUN && !m->definite && !m->new_one && !has_number(w->check->prose, m) &&
                onr_mention_heads(w->check->prose, m, ONR_LIST_DOCUMENTS))
            return false;
    }
    return true;
}

/*
 * Whether a named person is told of in the text, or cannot be said not to be: a single word is the short form of a
 * name given elsewhere, and what stands in no name is none.
 */
static bool is_introduced(const struct weigher *w, const struct onr_source *source)
{
    bool full = false;
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_mention *m = &w->sources->mentions[source->attributions.at[i]];
        if (m->class_ != ONR_CLASS_NAMED || m->name == ONR_NONE)
            continue;
        const struct onr_name *name = &w->sources->names.all.at[m->name];
        if (w->introduced[m->name])
            return true;
        full |= name->person && name->end - name->first > 1;
    }
    return !full;
}

/* Whether a longer name of the document holds a name of one word: Hillary, of Hillary Clinton. */
static bool has_fuller_name(const struct weigher *w, uint32_t name)
{
    const struct onr_names *names = &w->sources->names;
    uint64_t word = names->all.at[name].first_word;
    for (uint32_t i = 0; i < names->all.count && i < MOST_NAMES; i++)
        for (uint32_t t = names->all.at[i].first; i != name && t < names->all.at[i].end; t++)
            if (w->check->prose->tokens.at[t].word == word)
                return true;
    return false;
}

/*
 * Whether a first name alone stands for somebody told of otherwise: a kinsman ("his wife, Ana"), an office
 * ("Chad's ambassador"), one of a pair.
 */
static bool is_told_otherwise(const struct weigher *w, const struct onr_source *source)
{
    const struct onr_prose *prose = w->check->prose;
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_mention *m = &w->sources->mentions[source->attributions.at[i]];
        if (m->name == ONR_NONE)
            continue;
        if ((w->introduced[m->name] & ONR_INTRODUCED_AS_KIN) || has_fuller_name(w, m->name))
            return true;
        for (uint32_t k = m->first; k < m->end && prose->tokens.at[k].kind <= ONR_TOKEN_NUMBER; k++)
            if (onr_token_in(prose, k, ONR_LIST_RELATIVES_BY_BLOOD) || onr_token_in(prose, k, ONR_LIST_JOINERS) ||
                prose->tokens.at[k].flags & ONR_TOKEN_CLITIC)
                return true;
    }
    return false;
}

static bool speaks(const struct weigher *w, const struct onr_source *source)
{
    for (uint32_t i = 0; i < source->attributions.count; i++)
        if (says(w, source->attributions.at[i]))
            return true;
    return false;
}

/* "The bank reported a profit": a body acts, it says nothing. */
static bool only_reports_figures(const struct weigher *w, const struct onr_source *source)
{
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_attribution_tokens *t = &w->check->attributions->tokens.at[source->attributions.at[i]];
        uint32_t end = t->content + FIGURES_START < t->content_end ? t->content + FIGURES_START : t->content_end;
        if (t->content == ONR_NONE || !any_in(w->check->prose, t->content, end, ONR_LIST_RESULTS) ||
            onr_prose_match(w->check->prose, t->content, ONR_LIST_THAT))
            return false;
    }
    return source->attributions.count > 0;
}

static bool is_quoted(const struct weigher *w, const struct onr_source *source)
{
    enum onr_mode mode = w->check->attributions->records.at[source->attributions.at[0]].mode;
    return mode == ONR_MODE_DIRECT || mode == ONR_MODE_MIXED;
}

/* Whether what is said is of the speaker: "they were worried", "it was reviewing the posts", or praise and blame. */
static bool is_of_speaker(const struct weigher *w, uint32_t attribution)
{
    const struct onr_prose *prose = w->check->prose;
    const struct onr_attribution_tokens *t = &w->check->attributions->tokens.at[attribution];
    if (w->check->attributions->records.at[attribution].mode == ONR_MODE_ATTITUDE)
        return true;
    uint32_t i = t->content;
    while (i != ONR_NONE && i < t->content_end &&
           (prose->tokens.at[i].kind > ONR_TOKEN_NUMBER || onr_token_in(prose, i, ONR_LIST_THAT)))
        i++;
    bool subject = i != ONR_NONE && i < t->content_end &&
                   (onr_token_in(prose, i, ONR_LIST_PRONOUNS_PERSON) ||
                    onr_token_in(prose, i, ONR_LIST_PRONOUNS_PLURAL) ||
                    onr_token_in(prose, i, ONR_LIST_PRONOUNS_FIRST));
    return subject || any_in(prose, t->cue, t->cue_end, ONR_LIST_VIEW_CUES);
}

/*
 * Whether nobody need ask how somebody knows what he says: he tells of himself alone, or a body's officials speak for it
 * as they are wont to, without asking for anonymity.
 */
static bool is_own_account(const struct weigher *w, const struct onr_source *source)
{
    const struct onr_mention *m = &w->sources->mentions[source->attributions.at[0]];
    bool officials = source->routine && !onr_mention_heads(w->check->prose, m, ONR_LIST_BARE_SOURCES);
    if (officials && source->descriptor == ONR_DESCRIPTOR_SPECIFIC)
        return true;
    for (uint32_t i = 0; i < source->attributions.count; i++)
        if (!is_of_speaker(w, source->attributions.at[i]))
            return false;
    return true;
}

#define FIRM 0.8F /* confidence from which a plain verb of speech leaves no doubt */

/* Whether a plain verb of speech has a source speak, with a confidence of at least so much. */
static bool is_spoken(const struct weigher *w, const struct onr_source *source, float confidence)
{
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_attribution_tokens *t = &w->check->attributions->tokens.at[source->attributions.at[i]];
        if (w->check->attributions->records.at[source->attributions.at[i]].confidence >= confidence &&
            any_in(w->check->prose, t->cue, t->cue_end, ONR_LIST_SPOKEN_CUES))
            return true;
    }
    return false;
}

/* Whether there is no doubt that somebody unnamed was spoken to: he is told as a source, speaks twice, or plainly says it. */
static bool is_firm(const struct weigher *w, const struct onr_source *source)
{
    bool bare = onr_mention_heads(w->check->prose, &w->sources->fullest.at[source - w->copy], ONR_LIST_BARE_SOURCES);
    return bare || source->attributions.count > 1 || source->reason != ONR_REASON_R0 || source->basis != ONR_BASIS_B0 ||
           is_spoken(w, source, FIRM);
}

static void weigh(struct weigher *w, struct onr_source *source, uint32_t index)
{
    source->spoken = is_spoken(w, source, 0);
    source->firm = is_firm(w, source);
    if (source->kind == ONR_KIND_PERSON_PARTIAL && is_told_otherwise(w, source))
        source->kind = ONR_KIND_PERSON_NAMED;
    else if (source->kind == ONR_KIND_PERSON_NAMED && !source->role.end && is_introduced(w, source))
        source->role = source->label;
    if (source->class_ == ONR_CLASS_DOCUMENT && source->provenance == ONR_PROVENANCE_NONE && points_back(w, source))
        source->provenance = ONR_PROVENANCE_PUBLIC;
    if (source->class_ == ONR_CLASS_ORGANIZATION && only_reports_figures(w, source))
        source->class_ = ONR_CLASS_NONE;
    if ((source->class_ == ONR_CLASS_SPOKESPERSON || (source->class_ == ONR_CLASS_MEDIA &&
            !source->outlet_named)) && !speaks(w, source))
        source->class_ = ONR_CLASS_NONE;
    if (source->class_ == ONR_CLASS_MEDIA && !source->outlet_named && all_definite(w, source))
        source->outlet_named = true;
    if (source->class_ == ONR_CLASS_COLLECTIVE && !holds_claim(w, source))
        source->class_ = ONR_CLASS_NONE;
    if (source->class_ != ONR_CLASS_UNNAMED)
        return;
    source->first_hand = source->basis == ONR_BASIS_B0 && is_own_account(w, source);
    uint32_t same = onr_map_get(&w->labels, source->label.start + 1);
    onr_map_set(&w->labels, w->check->arena, source->label.start + 1, index, true);
    bool silent = same != UINT32_MAX && w->copy[same].class_ == ONR_CLASS_NONE && !is_quoted(w, source);
    /* who declined and gave a reason told nothing */
    source->class_ = silent ? ONR_CLASS_NONE : weigh_unnamed(w, source);
    const struct onr_mention *m = &w->sources->fullest.at[index];
    source->categorised |= source->class_ == ONR_CLASS_COLLECTIVE && m->end - m->first > 1 + (m->definite ? 1u : 0u);
}

/* The noun phrase behind the "by" of a passive, or an empty one. */
static struct onr_mention accuser(const struct onr_check *check, const struct onr_attribution_tokens *t)
{
    const struct onr_prose *prose = check->prose;
    uint32_t by = onr_token_in(prose, t->cue_end - 1, ONR_LIST_BY) ? t->cue_end - 1 : t->cue_end, end;
    if (by + 1 >= prose->tokens.count || !onr_token_in(prose, by, ONR_LIST_BY))
        return (struct onr_mention){0};
    for (end = by + 1; end < prose->tokens.count && end < by + LONGEST_ACCUSER &&
            prose->tokens.at[end].kind <= ONR_TOKEN_NUMBER; end++)
        if (onr_token_in(prose, end, ONR_LIST_PREPOSITIONS))
            break;
    return end > by + 1 ? onr_mention_read(prose, &check->sources->names, by + 1, end,
            NULL, NULL) : (struct onr_mention){0};
}

/* Gives an accusation in the passive to the one who makes it, where the accused stands as its source. */
static void find_accusers(const struct onr_check *check, struct onr_sources *weighed)
{
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_attribution_tokens *t = &check->attributions->tokens.at[i];
        uint32_t source = weighed->of_attribution[i];
        if (source == ONR_NONE || weighed->records.at[source].attributions.count > 1 || !is_accused(check->prose, t))
            continue;
        struct onr_mention m = accuser(check, t);
        if (m.end == m.first)
            continue;
        struct onr_source found = {.class_ = m.class_, .kind = m.kind, .level = ONR_LEVEL_NONE, .plural = m.plural,
                                   .label = onr_token_span(check->prose, m.first, m.end - m.first),
                                   .attributions = weighed->records.at[source].attributions};
        weighed->mentions[i] = m;
        weighed->records.at[source] = found;
        onr_source_describe(&weighed->records.at[source], weighed, check->prose);
    }
}

static void *copy_of(struct onr_arena *arena, const void *from, size_t size)
{
    void *copy = onr_arena_take(arena, size ? size : 1);
    if (copy && size)
        memcpy(copy, from, size);
    return copy;
}

bool onr_sources_weigh(struct onr_check *check, struct onr_sources *weighed)
{
    struct weigher w = {.check = check, .sources = weighed, .introduced = onr_names_introduced(check)};
    *weighed = *check->sources;
    weighed->records.at = copy_of(check->arena, weighed->records.at,
            weighed->records.count * sizeof *weighed->records.at);
    weighed->mentions = copy_of(check->arena, weighed->mentions,
                                check->attributions->records.count * sizeof *weighed->mentions);
    if (!weighed->records.at || !weighed->mentions || !w.introduced)
        return false;
    w.copy = weighed->records.at;
    find_accusers(check, weighed);
    note_kinds(&w);
    for (uint32_t i = 0; i < weighed->records.count; i++)
        weigh(&w, &weighed->records.at[i], i);
    return !check->arena->failed;
}
