/*
 * Versions that were analyzed before, by blob, in a file of the cache. It holds words of drafts and
 * is for its owner alone; it begins afresh when it grows too large, and may be deleted.
 */
#ifndef ONR_REVIEW_STOCK_H
#define ONR_REVIEW_STOCK_H

#include "present/out.h"
#include "review/version.h"

struct onr_stock {
    char name[64];         /* of the file: another program or model has another one */
    uint64_t print;        /* of the options of the analysis and the files they come from */
    const struct onr_policy *policy; /* whose rules are named; borrowed, may be NULL */
    char *bytes;           /* what was kept before; owned */
    size_t length;         /* bytes of it */
    struct onr_stocked *at; /* count records in it, by their print; owned */
    size_t count;          /* how many */
    struct onr_out fresh;  /* what is to be kept */
};

/* Reads what is kept. Where there is nothing, or it cannot be read, the stock is empty. */
void onr_stock_open(struct onr_stock *stock, const struct onr_options *options,
                    uint64_t files, const char *encoding);
/* Fills a version that is kept; its commit tells which. False where it is not. */
bool onr_stock_find(const struct onr_stock *stock, struct onr_version *version);
/* Takes note of a version; close keeps it. */
void onr_stock_add(struct onr_stock *stock, const struct onr_version *version);
void onr_stock_close(struct onr_stock *stock);

#endif
