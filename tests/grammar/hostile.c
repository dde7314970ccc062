/* Inputs that no newsroom sends: none may give an ERROR or MISSING node, or take long. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LITERAL(text) text, sizeof(text) - 1

struct input {
    const char *name;   /* printed */
    const char *unit;   /* bytes to repeat */
    size_t size;        /* bytes of the unit */
    size_t times;       /* repetitions */
};

static const struct input inputs[] = {
    {"nothing", LITERAL(""), 1},
    {"a space", LITERAL(" "), 1},
    {"spaces and line ends", LITERAL(" \n\t\r\n \r"), 1},
    {"a million spaces", LITERAL(" "), 1000000},
    {"a million line feeds", LITERAL("\n"), 1000000},
    {"a million carriage returns", LITERAL("\r"), 1000000},
    {"a million paragraph separators", LITERAL("\xE2\x80\xA9"), 1000000},
    {"line separators and no-break spaces", LITERAL("\xE2\x80\xA8\xC2\xA0"), 1000},
    {"a NUL", LITERAL("\0"), 1},
    {"NULs and words", LITERAL("A\0b. C\0 \0\0\xE2\x80\x9C\0\xE2\x80\x9D "), 1000},
    {"a byte order mark", LITERAL("\xEF\xBB\xBF"), 1},
    {"a byte order mark and words", LITERAL("\xEF\xBB\xBFIt ended. It began.\n"), 1},
    {"byte order marks", LITERAL("\xEF\xBB\xBF"), 1000},
    {"a lone lead byte", LITERAL("\xE2"), 1},
    {"a cut mark", LITERAL("\xE2\x80"), 1},
    {"cut marks", LITERAL("\xE2\x80 \xE2\xE2\x80\xF0\x9F\x98. A"), 1000},
    {"continuation bytes", LITERAL("\x80\x9C\x9D"), 1000},
    {"bytes that are never UTF-8", LITERAL("\xFF\xFE\xC0\xAF"), 1000},
    {"surrogates", LITERAL("\xED\xA0\x80\xED\xB0\x80"), 1000},
    {"past the last code point", LITERAL("\xF4\x90\x80\x80"), 1000},
    {"a million opening marks", LITERAL("\xE2\x80\x9C"), 1000000},
    {"a million closing marks", LITERAL("\xE2\x80\x9D"), 1000000},
    {"a million straight marks", LITERAL("\""), 1000000},
    {"a million apostrophes", LITERAL("'"), 1000000},
    {"marks and spaces", LITERAL("\" ' \xE2\x80\x98 \xE2\x80\x99 \xC2\xAB \xC2\xBB "), 100000},
    {"opening marks and words", LITERAL("A \"b 'c \xE2\x80\x98" "d \xE2\x80\x9E" "e "), 100000},
    {"nested pairs",
     LITERAL("\xE2\x80\x9C\xE2\x80\x98\xE2\x80\x9C\xE2\x80\x98\xE2\x80\x9C\xE2\x80\x98"
             "\xE2\x80\x9C\xE2\x80\x98x\xE2\x80\x99\xE2\x80\x9D\xE2\x80\x99\xE2\x80\x9D"
             "\xE2\x80\x99\xE2\x80\x9D\xE2\x80\x99\xE2\x80\x9D "), 10000},
    {"crossed pairs",
     LITERAL("\xE2\x80\x9C" "a \xE2\x80\x98" "b\xE2\x80\x9D c\xE2\x80\x99 "), 10000},
    {"doubtful apostrophes", LITERAL("'As s' s' s' "), 100000},
    {"a million dots", LITERAL("."), 1000000},
    {"dots and spaces", LITERAL(". "), 1000000},
    {"initials", LITERAL("A. "), 300000},
    {"abbreviations", LITERAL("Inc. Inc. \xE2\x80\x9CInc. The "), 100000},
    {"a million stops", LITERAL("?! A"), 1000000},
    {"a word of a million letters", LITERAL("a"), 1000000},
    {"a capital word of a million letters", LITERAL("A"), 1000000},
    {"an acronym of a million letters", LITERAL("A."), 1000000},
    {"a million prefixes on a line", LITERAL(">"), 1000000},
    {"prefixes and spaces", LITERAL("> "), 1000000},
    {"prefixes on lines", LITERAL(">\n"), 500000},
    {"prefixes on lines of carriage returns", LITERAL("> \r\r\n"), 100000},
    {"quoted marks", LITERAL("> \xE2\x80\x9C\n> \xE2\x80\x9D\n> '\n>\n"), 50000},
    {"block quotes and paragraphs", LITERAL("A b.\n> c\nd\n\n>e\n>>f\n\n\n"), 50000},
    {"an open mark and a quoted line", LITERAL("\xE2\x80\x9C\n> a\n"), 50000},
    {"emoji", LITERAL("\xF0\x9F\x98\x80. \xF0\x9F\x98\x80"), 100000},
    {"invisible characters", LITERAL("\xE2\x80\x8B\xC2\xAD\xE2\x80\x8D"), 100000},
    {"ten megabytes on one line",
     LITERAL("The mayor said \xE2\x80\x9Cit is over.\xE2\x80\x9D "
             "He left town, she said, at noon. "),
     148000},
    {"ten megabytes of one sentence", LITERAL("and the rain went on "), 500000},
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Far above what any machine needs, far below what quadratic work takes. */
static double seconds_allowed(size_t size)
{
    return 5.0 + (double)size / 500e3;
}

static void check(TSParser *parser, const char *name, const struct bytes *text)
{
    double start = now();
    TSTree *tree = ts_parser_parse_string(parser, NULL, text->data, (uint32_t)text->size);
    double seconds = now() - start;
    bool broken = !tree || tree_is_broken(tree, text->size);
    report(!broken && seconds < seconds_allowed(text->size), "%s (%zu bytes)%s", name, text->size,
           broken ? ": broken tree" : "");
    ts_tree_delete(tree);
}

static void check_lists(TSParser *parser)
{
    for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
        struct bytes text = {0};
        bytes_add(&text, "", 0);
        for (size_t k = 0; k < inputs[i].times; k++)
            bytes_add(&text, inputs[i].unit, inputs[i].size);
        check(parser, inputs[i].name, &text);
        bytes_free(&text);
    }
}

static void check_random(TSParser *parser, unsigned rounds, const char *name, const char *alphabet,
                         size_t letters)
{
    struct random random = random_from(7);
    unsigned broken = 0;
    for (unsigned round = 0; round < rounds; round++) {
        struct bytes text = {0};
        uint32_t size = random_below(&random, 400);
        bytes_add(&text, "", 0);
        for (uint32_t i = 0; i < size; i++) {
            char byte = letters ? alphabet[random_below(&random, (uint32_t)letters)]
                                : (char)random_below(&random, 256);
            bytes_add(&text, &byte, 1);
        }
        TSTree *tree = ts_parser_parse_string(parser, NULL, text.data, (uint32_t)text.size);
        broken += !tree || tree_is_broken(tree, text.size);
        ts_tree_delete(tree);
        bytes_free(&text);
    }
    report(broken == 0, "%s: %u texts, %u broken", name, rounds, broken);
}

int main(int argc, char **argv)
{
    unsigned rounds = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 2000;
    TSParser *parser = new_parser();
    check_lists(parser);
    check_random(parser, rounds, "random bytes", NULL, 0);
    check_random(parser, rounds, "random marks",
                 LITERAL(" \n\r.!?\"'>AabsU19,()-\xE2\x80\x98\x99\x9C\x9D\x9E\xC2\xAB\xBB\xA9"));
    ts_parser_delete(parser);
    return finish();
}
