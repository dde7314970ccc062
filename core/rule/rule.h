/*
 * Rules: data files that say what a standards editor would raise, and the few kinds of check that look
 * for it. A check makes hits; hits take points off (score/) and become findings (finding.c).
 */
#ifndef ONR_RULE_RULE_H
#define ONR_RULE_RULE_H

#include <stddef.h>

#include "onrecord.h"
#include "rule/edits.h"
#include "rule/kinds.h"

#define ONR_RULE_DOUBT 3  /* conditions of doubt a rule may hold */
#define ONR_RULE_WHERE 6  /* conditions a rule may hold */
#define ONR_RULE_POINTS 6 /* rows of points */
#define ONR_EXAMPLE_FLAG "f" /* mark of an example that must be flagged */
#define ONR_EXAMPLE_PASS "p" /* mark of one that must not */
#define ONR_RULE_EDITS 4  /* edits a rule may offer */

/* Attributes that conditions and points ask for; each is a row of attributes.c. */
enum onr_attribute {
    ONR_ATTRIBUTE_CLASS,
    ONR_ATTRIBUTE_KIND,
    ONR_ATTRIBUTE_LEVEL,
    ONR_ATTRIBUTE_BASIS,
    ONR_ATTRIBUTE_REASON,
    ONR_ATTRIBUTE_COUNT,
    ONR_ATTRIBUTE_PROVENANCE,
    ONR_ATTRIBUTE_ROLE,
    ONR_ATTRIBUTE_OUTLET,
    ONR_ATTRIBUTE_RELAYS,
    ONR_ATTRIBUTE_CATEGORY,
    ONR_ATTRIBUTE_FIRSTHAND,
    ONR_ATTRIBUTE_ROUTINE,
    ONR_ATTRIBUTE_PLURAL,
    ONR_ATTRIBUTE_FIRM,
    ONR_ATTRIBUTE_SPOKEN,
    ONR_ATTRIBUTE_LIKELY,
    ONR_ATTRIBUTE_MODE,
    ONR_ATTRIBUTES,
};

/* What a rule's points are taken off. */
enum onr_subject { ONR_SUBJECT_SOURCE, ONR_SUBJECT_ATTRIBUTION, ONR_SUBJECT_ARTICLE };
/* Where a finding shows. */
enum onr_place { ONR_PLACE_SOURCE, ONR_PLACE_BASIS, ONR_PLACE_REASON, ONR_PLACE_CUE, ONR_PLACE_CONTENT, ONR_PLACE_WORDS };

struct onr_condition {
    uint8_t attribute; /* onr_attribute */
    uint32_t values;   /* bits of the values that meet it */
};

struct onr_points {
    uint8_t attribute; /* onr_attribute, or ONR_ATTRIBUTES for points whatever it is */
    uint32_t values;   /* bits of the values they are for */
    float points;      /* of 100 */
};

/* An edit a rule offers: how it is made (README.md tells the format). */
struct onr_edit_spec {
    const char *title; /* what it does; {old} and {new} are filled in */
    const char *text;  /* what it writes, or pairs of word=word; "" for kinds that need none */
    const char *when;  /* "first=word|word" or "last=word|word" of the finding's words; NULL for always */
    struct onr_condition where; /* of the source; values 0 for always */
    uint8_t kind;      /* onr_edit_kind */
    uint8_t place;     /* onr_edit_place */
    bool safe;         /* nothing in it is left to the writer */
};

struct onr_rule_spec {
    struct onr_rule rule;                        /* the public part */
    uint8_t kind;                                /* onr_rule_kind */
    uint8_t subject;                             /* onr_subject */
    uint8_t place;                               /* onr_place */
    uint8_t where_count;                         /* conditions */
    uint8_t points_count;                        /* rows of points */
    bool share;                                  /* points are multiplied by a share the check finds */
    int16_t list;                                /* onr_list, or -1 */
    int16_t except;                              /* onr_list of what is not flagged, or -1 */
    int16_t milder;                              /* onr_list of words that take fewer points, or -1 */
    float milder_points;                         /* what they take */
    struct onr_condition where[ONR_RULE_WHERE];  /* all hold */
    struct onr_points points[ONR_RULE_POINTS];   /* the first that fits */
    struct onr_condition silent;                 /* takes points, shows nothing; values 0 for never */
    uint8_t doubt_count;                         /* conditions */
    struct onr_condition doubt[ONR_RULE_DOUBT];  /* where one holds, a finding is shown as a hint at most */
    float threshold[ONR_PROFILES];               /* what the kind counts; 0 where there is none */
    float rate;                                  /* points are per so many body words; 0 for plain points */
    float cap;                                   /* most points of a rate; 0 for no cap */
    const char *examples;                        /* of a newsroom's own rule, a line each behind its mark; NULL for none */
    uint8_t edit_count;                          /* edits */
    struct onr_edit_spec edits[ONR_RULE_EDITS];  /* the first that fits is offered */
};

/* The built-in rules, by id. Static. */
const struct onr_rule_spec *onr_built_in_rules(uint32_t *count);

/* Names, for the reader of rule files and for messages; NULL past the last. */
const char *onr_attribute_name(unsigned attribute);
const char *onr_attribute_value_name(unsigned attribute, unsigned value);
/* The value of an attribute; attribution may be NULL (then the mode is indirect). */
unsigned onr_attribute_value(unsigned attribute, const struct onr_source *source,
                             const struct onr_attribution *attribution);

/* Where lists are found by name; returns the list or -1. */
typedef int (*onr_find_list)(void *context, const char *name);

/* The rule whose name is nearest to one that no rule has, or ONR_NONE where none is near. policy may be NULL. */
uint32_t onr_rule_nearest(const struct onr_policy *policy, const char *name, size_t length);

struct onr_arena;
/*
 * Reads a rule file of length bytes into spec; its texts live in the arena. Returns 0, or -1 with error's
 * text and offset (the line) filled.
 */
int onr_rule_read(struct onr_rule_spec *spec, struct onr_arena *arena, const char *bytes, size_t length,
                  onr_find_list find_list, void *context, struct onr_error *error);
/* The same for a rule of a newsroom's own: no key of points, a kind and a severity of its own. */
int onr_rule_read_own(struct onr_rule_spec *spec, struct onr_arena *arena, const char *bytes, size_t length,
                      onr_find_list find_list, void *context, struct onr_error *error);

#endif
