/* The index of lines under random edits equals a fresh one, and places lead to bytes and back. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/position.h"

#define LARGEST 20000

static uint64_t state = 88172645463325252u;

static uint32_t random_below(uint32_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 33) % limit;
}

/* Pieces that meet in every way: halves of CR LF, widths of one to four bytes. */
static const char *const pieces[] = {"\r", "\n", "\r\n", "a", "é", "“", "😀", "words of a line", "", "\n\r"};

static uint32_t character_start(const char *bytes, uint32_t at)
{
    while (at > 0 && ((unsigned char)bytes[at] & 0xC0) == 0x80)
        at--;
    return at;
}

struct text {
    char bytes[LARGEST + 1];
    uint32_t length;
};

static uint32_t fill(char *to, uint32_t most)
{
    uint32_t length = 0;
    for (uint32_t count = random_below(12); count > 0; count--) {
        const char *piece = pieces[random_below(sizeof pieces / sizeof *pieces)];
        if (length + strlen(piece) > most)
            break;
        memcpy(to + length, piece, strlen(piece));
        length += (uint32_t)strlen(piece);
    }
    return length;
}

/* The line index as the definition has it, a byte at a time. */
static void check_lines(const struct onr_index *index, const struct text *text)
{
    uint32_t line = 0;
    assert_int_equal(index->starts[0], 0);
    for (uint32_t i = 0; i < text->length; i++) {
        bool lf = text->bytes[i] == '\n';
        bool cr = text->bytes[i] == '\r' && (i + 1 == text->length || text->bytes[i + 1] != '\n');
        if (lf || cr) {
            line++;
            assert_true(line < index->count);
            assert_int_equal(index->starts[line], i + 1);
        }
    }
    assert_int_equal(index->count, line + 1);
}

static void check_places(struct onr_index *index, const struct text *text)
{
    for (int i = 0; i < 20; i++) {
        uint32_t at = text->length ? character_start(text->bytes, random_below(text->length + 1)) : 0;
        struct onr_place place = onr_index_place(index, text->bytes, text->length, at);
        uint32_t end = onr_index_line_end(index, text->bytes, text->length, place.line);
        uint32_t start = index->starts[place.line];
        uint32_t wanted = at < end ? at : end; /* between CR and LF is the end of the line */
        assert_int_equal(onr_index_offset(index, text->bytes, text->length, place), wanted);
        assert_int_equal(place.character, onr_units_of(index->units, text->bytes + start, wanted - start));
        place.character += 100000;
        assert_int_equal(onr_index_offset(index, text->bytes, text->length, place), end);
        place.line += index->count;
        assert_int_equal(onr_index_offset(index, text->bytes, text->length, place), text->length);
    }
}

static void edit(struct onr_index *index, struct text *text)
{
    static char piece[400];
    uint32_t start = character_start(text->bytes, random_below(text->length + 1));
    uint32_t reach = random_below(4) ? 6 : text->length - start + 1;
    uint32_t end = start + random_below(reach);
    end = end < text->length ? character_start(text->bytes, end) : text->length;
    end = end < start ? start : end;
    uint32_t length = fill(piece, LARGEST - (text->length - (end - start)) < sizeof piece ? 0 : sizeof piece);
    memmove(text->bytes + start + length, text->bytes + end, text->length - end);
    memcpy(text->bytes + start, piece, length);
    text->length += length - (end - start);
    text->bytes[text->length] = '\0';
    assert_int_equal(onr_index_edit(index, text->bytes, text->length, start, end, start + length), 0);
}

static void edits(enum onr_units units)
{
    static struct text text;
    struct onr_index index;
    text.length = fill(text.bytes, 400);
    assert_int_equal(onr_index_open(&index, units, text.bytes, text.length), 0);
    for (int i = 0; i < 4000; i++) {
        edit(&index, &text);
        check_lines(&index, &text);
        if (i % 10 == 0)
            check_places(&index, &text);
    }
    onr_index_close(&index);
}

static void edits_in_each_encoding(void **unused)
{
    (void)unused;
    edits(ONR_UNITS_UTF16);
    edits(ONR_UNITS_UTF8);
    edits(ONR_UNITS_UTF32);
}

/* One line of many kilobytes, where sums of units are used. */
static void places_on_a_long_line(void **unused)
{
    static struct text text;
    struct onr_index index;
    (void)unused;
    for (int units = ONR_UNITS_UTF16; units <= ONR_UNITS_UTF32; units++) {
        text.length = 0;
        while (text.length + 40 < LARGEST) {
            const char *piece = pieces[3 + random_below(5)];
            memcpy(text.bytes + text.length, piece, strlen(piece));
            text.length += (uint32_t)strlen(piece);
        }
        assert_int_equal(onr_index_open(&index, (enum onr_units)units, text.bytes, text.length), 0);
        for (int i = 0; i < 200; i++)
            check_places(&index, &text);
        onr_index_close(&index);
    }
}

static uint32_t offset_of(const char *text, enum onr_units units, uint32_t line, uint32_t character)
{
    struct onr_index index;
    uint32_t length = (uint32_t)strlen(text);
    assert_int_equal(onr_index_open(&index, units, text, length), 0);
    uint32_t offset = onr_index_offset(&index, text, length, (struct onr_place){line, character});
    onr_index_close(&index);
    return offset;
}

static void places_inside_a_character(void **unused)
{
    (void)unused;
    assert_int_equal(offset_of("a😀b", ONR_UNITS_UTF16, 0, 2), 1);
    assert_int_equal(offset_of("a😀b", ONR_UNITS_UTF16, 0, 3), 5);
    assert_int_equal(offset_of("a😀b", ONR_UNITS_UTF8, 0, 3), 1);
    assert_int_equal(offset_of("a😀b", ONR_UNITS_UTF32, 0, 2), 5);
    assert_int_equal(offset_of("a\r\nb", ONR_UNITS_UTF16, 0, 9), 1);
    assert_int_equal(offset_of("a\rb", ONR_UNITS_UTF16, 1, 1), 3);
    assert_int_equal(offset_of("", ONR_UNITS_UTF16, 7, 7), 0);
}

static void the_names_of_units(void **unused)
{
    enum onr_units units = ONR_UNITS_UTF8;
    (void)unused;
    assert_true(onr_units_find("utf-32", &units) && units == ONR_UNITS_UTF32);
    assert_true(onr_units_find(onr_units_name(ONR_UNITS_UTF16), &units) && units == ONR_UNITS_UTF16);
    assert_false(onr_units_find("utf-7", &units));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_in_each_encoding),    cmocka_unit_test(places_on_a_long_line),
        cmocka_unit_test(places_inside_a_character), cmocka_unit_test(the_names_of_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
