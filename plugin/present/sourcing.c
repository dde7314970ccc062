#include "present/sourcing.h"

#include <string.h>

#define NEIGHBOURS 8 /* attributions this near may have the same content */

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

static enum onr_class class_of(const struct onr_view *view, uint32_t attribution)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(view->analysis, &count);
    uint32_t source = onr_attribution_source(view->analysis, attribution);
    return source == ONR_NONE ? ONR_CLASS_NONE : sources[source].class_;
}

static bool overlap(struct onr_spans a, struct onr_spans b)
{
    for (uint32_t i = 0; i < a.count; i++)
        for (uint32_t j = 0; j < b.count; j++)
            if (a.at[i].start < b.at[j].end && b.at[j].start < a.at[i].end)
                return true;
    return false;
}

bool onr_rests_on_unnamed(const struct onr_view *view, uint32_t index)
{
    uint32_t count;
    const struct onr_attribution *all = onr_attributions(view->analysis, &count);
    /* A refusal says nothing, and a wish is the writer's to state: no story rests on either. */
    if (all[index].nested || all[index].content.count == 0 ||
        all[index].mode == ONR_MODE_REFUSAL || all[index].mode == ONR_MODE_ATTITUDE ||
        class_of(view, index) != ONR_CLASS_UNNAMED)
        return false;
    for (uint32_t i = index > NEIGHBOURS ? index - NEIGHBOURS : 0;
         i < count && i <= index + NEIGHBOURS; i++)
        if (i != index && !all[i].nested && class_of(view, i) != ONR_CLASS_UNNAMED &&
            overlap(all[i].content, all[index].content))
            return false;
    return true;
}

struct onr_span onr_label_span(const struct onr_view *view, const struct onr_source *source)
{
    struct onr_span label = source->label;
    while (label.end > label.start && strchr(" ,;:", view->document->bytes[label.end - 1]))
        label.end--;
    return label;
}
