#include "tag/state.h"

static bool begins(enum onr_state state)
{
    return state == ONR_STATE_CUE_BEGINS || state == ONR_STATE_CUE_SHARED_BEGINS ||
           state == ONR_STATE_SOURCE_RIGHT_BEGINS || state == ONR_STATE_SOURCE_LEFT_BEGINS ||
           state == ONR_STATE_CONTENT_RIGHT_BEGINS || state == ONR_STATE_CONTENT_LEFT_BEGINS ||
           state == ONR_STATE_CONTENT_ALONE_BEGINS;
}

struct onr_label onr_state_label(enum onr_state state)
{
    return (struct onr_label){.role = (uint8_t)onr_state_role(state), .begins = begins(state)};
}

bool onr_state_may_follow(enum onr_state from, enum onr_state to)
{
    switch (to) {
    case ONR_STATE_CUE:
        return from == ONR_STATE_CUE_BEGINS || from == ONR_STATE_CUE_SHARED_BEGINS || from == to;
    case ONR_STATE_SOURCE_RIGHT:
    case ONR_STATE_SOURCE_LEFT:
    case ONR_STATE_CONTENT_RIGHT:
    case ONR_STATE_CONTENT_LEFT:
    case ONR_STATE_CONTENT_ALONE:
        return from == to || from + 1 == to;
    default:
        return true;
    }
}
