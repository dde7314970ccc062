/*
 * Labels by rule: a cue verb or phrase is found in a sentence, its source beside it, and what is left on
 * one side is content. Three shapes cover most of news prose:
 *
 *     content, source cue [tail]      “…,” the mayor said on Monday
 *     content, cue source [tail]      “…,” said the mayor
 *     source cue [that] content       The mayor said that …
 *
 * A quotation without a cue in its sentence is content too; who said it is found when spans are linked.
 */
#include <string.h>

#include "base/error.h"
#include "tag/tag.h"

#define LONGEST_SOURCE 30 /* tokens of a source's noun phrase */
#define LONGEST_ADDRESSEE 4 /* tokens of whom somebody told something */
#define SHORTEST_CLAUSE 5 /* tokens of "Officials, who …," before a cue */
#define LONGEST_CLAUSE 40 /* tokens of such a clause */
#define LONGEST_BREAK 16  /* tokens between the last comma and a cue that follows its content */
#define SHORTEST_FOUND 3      /* tokens of what a cue reports where no content was found */
#define SHORTEST_CONTENT 5    /* tokens before ", they said" that are content */
#define LONGEST_SENTENCE 256 /* tokens; a longer one is not looked into for sure cues */
#define SPEECH_WORDS 4    /* words of a quotation that is taken for speech without a cue */

struct sentence {
    const struct onr_prose *prose; /* the document */
    struct onr_labels *labels;     /* written */
    uint32_t first, end;           /* its tokens */
};

/* A run of tokens; empty where first == end. */
struct run {
    uint32_t first, end;
};

static const struct onr_token *token_at(const struct sentence *s, uint32_t i)
{
    return &s->prose->tokens.at[i];
}

static bool in(const struct sentence *s, uint32_t i, enum onr_list list)
{
    return i >= s->first && i < s->end && onr_token_in(s->prose, i, list);
}

static char byte_at(const struct sentence *s, uint32_t i)
{
    const struct onr_token *token = token_at(s, i);
    return token->kind == ONR_TOKEN_PUNCTUATION ? s->prose->text->bytes[token->start] : 0;
}

static bool is_word(const struct sentence *s, uint32_t i)
{
    return token_at(s, i)->kind <= ONR_TOKEN_NUMBER;
}

static void mark(struct sentence *s, struct run run, enum onr_role role)
{
    bool begins = true;
    for (uint32_t i = run.first; i < run.end; i++) {
        struct onr_label *label = &s->labels->at[i];
        if (label->role) {
            begins = true;
            continue;
        }
        *label = (struct onr_label){(uint8_t)role, begins, 128};
        begins = false;
    }
}

/* Trims commas, dashes and final stops from both ends of a run, unless they stand inside a quotation. */
static struct run trimmed(const struct sentence *s, struct run run)
{
    while (run.first < run.end && !is_word(s, run.first) && !token_at(s, run.first)->depth)
        run.first++;
    while (run.first < run.end && token_at(s, run.end - 1)->kind == ONR_TOKEN_PUNCTUATION &&
           !token_at(s, run.end - 1)->depth)
        run.end--;
    return run;
}

/* Whether a token ends a noun phrase that runs to its right. */
static bool ends_phrase(const struct sentence *s, uint32_t i)
{
    return !is_word(s, i) || in(s, i, ONR_LIST_WEEKDAYS) ||
           (in(s, i, ONR_LIST_CLAUSE_STARTERS) && !in(s, i, ONR_LIST_RELATIVES) &&
            !(byte_at(s, i) == 0 && in(s, i, ONR_LIST_NOUN_JOINERS))) ||
           onr_prose_match(s->prose, i, ONR_LIST_CUE_TAILS) > 1;
}

/* An apposition: a comma, then a determiner or a capital, then another comma or the end. */
static uint32_t apposition_end(const struct sentence *s, uint32_t comma)
{
    if (comma + 1 >= s->end || byte_at(s, comma) != ',')
        return comma;
    if (!in(s, comma + 1, ONR_LIST_DETERMINERS) && !in(s, comma + 1, ONR_LIST_RELATIVES))
        return comma;
    for (uint32_t i = comma + 1; i < s->end && i < comma + LONGEST_SOURCE; i++)
        if (!is_word(s, i))
            return i;
    return comma;
}

/* The noun phrase that starts at a token, with its apposition. */
static struct run phrase_from(const struct sentence *s, uint32_t first)
{
    uint32_t i = first;
    while (i < s->end && i < first + LONGEST_SOURCE && !ends_phrase(s, i))
        i++;
    return (struct run){first, i > first && i < s->end ? apposition_end(s, i) : i};
}

static bool is_cue_verb(const struct sentence *s, uint32_t i)
{
    return (in(s, i, ONR_LIST_CUE_SPEECH) || in(s, i, ONR_LIST_CUE_ATTITUDE) || in(s, i, ONR_LIST_CUE_OBJECT) ||
            in(s, i, ONR_LIST_REFUSALS)) && token_at(s, i)->shape != ONR_SHAPE_UPPER;
}

/* A cue's form as a noun: the report, a claim, his plans, to support of. */
static bool reads_as_noun(const struct sentence *s, uint32_t i)
{
    return i == s->first || in(s, i - 1, ONR_LIST_DETERMINERS) || in(s, i - 1, ONR_LIST_PREPOSITIONS) ||
           (i > s->first && (token_at(s, i - 1)->flags & ONR_TOKEN_CLITIC) && !in(s, i - 1, ONR_LIST_CUE_ADVERBS) &&
            !in(s, i - 1, ONR_LIST_AUXILIARIES));
}

/* The cue with the auxiliaries and adverbs before it. */
static uint32_t cue_start(const struct sentence *s, uint32_t verb)
{
    while (verb > s->first && (in(s, verb - 1, ONR_LIST_AUXILIARIES) || in(s, verb - 1, ONR_LIST_CUE_ADVERBS)) &&
           !token_at(s, verb - 1)->depth)
        verb--;
    return verb;
}

/* The cue's end: verb, its addressee or its medium ("told reporters", "said in a statement"). */
static uint32_t cue_end(const struct sentence *s, uint32_t verb)
{
    uint32_t end = verb + 1;
    uint32_t tail = end < s->end ? onr_prose_match(s->prose, end, ONR_LIST_CUE_TAILS) : 0;
    if (tail && end + tail <= s->end)
        return end + tail;
    return in(s, end, ONR_LIST_PARTICLES) ? end + 1 : end;
}

/* The last token before `before` that parts content from what follows it: a comma or a closing mark. */
static uint32_t last_break(const struct sentence *s, uint32_t before)
{
    for (uint32_t i = before; i > s->first && before - i < LONGEST_BREAK;) {
        i--;
        if (token_at(s, i)->kind == ONR_TOKEN_CLOSE && token_at(s, i)->depth == 1)
            return i;
        if (byte_at(s, i) == ',' && !token_at(s, i)->depth)
            return i;
    }
    return ONR_NONE;
}

/* Steps back over an apposition: "X, the Y, said" breaks before X. */
static uint32_t break_before_apposition(const struct sentence *s, uint32_t cue)
{
    uint32_t at = last_break(s, cue);
    if (at == ONR_NONE || at + 1 != cue || token_at(s, at)->kind == ONR_TOKEN_CLOSE)
        return at;
    uint32_t before = last_break(s, at);
    if (before == ONR_NONE || !in(s, before + 1, ONR_LIST_DETERMINERS))
        return at;
    uint32_t outer = last_break(s, before);
    return outer == ONR_NONE ? before : outer;
}

/* The end of whom a cue tells something: "told Reuters on Friday"; where it stands, if it is no such cue. */
static uint32_t addressee_end(const struct sentence *s, uint32_t verb, uint32_t end)
{
    uint32_t i = end;
    while (in(s, verb, ONR_LIST_TELL) && i < s->end && i < end + LONGEST_ADDRESSEE &&
           token_at(s, i)->shape >= ONR_SHAPE_CAPITALIZED && !in(s, i, ONR_LIST_WEEKDAYS))
        i++;
    return i;
}

/* Whether nothing but time, place or a tail follows: the content must stand before the cue. */
static bool closes_sentence(const struct sentence *s, uint32_t after)
{
    if (after >= s->end)
        return true;
    if (token_at(s, after)->kind == ONR_TOKEN_OPEN)
        return false;
    return !is_word(s, after) || in(s, after, ONR_LIST_WEEKDAYS) || in(s, after, ONR_LIST_PREPOSITIONS) ||
           in(s, after, ONR_LIST_CUE_ADVERBS) || onr_prose_match(s->prose, after, ONR_LIST_CUE_TAILS) ||
           token_at(s, after)->kind == ONR_TOKEN_CLOSE;
}

/* Content after an interrupting cue: "…," he said, "…". */
static void mark_rest(struct sentence *s, uint32_t from)
{
    for (uint32_t i = from; i < s->end && i < from + LONGEST_BREAK; i++)
        if (token_at(s, i)->kind == ONR_TOKEN_OPEN) {
            mark(s, trimmed(s, (struct run){i, s->end}), ONR_ROLE_CONTENT);
            return;
        }
}

static bool ends_in_ing(const struct sentence *s, uint32_t i)
{
    const struct onr_token *token = token_at(s, i);
    return token->end - token->start > 4 && memcmp(s->prose->text->bytes + token->end - 3, "ing", 3) == 0;
}

/* A participle ("saying that …") carries on a sentence whose subject is its source, somewhere before. */
static bool is_participle(const struct sentence *s, uint32_t verb)
{
    return ends_in_ing(s, verb) && verb > s->first && byte_at(s, verb - 1) == ',';
}

static bool is_free(const struct sentence *s, uint32_t first, uint32_t end)
{
    while (first < end && !s->labels->at[first].role)
        first++;
    return first == end;
}

static bool try_content_first(struct sentence *s, uint32_t verb)
{
    if (is_participle(s, verb))
        return false;
    uint32_t start = cue_start(s, verb), end = cue_end(s, verb);
    uint32_t at = break_before_apposition(s, start);
    if (at == ONR_NONE || at == s->first || !is_free(s, s->first, at))
        return false;
    bool inverted = at + 1 == start;
    struct run source = inverted ? phrase_from(s, end) : (struct run){at + 1, start};
    uint32_t after = inverted && source.end > end ? source.end : addressee_end(s, verb, end);
    bool quoted = token_at(s, at)->kind == ONR_TOKEN_CLOSE;
    if (source.first == source.end || (!quoted && !closes_sentence(s, after)))
        return false;
    if (!inverted && in(s, source.first, ONR_LIST_CLAUSE_STARTERS))
        return false;
    mark(s, (struct run){start, end}, ONR_ROLE_CUE);
    mark(s, trimmed(s, source), ONR_ROLE_SOURCE);
    mark(s, trimmed(s, (struct run){s->first, at + (quoted ? 1 : 0)}), ONR_ROLE_CONTENT);
    mark_rest(s, after);
    return true;
}

/* The noun phrase that ends before a cue: back to a comma outside its apposition, or the clause's start. */
static struct run phrase_before(const struct sentence *s, uint32_t cue)
{
    uint32_t first = cue;
    bool apposition = cue > s->first && byte_at(s, cue - 1) == ',';
    uint32_t commas = apposition ? 2 : 0;
    while (first > s->first && cue - first < LONGEST_SOURCE) {
        uint32_t i = first - 1;
        if (token_at(s, i)->depth || s->labels->at[i].role)
            break;
        if (!is_word(s, i) && byte_at(s, i) != '&' && !(byte_at(s, i) == ',' && commas))
            break;
        if (byte_at(s, i) == ',')
            commas--;
        if (in(s, i, ONR_LIST_CLAUSE_STARTERS) && !in(s, i, ONR_LIST_NOUN_JOINERS))
            break;
        first = i;
    }
    return trimmed(s, (struct run){first, cue});
}

static bool try_source_first(struct sentence *s, uint32_t verb)
{
    uint32_t start = cue_start(s, verb), end = cue_end(s, verb);
    bool participle = is_participle(s, verb);
    struct run source = participle ? (struct run){start, start} : phrase_before(s, start);
    struct run content = {end, s->end};
    if ((source.first == source.end && !participle) || content.first >= content.end)
        return false;
    if (in(s, content.first, ONR_LIST_THAT))
        content.first++;
    content = trimmed(s, content);
    if (content.first == content.end)
        return false;
    mark(s, (struct run){start, end}, ONR_ROLE_CUE);
    mark(s, source, ONR_ROLE_SOURCE);
    mark(s, content, ONR_ROLE_CONTENT);
    return true;
}

static bool try_phrase(struct sentence *s, uint32_t i)
{
    uint32_t words = onr_prose_match(s->prose, i, ONR_LIST_CUE_PHRASES);
    if (!words || i + words >= s->end)
        return false;
    struct run source = phrase_from(s, i + words);
    mark(s, (struct run){i, i + words}, ONR_ROLE_CUE);
    mark(s, trimmed(s, source), ONR_ROLE_SOURCE);
    struct run content = i > s->first ? (struct run){s->first, i} : (struct run){source.end, s->end};
    mark(s, trimmed(s, content), ONR_ROLE_CONTENT);
    return true;
}

static bool try_cue(struct sentence *s, uint32_t i)
{
    if (token_at(s, i)->depth || s->labels->at[i].role)
        return false;
    if (try_phrase(s, i))
        return true;
    if (!is_cue_verb(s, i) || reads_as_noun(s, i))
        return false;
    return (in(s, i, ONR_LIST_CUE_SPEECH) && try_content_first(s, i)) || try_source_first(s, i);
}

/* Quotations of speech that no cue has claimed. */
static void mark_quotations(struct sentence *s)
{
    for (uint32_t i = s->first; i < s->end; i++) {
        const struct onr_token *token = token_at(s, i);
        if (token->kind != ONR_TOKEN_OPEN || token->depth != 1 || s->labels->at[i].role)
            continue;
        const struct onr_quote *quote = &s->prose->quotes.at[token->quotation];
        if (quote->record.kind == ONR_QUOTATION_DIRECT && quote->record.words >= SPEECH_WORDS)
            mark(s, (struct run){i, quote->first_token + quote->token_count}, ONR_ROLE_CONTENT);
    }
}

static void label_sentence(struct sentence *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        try_cue(s, i);
    mark_quotations(s);
}

static bool has_role(const struct sentence *s, enum onr_role role)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if (s->labels->at[i].role == role)
            return true;
    return false;
}

/* Tries one cue in a sentence whose labels are taken away; puts them back where it does not work out. */
static bool try_sure_cue(struct sentence *s, uint32_t i)
{
    struct onr_label held[LONGEST_SENTENCE];
    uint32_t count = s->end - s->first;
    bool phrase = onr_prose_match(s->prose, i, ONR_LIST_CUE_PHRASES) > 0;
    if (token_at(s, i)->depth || count > LONGEST_SENTENCE ||
        (!phrase && (!in(s, i, ONR_LIST_CUE_SURE) || reads_as_noun(s, i))))
        return false;
    for (uint32_t k = 0; k < count; k++) {
        held[k] = s->labels->at[s->first + k];
        s->labels->at[s->first + k].role = ONR_ROLE_NONE;
    }
    bool clause = in(s, i + 1, ONR_LIST_THAT) || in(s, i + 1, ONR_LIST_PRONOUNS_PERSON) || in(s, i + 1, ONR_LIST_PRONOUNS_PLURAL);
    if (phrase ? try_phrase(s, i) : try_content_first(s, i) || (clause && try_source_first(s, i)))
        return true;
    for (uint32_t k = 0; k < count; k++)
        s->labels->at[s->first + k] = held[k];
    return false;
}

/* Whether all tokens of a run have a role. */
static bool all_have(const struct sentence *s, struct run run, enum onr_role role)
{
    while (run.first < run.end && s->labels->at[run.first].role == role)
        run.first++;
    return run.first == run.end;
}

/*
 * "…, they said." at the end of a sentence makes all before the comma content, whatever was found inside it:
 * "The ministry is worried about …, they said" is theirs, not the ministry's.
 */
static void mend_outer_content(struct sentence *s)
{
    uint32_t cue = s->end;
    while (cue > s->first && !(s->labels->at[cue - 1].role == ONR_ROLE_CUE && in(s, cue - 1, ONR_LIST_CUE_SURE) &&
                               !token_at(s, cue - 1)->depth))
        cue--;
    if (cue == s->first)
        return;
    uint32_t verb = cue - 1, start = cue_start(s, verb), at = break_before_apposition(s, start);
    if (at == ONR_NONE || at < s->first + SHORTEST_CONTENT || byte_at(s, at) != ',' || at + 1 >= start ||
        !all_have(s, (struct run){at + 1, start}, ONR_ROLE_SOURCE) || !closes_sentence(s, cue_end(s, verb)) ||
        all_have(s, (struct run){s->first, at}, ONR_ROLE_CONTENT))
        return;
    for (uint32_t i = s->first; i < at; i++)
        s->labels->at[i] = (struct onr_label){ONR_ROLE_CONTENT, i == s->first, s->labels->at[verb].confidence};
    s->labels->at[at].role = ONR_ROLE_NONE;
}

/* The run of tokens without a role beside a token, on its left or right. */
static struct run free_run(const struct sentence *s, uint32_t i, bool left)
{
    struct run run = {i, i};
    while (left && run.first > s->first && !s->labels->at[run.first - 1].role)
        run.first--;
    while (!left && run.end < s->end && !s->labels->at[run.end].role)
        run.end++;
    return trimmed(s, run);
}

/* Whether the nearest role on one side of a token, sources passed over, is content. */
static bool meets_content(const struct sentence *s, uint32_t i, bool left)
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
static void mend_lonely_cue(struct sentence *s, struct run cue)
{
    uint32_t source = cue.first;
    if (token_at(s, cue.first)->depth || meets_content(s, cue.first, true) || meets_content(s, cue.end, false))
        return;
    while (source > s->first && s->labels->at[source - 1].role == ONR_ROLE_SOURCE)
        source--;
    bool left = closes_sentence(s, cue.end) || onr_prose_match(s->prose, cue.first, ONR_LIST_CUE_PHRASES);
    struct run content = free_run(s, left ? source : cue.end, left);
    if (content.end < content.first + SHORTEST_FOUND)
        return;
    for (uint32_t i = content.first; i < content.end; i++)
        s->labels->at[i] = (struct onr_label){ONR_ROLE_CONTENT, i == content.first, s->labels->at[cue.first].confidence / 2};
}

static void mend_lonely_cues(struct sentence *s)
{
    for (uint32_t i = s->first; i < s->end;) {
        struct run cue = {i, i + 1};
        while (cue.end < s->end && s->labels->at[cue.end].role == ONR_ROLE_CUE && !s->labels->at[cue.end].begins)
            cue.end++;
        if (s->labels->at[i].role == ONR_ROLE_CUE)
            mend_lonely_cue(s, cue);
        i = s->labels->at[i].role == ONR_ROLE_CUE ? cue.end : i + 1;
    }
}

static bool has(const struct sentence *s, uint32_t i, enum onr_role role)
{
    return i >= s->first && i < s->end && s->labels->at[i].role == role;
}

/* The first token of a source, or of a pronoun or a name without a role, that ends right before a token; itself without one. */
static uint32_t subject_before(const struct sentence *s, uint32_t cue)
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
static bool follows_content(const struct sentence *s, uint32_t i)
{
    if (has(s, i - 1, ONR_ROLE_CONTENT))
        return token_at(s, i - 1)->kind == ONR_TOKEN_CLOSE;
    return i > s->first && byte_at(s, i - 1) == ',' && has(s, i - 2, ONR_ROLE_CONTENT);
}

/* "“…,” she said": content and its speaker were found, and the cue between or behind them was not. */
static void mend_missing_cue(struct sentence *s)
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
static struct run agent_from(const struct sentence *s, uint32_t first)
{
    struct run agent = {first, first};
    while (agent.end < s->end && is_word(s, agent.end) && !has(s, agent.end, ONR_ROLE_CUE) && !in(s, agent.end, ONR_LIST_PREPOSITIONS) && !in(s, agent.end, ONR_LIST_CLAUSE_STARTERS))
        agent.end++;
    return agent;
}

/* The words before a cue back to a mark, as far as a noun phrase may reach, whatever has been found in them. */
static struct run phrase_to(const struct sentence *s, uint32_t cue)
{
    uint32_t first = cue;
    while (first > s->first && cue - first < LONGEST_BREAK && is_word(s, first - 1) && !has(s, first - 1, ONR_ROLE_CUE))
        first--;
    return (struct run){first, cue};
}

/* "They have been accused by human rights groups of …": who stands behind "by" accuses, who stands before is accused. */
static void mend_passive(struct sentence *s)
{
    for (uint32_t i = s->first + 2; i + 1 < s->end; i++) {
        if (!in(s, i, ONR_LIST_BY) || !in(s, i - 1, ONR_LIST_CUE_ACCUSATION) || !in(s, i - 2, ONR_LIST_AUXILIARIES) ||
            token_at(s, i)->depth)
            continue;
        struct run agent = agent_from(s, i + 1), cue = {cue_start(s, i - 1), i + 1};
        struct run deed = trimmed(s, (struct run){agent.end + 1, s->end});
        if (agent.first == agent.end || deed.first >= deed.end || !in(s, agent.end, ONR_LIST_PREPOSITIONS) ||
            !ends_in_ing(s, deed.first))
            continue;
        struct run accused = phrase_to(s, cue.first);
        uint32_t end = has(s, deed.first, ONR_ROLE_CONTENT) ? deed.first : deed.end;
        for (uint32_t k = accused.first; k < end; k++)
            s->labels->at[k].role = ONR_ROLE_NONE;
        mark(s, cue, ONR_ROLE_CUE);
        mark(s, agent, ONR_ROLE_SOURCE);
        mark(s, (struct run){deed.first, end}, ONR_ROLE_CONTENT);
    }
}

/* Whether a run tells of people without a name: a word for them stands in it, and no verb but in a clause behind it. */
static bool tells_unnamed(const struct sentence *s, struct run run)
{
    static const enum onr_list people[] = {ONR_LIST_ANONYMOUS_ROLES, ONR_LIST_BARE_SOURCES, ONR_LIST_ROLES,
                                           ONR_LIST_PEOPLE_WORDS};
    bool told = false, indefinite = in(s, run.first, ONR_LIST_INDEFINITES) || in(s, run.first, ONR_LIST_NUMBERS);
    for (uint32_t i = run.first; i < run.end; i++) {
        if (told && in(s, i, ONR_LIST_RELATIVES))
            return true;
        for (unsigned k = 0; k < sizeof people / sizeof people[0]; k++)
            told |= in(s, i, people[k]);
        if (in(s, i, ONR_LIST_AUXILIARIES) || (is_cue_verb(s, i) && !reads_as_noun(s, i)) || token_at(s, i)->depth ||
            (!indefinite && !told && token_at(s, i)->shape >= ONR_SHAPE_CAPITALIZED && i > run.first))
            return false;
    }
    return told;
}

/*
 * Whether what stands before a cue is its content for sure: "…, said two other sources.", "…, two people familiar with the
 * call told Reuters.", "…, according to an aide."
 */
static bool closes_for_sure(const struct sentence *s, uint32_t i)
{
    uint32_t words = onr_prose_match(s->prose, i, ONR_LIST_CUE_PHRASES);
    if (!words && (!in(s, i, ONR_LIST_CUE_SURE) || is_participle(s, i)))
        return false;
    uint32_t start = words ? i : cue_start(s, i), end = words ? i + words : cue_end(s, i), at = last_break(s, start);
    if (at == ONR_NONE || at < s->first + SHORTEST_FOUND || byte_at(s, at) != ',')
        return false;
    if (at + 1 == start) {
        struct run source = phrase_from(s, end);
        return !in(s, end, ONR_LIST_PREPOSITIONS) && tells_unnamed(s, source) &&
               (source.end + 1 >= s->end || (byte_at(s, source.end) == ',' && is_participle(s, source.end + 1)));
    }
    return !words && tells_unnamed(s, (struct run){at + 1, start}) && closes_sentence(s, addressee_end(s, i, end));
}

/* Whether a cue that closes a sentence has been found with its source beside it and content before it. */
static bool is_linked(const struct sentence *s, uint32_t i)
{
    uint32_t words = onr_prose_match(s->prose, i, ONR_LIST_CUE_PHRASES), start = words ? i : cue_start(s, i);
    uint32_t end = words ? i + words : cue_end(s, i), at = last_break(s, start);
    bool source = has(s, end, ONR_ROLE_SOURCE) || (!words && has(s, start - 1, ONR_ROLE_SOURCE));
    return has(s, i, ONR_ROLE_CUE) && source && at != ONR_NONE && has(s, at - 1, ONR_ROLE_CONTENT);
}

/* A cue that closes the sentence for sure takes all before it as its content, whatever was found in there. */
static void mend_closing_cue(struct sentence *s)
{
    for (uint32_t i = s->end; i > s->first + SHORTEST_FOUND; i--)
        if (!token_at(s, i - 1)->depth && closes_for_sure(s, i - 1)) {
            if (!is_linked(s, i - 1))
                try_sure_cue(s, i - 1);
            return;
        }
}

/* Whether a clause says how its subject spoke or how it knows, or, before a cue that is sure, nothing that is reported. */
static bool describes(const struct sentence *s, struct run clause, bool sure)
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
static uint32_t clause_before(const struct sentence *s, uint32_t cue)
{
    if (cue < s->first + SHORTEST_CLAUSE || byte_at(s, cue - 1) != ',')
        return ONR_NONE;
    uint32_t who = cue - 2;
    while (who > s->first + 1 && cue - who < LONGEST_CLAUSE && !token_at(s, who)->depth &&
           !(in(s, who, ONR_LIST_PRONOUNS_PERSON) && in(s, who, ONR_LIST_RELATIVES)))
        who--;
    bool found = in(s, who, ONR_LIST_RELATIVES) && in(s, who, ONR_LIST_PRONOUNS_PERSON) && byte_at(s, who - 1) == ',';
    struct run clause = {who, cue - 1};
    return found && describes(s, clause, in(s, cue, ONR_LIST_CUE_SURE)) ? who - 1 : ONR_NONE;
}

/* Whether the words from a sentence's start to a token are one noun phrase, as far as its marks and cues tell. */
static bool is_opening_phrase(const struct sentence *s, uint32_t end)
{
    for (uint32_t i = s->first; i < end; i++)
        if (!is_word(s, i) || has(s, i, ONR_ROLE_CUE) || has(s, i, ONR_ROLE_CONTENT) || in(s, i, ONR_LIST_AUXILIARIES) ||
            (in(s, i, ONR_LIST_CLAUSE_STARTERS) && !in(s, i, ONR_LIST_NOUN_JOINERS) && !in(s, i, ONR_LIST_PREPOSITIONS)))
            return false;
    return end > s->first && end - s->first < LONGEST_SOURCE;
}

/*
 * "A nurse at the clinic, who would give only her first name, said …": the whole phrase that opens the sentence is the
 * source, with the clause that parts it from the cue.
 */
static void mend_parted_source(struct sentence *s)
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

void onr_label_sure_cues(struct onr_labels *labels, const struct onr_prose *prose)
{
    for (uint32_t i = 0; i < prose->sentences.count; i++) {
        const struct onr_sentence *sentence = &prose->sentences.at[i];
        struct sentence s = {prose, labels, sentence->first_token, sentence->first_token + sentence->token_count};
        mend_missing_cue(&s);
        mend_passive(&s);
        mend_closing_cue(&s);
        mend_outer_content(&s);
        mend_lonely_cues(&s);
        bool told = has_role(&s, ONR_ROLE_CONTENT) && (has_role(&s, ONR_ROLE_CUE) || has_role(&s, ONR_ROLE_SOURCE));
        for (uint32_t t = s.first; t < s.end && !told && !try_sure_cue(&s, t); t++)
            ;
        mend_parted_source(&s);
    }
}

int onr_label_by_rules(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                       struct onr_memory *memory, struct onr_error *error)
{
    (void)memory; /* quick as it is */
    labels->count = prose->tokens.count;
    labels->at = onr_arena_take(arena, labels->count * sizeof *labels->at);
    if (!labels->at)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    for (uint32_t i = 0; i < prose->sentences.count; i++) {
        const struct onr_sentence *sentence = &prose->sentences.at[i];
        struct sentence s = {prose, labels, sentence->first_token, sentence->first_token + sentence->token_count};
        label_sentence(&s);
    }
    return ONR_OK;
}
