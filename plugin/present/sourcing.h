/* The sourcing of a draft in one line: who is named, who is not, what hangs on whom. */
#ifndef ONR_PRESENT_SOURCING_H
#define ONR_PRESENT_SOURCING_H

#include "present/present.h"

/* How many sources and attributions of each class there are. */
struct onr_tally {
    uint32_t sources[ONR_CLASSES];
    uint32_t attributions; /* nested ones are left out */
    uint32_t unnamed;      /* of them, those of unnamed sources */
    uint32_t sourceless;   /* of them, those nobody is told to have said */
};

struct onr_tally onr_tally_of(const struct onr_view *view);
/* Puts "1 named, 2 unnamed sources carrying 2 of 5 attributions, …" into out. */
void onr_sourcing_line(struct onr_out *out, const struct onr_view *view);
/* Whether a passage is attributed to an unnamed source and to nobody else beside it. */
bool onr_rests_on_unnamed(const struct onr_view *view, uint32_t attribution);
/* The mention that says most of a source, without the comma behind it; may be empty. */
struct onr_span onr_label_span(const struct onr_view *view, const struct onr_source *source);

#endif
