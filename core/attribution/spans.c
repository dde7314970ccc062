/*
 * Labels as spans of tokens. Where a cue has no source in its sentence, a name or a pronoun right before it
 * is one, whatever the labels say: "The Gazette first reported …", "Huawei denied …".
 */
#include "attribution/attribution.h"

#define SENTENCE_REACH 100 /* tokens of a sentence around a cue that are looked into */
#define LONGEST_SUBJECT 6  /* tokens of a subject that is found by its look */

struct collector {
    struct onr_role_spans *spans;   /* filled */
    struct onr_arena *arena;        /* holds it */
    const struct onr_prose *prose;  /* the document */
    const struct onr_labels *labels; /* read */
};

static void push_span(struct collector *c, uint32_t first, uint32_t end, enum onr_role role)
{
    uint32_t sum = 0;
    for (uint32_t i = first; i < end; i++)
        sum += c->labels->at[i].confidence;
    struct onr_role_span span = {
        .first = first, .end = end, .sentence = c->prose->tokens.at[first].sentence,
        .role = (uint8_t)role, .confidence = (uint8_t)(sum / (end - first)), .attribution = ONR_NONE,
    };
    ONR_ARRAY_PUSH(c->arena, &c->spans->all, span);
}

static bool is_name_word(const struct collector *c, uint32_t token)
{
    const struct onr_token *own = &c->prose->tokens.at[token];
    return own->kind == ONR_TOKEN_WORD && own->shape >= ONR_SHAPE_CAPITALIZED && !(own->flags & ONR_TOKEN_CLITIC) &&
           !onr_token_in(c->prose, token, ONR_LIST_WEEKDAYS) && !onr_token_in(c->prose, token, ONR_LIST_MONTHS);
}

static bool is_pronoun(const struct collector *c, uint32_t token)
{
    return onr_token_in(c->prose, token, ONR_LIST_PRONOUNS_PERSON) || onr_token_in(c->prose, token, ONR_LIST_PRONOUNS_PLURAL);
}

/* The first token of a name or pronoun that ends right before a token; the token itself where there is none. */
static uint32_t subject_before(const struct collector *c, uint32_t cue)
{
    uint32_t floor = c->prose->sentences.at[c->prose->tokens.at[cue].sentence].first_token, first = cue;
    if (cue == floor || c->prose->tokens.at[cue - 1].depth != c->prose->tokens.at[cue].depth)
        return cue;
    if (is_pronoun(c, cue - 1))
        return cue - 1;
    while (first > floor && cue - first < LONGEST_SUBJECT && is_name_word(c, first - 1))
        first--;
    if (first < cue && first > floor && onr_token_in(c->prose, first - 1, ONR_LIST_DETERMINERS))
        first--;
    bool bare_start = first + 1 == cue && c->prose->tokens.at[first].flags & ONR_TOKEN_STARTS_SENTENCE;
    return bare_start && onr_token_in(c->prose, first, ONR_LIST_COMMON_STARTS) ? cue : first;
}

static bool clause_between(const struct collector *c, uint32_t first, uint32_t end)
{
    while (first < end && !(onr_token_in(c->prose, first, ONR_LIST_CLAUSE_STARTERS) && !onr_token_in(c->prose, first, ONR_LIST_NOUN_JOINERS) &&
                            !onr_token_in(c->prose, first, ONR_LIST_RELATIVES)))
        first++;
    return first < end;
}

/*
 * Whether the sentence of a cue holds a source for it: among the spans before its subject with no new clause
 * between ("Shares fell after the Gazette reported …"), or among the labels behind it.
 */
static bool sentence_has_source(const struct collector *c, uint32_t cue, uint32_t subject)
{
    uint32_t number = c->prose->tokens.at[cue].sentence, first, end;
    onr_prose_stretch(c->prose, cue, SENTENCE_REACH, &first, &end);
    for (uint32_t i = c->spans->all.count; i-- > 0 && c->spans->all.at[i].sentence == number && c->spans->all.at[i].end > first;)
        if (c->spans->all.at[i].role == ONR_ROLE_SOURCE)
            return !clause_between(c, c->spans->all.at[i].end, subject);
    for (uint32_t i = cue; i < end; i++)
        if (c->labels->at[i].role == ONR_ROLE_SOURCE)
            return true;
    return false;
}

/* Takes a subject that is labelled content, whole, back from the spans: it is the last one. */
static bool take_back_content(struct collector *c, uint32_t first)
{
    struct onr_role_span *last = c->spans->all.count ? &c->spans->all.at[c->spans->all.count - 1] : NULL;
    if (!last || last->role != ONR_ROLE_CONTENT || last->end <= first)
        return true;
    if (last->first != first)
        return false;
    c->spans->all.count--;
    return true;
}

static void add_subject(struct collector *c, uint32_t cue)
{
    if (onr_cue_is_told(c->labels, c->prose, cue))
        return;
    uint32_t first = subject_before(c, cue);
    if (first < cue && !sentence_has_source(c, cue, first) && take_back_content(c, first))
        push_span(c, first, cue, ONR_ROLE_SOURCE);
}

void onr_role_spans_collect(struct onr_role_spans *spans, struct onr_arena *arena, const struct onr_prose *prose,
                            const struct onr_labels *labels)
{
    struct collector c = {spans, arena, prose, labels};
    *spans = (struct onr_role_spans){0};
    for (uint32_t first = 0; first < labels->count && !arena->failed;) {
        uint32_t end = first + 1;
        while (end < labels->count && labels->at[end].role == labels->at[first].role && !labels->at[end].begins)
            end++;
        if (labels->at[first].role == ONR_ROLE_CUE)
            add_subject(&c, first);
        if (labels->at[first].role)
            push_span(&c, first, end, labels->at[first].role);
        first = end;
    }
}
