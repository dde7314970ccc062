/* The grammar's tree as flat arrays of sentences and quotations. */
#include <string.h>
#include <tree_sitter/api.h>

#include "base/error.h"
#include "prose/prose.h"
#include "tree_sitter_prose.h"

#if TREE_SITTER_LANGUAGE_VERSION < 14
#error "libtree-sitter with ABI 14 is needed"
#endif

/* Depth of the tree the walk goes into; the grammar's own nesting is bounded far below it. */
#define DEEPEST 64

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
    if (!walk->depth || walk->depth > DEEPEST)
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

/* Points are not used by the grammar: rows stay 0 and a column is the byte offset. */
static TSRange *tree_ranges(const struct onr_prose *prose, struct onr_arena *arena)
{
    uint32_t count = prose->markup->ranges.count;
    TSRange *ranges = onr_arena_take(arena, count * sizeof *ranges);
    for (uint32_t i = 0; ranges && i < count; i++) {
        struct onr_span span = prose->markup->ranges.at[i];
        ranges[i] = (TSRange){{0, span.start}, {0, span.end}, span.start, span.end};
    }
    return ranges;
}

static const char *read_bytes(void *payload, uint32_t offset, TSPoint point, uint32_t *length)
{
    const struct onr_text *text = payload;
    (void)point;
    *length = offset < text->length ? text->length - offset : 0;
    return *length ? text->bytes + offset : "";
}

static TSTree *parse(const struct onr_prose *prose, const TSRange *ranges)
{
    TSParser *parser = ts_parser_new();
    TSTree *tree = NULL;
    struct onr_text text = *prose->text;
    TSInput input = {.payload = &text, .read = read_bytes, .encoding = TSInputEncodingUTF8};
    if (ts_parser_set_language(parser, tree_sitter_prose()) &&
        ts_parser_set_included_ranges(parser, ranges, prose->markup->ranges.count))
        tree = ts_parser_parse(parser, NULL, input);
    ts_parser_delete(parser);
    return tree;
}

int onr_prose_parse(struct onr_prose *prose, struct onr_arena *arena, struct onr_error *error)
{
    if (!prose->markup->ranges.count)
        return ONR_OK;
    TSRange *ranges = tree_ranges(prose, arena);
    if (!ranges)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    TSTree *tree = parse(prose, ranges);
    if (!tree)
        return onr_error_set(error, ONR_EINTERNAL, 0, "the grammar could not be applied");
    struct walk walk = {.prose = prose, .arena = arena, .symbols = find_symbols(tree_sitter_prose())};
    walk_tree(&walk, ts_tree_root_node(tree));
    ts_tree_delete(tree);
    return ONR_OK;
}
