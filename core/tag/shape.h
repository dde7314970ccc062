/*
 * The shape of a sentence: where noun phrases, cues and clauses begin and end, as words and marks alone tell. Shared by
 * the labeller by rules (rules.c) and by what mends learned labels (mend.c).
 */
#ifndef ONR_TAG_SHAPE_H
#define ONR_TAG_SHAPE_H

#include "tag/tag.h"

#define SHAPE_CONFIDENCE 200 /* of 255, of labels that the shape of a sentence leaves no doubt about */
#define LONGEST_SOURCE 30 /* tokens of a source's noun phrase */
#define LONGEST_BREAK 16  /* tokens between the last comma and a cue that follows its content */

/* A sentence in view. */
struct onr_shape {
    const struct onr_prose *prose; /* the document */
    struct onr_labels *labels;     /* written */
    uint32_t first, end;           /* its tokens */
};

/* A run of tokens; empty where first == end. */
struct onr_run {
    uint32_t first, end;
};

static inline const struct onr_token *token_at(const struct onr_shape *s, uint32_t i)
{
    return &s->prose->tokens.at[i];
}

/* Whether a token of the sentence stands in a list. */
static inline bool in(const struct onr_shape *s, uint32_t i, enum onr_list list)
{
    return i >= s->first && i < s->end && onr_token_in(s->prose, i, list);
}

/* A mark, by its first byte; 0 for anything else. */
static inline char byte_at(const struct onr_shape *s, uint32_t i)
{
    const struct onr_token *token = token_at(s, i);
    return token->kind == ONR_TOKEN_PUNCTUATION ? s->prose->text->bytes[token->start] : 0;
}

/* Whether a token is a word or a number. */
static inline bool is_word(const struct onr_shape *s, uint32_t i)
{
    return token_at(s, i)->kind <= ONR_TOKEN_NUMBER;
}

/* Whether a token of the sentence has a role. */
static inline bool has(const struct onr_shape *s, uint32_t i, enum onr_role role)
{
    return i >= s->first && i < s->end && s->labels->at[i].role == role;
}

/* Gives a role to those tokens of a run that have none. */
void onr_shape_mark(struct onr_shape *s, struct onr_run run, enum onr_role role);
/* Gives a role to all tokens of a run, whatever they had; ONR_ROLE_NONE takes it. The shape leaves no doubt. */
void onr_shape_give(struct onr_shape *s, struct onr_run run, enum onr_role role);
/* Trims commas, dashes and final stops from both ends of a run, unless they stand inside a quotation. */
struct onr_run onr_shape_trimmed(const struct onr_shape *s, struct onr_run run);
/* The noun phrase that starts at a token, with its apposition. */
struct onr_run onr_shape_phrase_from(const struct onr_shape *s, uint32_t first);
/* A verb that may be a cue. */
bool onr_shape_is_cue_verb(const struct onr_shape *s, uint32_t i);
/* A cue's form as a noun: the report, a claim, his plans, to support of. */
bool onr_shape_reads_as_noun(const struct onr_shape *s, uint32_t i);
/* The cue with the auxiliaries and adverbs before it. */
uint32_t onr_shape_cue_start(const struct onr_shape *s, uint32_t verb);
/* The verb that adverbs and auxiliaries from a token on lead to. */
uint32_t onr_shape_verb_from(const struct onr_shape *s, uint32_t first);
/* The cue's end: verb, its addressee or its medium ("told reporters", "said in a statement"). */
uint32_t onr_shape_cue_end(const struct onr_shape *s, uint32_t verb);
/* The last token before `before` that parts content from what follows it: a comma or a closing mark. */
uint32_t onr_shape_last_break(const struct onr_shape *s, uint32_t before);
/* Steps back over an apposition: "X, the Y, said" breaks before X. */
uint32_t onr_shape_break_before_apposition(const struct onr_shape *s, uint32_t cue);
/* The end of whom a cue tells something: "told Reuters on Friday"; where it stands, if it is no such cue. */
uint32_t onr_shape_addressee_end(const struct onr_shape *s, uint32_t verb, uint32_t end);
/* Whether nothing but time, place or a tail follows: the content must stand before the cue. */
bool onr_shape_closes_sentence(const struct onr_shape *s, uint32_t after);
/* Whether a run may be a clause: an auxiliary or a word in -ed stands in it, outside quotations all of it. */
bool onr_shape_holds_verb(const struct onr_shape *s, struct onr_run run);
/* Whether a word may be the verb of a clause. */
bool onr_shape_may_be_verb(const struct onr_shape *s, uint32_t i);
/* The run of tokens without a role beside a token, on its left or right. */
struct onr_run onr_shape_free_run(const struct onr_shape *s, uint32_t i, bool left);
/* Mends what stands beside the cues of a sentence (beside.c). */
void onr_shape_mend_beside_cues(struct onr_shape *s);
/* What closes a sentence and tells who says all before it, at a verb; labels it (closing.c). */
bool onr_shape_try_closing(struct onr_shape *s, uint32_t verb);
/* Whether a word ends in -ing. */
bool onr_shape_ends_in_ing(const struct onr_shape *s, uint32_t i);
/* A participle ("saying that …") carries on a sentence whose subject is its source, somewhere before. */
bool onr_shape_is_participle(const struct onr_shape *s, uint32_t verb);
/* The noun phrase that ends before a cue: back to a comma outside its apposition, or the clause's start. */
struct onr_run onr_shape_phrase_before(const struct onr_shape *s, uint32_t cue);

/* Whether the words from a sentence's start to a cue are its subject: a noun phrase, with what stands between commas. */
bool onr_shape_is_subject(const struct onr_shape *s, uint32_t cue);
/* Gives the noun phrase that opens a sentence to its cue, whole (subject.c). */
void onr_shape_mend_subject(struct onr_shape *s);
/* Marks the cue at a token with content before it, or behind it, or as a phrase (rules.c); whether that works out. */
bool onr_shape_try_content_first(struct onr_shape *s, uint32_t verb);
bool onr_shape_try_source_first(struct onr_shape *s, uint32_t verb);
bool onr_shape_try_phrase(struct onr_shape *s, uint32_t i);

#endif
