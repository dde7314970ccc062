#include "tag/tagging.h"

#include "base/hash.h"

#define SHORT_QUOTATION 4    /* words; fewer are a fragment */
#define SEQUENCE_TOKENS 2000 /* a paragraph longer than this is labelled in pieces */

/* The lists whose words a cell notes, by bit. The first four are cues. */
static const enum onr_list cell_lists[16] = {
    ONR_LIST_CUE_SPEECH, ONR_LIST_CUE_ATTITUDE, ONR_LIST_CUE_OBJECT, ONR_LIST_REFUSALS, ONR_LIST_ROLES,
    ONR_LIST_TITLES, ONR_LIST_SPOKES, ONR_LIST_DOCUMENTS, ONR_LIST_COLLECTIVES, ONR_LIST_INSTITUTIONS,
    ONR_LIST_NAMES_MALE, ONR_LIST_NAMES_FEMALE, ONR_LIST_WEEKDAYS, ONR_LIST_BARE_SOURCES,
    ONR_LIST_ORGANIZATION_WORDS, ONR_LIST_NATIONALITIES,
};
#define CUE_LISTS 0xF

static uint8_t quote_state(const struct onr_prose *prose, const struct onr_token *token)
{
    if (token->depth > 1) return ONR_QUOTE_NESTED;
    if (token->kind == ONR_TOKEN_OPEN) return ONR_QUOTE_OPENS;
    if (token->kind == ONR_TOKEN_CLOSE) return ONR_QUOTE_CLOSES;
    if (!token->depth) return ONR_QUOTE_OUTSIDE;
    const struct onr_quote *quote = &prose->quotes.at[token->quotation];
    if (!quote->close.end) return quote->running ? ONR_QUOTE_RUNNING : ONR_QUOTE_UNCLOSED;
    return quote->record.words < SHORT_QUOTATION ? ONR_QUOTE_SHORT : ONR_QUOTE_INSIDE;
}

static uint8_t bound_of(const struct onr_prose *prose, const struct onr_token *token)
{
    if (token->kind == ONR_TOKEN_OPEN) return ONR_BOUND_OPEN;
    if (token->kind == ONR_TOKEN_CLOSE) return ONR_BOUND_CLOSE;
    if (token->kind != ONR_TOKEN_PUNCTUATION) return ONR_BOUND_NONE;
    switch (prose->text->bytes[token->start]) {
    case ',': return ONR_BOUND_COMMA;
    case '.':
    case '?':
    case '!': return ONR_BOUND_STOP;
    default: return ONR_BOUND_SIGN;
    }
}

static uint32_t suffix(const struct onr_prose *prose, const struct onr_token *token, uint32_t bytes)
{
    uint32_t length = token->end - token->start;
    if (token->kind >= ONR_TOKEN_OPEN)
        return token->kind;
    if (bytes > length)
        bytes = length;
    return (uint32_t)onr_hash_word(prose->text->bytes + token->end - bytes, bytes) + bytes;
}

/* Numbers are told apart by their length alone, years from days from the rest; quotation marks not by their look. */
static uint32_t word_of(const struct onr_token *token)
{
    uint32_t length = token->end - token->start;
    if (token->kind >= ONR_TOKEN_OPEN)
        return token->kind == ONR_TOKEN_OPEN ? 11 : 12;
    if (token->kind == ONR_TOKEN_NUMBER)
        return length == 4 ? 4 : length < 3 ? 1 : 9;
    return (uint32_t)(token->word ^ token->word >> 32);
}

static uint16_t lists_of(const struct onr_lexeme *lexeme)
{
    uint16_t lists = 0;
    for (unsigned i = 0; lexeme->key && i < sizeof cell_lists / sizeof cell_lists[0]; i++)
        lists |= (uint16_t)(onr_lexeme_in(lexeme, cell_lists[i]) << i);
    return lists;
}

static struct onr_cell make_cell(const struct onr_prose *prose, uint32_t i)
{
    const struct onr_token *token = &prose->tokens.at[i];
    const struct onr_lexeme *lexeme = &prose->pack->lexemes[token->lexeme];
    return (struct onr_cell){
        .word = word_of(token), .suffix3 = suffix(prose, token, 3), .suffix2 = suffix(prose, token, 2),
        .lists = lists_of(lexeme),
        .shape = (uint8_t)(token->shape | (token->flags & ONR_TOKEN_STARTS_SENTENCE ? 4 : 0) | token->kind << 3),
        .quote = quote_state(prose, token), .bound = bound_of(prose, token),
        .phrase = lexeme->longest && onr_prose_match(prose, i, ONR_LIST_CUE_PHRASES) > 0,
    };
}

bool onr_tagging_make(struct onr_tagging *tagging, struct onr_arena *arena, const struct onr_prose *prose)
{
    *tagging = (struct onr_tagging){.prose = prose, .count = prose->tokens.count};
    tagging->cells = onr_arena_take(arena, (tagging->count + 2 * ONR_CELL_EDGE) * sizeof *tagging->cells);
    if (!tagging->cells)
        return false;
    tagging->cells += ONR_CELL_EDGE;
    for (uint32_t i = 0; i < tagging->count; i++)
        tagging->cells[i] = make_cell(prose, i);
    for (uint32_t s = 0; s < prose->sentences.count; s++) {
        if (!prose->sentences.at[s].token_count)
            continue;
        struct onr_cell *cell = &tagging->cells[prose->sentences.at[s].first_token];
        cell->bound = cell->bound == ONR_BOUND_OPEN ? ONR_BOUND_START_OPEN
                      : cell->bound == ONR_BOUND_NONE ? ONR_BOUND_START : cell->bound;
    }
    return true;
}

static bool take_neighbours(struct onr_neighbours *neighbours, struct onr_arena *arena, uint32_t count)
{
    neighbours->before = onr_arena_take(arena, count * sizeof *neighbours->before);
    neighbours->after = onr_arena_take(arena, count * sizeof *neighbours->after);
    return neighbours->before && neighbours->after;
}

/* Fills the nearest tokens with a bit set, sentence by sentence. */
static void fill_neighbours(const struct onr_tagging *tagging, struct onr_neighbours *neighbours, const uint8_t *kinds,
                            uint8_t bit)
{
    const struct onr_prose *prose = tagging->prose;
    for (uint32_t s = 0; s < prose->sentences.count; s++) {
        uint32_t first = prose->sentences.at[s].first_token, end = first + prose->sentences.at[s].token_count;
        uint32_t nearest = ONR_NONE;
        for (uint32_t i = first; i < end; i++) {
            neighbours->before[i] = nearest;
            if (kinds[i] & bit)
                nearest = i;
        }
        nearest = ONR_NONE;
        for (uint32_t i = end; i-- > first;) {
            neighbours->after[i] = nearest;
            if (kinds[i] & bit)
                nearest = i;
        }
    }
}

enum { IS_VERB = 1, IS_CUE = 2, IS_SIGN = 4 };

static uint8_t kinds_of(const struct onr_cell *cell, uint64_t verbs)
{
    bool verb = verbs >> cell->pos & 1;
    bool cue = cell->phrase || (verb && (cell->lists & CUE_LISTS));
    bool sign = cell->bound != ONR_BOUND_NONE && cell->bound != ONR_BOUND_START;
    return (uint8_t)((verb ? IS_VERB : 0) | (cue ? IS_CUE : 0) | (sign ? IS_SIGN : 0));
}

bool onr_tagging_index(struct onr_tagging *tagging, struct onr_arena *arena, uint64_t verbs)
{
    uint8_t *kinds = onr_arena_take(arena, tagging->count);
    if (!kinds || !take_neighbours(&tagging->verbs, arena, tagging->count) ||
        !take_neighbours(&tagging->cues, arena, tagging->count) ||
        !take_neighbours(&tagging->signs, arena, tagging->count))
        return false;
    for (uint32_t i = 0; i < tagging->count; i++)
        kinds[i] = kinds_of(&tagging->cells[i], verbs);
    fill_neighbours(tagging, &tagging->verbs, kinds, IS_VERB);
    fill_neighbours(tagging, &tagging->cues, kinds, IS_CUE);
    fill_neighbours(tagging, &tagging->signs, kinds, IS_SIGN);
    return true;
}

/* Hashes the roles of a sentence in order, and numbers its runs of one role. */
static uint32_t read_pattern(struct onr_tagging *tagging, uint32_t first, uint32_t end)
{
    uint32_t pattern = 1;
    unsigned runs = 0, named = 0, before = 0;
    for (uint32_t i = first; i < end; i++) {
        unsigned role = onr_label_role(tagging->first[i]);
        if (role != before || onr_label_begins(tagging->first[i])) {
            runs++;
            if (role && named++ < 6)
                pattern = pattern * 5 + role + 1;
            before = role;
        }
        tagging->segment[i] = (uint8_t)(runs < 7 ? runs : 7);
    }
    return pattern;
}

bool onr_tagging_index_first(struct onr_tagging *tagging, struct onr_arena *arena)
{
    const struct onr_prose *prose = tagging->prose;
    uint8_t *kinds = onr_arena_take(arena, tagging->count);
    tagging->pattern = onr_arena_take(arena, prose->sentences.count * sizeof *tagging->pattern);
    tagging->segment = onr_arena_take(arena, tagging->count);
    if (!kinds || !tagging->pattern || !tagging->segment ||
        !take_neighbours(&tagging->first_cues, arena, tagging->count) ||
        !take_neighbours(&tagging->first_sources, arena, tagging->count))
        return false;
    for (uint32_t i = 0; i < tagging->count; i++)
        kinds[i] = tagging->first[i] == 2 * ONR_ROLE_CUE - 1      ? IS_CUE
                   : tagging->first[i] == 2 * ONR_ROLE_SOURCE - 1 ? IS_VERB : 0;
    fill_neighbours(tagging, &tagging->first_cues, kinds, IS_CUE);
    fill_neighbours(tagging, &tagging->first_sources, kinds, IS_VERB);
    for (uint32_t s = 0; s < prose->sentences.count; s++) {
        uint32_t first = prose->sentences.at[s].first_token;
        if (prose->sentences.at[s].token_count)
            tagging->pattern[s] = read_pattern(tagging, first, first + prose->sentences.at[s].token_count);
    }
    return true;
}

uint32_t onr_tagging_sequences(const struct onr_tagging *tagging, struct onr_arena *arena, uint32_t **ends)
{
    const struct onr_prose *prose = tagging->prose;
    uint32_t count = 0, start = 0;
    *ends = onr_arena_take(arena, (prose->sentences.count + tagging->count / SEQUENCE_TOKENS + 2) * sizeof **ends);
    for (uint32_t s = 0; *ends && s < prose->sentences.count; s++) {
        const struct onr_sentence *sentence = &prose->sentences.at[s];
        uint32_t end = sentence->first_token + sentence->token_count;
        bool last = s + 1 == prose->sentences.count || prose->sentences.at[s + 1].block != sentence->block;
        if (!sentence->token_count && !last)
            continue;
        if (!sentence->token_count)
            end = s ? prose->sentences.at[s - 1].first_token + prose->sentences.at[s - 1].token_count : 0;
        while (end - start > 2 * SEQUENCE_TOKENS) /* a sentence without end */
            (*ends)[count++] = start += SEQUENCE_TOKENS;
        if (end > start && (last || end - start > SEQUENCE_TOKENS))
            (*ends)[count++] = start = end;
    }
    if (*ends && start < tagging->count)
        (*ends)[count++] = tagging->count;
    return count;
}
