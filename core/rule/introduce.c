/*
 * Whether the text tells who a named person is, at any mention: a role or a relation beside the name, an age, a
 * party in brackets, "of" a place or a body, an apposition, an owner ("CNN's Gloria Borger").
 */
#include "rule/check.h"

#define LOOK_AFTER 6 /* tokens behind a name in which an apposition tells who it is */

static bool is_role(const struct onr_prose *prose, uint32_t i)
{
    return onr_token_in(prose, i, ONR_LIST_ROLES) || onr_token_in(prose, i, ONR_LIST_SPOKES) ||
           onr_token_in(prose, i, ONR_LIST_KIN) || onr_token_in(prose, i, ONR_LIST_NAME_OPENERS) ||
           onr_token_in(prose, i, ONR_LIST_PEOPLE_WORDS) ||
           (onr_token_in(prose, i, ONR_LIST_TITLES) && !onr_token_in(prose, i, ONR_LIST_HONORIFICS));
}

static bool same_sentence(const struct onr_prose *prose, uint32_t a, uint32_t b)
{
    return b < prose->tokens.count && prose->tokens.at[a].sentence == prose->tokens.at[b].sentence;
}

/* Words before the name: a title in its run, a role, or an owner. */
static bool told_before(const struct onr_prose *prose, uint32_t run, uint32_t first)
{
    for (uint32_t i = run; i < first; i++)
        if (is_role(prose, i))
            return true;
    if (!run || !same_sentence(prose, run, run - 1))
        return false;
    return is_role(prose, run - 1) || (prose->tokens.at[run - 1].flags & ONR_TOKEN_CLITIC) ||
           (run > 1 && prose->tokens.at[run - 1].kind == ONR_TOKEN_PUNCTUATION && is_role(prose, run - 2));
}

static char byte_at(const struct onr_prose *prose, uint32_t i)
{
    return prose->text->bytes[prose->tokens.at[i].start];
}

/* A kinsman told by the one he belongs to: "his wife, Ana". */
static bool is_kin(const struct onr_prose *prose, uint32_t run)
{
    uint32_t i = run && prose->tokens.at[run - 1].kind == ONR_TOKEN_PUNCTUATION ? run - 1 : run;
    return i && same_sentence(prose, i - 1, run) && onr_token_in(prose, i - 1, ONR_LIST_RELATIVES_BY_BLOOD);
}

/* An apposition behind a comma, a bracket, "of" and a name. */
static bool told_after(const struct onr_prose *prose, uint32_t end)
{
    if (!same_sentence(prose, end - 1, end) || !same_sentence(prose, end - 1, end + 1))
        return false;
    char sign = byte_at(prose, end);
    if (sign == '(')
        return true;
    if (prose->tokens.at[end].kind == ONR_TOKEN_WORD)
        return onr_token_in(prose, end, ONR_LIST_OF_BODIES);
    if (sign != ',')
        return false;
    const struct onr_token *next = &prose->tokens.at[end + 1];
    if (next->kind == ONR_TOKEN_NUMBER || onr_token_in(prose, end + 1, ONR_LIST_DETERMINERS) ||
        onr_token_in(prose, end + 1, ONR_LIST_RELATIVES))
        return true;
    for (uint32_t i = end + 1; i < end + LOOK_AFTER && same_sentence(prose, end, i) && byte_at(prose, i) != ','; i++)
        if (is_role(prose, i))
            return true;
    return false;
}

uint8_t *onr_names_introduced(struct onr_check *check)
{
    const struct onr_prose *prose = check->prose;
    const struct onr_names *names = &check->sources->names;
    uint8_t *told = onr_arena_take(check->arena, names->all.count + 1);
    uint32_t first, last;
    for (uint32_t i = 0; told && i < prose->tokens.count; i = last > i ? last : i + 1) {
        uint32_t run = onr_name_run(prose, i, prose->tokens.count, &first, &last);
        if (run == ONR_NONE)
            break;
        uint32_t name = last > first ? onr_names_find(names, prose, first, last) : ONR_NONE;
        if (name == ONR_NONE)
            continue;
        if (names->all.at[name].role.end || (last - first > 2 && is_role(prose, first)) || told_before(prose, run, first) || told_after(prose, last))
            told[name] |= ONR_INTRODUCED;
        if (is_kin(prose, run))
            told[name] |= ONR_INTRODUCED_AS_KIN;
    }
    return told;
}
