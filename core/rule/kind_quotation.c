/* Rules about quotations: who spoke them, how soon that is told, whose words a fragment is. */
#include "rule/check.h"

#define SENTENCE_REACH 100  /* tokens of a sentence around a quotation that are looked into */
#define MOST_BESIDE 32      /* attributions beside a quotation that are looked at */
#define MOST_SENTENCES 2    /* of a quotation before its speaker comes */
#define MOST_WORDS 80       /* words of a quotation; marks that hold more are likely to have been closed elsewhere */

/* The quotation at the head of a run of paragraphs. */
static uint32_t head_of(const struct onr_prose *prose, uint32_t quote)
{
    while (prose->quotes.at[quote].continues != ONR_NONE)
        quote = prose->quotes.at[quote].continues;
    return quote;
}

static bool in_body(const struct onr_check *check, const struct onr_quote *quote)
{
    return quote->token_count && onr_check_in_body(check, quote->first_token);
}

/* Whether a neighbour in the paragraph tells the speaker: an attribution in the sentence before or after. */
static bool speaker_beside(const struct onr_check *check, const struct onr_quote *quote)
{
    const struct onr_sentence *sentences = check->prose->sentences.at;
    uint32_t block = sentences[quote->sentence].block;
    uint32_t from = quote->sentence && sentences[quote->sentence - 1].block == block ? quote->sentence - 1
                                                                                    : quote->sentence;
    uint32_t to = quote->sentence + 1;
    if (to >= check->prose->sentences.count || sentences[to].block != block)
        to = quote->sentence;
    uint32_t end = sentences[to].first_token + sentences[to].token_count;
    uint32_t first = onr_check_attribution_at(check, sentences[from].first_token);
    for (uint32_t i = first; i < check->attributions->tokens.count && i < first + MOST_BESIDE &&
                             check->attributions->tokens.at[i].cue < end; i++) {
        const struct onr_attribution_tokens *t = &check->attributions->tokens.at[i];
        if (t->source != ONR_NONE && t->source >= sentences[from].first_token && t->source < end &&
            !check->prose->tokens.at[t->source].depth)
            return true;
    }
    return false;
}

static bool has_speaker(const struct onr_check *check, uint32_t quote)
{
    uint32_t attribution = check->attributions->of_quote[head_of(check->prose, quote)];
    if (attribution == ONR_NONE)
        attribution = check->attributions->of_quote[quote];
    return attribution != ONR_NONE && check->attributions->tokens.at[attribution].source != ONR_NONE;
}

static bool cue_in_sentence(const struct onr_check *check, const struct onr_quote *quote)
{
    uint32_t first, end;
    onr_prose_stretch(check->prose, quote->first_token, SENTENCE_REACH, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (!check->prose->tokens.at[i].depth &&
            (onr_token_in(check->prose, i, ONR_LIST_CUE_SPEECH) ||
                    onr_token_in(check->prose, i, ONR_LIST_CUE_OBJECT) ||
             onr_prose_match(check->prose, i, ONR_LIST_CUE_PHRASES)))
            return true;
    return false;
}

/* Whether the paragraphs before and after a quotation are quotations too: a dialogue of two. */
static bool in_dialogue(const struct onr_check *check, const struct onr_quote *quote)
{
    const struct onr_sentence *sentences = check->prose->sentences.at;
    uint32_t own = sentences[quote->sentence].block, before = quote->sentence, after = quote->sentence;
    while (before && sentences[before].block == own)
        before--;
    while (after + 1 < check->prose->sentences.count && sentences[after].block == own)
        after++;
    return sentences[before].block != own && sentences[after].block != own && sentences[before].token_count &&
           sentences[after].token_count &&
                   check->prose->tokens.at[sentences[before].first_token].kind == ONR_TOKEN_OPEN &&
           check->prose->tokens.at[sentences[after].first_token].kind == ONR_TOKEN_OPEN;
}

/* "RAMOS: Secretary Clinton, …": a transcript tells its speakers itself; so does a credit in brackets behind it. */
static bool is_marked(const struct onr_check *check, const struct onr_quote *quote)
{
    const struct onr_token *tokens = check->prose->tokens.at;
    uint32_t first = quote->first_token + 1, end = quote->first_token + quote->token_count;
    if (end < check->prose->tokens.count) {
        char after = check->prose->text->bytes[tokens[end].start];
        if (after == '[' || after == '(')
            return true;
    }
    return first + 1 < end && tokens[first].shape == ONR_SHAPE_UPPER &&
            check->prose->text->bytes[tokens[first + 1].start] == ':';
}

/* Whether the sentence before a quotation ends in a colon: it says whose words follow. */
static bool is_announced(const struct onr_check *check, const struct onr_quote *quote)
{
    uint32_t before = quote->first_token;
    return before && check->prose->text->bytes[check->prose->tokens.at[before - 1].start] == ':';
}

/*
 * Whether the paragraph of a quotation is a question or an answer ("A: No."), or the next one signs it ("-
 * Ana Ruiz").
 */
static bool is_interview(const struct onr_check *check, const struct onr_quote *quote)
{
    const struct onr_token *tokens = check->prose->tokens.at;
    const struct onr_sentence *sentences = check->prose->sentences.at;
    uint32_t s = quote->sentence, last = quote->sentence, own = sentences[quote->sentence].block;
    while (s && sentences[s - 1].block == own)
        s--;
    uint32_t first = sentences[s].first_token;
    if (sentences[s].token_count > 2 && tokens[first].end - tokens[first].start == 1 &&
        check->prose->text->bytes[tokens[first + 1].start] == ':')
        return true;
    while (last + 1 < check->prose->sentences.count && sentences[last].block == own)
        last++;
    uint32_t next = sentences[last].first_token;
    if (sentences[last].block == own || !sentences[last].token_count)
        return false;
    char sign = check->prose->text->bytes[tokens[next].start];
    bool dash = tokens[next].kind == ONR_TOKEN_PUNCTUATION && (sign == '-' || sign == (char)0xE2);
    return dash || onr_token_in(check->prose, next, ONR_LIST_CUE_SPEECH);
}

/* Whether a quotation needs a speaker: one that is never closed, a title and a line of a dialogue do not. */
static bool needs_speaker(const struct onr_check *check, const struct onr_quote *quote)
{
    return (quote->close.end || quote->running) && !is_marked(check, quote) && !is_announced(check, quote) &&
           !is_interview(check, quote) && !cue_in_sentence(check, quote) && !onr_check_is_title(check, quote) &&
                   !in_dialogue(check, quote);
}

void onr_kind_unattributed_quote(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->prose->quotes.count; i++) {
        const struct onr_quote *quote = &check->prose->quotes.at[i];
        if (quote->record.kind != ONR_QUOTATION_DIRECT || quote->record.depth != 1 || quote->continues != ONR_NONE ||
            (float)quote->record.words < check->threshold || quote->record.words > MOST_WORDS || !in_body(check, quote) ||
                    has_speaker(check, i) ||
            speaker_beside(check, quote) || !needs_speaker(check, quote))
            continue;
        struct onr_hit hit = onr_hit_make(check, spec, quote->record.span);
        hit.attribution = check->attributions->of_quote[i];
        onr_hit_push(check, hit);
    }
}

void onr_kind_scare_quote(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->prose->quotes.count; i++) {
        const struct onr_quote *quote = &check->prose->quotes.at[i];
        if (quote->record.kind != ONR_QUOTATION_PARTIAL || quote->record.depth != 1 || !quote->close.end ||
            (float)quote->record.words > check->threshold || !quote->record.words || !in_body(check, quote) ||
            check->attributions->of_quote[i] != ONR_NONE || cue_in_sentence(check, quote) ||
            (quote->first_token && onr_token_in(check->prose, quote->first_token - 1, ONR_LIST_TITLE_INTRODUCERS)))
            continue;
        struct onr_hit hit = onr_hit_make(check, spec, quote->record.span);
        onr_hit_slot(&hit, "words", NULL, (struct onr_span){quote->open.end, quote->close.start});
        onr_hit_push(check, hit);
    }
}

static uint32_t words_between(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    uint32_t words = 0;
    for (uint32_t i = first; i < end; i++)
        words += prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER && !(prose->tokens.at[i].flags & ONR_TOKEN_CLITIC);
    return words;
}

static uint32_t sentences_between(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    uint32_t sentences = 0;
    for (uint32_t i = first; i < end; i++)
        sentences += (prose->tokens.at[i].flags & ONR_TOKEN_STARTS_SENTENCE) != 0;
    return sentences;
}

static const char *number_text(struct onr_check *check, uint32_t number)
{
    char digits[12], *text = digits + sizeof digits;
    *--text = 0;
    do
        *--text = (char)('0' + number % 10);
    while (number /= 10);
    return onr_arena_text(check->arena, text, (size_t)(digits + sizeof digits - 1 - text));
}

/* Whether the speaker of a quotation is set up before it: he speaks, or is named, in the sentence before. */
static bool is_set_up(const struct onr_check *check, uint32_t attribution)
{
    uint32_t content = check->attributions->tokens.at[attribution].content;
    uint32_t source = check->sources->of_attribution[attribution];
    uint32_t sentence = check->prose->tokens.at[content].sentence, first, end;
    if (source == ONR_NONE || !sentence || !check->prose->sentences.at[sentence - 1].token_count)
        return false;
    for (uint32_t i = attribution; i > 0 && i + MOST_BESIDE > attribution; i--)
        if (check->sources->of_attribution[i - 1] == source &&
            check->prose->tokens.at[check->attributions->tokens.at[i - 1].cue].sentence + 1 >= sentence)
            return true;
    uint32_t name = check->sources->mentions[attribution].name;
    if (name == ONR_NONE)
        return false;
    onr_prose_stretch(check->prose, check->prose->sentences.at[sentence - 1].first_token, SENTENCE_REACH, &first,
            &end);
    for (uint32_t i = first; i < end; i++)
        if (check->prose->tokens.at[i].word == check->sources->names.all.at[name].last_word)
            return true;
    return false;
}

void onr_kind_late_attribution(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->attributions->tokens.count; i++) {
        const struct onr_attribution_tokens *t = &check->attributions->tokens.at[i];
        if (t->source == ONR_NONE || t->content == ONR_NONE || t->source < t->content || t->cue < t->content ||
            check->prose->tokens.at[t->content].kind != ONR_TOKEN_OPEN || !onr_check_in_body(check, t->content))
            continue;
        uint32_t speaker = t->source < t->cue ? t->source : t->cue;
        uint32_t words = words_between(check->prose, t->content, speaker);
        bool late = (float)words > check->threshold ||
                sentences_between(check->prose, t->content, speaker) > MOST_SENTENCES;
        if (!late || is_set_up(check, i))
            continue;
        struct onr_hit hit = onr_hit_make(check, spec, check->attributions->records.at[i].source.at[0]);
        hit.attribution = i;
        hit.source = check->sources->of_attribution[i];
        hit.related = check->attributions->records.at[i].content.at[0];
        hit.related_message = "the quotation starts here";
        onr_hit_slot(&hit, "n", number_text(check, words), (struct onr_span){0, 0});
        onr_hit_push(check, hit);
    }
}

void onr_kind_first_quote(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->prose->quotes.count; i++) {
        const struct onr_quote *quote = &check->prose->quotes.at[i];
        uint32_t attribution = check->attributions->of_quote[i];
        if (quote->record.kind != ONR_QUOTATION_DIRECT || quote->record.depth != 1 || !in_body(check, quote))
            continue;
        const struct onr_source *source = attribution == ONR_NONE ? NULL : onr_check_source(check, attribution);
        if (!source || source->class_ != ONR_CLASS_UNNAMED)
            return;
        struct onr_hit hit = onr_hit_make(check, spec, quote->record.span);
        hit.attribution = attribution;
        hit.source = check->sources->of_attribution[attribution];
        onr_hit_slot(&hit, "source", NULL, source->label);
        onr_hit_push(check, hit);
        return;
    }
}

/* Whether somebody is told of by office, kin or kind among tokens first to end: "the head of the committee … he". */
static bool role_near(const struct onr_check *check, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (onr_token_in(check->prose, i, ONR_LIST_ROLES) || onr_token_in(check->prose, i, ONR_LIST_KIN) ||
            onr_token_in(check->prose, i, ONR_LIST_PEOPLE_TOLD_OF) || onr_token_in(check->prose, i, ONR_LIST_SPOKES))
            return true;
    return false;
}

/* Whether a person is named in the sentence of a token before it, or in those before that, by the rule's threshold. */
static bool person_near(const struct onr_check *check, uint32_t token)
{
    uint32_t sentence = check->prose->tokens.at[token].sentence, back = check->threshold > 1 ? (uint32_t)check->threshold - 1 : 0;
    uint32_t from = check->prose->sentences.at[sentence > back ? sentence - back : 0].first_token;
    if (token > from + 3 * SENTENCE_REACH)
        from = token - 3 * SENTENCE_REACH;
    for (uint32_t i = from; i < token; i++) {
        uint32_t first, last, run = onr_name_run(check->prose, i, token, &first, &last);
        if (run == ONR_NONE)
            break;
        uint32_t name = onr_names_find(&check->sources->names, check->prose, first, last);
        if (name != ONR_NONE && check->sources->names.all.at[name].person)
            return true;
        i = last > i ? last - 1 : i;
    }
    return role_near(check, from, token);
}

void onr_kind_ambiguous_reference(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_mention *m = &check->sources->mentions[i];
        uint32_t source = check->sources->of_attribution[i];
        bool human = m->class_ == ONR_CLASS_PRONOUN && (m->gender != ONR_GENDER_ANY || m->plural);
        if (!human || source == ONR_NONE || !onr_check_in_body(check, m->first) ||
            check->prose->tokens.at[m->first].depth)
            continue;
        bool told = check->sources->records.at[source].attributions.at[0] != i;
        if (told || person_near(check, m->first) || m->plural)
            continue;
        struct onr_hit hit = onr_hit_make(check, spec, onr_token_span(check->prose, m->first, m->end - m->first));
        hit.attribution = i;
        hit.source = source;
        onr_hit_slot(&hit, "mention", NULL, hit.span);
        onr_hit_slot(&hit, "source", NULL, hit.span);
        onr_hit_push(check, hit);
    }
}
