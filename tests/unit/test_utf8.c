/* UTF-8: every code point there and back, every kind of fault at its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static unsigned encode(uint32_t point, char *out)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    unsigned width = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (unsigned i = width - 1; i > 0; i--, point >>= 6)
        out[i] = (char)(0x80 | (point & 0x3F));
    out[0] = (char)((0xF00 >> width & 0xFF) | point);
    return width;
}

static void every_code_point_is_decoded(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        char bytes[4];
        unsigned width = 0, wide = encode(point, bytes);
        if (point >= 0xD800 && point <= 0xDFFF) {
            assert_int_equal(onr_utf8_check(bytes, wide), 0);
            continue;
        }
        assert_int_equal(onr_utf8_decode(bytes, wide, 0, &width), point);
        assert_int_equal(width, wide);
        assert_int_equal(onr_utf8_check(bytes, wide), wide);
    }
}

/* The first fault of a text, at every distance from its begin: the check goes eight bytes at a time. */
static void assert_fault(const char *fault, size_t length)
{
    char bytes[64];
    for (size_t before = 0; before < 20; before++) {
        memset(bytes, 'a', sizeof bytes);
        memcpy(bytes + before, fault, length);
        assert_int_equal(onr_utf8_check(bytes, sizeof bytes), before);
        assert_int_equal(onr_utf8_check(bytes, before + length), before);
    }
}

static void faults_are_found_where_they_stand(void **state)
{
    (void)state;
    assert_fault("\x80", 1);             /* a byte that carries on nothing */
    assert_fault("\xC0\x80", 2);         /* overlong */
    assert_fault("\xC1\xBF", 2);
    assert_fault("\xE0\x9F\xBF", 3);
    assert_fault("\xF0\x8F\xBF\xBF", 4);
    assert_fault("\xED\xA0\x80", 3);     /* half of a surrogate pair */
    assert_fault("\xF4\x90\x80\x80", 4); /* past the last code point */
    assert_fault("\xF5\x80\x80\x80", 4);
    assert_fault("\xFF", 1);
    assert_fault("\xE2\x80", 2);         /* cut short */
    assert_fault("\xF0\x9F\x98", 3);
    assert_fault("\xC3", 1);
    assert_fault("\xE9t", 2);            /* Windows-1252 */
}

static void a_stray_byte_decodes_to_the_replacement(void **state)
{
    unsigned width = 0;
    (void)state;
    assert_int_equal(onr_utf8_decode("a\xFFz", 3, 1, &width), 0xFFFD);
    assert_int_equal(width, 1);
    assert_int_equal(onr_utf8_decode("\xE2\x80", 2, 0, &width), 0xFFFD);
    assert_int_equal(width, 1);
}

static void nothing_is_valid(void **state)
{
    (void)state;
    assert_int_equal(onr_utf8_check("", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_decoded),
        cmocka_unit_test(faults_are_found_where_they_stand),
        cmocka_unit_test(a_stray_byte_decodes_to_the_replacement),
        cmocka_unit_test(nothing_is_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
