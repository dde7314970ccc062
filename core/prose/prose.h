/*
 * Prose: the ranges of the markup parsed with the grammar, as flat arrays of tokens, sentences,
 * quotations and phrases. Everything is in document order.
 */
#ifndef ONR_PROSE_PROSE_H
#define ONR_PROSE_PROSE_H

#include "markup/markup.h"

enum onr_token_kind {
    ONR_TOKEN_WORD,        /* letters, or letters and digits */
    ONR_TOKEN_NUMBER,      /* begins with a digit */
    ONR_TOKEN_PUNCTUATION, /* any other sign */
    ONR_TOKEN_OPEN,        /* the opening mark of a quotation */
    ONR_TOKEN_CLOSE,       /* the closing mark of a quotation */
};

enum onr_token_shape {
    ONR_SHAPE_NONE,        /* no letters */
    ONR_SHAPE_LOWER,       /* starts in lower case */
    ONR_SHAPE_CAPITALIZED, /* starts with a capital */
    ONR_SHAPE_UPPER,       /* two capitals or more and no small letter */
};

enum onr_token_flag {
    ONR_TOKEN_SPACED = 1,         /* white space or markup before it */
    ONR_TOKEN_STARTS_SENTENCE = 2, /* first word of a sentence, inside quotations too */
    ONR_TOKEN_ABBREVIATION = 4,   /* its dot belongs to it */
    ONR_TOKEN_CLITIC = 8,         /* 's, n't, 're: hangs on the word before */
};

struct onr_token {
    uint32_t start, end; /* bytes of the document */
    uint64_t word;       /* onr_hash_word, the dot of an abbreviation like "Mr." left out */
    uint32_t lexeme;     /* slot in the pack (onr_pack_at); 0 where it stands in no list */
    uint32_t phrase;     /* index of the longest phrase that starts with it, or ONR_NONE */
    uint32_t sentence;   /* index */
    uint32_t quotation;  /* index of the innermost quotation around it, its marks included; or ONR_NONE */
    uint8_t kind;        /* onr_token_kind */
    uint8_t shape;       /* onr_token_shape */
    uint8_t flags;       /* onr_token_flag bits */
    uint8_t depth;       /* quotations around it, its own marks included */
};

/* A sentence with the whole of the quotations in it. */
struct onr_sentence {
    struct onr_span span; /* bytes */
    uint32_t first_token; /* index */
    uint32_t token_count; /* may be 0 */
    uint32_t block;       /* index of its block */
};

/* A quotation with what the public record leaves out. */
struct onr_quote {
    struct onr_quotation record; /* the public record */
    struct onr_span open;        /* its opening mark */
    struct onr_span close;       /* its closing mark; empty where it is never closed */
    uint32_t parent;             /* the quotation around it, or ONR_NONE */
    uint32_t continues;          /* the quotation of an earlier paragraph that it carries on, or ONR_NONE */
    uint32_t first_token;        /* index of its opening mark */
    uint32_t token_count;        /* marks included */
    uint32_t sentence;           /* index of the sentence around it */
    bool running;                /* unclosed, and carried on by the next paragraph */
};

/* An entry of a word list of two words or more, found in the text. */
struct onr_phrase {
    uint32_t first_token; /* index */
    uint32_t token_count; /* 2 or more */
    uint32_t lexeme;      /* slot in the pack (onr_pack_at) */
};

struct onr_prose {
    const struct onr_text *text;     /* the document */
    const struct onr_markup *markup; /* its blocks */
    const struct onr_pack *pack;     /* the words */
    ONR_ARRAY(struct onr_token) tokens;
    ONR_ARRAY(struct onr_sentence) sentences;
    ONR_ARRAY(struct onr_quote) quotes;
    ONR_ARRAY(struct onr_phrase) phrases; /* by first token; the longest first */
    ONR_ARRAY(uint32_t) inner_starts;     /* byte offsets where sentences inside quotations start */
    uint32_t *body_paragraph;             /* for each block its number among body blocks; ONR_NONE for others */
    uint32_t words;                       /* of the document */
    uint32_t body_words;                  /* of body blocks */
};

/* Parses the prose of markup into arrays of the arena. ONR_ENOMEM, ONR_EINTERNAL. */
int onr_prose_read(struct onr_prose *prose, struct onr_arena *arena, const struct onr_text *text,
                   const struct onr_markup *markup, const struct onr_pack *pack, struct onr_error *error);

/* The steps of it, in this order; each fills its own arrays. */
int onr_prose_parse(struct onr_prose *prose, struct onr_arena *arena, struct onr_error *error);
void onr_prose_tokenize(struct onr_prose *prose, struct onr_arena *arena);
void onr_prose_find_phrases(struct onr_prose *prose, struct onr_arena *arena);
void onr_prose_settle_quotations(struct onr_prose *prose);

/* Whether a token stands in a list by itself. */
static inline bool onr_token_in(const struct onr_prose *prose, uint32_t token, enum onr_list list)
{
    return onr_lexeme_in(onr_pack_at(prose->pack, prose->tokens.at[token].lexeme), list);
}

/* The same as onr_prose_match for a token that stands in a list. */
uint32_t onr_prose_match_listed(const struct onr_prose *prose, uint32_t token, enum onr_list list);
/* Tokens of the longest entry of a list that starts at a token, one word or a phrase; 0 for none. */
static inline uint32_t onr_prose_match(const struct onr_prose *prose, uint32_t token, enum onr_list list)
{
    return prose->tokens.at[token].lexeme ? onr_prose_match_listed(prose, token, list) : 0;
}
/* The block of a token. */
static inline const struct onr_block *onr_token_block(const struct onr_prose *prose, uint32_t token)
{
    uint32_t sentence = prose->tokens.at[token].sentence;
    return &prose->markup->blocks.at[prose->sentences.at[sentence].block].block;
}
/* The first token that ends after a byte offset; the token count where there is none. */
uint32_t onr_prose_token_at(const struct onr_prose *prose, uint32_t offset);
/*
 * The token behind the dateline that begins a token's sentence, "LONDON (Reuters) - The bank …", or the sentence's first. A
 * dateline has no small letters at the head of a word, nor has the word behind its dash; in small letters it is one only
 * where no other dash follows (dateline.c).
 */
uint32_t onr_prose_behind_dateline(const struct onr_prose *prose, uint32_t token);

/*
 * The sentence of a token, cut to so many tokens before and after it: a quotation that is never closed can make a
 * sentence of megabytes, and what looks around each token must not read all of it.
 */
static inline void onr_prose_stretch(const struct onr_prose *prose, uint32_t token, uint32_t reach, uint32_t *first,
                                     uint32_t *end)
{
    const struct onr_sentence *sentence = &prose->sentences.at[prose->tokens.at[token].sentence];
    uint32_t last = sentence->first_token + sentence->token_count;
    *first = token > sentence->first_token + reach ? token - reach : sentence->first_token;
    *end = token + reach < last ? token + reach : last;
}
/* The span of a run of tokens. */
static inline struct onr_span onr_token_span(const struct onr_prose *prose, uint32_t first, uint32_t count)
{
    return (struct onr_span){prose->tokens.at[first].start, prose->tokens.at[first + count - 1].end};
}

#endif
