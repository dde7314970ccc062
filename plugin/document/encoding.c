#include "document/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The longest sequence any encoding uses for one character, escapes included. */
#define LONGEST 32

struct conversion {
    iconv_t handle;
    const char *bytes;
    size_t length;
    char *converted;
    size_t converted_length;
    size_t capacity;
    struct onr_encoding_map *map;
    uint64_t
        next_original; /* where the next character must begin to continue the last checkpoint */
};

bool onr_encoding_is_utf8(const char *encoding)
{
    return !encoding || strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0;
}

bool onr_encoding_known(const char *encoding)
{
    if (onr_encoding_is_utf8(encoding))
        return true;
    iconv_t handle = iconv_open("UTF-8", encoding);
    if (handle == (iconv_t)-1)
        return false;
    iconv_close(handle);
    return true;
}

static bool continues(const struct conversion *c, size_t original, size_t original_width,
                      size_t width)
{
    const struct onr_encoding_map *map = c->map;
    if (map->count == 0)
        return false;
    const struct onr_checkpoint *last = &map->at[map->count - 1];
    return last->original_width == original_width && last->width == width &&
           c->next_original == original;
}

static bool note(struct conversion *c, size_t original, size_t original_width, size_t width)
{
    struct onr_encoding_map *map = c->map;
    if (!continues(c, original, original_width, width)) {
        if (map->count == map->capacity) {
            uint32_t capacity = map->capacity ? map->capacity * 2 : 64;
            struct onr_checkpoint *at = realloc(map->at, capacity * sizeof *at);
            if (!at)
                return false;
            map->at = at;
            map->capacity = capacity;
        }
        map->at[map->count++] = (struct onr_checkpoint){.original = original,
                                                        .converted = (uint32_t)c->converted_length,
                                                        .original_width = (uint16_t)original_width,
                                                        .width = (uint16_t)width};
    }
    c->next_original = original + original_width;
    return true;
}

static bool append(struct conversion *c, const char *character, size_t width)
{
    if (c->capacity - c->converted_length < width) {
        size_t capacity = c->capacity * 2 + LONGEST;
        char *converted = realloc(c->converted, capacity);
        if (!converted)
            return false;
        c->converted = converted;
        c->capacity = capacity;
    }
    memcpy(c->converted + c->converted_length, character, width);
    c->converted_length += width;
    return true;
}

/*
 * Converts the character at *at by offering iconv one byte more until it is content: only so are
 * the widths on both sides known. Moves *at behind it.
 */
static enum onr_encoding_status convert_one(struct conversion *c, size_t *at)
{
    char out[LONGEST * 4];
    size_t left = c->length - *at;
    size_t most = left < LONGEST ? left : LONGEST;
    for (size_t offered = 1; offered <= most; offered++) {
        char *in = (char *)(uintptr_t)(c->bytes + *at);
        char *end = out;
        size_t in_left = offered;
        size_t out_left = sizeof out;
        size_t result = iconv(c->handle, &in, &in_left, &end, &out_left);
        size_t used = offered - in_left;
        size_t width = (size_t)(end - out);
        if (result == (size_t)-1 && errno != EINVAL)
            return ONR_ENCODING_INVALID;
        if (used == 0)
            continue;
        if (width && (!note(c, *at, used, width) || !append(c, out, width)))
            return ONR_ENCODING_NO_MEMORY;
        *at += used;
        return ONR_ENCODING_OK;
    }
    return ONR_ENCODING_INVALID;
}

static enum onr_encoding_status convert_all(struct conversion *c, uint64_t *place)
{
    size_t at = 0;
    enum onr_encoding_status status = ONR_ENCODING_OK;
    while (at < c->length && status == ONR_ENCODING_OK)
        status = convert_one(c, &at);
    *place = at;
    char out[LONGEST];
    char *end = out;
    size_t out_left = sizeof out;
    if (status == ONR_ENCODING_OK) /* some encodings hold the last character back */
        iconv(c->handle, NULL, NULL, &end, &out_left);
    size_t width = (size_t)(end - out);
    if (width && (!note(c, c->length, 0, width) || !append(c, out, width)))
        return ONR_ENCODING_NO_MEMORY;
    return status;
}

enum onr_encoding_status onr_encoding_convert(const char *encoding, const char *bytes,
                                              size_t length, char **converted,
                                              size_t *converted_length,
                                              struct onr_encoding_map *map, uint64_t *place)
{
    struct conversion c = {.bytes = bytes, .length = length, .map = map};
    c.handle = iconv_open("UTF-8", encoding);
    if (c.handle == (iconv_t)-1)
        return ONR_ENCODING_UNKNOWN;
    c.capacity = length + length / 8 + LONGEST;
    c.converted = malloc(c.capacity);
    enum onr_encoding_status status = c.converted ? convert_all(&c, place) : ONR_ENCODING_NO_MEMORY;
    iconv_close(c.handle);
    if (status == ONR_ENCODING_OK) {
        *converted = c.converted;
        *converted_length = c.converted_length;
    } else {
        free(c.converted);
        onr_encoding_map_free(map);
    }
    return status;
}

void onr_encoding_map_free(struct onr_encoding_map *map)
{
    free(map->at);
    memset(map, 0, sizeof *map);
}

/* The last checkpoint at or before an offset; there is one where the map is not empty. */
static const struct onr_checkpoint *checkpoint(const struct onr_encoding_map *map, uint32_t offset)
{
    uint32_t low = 0;
    uint32_t high = map->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (map->at[middle].converted <= offset)
            low = middle;
        else
            high = middle;
    }
    return &map->at[low];
}

uint64_t onr_encoding_map_back(const struct onr_encoding_map *map, uint32_t offset)
{
    if (map->count == 0)
        return offset;
    const struct onr_checkpoint *from = checkpoint(map, offset);
    return from->original +
           (uint64_t)(offset - from->converted) / from->width * from->original_width;
}
