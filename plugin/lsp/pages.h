/*
 * The page of a rule: what it finds, why and what to do. It lies on a newsroom's own site where
 * the settings say so, else in a file that is written to the user's cache when it is first needed.
 */
#ifndef ONR_LSP_PAGES_H
#define ONR_LSP_PAGES_H

#include "lsp/server.h"
#include "present/out.h"

/* The URI of the page of a rule, at an index, as a string. New; NULL where there is none. */
json_t *onr_page_of_rule(struct onr_server *server, const struct onr_draft *draft,
                         const struct onr_rule *record, uint32_t rule);
/* Writes the page as Markdown. */
void onr_page_write(struct onr_out *out, const struct onr_rule *rule);

#endif
