/* Hashes of words: case and apostrophes make no difference, everything else does; errors are filled once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/hash.h"

static uint64_t word(const char *text)
{
    return onr_hash_word(text, strlen(text));
}

static void case_makes_no_difference(void **state)
{
    (void)state;
    assert_true(word("Said") == word("said"));
    assert_true(word("SAID") == word("said"));
    assert_false(word("said") == word("sad"));
    assert_false(word("ab") == word("ba"));
    assert_false(word("") == word("a"));
    assert_false(word("@") == word("`")); /* differ as A and a do, and are no letters */
    assert_false(word("[") == word("{"));
}

static void apostrophes_are_one(void **state)
{
    (void)state;
    assert_true(word("didn’t") == word("didn't"));
    assert_true(word("didn‘t") == word("didn't"));
    assert_false(word("didn“t") == word("didn't"));
    assert_false(word("didn\xe2\x80") == word("didn'"));
    assert_false(word("didnt") == word("didn't"));
}

static void the_length_counts_not_the_end(void **state)
{
    (void)state;
    assert_true(onr_hash_word("saids", 4) == word("said"));
    assert_true(onr_hash_word("a\0b", 3) != onr_hash_word("a", 1));
}

static void phrases_know_their_order(void **state)
{
    (void)state;
    uint64_t a = word("according"), b = word("to");
    assert_true(onr_hash_join(a, b) == onr_hash_join(a, b));
    assert_false(onr_hash_join(a, b) == onr_hash_join(b, a));
    assert_false(onr_hash_join(onr_hash_join(a, b), b) == onr_hash_join(a, onr_hash_join(b, b)));
    assert_false(onr_hash_join(a, b) == word("according to"));
}

static void known_values_do_not_change(void **state)
{
    (void)state; /* the tables are made by another program: both must agree for ever */
    assert_true(word("") == UINT64_C(0xcbf29ce484222325));
    assert_true(word("a") == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(word("foobar") == UINT64_C(0x85944171f73967e8));
}

static void an_error_is_filled_by_the_first(void **state)
{
    struct onr_error error = {0};
    (void)state;
    assert_int_equal(onr_error_set(&error, ONR_EFORMAT, 3, "no %s", "such format"), ONR_EFORMAT);
    assert_int_equal(onr_error_set(&error, ONR_ENOMEM, 9, "later"), ONR_ENOMEM);
    assert_int_equal(error.code, ONR_EFORMAT);
    assert_int_equal(error.offset, 3);
    assert_string_equal(error.text, "no such format");
    assert_int_equal(onr_error_set(NULL, ONR_EOPTION, 0, "nobody asks"), ONR_EOPTION);
}

static void a_long_error_is_cut(void **state)
{
    struct onr_error error = {0};
    char text[1000];
    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    onr_error_set(&error, ONR_EINTERNAL, 0, "%s", text);
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
}

static void codes_have_names(void **state)
{
    (void)state;
    assert_string_equal(onr_code_name(ONR_EENCODING), "encoding");
    assert_string_equal(onr_code_name(ONR_OK), "ok");
    assert_string_equal(onr_code_name(12345), "internal");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_makes_no_difference),
        cmocka_unit_test(apostrophes_are_one),
        cmocka_unit_test(the_length_counts_not_the_end),
        cmocka_unit_test(phrases_know_their_order),
        cmocka_unit_test(known_values_do_not_change),
        cmocka_unit_test(an_error_is_filled_by_the_first),
        cmocka_unit_test(a_long_error_is_cut),
        cmocka_unit_test(codes_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
