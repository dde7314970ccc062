/* Two threads that analyze at once give what one gives after the other. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#define THREADS 4
#define ROUNDS 3

struct work {
    const struct text *texts; /* count drafts */
    char *const *expected;    /* what each gives alone */
    size_t count;             /* how many */
    size_t first;             /* where this thread begins */
    size_t wrong;             /* how many differed */
};

static char *analyze_one(const struct text *text)
{
    struct onr_analysis *analysis = onr_analyze(text->bytes, text->length, NULL, NULL);
    char *told = analysis ? describe(analysis) : NULL;
    onr_analysis_free(analysis);
    return told;
}

static void *run(void *argument)
{
    struct work *work = argument;
    for (size_t i = 0; i < work->count * ROUNDS; i++) {
        size_t at = (work->first + i) % work->count;
        char *told = analyze_one(&work->texts[at]);
        work->wrong += !told || strcmp(told, work->expected[at]) != 0;
        free(told);
    }
    return NULL;
}

static size_t run_threads(const struct text *texts, char *const *expected, size_t count)
{
    pthread_t threads[THREADS];
    struct work works[THREADS];
    size_t wrong = 0;
    for (size_t i = 0; i < THREADS; i++) {
        works[i] = (struct work){texts, expected, count, i * count / THREADS, 0};
        if (pthread_create(&threads[i], NULL, run, &works[i]))
            return SIZE_MAX;
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        wrong += works[i].wrong;
    }
    return wrong;
}

int main(int argc, char **argv)
{
    size_t count, silent = 0, found = 0;
    if (argc != 2)
        return 2;
    struct text *texts = read_drafts(argv[1], &count);
    char **expected = calloc(count, sizeof *expected);
    for (size_t i = 0; i < count; i++) {
        expected[i] = analyze_one(&texts[i]);
        silent += !expected[i] || !strstr(expected[i], "attribution");
        found += expected[i] && strstr(expected[i], "finding");
    }
    tap(silent == 0 && found > 0, "every draft has attributions, and there are findings", NULL);
    if (silent == 0) {
        char why[80];
        size_t wrong = run_threads(texts, expected, count);
        snprintf(why, sizeof why, "%zu of %zu analyses differ", wrong, count * ROUNDS * THREADS);
        tap(wrong == 0, "threads give what one thread gives", why);
    }
    for (size_t i = 0; i < count; i++)
        free(expected[i]);
    free(expected);
    free_texts(texts, count);
    return tap_end();
}
