/*
 * What is learned of a mention, by linear models over hashed features (Weinberger et al. 2009): its words, its
 * head, the lists they stand in, its shape, what the lists alone would say, and for the class of whom it stands for
 * what the rest of the draft tells.
 */
#include "base/hash.h"
#include "source/mention_model.h"
#include "source/phrase.h"

#define SAID_REACH 40 /* tokens around a mention in which its anonymity is explained */
#define LONGEST_CUE 8 /* tokens of a cue that are looked at */
#define BEFORE_REACH 300 /* tokens before a mention in which its head may have stood */

struct features {
    const struct onr_phrase_view *view; /* the mention */
    const struct onr_attribution_tokens *said; /* the attribution it is the source of, or NULL */
    uint32_t *rows;                     /* filled */
    unsigned count;                     /* how many */
};

/* Lists that tell what a cue does: whether words were spoken, or a view is only told of. */
static const enum onr_list cues[] = {
    ONR_LIST_CUE_SURE, ONR_LIST_CUE_SPEECH, ONR_LIST_CUE_REPORTS, ONR_LIST_CUE_ATTITUDE, ONR_LIST_CUE_OBJECT,
    ONR_LIST_CUE_TOPIC, ONR_LIST_CUE_DENIAL, ONR_LIST_CUE_ACCUSATION, ONR_LIST_REFUSALS, ONR_LIST_CUE_PHRASES,
    ONR_LIST_NEGATIONS, ONR_LIST_AUXILIARIES, ONR_LIST_BY,
};
#define CUES (sizeof cues / sizeof cues[0])

/* Lists that tell something of a noun or of a phrase. */
static const enum onr_list telling[] = {
    ONR_LIST_ROLES, ONR_LIST_SPOKES, ONR_LIST_ADVOCATES, ONR_LIST_COLLECTIVES, ONR_LIST_BARE_SOURCES,
    ONR_LIST_DOCUMENTS, ONR_LIST_MEDIA, ONR_LIST_MEDIA_WORDS, ONR_LIST_INSTITUTIONS, ONR_LIST_INSTITUTION_NAMES,
    ONR_LIST_ORGANIZATION_WORDS, ONR_LIST_TITLES, ONR_LIST_NATIONALITIES, ONR_LIST_NUMBERS,
    ONR_LIST_NAMES_MALE, ONR_LIST_NAMES_FEMALE, ONR_LIST_PLURALS, ONR_LIST_NOT_PARTIES, ONR_LIST_ANONYMOUS_ROLES,
    ONR_LIST_TELLING_BODIES, ONR_LIST_PARTITIVES, ONR_LIST_VAGUE_QUANTIFIERS, ONR_LIST_GENERIC_ADJECTIVES,
    ONR_LIST_PLACES, ONR_LIST_OUTLET_WORDS, ONR_LIST_PEOPLE_WORDS, ONR_LIST_THINGS_THAT_SAY, ONR_LIST_STORY_WORDS,
    ONR_LIST_POSSESSIVES, ONR_LIST_PRONOUNS_ANEW,
};
#define TELLING (sizeof telling / sizeof telling[0])

static void add(struct features *f, unsigned kind, uint64_t value)
{
    if (f->count < ONR_MENTION_FEATURES)
        f->rows[f->count++] = (uint32_t)(onr_hash_join(kind + 1, value) % ONR_MENTION_ROWS);
}

static const struct onr_token *token_at(const struct features *f, uint32_t i)
{
    return &f->view->prose->tokens.at[i];
}

/* The last three bytes of a word: -ers, -ing, -ics. */
static uint64_t tail_of(const struct features *f, uint32_t i)
{
    const struct onr_token *token = token_at(f, i);
    uint32_t length = token->end - token->start < 3 ? token->end - token->start : 3;
    return onr_hash_word(f->view->prose->text->bytes + token->end - length, length);
}

static void add_head(struct features *f)
{
    const struct onr_phrase_view *v = f->view;
    add(f, 1, token_at(f, v->head)->word);
    add(f, 2, tail_of(f, v->head));
    add(f, 3, token_at(f, v->head)->shape);
    add(f, 4, onr_hash_join(token_at(f, v->head)->shape, tail_of(f, v->head)));
    if (v->head > v->first)
        add(f, 5, onr_hash_join(token_at(f, v->head - 1)->word, token_at(f, v->head)->word));
    for (unsigned i = 0; i < TELLING; i++)
        if (onr_view_head(v, telling[i]))
            add(f, 6, i);
}

static void add_core(struct features *f)
{
    const struct onr_phrase_view *v = f->view;
    uint32_t capitals = 0;
    for (uint32_t i = v->first; i < v->core_end && i < v->first + 12; i++) {
        add(f, 7, token_at(f, i)->word);
        capitals += token_at(f, i)->shape >= ONR_SHAPE_CAPITALIZED &&
            !(token_at(f, i)->flags & ONR_TOKEN_STARTS_SENTENCE);
        for (unsigned k = 0; k < TELLING; k++)
            if (onr_view_in(v, i, telling[k]))
                add(f, 8, k);
    }
    add(f, 9, capitals < 4 ? capitals : 4);
    add(f, 10, token_at(f, v->first)->word);
    add(f, 11, onr_hash_join(token_at(f, v->first)->shape, capitals > 0));
}

/* What follows the core: the preposition or comma, and the word after it. */
static void add_rest(struct features *f)
{
    const struct onr_phrase_view *v = f->view;
    uint32_t length = v->end - v->first;
    add(f, 12, length < 6 ? length : length < 12 ? 6 : 7);
    add(f, 13, v->core_end < v->end ? token_at(f, v->core_end)->word : 0);
    if (v->core_end + 1 < v->end)
        add(f, 14, token_at(f, v->core_end + 1)->word);
    add(f, 15, token_at(f, v->end - 1)->word);
    for (unsigned k = 0; k < TELLING; k++)
        if (v->core_end < v->end && onr_view_any(v, v->core_end, v->end < v->core_end + 12 ? v->end : v->core_end + 12,
                                                 telling[k]))
            add(f, 16, k);
}

static void add_by_rules(struct features *f, const struct onr_mention *m)
{
    unsigned facts = m->plural | m->definite << 1 | m->new_one << 2 | (m->name != ONR_NONE) << 3;
    add(f, 17, m->class_);
    add(f, 18, m->class_ << 4 | facts);
    add(f, 19, m->class_ << 8 | (unsigned)m->kind);
    add(f, 20, facts);
    add(f, 21, 0); /* how common each class is */
    add(f, 29, (unsigned)m->level << 3 | m->told << 2 | m->part << 1 | (m->number > 1));
    add(f, 30, onr_hash_join((unsigned)m->count << 1 | m->definite, token_at(f, m->head)->word));
}

/* What the document tells of the names in a mention: whose they are, and how often they stand in it. */
static void add_names(struct features *f)
{
    const struct onr_phrase_view *v = f->view;
    uint32_t first, last;
    for (uint32_t i = v->first, n = 0; i < v->end && n < 3; i = last > i ? last : i + 1, n++) {
        uint32_t run = onr_name_run(v->prose, i, v->end, &first, &last);
        if (run == ONR_NONE)
            return;
        uint32_t index = onr_names_find(v->names, v->prose, first, last);
        bool head = run <= v->head && v->head < last;
        if (index == ONR_NONE)
            continue;
        const struct onr_name *name = &v->names->all.at[index];
        int votes = name->votes < -6 ? -6 : name->votes > 6 ? 6 : name->votes;
        add(f, 31, (unsigned)(votes + 6) << 1 | head);
        unsigned facts = (unsigned)(name->places > 0) << 2 | (unsigned)(name->mentions > 1) << 1 | (first > run);
        add(f, 32, facts << 1 | head);
        add(f, 33, last - first < 4 ? last - first : 4);
    }
}

/* Which lists the words of a cue stand in, as bits. */
static unsigned cue_lists(const struct features *f)
{
    unsigned lists = 0;
    for (uint32_t i = f->said->cue; i < f->said->cue_end && i < f->said->cue + LONGEST_CUE; i++)
        for (unsigned k = 0; k < CUES; k++)
            if (onr_prose_match(f->view->prose, i, cues[k]))
                lists |= 1u << k;
    return lists;
}

/* What is said and how: "voters said" tells of people who were asked, "voters support" of a crowd. */
static void add_said(struct features *f, const struct onr_mention *m)
{
    if (!f->said || f->said->cue == ONR_NONE)
        return;
    unsigned lists = cue_lists(f);
    bool quoted = f->said->content != ONR_NONE && token_at(f, f->said->content)->depth > 0;
    bool before = f->said->cue < f->view->first;
    add(f, 22, quoted | before << 1);
    add(f, 23, m->class_ << 2 | quoted << 1 | before);
    for (uint32_t i = f->said->cue; i < f->said->cue_end && i < f->said->cue + LONGEST_CUE; i++)
        add(f, 24, token_at(f, i)->word);
    for (unsigned k = 0; k < CUES; k++)
        if (lists >> k & 1) {
            add(f, 25, k);
            add(f, 26, k << 8 | m->class_);
        }
    add(f, 27, onr_hash_join(lists & 15, token_at(f, f->view->head)->word));
    uint32_t first, end;
    onr_prose_stretch(f->view->prose, f->view->head, SAID_REACH, &first, &end);
    bool grant = onr_view_any(f->view, first, end, ONR_LIST_GRANTS);
    unsigned block = f->view->prose->sentences.at[token_at(f, f->view->first)->sentence].block;
    add(f, 34, grant);
    add(f, 35, (block < 3 ? block : 3) << 5 | m->class_ << 1 | m->definite);
    add(f, 28, onr_hash_join(lists & 15, m->class_ << 3 | m->plural << 2 | m->definite << 1 | quoted));
}

/* The number of the first person whom the draft names only after a token, told by steps of distance. */
static unsigned next_person(const struct features *f, uint32_t token)
{
    static const uint32_t steps[] = {20, 40, 80, 160};
    const struct onr_names *names = f->view->names;
    uint32_t low = 0, high = names->all.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (names->all.at[middle].seen < token)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < names->all.count && !names->all.at[low].person)
        low++;
    unsigned step = 0;
    while (step < 4 && (low == names->all.count || names->all.at[low].seen - token > steps[step]))
        step++;
    return step;
}

/* Whether the draft names somebody with the role that the head tells: 0 nobody, 1 before it, 2 after it. */
static unsigned holder(const struct features *f, const struct onr_mention *m)
{
    uint32_t name = onr_map_get(&f->view->names->by_role, token_at(f, m->head)->word);
    return name == ONR_NONE ? 0 : f->view->names->all.at[name].seen < m->first ? 1 : 2;
}

/* Whether the head stands in the draft shortly before the mention. */
static bool said_before(const struct features *f, const struct onr_mention *m)
{
    uint64_t word = token_at(f, m->head)->word;
    for (uint32_t back = 1; back <= BEFORE_REACH && back <= m->first; back++)
        if (token_at(f, m->first - back)->word == word)
            return true;
    return false;
}

/* What the rest of the draft tells: who is named with that role, who is named next, where in the story it stands. */
static void add_context(struct features *f, const struct onr_mention *m)
{
    const struct onr_phrase_view *v = f->view;
    unsigned block = v->prose->sentences.at[token_at(f, v->first)->sentence].block;
    unsigned next = next_person(f, m->end), held = holder(f, m), near = block < 4 ? block : 4;
    uint64_t opening = onr_view_in(v, v->first, ONR_LIST_DETERMINERS) ? token_at(f, v->first)->word : 0;
    uint64_t head = token_at(f, v->head)->word;
    bool usual = onr_view_head(v, ONR_LIST_ANONYMOUS_ROLES), before = said_before(f, m);
    unsigned facts = (unsigned)m->plural << 1 | usual;
    add(f, 50, held << 2 | facts);
    add(f, 51, onr_hash_join(opening, held << 2 | facts));
    add(f, 52, (next << 4 | near) << 2 | facts);
    add(f, 53, onr_hash_join(opening, next << 2 | facts));
    add(f, 54, onr_hash_join(opening, near << 2 | facts));
    add(f, 55, onr_hash_join(head, opening));
    add(f, 56, onr_hash_join(head, held << 1 | before));
    add(f, 57, onr_hash_join(opening, (unsigned)before << 2 | facts));
}

unsigned onr_mention_features(enum onr_mention_task task, const struct onr_phrase_view *view,
                              const struct onr_mention *by_rules, const struct onr_attribution_tokens *said,
                              uint32_t *rows)
{
    struct features f = {view, said, rows, 0};
    add_by_rules(&f, by_rules);
    add_names(&f);
    add_head(&f);
    add_core(&f);
    add_rest(&f);
    if (task == ONR_MENTION_MEANT)
        add_context(&f, by_rules);
    add_said(&f, by_rules);
    return f.count;
}

enum onr_class onr_mention_classify(enum onr_mention_task task, const struct onr_phrase_view *view,
                                    const struct onr_mention *by_rules, const struct onr_attribution_tokens *said,
                                    enum onr_class usual)
{
    uint32_t rows[ONR_MENTION_FEATURES];
    unsigned count = onr_mention_features(task, view, by_rules, said, rows), best = usual;
    int scores[ONR_CLASSES] = {0};
    for (unsigned i = 0; i < count; i++)
        for (unsigned c = 0; c < ONR_CLASSES; c++)
            scores[c] += onr_mention_model[task][rows[i]][c];
    for (unsigned c = 0; c < ONR_CLASSES; c++)
        if (c != ONR_CLASS_NONE && scores[c] > scores[best])
            best = c;
    return (enum onr_class)best;
}
