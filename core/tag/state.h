/*
 * States of the labeller's chain: the role of a token, whether a span begins at it, and where the cue of
 * the span stands. Tokens outside all spans know whether an attribution is open around them.
 */
#ifndef ONR_TAG_STATE_H
#define ONR_TAG_STATE_H

#include "tag/model.h"
#include "tag/tag.h"

enum onr_state {
    ONR_STATE_OUTSIDE,
    ONR_STATE_BEFORE_CUE, /* outside, between the first span of an attribution and its cue */
    ONR_STATE_AFTER_CUE,  /* outside, between the cue of an attribution and its last span */
    ONR_STATE_CUE_BEGINS,
    ONR_STATE_CUE,
    ONR_STATE_SOURCE_RIGHT_BEGINS, /* the cue is to the right */
    ONR_STATE_SOURCE_RIGHT,
    ONR_STATE_SOURCE_LEFT_BEGINS,
    ONR_STATE_SOURCE_LEFT,
    ONR_STATE_CONTENT_RIGHT_BEGINS,
    ONR_STATE_CONTENT_RIGHT,
    ONR_STATE_CONTENT_LEFT_BEGINS,
    ONR_STATE_CONTENT_LEFT,
    ONR_STATE_CONTENT_ALONE_BEGINS, /* no cue in its block */
    ONR_STATE_CONTENT_ALONE,
    ONR_STATE_CUE_SHARED_BEGINS, /* the cue has the source of a cue before it */
    ONR_STATES,
};

/* The label a state stands for; its confidence is left 0. */
struct onr_label onr_state_label(enum onr_state state);

static inline enum onr_role onr_state_role(enum onr_state state)
{
    static const uint8_t roles[ONR_STATES] = {
        0, 0, 0, ONR_ROLE_CUE, ONR_ROLE_CUE, ONR_ROLE_SOURCE, ONR_ROLE_SOURCE, ONR_ROLE_SOURCE, ONR_ROLE_SOURCE,
        ONR_ROLE_CONTENT, ONR_ROLE_CONTENT, ONR_ROLE_CONTENT, ONR_ROLE_CONTENT, ONR_ROLE_CONTENT,
        ONR_ROLE_CONTENT, ONR_ROLE_CUE,
    };
    return (enum onr_role)roles[state];
}

/* Whether a token in state `to` may follow one in state `from`; a block starts as if after ONR_STATE_OUTSIDE. */
bool onr_state_may_follow(enum onr_state from, enum onr_state to);

#endif
