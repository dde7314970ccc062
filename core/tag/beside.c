/* What stands beside the cues of a sentence and was labelled a word or a clause short: the noun, the asides, the hearer, the topic. */
#include "tag/shape.h"

#define LONGEST_TOPIC 9 /* tokens of "of the measure," before a quotation goes on */

/* "Non-proliferation advocates worry that …", "Rebel commanders denied it": the last word before the verb is who speaks. */
static void mend_last_noun(struct onr_shape *s)
{
    for (uint32_t i = s->first + 1; i + 1 < s->end; i++) {
        bool people = in(s, i, ONR_LIST_COLLECTIVES) || (has(s, i, ONR_ROLE_CUE) && (in(s, i, ONR_LIST_ROLES) || in(s, i, ONR_LIST_UNNAMED_HEADS)));
        if (has(s, i, ONR_ROLE_CONTENT) || !has(s, i - 1, ONR_ROLE_SOURCE) || !has(s, i + 1, ONR_ROLE_CUE) || !people ||
            in(s, i + 1, ONR_LIST_PREPOSITIONS) || onr_shape_is_cue_verb(s, i))
            continue;
        s->labels->at[i].role = ONR_ROLE_SOURCE;
        s->labels->at[i].begins = 0;
        s->labels->at[i + 1].begins = 1;
    }
}

/* "told our correspondent that …": the hearer is no part of what is told. */
static void mend_press(struct onr_shape *s)
{
    for (uint32_t i = s->first; i + 1 < s->end; i++) {
        uint32_t end = has(s, i, ONR_ROLE_CUE) && in(s, i, ONR_LIST_TELL) ? onr_shape_addressee_end(s, i, i + 1) : 0;
        if (end <= i + 1 || end >= s->end || !has(s, i + 1, ONR_ROLE_CONTENT) || !in(s, end - 1, ONR_LIST_PRESS) || !has(s, end, ONR_ROLE_CONTENT))
            continue;
        for (uint32_t k = i + 1; k < end; k++)
            s->labels->at[k].role = ONR_ROLE_NONE;
        s->labels->at[end].begins = 1;
    }
}

/* "“It's a bad bill,” Grady said of the measure, “and everyone knows it.”": what it is said of is not what is said. */
static void mend_said_of(struct onr_shape *s)
{
    for (uint32_t i = s->first + 1; i + 2 < s->end; i++) {
        if (!has(s, i, ONR_ROLE_CUE) || !in(s, i, ONR_LIST_OF) || !in(s, i - 1, ONR_LIST_CUE_SURE) || !has(s, i + 1, ONR_ROLE_CONTENT) || token_at(s, i + 1)->depth)
            continue;
        uint32_t open = i + 1;
        while (open < s->end && open < i + LONGEST_TOPIC && token_at(s, open)->kind != ONR_TOKEN_OPEN)
            open++;
        if (open == s->end || token_at(s, open)->kind != ONR_TOKEN_OPEN || !has(s, open, ONR_ROLE_CONTENT) || byte_at(s, open - 1) != ',')
            continue;
        for (uint32_t k = i + 1; k < open; k++)
            s->labels->at[k].role = ONR_ROLE_NONE;
        s->labels->at[open].begins = 1;
    }
}

/* "Police said up to 200 people were inside": "up" counts, it is no part of the cue. */
static void mend_counting(struct onr_shape *s)
{
    for (uint32_t i = s->first + 1; i + 1 < s->end; i++)
        if (has(s, i, ONR_ROLE_CUE) && has(s, i - 1, ONR_ROLE_CUE) && has(s, i + 1, ONR_ROLE_CONTENT) &&
            onr_prose_match(s->prose, i, ONR_LIST_UP_TO) == 2) {
            s->labels->at[i] = (struct onr_label){ONR_ROLE_CONTENT, 1, s->labels->at[i + 1].confidence};
            s->labels->at[i + 1].begins = 0;
        }
}

/*
 * "The man, police said, had been drinking": what stands before the aside is the subject of what is told behind it. Only an
 * auxiliary leaves no doubt that it has none of its own.
 */
static void mend_aside(struct onr_shape *s)
{
    for (uint32_t i = s->first + 2; i + 1 < s->end; i++) {
        if (byte_at(s, i - 1) != ',' || !has(s, i, ONR_ROLE_CONTENT) || !in(s, i, ONR_LIST_AUXILIARIES) || has(s, i - 1, ONR_ROLE_CONTENT))
            continue;
        uint32_t aside = i - 1;
        bool cue = false;
        while (aside > s->first && (has(s, aside - 1, ONR_ROLE_CUE) || has(s, aside - 1, ONR_ROLE_SOURCE)))
            cue |= has(s, --aside, ONR_ROLE_CUE);
        struct onr_run subject = {s->first, aside > s->first ? aside - 1 : s->first};
        if (!cue || byte_at(s, subject.end) != ',' || subject.end > subject.first + LONGEST_SOURCE)
            continue;
        subject = onr_shape_trimmed(s, subject);
        for (uint32_t k = subject.first; k < subject.end; k++)
            if (!has(s, k, ONR_ROLE_NONE) || onr_shape_may_be_verb(s, k))
                subject.first = subject.end;
        for (uint32_t k = subject.first; k < subject.end; k++)
            s->labels->at[k] = (struct onr_label){ONR_ROLE_CONTENT, k == subject.first, s->labels->at[i].confidence};
        s->labels->at[i].begins |= subject.first < subject.end;
    }
}

/* "The port, Mayor Tom Baker claimed, was sold": the predicate of a subject that was found alone. */
static void mend_aside_behind(struct onr_shape *s)
{
    for (uint32_t i = s->first + 2; i + 1 < s->end; i++) {
        if (byte_at(s, i - 1) != ',' || !has(s, i, ONR_ROLE_NONE) || !has(s, i - 1, ONR_ROLE_NONE) || !in(s, i, ONR_LIST_AUXILIARIES) ||
            !(has(s, i - 2, ONR_ROLE_CUE) || has(s, i - 2, ONR_ROLE_SOURCE)))
            continue;
        uint32_t aside = i - 1;
        while (aside > s->first && (has(s, aside - 1, ONR_ROLE_CUE) || has(s, aside - 1, ONR_ROLE_SOURCE)))
            aside--;
        if (aside < s->first + 2 || byte_at(s, aside - 1) != ',' || !has(s, aside - 2, ONR_ROLE_CONTENT))
            continue;
        struct onr_run rest = onr_shape_free_run(s, i, false);
        for (uint32_t k = rest.first; k < rest.end; k++)
            s->labels->at[k] = (struct onr_label){ONR_ROLE_CONTENT, k == rest.first, s->labels->at[aside - 2].confidence};
    }
}

/*
 * "Police said the driver, Tom Hale, 34, of Oakton, died at the scene": a content without a verb goes on where the rest of the
 * sentence, of which nothing was found, has one.
 */
static void mend_cut_content(struct onr_shape *s)
{
    uint32_t cue = s->first, first, end;
    while (cue < s->end && !has(s, cue, ONR_ROLE_CUE))
        cue++;
    for (first = cue; has(s, first, ONR_ROLE_CUE); first++)
        ;
    for (end = first; has(s, end, ONR_ROLE_CONTENT); end++)
        ;
    struct onr_run rest = {end, s->end}, content = {first, end};
    bool apposed = first < end && token_at(s, end - 1)->kind == ONR_TOKEN_NUMBER; /* cut behind an age */
    if (cue == s->first || !apposed || end >= s->end || !in(s, first - 1, ONR_LIST_CUE_SURE) || byte_at(s, end) != ',' ||
        onr_shape_holds_verb(s, content) || !onr_shape_holds_verb(s, rest))
        return;
    for (uint32_t i = end; i < s->end; i++)
        if (!has(s, i, ONR_ROLE_NONE))
            return;
    rest = onr_shape_trimmed(s, rest);
    for (uint32_t i = end; i < rest.end; i++)
        s->labels->at[i] = (struct onr_label){ONR_ROLE_CONTENT, 0, s->labels->at[first].confidence};
}

void onr_shape_mend_beside_cues(struct onr_shape *s)
{
    mend_last_noun(s);
    mend_aside(s);
    mend_aside_behind(s);
    mend_counting(s);
    mend_press(s);
    mend_cut_content(s);
    mend_said_of(s);
}
