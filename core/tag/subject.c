/*
 * Who speaks, where the labels cut or miss the noun phrase that opens a sentence before its cue.
 */
#include "tag/shape.h"

#include <string.h>

#define LONGEST_OPENING 8 /* tokens of "After the hearing" */
#define LONGEST_GAP 2 /* words of a noun phrase that labels cut off before its cue */
#define SHORTEST_CLAUSE 5 /* tokens of "Officials, who …," before a cue */
#define LONGEST_CLAUSE 40 /* tokens of such a clause */

/* Whether a clause says how its subject spoke or how it knows, or, before a cue that is sure, nothing that is reported. */
static bool describes(const struct onr_shape *s, struct onr_run clause, bool sure)
{
    static const enum onr_list told[] = {ONR_LIST_GRANTS, ONR_LIST_BASIS_TIE, ONR_LIST_BASIS_TOLD, ONR_LIST_BASIS_SAW,
                                         ONR_LIST_BASIS_PART};
    bool reports = false;
    for (uint32_t i = clause.first; i < clause.end; i++) {
        for (unsigned k = 0; k < sizeof told / sizeof told[0]; k++)
            if (onr_prose_match(s->prose, i, told[k]))
                return true;
        reports |= has(s, i, ONR_ROLE_CONTENT) || has(s, i, ONR_ROLE_CUE);
    }
    return sure && !reports;
}

/* The comma before ", who …," that ends right before a cue; ONR_NONE where no such clause does. */
static uint32_t clause_before(const struct onr_shape *s, uint32_t cue)
{
    if (cue < s->first + SHORTEST_CLAUSE || byte_at(s, cue - 1) != ',')
        return ONR_NONE;
    uint32_t who = cue - 2;
    while (who > s->first + 1 && cue - who < LONGEST_CLAUSE && !token_at(s, who)->depth &&
           !(in(s, who, ONR_LIST_PRONOUNS_PERSON) && in(s, who, ONR_LIST_RELATIVES)))
        who--;
    bool found = in(s, who, ONR_LIST_RELATIVES) && in(s, who, ONR_LIST_PRONOUNS_PERSON) && byte_at(s, who - 1) == ',';
    struct onr_run clause = {who, cue - 1};
    return found && describes(s, clause, in(s, cue, ONR_LIST_CUE_SURE)) ? who - 1 : ONR_NONE;
}

/* Whether the words from a sentence's start to a token are one noun phrase, as far as its marks and cues tell. */
static bool is_opening_phrase(const struct onr_shape *s, uint32_t end)
{
    if (end - s->first >= LONGEST_SOURCE)
        return false;
    for (uint32_t i = s->first; i < end; i++)
        if (!is_word(s, i) || has(s, i, ONR_ROLE_CUE) || has(s, i, ONR_ROLE_CONTENT) || in(s, i, ONR_LIST_AUXILIARIES) ||
            (in(s, i, ONR_LIST_CLAUSE_STARTERS) && !in(s, i, ONR_LIST_NOUN_JOINERS) && !in(s, i, ONR_LIST_PREPOSITIONS)))
            return false;
    return end > s->first;
}

/*
 * "A nurse at the clinic, who would give only her first name, said …": the whole phrase that opens the sentence is the
 * source, with the clause that parts it from the cue.
 */
static void mend_parted_source(struct onr_shape *s)
{
    for (uint32_t cue = s->first; cue < s->end; cue++) {
        if (!has(s, cue, ONR_ROLE_CUE) || token_at(s, cue)->depth)
            continue;
        uint32_t comma = clause_before(s, cue);
        if (comma == ONR_NONE || !is_opening_phrase(s, comma))
            continue;
        for (uint32_t i = s->first; i < cue; i++)
            s->labels->at[i] = (struct onr_label){ONR_ROLE_SOURCE, i == s->first, s->labels->at[cue].confidence};
        return;
    }
}

/* A clitic that marks an owner, not a verb: "the city's 88 firefighters". */
static bool is_owner(const struct onr_shape *s, uint32_t i)
{
    return (token_at(s, i)->flags & ONR_TOKEN_CLITIC) && in(s, i, ONR_LIST_OWNER_CLITICS);
}

/* The mark of several owners: "the mechanics' union". */
static bool is_apostrophe(const struct onr_shape *s, uint32_t i)
{
    const struct onr_token *token = token_at(s, i);
    const char *bytes = s->prose->text->bytes;
    bool mark = bytes[token->start] == '\'' || (token->end - token->start == 3 && memcmp(bytes + token->start, "’", 3) == 0);
    return mark && token->start > 0 && bytes[token->start - 1] == 's' && i + 1 < s->end && is_word(s, i + 1);
}

/* Whether a run of tokens is a noun phrase by its words: nothing in it begins a clause or is a verb that is sure. */
static bool is_noun_phrase(const struct onr_shape *s, struct onr_run run)
{
    if (run.first == run.end || in(s, run.first, ONR_LIST_PREPOSITIONS) || in(s, run.first, ONR_LIST_PRONOUNS))
        return false;
    for (uint32_t i = run.first; i < run.end; i++)
        if ((!is_word(s, i) && byte_at(s, i) != '&' && !is_apostrophe(s, i)) || token_at(s, i)->depth || in(s, i, ONR_LIST_CUE_SURE) ||
            (in(s, i, ONR_LIST_AUXILIARIES) && !is_owner(s, i)) ||
            (in(s, i, ONR_LIST_CLAUSE_STARTERS) && !in(s, i, ONR_LIST_NOUN_JOINERS)))
            return false;
    return true;
}

bool onr_shape_is_subject(const struct onr_shape *s, uint32_t cue)
{
    uint32_t comma = s->first;
    while (comma < cue && byte_at(s, comma) != ',')
        comma++;
    for (uint32_t i = s->first; i < cue; i++)
        if (token_at(s, i)->depth || has(s, i, ONR_ROLE_SOURCE) || has(s, i, ONR_ROLE_CUE))
            return false;
    bool parted = comma < cue && comma + 1 < cue && byte_at(s, cue - 1) == ',' && !in(s, comma + 1, ONR_LIST_NOUN_JOINERS);
    return is_noun_phrase(s, (struct onr_run){s->first, comma}) && (comma == cue || parted);
}

/* "Fairholme, a developer based in Leeds, said …": a cue with content behind it and no source has the subject before it. */
static void mend_missing_subject(struct onr_shape *s)
{
    uint32_t cue = s->first;
    while (cue < s->end && cue < s->first + LONGEST_CLAUSE && !has(s, cue, ONR_ROLE_CUE))
        cue++;
    if (cue == s->first || !has(s, cue, ONR_ROLE_CUE) || token_at(s, cue)->depth || !onr_shape_is_subject(s, cue))
        return;
    if (onr_cue_is_told(s->labels, s->prose, cue))
        return; /* "Police were warned that …" */
    uint32_t end = cue, content;
    while (has(s, end, ONR_ROLE_CUE))
        end++;
    for (content = end; content < s->end && !has(s, content, ONR_ROLE_CONTENT); content++)
        if (has(s, content, ONR_ROLE_SOURCE))
            return; /* "…, said the mayor" */
    if (content == s->end)
        return;
    for (uint32_t i = s->first; i < cue; i++)
        s->labels->at[i] = (struct onr_label){ONR_ROLE_SOURCE, i == s->first, s->labels->at[cue].confidence};
}

/* "A Labour | backbencher told …": a source that opens a sentence runs to its cue where a word or two stand between. */
static void mend_cut_subject(struct onr_shape *s)
{
    uint32_t end = s->first, cue;
    while (has(s, end, ONR_ROLE_SOURCE))
        end++;
    for (cue = end; cue < s->end && cue <= end + LONGEST_GAP && has(s, cue, ONR_ROLE_NONE); cue++)
        if (!is_word(s, cue) || token_at(s, cue)->depth || in(s, cue, ONR_LIST_AUXILIARIES) || in(s, cue, ONR_LIST_CLAUSE_STARTERS) ||
            in(s, cue, ONR_LIST_CUE_ADVERBS) || in(s, cue, ONR_LIST_PREPOSITIONS) || in(s, cue, ONR_LIST_WEEKDAYS))
            return;
    if (end == s->first || cue == end || !has(s, cue, ONR_ROLE_CUE) || !is_word(s, end - 1))
        return;
    for (uint32_t i = end; i < cue; i++)
        s->labels->at[i] = (struct onr_label){ONR_ROLE_SOURCE, 0, s->labels->at[cue].confidence};
}

/* The last byte of a word. */
static char last_byte(const struct onr_shape *s, uint32_t i)
{
    return s->prose->text->bytes[token_at(s, i)->end - 1];
}

/* Whether the words from a sentence's start to a comma name somebody: "Ruth Okafor of Leeds University". */
static bool opens_with_name(const struct onr_shape *s, uint32_t comma)
{
    for (uint32_t i = s->first; i < s->first + 2; i++)
        if (i >= comma || token_at(s, i)->shape < ONR_SHAPE_CAPITALIZED || token_at(s, i)->kind != ONR_TOKEN_WORD ||
            in(s, i, ONR_LIST_WEEKDAYS) || in(s, i, ONR_LIST_MONTHS))
            return false;
    return is_noun_phrase(s, (struct onr_run){s->first, comma});
}

/*
 * Whether a source that starts at a token is the end of a longer phrase: an apposition to a name ("Ruth Okafor of Leeds
 * University, | an epidemiologist,"), or a bare noun in the middle of what it belongs to ("Doctors at the city's only |
 * hospital").
 */
static bool is_cut_in_front(const struct onr_shape *s, uint32_t source, uint32_t cue)
{
    if (byte_at(s, source - 1) == ',')
        return byte_at(s, cue - 1) == ',' && in(s, source, ONR_LIST_DETERMINERS) && opens_with_name(s, source - 1);
    bool joined = false;
    for (uint32_t i = s->first + 1; i < source; i++)
        joined |= in(s, i, ONR_LIST_BELONGING);
    return joined && token_at(s, source)->shape == ONR_SHAPE_LOWER && !in(s, source, ONR_LIST_DETERMINERS) &&
           !in(s, source, ONR_LIST_PRONOUNS) && !in(s, source, ONR_LIST_NUMBERS) && !in(s, source, ONR_LIST_PLURALS) &&
           last_byte(s, source) != 's' && is_noun_phrase(s, (struct onr_run){s->first, cue});
}

/* A source that labels cut in front takes in the words from the sentence's start. */
static void mend_late_source(struct onr_shape *s)
{
    uint32_t source = s->first, cue;
    while (source < s->end && source < s->first + LONGEST_SOURCE && has(s, source, ONR_ROLE_NONE))
        source++;
    for (cue = source; has(s, cue, ONR_ROLE_SOURCE); cue++)
        ;
    if (source == s->first || source == cue || !has(s, cue, ONR_ROLE_CUE) || token_at(s, cue)->depth || !is_cut_in_front(s, source, cue))
        return;
    for (uint32_t i = s->first; i < cue; i++)
        s->labels->at[i] = (struct onr_label){ONR_ROLE_SOURCE, i == s->first, s->labels->at[cue].confidence};
}

/* "Downing | Street denied": a name that opens a sentence and whose first word was left out. */
static void mend_cut_name(struct onr_shape *s)
{
    uint32_t i = s->first + 1;
    if (i >= s->end || !has(s, s->first, ONR_ROLE_NONE) || !has(s, i, ONR_ROLE_SOURCE) || token_at(s, s->first)->shape < ONR_SHAPE_CAPITALIZED ||
        token_at(s, i)->shape < ONR_SHAPE_CAPITALIZED || token_at(s, s->first)->kind != ONR_TOKEN_WORD || in(s, s->first, ONR_LIST_PREPOSITIONS) ||
        in(s, s->first, ONR_LIST_CLAUSE_STARTERS) || in(s, s->first, ONR_LIST_CUE_ADVERBS) || in(s, s->first, ONR_LIST_WEEKDAYS) ||
        in(s, s->first, ONR_LIST_COMMON_STARTS))
        return;
    s->labels->at[s->first] = (struct onr_label){ONR_ROLE_SOURCE, 1, s->labels->at[i].confidence};
    s->labels->at[i].begins = 0;
}

/* The token behind "After the hearing,": what tells only when opens the sentence; its first token where nothing does. */
static uint32_t behind_opening(const struct onr_shape *s)
{
    uint32_t i = s->first;
    if (!in(s, i, ONR_LIST_PREPOSITIONS))
        return s->first;
    while (i < s->end && i < s->first + LONGEST_OPENING && is_word(s, i) && has(s, i, ONR_ROLE_NONE))
        i++;
    return i + 1 < s->end && byte_at(s, i) == ',' && has(s, i, ONR_ROLE_NONE) ? i + 1 : s->first;
}

void onr_shape_mend_subject(struct onr_shape *s)
{
    mend_cut_name(s);
    mend_late_source(s);
    mend_cut_subject(s);
    mend_parted_source(s);
    mend_missing_subject(s);
    struct onr_shape rest = {s->prose, s->labels, s->first < s->end ? behind_opening(s) : s->first, s->end};
    if (rest.first > s->first)
        mend_missing_subject(&rest);
}
