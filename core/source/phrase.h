/* A noun phrase in view: its core, its head, and what lists its words stand in. */
#ifndef ONR_SOURCE_PHRASE_H
#define ONR_SOURCE_PHRASE_H

#include "source/source.h"

struct onr_phrase_view {
    const struct onr_prose *prose; /* the document */
    const struct onr_names *names; /* its names */
    uint32_t first, end;           /* its tokens */
    uint32_t core_end;             /* where its core ends: at a preposition, a relative, a comma */
    uint32_t head;                 /* its head noun: the last word of the core */
    uint32_t part;                   /* word that takes some out of a group, "one of the aides"; or ONR_NONE */
};

/* The view of tokens first to end; marks before its first word are passed over. */
struct onr_phrase_view onr_view_make(const struct onr_prose *prose, const struct onr_names *names, uint32_t first,
                                     uint32_t end);
/* Whether a token marks an owner, or is another clitic: 's, or the bare apostrophe of "the bosses’ club". */
bool onr_view_owner(const struct onr_phrase_view *view, uint32_t token);
/* Whether a token stands in a list by itself. */
bool onr_view_in(const struct onr_phrase_view *view, uint32_t token, enum onr_list list);
/* Whether an entry of a list, word or phrase, starts among tokens first to end. */
bool onr_view_any(const struct onr_phrase_view *view, uint32_t first, uint32_t end, enum onr_list list);
/* Whether the tokens that end at the head stand in a list as one entry: "press secretary", "White House". */
bool onr_view_head(const struct onr_phrase_view *view, enum onr_list list);

/* Whether it names the body or person its source belongs to; *place tells that it names a place or nation. */
bool onr_view_names_body(const struct onr_phrase_view *view, bool *place);
/* Whether words before the head tell more than rank: "fire officials", "intelligence officer". */
bool onr_view_has_modifier(const struct onr_phrase_view *view);
/* "People familiar with the matter": whoever has a tie to what happened was spoken to. */
bool onr_view_tied(const struct onr_phrase_view *view);
/* Sets class, kind and level of somebody unnamed. */
void onr_mention_set_unnamed(const struct onr_phrase_view *view, struct onr_mention *m);

/* What is learned of a mention (gen/train_mentions.c). */
enum onr_mention_task {
    ONR_MENTION_WRITTEN, /* its class as written, without context */
    ONR_MENTION_MEANT,   /* the class of whom it stands for once the draft has been read */
    ONR_MENTION_TASKS
};

/*
 * What a task says of a mention. by_rules is what the word lists alone say of it; it is one feature among others. said is
 * the attribution it is the source of, or NULL. usual is given where nothing tells more.
 */
enum onr_class onr_mention_classify(enum onr_mention_task task, const struct onr_phrase_view *view,
                                    const struct onr_mention *by_rules, const struct onr_attribution_tokens *said,
                                    enum onr_class usual);

#define ONR_MENTION_FEATURES 192 /* most features of one mention */
#define ONR_MENTION_ROWS 16384  /* rows of the table they are hashed into */
/* Fills rows with the features of a mention for a task; returns how many. Shared with the trainer. */
unsigned onr_mention_features(enum onr_mention_task task, const struct onr_phrase_view *view,
                              const struct onr_mention *by_rules, const struct onr_attribution_tokens *said,
                              uint32_t *rows);

#endif
