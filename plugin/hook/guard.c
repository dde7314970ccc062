#include "hook/guard.h"

#include <string.h>

int onr_guards_open(struct onr_guards *guards, struct onr_problem *problem)
{
    memset(guards, 0, sizeof *guards);
    for (size_t i = 0; onr_guard_rows[i]; i++) {
        int status = onr_guard_rows[i]->open(&guards->state[guards->count], problem);
        if (status < 0)
            return -1;
        if (status == 0)
            guards->at[guards->count++] = onr_guard_rows[i];
    }
    return 0;
}

long onr_guards_look(const struct onr_guards *guards, enum onr_guarded what, const char *where,
                     const char *bytes, size_t length, struct onr_out *out)
{
    long hits = 0;
    for (size_t i = 0; i < guards->count; i++) {
        long found = guards->at[i]->look(guards->state[i], what, where, bytes, length, out);
        if (found < 0)
            return -1;
        hits += found;
    }
    return hits;
}

void onr_guards_close(struct onr_guards *guards)
{
    while (guards->count) {
        guards->count--;
        guards->at[guards->count]->close(guards->state[guards->count]);
    }
}
