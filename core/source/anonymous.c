/* How fully a noun phrase describes somebody it does not name (standards-and-rubric B2). */
#include "source/phrase.h"

static bool has_basis(const struct onr_phrase_view *r)
{
    static const enum onr_list lists[] = {ONR_LIST_BASIS_TIE, ONR_LIST_BASIS_TOLD, ONR_LIST_BASIS_SAW,
        ONR_LIST_BASIS_PART};
    for (unsigned i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (onr_view_any(r, r->first, r->end, lists[i]))
            return true;
    return false;
}

/*
 * Where the words on the source itself end: what it saw and did, and who else was there, names no body it belongs
 * to.
 */
static uint32_t own_end(const struct onr_phrase_view *r)
{
    for (uint32_t i = r->first; i < r->end; i++) {
        if (i > r->head && onr_view_in(r, i, ONR_LIST_RELATIVES))
            return i;
        if (onr_prose_match(r->prose, i, ONR_LIST_CLOSE_TIES))
            continue;
        if (onr_prose_match(r->prose, i, ONR_LIST_BASIS_TIE) || onr_prose_match(r->prose, i, ONR_LIST_BASIS_TOLD) ||
            onr_prose_match(r->prose, i, ONR_LIST_BASIS_PART))
            return i;
    }
    return r->end;
}

/* Whether a run of tokens names a place, or tells a nation or creed. */
static bool is_place(const struct onr_phrase_view *r, uint32_t first, uint32_t last)
{
    if (onr_prose_match(r->prose, first, ONR_LIST_BODIES_OF_NATIONS) == last - first)
        return false;
    if (last - first == 1 && onr_view_in(r, first, ONR_LIST_NATIONALITIES))
        return true;
    if (onr_prose_match(r->prose, first, ONR_LIST_PLACES) == last - first)
        return true;
    if (onr_prose_match(r->prose, first, ONR_LIST_INSTITUTION_NAMES) ||
        onr_view_any(r, first, last, ONR_LIST_ORGANIZATION_WORDS))
        return false;
    uint32_t name = onr_names_find(r->names, r->prose, first, last);
    return name != ONR_NONE && r->names->all.at[name].places > 0;
}

/* A word that is capitalized because it opens a sentence, or stands for rank: no part of a name. */
static bool is_trimmed(const struct onr_phrase_view *r, uint32_t i)
{
    return onr_view_in(r, i, ONR_LIST_GENERIC_ADJECTIVES) || onr_view_in(r, i, ONR_LIST_EMPTY_ADJECTIVES) ||
           onr_view_in(r, i, ONR_LIST_DETERMINERS) || onr_view_in(r, i, ONR_LIST_NATIONALITIES);
}

#define SURE_BODY (-2) /* votes for a person of a name that is a body's */

/* Whether a capitalized word that opens a sentence is a name all the same. */
static bool is_known(const struct onr_phrase_view *r, uint32_t first, uint32_t last)
{
    uint32_t index = onr_names_find(r->names, r->prose, first, last);
    const struct onr_name *name = index == ONR_NONE ? NULL : &r->names->all.at[index];
    return onr_prose_match(r->prose, first, ONR_LIST_INSTITUTION_NAMES) == last - first ||
           (name && name->last_word == r->prose->tokens.at[last - 1].word && (name->mentions > 1 ||
           name->votes <= SURE_BODY));
}

/*
 * The first token of a name in a run of capitals: "Senior American officials" holds none, "American Airlines" is one.
 * A nation's adjective belongs to a name that goes on, unless the run opens a sentence.
 */
static uint32_t trim(const struct onr_phrase_view *r, uint32_t run, uint32_t stop, bool opens)
{
    while (run < stop && is_trimmed(r, run) && !onr_view_in(r, run, ONR_LIST_BODIES_OF_NATIONS)) {
        bool nation = onr_view_in(r, run, ONR_LIST_NATIONALITIES);
        if (nation && (stop - run == 1 || !opens))
            break;
        run++;
    }
    return run;
}

bool onr_view_names_body(const struct onr_phrase_view *r, bool *place)
{
    uint32_t first, last, end = own_end(r);
    *place = false;
    for (uint32_t i = r->first; i < r->head; i++)
        if (r->prose->tokens.at[i + 1].kind == ONR_TOKEN_NUMBER && onr_prose_match(r->prose, i, ONR_LIST_INSTITUTION_NAMES) == 2)
            return true; /* "a No 10 source" */
    for (uint32_t i = r->first; i < end; i = last) {
        uint32_t run = onr_name_run(r->prose, i, end, &first, &last);
        if (run == ONR_NONE)
            return false;
        if (last <= i)
            last = i + 1;
        uint32_t stop = run <= r->head && last > r->head ? r->head : last;
        bool opens = r->prose->tokens.at[run].flags & ONR_TOKEN_STARTS_SENTENCE;
        run = trim(r, run, stop, opens);
        if (run >= stop || onr_view_in(r, run, ONR_LIST_WEEKDAYS) || onr_view_in(r, run, ONR_LIST_MONTHS))
            continue;
        if (is_place(r, run, stop))
            *place = true;
        else if (!opens || stop - run > 1 || is_known(r, run, stop))
            return true;
    }
    return false;
}

bool onr_view_has_modifier(const struct onr_phrase_view *r)
{
    for (uint32_t i = r->first; i < r->head; i++)
        if (r->prose->tokens.at[i].kind == ONR_TOKEN_WORD && !onr_view_in(r, i, ONR_LIST_DETERMINERS) &&
            !onr_view_in(r, i, ONR_LIST_EMPTY_ADJECTIVES) && !onr_view_in(r, i, ONR_LIST_GENERIC_ADJECTIVES) &&
            !onr_view_in(r, i, ONR_LIST_NUMBERS) && !onr_view_in(r, i, ONR_LIST_VAGUE_QUANTIFIERS) &&
            !onr_view_in(r, i, ONR_LIST_PARTITIVES) && !onr_view_in(r, i, ONR_LIST_PREPOSITIONS))
            return true;
    return false;
}

/* Whether "the" or a possessive stands shortly before a word behind the head: "an aide to the prime minister". */
static bool is_definite_at(const struct onr_phrase_view *r, uint32_t i)
{
    for (uint32_t back = 1; back <= 3 && i - back > r->head; back++)
        if (onr_view_in(r, i - back, ONR_LIST_DEFINITES) || onr_view_owner(r, i - back))
            return true;
    return false;
}

/* Whether the words before the head place its role: "Republican leaders", "Ohio officials", not "U.S. officials". */
static bool is_placed(const struct onr_phrase_view *r)
{
    bool placed = onr_view_head(r, ONR_LIST_PLACED_ROLES), official = onr_view_head(r, ONR_LIST_ANONYMOUS_ROLES);
    for (uint32_t i = r->first; (placed || official) && i < r->head; i++) {
        bool nation = onr_view_in(r, i, ONR_LIST_NATIONALITIES) || onr_view_in(r, i, ONR_LIST_INSTITUTION_NAMES);
        if ((placed && nation) || (!nation && onr_prose_match(r->prose, i, ONR_LIST_PLACES)))
            return true;
    }
    return false;
}

/*
 * Whether the phrase says whose the source is without a name: "his aides", "campaign officials", "an aide to the
 * mayor".
 */
static bool tells_whose(const struct onr_phrase_view *r)
{
    uint32_t end = own_end(r);
    if (onr_view_head(r, ONR_LIST_TELLING_ROLES) || is_placed(r))
        return true;
    for (uint32_t i = r->first; i < end; i++) {
        if (i < r->head && (onr_view_in(r, i, ONR_LIST_POSSESSIVES) || onr_view_owner(r, i)))
            return true;
        if (i != r->head && onr_prose_match(r->prose, i, ONR_LIST_TELLING_BODIES) && (i < r->head ||
            is_definite_at(r, i)))
            return true;
        if (i > r->head && is_definite_at(r, i) &&
            (onr_view_in(r, i, ONR_LIST_ROLES) || onr_view_in(r, i, ONR_LIST_TITLES) ||
             onr_view_in(r, i, ONR_LIST_INSTITUTIONS)))
            return true;
    }
    return false;
}

/* Whether the head says no more than that it is a source: "sources", "one person"; a man or a woman is somebody. */
static bool is_bare(const struct onr_phrase_view *r)
{
    return (onr_view_head(r, ONR_LIST_BARE_SOURCES) || onr_view_head(r, ONR_LIST_PRONOUNS_ANEW)) && !onr_view_head(r, ONR_LIST_MEN_AND_WOMEN);
}

/* "Florida election officials": officials of a state or town, whose body is no secret. */
static bool is_official(const struct onr_phrase_view *r)
{
    return onr_view_head(r, ONR_LIST_ANONYMOUS_ROLES) && is_placed(r);
}

static enum onr_level level_of(const struct onr_phrase_view *r, bool bare)
{
    bool place, body = onr_view_names_body(r, &place), basis = has_basis(r);
    if (bare && basis && !onr_view_has_modifier(r))
        return ONR_LEVEL_D1;
    if (body || (place && is_official(r)))
        return ONR_LEVEL_D4;
    if (place)
        return ONR_LEVEL_D3;
    bool institution = r->core_end < r->end && onr_view_any(r, r->core_end, own_end(r), ONR_LIST_INSTITUTIONS);
    if (bare && institution && onr_view_in(r, r->core_end, ONR_LIST_PREPOSITIONS))
        return ONR_LEVEL_D3;
    if (bare)
        return onr_view_has_modifier(r) || onr_view_any(r, r->first, r->head, ONR_LIST_TELLING_ADJECTIVES) ? ONR_LEVEL_D2
                                                                                                        : ONR_LEVEL_D0;
    return onr_view_has_modifier(r) || institution || tells_whose(r) ? ONR_LEVEL_D3 : ONR_LEVEL_D2;
}

/* Takes what a noun phrase tells of its source, if it is more than is known. */
static void take_level(const struct onr_phrase_view *r, struct onr_mention *m)
{
    bool place;
    enum onr_level level = level_of(r, is_bare(r));
    m->told |= level != ONR_LEVEL_D1 && (onr_view_names_body(r, &place) || tells_whose(r));
    if (m->level == ONR_LEVEL_NONE || level > m->level)
        m->level = level;
}

void onr_mention_set_unnamed(const struct onr_phrase_view *r, struct onr_mention *m)
{
    m->class_ = ONR_CLASS_UNNAMED;
    m->level = ONR_LEVEL_NONE;
    m->told = false;
    take_level(r, m);
    if (r->core_end + 1 < r->end && r->prose->text->bytes[r->prose->tokens.at[r->core_end].start] == ',' &&
        onr_view_in(r, r->core_end + 1, ONR_LIST_INDEFINITES)) { /* "one of the people, a port employee" */
        struct onr_phrase_view apposition = onr_view_make(r->prose, r->names, r->core_end + 1, r->end);
        take_level(&apposition, m);
    }
    if (m->level >= ONR_LEVEL_D3)
        m->kind = ONR_KIND_ANON_ROLE_INST;
    else if (m->level == ONR_LEVEL_D2)
        m->kind = ONR_KIND_ANON_ROLE;
    else
        m->kind = m->level == ONR_LEVEL_D1 ? ONR_KIND_ANON_BASIS : ONR_KIND_ANON_BARE;
}
