/* What holds of every analysis of every text. */
#ifndef ONR_TESTS_INVARIANTS_H
#define ONR_TESTS_INVARIANTS_H

#include "onrecord.h"

/*
 * NULL, or what is wrong with an analysis of these bytes: spans that leave the document, cut a character or
 * run backwards, indices of no record, records that do not agree with each other. The text is static.
 */
const char *analysis_problem(const struct onr_analysis *analysis, const char *bytes, size_t length);

#endif
