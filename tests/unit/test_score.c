/* Scores: hits summed by source, attribution and article, by the rubric's own arithmetic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "reading.h"
#include "score/score.h"

#define ROOM 16

/* A draft of one body paragraph with as many attributions and hits as a test puts there. */
struct sheet {
    struct reading reading;
    struct onr_attributions attributions;
    struct onr_sources sources;
    struct onr_hits hits;
    struct onr_scores scores;
    uint32_t of[ROOM]; /* source of each attribution */
};

static void open_sheet(struct sheet *sheet)
{
    memset(sheet, 0, sizeof *sheet);
    reading_open(&sheet->reading, "The port is shut and it will stay shut until the mayor says so, he said.\n", "plain");
    assert_int_equal(onr_token_block(&sheet->reading.prose, 0)->kind, ONR_BLOCK_BODY);
    sheet->sources.of_attribution = sheet->of;
}

static void add_source(struct sheet *sheet)
{
    ONR_ARRAY_PUSH(&sheet->reading.arena, &sheet->sources.records, (struct onr_source){.class_ = ONR_CLASS_UNNAMED});
}

static uint32_t add_attribution(struct sheet *sheet, uint32_t source, uint32_t words, bool nested)
{
    struct onr_attribution record = {.words = words, .nested = nested};
    struct onr_attribution_tokens tokens = {.content = 0, .content_end = 1};
    sheet->of[sheet->attributions.records.count] = source;
    ONR_ARRAY_PUSH(&sheet->reading.arena, &sheet->attributions.records, record);
    ONR_ARRAY_PUSH(&sheet->reading.arena, &sheet->attributions.tokens, tokens);
    return sheet->attributions.records.count - 1;
}

static void add_hit(struct sheet *sheet, uint32_t rule, uint8_t subject, uint32_t of, float points)
{
    struct onr_hit hit = {.rule = rule, .subject = subject, .source = ONR_NONE, .attribution = ONR_NONE,
                          .points = points, .shown = true, .scored = true};
    if (subject == ONR_SUBJECT_SOURCE)
        hit.source = of;
    else if (subject == ONR_SUBJECT_ATTRIBUTION)
        hit.attribution = of;
    ONR_ARRAY_PUSH(&sheet->reading.arena, &sheet->hits.all, hit);
}

static const struct onr_score *sum(struct sheet *sheet)
{
    struct onr_error error = {0};
    assert_int_equal(onr_scores_sum(&sheet->scores, &sheet->reading.arena, &sheet->reading.prose, &sheet->attributions,
                                    &sheet->sources, &sheet->hits, &error), ONR_OK);
    return &sheet->scores.article;
}

static void close_sheet(struct sheet *sheet)
{
    reading_close(&sheet->reading);
}

static void nothing_attributed_is_no_score(void **state)
{
    struct sheet s;
    (void)state;
    open_sheet(&s);
    assert_false(sum(&s)->has_value);
    assert_false(s.scores.article.confident);
    close_sheet(&s);
}

static void a_source_loses_what_its_rules_take(void **state)
{
    struct sheet s;
    (void)state;
    open_sheet(&s);
    add_source(&s);
    add_attribution(&s, 0, 20, false);
    add_hit(&s, 1, ONR_SUBJECT_SOURCE, 0, 30);
    add_hit(&s, 2, ONR_SUBJECT_SOURCE, 0, 20);
    add_hit(&s, 3, ONR_SUBJECT_SOURCE, 0, 6);
    assert_int_equal(sum(&s)->value, 44);
    assert_true(s.scores.sources[0].value == 44);
    assert_int_equal(s.scores.sources[0].deductions.count, 3);
    assert_int_equal(s.scores.sources[0].deductions.at[2].rule, 3);
    assert_true(s.scores.attributions[0].value == 44);
    assert_int_equal(s.scores.attributions[0].deductions.count, 0);
    close_sheet(&s);
}

static void a_rule_takes_its_points_once_a_source(void **state)
{
    struct sheet s;
    (void)state;
    open_sheet(&s);
    add_source(&s);
    add_attribution(&s, 0, 20, false);
    add_hit(&s, 1, ONR_SUBJECT_SOURCE, 0, 30);
    add_hit(&s, 1, ONR_SUBJECT_SOURCE, 0, 30);
    assert_int_equal(sum(&s)->value, 70);
    close_sheet(&s);
}

static void local_rules_come_on_top_and_stop_at_zero(void **state)
{
    struct sheet s;
    (void)state;
    open_sheet(&s);
    add_source(&s);
    add_attribution(&s, 0, 8, false);
    add_attribution(&s, 0, 8, false);
    add_hit(&s, 1, ONR_SUBJECT_SOURCE, 0, 85);
    add_hit(&s, 2, ONR_SUBJECT_ATTRIBUTION, 1, 20);
    sum(&s);
    assert_true(s.scores.attributions[0].value == 15);
    assert_true(s.scores.attributions[1].value == 0);
    assert_int_equal(s.scores.article.value, 8); /* 7.5, rounded half up */
    close_sheet(&s);
}

static void content_weighs_eight_to_forty_words(void **state)
{
    struct sheet s;
    (void)state;
    open_sheet(&s);
    add_source(&s);
    add_source(&s);
    add_attribution(&s, 0, 2, false);   /* weighs 8 */
    add_attribution(&s, 1, 500, false); /* weighs 40 */
    add_hit(&s, 1, ONR_SUBJECT_SOURCE, 1, 60);
    assert_true(sum(&s)->mean == (100.0 * 8 + 40.0 * 40) / 48);
    close_sheet(&s);
}

static void nested_and_elided_ones_do_not_count(void **state)
{
    struct sheet s;
    (void)state;
    open_sheet(&s);
    add_source(&s);
    add_attribution(&s, 0, 10, false);
    add_attribution(&s, 0, 10, true);
    add_attribution(&s, ONR_NONE, 10, false); /* no source and no rule says so */
    add_hit(&s, 1, ONR_SUBJECT_ATTRIBUTION, 1, 50);
    assert_int_equal(sum(&s)->value, 100);
    close_sheet(&s);
}

static void a_claim_of_nobody_counts(void **state)
{
    struct sheet s;
    (void)state;
    open_sheet(&s);
    add_source(&s);
    add_attribution(&s, 0, 10, false);
    add_attribution(&s, ONR_NONE, 10, false);
    add_hit(&s, 1, ONR_SUBJECT_ATTRIBUTION, 1, 85);
    assert_true(sum(&s)->mean == 57.5);
    close_sheet(&s);
}

static void the_article_loses_once_a_rule_and_at_most_25(void **state)
{
    struct sheet s;
    (void)state;
    open_sheet(&s);
    add_source(&s);
    add_attribution(&s, 0, 10, false);
    add_hit(&s, 4, ONR_SUBJECT_ARTICLE, 0, 5);
    add_hit(&s, 4, ONR_SUBJECT_ARTICLE, 0, 5);
    assert_int_equal(sum(&s)->value, 95);
    assert_int_equal(s.scores.article.deductions.count, 1);
    for (uint32_t rule = 5; rule < 12; rule++)
        add_hit(&s, rule, ONR_SUBJECT_ARTICLE, 0, 5);
    assert_int_equal(sum(&s)->value, 75);
    close_sheet(&s);
}

static void a_hit_that_only_shows_takes_nothing(void **state)
{
    struct sheet s;
    (void)state;
    open_sheet(&s);
    add_source(&s);
    add_attribution(&s, 0, 10, false);
    add_hit(&s, 1, ONR_SUBJECT_SOURCE, 0, 30);
    add_hit(&s, 2, ONR_SUBJECT_ARTICLE, 0, 5);
    for (uint32_t i = 0; i < s.hits.all.count; i++)
        s.hits.all.at[i].scored = false;
    assert_int_equal(sum(&s)->value, 100);
    close_sheet(&s);
}

/* The worked example of the rubric: nine attributions, 130 words, 47.46 before the article's rules, 35 after. */
static void the_worked_example(void **state)
{
    static const struct { uint32_t source, words; } told[] = {
        {0, 27}, {0, 17}, {0, 19}, {1, 8}, {2, 16}, {0, 17}, {3, 10}, {4, 8}, {5, 8},
    };
    static const float off[] = {68, 20, 55, 0, 10, 10};
    struct sheet s;
    (void)state;
    open_sheet(&s);
    for (uint32_t i = 0; i < 6; i++)
        add_source(&s);
    for (uint32_t i = 0; i < 9; i++)
        add_attribution(&s, told[i].source, told[i].words, false);
    for (uint32_t i = 0; i < 6; i++)
        if (off[i] > 0)
            add_hit(&s, 1, ONR_SUBJECT_SOURCE, i, off[i]);
    add_hit(&s, 2, ONR_SUBJECT_ATTRIBUTION, 2, 10);
    add_hit(&s, 3, ONR_SUBJECT_ARTICLE, 0, 12);
    sum(&s);
    assert_true(s.scores.attributions[2].value == 22);
    assert_true(s.scores.article.mean > 47.45 && s.scores.article.mean < 47.47);
    assert_int_equal(s.scores.article.value, 35);
    assert_int_equal(s.scores.article.band, ONR_BAND_THIN);
    assert_false(s.scores.article.confident); /* the sheet has fewer than 150 words */
    close_sheet(&s);
}

static void bands(void **state)
{
    static const struct { float off; int band; } rows[] = {
        {15, ONR_BAND_ON_RECORD}, {16, ONR_BAND_MOSTLY}, {30, ONR_BAND_MOSTLY}, {31, ONR_BAND_MIXED},
        {50, ONR_BAND_MIXED}, {51, ONR_BAND_THIN}, {70, ONR_BAND_THIN}, {71, ONR_BAND_OPAQUE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sheet s;
        open_sheet(&s);
        add_source(&s);
        add_attribution(&s, 0, 10, false);
        add_hit(&s, 1, ONR_SUBJECT_SOURCE, 0, rows[i].off);
        assert_int_equal((int)sum(&s)->band, rows[i].band);
        close_sheet(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_attributed_is_no_score),
        cmocka_unit_test(a_source_loses_what_its_rules_take),
        cmocka_unit_test(a_rule_takes_its_points_once_a_source),
        cmocka_unit_test(local_rules_come_on_top_and_stop_at_zero),
        cmocka_unit_test(content_weighs_eight_to_forty_words),
        cmocka_unit_test(nested_and_elided_ones_do_not_count),
        cmocka_unit_test(a_claim_of_nobody_counts),
        cmocka_unit_test(the_article_loses_once_a_rule_and_at_most_25),
        cmocka_unit_test(a_hit_that_only_shows_takes_nothing),
        cmocka_unit_test(the_worked_example),
        cmocka_unit_test(bands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
