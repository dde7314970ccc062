/*
 * The ledger of who was asked for comment: places that say what came of it, and the party before them. What a place
 * says is told in reply.c.
 */
#include "source/ledger.h"

#include "base/hash.h"
#include "source/resolve.h"

#define LONGEST_PARTY 24      /* tokens */
#define LONGEST_APPOSITION 16 /* tokens between a party and its verb */
#define SENTENCE_REACH 200    /* tokens of a sentence that are looked into from a place */
#define WHOLE 3               /* a place that is this part of its sentence stands for all of it */

struct collector {
    struct onr_sources *sources;   /* its ledger is filled */
    struct onr_arena *arena;       /* holds it */
    const struct onr_prose *prose; /* the document */
};

static bool is_comma(const struct onr_prose *prose, uint32_t i)
{
    return prose->text->bytes[prose->tokens.at[i].start] == ',';
}

/* Whether a token ends a party's noun phrase on its left. */
static bool ends_party(const struct onr_prose *prose, uint32_t i)
{
    return prose->tokens.at[i].kind > ONR_TOKEN_NUMBER ||
           (onr_token_in(prose, i, ONR_LIST_CLAUSE_STARTERS) && !onr_token_in(prose, i, ONR_LIST_NOUN_JOINERS));
}

/* Verbs that no noun phrase holds: another clause stands before the party. */
static bool is_verb(const struct onr_prose *prose, uint32_t i)
{
    return onr_token_in(prose, i, ONR_LIST_AUXILIARIES) || onr_token_in(prose, i, ONR_LIST_DENIAL_VERBS) ||
           onr_token_in(prose, i, ONR_LIST_REFUSALS) || onr_token_in(prose, i, ONR_LIST_CUE_SURE) ||
           onr_token_in(prose, i, ONR_LIST_REBUTTAL_VERBS);
}

/* "A charge | his lawyer dismissed": a noun phrase ends where a possessive begins the next. */
static bool begins_owned(const struct onr_prose *prose, uint32_t i, uint32_t end)
{
    return i < end && onr_token_in(prose, i, ONR_LIST_POSSESSIVES);
}

/* The first token of the words that end before a token, back to a clause's start, a comma or another clause's "and". */
static uint32_t words_before(const struct onr_prose *prose, uint32_t end, uint32_t floor)
{
    uint32_t first = end, joined = end;
    while (first > floor && end - first < LONGEST_PARTY && !ends_party(prose, first - 1)) {
        if (is_verb(prose, first - 1) && !(prose->tokens.at[first - 1].flags & ONR_TOKEN_CLITIC)) {
            first = joined < end ? joined : first;
            break;
        }
        first--;
        if (onr_token_in(prose, first, ONR_LIST_NOUN_JOINERS))
            joined = first;
        if (begins_owned(prose, first, end) && first > floor && onr_token_in(prose, first - 1, ONR_LIST_ACCUSATION_NOUNS))
            return first;
    }
    while (first < end && onr_token_in(prose, first, ONR_LIST_NOUN_JOINERS))
        first++;
    return first;
}

/*
 * The subject of a verb behind "but" or "and", or the words that "which" follows: "The regulator confirmed it but declined",
 * "the chairwoman's office, which did not return a call".
 */
static uint32_t subject_before(const struct onr_prose *prose, uint32_t joiner, uint32_t floor, uint32_t *who_end)
{
    if (onr_token_in(prose, joiner, ONR_LIST_RELATIVES)) {
        *who_end = joiner > floor && is_comma(prose, joiner - 1) ? joiner - 1 : joiner;
        uint32_t first = words_before(prose, *who_end, floor), to = *who_end;
        while (to > first && !onr_token_in(prose, to - 1, ONR_LIST_TO))
            to--;
        return to > first ? to : first; /* "referred questions to | the chairwoman's office, which" */
    }
    uint32_t verb = floor;
    while (verb < joiner && !onr_token_in(prose, verb, ONR_LIST_CUE_SURE) && prose->tokens.at[verb].kind <= ONR_TOKEN_NUMBER)
        verb++;
    if (verb == joiner || verb > floor + LONGEST_PARTY || !onr_token_in(prose, verb, ONR_LIST_CUE_SURE))
        return *who_end;
    *who_end = verb;
    return words_before(prose, verb, floor);
}

/* The party before a verb: *who_end is the token after it. "Moore, a conservative, has denied …" passes the commas. */
static uint32_t party_before(const struct onr_prose *prose, uint32_t verb, uint32_t *who_end)
{
    uint32_t floor, end = verb, stop;
    onr_prose_stretch(prose, verb, SENTENCE_REACH, &floor, &stop);
    while (end > floor && (onr_token_in(prose, end - 1, ONR_LIST_AUXILIARIES) ||
           onr_token_in(prose, end - 1, ONR_LIST_CUE_ADVERBS)))
        end--;
    uint32_t open = end;
    if (end > floor && is_comma(prose, end - 1)) {
        open = end - 1;
        while (open > floor && end - open < LONGEST_APPOSITION && !is_comma(prose, open - 1))
            open--;
        open = open > floor + 1 && is_comma(prose, open - 1) ? open - 1 : end;
    }
    *who_end = open;
    uint32_t first = words_before(prose, open, floor);
    bool pronoun = open > floor && (onr_token_in(prose, open - 1, ONR_LIST_PRONOUNS_PERSON) ||
                                    onr_token_in(prose, open - 1, ONR_LIST_PRONOUNS_PLURAL) ||
                                    onr_token_in(prose, open - 1, ONR_LIST_PRONOUNS_THING));
    if (pronoun && !onr_token_in(prose, open - 1, ONR_LIST_RELATIVES))
        return open - 1; /* "told the Dáil he would not comment" */
    if (first == open && open > floor && (onr_token_in(prose, open - 1, ONR_LIST_WHICH) || onr_token_in(prose, open - 1, ONR_LIST_NOUN_JOINERS) ||
                                          onr_token_in(prose, open - 1, ONR_LIST_BUT)))
        return subject_before(prose, open - 1, floor, who_end);
    return first;
}

/* The end of the clause that a place stands in: a mark, or the sentence's end with its full stop. */
static uint32_t clause_end(const struct onr_prose *prose, uint32_t i, uint32_t end)
{
    while (i < end && prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER)
        i++;
    return i + 1 == end ? end : i;
}

static void push(struct collector *c, uint32_t first, uint32_t end, uint32_t who, uint32_t who_end,
                 enum onr_outcome outcome)
{
    struct onr_comment_request request = {.span = onr_token_span(c->prose, first, end - first), .outcome = outcome};
    if (who_end > who)
        request.who = onr_token_span(c->prose, who, who_end - who);
    ONR_ARRAY_PUSH(c->arena, &c->sources->ledger, request);
}

/* The first cue among tokens first to end, or end. */
static uint32_t cue_in(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    while (first < end && !(onr_token_in(prose, first, ONR_LIST_CUE_SPEECH) && !prose->tokens.at[first].depth))
        first++;
    return first;
}

/*
 * "Asked for comment, the mayor said …" has the party behind it, "the mayor said when asked …" before the cue, "the
 * mayor, asked about it, said …" before itself. The whole sentence tells.
 */
static uint32_t add_asked(struct collector *c, const struct onr_reply *reply)
{
    uint32_t floor, end, party = reply->first, who_end = reply->first;
    onr_prose_stretch(c->prose, reply->first, SENTENCE_REACH, &floor, &end);
    uint32_t before = cue_in(c->prose, floor, reply->first), after = reply->end;
    if (before < reply->first) {
        party = party_before(c->prose, before, &who_end);
    } else if (reply->first <= floor + 2) {
        while (after < end && !is_comma(c->prose, after))
            after++;
        uint32_t cue = cue_in(c->prose, after, end);
        if (cue == end)
            return reply->end;
        party = party_before(c->prose, cue, &who_end);
    } else {
        if (cue_in(c->prose, reply->end, end) == end)
            return reply->end;
        party = party_before(c->prose, reply->first, &who_end);
        if (party == who_end && reply->first > floor) {
            who_end = reply->first - 1;
            party = words_before(c->prose, who_end, floor);
        }
    }
    push(c, floor, end, party, who_end, reply->outcome);
    return reply->end;
}

/* "Messages left for | the association": behind the preposition of what was sent stands who was asked. */
static uint32_t behind_message(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    if (first >= end || !onr_token_in(prose, first, ONR_LIST_COMMENT_NOUNS))
        return first;
    for (uint32_t i = first + 1; i + 1 < end && i < first + 4; i++)
        if (onr_token_in(prose, i, ONR_LIST_PREPOSITIONS) || onr_token_in(prose, i, ONR_LIST_TO))
            return i + 1;
    return first;
}

static uint32_t add(struct collector *c, const struct onr_reply *reply)
{
    uint32_t floor, end, who_end;
    if (reply->asked)
        return add_asked(c, reply);
    onr_prose_stretch(c->prose, reply->first, SENTENCE_REACH, &floor, &end);
    uint32_t first = party_before(c->prose, reply->first, &who_end);
    uint32_t last = clause_end(c->prose, reply->end, end);
    if (reply->by) {
        who_end = reply->end;
        while (who_end < last && c->prose->tokens.at[who_end].kind <= ONR_TOKEN_NUMBER &&
               !onr_token_in(c->prose, who_end, ONR_LIST_PREPOSITIONS) &&
               !onr_token_in(c->prose, who_end, ONR_LIST_RELATIVES))
            who_end++;
        push(c, first, last, reply->end, who_end, reply->outcome);
        return last;
    }
    push(c, first < who_end ? first : reply->first, last, behind_message(c->prose, first, who_end), who_end, reply->outcome);
    return reply->end;
}

static const struct onr_sentence *sentence_at(const struct onr_prose *prose, struct onr_span span)
{
    return &prose->sentences.at[prose->tokens.at[onr_prose_token_at(prose, span.start)].sentence];
}

static bool is_statement(const struct onr_prose *prose, const struct onr_comment_request *request)
{
    uint32_t token = onr_prose_token_at(prose, request->who.end ? request->who.end : request->span.start);
    return request->outcome == ONR_OUTCOME_RESPONDED && token < prose->tokens.count &&
           onr_prose_match(prose, token, ONR_LIST_COMMENT_STATEMENT);
}

/* Whether two entries lie in one sentence. */
static bool share_sentence(const struct onr_prose *prose, const struct onr_comment_request *a,
                           const struct onr_comment_request *b)
{
    return sentence_at(prose, a->span) == sentence_at(prose, b->span);
}

/* Whether an entry tells of a request in the paragraph of another: a mere statement does not. */
static bool asks_in(const struct onr_prose *prose, const struct onr_comment_request *request, uint32_t block)
{
    return sentence_at(prose, request->span)->block == block && !is_statement(prose, request);
}

static bool is_beside(const struct onr_prose *prose, const struct onr_comment_request *at, uint32_t count, uint32_t i)
{
    uint32_t block = sentence_at(prose, at[i].span)->block;
    return (i && asks_in(prose, &at[i - 1], block)) || (i + 1 < count && asks_in(prose, &at[i + 1], block));
}

/* Whether a reply is undone by its sentence, "asked about it, she declined to say", or told there already. */
static bool is_undone(const struct onr_prose *prose, const struct onr_comment_request *at, uint32_t count, uint32_t i)
{
    if (at[i].outcome != ONR_OUTCOME_RESPONDED)
        return false;
    return (i && share_sentence(prose, &at[i - 1], &at[i])) ||
           (i + 1 < count && at[i + 1].outcome != ONR_OUTCOME_RESPONDED && share_sentence(prose, &at[i + 1], &at[i]));
}

/* A place that is most of its sentence, alone in it, stands for the sentence. */
static void widen(const struct onr_prose *prose, struct onr_comment_request *at, uint32_t count, uint32_t i)
{
    struct onr_span whole = sentence_at(prose, at[i].span)->span;
    bool alone = !(i && share_sentence(prose, &at[i - 1], &at[i])) &&
                 !(i + 1 < count && share_sentence(prose, &at[i + 1], &at[i]));
    if (alone && (at[i].span.end - at[i].span.start) * WHOLE >= whole.end - whole.start)
        at[i].span = whole;
}

/* A statement answers a request only where the paragraph tells of others who were asked; the rest are dropped. */
static void settle(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose)
{
    uint32_t kept = 0, count = sources->ledger.count;
    struct onr_comment_request *at = sources->ledger.at;
    bool *dropped = onr_arena_take(arena, count * sizeof *dropped);
    if (!dropped)
        return;
    for (uint32_t i = 0; i < count; i++)
        dropped[i] = (is_statement(prose, &at[i]) && !is_beside(prose, at, count, i)) || is_undone(prose, at, count, i);
    for (uint32_t i = 0; i < count; i++)
        if (!dropped[i])
            at[kept++] = at[i];
    sources->ledger.count = kept;
    for (uint32_t i = 0; i < kept; i++)
        widen(prose, at, kept, i);
}

static struct onr_span name_span(const struct onr_sources *sources, const struct onr_prose *prose, uint32_t name)
{
    const struct onr_name *own = &sources->names.all.at[name];
    return onr_token_span(prose, own->first, own->end - own->first);
}

/* What a source is called: its name, else the mention that says most. */
static struct onr_span called(const struct onr_sources *sources, const struct onr_prose *prose, uint32_t source)
{
    const struct onr_mention *m = &sources->fullest.at[source];
    bool named = m->name != ONR_NONE && !m->joint && sources->records.at[source].class_ != ONR_CLASS_UNNAMED;
    return named ? name_span(sources, prose, m->name) : sources->records.at[source].label;
}

/* The sources by the first token of each of their mentions, and by their names. */
static struct onr_map speakers_of(const struct onr_sources *sources, struct onr_arena *arena, uint32_t attributions)
{
    struct onr_map speakers = {0};
    for (uint32_t i = 0; i < attributions; i++)
        if (sources->of_attribution[i] != ONR_NONE)
            onr_map_set(&speakers, arena, onr_hash_mix(sources->mentions[i].first + 1), sources->of_attribution[i],
                        false);
    for (uint32_t i = 0; i < sources->records.count; i++)
        if (sources->fullest.at[i].name != ONR_NONE && !sources->fullest.at[i].joint)
            onr_map_set(&speakers, arena, onr_chain_name_key(sources->fullest.at[i].name), i, false);
    return speakers;
}

/* Whose words begin with a pronoun: "the Taoiseach told the Dáil he would not comment"; or ONR_NONE. */
static uint32_t teller_of(const struct collector *c, const struct onr_attributions *attributions, uint32_t pronoun)
{
    uint32_t before = onr_attributions_before(attributions, pronoun);
    if (!before)
        return ONR_NONE;
    const struct onr_attribution_tokens *t = &attributions->tokens.at[before - 1];
    bool opens = t->content == pronoun || (t->content + 1 == pronoun && onr_token_in(c->prose, t->content, ONR_LIST_THAT));
    return opens ? c->sources->of_attribution[before - 1] : ONR_NONE;
}

/*
 * Says whom the pronouns stand for: the source they are, where they speak too, else the person named before them, if he is
 * a source elsewhere.
 */
static void name_parties(struct collector *c, const struct onr_attributions *attributions)
{
    struct onr_map speakers = speakers_of(c->sources, c->arena, attributions->records.count);
    for (uint32_t i = 0; i < c->sources->ledger.count; i++) {
        struct onr_comment_request *request = &c->sources->ledger.at[i];
        request->party = request->who;
        if (request->who.start >= request->who.end)
            continue;
        uint32_t first = onr_prose_token_at(c->prose, request->who.start), end = first + 1;
        while (end < c->prose->tokens.count && c->prose->tokens.at[end].start < request->who.end)
            end++;
        struct onr_mention m = onr_mention_read(c->prose, &c->sources->names, first, end, NULL, NULL);
        if (m.class_ != ONR_CLASS_PRONOUN)
            continue;
        uint32_t source = onr_map_get(&speakers, onr_hash_mix(first + 1));
        uint32_t teller = teller_of(c, attributions, first);
        bool one = !m.plural && m.gender != ONR_GENDER_ANY;
        if (source == ONR_NONE && teller != ONR_NONE && onr_chain_is_human(&c->sources->records.at[teller]) == (one || m.plural))
            source = teller;
        uint32_t name = source == ONR_NONE && one ? onr_person_before(c->prose, &c->sources->names, &m) : ONR_NONE;
        if (source != ONR_NONE)
            request->party = called(c->sources, c->prose, source);
        else if (name != ONR_NONE && onr_map_get(&speakers, onr_chain_name_key(name)) != UINT32_MAX)
            request->party = name_span(c->sources, c->prose, name);
    }
}

void onr_ledger_collect(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose,
                        const struct onr_attributions *attributions)
{
    struct collector c = {sources, arena, prose};
    struct onr_reply reply;
    for (uint32_t i = 0; i < prose->tokens.count && !arena->failed;) {
        bool body = onr_token_block(prose, i)->kind == ONR_BLOCK_BODY && !prose->tokens.at[i].depth;
        uint32_t next = body && onr_reply_read(prose, i, &reply) ? add(&c, &reply) : i + 1;
        i = next > i ? next : i + 1;
    }
    if (!arena->failed)
        settle(sources, arena, prose);
    if (!arena->failed && sources->ledger.count)
        name_parties(&c, attributions);
}
