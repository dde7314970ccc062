/*
 * Included ranges: how markup tells the grammar where paragraphs end.
 *
 * In these texts `[` and `]` are the start and the end of a range; they and what lies between two
 * ranges belong to none. No range is empty: libtree-sitter 0.20 reads a character of such a one.
 */
#include "support.h"

#include <stdio.h>
#include <string.h>

enum { RANGES_MAX = 16 };

struct example {
    const char *name;   /* printed */
    const char *text;   /* with brackets */
    const char *spans;  /* each sentence, then `/` where its paragraph ends */
};

static const struct example examples[] = {
    {"one range", "[It froze. It thawed.]", "It froze.|It thawed.|/"},
    {"a range that ends with its line ends the paragraph", "[It froze.\n][It thawed.\n]",
     "It froze.|/It thawed.|/"},
    {"so it does without a dot", "[Winter\n][It froze.\n]", "Winter|/It froze.|/"},
    {"so it does before markup", "[Winter\n]# [It froze.\n]", "Winter|/It froze.|/"},
    {"so it does after CR LF", "[Winter\r\n][It froze.\r\n]", "Winter|/It froze.|/"},
    {"so it does after CR", "[Winter\r][It froze.\r]", "Winter|/It froze.|/"},
    {"a line end inside a range is a space", "[It froze\nin May. It\nthawed.\n]",
     "It froze\nin May.|It\nthawed.|/"},
    {"a range that ends without a line end goes on", "[It ]*[froze]*[ in May.]",
     "It ]*[froze]*[ in May.|/"},
    {"ranges of one block with a prefix left out", "> [It froze\nin]> [ May. It thawed.\n]",
     "It froze\nin]> [ May.|It thawed.|/"},
    {"a sentence ends before markup", "[It froze. ]*[It thawed.]*[\n]", "It froze.|It thawed.|/"},
    {"an abbreviation across markup", "[Mr]*[. Day left. He sailed.\n]",
     "Mr]*[. Day left.|He sailed.|/"},
    {"a blank line inside a range", "[It froze.\n\nIt thawed.\n]", "It froze.|/It thawed.|/"},
    {"ranges of nothing but line ends", "[Winter\n][\n][\n][It froze.\n]", "Winter|/It froze.|/"},
    {"a quotation ends with its block", "[She said “it froze\n][It thawed.\n]",
     "She said “it froze|it froze|/It thawed.|/"},
    {"a quotation goes on in its block", "[She said “it ]*[froze” in]*[ May.\n][It thawed.\n]",
     "She said “it ]*[froze” in]*[ May.|it ]*[froze|/It thawed.|/"},
    {"a mark at the start of a range", "[She said ]*[“it froze.”]*[ He left.\n]",
     "She said ]*[“it froze.”|it froze.|He left.|/"},
};

static uint32_t find_ranges(const struct bytes *text, TSRange *ranges)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text->size && count < RANGES_MAX; i++) {
        if (text->data[i] == '[') {
            ranges[count].start_byte = (uint32_t)i + 1;
            ranges[count].start_point = point_at(text->data, text->size, i + 1);
        } else if (text->data[i] == ']') {
            ranges[count].end_byte = (uint32_t)i;
            ranges[count++].end_point = point_at(text->data, text->size, i);
        }
    }
    return count;
}

/* Brackets that touch make contiguous ranges: they are taken out, so that nothing lies between. */
static void close_up(struct bytes *text, TSRange *ranges, uint32_t count)
{
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (ranges[i].end_byte + 2 != ranges[i + 1].start_byte)
            continue;
        bytes_replace(text, ranges[i].end_byte, ranges[i].end_byte + 2, "", 0);
        for (uint32_t k = i + 1; k < count; k++) {
            ranges[k].start_byte -= 2;
            ranges[k].end_byte -= 2;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        ranges[i].start_point = point_at(text->data, text->size, ranges[i].start_byte);
        ranges[i].end_point = point_at(text->data, text->size, ranges[i].end_byte);
    }
}

static void add_spans(struct bytes *got, TSNode node, const char *text)
{
    if (!strcmp(ts_node_type(node), "sentence")) {
        uint32_t start = ts_node_start_byte(node);
        bytes_add(got, text + start, ts_node_end_byte(node) - start);
        bytes_add(got, "|", 1);
    }
    for (uint32_t i = 0; i < ts_node_child_count(node); i++)
        add_spans(got, ts_node_child(node, i), text);
    if (!strcmp(ts_node_type(node), "paragraph"))
        bytes_add(got, "/", 1);
}

static void check(TSParser *parser, const struct example *example)
{
    struct bytes text = {0};
    struct bytes got = {0};
    TSRange ranges[RANGES_MAX];
    bytes_add_text(&text, example->text);
    uint32_t count = find_ranges(&text, ranges);
    close_up(&text, ranges, count);
    bool set = ts_parser_set_included_ranges(parser, ranges, count);
    TSTree *tree = ts_parser_parse_string(parser, NULL, text.data, (uint32_t)text.size);
    bytes_add(&got, "", 0);
    add_spans(&got, ts_tree_root_node(tree), text.data);
    bool same = set && !strcmp(got.data, example->spans) && !tree_is_broken(tree, text.size);
    report(same, "%s", example->name);
    if (!same) {
        printf("# got ");
        for (size_t i = 0; i < got.size; i++)
            printf(got.data[i] == '\n' ? "\\n" : got.data[i] == '\r' ? "\\r" : "%c", got.data[i]);
        printf("\n");
    }
    ts_tree_delete(tree);
    bytes_free(&text);
    bytes_free(&got);
}

int main(void)
{
    TSParser *parser = new_parser();
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
        check(parser, &examples[i]);
    ts_parser_delete(parser);
    return finish();
}
