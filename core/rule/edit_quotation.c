/* Edits of quotations: the speaker moved to the first break, a speaker added, marks dropped. */
#include "rule/edit.h"

#include <string.h>

#define FEWEST_WORDS 4  /* before a break inside a sentence */
#define LONGEST_TAIL 40 /* tokens of a speaker with what belongs to it */
#define NEIGHBOURS 4    /* attributions beside one that may reach into its sentence */

/* A quotation and the speaker behind it. */
struct speech {
    const struct onr_quote *quote; /* whole, at depth 1 */
    uint32_t close;                /* token of its closing mark */
    uint32_t stop;                 /* token of the full stop of the sentence */
    bool outside;                  /* the comma stands outside the marks, as in Britain */
    struct onr_span tail;          /* the speaker and the cue, markup included */
};

static char byte_at(const struct onr_editing *editing, uint32_t token)
{
    return editing->check->prose->text->bytes[editing->check->prose->tokens.at[token].start];
}

/* The whole quotation at depth 1 that begins at a token, or NULL. */
static const struct onr_quote *quote_at(const struct onr_editing *editing, uint32_t token)
{
    const struct onr_prose *prose = editing->check->prose;
    if (token >= prose->tokens.count || prose->tokens.at[token].kind != ONR_TOKEN_OPEN ||
        prose->tokens.at[token].quotation == ONR_NONE)
        return NULL;
    const struct onr_quote *quote = &prose->quotes.at[prose->tokens.at[token].quotation];
    bool whole = quote->first_token == token && quote->close.end && quote->record.depth == 1 && quote->token_count > 2;
    return whole ? quote : NULL;
}

/* Whether markup that begins in a stretch ends in it; addresses of links are passed over. */
static bool is_balanced(const char *bytes, uint32_t length)
{
    static const char signs[] = "*_`[]()<>";
    uint32_t counts[sizeof signs - 1] = {0};
    for (uint32_t i = 0; i < length; i++) {
        if (i > 1 && bytes[i - 1] == '(' && bytes[i - 2] == ']')
            while (i < length && bytes[i] != ')')
                i++;
        if (i == length)
            return false;
        bool quoted = bytes[i] == '>' && i && (bytes[i - 1] == '\n' || bytes[i - 1] == '\r'); /* a quoted line */
        const char *sign = bytes[i] && !quoted ? strchr(signs, bytes[i]) : NULL;
        if (sign)
            counts[sign - signs]++;
    }
    return counts[0] % 2 == 0 && counts[1] % 2 == 0 && counts[2] % 2 == 0 && counts[3] == counts[4] &&
           counts[5] == counts[6] && counts[7] == counts[8];
}

/* The stretch from behind the closing mark to the full stop, where nothing but the speaker stands in it. */
static bool read_tail(const struct onr_editing *editing, struct speech *speech)
{
    const struct onr_prose *prose = editing->check->prose;
    const struct onr_attribution_tokens *all = editing->check->attributions->tokens.at;
    uint32_t own = editing->hit->attribution, first = speech->close + 1 + speech->outside;
    if (speech->stop <= first || speech->stop - first > LONGEST_TAIL || (all[own].cue != first && all[own].source != first))
        return false;
    for (uint32_t i = first; i < speech->stop; i++)
        if (prose->tokens.at[i].depth)
            return false;
    uint32_t count = editing->check->attributions->tokens.count;
    for (uint32_t i = own > NEIGHBOURS ? own - NEIGHBOURS : 0; i < count && i <= own + NEIGHBOURS; i++)
        if (i != own && all[i].cue >= first && all[i].cue <= speech->stop)
            return false;
    uint32_t start = speech->outside ? prose->tokens.at[speech->close + 1].end : speech->quote->close.end;
    uint32_t end = prose->tokens.at[speech->stop].start;
    while (start < end && strchr(" \t\r\n", prose->text->bytes[start]))
        start++;
    speech->tail = (struct onr_span){start, end};
    return start < end && is_balanced(prose->text->bytes + start, end - start);
}

/* “…,” Mayor Ana Ruiz said. */
static bool read_speech(const struct onr_editing *editing, struct speech *speech)
{
    const struct onr_prose *prose = editing->check->prose;
    if (editing->hit->attribution == ONR_NONE)
        return false;
    const struct onr_attribution_tokens *t = &editing->check->attributions->tokens.at[editing->hit->attribution];
    speech->quote = t->content == ONR_NONE ? NULL : quote_at(editing, t->content);
    if (!speech->quote || editing->check->attributions->records.at[editing->hit->attribution].content.count != 1)
        return false;
    const struct onr_sentence *sentence = &prose->sentences.at[speech->quote->sentence];
    speech->close = speech->quote->first_token + speech->quote->token_count - 1;
    speech->stop = sentence->first_token + sentence->token_count - 1;
    if (speech->stop <= speech->close + 1 || byte_at(editing, speech->stop) != '.')
        return false;
    speech->outside = byte_at(editing, speech->close + 1) == ',';
    return read_tail(editing, speech);
}

static float most_words(const struct onr_editing *editing)
{
    return (float)onr_policy_threshold(editing->check->policy, editing->hit->rule, editing->check->profile);
}

static bool counts_as_word(const struct onr_token *token)
{
    return token->kind <= ONR_TOKEN_NUMBER && !(token->flags & ONR_TOKEN_CLITIC);
}

static bool starts_clause(const struct onr_prose *prose, uint32_t token)
{
    return onr_token_in(prose, token, ONR_LIST_CLAUSE_STARTERS) || onr_token_in(prose, token, ONR_LIST_RELATIVES);
}

/*
 * The token before which the quotation breaks first: the second sentence in it, else the clause behind a comma,
 * else whatever stands behind one; ONR_NONE where no break comes early enough.
 */
static uint32_t find_break(const struct onr_editing *editing, const struct speech *speech)
{
    const struct onr_prose *prose = editing->check->prose;
    uint32_t clause = ONR_NONE, comma = ONR_NONE, words = 0, first = speech->quote->first_token + 1;
    for (uint32_t i = first; i < speech->close && (float)words <= most_words(editing); i++) {
        const struct onr_token *own = &prose->tokens.at[i];
        bool plain = own->depth == 1 && i + 1 < speech->close;
        if (plain && i > first && (own->flags & ONR_TOKEN_STARTS_SENTENCE) && own->kind <= ONR_TOKEN_NUMBER &&
            strchr(".?!", byte_at(editing, i - 1)) && prose->tokens.at[i - 1].kind == ONR_TOKEN_PUNCTUATION)
            return i;
        if (plain && i > first && byte_at(editing, i - 1) == ',' && words >= FEWEST_WORDS) {
            comma = comma == ONR_NONE ? i : comma;
            if (clause == ONR_NONE && starts_clause(prose, i))
                clause = i;
        }
        words += counts_as_word(own);
    }
    return clause != ONR_NONE ? clause : comma;
}

/* The end of the quotation without its speaker: “….” */
static void end_quotation(struct onr_editing *editing, const struct speech *speech, const char *close)
{
    const struct onr_prose *prose = editing->check->prose;
    uint32_t end = prose->tokens.at[speech->stop].end;
    char last = byte_at(editing, speech->close - 1);
    struct onr_span span = {speech->quote->close.end, end};
    if (last == ',') {
        span.start = prose->tokens.at[speech->close - 1].start;
        onr_edit_add(editing, span, (const char *const[]){".", close, NULL});
    } else if (strchr(".?!", last)) {
        onr_edit_add(editing, span, (const char *const[]){"", NULL});
    } else {
        span.start = speech->quote->close.start;
        onr_edit_add(editing, span, (const char *const[]){".", close, NULL});
    }
}

bool onr_edit_move_speaker(struct onr_editing *editing)
{
    const struct onr_prose *prose = editing->check->prose;
    struct speech speech;
    if (!read_speech(editing, &speech))
        return false;
    uint32_t at = find_break(editing, &speech);
    if (at == ONR_NONE)
        return false;
    const char *open = onr_edit_slice(editing, speech.quote->open), *close = onr_edit_slice(editing, speech.quote->close);
    const char *tail = onr_edit_slice(editing, speech.tail);
    char sign = byte_at(editing, at - 1);
    bool question = sign == '?' || sign == '!';
    struct onr_span gap = {prose->tokens.at[at - 1].start, prose->tokens.at[at].start};
    if (question)
        gap.start = prose->tokens.at[at - 1].end;
    onr_edit_add(editing, gap, (const char *const[]){
        question || speech.outside ? "" : ",", close, speech.outside && !question ? ", " : " ", tail,
        sign == ',' ? ", " : ". ", open, NULL});
    end_quotation(editing, &speech, close);
    return true;
}

/* “….” becomes “…,” TK said, where the quotation is a sentence, or a clause behind it makes one. The text is what
   comes behind it. */
bool onr_edit_add_speaker(struct onr_editing *editing)
{
    const struct onr_prose *prose = editing->check->prose;
    const struct onr_quote *quote = quote_at(editing, onr_edit_words(editing).first);
    if (!quote)
        return false;
    uint32_t close = quote->first_token + quote->token_count - 1;
    const struct onr_token *last = &prose->tokens.at[close - 1];
    struct onr_span behind = {quote->close.end, quote->close.end};
    char inside = byte_at(editing, close - 1), next = onr_edit_next_byte(editing->check, close + 1);
    if (prose->sentences.at[quote->sentence].first_token != quote->first_token)
        return false;
    if (next == '.' && !strchr(".,?!", inside)) {
        onr_edit_add(editing, behind, (const char *const[]){", ", editing->spec->text, NULL});
    } else if (!next && inside && strchr(".?!", inside)) {
        if (inside == '.')
            onr_edit_add(editing, (struct onr_span){last->start, last->end}, (const char *const[]){",", NULL});
        onr_edit_add(editing, behind, (const char *const[]){" ", editing->spec->text, ".", NULL});
    } else if (inside == ',' && next && onr_token_in(prose, close + 1, ONR_LIST_CLAUSE_STARTERS)) {
        onr_edit_add(editing, behind, (const char *const[]){" ", editing->spec->text, ",", NULL});
    } else {
        return false;
    }
    editing->written = editing->spec->text;
    return true;
}

bool onr_edit_drop_marks(struct onr_editing *editing)
{
    const struct onr_quote *quote = quote_at(editing, onr_edit_words(editing).first);
    if (!quote)
        return false;
    onr_edit_add(editing, quote->open, (const char *const[]){"", NULL});
    onr_edit_add(editing, quote->close, (const char *const[]){"", NULL});
    return true;
}
