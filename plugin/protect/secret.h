/* Keeping what is secret from core dumps, swap and other programs; asking for it on the terminal. */
#ifndef ONR_PROTECT_SECRET_H
#define ONR_PROTECT_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"

/*
 * Starts libsodium; no core dump is written from now on and no other program of the same user may
 * read this one's memory. May be called again. Returns -1 with the problem told where libsodium
 * cannot start.
 */
int onr_secret_harden(struct onr_problem *problem);

/*
 * Asks on the terminal, never on standard input, and reads a line that is not shown; with shown it
 * is. into has room for size bytes and a NUL is put behind the answer. Returns its bytes, or -1
 * with the problem told.
 */
int onr_secret_ask(const char *question, bool shown, char *into, size_t size,
                   struct onr_problem *problem);

/* Locked memory that is wiped when it is freed; NULL where there is none, or NULL to free. */
void *onr_secret_new(size_t size);
void onr_secret_free(void *memory);

/*
 * Reads a file, or standard input for "-", of any content. Whatever memory it takes on the way is
 * wiped; onr_secret_discard wipes and frees the rest. Returns 0, or -1 with the problem told.
 */
int onr_secret_read(const char *path, char **bytes, size_t *length, struct onr_problem *problem);
void onr_secret_discard(char *bytes, size_t length);

/* Overwrites what calls before have left on the stack. */
void onr_secret_wipe_stack(void);

#endif
