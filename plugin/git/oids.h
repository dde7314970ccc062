/* A set of objects of git, each with a number that tells two of its places apart. */
#ifndef ONR_GIT_OIDS_H
#define ONR_GIT_OIDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <git2.h>

struct onr_oid_cell {
    git_oid oid;    /* the object */
    uint64_t place; /* 0 where places do not matter */
    bool taken;     /* whether there is one */
};

struct onr_oids {
    struct onr_oid_cell *cells; /* room of them; owned */
    size_t room;                /* a power of two */
    size_t count;               /* objects */
};

/* Adds an object. Returns 1 where it is new, 0 where it was there, -1 where memory runs out. */
int onr_oids_add(struct onr_oids *set, const git_oid *oid, uint64_t place);
void onr_oids_free(struct onr_oids *set);

#endif
