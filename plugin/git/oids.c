#include "git/oids.h"

#include <stdlib.h>
#include <string.h>

static struct onr_oid_cell *cell_of(const struct onr_oids *set, const git_oid *oid, uint64_t place)
{
    uint64_t hash;
    memcpy(&hash, oid->id, sizeof hash); /* an object's name is a hash already */
    for (size_t i = (size_t)(hash ^ place * 0x9E3779B97F4A7C15u);; i++) {
        struct onr_oid_cell *cell = &set->cells[i & (set->room - 1)];
        if (!cell->taken || (cell->place == place && git_oid_equal(&cell->oid, oid)))
            return cell;
    }
}

static int grow(struct onr_oids *set)
{
    struct onr_oids larger = {.room = set->room ? set->room * 2 : 1024, .count = set->count};
    larger.cells = calloc(larger.room, sizeof *larger.cells);
    if (!larger.cells)
        return -1;
    for (size_t i = 0; i < set->room; i++)
        if (set->cells[i].taken)
            *cell_of(&larger, &set->cells[i].oid, set->cells[i].place) = set->cells[i];
    free(set->cells);
    *set = larger;
    return 0;
}

int onr_oids_add(struct onr_oids *set, const git_oid *oid, uint64_t place)
{
    if (set->count * 2 >= set->room && grow(set) != 0)
        return -1;
    struct onr_oid_cell *cell = cell_of(set, oid, place);
    if (cell->taken)
        return 0;
    *cell = (struct onr_oid_cell){*oid, place, true};
    set->count++;
    return 1;
}

void onr_oids_free(struct onr_oids *set)
{
    free(set->cells);
    memset(set, 0, sizeof *set);
}
