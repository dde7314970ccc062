/*
 * Whom a pronoun or a definite phrase stands for: the source it follows, the nearest one it fits, a person the
 * text names nearby, or whoever has the role it tells.
 */
#include "source/resolve.h"

#define NAME_REACH 3         /* sentences before a pronoun in which the person it stands for is named */
#define LONGEST_ANTECEDENT 8 /* tokens of the phrase before a relative pronoun */
#define LONGEST_APPOSITION 16 /* tokens between a name and the relative pronoun that an apposition parts from it */
#define SENTENCE_REACH 200   /* tokens of a sentence before a pronoun that are looked into */
#define PRONOUN_REACH 12     /* attributions a pronoun looks back over */
#define LEAD_BLOCKS 3        /* blocks of a story that may tell of somebody who is named further down */
#define STORY_REACH 20       /* attributions in which it then names him */
#define LEAD_REACH 3         /* attributions in which a lead tells of the sources of its headline */
#define GRANT_REACH 40       /* tokens around a mention in which it is told that its name is withheld */
#define BODY_REACH 6         /* attributions "the company" looks back over */
#define CROWD_REACH 4        /* attributions "they" looks back over for people before it takes a body */
#define AIDE_REACH 4         /* attributions "the aide" looks back over for somebody unnamed with another role */

static uint32_t block_of(const struct onr_resolver *r, uint32_t token)
{
    return r->prose->sentences.at[r->prose->tokens.at[token].sentence].block;
}

/* Whether a pronoun can stand for a source. */
static bool fits(const struct onr_resolver *r, uint32_t source, const struct onr_mention *m)
{
    const struct onr_source *record = &r->out->records.at[source];
    const struct onr_chain *chain = &r->chains.at[source];
    if (m->plural)
        return chain->plural || record->class_ == ONR_CLASS_COLLECTIVE || record->class_ == ONR_CLASS_ORGANIZATION;
    if (onr_token_in(r->prose, m->first, ONR_LIST_PRONOUNS_THING))
        return !onr_chain_is_human(record) && record->class_ != ONR_CLASS_COLLECTIVE;
    return onr_chain_is_human(record) && !chain->plural && (chain->gender & m->gender);
}

uint32_t onr_person_before(const struct onr_prose *prose, const struct onr_names *names, const struct onr_mention *m)
{
    uint32_t sentence = prose->tokens.at[m->first].sentence, block = prose->sentences.at[sentence].block;
    for (uint32_t back = 0; back <= sentence && back <= NAME_REACH; back++) {
        const struct onr_sentence *s = &prose->sentences.at[sentence - back];
        uint32_t end = back ? s->first_token + s->token_count : m->first;
        uint32_t first, last, found = ONR_NONE;
        if (s->block + 1 < block)
            return ONR_NONE;
        uint32_t from = end > s->first_token + SENTENCE_REACH ? end - SENTENCE_REACH : s->first_token;
        for (uint32_t i = from; i < end; i = last > i ? last : i + 1) {
            uint32_t run = onr_name_run(prose, i, end, &first, &last);
            if (run == ONR_NONE)
                break;
            uint32_t name = onr_names_find(names, prose, first, last);
            const struct onr_name *own = name == ONR_NONE ? NULL : &names->all.at[name];
            bool owner = last < end && (prose->tokens.at[last].flags & ONR_TOKEN_CLITIC);
            if (own && own->person && (own->gender & m->gender) && found == ONR_NONE && !owner)
                found = name;
        }
        if (found != ONR_NONE)
            return found;
    }
    return ONR_NONE;
}

/*
 * The nearest earlier source that a pronoun fits. One whose sex is told goes before one whose is not, and several
 * people before a body, unless the other is the last that spoke.
 */
static uint32_t nearest_fit(const struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint32_t open = ONR_NONE;
    for (uint32_t back = 1; back <= attribution && back <= PRONOUN_REACH; back++) {
        uint32_t source = r->out->of_attribution[attribution - back];
        if (source == ONR_NONE || !fits(r, source, m))
            continue;
        const struct onr_chain *chain = &r->chains.at[source];
        bool sure = m->plural ? chain->plural || back > CROWD_REACH
                              : m->gender == ONR_GENDER_ANY || chain->gender == m->gender;
        if (sure)
            return open == ONR_NONE || m->gender != ONR_GENDER_ANY || m->plural ? source : open;
        if (open == ONR_NONE)
            open = source;
    }
    return open;
}

/* Whether nobody whom a pronoun fits is named between a token and it. */
static bool names_nobody_between(const struct onr_resolver *r, uint32_t from, const struct onr_mention *m)
{
    uint32_t first, last;
    if (m->first > from + SENTENCE_REACH)
        return false;
    for (uint32_t i = from; i < m->first; i = last > i ? last : i + 1) {
        if (onr_name_run(r->prose, i, m->first, &first, &last) == ONR_NONE)
            return true;
        uint32_t name = onr_names_find(&r->out->names, r->prose, first, last);
        if (name != ONR_NONE && r->out->names.all.at[name].person && (r->out->names.all.at[name].gender & m->gender))
            return false;
    }
    return true;
}

/*
 * Somebody unnamed who spoke last, in the sentence before a pronoun of its paragraph or in its own: "A teacher said …
 * “We share,” she said.", "One backbencher said … They added".
 */
static uint32_t unnamed_just_before(const struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint32_t source = attribution ? r->out->of_attribution[attribution - 1] : ONR_NONE;
    if (source == ONR_NONE || r->chains.at[source].plural ||
        (!r->out->fullest.at[source].member && r->out->records.at[source].class_ != ONR_CLASS_UNNAMED && r->out->records.at[source].class_ != ONR_CLASS_SPOKESPERSON) ||
        !(m->plural || r->chains.at[source].gender & m->gender) || onr_token_in(r->prose, m->first, ONR_LIST_PRONOUNS_THING))
        return ONR_NONE;
    uint32_t last = r->prose->tokens.at[r->attributions->tokens.at[attribution - 1].cue].sentence;
    uint32_t own = r->prose->tokens.at[m->first].sentence;
    bool near = last <= own && own - last <= 1 && r->prose->sentences.at[last].block == r->prose->sentences.at[own].block;
    return near && names_nobody_between(r, r->out->mentions[attribution - 1].end, m) ? source : ONR_NONE;
}

/* Whether the attribution before stands in a pronoun's own sentence or the one before it: who spoke there goes first. */
static bool spoke_in_sentence_before(const struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    if (!attribution || r->out->of_attribution[attribution - 1] == ONR_NONE)
        return false;
    uint32_t last = r->prose->tokens.at[r->attributions->tokens.at[attribution - 1].cue].sentence;
    return last + 1 >= r->prose->tokens.at[m->first].sentence;
}

/* "he": the person named last before it, unless the nearest source is nearer still. */
static uint32_t pronoun_source(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint32_t near = unnamed_just_before(r, attribution, m);
    if (near == ONR_NONE && !spoke_in_sentence_before(r, attribution, m))
        near = onr_chain_of_somebody(r, attribution, m);
    if (near != ONR_NONE)
        return near;
    near = nearest_fit(r, attribution, m);
    bool personal = !m->plural && m->gender != ONR_GENDER_ANY;
    if (!personal)
        return near;
    uint32_t sentence = r->prose->tokens.at[m->first].sentence;
    if (near != ONR_NONE) {
        uint32_t last = r->prose->tokens.at[r->attributions->tokens.at[r->chains.at[near].last].cue].sentence;
        bool sure = r->out->records.at[near].class_ == ONR_CLASS_NAMED || r->chains.at[near].gender == m->gender;
        if (last + 1 >= sentence && (sure || last == sentence))
            return near;
    }
    uint32_t name = onr_person_before(r->prose, &r->out->names, m);
    return name == ONR_NONE ? near : onr_chain_of_name(r, attribution, name);
}

/* Whether a mention tells of its source by a word: not of somebody behind a preposition, "advisers to candidates". */
static bool is_told_by(const struct onr_resolver *r, const struct onr_mention *m, uint64_t word)
{
    bool behind = false;
    for (uint32_t i = m->first; i < m->end; i++) {
        if (r->prose->tokens.at[i].word == word && !behind)
            return true;
        if (onr_token_in(r->prose, i, ONR_LIST_PREPOSITIONS) && i > m->first)
            behind = true;
        else if (r->prose->tokens.at[i].kind > ONR_TOKEN_NUMBER)
            behind = false;
    }
    return false;
}

static bool holds_word(const struct onr_resolver *r, uint32_t first, uint32_t end, uint64_t word)
{
    while (first < end && r->prose->tokens.at[first].word != word)
        first++;
    return first < end;
}

/* Whether a word before a role's noun tells another one: "the health minister" is not the education minister. */
static bool is_other_office(const struct onr_resolver *r, const struct onr_mention *m, const struct onr_name *name)
{
    uint32_t first = onr_prose_token_at(r->prose, name->role.start), end = first;
    bool told = name->role.end > name->role.start, described = false;
    while (end < r->prose->tokens.count && r->prose->tokens.at[end].start < name->role.end)
        end++;
    for (uint32_t k = first; told && k < end; k++) {
        bool head = r->prose->tokens.at[k].word == r->prose->tokens.at[m->head].word;
        described |= !head && r->prose->tokens.at[k].kind == ONR_TOKEN_WORD && !onr_token_in(r->prose, k, ONR_LIST_GENERIC_ADJECTIVES);
        if (onr_token_in(r->prose, k, ONR_LIST_DEPUTIES) && !holds_word(r, m->first, m->end, r->prose->tokens.at[k].word))
            return true;
    }
    for (uint32_t i = m->first; described && i < m->head; i++)
        if (r->prose->tokens.at[i].kind == ONR_TOKEN_WORD && !onr_token_in(r->prose, i, ONR_LIST_DETERMINERS) &&
            !onr_token_in(r->prose, i, ONR_LIST_GENERIC_ADJECTIVES) && !(r->prose->tokens.at[i].flags & ONR_TOKEN_CLITIC) &&
            !holds_word(r, first, end, r->prose->tokens.at[i].word))
            return true;
    return false;
}

/* The nearest earlier human source that a definite phrase names a role of, or ONR_NONE. */
static uint32_t source_with_word(const struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint64_t head = r->prose->tokens.at[m->head].word;
    for (uint32_t back = 1; back <= attribution && back <= PRONOUN_REACH; back++) {
        uint32_t candidate = r->out->of_attribution[attribution - back];
        if (candidate == ONR_NONE || !onr_chain_is_human(&r->out->records.at[candidate]) ||
            r->chains.at[candidate].plural != m->plural)
            continue;
        uint32_t name = r->out->fullest.at[candidate].name;
        if (onr_token_block(r->prose, r->out->fullest.at[candidate].first)->kind == ONR_BLOCK_HEADLINE)
            continue;
        if (is_told_by(r, &r->out->fullest.at[candidate], head))
            return name != ONR_NONE && is_other_office(r, m, &r->out->names.all.at[name]) ? ONR_NONE : candidate;
    }
    return ONR_NONE;
}

/* The nearest earlier source of a class and number, within so many attributions, or ONR_NONE. */
static uint32_t nearest_of_class(const struct onr_resolver *r, uint32_t attribution, uint32_t reach,
                                 enum onr_class class_,
                                 bool plural, uint8_t gender)
{
    for (uint32_t back = 1; back <= attribution && back <= reach; back++) {
        uint32_t source = r->out->of_attribution[attribution - back];
        if (source != ONR_NONE && r->out->records.at[source].class_ == class_ &&
            r->chains.at[source].plural == plural &&
            (plural || r->chains.at[source].gender & gender))
            return source;
    }
    return ONR_NONE;
}

/* "The company": the body named last, or one whose name holds the noun: "the bank" of Harbour Bank. */
static uint32_t body_before(const struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint64_t head = r->prose->tokens.at[m->head].word;
    bool generic = onr_prose_match(r->prose, m->head, ONR_LIST_GENERIC_BODIES) > 0;
    if (m->plural || m->end - m->first > 2)
        return ONR_NONE;
    for (uint32_t back = 1; back <= attribution && back <= BODY_REACH; back++) {
        uint32_t source = r->out->of_attribution[attribution - back];
        if (source == ONR_NONE || r->out->records.at[source].class_ != ONR_CLASS_ORGANIZATION)
            continue;
        const struct onr_mention *fullest = &r->out->fullest.at[source];
        if (fullest->name != ONR_NONE && (generic || is_told_by(r, fullest, head)))
            return source;
    }
    return ONR_NONE;
}

/* "The mayor of Hamada", "the postman's son": told by a body or a person of its own, and no other word for the last speaker. */
static bool tells_its_own(const struct onr_resolver *r, const struct onr_mention *m)
{
    for (uint32_t i = m->first; i < m->head; i++)
        if (r->prose->tokens.at[i].flags & ONR_TOKEN_CLITIC || onr_token_in(r->prose, i, ONR_LIST_POSSESSIVES))
            return true;
    return m->head + 2 < m->end && onr_token_in(r->prose, m->head + 1, ONR_LIST_PREPOSITIONS) &&
           !onr_token_in(r->prose, m->head + 2, ONR_LIST_NUMBERS);
}

/* Whether a named source is told with a role, and a mention tells another: "the defendant" is not the prosecutor. */
static bool has_other_role(const struct onr_resolver *r, uint32_t source, const struct onr_mention *m)
{
    uint32_t name = r->out->fullest.at[source].name;
    return name != ONR_NONE && m->gender == ONR_GENDER_ANY && r->out->names.all.at[name].role.end > 0 &&
           onr_token_in(r->prose, m->head, ONR_LIST_ROLES);
}

/*
 * "The aide" is the unnamed person quoted last; "the candidate" is whoever has that role by name, else the person
 * quoted last whom the text names.
 */
uint32_t onr_chain_of_nominal(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    if (m->class_ == ONR_CLASS_ORGANIZATION)
        return body_before(r, attribution, m);
    if (m->class_ != ONR_CLASS_NOMINAL && m->class_ != ONR_CLASS_UNNAMED && m->class_ != ONR_CLASS_SPOKESPERSON)
        return ONR_NONE;
    uint32_t source = source_with_word(r, attribution, m);
    if (source != ONR_NONE)
        return source;
    bool unnamed = onr_token_in(r->prose, m->head, ONR_LIST_ANONYMOUS_ROLES) ||
                   onr_token_in(r->prose, m->head, ONR_LIST_BARE_SOURCES);
    if (m->definite && onr_token_in(r->prose, m->head, ONR_LIST_BARE_SOURCES))
        source = nearest_of_class(r, attribution, AIDE_REACH, ONR_CLASS_UNNAMED, m->plural, m->gender);
    if (source == ONR_NONE && unnamed && m->class_ == ONR_CLASS_NOMINAL)
        source = nearest_of_class(r, attribution, AIDE_REACH, ONR_CLASS_UNNAMED, m->plural, m->gender);
    if (source != ONR_NONE || m->plural || (unnamed && m->class_ == ONR_CLASS_UNNAMED))
        return source;
    uint32_t name = onr_map_get(&r->out->names.by_role, r->prose->tokens.at[m->head].word);
    if (name != ONR_NONE && is_other_office(r, m, &r->out->names.all.at[name]))
        return ONR_NONE;
    if (name != ONR_NONE)
        return onr_chain_of_name(r, attribution, name);
    bool role = onr_token_in(r->prose, m->head, ONR_LIST_ROLES) || m->gender != ONR_GENDER_ANY || m->trait;
    if (onr_token_in(r->prose, m->head, ONR_LIST_OFFICES) || (unnamed && m->gender == ONR_GENDER_ANY) || !(m->class_ == ONR_CLASS_NOMINAL || (m->class_ == ONR_CLASS_UNNAMED && m->definite && m->gender != ONR_GENDER_ANY)) ||
        !role || tells_its_own(r, m))
        return ONR_NONE;
    name = m->trait ? onr_person_before(r->prose, &r->out->names, m) : ONR_NONE;
    if (name != ONR_NONE)
        return onr_chain_of_name(r, attribution, name);
    source = nearest_of_class(r, attribution, PRONOUN_REACH, ONR_CLASS_NAMED, false, m->gender);
    return source != ONR_NONE && has_other_role(r, source, m) ? ONR_NONE : source;
}

/* Where the noun phrase begins that ends at a token; whole runs over prepositions. */
static uint32_t phrase_start(const struct onr_resolver *r, uint32_t end, uint32_t floor, bool whole)
{
    uint32_t first = end, longest = whole ? LONGEST_APPOSITION : LONGEST_ANTECEDENT;
    while (first > floor && end - first < longest) {
        uint32_t i = first - 1;
        if (r->prose->tokens.at[i].kind > ONR_TOKEN_NUMBER || onr_token_in(r->prose, i, ONR_LIST_CLAUSE_STARTERS) ||
            (!whole && onr_token_in(r->prose, i, ONR_LIST_PREPOSITIONS)) ||
            onr_token_in(r->prose, i, ONR_LIST_AUXILIARIES) ||
            onr_token_in(r->prose, i, ONR_LIST_CUE_SURE))
            break;
        first = i;
        if (!whole && onr_token_in(r->prose, i, ONR_LIST_DETERMINERS))
            break;
    }
    return first;
}

static bool is_of_people(enum onr_class class_)
{
    return class_ == ONR_CLASS_NAMED || class_ == ONR_CLASS_UNNAMED || class_ == ONR_CLASS_NOMINAL ||
           class_ == ONR_CLASS_COLLECTIVE || class_ == ONR_CLASS_SPOKESPERSON;
}

/* The noun phrase a relative pronoun follows: "the mayor, who …", "groups that …", "an aide to the board who …". */
static bool read_antecedent(const struct onr_resolver *r, uint32_t pronoun, struct onr_mention *antecedent)
{
    uint32_t sentence = r->prose->tokens.at[pronoun].sentence, floor = r->prose->sentences.at[sentence].first_token;
    uint32_t end = pronoun;
    if (end > floor && r->prose->tokens.at[end - 1].kind > ONR_TOKEN_NUMBER)
        end--;
    uint32_t first = phrase_start(r, end, floor, false);
    if (first == end)
        return false;
    *antecedent = onr_mention_read(r->prose, &r->out->names, first, end, NULL, NULL);
    if (onr_token_in(r->prose, pronoun, ONR_LIST_PRONOUNS_PERSON) && !is_of_people(antecedent->class_)) {
        struct onr_mention longer = onr_mention_read(r->prose, &r->out->names, phrase_start(r, end, floor, true),
            end, NULL, NULL);
        if (is_of_people(longer.class_))
            *antecedent = longer;
    }
    return antecedent->class_ != ONR_CLASS_PRONOUN;
}

/* The person whom an apposition parts from the pronoun: "Jane Roe, a banker and donor, who …"; or ONR_NONE. */
static uint32_t name_before(const struct onr_resolver *r, uint32_t phrase)
{
    uint32_t sentence = r->prose->tokens.at[phrase].sentence, floor = r->prose->sentences.at[sentence].first_token;
    uint32_t comma = phrase, first, last;
    while (comma > floor && phrase - comma < LONGEST_APPOSITION &&
           r->prose->tokens.at[comma - 1].kind <= ONR_TOKEN_NUMBER)
        comma--;
    if (comma < floor + 2 || r->prose->text->bytes[r->prose->tokens.at[comma - 1].start] != ',')
        return ONR_NONE;
    uint32_t end = comma - 1;
    uint32_t from = end > floor + LONGEST_ANTECEDENT ? end - LONGEST_ANTECEDENT : floor;
    for (uint32_t i = from; i < end; i = last > i ? last : i + 1) {
        if (onr_name_run(r->prose, i, end, &first, &last) == ONR_NONE)
            return ONR_NONE;
        uint32_t name = last == end ? onr_names_find(&r->out->names, r->prose, first, last) : ONR_NONE;
        if (name != ONR_NONE && r->out->names.all.at[name].person)
            return name;
    }
    return ONR_NONE;
}

/* The source of what a relative pronoun follows; it starts one where there is none. */
static uint32_t relative_source(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    struct onr_mention antecedent;
    if (!onr_token_in(r->prose, m->first, ONR_LIST_RELATIVES) || !read_antecedent(r, m->first, &antecedent))
        return ONR_NONE;
    bool person = antecedent.class_ == ONR_CLASS_UNNAMED || antecedent.class_ == ONR_CLASS_NOMINAL;
    uint32_t name = person && !antecedent.plural ? name_before(r, antecedent.first) : ONR_NONE;
    if (name != ONR_NONE)
        return onr_chain_of_name(r, attribution, name);
    uint32_t source = onr_chain_of_phrase(r, attribution, &antecedent);
    if (source != ONR_NONE)
        return source;
    return antecedent.name != ONR_NONE && antecedent.class_ == ONR_CLASS_NAMED
               ? onr_chain_of_name(r, attribution, antecedent.name)
               : onr_chain_start(r, attribution, &antecedent);
}

uint32_t onr_chain_of_pronoun(struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    if (m->member)
        return ONR_NONE;
    uint32_t source = relative_source(r, attribution, m);
    if (source != ONR_NONE || onr_token_in(r->prose, m->first, ONR_LIST_PRONOUNS_ANEW))
        return source;
    source = pronoun_source(r, attribution, m);
    return source != ONR_NONE ? source : onr_chain_of_opening(r, attribution, m);
}

/* "Judge blocks order", "official says": a noun without an article, as headlines have it. */
static bool is_headlinese(const struct onr_resolver *r, const struct onr_mention *m)
{
    return m->class_ == ONR_CLASS_UNNAMED && !m->plural && !m->definite && !m->new_one &&
           !onr_token_in(r->prose, m->first, ONR_LIST_DETERMINERS) &&
           !onr_token_in(r->prose, m->head, ONR_LIST_PRONOUNS);
}

/* The next source after an attribution with a word of the mention's, within reach, or ONR_NONE. */
static uint32_t source_with_word_after(const struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    uint64_t head = r->prose->tokens.at[m->head].word;
    for (uint32_t i = attribution + 1; i < r->attributions->records.count && i <= attribution + STORY_REACH; i++) {
        uint32_t source = r->out->of_attribution[i];
        if (source != ONR_NONE && source != r->out->of_attribution[attribution] && !r->chains.at[source].plural &&
            onr_chain_is_human(&r->out->records.at[source]) && is_told_by(r, &r->out->fullest.at[source], head))
            return source;
    }
    return ONR_NONE;
}

/* The next person by name after an attribution whom the mention's sex fits, or ONR_NONE. */
static uint32_t person_after(const struct onr_resolver *r, uint32_t attribution, const struct onr_mention *m)
{
    for (uint32_t i = attribution + 1; i < r->attributions->records.count && i <= attribution + STORY_REACH; i++) {
        uint32_t source = r->out->of_attribution[i];
        if (source == ONR_NONE || r->out->records.at[source].class_ != ONR_CLASS_NAMED || r->chains.at[source].plural)
            continue;
        uint32_t index = r->out->fullest.at[source].name;
        if (onr_token_in(r->prose, r->out->mentions[i].first, ONR_LIST_INDEFINITES))
            continue; /* "a nurse, Ana Ruiz," is somebody new */
        if (index != ONR_NONE && (r->out->names.all.at[index].gender & m->gender))
            return source;
    }
    return ONR_NONE;
}

/* Whether the sentence of a mention says that a name is withheld. */
static bool is_withheld(const struct onr_resolver *r, const struct onr_mention *m)
{
    uint32_t first, end;
    onr_prose_stretch(r->prose, m->head, GRANT_REACH, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (onr_prose_match(r->prose, i, ONR_LIST_GRANTS))
            return true;
    return false;
}

/* Whether news is wont to leave whoever a mention tells of without a name: "an official", "a person". */
static bool is_left_unnamed(const struct onr_resolver *r, const struct onr_mention *m)
{
    return onr_token_in(r->prose, m->head, ONR_LIST_ANONYMOUS_ROLES) ||
           onr_token_in(r->prose, m->head, ONR_LIST_BARE_SOURCES);
}

/* "Abu Hadi, another commander": told as somebody else than the one before. */
static bool is_another(const struct onr_resolver *r, const struct onr_name *name)
{
    return name->end + 1 < r->prose->tokens.count && onr_token_in(r->prose, name->end + 1, ONR_LIST_NEWNESS) &&
           r->prose->text->bytes[r->prose->tokens.at[name->end].start] == ',';
}

/* "…, sources say" of a headline: the next unnamed source that is several people, as the lead tells of them. */
static uint32_t several_after(const struct onr_resolver *r, uint32_t attribution)
{
    for (uint32_t i = attribution + 1; i < r->attributions->records.count && i <= attribution + LEAD_REACH; i++) {
        uint32_t source = r->out->of_attribution[i];
        if (source != ONR_NONE && r->chains.at[source].plural && r->out->records.at[source].class_ == ONR_CLASS_UNNAMED &&
            source != r->out->of_attribution[attribution])
            return source;
    }
    return ONR_NONE;
}

uint32_t onr_chain_told_later(struct onr_resolver *r, uint32_t attribution)
{
    const struct onr_mention *m = &r->out->mentions[attribution];
    uint32_t block = block_of(r, m->first);
    if (onr_token_block(r->prose, m->first)->kind == ONR_BLOCK_HEADLINE && m->plural && m->class_ == ONR_CLASS_UNNAMED &&
        onr_token_in(r->prose, m->head, ONR_LIST_BARE_SOURCES))
        return several_after(r, attribution);
    bool headline = is_headlinese(r, m);
    if (block > LEAD_BLOCKS || m->class_ != ONR_CLASS_UNNAMED || m->plural || m->definite || m->new_one ||
        onr_token_in(r->prose, m->first, ONR_LIST_PARTITIVES) || is_withheld(r, m))
        return ONR_NONE;
    uint32_t later = headline ? source_with_word_after(r, attribution, m) : ONR_NONE;
    if (later != ONR_NONE)
        return later;
    uint32_t name = is_left_unnamed(r, m) ? ONR_NONE
                                          : onr_map_get(&r->out->names.by_role, r->prose->tokens.at[m->head].word);
    if (name != ONR_NONE && block_of(r, r->out->names.all.at[name].seen) != block && !is_another(r, &r->out->names.all.at[name]))
        return onr_chain_of_name(r, attribution, name);
    return headline ? person_after(r, attribution, m) : ONR_NONE;
}
