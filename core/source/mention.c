/*
 * A source's noun phrase, read by itself: its head, its class and how fully it describes an unnamed
 * source (standards-and-rubric B1, B2; the first class that fits wins).
 */
#include <string.h>

#include "base/hash.h"
#include "source/phrase.h"

/* The hash of a name without "the " before it. */
static uint64_t bare_name(const char *bytes, size_t length)
{
    if (length > 4 && onr_hash_word(bytes, 4) == onr_hash_word("the ", 4)) {
        bytes += 4;
        length -= 4;
    }
    return onr_hash_word(bytes, length);
}

/* Whether capitals stand for the words of a phrase: AP for the Associated Press, AFP for Agence France-Presse. */
static bool stands_for(const char *capitals, const char *bytes, struct onr_span core)
{
    uint32_t i = core.start;
    for (; i < core.end; i++) {
        bool opens = i == core.start || bytes[i - 1] == ' ' || bytes[i - 1] == '-';
        if (!opens || bytes[i] < 'A' || bytes[i] > 'Z' || (i == core.start && core.end - i > 4 && memcmp(bytes + i, "The ", 4) == 0))
            continue;
        if (bytes[i] != *capitals++)
            return false;
    }
    return !*capitals;
}

/* Whether the core, its determiner aside, is the name of an outlet that is known. */
static bool is_listed_outlet(const struct onr_phrase_view *r)
{
    uint32_t first = r->first + (r->first < r->head && onr_view_in(r, r->first, ONR_LIST_DETERMINERS));
    return first + onr_prose_match(r->prose, first, ONR_LIST_MEDIA) >= r->head + 1;
}

static bool is_outlet(const struct onr_phrase_view *r, const char *outlet)
{
    struct onr_span core = onr_token_span(r->prose, r->first, r->core_end - r->first);
    return outlet && (bare_name(outlet, strlen(outlet)) == bare_name(r->prose->text->bytes + core.start, core.end - core.start) ||
                      (*outlet && core.end - core.start > strlen(outlet) && is_listed_outlet(r) && stands_for(outlet, r->prose->text->bytes, core)));
}

/* "the Daily Gazette": a name of two words or more whose last is a newspaper's. */
static bool looks_like_outlet(const struct onr_phrase_view *r)
{
    return r->head > r->first && onr_view_in(r, r->head, ONR_LIST_OUTLET_WORDS) &&
           r->prose->tokens.at[r->head].shape >= ONR_SHAPE_CAPITALIZED &&
           (r->prose->tokens.at[r->head - 1].shape >= ONR_SHAPE_CAPITALIZED || onr_view_in(r, r->head - 1, ONR_LIST_THE));
}

/* "Friends of the chancellor, Simon Hale": several people by a word, whom a name behind a preposition does not name. */
static bool is_of_several(const struct onr_phrase_view *r)
{
    const struct onr_token *head = &r->prose->tokens.at[r->head];
    bool common = head->shape < ONR_SHAPE_CAPITALIZED ||
                  ((head->flags & ONR_TOKEN_STARTS_SENTENCE) && (onr_view_head(r, ONR_LIST_ROLES) ||
                   onr_view_head(r, ONR_LIST_ANONYMOUS_ROLES) || onr_view_head(r, ONR_LIST_PEOPLE_WORDS)));
    return common &&
           r->prose->text->bytes[r->prose->tokens.at[r->head].end - 1] == 's' && r->core_end < r->end &&
           onr_view_in(r, r->core_end, ONR_LIST_PREPOSITIONS);
}

/*
 * The person named in the phrase, or ONR_NONE: the name is its head, stands in apposition, or follows a
 * title or role. A name behind a preposition belongs to somebody else: "aides to Mr. Trump".
 */
static uint32_t person_in(const struct onr_phrase_view *r, uint32_t from, uint32_t *end)
{
    bool blocked = false, others = is_of_several(r);
    uint32_t first, last;
    for (uint32_t i = from; i < r->end;) {
        const struct onr_token *token = &r->prose->tokens.at[i];
        if (token->kind > ONR_TOKEN_NUMBER && !onr_view_owner(r, i))
            blocked = blocked && others;
        else if (onr_view_in(r, i, ONR_LIST_RELATIVES) || (onr_view_in(r, i, ONR_LIST_PREPOSITIONS) && i > r->first))
            blocked = true;
        uint32_t run = onr_name_run(r->prose, i, i + 1, &first, &last);
        if (run == ONR_NONE) {
            i++;
            continue;
        }
        run = onr_name_run(r->prose, i, r->end, &first, &last);
        bool body = onr_view_any(r, run, last, ONR_LIST_ORGANIZATION_WORDS) &&
                    onr_prose_match(r->prose, first, ONR_LIST_PEOPLE) < last - first;
        bool owner = last < r->end && onr_view_owner(r, last);
        bool modifier = last < r->core_end && last <= r->head && !owner;
        uint32_t name = onr_names_find(r->names, r->prose, first, last);
        if (!body && !owner && !modifier && !blocked && name != ONR_NONE && r->names->all.at[name].person) {
            *end = last;
            return name;
        }
        blocked |= body;
        i = last > i ? last : i + 1;
    }
    return ONR_NONE;
}

/* Whether a second person by name is joined to one whose name ends at a token: "Schumer and Ms. Pelosi". */
static bool joins_another(const struct onr_phrase_view *r, uint32_t name, uint32_t end)
{
    for (uint32_t i = end; i + 1 < r->end; i++) {
        if (onr_view_in(r, i, ONR_LIST_RELATIVES))
            return false;
        if (!onr_view_in(r, i, ONR_LIST_NOUN_JOINERS))
            continue;
        uint32_t other_end, other = person_in(r, i + 1, &other_end);
        return other != ONR_NONE && other != name;
    }
    return false;
}

#define DOZEN 12
#define LARGEST_WORD 12    /* the largest number that stands in the list of number words */
#define LARGEST_NUMBER 999 /* of people who may be sources */

/* The number a token tells; 0 where it is none. */
static uint32_t number_at(const struct onr_phrase_view *r, uint32_t i)
{
    const struct onr_token *token = &r->prose->tokens.at[i];
    uint32_t value = 0;
    for (uint32_t b = token->start; token->kind == ONR_TOKEN_NUMBER && b < token->end && value <= LARGEST_NUMBER; b++) {
        char digit = r->prose->text->bytes[b];
        if (digit < '0' || digit > '9')
            return 0;
        value = value * 10 + (uint32_t)(digit - '0');
    }
    if (value || !onr_view_in(r, i, ONR_LIST_NUMBERS))
        return value <= LARGEST_NUMBER ? value : 0;
    for (uint32_t n = 2; n <= LARGEST_WORD; n++) {
        char digits[2] = {(char)('0' + n / 10), (char)('0' + n % 10)};
        unsigned zero = n < 10;
        uint64_t key = onr_hash_join(token->word, onr_hash_word(digits + zero, 2 - zero));
        if (onr_lexeme_in(onr_pack_find(r->prose->pack, key), ONR_LIST_NUMBER_VALUES))
            return n;
    }
    return 0;
}

static void read_number(const struct onr_phrase_view *r, struct onr_mention *m)
{
    const struct onr_token *head = &r->prose->tokens.at[r->head];
    const char *end = r->prose->text->bytes + head->end;
    bool ends_in_s = end[-1] == 's' && !(head->end - head->start > 1 && end[-2] == 's'); /* "an eyewitness" is one */
    m->plural = (ends_in_s && !onr_view_in(r, r->head, ONR_LIST_SINGULAR_S)) ||
        onr_view_in(r, r->head, ONR_LIST_PLURALS);
    bool one = r->part != ONR_NONE && onr_view_in(r, r->part, ONR_LIST_PARTITIVES_ONE);
    m->plural &= !one;
    m->count = m->plural ? ONR_COUNT_BARE : ONR_COUNT_TOLD;
    m->number = m->plural ? 0 : 1;
    if (one) /* "one of the three" */
        return;
    for (uint32_t i = r->first; i < r->core_end; i++) {
        uint32_t number = i > r->first && onr_view_in(r, i - 1, ONR_LIST_NO) ? 0 : number_at(r, i); /* "No 10" is none */
        if (number == DOZEN && i > r->first + 1 && onr_view_in(r, i - 2, ONR_LIST_HALF))
            number = DOZEN / 2; /* "half a dozen soldiers" */
        if (number > 1) {
            m->plural = true;
            m->count = ONR_COUNT_TOLD;
            m->number = number;
            return;
        }
        if (m->plural && onr_prose_match(r->prose, i, ONR_LIST_VAGUE_QUANTIFIERS))
            m->count = ONR_COUNT_SEVERAL;
    }
}

/* What a noun tells of a person's sex. */
static uint8_t gender_of(const struct onr_phrase_view *r)
{
    return onr_view_head(r, ONR_LIST_NOUNS_MALE)     ? ONR_GENDER_MALE
           : onr_view_head(r, ONR_LIST_NOUNS_FEMALE) ? ONR_GENDER_FEMALE
                                                     : ONR_GENDER_ANY;
}

static void set_named(const struct onr_phrase_view *r, struct onr_mention *m, uint32_t name)
{
    const struct onr_name *own = &r->names->all.at[name];
    bool given = own->end - own->first == 1 && (onr_token_in(r->prose, own->first, ONR_LIST_NAMES_MALE) ||
                                                 onr_token_in(r->prose, own->first, ONR_LIST_NAMES_FEMALE));
    bool titled = own->first > 0 && onr_token_in(r->prose, own->first - 1, ONR_LIST_TITLES);
    m->class_ = ONR_CLASS_NAMED;
    m->kind = given && !titled ? ONR_KIND_PERSON_PARTIAL : ONR_KIND_PERSON_NAMED;
    m->name = name;
    m->gender = own->gender;
    m->plural = false;
    m->number = 1;
    m->count = ONR_COUNT_TOLD;
}

static void set_pronoun(const struct onr_phrase_view *r, struct onr_mention *m)
{
    m->class_ = onr_view_in(r, r->first, ONR_LIST_PRONOUNS_FIRST) ? ONR_CLASS_SELF : ONR_CLASS_PRONOUN;
    m->kind = m->class_ == ONR_CLASS_SELF ? ONR_KIND_SELF : ONR_KIND_NONE;
    if (onr_view_in(r, r->first, ONR_LIST_PRONOUNS_MALE))
        m->gender = ONR_GENDER_MALE;
    if (onr_view_in(r, r->first, ONR_LIST_PRONOUNS_FEMALE))
        m->gender = ONR_GENDER_FEMALE;
}

static void set_kind(struct onr_mention *m, enum onr_class class_, enum onr_kind kind)
{
    m->class_ = class_;
    m->kind = kind;
}

/* The body's name in apposition to a noun, "the contractor, Halden Works": its first token, or ONR_NONE. */
static uint32_t body_in_apposition(const struct onr_phrase_view *r, uint32_t *last)
{
    uint32_t first;
    if (r->core_end + 1 >= r->end || r->prose->text->bytes[r->prose->tokens.at[r->core_end].start] != ',')
        return ONR_NONE;
    uint32_t run = onr_name_run(r->prose, r->core_end + 1, r->core_end + 2, &first, last);
    if (run == ONR_NONE)
        return ONR_NONE;
    onr_name_run(r->prose, run, r->end, &first, last);
    uint32_t name = onr_names_find(r->names, r->prose, run, *last);
    return name != ONR_NONE && !r->names->all.at[name].person ? run : ONR_NONE;
}

/* "The Keizai daily", "the daily Novosti Sepia": an outlet by name with the noun for what it is. */
static bool is_outlet_by_noun(const struct onr_phrase_view *r)
{
    const struct onr_token *tokens = r->prose->tokens.at;
    if (onr_view_head(r, ONR_LIST_OUTLET_NOUNS) && tokens[r->head].shape < ONR_SHAPE_CAPITALIZED)
        return r->head > r->first && tokens[r->head - 1].shape >= ONR_SHAPE_CAPITALIZED &&
               !(tokens[r->head - 1].flags & ONR_TOKEN_STARTS_SENTENCE) && !onr_view_in(r, r->head - 1, ONR_LIST_NATIONALITIES);
    for (uint32_t noun = r->first; noun < r->head; noun++) {
        uint32_t words = onr_prose_match(r->prose, noun, ONR_LIST_OUTLET_NOUNS), last = noun + words - 1;
        if (words && last < r->head && tokens[last].shape < ONR_SHAPE_CAPITALIZED && tokens[last + 1].shape >= ONR_SHAPE_CAPITALIZED)
            return true;
    }
    return false;
}

/* "Der Anzeiger, a German newspaper,": the draft says that it is an outlet. */
static bool is_told_as_outlet(const struct onr_phrase_view *r)
{
    uint32_t noun = r->core_end + 1;
    if (noun >= r->end || r->prose->text->bytes[r->prose->tokens.at[r->core_end].start] != ',' || !onr_view_in(r, noun, ONR_LIST_DETERMINERS) || r->prose->tokens.at[r->head].shape < ONR_SHAPE_CAPITALIZED)
        return false;
    while (noun < r->end && r->prose->tokens.at[noun].kind <= ONR_TOKEN_NUMBER && !onr_view_in(r, noun, ONR_LIST_PREPOSITIONS))
        noun++;
    return onr_view_in(r, noun - 1, ONR_LIST_OUTLET_NOUNS);
}

/* "The Bill", "the FIR": a document in capitals. */
static bool is_document_by_name(const struct onr_phrase_view *r)
{
    return r->head == r->first + 1 && onr_view_in(r, r->first, ONR_LIST_THE) && onr_view_in(r, r->head, ONR_LIST_DOCUMENTS) &&
           !onr_view_in(r, r->head, ONR_LIST_OUTLET_WORDS);
}

/* A name that is no person's: an outlet, else a body. */
static bool try_body(struct onr_phrase_view *r, struct onr_mention *m, const char *outlet)
{
    if (is_document_by_name(r))
        return false;
    uint32_t first, last, run = onr_name_run(r->prose, r->first, r->core_end, &first, &last);
    while (run != ONR_NONE && last < r->head + 1)
        run = onr_name_run(r->prose, last, r->core_end, &first, &last);
    if (run == ONR_NONE)
        run = body_in_apposition(r, &last);
    if (run == ONR_NONE)
        return false;
    m->name = onr_names_find(r->names, r->prose, run, last);
    if (is_outlet(r, outlet))
        set_kind(m, ONR_CLASS_SELF, ONR_KIND_SELF);
    else if (onr_prose_match(r->prose, run, ONR_LIST_MEDIA) >= last - run || onr_view_head(r, ONR_LIST_MEDIA) ||
             looks_like_outlet(r) || is_outlet_by_noun(r) || is_told_as_outlet(r))
        set_kind(m, ONR_CLASS_MEDIA, ONR_KIND_MEDIA);
    else
        set_kind(m, ONR_CLASS_ORGANIZATION, ONR_KIND_INSTITUTION);
    m->plural = false;
    return true;
}

/* "Those close to the mayor": people told by their tie alone. */
static bool is_those(const struct onr_phrase_view *r)
{
    return r->head == r->first && r->core_end < r->end && onr_view_in(r, r->head, ONR_LIST_PRONOUNS_ANEW);
}

bool onr_view_tied(const struct onr_phrase_view *r)
{
    return (onr_view_head(r, ONR_LIST_BARE_SOURCES) || is_those(r)) &&
           (onr_view_any(r, r->core_end, r->end, ONR_LIST_BASIS_TIE) ||
           onr_view_any(r, r->core_end, r->end, ONR_LIST_BASIS_TOLD));
}

/* "Economists at Harrow Bank": people of a body by name. */
static bool belongs(const struct onr_phrase_view *r)
{
    bool place;
    return r->core_end < r->end && onr_view_in(r, r->core_end, ONR_LIST_BELONGING) && onr_view_names_body(r, &place);
}

/* "Goldman Sachs analysts": experts of a body whose name of two words or more stands right before them. */
static bool is_of_house(const struct onr_phrase_view *r)
{
    uint32_t first, last;
    if (!onr_view_head(r, ONR_LIST_JUDGING_NOUNS) ||
        onr_name_run(r->prose, r->first, r->head, &first, &last) == ONR_NONE || last != r->head || last - first < 2)
        return false;
    for (uint32_t i = first; i < last; i++)
        if (onr_view_in(r, i, ONR_LIST_NATIONALITIES) || onr_view_in(r, i, ONR_LIST_PLACES) ||
            onr_view_in(r, i, ONR_LIST_COLLECTIVES))
            return false;
    return true;
}

/* Groups that are told of, not spoken to; a number of them, or those of a named body, are people. */
static bool is_collective(struct onr_phrase_view *r, const struct onr_mention *m)
{
    bool place;
    if (!onr_view_head(r, ONR_LIST_COLLECTIVES) || (m->number && m->plural) || onr_view_tied(r) || is_of_house(r))
        return false;
    return !(onr_view_names_body(r, &place) && (belongs(r) || onr_view_head(r, ONR_LIST_ROLES)));
}

/* Whether an owner stands before the head: "Hale's lawyers". */
static bool is_owned(const struct onr_phrase_view *r)
{
    for (uint32_t i = r->first; i < r->head; i++)
        if (onr_view_owner(r, i))
            return true;
    return false;
}

static bool is_spokes(struct onr_phrase_view *r)
{
    bool place;
    if (onr_view_head(r, ONR_LIST_SPOKES))
        return true;
    return onr_view_head(r, ONR_LIST_ADVOCATES) &&
           (is_owned(r) || onr_view_in(r, r->first, ONR_LIST_POSSESSIVES) ||
            (r->core_end < r->end && onr_prose_match(r->prose, r->core_end, ONR_LIST_SPEAKING_FOR) &&
             (onr_view_names_body(r, &place) || onr_view_any(r, r->first, r->end, ONR_LIST_INSTITUTIONS))));
}

/* Whether an outlet is named right behind the core: "a report by Bloomberg", "a review in the Ledger". */
static bool is_by_outlet(const struct onr_phrase_view *r)
{
    uint32_t i = r->core_end;
    if (i + 1 >= r->end || !onr_view_in(r, i, ONR_LIST_PREPOSITIONS))
        return false;
    i += 1 + onr_view_in(r, i + 1, ONR_LIST_DETERMINERS);
    return i < r->end && r->prose->tokens.at[i].shape >= ONR_SHAPE_CAPITALIZED &&
           onr_prose_match(r->prose, i, ONR_LIST_MEDIA) > 0;
}

/* "Reports in Italy": what outlets there say, none of them named. */
static bool is_reports_from(const struct onr_phrase_view *r)
{
    bool place = false;
    return r->head == r->first && onr_view_head(r, ONR_LIST_STORY_WORDS_NAMED) && r->core_end < r->end &&
           onr_view_in(r, r->core_end, ONR_LIST_INSIDE_OR_FROM) && !onr_view_names_body(r, &place) && place;
}

/* "The article", "a Der Spiegel report", "a report by Bloomberg": what an outlet publishes. */
static bool is_story(const struct onr_phrase_view *r)
{
    return onr_view_head(r, ONR_LIST_STORY_WORDS) ||
           (onr_view_head(r, ONR_LIST_STORY_WORDS_NAMED) &&
            (onr_view_any(r, r->first, r->head, ONR_LIST_MEDIA) || is_by_outlet(r)));
}

/* "Some U.S. media reports": two words or more that tell of outlets at large. */
static bool is_media_at_large(const struct onr_phrase_view *r)
{
    for (uint32_t i = r->first; i < r->head; i++)
        if (onr_prose_match(r->prose, i, ONR_LIST_MEDIA_WORDS) == r->head + 1 - i)
            return true;
    return false;
}

static void read_common_noun(struct onr_phrase_view *r, struct onr_mention *m)
{
    bool described = r->core_end < r->end || onr_view_has_modifier(r);
    if (is_spokes(r)) {
        set_kind(m, ONR_CLASS_SPOKESPERSON, ONR_KIND_SPOKESPERSON_UNNAMED);
    } else if (is_story(r) || is_media_at_large(r) || is_outlet_by_noun(r) || is_reports_from(r)) {
        set_kind(m, ONR_CLASS_MEDIA, ONR_KIND_MEDIA);
    } else if (onr_view_head(r, ONR_LIST_DOCUMENTS) || onr_view_head(r, ONR_LIST_THINGS_THAT_SAY)) {
        set_kind(m, ONR_CLASS_DOCUMENT, ONR_KIND_DOCUMENT);
    } else if (onr_view_head(r, ONR_LIST_MEDIA_WORDS)) {
        set_kind(m, ONR_CLASS_MEDIA, ONR_KIND_MEDIA);
    } else if (is_collective(r, m)) {
        set_kind(m, ONR_CLASS_COLLECTIVE, ONR_KIND_COLLECTIVE);
    } else if (onr_view_head(r, ONR_LIST_INSTITUTIONS) || onr_view_head(r, ONR_LIST_INSTITUTION_NAMES)) {
        set_kind(m, ONR_CLASS_ORGANIZATION, ONR_KIND_INSTITUTION);
    } else if (onr_view_head(r, ONR_LIST_BARE_SOURCES) || onr_view_head(r, ONR_LIST_KIN_GROUPS)) {
        onr_mention_set_unnamed(r, m);
    } else if (onr_view_head(r, ONR_LIST_ROLES)) {
        if (m->definite && !described)
            m->class_ = ONR_CLASS_NOMINAL;
        else
            onr_mention_set_unnamed(r, m);
    } else if (m->definite) {
        m->class_ = ONR_CLASS_NOMINAL;
    } else if (onr_view_head(r, ONR_LIST_PEOPLE_WORDS) && m->plural && m->number) {
        onr_mention_set_unnamed(r, m);
    } else if (m->plural && !belongs(r)) {
        set_kind(m, ONR_CLASS_COLLECTIVE, ONR_KIND_COLLECTIVE);
    } else {
        onr_mention_set_unnamed(r, m);
    }
}

/* "The German", "the 19-year-old": somebody told before, by where he comes from or how old he is. */
static bool is_told_by_trait(const struct onr_phrase_view *r)
{
    const struct onr_token *head = &r->prose->tokens.at[r->head];
    const char *end = r->prose->text->bytes + head->end;
    if (r->head != r->first + 1 || r->core_end != r->end || !onr_view_in(r, r->first, ONR_LIST_THE))
        return false;
    bool age = head->end - head->start > 4 && memcmp(end - 4, "-old", 4) == 0;
    bool demonym = head->shape >= ONR_SHAPE_CAPITALIZED && end[-1] != 's' && end[-1] != 'h' && end[-1] != 'e' &&
                   (onr_view_in(r, r->head, ONR_LIST_NATIONALITIES) || onr_view_in(r, r->head, ONR_LIST_DEMONYM_NOUNS));
    return age || demonym;
}

/* "One", "one of them", "another", "a third": somebody out of several told before, without a noun of its own. */
static bool is_member(const struct onr_phrase_view *r)
{
    uint32_t i = r->first;
    if (onr_view_in(r, i, ONR_LIST_THE) && i + 2 == r->end && onr_view_in(r, i + 1, ONR_LIST_PAIRS))
        return true; /* "the pair" */
    if (i + 3 == r->end && onr_view_in(r, i, ONR_LIST_THE) && onr_view_in(r, i + 1, ONR_LIST_NEWNESS) && onr_view_in(r, i + 2, ONR_LIST_NUMBERS))
        return true; /* "the other two" */
    if (i + 1 == r->end && onr_view_in(r, i, ONR_LIST_NUMBERS) && r->prose->tokens.at[i].kind == ONR_TOKEN_WORD)
        return true; /* "of the nine, four said" */
    if (i + 1 < r->end && onr_view_in(r, i, ONR_LIST_INDEFINITES) && onr_view_in(r, i + 1, ONR_LIST_NEWNESS))
        i++;
    if (!onr_view_in(r, i, ONR_LIST_MEMBERS) && !(i > r->first && onr_view_in(r, i, ONR_LIST_NEWNESS)))
        return false;
    return i + 1 == r->end || (i > r->first && r->core_end == i + 1 && r->prose->tokens.at[i + 1].kind > ONR_TOKEN_NUMBER) ||
           (onr_view_in(r, i, ONR_LIST_NEWNESS) && r->core_end == i + 1 && r->prose->tokens.at[i + 1].kind > ONR_TOKEN_NUMBER) ||
           (i + 3 <= r->end && onr_view_in(r, i + 1, ONR_LIST_OF) && onr_view_in(r, i + 2, ONR_LIST_PRONOUNS_OBJECT) &&
            (i + 3 == r->end || r->prose->tokens.at[i + 3].kind > ONR_TOKEN_NUMBER));
}

/* "The WHO": the organization, not the pronoun. */
static bool is_who(const struct onr_phrase_view *r)
{
    uint32_t i = r->first + onr_view_in(r, r->first, ONR_LIST_THE);
    const struct onr_token *token = &r->prose->tokens.at[i];
    return i + 1 == r->end && token->end - token->start == 3 && memcmp(r->prose->text->bytes + token->start, "WHO", 3) == 0;
}

/* "No 10": a body told by a number. */
static bool is_numbered_body(const struct onr_phrase_view *r)
{
    return r->end == r->first + 2 && r->prose->tokens.at[r->head].kind == ONR_TOKEN_NUMBER &&
           onr_prose_match(r->prose, r->first, ONR_LIST_INSTITUTION_NAMES) == 2;
}

/* "Senior figures in the party": people of rank, not numbers. */
static bool is_of_rank(const struct onr_phrase_view *r)
{
    return onr_view_head(r, ONR_LIST_RANK_NOUNS) && r->head > r->first && onr_view_in(r, r->head - 1, ONR_LIST_RANKS);
}

/* "A shopkeeper who gave her name only as Mina": a first name, told in a clause. */
static bool gives_first_name(const struct onr_phrase_view *r)
{
    for (uint32_t i = r->core_end; i + 1 < r->end; i++) {
        uint32_t words = onr_prose_match(r->prose, i, ONR_LIST_FIRST_NAME_GIVEN), at = i + words;
        if (words && at < r->end && r->prose->tokens.at[at].kind > ONR_TOKEN_NUMBER)
            at++;
        if (words && at < r->end && r->prose->tokens.at[at].shape >= ONR_SHAPE_CAPITALIZED)
            return true;
    }
    return false;
}

/* The person of "a delighted Morrow": a name of one word behind an article and how he felt; or ONR_NONE. */
static uint32_t described_name(const struct onr_phrase_view *r)
{
    uint32_t adjective = r->head ? r->head - 1 : 0;
    if (r->core_end != r->first + 3 || r->head != r->first + 2 || !onr_view_in(r, r->first, ONR_LIST_INDEFINITES) ||
        r->prose->tokens.at[adjective].shape != ONR_SHAPE_LOWER || r->prose->tokens.at[r->head].shape != ONR_SHAPE_CAPITALIZED ||
        onr_view_in(r, r->head, ONR_LIST_NATIONALITIES) || onr_view_in(r, r->head, ONR_LIST_COLLECTIVES) ||
        onr_view_in(r, r->head, ONR_LIST_ROLES) || onr_view_in(r, r->head, ONR_LIST_MEDIA) || onr_view_in(r, r->head, ONR_LIST_NOT_PARTIES))
        return ONR_NONE;
    uint32_t name = onr_names_find(r->names, r->prose, r->head, r->head + 1);
    return name != ONR_NONE && r->names->all.at[name].person ? name : ONR_NONE;
}

struct onr_mention onr_mention_by_rules(const struct onr_prose *prose, const struct onr_names *names, uint32_t first,
                                        uint32_t end, const char *outlet)
{
    struct onr_phrase_view view = onr_view_make(prose, names, first, end), *r = &view;
    first = view.first;
    struct onr_mention m = {.first = first, .end = end, .name = ONR_NONE, .gender = ONR_GENDER_ANY,
                            .level = ONR_LEVEL_NONE};
    m.head = r->head;
    m.gender = gender_of(r);
    read_number(r, &m);
    m.definite = onr_view_in(r, first, ONR_LIST_DEFINITES) || (first + 1 < end && onr_view_owner(r, first + 1));
    m.new_one = onr_view_any(r, first, r->core_end, ONR_LIST_NEWNESS);
    bool counted = onr_view_in(r, first, ONR_LIST_PARTITIVES) || m.new_one;
    m.part = r->part != ONR_NONE || (counted && r->core_end == end && !onr_view_has_modifier(r));
    bool pronoun = onr_view_in(r, first, ONR_LIST_PRONOUNS) || onr_view_in(r, first, ONR_LIST_PRONOUNS_FIRST);
    bool alone = end - first == 1 || (r->core_end == first + 1 && onr_view_in(r, first + 1, ONR_LIST_NOUN_JOINERS));
    if (onr_view_in(r, first, ONR_LIST_NO) && !onr_prose_match(prose, first, ONR_LIST_INSTITUTION_NAMES) && !onr_view_in(r, r->head, ONR_LIST_BARE_SOURCES)) {
        m.sure = true; /* "no group": nobody speaks */
        return m;
    }
    if (is_who(r) || is_numbered_body(r)) {
        set_kind(&m, ONR_CLASS_ORGANIZATION, ONR_KIND_INSTITUTION);
        m.sure = true; /* sure */
        return m;
    }
    m.member = is_member(r);
    if ((pronoun && alone) || m.member) {
        set_pronoun(r, &m);
        m.plural = m.member ? m.plural : onr_view_in(r, r->first, ONR_LIST_PRONOUNS_PLURAL);
        return m;
    }
    if (is_told_by_trait(r)) {
        m.class_ = ONR_CLASS_NOMINAL;
        m.trait = true;
        return m;
    }
    uint32_t name_end, person = is_document_by_name(r) ? ONR_NONE : person_in(r, r->first, &name_end);
    if (person != ONR_NONE) {
        set_named(r, &m, person);
        m.joint = m.plural = joins_another(r, person, name_end);
    }
    if (gives_first_name(r)) {
        set_kind(&m, ONR_CLASS_NAMED, ONR_KIND_PERSON_PARTIAL);
        m.sure = true;
        return m;
    }
    if (person == ONR_NONE && (person = described_name(r)) != ONR_NONE) {
        set_named(r, &m, person);
        m.sure = true;
        return m;
    }
    m.sure = is_of_rank(r);
    if (m.sure || (is_those(r) && onr_view_tied(r)))
        onr_mention_set_unnamed(r, &m);
    else if (person == ONR_NONE && is_collective(r, &m))
        set_kind(&m, ONR_CLASS_COLLECTIVE, ONR_KIND_COLLECTIVE);
    else if (person == ONR_NONE && !try_body(r, &m, outlet))
        read_common_noun(r, &m);
    return m;
}

/*
 * The person a phrase names by its look, where the document tells no more of the name. False where there is no name in it
 * but an owner's or one behind several people: "Hale's lawyers", "friends of Hale".
 */
static bool take_name(const struct onr_phrase_view *r, struct onr_mention *m)
{
    uint32_t first, last, found = ONR_NONE;
    bool named = false;
    for (uint32_t i = r->first; i < (is_of_several(r) ? r->core_end : r->end); i = last > i ? last : i + 1) {
        if (onr_name_run(r->prose, i, r->end, &first, &last) == ONR_NONE)
            break;
        if (last <= r->head && onr_view_owner(r, last))
            continue;
        uint32_t name = onr_names_find(r->names, r->prose, first, last);
        named = true;
        if (name != ONR_NONE && (found == ONR_NONE || r->names->all.at[name].person))
            found = name;
    }
    if (found != ONR_NONE)
        set_named(r, m, found);
    else if (named)
        set_kind(m, ONR_CLASS_NAMED, ONR_KIND_PERSON_NAMED);
    return named;
}

enum onr_kind onr_kind_of_class(enum onr_class class_)
{
    switch (class_) {
    case ONR_CLASS_NAMED: return ONR_KIND_PERSON_NAMED;
    case ONR_CLASS_UNNAMED: return ONR_KIND_ANON_ROLE;
    case ONR_CLASS_SPOKESPERSON: return ONR_KIND_SPOKESPERSON_UNNAMED;
    case ONR_CLASS_ORGANIZATION: return ONR_KIND_INSTITUTION;
    case ONR_CLASS_DOCUMENT: return ONR_KIND_DOCUMENT;
    case ONR_CLASS_MEDIA: return ONR_KIND_MEDIA;
    case ONR_CLASS_COLLECTIVE: return ONR_KIND_COLLECTIVE;
    case ONR_CLASS_SELF: return ONR_KIND_SELF;
    default: return ONR_KIND_NONE;
    }
}

/* Takes the learned class, with the kind, level and name that go with it. */
static void reclass(const struct onr_phrase_view *r, struct onr_mention *m, enum onr_class class_)
{
    if (class_ == ONR_CLASS_NAMED) {
        take_name(r, m);
        return;
    }
    m->level = ONR_LEVEL_NONE;
    if (class_ == ONR_CLASS_UNNAMED) {
        m->name = ONR_NONE;
        onr_mention_set_unnamed(r, m);
    } else {
        if (m->class_ == ONR_CLASS_NAMED || (class_ != ONR_CLASS_ORGANIZATION && class_ != ONR_CLASS_MEDIA))
            m->name = ONR_NONE;
        set_kind(m, class_, onr_kind_of_class(class_));
    }
}

/* Whether the core, its determiner aside, is a name that a newsroom lists: it needs no guess. */
static bool is_own_name(const struct onr_phrase_view *r)
{
    uint32_t first = r->first;
    if (first < r->head && onr_view_in(r, first, ONR_LIST_DETERMINERS) &&
        !onr_prose_match(r->prose, first, ONR_OWN_NAMES))
        first++;
    uint32_t words = onr_prose_match(r->prose, first, ONR_OWN_NAMES);
    return words && first + words >= r->head + 1;
}

#define CITING_REACH 30 /* tokens around an outlet in which it is said whom it cites */
#define SURE_NAME 4 /* votes for a person, or against, from which a full name needs no guess */

/* Whether the core, its determiner aside, is one entry of a list of two words or more: it needs no guess. */
static bool is_entry(const struct onr_phrase_view *r, enum onr_list list)
{
    uint32_t first = r->first;
    if (first < r->head && onr_view_in(r, first, ONR_LIST_DETERMINERS) && !onr_prose_match(r->prose, first, list))
        first++;
    uint32_t words = onr_prose_match(r->prose, first, list);
    return words > 1 && first + words == r->head + 1;
}

/* "The Ledger has learned": the outlet vouches itself, where nobody says which outlet this is. */
static bool vouches(const struct onr_phrase_view *r, const struct onr_mention *m,
                    const struct onr_attribution_tokens *said)
{
    return said && m->class_ == ONR_CLASS_MEDIA && said->cue >= m->end &&
           onr_view_any(r, said->cue, said->cue_end, ONR_LIST_SELF_CUES);
}

/* "A lawyer for the bank, Dana Ross": a full name behind a comma is whom the phrase is of. */
static bool is_in_apposition(const struct onr_phrase_view *r, const struct onr_names *names, const struct onr_mention *m)
{
    const struct onr_name *name = m->name == ONR_NONE ? NULL : &names->all.at[m->name];
    if (!name || name->end - name->first < 2)
        return false;
    for (uint32_t i = r->core_end + 1; i + 1 < r->end; i++)
        if (r->prose->text->bytes[r->prose->tokens.at[i - 1].start] == ',' && r->prose->tokens.at[i].word == name->first_word)
            return true;
    return false;
}

/* "Le Courrier", "Der Anzeiger": a name with an article of another language. */
static bool is_foreign_title(const struct onr_phrase_view *r)
{
    return r->head == r->first + 1 && onr_view_in(r, r->first, ONR_LIST_FOREIGN_ARTICLES) &&
           r->prose->tokens.at[r->first].shape >= ONR_SHAPE_CAPITALIZED;
}

/* "Sportblad": one word that the draft tells nothing of, and no given name; a person comes with two, or with a title. */
static bool is_lone_name(const struct onr_phrase_view *r, const struct onr_mention *m)
{
    const struct onr_name *name = m->name == ONR_NONE ? NULL : &r->names->all.at[m->name];
    return name && r->head == r->first && name->end - name->first == 1 && !name->role.end && !name->body &&
           !onr_view_in(r, r->head, ONR_LIST_NAMES_MALE) && !onr_view_in(r, r->head, ONR_LIST_NAMES_FEMALE) &&
           !onr_view_in(r, r->head, ONR_LIST_INSTITUTION_NAMES) && !onr_view_in(r, r->head, ONR_LIST_PLACES) &&
           !onr_view_in(r, r->head, ONR_LIST_INSTITUTIONS) && !onr_view_in(r, r->head, ONR_LIST_MONONYMS);
}

/* Whether what is reported is a claim: "reported that …", "…, it reported", not "reported a loss". */
static bool reports_claim(const struct onr_phrase_view *r, const struct onr_attribution_tokens *said)
{
    return said->content != ONR_NONE && (said->content < said->cue || onr_view_in(r, said->content, ONR_LIST_THAT));
}

/*
 * "Handelspost reported on Sunday, citing two officials": whoever reports what others told is an outlet, and so is an unknown
 * name of which the draft tells no more than that it reported something.
 */
static bool is_reporting_name(const struct onr_phrase_view *r, const struct onr_mention *m,
                              const struct onr_attribution_tokens *said)
{
    const struct onr_token *head = &r->prose->tokens.at[r->head];
    bool reported = false, cites = false;
    uint32_t first, end;
    if (m->class_ == ONR_CLASS_PRONOUN || head->shape < ONR_SHAPE_CAPITALIZED || r->core_end < r->end ||
        onr_view_in(r, r->first, ONR_LIST_INDEFINITES))
        return false;
    for (uint32_t i = said->cue; i < said->cue_end; i++)
        reported |= onr_view_in(r, i, ONR_LIST_REPORTED);
    if (reported && reports_claim(r, said) && (is_foreign_title(r) || is_lone_name(r, m)))
        return true;
    onr_prose_stretch(r->prose, r->head, CITING_REACH, &first, &end);
    if (said->cue < said->cue_end && onr_view_in(r, said->cue, ONR_LIST_RELAY_CUES) && said->cue > m->end)
        reported |= onr_view_any(r, m->end, said->cue, ONR_LIST_REPORTED); /* "the Post reported, citing officials" */
    for (uint32_t i = first; reported && i < end; i++)
        cites |= onr_view_in(r, i, ONR_LIST_RELAY_CUES) && r->prose->tokens.at[i].depth == 0;
    return cites;
}

struct onr_mention onr_mention_read(const struct onr_prose *prose, const struct onr_names *names, uint32_t first,
                                    uint32_t end, const struct onr_attribution_tokens *said, const char *outlet)
{
    struct onr_mention m = onr_mention_by_rules(prose, names, first, end, outlet);
    if (m.class_ == ONR_CLASS_SELF || m.member || m.trait || m.sure || (m.class_ == ONR_CLASS_PRONOUN && m.end - m.first > 1))
        return m;
    struct onr_phrase_view view = onr_view_make(prose, names, first, end);
    if (!outlet && vouches(&view, &m, said)) {
        set_kind(&m, ONR_CLASS_SELF, ONR_KIND_SELF);
        return m;
    }
    if (is_own_name(&view) ||
        (m.class_ == ONR_CLASS_MEDIA &&
         (is_entry(&view, ONR_LIST_MEDIA) || looks_like_outlet(&view) || is_media_at_large(&view) ||
          is_outlet_by_noun(&view) || is_told_as_outlet(&view) || is_reports_from(&view) || (is_story(&view) && is_by_outlet(&view)))) ||
        (m.class_ == ONR_CLASS_DOCUMENT && is_document_by_name(&view)) ||
        (m.class_ == ONR_CLASS_NAMED && is_in_apposition(&view, names, &m)) ||
        (m.class_ == ONR_CLASS_COLLECTIVE && is_entry(&view, ONR_LIST_COLLECTIVES)) ||
        (m.class_ == ONR_CLASS_UNNAMED && (onr_view_tied(&view) || (m.plural && (belongs(&view) || is_of_house(&view))))) ||
        (m.class_ == ONR_CLASS_SPOKESPERSON && (is_owned(&view) || (onr_view_head(&view, ONR_LIST_SPOKES) &&
        !onr_view_head(&view, ONR_LIST_ROLES)))))
        return m;
    if (m.class_ == ONR_CLASS_NAMED && m.name != ONR_NONE && names->all.at[m.name].votes >= SURE_NAME &&
        names->all.at[m.name].end - names->all.at[m.name].first > 1)
        return m;
    if (m.class_ == ONR_CLASS_ORGANIZATION && m.name != ONR_NONE && names->all.at[m.name].votes <= -SURE_NAME &&
        names->all.at[m.name].end - names->all.at[m.name].first > 1 && view.core_end == end &&
        onr_view_in(&view, view.head, ONR_LIST_ORGANIZATION_WORDS))
        return m;
    if (m.class_ == ONR_CLASS_ORGANIZATION && m.name != ONR_NONE && names->all.at[m.name].body)
        return m;
    if (said && is_reporting_name(&view, &m, said)) {
        set_kind(&m, ONR_CLASS_MEDIA, ONR_KIND_MEDIA);
        return m;
    }
    enum onr_class learned = onr_mention_classify(ONR_MENTION_WRITTEN, &view, &m, said, m.class_);
    bool speaks_for = learned != ONR_CLASS_SPOKESPERSON || (onr_view_head(&view, ONR_LIST_SPOKES) && !onr_view_head(&view, ONR_LIST_ADVOCATES));
    if (learned != m.class_ && (speaks_for || m.class_ != ONR_CLASS_UNNAMED))
        reclass(&view, &m, learned);
    return m;
}
