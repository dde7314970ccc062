/* Findings: hits with their message and severity, in document order. */
#ifndef ONR_RULE_FINDING_H
#define ONR_RULE_FINDING_H

#include "rule/check.h"

struct onr_findings {
    ONR_ARRAY(struct onr_finding) all; /* by span, the most severe first */
    struct onr_waiver *waivers;        /* the public records of the check's waivers */
};

/* Makes findings of the hits that the check's policy and profile show, and tells which are waived. ONR_ENOMEM. */
int onr_findings_make(struct onr_findings *findings, const struct onr_check *check, struct onr_error *error);

#endif
