/* Words of a draft as a reader's eye parts them: letters and digits, whatever the script. */
#ifndef ONR_LSP_WORD_H
#define ONR_LSP_WORD_H

#include "lsp/draft.h"

/* Whether the character that begins at a byte, or ends before it, is part of a word. */
bool onr_word_begins(const char *bytes, uint32_t length, uint32_t at);
bool onr_word_ends(const char *bytes, uint32_t at);
/* The word at a byte, or the one that ends there; empty between words. */
struct onr_span onr_word_at(const struct onr_draft *draft, uint32_t offset);
/* What is left of a quotation without its marks. */
struct onr_span onr_word_within_marks(const struct onr_draft *draft, struct onr_span quotation);

#endif
