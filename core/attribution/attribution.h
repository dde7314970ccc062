/*
 * Attributions: labelled spans linked into triples of content, cue and source.
 */
#ifndef ONR_ATTRIBUTION_ATTRIBUTION_H
#define ONR_ATTRIBUTION_ATTRIBUTION_H

#include "tag/tag.h"

/* A run of tokens with one role. */
struct onr_role_span {
    uint32_t first, end; /* tokens */
    uint32_t sentence;   /* of its first token */
    uint8_t role;        /* onr_role */
    uint8_t confidence;  /* 0 to 255, the mean of its tokens */
    uint32_t attribution; /* the attribution it is of, or ONR_NONE; of a source, the first of them */
};

/* What later stages need of an attribution beside its public record. */
struct onr_attribution_tokens {
    uint32_t cue;          /* first token of the cue, or of the content where there is no cue */
    uint32_t cue_end;      /* token after the cue's first piece; == cue where there is no cue */
    uint32_t source;       /* first token of the source; ONR_NONE without one */
    uint32_t source_end;   /* token after the source's first piece */
    uint32_t content;      /* first token of the content; ONR_NONE without any */
    uint32_t content_end;  /* token after the last piece of content */
};

struct onr_attributions {
    ONR_ARRAY(struct onr_attribution) records;
    ONR_ARRAY(struct onr_attribution_tokens) tokens; /* beside records */
    ONR_ARRAY(struct onr_nested) nested;             /* in document order */
    uint32_t *of_quote; /* for each quotation of the prose the attribution it is content of, or ONR_NONE */
};

/* Links the labelled spans. Everything lives in the arena. ONR_ENOMEM. */
int onr_attributions_find(struct onr_attributions *attributions, struct onr_arena *arena,
                          const struct onr_prose *prose, const struct onr_labels *labels,
                          struct onr_error *error);

/* How many attributions have their cue before a token; they are in the order of their cues. */
uint32_t onr_attributions_before(const struct onr_attributions *attributions, uint32_t token);

/* The steps of it: labels to spans, spans to groups, groups to records, and what is nested in them. */
struct onr_role_spans {
    ONR_ARRAY(struct onr_role_span) all;  /* in document order */
    ONR_ARRAY(uint32_t) source_of;        /* for each attribution the span of its source, or ONR_NONE */
};
/* Adds what is reported inside contents (nested.c). */
void onr_attributions_find_nested(struct onr_attributions *attributions, struct onr_arena *arena,
                                  const struct onr_prose *prose);
void onr_role_spans_collect(struct onr_role_spans *spans, struct onr_arena *arena, const struct onr_prose *prose,
                            const struct onr_labels *labels);
/* Gives each span the number of its attribution, in document order, and fills source_of. */
void onr_role_spans_link(struct onr_role_spans *spans, struct onr_arena *arena, const struct onr_prose *prose);

#endif
