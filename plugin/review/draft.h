/* Drafts that are analyzed several at a time. */
#ifndef ONR_REVIEW_DRAFT_H
#define ONR_REVIEW_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"
#include "onrecord.h"

/* A text and what is found in it. Begins as all zero. */
struct onr_draft {
    struct onr_document document;  /* owned */
    struct onr_analysis *analysis; /* owned; NULL until it is analyzed, and where that failed */
    struct onr_options options;    /* of the analysis, but its format; set after open; borrowed */
    struct onr_problem problem;    /* why it could not be read or analyzed; "" for no problem */
    int code;                      /* the onr_code of that problem */
};

/*
 * Makes a draft of length bytes, which are the draft's from then on. encoding may be NULL or "".
 * False, with the draft's problem filled, where they are not in that encoding.
 */
bool onr_draft_open(struct onr_draft *draft, const char *path, char *bytes, size_t length,
                    const char *encoding);
/* Bytes of drafts that are best analyzed at a time: an analysis takes some fifty times as many. */
#define ONR_DRAFTS_BYTES ((size_t)2 << 20)

/* Analyzes those of count drafts that have no problem, on all processors. Some may be NULL. */
void onr_drafts_analyze(struct onr_draft *const *drafts, size_t count);
void onr_draft_close(struct onr_draft *draft);

#endif
