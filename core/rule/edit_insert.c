/* Edits that put something before or behind a place, or in place of the words of the finding. */
#include "rule/edit.h"

#include <string.h>

/* What of a text has to stand in the draft for it to be written already: no signs and blanks at its ends. */
static size_t core_of(const char **text)
{
    *text += strspn(*text, " ,");
    size_t length = strlen(*text);
    while (length && strchr(" ,", (*text)[length - 1]))
        length--;
    return length;
}

static bool holds(const struct onr_prose *prose, uint32_t start, uint32_t end, const char *text, size_t length)
{
    for (uint32_t at = start; length && at + length <= end; at++)
        if (memcmp(prose->text->bytes + at, text, length) == 0)
            return true;
    return false;
}

/*
 * Whether a text stands beside its place already. One of two words or more is looked for in the sentence, or the
 * paragraph it would end; a single word only right beside the place and in it.
 */
static bool is_written(const struct onr_editing *editing, struct onr_run place, const char *text)
{
    const struct onr_prose *prose = editing->check->prose;
    size_t length = core_of(&text);
    if (!memchr(text, ' ', length)) {
        uint32_t from = place.first && onr_edit_goes_on(editing->check, place.first) ? place.first - 1 : place.first;
        uint32_t to = place.end;
        for (uint32_t more = 0; more < 2 && onr_edit_goes_on(editing->check, to); more++)
            to++;
        return holds(prose, prose->tokens.at[from].start, prose->tokens.at[to - 1].end, text, length);
    }
    uint32_t first, end;
    onr_prose_stretch(prose, place.first, 100, &first, &end);
    struct onr_span span = {prose->tokens.at[first].start, prose->tokens.at[end - 1].end};
    if (editing->spec->place == ONR_EDIT_AT_paragraph)
        span = (struct onr_span){prose->tokens.at[place.first].start, prose->tokens.at[place.end - 1].end};
    return holds(prose, span.start, span.end, text, length);
}

/* The text with the words of the hit for {party} and the like. */
static const char *filled(const struct onr_editing *editing)
{
    const char *text = editing->spec->text, *slot = strchr(text, '{'), *close = slot ? strchr(slot, '}') : NULL;
    if (!close)
        return text;
    struct onr_span words = editing->hit->span;
    for (unsigned i = 0; i < ONR_HIT_SLOTS; i++)
        if (editing->hit->slots[i].name && !editing->hit->slots[i].text &&
            strlen(editing->hit->slots[i].name) == (size_t)(close - slot - 1) &&
            strncmp(editing->hit->slots[i].name, slot + 1, (size_t)(close - slot - 1)) == 0)
            words = editing->hit->slots[i].span;
    struct onr_editing scratch = *editing;
    scratch.count = 0;
    char *before = onr_arena_text(editing->check->arena, text, (size_t)(slot - text));
    const char *words_text = onr_edit_capital(editing, onr_edit_slice(editing, words), true);
    onr_edit_add(&scratch, words, (const char *const[]){before ? before : "", words_text, close + 1, NULL});
    return scratch.edits[0].text;
}

/*
 * Where markup ends right behind a token, the place behind the markup: "**Ana Ruiz**, a mayor,". The next range
 * of the block begins there, unless a line ends in between.
 */
static uint32_t behind_markup(const struct onr_prose *prose, uint32_t token)
{
    const struct onr_markup *markup = prose->markup;
    uint32_t at = prose->tokens.at[token].end;
    const struct onr_markup_block *block =
        &markup->blocks.at[prose->sentences.at[prose->tokens.at[token].sentence].block];
    uint32_t low = block->first_range, high = block->first_range + block->range_count - 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (markup->ranges.at[middle].end < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (markup->ranges.at[low].end != at || low + 1 >= block->first_range + block->range_count)
        return at;
    uint32_t next = markup->ranges.at[low + 1].start;
    for (uint32_t i = at; i < next; i++)
        if (prose->text->bytes[i] == '\n' || prose->text->bytes[i] == '\r')
            return at;
    return next;
}

/* An aside, ", …,", without the comma that what follows makes needless. */
static const char *fitted(const struct onr_editing *editing, const char *text, uint32_t end)
{
    size_t length = strlen(text);
    char next = onr_edit_next_byte(editing->check, end);
    if (*text != ',' || length < 2 || text[length - 1] != ',' || (next && !strchr(",.;:!?)", next)))
        return text;
    char *shorter = onr_arena_text(editing->check->arena, text, length - 1);
    return shorter ? shorter : text;
}

/* Whether the place has the text's first word already: a reason begins with "because" but once. */
static bool is_said_otherwise(const struct onr_editing *editing, struct onr_run place, const char *text)
{
    const struct onr_prose *prose = editing->check->prose;
    text += strspn(text, " ,");
    size_t length = strcspn(text, " ");
    for (uint32_t i = place.first; editing->spec->place == ONR_EDIT_AT_reason && i < place.end; i++)
        if (onr_span_length(onr_token_span(prose, i, 1)) == length &&
            strncasecmp(prose->text->bytes + prose->tokens.at[i].start, text, length) == 0)
            return true;
    return false;
}

bool onr_edit_insert_after(struct onr_editing *editing)
{
    const struct onr_prose *prose = editing->check->prose;
    struct onr_run place = onr_edit_place(editing);
    bool possessive = onr_edit_goes_on(editing->check, place.end) &&
                      (prose->tokens.at[place.end].flags & ONR_TOKEN_CLITIC);
    if (place.first == place.end || possessive)
        return false;
    const char *text = filled(editing);
    editing->done = is_written(editing, place, text);
    if (!editing->done && is_said_otherwise(editing, place, text))
        return false;
    uint32_t at = behind_markup(prose, place.end - 1);
    onr_edit_add(editing, (struct onr_span){at, at}, (const char *const[]){fitted(editing, text, place.end), NULL});
    return true;
}

bool onr_edit_insert_before(struct onr_editing *editing)
{
    const struct onr_prose *prose = editing->check->prose;
    struct onr_run place = onr_edit_place(editing);
    while (place.first + 1 < place.end && onr_token_in(prose, place.first, ONR_LIST_DEFINITES))
        place.first++;
    if (place.first == place.end)
        return false;
    struct onr_span span = {prose->tokens.at[place.first].start, prose->tokens.at[place.first].start};
    const char *first = "";
    if (onr_edit_may_shrink(editing->check, place.first)) {
        span.end = prose->tokens.at[place.first].end;
        first = onr_edit_capital(editing, onr_edit_slice(editing, span), false);
    }
    editing->written = editing->spec->text;
    editing->done = is_written(editing, place, editing->spec->text);
    onr_edit_add(editing, span, (const char *const[]){editing->spec->text, first, NULL});
    return true;
}

/* The words of the finding, with the "that" behind them, become the text; an aside brings its commas. */
bool onr_edit_rewrite(struct onr_editing *editing)
{
    const struct onr_prose *prose = editing->check->prose;
    struct onr_run words = onr_edit_words(editing);
    if (words.first == words.end)
        return false;
    uint32_t end = words.end;
    if (onr_edit_goes_on(editing->check, end) && onr_token_in(prose, end, ONR_LIST_THAT))
        end++;
    const char *text = editing->spec->text;
    struct onr_span span = {prose->tokens.at[words.first].start, prose->tokens.at[end - 1].end};
    bool starts = prose->tokens.at[words.first].flags & ONR_TOKEN_STARTS_SENTENCE;
    bool after_comma = words.first && onr_edit_goes_on(editing->check, words.first) &&
                       prose->text->bytes[prose->tokens.at[words.first - 1].start] == ',';
    const char *written = fitted(editing, text, end);
    if (*text == ',' && (starts || after_comma)) /* no comma before it */
        written += strspn(written, ", ");
    else if (*text == ',' && !starts && words.first)
        span.start = prose->tokens.at[words.first - 1].end;
    if (onr_edit_next_byte(editing->check, end) == ',' && written[strlen(written) - 1] == ',') {
        char *shorter = onr_arena_text(editing->check->arena, written, strlen(written) - 1);
        written = shorter ? shorter : written;
    }
    bool capital = starts && prose->tokens.at[words.first].shape >= ONR_SHAPE_CAPITALIZED;
    if (capital)
        written = onr_edit_capital(editing, written, true);
    editing->written = text + (*text == ',' ? 2 : 0);
    onr_edit_add(editing, span, (const char *const[]){written, NULL});
    return true;
}
