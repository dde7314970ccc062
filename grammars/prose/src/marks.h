#ifndef PROSE_MARKS_H
#define PROSE_MARKS_H

/* What a quotation mark does: opens, closes, or is text. */
#include "chars.h"
#include "state.h"

enum {
    /* Characters after a doubtful apostrophe in which a surer closing mark is looked for. */
    DOUBT_MAX = 160,
};

enum role { ROLE_TEXT, ROLE_OPEN, ROLE_CLOSE };

struct verdict {
    enum role role;
    uint8_t kind;   /* of the quotation it opens */
    uint8_t level;  /* of the quotation it closes */
    bool doubt;     /* it opens unless an elided word follows, or closes unless after an s */
};

static int innermost(const struct scanner *scanner, unsigned kinds)
{
    for (int i = scanner->depth - 1; i >= 0; i--)
        if (scanner->kinds[i] & kinds)
            return i;
    return -1;
}

static bool may_open_after(enum before before)
{
    return before <= BEFORE_DASH;
}

/* Nothing that a quotation begins with. */
static bool ends_there(TSLexer *lexer)
{
    switch (class_of(lexer->lookahead)) {
    case CHAR_SPACE: case CHAR_NEWLINE: case CHAR_PARAGRAPH:
    case CHAR_PUNCTUATION: case CHAR_CLOSE_BRACKET:
        return true;
    case CHAR_STOP:
        return lexer->lookahead != 0x2026;
    default:
        return at_end(lexer);
    }
}

static bool nothing_there(TSLexer *lexer)
{
    return is_space(lexer->lookahead) || at_end(lexer);
}

static struct verdict as_text(void)
{
    return (struct verdict){ROLE_TEXT, 0, 0, false};
}

static struct verdict as_open(const struct scanner *scanner, enum kind kind, bool doubt)
{
    if (scanner->depth == DEPTH_MAX)
        return as_text();
    return (struct verdict){ROLE_OPEN, (uint8_t)kind, 0, doubt};
}

static struct verdict as_close(int level, bool doubt)
{
    return level < 0 ? as_text() : (struct verdict){ROLE_CLOSE, 0, (uint8_t)level, doubt};
}

static struct verdict judge_straight_double(const struct scanner *scanner, enum before before,
                                            bool feet, TSLexer *lexer)
{
    int level = innermost(scanner, KIND_STRAIGHT_DOUBLE);
    bool word_next = is_alnum(lexer->lookahead);
    if (before == BEFORE_DIGIT && (feet || level < 0))
        return as_close(feet ? -1 : innermost(scanner, KINDS_DOUBLE), false);
    if (level >= 0) {
        bool nested = before == BEFORE_SPACE || before == BEFORE_OPEN;
        if (nested && word_next)
            return as_open(scanner, KIND_STRAIGHT_DOUBLE, false);
        return as_close(level, false);
    }
    if (may_open_after(before) && !ends_there(lexer))
        return as_open(scanner, KIND_STRAIGHT_DOUBLE, false);
    if (before >= BEFORE_PUNCTUATION && word_next)
        return as_open(scanner, KIND_STRAIGHT_DOUBLE, false);
    return word_next ? as_text() : as_close(innermost(scanner, KINDS_DOUBLE), false);
}

static struct verdict judge_left_double(const struct scanner *scanner, enum before before,
                                        TSLexer *lexer)
{
    int level = innermost(scanner, KINDS_DOUBLE);
    if (!may_open_after(before)) {
        if (level >= 0 && scanner->kinds[level] == KIND_LOW_DOUBLE)
            return as_close(level, false);
        if (ends_there(lexer))
            return as_close(level, false);
    } else if (level >= 0 && before == BEFORE_SPACE && nothing_there(lexer)) {
        return as_close(level, false);
    }
    return as_open(scanner, KIND_DOUBLE, false);
}

/* A mark that closes a single quotation or is an apostrophe. */
static struct verdict judge_right_single(const struct scanner *scanner, enum before before,
                                         TSLexer *lexer)
{
    int level = innermost(scanner, KINDS_SINGLE);
    if (level < 0 || is_alnum(lexer->lookahead))
        return as_text();
    if (before == BEFORE_SPACE && !ends_there(lexer))
        return as_text();
    if (level != scanner->depth - 1 && before != BEFORE_PUNCTUATION)
        return as_text();
    return as_close(level, before == BEFORE_WORD && is_space(lexer->lookahead));
}

static struct verdict judge_left_single(const struct scanner *scanner, enum before before,
                                        TSLexer *lexer)
{
    int level = innermost(scanner, KINDS_SINGLE);
    if (!may_open_after(before) && level >= 0 &&
        (scanner->kinds[level] == KIND_LOW_SINGLE || ends_there(lexer)))
        return judge_right_single(scanner, before, lexer);
    if (before == BEFORE_WORD || before == BEFORE_DIGIT || ends_there(lexer))
        return as_text();
    return as_open(scanner, KIND_SINGLE, is_alnum(lexer->lookahead));
}

static struct verdict judge_straight_single(const struct scanner *scanner, enum before before,
                                            TSLexer *lexer)
{
    struct verdict verdict = judge_right_single(scanner, before, lexer);
    if (verdict.role == ROLE_CLOSE && !may_open_after(before))
        return verdict;
    bool opens = may_open_after(before) || before == BEFORE_PUNCTUATION;
    if (!opens || ends_there(lexer))
        return verdict;
    return as_open(scanner, KIND_STRAIGHT_SINGLE, is_alnum(lexer->lookahead));
}

/*
 * Takes the mark at hand and returns it. Two straight single marks are one double mark, unless the
 * first closes a single quotation: ''He said 'no.'''
 */
static int32_t cross_mark(const struct scanner *scanner, enum before before, TSLexer *lexer)
{
    int32_t mark = lexer->lookahead;
    advance(lexer);
    if (mark != MARK_SINGLE || lexer->lookahead != MARK_SINGLE)
        return mark;
    if (scanner->depth && scanner->kinds[scanner->depth - 1] == KIND_STRAIGHT_SINGLE &&
        !may_open_after(before))
        return mark;
    advance(lexer);
    return MARK_DOUBLE;
}

/* The lexer is just after the mark. Looks at the next character only. */
static struct verdict judge(const struct scanner *scanner, int32_t mark, enum before before,
                            bool feet, TSLexer *lexer)
{
    switch (mark) {
    case MARK_DOUBLE:
        return judge_straight_double(scanner, before, feet, lexer);
    case MARK_LEFT_DOUBLE:
        return judge_left_double(scanner, before, lexer);
    case MARK_RIGHT_DOUBLE:
        return as_close(feet ? -1 : innermost(scanner, KINDS_DOUBLE), false);
    case MARK_LOW_DOUBLE:
        return as_open(scanner, KIND_LOW_DOUBLE, false);
    case MARK_SINGLE:
        return judge_straight_single(scanner, before, lexer);
    case MARK_LEFT_SINGLE:
        return judge_left_single(scanner, before, lexer);
    case MARK_RIGHT_SINGLE:
        return judge_right_single(scanner, before, lexer);
    case MARK_LOW_SINGLE:
        return ends_there(lexer) ? as_text() : as_open(scanner, KIND_LOW_SINGLE, false);
    case MARK_LEFT_GUILLEMET:
        return as_open(scanner, KIND_GUILLEMET, false);
    case MARK_RIGHT_GUILLEMET:
        return as_close(innermost(scanner, KIND_GUILLEMET), false);
    case MARK_LEFT_ANGLE:
        return as_open(scanner, KIND_ANGLE, false);
    default:
        return as_close(innermost(scanner, KIND_ANGLE), false);
    }
}

/* After an apostrophe that may close, and white space: is there one not far off that must? */
static bool closes_later(TSLexer *lexer)
{
    bool after_punctuation = false;
    bool after_space = true;
    bool after_newline = false;
    for (int i = 0; i < DOUBT_MAX && !at_end(lexer); i++) {
        int32_t c = lexer->lookahead;
        enum char_class class = class_of(c);
        if (class == CHAR_PARAGRAPH || (class == CHAR_NEWLINE && after_newline))
            return false;
        advance(lexer);
        if (c == MARK_SINGLE || c == MARK_RIGHT_SINGLE) {
            if (!is_alnum(lexer->lookahead) &&
                (after_punctuation || (!after_space && !is_space(lexer->lookahead))))
                return true;
            if (c == MARK_SINGLE && after_space)
                return false;
        } else if (class == CHAR_MARK) {
            return false;
        }
        after_newline = class == CHAR_NEWLINE;
        after_space = is_space(c);
        after_punctuation =
            class == CHAR_PUNCTUATION || class == CHAR_DOT || class == CHAR_STOP;
    }
    return false;
}

#endif
