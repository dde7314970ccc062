/*
 * Edits: what a finding offers to do to the draft, made of the edit its rule's file describes. edits.h holds the
 * kinds, README.md the format.
 */
#ifndef ONR_RULE_EDIT_H
#define ONR_RULE_EDIT_H

#include "rule/check.h"

#define ONR_EDITING_MOST 3 /* edits one fix is made of */

/* One fix while it is made. */
struct onr_editing {
    const struct onr_check *check;         /* the document */
    const struct onr_hit *hit;             /* what it is the fix of */
    const struct onr_edit_spec *spec;      /* how it is made */
    struct onr_edit edits[ONR_EDITING_MOST]; /* in document order */
    uint32_t count;                        /* edits */
    bool done;                             /* what it would write stands there already */
    const char *written;                   /* what its title calls {new}; NULL for the text of the first edit */
};

/* A run of tokens; empty where it could not be told. */
struct onr_run {
    uint32_t first, end;
};

/*
 * Gives a finding the first edit of its rule that fits. True where the edit stands in the draft already: a
 * placeholder waits to be filled in, and the finding is not shown.
 */
bool onr_edits_make(const struct onr_check *check, const struct onr_hit *hit, struct onr_finding *finding);

/* The tokens of the edit's place; empty where the hit has no such place. */
struct onr_run onr_edit_place(const struct onr_editing *editing);
/* The tokens of the words of the finding. */
struct onr_run onr_edit_words(const struct onr_editing *editing);
/* Adds an edit whose text is the given pieces, NULL at the end. */
void onr_edit_add(struct onr_editing *editing, struct onr_span span, const char *const *pieces);
/* A text of the arena with the bytes of a stretch of the document. */
const char *onr_edit_slice(const struct onr_editing *editing, struct onr_span span);
/* A word with its first letter as large or small as wanted. ASCII letters only; others stay. */
const char *onr_edit_capital(const struct onr_editing *editing, const char *text, bool capital);
/* Whether a token begins a sentence with a word that is capitalized for that alone. */
bool onr_edit_may_shrink(const struct onr_check *check, uint32_t token);
/* The token after a run stands in the same sentence. */
bool onr_edit_goes_on(const struct onr_check *check, uint32_t end);
/* The first byte of a token, or 0 past the sentence's end. */
char onr_edit_next_byte(const struct onr_check *check, uint32_t end);

#define ONR_EDIT_KIND_DECLARE(name, text) bool onr_edit_##name(struct onr_editing *editing);
ONR_EDIT_KIND_ROWS(ONR_EDIT_KIND_DECLARE)
#undef ONR_EDIT_KIND_DECLARE

#endif
