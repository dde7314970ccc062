/* What the parts of the page share. README.md tells what each part writes. */
#ifndef ONR_PRESENT_HTML_H
#define ONR_PRESENT_HTML_H

#include "present/position.h"
#include "present/present.h"

/* One draft while its part of the page is written. */
struct onr_page {
    struct onr_presentation *presentation; /* borrowed */
    const struct onr_view *view;           /* borrowed */
    struct onr_out *out;                   /* of the presentation */
    struct onr_lines lines;                /* of the draft */
    unsigned number;                       /* of the draft on the page, from 1; begins its ids */
    const struct onr_source *sources;      /* source_count sources */
    uint32_t source_count;                 /* how many */
    const struct onr_attribution *attributions; /* attribution_count attributions */
    uint32_t attribution_count;                 /* how many */
    const struct onr_finding *findings; /* finding_count findings */
    uint32_t finding_count;             /* how many */
    uint32_t *ordinals; /* of each source among those of its class, from 1; owned */
    uint32_t *notes;    /* of each rule, the note that tells of it, from 1; 0 for none yet; owned */
    uint32_t finding;   /* the next that has no note yet */
    uint32_t note;      /* notes written so far */
};

/* The parts, in the order of the page. */
void onr_page_head(struct onr_presentation *presentation, const char *path);
void onr_page_opening(struct onr_page *page);
void onr_page_shares(struct onr_page *page);
void onr_page_sources(struct onr_page *page);
void onr_page_draft(struct onr_page *page);
void onr_page_unnamed(struct onr_page *page);
void onr_page_requests(struct onr_page *page);
void onr_page_waived(struct onr_page *page);
void onr_page_sum(struct onr_page *page);
void onr_page_past(struct onr_page *page);
void onr_page_foot(struct onr_presentation *presentation);

/* Writes how many findings there are of each severity. */
void onr_page_counts(struct onr_page *page);
/* Writes the notes on findings that begin before an offset and have none yet. */
void onr_page_notes(struct onr_page *page, uint32_t before);
/*
 * The findings from `from` on that are told in one note: at the same place, shown or not. Returns
 * the index behind them.
 */
uint32_t onr_page_group(const struct onr_page *page, uint32_t from);
/* The most severe of a group that is shown, or ONR_NONE. */
uint32_t onr_page_most_severe(const struct onr_page *page, uint32_t from, uint32_t to);

/* The class of an attribution's source; ONR_CLASS_NONE where it has none. */
enum onr_class onr_page_class(const struct onr_page *page, uint32_t attribution);
/* The letter that stands for a class, and the words for it. */
char onr_page_letter(enum onr_class class_);
const char *onr_page_class_words(enum onr_class class_);
/* Writes the sign of a source, "U2", as text; or as a link to its entry, for ONR_NONE as text. */
void onr_page_sign(struct onr_page *page, uint32_t source);
void onr_page_sign_link(struct onr_page *page, uint32_t source);
/* Writes text of a draft as it stands; what would turn the direction of writing is named. */
void onr_page_text(struct onr_page *page, const char *bytes, size_t length);
/* Writes a stretch of the draft, cut to so many columns, isolated from what stands around it. */
void onr_page_excerpt(struct onr_page *page, struct onr_spans spans, unsigned columns);
/* Writes what a source is called, cut to so many columns. */
void onr_page_label(struct onr_page *page, uint32_t source, unsigned columns);
/* Writes a link to the line of an offset. */
void onr_page_line(struct onr_page *page, uint32_t offset);
/* Writes "100 − 30 rule − 20 rule = 50". */
void onr_page_arithmetic(struct onr_page *page, double from, struct onr_deductions deductions,
                         double to);
/* Writes one member of a list of terms: its name, words, and the draft's own words if any. */
void onr_page_told(struct onr_page *page, const char *name, const char *words,
                   struct onr_span span);

#endif
