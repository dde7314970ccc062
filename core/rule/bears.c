/* Whether what stands on the record bears on a claim: the two share a word that is about something. */
#include "base/hash.h"
#include "rule/check.h"

#define SHORTEST_WORD 4 /* letters; shorter words are about nothing */
#define STEM 5          /* letters that the forms of a word share */
#define MOST_WORDS 60   /* that are held against each other */
#define MOST_TOKENS 300 /* of a content that are looked at */
#define FEWEST_WORDS 3  /* a shorter answer is about the claim: “He is done,” she said */

/* The hash of a word without its ending; 0 for a name, a number and a word that only holds a sentence together. */
static uint64_t stem_of(const struct onr_prose *prose, uint32_t i)
{
    static const enum onr_list small[] = {ONR_LIST_PREPOSITIONS, ONR_LIST_AUXILIARIES, ONR_LIST_PRONOUNS,
                                          ONR_LIST_CUE_SPEECH, ONR_LIST_DETERMINERS, ONR_LIST_CLAUSE_STARTERS};
    const struct onr_token *token = &prose->tokens.at[i];
    uint32_t length = token->end - token->start;
    if (token->kind != ONR_TOKEN_WORD || token->shape >= ONR_SHAPE_CAPITALIZED || length < SHORTEST_WORD)
        return 0;
    for (size_t k = 0; k < sizeof small / sizeof small[0]; k++)
        if (onr_token_in(prose, i, small[k]))
            return 0;
    return onr_hash_word(prose->text->bytes + token->start, length < STEM ? length : STEM);
}

/* The stems of what an attribution tells, not of its cue or source in the middle of that. */
static uint32_t stems_of(const struct onr_check *check, uint32_t attribution, uint64_t *stems)
{
    const struct onr_attribution_tokens *t = &check->attributions->tokens.at[attribution];
    const struct onr_spans content = check->attributions->records.at[attribution].content;
    uint32_t count = 0, end = t->content_end, piece = 0;
    if (t->content == ONR_NONE)
        return 0;
    if (end > t->content + MOST_TOKENS)
        end = t->content + MOST_TOKENS;
    for (uint32_t i = t->content; i < end && count < MOST_WORDS; i++) {
        const struct onr_token *token = &check->prose->tokens.at[i];
        while (piece < content.count && content.at[piece].end <= token->start)
            piece++;
        bool inside = piece < content.count && token->start >= content.at[piece].start && token->end <= content.at[piece].end;
        if (inside && (stems[count] = stem_of(check->prose, i)))
            count++;
    }
    return count;
}

bool onr_attribution_bears_on(const struct onr_check *check, uint32_t attribution, uint32_t claim)
{
    uint64_t told[MOST_WORDS], claimed[MOST_WORDS];
    uint32_t count = stems_of(check, attribution, told), of = stems_of(check, claim, claimed);
    if (onr_token_in(check->prose, check->attributions->tokens.at[attribution].cue, ONR_LIST_AUXILIARIES))
        return false; /* "has said", "would say": what was known before */
    if (count < FEWEST_WORDS)
        return true;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < of; k++)
            if (told[i] == claimed[k])
                return true;
    return false;
}
