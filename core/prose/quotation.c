/* What each quotation is, and which one an unclosed quotation is carried on by. */
#include "prose/prose.h"

#define SPEECH_WORDS 4 /* a quotation of so many words is speech unless it is a title (rubric B5) */

/* Words of a quotation by their shape, the small words of a title left out. */
struct shape_count {
    uint32_t capitalized; /* start with a capital or a digit */
    uint32_t lower;       /* do not */
};

static struct shape_count count_shapes(const struct onr_prose *prose, const struct onr_quote *quote)
{
    struct shape_count count = {0, 0};
    for (uint32_t i = 0; i < quote->token_count; i++) {
        const struct onr_token *token = &prose->tokens.at[quote->first_token + i];
        if (token->kind == ONR_TOKEN_NUMBER)
            count.capitalized++;
        else if (token->kind == ONR_TOKEN_WORD && token->shape != ONR_SHAPE_LOWER)
            count.capitalized += token->shape != ONR_SHAPE_NONE && !(token->flags & ONR_TOKEN_CLITIC);
        else if (token->kind == ONR_TOKEN_WORD && !(token->flags & ONR_TOKEN_CLITIC) &&
                 !onr_token_in(prose, quote->first_token + i, ONR_LIST_TITLE_SMALL_WORDS))
            count.lower++;
    }
    return count;
}

/* The last token before the closing mark, or the last of an unclosed quotation. */
static uint32_t last_inside(const struct onr_quote *quote)
{
    uint32_t last = quote->first_token + quote->token_count - 1;
    return quote->close.end && last > quote->first_token ? last - 1 : last;
}

static bool ends_like_speech(const struct onr_prose *prose, const struct onr_quote *quote)
{
    const struct onr_token *last = &prose->tokens.at[last_inside(quote)];
    char byte = prose->text->bytes[last->start];
    return last->kind == ONR_TOKEN_PUNCTUATION && (byte == ',' || byte == '.' || byte == '?' || byte == '!');
}

static bool says_title_before(const struct onr_prose *prose, const struct onr_quote *quote)
{
    return quote->first_token &&
           onr_token_in(prose, quote->first_token - 1, ONR_LIST_TITLE_INTRODUCERS);
}

/* The word behind a quotation, where it hangs on it as a noun: “…” White Paper. */
static bool names_something(const struct onr_prose *prose, const struct onr_quote *quote)
{
    struct shape_count count = count_shapes(prose, quote);
    if (!count.capitalized || ends_like_speech(prose, quote))
        return false;
    if (count.lower == 0 && count.capitalized >= 2)
        return true;
    return count.capitalized > count.lower && says_title_before(prose, quote);
}

static enum onr_quotation_kind kind_of(const struct onr_prose *prose, const struct onr_quote *quote)
{
    const struct onr_block *block = onr_token_block(prose, quote->first_token);
    if (names_something(prose, quote))
        return ONR_QUOTATION_TITLE;
    if (block->kind == ONR_BLOCK_BODY && quote->record.depth == 1 &&
        (quote->running || quote->continues != ONR_NONE))
        return ONR_QUOTATION_DIRECT;
    bool whole = quote->token_count > 1 &&
                 prose->tokens.at[quote->first_token + 1].shape >= ONR_SHAPE_CAPITALIZED;
    if (quote->record.words < SPEECH_WORDS && !(whole && ends_like_speech(prose, quote)))
        return ONR_QUOTATION_PARTIAL;
    return whole || ends_like_speech(prose, quote) ? ONR_QUOTATION_DIRECT : ONR_QUOTATION_PARTIAL;
}

/* The first quotation of the block after a quotation's own, where the block begins with it. */
static uint32_t opening_of_next_block(const struct onr_prose *prose, uint32_t quote)
{
    uint32_t block = prose->sentences.at[prose->quotes.at[quote].sentence].block;
    for (uint32_t next = quote + 1; next < prose->quotes.count; next++) {
        const struct onr_quote *candidate = &prose->quotes.at[next];
        uint32_t its_block = prose->sentences.at[candidate->sentence].block;
        if (its_block == block)
            continue;
        const struct onr_sentence *sentence = &prose->sentences.at[candidate->sentence];
        bool first = sentence->token_count && sentence->first_token == candidate->first_token;
        bool opens_block = candidate->sentence == 0 || prose->sentences.at[candidate->sentence - 1].block != its_block;
        return its_block == block + 1 && first && opens_block && candidate->record.depth == 1 ? next : ONR_NONE;
    }
    return ONR_NONE;
}

void onr_prose_settle_quotations(struct onr_prose *prose)
{
    for (uint32_t i = 0; i < prose->quotes.count; i++) {
        struct onr_quote *quote = &prose->quotes.at[i];
        if (quote->close.end || quote->record.depth != 1)
            continue;
        uint32_t next = opening_of_next_block(prose, i);
        quote->running = next != ONR_NONE;
        if (quote->running)
            prose->quotes.at[next].continues = i;
    }
    for (uint32_t i = 0; i < prose->quotes.count; i++)
        if (prose->quotes.at[i].token_count)
            prose->quotes.at[i].record.kind = kind_of(prose, &prose->quotes.at[i]);
}
