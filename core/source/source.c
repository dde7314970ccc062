#include "source/source.h"

#include "base/error.h"

#define LONGEST_DATELINE 14 /* tokens of a sentence in which a dateline stands */
#define FIRST_SENTENCES 6 /* of a draft, headlines among them, that may begin with its dateline */
#define LONGEST_OUTLET 8 /* tokens of an outlet before whom it cites */

/*
 * "The BBC, citing two officials, said": whom an outlet cites is not who says so. The first token of the outlet and, in
 * end, the one after it; ONR_NONE where nobody is cited.
 */
static uint32_t outlet_that_cites(const struct onr_prose *prose, uint32_t source, uint32_t *end)
{
    uint32_t floor = prose->sentences.at[prose->tokens.at[source].sentence].first_token;
    if (source < floor + 3 || !onr_token_in(prose, source - 1, ONR_LIST_RELAY_CUES) ||
        prose->tokens.at[source - 2].kind <= ONR_TOKEN_NUMBER)
        return ONR_NONE;
    uint32_t first = *end = source - 2;
    while (first > floor && *end - first < LONGEST_OUTLET && prose->tokens.at[first - 1].kind <= ONR_TOKEN_NUMBER &&
           !onr_token_in(prose, first - 1, ONR_LIST_CLAUSE_STARTERS) &&
           !onr_token_in(prose, first - 1, ONR_LIST_PREPOSITIONS))
        first--;
    return first < *end ? first : ONR_NONE;
}

/* The end of an outlet's own name in a source that tells whom it cites: "The Halden Chronicle, | citing three people,". */
static uint32_t before_relay(const struct onr_prose *prose, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i + 1 < end; i++)
        if (prose->text->bytes[prose->tokens.at[i].start] == ',' && onr_token_in(prose, i + 1, ONR_LIST_RELAY_CUES))
            return i;
    return end;
}

static struct onr_mention read_source(struct onr_sources *sources, const struct onr_prose *prose,
                                      const struct onr_attribution_tokens *t, const char *outlet)
{
    uint32_t end, first = outlet_that_cites(prose, t->source, &end);
    bool cites_itself = t->cue < t->source && onr_token_in(prose, t->cue, ONR_LIST_RELAY_CUES);
    if (first != ONR_NONE && !cites_itself) {
        struct onr_mention m = onr_mention_read(prose, &sources->names, first, end, t, outlet);
        if (m.class_ == ONR_CLASS_MEDIA)
            return m;
    }
    uint32_t own_end = before_relay(prose, t->source, t->source_end);
    struct onr_mention m = onr_mention_read(prose, &sources->names, t->source, own_end, t, outlet);
    m.end = m.end == own_end ? t->source_end : m.end;
    return m;
}

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
            sources->mentions[i] = read_source(sources, prose, t, outlet);
        else
            sources->mentions[i] = (struct onr_mention){.class_ = ONR_CLASS_NONE, .name = ONR_NONE};
    }
    return true;
}

/* "(Reuters) -" among the first tokens of a sentence: the token of the outlet, *words how long it is; or ONR_NONE. */
static uint32_t dateline_in(const struct onr_prose *prose, const struct onr_sentence *s, uint32_t *words)
{
    const char *bytes = prose->text->bytes;
    uint32_t end = s->first_token + (s->token_count < LONGEST_DATELINE ? s->token_count : LONGEST_DATELINE);
    for (uint32_t i = s->first_token; i + 3 < end; i++) {
        if (bytes[prose->tokens.at[i].start] != '(')
            continue;
        *words = onr_prose_match(prose, i + 1, ONR_LIST_MEDIA);
        uint32_t close = i + 1 + *words;
        bool dash = *words && close + 1 < end && bytes[prose->tokens.at[close].start] == ')' &&
                    close + 2 <= onr_prose_behind_dateline(prose, i);
        return dash ? i + 1 : ONR_NONE;
    }
    return ONR_NONE;
}

/* The outlet that a dateline names as the draft's own, in the arena; NULL where none does. */
static const char *outlet_of_dateline(const struct onr_prose *prose, struct onr_arena *arena)
{
    for (uint32_t i = 0; i < prose->sentences.count && i < FIRST_SENTENCES; i++) {
        uint32_t words, token = dateline_in(prose, &prose->sentences.at[i], &words);
        if (token == ONR_NONE)
            continue;
        struct onr_span span = onr_token_span(prose, token, words);
        return onr_arena_text(arena, prose->text->bytes + span.start, span.end - span.start);
    }
    return NULL;
}

int onr_sources_find(struct onr_sources *sources, struct onr_arena *arena, const struct onr_prose *prose,
                     const struct onr_attributions *attributions, const uint8_t *classes, const char *outlet,
                     struct onr_error *error)
{
    *sources = (struct onr_sources){0};
    outlet = outlet ? outlet : outlet_of_dateline(prose, arena);
    onr_names_collect(&sources->names, arena, prose, classes);
    if (arena->failed || !read_mentions(sources, arena, prose, attributions, outlet) ||
        !onr_sources_resolve(sources, arena, prose, attributions))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    for (uint32_t i = 0; i < sources->records.count; i++)
        onr_source_describe(&sources->records.at[i], sources, prose);
    onr_ledger_collect(sources, arena, prose, attributions);
    return arena->failed ? onr_error_set(error, ONR_ENOMEM, 0, "memory ran out") : ONR_OK;
}
