#include "config/nearest.h"

#include <stdbool.h>
#include <string.h>

#define LONGEST_NAME 40

/* Letters to add, drop, change or swap to make one word of the other. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST_NAME + 1];
    size_t length = strlen(b);
    for (size_t j = 0; j <= length; j++)
        rows[0][j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && rows[(i + 1) % 3][j - 2] + 1 < best)
                best = rows[(i + 1) % 3][j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[strlen(a) % 3][length];
}

const char *onr_nearest_of(const char *word, onr_names *names, const void *context)
{
    const char *nearest = NULL;
    const char *known;
    size_t length = strlen(word);
    size_t least = length / 3 + 2;
    if (length == 0 || length > LONGEST_NAME)
        return NULL;
    for (size_t i = 0; (known = names(context, i)); i++) {
        size_t away = strlen(known) > LONGEST_NAME ? least : distance(word, known);
        if (length >= 3 && strncmp(known, word, length) == 0)
            away = 1;
        if (away < least) {
            least = away;
            nearest = known;
        }
    }
    return nearest;
}
