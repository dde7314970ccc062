/* The reader of rule files: every key, lines that carry on, and each fault at its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "rule/rule.h"

#define REQUIRED "id: a\ntitle: b\nmessage: c\nwhy: d\nfix: e\n"

static int find_list(void *context, const char *name)
{
    (void)context;
    return strcmp(name, "cues") == 0 ? 3 : strcmp(name, "cues-except") == 0 ? 4 : strcmp(name, "tame") == 0 ? 5 : -1;
}

static struct onr_arena arena;

static int open_arena(void **state)
{
    (void)state;
    onr_arena_init(&arena);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    onr_arena_finish(&arena);
    return 0;
}

static int read_text(struct onr_rule_spec *spec, const char *text, struct onr_error *error)
{
    return onr_rule_read(spec, &arena, text, strlen(text), find_list, NULL, error);
}

static void assert_reads(struct onr_rule_spec *spec, const char *text)
{
    struct onr_error error = {0};
    int code = read_text(spec, text, &error);
    if (code)
        fail_msg("line %u: %s", (unsigned)error.offset, error.text);
}

static void assert_refused(const char *text, unsigned line, const char *word)
{
    struct onr_rule_spec spec;
    struct onr_error error = {0};
    assert_int_not_equal(read_text(&spec, text, &error), 0);
    assert_int_equal(error.offset, line);
    if (!strstr(error.text, word))
        fail_msg("“%s” does not speak of “%s”", error.text, word);
}

static void the_least_rule(void **state)
{
    struct onr_rule_spec spec;
    (void)state;
    assert_reads(&spec, REQUIRED);
    assert_string_equal(spec.rule.id, "a");
    assert_string_equal(spec.rule.fix, "e");
    assert_string_equal(spec.rule.traps, "");
    assert_int_equal(spec.list, -1);
    assert_int_equal(spec.where_count, 0);
}

static void every_key(void **state)
{
    struct onr_rule_spec spec;
    (void)state;
    assert_reads(&spec, REQUIRED "kind: cue-words\nwhere: class=unnamed|media level=D0\nlist: cues\nspan: words\n"
                                 "of: article\npoints: reason R0=15 Rg=12\nrate: 500\ncap: 4\nshare: yes\n"
                                 "silent: routine=yes\nseverity: EWIH-EW\nthreshold: 1 2 3 4 5 6 7\n");
    assert_int_equal(spec.kind, ONR_RULE_KIND_cue_words);
    assert_int_equal(spec.where_count, 2);
    assert_int_equal(spec.where[0].attribute, ONR_ATTRIBUTE_CLASS);
    assert_int_equal(spec.where[0].values, 1u << ONR_CLASS_UNNAMED | 1u << ONR_CLASS_MEDIA);
    assert_int_equal(spec.where[1].values, 1u << ONR_LEVEL_D0);
    assert_int_equal(spec.list, 3);
    assert_int_equal(spec.except, 4); /* found by the list's name */
    assert_int_equal(spec.place, ONR_PLACE_WORDS);
    assert_int_equal(spec.subject, ONR_SUBJECT_ARTICLE);
    assert_int_equal(spec.points_count, 2);
    assert_int_equal(spec.points[1].values, 1u << ONR_REASON_RG);
    assert_true(spec.points[1].points == 12);
    assert_true(spec.rate == 500 && spec.cap == 4 && spec.share);
    assert_int_equal(spec.silent.attribute, ONR_ATTRIBUTE_ROUTINE);
    assert_int_equal(spec.rule.severity[0], ONR_SEVERITY_ERROR);
    assert_int_equal(spec.rule.severity[3], ONR_SEVERITY_HINT);
    assert_int_equal(spec.rule.severity[4], ONR_SEVERITY_OFF);
    assert_true(spec.threshold[0] == 1 && spec.threshold[6] == 7);
}

static void one_number_is_for_all_profiles(void **state)
{
    struct onr_rule_spec spec;
    (void)state;
    assert_reads(&spec, REQUIRED "threshold: 2.5\npoints: 8\n");
    for (unsigned i = 0; i < ONR_PROFILES; i++)
        assert_true(spec.threshold[i] == 2.5f);
    assert_int_equal(spec.points_count, 1);
    assert_int_equal(spec.points[0].attribute, ONR_ATTRIBUTES);
}

static void lines_carry_on(void **state)
{
    struct onr_rule_spec spec;
    (void)state;
    assert_reads(&spec, "id: a\ntitle: one\n  two\n  three\n\n# no key: at all\nmessage: c\nwhy: d\nfix: e");
    assert_string_equal(spec.rule.title, "one two three");
}

static void traps_are_gathered_and_examples_passed_over(void **state)
{
    struct onr_rule_spec spec;
    (void)state;
    assert_reads(&spec, REQUIRED "trap: one\ntrap: two\n  and more\nflag: [[a]] b\nflag: c\npass: d\n");
    assert_string_equal(spec.rule.traps, "one\ntwo and more");
}

static void an_exception_may_be_named(void **state)
{
    struct onr_rule_spec spec;
    (void)state;
    assert_reads(&spec, REQUIRED "except: tame\nlist: cues\n");
    assert_int_equal(spec.except, 5);
    assert_reads(&spec, REQUIRED "list: cues\nexcept: tame\n");
    assert_int_equal(spec.except, 5);
}

static void edits(void **state)
{
    struct onr_rule_spec spec;
    (void)state;
    assert_reads(&spec, REQUIRED "edit: replace words \"-ed=said *=say\" Write “{new}”\n"
                                 "offer: insert-after last when last=to|that \" by TK\" Say  by whom\n"
                                 "offer: insert-before source when reason=R0|Rg \"TK \" Put a number\n"
                                 "edit: move-speaker Move the speaker\nbefore: a\nafter: b\n");
    assert_int_equal(spec.edit_count, 4);
    assert_int_equal(spec.edits[0].kind, ONR_EDIT_replace);
    assert_int_equal(spec.edits[0].place, ONR_EDIT_AT_words);
    assert_true(spec.edits[0].safe && !spec.edits[0].when && !spec.edits[0].where.values);
    assert_string_equal(spec.edits[0].text, "-ed=said *=say");
    assert_string_equal(spec.edits[0].title, "Write “{new}”");
    assert_string_equal(spec.edits[1].when, "last=to|that");
    assert_string_equal(spec.edits[1].text, " by TK");
    assert_false(spec.edits[1].safe);
    assert_int_equal(spec.edits[2].where.attribute, ONR_ATTRIBUTE_REASON);
    assert_int_equal(spec.edits[2].where.values, 1u << ONR_REASON_R0 | 1u << ONR_REASON_RG);
    assert_int_equal(spec.edits[3].kind, ONR_EDIT_move_speaker);
    assert_string_equal(spec.edits[3].title, "Move the speaker");
}

static void faults_of_edits(void **state)
{
    (void)state;
    assert_refused("edit:\n", 1, "kind");
    assert_refused("edit: erase words \"a\" b\n", 1, "erase");
    assert_refused("id: a\noffer: replace nowhere \"a\" b\n", 2, "nowhere");
    assert_refused("offer: replace\n", 1, "place");
    assert_refused("edit: replace words a b\n", 1, "quotation marks");
    assert_refused("edit: replace words \"a b\n", 1, "quotation marks");
    assert_refused("edit: replace words \"a=b\"\n", 1, "title");
    assert_refused("edit: move-speaker\n", 1, "title");
    assert_refused("edit: rewrite words when \"a\" b\n", 1, "no condition");
    assert_refused("edit: rewrite words when size=big \"a\" b\n", 1, "size");
    assert_refused("edit: drop-marks a\nedit: drop-marks a\nedit: drop-marks a\nedit: drop-marks a\noffer: drop-marks a\n", 5,
                   "edits");
}

static void faults_are_told_with_their_line(void **state)
{
    (void)state;
    assert_refused("id: a\nkind: nothing\n", 2, "nothing");
    assert_refused("id: a\n\n# x\ncolour: red\n", 4, "colour");
    assert_refused("id: a\nid: b\n", 2, "twice");
    assert_refused("where: class=nobody\n", 1, "nobody");
    assert_refused("where: size=big\n", 1, "size");
    assert_refused("where: class\n", 1, "class");
    assert_refused("where: class=\n", 1, "class");
    assert_refused("list: missing\n", 1, "missing");
    assert_refused("except: missing\n", 1, "missing");
    assert_refused("rate: fast\n", 1, "fast");
    assert_refused("rate: -1\n", 1, "-1");
    assert_refused("title: x\n  y\nspan: nowhere\n", 3, "nowhere");
    assert_refused("id: a\n", 1, "needs");
}

static void severities_are_seven(void **state)
{
    struct onr_rule_spec spec;
    struct onr_error error = {0};
    (void)state;
    assert_int_not_equal(read_text(&spec, REQUIRED "severity: EWI\n", &error), 0);
    error = (struct onr_error){0};
    assert_int_not_equal(read_text(&spec, REQUIRED "severity: EWIHXEW\n", &error), 0);
    error = (struct onr_error){0};
    assert_int_not_equal(read_text(&spec, REQUIRED "severity: EWIHEWEW\n", &error), 0);
}

static void thresholds_are_one_or_seven(void **state)
{
    struct onr_rule_spec spec;
    struct onr_error error = {0};
    (void)state;
    assert_int_not_equal(read_text(&spec, REQUIRED "threshold: 1 2\n", &error), 0);
    error = (struct onr_error){0};
    assert_int_not_equal(read_text(&spec, REQUIRED "threshold: 1 2 3 4 5 6 7 8\n", &error), 0);
}

static void more_conditions_than_there_is_room_for(void **state)
{
    (void)state;
    assert_refused("where: class=media class=media class=media class=media class=media class=media class=media\n", 1,
                   "conditions");
}

static void built_in_rules_are_complete(void **state)
{
    (void)state;
    assert_true(onr_rule_count() >= 12);
    for (uint32_t i = 0; i < onr_rule_count(); i++) {
        const struct onr_rule *rule = onr_policy_rule_at(NULL, i);
        assert_int_equal(onr_rule_find(rule->id), i);
        assert_true(*rule->title && *rule->message && *rule->why && *rule->fix);
        if (i)
            assert_true(strcmp(onr_policy_rule_at(NULL, i - 1)->id, rule->id) < 0);
        for (unsigned p = 0; p < ONR_PROFILES; p++)
            assert_true(rule->severity[p] <= ONR_SEVERITY_ERROR);
    }
    assert_int_equal(onr_rule_find("no-such-rule"), ONR_NONE);
}

#define READ_TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        READ_TEST(the_least_rule),
        READ_TEST(every_key),
        READ_TEST(one_number_is_for_all_profiles),
        READ_TEST(lines_carry_on),
        READ_TEST(traps_are_gathered_and_examples_passed_over),
        READ_TEST(an_exception_may_be_named),
        READ_TEST(edits),
        READ_TEST(faults_of_edits),
        READ_TEST(faults_are_told_with_their_line),
        READ_TEST(severities_are_seven),
        READ_TEST(thresholds_are_one_or_seven),
        READ_TEST(more_conditions_than_there_is_room_for),
        READ_TEST(built_in_rules_are_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
