/* Rules about sources and attributions by their attributes alone. */
#include "rule/check.h"

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
        if (spans_hold(check, check->attributions->records.at[record->attributions.at[i]].cue, (enum onr_list)spec->except))
            return true;
    return false;
}

/* A collective is no longer vague where a member speaks by name within so many sentences of it. */
static bool member_named(const struct onr_check *check, const struct onr_source *source)
{
    if (check->threshold <= 0)
        return false;
    uint32_t own = source->attributions.at[0];
    uint32_t sentence = check->prose->tokens.at[check->attributions->tokens.at[own].cue].sentence;
    for (uint32_t i = own; i < check->attributions->tokens.count; i++) {
        uint32_t its = check->prose->tokens.at[check->attributions->tokens.at[i].cue].sentence;
        if ((float)its > (float)sentence + check->threshold)
            return false;
        const struct onr_source *other = onr_check_source(check, i);
        if (i > own && other && other->class_ == ONR_CLASS_NAMED)
            return true;
    }
    return false;
}

/* Whether a source tells anything: one that only declines, or is only said to wish, is none to be weighed. */
static bool tells(const struct onr_check *check, const struct onr_source *source)
{
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        enum onr_mode mode = check->attributions->records.at[source->attributions.at[i]].mode;
        if (mode != ONR_MODE_REFUSAL && mode != ONR_MODE_ATTITUDE)
            return true;
    }
    return false;
}

void onr_kind_source(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->sources->records.count; i++) {
        const struct onr_source *source = &check->sources->records.at[i];
        if (!onr_rule_meets(spec, source, NULL) || !tells(check, source) || onr_check_excepted(check, spec, i) ||
            member_named(check, source))
            continue;
        struct onr_hit hit = onr_hit_make(check, spec, place_of(spec, source));
        hit.source = i;
        hit.points = onr_rule_points(spec, source, NULL);
        hit.shown = !(spec->silent.values &&
                      spec->silent.values >> onr_attribute_value(spec->silent.attribute, source, NULL) & 1);
        fill(&hit, source);
        onr_hit_push(check, hit);
    }
}

/* Words of an attribution's content inside quotation marks. */
static uint32_t quoted_words(const struct onr_check *check, uint32_t attribution)
{
    const struct onr_attribution *record = &check->attributions->records.at[attribution];
    uint32_t words = 0;
    for (uint32_t c = 0; c < record->content.count; c++) {
        uint32_t t = onr_prose_token_at(check->prose, record->content.at[c].start);
        for (; t < check->prose->tokens.count && check->prose->tokens.at[t].start < record->content.at[c].end; t++)
            words += check->prose->tokens.at[t].kind <= ONR_TOKEN_NUMBER && check->prose->tokens.at[t].depth &&
                     !(check->prose->tokens.at[t].flags & ONR_TOKEN_CLITIC);
    }
    return words;
}

void onr_kind_attribution(struct onr_check *check, const struct onr_rule_spec *spec)
{
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_attribution *record = &check->attributions->records.at[i];
        const struct onr_source *source = onr_check_source(check, i);
        if (!onr_rule_meets(spec, source, record))
            continue;
        if (check->threshold > 0 && (float)quoted_words(check, i) < check->threshold)
            continue;
        struct onr_spans spans = spec->place == ONR_PLACE_CUE ? record->cue
                                 : spec->place == ONR_PLACE_SOURCE ? record->source : record->content;
        struct onr_hit hit = onr_hit_make(check, spec, spans.count ? spans.at[0] : record->content.at[0]);
        hit.attribution = i;
        hit.source = check->sources->of_attribution[i];
        hit.points = onr_rule_points(spec, source, record);
        if (source)
            fill(&hit, source);
        onr_hit_push(check, hit);
    }
}
