/* Rules that look for the words of a list: in contents, in cues, in the reporter's own text. */
#include "rule/check.h"

#define SENTENCE_REACH 100 /* tokens of a sentence around a word that are looked into */
#define NEGATION_REACH 4   /* tokens before a word in which "no" or "not" undoes it */
#define NOUN_REACH 3       /* tokens before a word in which an article or an owner makes it a noun */

struct onr_word_hit {
    uint32_t first, count; /* tokens */
};

static bool excepted(const struct onr_check *check, const struct onr_rule_spec *spec, uint32_t first, uint32_t count)
{
    if (spec->except < 0)
        return false;
    uint32_t from = first > 5 ? first - 5 : 0;
    for (uint32_t i = from; i <= first; i++) {
        uint32_t words = onr_prose_match(check->prose, i, (enum onr_list)spec->except);
        if (words && i + words >= first + count)
            return true;
    }
    return false;
}

static bool negated(const struct onr_check *check, uint32_t token)
{
    uint32_t sentence = check->prose->tokens.at[token].sentence;
    for (uint32_t back = 1; back <= NEGATION_REACH && back <= token; back++) {
        const struct onr_token *before = &check->prose->tokens.at[token - back];
        if (before->sentence != sentence || check->prose->text->bytes[before->start] == ',')
            return false;
        if (onr_token_in(check->prose, token - back, ONR_LIST_NEGATIONS))
            return true;
    }
    return false;
}

static bool is_person(const struct onr_check *check, uint32_t token)
{
    uint32_t name = onr_names_find(&check->sources->names, check->prose, token, token + 1);
    return name != ONR_NONE && check->sources->names.all.at[name].person;
}

/*
 * A holder inside the content: somebody named there thinks or says it, so that the word is theirs.
 * "The administration is concerned about …", "the company accuses …"; the word may itself tell that they hold it.
 */
static bool has_holder(const struct onr_check *check, uint32_t first, uint32_t token)
{
    bool name = false, holds = false;
    for (uint32_t i = first; i <= token; i++) {
        const struct onr_token *own = &check->prose->tokens.at[i];
        if (own->sentence != check->prose->tokens.at[token].sentence)
            name = holds = false;
        if (check->prose->text->bytes[own->start] == ',')
            holds = false; /* what they hold ends with their clause */
        holds |= name && onr_token_in(check->prose, i, ONR_LIST_HOLDER_CUES);
        if (own->shape >= ONR_SHAPE_CAPITALIZED && !onr_token_in(check->prose, i, ONR_LIST_PRONOUNS_FIRST) &&
            (!(own->flags & ONR_TOKEN_STARTS_SENTENCE) || is_person(check, i)))
            name = true;
    }
    return holds;
}

static void hit_words(struct onr_check *check, const struct onr_rule_spec *spec, struct onr_word_hit words,
                      uint32_t attribution)
{
    struct onr_span span = onr_token_span(check->prose, words.first, words.count);
    struct onr_hit hit = onr_hit_make(check, spec, span);
    hit.attribution = attribution;
    hit.source = attribution == ONR_NONE ? ONR_NONE : check->sources->of_attribution[attribution];
    if (attribution != ONR_NONE)
        hit.points = onr_rule_points(spec, onr_check_source(check, attribution),
                                     &check->attributions->records.at[attribution]);
    if (spec->milder >= 0 && onr_prose_match(check->prose, words.first, (enum onr_list)spec->milder))
        hit.points = spec->milder_points;
    hit.doubtful = attribution != ONR_NONE && onr_rule_doubts(spec, onr_check_source(check, attribution),
                                                              &check->attributions->records.at[attribution]);
    onr_hit_slot(&hit, "words", NULL, span);
    if (hit.source != ONR_NONE)
        onr_hit_slot(&hit, "source", NULL, check->sources->records.at[hit.source].label);
    onr_hit_push(check, hit);
}

/* The first word of the list in a stretch of content, or none. */
static struct onr_word_hit find_words(const struct onr_check *check, const struct onr_rule_spec *spec,
                                      struct onr_span span)
{
    uint32_t first = onr_prose_token_at(check->prose, span.start);
    for (uint32_t t = first; t < check->prose->tokens.count && check->prose->tokens.at[t].start < span.end; t++) {
        uint32_t words = onr_prose_match(check->prose, t, (enum onr_list)spec->list);
        if (words && !excepted(check, spec, t, words) && !negated(check, t) && !has_holder(check, first, t))
            return (struct onr_word_hit){t, words};
    }
    return (struct onr_word_hit){0, 0};
}

/* Each part of what is said is looked through, so that both halves of a broken quotation show; points are taken once. */
static void check_content(struct onr_check *check, const struct onr_rule_spec *spec, uint32_t attribution)
{
    const struct onr_attribution *record = &check->attributions->records.at[attribution];
    bool scored = true;
    for (uint32_t c = 0; c < record->content.count; c++) {
        struct onr_word_hit words = find_words(check, spec, record->content.at[c]);
        if (!words.count)
            continue;
        hit_words(check, spec, words, attribution);
        check->hits->all.at[check->hits->all.count - 1].scored &= scored;
        scored = false;
    }
}

void onr_kind_content_words(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->attributions->records.count; i++)
        if (onr_rule_meets(spec, onr_check_source(check, i), &check->attributions->records.at[i]))
            check_content(check, spec, i);
}

/* "The campaign's earlier claim", "a rant": a noun, behind an article or an owner and before no object of its own. */
static bool is_noun(const struct onr_check *check, uint32_t token)
{
    for (uint32_t back = 1; back <= NOUN_REACH && back <= token; back++) {
        const struct onr_token *before = &check->prose->tokens.at[token - back];
        if (before->kind > ONR_TOKEN_NUMBER || before->sentence != check->prose->tokens.at[token].sentence)
            return false;
        if (before->flags & ONR_TOKEN_CLITIC || onr_token_in(check->prose, token - back, ONR_LIST_ARTICLES))
            return onr_token_in(check->prose, token, ONR_LIST_LOADED_NOUNS);
    }
    return false;
}

/* Whether a content is a clause or quoted: a verb stands in it, by its look. */
static bool is_clause(const struct onr_check *check, const struct onr_attribution_tokens *t)
{
    for (uint32_t i = t->content; t->content != ONR_NONE && i < t->content_end && i < t->content + SENTENCE_REACH; i++) {
        const struct onr_token *token = &check->prose->tokens.at[i];
        const char *end = check->prose->text->bytes + token->end;
        if (token->depth || onr_token_in(check->prose, i, ONR_LIST_AUXILIARIES) || onr_token_in(check->prose, i, ONR_LIST_CLAUSE_VERBS) ||
            onr_token_in(check->prose, i, ONR_LIST_THAT) || onr_token_in(check->prose, i, ONR_LIST_TO) ||
            onr_token_in(check->prose, i, ONR_LIST_CUE_SPEECH) || (token->end - token->start > 3 && end[-1] == 'd' && end[-2] == 'e'))
            return true;
    }
    return false;
}

/* Whether a content is a demand: "that any added funding be accompanied by …". */
static bool is_demanded(const struct onr_check *check, const struct onr_attribution_tokens *t)
{
    for (uint32_t i = t->content + 1; t->content != ONR_NONE && i < t->content_end && i < t->content + SENTENCE_REACH; i++)
        if (onr_token_in(check->prose, i, ONR_LIST_BE) && !onr_token_in(check->prose, i - 1, ONR_LIST_AUXILIARIES) &&
            !onr_token_in(check->prose, i - 1, ONR_LIST_TO) && !onr_token_in(check->prose, i - 1, ONR_LIST_NOT))
            return true;
    return false;
}

/* Whether the sentence of a word holds an entry of a list, outside quotation marks. */
static bool sentence_holds(const struct onr_check *check, uint32_t token, enum onr_list list)
{
    uint32_t first, end;
    onr_prose_stretch(check->prose, token, SENTENCE_REACH, &first, &end);
    while (first < end && (check->prose->tokens.at[first].depth || !onr_prose_match(check->prose, first, list)))
        first++;
    return first < end;
}

/* Whether the verb is literal, or only supposed: "admitted in his plea", "claimed momentum", "will scoff at the notion". */
static bool is_no_judgement(const struct onr_check *check, const struct onr_attribution_tokens *t, uint32_t token)
{
    for (uint32_t i = t->cue; i < token; i++)
        if (onr_token_in(check->prose, i, ONR_LIST_MODALS))
            return true;
    return (onr_token_in(check->prose, token, ONR_LIST_ADMISSIONS) && sentence_holds(check, token, ONR_LIST_PLEAS)) ||
           (onr_token_in(check->prose, token, ONR_LIST_CLAIMS) && !is_clause(check, t)) ||
           (onr_token_in(check->prose, token, ONR_LIST_DEMANDS) && is_demanded(check, t));
}

void onr_kind_cue_words(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_attribution_tokens *t = &check->attributions->tokens.at[i];
        if (!onr_rule_meets(spec, onr_check_source(check, i), &check->attributions->records.at[i]) ||
            (t->source != ONR_NONE && onr_token_in(check->prose, t->source, ONR_LIST_PRONOUNS_FIRST)))
            continue;
        for (uint32_t k = t->cue; k < t->cue_end; k++) {
            uint32_t words = onr_prose_match(check->prose, k, (enum onr_list)spec->list);
            if (!words || excepted(check, spec, k, words) || check->prose->tokens.at[k].depth || is_noun(check, k) ||
                is_no_judgement(check, t, k))
                continue;
            hit_words(check, spec, (struct onr_word_hit){k, words}, i);
            break;
        }
    }
}

static void mark_spans(const struct onr_check *check, struct onr_spans spans, uint8_t *inside)
{
    for (uint32_t c = 0; c < spans.count; c++) {
        uint32_t t = onr_prose_token_at(check->prose, spans.at[c].start);
        for (; t < check->prose->tokens.count && check->prose->tokens.at[t].start < spans.at[c].end; t++)
            inside[t] = 1;
    }
}

/*
 * Marks the tokens that stand in the content of an attribution; for a rule by rate, whose words ask for a
 * holder, those of its cue too where it has one.
 */
static uint8_t *content_tokens(struct onr_check *check, const struct onr_rule_spec *spec)
{
    uint8_t *inside = onr_arena_take(check->arena, check->prose->tokens.count);
    for (uint32_t i = 0; inside && i < check->attributions->records.count; i++) {
        const struct onr_attribution *record = &check->attributions->records.at[i];
        if (!check->attributions->records.at[i].source.count && spec->subject == ONR_SUBJECT_SOURCE)
            continue;
        mark_spans(check, record->content, inside);
        if (spec->rate > 0 && record->source.count)
            mark_spans(check, record->cue, inside);
    }
    return inside;
}

/* The attribution whose cue a token stands in, or ONR_NONE. Attributions are in document order. */
static uint32_t attribution_of_cue(const struct onr_check *check, uint32_t token)
{
    uint32_t from = onr_check_attribution_at(check, token);
    for (uint32_t i = from; i < check->attributions->tokens.count && i < from + 5; i++)
        if (check->attributions->tokens.at[i].cue <= token && token < check->attributions->tokens.at[i].cue_end)
            return i;
    return ONR_NONE;
}

static bool sentence_cites(const struct onr_check *check, uint32_t token)
{
    uint32_t first, end;
    onr_prose_stretch(check->prose, token, SENTENCE_REACH, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (onr_prose_match(check->prose, i, ONR_LIST_CUE_PHRASES))
            return true;
    return false;
}

void onr_kind_text_words(struct onr_check *check, const struct onr_rule_spec *spec)
{
    uint8_t *inside = content_tokens(check, spec);
    for (uint32_t t = 0; inside && t < check->prose->tokens.count; t++) {
        if (!check->prose->tokens.at[t].lexeme)
            continue;
        uint32_t words = onr_prose_match(check->prose, t, (enum onr_list)spec->list);
        if (!words || check->prose->tokens.at[t].depth || inside[t] || !onr_check_in_body(check, t) ||
            excepted(check, spec, t, words) || (spec->subject == ONR_SUBJECT_ARTICLE && sentence_cites(check, t)) ||
            (spec->subject == ONR_SUBJECT_SOURCE && (negated(check, t) || sentence_holds(check, t, ONR_LIST_SURVEYS))) ||
            (spec->rate > 0 && (negated(check, t) ||
                    check->repeated[check->prose->sentences.at[check->prose->tokens.at[t].sentence].block])))
            continue;
        hit_words(check, spec, (struct onr_word_hit){t, words}, attribution_of_cue(check, t));
        t += words - 1;
    }
}

/* Words of a list in capitals, anywhere: in headlines and captions, in speech, in what is attributed. */
void onr_kind_capital_words(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t t = 0; t < check->prose->tokens.count; t++) {
        uint32_t words = onr_prose_match(check->prose, t, (enum onr_list)spec->list);
        if (!words || check->prose->tokens.at[t].shape != ONR_SHAPE_UPPER || excepted(check, spec, t, words))
            continue;
        hit_words(check, spec, (struct onr_word_hit){t, words}, ONR_NONE);
        t += words - 1;
    }
}
