/* Texts inside a zip, which is what office documents are: found by its directory, then unpacked. */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>
#include <zlib.h>

#include "protect/search.h"

#define END_BYTES 22                    /* of the record at the end */
#define ROW_BYTES 46                    /* of a row of the directory */
#define LOCAL_BYTES 30                  /* of what stands before a member */
#define LONGEST_REMARK 65535
#define MOST_UNPACKED ((size_t)256 << 20) /* of all members together */

struct archive {
    const unsigned char *bytes; /* the file; borrowed */
    size_t length;              /* bytes of it */
    size_t unpacked;            /* bytes that came out so far */
};

struct member {
    const unsigned char *bytes; /* as it is packed; borrowed */
    size_t packed;              /* bytes of it */
    size_t length;              /* bytes it unpacks to */
    unsigned method;            /* 0 as it is, 8 deflated */
};

static unsigned two(const unsigned char *at)
{
    return at[0] | (unsigned)at[1] << 8;
}

static size_t four(const unsigned char *at)
{
    return two(at) | (size_t)two(at + 2) << 16;
}

/* The offset of the record at the end, or SIZE_MAX. */
static size_t find_end(const struct archive *archive)
{
    size_t least = archive->length > END_BYTES + LONGEST_REMARK
                       ? archive->length - END_BYTES - LONGEST_REMARK
                       : 0;
    if (archive->length < END_BYTES)
        return SIZE_MAX;
    for (size_t at = archive->length - END_BYTES + 1; at-- > least;)
        if (memcmp(archive->bytes + at, "PK\5\6", 4) == 0)
            return at;
    return SIZE_MAX;
}

/* Reads a row of the directory. Returns its bytes, or 0 where it leads nowhere. */
static size_t read_row(const struct archive *archive, size_t at, struct member *member)
{
    const unsigned char *row = archive->bytes + at;
    if (at > archive->length || archive->length - at < ROW_BYTES || memcmp(row, "PK\1\2", 4) != 0)
        return 0;
    size_t local = four(row + 42);
    bool encrypted = row[8] & 1;
    member->method = two(row + 10);
    member->packed = four(row + 20);
    member->length = four(row + 24);
    if (encrypted || local > archive->length || archive->length - local < LOCAL_BYTES ||
        memcmp(archive->bytes + local, "PK\3\4", 4) != 0)
        return 0;
    local += LOCAL_BYTES + two(archive->bytes + local + 26) + two(archive->bytes + local + 28);
    if (local > archive->length || archive->length - local < member->packed)
        return 0;
    member->bytes = archive->bytes + local;
    return ROW_BYTES + two(row + 28) + two(row + 30) + two(row + 32);
}

static bool inflate_all(const struct member *member, unsigned char *out)
{
    z_stream stream = {.next_in = (unsigned char *)(uintptr_t)member->bytes,
                       .avail_in = (uInt)member->packed,
                       .next_out = out,
                       .avail_out = (uInt)member->length};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return false;
    int status = inflate(&stream, Z_FINISH);
    bool good = status == Z_STREAM_END && stream.total_out == member->length;
    inflateEnd(&stream);
    return good;
}

static bool take_member(struct archive *archive, const struct member *member,
                        bool (*take)(void *context, const char *bytes, size_t length),
                        void *context)
{
    if (member->length == 0)
        return true;
    if (member->method == 0)
        return !take || take(context, (const char *)member->bytes, member->packed);
    if (member->method != 8 || member->length > MOST_UNPACKED - archive->unpacked)
        return false;
    unsigned char *out = malloc(member->length);
    bool good = out && inflate_all(member, out);
    if (good && take)
        good = take(context, (const char *)out, member->length);
    archive->unpacked += member->length;
    if (out)
        sodium_memzero(out, member->length);
    free(out);
    return good;
}

bool onr_archive_each(const char *bytes, size_t length,
                      bool (*take)(void *context, const char *bytes, size_t length), void *context)
{
    struct archive archive = {.bytes = (const unsigned char *)bytes, .length = length};
    if (length < 4 || memcmp(bytes, "PK\3\4", 4) != 0)
        return false;
    size_t end = find_end(&archive);
    if (end == SIZE_MAX)
        return false;
    size_t at = four(archive.bytes + end + 16);
    bool good = true;
    for (unsigned left = two(archive.bytes + end + 10); left; left--) {
        struct member member;
        size_t row = read_row(&archive, at, &member);
        if (!row)
            return false;
        good = take_member(&archive, &member, take, context) && good;
        at += row;
    }
    return good;
}
