#include "config/pattern.h"

#include <fnmatch.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

/* Whether one name fits one part of a pattern. Both are length bytes. */
static bool part_fits(const char *pattern, size_t pattern_length, const char *name, size_t length)
{
    char part[NAME_MAX + 1], own[NAME_MAX + 1];
    if (pattern_length >= sizeof part || length >= sizeof own)
        return false;
    memcpy(part, pattern, pattern_length);
    memcpy(own, name, length);
    part[pattern_length] = own[length] = '\0';
    return fnmatch(part, own, 0) == 0;
}

static const char *past_slash(const char *text, size_t length)
{
    return text[length] == '/' ? text + length + 1 : text + length;
}

/* Whether a pattern fits all of a path, or, with a folder, its beginning up to a slash. */
static bool fits_from(const char *pattern, const char *path, bool folder)
{
    size_t part = strcspn(pattern, "/"), name = strcspn(path, "/");
    if (!*pattern)
        return !*path || folder;
    if (!*path)
        return false;
    if (part == 2 && pattern[0] == '*' && pattern[1] == '*') {
        const char *rest = past_slash(pattern, part);
        if (!*rest)
            return true;
        return fits_from(rest, path, folder) || (path[name] && fits_from(pattern, path + name + 1, folder));
    }
    return part_fits(pattern, part, path, name) && fits_from(past_slash(pattern, part), past_slash(path, name), folder);
}

/* Whether the pattern has a slash other than at its end, and so is bound to its folder. */
static bool is_bound(const char *pattern)
{
    const char *slash = strchr(pattern, '/');
    return slash && slash[1];
}

static bool fits(const char *pattern, const char *path, bool folder)
{
    if (!*pattern)
        return false;
    if (is_bound(pattern))
        return fits_from(pattern + (*pattern == '/'), path, folder);
    for (const char *at = path; *at; at = past_slash(at, strcspn(at, "/")))
        if (fits_from(pattern, at, folder))
            return true;
    return false;
}

bool onr_pattern_fits(const char *pattern, const char *path)
{
    return fits(pattern, path, true);
}

bool onr_pattern_tells_ending(const char *pattern, const char *path)
{
    const char *slash = strrchr(pattern, '/');
    const char *dot = strrchr(slash ? slash + 1 : pattern, '.');
    return dot && dot[1] && !strpbrk(dot, "*?[") && fits(pattern, path, false);
}
