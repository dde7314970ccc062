#include "present/words.h"

#include <stdio.h>

const char *onr_kind_words(const struct onr_source *source)
{
    switch (source->kind) {
    case ONR_KIND_PERSON_NAMED:
        return "named";
    case ONR_KIND_PERSON_PARTIAL:
        return "named in part only";
    case ONR_KIND_DOCUMENT:
        return "a document";
    case ONR_KIND_MEDIA:
        if (!source->outlet_named)
            return "other media, and readers are not told which";
        return source->relays_unnamed ? "another outlet, which cites unnamed people"
                                      : "another outlet";
    case ONR_KIND_SPOKESPERSON_UNNAMED:
        return "a spokesperson without a name";
    case ONR_KIND_INSTITUTION:
        return "an organization; no person speaks for it by name";
    case ONR_KIND_ANON_ROLE_INST:
        return "unnamed; readers learn a role and where it belongs";
    case ONR_KIND_ANON_ROLE:
        return "unnamed; readers learn a role, but not of which body";
    case ONR_KIND_ANON_BASIS:
        return source->tie ? "unnamed; readers learn only whom it is near to"
                           : "unnamed; readers learn only of a tie to the matter";
    case ONR_KIND_ANON_BARE:
        return "unnamed; readers learn nothing about who this is";
    case ONR_KIND_COLLECTIVE:
        return source->categorised ? "a group by field or place, none of its members named"
                                   : "a group at large, none of its members named";
    case ONR_KIND_SELF:
        return source->first_hand ? "the outlet's own observation"
                                  : "the outlet's own word, and no source";
    default:
        return "nobody: readers are not told who holds this";
    }
}

const char *onr_descriptor_words(enum onr_descriptor descriptor)
{
    switch (descriptor) {
    case ONR_DESCRIPTOR_SPECIFIC:
        return "specifically";
    case ONR_DESCRIPTOR_VAGUE:
        return "vaguely";
    default:
        return "not at all";
    }
}

const char *onr_basis_words(const struct onr_source *source)
{
    if (source->tie)
        return "only whom it is near to is told";
    switch (source->basis) {
    case ONR_BASIS_B1:
        return "a tie to the matter";
    case ONR_BASIS_B2:
        return "was told of it";
    case ONR_BASIS_B3:
        return "saw or read it";
    case ONR_BASIS_B4:
        return "took part";
    default:
        return "readers are not told";
    }
}

const char *onr_reason_words(const struct onr_source *source)
{
    switch (source->reason) {
    case ONR_REASON_RG:
        return "anonymity was granted, no reason given";
    case ONR_REASON_R1:
        return "a formula";
    case ONR_REASON_R2:
        return "a reason readers can weigh";
    default:
        return source->routine ? "officials speaking as usual; none is asked" : "no reason given";
    }
}

const char *onr_provenance_words(enum onr_provenance provenance)
{
    static const char *const words[] = {
        [ONR_PROVENANCE_NONE] = "readers are not told whose it is or how it was seen",
        [ONR_PROVENANCE_ACCESS] = "not public; the draft says who saw it",
        [ONR_PROVENANCE_PUBLIC] = "on the public record",
    };
    return words[provenance];
}

const char *onr_number_words(const struct onr_source *source, char words[static 32])
{
    if (source->number > 1) {
        snprintf(words, 32, "%u", source->number);
        return words;
    }
    if (source->count == ONR_COUNT_SEVERAL)
        return "several, the number is not told";
    if (source->count == ONR_COUNT_BARE)
        return "more than one, the number is not told";
    return source->plural ? "more than one" : "one";
}

const char *onr_outcome_words(enum onr_outcome outcome)
{
    switch (outcome) {
    case ONR_OUTCOME_DECLINED:
        return "declined to comment";
    case ONR_OUTCOME_NO_RESPONSE:
        return "did not respond";
    case ONR_OUTCOME_DENIED:
        return "denied it";
    case ONR_OUTCOME_RESPONDED:
        return "responded";
    default:
        return "could not be reached";
    }
}

const char *onr_band_words(enum onr_band band)
{
    switch (band) {
    case ONR_BAND_OPAQUE:
        return "opaque";
    case ONR_BAND_THIN:
        return "thin";
    case ONR_BAND_MIXED:
        return "mixed";
    case ONR_BAND_MOSTLY:
        return "mostly on the record";
    default:
        return "on the record";
    }
}

void onr_tell_unnamed(const struct onr_source *source, onr_tell_row *tell, void *to)
{
    static const struct onr_span none = {0, 0};
    char words[64];
    char number[32];
    snprintf(words, sizeof words, "%s, step %d of 4", onr_descriptor_words(source->descriptor),
             source->level == ONR_LEVEL_NONE ? 0 : (int)source->level);
    tell(to, "described", words, none);
    tell(to, "how many", onr_number_words(source, number), none);
    tell(to, "knows by", onr_basis_words(source), source->basis_span);
    tell(to, "why unnamed", onr_reason_words(source), source->reason_span);
}
