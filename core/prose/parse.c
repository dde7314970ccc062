/* The grammar's tree as flat arrays of sentences and quotations. */
#include <tree_sitter/api.h>

#include "base/error.h"
#include "prose/prose.h"
#include "tree_sitter_prose.h"

#if TREE_SITTER_LANGUAGE_VERSION < 14
#error "libtree-sitter with ABI 14 is needed"
#endif

/* Depth of the tree the walk goes into; the grammar's own nesting is bounded far below it. */
#define DEEPEST 64

/*
 * Ranges the parser is given at a time. It looks for its place among them from the first on, again and
 * again, so that a document in one piece would take the square of its paragraphs; no quotation or sentence
 * runs over the end of a block, so that blocks can be parsed by the group.
 */
#define GROUP_RANGES 64

/* The node kinds of the grammar the walk tells apart. */
struct symbols {
    TSSymbol sentence;  /* also inside quotations */
    TSSymbol quotation; /* with its marks */
    TSSymbol mark;      /* an opening or closing mark */
};

struct walk {
    struct onr_prose *prose; /* filled */
    struct onr_arena *arena; /* holds its arrays */
    struct symbols symbols;  /* of the language */
    uint32_t open[DEEPEST];  /* the quotations around the node, outermost first */
    uint32_t depth;          /* how many */
    uint32_t block;          /* the block of the last sentence: sentences come in order */
};

static struct symbols find_symbols(const TSLanguage *language)
{
    return (struct symbols){
        .sentence = ts_language_symbol_for_name(language, "sentence", 8, true),
        .quotation = ts_language_symbol_for_name(language, "quotation", 9, true),
        .mark = ts_language_symbol_for_name(language, "quotation_mark", 14, true),
    };
}

static struct onr_span span_of(TSNode node)
{
    return (struct onr_span){ts_node_start_byte(node), ts_node_end_byte(node)};
}

static void add_sentence(struct walk *walk, TSNode node)
{
    struct onr_prose *prose = walk->prose;
    struct onr_span span = span_of(node);
    if (walk->depth) {
        ONR_ARRAY_PUSH(walk->arena, &prose->inner_starts, span.start);
        return;
    }
    while (walk->block + 1 < prose->markup->blocks.count &&
           prose->markup->blocks.at[walk->block + 1].block.span.start <= span.start)
        walk->block++;
    struct onr_sentence sentence = {.span = span, .block = walk->block};
    ONR_ARRAY_PUSH(walk->arena, &prose->sentences, sentence);
}

static void add_quotation(struct walk *walk, TSNode node)
{
    struct onr_prose *prose = walk->prose;
    struct onr_quote quote = {
        .record = {.span = span_of(node), .depth = walk->depth + 1},
        .parent = walk->depth ? walk->open[walk->depth - 1] : ONR_NONE,
        .continues = ONR_NONE,
        .sentence = prose->sentences.count - 1,
    };
    if (walk->depth < DEEPEST)
        walk->open[walk->depth] = prose->quotes.count;
    walk->depth++;
    ONR_ARRAY_PUSH(walk->arena, &prose->quotes, quote);
}

static void add_mark(struct walk *walk, TSNode node)
{
    if (!walk->depth || walk->depth > DEEPEST || walk->arena->failed)
        return;
    struct onr_quote *quote = &walk->prose->quotes.at[walk->open[walk->depth - 1]];
    if (quote->open.end)
        quote->close = span_of(node);
    else
        quote->open = span_of(node);
}

static void enter(struct walk *walk, TSNode node)
{
    TSSymbol symbol = ts_node_symbol(node);
    if (symbol == walk->symbols.sentence)
        add_sentence(walk, node);
    else if (symbol == walk->symbols.quotation)
        add_quotation(walk, node);
    else if (symbol == walk->symbols.mark)
        add_mark(walk, node);
}

static void leave(struct walk *walk, TSNode node)
{
    if (ts_node_symbol(node) == walk->symbols.quotation)
        walk->depth--;
}

static void walk_tree(struct walk *walk, TSNode root)
{
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    while (!walk->arena->failed) {
        enter(walk, ts_tree_cursor_current_node(&cursor));
        if (ts_tree_cursor_goto_first_child(&cursor))
            continue;
        leave(walk, ts_tree_cursor_current_node(&cursor));
        while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
            if (!ts_tree_cursor_goto_parent(&cursor)) {
                ts_tree_cursor_delete(&cursor);
                return;
            }
            leave(walk, ts_tree_cursor_current_node(&cursor));
        }
    }
    ts_tree_cursor_delete(&cursor);
}

static const char *read_bytes(void *payload, uint32_t offset, TSPoint point, uint32_t *length)
{
    const struct onr_text *text = payload;
    (void)point;
    *length = offset < text->length ? text->length - offset : 0;
    return *length ? text->bytes + offset : "";
}

/* A run of blocks parsed together, and the ranges the parser is given for it. */
struct group {
    TSRange ranges[GROUP_RANGES]; /* count ranges in order */
    uint32_t count;               /* how many */
    uint32_t first, end;          /* blocks */
};

/* Points are not used by the grammar: rows stay 0 and a column is the byte offset. */
static TSRange range_of(struct onr_span span)
{
    return (TSRange){{0, span.start}, {0, span.end}, span.start, span.end};
}

/* A block with more ranges than a group holds is given whole from its last place on: its markup is read as prose. */
static void add_block(struct group *group, const struct onr_markup *markup, const struct onr_markup_block *block)
{
    for (uint32_t i = 0; i < block->range_count; i++) {
        struct onr_span span = markup->ranges.at[block->first_range + i];
        if (group->count == GROUP_RANGES) {
            TSRange *last = &group->ranges[GROUP_RANGES - 1];
            span.start = last->start_byte;
            *last = range_of(span);
            continue;
        }
        group->ranges[group->count++] = range_of(span);
    }
}

/* Whether the grammar sees the end of a block: its newline. A cell of a table has none but at the row's end. */
static bool ends_in_newline(const struct onr_prose *prose, const struct onr_markup_block *block)
{
    struct onr_span last = prose->markup->ranges.at[block->first_range + block->range_count - 1];
    char byte = prose->text->bytes[last.end - 1];
    return byte == '\n' || byte == '\r';
}

/* Takes blocks from `first` on while their ranges have room and their ends can be seen. */
static void fill_group(struct group *group, const struct onr_prose *prose, uint32_t first)
{
    const struct onr_markup *markup = prose->markup;
    group->count = 0;
    group->first = group->end = first;
    while (group->end < markup->blocks.count) {
        const struct onr_markup_block *block = &markup->blocks.at[group->end];
        if (group->end > first && group->count + block->range_count > GROUP_RANGES)
            return;
        add_block(group, markup, block);
        group->end++;
        if (!ends_in_newline(prose, block))
            return;
    }
}

/* Whether a group holds a letter, of which the grammar always makes a sentence. */
static bool has_letter(const struct onr_text *text, const struct group *group)
{
    for (uint32_t i = 0; i < group->count; i++)
        for (uint32_t at = group->ranges[i].start_byte; at < group->ranges[i].end_byte; at++)
            if ((text->bytes[at] | 0x20) >= 'a' && (text->bytes[at] | 0x20) <= 'z')
                return true;
    return false;
}

static bool parse_group(struct walk *walk, TSParser *parser, const struct group *group)
{
    struct onr_text text = *walk->prose->text;
    TSInput input = {.payload = &text, .read = read_bytes, .encoding = TSInputEncodingUTF8};
    if (!ts_parser_set_included_ranges(parser, group->ranges, group->count))
        return false;
    TSTree *tree = ts_parser_parse(parser, NULL, input);
    if (!tree)
        return false;
    uint32_t before = walk->prose->sentences.count;
    walk->block = group->first;
    walk->depth = 0;
    walk_tree(walk, ts_tree_root_node(tree));
    ts_tree_delete(tree);
    /* No sentence where there are words: the grammar's scanner found no memory for its state. */
    return walk->prose->sentences.count > before || walk->arena->failed || !has_letter(walk->prose->text, group);
}

static bool parse_all(struct walk *walk, TSParser *parser)
{
    const struct onr_markup *markup = walk->prose->markup;
    struct group group = {.end = 0};
    while (group.end < markup->blocks.count && !walk->arena->failed) {
        fill_group(&group, walk->prose, group.end);
        if (!parse_group(walk, parser, &group))
            return false;
    }
    return true;
}

int onr_prose_parse(struct onr_prose *prose, struct onr_arena *arena, struct onr_error *error)
{
    struct walk walk = {.prose = prose, .arena = arena, .symbols = find_symbols(tree_sitter_prose())};
    TSParser *parser = ts_parser_new();
    bool done = ts_parser_set_language(parser, tree_sitter_prose()) && parse_all(&walk, parser);
    ts_parser_delete(parser);
    return done ? ONR_OK : onr_error_set(error, ONR_ENOMEM, 0, "memory ran out while the grammar was applied");
}
