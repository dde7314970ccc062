/* The history of a draft, and who brought in what, in the formats that show them. */
#ifndef ONR_REVIEW_HISTORY_H
#define ONR_REVIEW_HISTORY_H

#include "present/out.h"
#include "present/paper.h"
#include "review/draft.h"
#include "review/version.h"

/* Each writes the history of a draft: a chart and a table for a terminal, CSV, JSON. */
void onr_history_chart(struct onr_out *out, const char *path, const struct onr_versions *versions,
                       const struct onr_style *style);
void onr_history_csv(struct onr_out *out, const char *path, const struct onr_versions *versions,
                     const struct onr_style *style);
void onr_history_json(struct onr_out *out, const char *path, const struct onr_versions *versions,
                      const struct onr_style *style);

/* What is told of who brought in what. */
struct onr_blame {
    const struct onr_draft *draft;       /* the newest version, analyzed */
    const struct onr_versions *versions; /* the newest first */
    const size_t *origin;                /* for each key of the newest version: the version */
};

/* Each writes, in the order of the draft, its unnamed sources and findings and who brought them in. */
void onr_blame_text(struct onr_out *out, const struct onr_blame *blame,
                    const struct onr_style *style);
void onr_blame_csv(struct onr_out *out, const struct onr_blame *blame,
                   const struct onr_style *style);
void onr_blame_json(struct onr_out *out, const struct onr_blame *blame,
                    const struct onr_style *style);

/* A commit's day by its author's clock, "2026-11-25"; with the time where it is long. */
#define ONR_DATE 32
void onr_date(char date[ONR_DATE], const struct onr_git_commit *commit, bool is_long);
/* A value of CSV, in quotation marks where it needs them, harmless to a spreadsheet. */
void onr_csv_text(struct onr_out *out, const char *text);

#endif
