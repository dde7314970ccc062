#include "protect/fold.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "protect/source.h"

/* What stands between two letters, as it is read. */
struct gap {
    bool any;        /* something does */
    bool hard;       /* something that ends a word */
    bool blank;      /* white space */
    bool hyphen;     /* it begins with a hyphen */
    bool at;         /* an @ is in it */
    bool apostrophe; /* it begins with an apostrophe */
    bool dot;        /* it begins with a full stop */
    bool stop;       /* a full stop, or one that asks or exclaims, is in it */
    bool more;       /* it is more than one character */
    unsigned lines;  /* line ends in it */
};

/* The letter before, where the gap is empty. */
struct before {
    uint8_t kind;             /* an onr_glyph_kind */
    bool upper;               /* a capital */
    uint8_t length[ONR_WAYS]; /* bytes it added to each text */
    uint32_t at;              /* where it begins */
};

struct folder {
    struct onr_folded *folded;
    const struct onr_alphabet *alphabet;
    struct gap gap;
    struct before before;
    const struct onr_glyph *glyph; /* the character at hand */
    uint32_t last;                 /* the one before, for pairs that pass for one letter */
    bool capitals;                 /* the two letters before were capitals */
};

/* Makes room for more, and leaves nothing of the old place behind. */
static bool grow(void **at, uint32_t *room, size_t used, size_t more, size_t size)
{
    if (used + more <= *room)
        return true;
    size_t larger = (used + more) * 2 + 64;
    void *moved = larger < UINT32_MAX ? malloc(larger * size) : NULL;
    if (!moved)
        return false;
    if (used)
        memcpy(moved, *at, used * size);
    if (*at)
        sodium_memzero(*at, used * size);
    free(*at);
    *at = moved;
    *room = (uint32_t)larger;
    return true;
}

static bool reserve(struct onr_folded *folded)
{
    bool good = grow((void **)&folded->pieces, &folded->room, folded->count, 2,
                     sizeof *folded->pieces);
    for (int way = 0; way < ONR_WAYS; way++)
        good = good && grow((void **)&folded->text[way], &folded->size[way], folded->length[way],
                            ONR_GLYPH_BYTES, 1);
    folded->failed = folded->failed || !good;
    return good;
}

static struct onr_piece *newest(struct onr_folded *folded)
{
    return folded->count ? &folded->pieces[folded->count - 1] : NULL;
}

static struct onr_piece *begin_piece(struct folder *folder, uint32_t at, enum onr_part part)
{
    struct onr_folded *folded = folder->folded;
    struct onr_piece *piece = &folded->pieces[folded->count++];
    *piece = (struct onr_piece){.at = at, .end = at, .part = (uint8_t)part};
    for (int way = 0; way < ONR_WAYS; way++)
        piece->start[way] = folded->length[way];
    return piece;
}

/*
 * Whether a gap is one that a reader does not take for the end of a word: no space in it, or a
 * hyphen at the end of a line.
 */
static enum onr_part part_of(const struct gap *gap)
{
    if (gap->hyphen && gap->lines == 1)
        return ONR_PART_SOFT;
    return gap->hard || gap->blank ? ONR_PART_HARD : ONR_PART_SOFT;
}

/* JSmith is J Smith: the last of several capitals begins the word that goes on in small letters. */
static void part_capitals(struct folder *folder)
{
    struct onr_folded *folded = folder->folded;
    struct onr_piece *piece = newest(folded);
    const struct before *last = &folder->before;
    uint32_t starts[ONR_WAYS];
    if (!piece)
        return;
    for (int way = 0; way < ONR_WAYS; way++)
        starts[way] = folded->length[way] - last->length[way];
    if (starts[ONR_WAY_EXACT] <= piece->start[ONR_WAY_EXACT] ||
        starts[ONR_WAY_LOOKS] <= piece->start[ONR_WAY_LOOKS])
        return;
    bool doubtful = piece->doubtful;
    piece->end = last->at;
    piece = begin_piece(folder, last->at, ONR_PART_SOFT);
    piece->doubtful = doubtful;
    for (int way = 0; way < ONR_WAYS; way++)
        piece->start[way] = starts[way];
}

/* Whether a word goes on where nothing stands between two letters. */
static bool changes(const struct folder *folder)
{
    if (folder->before.kind != folder->glyph->kind)
        return true;
    return folder->glyph->upper && !folder->before.upper && folder->glyph->kind == ONR_GLYPH_LETTER;
}

/* Tells the piece before a gap what is known now that the gap is read. */
static void end_piece(struct folder *folder, struct onr_piece *piece)
{
    piece->owned = folder->gap.apostrophe;
    piece->dotted = folder->gap.dot;
    piece->handle = piece->handle || folder->gap.at;
}

/* The piece that the letter at hand belongs to. */
static struct onr_piece *piece_at(struct folder *folder, uint32_t at)
{
    struct onr_piece *piece = newest(folder->folded);
    const struct gap *gap = &folder->gap;
    if (piece && !gap->any && !changes(folder))
        return piece;
    enum onr_part part = !piece ? ONR_PART_HARD : gap->any ? part_of(gap) : ONR_PART_SOFT;
    /* A digit inside a word may stand for a letter. */
    bool mixed = piece && part == ONR_PART_SOFT && folder->before.kind != folder->glyph->kind;
    if (piece && gap->any)
        end_piece(folder, piece);
    if (mixed)
        piece->doubtful = true;
    piece = begin_piece(folder, at, part);
    piece->doubtful = mixed;
    piece->handle = gap->at;
    piece->tight = !gap->blank;
    piece->stopped = gap->stop;
    piece->possessive = gap->apostrophe && !gap->more;
    return piece;
}

/* A small l at a word's start may be a capital I, and a capital I inside a word a small l. */
static bool looks_odd(const struct folder *folder, uint32_t point, bool first)
{
    if (folder->glyph->poses)
        return true;
    if (point == 'l')
        return first && (folder->gap.any || folder->folded->count == 1);
    return point == 'I' && !folder->gap.any && folder->before.kind == ONR_GLYPH_LETTER &&
           !folder->before.upper;
}

static void append(struct folder *folder, enum onr_way way, const char *text, size_t length)
{
    struct onr_folded *folded = folder->folded;
    memcpy(folded->text[way] + folded->length[way], text, length);
    folded->length[way] += (uint32_t)length;
}

/* Puts "m" in place of "rn"; the first of the two is there already, one letter wide. */
static bool append_pair(struct folder *folder, struct onr_piece *piece, uint32_t point)
{
    if (folder->gap.any || !folder->last || point >= 128)
        return false;
    if (point != 'n' && point != 'v')
        return false;
    const char *text = onr_alphabet_pair(folder->alphabet, folder->last, point);
    if (!text || folder->folded->length[ONR_WAY_LOOKS] <= piece->start[ONR_WAY_LOOKS])
        return false;
    folder->folded->length[ONR_WAY_LOOKS]--;
    append(folder, ONR_WAY_LOOKS, text, strlen(text));
    piece->doubtful = true;
    return true;
}

static void take_letter(struct folder *folder, uint32_t point, uint32_t begin, uint32_t end)
{
    const struct onr_glyph *glyph = folder->glyph;
    if (!reserve(folder->folded))
        return;
    bool small_after_capitals = !folder->gap.any && folder->capitals && !glyph->upper &&
                                glyph->kind == ONR_GLYPH_LETTER;
    if (small_after_capitals)
        part_capitals(folder);
    uint32_t count = folder->folded->count;
    struct onr_piece *piece = piece_at(folder, begin);
    bool first = folder->folded->count != count;
    piece->doubtful = piece->doubtful || looks_odd(folder, point, first);
    piece->single = first;
    piece->initial = first && glyph->upper;
    append(folder, ONR_WAY_EXACT, glyph->text[ONR_WAY_EXACT], glyph->length[ONR_WAY_EXACT]);
    bool paired = append_pair(folder, piece, point);
    if (!paired)
        append(folder, ONR_WAY_LOOKS, glyph->text[ONR_WAY_LOOKS], glyph->length[ONR_WAY_LOOKS]);
    piece->end = end;
    folder->capitals = !folder->gap.any && glyph->upper && folder->before.upper;
    folder->last = paired ? 0 : point;
    folder->before = (struct before){.kind = glyph->kind, .upper = glyph->upper, .at = begin};
    for (int way = 0; way < ONR_WAYS; way++)
        folder->before.length[way] = glyph->length[way];
    folder->gap = (struct gap){.any = false};
}

static bool is_line_end(uint32_t point)
{
    return point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029;
}

static void take_mark(struct folder *folder, uint32_t point, enum onr_glyph_kind kind)
{
    struct gap *gap = &folder->gap;
    if (kind == ONR_GLYPH_NOTHING)
        return;
    bool blank = point == ' ' || point == '\t' || is_line_end(point) || point == 0xA0;
    if (!gap->any) {
        gap->hyphen = kind == ONR_GLYPH_SOFT || point == 0xAD;
        gap->apostrophe = kind == ONR_GLYPH_APOSTROPHE;
        gap->dot = point == '.';
    }
    gap->more = gap->any;
    gap->any = true;
    gap->stop = gap->stop || point == '.' || point == '!' || point == '?';
    gap->blank = gap->blank || blank;
    gap->hard = gap->hard || (kind == ONR_GLYPH_HARD && !blank);
    gap->at = gap->at || point == '@';
    /* CR LF is one end of a line. */
    if (is_line_end(point) && !(point == '\n' && folder->last == '\r'))
        gap->lines++;
    folder->last = point;
}

/* The piece behind the last: it begins where all ends. */
static bool close_row(struct folder *folder, uint32_t length)
{
    struct onr_piece *last = newest(folder->folded);
    if (last)
        end_piece(folder, last);
    if (!reserve(folder->folded))
        return false;
    begin_piece(folder, length, ONR_PART_HARD);
    folder->folded->count--;
    return !folder->folded->failed;
}

bool onr_fold(struct onr_folded *folded, const struct onr_alphabet *alphabet,
              enum onr_folding folding, const char *bytes, uint32_t length)
{
    struct folder folder = {.folded = folded, .alphabet = alphabet};
    struct onr_source source = {alphabet, bytes, length, 0, folding == ONR_FOLD_UNWRAPPED};
    struct onr_glyph scratch;
    uint32_t point, begin;
    folded->count = folded->length[ONR_WAY_EXACT] = folded->length[ONR_WAY_LOOKS] = 0;
    folded->failed = false;
    while (!folded->failed && onr_source_next(&source, &point, &begin)) {
        if (point == ONR_SOURCE_MARKUP) {
            folder.gap.any = true;
            continue;
        }
        folder.glyph = onr_alphabet_glyph(alphabet, point, &scratch);
        if (folder.glyph->kind >= ONR_GLYPH_LETTER)
            take_letter(&folder, point, begin, source.at);
        else
            take_mark(&folder, point, (enum onr_glyph_kind)folder.glyph->kind);
    }
    bool good = close_row(&folder, length);
    sodium_memzero(&folder, sizeof folder);
    sodium_memzero(&scratch, sizeof scratch);
    return good;
}

void onr_folded_free(struct onr_folded *folded)
{
    if (folded->pieces)
        sodium_memzero(folded->pieces, folded->room * sizeof *folded->pieces);
    free(folded->pieces);
    for (int way = 0; way < ONR_WAYS; way++) {
        if (folded->text[way])
            sodium_memzero(folded->text[way], folded->size[way]);
        free(folded->text[way]);
    }
    memset(folded, 0, sizeof *folded);
}

bool onr_fold_has_markup(const char *bytes, size_t length)
{
    static const char signs[] = "<&[\\%=";
    for (const char *sign = signs; *sign; sign++)
        if (memchr(bytes, *sign, length))
            return true;
    return false;
}
