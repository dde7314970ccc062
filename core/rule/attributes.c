/* What rules may ask of a source or an attribution: one row each. */
#include "rule/rule.h"

#define LIKELY 0.4F /* confidence from which an attribution is one rather than not: of loaded verbs below it 17 of 24 were */

static const char *class_name(unsigned v) { return v < ONR_CLASSES ? onr_class_name((enum onr_class)v) : NULL; }
static const char *kind_name(unsigned v) { return v < ONR_KINDS ? onr_kind_name((enum onr_kind)v) : NULL; }
static const char *level_name(unsigned v) { return v < ONR_LEVEL_NONE ? onr_level_name((enum onr_level)v) : NULL; }
static const char *basis_name(unsigned v) { return v <= ONR_BASIS_B4 ? onr_basis_name((enum onr_basis)v) : NULL; }
static const char *reason_name(unsigned v) { return v <= ONR_REASON_R2 ? onr_reason_name((enum onr_reason)v) : NULL; }
static const char *count_name(unsigned v) { return v <= ONR_COUNT_BARE ? onr_count_name((enum onr_count)v) : NULL; }
static const char *mode_name(unsigned v) { return v < ONR_MODES ? onr_mode_name((enum onr_mode)v) : NULL; }
static const char *yes_name(unsigned v) { return v == 0 ? "no" : v == 1 ? "yes" : NULL; }
static const char *outlet_name(unsigned v) { return v == 0 ? "unnamed" : v == 1 ? "named" : NULL; }
static const char *provenance_name(unsigned v)
{
    return v <= ONR_PROVENANCE_PUBLIC ? onr_provenance_name((enum onr_provenance)v) : NULL;
}

static unsigned get_class(const struct onr_source *s, const struct onr_attribution *a) { (void)a; return s->class_; }
static unsigned get_kind(const struct onr_source *s, const struct onr_attribution *a) { (void)a; return s->kind; }
static unsigned get_level(const struct onr_source *s, const struct onr_attribution *a) { (void)a; return s->level; }
static unsigned get_basis(const struct onr_source *s, const struct onr_attribution *a) { (void)a; return s->basis; }
static unsigned get_reason(const struct onr_source *s, const struct onr_attribution *a) { (void)a; return s->reason; }
static unsigned get_count(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->plural ? s->count : ONR_COUNT_TOLD;
}
static unsigned get_provenance(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->provenance;
}
static unsigned get_role(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->role.end > s->role.start || s->affiliation.end > s->affiliation.start;
}
static unsigned get_outlet(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->outlet_named;
}
static unsigned get_relays(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->relays_unnamed;
}
static unsigned get_category(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->categorised;
}
static unsigned get_firsthand(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->first_hand;
}
static unsigned get_routine(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->routine;
}
static unsigned get_plural(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->plural;
}
static unsigned get_firm(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->firm;
}
static unsigned get_spoken(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)a;
    return s->spoken;
}
static unsigned get_likely(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)s;
    return !a || a->confidence >= LIKELY;
}
static unsigned get_mode(const struct onr_source *s, const struct onr_attribution *a)
{
    (void)s;
    return a ? a->mode : ONR_MODE_INDIRECT;
}

static const struct {
    const char *name;                       /* in rule files */
    const char *(*value_name)(unsigned);    /* NULL past the last value */
    unsigned (*get)(const struct onr_source *, const struct onr_attribution *);
} attributes[ONR_ATTRIBUTES] = {
    [ONR_ATTRIBUTE_CLASS] = {"class", class_name, get_class},
    [ONR_ATTRIBUTE_KIND] = {"kind", kind_name, get_kind},
    [ONR_ATTRIBUTE_LEVEL] = {"level", level_name, get_level},
    [ONR_ATTRIBUTE_BASIS] = {"basis", basis_name, get_basis},
    [ONR_ATTRIBUTE_REASON] = {"reason", reason_name, get_reason},
    [ONR_ATTRIBUTE_COUNT] = {"count", count_name, get_count},
    [ONR_ATTRIBUTE_PROVENANCE] = {"provenance", provenance_name, get_provenance},
    [ONR_ATTRIBUTE_ROLE] = {"role", yes_name, get_role},
    [ONR_ATTRIBUTE_OUTLET] = {"outlet", outlet_name, get_outlet},
    [ONR_ATTRIBUTE_RELAYS] = {"relays", yes_name, get_relays},
    [ONR_ATTRIBUTE_CATEGORY] = {"category", yes_name, get_category},
    [ONR_ATTRIBUTE_FIRSTHAND] = {"firsthand", yes_name, get_firsthand},
    [ONR_ATTRIBUTE_ROUTINE] = {"routine", yes_name, get_routine},
    [ONR_ATTRIBUTE_PLURAL] = {"plural", yes_name, get_plural},
    [ONR_ATTRIBUTE_FIRM] = {"firm", yes_name, get_firm},
    [ONR_ATTRIBUTE_SPOKEN] = {"spoken", yes_name, get_spoken},
    [ONR_ATTRIBUTE_LIKELY] = {"likely", yes_name, get_likely},
    [ONR_ATTRIBUTE_MODE] = {"mode", mode_name, get_mode},
};

const char *onr_attribute_name(unsigned attribute)
{
    return attribute < ONR_ATTRIBUTES ? attributes[attribute].name : NULL;
}

const char *onr_attribute_value_name(unsigned attribute, unsigned value)
{
    return attribute < ONR_ATTRIBUTES ? attributes[attribute].value_name(value) : NULL;
}

unsigned onr_attribute_value(unsigned attribute, const struct onr_source *source,
                             const struct onr_attribution *attribution)
{
    return attributes[attribute].get(source, attribution);
}
