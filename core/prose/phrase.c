/* Entries of the word lists that are two words or more. */
#include "base/hash.h"
#include "prose/prose.h"

/* Phrases do not run over the end of a sentence nor over punctuation, unless the entry holds it. */
static void find_from(struct onr_prose *prose, struct onr_arena *arena, uint32_t first, uint32_t longest)
{
    const struct onr_token *tokens = prose->tokens.at;
    uint64_t hash = tokens[first].word;
    uint32_t before = prose->phrases.count;
    for (uint32_t count = 2; count <= longest && first + count <= prose->tokens.count; count++) {
        const struct onr_token *token = &tokens[first + count - 1];
        if (token->sentence != tokens[first].sentence)
            break;
        hash = onr_hash_join(hash, token->word);
        uint32_t slot = onr_pack_slot(prose->pack, hash);
        if (!slot)
            continue;
        struct onr_phrase phrase = {first, count, slot};
        ONR_ARRAY_PUSH(arena, &prose->phrases, phrase);
    }
    if (prose->phrases.count > before)
        prose->tokens.at[first].phrase = before;
    for (uint32_t i = before, j = prose->phrases.count; i + 1 < j; i++) {
        struct onr_phrase swapped = prose->phrases.at[i];
        prose->phrases.at[i] = prose->phrases.at[--j];
        prose->phrases.at[j] = swapped;
    }
}

void onr_prose_find_phrases(struct onr_prose *prose, struct onr_arena *arena)
{
    for (uint32_t i = 0; i < prose->tokens.count && !arena->failed; i++) {
        uint32_t longest = onr_pack_at(prose->pack, prose->tokens.at[i].lexeme)->longest;
        if (longest)
            find_from(prose, arena, i, longest);
    }
}

uint32_t onr_prose_match_listed(const struct onr_prose *prose, uint32_t token, enum onr_list list)
{
    const struct onr_lexeme *own = onr_pack_at(prose->pack, prose->tokens.at[token].lexeme);
    for (uint32_t i = prose->tokens.at[token].phrase;
         i < prose->phrases.count && prose->phrases.at[i].first_token == token; i++)
        if (onr_lexeme_in(onr_pack_at(prose->pack, prose->phrases.at[i].lexeme), list))
            return prose->phrases.at[i].token_count;
    return onr_lexeme_in(own, list) ? 1 : 0;
}

uint32_t onr_prose_token_at(const struct onr_prose *prose, uint32_t offset)
{
    uint32_t low = 0, high = prose->tokens.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prose->tokens.at[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
