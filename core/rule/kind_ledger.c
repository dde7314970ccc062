/* Rules about the ledger: who should have been asked, and who declined yet seems to speak. */
#include <string.h>

#include "base/hash.h"
#include "rule/check.h"

#define SENTENCE_REACH 100 /* tokens of a sentence around a party that are looked into */
#define CLAIM_START 2      /* tokens of a claim within which its subject begins */
#define ACCUSED_START 4    /* the same where it alleges wrongdoing */
#define CLAIM_REACH 9      /* tokens of a claim that its subject may take */
#define ANSWER_REACH 120   /* tokens before "a spokesman" in which his party is named */
#define CENTRAL 3          /* body paragraphs whose claims by unnamed sources call for an answer */

/* A party that is accused, or that an unnamed source makes claims about. */
struct party {
    uint32_t name;        /* index of its name */
    uint32_t attribution; /* where it is claimed of */
    struct onr_span span; /* where it stands there */
    bool government;      /* a government, or its head */
    bool called;          /* what is said of it calls for an answer; else it only counts where it gave one */
    bool answered;        /* the ledger or its own words say so */
};

struct parties {
    ONR_ARRAY(struct party) all;
    struct onr_map by_name; /* name -> index */
    struct onr_map dead;    /* words of sentences that tell of a death */
};

/* A stretch of text in which a party is looked for. */
struct claim {
    uint32_t attribution; /* index */
    uint32_t first, end;  /* tokens that may hold the party */
    uint32_t latest;      /* the last token it may begin at for the claim to be about it */
    bool calls;           /* the claim calls for an answer */
};

static bool any_in(const struct onr_check *check, uint32_t first, uint32_t end, enum onr_list list)
{
    for (uint32_t i = first; i < end; i++)
        if (onr_prose_match(check->prose, i, list))
            return true;
    return false;
}

static bool covered(const struct onr_check *check, uint32_t first, uint32_t last, enum onr_list list)
{
    for (uint32_t i = first; i < last; i++)
        if (onr_prose_match(check->prose, i, list) >= last - i)
            return true;
    return false;
}

static bool is_nobody(const struct onr_check *check, const struct onr_rule_spec *spec, uint32_t first, uint32_t last)
{
    static const enum onr_list starts[] = {ONR_LIST_NATIONALITIES, ONR_LIST_MONTHS, ONR_LIST_WEEKDAYS};
    for (unsigned i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (onr_token_in(check->prose, first, starts[i]))
            return true;
    return covered(check, first, last, (enum onr_list)spec->list) ||
            covered(check, first, last, ONR_LIST_NOT_PARTIES) ||
           onr_prose_match(check->prose, first, ONR_LIST_MEDIA);
}

/* Whether a run of capitals is somebody: not a sentence's first word alone, not a people ("the Uighurs"). */
static bool is_somebody(const struct onr_check *check, uint32_t first, uint32_t last, uint32_t name)
{
    const struct onr_name *own = &check->sources->names.all.at[name];
    const struct onr_token *token = &check->prose->tokens.at[first];
    if (own->person || last - first > 1)
        return true;
    bool plural = check->prose->text->bytes[token->end - 1] == 's' && first &&
                  onr_token_in(check->prose, first - 1, ONR_LIST_DETERMINERS);
    return !plural && !(token->flags & ONR_TOKEN_STARTS_SENTENCE) && first != onr_prose_behind_dateline(check->prose, first);
}

/* Whether the sentence of a token holds an entry of the rule's exceptions: a dead person, a court. */
static bool is_past_asking(const struct onr_check *check, const struct onr_rule_spec *spec, uint32_t token)
{
    uint32_t first, end;
    onr_prose_stretch(check->prose, token, SENTENCE_REACH, &first, &end);
    return spec->except >= 0 && any_in(check, first, end, (enum onr_list)spec->except);
}

/* Marks the words of the sentences that tell of a death: who is named there is not asked. */
static void note_dead(struct onr_check *check, const struct onr_rule_spec *spec, struct parties *parties)
{
    uint32_t first, end, done = 0;
    for (uint32_t i = 0; spec->except >= 0 && i < check->prose->tokens.count; i++) {
        if (!onr_prose_match(check->prose, i, (enum onr_list)spec->except))
            continue;
        onr_prose_stretch(check->prose, i, SENTENCE_REACH, &first, &end);
        for (uint32_t k = first > done ? first : done; k < end; k++)
            if (check->prose->tokens.at[k].shape >= ONR_SHAPE_CAPITALIZED)
                onr_map_set(&parties->dead, check->arena, check->prose->tokens.at[k].word, 1, true);
        done = end;
    }
}

static bool is_dead(const struct onr_check *check, const struct parties *parties, uint32_t name)
{
    const struct onr_name *own = &check->sources->names.all.at[name];
    return own->person && onr_map_get(&parties->dead, own->last_word) != UINT32_MAX;
}

/* The party as a reader would call it: "the Trump administration" for Trump. */
static struct onr_span party_span(const struct onr_check *check, uint32_t first, uint32_t last)
{
    if (last < check->prose->tokens.count && onr_token_in(check->prose, last, ONR_LIST_INSTITUTIONS) &&
        check->prose->tokens.at[last].sentence == check->prose->tokens.at[first].sentence)
        last++;
    if (first && onr_token_in(check->prose, first - 1, ONR_LIST_THE) &&
        check->prose->tokens.at[first - 1].sentence == check->prose->tokens.at[first].sentence)
        first--;
    return onr_token_span(check->prose, first, last - first);
}

/* Whether the one who claims is the party, or belongs to it: a White House official on the administration. */
static bool is_own(const struct onr_check *check, uint32_t attribution, uint32_t last, const struct onr_name *party,
                   bool government)
{
    const struct onr_mention *m = &check->sources->mentions[attribution];
    for (uint32_t i = m->first; i < m->end; i++) {
        uint64_t word = check->prose->tokens.at[i].word;
        if (word == party->last_word || word == check->prose->tokens.at[last - 1].word)
            return true;
    }
    return government && any_in(check, m->first, m->end, ONR_LIST_GOVERNMENTS);
}

/* Whether a name, or the role it has, is a government's. */
static bool is_government(const struct onr_check *check, uint32_t first, struct onr_span span,
        const struct onr_name *name)
{
    return any_in(check, first, onr_prose_token_at(check->prose, span.end), ONR_LIST_GOVERNMENTS) ||
           (name->role.end && any_in(check, onr_prose_token_at(check->prose, name->role.start),
                                     onr_prose_token_at(check->prose, name->role.end), ONR_LIST_GOVERNMENTS));
}

static void add_party(struct onr_check *check, const struct onr_rule_spec *spec, struct parties *parties,
                      const struct claim *claim, uint32_t first, uint32_t last)
{
    uint32_t name = onr_names_find(&check->sources->names, check->prose, first, last);
    if (name == ONR_NONE || !is_somebody(check, first, last, name) || is_nobody(check, spec, first, last) ||
        is_past_asking(check, spec, first) || is_dead(check, parties, name))
        return;
    const struct onr_name *own = &check->sources->names.all.at[name];
    struct onr_span span = party_span(check, first, last);
    bool government = is_government(check, first, span, own), calls = claim->calls && first <= claim->latest;
    if (is_own(check, claim->attribution, last, own, government))
        return;
    struct party party = {name, claim->attribution, span, government, calls, false};
    uint32_t known = onr_map_get(&parties->by_name, name);
    if (known == UINT32_MAX) {
        onr_map_set(&parties->by_name, check->arena, name, parties->all.count, false);
        ONR_ARRAY_PUSH(check->arena, &parties->all, party);
    } else if (calls && !parties->all.at[known].called) {
        parties->all.at[known] = party;
    }
}

static void add_parties(struct onr_check *check, const struct onr_rule_spec *spec, struct parties *parties,
                        struct claim claim)
{
    uint32_t first, last;
    for (uint32_t i = claim.first; i < claim.end; i = last > i ? last : i + 1) {
        if (onr_name_run(check->prose, i, claim.end, &first, &last) == ONR_NONE)
            return;
        if (last > first)
            add_party(check, spec, parties, &claim, first, last);
    }
}

static struct claim claim_of(const struct onr_check *check, uint32_t attribution, uint32_t start, bool calls)
{
    const struct onr_attribution_tokens *t = &check->attributions->tokens.at[attribution];
    uint32_t first = onr_prose_behind_dateline(check->prose, t->content);
    first = first > t->content && first < t->content_end ? first : t->content;
    /* What is alleged is looked for behind the dateline; a dateline uses up the reach of a mere claim. */
    uint32_t from = start == ACCUSED_START ? first : t->content;
    uint32_t end = from + CLAIM_REACH < t->content_end ? from + CLAIM_REACH : t->content_end;
    return (struct claim){attribution, first, end, from + start, calls};
}

/*
 * Whom a cue of accusation accuses: those between it and what they are accused of ("accuses Harbour Lines of …"), or
 * its subject where it is passive ("Harbour Lines was accused by …").
 */
static void add_accused(struct onr_check *check, const struct onr_rule_spec *spec, struct parties *parties,
        uint32_t i)
{
    const struct onr_attribution_tokens *t = &check->attributions->tokens.at[i];
    uint32_t first, end;
    if (!any_in(check, t->cue, t->cue_end, ONR_LIST_ACCUSING_CUES))
        return;
    onr_prose_stretch(check->prose, t->cue, SENTENCE_REACH, &first, &end);
    uint32_t behind = onr_prose_behind_dateline(check->prose, t->cue);
    if (t->source > t->cue)
        add_parties(check, spec, parties, (struct claim){i, behind > first ? behind : first, t->cue, t->cue, true});
    else if (t->content >= t->cue_end) {
        uint32_t reach = t->content + CLAIM_REACH, count = check->prose->tokens.count;
        add_parties(check, spec, parties, (struct claim){i, t->cue_end, reach < count ? reach : count,
                t->content + CLAIM_START, true});
    }
}

/* Parties stand at the head of what is said of them, or where a cue accuses them. */
static void collect_parties(struct onr_check *check, const struct onr_rule_spec *spec, struct parties *parties)
{
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_attribution_tokens *t = &check->attributions->tokens.at[i];
        const struct onr_source *source = onr_check_source(check, i);
        if (!source || t->content == ONR_NONE || !onr_check_in_body(check, t->content))
            continue;
        bool unnamed = source->class_ == ONR_CLASS_UNNAMED;
        if (check->attributions->records.at[i].mode == ONR_MODE_ACCUSATION)
            add_accused(check, spec, parties, i);
        else if (unnamed && any_in(check, t->content, t->content_end, ONR_LIST_ALLEGATIONS))
            add_parties(check, spec, parties, claim_of(check, i, ACCUSED_START, true));
        else if (unnamed)
            add_parties(check, spec, parties,
                        claim_of(check, i, CLAIM_START, onr_check_paragraph(check, t->content) < CENTRAL));
    }
}

/* Marks the parties whose names stand among tokens first to end, and governments where one speaks there. */
static void answer(struct onr_check *check, struct parties *parties, uint32_t from, uint32_t end)
{
    uint32_t first, last;
    bool government = any_in(check, from, end, ONR_LIST_GOVERNMENTS);
    for (uint32_t i = 0; government && i < parties->all.count; i++)
        parties->all.at[i].answered |= parties->all.at[i].government;
    for (uint32_t i = from; i < end; i = last > i ? last : i + 1) {
        if (onr_name_run(check->prose, i, end, &first, &last) == ONR_NONE)
            return;
        uint32_t name = onr_names_find(&check->sources->names, check->prose, first, last);
        uint32_t party = onr_map_get(&parties->by_name, name);
        if (party != UINT32_MAX)
            parties->all.at[party].answered = true;
    }
}

/* The party whose name stands last before a token and is a person's, a body's, or either; ONR_NONE for none nearby. */
static uint32_t party_before(const struct onr_check *check, const struct parties *parties, uint32_t token, bool person,
                             bool body)
{
    uint32_t first, last, found = ONR_NONE;
    for (uint32_t i = token > ANSWER_REACH ? token - ANSWER_REACH : 0; i < token; i = last > i ? last : i + 1) {
        if (onr_name_run(check->prose, i, token, &first, &last) == ONR_NONE)
            break;
        uint32_t name = onr_names_find(&check->sources->names, check->prose, first, last);
        uint32_t party = name == ONR_NONE ? UINT32_MAX : onr_map_get(&parties->by_name, name);
        if (party != UINT32_MAX && (check->sources->names.all.at[name].person ? person : body))
            found = party;
    }
    return found;
}

/* Whether a word of a phrase may tell whom it is of: "the mayor's spokesman", "a bank spokesman". */
static bool tells_whose(const struct onr_prose *prose, uint32_t i)
{
    static const enum onr_list small[] = {ONR_LIST_DETERMINERS, ONR_LIST_PREPOSITIONS, ONR_LIST_POSSESSIVES,
                                          ONR_LIST_PRONOUNS, ONR_LIST_SPOKES, ONR_LIST_CLAUSE_STARTERS};
    bool tells = prose->tokens.at[i].kind == ONR_TOKEN_WORD && !(prose->tokens.at[i].flags & ONR_TOKEN_CLITIC);
    for (unsigned k = 0; k < sizeof small / sizeof small[0]; k++)
        tells = tells && !onr_token_in(prose, i, small[k]);
    return tells;
}

/* Marks the party that a word of a phrase points to, by a role it has or a name that holds the word; false for none. */
static bool answer_by_word(struct onr_check *check, struct parties *parties, uint32_t i)
{
    const struct onr_names *names = &check->sources->names;
    uint64_t word = check->prose->tokens.at[i].word;
    bool role = onr_token_in(check->prose, i, ONR_LIST_ROLES) || onr_token_in(check->prose, i, ONR_LIST_TITLES);
    uint32_t name = role ? onr_map_get(&names->by_role, word) : UINT32_MAX;
    if (name == UINT32_MAX)
        name = onr_map_get(&names->by_word, word);
    uint32_t party = name == UINT32_MAX ? UINT32_MAX : onr_map_get(&parties->by_name, name);
    if (party != UINT32_MAX)
        parties->all.at[party].answered = true;
    return name != UINT32_MAX;
}

/* Whether a word is a general one for somebody the text has named: a role, "the company", an adverb. */
static bool is_general(const struct onr_prose *prose, uint32_t i)
{
    return onr_token_in(prose, i, ONR_LIST_ROLES) || onr_token_in(prose, i, ONR_LIST_TITLES) ||
           onr_token_in(prose, i, ONR_LIST_CUE_ADVERBS) || onr_prose_match(prose, i, ONR_LIST_GENERIC_BODIES) > 0;
}

/*
 * Whoever answers without a name: "a spokesman for the mayor", "its spokesman", "the company", "he". A word may tell whose
 * it is; where none does it is the party named last, but of "a bank spokesman" where no bank is named.
 */
static void answer_unnamed(struct onr_check *check, struct parties *parties, uint32_t from, uint32_t end)
{
    const struct onr_prose *prose = check->prose;
    uint32_t first, last;
    if (onr_name_run(prose, from, end, &first, &last) != ONR_NONE &&
        onr_names_find(&check->sources->names, prose, first, last) != ONR_NONE)
        return; /* it has one */
    bool spokes = any_in(check, from, end, ONR_LIST_SPOKES);
    bool thing = any_in(check, from, end, ONR_LIST_PRONOUNS_THING) || any_in(check, from, end, ONR_LIST_GENERIC_BODIES);
    bool person = any_in(check, from, end, ONR_LIST_PRONOUNS_MALE) || any_in(check, from, end, ONR_LIST_PRONOUNS_FEMALE);
    bool other = !(spokes || thing || person);
    for (uint32_t i = from; i < end; i++) {
        if (tells_whose(prose, i) && answer_by_word(check, parties, i))
            return;
        other = other || (tells_whose(prose, i) && !is_general(prose, i));
    }
    if (other)
        return;
    uint32_t party = party_before(check, parties, from, !thing, !person);
    if (party != ONR_NONE)
        parties->all.at[party].answered = true;
}

/* The token after those of a span. */
static uint32_t end_of(const struct onr_check *check, struct onr_span span)
{
    uint32_t end = onr_prose_token_at(check->prose, span.start);
    while (end < check->prose->tokens.count && check->prose->tokens.at[end].start < span.end)
        end++;
    return end;
}

static void settle_answers(struct onr_check *check, struct parties *parties)
{
    for (uint32_t i = 0; i < check->sources->ledger.count; i++) {
        const struct onr_comment_request *entry = &check->sources->ledger.at[i];
        answer(check, parties, onr_prose_token_at(check->prose, entry->span.start), end_of(check, entry->span));
        if (entry->who.start >= entry->who.end)
            continue;
        answer(check, parties, onr_prose_token_at(check->prose, entry->party.start), end_of(check, entry->party));
        answer_unnamed(check, parties, onr_prose_token_at(check->prose, entry->party.start), end_of(check, entry->party));
    }
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_source *source = onr_check_source(check, i);
        const struct onr_mention *m = &check->sources->mentions[i];
        bool reports = check->attributions->records.at[i].mode != ONR_MODE_ATTITUDE;
        if (source && reports && source->class_ != ONR_CLASS_UNNAMED && m->end > m->first)
            answer(check, parties, m->first, m->end);
        if (source && reports && source->class_ == ONR_CLASS_SPOKESPERSON && m->end > m->first)
            answer_unnamed(check, parties, m->first, m->end);
    }
}

void onr_kind_party_reply(struct onr_check *check, const struct onr_rule_spec *spec)
{
    struct parties parties = {0};
    note_dead(check, spec, &parties);
    collect_parties(check, spec, &parties);
    if (check->arena->failed)
        return; /* the map may tell of a party that the array had no room for */
    settle_answers(check, &parties);
    uint32_t unanswered = 0, answered = 0;
    for (uint32_t i = 0; i < parties.all.count; i++) {
        answered += parties.all.at[i].answered;
        unanswered += parties.all.at[i].called && !parties.all.at[i].answered;
    }
    float share = unanswered ? (float)unanswered / (float)(unanswered + answered) : 0;
    bool first = true;
    for (uint32_t i = 0; i < parties.all.count; i++) {
        const struct party *party = &parties.all.at[i];
        if (party->answered || !party->called)
            continue;
        struct onr_hit hit = onr_hit_make(check, spec, party->span);
        hit.attribution = party->attribution;
        hit.source = check->sources->of_attribution[party->attribution];
        hit.points = first ? hit.points * share : 0;
        hit.met = unanswered;
        hit.of = parties.all.count;
        hit.scored = first;
        first = false;
        onr_hit_slot(&hit, "party", NULL, party->span);
        onr_hit_push(check, hit);
    }
}

/* A hash of the words of a span, determiners left out. */
static uint64_t words_key(const struct onr_check *check, struct onr_span span)
{
    uint64_t key = 7;
    for (uint32_t t = onr_prose_token_at(check->prose, span.start);
         t < check->prose->tokens.count && check->prose->tokens.at[t].start < span.end; t++)
        if (!onr_token_in(check->prose, t, ONR_LIST_DETERMINERS))
            key = onr_hash_join(key, check->prose->tokens.at[t].word);
    return key;
}

void onr_kind_declined_but_quoted(struct onr_check *check, const struct onr_rule_spec *spec)
{
    struct onr_map speakers = {0};
    for (uint32_t i = 0; i < check->sources->records.count; i++) {
        const struct onr_source *source = &check->sources->records.at[i];
        if (source->class_ == ONR_CLASS_UNNAMED && !source->plural && onr_check_tells(check, source))
            onr_map_set(&speakers, check->arena, words_key(check, source->label), i, true);
    }
    for (uint32_t i = 0; i < check->sources->ledger.count; i++) {
        const struct onr_comment_request *entry = &check->sources->ledger.at[i];
        if (entry->outcome != ONR_OUTCOME_DECLINED || !entry->who.end)
            continue;
        uint32_t source = onr_map_get(&speakers, words_key(check, entry->who));
        if (source == UINT32_MAX)
            continue;
        struct onr_hit hit = onr_hit_make(check, spec, entry->span);
        hit.source = source;
        hit.related = check->sources->records.at[source].label;
        hit.related_message = "quoted here";
        onr_hit_slot(&hit, "party", NULL, entry->who);
        onr_hit_push(check, hit);
    }
}
