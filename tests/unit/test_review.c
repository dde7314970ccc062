/* Versions held against each other: words whatever stands between them, keys, changed wordings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "review/key.h"
#include "review/pieces.h"

static struct onr_span all(const char *text)
{
    return (struct onr_span){0, (uint32_t)strlen(text)};
}

static struct onr_words words_of(const char *text)
{
    struct onr_words words = {0};
    assert_true(onr_words_add(&words, text, all(text)));
    return words;
}

static void assert_words(const char *a, const char *b, bool equal)
{
    struct onr_words x = words_of(a);
    struct onr_words y = words_of(b);
    assert_int_equal(onr_words_equal(&x, &y), equal);
    onr_words_free(&x);
    onr_words_free(&y);
}

static void marks_between_words(void **state)
{
    (void)state;
    assert_words("“We’ve paid,” she said", "we've  paid she\nSAID", true);
    assert_words("a—b «c» …d", "a b c d", true);
    assert_words("don't", "dont", false);
    assert_words("the mayors'", "the mayors", true);
    assert_words("Élodie", "Elodie", false);
    assert_words("$5 and 10%", "5 and 10", false);
    assert_words("", "— “ ”", true);
}

static void spans_of_words(void **state)
{
    (void)state;
    const char *text = "  “Né, said";
    struct onr_words words = words_of(text);
    assert_int_equal(words.count, 2);
    assert_memory_equal(text + words.at[0].span.start, "Né", 3);
    assert_int_equal(words.at[0].span.end - words.at[0].span.start, 3);
    assert_int_equal(words.at[1].span.end, strlen(text));
    onr_words_free(&words);
}

static void likeness(void **state)
{
    (void)state;
    struct onr_words a = words_of("a b c d");
    struct onr_words b = words_of("d c b x");
    struct onr_words none = words_of("");
    assert_true(onr_words_alike(&a, &b) > 0.74 && onr_words_alike(&a, &b) < 0.76);
    assert_true(onr_words_alike(&a, &none) < 0.01);
    assert_true(onr_words_alike(&none, &none) > 0.99);
    onr_words_free(&a);
    onr_words_free(&b);
}

/* The pieces as one line: [-gone-], [+new+], … for what is left out. */
static void assert_pieces(const char *before, const char *after, const char *expected)
{
    static const char *const marks[][2] = {{"", ""}, {"[-", "-]"}, {"[+", "+]"}, {"<", ">"}};
    struct onr_pieces pieces;
    char line[600] = "";
    assert_true(onr_pieces_of(&pieces, before, all(before), after, all(after)));
    for (uint32_t i = 0; i < pieces.count; i++) {
        const struct onr_piece *piece = &pieces.at[i];
        const char *text = piece->kind == ONR_PIECE_REMOVED ? before : after;
        strcat(line, marks[piece->kind][0]);
        strncat(line, text + piece->span.start, piece->span.end - piece->span.start);
        strcat(line, marks[piece->kind][1]);
    }
    onr_pieces_free(&pieces);
    assert_string_equal(line, expected);
}

static void changed_words(void **state)
{
    (void)state;
    assert_pieces("“We paid it.”", "“We paid it.”", "“We paid it.”");
    assert_pieces("We paid every bill.", "We paid nearly every bill.",
                  "We paid[+ nearly+] every bill.");
    assert_pieces("We paid it all.", "We paid it.", "We paid it.[- all.-]");
    assert_pieces("a b", "c d", "[-a b-][+c d+]");
    assert_pieces("", "new", "[+new+]");
}

static void far_words_are_left_out(void **state)
{
    (void)state;
    assert_pieces("one two three four five six seven eight nine ten x",
                  "one two three four five six seven eight nine ten y",
                  "<one two three four five> six seven eight nine ten[- x-][+ y+]");
}

static void long_texts_end(void **state)
{
    (void)state;
    size_t length = 200000;
    char *a = malloc(length + 1);
    char *b = malloc(length + 1);
    for (size_t i = 0; i < length; i++) {
        a[i] = i % 2 ? ' ' : 'a';
        b[i] = i % 2 ? ' ' : 'b';
    }
    a[length] = b[length] = '\0';
    struct onr_pieces pieces;
    assert_true(onr_pieces_of(&pieces, a, all(a), b, all(b)));
    assert_int_equal(pieces.count, 2);
    onr_pieces_free(&pieces);
    free(a);
    free(b);
}

static void add_key(struct onr_keys *keys, uint32_t rule, const char *text, const char *part)
{
    uint32_t start = (uint32_t)(strstr(text, part) - text);
    struct onr_span span = {start, start + (uint32_t)strlen(part)};
    assert_true(onr_keys_add(keys, rule, text, strlen(text), span));
}

static void words_around_a_key(void **state)
{
    (void)state;
    struct onr_keys keys = {0};
    add_key(&keys, 0, "Above.\n\nOne two three four, a source said five six seven.\nBelow.", "a source");
    add_key(&keys, 0, "a source", "a source");
    assert_string_equal(keys.at[0].text, "two three four, a source said five six");
    assert_string_equal(keys.at[1].text, "a source");
    onr_keys_free(&keys);
}

static void keys_that_match(void **state)
{
    (void)state;
    struct onr_keys a = {0}, b = {0};
    uint32_t partner[4];
    assert_true(onr_keys_add_text(&a, 1, "took bribes from a builder, a source said"));
    assert_true(onr_keys_add_text(&a, 1, "took bribes from a builder, a source said"));
    assert_true(onr_keys_add_text(&a, 2, "took bribes from a builder, a source said"));
    assert_true(onr_keys_add_text(&a, 1, "nothing of the kind"));
    assert_true(onr_keys_add_text(&b, 1, "has taken bribes from a builder, a source said"));
    assert_true(onr_keys_add_text(&b, 1, "took bribes from a builder, a source said"));
    assert_true(onr_keys_match(&a, &b, ONR_KEYS_ALIKE, partner));
    assert_int_equal(partner[0], 1); /* the same words go first */
    assert_int_equal(partner[1], 0); /* then what is much alike, each once */
    assert_int_equal(partner[2], ONR_NONE);
    assert_int_equal(partner[3], ONR_NONE);
    onr_keys_free(&a);
    onr_keys_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_between_words),    cmocka_unit_test(spans_of_words),
        cmocka_unit_test(likeness),               cmocka_unit_test(changed_words),
        cmocka_unit_test(far_words_are_left_out), cmocka_unit_test(long_texts_end),
        cmocka_unit_test(words_around_a_key),     cmocka_unit_test(keys_that_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
