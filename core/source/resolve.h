/* The resolver's state, shared by resolve.c and antecedent.c. */
#ifndef ONR_SOURCE_RESOLVE_H
#define ONR_SOURCE_RESOLVE_H

#include "source/source.h"

/* What the resolver knows of a source while chains grow. */
struct onr_chain {
    uint32_t last;      /* attribution it was last the source of */
    uint32_t count;     /* attributions */
    uint8_t gender;     /* bits that its mentions leave open */
    bool plural;        /* several people */
};

struct onr_resolver {
    struct onr_sources *out;                    /* filled */
    bool names_person; /* the draft names somebody */
    struct onr_arena *arena;                    /* holds it */
    const struct onr_prose *prose;              /* the document */
    const struct onr_attributions *attributions; /* to be given sources */
    ONR_ARRAY(struct onr_chain) chains;         /* beside out->records */
    struct onr_map by_key;                      /* name or phrase -> latest source */
    struct onr_map by_head;                     /* head word and number -> latest source */
};

/* Starts a source with a mention; ONR_NONE where memory ran out. */
uint32_t onr_chain_start(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m);
/* The key of a name in by_key. */
uint64_t onr_chain_name_key(uint32_t name);
/* A source for a person that is named in the text, whether or not it was a source before. */
uint32_t onr_chain_of_name(struct onr_resolver *r, uint32_t attribution, uint32_t name);
/* The name of a person who stands in the text shortly before a pronoun that fits, its own sentence first, or ONR_NONE. */
uint32_t onr_person_before(const struct onr_prose *prose, const struct onr_names *names, const struct onr_mention *m);
/* The source of a noun phrase; ONR_NONE where it starts one. */
uint32_t onr_chain_of_phrase(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m);
/* Whether a source is a person or people. */
bool onr_chain_is_human(const struct onr_source *source);

/* The source a pronoun stands for, started where it has to be; ONR_NONE where nothing tells. */
uint32_t onr_chain_of_pronoun(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m);
/* Somebody unnamed whom the sentence before "he" or "she" opens with and who has not spoken yet (opening.c); or ONR_NONE. */
uint32_t onr_chain_of_somebody(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m);
/* Whether the sentence before a mention, or its own up to it, tells of several unnamed people (opening.c). */
bool onr_people_before(const struct onr_resolver *r, const struct onr_mention *m);
/* The source that the sentence before a pronoun opens with, started where it has to be (opening.c); or ONR_NONE. */
uint32_t onr_chain_of_opening(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m);
/* The source a definite phrase without a name points back to, or ONR_NONE. */
uint32_t onr_chain_of_nominal(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m);
/* The source that a lead or headline tells of before it is named, "a judge", or ONR_NONE; all mentions have sources. */
uint32_t onr_chain_told_later(struct onr_resolver *r, uint32_t attribution);

#endif
