/*
 * Looking for protected names. This is all that a hook needs:
 *
 *     struct onr_protect *protect;
 *     int status = onr_protect_open(&protect, &problem);   // -1: tell problem.text and stop
 *     if (status == 0)                                     // 1: nothing is protected
 *         onr_protect_search(protect, ONR_PROTECT_TEXT, bytes, length, found, context);
 *     onr_protect_close(protect);
 *
 * A hit tells label and place, never the name. Where a file's own name gives one away, print what
 * onr_protect_cover makes of it.
 */
#ifndef ONR_PROTECT_SCAN_H
#define ONR_PROTECT_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "document/document.h"

struct onr_protect; /* the ledger, made ready to be searched with */

/* What is searched. */
enum onr_protect_what {
    ONR_PROTECT_TEXT, /* a draft, a message: any bytes, binary too; office documents are unpacked */
    ONR_PROTECT_NAME, /* a path, an author, an address: "jsmith" may be J. Smith here */
};

struct onr_protect_hit {
    const char *label; /* of the reporter's choosing; borrowed until onr_protect_close */
    size_t offset;     /* bytes of the text before it; 0 inside an office document */
    size_t length;     /* bytes of it */
    uint32_t line;     /* from 1; 0 inside an office document */
};

typedef void onr_protect_found(void *context, const struct onr_protect_hit *hit);

/*
 * Makes the ledger ready; from then on the process writes no core dump and no other program of the
 * user reads its memory. Returns 0; 1 where nothing is protected and *ret is NULL; -1 with the
 * problem told, and then nothing may be taken for clean.
 */
int onr_protect_open(struct onr_protect **ret, struct onr_problem *problem);
/* Wipes and frees. NULL is legal. */
void onr_protect_close(struct onr_protect *protect);
/* How many labels there are. */
uint32_t onr_protect_labels(const struct onr_protect *protect);

/*
 * Calls found for each label on each line, in the order of the text. Returns the number of hits, or
 * -1 where memory ran out and something may not have been found.
 */
long onr_protect_search(const struct onr_protect *protect, enum onr_protect_what what,
                        const char *bytes, size_t length, onr_protect_found *found, void *context);
/*
 * Why a file cannot be searched through, or NULL: "a PDF, whose text is compressed". Such a file is
 * searched as it stands all the same. Static.
 */
const char *onr_protect_opaque(const char *bytes, size_t length);
/*
 * A path or another name with what gives a protected name away covered by "[LABEL]". The caller
 * frees it; NULL where memory runs out.
 */
char *onr_protect_cover(const struct onr_protect *protect, const char *name);

#endif
