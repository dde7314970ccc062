/*
 * Lets the n-th allocation of the core fail, for every n until the analysis no longer needs an n-th: it must
 * end with ONR_ENOMEM or succeed, and neither crash nor leak (the sanitizers see to that). The linker turns
 * the core's malloc, calloc and realloc into ours (-Wl,--wrap). What the libraries below it allocate is left
 * alone: they lie in shared objects, and tree-sitter ends the process when memory runs out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invariants.h"
#include "support.h"

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

/* Analyzes with the n-th allocation failing; NULL, or what is wrong. *done when it was never reached. */
static const char *try_once(const struct text *text, const struct onr_options *options, unsigned long n, bool *done)
{
    struct onr_error error = {0};
    const char *problem = NULL;
    allocations = 0;
    failing = n;
    counting = true;
    struct onr_analysis *analysis = onr_analyze(text->bytes, text->length, options, &error);
    counting = false;
    *done = allocations < n;
    if (analysis)
        problem = !*done ? "succeeds though an allocation failed"
                         : analysis_problem(analysis, text->bytes, text->length);
    else if (error.code != ONR_ENOMEM)
        problem = "fails with a code other than ONR_ENOMEM";
    else if (*done)
        problem = "fails though no allocation did";
    else if (!*error.text)
        problem = "fails without a message";
    onr_analysis_free(analysis);
    return problem;
}

static void try_all(const char *name, const struct text *text, const struct onr_options *options, bool after)
{
    char title[160], why[160] = "";
    bool done = false;
    unsigned long n = 0;
    const char *problem = NULL;
    and_after = after;
    while (!done && !problem)
        problem = try_once(text, options, ++n, &done);
    snprintf(title, sizeof title, "%s: the n-th allocation%s failing", name, after ? " and all behind it" : "");
    if (problem)
        snprintf(why, sizeof why, "allocation %lu of the core: %s", n, problem);
    else
        snprintf(why, sizeof why, "%lu allocations", n - 1);
    tap(!problem && n > 5, title, why);
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
        try_all("plain text", &plain_text, NULL, after);
        try_all("Markdown", &markdown_text, &as_markdown, after);
    }
    free(plain_text.bytes);
    free(markdown_text.bytes);
    return tap_end();
}
