/* The names of enumerated values as they stand in the JSON output and in rule files. */
#include "onrecord.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define NAMES(function, type, ...)                                                                        \
    const char *function(type value)                                                                      \
    {                                                                                                     \
        static const char *const names[] = {__VA_ARGS__};                                                 \
        return (size_t)value < COUNT_OF(names) ? names[value] : "";                                       \
    }

NAMES(onr_block_kind_name, enum onr_block_kind, "body", "headline", "heading", "byline", "timestamp", "caption",
      "furniture")
NAMES(onr_quotation_kind_name, enum onr_quotation_kind, "direct", "partial", "title", "block")
NAMES(onr_class_name, enum onr_class, "none", "named", "unnamed", "spokesperson", "organization", "document",
      "media", "collective", "self", "pronoun", "nominal")
NAMES(onr_kind_name, enum onr_kind, "none", "person-named", "person-partial", "document", "media",
      "spokesperson-unnamed", "institution", "anon-role-inst", "anon-role", "anon-basis", "anon-bare", "collective",
      "self")
NAMES(onr_mode_name, enum onr_mode, "direct", "indirect", "mixed", "topic", "accusation", "denial", "attitude",
      "refusal")
NAMES(onr_level_name, enum onr_level, "D0", "D1", "D2", "D3", "D4", "")
NAMES(onr_descriptor_name, enum onr_descriptor, "", "bare", "vague", "specific")
NAMES(onr_basis_name, enum onr_basis, "B0", "B1", "B2", "B3", "B4")
NAMES(onr_reason_name, enum onr_reason, "R0", "Rg", "R1", "R2")
NAMES(onr_count_name, enum onr_count, "told", "several", "bare")
NAMES(onr_provenance_name, enum onr_provenance, "none", "access", "public")
NAMES(onr_outcome_name, enum onr_outcome, "declined", "no-response", "denied", "responded", "unreachable")
NAMES(onr_severity_name, enum onr_severity, "off", "hint", "info", "warning", "error")
NAMES(onr_left_out_name, enum onr_left_out, "", "nested", "attitude", "refusal", "not-body", "nobody")
NAMES(onr_band_name, enum onr_band, "opaque", "thin", "mixed", "mostly", "on the record")
NAMES(onr_waiver_scope_name, enum onr_waiver_scope, "paragraph", "stretch", "file")

const char *onr_rubric(void)
{
    return "onrecord-rubric/1";
}
