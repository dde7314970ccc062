/* A draft that is edited and analyzed with a memory gives what a fresh analysis gives, edit after edit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#define MOST 20000 /* bytes of a draft while it is edited */

/* A deterministic stream of random numbers (SplitMix64). */
static uint64_t roll(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* A place between two characters. */
static size_t place_in(const struct text *text, uint64_t *dice)
{
    size_t at = text->length ? roll(dice) % text->length : 0;
    while (at < text->length && ((unsigned char)text->bytes[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static const char *const pieces[] = {
    " ", "\n\n", "\n", ".", ",", "“", "”", "\"", "‘", "’", "e", "the official said", " he said, ", "“Yes,” she said.",
    "\n\nThe minister denied it.\n\n", "Ana Ruiz ", "two people familiar with the matter", " that ", "?", "(", ": ",
};

/* Takes out up to 40 bytes, puts in a piece, or moves a stretch to another place. */
static void edit(struct text *text, uint64_t *dice)
{
    size_t at = place_in(text, dice), end = at + roll(dice) % 40;
    while (end < text->length && ((unsigned char)text->bytes[end] & 0xC0) == 0x80)
        end++;
    end = end < text->length ? end : text->length;
    if (roll(dice) % 3 == 0) {
        memmove(text->bytes + at, text->bytes + end, text->length - end);
        text->length -= end - at;
        return;
    }
    const char *piece = pieces[roll(dice) % (sizeof pieces / sizeof *pieces)];
    size_t length = strlen(piece);
    if (text->length + length >= MOST)
        return;
    memmove(text->bytes + at + length, text->bytes + at, text->length - at);
    memcpy(text->bytes + at, piece, length);
    text->length += length;
}

static char *analyze(const struct text *text, struct onr_memory *memory, struct onr_evidence *strongest)
{
    struct onr_options options = {.memory = memory};
    struct onr_analysis *analysis = onr_analyze(text->bytes, text->length, &options, NULL);
    char *told = analysis ? describe(analysis) : NULL;
    uint32_t count = 0;
    if (analysis)
        onr_attributions(analysis, &count);
    *strongest = (struct onr_evidence){0};
    if (count)
        onr_attribution_evidence(analysis, count - 1, strongest, 1);
    onr_analysis_free(analysis);
    return told;
}

/* Edits of one draft after which the two differ; each is told with its number. */
static size_t count_wrong(const struct text *draft, uint64_t seed, unsigned edits)
{
    struct text text = {malloc(MOST + draft->length), draft->length};
    struct onr_memory *memory = onr_memory_new(NULL);
    size_t wrong = 0;
    memcpy(text.bytes, draft->bytes, draft->length);
    for (unsigned i = 0; i < edits; i++) {
        struct onr_evidence why, fresh_why;
        char *told = analyze(&text, memory, &why), *fresh = analyze(&text, NULL, &fresh_why);
        wrong += !told || !fresh || strcmp(told, fresh) != 0 || why.what != fresh_why.what;
        free(told);
        free(fresh);
        edit(&text, &seed);
    }
    onr_memory_free(memory);
    free(text.bytes);
    return wrong;
}

int main(int argc, char **argv)
{
    size_t count;
    if (argc != 3)
        return 2;
    struct text *drafts = read_drafts(argv[1], &count);
    for (size_t i = 0; i < count; i++) {
        char name[80], why[80];
        size_t wrong = count_wrong(&drafts[i], i + 1, (unsigned)atoi(argv[2]));
        snprintf(name, sizeof name, "draft %zu: %s edits with a memory give what fresh analyses give", i + 1, argv[2]);
        snprintf(why, sizeof why, "%zu differ", wrong);
        tap(wrong == 0, name, why);
    }
    free_texts(drafts, count);
    return tap_end();
}
