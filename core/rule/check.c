#include "rule/check.h"

#include "base/error.h"
#include "rule/repeat.h"

typedef void (*kind_check)(struct onr_check *check, const struct onr_rule_spec *spec);

static const kind_check kinds[ONR_RULE_KINDS] = {
#define KIND_ROW(name, text) [ONR_RULE_KIND_##name] = onr_kind_##name,
    ONR_RULE_KIND_ROWS(KIND_ROW)
#undef KIND_ROW
};

/* Checks a rule with a threshold; its hits are shown, take points, or both. */
static void check_rule(struct onr_check *check, float threshold, bool shown, bool scored)
{
    const struct onr_rule_spec *spec = onr_policy_spec(check->policy, check->rule);
    uint32_t before = check->hits->all.count;
    check->threshold = threshold;
    kinds[spec->kind](check, spec);
    for (uint32_t i = before; i < check->hits->all.count; i++) {
        check->hits->all.at[i].shown &= shown;
        check->hits->all.at[i].scored &= scored;
    }
}

/* Checks the rule at hand as the score and as the policy and the profile have it. */
static void check_by_policy(struct onr_check *check)
{
    float by_score = onr_policy_spec(check->policy, check->rule)->threshold[0];
    double by_policy = onr_policy_threshold(check->policy, check->rule, check->profile);
    bool own = onr_policy_owns(check->policy, check->rule);
    bool same = by_policy < 0 || (float)by_policy == by_score;
    if (own || same) {
        check_rule(check, by_policy < 0 ? 0 : (float)by_policy, true, !own);
    } else {
        check_rule(check, by_score, false, true);
        check_rule(check, (float)by_policy, true, false);
    }
}

int onr_rules_check(struct onr_check *check, struct onr_error *error)
{
    struct onr_sources weighed;
    const struct onr_sources *found = check->sources;
    if (!onr_sources_weigh(check, &weighed))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    check->sources = &weighed;
    check->weighed = weighed.records.at;
    check->repeated = onr_blocks_repeated(check->prose, check->arena, &check->words_once);
    if (!check->repeated)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    uint32_t count = onr_policy_rule_count(check->policy);
    for (check->rule = 0; check->rule < count; check->rule++)
        if (onr_policy_spec(check->policy, check->rule)->kind != ONR_RULE_KIND_waiver_unused)
            check_by_policy(check);
    for (check->rule = 0; check->rule < count; check->rule++)
        if (onr_policy_spec(check->policy, check->rule)->kind == ONR_RULE_KIND_waiver_unused)
            check_by_policy(check);
    check->sources = found;
    return check->arena->failed ? onr_error_set(error, ONR_ENOMEM, 0, "memory ran out") : ONR_OK;
}

struct onr_hit onr_hit_make(const struct onr_check *check, const struct onr_rule_spec *spec, struct onr_span span)
{
    return (struct onr_hit){
        .rule = check->rule, .subject = spec->subject, .source = ONR_NONE, .attribution = ONR_NONE, .span = span,
        .points = spec->points_count ? spec->points[0].points : 0, .shown = true, .scored = true,
    };
}

void onr_hit_slot(struct onr_hit *hit, const char *name, const char *text, struct onr_span span)
{
    for (unsigned i = 0; i < ONR_HIT_SLOTS; i++)
        if (!hit->slots[i].name) {
            hit->slots[i] = (struct onr_slot){name, text, span};
            return;
        }
}

void onr_hit_push(struct onr_check *check, struct onr_hit hit)
{
    ONR_ARRAY_PUSH(check->arena, &check->hits->all, hit);
}

static bool meets(const struct onr_condition *condition, const struct onr_source *source,
                  const struct onr_attribution *attribution)
{
    return condition->values >> onr_attribute_value(condition->attribute, source, attribution) & 1;
}

bool onr_rule_meets(const struct onr_rule_spec *spec, const struct onr_source *source,
                    const struct onr_attribution *attribution)
{
    static const struct onr_source nobody = {.level = ONR_LEVEL_NONE};
    for (unsigned i = 0; i < spec->where_count; i++)
        if (!meets(&spec->where[i], source ? source : &nobody, attribution))
            return false;
    return true;
}

bool onr_rule_doubts(const struct onr_rule_spec *spec, const struct onr_source *source,
                     const struct onr_attribution *attribution)
{
    for (unsigned i = 0; source && i < spec->doubt_count; i++)
        if (meets(&spec->doubt[i], source, attribution))
            return true;
    return false;
}

float onr_rule_points(const struct onr_rule_spec *spec, const struct onr_source *source,
                      const struct onr_attribution *attribution)
{
    for (unsigned i = 0; i < spec->points_count; i++) {
        const struct onr_points *row = &spec->points[i];
        struct onr_condition condition = {row->attribute, row->values};
        if (row->attribute == ONR_ATTRIBUTES || (source && meets(&condition, source, attribution)))
            return row->points;
    }
    return 0;
}

const struct onr_source *onr_check_source(const struct onr_check *check, uint32_t attribution)
{
    uint32_t source = check->sources->of_attribution[attribution];
    return source == ONR_NONE ? NULL : &check->sources->records.at[source];
}

bool onr_check_in_body(const struct onr_check *check, uint32_t token)
{
    return onr_token_block(check->prose, token)->kind == ONR_BLOCK_BODY;
}

uint32_t onr_check_paragraph(const struct onr_check *check, uint32_t token)
{
    uint32_t block = check->prose->sentences.at[check->prose->tokens.at[token].sentence].block;
    return check->prose->markup->blocks.at[block].block.kind == ONR_BLOCK_BODY ? check->prose->body_paragraph[block]
                                                                              : ONR_NONE;
}

uint32_t onr_check_attribution_at(const struct onr_check *check, uint32_t token)
{
    uint32_t before = onr_attributions_before(check->attributions, token);
    return before > 3 ? before - 3 : 0;
}

bool onr_check_is_title(const struct onr_check *check, const struct onr_quote *quote)
{
    uint32_t capitals = 0;
    for (uint32_t i = quote->first_token + 1; i < quote->first_token + quote->token_count; i++) {
        const struct onr_token *token = &check->prose->tokens.at[i];
        if (token->kind != ONR_TOKEN_WORD || token->flags & ONR_TOKEN_CLITIC)
            continue;
        if (token->shape >= ONR_SHAPE_CAPITALIZED)
            capitals++;
        else if (!onr_token_in(check->prose, i, ONR_LIST_TITLE_SMALL_WORDS))
            return false;
    }
    return capitals > 1;
}
