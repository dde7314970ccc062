/*
 * Waivers: comments of the draft, and entries of its front matter, that silence a rule for a paragraph, a
 * stretch or the whole document. They change what is shown, never a score. README.md tells their form.
 */
#ifndef ONR_RULE_WAIVER_H
#define ONR_RULE_WAIVER_H

#include "base/map.h"
#include "markup/markup.h"

/* What is wrong with a waiver; each is raised by a kind of rule of its own. */
enum onr_waiver_fault {
    ONR_WAIVER_NO_REASON,    /* it does not say why: it does not count */
    ONR_WAIVER_UNKNOWN_RULE, /* no rule has this name */
    ONR_WAIVER_MALFORMED,    /* it does not say what to waive */
    ONR_WAIVER_UNPAIRED,     /* a begin without an end, or an end without a begin */
};

struct onr_waiver_flaw {
    uint8_t fault;        /* onr_waiver_fault */
    struct onr_span span; /* the words it shows at */
    uint32_t nearest;     /* the rule of the nearest name; ONR_NONE where there is none */
};

/* What stands between a begin and its end. */
struct onr_waiver_stretch {
    uint32_t start, end; /* bytes */
    uint32_t around;     /* index of the stretch it begins in, or ONR_NONE */
    uint32_t first;      /* of its waivers */
    uint32_t count;      /* how many */
};

struct onr_waivers {
    ONR_ARRAY(struct onr_waiver) all; /* in document order; a comment makes one for each rule it names */
    ONR_ARRAY(struct onr_waiver_flaw) flaws;
    ONR_ARRAY(struct onr_waiver_stretch) stretches; /* by their start */
    struct onr_map paragraphs;        /* rule and block -> index of the first waiver for them */
    struct onr_map file;              /* rule -> index of the first waiver for the whole document */
    const struct onr_markup *markup;  /* the blocks */
};

/* Reads the waivers among the comments of the markup; policy may be NULL. ONR_ENOMEM. */
int onr_waivers_read(struct onr_waivers *waivers, struct onr_arena *arena, const struct onr_text *text,
                     const struct onr_markup *markup, const struct onr_policy *policy, struct onr_error *error);
/* The waiver that silences a rule at a byte, the narrowest there is; or ONR_NONE. */
uint32_t onr_waiver_for(const struct onr_waivers *waivers, uint32_t rule, uint32_t at);

#endif
