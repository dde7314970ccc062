/* What is told of sources, of who was asked and of scores, in words for people. All static. */
#ifndef ONR_PRESENT_WORDS_H
#define ONR_PRESENT_WORDS_H

#include "onrecord.h"

/* What kind of source it is and what readers learn of it. */
const char *onr_kind_words(const struct onr_source *source);
/* How an unnamed source is described: "vaguely". */
const char *onr_descriptor_words(enum onr_descriptor descriptor);
/* How an unnamed source knows: "was told of it". */
const char *onr_basis_words(const struct onr_source *source);
/* Why it is unnamed: "a formula". */
const char *onr_reason_words(const struct onr_source *source);
/* Where a document is from. */
const char *onr_provenance_words(enum onr_provenance provenance);
/* How many people a source is; words holds the number where there is one. */
const char *onr_number_words(const struct onr_source *source, char words[static 32]);
/* What came of a request for comment: "did not respond". */
const char *onr_outcome_words(enum onr_outcome outcome);
const char *onr_band_words(enum onr_band band);

/* Takes a row of what is told of a source: its name, words for it, and the draft's own words, empty where there are none. */
typedef void onr_tell_row(void *to, const char *name, const char *words, struct onr_span span);
/* Tells what readers learn of an unnamed source, row by row. */
void onr_tell_unnamed(const struct onr_source *source, onr_tell_row *tell, void *to);

#endif
