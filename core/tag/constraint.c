/*
 * What the labels may not say, whatever was learned. The phrase that says why a source stays unnamed is no
 * content ("they said, asking not to be identified discussing private talks"), and who did not answer said nothing.
 */
#include "tag/tag.h"

/* Whether the words behind a mark give the reason: "…, saying they feared retaliation". */
static bool opens_reason(const struct onr_prose *prose, uint32_t token, uint32_t sentence)
{
    return token < prose->tokens.count && prose->tokens.at[token].sentence == sentence && !prose->tokens.at[token].depth &&
           onr_prose_match(prose, token, ONR_LIST_REASON_OPENERS) > 0;
}

/*
 * The end of the clause that a phrase of so many words opens: its sentence's end, a sign, or a cue of another clause. What
 * somebody fears "because" of is the reason, and nothing he says.
 */
static uint32_t clause_end(const struct onr_labels *labels, const struct onr_prose *prose, uint32_t token, uint32_t words)
{
    uint32_t sentence = prose->tokens.at[token].sentence, end = token;
    bool reason = false;
    while (end < prose->tokens.count && prose->tokens.at[end].sentence == sentence &&
           (prose->tokens.at[end].kind <= ONR_TOKEN_NUMBER || opens_reason(prose, end + 1, sentence)) &&
           (end < token + words || reason || labels->at[end].role != ONR_ROLE_CUE)) {
        reason |= onr_prose_match(prose, end, ONR_LIST_REASON_OPENERS) > 0 || opens_reason(prose, end + 1, sentence);
        end++;
    }
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

/* "Asked about the poll, an aide laughed": whoever is asked reports nothing by that. */
static void drop_asked(struct onr_labels *labels, const struct onr_prose *prose, uint32_t first)
{
    uint32_t sentence = prose->tokens.at[first].sentence;
    for (uint32_t t = first; t < labels->count && prose->tokens.at[t].sentence == sentence &&
                             prose->tokens.at[t].kind <= ONR_TOKEN_NUMBER; t++)
        labels->at[t].role = ONR_ROLE_NONE;
}

void onr_labels_constrain(struct onr_labels *labels, const struct onr_prose *prose)
{
    for (uint32_t i = 0; i < labels->count; i++) {
        uint32_t unanswered = prose->tokens.at[i].depth ? 0 : unanswered_words(prose, i);
        if (unanswered)
            drop_unanswered(labels, prose, i, unanswered);
        if (prose->tokens.at[i].flags & ONR_TOKEN_STARTS_SENTENCE && labels->at[i].role == ONR_ROLE_CUE &&
            onr_prose_match(prose, i, ONR_LIST_ASKED_FIRST))
            drop_asked(labels, prose, i);
        uint32_t words = prose->tokens.at[i].depth ? 0 : onr_prose_match(prose, i, ONR_LIST_GRANTS);
        if (!words || labels->at[i].role == ONR_ROLE_SOURCE)
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
