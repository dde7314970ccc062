/* Rules about sources and attributions by their attributes alone. */
#include "base/hash.h"
#include "rule/check.h"

#include <string.h>

#define SURE_PERSON 0.4F /* confidence from which somebody unnamed is taken to tell something */
#define SURE_GROUP 0.5F  /* the same for a group at large */
#define MOST_BESIDE 32   /* attributions behind a group that are looked at */
#define GROUP_REACH 40   /* tokens around a cue that make its sentence */
#define BESIDE 8         /* tokens around a named speaker that tell what group he belongs to */
#define DECLINES 4       /* tokens of a content in which "had no comment" begins */

static struct onr_span first_mention(const struct onr_source *source)
{
    return source->mentions.count ? source->mentions.at[0] : source->label;
}

static struct onr_span place_of(const struct onr_rule_spec *spec, const struct onr_source *source)
{
    if (spec->place == ONR_PLACE_BASIS && source->basis_span.end)
        return source->basis_span;
    if (spec->place == ONR_PLACE_REASON && source->reason_span.end)
        return source->reason_span;
    return source->label.end ? source->label : first_mention(source);
}

/* What the next rung of the ladder would tell (B2). */
static const char *missing_rung(const struct onr_source *source)
{
    switch (source->level) {
    case ONR_LEVEL_D1: return "role";
    case ONR_LEVEL_D2: return "branch or side";
    default: return "institution";
    }
}

static void fill(struct onr_hit *hit, const struct onr_source *source)
{
    onr_hit_slot(hit, "source", NULL, source->label);
    onr_hit_slot(hit, "missing", missing_rung(source), (struct onr_span){0, 0});
    if (source->reason_span.end)
        onr_hit_slot(hit, "reason", NULL, source->reason_span);
    else if (source->affiliation.end)
        onr_hit_slot(hit, "institution", NULL, source->affiliation);
    onr_hit_slot(hit, "relay", source->relays_unnamed ? ", which cites unnamed people" : "", (struct onr_span){0, 0});
}

static bool spans_hold(const struct onr_check *check, struct onr_spans spans, enum onr_list list)
{
    for (uint32_t i = 0; i < spans.count; i++)
        for (uint32_t t = onr_prose_token_at(check->prose, spans.at[i].start);
             t < check->prose->tokens.count && check->prose->tokens.at[t].start < spans.at[i].end; t++)
            if (onr_prose_match(check->prose, t, list))
                return true;
    return false;
}

bool onr_check_excepted(const struct onr_check *check, const struct onr_rule_spec *spec, uint32_t source)
{
    const struct onr_source *record = &check->sources->records.at[source];
    if (spec->except < 0)
        return false;
    if (spans_hold(check, record->mentions, (enum onr_list)spec->except))
        return true;
    for (uint32_t i = 0; i < record->attributions.count; i++)
        if (spans_hold(check, check->attributions->records.at[record->attributions.at[i]].cue,
                (enum onr_list)spec->except))
            return true;
    return false;
}

#define STEM 6 /* letters that two words of one kind share: Democrats, Democratic */

static bool same_stem(const struct onr_prose *prose, uint32_t a, uint32_t b)
{
    const struct onr_token *x = &prose->tokens.at[a], *y = &prose->tokens.at[b];
    uint32_t length = x->end - x->start < y->end - y->start ? x->end - x->start : y->end - y->start;
    if (x->word == y->word)
        return length >= STEM;
    if (length < STEM)
        return false;
    return onr_hash_word(prose->text->bytes + x->start, STEM) == onr_hash_word(prose->text->bytes + y->start, STEM);
}

/* Whether an entry of a list stands among tokens first to end and holds the last of them, or runs on from it. */
static bool ends_listed(const struct onr_check *check, uint32_t first, uint32_t end, enum onr_list list)
{
    for (uint32_t i = first; i < end; i++)
        if (i + onr_prose_match(check->prose, i, list) >= end)
            return true;
    return false;
}

/* The words a group is told by: its first mention, or the phrase its "who" points back to. */
struct group {
    uint32_t first, end; /* tokens */
    bool alone;          /* the mention itself, not a phrase before "who" */
};

static struct group group_of(const struct onr_check *check, const struct onr_source *source)
{
    const struct onr_mention *m = &check->sources->mentions[source->attributions.at[0]];
    bool relative = onr_token_in(check->prose, m->first, ONR_LIST_RELATIVES) && source->label.end;
    if (!relative)
        return (struct group){m->first, m->end, true};
    return (struct group){onr_prose_token_at(check->prose, source->label.start),
                          onr_prose_token_at(check->prose, source->label.end), false};
}

/* Whether a word of a group's mention stands in or beside that of a named source: it is one of them. */
static bool is_member(const struct onr_check *check, const struct group *group, uint32_t attribution)
{
    const struct onr_mention *m = &check->sources->mentions[attribution];
    uint32_t first, end;
    onr_prose_stretch(check->prose, check->attributions->tokens.at[attribution].cue, GROUP_REACH, &first, &end);
    if (m->end > m->first) {
        first = m->first > first + BESIDE ? m->first - BESIDE : first;
        end = m->end + BESIDE < end ? m->end + BESIDE : end;
    }
    for (uint32_t i = group->first; i < group->end; i++)
        for (uint32_t k = first > group->end ? first : group->end; k < end; k++)
            if (!check->prose->tokens.at[k].depth && same_stem(check->prose, i, k))
                return true;
    return false;
}

/* Whether the sentence names one of a group behind it: "including Jane Roe". */
static bool gives_member(const struct onr_check *check, uint32_t from)
{
    uint32_t first, end, run_first, run_last;
    onr_prose_stretch(check->prose, from - 1, 2 * GROUP_REACH, &first, &end);
    for (uint32_t i = from; i + 1 < end; i++) {
        if (!onr_prose_match(check->prose, i, ONR_LIST_EXAMPLES) ||
            check->prose->tokens.at[i + 1].shape < ONR_SHAPE_CAPITALIZED)
            continue;
        onr_name_run(check->prose, i + 1, end, &run_first, &run_last);
        uint32_t name = onr_names_find(&check->sources->names, check->prose, run_first, run_last);
        if (name != ONR_NONE && check->sources->names.all.at[name].person)
            return true;
    }
    return false;
}

/*
 * A collective is no longer vague where a member speaks by name within so many sentences of it: for critics and
 * experts whoever comes next, for a group of a kind one of that kind.
 */
static bool member_named(const struct onr_check *check, const struct onr_source *source)
{
    if (check->threshold <= 0)
        return false;
    uint32_t own = source->attributions.at[0];
    struct group group = group_of(check, source);
    bool judges = group.alone ? onr_mention_heads(check->prose, &check->sources->mentions[own], ONR_LIST_JUDGING_NOUNS)
                              : ends_listed(check, group.first, group.end, ONR_LIST_JUDGING_NOUNS);
    bool few = group.end == group.first + 1 && onr_token_in(check->prose, group.first, ONR_LIST_PRONOUNS_ANEW);
    uint32_t sentence = check->prose->tokens.at[check->attributions->tokens.at[own].cue].sentence;
    if (gives_member(check, group.end))
        return true;
    for (uint32_t i = own + 1; i < check->attributions->tokens.count; i++) {
        uint32_t its = check->prose->tokens.at[check->attributions->tokens.at[i].cue].sentence;
        if ((float)its > (float)sentence + check->threshold)
            return false;
        const struct onr_source *other = onr_check_source(check, i);
        enum onr_mode mode = check->attributions->records.at[i].mode;
        bool quoted = mode == ONR_MODE_DIRECT || mode == ONR_MODE_MIXED;
        bool next = its <= sentence + 1 && (few || (judges && quoted)); /* "Others say …" and one of them by name */
        if (other && other->class_ == ONR_CLASS_NAMED && (next || is_member(check, &group, i)))
            return true;
    }
    return false;
}

/*
 * Sentences behind a phrase in which somebody by name who speaks may be whom it leads in to: "Some protest leaders said they
 * would march. “We will,” said Thomas Burke"; for a group its own and the next. 0 for a source that is told as one.
 */
static uint32_t led_in_to(const struct onr_source *source)
{
    bool plain = source->class_ == ONR_CLASS_UNNAMED && source->reason == ONR_REASON_R0 && source->basis == ONR_BASIS_B0 &&
            source->level >= ONR_LEVEL_D2;
    bool media = source->class_ == ONR_CLASS_MEDIA && !source->outlet_named; /* "local media reported it. The Gazette said" */
    return source->class_ == ONR_CLASS_COLLECTIVE ? 1 : plain || media || source->class_ == ONR_CLASS_SPOKESPERSON ? 2 : 0;
}

/* Whether a role holds a word for those who speak for others. */
static bool speaks_for(const struct onr_check *check, struct onr_span role)
{
    for (uint32_t i = onr_prose_token_at(check->prose, role.start); i < check->prose->tokens.count && check->prose->tokens.at[i].start < role.end; i++)
        if (onr_token_in(check->prose, i, ONR_LIST_SPOKES) || onr_token_in(check->prose, i, ONR_LIST_ADVOCATES))
            return true;
    return false;
}

/* Whether a source by name is of the sort that another one, without a name, may lead in to. */
static bool is_one_of(const struct onr_check *check, const struct onr_source *unnamed, const struct onr_source *named)
{
    if (unnamed->class_ == ONR_CLASS_MEDIA)
        return named->class_ == ONR_CLASS_MEDIA && named->outlet_named;
    return named->class_ == ONR_CLASS_NAMED && (unnamed->class_ != ONR_CLASS_SPOKESPERSON || speaks_for(check, named->role));
}

/* Whether somebody by name speaks beside a group, or behind a phrase that tells no more than what sort of people speak. */
static bool speaker_beside(const struct onr_check *check, const struct onr_source *source)
{
    uint32_t own = source->attributions.at[0], reach = led_in_to(source);
    uint32_t sentence = check->prose->tokens.at[check->attributions->tokens.at[own].cue].sentence;
    for (uint32_t i = own + 1; reach && i < check->attributions->tokens.count && i < own + MOST_BESIDE; i++) {
        if (check->prose->tokens.at[check->attributions->tokens.at[i].cue].sentence > sentence + reach)
            return false;
        const struct onr_source *other = onr_check_source(check, i);
        enum onr_mode mode = check->attributions->records.at[i].mode;
        if (other && is_one_of(check, source, other) && mode != ONR_MODE_ATTITUDE && mode != ONR_MODE_REFUSAL)
            return true;
    }
    return false;
}

/*
 * Whether somebody unnamed, or a group, is said to tell something for sure: what may be no report at all is no ground for a
 * question, nor is what a group might think.
 */
static bool is_sure(const struct onr_check *check, const struct onr_source *source, uint32_t attribution)
{
    float confidence = check->attributions->records.at[attribution].confidence;
    if (source->class_ == ONR_CLASS_UNNAMED)
        return confidence >= SURE_PERSON ||
               spans_hold(check, check->attributions->records.at[attribution].cue, ONR_LIST_CUE_SURE);
    return source->class_ != ONR_CLASS_COLLECTIVE ||
           (confidence >= SURE_GROUP &&
            !onr_token_in(check->prose, check->attributions->tokens.at[attribution].cue, ONR_LIST_MODALS));
}

/* "A spokeswoman said she had no immediate comment": that tells nothing. */
static bool only_declines(const struct onr_check *check, uint32_t attribution)
{
    const struct onr_attribution_tokens *t = &check->attributions->tokens.at[attribution];
    for (uint32_t i = t->content; t->content != ONR_NONE && i < t->content_end && i < t->content + DECLINES; i++)
        if (onr_prose_match(check->prose, i, ONR_LIST_COMMENT_DECLINED))
            return true;
    return false;
}

/*
 * Whether a source tells anything: one that only declines, or is only said to wish, is none to be weighed. A group
 * that is said to hold a view does.
 */
bool onr_check_tells(const struct onr_check *check, const struct onr_source *source)
{
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        if (!is_sure(check, source, source->attributions.at[i]) || only_declines(check, source->attributions.at[i]))
            continue;
        enum onr_mode mode = check->attributions->records.at[source->attributions.at[i]].mode;
        if (mode != ONR_MODE_REFUSAL && mode != ONR_MODE_ATTITUDE)
            return true;
        const struct onr_spans cue = check->attributions->records.at[source->attributions.at[i]].cue;
        if (source->class_ == ONR_CLASS_COLLECTIVE && spans_hold(check, cue, ONR_LIST_VIEW_CUES))
            return true;
    }
    return false;
}

/*
 * Whether a relative clause reports what a group says of others: not what it feels or thinks, which only tells who
 * is meant, and not what befell it ("migrants who say they were robbed").
 */
static bool claims(const struct onr_check *check, uint32_t attribution)
{
    static const enum onr_list lists[] = {ONR_LIST_CUE_SPEECH, ONR_LIST_CUE_ACCUSATION};
    const struct onr_attribution_tokens *t = &check->attributions->tokens.at[attribution];
    if (t->content == ONR_NONE || onr_token_in(check->prose, t->content, ONR_LIST_PRONOUNS_PLURAL))
        return false;
    for (uint32_t i = t->cue; i < t->cue_end; i++)
        for (unsigned k = 0; k < sizeof lists / sizeof lists[0]; k++)
            if (onr_prose_match(check->prose, i, lists[k]))
                return true;
    return false;
}

/*
 * Whether the rule's list holds the head of a mention of the source's own class, or of its label where it is only
 * told of by "who"; a rule without a list asks nothing.
 */
static bool head_listed(const struct onr_check *check, const struct onr_rule_spec *spec,
        const struct onr_source *source)
{
    for (uint32_t i = 0; spec->list >= 0 && i < source->attributions.count; i++) {
        const struct onr_mention *m = &check->sources->mentions[source->attributions.at[i]];
        bool meant = m->class_ == source->class_ || (source->class_ == ONR_CLASS_COLLECTIVE && m->class_ == ONR_CLASS_UNNAMED);
        if (meant && ends_listed(check, m->first, m->head + 1, (enum onr_list)spec->list))
            return true;
    }
    struct group group = spec->list < 0 ? (struct group){0} : group_of(check, source);
    return spec->list < 0 || (!group.alone && claims(check, source->attributions.at[0]) &&
                              ends_listed(check, group.first, group.end, (enum onr_list)spec->list));
}

/* One of several unnamed people loses what they lose; what is asked is asked of all of them. */
static bool is_told_of_group(const struct onr_check *check, uint32_t source)
{
    uint32_t group = check->sources->group.at[source];
    return group != ONR_NONE && check->sources->records.at[group].class_ == ONR_CLASS_UNNAMED &&
           onr_mention_is_part(check->prose, &check->sources->fullest.at[source]);
}

/* Whether two stretches of words share a word with a capital: "a Pentagon spokesman", "Pentagon spokesman John Roe". */
static bool share_name(const struct onr_check *check, struct onr_span a, struct onr_span b)
{
    const struct onr_token *tokens = check->prose->tokens.at;
    for (uint32_t i = onr_prose_token_at(check->prose, a.start); i < check->prose->tokens.count && tokens[i].start < a.end; i++)
        for (uint32_t k = onr_prose_token_at(check->prose, b.start); k < check->prose->tokens.count && tokens[k].start < b.end; k++)
            if (tokens[i].word == tokens[k].word && tokens[i].shape >= ONR_SHAPE_CAPITALIZED && !onr_token_in(check->prose, i, ONR_LIST_DETERMINERS))
                return true;
    return false;
}

/* Whether the draft names somebody who speaks for the same body: he is likely who is meant. */
static bool named_elsewhere(const struct onr_check *check, const struct onr_source *source)
{
    static const char *const spokes[] = {"spokesman", "spokeswoman", "spokesperson"};
    for (size_t i = 0; source->class_ == ONR_CLASS_SPOKESPERSON && i < sizeof spokes / sizeof spokes[0]; i++) {
        uint32_t name = onr_map_get(&check->sources->names.by_role, onr_hash_word(spokes[i], strlen(spokes[i])));
        if (name == ONR_NONE)
            continue;
        const struct onr_name *own = &check->sources->names.all.at[name];
        if (share_name(check, source->label, own->role) || share_name(check, source->label, own->affiliation))
            return true;
    }
    return false;
}

void onr_kind_source(struct onr_check *check, const struct onr_rule_spec *spec)
{
    struct onr_map labels = {0}; /* two readings of one phrase are one source */
    for (uint32_t i = 0; i < check->sources->records.count; i++) {
        const struct onr_source *source = &check->sources->records.at[i];
        if (!onr_rule_meets(spec, source, NULL) || !onr_check_tells(check, source) ||
                !head_listed(check, spec, source) ||
            onr_check_excepted(check, spec, i) || member_named(check, source) ||
            onr_map_get(&labels, source->label.start + 1) != UINT32_MAX)
            continue;
        onr_map_set(&labels, check->arena, source->label.start + 1, i, true);
        struct onr_hit hit = onr_hit_make(check, spec, place_of(spec, source));
        hit.source = i;
        hit.points = onr_rule_points(spec, source, NULL);
        hit.shown = !is_told_of_group(check, i) && !(spec->silent.values &&
                      spec->silent.values >> onr_attribute_value(spec->silent.attribute, source, NULL) & 1);
        hit.doubtful = onr_rule_doubts(spec, source, NULL) || speaker_beside(check, source) || named_elsewhere(check, source);
        fill(&hit, source);
        onr_hit_push(check, hit);
    }
}

/* Whether a quotation is a title; the last answer is kept, since its tokens ask one after the other. */
struct asked {
    uint32_t quote;
    bool title;
};

static bool in_title(const struct onr_check *check, uint32_t token, struct asked *last)
{
    uint32_t quote = check->prose->tokens.at[token].quotation;
    if (quote != last->quote)
        *last = (struct asked){quote, quote != ONR_NONE && onr_check_is_title(check, &check->prose->quotes.at[quote])};
    return last->title;
}

/* Words of a content, and those of them inside quotation marks. */
struct quoted {
    uint32_t words, of;   /* quoted, of so many */
    struct onr_span span; /* the first piece of the content with any; the first piece where none has */
};

static struct quoted quoted_words(const struct onr_check *check, uint32_t attribution)
{
    const struct onr_attribution *record = &check->attributions->records.at[attribution];
    struct asked last = {ONR_NONE, false};
    struct quoted q = {0, 0, record->content.count ? record->content.at[0] : record->cue.at[0]};
    for (uint32_t c = 0; c < record->content.count; c++) {
        uint32_t t = onr_prose_token_at(check->prose, record->content.at[c].start), before = q.words;
        for (; t < check->prose->tokens.count && check->prose->tokens.at[t].start < record->content.at[c].end; t++) {
            const struct onr_token *token = &check->prose->tokens.at[t];
            bool word = token->kind <= ONR_TOKEN_NUMBER && !(token->flags & ONR_TOKEN_CLITIC);
            q.of += word;
            q.words += word && token->depth && !in_title(check, t, &last);
        }
        if (!before && q.words)
            q.span = record->content.at[c];
    }
    return q;
}

void onr_kind_attribution(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_attribution *record = &check->attributions->records.at[i];
        const struct onr_source *source = onr_check_source(check, i);
        if (!onr_rule_meets(spec, source, record))
            continue;
        struct quoted quoted = quoted_words(check, i);
        if (check->threshold > 0 && (float)quoted.words < check->threshold)
            continue;
        struct onr_spans spans = spec->place == ONR_PLACE_CUE ? record->cue
                                 : spec->place == ONR_PLACE_SOURCE ? record->source : (struct onr_spans){0};
        struct onr_hit hit = onr_hit_make(check, spec, spans.count ? spans.at[0] : quoted.span);
        hit.attribution = i;
        hit.source = check->sources->of_attribution[i];
        hit.points = onr_rule_points(spec, source, record);
        hit.doubtful = onr_rule_doubts(spec, source, record) || (check->threshold > 0 && 2 * quoted.words < quoted.of);
        if (source)
            fill(&hit, source);
        onr_hit_push(check, hit);
    }
}
