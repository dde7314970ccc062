/* Comments in a draft that silence a rule: the one place that knows their form. */
#ifndef ONR_LSP_WAIVE_H
#define ONR_LSP_WAIVE_H

#include "lsp/params.h"

/* What a comment holds for: the next paragraph, all between two, the whole draft. */
enum onr_waive_scope { ONR_WAIVE_PARAGRAPH, ONR_WAIVE_STRETCH, ONR_WAIVE_FILE };

/*
 * The edits that waive the rule of a finding in its paragraph, in all paragraphs that a span meets,
 * or in the draft. New.
 */
json_t *onr_waive_edits(struct onr_draft *draft, const struct onr_analysis *analysis,
                        const struct onr_finding *finding, enum onr_waive_scope scope,
                        struct onr_span span);
/* How many paragraphs a span meets. */
uint32_t onr_waive_paragraphs(const struct onr_analysis *analysis, struct onr_span span);

#endif
