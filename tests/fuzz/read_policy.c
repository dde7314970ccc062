/* Any bytes as what a newsroom adds: before a line of "--" a list of words, behind it a rule that may name it. */
#include <stdlib.h>
#include <string.h>

#include "onrecord.h"
#include "target.h"

static const char draft[] = "The stakeholders of AT&T met, Ana Ruiz zorped. “It is done,” people familiar with McDonald's said.";

static void check(int code, const struct onr_error *error)
{
    if (code && (!*error->text || error->code != code))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct onr_error error = {0}, rule_error = {0};
    char *bytes = malloc(size + 1);
    memcpy(bytes, data, size);
    bytes[size] = '\0';
    const char *parting = strstr(bytes, "\n--\n");
    size_t length = parting ? (size_t)(parting - bytes) + 1 : size;
    struct onr_policy *policy = onr_policy_new(NULL);
    int code = onr_policy_add_words(policy, "jargon", bytes, length, &error);
    check(code, &error);
    if (!code)
        check(onr_policy_add_words(policy, onr_words_name(size % 5), bytes, length, &error), &error);
    if (!code && parting)
        check(code = onr_policy_add_rule(policy, parting + 4, size - length - 3, &rule_error), &rule_error);
    struct onr_options options = {.policy = policy};
    struct onr_analysis *analysis = code ? NULL : onr_analyze(draft, sizeof draft - 1, &options, NULL);
    uint32_t count = 0;
    const struct onr_finding *findings = analysis ? onr_findings(analysis, &count) : NULL;
    for (uint32_t i = 0; i < count; i++)
        if (!onr_analysis_rule(analysis, findings[i].rule)->id || findings[i].span.end > sizeof draft - 1)
            abort();
    onr_analysis_free(analysis);
    onr_policy_free(policy);
    free(bytes);
    return 0;
}
