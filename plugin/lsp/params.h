/* Taking params apart, and the values of the protocol that many answers hold. */
#ifndef ONR_LSP_PARAMS_H
#define ONR_LSP_PARAMS_H

#include "lsp/server.h"
#include "present/out.h"

/* A string at a path of keys, "textDocument.uri"; NULL where there is none. */
const char *onr_param_text(const json_t *params, const char *path);
json_t *onr_param(const json_t *params, const char *path);

/* The open draft of params.textDocument.uri; NULL with the fault filled where there is none. */
struct onr_draft *onr_param_draft(struct onr_request *request);
/* The byte at params.position; false with the fault filled where that is no position. */
bool onr_param_offset(struct onr_request *request, uint32_t *offset);
/* The bytes of a range; false with the fault filled where it is none. An end first is turned. */
bool onr_param_span(struct onr_request *request, const json_t *range, struct onr_span *span);

/* The range of bytes of a draft; a location; an array of texts. New. */
json_t *onr_json_place(struct onr_draft *draft, uint32_t offset);
json_t *onr_json_range(struct onr_draft *draft, struct onr_span span);
json_t *onr_json_location(struct onr_draft *draft, struct onr_span span);
/* The text that was written, which is closed. New. */
json_t *onr_json_out(struct onr_out *out);

/* Whether a span holds a byte, its end included; whether two spans have anything in common. */
bool onr_span_has(struct onr_span span, uint32_t offset);
bool onr_span_meets(struct onr_span a, struct onr_span b);
/*
 * Words of the analyzed draft as readers see them, on one line, without a comma or colon behind them, cut to so many columns,
 * into out or as a new string. The span is of its analysis.
 */
void onr_write_excerpt(struct onr_out *out, const struct onr_draft *draft, struct onr_span span,
                       unsigned columns);
json_t *onr_json_excerpt(const struct onr_draft *draft, struct onr_span span, unsigned columns);
/* The same with what Markdown takes for markup escaped. */
void onr_write_markdown(struct onr_out *out, const struct onr_draft *draft, struct onr_span span,
                        unsigned columns);

/* An edit of a draft: bytes replaced by text. New. */
json_t *onr_json_edit(struct onr_draft *draft, struct onr_span span, const char *text);
/*
 * A workspace edit of one draft, for the version it has now, with what it does as its label where
 * the client shows that. Takes over edits. New.
 */
json_t *onr_json_workspace_edit(const struct onr_server *server, struct onr_draft *draft,
                                json_t *edits, const char *label);

#endif
