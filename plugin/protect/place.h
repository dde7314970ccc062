/*
 * Where the ledger and its key lie: two folders outside every repository that nobody else can read.
 */
#ifndef ONR_PROTECT_PLACE_H
#define ONR_PROTECT_PLACE_H

#include <limits.h>
#include <stdbool.h>

#include "document/document.h"

enum onr_place_kind {
    ONR_PLACE_LEDGER, /* $XDG_DATA_HOME/onrecord/protect, else ~/.local/share/onrecord/protect */
    ONR_PLACE_KEY,    /* $XDG_STATE_HOME/onrecord/protect, else ~/.local/state/onrecord/protect */
};

struct onr_place {
    char path[PATH_MAX]; /* of the folder */
    int fd;              /* of the folder, opened; -1 where it is not */
};

/*
 * Opens the folder, which with create is made where it is missing. Returns 0; 1 where it is missing;
 * -1 with the problem told: it lies in a repository, others can read it, it belongs to somebody
 * else.
 */
int onr_place_open(struct onr_place *place, enum onr_place_kind kind, bool create,
                   struct onr_problem *problem);
void onr_place_close(struct onr_place *place);

/* Whether a folder is a repository of git or lies in one. */
bool onr_place_in_repository(const char *folder);

#endif
