/* Fixes of findings, chosen and carried out on the text of a draft. */
#ifndef ONR_DOCUMENT_FIX_H
#define ONR_DOCUMENT_FIX_H

#include <stdbool.h>
#include <stddef.h>

#include "onrecord.h"

/* The edits of the fixes that can be carried out together. */
struct onr_fixes {
    struct onr_edit *edits; /* count edits that do not meet, in document order; owned */
    size_t count;           /* edits */
    uint32_t fixed;         /* findings whose edits these are */
    uint32_t waiting;       /* findings whose edits meet those of another: they are for the next run */
};

/*
 * Chooses among the findings from a severity on that are not waived: the first where two meet, whole
 * fixes only; unless all, only those that leave nothing to the writer. length is that of the text.
 * Returns 0, or -1 where memory runs out; the texts are borrowed from the analysis.
 */
int onr_fixes_choose(struct onr_fixes *fixes, const struct onr_analysis *analysis, size_t length,
                     enum onr_severity least, bool all);
void onr_fixes_free(struct onr_fixes *fixes);

/*
 * The text with the edits, for the caller to free; NULL where memory runs out. It is *fixed_length
 * bytes long, not ended by a NUL.
 */
char *onr_fixes_apply(const struct onr_fixes *fixes, const char *bytes, size_t length,
                      size_t *fixed_length);

#endif
