/*
 * Set forms of attribution that news seldom uses, so that little is learned of them: "put the toll at 31", "Leeds Crown
 * Court heard", "per the Courier", "an official confirmed the report".
 */
#include "tag/shape.h"

#define FIGURE_REACH 3   /* tokens from "put" to what is counted */
#define LONGEST_FIGURE 12 /* tokens from there to "at" */
#define LONGEST_HEARER 8 /* tokens of a court or jury before "heard" */

static void give_all(struct onr_shape *s, struct onr_run source, struct onr_run cue, struct onr_run content)
{
    onr_shape_give(s, content, ONR_ROLE_CONTENT);
    onr_shape_give(s, source, ONR_ROLE_SOURCE);
    onr_shape_give(s, cue, ONR_ROLE_CUE);
}

static bool is_unlabelled(const struct onr_shape *s)
{
    uint32_t i = s->first;
    while (i < s->end && (s->labels->at[i].role == ONR_ROLE_NONE || s->labels->at[i].role == ONR_ROLE_SOURCE))
        i++;
    return i == s->end;
}

/* Whether the tokens before one, from the sentence's start, may be one noun phrase that opens it. */
static bool opens_as_subject(const struct onr_shape *s, uint32_t end)
{
    if (end == s->first || end - s->first > LONGEST_SOURCE || in(s, s->first, ONR_LIST_PREPOSITIONS) ||
        in(s, s->first, ONR_LIST_CLAUSE_STARTERS))
        return false;
    for (uint32_t i = s->first; i < end; i++)
        if ((!is_word(s, i) && byte_at(s, i) != ',' && byte_at(s, i) != '&') || token_at(s, i)->depth ||
            (in(s, i, ONR_LIST_AUXILIARIES) && !(token_at(s, i)->flags & ONR_TOKEN_CLITIC)) || in(s, i, ONR_LIST_CUE_SURE))
            return false;
    return true;
}

/* "The ministry put the toll at 22." */
static bool try_figure(struct onr_shape *s, uint32_t verb)
{
    uint32_t noun = verb + 1, at;
    if (!in(s, verb, ONR_LIST_FIGURE_CUES) || !(opens_as_subject(s, verb) || onr_shape_is_subject(s, verb)))
        return false;
    while (noun < s->end && noun < verb + FIGURE_REACH && !in(s, noun, ONR_LIST_FIGURES))
        noun++;
    if (!in(s, noun, ONR_LIST_FIGURES))
        return false;
    for (at = noun + 1; at < s->end && at < noun + LONGEST_FIGURE && !onr_prose_match(s->prose, at, ONR_LIST_AT); at++)
        ;
    if (at >= s->end || !onr_prose_match(s->prose, at, ONR_LIST_AT))
        return false;
    give_all(s, (struct onr_run){s->first, verb}, (struct onr_run){verb, verb + 1},
             onr_shape_trimmed(s, (struct onr_run){verb + 1, s->end}));
    return true;
}

/* "An official confirmed the report." */
static bool try_bearing_out(struct onr_shape *s, uint32_t verb)
{
    uint32_t words = onr_prose_match(s->prose, verb, ONR_LIST_BEARING_OUT);
    if (!words || !opens_as_subject(s, verb) || (words == 1 && !in(s, verb + 1, ONR_LIST_DETERMINERS) && !in(s, verb + 2, ONR_LIST_OF) &&
                                                                !in(s, verb + 1, ONR_LIST_PRONOUNS)))
        return false;
    struct onr_run content = onr_shape_trimmed(s, (struct onr_run){verb + words, s->end});
    if (content.first >= content.end)
        return false;
    give_all(s, onr_shape_trimmed(s, (struct onr_run){s->first, verb}), (struct onr_run){verb, verb + words}, content);
    return true;
}

/* "…, Leeds Crown Court heard.", "…, jurors were told.": whoever hears a case speaks for it; whoever is told is no source. */
static bool try_hearing(struct onr_shape *s, uint32_t verb)
{
    bool told = in(s, verb, ONR_LIST_TELL) && in(s, verb - 1, ONR_LIST_BEING), heard = in(s, verb, ONR_LIST_HEARING_CUES);
    uint32_t end = onr_shape_cue_start(s, verb), first = end;
    if ((!told && !heard) || (verb + 1 < s->end && is_word(s, verb + 1) && !in(s, verb + 1, ONR_LIST_WEEKDAYS)) ||
        in(s, s->first, ONR_LIST_PREPOSITIONS))
        return false;
    while (first > s->first && end - first < LONGEST_HEARER && is_word(s, first - 1) && !token_at(s, first - 1)->depth)
        first--;
    bool parted = first > s->first + 2 && (byte_at(s, first - 1) == ',' || token_at(s, first - 1)->kind == ONR_TOKEN_CLOSE);
    bool hearer = false;
    for (uint32_t i = first; i < end; i++)
        hearer |= in(s, i, ONR_LIST_HEARERS);
    if (!parted || !hearer)
        return false;
    onr_shape_give(s, (struct onr_run){s->first, verb + 1}, ONR_ROLE_NONE);
    onr_shape_give(s, onr_shape_trimmed(s, (struct onr_run){s->first, first}), ONR_ROLE_CONTENT);
    onr_shape_give(s, (struct onr_run){told ? first : end, verb + 1}, ONR_ROLE_CUE);
    if (!told)
        onr_shape_give(s, (struct onr_run){first, end}, ONR_ROLE_SOURCE);
    return true;
}

/* "The inquest heard that …" */
static bool try_heard_that(struct onr_shape *s, uint32_t verb)
{
    if (!in(s, verb, ONR_LIST_HEARING_CUES) || !in(s, verb + 1, ONR_LIST_THAT) || !in(s, verb - 1, ONR_LIST_HEARERS) || !opens_as_subject(s, verb))
        return false;
    give_all(s, (struct onr_run){s->first, verb}, (struct onr_run){verb, verb + 1}, onr_shape_trimmed(s, (struct onr_run){verb + 1, s->end}));
    return true;
}

/* "Per the Courier, …", "As per the police report, …" */
static bool try_per(struct onr_shape *s)
{
    uint32_t words = onr_prose_match(s->prose, s->first, ONR_LIST_CUE_PHRASES_FIRST), end = s->first + words;
    if (!words || token_at(s, s->first)->depth)
        return false;
    while (end < s->end && end < s->first + LONGEST_SOURCE && (is_word(s, end) || byte_at(s, end) == '&'))
        end++;
    struct onr_run source = {s->first + words, end}, content = onr_shape_trimmed(s, (struct onr_run){end, s->end});
    bool named = source.first < end && (in(s, source.first, ONR_LIST_DETERMINERS) ||
                                        token_at(s, source.first)->shape >= ONR_SHAPE_CAPITALIZED ||
                                        in(s, end - 1, ONR_LIST_DOCUMENTS) || in(s, end - 1, ONR_LIST_BARE_SOURCES));
    if (!named || end >= s->end || byte_at(s, end) != ',' || content.first >= content.end)
        return false;
    give_all(s, source, (struct onr_run){s->first, source.first}, content);
    return true;
}

/* The end of whom a cue tells something: "Reuters", "the Standard", "reporters"; where it stands, if it tells nobody. */
static uint32_t hearer_end(const struct onr_shape *s, uint32_t cue_end)
{
    uint32_t i = cue_end + in(s, cue_end, ONR_LIST_THE), first = i;
    uint32_t words = i < s->end ? onr_prose_match(s->prose, i, ONR_LIST_MEDIA) : 0;
    if (words)
        return i + words;
    if (i > cue_end && in(s, i, ONR_LIST_HEARERS) && i + 1 < s->end)
        i++;
    while (i < s->end && i < first + 4 && is_word(s, i) && token_at(s, i)->shape >= ONR_SHAPE_CAPITALIZED &&
           !in(s, i, ONR_LIST_WEEKDAYS) && !in(s, i, ONR_LIST_TITLES))
        i++;
    bool clause = i < s->end && (in(s, i, ONR_LIST_DETERMINERS) || in(s, i, ONR_LIST_PRONOUNS) || in(s, i, ONR_LIST_THAT) ||
                                 !is_word(s, i) || in(s, i, ONR_LIST_PREPOSITIONS));
    return i > first && clause ? i : cue_end;
}

#define LONGEST_PASSIVE 12 /* tokens from a passive's verb to its "by" */
#define LONGEST_HEARERS 8 /* tokens of whom somebody told something, and where */
#define LONGEST_TELLER 10 /* tokens of who tells something at the end of a sentence */
#define LONGEST_TIME 5 /* tokens of "Newswire last year" */

/* Whether content that starts with a name is but whom somebody told something, and when: "told Newswire last year." */
static bool is_last_run(const struct onr_shape *s, uint32_t first)
{
    uint32_t end = first;
    while (has(s, end, ONR_ROLE_CONTENT))
        end++;
    while (end < s->end && !is_word(s, end))
        end++;
    uint32_t name = first + in(s, first, ONR_LIST_THE);
    return end == s->end && end - first <= LONGEST_TIME + 1 && name < s->end && token_at(s, name)->shape >= ONR_SHAPE_CAPITALIZED;
}

/* "Two aides told Reuters the plan was dead", "…, officials tell the Standard.": an outlet that is told is not what is said. */
static void part_hearer(struct onr_shape *s, uint32_t verb)
{
    uint32_t end = verb + 1;
    if (!has(s, verb, ONR_ROLE_CUE) || !in(s, verb, ONR_LIST_TELL) || !has(s, end, ONR_ROLE_CONTENT) || token_at(s, end)->depth)
        return;
    uint32_t hearer = hearer_end(s, end), source = verb;
    while (source > s->first && has(s, source - 1, ONR_ROLE_SOURCE))
        source--;
    struct onr_run before = onr_shape_trimmed(s, (struct onr_run){s->first, source});
    bool told = source < verb && before.end > before.first + 1 && byte_at(s, source - 1) == ',';
    if (told && is_last_run(s, end)) {
        onr_shape_give(s, (struct onr_run){end, s->end}, ONR_ROLE_NONE);
        onr_shape_give(s, before, ONR_ROLE_CONTENT);
    } else if (hearer > end && has(s, hearer, ONR_ROLE_CONTENT)) {
        while (!is_word(s, hearer) && !token_at(s, hearer)->depth && has(s, hearer + 1, ONR_ROLE_CONTENT))
            hearer++;
        onr_shape_give(s, (struct onr_run){end, hearer}, ONR_ROLE_NONE);
        s->labels->at[hearer].begins = 1;
    }
}

/* The noun phrase of an agent: to a mark, a verb or the sentence's end, a clause with "who" in it. */
static uint32_t agent_end(const struct onr_shape *s, uint32_t first)
{
    uint32_t i = first;
    bool who = false;
    while (i < s->end && i < first + LONGEST_SOURCE && (is_word(s, i) || byte_at(s, i) == '&') && !token_at(s, i)->depth &&
           !in(s, i, ONR_LIST_WEEKDAYS) && (who || (!in(s, i, ONR_LIST_AUXILIARIES) && !in(s, i, ONR_LIST_AS_OF)))) {
        who |= in(s, i, ONR_LIST_RELATIVES);
        i++;
    }
    return i;
}

/* Whether the tokens from the sentence's start to a passive's verb are its subject. */
static bool opens_as_thing(const struct onr_shape *s, uint32_t end)
{
    return in(s, s->first, ONR_LIST_PRONOUNS) ? end == s->first + 1 : opens_as_subject(s, end);
}

/* "The drill was described as routine by two officials.": who stands behind "by" says it, not what stands before. */
static bool try_passive(struct onr_shape *s, uint32_t verb)
{
    if (!in(s, verb, ONR_LIST_PASSIVE_REPORTS) || !in(s, verb - 1, ONR_LIST_BEING) || !opens_as_thing(s, onr_shape_cue_start(s, verb)))
        return false;
    uint32_t start = onr_shape_cue_start(s, verb), by = verb + 1;
    while (by < s->end && by < verb + LONGEST_PASSIVE && !(in(s, by, ONR_LIST_BY) && !token_at(s, by)->depth) &&
           !in(s, by, ONR_LIST_CUE_SURE) && !in(s, by, ONR_LIST_RELATIVES))
        by++;
    bool accused = in(s, verb, ONR_LIST_CUE_ACCUSATION) && by == verb + 1; /* mend_passive parts the deed from the agent */
    if (accused || by >= s->end || !in(s, by, ONR_LIST_BY))
        return false;
    uint32_t end = agent_end(s, by + 1);
    if (end == by + 1 || onr_shape_ends_in_ing(s, by + 1))
        return false;
    struct onr_run told = {verb + 1, by}, rest = onr_shape_trimmed(s, (struct onr_run){end, s->end});
    if (in(s, told.first, ONR_LIST_TO))
        told.first = told.end; /* "described to The Post by …" */
    struct onr_run content = told.first < told.end ? told : rest.first < rest.end ? rest : (struct onr_run){s->first, start};
    content = onr_shape_trimmed(s, content);
    onr_shape_give(s, (struct onr_run){s->first, s->end}, ONR_ROLE_NONE);
    give_all(s, (struct onr_run){by + 1, end}, (struct onr_run){start, verb + 1}, content);
    return true;
}

/* Whether a run is but whom somebody told something and where: "employees in an email", "an audience in Chicago". */
static bool is_hearers(const struct onr_shape *s, struct onr_run run)
{
    if (run.first == run.end || run.end - run.first > LONGEST_HEARERS)
        return false;
    for (uint32_t i = run.first; i < run.end; i++)
        if (!is_word(s, i) || in(s, i, ONR_LIST_THAT) || in(s, i, ONR_LIST_AUXILIARIES) || in(s, i, ONR_LIST_PRONOUNS) ||
            in(s, i, ONR_LIST_CUE_SURE) || token_at(s, i)->depth)
            return false;
    return true;
}

/*
 * "…, the chairman told shareholders that …": who is told never tells. A source behind "told" is a hearer, and the subject
 * before it the source.
 */
static void turn_told(struct onr_shape *s, uint32_t verb)
{
    uint32_t end = verb + 1, start = onr_shape_cue_start(s, verb), hearer = end;
    if (!has(s, verb, ONR_ROLE_CUE) || !in(s, verb, ONR_LIST_TELL) || !has(s, end, ONR_ROLE_SOURCE) || token_at(s, end)->depth ||
        !opens_as_subject(s, start))
        return;
    while (has(s, hearer, ONR_ROLE_SOURCE))
        hearer++;
    onr_shape_give(s, (struct onr_run){end, hearer}, ONR_ROLE_NONE);
    onr_shape_give(s, onr_shape_trimmed(s, (struct onr_run){s->first, start}), ONR_ROLE_SOURCE);
    struct onr_run content = onr_shape_trimmed(s, (struct onr_run){hearer, s->end});
    if (content.first < content.end && !has(s, content.first, ONR_ROLE_CONTENT))
        onr_shape_give(s, content, ONR_ROLE_CONTENT);
}

/* "The cuts start in May, Tan told employees in an email.": content before, hearers behind. */
static bool try_told_last(struct onr_shape *s, uint32_t verb)
{
    uint32_t start = onr_shape_cue_start(s, verb), at = onr_shape_last_break(s, start);
    if (!in(s, verb, ONR_LIST_TELL) || at == ONR_NONE || at < s->first + 3 || byte_at(s, at) != ',' || at + 1 >= start ||
        start - at > LONGEST_TELLER || in(s, start - 1, ONR_LIST_BEING) || in(s, at + 1, ONR_LIST_CLAUSE_STARTERS) ||
        in(s, at + 1, ONR_LIST_PREPOSITIONS) || in(s, s->first, ONR_LIST_CLAUSE_STARTERS) || in(s, s->first, ONR_LIST_PREPOSITIONS))
        return false;
    struct onr_run hearers = onr_shape_trimmed(s, (struct onr_run){verb + 1, s->end});
    for (uint32_t i = at + 1; i < start; i++)
        if (!is_word(s, i) || in(s, i, ONR_LIST_AUXILIARIES) || in(s, i, ONR_LIST_CUE_SURE))
            return false;
    if (!is_hearers(s, hearers) || !onr_shape_holds_verb(s, (struct onr_run){s->first, at}))
        return false;
    onr_shape_give(s, (struct onr_run){s->first, s->end}, ONR_ROLE_NONE);
    give_all(s, (struct onr_run){at + 1, start}, (struct onr_run){start, verb + 1}, onr_shape_trimmed(s, (struct onr_run){s->first, at}));
    return true;
}

/* "“It's over,” as one aide put it." */
static bool try_put_it(struct onr_shape *s, uint32_t put)
{
    uint32_t first = put;
    if (onr_prose_match(s->prose, put, ONR_LIST_PUT_IT) < 2)
        return false;
    while (first > s->first && put - first < LONGEST_TELLER && is_word(s, first - 1) && !token_at(s, first - 1)->depth &&
           !in(s, first - 1, ONR_LIST_AS_HOW))
        first--;
    if (first == put || first == s->first || !in(s, first - 1, ONR_LIST_AS_HOW))
        return false;
    onr_shape_give(s, (struct onr_run){first, put}, ONR_ROLE_SOURCE);
    onr_shape_give(s, (struct onr_run){put, put + 2}, ONR_ROLE_CUE);
    uint32_t end = first - 1;
    while (end > s->first && token_at(s, end - 1)->kind != ONR_TOKEN_CLOSE && is_word(s, end - 1))
        end--;
    struct onr_run before = {s->first, end};
    if (end > s->first && token_at(s, end - 1)->kind == ONR_TOKEN_CLOSE) {
        onr_shape_give(s, (struct onr_run){end, first}, ONR_ROLE_NONE);
        onr_shape_give(s, before, ONR_ROLE_CONTENT);
    }
    return true;
}

/* "…, the ministry said, without giving details": how and when it was said is not what was said. */
static bool try_said_and_how(struct onr_shape *s, uint32_t verb)
{
    uint32_t start = onr_shape_cue_start(s, verb), at = onr_shape_last_break(s, start), end = verb + 1;
    if (!in(s, verb, ONR_LIST_SPOKEN_CUES) || at == ONR_NONE || at < s->first + 3 || byte_at(s, at) != ',' || at + 1 >= start ||
        start - at > LONGEST_TELLER || in(s, at + 1, ONR_LIST_CLAUSE_STARTERS) || in(s, at + 1, ONR_LIST_PREPOSITIONS) ||
        in(s, s->first, ONR_LIST_CLAUSE_STARTERS) || in(s, s->first, ONR_LIST_PREPOSITIONS))
        return false;
    while (end < s->end && end < verb + 4 && is_word(s, end) && (in(s, end, ONR_LIST_WEEKDAYS) || in(s, end, ONR_LIST_PREPOSITIONS)))
        end++;
    bool how = end + 1 < s->end && byte_at(s, end) == ',' && !onr_shape_is_cue_verb(s, end + 1) && /* "police said, adding that …" */
               (onr_shape_ends_in_ing(s, end + 1) || onr_prose_match(s->prose, end + 1, ONR_LIST_HOW_SAID));
    for (uint32_t i = at + 1; i < start; i++)
        how &= is_word(s, i) && !in(s, i, ONR_LIST_AUXILIARIES) && !in(s, i, ONR_LIST_CUE_SURE);
    if (!how || !onr_shape_holds_verb(s, (struct onr_run){s->first, at}))
        return false;
    onr_shape_give(s, (struct onr_run){s->first, s->end}, ONR_ROLE_NONE);
    give_all(s, (struct onr_run){at + 1, start}, (struct onr_run){start, verb + 1}, onr_shape_trimmed(s, (struct onr_run){s->first, at}));
    return true;
}

void onr_label_set_forms(struct onr_labels *labels, const struct onr_prose *prose)
{
    for (uint32_t i = 0; i < prose->sentences.count; i++) {
        const struct onr_sentence *sentence = &prose->sentences.at[i];
        struct onr_shape s = {prose, labels, sentence->first_token, sentence->first_token + sentence->token_count};
        bool free = is_unlabelled(&s);
        bool done = sentence->token_count && try_per(&s);
        for (uint32_t t = s.first; t < s.end && !done; t++) {
            if (token_at(&s, t)->depth)
                continue;
            done = onr_shape_try_closing(&s, t) || try_figure(&s, t) || try_hearing(&s, t) || (free && try_heard_that(&s, t)) || (free && try_bearing_out(&s, t)) || try_put_it(&s, t) || try_passive(&s, t) ||
                   try_told_last(&s, t) || try_said_and_how(&s, t);
            turn_told(&s, t);
            part_hearer(&s, t);
        }
    }
}
