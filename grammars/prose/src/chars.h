#ifndef PROSE_CHARS_H
#define PROSE_CHARS_H

#include <stdbool.h>
#include <stdint.h>

/* What a character can do to the structure of prose; a byte that is no UTF-8 is CHAR_OTHER. */
enum char_class {
    CHAR_OTHER,
    CHAR_SPACE,         /* white space that breaks no line */
    CHAR_NEWLINE,       /* line feed, carriage return */
    CHAR_PARAGRAPH,     /* U+2029 */
    CHAR_LOWER,         /* small letter */
    CHAR_UPPER,         /* capital, or a letter of a script without case */
    CHAR_DIGIT,
    CHAR_DOT,           /* full stop, which may also abbreviate */
    CHAR_STOP,          /* any other mark that ends a sentence */
    CHAR_PUNCTUATION,   /* comma, semicolon, colon */
    CHAR_OPEN_BRACKET,
    CHAR_CLOSE_BRACKET,
    CHAR_DASH,
    CHAR_MARK,          /* quotation mark or apostrophe */
    CHAR_SIGN,          /* sign that stands before a word or a number: $ # @ */
    CHAR_IGNORED,       /* invisible: joiners, soft hyphen, byte order mark */
};

enum {
    MARK_DOUBLE = '"',
    MARK_SINGLE = '\'',
    MARK_LEFT_GUILLEMET = 0xAB,
    MARK_RIGHT_GUILLEMET = 0xBB,
    MARK_LEFT_SINGLE = 0x2018,
    MARK_RIGHT_SINGLE = 0x2019,
    MARK_LOW_SINGLE = 0x201A,
    MARK_LEFT_DOUBLE = 0x201C,
    MARK_RIGHT_DOUBLE = 0x201D,
    MARK_LOW_DOUBLE = 0x201E,
    MARK_LEFT_ANGLE = 0x2039,
    MARK_RIGHT_ANGLE = 0x203A,
};

#define O CHAR_OTHER
#define S CHAR_SPACE
#define N CHAR_NEWLINE
#define L CHAR_LOWER
#define U CHAR_UPPER
#define D CHAR_DIGIT
#define P CHAR_PUNCTUATION
#define B CHAR_OPEN_BRACKET
#define E CHAR_CLOSE_BRACKET
#define M CHAR_MARK
#define G CHAR_SIGN
static const uint8_t ascii_classes[128] = {
    O, O, O, O, O, O, O, O, O, S, N, S, S, N, O, O,
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    S, CHAR_STOP, M, G, G, O, O, M, B, E, O, O, P, CHAR_DASH, CHAR_DOT, O,
    D, D, D, D, D, D, D, D, D, D, P, P, O, O, O, CHAR_STOP,
    G, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, B, O, E, O, O,
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, B, O, E, O, O,
};
#undef O
#undef S
#undef N
#undef L
#undef U
#undef D
#undef P
#undef B
#undef E
#undef M
#undef G

static enum char_class latin1_class(int32_t c)
{
    switch (c) {
    case 0x85: case 0xA0:
        return CHAR_SPACE;
    case 0xA1: case 0xA2: case 0xA3: case 0xA5: case 0xA7: case 0xBF:
        return CHAR_SIGN;
    case 0xAD:
        return CHAR_IGNORED;
    case MARK_LEFT_GUILLEMET: case MARK_RIGHT_GUILLEMET:
        return CHAR_MARK;
    case 0xD7: case 0xF7:
        return CHAR_OTHER;
    default:
        if (c < 0xC0)
            return CHAR_OTHER;
        return c < 0xDF ? CHAR_UPPER : CHAR_LOWER;
    }
}

/* General punctuation, U+2000 to U+206F. */
static enum char_class punctuation_class(int32_t c)
{
    switch (c) {
    case 0x200B: case 0x200C: case 0x200D: case 0x200E: case 0x200F: case 0x2060:
        return CHAR_IGNORED;
    case MARK_LEFT_SINGLE: case MARK_RIGHT_SINGLE: case MARK_LOW_SINGLE:
    case MARK_LEFT_DOUBLE: case MARK_RIGHT_DOUBLE: case MARK_LOW_DOUBLE:
    case MARK_LEFT_ANGLE: case MARK_RIGHT_ANGLE:
        return CHAR_MARK;
    case 0x2026: case 0x203C: case 0x203D: case 0x2047: case 0x2048: case 0x2049:
        return CHAR_STOP;
    case 0x2028: case 0x202F: case 0x205F:
        return CHAR_SPACE;
    case 0x2029:
        return CHAR_PARAGRAPH;
    default:
        if (c <= 0x200A)
            return CHAR_SPACE;
        return c >= 0x2010 && c <= 0x2015 ? CHAR_DASH : CHAR_OTHER;
    }
}

/* Greek, Cyrillic and the rest of Latin by blocks: near enough to tell a name from a word. */
static bool is_small(int32_t c)
{
    if (c >= 0x100 && c < 0x180)
        return (c >= 0x139 && c <= 0x148) || c >= 0x179 ? !(c & 1) : c & 1;
    return (c >= 0x3AC && c <= 0x3CE) || (c >= 0x430 && c <= 0x45F) ||
           (c >= 0x1E00 && c < 0x1F00 && (c & 1));
}

static enum char_class wide_class(int32_t c)
{
    if (c < 0x100)
        return latin1_class(c);
    if (c < 0x2000)
        return c == 0x1680 ? CHAR_SPACE : is_small(c) ? CHAR_LOWER : CHAR_UPPER;
    if (c < 0x2070)
        return punctuation_class(c);
    if (c >= 0x20A0 && c < 0x20D0)
        return CHAR_SIGN;
    if (c < 0x2C00)
        return CHAR_OTHER;
    if (c >= 0x3000 && c < 0x3030)
        return c == 0x3000 ? CHAR_SPACE : c == 0x3002 ? CHAR_STOP : CHAR_OTHER;
    if (c >= 0xE000 && c < 0xF900)
        return CHAR_OTHER;
    if (c >= 0xFE00 && c < 0xFE70)
        return c < 0xFE10 ? CHAR_IGNORED : CHAR_OTHER;
    if (c == 0xFEFF)
        return CHAR_IGNORED;
    if (c >= 0xFF00 && c < 0xFFF0)
        return c == 0xFF01 || c == 0xFF0E || c == 0xFF1F ? CHAR_STOP : CHAR_UPPER;
    return c >= 0x1F000 || c >= 0xFFF0 ? (c >= 0x20000 ? CHAR_UPPER : CHAR_OTHER) : CHAR_UPPER;
}

static inline enum char_class class_of(int32_t c)
{
    if (c >= 0 && c < 128)
        return (enum char_class)ascii_classes[c];
    return c < 0 ? CHAR_OTHER : wide_class(c);
}

static inline bool is_space(int32_t c)
{
    enum char_class class = class_of(c);
    return class >= CHAR_SPACE && class <= CHAR_PARAGRAPH;
}

static inline bool is_letter(int32_t c)
{
    enum char_class class = class_of(c);
    return class == CHAR_LOWER || class == CHAR_UPPER;
}

static inline bool is_alnum(int32_t c)
{
    return is_letter(c) || class_of(c) == CHAR_DIGIT;
}

#endif
