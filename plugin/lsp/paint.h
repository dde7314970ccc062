/*
 * A draft as stretches that do not overlap and lie on one line each: quotations, cues, and sources
 * by class. What semantic tokens and the ranges for other clients are made of.
 */
#ifndef ONR_LSP_PAINT_H
#define ONR_LSP_PAINT_H

#include "lsp/draft.h"

enum onr_paint_kind {
    ONR_PAINT_QUOTATION,
    ONR_PAINT_CUE,
    ONR_PAINT_NAMED, /* sources, in the order of onr_class from ONR_CLASS_NAMED on */
    ONR_PAINT_UNNAMED,
    ONR_PAINT_SPOKESPERSON,
    ONR_PAINT_ORGANIZATION,
    ONR_PAINT_DOCUMENT,
    ONR_PAINT_MEDIA,
    ONR_PAINT_COLLECTIVE,
    ONR_PAINT_SELF,
    ONR_PAINT_NONE, /* nobody holds it: "reportedly", "it is said" */
    ONR_PAINT_KINDS,
};

enum onr_paint_mark {
    ONR_PAINT_BY_UNNAMED = 1 << 0,    /* what it belongs to has no name */
    ONR_PAINT_FIRST_MENTION = 1 << 1, /* the mention of a source that says most of it */
    ONR_PAINT_NESTED = 1 << 2,        /* inside what another says */
    ONR_PAINT_WAIVED = 1 << 3,        /* a finding there is waived in the draft */
    ONR_PAINT_MARKS = 4,              /* how many there are */
};

struct onr_stretch {
    struct onr_span span;     /* bytes, on one line */
    enum onr_paint_kind kind; /* what it is */
    unsigned marks;           /* onr_paint_mark bits */
    uint32_t source;          /* index, or ONR_NONE */
    uint32_t attribution;     /* index, or ONR_NONE */
};

struct onr_painting {
    struct onr_stretch *at; /* count stretches in document order; owned */
    uint32_t count;
    uint32_t capacity;
};

/* The name of a kind and of the mark at an index below ONR_PAINT_MARKS. Static. */
const char *onr_paint_kind_name(enum onr_paint_kind kind);
const char *onr_paint_mark_name(unsigned index);

/* Paints what meets a span. Returns 0 and the caller calls onr_painting_free, or -1. */
int onr_paint(struct onr_painting *painting, struct onr_draft *draft,
              const struct onr_analysis *analysis, struct onr_span within);
void onr_painting_free(struct onr_painting *painting);

#endif
