/*
 * The class of a mention, by a linear model over hashed features (Weinberger et al. 2009): its words, its
 * head, the lists they stand in, its shape, and what the lists alone would say.
 */
#include "base/hash.h"
#include "source/mention_model.h"
#include "source/phrase.h"

struct features {
    const struct onr_phrase_view *view; /* the mention */
    uint32_t *rows;                     /* filled */
    unsigned count;                     /* how many */
};

/* Lists that tell something of a noun or of a phrase. */
static const enum onr_list telling[] = {
    ONR_LIST_ROLES, ONR_LIST_SPOKES, ONR_LIST_ADVOCATES, ONR_LIST_COLLECTIVES, ONR_LIST_BARE_SOURCES,
    ONR_LIST_DOCUMENTS, ONR_LIST_MEDIA, ONR_LIST_MEDIA_WORDS, ONR_LIST_INSTITUTIONS, ONR_LIST_INSTITUTION_NAMES,
    ONR_LIST_ORGANIZATION_WORDS, ONR_LIST_TITLES, ONR_LIST_NATIONALITIES, ONR_LIST_NUMBERS,
    ONR_LIST_NAMES_MALE, ONR_LIST_NAMES_FEMALE, ONR_LIST_PLURALS, ONR_LIST_NOT_PARTIES,
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
        capitals += token_at(f, i)->shape >= ONR_SHAPE_CAPITALIZED && !(token_at(f, i)->flags & ONR_TOKEN_STARTS_SENTENCE);
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
}

unsigned onr_mention_features(const struct onr_phrase_view *view, const struct onr_mention *by_rules, uint32_t *rows)
{
    struct features f = {view, rows, 0};
    add_by_rules(&f, by_rules);
    add_head(&f);
    add_core(&f);
    add_rest(&f);
    return f.count;
}

enum onr_class onr_mention_classify(const struct onr_phrase_view *view, const struct onr_mention *by_rules)
{
    uint32_t rows[ONR_MENTION_FEATURES];
    unsigned count = onr_mention_features(view, by_rules, rows), best = by_rules->class_;
    int scores[ONR_CLASSES] = {0};
    for (unsigned i = 0; i < count; i++)
        for (unsigned c = 0; c < ONR_CLASSES; c++)
            scores[c] += onr_mention_model[rows[i]][c];
    for (unsigned c = 0; c < ONR_CLASSES; c++)
        if (scores[c] > scores[best])
            best = c;
    return (enum onr_class)best;
}
