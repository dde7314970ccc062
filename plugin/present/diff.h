/* What fixes do to a draft, as a unified diff. */
#ifndef ONR_PRESENT_DIFF_H
#define ONR_PRESENT_DIFF_H

#include "document/document.h"
#include "document/fix.h"
#include "present/out.h"

/* Writes the diff of a draft; nothing where there is no edit. It can be applied with patch -p0. */
void onr_diff(struct onr_out *out, const struct onr_document *document, const struct onr_fixes *fixes);

#endif
