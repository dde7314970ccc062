#include "lsp/entity.h"

#include "lsp/params.h"

static bool closer(const struct onr_entity *best, struct onr_span span, uint32_t offset)
{
    return onr_span_has(span, offset) &&
           (best->span.start == best->span.end ||
            span.end - span.start < best->span.end - best->span.start);
}

static void look_at_mentions(struct onr_entity *best, const struct onr_analysis *analysis,
                             uint32_t offset)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < sources[i].mentions.count; j++)
            if (closer(best, sources[i].mentions.at[j], offset))
                *best = (struct onr_entity){sources[i].mentions.at[j], i, ONR_NONE, true};
}

static void look_at(struct onr_entity *best, struct onr_spans spans, struct onr_entity entity,
                    uint32_t offset)
{
    for (uint32_t i = 0; i < spans.count; i++) {
        if (!closer(best, spans.at[i], offset))
            continue;
        entity.span = spans.at[i];
        *best = entity;
    }
}

struct onr_entity onr_entity_at(const struct onr_analysis *analysis, uint32_t offset)
{
    uint32_t count;
    const struct onr_attribution *attributions = onr_attributions(analysis, &count);
    struct onr_entity mention = {.source = ONR_NONE, .attribution = ONR_NONE};
    struct onr_entity cue = mention;
    struct onr_entity content = mention;
    look_at_mentions(&mention, analysis, offset);
    for (uint32_t i = 0; i < count; i++) {
        struct onr_entity entity = {.source = onr_attribution_source(analysis, i),
                                    .attribution = i};
        look_at(&cue, attributions[i].cue, entity, offset);
        look_at(&content, attributions[i].content, entity, offset);
        entity.mention = true;
        look_at(&mention, attributions[i].source, entity, offset);
    }
    if (mention.span.start < mention.span.end && mention.source != ONR_NONE)
        return mention;
    return cue.span.start < cue.span.end ? cue : content;
}

struct onr_span onr_hull(struct onr_span span, struct onr_spans spans)
{
    for (uint32_t i = 0; i < spans.count; i++) {
        if (span.start == span.end) {
            span = spans.at[i];
            continue;
        }
        if (spans.at[i].start < span.start)
            span.start = spans.at[i].start;
        if (spans.at[i].end > span.end)
            span.end = spans.at[i].end;
    }
    return span;
}

struct onr_span onr_attribution_hull(const struct onr_attribution *attribution)
{
    struct onr_span hull = onr_hull((struct onr_span){0, 0}, attribution->content);
    return onr_hull(onr_hull(hull, attribution->cue), attribution->source);
}

bool onr_is_quoted(const struct onr_analysis *analysis, struct onr_span span)
{
    uint32_t count;
    const struct onr_quotation *quotations = onr_quotations(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (quotations[i].kind != ONR_QUOTATION_TITLE && quotations[i].span.start < span.end &&
            span.start < quotations[i].span.end)
            return true;
    return false;
}
