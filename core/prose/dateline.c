/* The dateline that begins a draft: "LONDON (Reuters) - The bank …". */
#include <string.h>

#include "prose/prose.h"

#define LONGEST_DATELINE 12 /* tokens: "NEW YORK/LONDON, May 3 (Reuters)" */
#define OTHER_DASH 100      /* tokens behind a dash in which another tells that the two hold an aside */

/* Whether a token is a dash with white space on both sides, or a long one. */
static bool is_dash(const struct onr_prose *prose, uint32_t i)
{
    const struct onr_token *token = &prose->tokens.at[i];
    const char *bytes = prose->text->bytes + token->start;
    if (token->kind != ONR_TOKEN_PUNCTUATION || i + 1 >= prose->tokens.count)
        return false;
    if (*bytes == '-')
        return token->end - token->start > 1 ||
               (token->flags & ONR_TOKEN_SPACED && prose->tokens.at[i + 1].flags & ONR_TOKEN_SPACED);
    return token->end - token->start == 3 && memcmp(bytes, "\xE2\x80", 2) == 0 &&
           (bytes[2] == '\x93' || bytes[2] == '\x94');
}

uint32_t onr_prose_behind_dateline(const struct onr_prose *prose, uint32_t token)
{
    const struct onr_sentence *s = &prose->sentences.at[prose->tokens.at[token].sentence];
    uint32_t first = s->first_token, end = first + s->token_count, dash = first;
    while (dash < end && dash - first < LONGEST_DATELINE && prose->tokens.at[dash].shape != ONR_SHAPE_LOWER &&
           !is_dash(prose, dash))
        dash++;
    if (dash == first || dash + 1 >= end || !is_dash(prose, dash) || prose->tokens.at[first].kind != ONR_TOKEN_WORD ||
        prose->tokens.at[dash + 1].shape == ONR_SHAPE_LOWER)
        return first;
    for (uint32_t i = dash + 1; prose->tokens.at[first].shape != ONR_SHAPE_UPPER && i < end && i - dash < OTHER_DASH; i++)
        if (is_dash(prose, i))
            return first;
    return dash + 1;
}
