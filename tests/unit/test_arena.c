/* The arena and its arrays: alignment, zeroed memory, growth in place and elsewhere, sizes that cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static int open_arena(void **state)
{
    static struct onr_arena arena;
    onr_arena_init(&arena);
    *state = &arena;
    return 0;
}

static int close_arena(void **state)
{
    onr_arena_finish(*state);
    return 0;
}

static void pieces_are_aligned_zeroed_and_apart(void **state)
{
    unsigned char *pieces[200];
    for (size_t i = 0; i < 200; i++) {
        pieces[i] = onr_arena_take(*state, i);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % 16, 0);
        for (size_t j = 0; j < i; j++)
            assert_int_equal(pieces[i][j], 0);
        memset(pieces[i], (int)i, i);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t j = 0; j < i; j++)
            assert_int_equal(pieces[i][j], i);
}

static void a_piece_larger_than_a_chunk(void **state)
{
    char *small = onr_arena_take(*state, 1);
    char *large = onr_arena_take(*state, (size_t)9 << 20);
    assert_non_null(small);
    assert_non_null(large);
    large[((size_t)9 << 20) - 1] = 'x';
    assert_int_equal(*small, 0);
}

static void a_size_that_cannot_be_fails(void **state)
{
    struct onr_arena *arena = *state;
    assert_null(onr_arena_take(arena, SIZE_MAX));
    assert_true(arena->failed);
    assert_null(onr_arena_take(arena, SIZE_MAX - 8));
    assert_non_null(onr_arena_take(arena, 8));
    assert_true(arena->failed); /* it stays so: a stage looks once, at its end */
}

static void text_is_copied_with_an_end(void **state)
{
    char bytes[] = "abcdef";
    char *copy = onr_arena_text(*state, bytes, 3);
    bytes[0] = 'X';
    assert_string_equal(copy, "abc");
    assert_string_equal(onr_arena_text(*state, "", 0), "");
    assert_string_equal(onr_arena_text(*state, NULL, 0), "");
}

static void growing_keeps_and_zeroes(void **state)
{
    unsigned char *piece = onr_arena_take(*state, 10);
    memset(piece, 7, 10);
    unsigned char *between = onr_arena_take(*state, 16); /* so that the piece is not the newest */
    memset(between, 9, 16);
    unsigned char *grown = onr_arena_grow(*state, piece, 10, 4000);
    for (size_t i = 0; i < 4000; i++)
        assert_int_equal(grown[i], i < 10 ? 7 : 0);
    for (size_t i = 0; i < 16; i++)
        assert_int_equal(between[i], 9);
    assert_non_null(onr_arena_grow(*state, NULL, 0, 16));
}

/*
 * A piece that grows where it lies keeps the bytes behind its old size: they were never handed out.
 */
static void growing_in_place_is_zeroed_too(void **state)
{
    unsigned char *piece = onr_arena_take(*state, 16);
    memset(piece, 7, 16);
    unsigned char *grown = onr_arena_grow(*state, piece, 16, 64);
    for (size_t i = 0; i < 64; i++)
        assert_int_equal(grown[i], i < 16 ? 7 : 0);
}

static void an_array_grows_record_by_record(void **state)
{
    ONR_ARRAY(uint32_t) first = {0};
    ONR_ARRAY(struct { char bytes[24]; }) second = {0};
    for (uint32_t i = 0; i < 10000; i++) {
        ONR_ARRAY_PUSH(*state, &first, i * 3);
        if (i % 5 == 0)
            onr_array_reserve(*state, (void **)&second.at, second.count++, &second.room, sizeof *second.at);
    }
    assert_int_equal(first.count, 10000);
    assert_true(first.room >= first.count);
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(first.at[i], i * 3);
    assert_int_equal(second.count, 2000);
}

static void an_arena_is_used_again_after_its_end(void **state)
{
    struct onr_arena *arena = *state;
    onr_arena_take(arena, SIZE_MAX);
    onr_arena_finish(arena);
    assert_false(arena->failed);
    assert_non_null(onr_arena_take(arena, 100));
    struct onr_arena zeroed = {0};
    onr_arena_finish(&zeroed);
}

#define ARENA_TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(pieces_are_aligned_zeroed_and_apart),
        ARENA_TEST(a_piece_larger_than_a_chunk),
        ARENA_TEST(a_size_that_cannot_be_fails),
        ARENA_TEST(text_is_copied_with_an_end),
        ARENA_TEST(growing_keeps_and_zeroes),
        ARENA_TEST(growing_in_place_is_zeroed_too),
        ARENA_TEST(an_array_grows_record_by_record),
        ARENA_TEST(an_arena_is_used_again_after_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
