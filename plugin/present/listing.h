/* What formats for machines share: the findings to list, each with its place and a lasting mark. */
#ifndef ONR_PRESENT_LISTING_H
#define ONR_PRESENT_LISTING_H

#include "present/position.h"
#include "present/present.h"

struct onr_listed {
    const struct onr_finding *finding; /* borrowed */
    const struct onr_rule *rule;       /* static */
    struct onr_position start;         /* of its first character */
    struct onr_position end;           /* behind its last character */
    uint64_t fingerprint;              /* see onr_list_findings */
};

typedef void onr_list_each(struct onr_presentation *presentation, const struct onr_view *view,
                           const struct onr_lines *lines, const struct onr_listed *listed);

/*
 * Calls each for every finding from the severity that is asked for on, in the order of the draft;
 * waived ones too where `waived` says so. The fingerprint is made of the rule, of the words the
 * finding is at and of its source, and counts those that are alike: it stays as it is while lines
 * move and other passages change. Memory that runs out is an error of the output.
 */
void onr_list_findings(struct onr_presentation *presentation, const struct onr_view *view,
                       bool waived, onr_list_each *each);

/* The name of a draft in listings; what is piped in is "stdin". */
const char *onr_listed_path(const struct onr_view *view);
/* Whether a finding is one that makes the exit status 1. */
bool onr_listed_fails(const struct onr_presentation *presentation,
                      const struct onr_finding *finding);
/* Writes a 64-bit number as 16 hexadecimal digits. */
void onr_out_mark(struct onr_out *out, uint64_t mark);
/* Adds text to a hash that begins as ONR_MARK_START; its end counts too. */
#define ONR_MARK_START 0xCBF29CE484222325u
uint64_t onr_mark_text(uint64_t mark, const char *bytes, size_t length);

#endif
