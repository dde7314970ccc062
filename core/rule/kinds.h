/* The kinds of rule: a row here and a file kind_*.c each. The second column is the name in rule files. */
#ifndef ONR_RULE_KINDS_H
#define ONR_RULE_KINDS_H

#define ONR_RULE_KIND_ROWS(X)                                                                             \
    X(source, "source")                                                                                   \
    X(attribution, "attribution")                                                                         \
    X(content_words, "content-words")                                                                     \
    X(cue_words, "cue-words")                                                                             \
    X(text_words, "text-words")                                                                           \
    X(capital_words, "capital-words")                                                                     \
    X(unattributed_quote, "unattributed-quote")                                                           \
    X(scare_quote, "scare-quote")                                                                         \
    X(late_attribution, "late-attribution")                                                               \
    X(ambiguous_reference, "ambiguous-reference")                                                         \
    X(first_quote, "first-quote")                                                                         \
    X(central_claim, "central-claim")                                                                     \
    X(single_source, "single-source")                                                                     \
    X(headline, "headline")                                                                               \
    X(lead, "lead")                                                                                       \
    X(party_reply, "party-reply")                                                                         \
    X(declined_but_quoted, "declined-but-quoted")                                                         \
    X(density, "density")                                                                                 \
    X(count_conflict, "count-conflict")                                                                   \
    /* These look at waivers, not at the draft; the last looks at what all others found. */               \
    X(waiver_no_reason, "waiver-no-reason")                                                               \
    X(waiver_unknown_rule, "waiver-unknown-rule")                                                         \
    X(waiver_malformed, "waiver-malformed")                                                               \
    X(waiver_unpaired, "waiver-unpaired")                                                                 \
    X(waiver_unused, "waiver-unused")

#define ONR_RULE_KIND_CONSTANT(name, text) ONR_RULE_KIND_##name,
enum onr_rule_kind { ONR_RULE_KIND_ROWS(ONR_RULE_KIND_CONSTANT) ONR_RULE_KINDS };
#undef ONR_RULE_KIND_CONSTANT

#endif
