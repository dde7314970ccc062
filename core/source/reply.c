/*
 * Words that say what came of a request for comment: somebody declined, did not answer, could not be reached, denied,
 * or answered when asked.
 */
#include "source/ledger.h"

#define OBJECT_REACH 8  /* tokens behind a verb in which its object stands */
#define SUBJECT_REACH 8 /* tokens before a verb in which its subject stands */

static const struct {
    enum onr_list list;       /* its phrases */
    enum onr_outcome outcome; /* what they say */
} phrases[] = {
    {ONR_LIST_COMMENT_DECLINED, ONR_OUTCOME_DECLINED},
    {ONR_LIST_COMMENT_NO_RESPONSE, ONR_OUTCOME_NO_RESPONSE},
    {ONR_LIST_COMMENT_UNREACHABLE, ONR_OUTCOME_UNREACHABLE},
    {ONR_LIST_COMMENT_DENIED, ONR_OUTCOME_DENIED},
    {ONR_LIST_COMMENT_STATEMENT, ONR_OUTCOME_RESPONDED},
};

static bool goes_on(const struct onr_prose *prose, uint32_t from, uint32_t i)
{
    return i < prose->tokens.count && prose->tokens.at[i].sentence == prose->tokens.at[from].sentence &&
           prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER;
}

/*
 * The end of the first entry of a list that starts among so many tokens behind a verb, within its clause; 0 for
 * none.
 */
static uint32_t object_end(const struct onr_prose *prose, uint32_t verb, uint32_t reach, enum onr_list list)
{
    for (uint32_t i = verb + 1; i <= verb + reach && goes_on(prose, verb, i); i++) {
        uint32_t words = onr_prose_match(prose, i, list);
        if (words)
            return i + words;
    }
    return 0;
}

static void set(struct onr_reply *reply, uint32_t first, uint32_t end, enum onr_outcome outcome)
{
    *reply = (struct onr_reply){.first = first, .end = end, .outcome = outcome};
}

/* Whether the words before a verb, adverbs passed over, make it no denial: "nor deny", "to deny". */
static bool is_undenied(const struct onr_prose *prose, uint32_t verb)
{
    for (uint32_t i = verb; i > 0 && verb - i < SUBJECT_REACH && goes_on(prose, verb, i - 1); i--) {
        if (onr_token_in(prose, i - 1, ONR_LIST_NO_DENIAL))
            return true;
        if (!onr_token_in(prose, i - 1, ONR_LIST_CUE_ADVERBS))
            return false;
    }
    return false;
}

static bool is_decided(const struct onr_prose *prose, uint32_t verb)
{
    for (uint32_t i = verb; i > 0 && verb - i < SUBJECT_REACH && goes_on(prose, verb, i - 1); i--)
        if (onr_token_in(prose, i - 1, ONR_LIST_DECIDING_PARTIES))
            return true;
    return false;
}

/* Whether what is denied is a thing somebody asked for: "denied the request", "denied him a chance". */
static bool is_refused_thing(const struct onr_prose *prose, uint32_t verb)
{
    for (uint32_t i = verb + 1; i <= verb + OBJECT_REACH && goes_on(prose, verb, i); i++) {
        if (onr_token_in(prose, i, ONR_LIST_GRANTED_THINGS) && (i == verb + 1 ||
            !onr_token_in(prose, i, ONR_LIST_PRONOUNS)))
            return true;
        if (onr_token_in(prose, i, ONR_LIST_ACCUSATION_NOUNS) || onr_token_in(prose, i, ONR_LIST_PREPOSITIONS) ||
            onr_token_in(prose, i, ONR_LIST_CLAUSE_STARTERS))
            return false;
    }
    return false;
}

/* "A charge | his lawyer dismissed": the accusation stands before whoever denies it. */
static bool is_told_before(const struct onr_prose *prose, uint32_t verb)
{
    for (uint32_t i = verb; i > 1 && verb - i < SUBJECT_REACH && goes_on(prose, verb, i - 1); i--)
        if (onr_token_in(prose, i - 1, ONR_LIST_ACCUSATION_NOUNS))
            return i - 1 < verb - 1 && onr_token_in(prose, i - 2, ONR_LIST_INDEFINITES);
    return false;
}

/* "Disputes this.": the accusation is what was told before. */
static bool is_of_this(const struct onr_prose *prose, uint32_t verb)
{
    return goes_on(prose, verb, verb + 1) && !(verb && onr_token_in(prose, verb - 1, ONR_LIST_RELATIVES)) && onr_token_in(prose, verb + 1, ONR_LIST_THIS) && !goes_on(prose, verb, verb + 2);
}

static bool read_denial(const struct onr_prose *prose, uint32_t i, struct onr_reply *reply)
{
    bool rebuts = onr_token_in(prose, i, ONR_LIST_REBUTTAL_VERBS);
    if (!(rebuts || onr_token_in(prose, i, ONR_LIST_DENIAL_VERBS)) || is_undenied(prose, i) || is_decided(prose, i))
        return false;
    uint32_t accused = object_end(prose, i, OBJECT_REACH / 2, ONR_LIST_ACCUSATION_NOUNS);
    if (rebuts ? !accused && !is_told_before(prose, i) && !is_of_this(prose, i) : is_refused_thing(prose, i))
        return false;
    bool by = goes_on(prose, i, i + 1) && onr_token_in(prose, i + 1, ONR_LIST_BY);
    if (!by && i && onr_token_in(prose, i - 1, ONR_LIST_BE_FORMS))
        return false;
    set(reply, i, by ? i + 2 : accused ? accused : i + 1, ONR_OUTCOME_DENIED);
    reply->by = by;
    return true;
}

/* "Said the claims were untrue", "called the report baseless": the cue is what denies. */
static bool read_falsity(const struct onr_prose *prose, uint32_t i, struct onr_reply *reply)
{
    uint32_t words = onr_prose_match(prose, i, ONR_LIST_FALSITY), noun = i;
    bool is = false, undone = false;
    while (words && noun > 0 && i - noun < OBJECT_REACH && goes_on(prose, i, noun - 1) &&
           !onr_token_in(prose, noun, ONR_LIST_ACCUSATION_NOUNS)) {
        noun--;
        is |= onr_token_in(prose, noun, ONR_LIST_BE_FORMS);
        undone |= onr_token_in(prose, noun, ONR_LIST_NEGATIONS);
    }
    if (!words || undone || noun == i || !onr_token_in(prose, noun, ONR_LIST_ACCUSATION_NOUNS))
        return false;
    for (uint32_t cue = noun; cue > 0 && noun - cue < OBJECT_REACH / 2 && goes_on(prose, noun, cue - 1); cue--)
        if (onr_token_in(prose, cue - 1, is ? ONR_LIST_CUE_SURE : ONR_LIST_CALLED) && !(cue > 1 && onr_token_in(prose, cue - 2, ONR_LIST_TO))) {
            if (cue > 1 && onr_token_in(prose, cue - 2, ONR_LIST_NEGATIONS))
                return false;
            set(reply, cue - 1, i + words, ONR_OUTCOME_DENIED);
            return true;
        }
    return false;
}

/* "Declined to comment", "refused several requests", "declines to publicly discuss". */
static bool read_refusal(const struct onr_prose *prose, uint32_t i, struct onr_reply *reply)
{
    if (!onr_token_in(prose, i, ONR_LIST_REFUSALS))
        return false;
    uint32_t end = goes_on(prose, i, i + 1) && onr_token_in(prose, i + 1, ONR_LIST_PREPOSITIONS)
                       ? object_end(prose, i + 1, 2, ONR_LIST_COMMENT_VERBS)
                       : object_end(prose, i, 3, ONR_LIST_COMMENT_NOUNS);
    if (end)
        set(reply, i, end, ONR_OUTCOME_DECLINED);
    return end > 0;
}

/* "Not immediately respond to an email", "has n't replied". */
static bool read_silence(const struct onr_prose *prose, uint32_t i, struct onr_reply *reply)
{
    if (!onr_token_in(prose, i, ONR_LIST_NOT))
        return false;
    uint32_t verb = i + 1;
    while (goes_on(prose, i, verb) && verb < i + 4 && onr_token_in(prose, verb, ONR_LIST_REPLY_ADVERBS))
        verb++;
    if (!goes_on(prose, i, verb) || !onr_token_in(prose, verb, ONR_LIST_REPLY_VERBS))
        return false;
    uint32_t end = object_end(prose, verb, OBJECT_REACH, ONR_LIST_COMMENT_NOUNS);
    if (!end && (onr_token_in(prose, verb, ONR_LIST_REPLY_VERBS_ALONE) || !goes_on(prose, i, verb + 1)))
        end = verb + 1;
    if (end)
        set(reply, i, end, ONR_OUTCOME_NO_RESPONSE);
    return end > 0;
}

/* "Asked about it" at a clause's start or behind "when", "was", a comma: the subject of no verb of its own. */
static bool read_asked(const struct onr_prose *prose, uint32_t i, struct onr_reply *reply)
{
    uint32_t words = onr_prose_match(prose, i, ONR_LIST_COMMENT_RESPONDED);
    uint32_t asked = onr_prose_match(prose, i, ONR_LIST_ASKED);
    if (!words && asked) {
        bool first = i == prose->sentences.at[prose->tokens.at[i].sentence].first_token;
        bool participle = first || onr_token_in(prose, i - 1, ONR_LIST_BE_FORMS) ||
                          (onr_token_in(prose, i - 1, ONR_LIST_CLAUSE_STARTERS) &&
                          !onr_token_in(prose, i - 1, ONR_LIST_NOUN_JOINERS)) ||
                          prose->text->bytes[prose->tokens.at[i - 1].start] == ',';
        uint32_t end = participle ? object_end(prose, i + asked - 1, 2, ONR_LIST_ASKING_WORDS) : 0;
        words = end ? end - i : 0;
    }
    if (!words)
        return false;
    set(reply, i, i + words, ONR_OUTCOME_RESPONDED);
    reply->asked = true;
    return true;
}

#define TERMS_REACH 40 /* tokens around "could not discuss" in which anonymity is granted */

/* Whether the words are of the terms on which somebody spoke: "could not discuss it and spoke on condition of anonymity". */
static bool tells_terms(const struct onr_prose *prose, uint32_t token)
{
    uint32_t first, end;
    onr_prose_stretch(prose, token, TERMS_REACH, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (i != token && onr_prose_match(prose, i, ONR_LIST_GRANTS))
            return true;
    return false;
}

bool onr_reply_read(const struct onr_prose *prose, uint32_t token, struct onr_reply *reply)
{
    if (!prose->tokens.at[token].lexeme)
        return false;
    for (size_t k = 0; k < sizeof phrases / sizeof phrases[0]; k++) {
        uint32_t words = onr_prose_match(prose, token, phrases[k].list);
        if (words && !(onr_token_in(prose, token, ONR_LIST_MODALS) && tells_terms(prose, token))) {
            set(reply, token, token + words, phrases[k].outcome);
            reply->by = onr_token_in(prose, token + words - 1, ONR_LIST_REACH_VERBS);
            return true;
        }
    }
    return read_refusal(prose, token, reply) || read_silence(prose, token, reply) || read_denial(prose, token, reply) ||
           read_falsity(prose, token, reply) || read_asked(prose, token, reply);
}
