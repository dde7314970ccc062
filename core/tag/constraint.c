/*
 * What the labels may not say, whatever was learned. The phrase that says why a source stays unnamed is no
 * content ("they said, asking not to be identified discussing private talks"), a passive names its source
 * behind "by", and who did not answer said nothing.
 */
#include "tag/tag.h"

/* The end of the clause that a phrase of so many words opens: its sentence's end, a sign, or a cue of another clause. */
static uint32_t clause_end(const struct onr_labels *labels, const struct onr_prose *prose, uint32_t token, uint32_t words)
{
    uint32_t sentence = prose->tokens.at[token].sentence, end = token;
    while (end < prose->tokens.count && prose->tokens.at[end].sentence == sentence &&
           prose->tokens.at[end].kind <= ONR_TOKEN_NUMBER &&
           (end < token + words || labels->at[end].role != ONR_ROLE_CUE))
        end++;
    return end;
}

static bool holds_content(const struct onr_labels *labels, uint32_t first, uint32_t end)
{
    while (first < end && labels->at[first].role != ONR_ROLE_CONTENT)
        first++;
    return first < end;
}

/*
 * Who did not answer has told nothing: "did not respond to requests for comment" stands in the ledger alone.
 * Takes away the cue that the phrase is part of, what follows in its clause, and the source right before.
 */
static void drop_unanswered(struct onr_labels *labels, const struct onr_prose *prose, uint32_t first, uint32_t words)
{
    uint32_t sentence = prose->tokens.at[first].sentence, end = first + words;
    while (first > 0 && labels->at[first - 1].role == ONR_ROLE_CUE && prose->tokens.at[first - 1].sentence == sentence)
        first--;
    while (first > 0 && labels->at[first - 1].role == ONR_ROLE_SOURCE && prose->tokens.at[first - 1].sentence == sentence)
        first--;
    while (end < labels->count && labels->at[end].role == ONR_ROLE_CONTENT && !labels->at[end].begins &&
           prose->tokens.at[end].sentence == sentence)
        end++;
    for (uint32_t t = first; t < end; t++)
        labels->at[t].role = ONR_ROLE_NONE;
}

static uint32_t unanswered_words(const struct onr_prose *prose, uint32_t token)
{
    uint32_t words = onr_prose_match(prose, token, ONR_LIST_COMMENT_NO_RESPONSE);
    return words ? words : onr_prose_match(prose, token, ONR_LIST_COMMENT_UNREACHABLE);
}

/*
 * A passive names its source behind "by" ("has been accused by rights groups of …"): the noun phrase there is
 * the source, and what stands before the cue is not.
 */
static void mend_passive(struct onr_labels *labels, const struct onr_prose *prose, uint32_t by)
{
    uint32_t sentence = prose->tokens.at[by].sentence, end = by + 1, before = by;
    while (end < labels->count && prose->tokens.at[end].sentence == sentence && prose->tokens.at[end].kind <= ONR_TOKEN_NUMBER &&
           !onr_token_in(prose, end, ONR_LIST_PREPOSITIONS) && !onr_token_in(prose, end, ONR_LIST_CLAUSE_STARTERS))
        end++;
    if (end == by + 1)
        return;
    for (uint32_t t = by + 1; t < end; t++)
        labels->at[t] = (struct onr_label){ONR_ROLE_SOURCE, t == by + 1, labels->at[by].confidence};
    if (end < labels->count && labels->at[end].role == ONR_ROLE_CONTENT && onr_token_in(prose, end, ONR_LIST_PREPOSITIONS)) {
        labels->at[end].role = ONR_ROLE_NONE;
        if (end + 1 < labels->count)
            labels->at[end + 1].begins = 1;
    }
    while (before > 0 && labels->at[before - 1].role == ONR_ROLE_CUE)
        before--;
    while (before > 0 && labels->at[before - 1].role == ONR_ROLE_SOURCE && prose->tokens.at[before - 1].sentence == sentence)
        labels->at[--before].role = ONR_ROLE_NONE;
}

static bool is_passive_cue(const struct onr_labels *labels, const struct onr_prose *prose, uint32_t i)
{
    return i > 1 && labels->at[i].role == ONR_ROLE_CUE && labels->at[i - 1].role == ONR_ROLE_CUE &&
           onr_token_in(prose, i, ONR_LIST_BY) && i + 1 < labels->count && labels->at[i + 1].role != ONR_ROLE_SOURCE &&
           prose->tokens.at[i].sentence == prose->tokens.at[i + 1].sentence;
}

void onr_labels_constrain(struct onr_labels *labels, const struct onr_prose *prose)
{
    for (uint32_t i = 0; i < labels->count; i++) {
        if (is_passive_cue(labels, prose, i))
            mend_passive(labels, prose, i);
        uint32_t unanswered = prose->tokens.at[i].depth ? 0 : unanswered_words(prose, i);
        if (unanswered)
            drop_unanswered(labels, prose, i, unanswered);
        uint32_t words = prose->tokens.at[i].depth ? 0 : onr_prose_match(prose, i, ONR_LIST_GRANTS);
        if (!words)
            continue;
        uint32_t end = clause_end(labels, prose, i, words), first = i;
        if (labels->at[i].role == ONR_ROLE_CONTENT && i && labels->at[i - 1].role == ONR_ROLE_CONTENT)
            continue; /* somebody else's words about anonymity */
        if (!holds_content(labels, i, end))
            continue;
        while (first > 0 && labels->at[first - 1].role == ONR_ROLE_CUE && prose->tokens.at[first - 1].kind > ONR_TOKEN_NUMBER)
            first--; /* the comma between a cue and the phrase */
        for (uint32_t t = first; t < end; t++)
            labels->at[t].role = ONR_ROLE_NONE;
        i = end - 1;
    }
}
