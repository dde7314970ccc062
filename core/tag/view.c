#include "tag/view.h"

#include "base/hash.h"

#define NEAR_END 12 /* tokens from a sentence's end in which a verb of speech closes it */

/* The lists that matter to the labeller; a view's bits are in this order. */
static const enum onr_list lists[] = {
    ONR_LIST_CUE_SPEECH, ONR_LIST_CUE_ATTITUDE, ONR_LIST_CUE_OBJECT, ONR_LIST_CUE_ACCUSATION, ONR_LIST_CUE_DENIAL,
    ONR_LIST_CUE_SURE, ONR_LIST_CUE_TOPIC, ONR_LIST_REFUSALS, ONR_LIST_CUE_ADVERBS, ONR_LIST_AUXILIARIES,
    ONR_LIST_CLAUSE_STARTERS, ONR_LIST_DETERMINERS, ONR_LIST_WEEKDAYS, ONR_LIST_TITLES, ONR_LIST_ROLES_FREQUENT,
    ONR_LIST_SPOKES, ONR_LIST_DOCUMENTS_FREQUENT, ONR_LIST_MEDIA_FREQUENT, ONR_LIST_MEDIA_WORDS, ONR_LIST_COLLECTIVES,
    ONR_LIST_BARE_SOURCES, ONR_LIST_INSTITUTIONS_FREQUENT, ONR_LIST_ORGANIZATION_WORDS, ONR_LIST_NATIONALITIES,
    ONR_LIST_PRONOUNS_PERSON, ONR_LIST_RELATIVES, ONR_LIST_NEGATIONS, ONR_LIST_NAMES_MALE_FREQUENT,
    ONR_LIST_NAMES_FEMALE_FREQUENT, ONR_LIST_POSTMODIFIERS, ONR_LIST_PRONOUNS_THING, ONR_LIST_THAT,
};
#define ATTITUDES 6u /* lists of cue verbs beside the first */

uint8_t onr_step_of(uint32_t distance)
{
    static const uint32_t steps[] = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65};
    uint8_t step = 0;
    while (step < sizeof steps / sizeof steps[0] && distance >= steps[step])
        step++;
    return step;
}

static uint32_t lists_of(const struct onr_prose *prose, uint32_t token)
{
    const struct onr_lexeme *lexeme = onr_pack_at(prose->pack, prose->tokens.at[token].lexeme);
    uint32_t bits = 0;
    if (!prose->tokens.at[token].lexeme)
        return 0;
    for (unsigned i = 0; i < sizeof lists / sizeof lists[0]; i++)
        bits |= (uint32_t)onr_lexeme_in(lexeme, lists[i]) << i;
    return bits;
}

static enum onr_sign sign_of(const struct onr_prose *prose, const struct onr_token *token)
{
    if (token->kind <= ONR_TOKEN_NUMBER)
        return ONR_SIGN_WORD;
    if (token->kind == ONR_TOKEN_OPEN)
        return ONR_SIGN_OPEN;
    if (token->kind == ONR_TOKEN_CLOSE)
        return ONR_SIGN_CLOSE;
    switch (prose->text->bytes[token->start]) {
    case ',': return ONR_SIGN_COMMA;
    case '.': case '?': case '!': return ONR_SIGN_STOP;
    case ':': case ';': return ONR_SIGN_COLON;
    case '-': case '\xE2': return ONR_SIGN_DASH;
    case '(': case ')': case '[': case ']': return ONR_SIGN_BRACKET;
    default: return ONR_SIGN_OTHER;
    }
}

/* A word without the ending of an inflected verb: says, saying, claimed -> say, claim. */
static uint64_t stem_of(const struct onr_prose *prose, const struct onr_token *token)
{
    const char *bytes = prose->text->bytes + token->start;
    uint32_t length = token->end - token->start;
    const char *end = bytes + length;
    if (token->kind != ONR_TOKEN_WORD || length < 4)
        return token->word;
    if (length > 5 && end[-1] == 'g' && end[-2] == 'n' && end[-3] == 'i')
        length -= 3;
    else if (end[-1] == 'd' && end[-2] == 'e')
        length -= 2;
    else if (end[-1] == 's' && end[-2] != 's')
        length -= 1;
    if (bytes[length - 1] == 'e')
        length--;
    return onr_hash_word(bytes, length);
}

static enum onr_candidate candidate_of(const struct onr_prose *prose, uint32_t token, const struct onr_view *view)
{
    if (onr_prose_match(prose, token, ONR_LIST_CUE_PHRASES))
        return ONR_CANDIDATE_PHRASE;
    if (!(view->lists & ((2u << ATTITUDES) - 1)))
        return ONR_CANDIDATE_NOT;
    if (!onr_tag_is_verb(view->tag))
        return ONR_CANDIDATE_NOUN;
    return view->lists & 1 ? ONR_CANDIDATE_SPEECH : ONR_CANDIDATE_ATTITUDE;
}

static uint32_t outermost(const struct onr_prose *prose, uint32_t quotation)
{
    while (quotation != ONR_NONE && prose->quotes.at[quotation].parent != ONR_NONE)
        quotation = prose->quotes.at[quotation].parent;
    return quotation;
}

static uint8_t speech_of(const struct onr_quote *quote)
{
    uint32_t words = quote->record.words;
    uint8_t length = words < 2 ? 0 : words < 4 ? 1 : words < 8 ? 2 : words < 16 ? 3 : 4;
    uint8_t open = quote->running ? 1 : !quote->close.end ? 2 : quote->continues != ONR_NONE ? 3 : 0;
    return (uint8_t)(1 + (unsigned)quote->record.kind * 20 + length * 4u + open);
}

static enum onr_inside inside_of(const struct onr_prose *prose, uint32_t token, const struct onr_quote *quote)
{
    const struct onr_token *t = &prose->tokens.at[token];
    uint32_t last = quote->first_token + quote->token_count - 1;
    if (token == quote->first_token)
        return ONR_INSIDE_OPEN;
    if (token == last && quote->close.end)
        return ONR_INSIDE_CLOSE;
    if (token == quote->first_token + 1)
        return ONR_INSIDE_FIRST;
    if (token + 1 == last && quote->close.end)
        return ONR_INSIDE_LAST;
    return t->depth > 1 ? ONR_INSIDE_DEEPER : ONR_INSIDE;
}

static void fill_token(struct onr_views *views, const uint8_t *tags, uint32_t i)
{
    const struct onr_prose *prose = views->prose;
    const struct onr_token *token = &prose->tokens.at[i];
    struct onr_view *view = &views->at[i];
    view->word = onr_token_word(token);
    view->ending = onr_token_affix(prose, i, 3, true);
    view->stem = stem_of(prose, token);
    view->lists = lists_of(prose, i);
    view->tag = tags[i];
    view->sign = (uint8_t)sign_of(prose, token);
    view->shape = token->shape;
    view->candidate = (uint8_t)candidate_of(prose, i, view);
    view->quotation = outermost(prose, token->quotation);
    if (view->quotation == ONR_NONE)
        return;
    const struct onr_quote *quote = &prose->quotes.at[view->quotation];
    view->inside = (uint8_t)inside_of(prose, i, quote);
    view->speech = speech_of(quote);
}

/* The neighbours of one kind on the way through a sentence. */
struct walk {
    uint32_t token;  /* the last met, or ONR_NONE */
    uint32_t commas; /* signs met since */
    uint32_t verbs;  /* verbs met since */
};

static struct onr_neighbour seen(const struct walk *walk, uint32_t from)
{
    if (walk->token == ONR_NONE)
        return (struct onr_neighbour){.token = ONR_NONE};
    uint32_t distance = walk->token < from ? from - walk->token : walk->token - from;
    return (struct onr_neighbour){walk->token, onr_step_of(distance),
                                  (uint8_t)(walk->commas < 3 ? walk->commas : 3),
                                  (uint8_t)(walk->verbs < 2 ? walk->verbs : 2)};
}

static void step(struct walk *walk, const struct onr_view *view, uint32_t token, bool hit)
{
    if (hit) {
        *walk = (struct walk){token, 0, 0};
        return;
    }
    walk->commas += view->sign != ONR_SIGN_WORD;
    walk->verbs += onr_tag_is_verb(view->tag);
}

/* Fills the neighbours on one side (0 left, 1 right) of a sentence's tokens. */
static void fill_side(struct onr_views *views, const struct onr_sentence *sentence, int side)
{
    struct walk cue = {ONR_NONE, 0, 0}, verb = {ONR_NONE, 0, 0};
    uint32_t sign = ONR_NONE;
    for (uint32_t n = 0; n < sentence->token_count; n++) {
        uint32_t i = sentence->first_token + (side ? sentence->token_count - 1 - n : n);
        struct onr_view *view = &views->at[i];
        view->cue[side] = seen(&cue, i);
        view->verb[side] = seen(&verb, i);
        *(side ? &view->sign_right : &view->sign_left) = sign;
        *(side ? &view->to_end : &view->from_start) = onr_step_of(n);
        step(&cue, view, i, view->candidate >= ONR_CANDIDATE_ATTITUDE && !view->inside);
        step(&verb, view, i, onr_tag_is_verb(view->tag));
        if (view->sign != ONR_SIGN_WORD)
            sign = i;
    }
}

/* The kind of border before a token. */
static uint8_t joint_of(const struct onr_view *before, const struct onr_view *view)
{
    static const uint8_t left[] = {5, 1, 0, 4, 4, 4, 3, 2, 5, 0};
    static const uint8_t right[] = {0, 1, 3, 3, 3, 3, 2, 4, 3, 3};
    unsigned l = before ? left[before->sign] : 0, r = right[view->sign];
    if (view->sign == ONR_SIGN_WORD) {
        if (onr_tag_is_verb(view->tag) || view->tag == ONR_TAG_MODAL)
            r = 5;
        else if (view->tag == ONR_TAG_WH || view->tag == ONR_TAG_PREPOSITION || view->tag == ONR_TAG_CONJUNCTION)
            r = 6;
        else if (view->tag == ONR_TAG_TO || view->tag == ONR_TAG_ADVERB)
            r = 7;
    }
    return (uint8_t)(l * 8 + r);
}

static uint32_t last_word(const struct onr_views *views, const struct onr_sentence *sentence)
{
    uint32_t last = sentence->first_token + sentence->token_count - 1;
    while (last > sentence->first_token && views->at[last].sign == ONR_SIGN_STOP)
        last--;
    return last;
}

static uint8_t form_of(const struct onr_views *views, const struct onr_sentence *sentence)
{
    uint32_t first = sentence->first_token, end = first + sentence->token_count;
    unsigned form = 0;
    if (first == end)
        return 0;
    for (uint32_t i = first; i < end; i++) {
        const struct onr_view *view = &views->at[i];
        bool near_end = end - i <= NEAR_END && view->cue[0].token == ONR_NONE && i > first;
        if (view->inside)
            form |= ONR_FORM_QUOTATION;
        else if (view->candidate >= ONR_CANDIDATE_SPEECH)
            form |= ONR_FORM_SPEECH | (near_end ? ONR_FORM_COMMA_SPEECH : 0u);
        else if (view->candidate == ONR_CANDIDATE_ATTITUDE)
            form |= ONR_FORM_ATTITUDE;
    }
    const struct onr_view *start = &views->at[first], *last = &views->at[last_word(views, sentence)];
    if (start->inside)
        form |= ONR_FORM_OPENS;
    if (last->inside)
        form |= ONR_FORM_CLOSES;
    if (start->inside && last->quotation == start->quotation)
        form |= ONR_FORM_WHOLE;
    if (views->prose->text->bytes[views->prose->tokens.at[end - 1].start] == '?')
        form |= ONR_FORM_QUESTION;
    return (uint8_t)form;
}

void onr_views_fill(struct onr_views *views, const uint8_t *tags, uint32_t first, uint32_t end)
{
    for (uint32_t s = first; s < end; s++) {
        const struct onr_sentence *sentence = &views->prose->sentences.at[s];
        for (uint32_t i = 0; i < sentence->token_count; i++)
            fill_token(views, tags, sentence->first_token + i);
        fill_side(views, sentence, 0);
        fill_side(views, sentence, 1);
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            uint32_t token = sentence->first_token + i;
            views->at[token].joint = joint_of(i ? &views->at[token - 1] : NULL, &views->at[token]);
        }
        views->forms[s] = form_of(views, sentence);
    }
}
