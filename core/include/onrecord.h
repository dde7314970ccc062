/*
 * onrecord: who says what in a news draft, who stays unnamed, and how open the sourcing is.
 *
 * The library takes the bytes of one document and returns one analysis: flat arrays of records whose
 * positions are byte spans of the document, half open. It opens no files, prints nothing, holds no
 * global state and never exits. Two analyses in two threads are independent of each other.
 *
 * Ownership: an analysis owns all it hands out; every pointer an accessor returns is valid until
 * onr_analysis_free. The caller owns the document's bytes and keeps them alive and unchanged as long.
 */
#ifndef ONRECORD_H
#define ONRECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(ONR_BUILD) && defined(__GNUC__)
#define ONR_API __attribute__((visibility("default")))
#else
#define ONR_API
#endif

#define ONR_VERSION "0.1.0"
#define ONR_NONE UINT32_MAX /* no such record */

/* ---- Errors ------------------------------------------------------------------------------------ */

enum onr_code {
    ONR_OK = 0,
    ONR_ENOMEM = -1,    /* memory ran out */
    ONR_EENCODING = -2, /* the bytes are not UTF-8 text */
    ONR_ETOOLARGE = -3, /* the document is over 1 GiB */
    ONR_EFORMAT = -4,   /* no such document format */
    ONR_EOPTION = -5,   /* no such profile, or an option out of its range */
    ONR_EINTERNAL = -6, /* a fault of the library's own */
};

/* What went wrong. Owned by the caller; filled once, by the first error; may be NULL everywhere. */
struct onr_error {
    int code;        /* an onr_code */
    uint64_t offset; /* byte of the document it was met at; 0 where there is no place */
    char text[400];  /* one sentence without a full stop, what it is and what can be done */
};

/* The name of a code, "encoding" for ONR_EENCODING. Static. */
ONR_API const char *onr_code_name(int code);

/* ---- Records ----------------------------------------------------------------------------------- */

struct onr_span {
    uint32_t start; /* first byte */
    uint32_t end;   /* byte after the last */
};

/* A run of spans, deductions or indices in a pool of the analysis. Borrowed from the analysis. */
struct onr_spans {
    const struct onr_span *at; /* count spans in document order */
    uint32_t count;            /* how many */
};

struct onr_indices {
    const uint32_t *at; /* count record indices, ascending */
    uint32_t count;     /* how many */
};

/* What a stretch of the document is; told from its markup and its look. */
enum onr_block_kind {
    ONR_BLOCK_BODY,
    ONR_BLOCK_HEADLINE,
    ONR_BLOCK_HEADING,
    ONR_BLOCK_BYLINE,
    ONR_BLOCK_TIMESTAMP,
    ONR_BLOCK_CAPTION,
    ONR_BLOCK_FURNITURE,
    ONR_BLOCK_KINDS,
};

/* A block of prose: a paragraph, a heading, a list item, a table cell. */
struct onr_block {
    struct onr_span span;      /* from its first to its last prose byte */
    enum onr_block_kind kind;  /* what it is */
    uint32_t quote_depth;      /* block quotes around it; 0 outside */
};

enum onr_quotation_kind {
    ONR_QUOTATION_DIRECT,  /* speech: a clause or more in somebody's words */
    ONR_QUOTATION_PARTIAL, /* a fragment inside the reporter's sentence */
    ONR_QUOTATION_TITLE,   /* a title, a name, a term: nobody's speech */
    ONR_QUOTATION_BLOCK,   /* a block quote */
};

struct onr_quotation {
    struct onr_span span;         /* with its marks */
    enum onr_quotation_kind kind; /* what it is */
    uint32_t depth;               /* 1 for the outermost, 2 for one inside another, … */
    uint32_t words;               /* words between the marks */
};

/* The class of a source (standards-and-rubric B1); a mention adds the last two. */
enum onr_class {
    ONR_CLASS_NONE,
    ONR_CLASS_NAMED,
    ONR_CLASS_UNNAMED,
    ONR_CLASS_SPOKESPERSON,
    ONR_CLASS_ORGANIZATION,
    ONR_CLASS_DOCUMENT,
    ONR_CLASS_MEDIA,
    ONR_CLASS_COLLECTIVE,
    ONR_CLASS_SELF,
    ONR_CLASS_PRONOUN, /* mentions only: he, they, who */
    ONR_CLASS_NOMINAL, /* mentions only: a definite noun phrase that points back */
    ONR_CLASSES,
};

enum onr_kind {
    ONR_KIND_NONE,
    ONR_KIND_PERSON_NAMED,
    ONR_KIND_PERSON_PARTIAL,
    ONR_KIND_DOCUMENT,
    ONR_KIND_MEDIA,
    ONR_KIND_SPOKESPERSON_UNNAMED,
    ONR_KIND_INSTITUTION,
    ONR_KIND_ANON_ROLE_INST,
    ONR_KIND_ANON_ROLE,
    ONR_KIND_ANON_BASIS,
    ONR_KIND_ANON_BARE,
    ONR_KIND_COLLECTIVE,
    ONR_KIND_SELF,
    ONR_KINDS,
};

enum onr_mode {
    ONR_MODE_DIRECT,
    ONR_MODE_INDIRECT,
    ONR_MODE_MIXED,
    ONR_MODE_TOPIC,
    ONR_MODE_ACCUSATION,
    ONR_MODE_DENIAL,
    ONR_MODE_ATTITUDE,
    ONR_MODE_REFUSAL,
    ONR_MODES,
};

/* One place where the draft reports what somebody says, writes, thinks, wants or refuses to say. */
struct onr_attribution {
    struct onr_spans content;  /* what is reported, with its quotation marks */
    struct onr_spans cue;      /* the words that report */
    struct onr_spans source;   /* the noun phrase of the source; may be empty */
    enum onr_mode mode;        /* how it is reported */
    bool nested;               /* inside the content of another attribution */
    float confidence;          /* 0 to 1: of those given 0.8, about eight in ten are right */
    uint32_t words;            /* words of its content */
};

/*
 * An attribution inside what somebody else says ("She said the bank had told her that …"). It is shown, and has no part in
 * sources, findings or the score: the draft reports the outer speaker.
 */
struct onr_nested {
    struct onr_attribution record; /* its nested is true */
    uint32_t outer;                /* index of the attribution whose content it is in */
};

/* How fully an unnamed source is described (B2). */
enum onr_level { ONR_LEVEL_D0, ONR_LEVEL_D1, ONR_LEVEL_D2, ONR_LEVEL_D3, ONR_LEVEL_D4, ONR_LEVEL_NONE };
enum onr_descriptor { ONR_DESCRIPTOR_NONE, ONR_DESCRIPTOR_BARE, ONR_DESCRIPTOR_VAGUE, ONR_DESCRIPTOR_SPECIFIC };
/* How it knows: not told, a tie, was told, saw or read, took part (B2). */
enum onr_basis { ONR_BASIS_B0, ONR_BASIS_B1, ONR_BASIS_B2, ONR_BASIS_B3, ONR_BASIS_B4 };
/* Why it is unnamed: not told, only that anonymity was granted, a formula, informative (B2). */
enum onr_reason { ONR_REASON_R0, ONR_REASON_RG, ONR_REASON_R1, ONR_REASON_R2 };
/* How many: told or one, several, a bare plural (B2). */
enum onr_count { ONR_COUNT_TOLD, ONR_COUNT_SEVERAL, ONR_COUNT_BARE };
/* How a document can be traced. */
enum onr_provenance { ONR_PROVENANCE_NONE, ONR_PROVENANCE_ACCESS, ONR_PROVENANCE_PUBLIC };

/* Everything the draft tells about one source, over all its mentions. */
struct onr_source {
    struct onr_span label;         /* the mention that says most */
    enum onr_class class_;         /* of the whole chain */
    enum onr_kind kind;            /* the finer class */
    enum onr_descriptor descriptor; /* unnamed sources only */
    enum onr_level level;          /* unnamed sources only, else ONR_LEVEL_NONE */
    bool plural;                   /* more than one person */
    uint32_t number;               /* how many, where the draft says; else 0 */
    enum onr_count count;          /* how the number is told */
    enum onr_basis basis;          /* unnamed sources only */
    struct onr_span basis_span;    /* the words; empty where there are none */
    bool tie;                      /* the words tell whom it is near to, "close to the family", not how it knows */
    enum onr_reason reason;        /* unnamed sources only */
    struct onr_span reason_span;   /* the words; empty where there are none */
    struct onr_span role;          /* title or role of a person; may be empty */
    struct onr_span affiliation;   /* the body it belongs to; may be empty */
    enum onr_provenance provenance; /* documents only */
    bool categorised;              /* collectives: a field or place is given */
    bool outlet_named;             /* media: the outlet is named */
    bool relays_unnamed;           /* media: it cites unnamed people in turn */
    bool first_hand;               /* self: the outlet saw, counted or analysed it; rules set it for an unnamed source that
                                      tells of itself alone */
    bool spoken;                   /* a plain verb of speech has it speak; set by rules */
    bool firm;                     /* unnamed: no doubt that somebody was spoken to; set by rules */
    bool routine;                  /* bare plural officials without a grant phrase: no reason asked */
    struct onr_spans mentions;     /* in document order */
    struct onr_indices attributions; /* of the attributions it is the source of */
};

enum onr_outcome {
    ONR_OUTCOME_DECLINED,
    ONR_OUTCOME_NO_RESPONSE,
    ONR_OUTCOME_DENIED,
    ONR_OUTCOME_RESPONDED,
    ONR_OUTCOME_UNREACHABLE,
};

/* One entry of the ledger: who was asked for comment and what came of it. */
struct onr_comment_request {
    struct onr_span who;      /* the party; may be empty */
    struct onr_span span;     /* the words that say it */
    enum onr_outcome outcome; /* what came of it */
    struct onr_span party;    /* who, or whom it stands for where it is a pronoun: "She" is "Ana Ruiz" */
};

enum onr_severity { ONR_SEVERITY_OFF, ONR_SEVERITY_HINT, ONR_SEVERITY_INFO, ONR_SEVERITY_WARNING, ONR_SEVERITY_ERROR };

/* Points taken off, the rule that takes them, and how they come about. */
struct onr_deduction {
    uint32_t rule;   /* index of the rule */
    float points;    /* points taken off, of 100 */
    float each;      /* what the rule takes off before a share or a rate is counted */
    uint32_t met;    /* times the rule was met, where its points go by a share or a rate; else 0 */
    uint32_t of;     /* a share: met of so many, and each is multiplied by that; else 0 */
    uint32_t per;    /* a rate: each is taken met times per so many words … */
    uint32_t words;  /* … of these, the words of the body; a shorter body counts as per */
    float most;      /* the most that a rate may take; 0 for no bound */
};

struct onr_deductions {
    const struct onr_deduction *at; /* count deductions, in the order of the rules */
    uint32_t count;                 /* how many */
};

/* The score of a source or an attribution: 100 less its deductions, at least 0. */
struct onr_part_score {
    float value;                      /* points */
    struct onr_deductions deductions; /* what took off the rest; an attribution's are its own, beside its source's */
};

/* Why an attribution counts for nothing in the mean of the draft. */
enum onr_left_out {
    ONR_LEFT_OUT_NOT,      /* it counts */
    ONR_LEFT_OUT_NESTED,   /* it stands inside the content of another */
    ONR_LEFT_OUT_ATTITUDE, /* a wish, a plan or a stance, which the writer states */
    ONR_LEFT_OUT_REFUSAL,  /* nothing is said */
    ONR_LEFT_OUT_NOT_BODY, /* it stands in a headline, a caption and the like */
    ONR_LEFT_OUT_NOBODY,   /* it names nobody and no rule asks who it was */
};

enum onr_band { ONR_BAND_OPAQUE, ONR_BAND_THIN, ONR_BAND_MIXED, ONR_BAND_MOSTLY, ONR_BAND_ON_RECORD };

/* The score of the whole draft. */
struct onr_score {
    bool has_value;                   /* false where nothing is attributed */
    int value;                        /* 0 to 100, rounded half up */
    double exact;                     /* before rounding */
    double mean;                      /* weighted mean of the attributions, before the article's deductions */
    enum onr_band band;               /* of the value */
    bool confident;                   /* at least 3 attributions and 150 words */
    struct onr_deductions deductions; /* of the article */
};

struct onr_related {
    struct onr_span span; /* a place that explains the finding */
    const char *message;  /* what it is */
};

struct onr_edit {
    struct onr_span span; /* replaced … */
    const char *text;     /* … by this */
};

/* Something a standards editor would raise. */
struct onr_finding {
    uint32_t rule;                     /* index of the rule */
    enum onr_severity severity;        /* under the analysis's profile and policy */
    struct onr_span span;              /* where it shows */
    const char *message;               /* one sentence */
    const struct onr_related *related; /* related_count places */
    uint32_t related_count;            /* how many */
    const char *fix_title;             /* what the edits do; NULL where there are none */
    bool fix_safe;                     /* nothing in them is left to the writer; else they hold a placeholder, TK, or a
                                          claim that only the writer can make */
    const struct onr_edit *edits;      /* edit_count edits, in document order */
    uint32_t edit_count;               /* how many */
    uint32_t source;                   /* index, or ONR_NONE */
    uint32_t attribution;              /* index, or ONR_NONE */
    bool waived;                       /* silenced in the draft */
    uint32_t waiver;                   /* index of the waiver that silences it, or ONR_NONE */
};

/* What a waiver holds for. */
enum onr_waiver_scope { ONR_SCOPE_PARAGRAPH, ONR_SCOPE_STRETCH, ONR_SCOPE_FILE };

/*
 * A waiver in the draft: a rule, and why its findings are silenced. A comment that names several rules makes one
 * for each. Those without a reason do not count and are not here; they are findings.
 */
struct onr_waiver {
    struct onr_span span;        /* the comment, or the entry of the front matter */
    uint32_t rule;               /* index of the rule */
    struct onr_span rule_span;   /* its name */
    struct onr_span reason;      /* why, as it stands there */
    enum onr_waiver_scope scope; /* the next paragraph, what stands before its end, the whole document */
    struct onr_span covers;      /* what it holds for; empty where no paragraph comes after it */
    uint32_t silenced;           /* findings it silences */
};

/* ---- Rules and profiles ------------------------------------------------------------------------ */

#define ONR_PROFILES 7

/* A rule as its file states it. */
struct onr_rule {
    const char *id;       /* "anonymous-bare" */
    const char *title;    /* one line */
    const char *message;  /* with its slots in braces */
    const char *why;      /* the standard it comes from, in our own words */
    const char *fix;      /* what to do */
    const char *traps;    /* what it does not flag */
    uint8_t severity[ONR_PROFILES]; /* an onr_severity for each profile, in the order of onr_profile_name */
};

/* How many rules are built in; those of a policy's own have the indices from there on (onr_policy_rule_at). */
ONR_API uint32_t onr_rule_count(void);
/* The index of the built-in rule with an id, or ONR_NONE. */
ONR_API uint32_t onr_rule_find(const char *id);
/* The name of a profile below ONR_PROFILES ("default", "ap", …), or NULL. Static. */
ONR_API const char *onr_profile_name(uint32_t index);
/* The index of a profile, or ONR_NONE. */
ONR_API uint32_t onr_profile_find(const char *name);

/* ---- Policies ---------------------------------------------------------------------------------- */

/*
 * What one newsroom wants flagged: severities and thresholds by rule, rules and words of its own. A policy changes
 * which findings are made and how severe they are. The score keeps the rubric's weights and thresholds: no severity,
 * threshold or rule of a newsroom's own moves it; words of its own may, where they tell better who speaks.
 *
 * A policy is owned by the caller, who fills it, then only reads it: analyses take it as const, in any number and in
 * any threads. It has to outlive the analyses made with it. Nothing of what it is given is borrowed.
 */
struct onr_policy;

/* An empty policy, or NULL with error filled: ONR_ENOMEM. */
ONR_API struct onr_policy *onr_policy_new(struct onr_error *error);
/* NULL is legal. */
ONR_API void onr_policy_free(struct onr_policy *policy);
/*
 * Adds a list of words, length bytes of UTF-8: an entry a line, forms of one entry parted by commas, # for comments.
 * A list called as onr_words_name says adds to what is known of names or cues; one of any other name is for rules of
 * the policy's own, which name it. Words come before the rules that name them. On an error the policy is good for
 * nothing but onr_policy_free, and error's offset is a line, from 1: ONR_EENCODING, ONR_EFORMAT, ONR_ENOMEM.
 */
ONR_API int onr_policy_add_words(struct onr_policy *policy, const char *name, const char *bytes, size_t length,
                                 struct onr_error *error);
/* The same for a rule, in the format of rule files; it takes no points. Its index is that of onr_policy_rule_count - 1. */
ONR_API int onr_policy_add_rule(struct onr_policy *policy, const char *bytes, size_t length, struct onr_error *error);
/* Sets how severe a rule is, whatever the profile. rule is an index. ONR_EOPTION where there is none. */
ONR_API int onr_policy_set_severity(struct onr_policy *policy, uint32_t rule, enum onr_severity severity,
                                    struct onr_error *error);
/*
 * Sets the threshold from which a rule shows, whatever the profile; the score keeps its own. rule is an index.
 * ONR_EOPTION where there is none, where it counts nothing, or where the threshold is no number from 0 to a million.
 */
ONR_API int onr_policy_set_threshold(struct onr_policy *policy, uint32_t rule, double threshold,
                                     struct onr_error *error);

/* The lists of words that add to what is known: "people", "organizations", …; NULL past the last. Static. */
ONR_API const char *onr_words_name(uint32_t index);
/* A list of the policy's own that none of its rules names, or NULL. Borrowed from the policy. */
ONR_API const char *onr_policy_idle_words(const struct onr_policy *policy);

/* The rules under a policy: the built-in ones, then its own. policy may be NULL for the built-in ones alone. */
ONR_API uint32_t onr_policy_rule_count(const struct onr_policy *policy);
/* The rule at an index below that. Borrowed from the policy, or static. */
ONR_API const struct onr_rule *onr_policy_rule_at(const struct onr_policy *policy, uint32_t index);
/* The index of the rule with an id, or ONR_NONE. */
ONR_API uint32_t onr_policy_rule_find(const struct onr_policy *policy, const char *id);
/*
 * An example of a rule of the policy's own, by number: length bytes of a short draft, with [[…]] around words that the
 * rule must flag and ¶ between paragraphs; flagged tells whether it must flag it or must not. NULL past the last.
 * Borrowed from the policy.
 */
ONR_API const char *onr_policy_example(const struct onr_policy *policy, uint32_t rule, uint32_t number, size_t *length,
                                       bool *flagged);
/* How severe a rule is under a policy and a profile, by their indices. */
ONR_API enum onr_severity onr_policy_severity(const struct onr_policy *policy, uint32_t rule, uint32_t profile);
/* The threshold of a rule under a policy and a profile; negative where the rule counts nothing. */
ONR_API double onr_policy_threshold(const struct onr_policy *policy, uint32_t rule, uint32_t profile);

/* ---- Formats ----------------------------------------------------------------------------------- */

/* The name of a document format by index ("plain", "markdown"), or NULL past the last. Static. */
ONR_API const char *onr_format_name(uint32_t index);
/* The format of a file by its name's ending; "plain" where none fits. Static. */
ONR_API const char *onr_format_of_path(const char *path);

/* ---- Analysis ---------------------------------------------------------------------------------- */

struct onr_options {
    const char *format;  /* an onr_format_name; NULL for "plain" */
    const char *profile; /* an onr_profile_name; NULL for "default" */
    const char *outlet;  /* the outlet's own name, told from other media; NULL for the one a dateline names */
    const char *labeller; /* "learned" or "rules"; NULL for the best there is */
    const struct onr_policy *policy; /* outlives the analysis; NULL for the profile alone */
    struct onr_memory *memory; /* of the draft's last analysis, for an editor; NULL to begin afresh */
};

/*
 * What an editor keeps of a draft from one analysis to the next: paragraphs that are the same to the byte, with the same ones
 * beside them, are not labelled anew, which is most of the work. The analysis is that of a fresh start, always. A memory serves
 * one draft under one policy, and one analysis at a time; it holds nothing of an analysis and may go before or after it.
 */
struct onr_memory;
/* An empty memory, owned by the caller, or NULL with error filled: ONR_ENOMEM. */
ONR_API struct onr_memory *onr_memory_new(struct onr_error *error);
/* NULL is legal. */
ONR_API void onr_memory_free(struct onr_memory *memory);

struct onr_analysis;

/*
 * Analyzes a document of length bytes of UTF-8 (a byte order mark is passed over). bytes may be NULL
 * where length is 0. options may be NULL. Returns an analysis owned by the caller, or NULL with error
 * filled: ONR_EENCODING, ONR_ETOOLARGE, ONR_EFORMAT, ONR_EOPTION or ONR_ENOMEM. Time and memory grow
 * in proportion to length.
 */
ONR_API struct onr_analysis *onr_analyze(const char *bytes, size_t length, const struct onr_options *options,
                                         struct onr_error *error);
/* Frees an analysis and all it handed out. NULL is legal. */
ONR_API void onr_analysis_free(struct onr_analysis *analysis);

/* Each returns the array and its length; borrowed until the analysis is freed. */
ONR_API const struct onr_block *onr_blocks(const struct onr_analysis *analysis, uint32_t *count);
ONR_API const struct onr_quotation *onr_quotations(const struct onr_analysis *analysis, uint32_t *count);
ONR_API const struct onr_attribution *onr_attributions(const struct onr_analysis *analysis, uint32_t *count);
ONR_API const struct onr_nested *onr_nested_attributions(const struct onr_analysis *analysis, uint32_t *count);
ONR_API const struct onr_source *onr_sources(const struct onr_analysis *analysis, uint32_t *count);
ONR_API const struct onr_comment_request *onr_comment_requests(const struct onr_analysis *analysis,
                                                               uint32_t *count);
ONR_API const struct onr_finding *onr_findings(const struct onr_analysis *analysis, uint32_t *count);
ONR_API const struct onr_waiver *onr_waivers(const struct onr_analysis *analysis, uint32_t *count);

/* Something that speaks for an attribution: a feature of its cue's first word, and how much it weighs. */
struct onr_evidence {
    const char *what; /* what is looked at, "the word before"; static */
    float weight;     /* logarithm of the odds it adds to the word being what it is taken for, above 0 */
};

/*
 * The strongest evidence for an attribution, strongest first, written to out (room entries); returns how many. It is worked
 * out anew each time. None from the labeller "rules", whose cues stand in word lists.
 */
ONR_API uint32_t onr_attribution_evidence(const struct onr_analysis *analysis, uint32_t attribution,
                                          struct onr_evidence *out, uint32_t room);
/* In which order its parts come: "content, source, cue". Static; never NULL. */
ONR_API const char *onr_attribution_shape(const struct onr_attribution *attribution);

/* The attribution a quotation is content of, or ONR_NONE. */
ONR_API uint32_t onr_quotation_attribution(const struct onr_analysis *analysis, uint32_t quotation);
/* The class of an attribution's source as it is written there. */
ONR_API enum onr_class onr_attribution_mention(const struct onr_analysis *analysis, uint32_t attribution);
/* The source of an attribution, or ONR_NONE. */
ONR_API uint32_t onr_attribution_source(const struct onr_analysis *analysis, uint32_t attribution);
/* The score of a source, of an attribution, of the draft. Borrowed. */
ONR_API const struct onr_part_score *onr_source_score(const struct onr_analysis *analysis, uint32_t source);
ONR_API const struct onr_part_score *onr_attribution_score(const struct onr_analysis *analysis,
                                                           uint32_t attribution);
/* What an attribution weighs in the draft's mean, in words; 0 where it is left out of it. */
ONR_API uint32_t onr_attribution_weight(const struct onr_analysis *analysis, uint32_t attribution);
/* Why it is left out. */
ONR_API enum onr_left_out onr_attribution_left_out(const struct onr_analysis *analysis, uint32_t attribution);
ONR_API const struct onr_score *onr_article_score(const struct onr_analysis *analysis);
/*
 * The sentence around a byte, with the whole of the quotations in it; where the byte lies between
 * sentences, the one before it. Empty where there is none in its block.
 */
ONR_API struct onr_span onr_sentence_at(const struct onr_analysis *analysis, uint32_t offset);
/*
 * Writes what readers see of a span: its prose, without the markup and the comments in it; its bytes as they are where none
 * of them is prose. At most room bytes are written to out, whole characters and no NUL, and never more than the span has.
 * Returns how many.
 */
ONR_API uint32_t onr_seen(const struct onr_analysis *analysis, struct onr_span span, char *out, uint32_t room);
/* Words of the whole document, and of its body. */
ONR_API uint32_t onr_word_count(const struct onr_analysis *analysis);
ONR_API uint32_t onr_body_word_count(const struct onr_analysis *analysis);
/* The rule at an index that a finding or a deduction has. Borrowed from the analysis's policy, or static. */
ONR_API const struct onr_rule *onr_analysis_rule(const struct onr_analysis *analysis, uint32_t rule);
/* The document's format and profile. Static. */
ONR_API const char *onr_analysis_format(const struct onr_analysis *analysis);
ONR_API const char *onr_analysis_profile(const struct onr_analysis *analysis);

/* ---- Names of enumerated values, as they stand in the JSON output. Static; never NULL. ---------- */

ONR_API const char *onr_block_kind_name(enum onr_block_kind kind);
ONR_API const char *onr_quotation_kind_name(enum onr_quotation_kind kind);
ONR_API const char *onr_class_name(enum onr_class class_);
ONR_API const char *onr_kind_name(enum onr_kind kind);
ONR_API const char *onr_mode_name(enum onr_mode mode);
ONR_API const char *onr_level_name(enum onr_level level);
ONR_API const char *onr_descriptor_name(enum onr_descriptor descriptor);
ONR_API const char *onr_count_name(enum onr_count count);
ONR_API const char *onr_provenance_name(enum onr_provenance provenance);
ONR_API const char *onr_basis_name(enum onr_basis basis);
ONR_API const char *onr_reason_name(enum onr_reason reason);
ONR_API const char *onr_outcome_name(enum onr_outcome outcome);
ONR_API const char *onr_severity_name(enum onr_severity severity);
ONR_API const char *onr_band_name(enum onr_band band);
ONR_API const char *onr_left_out_name(enum onr_left_out left_out);
ONR_API const char *onr_waiver_scope_name(enum onr_waiver_scope scope);
/* The version of the rubric the scores follow: "onrecord-rubric/1". */
ONR_API const char *onr_rubric(void);

#ifdef __cplusplus
}
#endif

#endif
