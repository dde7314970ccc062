#include "tag/shape.h"

#include <string.h>

#define LONGEST_ADDRESSEE 4 /* tokens of whom somebody told something */
#define LONGEST_CUE_START 8 /* auxiliaries and adverbs before the verb of a cue */
#define LONGEST_TOLD 120 /* tokens of a clause that is looked through for its verb */

void onr_shape_mark(struct onr_shape *s, struct onr_run run, enum onr_role role)
{
    bool begins = true;
    for (uint32_t i = run.first; i < run.end; i++) {
        struct onr_label *label = &s->labels->at[i];
        if (label->role) {
            begins = true;
            continue;
        }
        *label = (struct onr_label){(uint8_t)role, begins, 128};
        begins = false;
    }
}

void onr_shape_give(struct onr_shape *s, struct onr_run run, enum onr_role role)
{
    for (uint32_t i = run.first; i < run.end; i++)
        s->labels->at[i] = (struct onr_label){(uint8_t)role, role && i == run.first, SHAPE_CONFIDENCE};
}

struct onr_run onr_shape_trimmed(const struct onr_shape *s, struct onr_run run)
{
    while (run.first < run.end && !is_word(s, run.first) && !token_at(s, run.first)->depth)
        run.first++;
    while (run.first < run.end && token_at(s, run.end - 1)->kind == ONR_TOKEN_PUNCTUATION &&
           !token_at(s, run.end - 1)->depth)
        run.end--;
    return run;
}

/* Whether a token ends a noun phrase that runs to its right. */
static bool ends_phrase(const struct onr_shape *s, uint32_t i)
{
    return (!is_word(s, i) && byte_at(s, i) != '&') || in(s, i, ONR_LIST_WEEKDAYS) ||
           (in(s, i, ONR_LIST_CLAUSE_STARTERS) && !in(s, i, ONR_LIST_RELATIVES) &&
            !(byte_at(s, i) == 0 && in(s, i, ONR_LIST_NOUN_JOINERS))) ||
           onr_prose_match(s->prose, i, ONR_LIST_CUE_TAILS) > 1;
}

/* An apposition: a comma, then a determiner or a capital, then another comma or the end. */
static uint32_t apposition_end(const struct onr_shape *s, uint32_t comma)
{
    if (comma + 1 >= s->end || byte_at(s, comma) != ',')
        return comma;
    if (!in(s, comma + 1, ONR_LIST_DETERMINERS) && !in(s, comma + 1, ONR_LIST_RELATIVES))
        return comma;
    for (uint32_t i = comma + 1; i < s->end && i < comma + LONGEST_SOURCE; i++)
        if (!is_word(s, i) && byte_at(s, i) != '&')
            return i;
    return comma;
}

struct onr_run onr_shape_phrase_from(const struct onr_shape *s, uint32_t first)
{
    uint32_t i = first;
    while (i < s->end && i < first + LONGEST_SOURCE && !ends_phrase(s, i))
        i++;
    return (struct onr_run){first, i > first && i < s->end ? apposition_end(s, i) : i};
}

bool onr_shape_is_cue_verb(const struct onr_shape *s, uint32_t i)
{
    return (in(s, i, ONR_LIST_CUE_SPEECH) || in(s, i, ONR_LIST_CUE_ATTITUDE) || in(s, i, ONR_LIST_CUE_OBJECT) ||
            in(s, i, ONR_LIST_REFUSALS)) && token_at(s, i)->shape != ONR_SHAPE_UPPER;
}

bool onr_shape_reads_as_noun(const struct onr_shape *s, uint32_t i)
{
    if (i > s->first + 1 && in(s, i - 1, ONR_LIST_PRONOUNS_OBJECT) && in(s, i - 2, ONR_LIST_PREPOSITIONS) && in(s, i, ONR_LIST_SPOKEN_CUES))
        return false; /* "people close to her say" */
    return i == s->first || in(s, i - 1, ONR_LIST_DETERMINERS) || in(s, i - 1, ONR_LIST_PREPOSITIONS) ||
           (i > s->first && (token_at(s, i - 1)->flags & ONR_TOKEN_CLITIC) && !in(s, i - 1, ONR_LIST_CUE_ADVERBS) &&
            !in(s, i - 1, ONR_LIST_AUXILIARIES));
}

uint32_t onr_shape_cue_start(const struct onr_shape *s, uint32_t verb)
{
    uint32_t floor = verb > s->first + LONGEST_CUE_START ? verb - LONGEST_CUE_START : s->first;
    while (verb > floor && (in(s, verb - 1, ONR_LIST_AUXILIARIES) || in(s, verb - 1, ONR_LIST_CUE_ADVERBS)) &&
           (verb - 1 == s->first || token_at(s, verb - 1)->shape < ONR_SHAPE_CAPITALIZED) && /* "in May told" */
           !token_at(s, verb - 1)->depth)
        verb--;
    return verb;
}

uint32_t onr_shape_verb_from(const struct onr_shape *s, uint32_t first)
{
    while (first + 1 < s->end && (in(s, first, ONR_LIST_AUXILIARIES) || in(s, first, ONR_LIST_CUE_ADVERBS)))
        first++;
    return first < s->end ? first : s->end - 1;
}

uint32_t onr_shape_cue_end(const struct onr_shape *s, uint32_t verb)
{
    uint32_t end = verb + 1;
    uint32_t tail = end < s->end ? onr_prose_match(s->prose, end, ONR_LIST_CUE_TAILS) : 0;
    if (tail && end + tail <= s->end)
        return end + tail;
    bool spoken = in(s, verb, ONR_LIST_SPOKEN_CUES) && !in(s, end, ONR_LIST_OF); /* "said up to 200" */
    return in(s, end, ONR_LIST_PARTICLES) && !in(s, end + 1, ONR_LIST_WEEKDAYS) && !spoken ? end + 1 : end;
}

uint32_t onr_shape_last_break(const struct onr_shape *s, uint32_t before)
{
    for (uint32_t i = before; i > s->first && before - i < LONGEST_BREAK;) {
        i--;
        if (token_at(s, i)->kind == ONR_TOKEN_CLOSE && token_at(s, i)->depth == 1)
            return i;
        if (byte_at(s, i) == ',' && !token_at(s, i)->depth)
            return i;
    }
    return ONR_NONE;
}

uint32_t onr_shape_break_before_apposition(const struct onr_shape *s, uint32_t cue)
{
    uint32_t at = onr_shape_last_break(s, cue);
    if (at == ONR_NONE || at + 1 != cue || token_at(s, at)->kind == ONR_TOKEN_CLOSE)
        return at;
    uint32_t before = onr_shape_last_break(s, at);
    if (before == ONR_NONE || !in(s, before + 1, ONR_LIST_DETERMINERS))
        return at;
    uint32_t outer = onr_shape_last_break(s, before);
    return outer == ONR_NONE ? before : outer;
}

uint32_t onr_shape_addressee_end(const struct onr_shape *s, uint32_t verb, uint32_t end)
{
    uint32_t i = end + (in(s, verb, ONR_LIST_TELL) && in(s, end, ONR_LIST_THE) && end + 1 < s->end &&
                        token_at(s, end + 1)->shape >= ONR_SHAPE_CAPITALIZED);
    while (in(s, verb, ONR_LIST_TELL) && i < s->end && i < end + LONGEST_ADDRESSEE &&
           token_at(s, i)->shape >= ONR_SHAPE_CAPITALIZED && !in(s, i, ONR_LIST_WEEKDAYS))
        i++;
    uint32_t noun = end + (in(s, end, ONR_LIST_DETERMINERS) || in(s, end, ONR_LIST_POSSESSIVES));
    return i == end && in(s, verb, ONR_LIST_TELL) && in(s, noun, ONR_LIST_PRESS) ? noun + 1 : i; /* "told our correspondent" */
}

bool onr_shape_closes_sentence(const struct onr_shape *s, uint32_t after)
{
    if (after >= s->end)
        return true;
    if (token_at(s, after)->kind == ONR_TOKEN_OPEN)
        return false;
    return !is_word(s, after) || in(s, after, ONR_LIST_WEEKDAYS) || in(s, after, ONR_LIST_PREPOSITIONS) ||
           in(s, after, ONR_LIST_CUE_ADVERBS) || onr_prose_match(s->prose, after, ONR_LIST_CUE_TAILS) ||
           token_at(s, after)->kind == ONR_TOKEN_CLOSE;
}

bool onr_shape_ends_in_ing(const struct onr_shape *s, uint32_t i)
{
    const struct onr_token *token = token_at(s, i);
    return token->end - token->start > 4 && memcmp(s->prose->text->bytes + token->end - 3, "ing", 3) == 0;
}

bool onr_shape_is_participle(const struct onr_shape *s, uint32_t verb)
{
    return onr_shape_ends_in_ing(s, verb) && verb > s->first && byte_at(s, verb - 1) == ',';
}

struct onr_run onr_shape_phrase_before(const struct onr_shape *s, uint32_t cue)
{
    uint32_t first = cue;
    bool apposition = cue > s->first && byte_at(s, cue - 1) == ',';
    uint32_t commas = apposition ? 2 : 0;
    while (first > s->first && cue - first < LONGEST_SOURCE) {
        uint32_t i = first - 1;
        if (token_at(s, i)->depth || s->labels->at[i].role)
            break;
        if (!is_word(s, i) && byte_at(s, i) != '&' && !(byte_at(s, i) == ',' && commas))
            break;
        if (byte_at(s, i) == ',')
            commas--;
        if (in(s, i, ONR_LIST_CLAUSE_STARTERS) && !in(s, i, ONR_LIST_NOUN_JOINERS))
            break;
        first = i;
    }
    return onr_shape_trimmed(s, (struct onr_run){first, cue});
}

bool onr_shape_holds_verb(const struct onr_shape *s, struct onr_run run)
{
    if (run.end - run.first > LONGEST_TOLD)
        return false;
    bool verb = false;
    for (uint32_t i = run.first; i < run.end; i++) {
        const struct onr_token *token = token_at(s, i);
        if (token->depth)
            return false;
        const char *end = s->prose->text->bytes + token->end;
        verb |= in(s, i, ONR_LIST_AUXILIARIES) || in(s, i, ONR_LIST_CLAUSE_VERBS) ||
                (token->end - token->start > 3 && end[-1] == 'd' && end[-2] == 'e') || onr_shape_is_cue_verb(s, i);
    }
    return verb;
}

struct onr_run onr_shape_free_run(const struct onr_shape *s, uint32_t i, bool left)
{
    struct onr_run run = {i, i};
    while (left && run.first > s->first && !s->labels->at[run.first - 1].role)
        run.first--;
    while (!left && run.end < s->end && !s->labels->at[run.end].role)
        run.end++;
    return onr_shape_trimmed(s, run);
}

bool onr_shape_may_be_verb(const struct onr_shape *s, uint32_t i)
{
    return in(s, i, ONR_LIST_AUXILIARIES) || (onr_shape_is_cue_verb(s, i) && !onr_shape_reads_as_noun(s, i));
}
