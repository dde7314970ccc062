/*
 * One pass of the labeller: scores of labels by features, and the best sequence of labels by Viterbi's
 * algorithm, paragraph by paragraph. A label that goes on can only follow one of the same role.
 */
#include <string.h>

#include "tag/model.h"

#define NEVER (-1000000000)

struct pass {
    const struct onr_tagging *tagging;     /* the document */
    const struct onr_model *model;         /* its weights */
    bool second;                           /* which pass */
    int32_t (*scores)[ONR_LABEL_LANES];    /* of the stretch: of each token for each label */
    int32_t (*best)[ONR_LABEL_LANES];      /* best sum up to a token that ends in a label */
    int32_t (*rest)[ONR_LABEL_LANES];      /* best sum after a token that has a label; for margins */
    uint8_t (*from)[ONR_LABEL_LANES];      /* the label before it on that way */
};

/* The rows of a token's features, asked for ahead of their use. */
struct token_rows {
    uint32_t rows[ONR_FEATURES]; /* count of them */
    unsigned count;
};

typedef const int8_t (*row_table)[ONR_LABEL_LANES];

static void find_rows(const struct pass *pass, uint32_t token, row_table table, struct token_rows *out)
{
    uint32_t mask = (pass->second ? ONR_SECOND_ROWS : ONR_FIRST_ROWS) - 1;
    out->count = onr_label_features(pass->tagging, token, pass->second, mask, out->rows);
    for (unsigned k = 0; k < out->count; k++)
        __builtin_prefetch(table[out->rows[k]]);
}

/* Sixteen bits hold the sum: there are fewer than 112 features, each of 127 at most. */
static void sum_rows(const struct token_rows *in, row_table table, int32_t *scores)
{
    int16_t sums[ONR_LABEL_LANES] = {0};
    for (unsigned k = 0; k < in->count; k++)
        for (unsigned i = 0; i < ONR_LABEL_LANES; i++)
            sums[i] = (int16_t)(sums[i] + table[in->rows[k]][i]);
    for (unsigned i = 0; i < ONR_LABEL_LANES; i++)
        scores[i] = sums[i];
}

static void score_tokens(struct pass *pass, uint32_t first, uint32_t end)
{
    struct token_rows ahead[2];
    row_table table = pass->second ? pass->model->second : pass->model->first;
    find_rows(pass, first, table, &ahead[first & 1]);
    for (uint32_t i = first; i < end; i++) {
        if (i + 1 < end)
            find_rows(pass, i + 1, table, &ahead[(i + 1) & 1]);
        sum_rows(&ahead[i & 1], table, pass->scores[i - first]);
    }
}

/* The weights of transitions into a token. */
static void transitions_into(const struct pass *pass, uint32_t token, int32_t into[ONR_LABELS][ONR_LABELS])
{
    const struct onr_transitions *t = &pass->model->transitions[pass->second];
    const struct onr_cell *cell = &pass->tagging->cells[token];
    for (unsigned a = 0; a < ONR_LABELS; a++)
        for (unsigned b = 0; b < ONR_LABELS; b++)
            into[a][b] = onr_label_may_follow(a, b) ? t->bound[cell->bound][a][b] + t->pos[cell->pos][a][b] : NEVER;
}

static void go_forward(struct pass *pass, uint32_t first, uint32_t end)
{
    int32_t into[ONR_LABELS][ONR_LABELS];
    for (unsigned b = 0; b < ONR_LABELS; b++)
        pass->best[0][b] = onr_label_may_follow(0, b) ? pass->scores[0][b] : NEVER;
    for (uint32_t i = first + 1; i < end; i++) {
        uint32_t at = i - first;
        transitions_into(pass, i, into);
        for (unsigned b = 0; b < ONR_LABELS; b++) {
            unsigned from = 0;
            int32_t best = pass->best[at - 1][0] + into[0][b];
            for (unsigned a = 1; a < ONR_LABELS; a++) {
                int32_t sum = pass->best[at - 1][a] + into[a][b];
                if (sum > best) {
                    best = sum;
                    from = a;
                }
            }
            pass->best[at][b] = (best < NEVER / 2 ? NEVER : best) + pass->scores[at][b];
            pass->from[at][b] = (uint8_t)from;
        }
    }
}

static void go_back(struct pass *pass, uint32_t first, uint32_t end)
{
    int32_t into[ONR_LABELS][ONR_LABELS];
    memset(pass->rest[end - first - 1], 0, sizeof *pass->rest);
    for (uint32_t i = end - 1; i > first; i--) {
        uint32_t at = i - first;
        transitions_into(pass, i, into);
        for (unsigned a = 0; a < ONR_LABELS; a++) {
            int32_t best = NEVER;
            for (unsigned b = 0; b < ONR_LABELS; b++) {
                int32_t sum = into[a][b] + pass->scores[at][b] + pass->rest[at][b];
                if (sum > best)
                    best = sum;
            }
            pass->rest[at - 1][a] = best;
        }
    }
}

static void read_labels(const struct pass *pass, uint32_t first, uint32_t end, uint8_t *labels)
{
    unsigned label = 0;
    for (unsigned b = 1; b < ONR_LABELS; b++)
        if (pass->best[end - first - 1][b] > pass->best[end - first - 1][label])
            label = b;
    for (uint32_t i = end; i-- > first;) {
        labels[i] = (uint8_t)label;
        label = pass->from[i - first][label];
    }
}

/* How much the best way through a token is better than the best with another role there. */
static void read_margins(const struct pass *pass, uint32_t first, uint32_t end, const uint8_t *labels, uint32_t *margins)
{
    for (uint32_t i = first; i < end; i++) {
        int32_t own = NEVER, other = NEVER;
        for (unsigned b = 0; b < ONR_LABELS; b++) {
            int32_t sum = pass->best[i - first][b] + pass->rest[i - first][b];
            int32_t *side = onr_label_role(b) == onr_label_role(labels[i]) ? &own : &other;
            if (sum > *side)
                *side = sum;
        }
        margins[i] = own > other ? (uint32_t)(own - other) : 0;
    }
}

static bool take_memory(struct pass *pass, struct onr_arena *arena, uint32_t longest, bool margins)
{
    pass->scores = onr_arena_take(arena, longest * sizeof *pass->scores);
    pass->best = onr_arena_take(arena, longest * sizeof *pass->best);
    pass->from = onr_arena_take(arena, longest * sizeof *pass->from);
    pass->rest = margins ? onr_arena_take(arena, longest * sizeof *pass->rest) : NULL;
    return pass->scores && pass->best && pass->from && (pass->rest || !margins);
}

bool onr_label_pass(const struct onr_tagging *tagging, struct onr_arena *arena, const struct onr_model *model,
                    bool second, uint8_t *labels, uint32_t *margins)
{
    struct pass pass = {.tagging = tagging, .model = model, .second = second};
    uint32_t *ends, longest = 0, count = onr_tagging_sequences(tagging, arena, &ends);
    if (!ends)
        return false;
    for (uint32_t s = 0, first = 0; s < count; first = ends[s++])
        if (ends[s] - first > longest)
            longest = ends[s] - first;
    if (!take_memory(&pass, arena, longest, margins))
        return false;
    for (uint32_t s = 0, first = 0; s < count; first = ends[s++]) {
        score_tokens(&pass, first, ends[s]);
        go_forward(&pass, first, ends[s]);
        read_labels(&pass, first, ends[s], labels);
        if (!margins)
            continue;
        go_back(&pass, first, ends[s]);
        read_margins(&pass, first, ends[s], labels, margins);
    }
    return true;
}
