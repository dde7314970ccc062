/* The words of a name, in a draft and as it is to be, and how the one lies over the other. */
#ifndef ONR_LSP_NAME_H
#define ONR_LSP_NAME_H

#include "lsp/draft.h"

#define ONR_NAME_WORDS 8 /* of one name, at most */

struct onr_name {
    const char *bytes;                     /* of the draft, or the new name; borrowed */
    struct onr_span words[ONR_NAME_WORDS]; /* count spans of the bytes */
    uint32_t count;                        /* how many; 0 where there are too many */
};

/* The words of a text, parted by blanks. */
void onr_name_split(struct onr_name *name, const char *text);
/* The words with a capital around a word of a draft, one blank between two; returns which of them it is. */
uint32_t onr_name_around(struct onr_name *name, const struct onr_draft *draft, struct onr_span word);
/*
 * Where a new name of several words lies over the words of an old one, so that it takes in the one at index: the index of its
 * first, or ONR_NONE where they have no word in common.
 */
uint32_t onr_name_over(const struct onr_name *old, uint32_t index, const struct onr_name *new_);
/* Whether two words are the same. */
bool onr_name_same(const struct onr_name *a, uint32_t i, const struct onr_name *b, uint32_t j);
/* The span with what stands beside it of a new name: "Tom" in "Tom Barker", to be "Tom Barker". */
struct onr_span onr_name_widen(const struct onr_draft *draft, struct onr_span span, const struct onr_name *new_);

#endif
