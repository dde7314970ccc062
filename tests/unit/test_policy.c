/* Policies: words and rules of a newsroom's own, severities and thresholds, each fault at its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "onrecord.h"

#define HEAD "title: t\nmessage: “{words}” here\nwhy: w\nfix: f\nseverity: W\n"

static int open_policy(void **state)
{
    *state = onr_policy_new(NULL);
    return *state ? 0 : -1;
}

static int close_policy(void **state)
{
    onr_policy_free(*state);
    return 0;
}

static void add_words(struct onr_policy *policy, const char *name, const char *text)
{
    struct onr_error error = {0};
    if (onr_policy_add_words(policy, name, text, strlen(text), &error))
        fail_msg("%s:%u: %s", name, (unsigned)error.offset, error.text);
}

static uint32_t add_rule(struct onr_policy *policy, const char *text)
{
    struct onr_error error = {0};
    if (onr_policy_add_rule(policy, text, strlen(text), &error))
        fail_msg("line %u: %s", (unsigned)error.offset, error.text);
    return onr_policy_rule_count(policy) - 1;
}

static void assert_words_refused(struct onr_policy *policy, const char *name, const char *text, size_t length,
                                 unsigned line, const char *word)
{
    struct onr_error error = {0};
    assert_int_not_equal(onr_policy_add_words(policy, name, text, length, &error), 0);
    assert_int_equal(error.offset, line);
    if (!strstr(error.text, word))
        fail_msg("“%s” does not speak of “%s”", error.text, word);
}

static void assert_rule_refused(struct onr_policy *policy, const char *text, unsigned line, const char *word)
{
    struct onr_error error = {0};
    assert_int_equal(onr_policy_add_rule(policy, text, strlen(text), &error), ONR_EFORMAT);
    assert_int_equal(error.code, ONR_EFORMAT);
    assert_int_equal(error.offset, line);
    if (!strstr(error.text, word))
        fail_msg("“%s” does not speak of “%s”", error.text, word);
}

static struct onr_analysis *analyze(const char *text, const struct onr_policy *policy)
{
    struct onr_options options = {.policy = policy};
    struct onr_analysis *analysis = onr_analyze(text, strlen(text), &options, NULL);
    assert_non_null(analysis);
    return analysis;
}

/* The finding of a rule at its number from 0, or NULL. */
static const struct onr_finding *finding_of(const struct onr_analysis *analysis, uint32_t rule, uint32_t number)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (findings[i].rule == rule && number-- == 0)
            return &findings[i];
    return NULL;
}

static enum onr_class class_of_first(const char *text, const struct onr_policy *policy)
{
    uint32_t count;
    struct onr_analysis *analysis = analyze(text, policy);
    const struct onr_source *sources = onr_sources(analysis, &count);
    enum onr_class class_ = count ? sources[0].class_ : ONR_CLASSES;
    onr_analysis_free(analysis);
    return class_;
}

static void an_own_rule_finds_own_words(void **state)
{
    struct onr_policy *policy = *state;
    add_words(policy, "jargon", "# ours\nstakeholder, stakeholders\r\n\n  going   forward \nAT&T's\n");
    uint32_t rule = add_rule(policy, "id: our-jargon\nkind: text-words\nlist: jargon\n" HEAD);
    assert_int_equal(rule, onr_rule_count());
    assert_string_equal(onr_policy_rule_at(policy, rule)->id, "our-jargon");
    assert_int_equal(onr_policy_rule_find(policy, "our-jargon"), rule);
    assert_int_equal(onr_policy_rule_find(NULL, "our-jargon"), ONR_NONE);
    struct onr_analysis *analysis = analyze("The Stakeholders met. They will go on, going forward, by AT&T’s cable.", policy);
    const struct onr_finding *first = finding_of(analysis, rule, 0);
    assert_non_null(first);
    assert_int_equal(first->span.start, 4);
    assert_int_equal(first->span.end, 16);
    assert_int_equal(first->severity, ONR_SEVERITY_WARNING);
    assert_string_equal(first->message, "“Stakeholders” here");
    assert_string_equal(onr_analysis_rule(analysis, first->rule)->id, "our-jargon");
    assert_non_null(finding_of(analysis, rule, 1));
    assert_non_null(finding_of(analysis, rule, 2));
    assert_null(finding_of(analysis, rule, 3));
    onr_analysis_free(analysis);
}

static void an_own_rule_may_name_a_list_there_is(void **state)
{
    uint32_t rule = add_rule(*state, "id: our-verbs\nkind: cue-words\nlist: loaded-verbs\n" HEAD);
    struct onr_analysis *analysis = analyze("The port was safe, Mayor Ana Ruiz claimed.", *state);
    assert_non_null(finding_of(analysis, rule, 0));
    onr_analysis_free(analysis);
}

static void own_names_are_known(void **state)
{
    struct onr_policy *policy = *state;
    const char *person = "Summer Falls said the port will close.", *body = "Zentra said the port will close.",
               *outlet = "The Sea Lantern reported that the port will close.";
    assert_int_not_equal(class_of_first(outlet, NULL), ONR_CLASS_MEDIA);
    assert_int_not_equal(class_of_first(body, NULL), ONR_CLASS_ORGANIZATION);
    add_words(policy, "organizations", "Zentra\nMcDonald's\nthe Harbour Alliance\n");
    add_words(policy, "outlets", "The Sea Lantern\n");
    assert_int_equal(class_of_first(body, policy), ONR_CLASS_ORGANIZATION);
    assert_int_equal(class_of_first("McDonald’s said the port will close.", policy), ONR_CLASS_ORGANIZATION);
    assert_int_equal(class_of_first("The Harbour Alliance said the port will close.", policy), ONR_CLASS_ORGANIZATION);
    assert_int_equal(class_of_first("Harbour Alliance said the port will close.", policy), ONR_CLASS_ORGANIZATION);
    assert_int_equal(class_of_first(outlet, policy), ONR_CLASS_MEDIA);
    add_words(policy, "organizations", "Summer Falls\n");
    assert_int_equal(class_of_first(person, policy), ONR_CLASS_ORGANIZATION);
}

static void own_people_are_known(void **state)
{
    const char *person = "White House Jones said the port will close.";
    add_words(*state, "people", "White House Jones\n");
    assert_int_not_equal(class_of_first(person, NULL), ONR_CLASS_NAMED);
    assert_int_equal(class_of_first(person, *state), ONR_CLASS_NAMED);
}

static void own_verbs_report(void **state)
{
    uint32_t before, after;
    const char *text = "The port will close on Friday and the ferries will stay in the yard, Ana Ruiz zorped.";
    struct onr_analysis *analysis = analyze(text, NULL);
    onr_attributions(analysis, &before);
    onr_analysis_free(analysis);
    add_words(*state, "cue-verbs", "zorp, zorps, zorped, zorping\n");
    analysis = analyze(text, *state);
    const struct onr_attribution *attributions = onr_attributions(analysis, &after);
    assert_int_equal(after, 1);
    assert_int_equal(attributions[0].mode, ONR_MODE_INDIRECT);
    assert_int_equal(attributions[0].cue.at[0].start, strstr(text, "zorped") - text);
    assert_true(before == 0 || attributions[0].confidence >= 0);
    onr_analysis_free(analysis);
}

static void severities_are_set(void **state)
{
    struct onr_policy *policy = *state;
    uint32_t rule = onr_rule_find("anonymous-bare"), other = onr_rule_find("anonymous-source");
    const char *text = "The port will close, sources said.";
    assert_int_equal(onr_policy_severity(policy, rule, 0), ONR_SEVERITY_WARNING);
    assert_int_equal(onr_policy_set_severity(policy, rule, ONR_SEVERITY_ERROR, NULL), ONR_OK);
    assert_int_equal(onr_policy_set_severity(policy, other, ONR_SEVERITY_OFF, NULL), ONR_OK);
    for (uint32_t profile = 0; profile < ONR_PROFILES; profile++)
        assert_int_equal(onr_policy_severity(policy, rule, profile), ONR_SEVERITY_ERROR);
    struct onr_analysis *plain = analyze(text, NULL), *set = analyze(text, policy);
    assert_int_equal(finding_of(plain, rule, 0)->severity, ONR_SEVERITY_WARNING);
    assert_int_equal(finding_of(set, rule, 0)->severity, ONR_SEVERITY_ERROR);
    assert_non_null(finding_of(plain, other, 0));
    assert_null(finding_of(set, other, 0));
    assert_int_equal(onr_article_score(plain)->value, onr_article_score(set)->value);
    onr_analysis_free(plain);
    onr_analysis_free(set);
    assert_int_equal(onr_policy_set_severity(policy, 10000, ONR_SEVERITY_OFF, NULL), ONR_EOPTION);
}

static void thresholds_show_and_take_no_points(void **state)
{
    struct onr_policy *policy = *state;
    uint32_t rule = onr_rule_find("late-attribution");
    const char *text = "“The gates were locked at noon and the ferries were sent back to the yard on Monday,” said John Doe, "
                       "a former harbour master.";
    assert_int_equal((int)onr_policy_threshold(policy, rule, 0), 40);
    assert_int_equal((int)onr_policy_threshold(policy, rule, 2), 25);
    assert_true(onr_policy_threshold(policy, onr_rule_find("anonymous-bare"), 0) < 0);
    assert_int_equal(onr_policy_set_threshold(policy, rule, 10, NULL), ONR_OK);
    struct onr_analysis *plain = analyze(text, NULL), *set = analyze(text, policy);
    assert_null(finding_of(plain, rule, 0));
    assert_non_null(finding_of(set, rule, 0));
    assert_true(onr_article_score(plain)->exact == onr_article_score(set)->exact);
    onr_analysis_free(plain);
    onr_analysis_free(set);
    assert_int_equal(onr_policy_set_threshold(policy, onr_rule_find("anonymous-bare"), 3, NULL), ONR_EOPTION);
    assert_int_equal(onr_policy_set_threshold(policy, rule, -1, NULL), ONR_EOPTION);
    assert_int_equal(onr_policy_set_threshold(policy, rule, 1e9, NULL), ONR_EOPTION);
}

/* Points of the score stay where a threshold of the policy hides the finding. */
static void a_higher_threshold_hides_and_still_takes_points(void **state)
{
    struct onr_policy *policy = *state;
    uint32_t rule = onr_rule_find("anonymous-direct-quote");
    const char *text = "“The talks have failed and nobody knows why,” a senior official said.";
    assert_int_equal(onr_policy_set_threshold(policy, rule, 30, NULL), ONR_OK);
    struct onr_analysis *plain = analyze(text, NULL), *set = analyze(text, policy);
    assert_non_null(finding_of(plain, rule, 0));
    assert_null(finding_of(set, rule, 0));
    assert_true(onr_article_score(plain)->exact == onr_article_score(set)->exact);
    onr_analysis_free(plain);
    onr_analysis_free(set);
}

static void idle_words_are_told(void **state)
{
    assert_null(onr_policy_idle_words(*state));
    add_words(*state, "peopel", "Ana Ruiz\n");
    assert_string_equal(onr_policy_idle_words(*state), "peopel");
    add_rule(*state, "id: ours\nkind: text-words\nlist: peopel\n" HEAD);
    assert_null(onr_policy_idle_words(*state));
}

static void faults_of_words_are_told_with_their_line(void **state)
{
    assert_words_refused(*state, "people", "Ana Ruiz\nJohn, , Doe\n", 21, 2, "comma");
    assert_words_refused(*state, "people", "Ana Ruiz\n\n\xff\xfe\n", 13, 3, "UTF-8");
    assert_words_refused(*state, "people", "a b c d e f g h i j k l m\n", 26, 1, "12");
    assert_words_refused(*state, "loaded-verbs", "x\n", 2, 1, "our-loaded-verbs");
}

static void faults_of_rules_are_told_with_their_line(void **state)
{
    struct onr_policy *policy = *state;
    assert_rule_refused(policy, "id: a\nkind: source\npoints: 5\n", 3, "points");
    assert_rule_refused(policy, "id: a\nkind: source\nof: article\n", 3, "of");
    assert_rule_refused(policy, "id: a\nsevrity: W\n", 2, "severity");
    assert_rule_refused(policy, "id: a\nkind: sorce\n", 2, "cue-words");
    assert_rule_refused(policy, "id: a\nkind: text-words\n" HEAD, 1, "list");
    assert_rule_refused(policy, "id: a\nkind: text-words\nlist: none-such\n", 3, "none-such");
    assert_rule_refused(policy, "id: a\nkind: density\n" HEAD, 1, "threshold");
    assert_rule_refused(policy, "id: a\nflag: a [[b\n", 2, "]]");
    assert_rule_refused(policy, "id: a\npass: a\nflag: a ]] b [[\n", 3, "]]");
    assert_rule_refused(policy, "id: A b\nkind: source\n" HEAD, 1, "A b");
    assert_rule_refused(policy, "id: anonymous-bare\nkind: source\n" HEAD, 1, "onrecord's own");
    assert_rule_refused(policy, "id: a\nkind: source\ntitle: t\nmessage: m\nwhy: w\nfix: f\n", 1, "severity");
    assert_rule_refused(policy, "id: a\nkind: source\nseverity: Q\n", 3, "Q");
    add_rule(policy, "id: a\nkind: source\nwhere: class=unnamed\n" HEAD);
    assert_rule_refused(policy, "id: a\nkind: source\n" HEAD, 1, "another");
}

static void rules_saved_elsewhere_are_read(void **state)
{
    uint32_t rule = add_rule(*state, "\xEF\xBB\xBF" "id: ours  \r\nkind: source\r\nwhere: class=unnamed\t\r\n" HEAD);
    assert_string_equal(onr_policy_rule_at(*state, rule)->id, "ours");
    for (uint32_t i = 0; i < ONR_PROFILES; i++)
        assert_int_equal(onr_policy_severity(*state, rule, i), ONR_SEVERITY_WARNING);
}

static void there_are_as_many_lists_as_there_is_room_for(void **state)
{
    char name[] = "list-00";
    for (int i = 0; i < 31; i++) {
        name[5] = (char)('0' + i / 10);
        name[6] = (char)('0' + i % 10);
        add_words(*state, name, "word\n");
    }
    assert_words_refused(*state, "list-31", "word\n", 5, 1, "31");
}

/* The table of own words grows and keeps what it holds. */
static void thousands_of_words(void **state)
{
    char *text = calloc(5000, 24), *at = text;
    for (int i = 0; i < 5000; i++) {
        char digits[5];
        for (int k = 0, rest = i; k < 5; k++, rest /= 10)
            digits[k] = (char)('a' + rest % 10);
        memcpy(at, "Person Xq", 9);
        memcpy(at + 9, digits, 5);
        at[14] = '\n';
        at += 15;
    }
    add_words(*state, "names", text);
    free(text);
    uint32_t rule = add_rule(*state, "id: ours\nkind: text-words\nlist: names\n" HEAD);
    struct onr_analysis *analysis = analyze("We met Person Xqaaaaa and Person Xqjjjea on Monday.", *state);
    assert_non_null(finding_of(analysis, rule, 1));
    assert_null(finding_of(analysis, rule, 2));
    onr_analysis_free(analysis);
}

#define POLICY_TEST(name) cmocka_unit_test_setup_teardown(name, open_policy, close_policy)

int main(void)
{
    const struct CMUnitTest tests[] = {
        POLICY_TEST(an_own_rule_finds_own_words),
        POLICY_TEST(an_own_rule_may_name_a_list_there_is),
        POLICY_TEST(own_names_are_known),
        POLICY_TEST(own_people_are_known),
        POLICY_TEST(own_verbs_report),
        POLICY_TEST(severities_are_set),
        POLICY_TEST(thresholds_show_and_take_no_points),
        POLICY_TEST(a_higher_threshold_hides_and_still_takes_points),
        POLICY_TEST(idle_words_are_told),
        POLICY_TEST(faults_of_words_are_told_with_their_line),
        POLICY_TEST(faults_of_rules_are_told_with_their_line),
        POLICY_TEST(rules_saved_elsewhere_are_read),
        POLICY_TEST(there_are_as_many_lists_as_there_is_room_for),
        POLICY_TEST(thousands_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
