#include "source/phrase.h"

#include <string.h>

#define LONGEST_BODY 6 /* tokens of a body's name behind its "of" */
#define LONGEST_INTERVIEWS 6 /* tokens before whom interviews were with */

bool onr_view_in(const struct onr_phrase_view *r, uint32_t i, enum onr_list list)
{
    return onr_token_in(r->prose, i, list);
}

bool onr_view_any(const struct onr_phrase_view *r, uint32_t first, uint32_t end, enum onr_list list)
{
    for (uint32_t i = first; i < end; i++)
        if (onr_prose_match(r->prose, i, list))
            return true;
    return false;
}

bool onr_view_owner(const struct onr_phrase_view *r, uint32_t i)
{
    const struct onr_token *token = &r->prose->tokens.at[i];
    if (token->flags & ONR_TOKEN_CLITIC)
        return true;
    if (token->kind != ONR_TOKEN_PUNCTUATION || token->flags & ONR_TOKEN_SPACED || i == r->first || i + 1 >= r->end)
        return false;
    const char *bytes = r->prose->text->bytes;
    bool apostrophe = bytes[token->start] == '\'' || (token->end - token->start == 3 &&
        memcmp(bytes + token->start, "’", 3) == 0);
    return apostrophe && bytes[token->start - 1] == 's' && r->prose->tokens.at[i + 1].kind == ONR_TOKEN_WORD;
}

/* "He and European leaders", "the senator and his allies": who comes first is whom the phrase tells of. */
static bool joins_followers(const struct onr_phrase_view *r, uint32_t i)
{
    return i > r->first && i + 1 < r->end && onr_view_in(r, i, ONR_LIST_NOUN_JOINERS) &&
           (onr_view_in(r, i + 1, ONR_LIST_POSSESSIVES) ||
            (i == r->first + 1 && onr_view_in(r, r->first, ONR_LIST_PRONOUNS_PERSON)));
}

static bool ends_core(const struct onr_phrase_view *r, uint32_t i)
{
    const struct onr_token *token = &r->prose->tokens.at[i];
    if (joins_followers(r, i))
        return true;
    if (token->kind > ONR_TOKEN_NUMBER && onr_view_owner(r, i))
        return false;
    if (token->kind > ONR_TOKEN_NUMBER)
        return r->prose->text->bytes[token->start] != '$' && r->prose->text->bytes[token->start] != '&';
    bool relative = onr_view_in(r, i, ONR_LIST_RELATIVES) && token->shape != ONR_SHAPE_UPPER; /* "a WHO spokesperson" */
    return (onr_view_in(r, i, ONR_LIST_PREPOSITIONS) && i > r->first) || relative ||
           (i > r->first && onr_view_in(r, i, ONR_LIST_POSTMODIFIERS));
}

bool onr_view_head(const struct onr_phrase_view *r, enum onr_list list)
{
    for (uint32_t i = r->first; i <= r->head; i++)
        if (onr_prose_match(r->prose, i, list) == r->head + 1 - i)
            return true;
    return onr_view_in(r, r->head, list);
}

/* "A Department of Health spokeswoman": the noun for people behind a body's name is the head. */
static void pass_over_body(struct onr_phrase_view *r)
{
    const struct onr_token *tokens = r->prose->tokens.at;
    uint32_t last = r->end - 1;
    if (r->core_end >= last || last > r->core_end + LONGEST_BODY || tokens[r->head].shape < ONR_SHAPE_CAPITALIZED ||
        !onr_view_in(r, r->core_end, ONR_LIST_IN_NAMES_OF_BODIES) || tokens[last].shape >= ONR_SHAPE_CAPITALIZED || tokens[last - 1].shape < ONR_SHAPE_CAPITALIZED ||
        !(onr_view_in(r, last, ONR_LIST_SPOKES) || onr_view_in(r, last, ONR_LIST_ROLES) || onr_view_in(r, last, ONR_LIST_ANONYMOUS_ROLES) ||
          onr_view_in(r, last, ONR_LIST_BARE_SOURCES)))
        return;
    for (uint32_t i = r->core_end; i < last; i++)
        if (tokens[i].kind > ONR_TOKEN_NUMBER)
            return;
    r->core_end = r->end;
    r->head = last;
}

static void find_head(struct onr_phrase_view *r)
{
    uint32_t i = r->first;
    r->part = ONR_NONE;
    while (i < r->end) {
        if (!ends_core(r, i)) {
            i++;
        } else if (r->part == ONR_NONE && i > r->first && i + 1 < r->end && onr_view_in(r, i, ONR_LIST_OF) &&
                   onr_view_in(r, i - 1, ONR_LIST_PARTITIVES)) {
            r->part = i++ - 1;
        } else {
            break;
        }
    }
    r->core_end = i > r->first ? i : r->first + 1;
    r->head = r->core_end - 1;
    pass_over_body(r);
    while (r->head > r->first && (r->prose->tokens.at[r->head].flags & ONR_TOKEN_CLITIC))
        r->head--;
}

/* "Diplomats and documents", "officials and analysts": the head is the people in front, who were spoken to. */
static void pass_over_joined(struct onr_phrase_view *r)
{
    bool passed = onr_view_in(r, r->head, ONR_LIST_DOCUMENTS) ||
                  (onr_view_in(r, r->head, ONR_LIST_COLLECTIVES) && !onr_view_in(r, r->head, ONR_LIST_ANONYMOUS_ROLES));
    for (uint32_t i = r->first + 1; i < r->head && passed; i++)
        if (onr_view_in(r, i, ONR_LIST_NOUN_JOINERS) &&
            (onr_view_in(r, i - 1, ONR_LIST_ANONYMOUS_ROLES) || onr_view_in(r, i - 1, ONR_LIST_BARE_SOURCES))) {
            r->head = i - 1;
            r->core_end = i;
        }
}

static bool is_of_people(const struct onr_phrase_view *r, uint32_t i)
{
    return onr_view_in(r, i, ONR_LIST_ANONYMOUS_ROLES) || onr_view_in(r, i, ONR_LIST_BARE_SOURCES) ||
           onr_view_in(r, i, ONR_LIST_ROLES) || onr_view_in(r, i, ONR_LIST_PEOPLE_WORDS);
}

/* "Interviews with six former workers": who was interviewed speaks, not the interview. Returns where they begin. */
static uint32_t pass_over_interviews(const struct onr_phrase_view *r)
{
    for (uint32_t i = r->first; i + 2 < r->end && i < r->first + LONGEST_INTERVIEWS; i++)
        if (onr_view_in(r, i, ONR_LIST_INTERVIEWS) && onr_view_in(r, i + 1, ONR_LIST_WITH))
            return i + 2;
    return r->first;
}

/* "Documents reviewed by The Post and two officials": returns where the people begin; the start where there are none. */
static uint32_t pass_over_documents(const struct onr_phrase_view *r)
{
    if (!onr_view_head(r, ONR_LIST_DOCUMENTS))
        return r->first;
    for (uint32_t i = r->head + 1; i + 1 < r->end; i++) {
        bool counted = onr_view_in(r, i, ONR_LIST_NOUN_JOINERS) &&
                       (onr_view_in(r, i + 1, ONR_LIST_NUMBERS) || onr_view_in(r, i + 1, ONR_LIST_INDEFINITES) ||
                        onr_view_in(r, i + 1, ONR_LIST_GENERIC_ADJECTIVES));
        for (uint32_t k = i + 1; counted && k < r->end && k < i + LONGEST_INTERVIEWS; k++)
            if (is_of_people(r, k) && !onr_view_in(r, k, ONR_LIST_NUMBERS))
                return i + 1;
    }
    return r->first;
}

struct onr_phrase_view onr_view_make(const struct onr_prose *prose, const struct onr_names *names, uint32_t first,
                                     uint32_t end)
{
    while (first + 1 < end && prose->tokens.at[first].kind > ONR_TOKEN_NUMBER)
        first++;
    if (first + 1 < end && onr_token_in(prose, first, ONR_LIST_PRONOUNS_PERSON) &&
        onr_token_in(prose, first, ONR_LIST_RELATIVES) && onr_prose_match(prose, end - 1, ONR_LIST_ROLES))
        first++; /* "who officials say is …": the relative belongs to what is said */
    struct onr_phrase_view view = {.prose = prose, .names = names, .first = first, .end = end};
    find_head(&view);
    uint32_t people = pass_over_interviews(&view);
    people = people > view.first ? people : pass_over_documents(&view);
    if (people > view.first) {
        view.first = people;
        find_head(&view);
    }
    pass_over_joined(&view);
    return view;
}
