/*
 * What is sure by rule, on top of learned labels: a cue that the shape of its sentence leaves no doubt about, the words
 * that belong to it, and who speaks.
 */
#include "tag/shape.h"

#define LONGEST_TRUSTED 120  /* tokens of a passive that are made as sure as its shape */
#define SHORTEST_FOUND 3     /* tokens of what a cue reports where no content was found */
#define SHORT_PHRASE 4       /* tokens of whoever speaks behind a cue at the end of a sentence */
#define SHORTEST_CLOSED 2    /* tokens of what a cue at the end closes: "He shouted, three people said." */
#define LONGEST_OUTLET 8     /* tokens of an outlet's name that opens a sentence */
#define LONGEST_HEARER 4     /* tokens of whom somebody told what stands before: "…, an aide told the committee." */
#define SHORTEST_CONTENT 5   /* tokens before ", they said" that are content */
#define LONGEST_SENTENCE 256 /* tokens; a longer one is not looked into for sure cues */

static bool has_role(const struct onr_shape *s, enum onr_role role)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if (s->labels->at[i].role == role)
            return true;
    return false;
}

/* Makes the labels of a run as sure as the shape that gave them. */
static void trust(struct onr_shape *s, struct onr_run run)
{
    for (uint32_t i = run.first; i < run.end; i++)
        if (s->labels->at[i].role && s->labels->at[i].confidence < SHAPE_CONFIDENCE)
            s->labels->at[i].confidence = SHAPE_CONFIDENCE;
}

/* Tries one cue in a sentence whose labels are taken away; puts them back where it does not work out. */
static bool try_sure_cue(struct onr_shape *s, uint32_t i)
{
    struct onr_label held[LONGEST_SENTENCE];
    uint32_t count = s->end - s->first;
    bool phrase = onr_prose_match(s->prose, i, ONR_LIST_CUE_PHRASES) > 0;
    if (token_at(s, i)->depth || count > LONGEST_SENTENCE ||
        (!phrase && (!in(s, i, ONR_LIST_CUE_SURE) || onr_shape_reads_as_noun(s, i))))
        return false;
    for (uint32_t k = 0; k < count; k++) {
        held[k] = s->labels->at[s->first + k];
        s->labels->at[s->first + k].role = ONR_ROLE_NONE;
    }
    uint32_t next = onr_shape_addressee_end(s, i, onr_shape_cue_end(s, i));
    bool clause = in(s, next, ONR_LIST_THAT) || in(s, next, ONR_LIST_PRONOUNS_PERSON) ||
                  in(s, next, ONR_LIST_PRONOUNS_PLURAL) || in(s, next, ONR_LIST_PRONOUNS_THING) ||
                  (next > i + 1 && in(s, i, ONR_LIST_TELL) && in(s, next, ONR_LIST_DETERMINERS)) ||
                  (in(s, i, ONR_LIST_SPOKEN_CUES) && !in(s, i - 1, ONR_LIST_BEING) && onr_shape_is_subject(s, onr_shape_cue_start(s, i)));
    if (phrase ? onr_shape_try_phrase(s, i)
               : onr_shape_try_content_first(s, i) || (clause && onr_shape_try_source_first(s, i)))
        return true;
    for (uint32_t k = 0; k < count; k++)
        s->labels->at[s->first + k] = held[k];
    return false;
}

/* Whether all tokens of a run have a role. */
static bool all_have(const struct onr_shape *s, struct onr_run run, enum onr_role role)
{
    while (run.first < run.end && s->labels->at[run.first].role == role)
        run.first++;
    return run.first == run.end;
}

/*
 * "…, they said." at the end of a sentence makes all before the comma content, whatever was found inside it:
 * "The ministry is worried about …, they said" is theirs, not the ministry's.
 */
static void mend_outer_content(struct onr_shape *s)
{
    uint32_t cue = s->end;
    while (cue > s->first && !(s->labels->at[cue - 1].role == ONR_ROLE_CUE && in(s, cue - 1, ONR_LIST_CUE_SURE) &&
                               !token_at(s, cue - 1)->depth))
        cue--;
    if (cue == s->first)
        return;
    uint32_t verb = cue - 1, start = onr_shape_cue_start(s, verb), at = onr_shape_break_before_apposition(s, start);
    if (at == ONR_NONE || at < s->first + SHORTEST_CONTENT || byte_at(s, at) != ',' || at + 1 >= start || has(s, at, ONR_ROLE_SOURCE) ||
        !all_have(s, (struct onr_run){at + 1, start}, ONR_ROLE_SOURCE) ||
        !onr_shape_closes_sentence(s, onr_shape_cue_end(s, verb)) || has(s, onr_shape_cue_end(s, verb), ONR_ROLE_CUE) ||
        all_have(s, (struct onr_run){s->first, at}, ONR_ROLE_CONTENT))
        return;
    for (uint32_t i = s->first; i < at; i++)
        s->labels->at[i] = (struct onr_label){ONR_ROLE_CONTENT, i == s->first, s->labels->at[verb].confidence};
    s->labels->at[at].role = ONR_ROLE_NONE;
}

/* Whether the nearest role on one side of a token, sources passed over, is content. */
static bool meets_content(const struct onr_shape *s, uint32_t i, bool left)
{
    while (left ? i > s->first : i < s->end) {
        uint8_t role = s->labels->at[left ? --i : i++].role;
        if (role == ONR_ROLE_CONTENT || role == ONR_ROLE_CUE)
            return role == ONR_ROLE_CONTENT;
    }
    return false;
}

/*
 * A cue with no content on either side has the words that nothing else claims: those before its source where it ends its
 * clause ("…, the reports show."), those behind it else ("Mrs. Clinton said …").
 */
static void mend_lonely_cue(struct onr_shape *s, struct onr_run cue)
{
    uint32_t source = cue.first;
    if (token_at(s, cue.first)->depth || meets_content(s, cue.first, true) || meets_content(s, cue.end, false))
        return;
    if (source > s->first + 1 && byte_at(s, source - 1) == ',' && has(s, source - 2, ONR_ROLE_SOURCE))
        source--; /* "an officer, Omar Darr, told" */
    while (source > s->first && s->labels->at[source - 1].role == ONR_ROLE_SOURCE)
        source--;
    struct onr_run behind = onr_shape_free_run(s, cue.end, false);
    bool hearer = in(s, cue.end - 1, ONR_LIST_TELL) && behind.end - behind.first <= LONGEST_HEARER && source > s->first && byte_at(s, source - 1) == ',';
    bool left = hearer || onr_shape_closes_sentence(s, cue.end) || onr_prose_match(s->prose, cue.first, ONR_LIST_CUE_PHRASES);
    uint32_t that = behind.first;
    while (that < behind.end && !in(s, that, ONR_LIST_THAT))
        that++;
    if (source == s->first && that < behind.end) { /* "analysts wrote in a note to clients that …" */
        left = false;
        behind.first = that;
    }
    struct onr_run content = left ? onr_shape_free_run(s, source, true) : behind;
    if (content.end < content.first + SHORTEST_FOUND)
        return;
    uint8_t confidence = s->labels->at[cue.first].confidence / 2;
    for (uint32_t i = content.first; i < content.end; i++)
        s->labels->at[i] = (struct onr_label){ONR_ROLE_CONTENT, i == content.first, confidence};
}

static void mend_lonely_cues(struct onr_shape *s)
{
    for (uint32_t i = s->first; i < s->end;) {
        struct onr_run cue = {i, i + 1};
        while (cue.end < s->end && s->labels->at[cue.end].role == ONR_ROLE_CUE && !s->labels->at[cue.end].begins)
            cue.end++;
        if (s->labels->at[i].role == ONR_ROLE_CUE)
            mend_lonely_cue(s, cue);
        i = s->labels->at[i].role == ONR_ROLE_CUE ? cue.end : i + 1;
    }
}

/*
 * The first token of a source, or of a pronoun or a name without a role, that ends right before a token; the token itself
 * where there is none.
 */
static uint32_t subject_before(const struct onr_shape *s, uint32_t cue)
{
    uint32_t first = cue;
    while (has(s, first - 1, ONR_ROLE_SOURCE))
        first--;
    if (first < cue || !has(s, cue - 1, ONR_ROLE_NONE))
        return first;
    if (in(s, cue - 1, ONR_LIST_PRONOUNS_PERSON) || in(s, cue - 1, ONR_LIST_PRONOUNS_PLURAL))
        return cue - 1;
    while (has(s, first - 1, ONR_ROLE_NONE) && token_at(s, first - 1)->shape >= ONR_SHAPE_CAPITALIZED &&
           !(token_at(s, first - 1)->flags & ONR_TOKEN_CLITIC))
        first--;
    return first;
}

/* Whether content ends right before a token, in a quotation or with a comma behind it. */
static bool follows_content(const struct onr_shape *s, uint32_t i)
{
    if (has(s, i - 1, ONR_ROLE_CONTENT))
        return token_at(s, i - 1)->kind == ONR_TOKEN_CLOSE;
    return i > s->first && byte_at(s, i - 1) == ',' && has(s, i - 2, ONR_ROLE_CONTENT);
}

/* "“…,” she said": content and its speaker were found, and the cue between or behind them was not. */
static void mend_missing_cue(struct onr_shape *s)
{
    for (uint32_t i = s->first + 1; i < s->end; i++) {
        if (!has(s, i, ONR_ROLE_NONE) || token_at(s, i)->depth || !in(s, i, ONR_LIST_CUE_SURE))
            continue;
        uint32_t source = subject_before(s, i);
        bool inverted = follows_content(s, i) && has(s, i + 1, ONR_ROLE_SOURCE);
        if (!inverted && (source == i || source == s->first || !follows_content(s, source)))
            continue;
        for (uint32_t k = inverted ? i : source; k < i; k++)
            s->labels->at[k] = (struct onr_label){ONR_ROLE_SOURCE, k == source, 128};
        s->labels->at[i] = (struct onr_label){ONR_ROLE_CUE, 1, 128};
    }
}

/* The noun phrase behind "by": "human rights groups" of "accused by human rights groups of …". */
static struct onr_run agent_from(const struct onr_shape *s, uint32_t first)
{
    struct onr_run agent = {first, first};
    while (agent.end < s->end && agent.end < first + LONGEST_SOURCE && is_word(s, agent.end) && !has(s, agent.end, ONR_ROLE_CUE) &&
           !in(s, agent.end, ONR_LIST_PREPOSITIONS) && !in(s, agent.end, ONR_LIST_CLAUSE_STARTERS))
        agent.end++;
    return agent;
}

/* "It is understood that …": nobody is told who does, and "it" stands for nobody. */
static void mend_impersonal(struct onr_shape *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if (has(s, i, ONR_ROLE_SOURCE) && in(s, i, ONR_LIST_PRONOUNS_THING) &&
            onr_prose_match(s->prose, i, ONR_LIST_PASSIVE_CUES) > 1)
            s->labels->at[i].role = ONR_ROLE_NONE;
}

/* The words before a cue back to a mark, as far as a noun phrase may reach, whatever has been found in them. */
static struct onr_run phrase_to(const struct onr_shape *s, uint32_t cue)
{
    uint32_t first = cue;
    while (first > s->first && cue - first < LONGEST_BREAK && is_word(s, first - 1) && !has(s, first - 1, ONR_ROLE_CUE))
        first--;
    return (struct onr_run){first, cue};
}

/* Whether a token is the "by" of a passive whose cue was found, or which accuses somebody of a deed for sure. */
static bool is_agents_by(const struct onr_shape *s, uint32_t i, struct onr_run agent, struct onr_run deed)
{
    if (token_at(s, i)->depth || agent.first == agent.end)
        return false;
    if (has(s, i, ONR_ROLE_CUE) && has(s, i - 1, ONR_ROLE_CUE) && !has(s, agent.first, ONR_ROLE_SOURCE))
        return true;
    return in(s, i - 1, ONR_LIST_CUE_ACCUSATION) && in(s, i - 2, ONR_LIST_AUXILIARIES) &&
           in(s, agent.end, ONR_LIST_PREPOSITIONS) && deed.first < deed.end && onr_shape_ends_in_ing(s, deed.first);
}

/* "They have been accused by human rights groups of …": who stands behind "by" accuses, who stands before is accused. */
static void mend_passive(struct onr_shape *s)
{
    for (uint32_t i = s->first + 2; i + 1 < s->end; i++) {
        if (!in(s, i, ONR_LIST_BY))
            continue;
        struct onr_run agent = agent_from(s, i + 1);
        struct onr_run deed = onr_shape_trimmed(s, (struct onr_run){agent.end + 1, s->end});
        if (!is_agents_by(s, i, agent, deed))
            continue;
        uint32_t cue = onr_shape_cue_start(s, i - 1);
        struct onr_run accused = phrase_to(s, cue);
        bool told = has(s, deed.first, ONR_ROLE_CONTENT) || !in(s, agent.end, ONR_LIST_PREPOSITIONS);
        uint32_t end = told ? agent.end : deed.end;
        for (uint32_t k = accused.first; k < cue; k++)
            if (!told || has(s, k, ONR_ROLE_SOURCE))
                s->labels->at[k].role = ONR_ROLE_NONE;
        for (uint32_t k = cue; k < end || (k == agent.end && in(s, k, ONR_LIST_PREPOSITIONS)); k++)
            s->labels->at[k].role = ONR_ROLE_NONE;
        onr_shape_mark(s, (struct onr_run){cue, i + 1}, ONR_ROLE_CUE);
        onr_shape_mark(s, agent, ONR_ROLE_SOURCE);
        if (!told)
            onr_shape_mark(s, deed, ONR_ROLE_CONTENT);
        else if (deed.first < deed.end)
            s->labels->at[deed.first].begins |= has(s, deed.first, ONR_ROLE_CONTENT);
        trust(s, (struct onr_run){cue, deed.end < cue + LONGEST_TRUSTED ? deed.end : cue + LONGEST_TRUSTED});
    }
}

/* Whether a run tells of people without a name: a word for them stands in it, and no verb but in a clause behind it. */
static bool tells_unnamed(const struct onr_shape *s, struct onr_run run)
{
    static const enum onr_list people[] = {ONR_LIST_ANONYMOUS_ROLES, ONR_LIST_BARE_SOURCES, ONR_LIST_ROLES,
                                           ONR_LIST_PEOPLE_WORDS};
    bool told = false, indefinite = in(s, run.first, ONR_LIST_INDEFINITES) || in(s, run.first, ONR_LIST_NUMBERS);
    for (uint32_t i = run.first; i < run.end; i++) {
        if (told && in(s, i, ONR_LIST_RELATIVES))
            return true;
        for (unsigned k = 0; k < sizeof people / sizeof people[0]; k++)
            told |= in(s, i, people[k]) && !in(s, i, ONR_LIST_NUMBERS);
        if (onr_shape_may_be_verb(s, i) || token_at(s, i)->depth ||
            (!indefinite && !told && token_at(s, i)->shape >= ONR_SHAPE_CAPITALIZED && i > run.first))
            return false;
    }
    return told;
}

/* "…, said police.": a few words without a verb or pronoun. */
static bool is_short_phrase(const struct onr_shape *s, struct onr_run run)
{
    if (run.first == run.end || run.end - run.first > SHORT_PHRASE)
        return false;
    for (uint32_t i = run.first; i < run.end; i++)
        if (onr_shape_may_be_verb(s, i) || in(s, i, ONR_LIST_PRONOUNS) || in(s, i, ONR_LIST_WEEKDAYS) || token_at(s, i)->depth)
            return false;
    return true;
}

/*
 * Whether what stands before a cue is its content for sure: "…, said two other sources.", "…, two people familiar with the
 * call told Reuters.", "…, according to an aide."
 */
static bool closes_for_sure(const struct onr_shape *s, uint32_t i)
{
    uint32_t words = onr_prose_match(s->prose, i, ONR_LIST_CUE_PHRASES);
    if (!words && (!in(s, i, ONR_LIST_CUE_SURE) || onr_shape_is_participle(s, i)))
        return false;
    uint32_t start = words ? i : onr_shape_cue_start(s, i), end = words ? i + words : onr_shape_cue_end(s, i);
    uint32_t at = onr_shape_last_break(s, start);
    if (at == ONR_NONE || at < s->first + SHORTEST_CLOSED || byte_at(s, at) != ',')
        return false;
    if (at + 1 == start) {
        if ((has(s, at - 1, ONR_ROLE_SOURCE) && has(s, end, ONR_ROLE_CONTENT)) || (!words && in(s, i, ONR_LIST_TELL)))
            return false; /* "Jane Roe, 44, of Easton, said the bridge …" */
        struct onr_run source = onr_shape_phrase_from(s, end);
        bool last = source.end + 1 >= s->end || onr_shape_is_participle(s, source.end + 1);
        return last && !in(s, end, ONR_LIST_PREPOSITIONS) && (tells_unnamed(s, source) || (!words && is_short_phrase(s, source)));
    }
    return !words && tells_unnamed(s, (struct onr_run){at + 1, start}) &&
           onr_shape_closes_sentence(s, onr_shape_addressee_end(s, i, end));
}

/*
 * "The Halden Chronicle, citing three people briefed on the plan, first reported the talks": the outlet that opens the
 * sentence is the source, with whom it cites.
 */
static void mend_citing(struct onr_shape *s)
{
    uint32_t comma = s->first + 1, end;
    while (comma + 1 < s->end && comma < s->first + LONGEST_OUTLET && !(byte_at(s, comma) == ',' && in(s, comma + 1, ONR_LIST_RELAY_CUES)))
        comma++;
    if (comma + 1 >= s->end || byte_at(s, comma) != ',' || !in(s, comma + 1, ONR_LIST_RELAY_CUES) ||
        token_at(s, comma - 1)->shape < ONR_SHAPE_CAPITALIZED || in(s, s->first, ONR_LIST_PREPOSITIONS))
        return;
    for (end = comma + 2; end < s->end && end < comma + LONGEST_SOURCE && byte_at(s, end) != ','; end++)
        ;
    uint32_t verb = end + 1 < s->end && byte_at(s, end) == ',' ? onr_shape_verb_from(s, end + 1) : s->end;
    if (verb >= s->end || !in(s, verb, ONR_LIST_CUE_SURE) || token_at(s, verb)->depth)
        return;
    uint32_t behind = onr_shape_cue_end(s, verb);
    while (behind < s->end && in(s, behind, ONR_LIST_WEEKDAYS))
        behind++;
    struct onr_run content = onr_shape_trimmed(s, (struct onr_run){behind, s->end});
    if (content.first >= content.end)
        return;
    onr_shape_give(s, (struct onr_run){s->first, s->end}, ONR_ROLE_NONE);
    onr_shape_give(s, content, ONR_ROLE_CONTENT);
    onr_shape_give(s, (struct onr_run){s->first, end + 1}, ONR_ROLE_SOURCE);
    onr_shape_give(s, (struct onr_run){end + 1, behind}, ONR_ROLE_CUE);
}

/* Whether a cue that closes a sentence has been found with its source beside it and all before it as content. */
static bool is_linked(const struct onr_shape *s, uint32_t i)
{
    uint32_t words = onr_prose_match(s->prose, i, ONR_LIST_CUE_PHRASES);
    uint32_t start = words ? i : onr_shape_cue_start(s, i);
    uint32_t end = words ? i + words : onr_shape_cue_end(s, i), at = onr_shape_last_break(s, start);
    bool source = has(s, end, ONR_ROLE_SOURCE) || (!words && has(s, start - 1, ONR_ROLE_SOURCE));
    for (uint32_t k = s->first; at != ONR_NONE && k < at; k++)
        if (has(s, k, ONR_ROLE_CUE))
            return false;
    return has(s, i, ONR_ROLE_CUE) && source && at != ONR_NONE && has(s, at - 1, ONR_ROLE_CONTENT);
}

/* A cue that closes the sentence for sure takes all before it as its content, whatever was found in there. */
static void mend_closing_cue(struct onr_shape *s)
{
    for (uint32_t i = s->end; i > s->first + SHORTEST_CLOSED; i--)
        if (!token_at(s, i - 1)->depth && closes_for_sure(s, i - 1)) {
            if (!is_linked(s, i - 1) && try_sure_cue(s, i - 1))
                trust(s, (struct onr_run){s->first, s->end});
            return;
        }
}

/*
 * The quotation that a longer one goes on from: the paragraph before its own, or, where it is the first of several paragraphs,
 * what was quoted before it in its own ("…,” she said. “It hurts."); ONR_NONE for none.
 */
static uint32_t goes_on_from(const struct onr_prose *prose, uint32_t i)
{
    const struct onr_quote *quote = &prose->quotes.at[i];
    if (quote->continues != ONR_NONE || !quote->running || !i || quote->record.depth != 1)
        return quote->continues;
    const struct onr_quote *before = &prose->quotes.at[i - 1];
    return prose->sentences.at[before->sentence].block == prose->sentences.at[quote->sentence].block ? i - 1 : ONR_NONE;
}

/* A quotation of several paragraphs, of which only the last is closed, is content as far as what it goes on from is. */
static void mend_running_quotations(struct onr_labels *labels, const struct onr_prose *prose)
{
    for (uint32_t i = 0; i < prose->quotes.count; i++) {
        const struct onr_quote *quote = &prose->quotes.at[i];
        uint32_t from = goes_on_from(prose, i);
        if (from == ONR_NONE || !quote->token_count)
            continue;
        const struct onr_label *before = &labels->at[prose->quotes.at[from].first_token];
        if (before->role != ONR_ROLE_CONTENT)
            continue;
        for (uint32_t k = 0; k < quote->token_count; k++)
            if (labels->at[quote->first_token + k].role != ONR_ROLE_CONTENT)
                labels->at[quote->first_token + k] = (struct onr_label){ONR_ROLE_CONTENT, !k, before->confidence};
    }
}

/* "LONDON (Reuters) - The bank will close": the dateline is no part of what is told, nor of who tells it. */
static void mend_dateline(struct onr_shape *s)
{
    uint32_t behind = s->first < s->end ? onr_prose_behind_dateline(s->prose, s->first) : s->first;
    if (behind == s->first || behind >= s->end || (token_at(s, s->first)->shape != ONR_SHAPE_UPPER && byte_at(s, behind - 2) != ')') ||
        has(s, behind, ONR_ROLE_CUE))
        return;
    for (uint32_t i = s->first; i < behind; i++)
        if (s->labels->at[i].role) {
            s->labels->at[i].role = ONR_ROLE_NONE;
            s->labels->at[behind].begins = 1;
        }
}

void onr_label_sure_cues(struct onr_labels *labels, const struct onr_prose *prose)
{
    for (uint32_t i = 0; i < prose->sentences.count; i++) {
        const struct onr_sentence *sentence = &prose->sentences.at[i];
        struct onr_shape s = {prose, labels, sentence->first_token, sentence->first_token + sentence->token_count};
        mend_missing_cue(&s);
        mend_passive(&s);
        mend_impersonal(&s);
        mend_citing(&s);
        mend_closing_cue(&s);
        mend_outer_content(&s);
        mend_lonely_cues(&s);
        bool told = has_role(&s, ONR_ROLE_CONTENT) && (has_role(&s, ONR_ROLE_CUE) || has_role(&s, ONR_ROLE_SOURCE));
        for (uint32_t t = s.first; t < s.end && !told && !try_sure_cue(&s, t); t++)
            ;
        onr_shape_mend_subject(&s);
        mend_dateline(&s);
        if (has_role(&s, ONR_ROLE_CUE))
            onr_shape_mend_beside_cues(&s);
    }
    mend_running_quotations(labels, prose);
}
