/*
 * A source whose phrase holds a clause: "A Treasury official who asked not to be named said …", "An investor who met with
 * Tan said …". The clause belongs to the source, whatever verbs and names stand in it; the cue is the verb of the clause
 * around it.
 */
#include "tag/shape.h"

#define LONGEST_OPENING 14 /* tokens from "who" to the words that withhold the name */
#define LONGEST_HEARING 5 /* tokens of a verb and whom it was told to */
#define LONGEST_REASON 40 /* tokens from those words to the cue */

/* A source with such a clause, and what it says. */
struct withheld {
    uint32_t first, opener; /* its tokens up to the clause, which begins with "who" or a participle */
    uint32_t grant_end;     /* behind the words that withhold the name */
    uint32_t cue;           /* the verb */
};

/* Where the clause around such words begins: at "who", or at the participle behind a comma; ONR_NONE for no such clause. */
static uint32_t opener_of(const struct onr_shape *s, uint32_t grant)
{
    for (uint32_t i = grant + 1; i > s->first && grant + 1 - i < LONGEST_OPENING; i--) {
        uint32_t at = i - 1;
        if (in(s, at, ONR_LIST_RELATIVES) && in(s, at, ONR_LIST_PRONOUNS_PERSON))
            return at;
        if (byte_at(s, at) == ',')
            return at < grant && !in(s, at + 1, ONR_LIST_PRONOUNS) && !in(s, at + 1, ONR_LIST_DETERMINERS) ? at + 1 : ONR_NONE;
        if (!is_word(s, at) || token_at(s, at)->depth)
            return ONR_NONE;
    }
    return ONR_NONE;
}

/* The tokens of a cue phrase that end right before a token: "according to". */
static uint32_t phrase_before(const struct onr_shape *s, uint32_t end)
{
    for (uint32_t words = 2; words <= 4 && end >= s->first + words; words++)
        if (onr_prose_match(s->prose, end - words, ONR_LIST_CUE_PHRASES) == words)
            return words;
    return 0;
}

/* "A friend of Hale's who …": a clitic before a mark or "who" is no verb. */
static bool is_owner(const struct onr_shape *s, uint32_t i)
{
    return (token_at(s, i)->flags & ONR_TOKEN_CLITIC) && in(s, i, ONR_LIST_OWNER_CLITICS) && i > s->first && i + 1 < s->end &&
           !in(s, i - 1, ONR_LIST_PRONOUNS) && !in(s, i - 1, ONR_LIST_RELATIVES);
}

/* The first token of the noun phrase that ends before a token: back to a mark, a clause, a cue. */
static uint32_t noun_phrase_start(const struct onr_shape *s, uint32_t end)
{
    uint32_t first = end;
    while (first > s->first && end - first < LONGEST_SOURCE && is_word(s, first - 1) && !token_at(s, first - 1)->depth &&
           !phrase_before(s, first) && (!in(s, first - 1, ONR_LIST_AUXILIARIES) || is_owner(s, first - 1)) && !in(s, first - 1, ONR_LIST_TELL) &&
           (!in(s, first - 1, ONR_LIST_CUE_SURE) || onr_shape_reads_as_noun(s, first - 1)) &&
           (!in(s, first - 1, ONR_LIST_CLAUSE_STARTERS) || in(s, first - 1, ONR_LIST_NOUN_JOINERS)))
        first--;
    while (first < end && in(s, first, ONR_LIST_NOUN_JOINERS))
        first++;
    return first;
}

/* Whether a verb behind a clause is its source's, not one in what the clause tells: "because he said", "to say". */
static bool may_be_main(const struct onr_shape *s, uint32_t i, bool parted)
{
    uint32_t start = onr_shape_cue_start(s, i);
    if (start == s->first)
        return false;
    bool verb = in(s, i, ONR_LIST_CUE_SURE) || in(s, i, ONR_LIST_TELL) || (parted && byte_at(s, start - 1) == ',' && onr_shape_is_cue_verb(s, i));
    return verb && !token_at(s, i)->depth && (!in(s, start - 1, ONR_LIST_PRONOUNS) || in(s, start - 1, ONR_LIST_PRONOUNS_OBJECT)) && !in(s, start - 1, ONR_LIST_PREPOSITIONS) &&
           (!in(s, start - 1, ONR_LIST_DETERMINERS) || in(s, start - 1, ONR_LIST_PRONOUNS_OBJECT)) && !in(s, start - 1, ONR_LIST_RELATIVES) && !onr_shape_ends_in_ing(s, i);
}

/* The verb that the source with a clause is the subject of, or ONR_NONE. */
static uint32_t main_cue(const struct onr_shape *s, uint32_t grant_end, bool parted)
{
    for (uint32_t i = grant_end; i < s->end && i < grant_end + LONGEST_REASON; i++)
        if (may_be_main(s, i, parted))
            return i;
    return ONR_NONE;
}

/* Whether the cue, the source before it and its content were found as they stand; then the clause alone is missing. */
static bool is_found(const struct onr_shape *s, const struct withheld *w, uint32_t start)
{
    bool head = has(s, w->opener - 1, ONR_ROLE_SOURCE) || has(s, w->first, ONR_ROLE_SOURCE);
    for (uint32_t i = w->first; i < start; i++)
        if (has(s, i, ONR_ROLE_CUE) || has(s, i, ONR_ROLE_CONTENT))
            return false;
    for (uint32_t i = w->cue + 1; head && has(s, w->cue, ONR_ROLE_CUE) && i < s->end; i++)
        if (has(s, i, ONR_ROLE_CONTENT))
            return true;
    return false;
}

/* "…, a manager who declined to be named said.": what stands before the source is what it says. */
static bool ends_sentence(const struct onr_shape *s, const struct withheld *w)
{
    uint32_t after = onr_shape_addressee_end(s, w->cue, onr_shape_cue_end(s, w->cue));
    return w->first > s->first + 1 && onr_shape_closes_sentence(s, after);
}

/* Source, cue, content: the clause stands before the verb. */
static void mend_subject(struct onr_shape *s, const struct withheld *w)
{
    bool parted = byte_at(s, onr_shape_cue_start(s, w->cue) - 1) == ','; /* "to speak publicly said": no adverb of the cue */
    uint32_t start = parted ? onr_shape_cue_start(s, w->cue) : w->cue, end = onr_shape_cue_end(s, w->cue);
    if (is_found(s, w, start)) {
        onr_shape_give(s, (struct onr_run){w->first, start}, ONR_ROLE_SOURCE);
        return;
    }
    struct onr_run content = {onr_shape_addressee_end(s, w->cue, end), s->end}; /* the hearer is no part of either */
    bool before = ends_sentence(s, w);
    if (before)
        content = (struct onr_run){s->first, w->first};
    content = onr_shape_trimmed(s, content);
    if (content.first < content.end)
        onr_shape_give(s, before ? (struct onr_run){s->first, w->first} : (struct onr_run){w->first, s->end}, ONR_ROLE_NONE);
    onr_shape_give(s, (struct onr_run){w->first, start}, ONR_ROLE_SOURCE);
    onr_shape_give(s, (struct onr_run){start, end}, ONR_ROLE_CUE);
    onr_shape_give(s, content, ONR_ROLE_CONTENT);
}

/* Where a clause behind its verb ends: at a mark that no reason follows, or at the sentence's end. */
static uint32_t clause_end(const struct onr_shape *s, uint32_t i)
{
    uint32_t last = i + LONGEST_REASON < s->end ? i + LONGEST_REASON : s->end;
    while (i < last && !token_at(s, i)->depth &&
           (is_word(s, i) || (i + 1 < s->end && onr_prose_match(s->prose, i + 1, ONR_LIST_REASON_OPENERS))))
        i++;
    return i;
}

/* Content, cue, source: "…, said a manager who asked not to be named." */
static bool mend_inverted(struct onr_shape *s, const struct withheld *w)
{
    uint32_t words = phrase_before(s, w->first), verb = w->first - 1;
    uint32_t start = words ? w->first - words : onr_shape_cue_start(s, verb);
    if (!words && (!in(s, verb, ONR_LIST_CUE_SURE) || onr_shape_reads_as_noun(s, verb)))
        return false;
    uint32_t end = clause_end(s, w->grant_end);
    struct onr_run content = onr_shape_trimmed(s, (struct onr_run){s->first, start});
    if (words && start == s->first)
        content = onr_shape_trimmed(s, (struct onr_run){end, s->end});
    else if (start > s->first && is_word(s, start - 1) && !words)
        return false;
    if (content.first >= content.end)
        return false;
    bool told = has(s, content.first, ONR_ROLE_CONTENT) && has(s, content.end - 1, ONR_ROLE_CONTENT);
    if (!told)
        onr_shape_give(s, content, ONR_ROLE_CONTENT);
    onr_shape_give(s, (struct onr_run){start, w->first}, ONR_ROLE_CUE);
    onr_shape_give(s, (struct onr_run){w->first, end}, ONR_ROLE_SOURCE);
    return true;
}

/*
 * "Lena Hofmann, 44, a geneticist at Tarn, who …": a name that opens the sentence and the phrases between commas behind it
 * are one source. Returns where it begins; the phrase's own start where no name stands there.
 */
static uint32_t name_start(const struct onr_shape *s, uint32_t phrase)
{
    uint32_t comma = s->first;
    while (comma < phrase && byte_at(s, comma) != ',')
        comma++;
    if (phrase - s->first > LONGEST_SOURCE || comma == phrase || comma == s->first || byte_at(s, phrase - 1) != ',' ||
        token_at(s, comma - 1)->shape < ONR_SHAPE_CAPITALIZED || in(s, s->first, ONR_LIST_PREPOSITIONS) ||
        in(s, s->first, ONR_LIST_CLAUSE_STARTERS))
        return phrase;
    for (uint32_t i = s->first; i < phrase; i++)
        if (token_at(s, i)->depth || (in(s, i, ONR_LIST_AUXILIARIES) && !is_owner(s, i)) || in(s, i, ONR_LIST_CUE_SURE) ||
            (in(s, i, ONR_LIST_CLAUSE_STARTERS) && !in(s, i, ONR_LIST_NOUN_JOINERS)))
            return phrase;
    return s->first;
}

/* Whether a sentence opens with a given name. */
static bool opens_with_name(const struct onr_shape *s)
{
    return in(s, s->first, ONR_LIST_NAMES_MALE) || in(s, s->first, ONR_LIST_NAMES_FEMALE);
}

static bool try_grant(struct onr_shape *s, uint32_t grant, uint32_t words)
{
    struct withheld w = {.opener = opener_of(s, grant), .grant_end = grant + words};
    if (w.opener == ONR_NONE || w.opener == s->first)
        return false;
    bool parted = byte_at(s, w.opener - 1) == ',';
    w.first = noun_phrase_start(s, w.opener - parted);
    if (parted && w.first + 2 == w.opener && token_at(s, w.first)->kind == ONR_TOKEN_NUMBER && w.first > s->first + 1 && byte_at(s, w.first - 1) == ',')
        w.first = noun_phrase_start(s, w.first - 1); /* "Samira, 34, who …" */
    if (w.first + parted >= w.opener || in(s, w.first - 1, ONR_LIST_TELL)) /* "told AFP, declining to give her surname" */
        return false;
    if (w.first > s->first && mend_inverted(s, &w))
        return true;
    if (opens_with_name(s)) /* "Jonas, a dock worker who gave only his first name, said" */
        w.first = name_start(s, w.first);
    w.cue = main_cue(s, w.grant_end, parted);
    if (w.cue == ONR_NONE)
        return false;
    mend_subject(s, &w);
    return true;
}

/*
 * "An official confirmed to Reuters, on condition of anonymity, that the deal was off": the terms stand between the verb and
 * what is told.
 */
static bool try_terms_between(struct onr_shape *s, uint32_t grant, uint32_t words)
{
    uint32_t comma = grant, verb, that = grant + words;
    while (comma > s->first && grant - comma < LONGEST_OPENING && byte_at(s, comma) != ',')
        comma--;
    while (that < s->end && that < grant + LONGEST_REASON && byte_at(s, that) != ',')
        that++;
    if (comma <= s->first + 1 || that + 2 >= s->end || !in(s, that + 1, ONR_LIST_THAT))
        return false;
    for (verb = comma - 1; verb > s->first + 1 && comma - verb < LONGEST_HEARING && !onr_shape_is_cue_verb(s, verb); verb--)
        ;
    uint32_t first = noun_phrase_start(s, verb);
    if (!onr_shape_is_cue_verb(s, verb) || onr_shape_reads_as_noun(s, verb) || first != s->first || first == verb || has(s, verb, ONR_ROLE_CUE))
        return false;
    onr_shape_give(s, (struct onr_run){s->first, s->end}, ONR_ROLE_NONE);
    onr_shape_give(s, (struct onr_run){first, verb}, ONR_ROLE_SOURCE);
    onr_shape_give(s, (struct onr_run){verb, verb + 1}, ONR_ROLE_CUE);
    onr_shape_give(s, onr_shape_trimmed(s, (struct onr_run){that + 1, s->end}), ONR_ROLE_CONTENT);
    return true;
}

/* Whether a noun for people stands among some tokens, outside a name. */
static bool tells_people(const struct onr_shape *s, uint32_t first, uint32_t end)
{
    static const enum onr_list people[] = {ONR_LIST_ANONYMOUS_ROLES, ONR_LIST_BARE_SOURCES, ONR_LIST_ROLES, ONR_LIST_PEOPLE_WORDS};
    for (uint32_t i = first; i < end; i++)
        for (unsigned k = 0; k < sizeof people / sizeof people[0]; k++)
            if (in(s, i, people[k]) && !in(s, i, ONR_LIST_NUMBERS) && token_at(s, i)->shape < ONR_SHAPE_CAPITALIZED)
                return true;
    return in(s, end - 1, ONR_LIST_ROLES) || in(s, end - 1, ONR_LIST_ANONYMOUS_ROLES) || in(s, end - 1, ONR_LIST_PEOPLE_WORDS);
}

/* Whether a clause goes on behind a comma: "…, and who asked not to be named". */
static bool goes_on(const struct onr_shape *s, uint32_t comma)
{
    uint32_t i = comma + 1 + in(s, comma + 1, ONR_LIST_NOUN_JOINERS);
    return in(s, i, ONR_LIST_RELATIVES) && in(s, i, ONR_LIST_PRONOUNS_PERSON);
}

/* The verb of a source with a clause; the clause runs to it without a mark, or to a comma right before it. */
static uint32_t cue_behind_clause(const struct onr_shape *s, uint32_t who, bool parted)
{
    for (uint32_t i = who + 2; i < s->end && i < who + LONGEST_REASON && !token_at(s, i)->depth; i++) {
        if (byte_at(s, i) == ',' && goes_on(s, i))
            parted = true;
        else if (byte_at(s, i) == ',' && parted && may_be_main(s, onr_shape_verb_from(s, i + 1), true))
            return onr_shape_verb_from(s, i + 1);
        else if (!is_word(s, i) && (byte_at(s, i) != ',' || !parted))
            return ONR_NONE;
        else if (!parted && is_word(s, i) && may_be_main(s, i, false))
            return i;
    }
    return ONR_NONE;
}

/* The first verb of a report behind a clause that no plainer one stands behind: "Two guards who worked there described beatings." */
static uint32_t other_verb_behind(const struct onr_shape *s, uint32_t who)
{
    for (uint32_t i = who + 3; i < s->end && i < who + LONGEST_REASON && is_word(s, i) && !token_at(s, i)->depth; i++)
        if (in(s, i, ONR_LIST_OBJECT_CUES) && !onr_shape_reads_as_noun(s, i) && !in(s, i - 1, ONR_LIST_AUXILIARIES) &&
            !in(s, i - 1, ONR_LIST_NOUN_JOINERS) && (!in(s, i - 1, ONR_LIST_PRONOUNS) || in(s, i - 1, ONR_LIST_PRONOUNS_OBJECT)))
            return i;
    return ONR_NONE;
}

/* "An investor who met with Tan said …", "Tan, who joined in June, told analysts …" */
static bool try_clause(struct onr_shape *s, uint32_t who)
{
    struct withheld w = {.opener = who, .grant_end = who + 1};
    bool parted = who > s->first && byte_at(s, who - 1) == ',';
    if (who < s->first + 1 + parted)
        return false;
    w.first = noun_phrase_start(s, who - parted);
    if (parted)
        w.first = name_start(s, w.first);
    if (w.first + parted >= who || (w.first > s->first && byte_at(s, w.first - 1) != ',') || phrase_before(s, w.first) ||
        (!parted && w.first > s->first && !tells_people(s, w.first, who)))
        return false;
    w.cue = cue_behind_clause(s, who, parted);
    if (w.cue == ONR_NONE && !parted)
        w.cue = other_verb_behind(s, who);
    if (w.cue == ONR_NONE)
        return false;
    mend_subject(s, &w);
    return true;
}

void onr_label_withheld(struct onr_labels *labels, const struct onr_prose *prose)
{
    for (uint32_t i = 0; i < prose->sentences.count; i++) {
        const struct onr_sentence *sentence = &prose->sentences.at[i];
        struct onr_shape s = {prose, labels, sentence->first_token, sentence->first_token + sentence->token_count};
        for (uint32_t t = s.first; t < s.end; t++) {
            uint32_t words = token_at(&s, t)->depth ? 0 : onr_prose_match(prose, t, ONR_LIST_GRANTS);
            bool person = in(&s, t, ONR_LIST_RELATIVES) && in(&s, t, ONR_LIST_PRONOUNS_PERSON);
            bool body = in(&s, t, ONR_LIST_WHICH) && t > s.first && byte_at(&s, t - 1) == ','; /* "The group, which tracks abuses, said" */
            bool who = (person || body) && !token_at(&s, t)->depth;
            if ((words && (try_terms_between(&s, t, words) || try_grant(&s, t, words))) || (who && try_clause(&s, t)))
                break;
        }
    }
}
