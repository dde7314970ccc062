#ifndef GRAMMAR_SUPPORT_H
#define GRAMMAR_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tree_sitter/api.h>

#include "tree_sitter_prose.h"

/* Bytes that grow; the tests abort when memory ends. Zero is empty. */
struct bytes {
    char *data;     /* size bytes and a NUL, or NULL when nothing was ever added */
    size_t size;    /* bytes in use */
    size_t room;    /* bytes allocated */
};

void bytes_add(struct bytes *bytes, const void *data, size_t size);
void bytes_add_text(struct bytes *bytes, const char *text);
void bytes_replace(struct bytes *bytes, size_t start, size_t end, const void *data, size_t size);
void bytes_free(struct bytes *bytes);

/* Reads a whole file; false when it cannot. */
bool bytes_read(struct bytes *bytes, const char *path);

/* A fixed sequence for a seed, the same everywhere (xorshift64*). */
struct random {
    uint64_t state; /* never zero */
};

struct random random_from(uint64_t seed);
uint32_t random_below(struct random *random, uint32_t limit);

/* Row and column of a byte offset. */
TSPoint point_at(const char *text, size_t size, size_t offset);

/* Appends the tree, one node a line: depth, type, field, start and end byte. */
void dump_tree(struct bytes *bytes, const TSTree *tree);

/* Appends the tree as tree-sitter's corpus files write it, on one line. */
void dump_expression(struct bytes *bytes, const TSTree *tree);

/* Whether the tree has an ERROR or MISSING node, or one that does not lie inside its parent. */
bool tree_is_broken(const TSTree *tree, size_t size);

/* A parser of prose; ends the program when the library refuses the language. */
TSParser *new_parser(void);

/* One line of the Test Anything Protocol; counts failures. */
void report(bool ok, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints the plan; the program's exit status. */
int finish(void);

#endif
