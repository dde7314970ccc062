/* What the parts of the report share. */
#ifndef ONR_PRESENT_TEXT_H
#define ONR_PRESENT_TEXT_H

#include "present/paper.h"
#include "present/position.h"
#include "present/present.h"

/* One report while it is written. */
struct onr_report {
    struct onr_presentation *presentation; /* borrowed */
    const struct onr_view *view;           /* borrowed */
    struct onr_lines lines;                /* of the draft */
    struct onr_out line;                   /* what is being put together; harmless text only */
};

/* Writes a report of a draft: opens one, has its parts written, and closes it. */
void onr_report_write(struct onr_presentation *presentation, const struct onr_view *view,
                      void (*parts)(struct onr_report *report));
/* Writes what was put together, wrapped, and begins afresh. */
void onr_report_wrap(struct onr_report *report, enum onr_ink ink, unsigned column, unsigned indent);
/* A heading after an empty line. */
void onr_report_heading(struct onr_report *report, const char *heading);
/* Puts a stretch of the draft into the line, cut to so many columns. */
void onr_report_excerpt(struct onr_report *report, struct onr_spans spans, unsigned columns);
/* Puts a stretch of the draft into the line in quotation marks. */
void onr_report_quote(struct onr_report *report, struct onr_span span);
/* Puts "100 - 30 rule - 20 rule = 50" into the line. */
void onr_report_arithmetic(struct onr_report *report, double from, struct onr_deductions deductions,
                           double to);

/* Each source with what readers are told of it and what it says. */
void onr_report_sources(struct onr_report *report);
/* What an editor would ask about, in the order of the draft. */
void onr_report_findings(struct onr_report *report);
/* Each attribution with what made it one. */
void onr_report_attributions(struct onr_report *report);
/* What the draft silences, hints too, and why; nothing where it silences nothing. */
void onr_report_waived(struct onr_report *report);
/* Who was asked for comment and what came of it. */
void onr_report_requests(struct onr_report *report);

#endif
