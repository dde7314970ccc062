/* Tokens: where words end, what kind they are, which sentence and quotation they lie in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "reading.h"

static void assert_tokens(const char *text, const char *expected)
{
    struct reading r;
    reading_open(&r, text, "plain");
    assert_string_equal(reading_tokens(&r), expected);
    for (uint32_t i = 1; i < r.prose.tokens.count; i++)
        assert_true(r.prose.tokens.at[i - 1].end <= r.prose.tokens.at[i].start);
    reading_close(&r);
}

static void words_and_signs(void **state)
{
    (void)state;
    assert_tokens("The port, he said, is shut.", "The|port|,|he|said|,|is|shut|.");
    assert_tokens("(a) [b]; c: d/e!", "(|a|)|[|b|]|;|c|:|d|/|e|!");
    assert_tokens("a\tb\n  c", "a|b|c");
    assert_tokens("", "");
    assert_tokens(" \n\n ", "");
    assert_tokens("one\xC2\xA0two\xE2\x80\xA8three", "one|two|three");
}

static void clitics_stand_alone(void **state)
{
    (void)state;
    assert_tokens("He didn't; it's Ana's.", "He|did|n't|;|it|'s|Ana|'s|.");
    assert_tokens("He didn’t; they’ve, we’ll, I’m.", "He|did|n’t|;|they|’ve|,|we|’ll|,|I|’m|.");
    assert_tokens("O’Brien and rock’n’roll", "O’Brien|and|rock’n’roll");
    assert_tokens("the workers' union", "the|workers|'|union");
    assert_tokens("DON'T", "DO|N'T");
}

static void dots_that_belong_to_words(void **state)
{
    (void)state;
    assert_tokens("The U.S. paid Mr. Doe.", "The|U.S.|paid|Mr.|Doe|.");
    assert_tokens("J. S. Doe left... Then", "J.|S.|Doe|left|...|Then");
    assert_tokens("It cost 3.5m or 1,200.50.", "It|cost|3.5m|or|1,200.50|.");
    assert_tokens("at 5 p.m. on Friday", "at|5|p.m.|on|Friday");
    assert_tokens("shut.Then", "shut|.|Then");
}

static void hyphens_and_dashes(void **state)
{
    (void)state;
    assert_tokens("a well-placed, 12-year-old source", "a|well-placed|,|12-year-old|source");
    assert_tokens("shut -- he said - so", "shut|--|he|said|-|so");
    assert_tokens("shut—he said", "shut|—|he|said");
    assert_tokens("pre- and post-war", "pre|-|and|post-war");
}

static const struct onr_token *token_of(struct reading *r, const char *word)
{
    for (uint32_t i = 0; i < r->prose.tokens.count; i++) {
        const struct onr_token *token = &r->prose.tokens.at[i];
        if (token->end - token->start == strlen(word) && !memcmp(r->text.bytes + token->start, word, strlen(word)))
            return token;
    }
    fail_msg("no token “%s”", word);
    return NULL;
}

static void shapes(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "the Port NATO É école 12 McDoe U.S. A", "plain");
    assert_int_equal(token_of(&r, "the")->shape, ONR_SHAPE_LOWER);
    assert_int_equal(token_of(&r, "Port")->shape, ONR_SHAPE_CAPITALIZED);
    assert_int_equal(token_of(&r, "NATO")->shape, ONR_SHAPE_UPPER);
    assert_int_equal(token_of(&r, "É")->shape, ONR_SHAPE_CAPITALIZED);
    assert_int_equal(token_of(&r, "école")->shape, ONR_SHAPE_LOWER);
    assert_int_equal(token_of(&r, "12")->shape, ONR_SHAPE_NONE);
    assert_int_equal(token_of(&r, "12")->kind, ONR_TOKEN_NUMBER);
    assert_int_equal(token_of(&r, "McDoe")->shape, ONR_SHAPE_CAPITALIZED);
    assert_int_equal(token_of(&r, "A")->shape, ONR_SHAPE_CAPITALIZED);
    reading_close(&r);
}

static void sentences_and_their_first_words(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "Mr. Doe left. “He ran. She stayed,” Ana said.\n\nNobody spoke.\n", "plain");
    assert_int_equal(r.prose.sentences.count, 3);
    assert_true(token_of(&r, "Mr.")->flags & ONR_TOKEN_STARTS_SENTENCE);
    assert_false(token_of(&r, "Doe")->flags & ONR_TOKEN_STARTS_SENTENCE);
    assert_true(token_of(&r, "He")->flags & ONR_TOKEN_STARTS_SENTENCE);
    assert_true(token_of(&r, "She")->flags & ONR_TOKEN_STARTS_SENTENCE);
    assert_int_equal(token_of(&r, "She")->sentence, token_of(&r, "Ana")->sentence);
    assert_int_equal(token_of(&r, "Nobody")->sentence, 2);
    assert_true(token_of(&r, "Nobody")->flags & ONR_TOKEN_STARTS_SENTENCE);
    reading_close(&r);
}

static void marks_open_and_close(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "He said “it’s ‘shut’ now” to us.", "plain");
    assert_int_equal(token_of(&r, "“")->kind, ONR_TOKEN_OPEN);
    assert_int_equal(token_of(&r, "”")->kind, ONR_TOKEN_CLOSE);
    assert_int_equal(token_of(&r, "‘")->kind, ONR_TOKEN_OPEN);
    assert_int_equal(token_of(&r, "’")->kind, ONR_TOKEN_CLOSE);
    assert_int_equal(token_of(&r, "said")->depth, 0);
    assert_int_equal(token_of(&r, "it")->depth, 1);
    assert_int_equal(token_of(&r, "shut")->depth, 2);
    assert_int_equal(token_of(&r, "now")->depth, 1);
    assert_int_equal(token_of(&r, "us")->quotation, ONR_NONE);
    reading_close(&r);
}

static void words_are_counted(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "Port to be sold\n\nThe mayor didn't say when, or for 3 million. The port is old and it is shut now.\n",
                 "plain");
    assert_int_equal(r.prose.words, 22);
    assert_true(r.prose.body_words == 18 || r.prose.body_words == 22); /* a headline or not */
    reading_close(&r);
}

static void phrases_are_found(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "The port is shut, according to the mayor. He gave up according.", "plain");
    uint32_t at = (uint32_t)(token_of(&r, "according") - r.prose.tokens.at);
    assert_int_equal(onr_prose_match(&r.prose, at, ONR_LIST_CUE_PHRASES), 2);
    assert_int_equal(onr_prose_match(&r.prose, r.prose.tokens.count - 2, ONR_LIST_CUE_PHRASES), 0);
    assert_true(onr_token_in(&r.prose, (uint32_t)(token_of(&r, "He") - r.prose.tokens.at), ONR_LIST_PRONOUNS));
    reading_close(&r);
}

static void tokens_are_found_by_place(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "The port is shut.", "plain");
    assert_int_equal(onr_prose_token_at(&r.prose, 0), 0);
    assert_int_equal(onr_prose_token_at(&r.prose, 2), 0);
    assert_int_equal(onr_prose_token_at(&r.prose, 3), 1); /* the space: the token behind it */
    assert_int_equal(onr_prose_token_at(&r.prose, 16), 4);
    assert_int_equal(onr_prose_token_at(&r.prose, 17), 5);
    reading_close(&r);
}

static void markup_is_no_word(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "The *port* is **sh**ut, [he](https://example.org) `code` said.\n", "markdown");
    assert_int_equal(token_of(&r, "port")->start, 5);
    assert_string_equal(reading_slice(&r, token_of(&r, "he")->start, token_of(&r, "he")->end), "he");
    for (uint32_t i = 0; i < r.prose.tokens.count; i++) {
        char byte = r.text.bytes[r.prose.tokens.at[i].start];
        assert_true(byte != '*' && byte != '[' && byte != '`');
    }
    reading_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_signs),
        cmocka_unit_test(clitics_stand_alone),
        cmocka_unit_test(dots_that_belong_to_words),
        cmocka_unit_test(hyphens_and_dashes),
        cmocka_unit_test(shapes),
        cmocka_unit_test(sentences_and_their_first_words),
        cmocka_unit_test(marks_open_and_close),
        cmocka_unit_test(words_are_counted),
        cmocka_unit_test(phrases_are_found),
        cmocka_unit_test(tokens_are_found_by_place),
        cmocka_unit_test(markup_is_no_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
