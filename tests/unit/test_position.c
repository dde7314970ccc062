/* Lines and columns: line ends of three kinds, characters of several bytes, long lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "present/position.h"

static void assert_position(const char *text, uint32_t offset, uint32_t line, uint32_t column)
{
    struct onr_lines lines;
    assert_int_equal(onr_lines_open(&lines, text, (uint32_t)strlen(text)), 0);
    struct onr_position at = onr_lines_position(&lines, offset);
    assert_int_equal(at.line, line);
    assert_int_equal(at.column, column);
    onr_lines_close(&lines);
}

static void byte_columns(void **state)
{
    static const char text[] = "\xEF\xBB\xBF" "\xC3\xA9x\ny";
    struct onr_lines lines;
    (void)state;
    assert_int_equal(onr_lines_open(&lines, text, sizeof text - 1), 0);
    assert_int_equal(onr_lines_byte_column(&lines, 3), 1);
    assert_int_equal(onr_lines_byte_column(&lines, 5), 3);
    assert_int_equal(onr_lines_byte_column(&lines, 7), 1);
    assert_int_equal(onr_lines_byte_column(&lines, 99), 2);
    onr_lines_close(&lines);
}

static void first_character(void **state)
{
    (void)state;
    assert_position("", 0, 1, 1);
    assert_position("abc", 0, 1, 1);
    assert_position("abc", 2, 1, 3);
    assert_position("abc", 3, 1, 4);
}

static void beyond_the_end(void **state)
{
    (void)state;
    assert_position("ab\ncd", 99, 2, 3);
    assert_position("ab\n", 3, 2, 1);
}

static void line_feed(void **state)
{
    (void)state;
    assert_position("ab\ncd\n\ne", 2, 1, 3);
    assert_position("ab\ncd\n\ne", 3, 2, 1);
    assert_position("ab\ncd\n\ne", 6, 3, 1);
    assert_position("ab\ncd\n\ne", 7, 4, 1);
}

static void carriage_return_and_line_feed(void **state)
{
    (void)state;
    assert_position("ab\r\ncd", 3, 1, 4);
    assert_position("ab\r\ncd", 4, 2, 1);
    assert_position("a\r\n\r\nb", 5, 3, 1);
}

static void lone_carriage_return(void **state)
{
    (void)state;
    assert_position("ab\rcd\r", 3, 2, 1);
    assert_position("ab\rcd\r", 6, 3, 1);
    assert_position("a\r\r\nb", 4, 3, 1);
    assert_position("a\n\rb", 3, 3, 1);
}

static void other_separators_end_no_line(void **state)
{
    (void)state;
    assert_position("a\x0b"
                    "b\x0c"
                    "c",
                    4, 1, 5);
    assert_position("a\xe2\x80\xa8"
                    "b",
                    4, 1, 3);
}

static void columns_count_characters(void **state)
{
    (void)state;
    assert_position("\xe2\x80\x9cNo,\xe2\x80\x9d he said", 9, 1, 6);
    assert_position("\xf0\x9f\x98\x80x", 4, 1, 2);
    assert_position("e\xcc\x81x", 3, 1, 3);
}

static void byte_order_mark_is_no_character(void **state)
{
    (void)state;
    assert_position("\xef\xbb\xbf"
                    "abc",
                    3, 1, 1);
    assert_position("\xef\xbb\xbf"
                    "abc",
                    5, 1, 3);
    assert_position("\xef\xbb\xbf"
                    "abc",
                    0, 1, 1);
    assert_position("\xef\xbb\xbf"
                    "a\nbc",
                    6, 2, 2);
}

/* Every offset of a long text of wide characters, against counting from its beginning. */
static void every_offset_of_a_long_text(void **state)
{
    static const char pattern[] = "caf\xc3\xa9 \xe2\x80\x9cy\xe2\x80\x9d\r";
    const uint32_t size = sizeof pattern - 1;
    const uint32_t length = size * 2000;
    char *text = malloc(length);
    struct onr_lines lines;
    (void)state;
    for (uint32_t i = 0; i < length; i++)
        text[i] = i % size == size - 1 && i / size % 700 ? ' ' : pattern[i % size];
    assert_int_equal(onr_lines_open(&lines, text, length), 0);
    uint32_t line = 1;
    uint32_t column = 1;
    for (uint32_t i = 0; i < length; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) {
            struct onr_position at = onr_lines_position(&lines, i);
            assert_int_equal(at.line, line);
            assert_int_equal(at.column, column);
            column++;
        }
        if (text[i] == '\r') {
            line++;
            column = 1;
        }
    }
    assert_int_equal(lines.count, line);
    onr_lines_close(&lines);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_character),
        cmocka_unit_test(beyond_the_end),
        cmocka_unit_test(line_feed),
        cmocka_unit_test(carriage_return_and_line_feed),
        cmocka_unit_test(lone_carriage_return),
        cmocka_unit_test(other_separators_end_no_line),
        cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(byte_columns),
        cmocka_unit_test(byte_order_mark_is_no_character),
        cmocka_unit_test(every_offset_of_a_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
