#include "review/draft.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_THREADS 16

struct work {
    struct onr_draft *const *drafts; /* count drafts */
    size_t count;                    /* how many */
    atomic_size_t next;              /* the first that nobody has taken */
};

bool onr_draft_open(struct onr_draft *draft, const char *path, char *bytes, size_t length,
                    const char *encoding)
{
    struct onr_reading reading = {.encoding = encoding && *encoding ? encoding : NULL};
    memset(draft, 0, sizeof *draft);
    if (onr_document_take(&draft->document, path, bytes, length, &reading, &draft->problem) == 0)
        return true;
    draft->code = ONR_EENCODING;
    return false;
}

static void analyze(struct onr_draft *draft)
{
    struct onr_error error = {0};
    struct onr_options options = draft->options;
    options.format = draft->document.format;
    draft->analysis =
        onr_analyze(draft->document.bytes, draft->document.length, &options, &error);
    if (draft->analysis)
        return;
    draft->code = error.code;
    if (error.code == ONR_EENCODING)
        onr_problem_set(&draft->problem, "byte %llu: %s", (unsigned long long)error.offset,
                        error.text);
    else
        onr_problem_set(&draft->problem, "%s", error.text);
}

static void *run(void *context)
{
    struct work *work = context;
    size_t at;
    while ((at = atomic_fetch_add(&work->next, 1)) < work->count)
        if (work->drafts[at] && !work->drafts[at]->problem.text[0])
            analyze(work->drafts[at]);
    return NULL;
}

void onr_drafts_analyze(struct onr_draft *const *drafts, size_t count)
{
    struct work work = {.drafts = drafts, .count = count};
    pthread_t threads[MOST_THREADS];
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t most = processors < 1              ? 1
                  : processors > MOST_THREADS ? MOST_THREADS
                                              : (size_t)processors;
    size_t started = 0;
    while (started + 1 < most && started + 1 < count &&
           pthread_create(&threads[started], NULL, run, &work) == 0)
        started++;
    run(&work); /* where no thread can be had, this one does it all */
    while (started)
        pthread_join(threads[--started], NULL);
}

void onr_draft_close(struct onr_draft *draft)
{
    onr_analysis_free(draft->analysis);
    onr_document_free(&draft->document);
    memset(draft, 0, sizeof *draft);
}
