/* The known name nearest to one that is not known, for messages that help. */
#ifndef ONR_CONFIG_NEAREST_H
#define ONR_CONFIG_NEAREST_H

#include <stddef.h>

/* Gives each known name by index, NULL past the last. */
typedef const char *onr_names(const void *context, size_t index);

/* The known name nearest to a word, or NULL where none is near. */
const char *onr_nearest_of(const char *word, onr_names *names, const void *context);

#endif
