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
    {ONR_LIST_COMMENT_STATEMENT, ONR_OUTCOME_RESPONDED},
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

/* "Asked for comment, the mayor said …": the party follows, up to its cue, and the whole sentence tells. */
static uint32_t add_asked(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose, uint32_t at,
                          uint32_t words, enum onr_outcome outcome)
{
    const struct onr_sentence *sentence = &prose->sentences.at[prose->tokens.at[at].sentence];
    uint32_t end = sentence->first_token + sentence->token_count, party = at + words;
    while (party < end && prose->text->bytes[prose->tokens.at[party].start] != ',')
        party++;
    uint32_t cue = ++party;
    while (cue < end && cue - party < LONGEST_PARTY && !onr_token_in(prose, cue, ONR_LIST_CUE_SPEECH))
        cue++;
    struct onr_comment_request request = {.span = onr_token_span(prose, at, end - at), .outcome = outcome};
    if (cue < end && cue > party && cue - party < LONGEST_PARTY)
        request.who = onr_token_span(prose, party, cue - party);
    ONR_ARRAY_PUSH(arena, &sources->ledger, request);
    return end;
}

static uint32_t add(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose, uint32_t at,
                    uint32_t words, enum onr_outcome outcome)
{
    if (outcome == ONR_OUTCOME_RESPONDED && at == prose->sentences.at[prose->tokens.at[at].sentence].first_token)
        return add_asked(sources, arena, prose, at, words, outcome);
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

static uint32_t block_at(const struct onr_prose *prose, struct onr_span span)
{
    return prose->sentences.at[prose->tokens.at[onr_prose_token_at(prose, span.start)].sentence].block;
}

static bool is_statement(const struct onr_prose *prose, const struct onr_comment_request *request)
{
    uint32_t token = onr_prose_token_at(prose, request->who.end ? request->who.end : request->span.start);
    return request->outcome == ONR_OUTCOME_RESPONDED && token < prose->tokens.count &&
           onr_prose_match(prose, token, ONR_LIST_COMMENT_STATEMENT);
}

/* A statement answers a request only where the paragraph tells of others who were asked; the rest are dropped. */
static void drop_mere_statements(struct onr_sources *sources, const struct onr_prose *prose)
{
    uint32_t kept = 0, count = sources->ledger.count;
    struct onr_comment_request *at = sources->ledger.at;
    for (uint32_t i = 0; i < count; i++) {
        bool beside = (kept && block_at(prose, at[kept - 1].span) == block_at(prose, at[i].span)) ||
                      (i + 1 < count && block_at(prose, at[i + 1].span) == block_at(prose, at[i].span));
        if (beside || !is_statement(prose, &at[i]))
            at[kept++] = at[i];
    }
    sources->ledger.count = kept;
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
    if (!arena->failed)
        drop_mere_statements(sources, prose);
}
