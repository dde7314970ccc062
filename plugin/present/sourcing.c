#include "present/sourcing.h"

struct onr_tally onr_tally_of(const struct onr_view *view)
{
    struct onr_tally tally = {0};
    uint32_t sources, attributions;
    const struct onr_source *source = onr_sources(view->analysis, &sources);
    const struct onr_attribution *attribution = onr_attributions(view->analysis, &attributions);
    for (uint32_t i = 0; i < sources; i++)
        tally.sources[source[i].class_]++;
    for (uint32_t i = 0; i < attributions; i++) {
        uint32_t of = onr_attribution_source(view->analysis, i);
        if (attribution[i].nested)
            continue;
        tally.attributions++;
        tally.unnamed += of != ONR_NONE && source[of].class_ == ONR_CLASS_UNNAMED;
        tally.sourceless += of == ONR_NONE;
    }
    return tally;
}

static void say_unnamed(struct onr_out *out, const struct onr_tally *tally)
{
    uint32_t sources = tally->sources[ONR_CLASS_UNNAMED];
    if (sources == 0)
        onr_out_text(out, ", no unnamed sources");
    else
        onr_out_format(out, ", %u unnamed source%s carrying %u of %u attribution%s", sources,
                       sources == 1 ? "" : "s", tally->unnamed, tally->attributions,
                       tally->attributions == 1 ? "" : "s");
}

static void say_others(struct onr_out *out, const struct onr_tally *tally)
{
    static const struct {
        enum onr_class class_;
        const char *one, *more;
    } words[] = {
        {ONR_CLASS_SPOKESPERSON, "spokesperson without a name", "spokespeople without names"},
        {ONR_CLASS_ORGANIZATION, "organization", "organizations"},
        {ONR_CLASS_DOCUMENT, "document", "documents"},
        {ONR_CLASS_MEDIA, "other outlet", "other outlets"},
        {ONR_CLASS_COLLECTIVE, "loose group", "loose groups"},
        {ONR_CLASS_SELF, "claim of the outlet's own", "claims of the outlet's own"},
        {ONR_CLASS_NONE, "hedge with no source", "hedges with no source"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        uint32_t sources = tally->sources[words[i].class_];
        if (sources)
            onr_out_format(out, ", %u %s", sources,
                           sources == 1 ? words[i].one : words[i].more);
    }
    if (tally->sourceless)
        onr_out_format(out, ", %u attribution%s without a source", tally->sourceless,
                       tally->sourceless == 1 ? "" : "s");
}

void onr_sourcing_line(struct onr_out *out, const struct onr_view *view)
{
    struct onr_tally tally = onr_tally_of(view);
    if (tally.sources[ONR_CLASS_NAMED])
        onr_out_format(out, "%u named", tally.sources[ONR_CLASS_NAMED]);
    else
        onr_out_text(out, "nobody named");
    say_unnamed(out, &tally);
    say_others(out, &tally);
}
