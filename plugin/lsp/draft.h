/*
 * A draft that is open in the editor: its text as the client has it, and its analysis.
 *
 * onr_draft_analysis is the one place where a text becomes an analysis. It analyzes afresh; a core
 * that goes on from the analysis before needs to be called there and nowhere else.
 */
#ifndef ONR_LSP_DRAFT_H
#define ONR_LSP_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "lsp/position.h"
#include "onrecord.h"

/* How a draft is analyzed and what of it is shown. Strings are owned; NULL for the default. */
struct onr_lsp_settings {
    char *profile;           /* whose standards; an onr_profile_name */
    char *outlet;            /* the outlet's own name */
    char *rule_pages;        /* where rules are told of, "{rule}" stands for the id */
    enum onr_severity least; /* findings below it are not shown */
    bool hold_back;          /* findings in a sentence wait until it ends */
    bool sourcing_line;      /* the code lens at the top */
    bool inlay_hints;        /* whom a pronoun stands for */
    bool workspace;          /* drafts that are not open are checked too */
    const struct onr_policy *policy; /* the newsroom's, of the server's configs; borrowed */
};

struct onr_draft {
    char *uri;                    /* as the client wrote it; owned */
    char *path;                   /* of its file; NULL where it has none; owned */
    const char *format;           /* an onr_format_name; static */
    int64_t version;              /* the client's number of this text */
    char *bytes;                  /* the text; owned */
    uint32_t length;              /* bytes of it */
    uint32_t capacity;            /* bytes there is room for */
    struct onr_index index;       /* of its lines */
    struct onr_lsp_settings settings; /* of this draft; owned */
    struct onr_analysis *analysis; /* of the text; NULL where it is yet to be made, or failed */
    struct onr_memory *memory;    /* what the last analysis labelled, for the next; NULL at first; owned */
    struct onr_error error;       /* why it failed; code 0 where it did not */
    bool stale;                   /* the analysis is of an older text, or not there */
    uint64_t used;                /* when the analysis was last asked for, by the server's count */
    uint64_t changes;             /* changes of the text so far */
    bool unpublished;             /* diagnostics are yet to be sent */
    unsigned skipped;             /* times in a row that newer text came before they were */
    int64_t caret;                /* byte after what was typed last; -1 for none */
    int64_t typed_at;             /* when that was, in milliseconds */
    bool holds;                   /* findings were held back when diagnostics were last made */
    char *tokens_id;              /* the resultId of the semantic tokens last given; owned */
    uint32_t *tokens;             /* those tokens, 5 numbers each; owned */
    uint32_t tokens_count;        /* numbers */
};

void onr_lsp_settings_init(struct onr_lsp_settings *settings);
void onr_lsp_settings_free(struct onr_lsp_settings *settings);
/* Copies. Returns 0, or -1 where memory runs out. */
int onr_lsp_settings_copy(struct onr_lsp_settings *to, const struct onr_lsp_settings *from);
bool onr_lsp_settings_same(const struct onr_lsp_settings *a, const struct onr_lsp_settings *b);

/* A new draft of a text, owned by the caller; NULL where memory runs out or it is too long. */
struct onr_draft *onr_draft_new(const char *uri, const char *language, enum onr_units units,
                                const char *bytes, size_t length);
void onr_draft_free(struct onr_draft *draft);
/* Replaces a stretch of the text. Returns 0, or -1 where memory runs out: nothing has changed. */
int onr_draft_edit(struct onr_draft *draft, struct onr_span span, const char *text, size_t length);
/* The analysis of the text as it is; NULL with draft->error filled where there can be none. */
const struct onr_analysis *onr_draft_analysis(struct onr_draft *draft);
/* Gives a draft the name that its file has now. Returns 0, or -1 where memory runs out: nothing has changed. */
int onr_draft_move(struct onr_draft *draft, const char *uri);
/* Gives back the analysis and what was kept for the next; both are made again when they are asked for. */
void onr_draft_forget(struct onr_draft *draft);

/* Between bytes and places of the draft. */
uint32_t onr_draft_offset(struct onr_draft *draft, struct onr_place place);
struct onr_place onr_draft_place(struct onr_draft *draft, uint32_t offset);

/* The format for a language of the protocol, and where that tells none, for a path's ending. */
const char *onr_format_of_language(const char *language, const char *path);

#endif
