/* Rules about the ledger: who should have been asked, and who declined yet seems to speak. */
#include "base/hash.h"
#include "rule/check.h"

#define SENTENCE_REACH 100 /* tokens of a sentence around a party that are looked into */
#define CLAIM_START 6   /* tokens of a claim in which its subject stands */
#define ACCUSED_START 9 /* the same where it alleges wrongdoing */

/* A party that is accused, or that an unnamed source makes claims about. */
struct party {
    uint32_t name;        /* index of its name */
    uint32_t attribution; /* where it is claimed of */
    struct onr_span span; /* where it stands there */
    bool answered;        /* the ledger or its own words say so */
};

struct parties {
    ONR_ARRAY(struct party) all;
    struct onr_map by_name; /* name -> index */
};

static bool is_nobody(const struct onr_check *check, const struct onr_rule_spec *spec, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (onr_prose_match(check->prose, i, (enum onr_list)spec->list) >= last - i)
            return true;
    return onr_token_in(check->prose, first, ONR_LIST_NATIONALITIES) || onr_token_in(check->prose, first, ONR_LIST_MONTHS) ||
           onr_token_in(check->prose, first, ONR_LIST_WEEKDAYS) || onr_prose_match(check->prose, first, ONR_LIST_MEDIA);
}

/* Whether the sentence of a token holds an entry of the rule's exceptions: a dead person, a court. */
static bool is_past_asking(const struct onr_check *check, const struct onr_rule_spec *spec, uint32_t token)
{
    uint32_t first, end;
    onr_prose_stretch(check->prose, token, SENTENCE_REACH, &first, &end);
    for (uint32_t i = first; spec->except >= 0 && i < end; i++)
        if (onr_prose_match(check->prose, i, (enum onr_list)spec->except))
            return true;
    return false;
}

/* The party as a reader would call it: "the Trump administration" for Trump. */
static struct onr_span party_span(const struct onr_check *check, uint32_t first, uint32_t last)
{
    if (last < check->prose->tokens.count && onr_token_in(check->prose, last, ONR_LIST_INSTITUTIONS) &&
        check->prose->tokens.at[last].sentence == check->prose->tokens.at[first].sentence)
        last++;
    if (first && onr_token_in(check->prose, first - 1, ONR_LIST_DETERMINERS) &&
        check->prose->tokens.at[first - 1].sentence == check->prose->tokens.at[first].sentence)
        first--;
    return onr_token_span(check->prose, first, last - first);
}

static void add_parties(struct onr_check *check, const struct onr_rule_spec *spec, struct parties *parties,
                        uint32_t attribution, uint32_t from, uint32_t end)
{
    uint32_t first, last;
    for (uint32_t i = from; i < end; i = last > i ? last : i + 1) {
        uint32_t run = onr_name_run(check->prose, i, end, &first, &last);
        if (run == ONR_NONE)
            return;
        uint32_t name = onr_names_find(&check->sources->names, check->prose, first, last);
        if (name == ONR_NONE || is_nobody(check, spec, first, last) || is_past_asking(check, spec, first) || onr_map_get(&parties->by_name, name) != UINT32_MAX)
            continue;
        struct party party = {.name = name, .attribution = attribution,
                              .span = party_span(check, run, last)};
        onr_map_set(&parties->by_name, check->arena, name, parties->all.count, false);
        ONR_ARRAY_PUSH(check->arena, &parties->all, party);
    }
}

static bool alleges(const struct onr_check *check, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (onr_prose_match(check->prose, i, ONR_LIST_ALLEGATIONS))
            return true;
    return false;
}

/* Parties stand at the head of what is said of them: its first words, or right behind a cue that accuses. */
static void collect_parties(struct onr_check *check, const struct onr_rule_spec *spec, struct parties *parties)
{
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_attribution_tokens *t = &check->attributions->tokens.at[i];
        const struct onr_source *source = onr_check_source(check, i);
        if (!source || t->content == ONR_NONE || !onr_check_in_body(check, t->content))
            continue;
        bool accused = alleges(check, t->content, t->content_end) ||
                       check->attributions->records.at[i].mode == ONR_MODE_ACCUSATION;
        uint32_t reach = accused ? ACCUSED_START : CLAIM_START;
        if (accused || source->class_ == ONR_CLASS_UNNAMED)
            add_parties(check, spec, parties, i, t->content,
                        t->content + reach < t->content_end ? t->content + reach : t->content_end);
    }
}

/* Marks the parties whose names stand among tokens first to end. */
static void answer(struct onr_check *check, struct parties *parties, uint32_t from, uint32_t end)
{
    uint32_t first, last;
    for (uint32_t i = from; i < end; i = last > i ? last : i + 1) {
        if (onr_name_run(check->prose, i, end, &first, &last) == ONR_NONE)
            return;
        uint32_t party = onr_map_get(&parties->by_name, onr_names_find(&check->sources->names, check->prose, first, last));
        if (party != UINT32_MAX)
            parties->all.at[party].answered = true;
    }
}

static void settle_answers(struct onr_check *check, struct parties *parties)
{
    for (uint32_t i = 0; i < check->sources->ledger.count; i++) {
        struct onr_span span = check->sources->ledger.at[i].span;
        uint32_t first = onr_prose_token_at(check->prose, span.start), end = first;
        while (end < check->prose->tokens.count && check->prose->tokens.at[end].start < span.end)
            end++;
        answer(check, parties, first, end);
    }
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_source *source = onr_check_source(check, i);
        const struct onr_mention *m = &check->sources->mentions[i];
        bool reports = check->attributions->records.at[i].mode != ONR_MODE_ATTITUDE;
        if (source && reports && source->class_ != ONR_CLASS_UNNAMED && m->end > m->first)
            answer(check, parties, m->first, m->end);
    }
}

void onr_kind_party_reply(struct onr_check *check, const struct onr_rule_spec *spec)
{
    struct parties parties = {0};
    collect_parties(check, spec, &parties);
    settle_answers(check, &parties);
    uint32_t unanswered = 0;
    for (uint32_t i = 0; i < parties.all.count; i++)
        unanswered += !parties.all.at[i].answered;
    float share = parties.all.count ? (float)unanswered / (float)parties.all.count : 0;
    bool first = true;
    for (uint32_t i = 0; i < parties.all.count; i++) {
        const struct party *party = &parties.all.at[i];
        if (party->answered)
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
        if (source->class_ == ONR_CLASS_UNNAMED && !source->plural)
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
