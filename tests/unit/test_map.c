/* The map: many keys, keys that collide, key 0, keeping and replacing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/map.h"

static void an_empty_map_holds_nothing(void **state)
{
    struct onr_map map = {0};
    (void)state;
    assert_int_equal(onr_map_get(&map, 0), UINT32_MAX);
    assert_int_equal(onr_map_get(&map, 12345), UINT32_MAX);
}

static void many_keys_are_found_again(void **state)
{
    struct onr_map map = {0};
    struct onr_arena arena;
    (void)state;
    onr_arena_init(&arena);
    for (uint32_t i = 0; i < 20000; i++)
        onr_map_set(&map, &arena, onr_hash_mix(i + 1), i, false);
    assert_int_equal(map.count, 20000);
    for (uint32_t i = 0; i < 20000; i++)
        assert_int_equal(onr_map_get(&map, onr_hash_mix(i + 1)), i);
    for (uint32_t i = 20000; i < 30000; i++)
        assert_int_equal(onr_map_get(&map, onr_hash_mix(i + 1)), UINT32_MAX);
    onr_arena_finish(&arena);
}

static void a_value_is_kept_or_replaced(void **state)
{
    struct onr_map map = {0};
    struct onr_arena arena;
    (void)state;
    onr_arena_init(&arena);
    onr_map_set(&map, &arena, 42, 1, true);
    onr_map_set(&map, &arena, 42, 2, true);
    assert_int_equal(onr_map_get(&map, 42), 1);
    onr_map_set(&map, &arena, 42, 3, false);
    assert_int_equal(onr_map_get(&map, 42), 3);
    assert_int_equal(map.count, 1);
    onr_arena_finish(&arena);
}

static void key_zero_is_a_key(void **state)
{
    struct onr_map map = {0};
    struct onr_arena arena;
    (void)state;
    onr_arena_init(&arena);
    onr_map_set(&map, &arena, 0, 7, false);
    assert_int_equal(onr_map_get(&map, 0), 7);
    assert_int_equal(onr_map_get(&map, 99), UINT32_MAX);
    onr_arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_holds_nothing),
        cmocka_unit_test(many_keys_are_found_again),
        cmocka_unit_test(a_value_is_kept_or_replaced),
        cmocka_unit_test(key_zero_is_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
