/*
 * A guard for the tests: it looks for one word. Linked before the library, its table takes the place
 * of the real one.
 */
#include <string.h>

#include "hook/guard.h"
#include "present/plain.h"

#define WORD "Zebedee"
#define UNSEEN "Unseeable"

static int open_guard(void **state, struct onr_problem *problem)
{
    (void)problem;
    *state = NULL;
    return 0;
}

static long look(void *state, enum onr_guarded what, const char *where, const char *bytes,
                 size_t length, struct onr_out *out)
{
    static const char *const kinds[] = {"text", "name", "message", "author"};
    (void)state;
    if (memmem(bytes, length, UNSEEN, strlen(UNSEEN)))
        return -1;
    if (!memmem(bytes, length, WORD, strlen(WORD)))
        return 0;
    onr_out_format(out, "protected in the %s of ", kinds[what]);
    onr_plain_text(out, where);
    onr_out_char(out, '\n');
    return 1;
}

static void close_guard(void *state)
{
    (void)state;
}

static const struct onr_guard fake = {open_guard, look, close_guard};

const struct onr_guard *const onr_guard_rows[ONR_GUARDS + 1] = {&fake, NULL};
