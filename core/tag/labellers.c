#include <string.h>

#include "tag/tag.h"

/* The first is the default. */
static const struct onr_labeller labellers[] = {
    {"learned", onr_label_learned, onr_learned_evidence},
    {"rules", onr_label_by_rules, NULL},
};

const struct onr_labeller *onr_labeller_find(const char *name)
{
    if (!name)
        return &labellers[0];
    for (size_t i = 0; i < sizeof labellers / sizeof labellers[0]; i++)
        if (strcmp(labellers[i].name, name) == 0)
            return &labellers[i];
    return NULL;
}
