/* Configuration: files, what they include, which wins, what is wrong in them, and the patterns of folders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/config.h"
#include "config/pattern.h"

/* A folder of its own for the test, entered, with nobody's configuration above; *state is its name. */
static int enter_folder(void **state)
{
    char *name = strdup("/tmp/onrecord-config-XXXXXX");
    *state = name;
    if (!name || !mkdtemp(name) || chdir(name) != 0)
        return -1;
    setenv("XDG_CONFIG_HOME", name, 1);
    return mkdir("onrecord", 0700) || mkdir("drafts", 0700) ? -1 : 0;
}

static int leave_folder(void **state)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    int status = chdir("/") == 0 ? system(command) : -1;
    free(*state);
    return status;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* What is in force for drafts/a.txt. The configs are freed by done. */
struct reading {
    struct onr_given given;          /* by the command line */
    struct onr_configs *configs;     /* of the test */
    const struct onr_config *config; /* NULL where a file is wrong */
    const char *why;                 /* then what is wrong */
};

static void take(struct reading *reading)
{
    reading->configs = onr_configs_new(&reading->given);
    assert_non_null(reading->configs);
    reading->config = onr_configs_of_draft(reading->configs, "drafts/a.txt", &reading->why);
}

static void done(struct reading *reading)
{
    onr_configs_free(reading->configs);
}

static void assert_value(const struct reading *reading, enum onr_key key, size_t number, const char *text,
                         enum onr_origin origin, const char *file, unsigned line)
{
    if (!reading->config)
        fail_msg("%s", reading->why);
    struct onr_value value = onr_config_value(reading->config, key, number);
    if (text)
        assert_string_equal(value.text, text);
    else
        assert_null(value.text);
    assert_int_equal(value.origin, origin);
    if (file) {
        assert_string_equal(value.file, file);
        assert_int_equal(value.line, line);
    }
}

/* A file of these lines is refused with all that is told. */
static void assert_refused(const char *text, const char *told)
{
    struct reading reading = {0};
    put(".onrecord", text);
    take(&reading);
    assert_null(reading.config);
    assert_non_null(reading.why);
    if (strcmp(reading.why, told) != 0)
        fail_msg("told “%s”, not “%s”", reading.why, told);
    done(&reading);
}

static void nothing_is_set(void **state)
{
    struct reading reading = {0};
    (void)state;
    take(&reading);
    assert_value(&reading, ONR_KEY_PROFILE, 0, "default", ONR_ORIGIN_DEFAULT, NULL, 0);
    assert_value(&reading, ONR_KEY_LANGUAGE, 0, "en", ONR_ORIGIN_DEFAULT, NULL, 0);
    assert_value(&reading, ONR_KEY_OUTLET, 0, NULL, ONR_ORIGIN_DEFAULT, NULL, 0);
    assert_value(&reading, ONR_KEY_INCLUDE, 0, NULL, ONR_ORIGIN_DEFAULT, NULL, 0);
    assert_null(onr_config_policy(reading.config));
    assert_null(onr_config_file(reading.config, 0));
    done(&reading);
}

static void values_are_read_as_git_writes_them(void **state)
{
    struct reading reading = {0};
    (void)state;
    put(".onrecord", "\xEF\xBB\xBF# ours\r\n; also ours\r\n[OnRecord]\r\n\tProfile = ap # a comment\r\n\toutlet=\"The \\\"Sun\\\" # 1\" "
                     "; another\r\n\tinclude = a#b\r\n    include: c\r\n\r\n[rule \"anonymous-bare\"] # ours\r\n\tseverity = error");
    take(&reading);
    assert_value(&reading, ONR_KEY_PROFILE, 0, "ap", ONR_ORIGIN_FILE, ".onrecord", 4);
    assert_value(&reading, ONR_KEY_OUTLET, 0, "The \"Sun\" # 1", ONR_ORIGIN_FILE, ".onrecord", 5);
    assert_value(&reading, ONR_KEY_INCLUDE, 0, "a#b", ONR_ORIGIN_FILE, ".onrecord", 6);
    assert_value(&reading, ONR_KEY_INCLUDE, 1, "c", ONR_ORIGIN_FILE, ".onrecord", 7);
    assert_value(&reading, ONR_KEY_INCLUDE, 2, NULL, ONR_ORIGIN_DEFAULT, NULL, 0);
    uint32_t rule = onr_rule_find("anonymous-bare");
    assert_int_equal(onr_policy_severity(onr_config_policy(reading.config), rule, 1), ONR_SEVERITY_ERROR);
    done(&reading);
}

static void the_command_line_wins_over_project_over_user(void **state)
{
    struct reading reading = {0};
    (void)state;
    put("onrecord/config", "[onrecord]\nprofile = npr\noutlet = The Post\nexclude = x\nexclude = y\n[rule \"anonymous-bare\"]\n"
                           "severity = hint\n[rule \"partial-name\"]\nseverity = off\n");
    put(".onrecord", "[onrecord]\nprofile = bbc\nexclude = z\n[rule \"anonymous-bare\"]\nseverity = error\n");
    take(&reading);
    assert_value(&reading, ONR_KEY_PROFILE, 0, "bbc", ONR_ORIGIN_FILE, ".onrecord", 2);
    assert_value(&reading, ONR_KEY_OUTLET, 0, "The Post", ONR_ORIGIN_FILE, "onrecord/config", 3);
    assert_value(&reading, ONR_KEY_EXCLUDE, 0, "z", ONR_ORIGIN_FILE, ".onrecord", 3);
    assert_value(&reading, ONR_KEY_EXCLUDE, 1, NULL, ONR_ORIGIN_DEFAULT, NULL, 0);
    const struct onr_policy *policy = onr_config_policy(reading.config);
    assert_int_equal(onr_policy_severity(policy, onr_rule_find("anonymous-bare"), 0), ONR_SEVERITY_ERROR);
    assert_int_equal(onr_policy_severity(policy, onr_rule_find("partial-name"), 0), ONR_SEVERITY_OFF);
    assert_string_equal(onr_config_file(reading.config, 0), "onrecord/config");
    assert_string_equal(onr_config_file(reading.config, 1), ".onrecord");
    done(&reading);
    reading = (struct reading){.given = {.profile = "ap", .outlet = "The Sun"}};
    take(&reading);
    assert_value(&reading, ONR_KEY_PROFILE, 0, "ap", ONR_ORIGIN_COMMAND_LINE, NULL, 0);
    assert_value(&reading, ONR_KEY_OUTLET, 0, "The Sun", ONR_ORIGIN_COMMAND_LINE, NULL, 0);
    struct onr_options options = onr_config_options(reading.config);
    assert_string_equal(options.profile, "ap");
    assert_string_equal(options.outlet, "The Sun");
    assert_ptr_equal(options.policy, onr_config_policy(reading.config));
    done(&reading);
}

static void the_nearest_project_counts(void **state)
{
    struct reading reading = {0};
    (void)state;
    put(".onrecord", "[onrecord]\nprofile = bbc\n");
    put("drafts/.onrecord", "[onrecord]\noutlet = Here\n");
    take(&reading);
    assert_value(&reading, ONR_KEY_PROFILE, 0, "default", ONR_ORIGIN_DEFAULT, NULL, 0);
    assert_value(&reading, ONR_KEY_OUTLET, 0, "Here", ONR_ORIGIN_FILE, "drafts/.onrecord", 2);
    const char *why;
    const struct onr_config *outer = onr_configs_of_draft(reading.configs, "b.txt", &why);
    assert_string_equal(onr_config_value(outer, ONR_KEY_PROFILE, 0).text, "bbc");
    assert_ptr_equal(onr_configs_of_draft(reading.configs, "no-such-folder/x.txt", &why), outer);
    assert_ptr_equal(onr_configs_of_draft(reading.configs, "-", &why), outer);
    done(&reading);
}

static void a_file_is_included_in_its_place(void **state)
{
    struct reading reading = {0};
    (void)state;
    assert_int_equal(mkdir("house", 0700), 0);
    put("house/base", "[onrecord]\nprofile = ap\noutlet = Base\n[include]\npath = more\n");
    put("house/more", "[onrecord]\ninclude = m\n");
    put(".onrecord", "[onrecord]\nprofile = npr\noutlet = Ours\n[include]\n path = house/base\n[onrecord]\noutlet = Last\n");
    take(&reading);
    assert_value(&reading, ONR_KEY_PROFILE, 0, "ap", ONR_ORIGIN_FILE, "house/base", 2);
    assert_value(&reading, ONR_KEY_OUTLET, 0, "Last", ONR_ORIGIN_FILE, ".onrecord", 7);
    assert_value(&reading, ONR_KEY_INCLUDE, 0, "m", ONR_ORIGIN_FILE, "house/more", 2);
    assert_string_equal(onr_config_file(reading.config, 0), ".onrecord");
    assert_string_equal(onr_config_file(reading.config, 1), "house/base");
    assert_string_equal(onr_config_file(reading.config, 2), "house/more");
    assert_null(onr_config_file(reading.config, 3));
    done(&reading);
}

static void faults_are_told_with_file_line_and_remedy(void **state)
{
    (void)state;
    assert_refused("[onrecord]\nprofle = ap\n", ".onrecord:2: there is no key profle; did you mean profile?");
    assert_refused("[onrecord]\ncolour = red\n", ".onrecord:2: there is no key colour; [onrecord] takes profile, language, "
                                                 "outlet, include, exclude, rules, words");
    assert_refused("[onrecord]\nseverity = off\n", ".onrecord:2: [onrecord] has no key severity; it belongs to [rule \"ID\"]");
    assert_refused("[onrecord]\nprofile = app\n", ".onrecord:2: there is no profile app; did you mean ap?");
    assert_refused("[onrecord]\nprofile = wsj-house\n", ".onrecord:2: there is no profile wsj-house; write one of default, ap, "
                                                        "reuters, nyt, bbc, npr, guardian");
    assert_refused("[onrecord]\nlanguage = fr\n", ".onrecord:2: there is no language fr; write en, the one there is");
    assert_refused("\n[onrecrd]\n", ".onrecord:2: there is no section [onrecrd]; did you mean [onrecord]?");
    assert_refused("[rule]\n", ".onrecord:1: there is no section [rule]; did you mean [rule \"ID\"], with the name of a rule?");
    assert_refused("[colours]\n", ".onrecord:1: there is no section [colours]; write [onrecord], [rule \"ID\"] or [include]");
    assert_refused("[onrecord\n", ".onrecord:1: a section without its closing ]");
    assert_refused("[onrecord] profile = ap\n", ".onrecord:1: what stands behind the section would be lost; write it on a "
                                                "line of its own");
    assert_refused("profile = ap\n", ".onrecord:1: profile stands in no section; write [onrecord] above it");
    assert_refused("[onrecord]\nprofile\n", ".onrecord:2: this is no setting; write key = value, or begin a comment with #");
    assert_refused("[onrecord]\nprofile\nprofle = ap\n", ".onrecord:2: this is no setting; write key = value, or begin a comment "
                                                         "with #\n.onrecord:3: there is no key profle; did you mean profile?");
    assert_refused("[onrecord]\nprofile =\n", ".onrecord:2: profile has no value; write one behind the =, or remove the line");
    assert_refused("[onrecord]\noutlet = \"The Sun\n", ".onrecord:2: a quotation mark without its partner");
}

static void faults_of_rules_are_told(void **state)
{
    (void)state;
    assert_refused("[rule \"anonymous-bar\"]\nseverity = off\n", ".onrecord:2: there is no rule anonymous-bar; did you mean "
                                                                  "anonymous-bare?");
    assert_refused("[rule \"zzzzzzzz\"]\nseverity = off\n", ".onrecord:2: there is no rule zzzzzzzz; onrecord rules lists them");
    assert_refused("[rule \"anonymous-bare\"]\nseverity = eror\n", ".onrecord:2: there is no severity eror; did you mean error?");
    assert_refused("[rule \"anonymous-bare\"]\nthreshold = 3\n", ".onrecord:2: the rule anonymous-bare counts nothing, so it takes "
                                                                 "no threshold; remove the line");
    assert_refused("[rule \"late-attribution\"]\nthreshold = many\n", ".onrecord:2: threshold takes a number from 0 to a million, "
                                                                      "not many");
    assert_refused("[rule \"a-name-that-is-much-longer-than-that-of-any-rule-there-is\"]\n",
                   ".onrecord:1: the name of the section is longer than 47 letters; no rule's is");
    assert_refused("[onrecord]\nrules = none\n", ".onrecord:2: rules: the folder none could not be read (No such file or "
                                                 "directory); correct the path, which is seen from .onrecord");
}

static void faults_of_includes_are_told(void **state)
{
    (void)state;
    assert_refused("[include]\npath = none\n", ".onrecord:2: there is no file none to include; correct the path, which is seen "
                                               "from .onrecord");
    assert_refused("[include]\npath = .onrecord\n", ".onrecord:2: .onrecord would include itself; remove one of the lines that "
                                                    "lead back to it");
    put("more", "[onrecord]\n\n[include]\npath = .onrecord\n");
    assert_refused("[include]\npath = more\n", "more:4: .onrecord would include itself; remove one of the lines that lead back to "
                                               "it");
    put("more", "[onrecord]\nprofle = ap\n");
    assert_refused("[include]\npath = more\n", "more:2: there is no key profle; did you mean profile?");
}

static void includes_do_not_multiply(void **state)
{
    char name[2] = "b", text[400];
    (void)state;
    for (char next = 'c'; name[0] < 'j'; next++, name[0]++) {
        strcpy(text, "[include]\n");
        for (unsigned i = 0; i < 30; i++)
            sprintf(text + strlen(text), "path=%c\n", next);
        put(name, text);
    }
    put("j", "[onrecord]\nprofile = ap\n");
    struct reading reading = {0};
    put(".onrecord", "[include]\npath = b\n");
    take(&reading);
    assert_null(reading.config);
    assert_non_null(strstr(reading.why, "more than 200 files are included"));
    done(&reading);
}

static void all_faults_are_told(void **state)
{
    char text[1200] = "[onrecord]\n";
    struct reading reading = {0};
    (void)state;
    put("more", "[onrecrd]\nprofile = ap\n[onrecord]\nlanguage = fr\nwhat\n");
    assert_refused("[include]\npath = more\npath = more\n[rule \"anonymous-bare\"]\nseverity = eror\nthreshold = 3\n"
                   "[rule \"no-such\"]\nseverity = off\nlast",
                   "more:1: there is no section [onrecrd]; did you mean [onrecord]?\n"
                   "more:4: there is no language fr; write en, the one there is\n"
                   "more:5: this is no setting; write key = value, or begin a comment with #\n"
                   ".onrecord:5: there is no severity eror; did you mean error?\n"
                   ".onrecord:9: this is no setting; write key = value, or begin a comment with #\n"
                   ".onrecord:6: the rule anonymous-bare counts nothing, so it takes no threshold; remove the line");
    assert_refused("[rule \"no-such\"]\nseverity = off\n[rule \"anonymous-bare\"]\nseverity = eror\n",
                   ".onrecord:4: there is no severity eror; did you mean error?\n"
                   ".onrecord:2: there is no rule no-such; onrecord rules lists them");
    for (unsigned i = 0; i < 25; i++)
        strcat(text, "what\n");
    put(".onrecord", text);
    take(&reading);
    assert_null(reading.config);
    assert_non_null(strstr(reading.why, ".onrecord:21: "));
    assert_null(strstr(reading.why, ".onrecord:22: "));
    assert_string_equal(strrchr(reading.why, '\n'), "\nthere are more; mend these first");
    done(&reading);
}

static void a_long_line_is_not_cut(void **state)
{
    char text[400] = "[onrecord]\noutlet = ";
    struct reading reading = {0};
    (void)state;
    memset(text + strlen(text), 'a', 300);
    put(".onrecord", text);
    take(&reading);
    assert_null(reading.config);
    assert_non_null(strstr(reading.why, ".onrecord:2: the line is longer than"));
    done(&reading);
}

static void a_fault_is_told_once(void **state)
{
    struct reading reading = {0};
    (void)state;
    put(".onrecord", "[x]\n");
    take(&reading);
    assert_non_null(reading.why);
    assert_null(onr_configs_of_draft(reading.configs, "drafts/b.txt", &reading.why));
    assert_null(reading.why);
    done(&reading);
}

static void own_rules_and_words_are_read(void **state)
{
    struct reading reading = {0};
    (void)state;
    assert_int_equal(mkdir("house", 0700), 0);
    put("house/ours.rule", "id: ours\ntitle: t\nkind: text-words\nlist: jargon\nseverity: W\nmessage: m\nwhy: w\nfix: f\n");
    put("house/jargon.txt", "stakeholders\n");
    put("house/notes.md", "Notes of ours.\n");
    put("house/.hidden", "x");
    put(".onrecord", "[onrecord]\nrules = house\nwords = house\n[rule \"ours\"]\nseverity = error\n");
    take(&reading);
    assert_true(reading.config != NULL);
    const struct onr_policy *policy = onr_config_policy(reading.config);
    uint32_t rule = onr_policy_rule_find(policy, "ours");
    assert_int_equal(rule, onr_rule_count());
    assert_int_equal(onr_policy_severity(policy, rule, 0), ONR_SEVERITY_ERROR);
    done(&reading);
    put("house/ours.rules", "x");
    assert_refused("[onrecord]\nrules = house\nwords = house\n", "house/ours.rules: it would not be read: rules end in .rule, lists "
                   "of words in .txt, notes in .md; rename it or move it away");
    assert_int_equal(unlink("house/ours.rules"), 0);
    assert_int_equal(rename("house/ours.rule", "house/our.rule"), 0);
    assert_refused("[onrecord]\nrules = house\nwords = house\n", "house/our.rule:1: the id is ours; name the file ours.rule, or "
                   "write the file's name as the id");
    assert_int_equal(unlink("house/our.rule"), 0);
    assert_int_equal(rename("house/jargon.txt", "house/organisations.txt"), 0);
    assert_refused("[onrecord]\nwords = house\n", ".onrecord:2: words: no rule names the list organisations.txt of house; did you "
                   "mean organizations.txt?");
}

static void patterns_fit(void **state)
{
    (void)state;
    assert_true(onr_pattern_fits("old", "drafts/old/a.txt"));
    assert_true(onr_pattern_fits("*.md", "drafts/old/a.md"));
    assert_false(onr_pattern_fits("*.md", "drafts/old/a.mdx"));
    assert_false(onr_pattern_fits("old", "drafts/older/a.txt"));
    assert_true(onr_pattern_fits("drafts/", "drafts/a.txt"));
    assert_true(onr_pattern_fits("/drafts", "drafts/a.txt"));
    assert_true(onr_pattern_fits("drafts/old", "drafts/old/x/a.txt"));
    assert_false(onr_pattern_fits("drafts/old", "more/drafts/old/a.txt"));
    assert_false(onr_pattern_fits("drafts/*.txt", "drafts/old/a.txt"));
    assert_true(onr_pattern_fits("drafts/*/a.txt", "drafts/old/a.txt"));
    assert_true(onr_pattern_fits("drafts/**/*.txt", "drafts/a.txt"));
    assert_true(onr_pattern_fits("drafts/**/*.txt", "drafts/x/y/a.txt"));
    assert_true(onr_pattern_fits("**/old", "x/y/old/a.txt"));
    assert_true(onr_pattern_fits("drafts/**", "drafts/x/a.txt"));
    assert_true(onr_pattern_fits("[ab].txt", "b.txt"));
    assert_true(onr_pattern_fits("?.txt", "drafts/b.txt"));
    assert_false(onr_pattern_fits("", "a.txt"));
    assert_true(onr_pattern_tells_ending("*.news", "drafts/a.news"));
    assert_true(onr_pattern_tells_ending("drafts/**/*.news", "drafts/x/a.news"));
    assert_false(onr_pattern_tells_ending("drafts", "drafts/a.news"));
    assert_false(onr_pattern_tells_ending("drafts/*", "drafts/a.news"));
    assert_false(onr_pattern_tells_ending("x.d", "x.d/a.news"));
}

static void folders_are_chosen_from(void **state)
{
    struct reading reading = {0};
    (void)state;
    put(".onrecord", "[onrecord]\ninclude = drafts\ninclude = *.news\nexclude = drafts/b*\n");
    take(&reading);
    const struct onr_config *config = reading.config;
    assert_true(onr_config_takes(config, ".", "./drafts/a.txt"));
    assert_true(onr_config_takes(config, "drafts", "drafts/a.news"));
    assert_false(onr_config_takes(config, "drafts", "drafts/a.png"));
    assert_false(onr_config_takes(config, ".", "./a.txt"));
    assert_true(onr_config_excludes(config, ".", "./drafts/b.txt"));
    assert_false(onr_config_excludes(config, "drafts", "drafts/a.txt"));
    done(&reading);
}

#define CONFIG_TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CONFIG_TEST(nothing_is_set),
        CONFIG_TEST(values_are_read_as_git_writes_them),
        CONFIG_TEST(the_command_line_wins_over_project_over_user),
        CONFIG_TEST(the_nearest_project_counts),
        CONFIG_TEST(a_file_is_included_in_its_place),
        CONFIG_TEST(faults_are_told_with_file_line_and_remedy),
        CONFIG_TEST(faults_of_rules_are_told),
        CONFIG_TEST(faults_of_includes_are_told),
        CONFIG_TEST(includes_do_not_multiply),
        CONFIG_TEST(all_faults_are_told),
        CONFIG_TEST(a_long_line_is_not_cut),
        CONFIG_TEST(a_fault_is_told_once),
        CONFIG_TEST(own_rules_and_words_are_read),
        CONFIG_TEST(patterns_fit),
        CONFIG_TEST(folders_are_chosen_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
