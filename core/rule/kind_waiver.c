/* Rules about waivers: those that do not count, and those that silence nothing. */
#include "rule/check.h"

uint32_t onr_hit_waiver(const struct onr_check *check, const struct onr_hit *hit)
{
    if (onr_policy_spec(check->policy, hit->rule)->kind >= ONR_RULE_KIND_waiver_no_reason)
        return ONR_NONE;
    return onr_waiver_for(check->waivers, hit->rule, hit->span.start);
}

static void hit_flaws(struct onr_check *check, const struct onr_rule_spec *spec, enum onr_waiver_fault fault)
{
    for (uint32_t i = 0; i < check->waivers->flaws.count; i++) {
        const struct onr_waiver_flaw *flaw = &check->waivers->flaws.at[i];
        if (flaw->fault != fault)
            continue;
        struct onr_hit hit = onr_hit_make(check, spec, flaw->span);
        onr_hit_slot(&hit, "words", NULL, flaw->span);
        if (flaw->nearest != ONR_NONE)
            onr_hit_slot(&hit, "nearest", onr_policy_rule_at(check->policy, flaw->nearest)->id, flaw->span);
        onr_hit_push(check, hit);
    }
}

void onr_kind_waiver_no_reason(struct onr_check *check, const struct onr_rule_spec *spec)
{
    hit_flaws(check, spec, ONR_WAIVER_NO_REASON);
}

void onr_kind_waiver_unknown_rule(struct onr_check *check, const struct onr_rule_spec *spec)
{
    hit_flaws(check, spec, ONR_WAIVER_UNKNOWN_RULE);
}

void onr_kind_waiver_malformed(struct onr_check *check, const struct onr_rule_spec *spec)
{
    hit_flaws(check, spec, ONR_WAIVER_MALFORMED);
}

void onr_kind_waiver_unpaired(struct onr_check *check, const struct onr_rule_spec *spec)
{
    hit_flaws(check, spec, ONR_WAIVER_UNPAIRED);
}

/*
 * A waiver is of use where its rule is met, even if the profile at hand does not show it: the next desk's may.
 * onr_rules_check calls this when all other rules have made their hits.
 */
void onr_kind_waiver_unused(struct onr_check *check, const struct onr_rule_spec *spec)
{
    const struct onr_waivers *waivers = check->waivers;
    uint8_t *used = waivers->all.count ? onr_arena_take(check->arena, waivers->all.count) : NULL;
    for (uint32_t i = 0; used && i < check->hits->all.count; i++) {
        const struct onr_hit *hit = &check->hits->all.at[i];
        uint32_t waiver = onr_hit_waiver(check, hit);
        if (waiver != ONR_NONE)
            used[waiver] = 1;
    }
    for (uint32_t i = 0; used && i < waivers->all.count; i++) {
        if (used[i])
            continue;
        struct onr_hit hit = onr_hit_make(check, spec, waivers->all.at[i].rule_span);
        onr_hit_slot(&hit, "words", NULL, hit.span);
        onr_hit_push(check, hit);
    }
}
