/*
 * Attributions inside what somebody else says: "The minister said the bank had told him that …". Labels mark the outermost
 * speaker alone; the ones inside are found by rule, where a cue of plain reporting leaves no doubt: its subject before it
 * and a clause behind it.
 */
#include "attribution/attribution.h"

#define LONGEST_SUBJECT 8 /* tokens */
#define LONGEST_CLAUSE 256 /* tokens of what is reported */
#define LONGEST_TAIL 4    /* tokens of "reporters" or "the committee" between a cue and "that" */

/* A stretch of content; what is found in it stays in it. */
struct content {
    const struct onr_prose *prose; /* the document */
    uint32_t first, end;           /* tokens */
};

static const struct onr_token *token_at(const struct content *c, uint32_t i)
{
    return &c->prose->tokens.at[i];
}

static bool in(const struct content *c, uint32_t i, enum onr_list list)
{
    return i >= c->first && i < c->end && onr_token_in(c->prose, i, list);
}

static bool is_word(const struct content *c, uint32_t i)
{
    return token_at(c, i)->kind <= ONR_TOKEN_NUMBER;
}

static uint32_t cue_start(const struct content *c, uint32_t verb)
{
    while (verb > c->first && (in(c, verb - 1, ONR_LIST_AUXILIARIES) || in(c, verb - 1, ONR_LIST_CUE_ADVERBS)))
        verb--;
    return verb;
}

static bool is_third_person(const struct content *c, uint32_t i)
{
    return (in(c, i, ONR_LIST_PRONOUNS_PERSON) || in(c, i, ONR_LIST_PRONOUNS_PLURAL)) &&
           !in(c, i, ONR_LIST_PRONOUNS_FIRST) && !in(c, i, ONR_LIST_RELATIVES);
}

/* Whether a word can stand inside a plain noun phrase. */
static bool is_nominal(const struct content *c, uint32_t i)
{
    return is_word(c, i) && !in(c, i, ONR_LIST_PREPOSITIONS) && !in(c, i, ONR_LIST_PRONOUNS) &&
           !in(c, i, ONR_LIST_PRONOUNS_FIRST) && !in(c, i, ONR_LIST_AUXILIARIES) && !in(c, i, ONR_LIST_NEGATIONS) &&
           !in(c, i, ONR_LIST_CUE_SPEECH) && !in(c, i, ONR_LIST_CLAUSE_STARTERS) && !is_third_person(c, i);
}

static bool is_name_word(const struct content *c, uint32_t i)
{
    return token_at(c, i)->shape >= ONR_SHAPE_CAPITALIZED && !(token_at(c, i)->flags & ONR_TOKEN_CLITIC);
}

/*
 * The first token of the subject that ends before a cue: he, she, they, a name, or a noun phrase from its determiner on;
 * the cue's own where there is none as plain as that.
 */
static uint32_t subject_start(const struct content *c, uint32_t cue)
{
    uint32_t first = cue;
    if (cue > c->first && is_third_person(c, cue - 1))
        return cue - 1;
    while (first > c->first && cue - first < LONGEST_SUBJECT && is_nominal(c, first - 1))
        if (in(c, --first, ONR_LIST_DETERMINERS))
            return first + 1 == cue ? cue : first;
    for (first = cue; first > c->first && is_nominal(c, first - 1) && is_name_word(c, first - 1);)
        first--;
    return first;
}

/* Whether a cue is a finite verb of the past or the third person: said, told, says; by their ends, as forms tell. */
static bool is_finite(const struct content *c, uint32_t verb)
{
    char last = c->prose->text->bytes[token_at(c, verb)->end - 1];
    return last == 'd' || last == 's' || last == 'e';
}

/* Whether a clause may start at a token: with a pronoun, a determiner or a name. */
static bool starts_clause(const struct content *c, uint32_t i)
{
    return i < c->end && (is_third_person(c, i) || in(c, i, ONR_LIST_PRONOUNS_FIRST) || in(c, i, ONR_LIST_DETERMINERS) ||
                          is_name_word(c, i));
}

/*
 * Where what is reported starts: behind "that", right after the cue or after whom it is told ("told the committee that"),
 * or right behind the cue where a clause starts there. c->end where neither.
 */
static uint32_t clause_behind(const struct content *c, uint32_t verb)
{
    for (uint32_t i = verb + 1; i < c->end && i <= verb + LONGEST_TAIL && is_word(c, i); i++) {
        if (in(c, i, ONR_LIST_THAT))
            return i + 1;
        if (in(c, i, ONR_LIST_CUE_SPEECH) || in(c, i, ONR_LIST_AUXILIARIES))
            break;
    }
    return starts_clause(c, verb + 1) ? verb + 1 : c->end;
}

/* A clause has a verb; the plain ones are told by an auxiliary. */
static bool has_auxiliary(const struct content *c, uint32_t first, uint32_t end)
{
    while (first < end && !in(c, first, ONR_LIST_AUXILIARIES))
        first++;
    return first < end;
}

/*
 * Where what is reported ends: with its sentence, or before a mark that closes a quotation around the cue. A sentence that
 * goes on for longer than people write is cut there.
 */
static uint32_t clause_end(const struct content *c, uint32_t cue, uint32_t from)
{
    uint32_t i = from;
    while (i < c->end && i < from + LONGEST_CLAUSE && token_at(c, i)->sentence == token_at(c, cue)->sentence &&
           !(token_at(c, i)->flags & ONR_TOKEN_STARTS_SENTENCE) &&
           !(token_at(c, i)->kind == ONR_TOKEN_CLOSE && token_at(c, i)->depth <= token_at(c, cue)->depth))
        i++;
    while (i > from && token_at(c, i - 1)->kind == ONR_TOKEN_PUNCTUATION)
        i--;
    return i;
}

static struct onr_spans one_span(struct onr_arena *arena, const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    struct onr_span *at = onr_arena_take(arena, sizeof *at);
    if (!at)
        return (struct onr_spans){NULL, 0};
    *at = onr_token_span(prose, first, end - first);
    return (struct onr_spans){at, 1};
}

static uint32_t count_words(const struct content *c, uint32_t first, uint32_t end)
{
    uint32_t words = 0;
    for (; first < end; first++)
        words += is_word(c, first) && !(token_at(c, first)->flags & ONR_TOKEN_CLITIC);
    return words;
}

/* Adds the attribution of a cue where its shape is plain; returns the token from which to look on. */
static uint32_t try_cue(struct onr_attributions *out, struct onr_arena *arena, const struct content *c, uint32_t outer,
                        uint32_t verb)
{
    uint32_t cue = cue_start(c, verb), source = subject_start(c, cue), from = clause_behind(c, verb);
    if (source == cue || !is_finite(c, verb) || from == c->end)
        return verb + 1;
    uint32_t end = clause_end(c, verb, from);
    if (!has_auxiliary(c, from, end))
        return verb + 1;
    struct onr_nested nested = {
        .outer = outer,
        .record = {
            .content = one_span(arena, c->prose, from, end), .cue = one_span(arena, c->prose, cue, verb + 1),
            .source = one_span(arena, c->prose, source, cue), .mode = ONR_MODE_INDIRECT, .nested = true,
            .confidence = out->records.at[outer].confidence, .words = count_words(c, from, end),
        },
    };
    ONR_ARRAY_PUSH(arena, &out->nested, nested);
    return from;
}

void onr_attributions_find_nested(struct onr_attributions *out, struct onr_arena *arena, const struct onr_prose *prose)
{
    for (uint32_t a = 0; a < out->records.count; a++) {
        struct onr_spans spans = out->records.at[a].content;
        for (uint32_t s = 0; s < spans.count && !arena->failed; s++) {
            struct content c = {prose, onr_prose_token_at(prose, spans.at[s].start),
                                onr_prose_token_at(prose, spans.at[s].end)};
            for (uint32_t i = c.first + 1; i < c.end;)
                i = in(&c, i, ONR_LIST_CUE_SURE) ? try_cue(out, arena, &c, a, i) : i + 1;
        }
    }
}
