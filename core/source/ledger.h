/* What a place says of a request for comment. */
#ifndef ONR_SOURCE_LEDGER_H
#define ONR_SOURCE_LEDGER_H

#include "source/source.h"

struct onr_reply {
    uint32_t first, end;      /* tokens that say it */
    enum onr_outcome outcome; /* what came of it */
    bool asked;               /* they tell that somebody was asked; his answer stands elsewhere in the sentence */
    bool by;                  /* the party stands behind them: "denied by …" */
};

/* Reads what starts at a token; false where nothing does. */
bool onr_reply_read(const struct onr_prose *prose, uint32_t token, struct onr_reply *reply);

#endif
