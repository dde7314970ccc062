/*
 * What the labeller sees of a document before it labels: for each token its word, tag, lists and place
 * among signs, quotations, verbs and likely cues; for each sentence its form. A view depends on the
 * token's block and on the sentences beside it, on nothing farther away.
 */
#ifndef ONR_TAG_VIEW_H
#define ONR_TAG_VIEW_H

#include "tag/tagger.h"

/* What kind of sign a token is. */
enum onr_sign {
    ONR_SIGN_WORD, /* none: a word or number */
    ONR_SIGN_COMMA,
    ONR_SIGN_STOP,
    ONR_SIGN_COLON, /* or semicolon */
    ONR_SIGN_DASH,
    ONR_SIGN_BRACKET,
    ONR_SIGN_OPEN,
    ONR_SIGN_CLOSE,
    ONR_SIGN_OTHER,
    ONR_SIGN_EDGE, /* beyond the block */
};

/* Where a token stands in the quotation around it. */
enum onr_inside {
    ONR_INSIDE_NOT,
    ONR_INSIDE_OPEN,  /* is the opening mark of an outermost quotation */
    ONR_INSIDE_CLOSE, /* is its closing mark */
    ONR_INSIDE_FIRST, /* the first token behind the opening mark */
    ONR_INSIDE_LAST,  /* the last before the closing mark */
    ONR_INSIDE,
    ONR_INSIDE_DEEPER, /* in a quotation inside it */
};

/* How likely a token is a cue by itself. */
enum onr_candidate {
    ONR_CANDIDATE_NOT,
    ONR_CANDIDATE_NOUN,     /* in a list of cue words, but no verb */
    ONR_CANDIDATE_ATTITUDE, /* a verb of thought, a wish, an act */
    ONR_CANDIDATE_SPEECH,
    ONR_CANDIDATE_PHRASE, /* "according to" */
};

/* Bits of the form of a sentence. */
enum onr_form {
    ONR_FORM_SPEECH = 1,        /* a verb of speech outside quotations */
    ONR_FORM_ATTITUDE = 2,      /* another likely cue outside quotations */
    ONR_FORM_QUOTATION = 4,     /* has a quotation */
    ONR_FORM_OPENS = 8,         /* begins with one */
    ONR_FORM_CLOSES = 16,       /* ends with one */
    ONR_FORM_WHOLE = 32,        /* is one, and nothing else */
    ONR_FORM_QUESTION = 64,     /* ends in a question mark */
    ONR_FORM_COMMA_SPEECH = 128, /* a verb of speech near its end, behind a comma */
};

/* A likely cue or a verb beside a token, in its sentence. */
struct onr_neighbour {
    uint32_t token;   /* index, or ONR_NONE */
    uint8_t distance; /* tokens to it, in steps of about a half; 0 where there is none */
    uint8_t commas;   /* signs between, at most 3 */
    uint8_t verbs;    /* verbs between, at most 2 */
};

struct onr_view {
    uint64_t word;                   /* its hash, the same for all numbers */
    uint64_t ending;                 /* its last three letters */
    uint64_t stem;                   /* its hash without an inflection's ending */
    uint32_t lists;                  /* bits of the lists that matter (view.c) */
    uint32_t quotation;              /* the outermost around it, or ONR_NONE */
    struct onr_neighbour cue[2];     /* likely cues outside quotations, to the left and to the right */
    struct onr_neighbour verb[2];    /* verbs */
    uint32_t sign_left, sign_right;  /* nearest signs in the sentence, or ONR_NONE */
    uint8_t tag;                     /* onr_tag */
    uint8_t sign;                    /* onr_sign */
    uint8_t shape;                   /* onr_token_shape */
    uint8_t inside;                  /* onr_inside */
    uint8_t speech;                  /* kind and length of the quotation around it, 0 outside */
    uint8_t candidate;               /* onr_candidate */
    uint8_t joint;                   /* the kind of border before it, below ONR_JOINTS */
    uint8_t from_start, to_end;      /* tokens to the sentence's edges, in steps of about a half */
};

struct onr_views {
    const struct onr_prose *prose; /* the document */
    struct onr_view *at;           /* one for each token */
    uint8_t *forms;                /* onr_form bits of each sentence */
};

/* The step of a distance: 0 to 4 as they are, 5 to 6 as 5, 7 to 8 as 6, 9 to 12 as 7, … */
uint8_t onr_step_of(uint32_t distance);

/* Fills the views of the tokens of all sentences in [first, end), which are tagged. */
void onr_views_fill(struct onr_views *views, const uint8_t *tags, uint32_t first, uint32_t end);

#endif
