/*
 * Checks the corpus files of the grammar without tree-sitter's command:
 *
 *   corpus FILE...
 *
 * A file holds cases: a line of `=`, a name, a line of `=`, the input, a line of `-`, the tree.
 */
#include "support.h"

#include <stdio.h>
#include <string.h>

/* A part of the file's bytes. */
struct part {
    const char *start;  /* first byte */
    size_t size;        /* bytes */
};

static bool is_rule(struct part line, char sign)
{
    if (line.size < 3)
        return false;
    for (size_t i = 0; i < line.size; i++)
        if (line.start[i] != sign)
            return false;
    return true;
}

/* The next line, without its line feed; false at the end of the file. */
static bool next_line(struct part *rest, struct part *line)
{
    if (!rest->size)
        return false;
    const char *newline = memchr(rest->start, '\n', rest->size);
    line->start = rest->start;
    line->size = newline ? (size_t)(newline - rest->start) : rest->size;
    size_t taken = line->size + (newline ? 1 : 0);
    rest->start += taken;
    rest->size -= taken;
    return true;
}

/* What stands before the next line of `sign`, that line taken too; false without one. */
static bool take_until(struct part *rest, char sign, struct part *before)
{
    struct part line;
    before->start = rest->start;
    while (next_line(rest, &line)) {
        if (is_rule(line, sign)) {
            before->size = (size_t)(line.start - before->start);
            return true;
        }
    }
    before->size = (size_t)(rest->start - before->start);
    return false;
}

/* Adds an expression with a single space for white space and none inside brackets. */
static void add_normal(struct bytes *bytes, struct part part)
{
    bool space = false;
    for (size_t i = 0; i < part.size; i++) {
        char c = part.start[i];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            space = bytes->size > 0;
            continue;
        }
        if (space && c != ')')
            bytes_add(bytes, " ", 1);
        space = false;
        bytes_add(bytes, &c, 1);
    }
}

static void check_case(TSParser *parser, const char *file, struct part name, struct part input,
                       struct part tree_text)
{
    struct bytes got = {0};
    struct bytes raw = {0};
    struct bytes wanted = {0};
    if (input.size && input.start[input.size - 1] == '\n')
        input.size--;
    TSTree *tree = ts_parser_parse_string(parser, NULL, input.start, (uint32_t)input.size);
    dump_expression(&raw, tree);
    add_normal(&got, (struct part){raw.data, raw.size});
    add_normal(&wanted, tree_text);
    bool same = got.size && wanted.size && !strcmp(got.data, wanted.data);
    report(same && !tree_is_broken(tree, input.size), "%s: %.*s", file, (int)name.size, name.start);
    if (!same)
        printf("# wanted %s\n# got    %s\n", wanted.size ? wanted.data : "nothing", got.data);
    ts_tree_delete(tree);
    bytes_free(&got);
    bytes_free(&raw);
    bytes_free(&wanted);
}

static void check_file(TSParser *parser, const char *path)
{
    struct bytes text = {0};
    const char *slash = strrchr(path, '/');
    const char *file = slash ? slash + 1 : path;
    if (!bytes_read(&text, path)) {
        report(false, "%s: cannot be read", path);
        return;
    }
    struct part rest = {text.data, text.size};
    struct part name;
    struct part input;
    struct part tree;
    unsigned count = 0;
    bool more = take_until(&rest, '=', &name);
    while (more && take_until(&rest, '=', &name)) {
        if (name.size)
            name.size--;
        if (!take_until(&rest, '-', &input)) {
            report(false, "%s: %.*s: no tree", file, (int)name.size, name.start);
            break;
        }
        more = take_until(&rest, '=', &tree);
        check_case(parser, file, name, input, tree);
        count++;
    }
    report(count > 0 && !rest.size, "%s: %u cases", file, count);
    bytes_free(&text);
}

int main(int argc, char **argv)
{
    TSParser *parser = new_parser();
    for (int i = 1; i < argc; i++)
        check_file(parser, argv[i]);
    report(argc > 1, "files were named");
    ts_parser_delete(parser);
    return finish();
}
