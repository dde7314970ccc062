/* The output formats: one file and one row of the table each. README.md tells how to add one. */
#ifndef ONR_PRESENT_PRESENT_H
#define ONR_PRESENT_PRESENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"
#include "onrecord.h"
#include "present/out.h"
#include "present/paper.h"
#include "present/write.h"

#define ONR_EVIDENCE_SHOWN 5 /* of an attribution, the strongest */

/* A draft as a commit has it. Texts are borrowed, and of any content. */
struct onr_past_version {
    char date[32];       /* of the commit, "2026-11-25" */
    const char *id;      /* of the commit */
    const char *subject; /* the first line of its message */
    const char *path;    /* what the file was called then */
    bool known;          /* it could be read and analyzed; else what follows is 0 */
    bool has_score;      /* something is attributed in it */
    int score;           /* 0 to 100 */
    uint32_t unnamed;    /* unnamed sources */
    uint32_t findings;   /* errors, warnings and infos that are not waived */
};

/* What the commits have of a draft. Owned by whoever gives it to a view. */
struct onr_past {
    struct onr_past_version *at; /* count versions, the newest first */
    size_t count;                /* how many */
    bool more;                   /* there are older ones */
};

/* One analyzed draft as a format is given it. All borrowed. */
struct onr_view {
    const struct onr_document
        *document; /* its name, its bytes, the way back to the file's offsets */
    const struct onr_analysis *analysis; /* what was found */
    const char *id; /* JSON text of its identifier; NULL where that is the path */
    const bool *accepted; /* for each finding whether a baseline accepts it; NULL for none */
    const struct onr_past *past; /* its versions in git; NULL where none are told of */
};

/* A document that could not be analyzed, one line of JSON Lines. All borrowed. */
struct onr_failure {
    const char *id;      /* JSON text of its identifier; NULL where it has none */
    const char *code;    /* what kind of failure, "encoding" */
    const char *message; /* what it is and what can be done */
    uint64_t line;       /* line of the input, from 1 */
};

/* One run of a format over some drafts. */
struct onr_presentation {
    struct onr_out *out;     /* what all is written to */
    struct onr_style style;  /* for formats that people read */
    bool explain;            /* text and JSON tell what made each attribution one */
    enum onr_severity least; /* findings below it are left out; json and jsonl have all */
    int fail_on;             /* findings from this severity on are failures; above all for none */
    bool many;               /* more than one draft may come */
    uint32_t count;          /* drafts presented so far */
    struct onr_json json;    /* for formats that are one JSON value over all drafts */
};

struct onr_presenter {
    const char *name;                                     /* what --format takes */
    const char *summary;                                  /* one line for help */
    void (*begin)(struct onr_presentation *presentation); /* may be NULL */
    void (*document)(struct onr_presentation *presentation, const struct onr_view *view);
    void (*failure)(struct onr_presentation *presentation,
                    const struct onr_failure *failure); /* may be NULL */
    void (*end)(struct onr_presentation *presentation); /* may be NULL */
};

/* The format by index, or NULL past the last; by name, or NULL. Static. */
const struct onr_presenter *onr_presenter_at(size_t index);
const struct onr_presenter *onr_presenter_find(const char *name);

/* Each calls the format's function where it has one, and keeps count. */
void onr_present_begin(struct onr_presentation *presentation,
                       const struct onr_presenter *presenter);
void onr_present_document(struct onr_presentation *presentation,
                          const struct onr_presenter *presenter, const struct onr_view *view);
void onr_present_end(struct onr_presentation *presentation, const struct onr_presenter *presenter);

/* The rule at an index that a finding or a deduction of a draft has. */
const struct onr_rule *onr_view_rule(const struct onr_view *view, uint32_t rule);
/* The bytes of a span of a draft. */
const char *onr_view_bytes(const struct onr_view *view, struct onr_span span);

extern const struct onr_presenter onr_present_text;
extern const struct onr_presenter onr_present_findings;
extern const struct onr_presenter onr_present_json;
extern const struct onr_presenter onr_present_jsonl;
extern const struct onr_presenter onr_present_html;
extern const struct onr_presenter onr_present_markdown;
extern const struct onr_presenter onr_present_csv;
extern const struct onr_presenter onr_present_csv_attributions;
extern const struct onr_presenter onr_present_box_html;
extern const struct onr_presenter onr_present_box_text;
extern const struct onr_presenter onr_present_sarif;
extern const struct onr_presenter onr_present_github;
extern const struct onr_presenter onr_present_gitlab;
extern const struct onr_presenter onr_present_checkstyle;
extern const struct onr_presenter onr_present_junit;
extern const struct onr_presenter onr_present_rdjson;
extern const struct onr_presenter onr_present_unix;
extern const struct onr_presenter onr_present_tap;

#endif
