/* What formats that people read share about findings. */
#ifndef ONR_PRESENT_FINDINGS_H
#define ONR_PRESENT_FINDINGS_H

#include <stdbool.h>

#include "onrecord.h"
#include "present/paper.h"
#include "present/position.h"
#include "present/present.h"

/* Whether a finding is shown to people: neither waived nor below the least severity. */
bool onr_finding_shown(const struct onr_finding *finding, enum onr_severity least);
/* Whether a baseline accepts the finding at an index. */
bool onr_finding_accepted(const struct onr_view *view, uint32_t index);
/* The ink of a severity, beside its name. */
enum onr_ink onr_severity_ink(enum onr_severity severity);

#endif
