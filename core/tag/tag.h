/*
 * Labels: for each token whether it is content, cue or source of an attribution. A labeller is one row
 * in labellers.c: tokens in, labels with confidences out, so that another can stand beside it.
 */
#ifndef ONR_TAG_TAG_H
#define ONR_TAG_TAG_H

#include "prose/prose.h"

/* The role of a token; a label says besides whether a new span of that role begins at it. */
enum onr_role { ONR_ROLE_NONE, ONR_ROLE_CONTENT, ONR_ROLE_CUE, ONR_ROLE_SOURCE, ONR_ROLES };

/* Where the cue of a span of content or source stands, as far as a labeller can tell. */
enum onr_side {
    ONR_SIDE_UNKNOWN, /* not told, or in another block */
    ONR_SIDE_LEFT,    /* before the span */
    ONR_SIDE_RIGHT,   /* behind it */
    ONR_SIDE_SHARED,  /* of a cue: it shares the source of a cue before it */
};

struct onr_label {
    uint8_t role;       /* onr_role */
    uint8_t begins;     /* 1 where a span begins here though the token before has the same role */
    uint8_t confidence; /* 0 to 255, of the role */
    uint8_t side;       /* onr_side */
};

/* A token's part of speech (the classes of the Penn Treebank, some joined); proper names by what they name. */
enum onr_tag {
    ONR_TAG_SIGN, /* punctuation and marks */
    ONR_TAG_NOUN,
    ONR_TAG_NOUNS, /* plural */
    ONR_TAG_ADJECTIVE,
    ONR_TAG_ADVERB,
    ONR_TAG_PREPOSITION, /* and "that", "because", … */
    ONR_TAG_TO,
    ONR_TAG_DETERMINER,
    ONR_TAG_PRONOUN,
    ONR_TAG_POSSESSIVE, /* his, their */
    ONR_TAG_WH,         /* who, which, when, how */
    ONR_TAG_BASE,       /* verbs: say */
    ONR_TAG_PAST,       /* said */
    ONR_TAG_GERUND,     /* saying */
    ONR_TAG_PARTICIPLE, /* (was) said */
    ONR_TAG_PRESENT,    /* (they) say */
    ONR_TAG_THIRD,      /* says */
    ONR_TAG_MODAL,
    ONR_TAG_CONJUNCTION,
    ONR_TAG_NUMBER,
    ONR_TAG_GENITIVE, /* 's */
    ONR_TAG_PARTICLE,
    ONR_TAG_OTHER,
    ONR_TAG_NAME, /* of something else, or of something unknown */
    ONR_TAG_PERSON,
    ONR_TAG_ORGANIZATION,
    ONR_TAG_PLACE,
    ONR_TAG_DAY, /* Monday, March */
    ONR_TAGS,
};

static inline bool onr_tag_is_verb(uint8_t tag)
{
    return tag >= ONR_TAG_BASE && tag <= ONR_TAG_THIRD;
}

static inline bool onr_tag_is_name(uint8_t tag)
{
    return tag >= ONR_TAG_NAME && tag <= ONR_TAG_PLACE;
}

struct onr_labels {
    struct onr_label *at; /* one for each token */
    uint8_t *tags;        /* an onr_tag for each token; NULL from a labeller that finds none */
    uint32_t count;       /* tokens */
};

struct onr_labeller {
    const char *name; /* as it stands in options */
    /* Fills labels for all tokens of prose, in memory of the arena. ONR_ENOMEM. */
    int (*label)(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                 struct onr_error *error);
};

/* The labeller with a name, the best there is for NULL; NULL where there is none of that name. Static. */
const struct onr_labeller *onr_labeller_find(const char *name);

/* The labeller that was learned from marked news stories (learned.c). */
int onr_label_learned(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                      struct onr_error *error);

/* Cue verbs, their neighbours and quotations, by rule and word list alone (rules.c). */
int onr_label_by_rules(struct onr_labels *labels, struct onr_arena *arena, const struct onr_prose *prose,
                       struct onr_error *error);

#endif
