/*
 * Whom a pronoun stands for where nobody spoke before it: whoever or whatever the sentence before it opens with.
 * "Researchers at Carrow followed 310,000 people. They said …", "Southern Rail apologised. “We are sorry,” it said."
 */
#include "source/resolve.h"

#define LONGEST 12 /* tokens of a phrase behind its head */
#define LONGEST_BEFORE 60 /* tokens of a sentence that is looked through for names */
#define OPENING 8 /* tokens of a sentence in which the head of its subject stands */

static bool is_of_people(const struct onr_prose *prose, uint32_t token)
{
    static const enum onr_list lists[] = {ONR_LIST_ROLES, ONR_LIST_ANONYMOUS_ROLES, ONR_LIST_PEOPLE_WORDS,
                                          ONR_LIST_BARE_SOURCES, ONR_LIST_COLLECTIVES};
    for (unsigned i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (onr_token_in(prose, token, lists[i]) && !onr_token_in(prose, token, ONR_LIST_NUMBERS))
            return true;
    return false;
}

/* The end of a phrase behind its head: the name behind a preposition belongs to it, "researchers at the University of Carrow". */
static uint32_t phrase_end(const struct onr_prose *prose, uint32_t head, uint32_t end)
{
    uint32_t i = head + 1, last = i;
    while (i < end && i < head + LONGEST && (onr_token_in(prose, i, ONR_LIST_PREPOSITIONS) || onr_token_in(prose, i, ONR_LIST_THE) ||
                       prose->tokens.at[i].shape >= ONR_SHAPE_CAPITALIZED)) {
        last = prose->tokens.at[i].shape >= ONR_SHAPE_CAPITALIZED ? i + 1 : last;
        i++;
    }
    return last;
}

/* The several people that tokens first to end open with; an empty mention where they open with nobody. */
static struct onr_mention people_in(const struct onr_resolver *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && i < first + OPENING && r->prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER; i++) {
        if (onr_token_in(r->prose, i, ONR_LIST_PREPOSITIONS) || onr_token_in(r->prose, i, ONR_LIST_AUXILIARIES))
            break;
        if (!is_of_people(r->prose, i) || (i + 1 < end && is_of_people(r->prose, i + 1)))
            continue;
        struct onr_mention m = onr_mention_read(r->prose, &r->out->names, first, phrase_end(r->prose, i, end), NULL, NULL);
        return m.plural ? m : (struct onr_mention){0};
    }
    return (struct onr_mention){0};
}

/* So many people, without a name, of whom tokens first to end tell: "Reuters spoke to six survivors." */
static struct onr_mention counted_in(const struct onr_resolver *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        if (!onr_token_in(r->prose, i, ONR_LIST_NUMBERS) || onr_token_in(r->prose, i, ONR_LIST_INDEFINITES))
            continue;
        for (uint32_t k = i + 1; k < end && k < i + OPENING && r->prose->tokens.at[k].kind == ONR_TOKEN_WORD; k++) {
            if (onr_token_in(r->prose, k, ONR_LIST_PREPOSITIONS) || onr_token_in(r->prose, k, ONR_LIST_AUXILIARIES))
                break;
            if (!is_of_people(r->prose, k) || (k + 1 < end && is_of_people(r->prose, k + 1)))
                continue;
            struct onr_mention m = onr_mention_read(r->prose, &r->out->names, i, k + 1, NULL, NULL);
            return m.plural && m.class_ == ONR_CLASS_UNNAMED ? m : (struct onr_mention){0};
        }
    }
    return (struct onr_mention){0};
}

/* Whether a person is named among tokens first to end. */
static bool names_person(const struct onr_resolver *r, uint32_t first, uint32_t end)
{
    uint32_t name_first, last;
    for (uint32_t i = first; i < end; i = last > i ? last : i + 1) {
        if (onr_name_run(r->prose, i, end, &name_first, &last) == ONR_NONE)
            return false;
        uint32_t name = onr_names_find(&r->out->names, r->prose, name_first, last);
        if (name != ONR_NONE && r->out->names.all.at[name].person)
            return true;
    }
    return false;
}

/* Somebody unnamed, told for the first time, whom tokens first to end open with where they name nobody: "A woman stood by the road." */
static struct onr_mention somebody_in(const struct onr_resolver *r, uint32_t first, uint32_t end, uint8_t gender)
{
    uint32_t i = first;
    while (i < end && i < first + OPENING && !onr_token_in(r->prose, i, ONR_LIST_INDEFINITES) && !is_of_people(r->prose, i) &&
           !onr_token_in(r->prose, i, ONR_LIST_PRONOUNS))
        i++;
    uint32_t start = i;
    if (i == end || i == first + OPENING || !onr_token_in(r->prose, i, ONR_LIST_INDEFINITES))
        return (struct onr_mention){0};
    if (names_person(r, first, start))
        return (struct onr_mention){0}; /* "Barbara Ling, a retired driver," */
    for (i++; i < end && i < start + OPENING && r->prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER; i++) {
        if (onr_token_in(r->prose, i, ONR_LIST_PREPOSITIONS) || onr_token_in(r->prose, i, ONR_LIST_AUXILIARIES))
            break;
        if (!is_of_people(r->prose, i) || (i + 1 < end && is_of_people(r->prose, i + 1)))
            continue;
        struct onr_mention m = onr_mention_read(r->prose, &r->out->names, start, i + 1, NULL, NULL);
        bool fits = m.class_ == ONR_CLASS_UNNAMED && !m.plural && (m.gender & gender) && !names_person(r, i + 1, end);
        return fits ? m : (struct onr_mention){0};
    }
    return (struct onr_mention){0};
}

/* The body that tokens first to end open with by a noun: "The airline cancelled 30 flights." */
static struct onr_mention body_noun_in(const struct onr_resolver *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i + 1 < end && i < first + OPENING && r->prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER; i++) {
        if (!onr_token_in(r->prose, i, ONR_LIST_THE))
            continue;
        for (uint32_t k = i + 1; k < end && k < i + 4 && r->prose->tokens.at[k].kind == ONR_TOKEN_WORD; k++)
            if ((onr_token_in(r->prose, k, ONR_LIST_INSTITUTIONS) || onr_token_in(r->prose, k, ONR_LIST_BODY_NOUNS) ||
                 onr_token_in(r->prose, k, ONR_LIST_GENERIC_BODIES)) && !onr_token_in(r->prose, k, ONR_LIST_DOCUMENTS) &&
                !(k + 1 < end && (r->prose->tokens.at[k + 1].flags & ONR_TOKEN_CLITIC)))
                return onr_mention_read(r->prose, &r->out->names, i, k + 1, NULL, NULL);
    }
    return (struct onr_mention){0};
}

/* The body whose name tokens first to end open with; an empty mention where they open with none. */
static struct onr_mention body_in(const struct onr_resolver *r, uint32_t first, uint32_t end)
{
    struct onr_mention noun = body_noun_in(r, first, end);
    if (noun.end > noun.first)
        return noun;
    uint32_t name_first, last, run = onr_name_run(r->prose, first, first + 2 < end ? first + 2 : end, &name_first, &last);
    if (run != ONR_NONE)
        onr_name_run(r->prose, run, end, &name_first, &last);
    if (run == ONR_NONE || run > first + 1 || last == name_first)
        return (struct onr_mention){0};
    uint32_t name = onr_names_find(&r->out->names, r->prose, name_first, last);
    if (name == ONR_NONE || r->out->names.all.at[name].person)
        return (struct onr_mention){0};
    struct onr_mention m = onr_mention_read(r->prose, &r->out->names, run, last, NULL, NULL);
    return m.class_ == ONR_CLASS_ORGANIZATION || m.class_ == ONR_CLASS_MEDIA ? m : (struct onr_mention){0};
}

uint32_t onr_chain_of_somebody(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint32_t own = r->prose->tokens.at[m->first].sentence;
    if (!own || m->plural || m->gender == ONR_GENDER_ANY)
        return ONR_NONE;
    const struct onr_sentence *before = &r->prose->sentences.at[own - 1];
    if (before->block != r->prose->sentences.at[own].block || !before->token_count)
        return ONR_NONE;
    uint32_t end = before->first_token + before->token_count;
    if (end > before->first_token + LONGEST_BEFORE)
        return ONR_NONE;
    struct onr_mention found = somebody_in(r, before->first_token, end, m->gender);
    if (found.end == found.first)
        return ONR_NONE;
    return onr_chain_start(r, attribution, &found);
}

bool onr_people_before(const struct onr_resolver *r, const struct onr_mention *m)
{
    uint32_t own = r->prose->tokens.at[m->first].sentence;
    for (uint32_t back = 0; back <= 1 && back <= own; back++) {
        const struct onr_sentence *s = &r->prose->sentences.at[own - back];
        uint32_t end = back ? s->first_token + s->token_count : m->first;
        if (s->block == r->prose->sentences.at[own].block && end > s->first_token && end < s->first_token + LONGEST_BEFORE &&
            counted_in(r, s->first_token, end).plural)
            return true;
    }
    return false;
}

uint32_t onr_chain_of_opening(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint32_t own = r->prose->tokens.at[m->first].sentence;
    bool thing = onr_token_in(r->prose, m->first, ONR_LIST_PRONOUNS_THING);
    if (!thing && !m->plural)
        return ONR_NONE;
    for (uint32_t back = 0; back <= 1 && back <= own; back++) { /* its own sentence may open with a quotation */
        const struct onr_sentence *s = &r->prose->sentences.at[own - back];
        uint32_t end = back ? s->first_token + s->token_count : m->first;
        if (s->block != r->prose->sentences.at[own].block || !s->token_count)
            break;
        struct onr_mention found = thing ? body_in(r, s->first_token, end) : people_in(r, s->first_token, end);
        if (!thing && found.end == found.first && end < s->first_token + LONGEST_BEFORE)
            found = counted_in(r, s->first_token, end);
        if (found.end == found.first)
            continue;
        uint32_t source = onr_chain_of_phrase(r, attribution, &found);
        return source != ONR_NONE ? source : onr_chain_start(r, attribution, &found);
    }
    return ONR_NONE;
}
