/*
 * What is kept between runs: in the user's cache folder, never in a repository or a work tree. All
 * of it may be deleted at any time.
 */
#ifndef ONR_REVIEW_CACHE_H
#define ONR_REVIEW_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The path of a file in $XDG_CACHE_HOME/onrecord, else ~/.cache/onrecord, which is made for its
 * owner alone. The caller frees it; NULL where there is no such folder and none can be made.
 */
char *onr_cache_path(const char *name);

/*
 * Appends length bytes to a file of the cache in one write. A file that would grow over `most`
 * bytes begins afresh, with these alone. False where nothing could be kept.
 */
bool onr_cache_append(const char *name, const char *bytes, size_t length, size_t most);
/* Reads a file of the cache, ended by a NUL; NULL where there is none. The caller frees it. */
char *onr_cache_read(const char *name, size_t *length);

/* Deletes files whose names begin so and that nobody has written to for a month, but for one. */
void onr_cache_tidy(const char *beginning, const char *but);

#endif
