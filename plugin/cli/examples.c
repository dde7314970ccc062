/* The examples of a newsroom's own rules, tried one after another. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "present/plain.h"

#define OPEN "[["
#define CLOSE "]]"
#define PARAGRAPH "¶"

/* An example as a draft. */
struct example {
    char *bytes;           /* length bytes, marks taken out; owned */
    size_t length;         /* bytes */
    struct onr_span words; /* that the finding must overlap; empty where none are marked */
    bool flagged;          /* it must be flagged, or must not */
};

struct count {
    unsigned tried;  /* examples */
    unsigned failed; /* of them, those that do not hold */
    unsigned rules;  /* of the newsroom's own */
};

/* Whether a mark stands at `at`. */
static bool stands(const char *at, const char *end, const char *mark)
{
    size_t length = strlen(mark);
    return (size_t)(end - at) >= length && memcmp(at, mark, length) == 0;
}

static void end_paragraph(struct example *e, const char **at, const char *end)
{
    while (e->length && e->bytes[e->length - 1] == ' ')
        e->length--;
    e->bytes[e->length++] = '\n';
    e->bytes[e->length++] = '\n';
    *at += strlen(PARAGRAPH);
    while (*at < end && **at == ' ')
        ++*at;
}

/* Takes the marks out of an example. False where memory ran out. */
static bool unfold(struct example *e, const char *text, size_t length)
{
    const char *end = text + length;
    e->bytes = malloc(length + 1); /* a paragraph's mark has two bytes, and so has what stands for it */
    for (const char *at = text; e->bytes && at < end;) {
        if (stands(at, end, OPEN)) {
            e->words.start = (uint32_t)e->length;
            at += strlen(OPEN);
        } else if (stands(at, end, CLOSE)) {
            e->words.end = (uint32_t)e->length;
            at += strlen(CLOSE);
        } else if (stands(at, end, PARAGRAPH)) {
            end_paragraph(e, &at, end);
        } else {
            e->bytes[e->length++] = *at++;
        }
    }
    if (e->bytes)
        e->bytes[e->length++] = '\n';
    return e->bytes;
}

/* What is wrong with what a rule makes of an example, or NULL. */
static const char *problem_of(const struct example *e, const struct onr_config *config, uint32_t rule)
{
    uint32_t count, met = 0, there = 0;
    struct onr_options options = onr_config_options(config);
    struct onr_analysis *analysis = onr_analyze(e->bytes, e->length, &options, NULL);
    if (!analysis)
        return "could not be analyzed";
    const struct onr_finding *findings = onr_findings(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (findings[i].rule != rule)
            continue;
        met++;
        there += !e->words.end || (findings[i].span.start < e->words.end && e->words.start < findings[i].span.end);
    }
    onr_analysis_free(analysis);
    if (e->flagged)
        return there ? NULL : met ? "is flagged elsewhere" : "is not flagged";
    return met ? "is flagged" : NULL;
}

static int try_example(struct onr_out *out, const struct onr_config *config, uint32_t rule, uint32_t number,
                       struct count *count)
{
    struct example e = {0};
    size_t length;
    const struct onr_policy *policy = onr_config_policy(config);
    const char *text = onr_policy_example(policy, rule, number, &length, &e.flagged);
    if (!text)
        return -1;
    const char *problem = unfold(&e, text, length) ? problem_of(&e, config, rule) : "could not be read: memory ran out";
    count->tried++;
    if (problem) {
        count->failed++;
        onr_out_format(out, "%s: this %s, and must%s be: ", onr_policy_rule_at(policy, rule)->id, problem,
                       e.flagged ? "" : " not");
        onr_plain(out, text, length);
        onr_out_char(out, '\n');
    }
    free(e.bytes);
    return 0;
}

static void try_rule(struct onr_out *out, const struct onr_config *config, uint32_t rule, struct count *count)
{
    const struct onr_policy *policy = onr_config_policy(config);
    uint32_t number = 0;
    count->rules++;
    if (onr_policy_severity(policy, rule, onr_config_profile(config)) == ONR_SEVERITY_OFF) {
        onr_out_format(out, "%s: it is off here; its examples are not tried\n", onr_policy_rule_at(policy, rule)->id);
        return;
    }
    while (try_example(out, config, rule, number, count) == 0)
        number++;
    if (number == 0)
        onr_out_format(out, "%s: it has no examples; write one behind flag: and one behind pass:\n",
                       onr_policy_rule_at(policy, rule)->id);
}

int onr_examples_run(const struct onr_config *config)
{
    struct onr_out out;
    struct count count = {0};
    const struct onr_policy *policy = onr_config_policy(config);
    onr_out_open(&out, STDOUT_FILENO);
    for (uint32_t rule = onr_rule_count(); rule < onr_policy_rule_count(policy); rule++)
        try_rule(&out, config, rule, &count);
    if (count.rules == 0)
        onr_out_text(&out, "There are no rules of your own here; `onrecord config --help` tells where they go.\n");
    else
        onr_out_format(&out, "%u of %u example%s of %u rule%s hold%s.\n", count.tried - count.failed, count.tried,
                       count.tried == 1 ? "" : "s", count.rules, count.rules == 1 ? "" : "s",
                       count.tried - count.failed == 1 ? "s" : "");
    return onr_finish(&out, count.failed ? ONR_EXIT_FINDINGS : ONR_EXIT_CLEAN);
}
