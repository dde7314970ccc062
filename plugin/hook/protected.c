/* The guard of protected names: what plugin/protect finds stops a commit or a push. */
#include <stdlib.h>
#include <string.h>

#include "hook/guard.h"
#include "present/plain.h"
#include "protect/scan.h"

/* Where hits are told. */
struct telling {
    struct onr_out *out;
    const char *where; /* with what would give a name away covered */
};

static int open_ledger(void **state, struct onr_problem *problem)
{
    struct onr_protect *protect = NULL;
    int status = onr_protect_open(&protect, problem);
    *state = protect;
    return status;
}

static void tell(void *context, const struct onr_protect_hit *hit)
{
    const struct telling *telling = context;
    onr_plain_text(telling->out, telling->where);
    if (hit->line)
        onr_out_format(telling->out, ":%u", hit->line);
    onr_out_text(telling->out, ": protected: ");
    onr_plain_text(telling->out, hit->label);
    onr_out_char(telling->out, '\n');
}

static long look(void *state, enum onr_guarded what, const char *where, const char *bytes,
                 size_t length, struct onr_out *out)
{
    bool name = what == ONR_GUARDED_NAME || what == ONR_GUARDED_AUTHOR;
    char *covered = onr_protect_cover(state, where);
    if (!covered)
        return -1;
    struct telling telling = {out, covered};
    long hits = onr_protect_search(state, name ? ONR_PROTECT_NAME : ONR_PROTECT_TEXT, bytes,
                                   length, tell, &telling);
    free(covered);
    return hits;
}

static void close_ledger(void *state)
{
    onr_protect_close(state);
}

const struct onr_guard onr_guard_protected = {open_ledger, look, close_ledger};
