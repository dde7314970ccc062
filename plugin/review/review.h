/* What a change does to the sourcing of all drafts it touches, and the formats that show it. */
#ifndef ONR_REVIEW_REVIEW_H
#define ONR_REVIEW_REVIEW_H

#include "git/module.h"
#include "present/out.h"
#include "present/paper.h"
#include "present/write.h"
#include "review/compare.h"

/* One draft of a review. */
struct onr_review_item {
    char status;                      /* A, M, R, T or D */
    char *path;                       /* its name, the older one where it is gone; owned */
    char *old_path;                   /* its older name where that was another; owned or NULL */
    struct onr_options options;       /* both are analyzed with, but their format; borrowed */
    const char *skip;                 /* why it was not looked into; static, NULL where it was */
    struct onr_draft before;          /* an empty one where there was none */
    struct onr_draft after;           /* an empty one where there is none */
    bool compared;                    /* both could be analyzed */
    struct onr_comparison comparison; /* where compared */
};

struct onr_review {
    char *from;                     /* what the older side is: "HEAD", a file; owned */
    char *to;                       /* what the newer side is; owned */
    struct onr_review_item *items;  /* count drafts; owned */
    size_t count;                   /* how many */
    size_t capacity;                /* how many there is room for */
    struct onr_git_commits commits; /* those the change consists of; may be none */
    size_t unchecked;               /* of these, the ones noted as not checked */
};

/* Adds a draft; borrowed until the next call. NULL where memory runs out. */
struct onr_review_item *onr_review_add(struct onr_review *review, const char *path, char status);
void onr_review_free(struct onr_review *review);
/* The problem of a draft that could not be read or analyzed; NULL for none. */
const char *onr_review_problem(const struct onr_review_item *item);

/* A review while it is written. */
struct onr_review_page {
    struct onr_out *out;             /* borrowed */
    const struct onr_style *style;   /* borrowed */
    const struct onr_review *review; /* borrowed */
    struct onr_json json;            /* of formats that are JSON */
    struct onr_out later;            /* what is to follow when all drafts were there */
};

/* A format of a review: what is written before, for each draft and after. */
struct onr_review_format {
    const char *name; /* what --format takes */
    void (*begin)(struct onr_review_page *page);
    void (*item)(struct onr_review_page *page, const struct onr_review_item *item);
    void (*end)(struct onr_review_page *page);
};

extern const struct onr_review_format onr_review_text;
extern const struct onr_review_format onr_review_markdown;
extern const struct onr_review_format onr_review_json;
extern const struct onr_review_format onr_review_sarif;

/* What came of a review. */
struct onr_review_result {
    size_t fresh; /* new findings at or above the severity that was asked for */
    void (*problem)(const struct onr_review_item *item, const char *text); /* told of each */
    size_t problems; /* drafts that could not be read or analyzed */
};

/*
 * Analyzes the drafts, on all processors and a part at a time, compares and writes them. least is the
 * severity from which on new findings are counted. False where memory runs out.
 */
bool onr_review_write(struct onr_review *review, int least,
                      const struct onr_review_format *format, struct onr_out *out,
                      const struct onr_style *style, struct onr_review_result *result);

#endif
