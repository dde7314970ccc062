/* What the programs of this folder share: reading drafts, running tests, writing an analysis as text. */
#ifndef ONR_TESTS_SUPPORT_H
#define ONR_TESTS_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "onrecord.h"

/* A text in memory of its own. */
struct text {
    char *bytes;   /* length bytes; malloc'd */
    size_t length; /* bytes */
};

/* Reads a file; exits with a message where it cannot. The caller frees the bytes. */
struct text read_file(const char *path);
/* Reads all drafts (.txt and .md, not .editor.md) of a folder, by name; *count is how many. */
struct text *read_drafts(const char *folder, size_t *count);
void free_texts(struct text *texts, size_t count);

/* All records of an analysis as lines of text, for comparing two; the caller frees it. */
char *describe(const struct onr_analysis *analysis);

/* Prints a TAP result; why (may be NULL) is printed as a comment. */
void tap(bool passed, const char *name, const char *why);
/* Prints the plan and returns the exit status. */
int tap_end(void);

#endif
