/*
 * Labels: for each token whether it is content, cue or source of an attribution. A labeller is one row
 * in labellers.c: tokens in, labels with confidences out, so that another can stand beside it.
 */
#ifndef ONR_TAG_TAG_H
#define ONR_TAG_TAG_H

#include "prose/prose.h"

/* The role of a token; a label says besides whether a new span of that role begins at it. */
enum onr_role { ONR_ROLE_NONE, ONR_ROLE_CONTENT, ONR_ROLE_CUE, ONR_ROLE_SOURCE, ONR_ROLES };

struct onr_label {
    uint8_t role;       /* onr_role */
    uint8_t begins;     /* 1 where a span begins here though the token before has the same role */
    uint8_t confidence; /* 0 to 255, of the role */
};

/* What a proper name names, as far as a tagger tells. */
enum onr_name_class { ONR_NAME_NONE, ONR_NAME_OTHER, ONR_NAME_PERSON, ONR_NAME_ORGANIZATION, ONR_NAME_PLACE };

struct onr_labels {
    struct onr_label *at; /* one for each token */
    uint8_t *names;       /* an onr_name_class for each token; NULL from a labeller that tells none */
    uint32_t count;       /* tokens */
    /*
     * How often, of 255, an attribution is right whose least sure span has a confidence of i * 4 to i * 4 + 3;
     * 64 entries. NULL where that confidence is taken as it is.
     */
    const uint8_t *calibration;
    bool partly;       /* some were taken over from a memory, so that state does not hold all */
    const void *state; /* the labeller's own, in the arena, for its evidence; may be NULL */
};

struct onr_labeller {
    const char *name; /* as it stands in options */
    /*
     * Fills labels for all tokens of prose, in memory of the arena. memory may be NULL; else what it holds of the same paragraphs
     * may be taken over, and it holds this document's afterwards. ONR_ENOMEM.
     */
    int (*label)(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                 struct onr_memory *memory, struct onr_error *error);
    /*
     * What speaks most for the label of a token, strongest first, written to out (room entries); returns how many. NULL for a
     * labeller that cannot tell.
     */
    uint32_t (*evidence)(const struct onr_labels *labels, uint32_t token, struct onr_evidence *out, uint32_t room);
};

/* The labeller with a name, the best there is for NULL; NULL where there is none of that name. Static. */
const struct onr_labeller *onr_labeller_find(const char *name);

/* A chain of states over parts of speech, word lists and quotations, trained on marked news (learned.c). */
int onr_label_learned(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                      struct onr_memory *memory, struct onr_error *error);
uint32_t onr_learned_evidence(const struct onr_labels *labels, uint32_t token, struct onr_evidence *out, uint32_t room);

/*
 * Adds what a plain cue tells ("…, people familiar with the matter said") where labels miss it, and mends what the shape of
 * a sentence says for sure (mend.c).
 */
void onr_label_sure_cues(struct onr_labels *labels, const struct onr_prose *prose);
/* Adds set forms of attribution that little is learned of: "put the toll at 31" (set_form.c). */
void onr_label_set_forms(struct onr_labels *labels, const struct onr_prose *prose);
/* Takes a clause that says a source's name is withheld for a part of the source (withheld.c). */
void onr_label_withheld(struct onr_labels *labels, const struct onr_prose *prose);
/* Whether a cue tells that its subject is told something: "were warned", with nobody behind "by" (constraint.c). */
bool onr_cue_is_told(const struct onr_labels *labels, const struct onr_prose *prose, uint32_t cue);
/* Takes from labels what they may not say (constraint.c). */
void onr_labels_constrain(struct onr_labels *labels, const struct onr_prose *prose);

/* Cue verbs, their neighbours and quotations, by rule and word list alone (rules.c). */
int onr_label_by_rules(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                       struct onr_memory *memory, struct onr_error *error);

#endif
