/* Checks: what a kind of rule looks at, and the hits it makes. */
#ifndef ONR_RULE_CHECK_H
#define ONR_RULE_CHECK_H

#include "rule/policy.h"
#include "rule/rule.h"
#include "rule/waiver.h"
#include "source/source.h"

#define ONR_HIT_SLOTS 4

/* A word in braces of a rule's message, and what stands for it. */
struct onr_slot {
    const char *name;     /* "source" */
    const char *text;     /* static or in the arena; NULL where span is meant */
    struct onr_span span; /* words of the document */
};

/* One time that a rule is met. */
struct onr_hit {
    uint32_t rule;         /* index */
    uint8_t subject;       /* onr_subject its points are taken off */
    uint32_t source;       /* index, or ONR_NONE */
    uint32_t attribution;  /* index, or ONR_NONE */
    struct onr_span span;  /* where it shows */
    float points;          /* taken off; rates and shares are worked out by the score */
    uint32_t met, of;      /* points that go by a share: met of so many; else 0 */
    bool shown;            /* false: takes points, no finding */
    bool doubtful;         /* shown as a hint at most: what it asks about may be nothing to ask */
    bool scored;           /* false: a finding under another threshold than the score's, or of a newsroom's own rule */
    struct onr_span related;      /* a place that explains it; empty for none */
    const char *related_message;  /* what it is; static */
    struct onr_slot slots[ONR_HIT_SLOTS]; /* named ones are filled */
};

struct onr_hits {
    ONR_ARRAY(struct onr_hit) all; /* in the order of the rules */
};

/* Everything a check may look at. */
struct onr_check {
    const struct onr_prose *prose;               /* the document */
    const struct onr_attributions *attributions; /* its attributions */
    const struct onr_sources *sources;           /* its sources */
    const struct onr_policy *policy;             /* of the newsroom, or NULL */
    const struct onr_waivers *waivers;           /* its waivers */
    uint32_t profile;                            /* index */
    struct onr_arena *arena;                     /* for hits and their texts */
    struct onr_hits *hits;                       /* added to */
    uint32_t rule;                               /* index of the rule being checked */
    float threshold;                             /* of that rule, for this time */
    const uint8_t *repeated;                     /* for each block whether an earlier one says the same (repeat.h) */
    uint32_t words_once;                         /* of the body, such blocks left out */
    const struct onr_source *weighed;            /* the sources as rules saw them, in the arena; set by onr_rules_check */
};

/*
 * Checks all rules. Where the profile or the policy sets another threshold than the score's, a rule is checked twice:
 * once for the points, once for what is shown. ONR_ENOMEM.
 */
int onr_rules_check(struct onr_check *check, struct onr_error *error);

/*
 * The sources as rules see them: a copy in the arena in which those that only read as unnamed have another class
 * (weigh.c). false when memory ran out.
 */
bool onr_sources_weigh(struct onr_check *check, struct onr_sources *weighed);
/* Whether a cue has a word that reports what somebody says or holds. */
bool onr_cue_reports(const struct onr_prose *prose, const struct onr_attribution_tokens *t);
/* What the text tells of a name, somewhere. */
enum { ONR_INTRODUCED = 1, ONR_INTRODUCED_AS_KIN = 2 };
/* Bits for each name of the document: whether the text tells who it is (introduce.c); NULL when memory ran out. */
uint8_t *onr_names_introduced(struct onr_check *check);
/* Whether a mention is a part of those told already: "one of the sources", "one of them". */
bool onr_mention_is_part(const struct onr_prose *prose, const struct onr_mention *m);
/* Whether an entry of a list ends at the head of a mention: "candidates" in "three presidential candidates". */
bool onr_mention_heads(const struct onr_prose *prose, const struct onr_mention *m, enum onr_list list);

/* A hit of the rule being checked, of its subject, with nothing but its points set. */
struct onr_hit onr_hit_make(const struct onr_check *check, const struct onr_rule_spec *spec, struct onr_span span);
void onr_hit_slot(struct onr_hit *hit, const char *name, const char *text, struct onr_span span);
void onr_hit_push(struct onr_check *check, struct onr_hit hit);

/* The waiver that silences a hit, or ONR_NONE. What rules of waivers raise is never waived. */
uint32_t onr_hit_waiver(const struct onr_check *check, const struct onr_hit *hit);

/* Whether a source (and attribution, or NULL) meets a rule's conditions. source may be NULL: class none. */
bool onr_rule_meets(const struct onr_rule_spec *spec, const struct onr_source *source,
                    const struct onr_attribution *attribution);
/* Whether a rule says of such a source that a finding is a hint at most. source and attribution may be NULL. */
bool onr_rule_doubts(const struct onr_rule_spec *spec, const struct onr_source *source,
                     const struct onr_attribution *attribution);
/* The points a rule takes off a source that meets it. */
float onr_rule_points(const struct onr_rule_spec *spec, const struct onr_source *source,
                      const struct onr_attribution *attribution);
/* Whether a mention or a cue of a source holds an entry of the rule's list of exceptions. */
bool onr_check_excepted(const struct onr_check *check, const struct onr_rule_spec *spec, uint32_t source);
/*
 * Whether what an attribution tells may support the claim of another: they share a word, and it is told as new
 * (bears.c).
 */
bool onr_attribution_bears_on(const struct onr_check *check, uint32_t attribution, uint32_t claim);
/* Whether a source tells anything, and does not only decline or wish. */
bool onr_check_tells(const struct onr_check *check, const struct onr_source *source);
/* Whether the words of a quotation are capitalized as a title's are: "Tales From the Crypt". */
bool onr_check_is_title(const struct onr_check *check, const struct onr_quote *quote);
/* The source of an attribution, or NULL. */
const struct onr_source *onr_check_source(const struct onr_check *check, uint32_t attribution);
/* Whether a token stands in the body. */
bool onr_check_in_body(const struct onr_check *check, uint32_t token);
/* Where to begin to look for the attribution of a token: three before the first whose cue does not stand before it. */
uint32_t onr_check_attribution_at(const struct onr_check *check, uint32_t token);
/* The index of the body paragraph of a token (headline, captions and the like not counted), or ONR_NONE. */
uint32_t onr_check_paragraph(const struct onr_check *check, uint32_t token);

#define ONR_RULE_KIND_DECLARE(name, text)                                                                 \
    void onr_kind_##name(struct onr_check *check, const struct onr_rule_spec *spec);
ONR_RULE_KIND_ROWS(ONR_RULE_KIND_DECLARE)
#undef ONR_RULE_KIND_DECLARE

#endif
