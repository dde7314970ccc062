/* Comments in a draft that silence a rule: the one place that knows their form. */
#ifndef ONR_LSP_WAIVE_H
#define ONR_LSP_WAIVE_H

#include "lsp/params.h"

enum onr_waive_scope { ONR_WAIVE_PARAGRAPH, ONR_WAIVE_FILE };

/* The edit that waives the rule of a finding. New. */
json_t *onr_waive_edit(struct onr_draft *draft, const struct onr_analysis *analysis,
                       const struct onr_finding *finding, enum onr_waive_scope scope);

#endif
