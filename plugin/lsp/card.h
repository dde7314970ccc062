/* What is told of a source, an attribution or a finding where somebody looks at it. */
#ifndef ONR_LSP_CARD_H
#define ONR_LSP_CARD_H

#include "lsp/params.h"

/* What a card is written to. */
struct onr_card {
    struct onr_out out;                  /* its text */
    bool markdown;                       /* else plain text */
    const struct onr_draft *draft;       /* borrowed */
    const struct onr_analysis *analysis; /* borrowed */
};

/* Writes the sourcing line: "Sourcing 35/100, thin: 2 named, 1 unnamed source carrying …". */
void onr_card_sourcing(struct onr_out *out, const struct onr_analysis *analysis);

/* Each writes a part; parts are set off from each other. */
void onr_card_source(struct onr_card *card, uint32_t source);
void onr_card_attribution(struct onr_card *card, uint32_t attribution);
void onr_card_finding(struct onr_card *card, const struct onr_finding *finding);
/* "100 - 30 anonymous-source = 70". */
void onr_card_arithmetic(struct onr_card *card, double from, struct onr_deductions deductions,
                         double to);

/*
 * The card of a source by a number a client gives back, as markup content. New; NULL where there is
 * no such source.
 */
json_t *onr_card_markup(struct onr_server *server, struct onr_draft *draft, json_int_t source,
                        bool markdown);

#endif
