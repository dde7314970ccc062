/*
 * From another encoding to UTF-8, with the way back.
 *
 * The map holds a checkpoint wherever the width of characters changes, in the file or in UTF-8.
 * Between two checkpoints all characters are alike, so every character boundary is led back
 * exactly; English text has a checkpoint or two for each character outside ASCII and none for all
 * the rest.
 */
#ifndef ONR_DOCUMENT_ENCODING_H
#define ONR_DOCUMENT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct onr_checkpoint {
    uint64_t original;       /* offset in the file of the first character from here on */
    uint32_t converted;      /* its offset in the converted text */
    uint16_t original_width; /* bytes of each character in the file, up to the next checkpoint */
    uint16_t width;          /* bytes of each in UTF-8 */
};

struct onr_encoding_map {
    struct onr_checkpoint *at; /* count checkpoints, ascending; NULL where nothing was converted */
    uint32_t count;            /* how many */
    uint32_t capacity;         /* how many there is room for */
};

enum onr_encoding_status {
    ONR_ENCODING_OK,
    ONR_ENCODING_UNKNOWN,   /* no such encoding */
    ONR_ENCODING_INVALID,   /* the bytes are not in that encoding */
    ONR_ENCODING_NO_MEMORY, /* memory ran out */
};

/* Whether an encoding, NULL included, needs no conversion. */
bool onr_encoding_is_utf8(const char *encoding);
/* Whether the system can convert from an encoding. */
bool onr_encoding_known(const char *encoding);

/*
 * Converts length bytes to UTF-8. On success *converted (of *converted_length bytes) and the map
 * are the caller's to free; otherwise nothing is, and *place is the offset of the first wrong byte.
 */
enum onr_encoding_status onr_encoding_convert(const char *encoding, const char *bytes,
                                              size_t length, char **converted,
                                              size_t *converted_length,
                                              struct onr_encoding_map *map, uint64_t *place);
void onr_encoding_map_free(struct onr_encoding_map *map);

/*
 * The offset in the file of a character boundary of the converted text. An empty map changes
 * nothing.
 */
uint64_t onr_encoding_map_back(const struct onr_encoding_map *map, uint32_t offset);

#endif
