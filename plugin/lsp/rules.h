/* The rules of findings and by name: the one place that asks the core for them. */
#ifndef ONR_LSP_RULES_H
#define ONR_LSP_RULES_H

#include "onrecord.h"

/* The rule at an index that a finding or a deduction of an analysis has. Borrowed from it, or static. */
const struct onr_rule *onr_rule_of(const struct onr_analysis *analysis, uint32_t rule);
/* The built-in rule with an id, which may be NULL, and its index; NULL where there is none. */
const struct onr_rule *onr_rule_named(const char *id, uint32_t *index);
/* Whether a rule is built in: then its page is written. */
bool onr_rule_is_built_in(uint32_t rule);

#endif
