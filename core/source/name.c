/*
 * The names a document holds. A run of capitalized words is a name; it is a person's where a given name,
 * a title or a role says so, and a body's where one of its words does.
 */
#include "source/source.h"

#include <string.h>

#define LONGEST_NAME 8 /* tokens */
#define SURE 5         /* a vote that a few hints do not overturn */
#define LONGEST_TOLD 10 /* tokens of an apposition that tells of a body */

/* "Chicago-based": tells where something is, and is no name. */
static bool is_based(const struct onr_prose *prose, const struct onr_token *token)
{
    static const char based[] = "-based";
    size_t length = sizeof based - 1;
    return token->end - token->start > length && memcmp(prose->text->bytes + token->end - length, based, length) == 0;
}

static bool is_capital(const struct onr_prose *prose, uint32_t i)
{
    const struct onr_token *token = &prose->tokens.at[i];
    return token->kind == ONR_TOKEN_WORD && token->shape >= ONR_SHAPE_CAPITALIZED &&
           !(token->flags & ONR_TOKEN_CLITIC) && !onr_token_in(prose, i, ONR_LIST_ROLE_ACRONYMS) && !is_based(prose, token);
}

/* Small words inside a name: de, van, al-, of the; only between capitals. */
static bool joins_name(const struct onr_prose *prose, uint32_t i)
{
    return onr_token_in(prose, i, ONR_LIST_NAME_PARTICLES);
}

/* Common nouns for sources: capitalized at the start of a sentence they are no names. */
static bool is_common_noun(const struct onr_prose *prose, uint32_t i)
{
    static const enum onr_list lists[] = {ONR_LIST_ROLES, ONR_LIST_BARE_SOURCES, ONR_LIST_COLLECTIVES,
        ONR_LIST_DOCUMENTS,
                                          ONR_LIST_MEDIA_WORDS, ONR_LIST_INSTITUTIONS, ONR_LIST_SPOKES,
                                          ONR_LIST_EMPTY_ADJECTIVES, ONR_LIST_GENERIC_ADJECTIVES};
    for (unsigned k = 0; k < sizeof lists / sizeof lists[0]; k++)
        if (onr_token_in(prose, i, lists[k]))
            return true;
    return prose->text->bytes[prose->tokens.at[i].end - 1] == 's' && onr_token_in(prose, i, ONR_LIST_PEOPLE_WORDS);
}

/* A sentence's first word is capitalized anyhow: it begins a name only if it is no common word. */
static bool may_begin(const struct onr_prose *prose, uint32_t i)
{
    if (!is_capital(prose, i))
        return false;
    if (!(prose->tokens.at[i].flags & ONR_TOKEN_STARTS_SENTENCE))
        return !onr_token_in(prose, i, ONR_LIST_PRONOUNS_FIRST);
    return !onr_token_in(prose, i, ONR_LIST_COMMON_STARTS) && !onr_token_in(prose, i, ONR_LIST_DETERMINERS) &&
           !onr_token_in(prose, i, ONR_LIST_CLAUSE_STARTERS) && !onr_token_in(prose, i, ONR_LIST_PREPOSITIONS) &&
           !onr_token_in(prose, i, ONR_LIST_PRONOUNS) &&
           !(is_common_noun(prose, i) && !(i + 1 < prose->tokens.count && is_capital(prose, i + 1)));
}

static bool is_given_name(const struct onr_prose *prose, uint32_t i)
{
    return onr_token_in(prose, i, ONR_LIST_NAMES_MALE) || onr_token_in(prose, i, ONR_LIST_NAMES_FEMALE);
}

/* Whether a body's name of two words or more begins at a token: "Pine Street Capital". */
static bool body_follows(const struct onr_prose *prose, uint32_t i)
{
    uint32_t first = i;
    while (i < prose->tokens.count && i < first + LONGEST_NAME && is_capital(prose, i))
        i++;
    return i > first + 1 && (onr_token_in(prose, i - 1, ONR_LIST_BODY_NAME_ENDS) || onr_token_in(prose, i - 1, ONR_LIST_ORGANIZATION_WORDS));
}

/* Whether a small word parts a person from the body he is of: "Dr Ana Ruiz of Leeds University". */
static bool parts_person(const struct onr_prose *prose, uint32_t first, uint32_t i)
{
    return onr_token_in(prose, i, ONR_LIST_AFFILIATION_JOINERS) && i - first >= 2 &&
           (onr_token_in(prose, first, ONR_LIST_TITLES) || is_given_name(prose, i - 2) ||
            (i - first == 2 && !onr_token_in(prose, first, ONR_LIST_ORGANIZATION_WORDS) &&
             !onr_token_in(prose, first + 1, ONR_LIST_ORGANIZATION_WORDS) && !onr_token_in(prose, first + 1, ONR_LIST_INSTITUTIONS) &&
             body_follows(prose, i + 1)));
}

static uint32_t name_end(const struct onr_prose *prose, uint32_t first)
{
    uint32_t end = first + 1, sentence = prose->tokens.at[first].sentence;
    while (end < prose->tokens.count && end - first < LONGEST_NAME && prose->tokens.at[end].sentence == sentence) {
        if (is_capital(prose, end))
            end++;
        else if (joins_name(prose, end) && end + 1 < prose->tokens.count && is_capital(prose, end + 1) &&
            !parts_person(prose, first, end))
            end += 2;
        else
            break;
    }
    return end;
}

/* The first token of the name itself, after titles: "US President Donald Trump" gives Donald. */
static uint32_t skip_titles(const struct onr_prose *prose, uint32_t run, uint32_t end)
{
    uint32_t first = run;
    for (uint32_t i = run; i < end; i++) {
        uint32_t title = onr_prose_match(prose, i, ONR_LIST_TITLES);
        if (title && i + title < end && !onr_token_in(prose, i + title, ONR_LIST_ORGANIZATION_WORDS) &&
            !joins_name(prose, i + title))
            first = i + title;
    }
    return first;
}

uint32_t onr_name_run(const struct onr_prose *prose, uint32_t from, uint32_t end, uint32_t *first, uint32_t *last)
{
    for (uint32_t i = from; i < end; i++) {
        if (!may_begin(prose, i))
            continue;
        uint32_t run_end = name_end(prose, i);
        *last = run_end < end ? run_end : end;
        *first = skip_titles(prose, i, *last);
        return i;
    }
    return ONR_NONE;
}

static bool has_word_of(const struct onr_prose *prose, uint32_t first, uint32_t end, enum onr_list list)
{
    for (uint32_t i = first; i < end; i++)
        if (onr_token_in(prose, i, list))
            return true;
    return false;
}

static bool is_body(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    uint32_t whole = onr_prose_match(prose, first, ONR_LIST_INSTITUTION_NAMES);
    return (whole && first + whole >= end) || (onr_prose_match(prose, first, ONR_LIST_MEDIA) >= end - first) ||
           has_word_of(prose, first, end, ONR_LIST_ORGANIZATION_WORDS) ||
           (end - first > 1 && onr_token_in(prose, end - 1, ONR_LIST_PLACE_WORDS)) ||
           (end - first == 1 && prose->tokens.at[first].shape == ONR_SHAPE_UPPER);
}

/* Whether a name is a person's by a list. */
static bool is_listed_person(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    return onr_prose_match(prose, first, ONR_LIST_PEOPLE) >= end - first;
}

static uint8_t gender_of(const struct onr_prose *prose, uint32_t run, uint32_t first)
{
    for (uint32_t i = run; i < first; i++) {
        if (onr_token_in(prose, i, ONR_LIST_TITLES_MALE)) return ONR_GENDER_MALE;
        if (onr_token_in(prose, i, ONR_LIST_TITLES_FEMALE)) return ONR_GENDER_FEMALE;
    }
    if (onr_token_in(prose, first, ONR_LIST_NAMES_ANY))
        return ONR_GENDER_ANY;
    bool male = onr_token_in(prose, first, ONR_LIST_NAMES_MALE);
    bool female = onr_token_in(prose, first, ONR_LIST_NAMES_FEMALE);
    return male == female ? ONR_GENDER_ANY : male ? ONR_GENDER_MALE : ONR_GENDER_FEMALE;
}

/* Whether the name is a person's by what stands in it and before it. */
static bool is_person(const struct onr_prose *prose, uint32_t run, uint32_t first, uint32_t end)
{
    if (is_body(prose, first, end))
        return false;
    if (first > run || is_given_name(prose, first))
        return true;
    if (run && prose->tokens.at[run - 1].sentence == prose->tokens.at[run].sentence &&
        (onr_token_in(prose, run - 1, ONR_LIST_TITLES) || onr_token_in(prose, run - 1, ONR_LIST_ROLES)))
        return true;
    if (end - first == 1)
        return (!run || !onr_token_in(prose, run - 1, ONR_LIST_DETERMINERS)) &&
               !onr_token_in(prose, first, ONR_LIST_NATIONALITIES) && !onr_token_in(prose, first, ONR_LIST_MONTHS) &&
               !onr_token_in(prose, first, ONR_LIST_WEEKDAYS) && !onr_token_in(prose, first, ONR_LIST_NOT_PARTIES) &&
               !onr_token_in(prose, first, ONR_LIST_COLLECTIVES);
    bool the = run && onr_token_in(prose, run - 1, ONR_LIST_DETERMINERS);
    return end - first >= 2 && end - first <= 4 && !the && prose->tokens.at[first].shape == ONR_SHAPE_CAPITALIZED;
}

static bool is_tail_of(const struct onr_prose *prose, const struct onr_name *name, uint32_t first, uint32_t end)
{
    uint32_t count = end - first, length = name->end - name->first;
    if (count > length)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (prose->tokens.at[name->end - count + i].word != prose->tokens.at[first + i].word)
            return false;
    return true;
}

static bool is_head_of(const struct onr_prose *prose, const struct onr_name *name, uint32_t first, uint32_t end)
{
    if (end - first > name->end - name->first)
        return false;
    for (uint32_t i = 0; i < end - first; i++)
        if (prose->tokens.at[name->first + i].word != prose->tokens.at[first + i].word)
            return false;
    return true;
}

static bool is_inside(const struct onr_prose *prose, const struct onr_name *name, uint32_t first, uint32_t end)
{
    for (uint32_t at = name->first; at + (end - first) <= name->end; at++) {
        uint32_t same = 0;
        while (same < end - first && prose->tokens.at[at + same].word == prose->tokens.at[first + same].word)
            same++;
        if (same == end - first)
            return true;
    }
    return false;
}

uint32_t onr_names_find(const struct onr_names *names, const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    if (first >= end)
        return ONR_NONE;
    uint32_t found = onr_map_get(&names->by_last, prose->tokens.at[end - 1].word);
    if (found != ONR_NONE) {
        const struct onr_name *name = &names->all.at[found];
        struct onr_name longer = {.first = first, .end = end};
        if (is_tail_of(prose, name, first, end) || is_tail_of(prose, &longer, name->first, name->end))
            return found;
    }
    found = onr_map_get(&names->by_word, prose->tokens.at[first].word);
    if (found == ONR_NONE)
        return ONR_NONE;
    const struct onr_name *name = &names->all.at[found];
    bool shorter = name->person ? is_head_of(prose, name, first, end) : is_inside(prose, name, first, end);
    return shorter ? found : ONR_NONE;
}

static void index_words(struct onr_names *names, struct onr_arena *arena, const struct onr_prose *prose, uint32_t name)
{
    const struct onr_name *own = &names->all.at[name];
    onr_map_set(&names->by_last, arena, own->last_word, name, true);
    for (uint32_t i = own->first; i < own->end; i++)
        if (!joins_name(prose, i))
            onr_map_set(&names->by_word, arena, prose->tokens.at[i].word, name, true);
}

static struct onr_span span_or_none(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    return first < end ? onr_token_span(prose, first, end - first) : (struct onr_span){0, 0};
}

/* The tokens of a role before a name: "the company's chief executive, Jane Roe", "spokeswoman Jane Roe". */
static uint32_t role_before(const struct onr_prose *prose, uint32_t first, uint32_t *end)
{
    uint32_t sentence = prose->tokens.at[first].sentence, at = first;
    *end = first;
    if (at && prose->text->bytes[prose->tokens.at[at - 1].start] == ',' &&
        prose->tokens.at[at - 1].sentence == sentence)
        *end = --at;
    bool role = false;
    while (at && first - at < 10 && prose->tokens.at[at - 1].sentence == sentence &&
           prose->tokens.at[at - 1].kind <= ONR_TOKEN_NUMBER &&
           !onr_token_in(prose, at - 1, ONR_LIST_CLAUSE_STARTERS) &&
           !onr_token_in(prose, at - 1, ONR_LIST_CUE_SPEECH)) {
        at--;
        role |= onr_token_in(prose, at, ONR_LIST_ROLES) || onr_token_in(prose, at, ONR_LIST_SPOKES) ||
                onr_token_in(prose, at, ONR_LIST_TITLES) || onr_token_in(prose, at, ONR_LIST_CASE_PARTS);
        if (onr_token_in(prose, at, ONR_LIST_DETERMINERS) && role)
            break;
    }
    return role ? at : *end;
}

/* The bare apostrophe of an owner: "the Shippers' Association". */
static bool is_owners_mark(const struct onr_prose *prose, uint32_t i)
{
    const struct onr_token *token = &prose->tokens.at[i];
    const char *bytes = prose->text->bytes + token->start;
    bool apostrophe = *bytes == '\'' || (token->end - token->start == 3 && memcmp(bytes, "’", 3) == 0);
    return apostrophe && token->start && bytes[-1] == 's' && !(token->flags & ONR_TOKEN_SPACED) &&
           i + 1 < prose->tokens.count && prose->tokens.at[i + 1].kind == ONR_TOKEN_WORD;
}

/* The tokens of an apposition after a name: "Jane Roe, a spokeswoman for the port,". */
static uint32_t role_after(const struct onr_prose *prose, uint32_t end, uint32_t *last)
{
    *last = end;
    if (end + 1 >= prose->tokens.count || prose->text->bytes[prose->tokens.at[end].start] != ',' ||
        prose->tokens.at[end].sentence != prose->tokens.at[end + 1].sentence)
        return end;
    uint32_t at = end + 1;
    bool role = prose->tokens.at[at].kind == ONR_TOKEN_NUMBER; /* an age */
    if (role && at + 2 < prose->tokens.count && prose->text->bytes[prose->tokens.at[at + 1].start] == ',' &&
        onr_token_in(prose, at + 2, ONR_LIST_DETERMINERS))
        return role_after(prose, at + 1, last);
    while (at < prose->tokens.count && at - end < 16 &&
           (prose->tokens.at[at].kind <= ONR_TOKEN_NUMBER || is_owners_mark(prose, at)) &&
           prose->tokens.at[at].sentence == prose->tokens.at[end].sentence) {
        role |= onr_token_in(prose, at, ONR_LIST_ROLES) || onr_token_in(prose, at, ONR_LIST_SPOKES) ||
                onr_prose_match(prose, at, ONR_LIST_ROLES) || onr_prose_match(prose, at, ONR_LIST_SPOKES) ||
                onr_token_in(prose, at, ONR_LIST_DETERMINERS);
        at++;
    }
    *last = role ? at : end + 1;
    return end + 1;
}

/* Words in capitals that name no body: a title, a nation, the article a sentence begins with. */
static bool is_no_body(const struct onr_prose *prose, uint32_t i)
{
    if (onr_token_in(prose, i, ONR_LIST_DETERMINERS) &&
        (i == 0 || prose->tokens.at[i - 1].sentence != prose->tokens.at[i].sentence))
        return true;
    return onr_token_in(prose, i, ONR_LIST_TITLES) || onr_token_in(prose, i, ONR_LIST_NATIONALITIES) ||
           onr_token_in(prose, i, ONR_LIST_ROLES);
}

/* Whether all words of a run are of a list: "Maj. Gen." of the ranks. */
static bool all_words_in(const struct onr_prose *prose, uint32_t first, uint32_t end, enum onr_list list)
{
    while (first < end && (onr_token_in(prose, first, list) || prose->tokens.at[first].kind > ONR_TOKEN_NUMBER))
        first++;
    return first == end;
}

/* The capitalized run inside a role: the body the person belongs to. */
static struct onr_span body_in(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    for (uint32_t i = first, last; i < end; i = last) {
        last = i + 1;
        if (!is_capital(prose, i) || is_no_body(prose, i))
            continue;
        while (last < end && ((is_capital(prose, last) && !is_no_body(prose, last)) ||
                              is_owners_mark(prose, last) ||
                              (joins_name(prose, last) && last + 1 < end && is_capital(prose, last + 1))))
            last++;
        if (!all_words_in(prose, i, last, ONR_LIST_WORDS_OF_OFFICE)) /* not "Foreign" of "Foreign Minister" */
            return onr_token_span(prose, i, last - i);
    }
    return (struct onr_span){0, 0};
}

/* The body behind a name: "Ana Ruiz of Leeds University"; empty where there is none, or only a place. */
static struct onr_span body_after(const struct onr_prose *prose, uint32_t end)
{
    if (end + 1 >= prose->tokens.count || !onr_token_in(prose, end, ONR_LIST_AFFILIATION_JOINERS) ||
        prose->tokens.at[end + 1].sentence != prose->tokens.at[end - 1].sentence)
        return (struct onr_span){0, 0};
    uint32_t first = end + 1 + onr_token_in(prose, end + 1, ONR_LIST_DETERMINERS);
    if (first >= prose->tokens.count || !is_capital(prose, first))
        return (struct onr_span){0, 0};
    uint32_t last = name_end(prose, first);
    return is_body(prose, first, last) ? onr_token_span(prose, first, last - first) : (struct onr_span){0, 0};
}

/* Notes who is "the senator" and "the president" of the document. */
static void index_role(struct onr_names *names, struct onr_arena *arena, const struct onr_prose *prose, uint32_t index)
{
    struct onr_span role = names->all.at[index].role;
    if (!role.end)
        return;
    for (uint32_t i = onr_prose_token_at(prose, role.start); i < prose->tokens.count &&
         prose->tokens.at[i].start < role.end; i++)
        if (onr_token_in(prose, i, ONR_LIST_ROLES) || onr_token_in(prose, i, ONR_LIST_TITLES))
            onr_map_set(&names->by_role, arena, prose->tokens.at[i].word, index, true);
}

/* Whether an apposition holds a role: "a spokesman for the county". */
static bool tells_role(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    while (first < end && !onr_token_in(prose, first, ONR_LIST_ROLES) && !onr_token_in(prose, first, ONR_LIST_SPOKES))
        first++;
    return first < end;
}

static void note_role(const struct onr_prose *prose, struct onr_name *name, uint32_t run, uint32_t first, uint32_t end)
{
    if (name->role.end)
        return;
    uint32_t role_end = first, last = end, role = run;
    if (run == first || all_words_in(prose, run, first, ONR_LIST_HONORIFICS)) /* "Dame" tells no role */
        role = role_before(prose, run, &role_end);
    else
        role_end = first;
    bool told = role < role_end && !all_words_in(prose, role, role_end, ONR_LIST_UNIFORM_RANKS);
    uint32_t after = told ? end : role_after(prose, end, &last);
    if (role >= role_end || (after < last && tells_role(prose, after, last))) {
        role = after;
        role_end = last;
    }
    name->role = span_or_none(prose, role, role_end);
    if (role < role_end)
        name->affiliation = body_in(prose, role, role_end);
    if (!name->affiliation.end)
        name->affiliation = body_after(prose, end);
}

/* What the labeller's classes say of a run of tokens: 1 for a person, -1 for a body or a place, 0 for nothing. */
static int32_t class_vote(const uint8_t *classes, uint32_t first, uint32_t end)
{
    int32_t votes = 0;
    for (uint32_t i = first; classes && i < end; i++)
        votes += classes[i] == ONR_NAME_PERSON                                        ? 1
                 : classes[i] == ONR_NAME_ORGANIZATION || classes[i] == ONR_NAME_PLACE ? -1 : 0;
    return votes > 0 ? 1 : votes < 0 ? -1 : 0;
}

/* What the classes say of a run of tokens: 1 for a place, nation or creed, -1 for a person or a body, 0 for nothing. */
static int32_t place_vote(const uint8_t *classes, uint32_t first, uint32_t end)
{
    int32_t votes = 0;
    for (uint32_t i = first; classes && i < end; i++)
        votes += classes[i] == ONR_NAME_PLACE || classes[i] == ONR_NAME_OTHER           ? 1
                 : classes[i] == ONR_NAME_ORGANIZATION || classes[i] == ONR_NAME_PERSON ? -1 : 0;
    return votes > 0 ? 1 : votes < 0 ? -1 : 0;
}

/* Whether a name of two words or more ends as companies' names do: "Brackwater Terminals". */
static bool ends_as_body(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    return end - first > 1 && !is_given_name(prose, first) &&
           (onr_token_in(prose, end - 1, ONR_LIST_BODY_NAME_ENDS) ||
            onr_token_in(prose, end - 1, ONR_LIST_ORGANIZATION_WORDS));
}

/* Whether the noun before a name tells of a body: "chipmaker Quill", "the contractor, Halden Works". */
static bool is_called_a_body(const struct onr_prose *prose, uint32_t first)
{
    uint32_t sentence = prose->tokens.at[first].sentence, noun = first - 1;
    if (first < 2)
        return false;
    if (prose->text->bytes[prose->tokens.at[noun].start] == ',') {
        if (is_given_name(prose, first))
            return false; /* "a spokeswoman for the agency, Tara Lynch" */
        noun--;
    }
    return prose->tokens.at[noun].sentence == sentence && onr_token_in(prose, noun, ONR_LIST_BODY_NOUNS) &&
           prose->tokens.at[noun].shape < ONR_SHAPE_CAPITALIZED;
}

/* Whether an apposition behind a name tells of a body: "Northgrid, the region's largest power company,". */
static bool is_told_a_body(const struct onr_prose *prose, uint32_t end)
{
    if (end + 1 >= prose->tokens.count || prose->text->bytes[prose->tokens.at[end].start] != ',' ||
        !onr_token_in(prose, end + 1, ONR_LIST_DETERMINERS))
        return false;
    uint32_t i = end + 1;
    while (i < prose->tokens.count && i < end + LONGEST_TOLD && prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER &&
           !onr_token_in(prose, i, ONR_LIST_PREPOSITIONS) && !onr_token_in(prose, i, ONR_LIST_RELATIVES))
        i++;
    bool based = i + 1 < prose->tokens.count && onr_prose_match(prose, i - 1, ONR_LIST_BASED_IN) > 0;
    return i > end + 2 && (onr_token_in(prose, i - 1, ONR_LIST_INSTITUTIONS) || based);
}

/* "Fairholme Homes, which …": nobody is told of by "which". */
static bool is_a_thing(const struct onr_prose *prose, uint32_t end)
{
    return end + 1 < prose->tokens.count && prose->text->bytes[prose->tokens.at[end].start] == ',' &&
           onr_token_in(prose, end + 1, ONR_LIST_WHICH);
}

/* "The Courier": a newspaper's word behind its article. */
static bool is_the_paper(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    uint32_t last = end - 1;
    return end - first <= 2 && last > 0 && onr_token_in(prose, last, ONR_LIST_OUTLET_WORDS) &&
           onr_token_in(prose, last - 1, ONR_LIST_THE) && prose->tokens.at[last].sentence == prose->tokens.at[last - 1].sentence;
}

/* "Halcyon said it was not aware": a name that a report calls "it" is a body's, unless it is a person's for sure. */
static bool calls_itself_it(const struct onr_prose *prose, uint32_t end)
{
    uint32_t i = end;
    if (i + 2 >= prose->tokens.count || !onr_token_in(prose, i, ONR_LIST_CUE_SURE))
        return false;
    i += 1 + onr_token_in(prose, i + 1, ONR_LIST_THAT);
    return onr_token_in(prose, i, ONR_LIST_PRONOUNS_THING) && i + 1 < prose->tokens.count &&
           onr_prose_match(prose, i + 1, ONR_LIST_DEEDS_OF_BODIES);
}

/* One mention's vote on whether a name is a person's. A title before it or a word inside it decides; looks hint. */
static int32_t vote_on(const struct onr_prose *prose, const uint8_t *classes, uint32_t run, uint32_t first,
                       uint32_t end)
{
    if (is_listed_person(prose, first, end) || (first > run && !is_body(prose, first, end)))
        return SURE;
    if (is_body(prose, first, end) || (first == run && onr_token_in(prose, first, ONR_LIST_NATIONALITIES)))
        return -SURE;
    int32_t vote = 2 * class_vote(classes, first, end);
    if (classes && end - first == 1 && first == run)
        return vote ? vote : is_given_name(prose, first) ? 1 : -1; /* a single word's look tells nothing more */
    return vote + (is_given_name(prose, first) && end - first > 1 ? 2 : 0) + (is_person(prose, run, first,
           end) ? 1 : -1);
}

/* Takes a further mention of a name. */
static void add_mention(struct onr_names *names, struct onr_arena *arena, const struct onr_prose *prose, uint32_t known,
                        uint32_t first, uint32_t end)
{
    struct onr_name *name = &names->all.at[known];
    name->mentions++;
    if (end - first <= name->end - name->first)
        return;
    name->first = first;
    name->end = end;
    name->first_word = prose->tokens.at[first].word;
    index_words(names, arena, prose, known);
}

static void add(struct onr_names *names, struct onr_arena *arena, const struct onr_prose *prose, const uint8_t *classes,
                uint32_t run, uint32_t end)
{
    uint32_t first = skip_titles(prose, run, end);
    uint32_t known = onr_names_find(names, prose, first, end);
    if (known == ONR_NONE) {
        struct onr_name name = {.first = first, .end = end, .last_word = prose->tokens.at[end - 1].word,
                                .first_word = prose->tokens.at[first].word, .gender = ONR_GENDER_ANY, .seen = first};
        known = names->all.count;
        ONR_ARRAY_PUSH(arena, &names->all, name);
        if (arena->failed)
            return;
        index_words(names, arena, prose, known);
    }
    add_mention(names, arena, prose, known, first, end);
    struct onr_name *name = &names->all.at[known];
    int32_t vote = vote_on(prose, classes, run, first, end);
    name->votes += vote;
    name->body |= first == run && (is_told_a_body(prose, end) || is_called_a_body(prose, first) ||
                                   ends_as_body(prose, first, end) || is_the_paper(prose, first, end) ||
                                   (!is_given_name(prose, first) && (is_a_thing(prose, end) ||
                                    (end - first == 1 && calls_itself_it(prose, end)))));
    name->person = name->votes > 0 && !name->body;
    name->places += place_vote(classes, first, end);
    uint8_t gender = gender_of(prose, run, first);
    if (name->gender & gender)
        name->gender &= gender;
    if (vote <= 0)
        return;
    note_role(prose, name, run, first, end);
    index_role(names, arena, prose, known);
}

void onr_names_collect(struct onr_names *names, struct onr_arena *arena, const struct onr_prose *prose,
                       const uint8_t *classes)
{
    *names = (struct onr_names){0};
    for (uint32_t i = 0; i < prose->tokens.count && !arena->failed;) {
        if (!may_begin(prose, i) || onr_token_block(prose, i)->kind == ONR_BLOCK_HEADLINE) {
            i++;
            continue;
        }
        uint32_t end = name_end(prose, i);
        add(names, arena, prose, classes, i, end);
        i = end;
    }
}
