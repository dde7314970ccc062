/* The rule whose name is nearest to a misspelt one. */
#include <string.h>

#include "rule/policy.h"

#define LONGEST_NAME 64 /* bytes; longer names are near to nothing */

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Letters to add, drop or change to make one word of the other (Wagner and Fischer 1974). */
static uint32_t distance(const char *a, size_t length, const char *b, size_t other)
{
    uint32_t row[LONGEST_NAME + 1];
    for (uint32_t j = 0; j <= other; j++)
        row[j] = j;
    for (uint32_t i = 0; i < length; i++) {
        uint32_t before = row[0];
        row[0] = i + 1;
        for (uint32_t j = 0; j < other; j++) {
            uint32_t changed = before + (a[i] != b[j]);
            before = row[j + 1];
            row[j + 1] = least(changed, least(row[j], before) + 1);
        }
    }
    return row[other];
}

/* Whether all parts of a name, parted by hyphens, are parts of an id: "loaded-verb" of "loaded-attribution-verb". */
static bool is_shortened(const char *name, size_t length, const char *id)
{
    for (size_t at = 0, part; at < length; at += part + 1) {
        for (part = 0; at + part < length && name[at + part] != '-';)
            part++;
        const char *own = id;
        while (own && (strncmp(own, name + at, part) != 0 || (own[part] && own[part] != '-'))) {
            own = strchr(own, '-');
            own += own != NULL;
        }
        if (!own || !part)
            return false;
    }
    return length > 0;
}

uint32_t onr_rule_nearest(const struct onr_policy *policy, const char *name, size_t length)
{
    uint32_t count = onr_policy_rule_count(policy), nearest = ONR_NONE, nearest_away = LONGEST_NAME;
    for (uint32_t i = 0; i < count && length <= LONGEST_NAME; i++) {
        const char *id = onr_policy_rule_at(policy, i)->id;
        size_t other = strlen(id);
        uint32_t away = other <= LONGEST_NAME ? distance(name, length, id, other) : nearest_away;
        if (is_shortened(name, length, id))
            away = 1;
        if (away < nearest_away) {
            nearest_away = away;
            nearest = i;
        }
    }
    return nearest_away * 2 < length + 2 ? nearest : ONR_NONE;
}
