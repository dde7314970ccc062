/*
 * A draft as it is read: from a file or from standard input, in UTF-8 or another encoding.
 *
 * The core sees UTF-8 only. Where a draft was converted, onr_document_offset leads a position of
 * the converted text back to the bytes of the file as it stands, so that everything printed speaks
 * of the file the reporter has.
 */
#ifndef ONR_DOCUMENT_DOCUMENT_H
#define ONR_DOCUMENT_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include "document/encoding.h"

/* What went wrong with a draft: one line, "what it is; what can be done". Owned by the caller. */
struct onr_problem {
    char text[800];
};

__attribute__((format(printf, 2, 3))) void onr_problem_set(struct onr_problem *problem,
                                                           const char *format, ...);
/* Says in plain words why reading failed, given errno. */
void onr_problem_of_errno(struct onr_problem *problem, int number);

struct onr_document {
    char *path;             /* its name as it is shown; owned */
    char *bytes;            /* UTF-8 for the core; owned */
    size_t length;          /* bytes of it */
    size_t original_length; /* bytes of the file as it stands */
    const char *format;     /* an onr_format_name; static */
    struct onr_encoding_map
        map; /* from bytes back to the file; empty where nothing was converted */
};

/* How drafts are read. All members may be NULL. */
struct onr_reading {
    const char *encoding;   /* the encoding of the file; NULL for UTF-8 */
    const char *format;     /* an onr_format_name that overrules the file's ending */
    const char *stdin_name; /* the name of what comes on standard input */
};

/*
 * Reads the file at path, or standard input where path is "-". On success the caller owns the
 * document and calls onr_document_free; on failure returns -1, problem is filled and there is
 * nothing to free.
 */
int onr_document_read(struct onr_document *document, const char *path,
                      const struct onr_reading *reading, struct onr_problem *problem);
/* The same for length bytes at hand, which are the document's from then on and freed on failure. */
int onr_document_take(struct onr_document *document, const char *name, char *bytes, size_t length,
                      const struct onr_reading *reading, struct onr_problem *problem);
void onr_document_free(struct onr_document *document);

/* The offset in the file of a character boundary in document->bytes. */
uint64_t onr_document_offset(const struct onr_document *document, uint32_t offset);

#endif
