/*
 * What rules see of the sources: not all that reads as unnamed is somebody whose name is withheld. A phrase that
 * points back to nobody told as a source stands for somebody named elsewhere; a judge, a child or a man in the
 * crowd is told of, not shielded; a share of those polled is a number.
 */
#include "rule/check.h"

#include <string.h>

struct weigher {
    const struct onr_check *check;     /* the document */
    const struct onr_sources *sources; /* as they were found */
};

static bool any_in(const struct onr_prose *prose, uint32_t first, uint32_t end, enum onr_list list)
{
    for (uint32_t i = first; i < end; i++)
        if (onr_prose_match(prose, i, list))
            return true;
    return false;
}

/* Whether the entry of a list that a mention holds ends at its head: "three presidential candidates". */
bool onr_mention_heads(const struct onr_prose *prose, const struct onr_mention *m, enum onr_list list)
{
    for (uint32_t i = m->first; i <= m->head && i < m->end; i++) {
        uint32_t words = onr_prose_match(prose, i, list);
        if (words && i + words == m->head + 1)
            return true;
    }
    return false;
}

/* Whether a phrase has what a sentence needs to tell of one person: an article, a number, an owner. Headlines lack it. */
static bool has_article(const struct onr_prose *prose, const struct onr_mention *m)
{
    if (m->plural || onr_token_in(prose, m->first, ONR_LIST_DETERMINERS))
        return true;
    for (uint32_t i = m->first; i < m->end; i++)
        if (prose->tokens.at[i].flags & ONR_TOKEN_CLITIC || onr_token_in(prose, i, ONR_LIST_NEWNESS))
            return true;
    return false;
}

/* "One of the sources": a part of those told already. */
static bool is_part(const struct onr_prose *prose, const struct onr_mention *m)
{
    return m->first + 2 < m->end && m->level <= ONR_LEVEL_D2 && m->class_ == ONR_CLASS_UNNAMED &&
           onr_token_in(prose, m->first, ONR_LIST_DETERMINERS) && onr_token_in(prose, m->first + 1, ONR_LIST_PREPOSITIONS) &&
           onr_token_in(prose, m->first + 2, ONR_LIST_DEFINITES);
}

/* Whether a mention tells who the source is without pointing back: "a senior official", "the Treasury official". */
static bool introduces(const struct weigher *w, const struct onr_mention *m)
{
    const struct onr_prose *prose = w->check->prose;
    if (m->class_ != ONR_CLASS_UNNAMED || is_part(prose, m) || !has_article(prose, m))
        return false;
    return !m->definite || m->level >= ONR_LEVEL_D3 || m->level <= ONR_LEVEL_D1;
}

static bool told_of(const struct weigher *w, const struct onr_source *source, const struct onr_mention *m)
{
    const struct onr_prose *prose = w->check->prose;
    if (source->reason != ONR_REASON_R0 || source->basis != ONR_BASIS_B0)
        return false;
    bool bare = source->level == ONR_LEVEL_D0 && !onr_mention_heads(prose, m, ONR_LIST_SOURCE_NOUNS);
    return bare || onr_mention_heads(prose, m, ONR_LIST_PEOPLE_TOLD_OF);
}

/* The class an unnamed source has for rules. */
static enum onr_class weigh_unnamed(const struct weigher *w, const struct onr_source *source)
{
    bool introduced = false;
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_mention *m = &w->sources->mentions[source->attributions.at[i]];
        if (any_in(w->check->prose, m->first, m->end, ONR_LIST_POLL_SHARES) || told_of(w, source, m))
            return ONR_CLASS_NONE;
        introduced |= introduces(w, m);
    }
    return introduced || source->reason != ONR_REASON_R0 ? ONR_CLASS_UNNAMED : ONR_CLASS_NAMED;
}

/* Whether each mention of a document points back: "the note", "this poll". Its origin was told, or stands in the text. */
static bool points_back(const struct weigher *w, const struct onr_source *source)
{
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_mention *m = &w->sources->mentions[source->attributions.at[i]];
        if (m->class_ != ONR_CLASS_PRONOUN && !m->definite && onr_mention_heads(w->check->prose, m, ONR_LIST_DOCUMENTS))
            return false;
    }
    return true;
}

static void weigh(const struct weigher *w, struct onr_source *source, struct onr_map *labels, uint32_t index)
{
    if (source->class_ == ONR_CLASS_DOCUMENT && source->provenance == ONR_PROVENANCE_NONE && points_back(w, source))
        source->provenance = ONR_PROVENANCE_PUBLIC;
    if (source->class_ != ONR_CLASS_UNNAMED)
        return;
    source->class_ = weigh_unnamed(w, source);
    if (source->class_ == ONR_CLASS_UNNAMED) {
        if (onr_map_get(labels, source->label.start + 1) != UINT32_MAX)
            source->class_ = ONR_CLASS_NONE; /* two readings of one phrase are one source */
        onr_map_set(labels, w->check->arena, source->label.start + 1, index, true);
    }
}

bool onr_sources_weigh(struct onr_check *check, struct onr_sources *weighed)
{
    struct weigher w = {check, check->sources};
    struct onr_map labels = {0};
    *weighed = *check->sources;
    size_t size = weighed->records.count * sizeof *weighed->records.at;
    if (!size)
        return true;
    struct onr_source *copy = onr_arena_take(check->arena, size);
    if (!copy)
        return false;
    memcpy(copy, weighed->records.at, size);
    weighed->records.at = copy;
    for (uint32_t i = 0; i < weighed->records.count; i++)
        weigh(&w, &copy[i], &labels, i);
    return !check->arena->failed;
}
