/* Findings as diagnostics. */
#ifndef ONR_LSP_DIAGNOSTICS_H
#define ONR_LSP_DIAGNOSTICS_H

#include "lsp/params.h"

/* Whether a draft's settings let a finding be shown. */
bool onr_diagnostic_shown(const struct onr_draft *draft, const struct onr_finding *finding);
/* One finding as a diagnostic. New. */
json_t *onr_diagnostic(struct onr_server *server, struct onr_draft *draft,
                       const struct onr_finding *finding);
/*
 * All that is to be shown of a draft now, and whether something is held back in draft->holds. New.
 */
json_t *onr_diagnostics(struct onr_server *server, struct onr_draft *draft);
/*
 * The sentence that is being typed and has not ended; empty where there is none. Findings in it
 * are held back.
 */
struct onr_span onr_held_sentence(struct onr_server *server, struct onr_draft *draft);

#endif
