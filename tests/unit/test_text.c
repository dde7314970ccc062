/* What is taken for text, and what is said of the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/text.h"

#define BYTES(literal) literal, sizeof literal - 1

static struct onr_text accept(const char *bytes, size_t length)
{
    struct onr_text text;
    struct onr_error error = {0};
    assert_int_equal(onr_text_init(&text, bytes, length, &error), ONR_OK);
    assert_int_equal(error.code, ONR_OK);
    assert_int_equal(text.length, length);
    return text;
}

/* The bytes are refused at an offset, in words that hold a phrase. They lie in a block of their own size. */
static void refuse(const char *bytes, size_t length, uint64_t offset, const char *phrase)
{
    struct onr_text text;
    struct onr_error error = {0};
    char *exact = malloc(length);
    memcpy(exact, bytes, length);
    assert_int_equal(onr_text_init(&text, exact, length, &error), ONR_EENCODING);
    assert_int_equal(error.code, ONR_EENCODING);
    assert_int_equal(error.offset, offset);
    if (!strstr(error.text, phrase))
        fail_msg("\"%s\" does not say \"%s\"", error.text, phrase);
    assert_int_not_equal(error.text[strlen(error.text) - 1], '.');
    free(exact);
}

static void empty(void **state)
{
    (void)state;
    assert_int_equal(accept("", 0).start, 0);
    assert_non_null(accept(NULL, 0).bytes);
}

static void borrowed(void **state)
{
    (void)state;
    const char *bytes = "Plain.\n";
    assert_ptr_equal(accept(bytes, 7).bytes, bytes);
}

static void utf8(void **state)
{
    (void)state;
    assert_int_equal(accept(BYTES("caf\xC3\xA9 \xE2\x80\x9Cso\xE2\x80\x9D \xF0\x9F\x98\x80\n")).start, 0);
    accept(BYTES("tabs\tand\r\nforms\f\n"));
}

static void byte_order_mark(void **state)
{
    (void)state;
    assert_int_equal(accept(BYTES("\xEF\xBB\xBFText")).start, 3);
    assert_int_equal(accept(BYTES("\xEF\xBB\xBF")).start, 3);
    assert_int_equal(accept(BYTES("x\xEF\xBB\xBF")).start, 0);
}

static void windows_1252(void **state)
{
    (void)state;
    refuse(BYTES("The mayor said \x93no\x94."), 15, "Windows-1252");
    refuse(BYTES("It\x92s over"), 2, "--encoding windows-1252");
    refuse(BYTES("caf\xE9 and \x80 5"), 3, "Windows-1252");
}

static void iso_8859_1(void **state)
{
    (void)state;
    refuse(BYTES("The caf\xE9 closed."), 7, "--encoding iso-8859-1");
}

static void utf16(void **state)
{
    (void)state;
    refuse(BYTES("\xFF\xFEH\0i\0"), 0, "UTF-16LE");
    refuse(BYTES("\xFE\xFF\0H\0i"), 0, "UTF-16BE");
    refuse(BYTES("H\0e\0l\0l\0o\0 \0y\0o\0u\0"), 1, "UTF-16LE");
    refuse(BYTES("\0H\0e\0l\0l\0o\0 \0y\0o\0u"), 0, "UTF-16BE");
}

static void utf32(void **state)
{
    (void)state;
    refuse(BYTES("\xFF\xFE\0\0H\0\0\0"), 0, "UTF-32");
    refuse(BYTES("\0\0\xFE\xFF\0\0\0H"), 0, "UTF-32");
    refuse(BYTES("H\0\0\0e\0\0\0y\0\0\0!\0\0\0"), 1, "UTF-32LE");
    refuse(BYTES("\0\0\0H\0\0\0e\0\0\0y\0\0\0!"), 0, "UTF-32BE");
}

static void binary(void **state)
{
    (void)state;
    refuse(BYTES("Fine text with one \0 in it."), 19, "binary");
    refuse(BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), 0, "binary");
    refuse(BYTES("\x7F" "ELF\x02\x01\x01\xFF\x03\x04\x05\x06"), 7, "binary");
    refuse(BYTES("\x7F" "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0"), 7, "binary");
}

static void damaged(void **state)
{
    (void)state;
    refuse(BYTES("caf\xC3\xA9 na\xC3\xAFve \xC3"), 13, "damaged or cut off");
    refuse(BYTES("caf\xC3\xA9 \xED\xA0\x80 \xC3\xA9\xC3\xA9\xC3\xA9"), 6, "UTF-8");
}

/* A stray byte far behind the part of the file that is looked at. */
static void far_away(void **state)
{
    (void)state;
    size_t length = 200000;
    char *bytes = malloc(length);
    memset(bytes, 'a', length);
    bytes[150000] = '\x93';
    refuse(bytes, length, 150000, "Windows-1252");
    free(bytes);
}

static void too_large(void **state)
{
    (void)state;
    struct onr_text text;
    struct onr_error error = {0};
    assert_int_equal(onr_text_init(&text, "", ((size_t)1 << 30) + 1, &error), ONR_ETOOLARGE);
    assert_int_equal(error.code, ONR_ETOOLARGE);
}

static void first_error_stays(void **state)
{
    (void)state;
    struct onr_text text;
    struct onr_error error = {.code = ONR_EFORMAT, .text = "earlier"};
    assert_int_equal(onr_text_init(&text, "\xFF", 1, &error), ONR_EENCODING);
    assert_string_equal(error.text, "earlier");
    assert_int_equal(onr_text_init(&text, "\xFF", 1, NULL), ONR_EENCODING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty),          cmocka_unit_test(borrowed),     cmocka_unit_test(utf8),
        cmocka_unit_test(byte_order_mark), cmocka_unit_test(windows_1252), cmocka_unit_test(iso_8859_1),
        cmocka_unit_test(utf16),          cmocka_unit_test(utf32),        cmocka_unit_test(binary),
        cmocka_unit_test(damaged),        cmocka_unit_test(far_away),     cmocka_unit_test(too_large),
        cmocka_unit_test(first_error_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
