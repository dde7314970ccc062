/*
 * Labels by rule: a cue verb or phrase is found in a sentence, its source beside it, and what is left on
 * one side is content. Three shapes cover most of news prose:
 *
 *     content, source cue [tail]      “…,” the mayor said on Monday
 *     content, cue source [tail]      “…,” said the mayor
 *     source cue [that] content       The mayor said that …
 *
 * A quotation without a cue in its sentence is content too; who said it is found when spans are linked.
 */
#include "base/error.h"
#include "tag/shape.h"

#define SPEECH_WORDS 4    /* words of a quotation that is taken for speech without a cue */

/* Content after an interrupting cue: "…," he said, "…". */
static void mark_rest(struct onr_shape *s, uint32_t from)
{
    for (uint32_t i = from; i < s->end && i < from + LONGEST_BREAK; i++)
        if (token_at(s, i)->kind == ONR_TOKEN_OPEN) {
            onr_shape_mark(s, onr_shape_trimmed(s, (struct onr_run){i, s->end}), ONR_ROLE_CONTENT);
            return;
        }
}

static bool is_free(const struct onr_shape *s, uint32_t first, uint32_t end)
{
    while (first < end && !s->labels->at[first].role)
        first++;
    return first == end;
}

bool onr_shape_try_content_first(struct onr_shape *s, uint32_t verb)
{
    if (onr_shape_is_participle(s, verb))
        return false;
    uint32_t start = onr_shape_cue_start(s, verb), end = onr_shape_cue_end(s, verb);
    uint32_t at = onr_shape_break_before_apposition(s, start);
    if (at == ONR_NONE || at == s->first || !is_free(s, s->first, at))
        return false;
    bool inverted = at + 1 == start;
    if (inverted && in(s, verb, ONR_LIST_TELL))
        return false; /* who is told never tells */
    struct onr_run source = inverted ? onr_shape_phrase_from(s, end) : (struct onr_run){at + 1, start};
    uint32_t after = inverted && source.end > end ? source.end : onr_shape_addressee_end(s, verb, end);
    bool quoted = token_at(s, at)->kind == ONR_TOKEN_CLOSE;
    if (source.first == source.end || (!quoted && !onr_shape_closes_sentence(s, after)))
        return false;
    if (!inverted && in(s, source.first, ONR_LIST_CLAUSE_STARTERS))
        return false;
    onr_shape_mark(s, (struct onr_run){start, end}, ONR_ROLE_CUE);
    onr_shape_mark(s, onr_shape_trimmed(s, source), ONR_ROLE_SOURCE);
    onr_shape_mark(s, onr_shape_trimmed(s, (struct onr_run){s->first, at + (quoted ? 1 : 0)}), ONR_ROLE_CONTENT);
    mark_rest(s, after);
    return true;
}

bool onr_shape_try_source_first(struct onr_shape *s, uint32_t verb)
{
    uint32_t start = onr_shape_cue_start(s, verb), end = onr_shape_cue_end(s, verb);
    uint32_t cue_end = end;
    bool participle = onr_shape_is_participle(s, verb);
    struct onr_run source = participle ? (struct onr_run){start, start} : onr_shape_phrase_before(s, start);
    if (in(s, end, ONR_LIST_AS_OF) && in(s, end + 1, ONR_LIST_WEEKDAYS))
        end += 2; /* "said on Monday 40 people …" */
    struct onr_run content = {end, s->end};
    if ((source.first == source.end && !participle) || content.first >= content.end)
        return false;
    content = onr_shape_trimmed(s, content);
    if (content.first == content.end)
        return false;
    onr_shape_mark(s, (struct onr_run){start, cue_end}, ONR_ROLE_CUE);
    onr_shape_mark(s, source, ONR_ROLE_SOURCE);
    onr_shape_mark(s, content, ONR_ROLE_CONTENT);
    return true;
}

bool onr_shape_try_phrase(struct onr_shape *s, uint32_t i)
{
    uint32_t words = onr_prose_match(s->prose, i, ONR_LIST_CUE_PHRASES);
    if (!words || i + words >= s->end)
        return false;
    struct onr_run source = onr_shape_phrase_from(s, i + words);
    onr_shape_mark(s, (struct onr_run){i, i + words}, ONR_ROLE_CUE);
    onr_shape_mark(s, onr_shape_trimmed(s, source), ONR_ROLE_SOURCE);
    struct onr_run content = i > s->first ? (struct onr_run){s->first, i} : (struct onr_run){source.end, s->end};
    onr_shape_mark(s, onr_shape_trimmed(s, content), ONR_ROLE_CONTENT);
    return true;
}

static bool try_cue(struct onr_shape *s, uint32_t i)
{
    if (token_at(s, i)->depth || s->labels->at[i].role)
        return false;
    if (onr_shape_try_phrase(s, i))
        return true;
    if (!onr_shape_is_cue_verb(s, i) || onr_shape_reads_as_noun(s, i))
        return false;
    return (in(s, i, ONR_LIST_CUE_SPEECH) && onr_shape_try_content_first(s, i)) || onr_shape_try_source_first(s, i);
}

/* Quotations of speech that no cue has claimed. */
static void mark_quotations(struct onr_shape *s)
{
    for (uint32_t i = s->first; i < s->end; i++) {
        const struct onr_token *token = token_at(s, i);
        if (token->kind != ONR_TOKEN_OPEN || token->depth != 1 || s->labels->at[i].role)
            continue;
        const struct onr_quote *quote = &s->prose->quotes.at[token->quotation];
        if (quote->record.kind == ONR_QUOTATION_DIRECT && quote->record.words >= SPEECH_WORDS)
            onr_shape_mark(s, (struct onr_run){i, quote->first_token + quote->token_count}, ONR_ROLE_CONTENT);
    }
}

static void label_sentence(struct onr_shape *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        try_cue(s, i);
    mark_quotations(s);
}

int onr_label_by_rules(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                       struct onr_memory *memory, struct onr_error *error)
{
    (void)memory; /* quick as it is */
    labels->count = prose->tokens.count;
    labels->at = onr_arena_take(arena, labels->count * sizeof *labels->at);
    if (!labels->at)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    for (uint32_t i = 0; i < prose->sentences.count; i++) {
        const struct onr_sentence *sentence = &prose->sentences.at[i];
        struct onr_shape s = {prose, labels, sentence->first_token, sentence->first_token + sentence->token_count};
        label_sentence(&s);
    }
    return ONR_OK;
}
