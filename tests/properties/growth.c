/*
 * Twice the text takes at most so many times the time: prose and hostile texts, from 1 kB upward.
 *
 *   growth DRAFTS LARGEST BOUND [KIND…]
 *
 * Sizes double up to LARGEST bytes; each size's time is the least of its runs in processor time. A
 * pair over BOUND is measured again, up to TRIES times, before it counts: noise only ever adds. A quadratic step
 * shows at a ratio of 4.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "texts.h"

#define SMALLEST 1024
#define MEASURABLE 0.010 /* seconds that a run takes at least */
#define TRIES 6          /* measurements of a pair before it counts */
#define HOPELESS 60.0    /* seconds of one analysis after which no larger size is tried */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool analyze(const struct text *text, const char *format)
{
    struct onr_options options = {.format = format};
    struct onr_analysis *analysis = onr_analyze(text->bytes, text->length, &options, NULL);
    bool done = analysis != NULL;
    onr_analysis_free(analysis);
    return done;
}

/* Seconds of one analysis, repeated until it can be measured; negative where it fails. */
static double seconds(const struct text *text, const char *format)
{
    double begin = now(), took;
    unsigned times = 0;
    do {
        if (!analyze(text, format))
            return -1;
        times++;
        took = now() - begin;
    } while (took < MEASURABLE);
    return took / times;
}

static const struct text *drafts;
static size_t draft_count;

/* n bytes of a kind, and twice as many: of prose the same ones twice, for no two stretches of it are alike. */
static struct text make(const struct maker *maker, size_t n, bool twice)
{
    if (maker->piece || maker->repeated)
        return make_text(maker, twice ? n * 2 : n);
    struct text once = make_prose(drafts, draft_count, n);
    if (!twice)
        return once;
    struct text both = make_prose(&once, 1, once.length * 2);
    free(once.bytes);
    return both;
}

/* The ratio of the times of 2n and n bytes, measured anew while it is over the bound; *after gets the larger time. */
static double ratio_of(const struct maker *maker, size_t n, double bound, double *after)
{
    struct text small = make(maker, n, false), large = make(maker, n, true);
    double before = -1, ratio = -1;
    *after = -1;
    for (int try = 0; try < TRIES; try++) {
        double once = seconds(&small, maker->format), twice = seconds(&large, maker->format);
        if (once < 0 || twice < 0) {
            *after = -1;
            break;
        }
        before = before < 0 || once < before ? once : before;
        *after = *after < 0 || twice < *after ? twice : *after;
        ratio = *after / before;
        if (ratio <= bound || *after > HOPELESS)
            break;
    }
    free(small.bytes);
    free(large.bytes);
    return *after < 0 ? -1 : ratio;
}

static void run(const struct maker *maker, size_t largest, double bound)
{
    char why[200];
    double worst = 0, ratio = 0, last = 0;
    size_t n = SMALLEST, at = 0;
    for (; n * 2 <= largest; n *= 2) {
        ratio = ratio_of(maker, n, bound, &last);
        if (ratio > worst) {
            worst = ratio;
            at = n;
        }
        if (ratio < 0 || last > HOPELESS)
            break;
    }
    bool good = ratio >= 0 && worst <= bound && last <= HOPELESS;
    if (ratio < 0)
        snprintf(why, sizeof why, "the analysis of %zu or %zu bytes fails", n, n * 2);
    else
        snprintf(why, sizeof why, "at most %.2f times (%zu to %zu bytes); %.1f MB/s at the end", worst, at, at * 2,
                 (double)(n < largest ? n * 2 : n) / last / 1e6);
    tap(good, maker->name, why);
}

static bool chosen(const char *name, char **names, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return count == 0;
}

int main(int argc, char **argv)
{
    static const struct maker prose = {"prose", "plain", NULL, NULL};
    if (argc < 4)
        return 2;
    /* Memory once got is kept: what the kernel takes to hand out pages is not what is measured. */
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    struct text *texts = read_drafts(argv[1], &draft_count);
    size_t largest = strtoul(argv[2], NULL, 10), count;
    double bound = strtod(argv[3], NULL);
    const struct maker *maker = makers(&count);
    drafts = texts;
    if (chosen("prose", argv + 4, argc - 4))
        run(&prose, largest, bound);
    for (size_t i = 0; i < count; i++)
        if (chosen(maker[i].name, argv + 4, argc - 4))
            run(&maker[i], largest, bound);
    free_texts(texts, draft_count);
    return tap_end();
}
