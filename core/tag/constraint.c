/*
 * What the labels may not say, whatever was learned. The phrase that says why a source stays unnamed is no
 * content ("they said, asking not to be identified discussing private talks"), and who did not answer said nothing.
 */
#include "tag/tag.h"

#define LONGEST_CLAUSE 80 /* tokens of what a source's anonymity is told in */

/* Whether the words behind a mark give the reason: "…, saying they feared retaliation". */
static bool opens_reason(const struct onr_prose *prose, uint32_t token, uint32_t sentence)
{
    return token < prose->tokens.count && prose->tokens.at[token].sentence == sentence && !prose->tokens.at[token].depth &&
           onr_prose_match(prose, token, ONR_LIST_REASON_OPENERS) > 0;
}

/*
 * The end of the clause that a phrase of so many words opens: its sentence's end, a sign, or a cue of another clause. What
 * somebody fears "because" of is the reason, and nothing he says.
 */
static uint32_t clause_end(const struct onr_labels *labels, const struct onr_prose *prose, uint32_t token, uint32_t words)
{
    uint32_t sentence = prose->tokens.at[token].sentence, end = token;
    bool reason = false;
    while (end < prose->tokens.count && prose->tokens.at[end].sentence == sentence &&
           end < token + LONGEST_CLAUSE &&
           !(end >= token + words && onr_token_in(prose, end, ONR_LIST_THAT) && labels->at[end].role == ONR_ROLE_CONTENT && labels->at[end].begins) &&
           (prose->tokens.at[end].kind <= ONR_TOKEN_NUMBER || opens_reason(prose, end + 1, sentence)) &&
           (end < token + words || reason || labels->at[end].role != ONR_ROLE_CUE)) {
        reason |= onr_prose_match(prose, end, ONR_LIST_REASON_OPENERS) > 0 || opens_reason(prose, end + 1, sentence);
        end++;
    }
    return end;
}

static bool holds_content(const struct onr_labels *labels, uint32_t first, uint32_t end)
{
    while (first < end && labels->at[first].role != ONR_ROLE_CONTENT)
        first++;
    return first < end;
}

/*
 * Who did not answer has told nothing: "did not respond to requests for comment" stands in the ledger alone.
 * Takes away the cue that the phrase is part of, what follows in its clause, and the source right before.
 */
static void drop_unanswered(struct onr_labels *labels, const struct onr_prose *prose, uint32_t first, uint32_t words)
{
    uint32_t sentence = prose->tokens.at[first].sentence, end = first + words;
    while (first > 0 && labels->at[first - 1].role == ONR_ROLE_CUE && prose->tokens.at[first - 1].sentence == sentence)
        first--;
    while (first > 0 && labels->at[first - 1].role == ONR_ROLE_SOURCE && prose->tokens.at[first - 1].sentence == sentence)
        first--;
    while (end < labels->count && labels->at[end].role == ONR_ROLE_CONTENT && !labels->at[end].begins &&
           prose->tokens.at[end].sentence == sentence)
        end++;
    for (uint32_t t = first; t < end; t++)
        labels->at[t].role = ONR_ROLE_NONE;
}

static uint32_t unanswered_words(const struct onr_prose *prose, uint32_t token)
{
    uint32_t words = onr_prose_match(prose, token, ONR_LIST_COMMENT_NO_RESPONSE);
    return words ? words : onr_prose_match(prose, token, ONR_LIST_COMMENT_UNREACHABLE);
}

static uint32_t sentence_end(const struct onr_prose *prose, uint32_t token)
{
    const struct onr_sentence *s = &prose->sentences.at[prose->tokens.at[token].sentence];
    return s->first_token + s->token_count;
}

static bool has_content_behind(const struct onr_labels *labels, const struct onr_prose *prose, uint32_t token)
{
    uint32_t end = token < labels->count ? sentence_end(prose, token) : token;
    while (token < end && labels->at[token].role != ONR_ROLE_CONTENT)
        token++;
    return token < end;
}

static void drop(struct onr_labels *labels, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        labels->at[t].role = ONR_ROLE_NONE;
}

/* "Asked about the poll, an aide laughed": whoever is asked reports nothing by that, nor by what he does. */
static void drop_asked(struct onr_labels *labels, const struct onr_prose *prose, uint32_t first)
{
    uint32_t end = first, last = sentence_end(prose, first);
    while (end < last && prose->tokens.at[end].kind <= ONR_TOKEN_NUMBER)
        end++;
    drop(labels, first, has_content_behind(labels, prose, end) ? end : last);
}

bool onr_cue_is_told(const struct onr_labels *labels, const struct onr_prose *prose, uint32_t cue)
{
    uint32_t i = cue, end = sentence_end(prose, cue);
    while (i < end && labels->at[i].role == ONR_ROLE_CUE && onr_token_in(prose, i, ONR_LIST_AUXILIARIES))
        i++;
    return i > cue && i < end && onr_token_in(prose, i - 1, ONR_LIST_BEING) && onr_token_in(prose, i, ONR_LIST_HEARERS_PASSIVE) &&
           !(i + 1 < end && onr_token_in(prose, i + 1, ONR_LIST_BY));
}

/* "Police were warned": the subject of such a passive is told, and tells nothing. */
static void drop_told(struct onr_labels *labels, const struct onr_prose *prose, uint32_t verb)
{
    uint32_t first = verb, sentence = prose->tokens.at[verb].sentence;
    while (first > 0 && labels->at[first - 1].role == ONR_ROLE_CUE && prose->tokens.at[first - 1].sentence == sentence)
        first--;
    if (verb + 1 < labels->count && onr_token_in(prose, verb + 1, ONR_LIST_BY))
        return;
    while (first > 0 && labels->at[first - 1].role == ONR_ROLE_SOURCE && prose->tokens.at[first - 1].sentence == sentence)
        labels->at[--first].role = ONR_ROLE_NONE;
}

/* "A judge dismissed a lawsuit": takes away a cue that is a deed, with the content of its clause and its source. */
static void drop_deed(struct onr_labels *labels, const struct onr_prose *prose, uint32_t cue, uint32_t words)
{
    uint32_t first = cue, end = cue + words, last = sentence_end(prose, cue), sentence = prose->tokens.at[cue].sentence;
    while (first > 0 && labels->at[first - 1].role && labels->at[first - 1].role != ONR_ROLE_CONTENT &&
           prose->tokens.at[first - 1].sentence == sentence)
        first--;
    while (end < last && labels->at[end].role == ONR_ROLE_CUE && !labels->at[end].begins)
        end++;
    while (end < last && labels->at[end].role == ONR_ROLE_CONTENT && (!labels->at[end].begins || labels->at[end - 1].role != ONR_ROLE_CONTENT) &&
           !prose->tokens.at[end].depth)
        end++;
    drop(labels, first, end);
}

/* "Q: Did you …": the letters of questions and answers are no speakers. */
static bool is_interview_letter(const struct onr_prose *prose, uint32_t i)
{
    const struct onr_token *token = &prose->tokens.at[i];
    return token->end - token->start == 1 && (token->flags & ONR_TOKEN_STARTS_SENTENCE) && i + 1 < prose->tokens.count &&
           onr_token_in(prose, i, ONR_LIST_INTERVIEW_LETTERS) && prose->text->bytes[prose->tokens.at[i + 1].start] == ':';
}

/* What one token's cue or source may not be. */
static void constrain_token(struct onr_labels *labels, const struct onr_prose *prose, uint32_t i)
{
    if (prose->tokens.at[i].depth || !labels->at[i].role)
        return;
    if (is_interview_letter(prose, i))
        drop(labels, i, i + 2);
    bool opens = prose->tokens.at[i].flags & ONR_TOKEN_STARTS_SENTENCE ||
                 (i && prose->tokens.at[i - 1].flags & ONR_TOKEN_STARTS_SENTENCE && onr_token_in(prose, i - 1, ONR_LIST_CLAUSE_STARTERS));
    bool asked = labels->at[i].role != ONR_ROLE_SOURCE && onr_token_in(prose, i, ONR_LIST_ASKED_FIRST);
    if (opens && asked)
        drop_asked(labels, prose, i);
    else if (asked && i && onr_token_in(prose, i - 1, ONR_LIST_CLAUSE_STARTERS) && !onr_token_in(prose, i - 1, ONR_LIST_RELATIVES) &&
             !onr_token_in(prose, i - 1, ONR_LIST_NOUN_JOINERS))
        drop_deed(labels, prose, i, 1); /* "did not respond when asked about it" */
    uint32_t deed = labels->at[i].role == ONR_ROLE_CUE ? onr_prose_match(prose, i, ONR_LIST_CUES_OF_DEEDS) : 0;
    if (deed)
        drop_deed(labels, prose, i, deed);
    else if (labels->at[i].role == ONR_ROLE_CUE && i && onr_token_in(prose, i, ONR_LIST_HEARERS_PASSIVE) &&
             onr_token_in(prose, i - 1, ONR_LIST_BEING))
        drop_told(labels, prose, i);
}

/*
 * "She spoke on condition of anonymity to discuss an open case": how somebody spoke is no report. Takes away the cue at
 * a token, with the content behind and the source before it, where no plain verb of speech stands in it.
 */
static void drop_terms(struct onr_labels *labels, const struct onr_prose *prose, uint32_t cue)
{
    uint32_t first = cue, end = cue, last = sentence_end(prose, cue);
    uint32_t begin = prose->sentences.at[prose->tokens.at[cue].sentence].first_token;
    while (first > begin && !labels->at[first].begins && labels->at[first - 1].role == ONR_ROLE_CUE)
        first--;
    for (end = first; end < last && labels->at[end].role == ONR_ROLE_CUE && (end == first || !labels->at[end].begins); end++)
        if (onr_token_in(prose, end, ONR_LIST_CUE_SURE))
            return;
    while (end < last && labels->at[end].role != ONR_ROLE_CUE && prose->tokens.at[end].kind <= ONR_TOKEN_NUMBER)
        end++;
    uint32_t source = first;
    while (source > begin && labels->at[source - 1].role == ONR_ROLE_SOURCE)
        source--;
    /* "said Samira, 34, who declined to ...": the source is the other verb's. */
    bool other_verb = source < first && source > begin && labels->at[source - 1].role == ONR_ROLE_CUE;
    drop(labels, other_verb ? first : source, end);
}

/* Whether a sentence says on what terms somebody spoke. */
static bool tells_terms(const struct onr_prose *prose, const struct onr_sentence *s)
{
    uint32_t end = s->first_token + (s->token_count < LONGEST_CLAUSE ? s->token_count : LONGEST_CLAUSE);
    for (uint32_t i = s->first_token; i < end; i++)
        if (!prose->tokens.at[i].depth && onr_prose_match(prose, i, ONR_LIST_GRANTS))
            return true;
    return false;
}

/* Takes what is said of a source's terms from cues. */
static void constrain_terms(struct onr_labels *labels, const struct onr_prose *prose)
{
    for (uint32_t s = 0; s < prose->sentences.count; s++) {
        const struct onr_sentence *sentence = &prose->sentences.at[s];
        uint32_t end = sentence->first_token + (sentence->token_count < LONGEST_CLAUSE ? sentence->token_count : LONGEST_CLAUSE);
        if (!tells_terms(prose, sentence))
            continue;
        for (uint32_t i = sentence->first_token; i < end; i++)
            if (labels->at[i].role == ONR_ROLE_CUE && !prose->tokens.at[i].depth && onr_token_in(prose, i, ONR_LIST_CUES_OF_TERMS))
                drop_terms(labels, prose, i);
    }
}

/* "The coach is reportedly considering an offer": hearsay of a deed, which nobody is said to tell. */
static void drop_hearsay(struct onr_labels *labels, const struct onr_prose *prose, uint32_t adverb)
{
    uint32_t first = adverb, end = adverb, last = sentence_end(prose, adverb), sentence = prose->tokens.at[adverb].sentence;
    while (first > 0 && labels->at[first - 1].role == ONR_ROLE_CUE && prose->tokens.at[first - 1].sentence == sentence)
        first--;
    while (end < last && labels->at[end].role == ONR_ROLE_CUE)
        end++;
    for (uint32_t i = first; i < end; i++)
        if (onr_token_in(prose, i, ONR_LIST_CUE_SPEECH) || onr_token_in(prose, i, ONR_LIST_CUE_REPORTS))
            return;
    drop_deed(labels, prose, first, end - first);
}

/* "Northgate City are also reported to be monitoring": a passive before "to" whose subject is told of. */
static bool is_supposed(const struct onr_prose *prose, uint32_t i)
{
    uint32_t being = i;
    if (!onr_token_in(prose, i, ONR_LIST_SUPPOSED) || i + 1 >= prose->tokens.count || !onr_token_in(prose, i + 1, ONR_LIST_TO))
        return false;
    while (being > 0 && i - being < 2 && onr_token_in(prose, being - 1, ONR_LIST_CUE_ADVERBS))
        being--;
    return being > 0 && onr_token_in(prose, being - 1, ONR_LIST_BEING) && prose->tokens.at[being - 1].sentence == prose->tokens.at[i].sentence;
}

void onr_labels_constrain(struct onr_labels *labels, const struct onr_prose *prose)
{
    constrain_terms(labels, prose);
    for (uint32_t i = 0; i < labels->count; i++) {
        uint32_t unanswered = prose->tokens.at[i].depth ? 0 : unanswered_words(prose, i);
        if (unanswered)
            drop_unanswered(labels, prose, i, unanswered);
        constrain_token(labels, prose, i);
        if (labels->at[i].role == ONR_ROLE_CUE && onr_token_in(prose, i, ONR_LIST_HEARSAY))
            drop_hearsay(labels, prose, i);
        if (labels->at[i].role == ONR_ROLE_CUE && is_supposed(prose, i))
            drop_deed(labels, prose, i, 1);
        uint32_t words = prose->tokens.at[i].depth ? 0 : onr_prose_match(prose, i, ONR_LIST_GRANTS);
        if (!words || labels->at[i].role == ONR_ROLE_SOURCE)
            continue;
        if (labels->at[i].role == ONR_ROLE_CONTENT && i && labels->at[i - 1].role == ONR_ROLE_CONTENT)
            continue; /* somebody else's words about anonymity */
        uint32_t end = clause_end(labels, prose, i, words), first = i;
        if (!holds_content(labels, i, end))
            continue;
        while (first > 0 && labels->at[first - 1].role == ONR_ROLE_CUE && prose->tokens.at[first - 1].kind > ONR_TOKEN_NUMBER)
            first--; /* the comma between a cue and the phrase */
        for (uint32_t t = first; t < end; t++)
            labels->at[t].role = ONR_ROLE_NONE;
        i = end - 1;
    }
}
