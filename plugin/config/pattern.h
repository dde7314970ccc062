/* The patterns of include and exclude: which files of a folder are drafts. */
#ifndef ONR_CONFIG_PATTERN_H
#define ONR_CONFIG_PATTERN_H

#include <stdbool.h>

/*
 * Whether a pattern matches a path or a folder above it. The path is seen from the folder patterns are for, with no
 * slash at either end. A pattern without a slash fits a name at any depth; one with a slash starts at that folder. A
 * star stands for any part of a name, two stars for any folders, a question mark for one byte, […] for one of several.
 */
bool onr_pattern_fits(const char *pattern, const char *path);
/* Whether a pattern fits the path itself, no folder above it, and tells the ending of its name: "*.news". */
bool onr_pattern_tells_ending(const char *pattern, const char *path);

#endif
