#include "source/source.h"

#include "base/error.h"

static bool read_mentions(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose,
                          const struct onr_attributions *attributions, const char *outlet)
{
    uint32_t count = attributions->records.count;
    sources->mentions = onr_arena_take(arena, count * sizeof *sources->mentions);
    sources->of_attribution = onr_arena_take(arena, count * sizeof *sources->of_attribution);
    if (!sources->mentions || !sources->of_attribution)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct onr_attribution_tokens *t = &attributions->tokens.at[i];
        if (t->source != ONR_NONE)
            sources->mentions[i] = onr_mention_read(prose, &sources->names, t->source, t->source_end, outlet);
        else
            sources->mentions[i] = (struct onr_mention){.class_ = ONR_CLASS_NONE, .name = ONR_NONE};
    }
    return true;
}

int onr_sources_find(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose,
                     const struct onr_attributions *attributions, const uint8_t *classes, const char *outlet,
                     struct onr_error *error)
{
    *sources = (struct onr_sources){0};
    onr_names_collect(&sources->names, arena, prose, classes);
    if (arena->failed || !read_mentions(sources, arena, prose, attributions, outlet) ||
        !onr_sources_resolve(sources, arena, prose, attributions))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    for (uint32_t i = 0; i < sources->records.count; i++)
        onr_source_describe(&sources->records.at[i], sources, prose);
    onr_ledger_collect(sources, arena, prose);
    return arena->failed ? onr_error_set(error, ONR_ENOMEM, 0, "memory ran out") : ONR_OK;
}
