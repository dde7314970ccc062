/* A newsroom's policy: severities and thresholds by rule, rules and words of its own. */
#ifndef ONR_RULE_POLICY_H
#define ONR_RULE_POLICY_H

#include "base/arena.h"
#include "pack/pack.h"
#include "rule/rule.h"

/* A list of words that rules of the policy's own name. */
struct onr_policy_list {
    const char *name; /* in the policy's arena */
    bool named;       /* a rule names it */
};

/* What a newsroom sets for one rule. */
struct onr_policy_setting {
    bool has_severity;  /* severity is set */
    bool has_threshold; /* threshold is set */
    uint8_t severity;   /* onr_severity */
    float threshold;    /* from which the rule shows */
};

struct onr_policy {
    struct onr_arena arena;                        /* holds all below */
    struct onr_pack pack;                          /* the built-in words with the newsroom's */
    ONR_ARRAY(struct onr_policy_list) lists;       /* numbered from ONR_LISTS */
    ONR_ARRAY(struct onr_rule_spec) rules;         /* its own, numbered from the count of the built-in ones */
    ONR_ARRAY(struct onr_policy_setting) settings; /* one for each rule, the built-in ones first */
};

/* The rule at an index below onr_policy_rule_count. policy may be NULL. */
const struct onr_rule_spec *onr_policy_spec(const struct onr_policy *policy, uint32_t rule);
/* The number of the policy's own list of a name, from 0, or -1. */
int onr_policy_find_list(const struct onr_policy *policy, const char *name);
/* Whether bytes are UTF-8 text; else ONR_EENCODING, and error's offset is the line. */
int onr_policy_check_bytes(const char *bytes, size_t length, struct onr_error *error);
/* Whether a rule is the newsroom's own. */
bool onr_policy_owns(const struct onr_policy *policy, uint32_t rule);

#endif
