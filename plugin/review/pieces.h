/* Two wordings of one quotation, taken apart into what stayed, what went and what came. */
#ifndef ONR_REVIEW_PIECES_H
#define ONR_REVIEW_PIECES_H

#include "review/words.h"

enum onr_piece_kind {
    ONR_PIECE_KEPT,
    ONR_PIECE_REMOVED, /* its span is of the older text; of all others of the newer */
    ONR_PIECE_ADDED,
    ONR_PIECE_LEFT_OUT, /* kept words far from any change */
};

struct onr_piece {
    enum onr_piece_kind kind;
    struct onr_span span; /* bytes */
};

struct onr_pieces {
    struct onr_piece *at; /* count pieces in reading order; owned */
    uint32_t count;       /* how many */
    uint32_t capacity;    /* how many there is room for */
};

/* Compares a stretch of two texts word by word. False where memory runs out. */
bool onr_pieces_of(struct onr_pieces *pieces, const char *before, struct onr_span old,
                   const char *after, struct onr_span new_);
void onr_pieces_free(struct onr_pieces *pieces);

#endif
