#include "lsp/rules.h"

const struct onr_rule *onr_rule_of(const struct onr_analysis *analysis, uint32_t rule)
{
    return onr_analysis_rule(analysis, rule);
}

const struct onr_rule *onr_rule_named(const char *id, uint32_t *index)
{
    *index = id ? onr_rule_find(id) : ONR_NONE;
    return *index == ONR_NONE ? NULL : onr_policy_rule_at(NULL, *index);
}

bool onr_rule_is_built_in(uint32_t rule)
{
    return rule < onr_rule_count();
}
