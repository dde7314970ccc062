/*
 * The ledger of who was asked for comment: phrases that say what came of it, and the party before them.
 */
#include "source/source.h"

#define LONGEST_PARTY 24 /* tokens */

static const struct {
    enum onr_list list;       /* its phrases */
    enum onr_outcome outcome; /* what they say */
} outcomes[] = {
    {ONR_LIST_COMMENT_DECLINED, ONR_OUTCOME_DECLINED},
    {ONR_LIST_COMMENT_NO_RESPONSE, ONR_OUTCOME_NO_RESPONSE},
    {ONR_LIST_COMMENT_UNREACHABLE, ONR_OUTCOME_UNREACHABLE},
    {ONR_LIST_COMMENT_DENIED, ONR_OUTCOME_DENIED},
    {ONR_LIST_COMMENT_RESPONDED, ONR_OUTCOME_RESPONDED},
};

/* The party: words before the phrase, back to a clause's start or a comma. */
static uint32_t party_before(const struct onr_prose *prose, uint32_t phrase)
{
    const struct onr_sentence *sentence = &prose->sentences.at[prose->tokens.at[phrase].sentence];
    uint32_t first = phrase;
    while (first > sentence->first_token && phrase - first < LONGEST_PARTY) {
        uint32_t i = first - 1;
        if (prose->tokens.at[i].kind > ONR_TOKEN_NUMBER)
            break;
        if (onr_token_in(prose, i, ONR_LIST_CLAUSE_STARTERS) && !onr_token_in(prose, i, ONR_LIST_NOUN_JOINERS))
            break;
        first = i;
    }
    while (first < phrase && onr_token_in(prose, first, ONR_LIST_NOUN_JOINERS))
        first++;
    return first;
}

static uint32_t add(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose, uint32_t at,
                    uint32_t words, enum onr_outcome outcome)
{
    uint32_t first = party_before(prose, at), end = at + words;
    uint32_t who_end = at;
    while (who_end > first && (onr_token_in(prose, who_end - 1, ONR_LIST_AUXILIARIES) ||
                               onr_token_in(prose, who_end - 1, ONR_LIST_CUE_ADVERBS)))
        who_end--;
    struct onr_comment_request request = {
        .span = onr_token_span(prose, first, end - first),
        .outcome = outcome,
    };
    if (who_end > first)
        request.who = onr_token_span(prose, first, who_end - first);
    ONR_ARRAY_PUSH(arena, &sources->ledger, request);
    return end;
}

void onr_ledger_collect(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose)
{
    for (uint32_t i = 0; i < prose->tokens.count && !arena->failed;) {
        uint32_t next = i + 1;
        bool body = onr_token_block(prose, i)->kind == ONR_BLOCK_BODY && !prose->tokens.at[i].depth;
        for (size_t k = 0; body && k < sizeof outcomes / sizeof outcomes[0]; k++) {
            uint32_t words = onr_prose_match(prose, i, outcomes[k].list);
            if (words) {
                next = add(sources, arena, prose, i, words, outcomes[k].outcome);
                break;
            }
        }
        i = next;
    }
}
