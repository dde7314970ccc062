/* Findings: hits with their message and severity, in document order. */
#ifndef ONR_RULE_FINDING_H
#define ONR_RULE_FINDING_H

#include "rule/check.h"

struct onr_findings {
    ONR_ARRAY(struct onr_finding) all; /* by span, the most severe first */
};

/* Makes findings of the hits that a policy (or NULL) and a profile show. ONR_ENOMEM. */
int onr_findings_make(struct onr_findings *findings, struct onr_arena *arena, const struct onr_text *text,
                      const struct onr_hits *hits, const struct onr_policy *policy, uint32_t profile,
                      struct onr_error *error);

#endif
