/* What a change does to the sourcing of one draft: two analyses held against each other. */
#ifndef ONR_REVIEW_COMPARE_H
#define ONR_REVIEW_COMPARE_H

#include "review/draft.h"

enum onr_source_event {
    ONR_SOURCE_ANONYMOUS, /* what a named source said now comes from an unnamed one */
    ONR_SOURCE_NAMED,     /* the other way round */
    ONR_SOURCE_LOST,      /* it says nothing any more */
    ONR_SOURCE_GAINED,    /* it said nothing before */
    ONR_SOURCE_DESCRIBED, /* an unnamed one is described in other words */
    ONR_SOURCE_EVENTS,
};

struct onr_source_change {
    enum onr_source_event event;
    uint32_t before;     /* index of the source in the older analysis, or ONR_NONE */
    uint32_t after;      /* index in the newer one, or ONR_NONE */
    uint32_t statements; /* attributions it is about */
};

/* Words that changed inside quotation marks. */
struct onr_quotation_change {
    uint32_t before; /* index of the quotation in the older analysis */
    uint32_t after;  /* index in the newer one */
};

struct onr_comparison {
    struct onr_source_change *sources;        /* source_count changes by event; owned */
    uint32_t source_count;                    /* how many */
    struct onr_quotation_change *quotations;  /* quotation_count that were altered; owned */
    uint32_t quotation_count;                 /* how many */
    uint32_t quotations_added;                /* that were not there */
    uint32_t quotations_dropped;              /* that are gone */
    uint32_t *fresh;                          /* fresh_count indices of new findings; owned */
    uint32_t fresh_count;                     /* how many */
    uint32_t *mended;                         /* mended_count indices of findings that are gone; owned */
    uint32_t mended_count;                    /* how many */
    uint32_t kept;                            /* findings in both */
    uint32_t *partner;                        /* for each newer finding, hints too, the index of the
                                                 same one before, or ONR_NONE; owned */
};

/*
 * Compares two analyzed drafts. Hints and waived findings are not counted. False where memory runs
 * out; then there is nothing to free.
 */
bool onr_compare(struct onr_comparison *comparison, const struct onr_draft *before,
                 const struct onr_draft *after);
void onr_comparison_free(struct onr_comparison *comparison);
/* Whether nothing of the sourcing changed. */
bool onr_comparison_empty(const struct onr_comparison *comparison);
/* Whether a finding counts: neither a hint nor waived. */
bool onr_finding_counts(const struct onr_finding *finding);
/* The name of an event, "anonymous". Static. */
const char *onr_source_event_name(enum onr_source_event event);

#endif
