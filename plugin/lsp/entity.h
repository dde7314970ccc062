/* What of the analysis stands at a place of the draft. */
#ifndef ONR_LSP_ENTITY_H
#define ONR_LSP_ENTITY_H

#include "lsp/draft.h"

struct onr_entity {
    struct onr_span span; /* what the place lies in; empty where there is nothing */
    uint32_t source;      /* index, or ONR_NONE */
    uint32_t attribution; /* index, or ONR_NONE */
    bool mention;         /* span names the source; else it is a cue or what was said */
};

/* The smallest mention at a byte, else the cue, else the innermost content there. */
struct onr_entity onr_entity_at(const struct onr_analysis *analysis, uint32_t offset);
/* From the first byte of any of the spans to the last of any. */
struct onr_span onr_hull(struct onr_span span, struct onr_spans spans);
/* All of an attribution. */
struct onr_span onr_attribution_hull(const struct onr_attribution *attribution);
/* Whether a byte lies in a quotation: speech, not a title. */
bool onr_is_quoted(const struct onr_analysis *analysis, struct onr_span span);

#endif
