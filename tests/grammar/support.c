#include "support.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned test_count;
static unsigned failure_count;

static void make_room(struct bytes *bytes, size_t size)
{
    if (size < bytes->room)
        return;
    size_t room = bytes->room ? bytes->room : 256;
    while (room <= size)
        room *= 2;
    bytes->data = realloc(bytes->data, room);
    if (!bytes->data)
        abort();
    bytes->room = room;
}

void bytes_replace(struct bytes *bytes, size_t start, size_t end, const void *data, size_t size)
{
    size_t rest = bytes->size - end;
    make_room(bytes, start + size + rest);
    memmove(bytes->data + start + size, bytes->data + end, rest);
    if (size)
        memcpy(bytes->data + start, data, size);
    bytes->size = start + size + rest;
    bytes->data[bytes->size] = '\0';
}

void bytes_add(struct bytes *bytes, const void *data, size_t size)
{
    bytes_replace(bytes, bytes->size, bytes->size, data, size);
}

void bytes_add_text(struct bytes *bytes, const char *text)
{
    bytes_add(bytes, text, strlen(text));
}

void bytes_free(struct bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct bytes){0};
}

bool bytes_read(struct bytes *bytes, const char *path)
{
    char buffer[65536];
    size_t count;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    bytes_add(bytes, "", 0);
    while ((count = fread(buffer, 1, sizeof(buffer), file)) > 0)
        bytes_add(bytes, buffer, count);
    bool ok = !ferror(file);
    fclose(file);
    return ok;
}

struct random random_from(uint64_t seed)
{
    return (struct random){seed * 0x9E3779B97F4A7C15u + 1};
}

uint32_t random_below(struct random *random, uint32_t limit)
{
    uint64_t x = random->state ? random->state : 1;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    random->state = x;
    return limit ? (uint32_t)((x * 0x2545F4914F6CDD1Du) >> 33) % limit : 0;
}

TSPoint point_at(const char *text, size_t size, size_t offset)
{
    TSPoint point = {0, 0};
    for (size_t i = 0; i < offset && i < size; i++) {
        if (text[i] == '\n')
            point = (TSPoint){point.row + 1, 0};
        else
            point.column++;
    }
    return point;
}

void dump_tree(struct bytes *bytes, const TSTree *tree)
{
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    for (unsigned depth = 0;;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        const char *field = ts_tree_cursor_current_field_name(&cursor);
        char line[160];
        int length = snprintf(line, sizeof(line), "%u %s %s %u %u\n", depth, ts_node_type(node),
                              field ? field : "-", ts_node_start_byte(node),
                              ts_node_end_byte(node));
        bytes_add(bytes, line, (size_t)length);
        if (ts_tree_cursor_goto_first_child(&cursor)) {
            depth++;
            continue;
        }
        while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
            if (!ts_tree_cursor_goto_parent(&cursor)) {
                ts_tree_cursor_delete(&cursor);
                return;
            }
            depth--;
        }
    }
}

void dump_expression(struct bytes *bytes, const TSTree *tree)
{
    char *text = ts_node_string(ts_tree_root_node(tree));
    bytes_add_text(bytes, text);
    free(text);
}

static bool node_is_broken(TSNode node, uint32_t start, uint32_t end)
{
    return ts_node_is_missing(node) || !strcmp(ts_node_type(node), "ERROR") ||
           ts_node_start_byte(node) < start || ts_node_end_byte(node) > end ||
           ts_node_start_byte(node) > ts_node_end_byte(node);
}

bool tree_is_broken(const TSTree *tree, size_t size)
{
    TSNode root = ts_tree_root_node(tree);
    if (strcmp(ts_node_type(root), "document") || ts_node_has_error(root))
        return true;
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    uint32_t start = 0;
    bool broken = false;
    while (!broken) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        broken = node_is_broken(node, start, (uint32_t)size);
        start = ts_node_start_byte(node);
        if (ts_tree_cursor_goto_first_child(&cursor))
            continue;
        bool more = true;
        while (more && !ts_tree_cursor_goto_next_sibling(&cursor))
            more = ts_tree_cursor_goto_parent(&cursor);
        if (!more)
            break;
    }
    ts_tree_cursor_delete(&cursor);
    return broken;
}

TSParser *new_parser(void)
{
    TSParser *parser = ts_parser_new();
    if (!parser || !ts_parser_set_language(parser, tree_sitter_prose())) {
        printf("Bail out! the library refuses the language\n");
        exit(1);
    }
    return parser;
}

void report(bool ok, const char *format, ...)
{
    va_list arguments;
    test_count++;
    failure_count += !ok;
    printf("%sok %u - ", ok ? "" : "not ", test_count);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}

int finish(void)
{
    printf("1..%u\n", test_count);
    return failure_count ? 1 : 0;
}
