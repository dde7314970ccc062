/* The table of sections and keys: one row a key. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "config/nearest.h"
#include "config/settings.h"

#define LANGUAGE "en" /* the language pack there is */

typedef int value_check(const char *value, const char *place, struct onr_problem *problem);

static const char *profile_name(const void *context, size_t index)
{
    (void)context;
    return index < ONR_PROFILES ? onr_profile_name((uint32_t)index) : NULL;
}

static const char *severity_name(const void *context, size_t index)
{
    (void)context;
    return index <= ONR_SEVERITY_ERROR ? onr_severity_name((enum onr_severity)(ONR_SEVERITY_ERROR - index)) : NULL;
}

/* Fails with the nearest of the names that are known, or with all of them. */
static int fail_naming(const char *what, const char *word, onr_names *names, const char *place,
                       struct onr_problem *problem)
{
    char all[200] = "";
    const char *nearest = onr_nearest_of(word, names, NULL);
    for (size_t i = 0; names(NULL, i); i++) {
        strncat(all, i ? ", " : "", sizeof all - strlen(all) - 1);
        strncat(all, names(NULL, i), sizeof all - strlen(all) - 1);
    }
    if (nearest)
        onr_problem_set(problem, "%s: there is no %s %s; did you mean %s?", place, what, word, nearest);
    else
        onr_problem_set(problem, "%s: there is no %s %s; write one of %s", place, what, word, all);
    return -1;
}

static int check_profile(const char *value, const char *place, struct onr_problem *problem)
{
    return onr_profile_find(value) != ONR_NONE ? 0 : fail_naming("profile", value, profile_name, place, problem);
}

static int check_severity(const char *value, const char *place, struct onr_problem *problem)
{
    for (size_t i = 0; severity_name(NULL, i); i++)
        if (strcmp(severity_name(NULL, i), value) == 0)
            return 0;
    return fail_naming("severity", value, severity_name, place, problem);
}

static int check_threshold(const char *value, const char *place, struct onr_problem *problem)
{
    char *end;
    double number = strtod(value, &end);
    if (end != value && !*end && number >= 0 && number <= 1e6)
        return 0;
    onr_problem_set(problem, "%s: threshold takes a number from 0 to a million, not %s", place, value);
    return -1;
}

static int check_language(const char *value, const char *place, struct onr_problem *problem)
{
    if (strcmp(value, LANGUAGE) == 0)
        return 0;
    onr_problem_set(problem, "%s: there is no language %s; write " LANGUAGE ", the one there is", place, value);
    return -1;
}

static const struct {
    const char *section; /* it stands in */
    const char *name;    /* of the key */
    enum onr_key key;    /* its constant */
    value_check *check;  /* of its value; NULL for any text */
} rows[] = {
    {"onrecord", "profile", ONR_KEY_PROFILE, check_profile},
    {"onrecord", "language", ONR_KEY_LANGUAGE, check_language},
    {"onrecord", "outlet", ONR_KEY_OUTLET, NULL},
    {"onrecord", "include", ONR_KEY_INCLUDE, NULL},
    {"onrecord", "exclude", ONR_KEY_EXCLUDE, NULL},
    {"onrecord", "rules", ONR_KEY_RULES, NULL},
    {"onrecord", "words", ONR_KEY_WORDS, NULL},
    {"rule", "severity", ONR_KEY_SEVERITY, check_severity},
    {"rule", "threshold", ONR_KEY_THRESHOLD, check_threshold},
    {"include", "path", ONR_KEY_PATH, NULL},
};
static const char *const sections[] = {"onrecord", "rule", "include", NULL};

#define ROWS (sizeof rows / sizeof *rows)

const char *onr_key_name(enum onr_key key)
{
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].key == key)
            return rows[i].name;
    return "";
}

/* The names of the keys of a section. */
static const char *name_in(const void *section, size_t index)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].section, section) == 0 && index-- == 0)
            return rows[i].name;
    return NULL;
}

static const char *section_name(const void *context, size_t index)
{
    (void)context;
    return sections[index];
}

static const char *section_of(const char *name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcasecmp(rows[i].name, name) == 0)
            return rows[i].section;
    return NULL;
}

int onr_key_find(const char *section, const char *name, const char *place, struct onr_problem *problem)
{
    char all[120] = "";
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].section, section) == 0 && strcasecmp(rows[i].name, name) == 0)
            return (int)rows[i].key;
    const char *nearest = onr_nearest_of(name, name_in, section), *elsewhere = section_of(name);
    for (size_t i = 0; name_in(section, i); i++) {
        strncat(all, i ? ", " : "", sizeof all - strlen(all) - 1);
        strncat(all, name_in(section, i), sizeof all - strlen(all) - 1);
    }
    if (elsewhere)
        onr_problem_set(problem, "%s: [%s] has no key %s; it belongs to [%s%s]", place, section, name, elsewhere,
                        strcmp(elsewhere, "rule") == 0 ? " \"ID\"" : "");
    else if (nearest)
        onr_problem_set(problem, "%s: there is no key %s; did you mean %s?", place, name, nearest);
    else
        onr_problem_set(problem, "%s: there is no key %s; [%s] takes %s", place, name, section, all);
    return -1;
}

static int fail_section(const char *name, const char *place, struct onr_problem *problem)
{
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(name, " \t\""), name);
    const char *nearest = onr_nearest_of(word, section_name, NULL);
    if (nearest && strcmp(nearest, "rule") == 0)
        onr_problem_set(problem, "%s: there is no section [%s]; did you mean [rule \"ID\"], with the name of a rule?",
                        place, name);
    else if (nearest && strcmp(nearest, name) != 0)
        onr_problem_set(problem, "%s: there is no section [%s]; did you mean [%s]?", place, name, nearest);
    else
        onr_problem_set(problem, "%s: there is no section [%s]; write [onrecord], [rule \"ID\"] or [include]", place, name);
    return -1;
}

int onr_section_find(const char *name, const char **section, char **rule, const char *place,
                     struct onr_problem *problem)
{
    size_t word = strcspn(name, " \t\"");
    const char *rest = name + word + strspn(name + word, " \t");
    size_t length = strlen(rest);
    *rule = NULL;
    *section = NULL;
    for (size_t i = 0; sections[i]; i++)
        if (strncasecmp(sections[i], name, word) == 0 && !sections[i][word])
            *section = sections[i];
    if (!*section)
        return fail_section(name, place, problem);
    bool of_rule = strcmp(*section, "rule") == 0;
    bool quoted = length > 2 && rest[0] == '"' && rest[length - 1] == '"' && !memchr(rest + 1, '"', length - 2);
    if (of_rule ? !quoted : length > 0)
        return fail_section(name, place, problem);
    if (of_rule && !(*rule = strndup(rest + 1, length - 2))) {
        onr_problem_set(problem, "%s: memory ran out", place);
        return -1;
    }
    return 0;
}

int onr_key_check(enum onr_key key, const char *value, const char *place, struct onr_problem *problem)
{
    if (!*value) {
        onr_problem_set(problem, "%s: %s has no value; write one behind the =, or remove the line", place,
                        onr_key_name(key));
        return -1;
    }
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].key == key && rows[i].check)
            return rows[i].check(value, place, problem);
    return 0;
}
