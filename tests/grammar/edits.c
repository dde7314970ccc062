/*
 * Random edits: a tree reparsed with its predecessor must equal a fresh one, node for node.
 *
 *   edits [COUNT] [SEED]    COUNT edits of each of four kinds; PROSE_EDITS is the default count
 *
 * Plain text; text of which each line that does not begin with `|` is a range of its own; and text
 * where ranges also leave out every `*`, with one block for the lines up to a blank or `|` line;
 * and the last two in turn, so that ranges change far from the edit.
 *
 * tree-sitter compares the bytes that the old and new ranges cover, not where ranges start, nor
 * what a token looked at past its end. So a caller whose ranges change otherwise than by moving
 * with the edit has to mark the bytes round each boundary that differs as edited, and round the
 * boundaries next to it, of the old ranges and the new: touch_ranges. With PROSE_NO_TOUCH in the
 * environment that is left out, and the tests with ranges fail.
 */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { KIND_PLAIN, KIND_LINES, KIND_BLOCKS, KIND_EITHER };

enum { RANGES_MAX = 8192, TEXT_MAX = 3000, EDITS_PER_TEXT = 60 };

static const char *const pieces[] = {
    "“", "”", "‘", "’", "\"", "'", "''", "«", "»", "‹", "›", "„", "‚",
    ".", "!", "?", "…", ",", ";", ":", "—", "-", "(", ")", "[", "]", "...", "?!",
    " ", " ", " ", "  ", "\t", "\xC2\xA0", "\n", "\n", "\n\n", "\r\n", "\r", "\r\n\r\n",
    "\xE2\x80\xA9",
    "> ", ">", "\n> ", "\n>\n> ", "|", "\n| x\n", "*", "**",
    "The", "the", "He", "I", "In", "a", "A", "J", "s", "em", "Mr", "Inc", "U.S", "p.m", "No", "Sen",
    "said", "mayor", "workers’ ", "don’t", "’90s", "'n'", "5'10\"", "6' 2\"", "3.5", "12", "7",
    "eBay",
    "“We did it.” ", "‘Is it over?’ he asked. ", "\"No,\" she said. ", "It ended. ", "Mr. Smith ",
    "Élan", "é", "\xF0\x9F\x98\x80", "\xF0\x9D\x94\xB8", "中", "\xE2\x80\x8B", "\xEF\xBB\xBF",
    "\x80", "\xE2", "\xE2\x80", "\x9C", "\x9D", "\xF0\x9F", "\xFF", "\xC2",
};

struct ranges {
    TSRange *items;     /* RANGES_MAX at most */
    uint32_t count;     /* in use */
};

struct edit {
    size_t start;       /* first byte that differs */
    size_t old_end;     /* its end in the old text */
    size_t new_end;     /* its end in the new text */
};

static void add_range(struct ranges *ranges, const struct bytes *text, size_t start, size_t end)
{
    if (start >= end || ranges->count == RANGES_MAX)
        return;
    ranges->items[ranges->count++] = (TSRange){
        point_at(text->data, text->size, start), point_at(text->data, text->size, end),
        (uint32_t)start, (uint32_t)end,
    };
}

static size_t line_end(const struct bytes *text, size_t start)
{
    const char *newline = memchr(text->data + start, '\n', text->size - start);
    return newline ? (size_t)(newline - text->data) + 1 : text->size;
}

static void split_lines(struct ranges *ranges, const struct bytes *text)
{
    for (size_t start = 0, end; start < text->size; start = end) {
        end = line_end(text, start);
        if (text->data[start] != '|')
            add_range(ranges, text, start, end);
    }
}

static void split_blocks(struct ranges *ranges, const struct bytes *text)
{
    size_t block = 0;
    for (size_t start = 0, end; start < text->size; start = end) {
        end = line_end(text, start);
        bool apart = text->data[start] == '|';
        if (apart)
            add_range(ranges, text, block, start);
        for (size_t i = start; i < end && !apart; i++) {
            if (text->data[i] == '*') {
                add_range(ranges, text, block, i);
                block = i + 1;
            }
        }
        if (apart || text->data[start] == '\n') {
            if (!apart)
                add_range(ranges, text, block, end);
            block = end;
        }
    }
    add_range(ranges, text, block, text->size);
}

/* The ranges of a text; none means all of it. A text without prose gets one after its end. */
static void find_ranges(struct ranges *ranges, const struct bytes *text, enum kind kind)
{
    ranges->count = 0;
    if (kind == KIND_PLAIN)
        return;
    if (kind == KIND_LINES || (kind == KIND_EITHER && text->size % 3 == 0))
        split_lines(ranges, text);
    else
        split_blocks(ranges, text);
    if (!ranges->count) {
        TSPoint end = point_at(text->data, text->size, text->size);
        ranges->items[ranges->count++] =
            (TSRange){end, end, (uint32_t)text->size, (uint32_t)text->size};
    }
}

/* Start and end of an edit out of the middle of a character. */
static bool inside_character(const struct bytes *text, size_t offset)
{
    for (size_t back = 1; back <= 3 && back <= offset; back++) {
        unsigned char byte = (unsigned char)text->data[offset - back];
        if (byte >= 0xC0)
            return back < (byte >= 0xF0 ? 4u : byte >= 0xE0 ? 3u : 2u);
        if (byte < 0x80)
            return false;
    }
    return false;
}

static const char *random_piece(struct random *random)
{
    return pieces[random_below(random, sizeof(pieces) / sizeof(pieces[0]))];
}

static struct edit make_edit(struct random *random, struct bytes *text)
{
    size_t start = random_below(random, (uint32_t)text->size + 1);
    size_t length = random_below(random, 3) ? random_below(random, 4) : random_below(random, 40);
    size_t end = start + length < text->size ? start + length : text->size;
    const char *piece = "";
    if (random_below(random, 3) || end == start)
        piece = random_piece(random);
    if (random_below(random, 2))
        end = start;
    struct edit edit = {start, end, start + strlen(piece)};
    bytes_replace(text, start, end, piece, strlen(piece));
    return edit;
}

/* Widens an edit to whole characters, as an editor sends it. */
static void widen_edit(struct edit *edit, const struct bytes *old, const struct bytes *new)
{
    while (edit->start &&
           (inside_character(old, edit->start) || inside_character(new, edit->start)))
        edit->start--;
    while (edit->old_end < old->size && (inside_character(old, edit->old_end) ||
                                         inside_character(new, edit->new_end))) {
        edit->old_end++;
        edit->new_end++;
    }
}

static void apply_edit(TSTree *tree, const struct edit *edit, const struct bytes *old,
                       const struct bytes *new)
{
    TSInputEdit input = {
        (uint32_t)edit->start, (uint32_t)edit->old_end, (uint32_t)edit->new_end,
        point_at(old->data, old->size, edit->start),
        point_at(old->data, old->size, edit->old_end),
        point_at(new->data, new->size, edit->new_end),
    };
    ts_tree_edit(tree, &input);
}

/* The byte before a boundary and the one after it, marked as edited. */
static void touch_boundary(TSTree *tree, const struct bytes *text, size_t offset)
{
    size_t start = offset ? offset - 1 : 0;
    size_t end = offset < text->size ? offset + 1 : text->size;
    if (start >= end)
        return;
    struct edit edit = {start, end, end};
    apply_edit(tree, &edit, text, text);
}

/* Where a boundary of the old text lies in the new. */
static size_t moved(size_t offset, const struct edit *edit)
{
    if (offset >= edit->old_end)
        return offset - edit->old_end + edit->new_end;
    return offset > edit->start ? edit->start : offset;
}

static bool has_boundary(const struct ranges *ranges, size_t start, size_t end)
{
    for (uint32_t i = 0; i < ranges->count; i++)
        if (ranges->items[i].start_byte == start && ranges->items[i].end_byte == end)
            return true;
    return false;
}

static void touch_ranges(TSTree *tree, const struct bytes *text, const struct ranges *old,
                         const struct ranges *new, const struct edit *edit)
{
    struct ranges shifted = {malloc(RANGES_MAX * sizeof(TSRange)), old->count};
    if (!shifted.items)
        abort();
    for (uint32_t i = 0; i < old->count; i++) {
        shifted.items[i].start_byte = (uint32_t)moved(old->items[i].start_byte, edit);
        shifted.items[i].end_byte = (uint32_t)moved(old->items[i].end_byte, edit);
    }
    const struct ranges *both[] = {&shifted, new};
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < both[k]->count; i++) {
            const TSRange *range = &both[k]->items[i];
            if (has_boundary(both[!k], range->start_byte, range->end_byte))
                continue;
            touch_boundary(tree, text, range->start_byte);
            touch_boundary(tree, text, range->end_byte);
            if (i)
                touch_boundary(tree, text, range[-1].end_byte);
            if (i + 1 < both[k]->count)
                touch_boundary(tree, text, range[1].start_byte);
        }
    }
    free(shifted.items);
}

struct trial {
    TSParser *parser;       /* set to the ranges of the current text */
    enum kind kind;         /* how ranges are made */
    struct bytes text;      /* the current text */
    struct ranges ranges;   /* its ranges */
    TSTree *tree;           /* its tree */
};

static TSTree *parse(struct trial *trial, const TSTree *old)
{
    ts_parser_reset(trial->parser);
    if (!ts_parser_set_included_ranges(trial->parser, trial->ranges.items, trial->ranges.count))
        return NULL;
    return ts_parser_parse_string(trial->parser, old, trial->text.data,
                                  (uint32_t)trial->text.size);
}

static void start_text(struct trial *trial, struct random *random)
{
    uint32_t count = 10 + random_below(random, 80);
    trial->text.size = 0;
    bytes_add(&trial->text, "", 0);
    for (uint32_t i = 0; i < count; i++) {
        bytes_add_text(&trial->text, random_piece(random));
        if (random_below(random, 2))
            bytes_add_text(&trial->text, " ");
    }
    find_ranges(&trial->ranges, &trial->text, trial->kind);
    ts_tree_delete(trial->tree);
    trial->tree = parse(trial, NULL);
}

static void explain(const struct trial *trial, const struct bytes *old, const struct edit *edit,
                    const char *got, const char *wanted)
{
    printf("# edit %zu..%zu to %zu..%zu\n# old: ", edit->start, edit->old_end, edit->start,
           edit->new_end);
    for (size_t i = 0; i < old->size; i++)
        printf(old->data[i] >= 32 && old->data[i] < 127 ? "%c" : "\\x%02x",
               (unsigned char)old->data[i]);
    printf("\n# new: ");
    for (size_t i = 0; i < trial->text.size; i++)
        printf(trial->text.data[i] >= 32 && trial->text.data[i] < 127 ? "%c" : "\\x%02x",
               (unsigned char)trial->text.data[i]);
    printf("\n# first difference after: ");
    while (*got && *got == *wanted) {
        if (*got++ == '\n')
            printf("\n#   ");
        else
            putchar(got[-1]);
        wanted++;
    }
    printf("\n# got %.60s\n# wanted %.60s\n", got, wanted);
}

static bool try_edit(struct trial *trial, struct random *random)
{
    struct bytes old = {0};
    struct bytes got = {0};
    struct bytes wanted = {0};
    bytes_add(&old, trial->text.data, trial->text.size);
    struct ranges old_ranges = {malloc(RANGES_MAX * sizeof(TSRange)), trial->ranges.count};
    if (!old_ranges.items)
        abort();
    memcpy(old_ranges.items, trial->ranges.items, trial->ranges.count * sizeof(TSRange));

    struct edit edit = make_edit(random, &trial->text);
    widen_edit(&edit, &old, &trial->text);
    find_ranges(&trial->ranges, &trial->text, trial->kind);
    apply_edit(trial->tree, &edit, &old, &trial->text);
    if (trial->kind != KIND_PLAIN && !getenv("PROSE_NO_TOUCH"))
        touch_ranges(trial->tree, &trial->text, &old_ranges, &trial->ranges, &edit);
    TSTree *tree = parse(trial, trial->tree);
    TSTree *fresh = parse(trial, NULL);
    dump_tree(&got, tree);
    dump_tree(&wanted, fresh);
    bool same = !strcmp(got.data, wanted.data) && !tree_is_broken(fresh, trial->text.size);
    if (!same)
        explain(trial, &old, &edit, got.data, wanted.data);
    ts_tree_delete(trial->tree);
    ts_tree_delete(fresh);
    trial->tree = tree;
    free(old_ranges.items);
    bytes_free(&old);
    bytes_free(&got);
    bytes_free(&wanted);
    return same;
}

static void run(enum kind kind, const char *name, unsigned long count, uint64_t seed)
{
    struct trial trial = {.parser = new_parser(), .kind = kind};
    struct random random = random_from(seed + (uint64_t)kind);
    unsigned long different = 0;
    trial.ranges.items = malloc(RANGES_MAX * sizeof(TSRange));
    if (!trial.ranges.items)
        abort();
    for (unsigned long i = 0; i < count && different < 3; i++) {
        if (i % EDITS_PER_TEXT == 0 || trial.text.size > TEXT_MAX)
            start_text(&trial, &random);
        if (!try_edit(&trial, &random)) {
            printf("# edit number %lu\n", i);
            different++;
            start_text(&trial, &random);
        }
    }
    report(different == 0, "%s: %lu edits reparsed, %lu unlike a fresh parse", name, count,
           different);
    ts_tree_delete(trial.tree);
    free(trial.ranges.items);
    bytes_free(&trial.text);
    ts_parser_delete(trial.parser);
}

int main(int argc, char **argv)
{
    const char *count_text = argc > 1 ? argv[1] : getenv("PROSE_EDITS");
    unsigned long count = count_text ? strtoul(count_text, NULL, 10) : 10000;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    run(KIND_PLAIN, "plain text", count, seed);
    run(KIND_LINES, "a range a line", count, seed);
    run(KIND_BLOCKS, "blocks of ranges", count, seed);
    run(KIND_EITHER, "ranges that change", count, seed);
    return finish();
}
