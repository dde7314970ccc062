/* Edits that put one word for another, in its tense and its capitals. */
#include "rule/edit.h"

#include <string.h>

#define CLAUSE_REACH 12  /* tokens behind a verb among which a clause shows its own verb */
#define NEGATION_REACH 3 /* tokens before a verb in which "never" turns it round */

static bool ends_in(const struct onr_editing *editing, struct onr_span word, const char *ending, size_t length)
{
    return onr_span_length(word) >= length &&
           strncasecmp(editing->check->prose->text->bytes + word.end - length, ending, length) == 0;
}

/*
 * The word that "claimed=said -ing=saying *=say" gives for a word of the draft, or NULL: a whole word, an
 * ending behind a hyphen, or any.
 */
static const char *paired(const struct onr_editing *editing, uint32_t token)
{
    const struct onr_token *own = &editing->check->prose->tokens.at[token];
    struct onr_span word = {own->start, own->end};
    if (own->kind != ONR_TOKEN_WORD)
        return NULL;
    for (const char *pair = editing->spec->text; *pair; pair += strspn(pair, " ")) {
        size_t length = strcspn(pair, " "), left = strcspn(pair, "=");
        bool fits = *pair == '*'   ? left == 1
                    : *pair == '-' ? ends_in(editing, word, pair + 1, left - 1)
                                   : onr_span_length(word) == left && ends_in(editing, word, pair, left);
        if (fits && left < length) {
            char *text = onr_arena_text(editing->check->arena, pair + left + 1, length - left - 1);
            return text ? text : NULL;
        }
        pair += length;
    }
    return NULL;
}

static const char *in_capitals(const struct onr_editing *editing, const char *text)
{
    char *copy = onr_arena_text(editing->check->arena, text, strlen(text));
    for (char *at = copy; at && *at; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    return copy ? copy : text;
}

/* Writes a word over tokens first to end, in the capitals of the first. */
static void write_over(struct onr_editing *editing, uint32_t first, uint32_t end, const char *text)
{
    const struct onr_token *own = &editing->check->prose->tokens.at[first];
    if (own->shape == ONR_SHAPE_UPPER && own->end - own->start > 1)
        text = in_capitals(editing, text);
    else if (own->shape == ONR_SHAPE_CAPITALIZED)
        text = onr_edit_capital(editing, text, true);
    onr_edit_add(editing, onr_token_span(editing->check->prose, first, end - first), (const char *const[]){text, NULL});
}

bool onr_edit_replace(struct onr_editing *editing)
{
    struct onr_run place = onr_edit_place(editing);
    for (uint32_t i = place.first; i < place.end; i++) {
        const char *text = paired(editing, i);
        if (!text)
            continue;
        write_over(editing, i, i + 1, text);
        return true;
    }
    return false;
}

/* Whether what begins at a token is a clause, not an object: a verb of its own shows before any relative. */
static bool is_clause(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    if (onr_token_in(prose, first, ONR_LIST_PREPOSITIONS))
        return false; /* "claimed to have seen it" */
    for (uint32_t i = first; i < end && i < first + CLAUSE_REACH; i++) {
        if (onr_token_in(prose, i, ONR_LIST_RELATIVES) || prose->tokens.at[i].depth)
            return false;
        if (i > first && onr_token_in(prose, i, ONR_LIST_AUXILIARIES) &&
            !onr_token_in(prose, i - 1, ONR_LIST_PREPOSITIONS) &&
            prose->tokens.at[i].sentence == prose->tokens.at[first].sentence)
            return true;
    }
    return false;
}

static bool is_time(const struct onr_prose *prose, uint32_t token)
{
    return onr_token_in(prose, token, ONR_LIST_WEEKDAYS) || onr_token_in(prose, token, ONR_LIST_MONTHS) ||
           (onr_token_in(prose, token, ONR_LIST_PREPOSITIONS) && token + 1 < prose->tokens.count &&
            onr_token_in(prose, token + 1, ONR_LIST_WEEKDAYS));
}

/* Whether the verb is denied or only wanted: "never admitted", "forced to concede". It means more than "said" then. */
static bool is_turned(const struct onr_prose *prose, uint32_t verb)
{
    uint32_t sentence = prose->tokens.at[verb].sentence;
    if (verb && prose->tokens.at[verb - 1].sentence == sentence && onr_token_in(prose, verb - 1, ONR_LIST_PREPOSITIONS))
        return true;
    for (uint32_t back = 1; back <= NEGATION_REACH && back <= verb; back++)
        if (prose->tokens.at[verb - back].sentence == sentence && onr_token_in(prose, verb - back, ONR_LIST_NEGATIONS))
            return true;
    return false;
}

/* Whether the word is a noun all the same: "her claim that", "Republican claims" with no comma before them. */
static bool may_be_noun(const struct onr_prose *prose, const struct onr_attribution_tokens *t, uint32_t verb)
{
    uint32_t first = t->source != ONR_NONE && t->source < verb ? t->source : verb;
    if (verb && (onr_token_in(prose, verb - 1, ONR_LIST_POSSESSIVES) || onr_token_in(prose, verb - 1, ONR_LIST_DETERMINERS) ||
                 (prose->tokens.at[verb - 1].flags & ONR_TOKEN_CLITIC)))
        return true;
    return t->content < first && prose->tokens.at[first - 1].kind != ONR_TOKEN_PUNCTUATION &&
           prose->tokens.at[first - 1].kind != ONR_TOKEN_CLOSE;
}

/* Whether speech begins at a token: a fragment in marks is an object, "admitted “one or two” of them". */
static bool is_speech(const struct onr_prose *prose, uint32_t token)
{
    uint32_t open = prose->tokens.at[token].kind == ONR_TOKEN_OPEN ? token : token + 1;
    return open >= prose->tokens.count || prose->tokens.at[open].kind != ONR_TOKEN_OPEN ||
           prose->tokens.at[open].quotation == ONR_NONE ||
           prose->quotes.at[prose->tokens.at[open].quotation].record.kind == ONR_QUOTATION_DIRECT;
}

/* Whether the verb before token `next` reports what is said, so that "said" can take its place. */
static bool reports_speech(const struct onr_editing *editing, uint32_t verb, uint32_t next)
{
    const struct onr_check *check = editing->check;
    const struct onr_prose *prose = check->prose;
    const struct onr_attribution_tokens *t = &check->attributions->tokens.at[editing->hit->attribution];
    char byte = onr_edit_next_byte(check, next);
    if (t->content == ONR_NONE || is_turned(prose, verb) || may_be_noun(prose, t, verb))
        return false;
    if (!byte || strchr(".;!?)", byte))
        return t->content < verb;
    if (onr_token_in(prose, next, ONR_LIST_THAT))
        return true;
    if (byte == ',' || byte == ':' || prose->tokens.at[next].kind == ONR_TOKEN_OPEN)
        return t->content < verb || (next + 2 >= t->content && is_speech(prose, next));
    if (t->content < verb)
        return t->source == next || is_time(prose, next);
    return t->content == next && onr_prose_match(prose, verb, ONR_LIST_CLAUSE_VERBS) &&
           is_clause(prose, next, t->content_end);
}

bool onr_edit_replace_verb(struct onr_editing *editing)
{
    struct onr_run words = onr_edit_words(editing);
    const char *text = words.first < words.end ? paired(editing, words.first) : NULL;
    if (!text || editing->hit->attribution == ONR_NONE || !reports_speech(editing, words.first, words.end))
        return false;
    write_over(editing, words.first, words.end, text);
    return true;
}
