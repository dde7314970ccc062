#ifndef PROSE_CHUNK_H
#define PROSE_CHUNK_H

/* The text token that is being read: its last word, and what the word says of a dot after it. */
#include <string.h>

#include "chars.h"
#include "state.h"
#include "words.h"

enum {
    ELISION_MAX = 8, /* letters of an elided word */
};

/* What is known while a text token is read. */
struct chunk {
    enum before before;     /* what stands before the current position */
    enum end end;           /* whether a sentence may end before white space here */
    bool feet;              /* an apostrophe after a digit was read: inches may follow */
    bool bare;              /* the sentence so far is a number or a letter, as in a list */
    bool on;                /* the word before the current one is "on": X is no initial after it */
    uint8_t count;          /* letters and digits while bare */
    uint8_t length;         /* bytes of the current word, WORD_MAX + 1 when it is none of ours */
    char word[WORD_MAX + 1]; /* the current word with its inner dots */
};

static bool find_word(const char *words, size_t count, size_t width, const char *word)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        int order = strcmp(word, words + middle * width);
        if (order == 0)
            return true;
        if (order < 0)
            count = middle;
        else
            low = middle + 1;
    }
    return false;
}

#define IN_WORDS(list, word) \
    find_word((list)[0], sizeof(list) / sizeof((list)[0]), sizeof((list)[0]), (word))

static inline void push_letter(struct chunk *chunk, int32_t c)
{
    if (chunk->length < WORD_MAX && c > 0 && c < 128)
        chunk->word[chunk->length++] = (char)c;
    else
        chunk->length = WORD_MAX + 1;
}

/* The word read last, or NULL when it is too long to be in a list. */
static const char *last_word(struct chunk *chunk)
{
    if (chunk->length > WORD_MAX)
        return NULL;
    chunk->word[chunk->length] = '\0';
    return chunk->word;
}

static void read_word(TSLexer *lexer, struct chunk *chunk, uint8_t longest)
{
    chunk->length = 0;
    while (chunk->length < longest && is_letter(lexer->lookahead)) {
        push_letter(chunk, lexer->lookahead);
        advance(lexer);
    }
    chunk->before = BEFORE_WORD;
    chunk->bare = false;
}

/* U.S, p.m, Ph.D: no part between dots has more than two letters. */
static bool is_dotted(const char *word)
{
    if (!strchr(word, '.'))
        return false;
    for (;;) {
        size_t length = strcspn(word, ".");
        if (length > 2)
            return false;
        word += length;
        if (*word++ == '\0')
            return true;
    }
}

static bool is_initial(const char *word)
{
    return class_of(word[0]) == CHAR_UPPER && word[1] == '\0';
}

static bool ends_in_possessive(struct chunk *chunk)
{
    const char *word = last_word(chunk);
    if (!word)
        return false;
    for (size_t i = 0; i < sizeof(possessive_words) / sizeof(possessive_words[0]); i++) {
        size_t length = strlen(possessive_words[i]);
        if (chunk->length >= length &&
            !strcmp(word + chunk->length - length, possessive_words[i]))
            return true;
    }
    return false;
}

/* Whether the dot that follows the last word may end a sentence. */
static enum end end_of_dot(struct chunk *chunk)
{
    const char *word = last_word(chunk);
    if (chunk->bare && chunk->count)
        return END_NEVER;
    if (!word || !*word)
        return END_SURE;
    if (IN_WORDS(titles_words, word))
        return END_NEVER;
    if (chunk->on && !strcmp(word, "X"))
        return END_SURE;
    if (IN_WORDS(ambiguous_words, word) || is_dotted(word) || is_initial(word))
        return END_BEFORE_STARTER;
    return IN_WORDS(numbered_words, word) ? END_UNLESS_NUMBER : END_SURE;
}

/* A capitalised word is at hand: reads it and tells whether it starts a sentence. */
static bool read_starter(TSLexer *lexer, struct chunk *chunk)
{
    read_word(lexer, chunk, WORD_MAX);
    const char *word = last_word(chunk);
    if (!word || lexer->lookahead == '.' || lexer->lookahead == '-' || is_letter(lexer->lookahead))
        return false;
    return IN_WORDS(starters_words, word);
}

/* Just after a mark that could be an apostrophe: reads 'em, '90s. */
static bool read_elision(TSLexer *lexer, struct chunk *chunk)
{
    if (class_of(lexer->lookahead) != CHAR_DIGIT) {
        read_word(lexer, chunk, ELISION_MAX);
        const char *word = last_word(chunk);
        return word && !is_letter(lexer->lookahead) && IN_WORDS(elided_words, word);
    }
    int digits = 0;
    for (; digits < 3 && class_of(lexer->lookahead) == CHAR_DIGIT; digits++)
        advance(lexer);
    chunk->length = 0;
    chunk->before = BEFORE_DIGIT;
    return digits == 2 && (lexer->lookahead == 's' || !is_alnum(lexer->lookahead));
}

#endif
