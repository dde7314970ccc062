/*
 * Findings that were accepted once: a file beside the drafts that lists them by rule and words, not
 * by line. It is meant to be kept in git and read by people.
 */
#ifndef ONR_CLI_BASELINE_H
#define ONR_CLI_BASELINE_H

#include "document/document.h"
#include "onrecord.h"

struct onr_baseline;

/*
 * Reads a baseline, or begins one where fresh. Returns an onr_exit, with the reason told where it is
 * not ONR_EXIT_CLEAN; then there is nothing to free.
 */
int onr_baseline_open(struct onr_baseline **baseline, const char *path, bool fresh);
/*
 * Tells for each finding of a draft whether it is accepted; a fresh baseline accepts all. The caller
 * frees what is returned; NULL where memory runs out.
 */
bool *onr_baseline_accept(struct onr_baseline *baseline, const struct onr_document *document,
                          const struct onr_analysis *analysis);
/*
 * Takes out what was mended in the drafts that were seen, writes the file where that changed it, and
 * frees the baseline. A fresh one is not written where some draft could not be read: whole is whether
 * all could. Returns an onr_exit.
 */
int onr_baseline_close(struct onr_baseline *baseline, bool whole);

#endif
