/* A ledger in memory with a name in it, for tests. */
#ifndef TESTS_PROTECT_PLANTED_H
#define TESTS_PROTECT_PLANTED_H

#include "protect/search.h"

/* A ledger of these phrases, labelled by their number; ends with NULL. Its owner closes it. */
struct onr_protect *plant(const char *const *phrases);
/* Of one phrase, labelled "0". */
struct onr_protect *plant_one(const char *phrase);
/* How many hits a text has. */
long hits(const struct onr_protect *protect, enum onr_protect_what what, const char *text);

#endif
