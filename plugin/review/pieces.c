#include "review/pieces.h"

#include <stdlib.h>
#include <string.h>

#define NEAR 5 /* words on either side of a change that are shown */

struct text {
    struct onr_span span;
    struct onr_words words;
    bool *kept; /* for each word whether it stands in both */
};

/* A word with all that stands before it, the last one with what follows. */
static struct onr_span chunk(const struct text *text, uint32_t i)
{
    const struct onr_words *words = &text->words;
    return (struct onr_span){i ? words->at[i - 1].span.end : text->span.start,
                             i + 1 == words->count ? text->span.end : words->at[i].span.end};
}

static bool add(struct onr_pieces *pieces, enum onr_piece_kind kind, struct onr_span span)
{
    struct onr_piece *last = pieces->count ? &pieces->at[pieces->count - 1] : NULL;
    if (last && last->kind == kind && last->span.end == span.start) {
        last->span.end = span.end;
        return true;
    }
    if (pieces->count == pieces->capacity) {
        uint32_t capacity = pieces->capacity ? pieces->capacity * 2 : 16;
        struct onr_piece *at = realloc(pieces->at, capacity * sizeof *at);
        if (!at)
            return false;
        pieces->at = at;
        pieces->capacity = capacity;
    }
    pieces->at[pieces->count++] = (struct onr_piece){kind, span};
    return true;
}

/* Kept words that lie far from the changes on both sides become one piece that is left out. */
static void leave_out(struct onr_pieces *pieces, const char *after)
{
    struct onr_pieces shorter = {0};
    bool done = true;
    if (pieces->count < 2)
        return;
    for (uint32_t i = 0; i < pieces->count && done; i++) {
        struct onr_piece piece = pieces->at[i];
        struct onr_words words = {0};
        uint32_t head = i ? NEAR : 0;
        uint32_t tail = i + 1 < pieces->count ? NEAR : 0;
        done = piece.kind != ONR_PIECE_KEPT || onr_words_add(&words, after, piece.span);
        if (done && words.count > head + tail + 2) {
            uint32_t from = head ? words.at[head - 1].span.end : piece.span.start;
            uint32_t to = tail ? words.at[words.count - tail - 1].span.end : piece.span.end;
            done = (!head || add(&shorter, ONR_PIECE_KEPT, (struct onr_span){piece.span.start, from})) &&
                   add(&shorter, ONR_PIECE_LEFT_OUT, (struct onr_span){from, to}) &&
                   (!tail || add(&shorter, ONR_PIECE_KEPT, (struct onr_span){to, piece.span.end}));
        } else if (done) {
            done = add(&shorter, piece.kind, piece.span);
        }
        onr_words_free(&words);
    }
    if (!done) { /* then all of it is shown */
        onr_pieces_free(&shorter);
        return;
    }
    free(pieces->at);
    *pieces = shorter;
}

static bool weave(struct onr_pieces *pieces, const struct text *a, const struct text *b)
{
    uint32_t i = 0;
    uint32_t j = 0;
    bool done = true;
    while (done && (i < a->words.count || j < b->words.count)) {
        if (i < a->words.count && !a->kept[i]) {
            done = add(pieces, ONR_PIECE_REMOVED, chunk(a, i));
            i++;
        } else if (j < b->words.count && !b->kept[j]) {
            done = add(pieces, ONR_PIECE_ADDED, chunk(b, j));
            j++;
        } else {
            done = add(pieces, ONR_PIECE_KEPT, chunk(b, j));
            i++;
            j++;
        }
    }
    return done;
}

bool onr_pieces_of(struct onr_pieces *pieces, const char *before, struct onr_span old,
                   const char *after, struct onr_span new_)
{
    struct text a = {.span = old};
    struct text b = {.span = new_};
    memset(pieces, 0, sizeof *pieces);
    bool done = onr_words_add(&a.words, before, old) && onr_words_add(&b.words, after, new_);
    a.kept = calloc(a.words.count + 1, sizeof *a.kept);
    b.kept = calloc(b.words.count + 1, sizeof *b.kept);
    done = done && a.kept && b.kept;
    if (done) {
        onr_words_common(&a.words, &b.words, a.kept, b.kept); /* false: all of it changed */
        done = weave(pieces, &a, &b);
    }
    onr_words_free(&a.words);
    onr_words_free(&b.words);
    free(a.kept);
    free(b.kept);
    if (done)
        leave_out(pieces, after);
    else
        onr_pieces_free(pieces);
    return done;
}

void onr_pieces_free(struct onr_pieces *pieces)
{
    free(pieces->at);
    memset(pieces, 0, sizeof *pieces);
}
