/*
 * Lets the n-th allocation of the core fail, for every n until the analysis no longer needs an n-th: it must
 * end with ONR_ENOMEM or succeed, and neither crash nor leak (the sanitizers see to that). The linker turns
 * the core's malloc, calloc and realloc into ours (-Wl,--wrap). What the libraries below it allocate is left
 * alone: they lie in shared objects, and tree-sitter ends the process when memory runs out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "invariants.h"
#include "support.h"

#define SECONDS 5 /* after which an analysis counts as one that does not end */
#define ENOUGH 20 /* wrong endings after which no more are looked for */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static bool counting;                /* only while the core runs */
static unsigned long allocations;    /* since counting began */
static unsigned long failing;        /* the one that fails; 0 for none */
static bool and_after;               /* so do all behind it */

static bool fails(void)
{
    if (!counting)
        return false;
    allocations++;
    return failing && (allocations == failing || (and_after && allocations > failing));
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return fails() ? NULL : __real_realloc(memory, size);
}

/* How a try ended, as the exit status of its process. */
enum ending { DONE, GOES_ON, SUCCEEDS, OTHER_CODE, NO_REASON, NO_TEXT, BROKEN, ENDINGS };
static const char *const endings[ENDINGS] = {
    [SUCCEEDS] = "succeeds though an allocation failed",
    [OTHER_CODE] = "fails with a code other than ONR_ENOMEM",
    [NO_REASON] = "fails though no allocation did",
    [NO_TEXT] = "fails without a message",
    [BROKEN] = "gives an analysis that does not hold together",
};

/* A policy with words and rules of its own, or NULL with error filled. */
static struct onr_policy *make_policy(struct onr_error *error)
{
    static const char rule[] = "id: ours\ntitle: t\nkind: text-words\nlist: jargon\nseverity: W\ntrap: a\ntrap: b\n"
                               "message: {words}\nwhy: w\nfix: f\n";
    char words[12 * 400], *at = words;
    for (int i = 0; i < 400; i++) /* enough for the table to grow */
        at += snprintf(at, 12, "word%d x\n", i);
    struct onr_policy *policy = onr_policy_new(error);
    if (policy && (onr_policy_add_words(policy, "jargon", words, strlen(words), error) ||
                   onr_policy_add_words(policy, "people", "Ana Ruiz\n", 9, error) ||
                   onr_policy_add_rule(policy, rule, sizeof rule - 1, error))) {
        onr_policy_free(policy);
        return NULL;
    }
    return policy;
}

/* Analyzes with the n-th allocation failing; with_policy makes a policy first, under the same. */
static enum ending try_once(const struct text *text, const struct onr_options *given, bool with_policy, unsigned long n)
{
    struct onr_error error = {0};
    struct onr_options options = given ? *given : (struct onr_options){0};
    struct onr_analysis *analysis = NULL;
    struct onr_policy *policy = NULL;
    enum ending ending = GOES_ON;
    allocations = 0;
    failing = n;
    counting = true;
    if (with_policy)
        options.policy = policy = make_policy(&error);
    if (!with_policy || policy)
        analysis = onr_analyze(text->bytes, text->length, &options, &error);
    counting = false;
    bool reached = allocations >= n;
    if (analysis && reached)
        ending = SUCCEEDS;
    else if (analysis)
        ending = analysis_problem(analysis, text->bytes, text->length) ? BROKEN : DONE;
    else if (error.code != ONR_ENOMEM)
        ending = OTHER_CODE;
    else if (!reached)
        ending = NO_REASON;
    else if (!*error.text)
        ending = NO_TEXT;
    onr_analysis_free(analysis);
    onr_policy_free(policy);
    return ending;
}

/* What a process that tries tells the one that waits for it, in memory that both see. */
struct progress {
    unsigned long at;   /* the allocation being tried */
    enum ending ending; /* of the last try that was finished */
};

/* Tries from `at` on in a process of its own, until one goes wrong or all are done; true where it came to an end. */
static bool try_on(struct progress *progress, const struct text *text, const struct onr_options *options,
                   bool with_policy)
{
    int status = -1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        progress->ending = GOES_ON;
        for (; progress->ending == GOES_ON; progress->at += progress->ending == GOES_ON) {
            alarm(SECONDS);
            progress->ending = try_once(text, options, with_policy, progress->at);
        }
        alarm(0);
        exit(0); /* and the sanitizer looks for leaks */
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void try_all(const char *name, const struct text *text, const struct onr_options *options, bool with_policy,
                    bool after)
{
    struct progress *progress = mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char title[160], why[160];
    unsigned wrong = 0;
    bool ended = false;
    and_after = after;
    for (progress->at = 1; !(ended && progress->ending == DONE) && wrong < ENOUGH; progress->at++) {
        ended = try_on(progress, text, options, with_policy);
        if (ended && progress->ending == DONE)
            break;
        wrong++;
        if (!ended && progress->ending == DONE) {
            printf("# memory is lost\n");
            break;
        }
        printf("# allocation %lu of the core fails: the analysis %s\n", progress->at,
               ended ? endings[progress->ending] : "crashes or does not end");
    }
    snprintf(title, sizeof title, "%s: the n-th allocation%s failing", name, after ? " and all behind it" : "");
    snprintf(why, sizeof why, "%lu allocations, %u go wrong", progress->at - 1, wrong);
    tap(!wrong && progress->at > 3, title, why); /* with fewer, nothing was tried */
    munmap(progress, sizeof *progress);
}

static const char plain[] =
    "Port to be sold\n\nBy Ana Ruiz\n\nThe port will be sold, two people familiar with the matter said, asking not to be "
    "named because the talks are private. “It is done,” one of the people said. Sources said the mayor, John Doe, knew. "
    "He declined to comment. Mary Roe, a spokeswoman for Harbour Lines, said: \"We do not comment on ‘rumours’.\" Critics "
    "call it a “fire sale”. Reportedly, a report seen by the Daily Ledger says so too.\n";
static const char markdown[] =
    "---\ntitle: Port to be sold\n---\n\n# Port\n\n> Sources said *the port* is **sold**.\n\n- “It is done,” [Ana Ruiz]"
    "(https://example.org) said.\n\n| a | b |\n|---|---|\n| c | d |\n\n<!-- note -->\n\nA footnote.[^1]\n\n[^1]: Sources.\n";

int main(void)
{
    struct text plain_text = {strdup(plain), sizeof plain - 1};
    struct text markdown_text = {strdup(markdown), sizeof markdown - 1};
    struct onr_options as_markdown = {.format = "markdown"};
    for (int after = 0; after <= 1; after++) {
        try_all("plain text", &plain_text, NULL, false, after);
        try_all("Markdown", &markdown_text, &as_markdown, false, after);
        try_all("plain text under a policy", &plain_text, NULL, true, after);
    }
    free(plain_text.bytes);
    free(markdown_text.bytes);
    return tap_end();
}
