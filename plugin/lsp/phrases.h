/* The phrases of core/data/en/completions.txt, which are built in. */
#ifndef ONR_LSP_PHRASES_H
#define ONR_LSP_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

/* One phrase; its parts are not ended by NUL. Static. */
struct onr_phrase_row {
    const char *kind, *text, *purpose;                   /* first bytes */
    size_t kind_length, text_length, purpose_length; /* bytes */
};

/* Takes the next row from *at, which begins as NULL. False at the end. */
bool onr_phrases_next(const char **at, struct onr_phrase_row *row);

#endif
