/*
 * Tokens: words, numbers and signs, cut as the Penn Treebank does (clitics and possessive 's on their
 * own), so that models trained on its like can be used.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "prose/prose.h"

/* What a character is to the tokenizer. */
enum char_class { SPACE, LETTER, UPPER, DIGIT, DOT, APOSTROPHE, HYPHEN, SIGN };

struct lexer {
    struct onr_prose *prose; /* filled */
    struct onr_arena *arena; /* holds the tokens */
    const char *bytes;       /* the document */
    uint32_t at;             /* next byte */
    uint32_t end;            /* end of the range */
    bool spaced;             /* white space or a range's edge before `at` */
    uint32_t sentence;       /* index of the sentence `at` is in or before */
    uint32_t next_quote;     /* index of the first quotation that starts after `at` */
    uint32_t quote;          /* innermost quotation around `at`, or ONR_NONE */
    uint32_t inner;          /* index into inner_starts */
    bool starts;             /* the next word is the first of a sentence */
};

static enum char_class class_of_ascii(unsigned char byte)
{
    if (byte >= 'a' && byte <= 'z') return LETTER;
    if (byte >= 'A' && byte <= 'Z') return UPPER;
    if (byte >= '0' && byte <= '9') return DIGIT;
    switch (byte) {
    case '.': return DOT;
    case '\'': return APOSTROPHE;
    case '-': return HYPHEN;
    case '_': return LETTER;
    default: return byte <= ' ' || byte == 0x7F ? SPACE : SIGN;
    }
}

static enum char_class class_of_point(uint32_t point)
{
    if (point == 0x2019 || point == 0x2018 || point == 0x02BC) return APOSTROPHE;
    if (point == 0x2010 || point == 0x2011) return HYPHEN;
    if (point == 0xA0 || point == 0x85 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
        point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000)
        return SPACE;
    if (point >= 0xC0 && point <= 0xDE && point != 0xD7) return UPPER;
    if (point == 0xAD || point == 0x200B || point == 0x200C || point == 0x200D || point == 0x2060) return LETTER;
    if ((point >= 0xA1 && point <= 0xBF) || point == 0xD7 || point == 0xF7) return SIGN;
    if (point >= 0x2000 && point <= 0x2BFF) return SIGN;
    if (point >= 0x3001 && point <= 0x303F) return SIGN;
    return point >= 0x1F000 || point == 0xFFFD ? SIGN : LETTER;
}

static enum char_class class_at(const struct lexer *lexer, uint32_t at, unsigned *width)
{
    unsigned char byte = (unsigned char)lexer->bytes[at];
    if (byte < 0x80) {
        *width = 1;
        return class_of_ascii(byte);
    }
    return class_of_point(onr_utf8_decode(lexer->bytes, lexer->end, at, width));
}

static bool is_word_class(enum char_class class)
{
    return class == LETTER || class == UPPER || class == DIGIT;
}

static bool word_follows(const struct lexer *lexer, uint32_t at)
{
    unsigned width;
    return at < lexer->end && is_word_class(class_at(lexer, at, &width));
}

/* Whether "n't" stands at `at`; its apostrophe may be curly. Returns its length. */
static uint32_t negation(const struct lexer *lexer, uint32_t at)
{
    if (at + 2 >= lexer->end || (lexer->bytes[at] | 0x20) != 'n')
        return 0;
    unsigned width;
    if (class_at(lexer, at + 1, &width) != APOSTROPHE || at + 1 + width >= lexer->end ||
        (lexer->bytes[at + 1 + width] | 0x20) != 't' || word_follows(lexer, at + width + 2))
        return 0;
    return width + 2;
}

/* The length of a clitic ('s, 're, 've, 'll, 'd, 'm) whose apostrophe stands at `at`; 0 for none. */
static uint32_t clitic(const struct lexer *lexer, uint32_t at, unsigned apostrophe)
{
    uint32_t letters = 0;
    while (letters < 3 && word_follows(lexer, at + apostrophe + letters))
        letters++;
    const char *c = lexer->bytes + at + apostrophe;
    bool known = (letters == 1 && ((c[0] | 0x20) == 's' || (c[0] | 0x20) == 'd' || (c[0] | 0x20) == 'm')) ||
                 (letters == 2 && (((c[0] | 0x20) == 'r' && (c[1] | 0x20) == 'e') ||
                                   ((c[0] | 0x20) == 'v' && (c[1] | 0x20) == 'e') ||
                                   ((c[0] | 0x20) == 'l' && (c[1] | 0x20) == 'l')));
    return known ? apostrophe + letters : 0;
}

/* Whether a dot at `at` belongs to the word that began at start: U.S., J., 3.5, Mr. */
static bool dot_belongs(const struct lexer *lexer, uint32_t start, uint32_t at)
{
    unsigned width;
    if (at + 1 < lexer->end) {
        enum char_class next = class_at(lexer, at + 1, &width);
        if (next == DIGIT && class_of_ascii((unsigned char)lexer->bytes[at - 1]) == DIGIT)
            return true;
        if ((next == LETTER || next == UPPER) && (at - start == 1 || lexer->bytes[at - 2] == '.'))
            return true;
    }
    if (at - start == 1) /* an initial; "wrote on X." ends with its sentence's stop */
        return class_of_ascii((unsigned char)lexer->bytes[start]) == UPPER &&
               lexer->prose->sentences.at[lexer->sentence].span.end != at + 1;
    if (lexer->bytes[at - 2] == '.')
        return true;
    const struct onr_lexeme *lexeme =
        onr_pack_find(lexer->prose->pack, onr_hash_word(lexer->bytes + start, at - start));
    return onr_lexeme_in(lexeme, ONR_LIST_ABBREVIATIONS);
}

/* The end of the word that begins at start. */
static uint32_t word_end(const struct lexer *lexer, uint32_t start)
{
    uint32_t at = start;
    while (at < lexer->end) {
        unsigned width;
        enum char_class class = class_at(lexer, at, &width);
        if (is_word_class(class)) {
            if (at > start && negation(lexer, at))
                return at;
            at += width;
        } else if (class == DOT && at > start && dot_belongs(lexer, start, at)) {
            at += 1;
        } else if (class == HYPHEN && at > start && word_follows(lexer, at + width)) {
            at += width;
        } else if (class == APOSTROPHE && at > start && word_follows(lexer, at + width) &&
                   !clitic(lexer, at, width)) {
            at += width;
        } else if (lexer->bytes[at] == ',' && at > start && at + 1 < lexer->end &&
                   class_of_ascii((unsigned char)lexer->bytes[at - 1]) == DIGIT &&
                   class_of_ascii((unsigned char)lexer->bytes[at + 1]) == DIGIT) {
            at += 1;
        } else {
            break;
        }
    }
    return at;
}

/* A sign: a run of dots or of hyphens is one token, any other character its own. */
static uint32_t sign_end(const struct lexer *lexer, uint32_t start, unsigned width)
{
    char byte = lexer->bytes[start];
    uint32_t at = start + width;
    while ((byte == '.' || byte == '-') && at < lexer->end && lexer->bytes[at] == byte)
        at++;
    return at;
}

static uint8_t shape_of(const struct lexer *lexer, uint32_t start, uint32_t end)
{
    uint32_t upper = 0, lower = 0;
    enum char_class first = SIGN;
    for (uint32_t at = start; at < end;) {
        unsigned width;
        enum char_class class = class_at(lexer, at, &width);
        if (first == SIGN && (class == UPPER || class == LETTER))
            first = class;
        upper += class == UPPER;
        lower += class == LETTER;
        at += width;
    }
    if (upper >= 2 && !lower) return ONR_SHAPE_UPPER;
    if (first == UPPER) return ONR_SHAPE_CAPITALIZED;
    return first == LETTER ? ONR_SHAPE_LOWER : ONR_SHAPE_NONE;
}

/* Moves the cursors over sentences and quotations to the token that starts at `at`. */
static void follow(struct lexer *lexer, uint32_t at)
{
    struct onr_prose *prose = lexer->prose;
    while (lexer->sentence + 1 < prose->sentences.count &&
           prose->sentences.at[lexer->sentence + 1].span.start <= at) {
        lexer->sentence++;
        lexer->starts = true;
    }
    while (lexer->inner < prose->inner_starts.count && prose->inner_starts.at[lexer->inner] <= at) {
        lexer->inner++;
        lexer->starts = true;
    }
    while (lexer->quote != ONR_NONE && prose->quotes.at[lexer->quote].record.span.end <= at)
        lexer->quote = prose->quotes.at[lexer->quote].parent;
    while (lexer->next_quote < prose->quotes.count &&
           prose->quotes.at[lexer->next_quote].record.span.start <= at)
        lexer->quote = lexer->next_quote++;
}

static uint8_t mark_kind(const struct lexer *lexer, uint32_t start)
{
    if (lexer->quote == ONR_NONE)
        return ONR_TOKEN_PUNCTUATION;
    const struct onr_quote *quote = &lexer->prose->quotes.at[lexer->quote];
    if (start == quote->open.start)
        return ONR_TOKEN_OPEN;
    return start == quote->close.start && quote->close.end ? ONR_TOKEN_CLOSE : ONR_TOKEN_PUNCTUATION;
}

static void count_in_quotations(struct onr_prose *prose, uint32_t quote, uint32_t token, bool word)
{
    for (; quote != ONR_NONE; quote = prose->quotes.at[quote].parent) {
        struct onr_quote *around = &prose->quotes.at[quote];
        if (!around->token_count)
            around->first_token = token;
        around->token_count = token - around->first_token + 1;
        around->record.words += word;
    }
}

static void push(struct lexer *lexer, uint32_t start, uint32_t end, uint8_t kind, uint8_t flags)
{
    struct onr_prose *prose = lexer->prose;
    lexer->at = end;
    if (!prose->sentences.count)
        return;
    const char *word = lexer->bytes + start;
    uint32_t length = end - start;
    if (flags & ONR_TOKEN_ABBREVIATION && word[length - 1] == '.' && length > 2 && word[length - 3] != '.')
        length--;
    struct onr_token token = {
        .start = start, .end = end, .word = onr_hash_word(word, length), .sentence = lexer->sentence,
        .phrase = ONR_NONE, .quotation = lexer->quote, .kind = kind, .flags = flags,
        .shape = kind == ONR_TOKEN_WORD ? shape_of(lexer, start, end) : ONR_SHAPE_NONE,
    };
    token.lexeme = onr_pack_slot(prose->pack, token.word);
    if (lexer->quote != ONR_NONE)
        token.depth = (uint8_t)(prose->quotes.at[lexer->quote].record.depth);
    if (lexer->spaced)
        token.flags |= ONR_TOKEN_SPACED;
    bool is_word = (kind == ONR_TOKEN_WORD || kind == ONR_TOKEN_NUMBER) && !(flags & ONR_TOKEN_CLITIC);
    if (lexer->starts && is_word) {
        token.flags |= ONR_TOKEN_STARTS_SENTENCE;
        lexer->starts = false;
    }
    struct onr_sentence *sentence = &prose->sentences.at[lexer->sentence];
    if (!sentence->token_count++)
        sentence->first_token = prose->tokens.count;
    count_in_quotations(prose, lexer->quote, prose->tokens.count, is_word);
    prose->words += is_word;
    prose->body_words += is_word && prose->markup->blocks.at[sentence->block].block.kind == ONR_BLOCK_BODY;
    ONR_ARRAY_PUSH(lexer->arena, &prose->tokens, token);
    lexer->spaced = false;
}

static void push_word(struct lexer *lexer, enum char_class class)
{
    uint32_t start = lexer->at, end = word_end(lexer, start);
    uint8_t kind = class == DIGIT ? ONR_TOKEN_NUMBER : ONR_TOKEN_WORD;
    uint8_t flags = lexer->bytes[end - 1] == '.' ? ONR_TOKEN_ABBREVIATION : 0;
    push(lexer, start, end, kind, flags);
    uint32_t negated = lexer->at < lexer->end ? negation(lexer, lexer->at) : 0;
    if (negated)
        push(lexer, lexer->at, lexer->at + negated, ONR_TOKEN_WORD, ONR_TOKEN_CLITIC);
}

static void push_next(struct lexer *lexer)
{
    unsigned width;
    enum char_class class = class_at(lexer, lexer->at, &width);
    if (class == SPACE) {
        lexer->spaced = true;
        lexer->at += width;
        return;
    }
    follow(lexer, lexer->at);
    if (mark_kind(lexer, lexer->at) != ONR_TOKEN_PUNCTUATION) {
        const struct onr_quote *quote = &lexer->prose->quotes.at[lexer->quote];
        bool opens = lexer->at == quote->open.start;
        push(lexer, lexer->at, opens ? quote->open.end : quote->close.end,
             opens ? ONR_TOKEN_OPEN : ONR_TOKEN_CLOSE, 0);
    } else if (is_word_class(class)) {
        push_word(lexer, class);
    } else if (class == APOSTROPHE && !lexer->spaced && clitic(lexer, lexer->at, width)) {
        push(lexer, lexer->at, lexer->at + clitic(lexer, lexer->at, width), ONR_TOKEN_WORD, ONR_TOKEN_CLITIC);
    } else {
        push(lexer, lexer->at, sign_end(lexer, lexer->at, width), ONR_TOKEN_PUNCTUATION, 0);
    }
}

void onr_prose_tokenize(struct onr_prose *prose, struct onr_arena *arena)
{
    struct lexer lexer = {.prose = prose, .arena = arena, .bytes = prose->text->bytes, .quote = ONR_NONE,
                          .starts = true};
    for (uint32_t i = 0; i < prose->markup->ranges.count; i++) {
        struct onr_span range = prose->markup->ranges.at[i];
        lexer.spaced = true;
        lexer.at = range.start;
        lexer.end = range.end;
        while (lexer.at < lexer.end && !arena->failed)
            push_next(&lexer);
    }
}
