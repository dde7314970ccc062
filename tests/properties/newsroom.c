/*
 * What a newsroom sets changes what is flagged and never the score: for each draft, every profile, severities and
 * thresholds by chance and rules of its own give the same points throughout. Policies at work at once do not meet.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#define CHANCES 6 /* policies by chance for each profile */
#define ROUNDS 8   /* analyses of each thread */

static const char own_rules[][400] = {
    "id: own-words\ntitle: t\nkind: text-words\nlist: own-words\nseverity: E\nmessage: “{words}”\nwhy: w\nfix: f\n",
    "id: own-sources\ntitle: t\nkind: source\nwhere: class=unnamed|named|organization\nseverity: W\nmessage: {source}\n"
    "why: w\nfix: f\n",
    "id: own-density\ntitle: t\nkind: density\nwhere: class=unnamed\nthreshold: 1\nseverity: I\nmessage: {n}\nwhy: w\n"
    "fix: f\n",
};

/* A sequence of numbers that is the same in every run (xorshift, Marsaglia 2003). */
static uint32_t next_number(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    return *state ^= *state << 5;
}

static struct onr_policy *policy_by_chance(uint32_t seed, bool own)
{
    static const char words[] = "the, a\nof the\n";
    uint32_t state = seed * 2654435761u + 1;
    struct onr_policy *policy = onr_policy_new(NULL);
    if (own && onr_policy_add_words(policy, "own-words", words, strlen(words), NULL))
        exit(2);
    for (size_t i = 0; own && i < sizeof own_rules / sizeof *own_rules; i++)
        if (onr_policy_add_rule(policy, own_rules[i], strlen(own_rules[i]), NULL))
            exit(2);
    for (uint32_t rule = 0; rule < onr_policy_rule_count(policy); rule++) {
        uint32_t chance = next_number(&state);
        if (chance & 1)
            onr_policy_set_severity(policy, rule, (enum onr_severity)(chance / 2 % (ONR_SEVERITY_ERROR + 1)), NULL);
        if (chance & 64)
            onr_policy_set_threshold(policy, rule, chance / 128 % 60, NULL); /* refused where it counts nothing */
    }
    return policy;
}

static void put_deductions(FILE *out, const struct onr_deductions *all)
{
    for (uint32_t i = 0; i < all->count; i++)
        fprintf(out, " %u:%a", all->at[i].rule, (double)all->at[i].points);
    fputc('\n', out);
}

/* All points of an analysis as text; the caller frees it. */
static char *points_of(const struct onr_analysis *analysis)
{
    char *told = NULL;
    size_t size;
    uint32_t count;
    FILE *out = open_memstream(&told, &size);
    const struct onr_score *score = onr_article_score(analysis);
    fprintf(out, "%d %a %a", score->value, score->exact, score->mean);
    put_deductions(out, &score->deductions);
    onr_sources(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        put_deductions(out, &onr_source_score(analysis, i)->deductions);
    onr_attributions(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        fprintf(out, "%u", onr_attribution_weight(analysis, i));
        put_deductions(out, &onr_attribution_score(analysis, i)->deductions);
    }
    fclose(out);
    return told;
}

static struct onr_analysis *analyze(const struct text *text, const char *profile, const struct onr_policy *policy)
{
    struct onr_options options = {.profile = profile, .policy = policy};
    return onr_analyze(text->bytes, text->length, &options, NULL);
}

/* What an analysis flags, severities with it, as one number; and whether its points are those expected. */
static bool same_points(const struct text *text, const char *profile, const struct onr_policy *policy, const char *expected,
                        uint64_t *flagged)
{
    uint32_t count;
    struct onr_analysis *analysis = analyze(text, profile, policy);
    char *points = points_of(analysis);
    bool same = strcmp(points, expected) == 0;
    const struct onr_finding *findings = onr_findings(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        *flagged = *flagged * 31 + findings[i].rule * 5 + findings[i].severity;
        same &= onr_analysis_rule(analysis, findings[i].rule)->id[0] != '\0';
    }
    free(points);
    onr_analysis_free(analysis);
    return same;
}

/* Every profile with policies by chance; *differently counts those that flag something else than the default. */
static size_t count_moved(const struct text *text, size_t *differently)
{
    struct onr_analysis *plain = analyze(text, NULL, NULL);
    char *expected = points_of(plain);
    uint64_t by_default = 0;
    size_t moved = 0;
    onr_analysis_free(plain);
    same_points(text, NULL, NULL, expected, &by_default);
    for (uint32_t profile = 0; profile < ONR_PROFILES; profile++)
        for (uint32_t i = 0; i < CHANCES; i++) {
            uint64_t flagged = 0;
            struct onr_policy *policy = i ? policy_by_chance(profile * CHANCES + i, i % 2) : NULL;
            moved += !same_points(text, onr_profile_name(profile), policy, expected, &flagged);
            *differently += flagged != by_default;
            onr_policy_free(policy);
        }
    free(expected);
    return moved;
}

struct work {
    const struct text *text; /* a draft */
    uint32_t seed;           /* of its policy */
    size_t wrong;            /* analyses that differ from the first of this thread alone */
};

static void *run(void *argument)
{
    struct work *work = argument;
    struct onr_policy *policy = policy_by_chance(work->seed, true);
    for (size_t i = 0; i < ROUNDS; i++) {
        struct onr_analysis *first = analyze(work->text, "ap", policy), *second = analyze(work->text, "ap", policy);
        char *one = describe(first), *other = describe(second);
        work->wrong += strcmp(one, other) != 0;
        free(one);
        free(other);
        onr_analysis_free(first);
        onr_analysis_free(second);
    }
    onr_policy_free(policy);
    return NULL;
}

/* Two policies over one draft, at once and one inside the life of the other, give what each gives alone. */
static bool policies_are_apart(const struct text *text)
{
    struct onr_policy *policies[2] = {policy_by_chance(1, true), policy_by_chance(2, false)};
    char *alone[2];
    for (int i = 0; i < 2; i++) {
        struct onr_analysis *analysis = analyze(text, NULL, policies[i]);
        alone[i] = describe(analysis);
        onr_analysis_free(analysis);
    }
    struct onr_analysis *first = analyze(text, NULL, policies[0]), *second = analyze(text, NULL, policies[1]);
    char *beside[2] = {describe(first), describe(second)};
    bool apart = strcmp(alone[0], beside[0]) == 0 && strcmp(alone[1], beside[1]) == 0 && strcmp(alone[0], alone[1]) != 0;
    onr_analysis_free(first);
    onr_analysis_free(second);
    for (int i = 0; i < 2; i++) {
        free(alone[i]);
        free(beside[i]);
        onr_policy_free(policies[i]);
    }
    return apart;
}

static bool threads_are_apart(const struct text *text)
{
    pthread_t threads[3];
    struct work works[3];
    size_t wrong = 0;
    for (uint32_t i = 0; i < 3; i++) {
        works[i] = (struct work){text, i + 1, 0};
        if (pthread_create(&threads[i], NULL, run, &works[i]))
            exit(2);
    }
    for (int i = 0; i < 3; i++) {
        pthread_join(threads[i], NULL);
        wrong += works[i].wrong;
    }
    return wrong == 0;
}

int main(int argc, char **argv)
{
    size_t count, moved = 0, differently = 0, apart = 0;
    char why[80];
    if (argc != 2)
        return 2;
    struct text *texts = read_drafts(argv[1], &count);
    for (size_t i = 0; i < count; i++) {
        moved += count_moved(&texts[i], &differently);
        apart += policies_are_apart(&texts[i]);
    }
    snprintf(why, sizeof why, "%zu of %zu analyses have other points", moved, count * CHANCES * ONR_PROFILES);
    tap(count && moved == 0, "no profile, severity, threshold or own rule moves a score", why);
    snprintf(why, sizeof why, "only %zu of %zu do", differently, count * CHANCES * ONR_PROFILES);
    tap(differently * 10 > count * CHANCES * ONR_PROFILES * 9, "most of them flag something else", why);
    tap(apart == count, "two policies over one draft are independent", NULL);
    tap(count && threads_are_apart(&texts[0]), "policies in threads do not meet", NULL);
    free_texts(texts, count);
    return tap_end();
}
