/*
 * Sources: the mentions of attributions gathered into chains, and everything the draft tells about each.
 */
#ifndef ONR_SOURCE_SOURCE_H
#define ONR_SOURCE_SOURCE_H

#include "attribution/attribution.h"
#include "base/map.h"

/* The sex a name, title or pronoun tells; both bits where nothing is told. */
enum onr_gender { ONR_GENDER_MALE = 1, ONR_GENDER_FEMALE = 2, ONR_GENDER_ANY = 3 };

/* A name that the document holds, under its fullest form. */
struct onr_name {
    uint32_t first, end;   /* tokens of its fullest mention, titles left out */
    uint64_t last_word;    /* hash of its last word: a surname */
    uint64_t first_word;   /* hash of its first word: a given name */
    struct onr_span role;  /* title or role given beside it; may be empty */
    struct onr_span affiliation; /* the body it belongs to; may be empty */
    uint8_t gender;        /* onr_gender bits */
    int32_t votes;         /* for a person's, less those against */
    bool person;           /* a person's; else a body's or a place's */
    bool body;             /* the draft says that it is a body's: "Northgrid, a power company," */
    int32_t places;        /* mentions that the labeller takes for a place's, less those for a body's or a person's */
    uint32_t mentions;     /* how often it stands in the document, short forms included */
    uint32_t seen;         /* first token of its first mention */
};

struct onr_names {
    ONR_ARRAY(struct onr_name) all; /* by first mention */
    struct onr_map by_last;         /* hash of a name's last word -> index of the first name that ends in it */
    struct onr_map by_role;         /* hash of a word of a role -> index of the first person who has it */
    struct onr_map by_word;         /* hash of any of its words -> index of the first name that holds it */
};

/* Collects the names of the document, persons told from bodies. classes are a labeller's names, or NULL. */
void onr_names_collect(struct onr_names *names, struct onr_arena *arena, const struct onr_prose *prose,
                       const uint8_t *classes);
/* The name that a run of tokens is a form of (whole, or its surname), or ONR_NONE. */
uint32_t onr_names_find(const struct onr_names *names, const struct onr_prose *prose, uint32_t first, uint32_t end);

/*
 * The first run of capitalized words among tokens from to end: returns its first token, or ONR_NONE;
 * *first to *last is the name in it, titles left out.
 */
uint32_t onr_name_run(const struct onr_prose *prose, uint32_t from, uint32_t end, uint32_t *first, uint32_t *last);

/* A source's noun phrase, read by itself. */
struct onr_mention {
    uint32_t first, end;     /* tokens */
    uint32_t head;           /* token of its head noun, or of the name's last word */
    uint32_t name;           /* index of the person's or body's name, or ONR_NONE */
    enum onr_class class_;   /* as written */
    enum onr_kind kind;      /* as far as the phrase alone tells; ONR_KIND_NONE for pronouns and nominals */
    enum onr_level level;    /* of an unnamed source */
    uint8_t gender;          /* onr_gender bits */
    bool plural;             /* several */
    bool joint;              /* several by name: "Schumer and Pelosi"; name is the first of them */
    bool definite;           /* begins with "the", "that", a possessive: may point back */
    bool told;               /* of an unnamed source: the phrase says whose it is, or of what body */
    bool part;               /* one or some of a group: "one of the officials", "one official" */
    bool member;             /* one or some of several without a noun: "one", "one of them", "a third" */
    bool sure;               /* its class needs no guess */
    bool trait;              /* told by nation, town or age alone: "the German", "the 19-year-old" */
    bool new_one;            /* another, a second: starts a source of its own */
    uint32_t number;         /* of people, where told; else 0 */
    enum onr_count count;    /* how the number is told */
};

/* Reads the noun phrase of tokens first to end. said, the attribution it is the source of, and outlet may be NULL. */
struct onr_mention onr_mention_read(const struct onr_prose *prose, const struct onr_names *names, uint32_t first,
                                    uint32_t end, const struct onr_attribution_tokens *said, const char *outlet);

/* The same by word lists alone; what it says is a feature of the learned class. */
struct onr_mention onr_mention_by_rules(const struct onr_prose *prose, const struct onr_names *names, uint32_t first,
                                        uint32_t end, const char *outlet);

/* The kind of a source whose class alone is known. */
enum onr_kind onr_kind_of_class(enum onr_class class_);

struct onr_sources {
    ONR_ARRAY(struct onr_source) records;
    ONR_ARRAY(struct onr_mention) fullest; /* beside records: of each, the mention that says most */
    ONR_ARRAY(uint32_t) group;             /* beside records: the source that one is some of, or ONR_NONE */
    struct onr_mention *mentions; /* one for each attribution; class NONE where it has no source */
    uint32_t *of_attribution;     /* source of each attribution, or ONR_NONE */
    ONR_ARRAY(struct onr_comment_request) ledger;
    struct onr_names names;       /* of the document */
};

/* Resolves mentions to chains and describes each. ONR_ENOMEM. classes and outlet may be NULL. */
int onr_sources_find(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose,
                     const struct onr_attributions *attributions, const uint8_t *classes, const char *outlet,
                     struct onr_error *error);

/* Steps of it. */
bool onr_sources_resolve(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose,
                         const struct onr_attributions *attributions);
void onr_source_describe(struct onr_source *source, const struct onr_sources *sources, const struct onr_prose *prose);
void onr_ledger_collect(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose,
                        const struct onr_attributions *attributions);

#endif
