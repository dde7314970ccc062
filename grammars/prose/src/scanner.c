/*
 * The scanner of news prose. It makes every token of the grammar:
 *
 *   text          as much of a sentence as holds no quotation mark that opens or closes
 *   open, close   a quotation mark; unclosed, of no width, before a close of an outer quotation
 *   gaps          white space between sentences, between paragraphs, between quoted paragraphs
 *   prefixes      the `>` of a block quote's line where a paragraph may start, or goes on
 *   space         white space that parts nothing, at the start of a paragraph or the end of input
 *
 * A token that ends before white space looks across it and notes in the state which gap it is, so
 * that no token has to give characters back. What a decision needs of the text before it is in
 * the state as well: tree-sitter reuses a token when state and looked-at bytes are the same.
 */
#include "tree_sitter/parser.h"

#include <stdlib.h>
#include <string.h>

#include "chars.h"
#include "chunk.h"
#include "marks.h"
#include "state.h"

/* In the order of the grammar's externals. */
enum token {
    TOKEN_TEXT,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_UNCLOSED,
    TOKEN_SENTENCE_GAP,
    TOKEN_PARAGRAPH_GAP,
    TOKEN_QUOTED_GAP,
    TOKEN_BLOCK_QUOTE_START,
    TOKEN_BLOCK_QUOTE_MARK,
    TOKEN_SPACE,
};

/* --- white space --- */

/* Takes one line end; tells whether the included range ended with it. */
static bool cross_newline(TSLexer *lexer)
{
    bool carriage = lexer->lookahead == '\r';
    advance(lexer);
    if (carriage && lexer->lookahead == '\n' && !lexer->is_at_included_range_start(lexer))
        advance(lexer);
    return !at_end(lexer) && lexer->is_at_included_range_start(lexer);
}

static enum gap cross_prefix(TSLexer *lexer)
{
    while (lexer->lookahead == '>' || class_of(lexer->lookahead) == CHAR_SPACE)
        advance(lexer);
    return is_space(lexer->lookahead) || at_end(lexer) ? GAP_QUOTED : GAP_PREFIX;
}

/* White space is at hand: crosses it and tells what it parts. */
static enum gap cross_space(const struct scanner *scanner, TSLexer *lexer)
{
    bool newline = false;
    while (is_space(lexer->lookahead)) {
        enum char_class class = class_of(lexer->lookahead);
        if (class == CHAR_PARAGRAPH || (class == CHAR_NEWLINE && newline))
            return GAP_PARAGRAPH;
        if (class == CHAR_NEWLINE) {
            newline = true;
            if (cross_newline(lexer))
                return GAP_PARAGRAPH;
        } else {
            advance(lexer);
        }
    }
    if (at_end(lexer))
        return GAP_INPUT;
    if (!newline)
        return GAP_NONE;
    if (lexer->lookahead == '>')
        return scanner->quoting ? cross_prefix(lexer) : GAP_PARAGRAPH;
    return scanner->quoting ? GAP_PARAGRAPH : GAP_NONE;
}

enum onward { ONWARD_TEXT, ONWARD_MARK, ONWARD_SENTENCE };

/* eBay, iPhone: a small letter that may start a sentence. */
static bool read_camel(TSLexer *lexer, struct chunk *chunk)
{
    read_word(lexer, chunk, 1);
    return class_of(lexer->lookahead) == CHAR_UPPER;
}

static enum onward onward_to_mark(const struct scanner *scanner, TSLexer *lexer,
                                  struct chunk *chunk, enum end end)
{
    int32_t mark = cross_mark(scanner, BEFORE_SPACE, lexer);
    struct verdict verdict = judge(scanner, mark, BEFORE_SPACE, chunk->feet, lexer);
    bool sure = end == END_SURE || end == END_UNLESS_NUMBER;
    chunk->before = BEFORE_OTHER;
    chunk->bare = false;
    if (verdict.role == ROLE_CLOSE)
        return ONWARD_MARK;
    if (verdict.role == ROLE_TEXT)
        return sure && is_alnum(lexer->lookahead) ? ONWARD_SENTENCE : ONWARD_TEXT;
    if (sure)
        return ONWARD_SENTENCE;
    if (verdict.doubt && read_elision(lexer, chunk))
        return ONWARD_TEXT;
    if (end != END_BEFORE_STARTER || verdict.doubt || class_of(lexer->lookahead) != CHAR_UPPER)
        return ONWARD_MARK;
    return read_starter(lexer, chunk) ? ONWARD_SENTENCE : ONWARD_MARK;
}

/* White space was crossed: what comes? May read some of the next word into the chunk. */
static enum onward onward(const struct scanner *scanner, TSLexer *lexer, struct chunk *chunk)
{
    enum char_class class = class_of(lexer->lookahead);
    enum end end = chunk->end;
    chunk->before = BEFORE_SPACE;
    chunk->end = END_NOT;
    chunk->length = 0;
    if (class == CHAR_MARK)
        return onward_to_mark(scanner, lexer, chunk, end);
    if (end == END_UNLESS_NUMBER)
        end = class == CHAR_DIGIT ? END_NEVER : END_SURE;
    switch (class) {
    case CHAR_UPPER:
        if (end == END_BEFORE_STARTER)
            return read_starter(lexer, chunk) ? ONWARD_SENTENCE : ONWARD_TEXT;
        return end == END_SURE ? ONWARD_SENTENCE : ONWARD_TEXT;
    case CHAR_LOWER:
        return end == END_SURE && read_camel(lexer, chunk) ? ONWARD_SENTENCE : ONWARD_TEXT;
    case CHAR_DIGIT: case CHAR_OPEN_BRACKET: case CHAR_SIGN:
        return end == END_SURE ? ONWARD_SENTENCE : ONWARD_TEXT;
    default:
        return ONWARD_TEXT;
    }
}

/* --- tokens --- */

static bool give(TSLexer *lexer, enum token token)
{
    lexer->result_symbol = (TSSymbol)token;
    return true;
}

static void start_paragraph(struct scanner *scanner)
{
    uint8_t quoting = scanner->quoting;
    memset(scanner, 0, sizeof(*scanner));
    scanner->fresh = 1;
    scanner->line_start = 1;
    scanner->head = 1;
    scanner->quoting = quoting;
}

/* Takes white space up to the next character, or the next range when that starts a paragraph. */
static void take_white(struct scanner *scanner, TSLexer *lexer, bool stop_at_range)
{
    while (is_space(lexer->lookahead)) {
        bool range_ended = false;
        if (class_of(lexer->lookahead) == CHAR_NEWLINE) {
            scanner->line_start = 1;
            range_ended = cross_newline(lexer);
        } else {
            advance(lexer);
        }
        if (range_ended && stop_at_range)
            break;
    }
    lexer->mark_end(lexer);
}

static bool take_gap(struct scanner *scanner, TSLexer *lexer)
{
    enum gap gap = (enum gap)scanner->gap;
    scanner->gap = GAP_NONE;
    scanner->before = BEFORE_SPACE;
    take_white(scanner, lexer, gap == GAP_PARAGRAPH || gap == GAP_QUOTED);
    switch (gap) {
    case GAP_SENTENCE:
        scanner->end = END_NOT;
        scanner->head = 1;
        return give(lexer, TOKEN_SENTENCE_GAP);
    case GAP_PARAGRAPH:
        scanner->quoting = 0;
        start_paragraph(scanner);
        return give(lexer, TOKEN_PARAGRAPH_GAP);
    case GAP_QUOTED:
        start_paragraph(scanner);
        return give(lexer, TOKEN_QUOTED_GAP);
    default:
        return give(lexer, TOKEN_SPACE);
    }
}

/* Ends a text token at the last mark_end. */
static bool give_text(struct scanner *scanner, TSLexer *lexer, enum before before, enum end end,
                      enum gap gap)
{
    scanner->before = (uint8_t)before;
    scanner->end = (uint8_t)end;
    scanner->gap = (uint8_t)gap;
    scanner->fresh = 0;
    scanner->line_start = 0;
    scanner->head = 0;
    return give(lexer, TOKEN_TEXT);
}

/* After a closing mark or inside text, white space was met: what gap is it? */
static enum gap weigh_space(struct scanner *scanner, TSLexer *lexer, struct chunk *chunk,
                            enum onward *next)
{
    enum gap gap = cross_space(scanner, lexer);
    *next = ONWARD_MARK;
    if (gap != GAP_NONE && gap != GAP_PREFIX)
        return gap;
    scanner->prefix_next = gap == GAP_PREFIX;
    *next = onward(scanner, lexer, chunk);
    if (gap == GAP_PREFIX && *next == ONWARD_TEXT)
        *next = ONWARD_MARK;
    return *next == ONWARD_SENTENCE ? GAP_SENTENCE : GAP_NONE;
}

/* Text meets a mark. True when the token ends before it, else the mark is part of the text. */
static bool text_meets_mark(struct scanner *scanner, TSLexer *lexer, struct chunk *chunk)
{
    enum before before = chunk->before;
    lexer->mark_end(lexer);
    int32_t mark = cross_mark(scanner, before, lexer);
    struct verdict verdict = judge(scanner, mark, before, chunk->feet, lexer);
    if (verdict.role == ROLE_OPEN) {
        enum end end = chunk->end;
        if (verdict.doubt && read_elision(lexer, chunk)) {
            chunk->end = END_NOT;
            return false;
        }
        return give_text(scanner, lexer, before, end, GAP_NONE);
    }
    if (verdict.role == ROLE_CLOSE) {
        scanner->doubt = verdict.doubt && ends_in_possessive(chunk);
        return give_text(scanner, lexer, before, chunk->end, GAP_NONE);
    }
    chunk->feet = before == BEFORE_DIGIT && (mark == MARK_SINGLE || mark == MARK_RIGHT_SINGLE);
    chunk->before = BEFORE_OTHER;
    chunk->bare = false;
    chunk->length = 0;
    return false;
}

/* Any character but white space, a mark or a letter. */
static void text_meets_other(struct chunk *chunk, enum char_class class)
{
    switch (class) {
    case CHAR_DIGIT:
        chunk->before = BEFORE_DIGIT;
        chunk->end = END_NOT;
        chunk->length = 0;
        if (++chunk->count > 3)
            chunk->bare = false;
        chunk->count &= 7;
        return;
    case CHAR_DOT:
        chunk->end = chunk->end == END_NOT ? end_of_dot(chunk) : END_SURE;
        if (chunk->length)
            push_letter(chunk, '.');
        chunk->before = BEFORE_PUNCTUATION;
        chunk->bare = false;
        return;
    case CHAR_IGNORED:
        return;
    case CHAR_STOP:
        chunk->end = END_SURE;
        chunk->before = BEFORE_PUNCTUATION;
        break;
    case CHAR_CLOSE_BRACKET:
        chunk->before = BEFORE_PUNCTUATION;
        break;
    default:
        chunk->feet = false;
        chunk->end = END_NOT;
        chunk->before = class == CHAR_OPEN_BRACKET ? BEFORE_OPEN :
                        class == CHAR_DASH ? BEFORE_DASH :
                        class == CHAR_PUNCTUATION ? BEFORE_PUNCTUATION : BEFORE_OTHER;
        break;
    }
    chunk->bare = chunk->bare && class == CHAR_OPEN_BRACKET;
    chunk->length = 0;
}

static void text_meets_letter(struct chunk *chunk, int32_t c)
{
    push_letter(chunk, c);
    chunk->before = BEFORE_WORD;
    chunk->end = END_NOT;
    chunk->feet = false;
    if (chunk->bare && chunk->count++)
        chunk->bare = false;
}

static bool take_text(struct scanner *scanner, TSLexer *lexer, struct chunk *chunk)
{
    for (;;) {
        int32_t c = lexer->lookahead;
        enum char_class class = class_of(c);
        switch (class) {
        case CHAR_LOWER: case CHAR_UPPER:
            text_meets_letter(chunk, c);
            advance(lexer);
            break;
        case CHAR_SPACE: case CHAR_NEWLINE: case CHAR_PARAGRAPH: {
            enum end end = chunk->end;
            enum onward next;
            const char *word = last_word(chunk);
            chunk->on = word && !strcmp(word, "on");
            lexer->mark_end(lexer);
            enum gap gap = weigh_space(scanner, lexer, chunk, &next);
            if (next != ONWARD_TEXT)
                return give_text(scanner, lexer, BEFORE_SPACE, end, gap);
            break;
        }
        case CHAR_MARK:
            if (text_meets_mark(scanner, lexer, chunk))
                return true;
            break;
        default:
            if (at_end(lexer)) {
                lexer->mark_end(lexer);
                return give_text(scanner, lexer, chunk->before, chunk->end, GAP_NONE);
            }
            text_meets_other(chunk, class);
            advance(lexer);
            break;
        }
    }
}

/* The `>` of a quoted line; the lexer is at it. */
static bool take_prefix(struct scanner *scanner, TSLexer *lexer)
{
    enum token token = scanner->fresh ? TOKEN_BLOCK_QUOTE_START : TOKEN_BLOCK_QUOTE_MARK;
    while (lexer->lookahead == '>') {
        advance(lexer);
        if (class_of(lexer->lookahead) == CHAR_SPACE)
            advance(lexer);
    }
    lexer->mark_end(lexer);
    scanner->quoting = 1;
    scanner->prefix_next = 0;
    scanner->line_start = 0;
    scanner->before = BEFORE_SPACE;
    if (is_space(lexer->lookahead)) {
        enum gap gap = cross_space(scanner, lexer);
        scanner->gap = gap == GAP_PREFIX ? GAP_QUOTED : (uint8_t)gap;
    }
    return give(lexer, token);
}

/* The white space after a token that no sentence ends with. */
static void note_gap(struct scanner *scanner, enum gap gap)
{
    scanner->prefix_next = gap == GAP_PREFIX;
    scanner->gap = gap == GAP_PREFIX ? GAP_NONE : (uint8_t)gap;
}

static bool take_open(struct scanner *scanner, TSLexer *lexer, uint8_t kind, enum gap gap)
{
    scanner->kinds[scanner->depth++] = kind;
    scanner->before = BEFORE_OPEN;
    scanner->end = END_NOT;
    scanner->fresh = 0;
    scanner->line_start = 0;
    scanner->head = 1;
    note_gap(scanner, gap);
    return give(lexer, TOKEN_OPEN);
}

static bool give_close(struct scanner *scanner, TSLexer *lexer)
{
    scanner->kinds[--scanner->depth] = 0;
    scanner->before = BEFORE_CLOSE;
    scanner->head = 0;
    return give(lexer, TOKEN_CLOSE);
}

static bool take_close(struct scanner *scanner, TSLexer *lexer)
{
    give_close(scanner, lexer);
    if (is_space(lexer->lookahead)) {
        struct chunk chunk = {.end = (enum end)scanner->end};
        enum onward next;
        scanner->gap = (uint8_t)weigh_space(scanner, lexer, &chunk, &next);
    }
    return true;
}

/* A mark before white space, after a word that ends in s: closes unless a surer one follows. */
static bool take_doubtful_close(struct scanner *scanner, TSLexer *lexer)
{
    enum gap gap = cross_space(scanner, lexer);
    bool in_paragraph = gap == GAP_NONE || gap == GAP_PREFIX;
    bool closes = !in_paragraph || !closes_later(lexer);
    if (closes)
        give_close(scanner, lexer);
    else
        give_text(scanner, lexer, BEFORE_OTHER, END_NOT, GAP_NONE);
    note_gap(scanner, gap);
    return true;
}

static struct chunk start_chunk(const struct scanner *scanner)
{
    enum before before = (enum before)scanner->before;
    return (struct chunk){
        .before = before,
        .end = before == BEFORE_SPACE ? END_NOT : (enum end)scanner->end,
        .bare = scanner->head,
    };
}

static bool take_mark(struct scanner *scanner, TSLexer *lexer)
{
    enum before before = (enum before)scanner->before;
    bool doubt = scanner->doubt;
    scanner->doubt = 0;
    lexer->mark_end(lexer);
    int32_t mark = cross_mark(scanner, before, lexer);
    struct verdict verdict = judge(scanner, mark, before, false, lexer);
    if (verdict.role == ROLE_CLOSE && verdict.level < scanner->depth - 1) {
        scanner->kinds[--scanner->depth] = 0;
        return give(lexer, TOKEN_UNCLOSED);
    }
    lexer->mark_end(lexer);
    if (verdict.role == ROLE_CLOSE)
        return doubt ? take_doubtful_close(scanner, lexer) : take_close(scanner, lexer);
    struct chunk chunk = start_chunk(scanner);
    chunk.bare = false;
    chunk.before = BEFORE_OTHER;
    if (verdict.role == ROLE_OPEN) {
        enum gap gap = GAP_NONE;
        if (is_space(lexer->lookahead))
            gap = cross_space(scanner, lexer);
        if (!verdict.doubt || !read_elision(lexer, &chunk))
            return take_open(scanner, lexer, verdict.kind, gap);
    }
    return take_text(scanner, lexer, &chunk);
}

/* --- the interface of tree-sitter --- */

void *tree_sitter_prose_external_scanner_create(void);
void tree_sitter_prose_external_scanner_destroy(void *payload);
unsigned tree_sitter_prose_external_scanner_serialize(void *payload, char *buffer);
void tree_sitter_prose_external_scanner_deserialize(void *payload, const char *buffer,
                                                    unsigned length);
bool tree_sitter_prose_external_scanner_scan(void *payload, TSLexer *lexer,
                                             const bool *valid_symbols);

void *tree_sitter_prose_external_scanner_create(void)
{
    struct scanner *scanner = calloc(1, sizeof(*scanner));
    if (scanner)
        start_paragraph(scanner);
    return scanner;
}

void tree_sitter_prose_external_scanner_destroy(void *payload)
{
    free(payload);
}

unsigned tree_sitter_prose_external_scanner_serialize(void *payload, char *buffer)
{
    if (!payload)
        return 0;
    memcpy(buffer, payload, sizeof(struct scanner));
    return sizeof(struct scanner);
}

void tree_sitter_prose_external_scanner_deserialize(void *payload, const char *buffer,
                                                    unsigned length)
{
    struct scanner *scanner = payload;
    if (!scanner)
        return;
    if (length == sizeof(*scanner)) {
        memcpy(scanner, buffer, sizeof(*scanner));
    } else {
        scanner->quoting = 0;
        start_paragraph(scanner);
    }
}

bool tree_sitter_prose_external_scanner_scan(void *payload, TSLexer *lexer,
                                             const bool *valid_symbols)
{
    struct scanner *scanner = payload;
    (void)valid_symbols;
    if (!scanner)
        return false;
    if (scanner->gap != GAP_NONE || (scanner->fresh && is_space(lexer->lookahead)))
        return take_gap(scanner, lexer);
    while (is_space(lexer->lookahead)) {
        skip(lexer);
        scanner->before = BEFORE_SPACE;
    }
    if (at_end(lexer))
        return false;
    if (lexer->lookahead == '>' &&
        ((scanner->fresh && scanner->line_start) || scanner->prefix_next))
        return take_prefix(scanner, lexer);
    if (class_of(lexer->lookahead) == CHAR_MARK)
        return take_mark(scanner, lexer);
    struct chunk chunk = start_chunk(scanner);
    return take_text(scanner, lexer, &chunk);
}
