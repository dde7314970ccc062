/*
 * Who says what stands before, at the end of a sentence, where labels know the verb or the kind of speaker too seldom:
 * "…, predicted Chief Executive Ravi Thorne", "…, a police report states".
 */
#include "tag/shape.h"

#define SHORTEST_TOLD 3  /* tokens of what is told before */
#define LONGEST_NAMED 14 /* tokens of a named speaker and his office */
#define LONGEST_PAPER 6  /* tokens of a document by a common noun */

/* Gives the three parts of an attribution whose content is all before a break. */
static void give_closing(struct onr_shape *s, uint32_t at, struct onr_run cue, struct onr_run source)
{
    struct onr_run content = onr_shape_trimmed(s, (struct onr_run){s->first, at});
    onr_shape_give(s, (struct onr_run){s->first, source.end > cue.end ? source.end : cue.end}, ONR_ROLE_NONE);
    onr_shape_give(s, content, ONR_ROLE_CONTENT);
    onr_shape_give(s, source, ONR_ROLE_SOURCE);
    onr_shape_give(s, cue, ONR_ROLE_CUE);
}

/* Whether a run before a break may be what is told: a clause. */
static bool is_told(const struct onr_shape *s, uint32_t at)
{
    if (at < s->first + SHORTEST_TOLD || byte_at(s, at) != ',' || token_at(s, at)->depth)
        return false;
    return onr_shape_holds_verb(s, (struct onr_run){s->first, at});
}

/* The name, with the office before it, that runs from a token to the sentence's end, a comma or a preposition. */
static struct onr_run name_from(const struct onr_shape *s, uint32_t first)
{
    struct onr_run run = {first, first};
    uint32_t capitals = 0;
    while (run.end < s->end && is_word(s, run.end) && !token_at(s, run.end)->depth && run.end - first < LONGEST_NAMED &&
           (run.end == first || !in(s, run.end, ONR_LIST_PREPOSITIONS))) {
        if (in(s, run.end, ONR_LIST_AUXILIARIES) || in(s, run.end, ONR_LIST_CUE_SURE) || in(s, run.end, ONR_LIST_WEEKDAYS) ||
            in(s, run.end, ONR_LIST_PRONOUNS) || in(s, run.end, ONR_LIST_THAT))
            return (struct onr_run){first, first};
        capitals += token_at(s, run.end++)->shape >= ONR_SHAPE_CAPITALIZED;
    }
    bool named = capitals > 1 && token_at(s, run.end - 1)->shape >= ONR_SHAPE_CAPITALIZED;
    return named ? run : (struct onr_run){first, first};
}

/* "Margins will recover, predicted Chief Executive Ravi Thorne on a call." */
static bool try_named(struct onr_shape *s, uint32_t verb)
{
    if (verb < s->first + SHORTEST_TOLD + 1 || !in(s, verb, ONR_LIST_CLOSING_VERBS) || verb + 2 >= s->end ||
        token_at(s, verb)->shape >= ONR_SHAPE_CAPITALIZED || has(s, verb + 1, ONR_ROLE_SOURCE))
        return false;
    struct onr_run source = name_from(s, verb + 1);
    if (source.first == source.end || !is_told(s, verb - 1))
        return false;
    for (uint32_t i = s->first; i < verb; i++)
        if (has(s, i, ONR_ROLE_CUE))
            return false;
    give_closing(s, verb - 1, (struct onr_run){verb, verb + 1}, source);
    return true;
}

/* "The car was overturned in a ditch, a police report states." */
static bool try_paper(struct onr_shape *s, uint32_t verb)
{
    if (!in(s, verb, ONR_LIST_CUE_REPORTS))
        return false;
    uint32_t at = onr_shape_last_break(s, verb);
    if (at == ONR_NONE || at + 2 > verb || verb - at > LONGEST_PAPER + 1 ||
        !in(s, at + 1, ONR_LIST_DETERMINERS) || !(in(s, verb - 1, ONR_LIST_DOCUMENTS) || in(s, verb - 1, ONR_LIST_THINGS_THAT_SAY)) ||
        (verb + 1 < s->end && is_word(s, verb + 1)) || has(s, at + 1, ONR_ROLE_SOURCE) || !is_told(s, at))
        return false;
    give_closing(s, at, (struct onr_run){verb, verb + 1}, (struct onr_run){at + 1, verb});
    return true;
}

/* "Rovers have agreed a fee, The Sentinel understands." */
static bool try_outlet(struct onr_shape *s, uint32_t verb)
{
    if (!in(s, verb, ONR_LIST_SELF_CUES))
        return false;
    uint32_t start = onr_shape_cue_start(s, verb), at = onr_shape_last_break(s, start);
    if (at == ONR_NONE || at + 2 > start || start - at > LONGEST_PAPER ||
        token_at(s, start - 1)->shape < ONR_SHAPE_CAPITALIZED || (verb + 1 < s->end && is_word(s, verb + 1)) || !is_told(s, at))
        return false;
    give_closing(s, at, (struct onr_run){start, verb + 1}, (struct onr_run){at + 1, start});
    return true;
}

bool onr_shape_try_closing(struct onr_shape *s, uint32_t verb)
{
    return !token_at(s, verb)->depth && (try_named(s, verb) || try_paper(s, verb) || try_outlet(s, verb));
}
