/* Names in a row of pieces: every run of pieces that is short enough is hashed and looked up. */
#include "protect/search.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#define MOST_PIECES 64     /* of one run */
#define JOINED_TEXT 8      /* letters a name must have to be found as one word, in a text */
#define JOINED_NAME 5      /* the same in a file's name or an address */

/* A run of pieces, read in both ways. */
struct run {
    char text[ONR_WAYS][ONR_FORM_BYTES + 8];    /* what it reads, and room for a possessive s */
    uint32_t length[ONR_WAYS];                  /* bytes of it */
    uint8_t start[ONR_WAYS][MOST_PIECES];       /* bytes before each piece */
    const struct onr_piece *pieces[MOST_PIECES]; /* count of them */
    uint32_t count;                             /* pieces */
    bool over[ONR_WAYS];                        /* read this way it is longer than any form */
    bool doubtful;                              /* one of them passes for something else */
    bool skipped;                               /* an initial was left out */
};

struct search {
    const struct onr_protect *protect;
    const struct onr_protect_table *table;
    const struct onr_folded *folded;
    enum onr_protect_what what;
    size_t base; /* bytes of the whole before the folded text */
    struct onr_hits *hits;
};

void onr_hits_add(struct onr_hits *hits, const struct onr_protect_hit *hit)
{
    if (hits->count == hits->room) {
        uint32_t room = hits->room ? hits->room * 2 : 16;
        struct onr_protect_hit *at = realloc(hits->at, room * sizeof *at);
        if (!at) {
            hits->failed = true;
            return;
        }
        hits->at = at;
        hits->room = room;
    }
    hits->at[hits->count++] = *hit;
}

static bool bit(const uint8_t *bits, uint32_t at)
{
    return at < ONR_FORM_BYTES && bits[at / 8] >> at % 8 & 1;
}

/* Whether a piece begins at a byte of the run. */
static bool begins_at(const struct run *run, enum onr_way way, uint32_t at)
{
    for (uint32_t i = 1; i < run->count; i++)
        if (run->start[way][i] == at)
            return true;
    return false;
}

/*
 * Whether a space at the begin of piece i is no objection: words of the form end there, or the text
 * is spaced out letter by letter.
 */
static bool may_end(const struct run *run, enum onr_way way, uint32_t i,
                    const struct onr_form_note *note)
{
    if (run->pieces[i]->part != ONR_PART_HARD || bit(note->allowed, run->start[way][i]))
        return true;
    return run->pieces[i]->single && run->pieces[i - 1]->single;
}

/* Whether an address or a name of a file is read, where anything goes. */
static bool is_name(const struct search *search, const struct run *run)
{
    return search->what == ONR_PROTECT_NAME || run->pieces[0]->handle ||
           run->pieces[run->count - 1]->handle;
}

/* Whether what would be an initial can be one: "a" of "a green" and "s" of "Wilson's" are none. */
static bool initials_fit(const struct search *search, const struct run *run,
                         const struct onr_form_note *note)
{
    const struct onr_piece *first = run->pieces[0];
    if (note->joined == ONR_JOINED_ANYWHERE) /* the form has none */
        return true;
    for (uint32_t i = 0; i < run->count; i++) {
        const struct onr_piece *piece = run->pieces[i];
        if (!piece->single || piece->owned) /* d'Arcy begins with no initial */
            continue;
        if (piece->possessive || !(piece->initial || piece->dotted))
            return false;
    }
    /* The S of "U.S. Court" belongs to what stands before it. */
    return first == search->folded->pieces || !first->single || !first->tight || !first[-1].single;
}

/* A last name that ends a sentence is not that of the first name that begins the next. */
static bool order_fits(const struct run *run, const struct onr_form_note *note)
{
    for (uint32_t i = 1; note->turned && i < run->count; i++)
        if (run->pieces[i]->stopped && !run->pieces[i - 1]->single)
            return false;
    return true;
}

/* Whether a form of several words may stand here as one. */
static bool may_join(const struct search *search, const struct run *run, enum onr_way way,
                     uint32_t length, const struct onr_form_note *note)
{
    bool name = is_name(search, run);
    uint32_t letters = 0;
    for (uint32_t i = 0; i < length; i++)
        letters += (run->text[way][i] & 0xC0) != 0x80;
    if (note->joined == ONR_JOINED_NOWHERE || (note->joined == ONR_JOINED_IN_NAMES && !name))
        return false;
    return letters >= (name ? JOINED_NAME : JOINED_TEXT);
}

/* Whether the words of the run end where those of the form do. */
static bool agrees(const struct search *search, const struct run *run, enum onr_way way,
                   uint32_t length, const struct onr_form_note *note)
{
    if (note->free)
        return true;
    if (!is_name(search, run) && !(initials_fit(search, run, note) && order_fits(run, note)))
        return false;
    for (uint32_t i = 1; i < run->count; i++)
        if (!may_end(run, way, i, note))
            return false;
    if (may_join(search, run, way, length, note))
        return true;
    for (uint32_t at = 1; at < length; at++)
        if (bit(note->needed, at) && !begins_at(run, way, at))
            return false;
    return true;
}

static void found(const struct search *search, const struct run *run, uint32_t slot)
{
    const struct onr_entry *entry = &search->protect->ledger.entries[slot / ONR_MOST_FORMS];
    size_t at = search->base + run->pieces[0]->at;
    size_t end = search->base + run->pieces[run->count - 1]->end;
    onr_hits_add(search->hits, &(struct onr_protect_hit){entry->label, at, end - at, 0});
}

static void look_up(const struct search *search, const struct run *run, enum onr_way way,
                    uint32_t length, uint64_t tag)
{
    const struct onr_protect_table *table = search->table;
    struct onr_form_note note;
    for (uint32_t i = (uint32_t)tag;; i++) {
        const struct onr_protect_cell *cell = &table->cells[i & (table->room - 1)];
        if (!cell->slot)
            return;
        const struct onr_entry *entries = search->protect->ledger.entries;
        uint32_t slot = cell->slot - 1;
        if (cell->tag == tag &&
            onr_slot_opens(&entries[slot / ONR_MOST_FORMS].slots[slot % ONR_MOST_FORMS],
                           &table->keys, way, run->text[way], length, &note) &&
            agrees(search, run, way, length, &note))
            found(search, run, slot);
    }
}

static void look(const struct search *search, const struct run *run, enum onr_way way,
                 uint32_t length)
{
    const struct onr_protect_table *table = search->table;
    if (!length || !(table->sizes >> (length - 1) / 8 & 1))
        return;
    uint64_t tag = onr_slot_tag(&table->keys, way, run->text[way], length);
    uint32_t first = (uint32_t)(tag >> (64 - ONR_FILTER_BITS));
    if (table->filter[first / 8] >> first % 8 & 1)
        look_up(search, run, way, length, tag);
}

static void look_both_ways(const struct search *search, const struct run *run)
{
    for (int way = 0; way < (run->doubtful ? ONR_WAYS : 1); way++) {
        uint32_t length = run->length[way];
        if (run->over[way])
            continue;
        look(search, run, (enum onr_way)way, length);
        /* the Smiths' house: the s may be a possessive one */
        if (run->pieces[run->count - 1]->owned && length > 1 && run->text[way][length - 1] == 's')
            look(search, run, (enum onr_way)way, length - 1);
    }
}

static void append(const struct search *search, struct run *run, int way,
                   const struct onr_piece *piece)
{
    uint32_t length = piece[1].start[way] - piece->start[way];
    /* One more for a possessive s. */
    run->over[way] = run->over[way] || run->length[way] + length > search->table->reach + 1;
    if (run->over[way])
        return;
    memcpy(run->text[way] + run->length[way], search->folded->text[way] + piece->start[way],
           length);
    run->start[way][run->count] = (uint8_t)run->length[way];
    run->length[way] += length;
}

/* Adds a piece to the run; false where the run would be longer than any form. */
static bool extend(const struct search *search, struct run *run, const struct onr_piece *piece)
{
    if (run->count == MOST_PIECES)
        return false;
    for (int way = 0; way < ONR_WAYS; way++)
        append(search, run, way, piece);
    run->pieces[run->count++] = piece;
    run->doubtful = run->doubtful || piece->doubtful;
    return !run->over[ONR_WAY_EXACT] || !run->over[ONR_WAY_LOOKS];
}

/* Letters in a row are no middle initials, and trying each would take for ever. */
static bool may_skip(const struct run *run, const struct onr_piece *piece)
{
    return piece->initial && !piece[1].single && run->count && run->count <= 4 && !run->skipped;
}

/* All runs that go on from this one with the pieces from `next` on. */
static void go_on(const struct search *search, struct run *run, uint32_t next)
{
    for (uint32_t i = next; i < search->folded->count; i++) {
        const struct onr_piece *piece = &search->folded->pieces[i];
        if (may_skip(run, piece)) {
            struct run without = *run; /* John Q. Smith for John Smith */
            without.skipped = true;
            go_on(search, &without, i + 1);
        }
        if (!extend(search, run, piece))
            return;
        look_both_ways(search, run);
    }
}

void onr_search_folded(const struct onr_protect *protect, const struct onr_folded *folded,
                       enum onr_protect_what what, size_t base, size_t most,
                       struct onr_hits *hits)
{
    struct search search = {.protect = protect, .folded = folded, .what = what, .base = base,
                            .hits = hits};
    struct run run;
    for (uint32_t key = 0; key < ONR_MOST_KEYS; key++) {
        search.table = protect->tables[key];
        for (uint32_t i = 0; search.table && i < folded->count; i++) {
            if (base + folded->pieces[i].at >= most)
                break;
            run.count = run.length[ONR_WAY_EXACT] = run.length[ONR_WAY_LOOKS] = 0;
            run.over[ONR_WAY_EXACT] = run.over[ONR_WAY_LOOKS] = false;
            run.doubtful = run.skipped = false;
            go_on(&search, &run, i);
        }
    }
    sodium_memzero(&run, sizeof run);
}
