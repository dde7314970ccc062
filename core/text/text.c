#include "text/text.h"

#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

#define LARGEST ((size_t)1 << 30) /* bytes: offsets stay far from 32 bits' end */
#define LOOK 4096                 /* bytes looked at to tell what a file seems to be */

static bool starts_with(const unsigned char *bytes, size_t length, const char *mark, size_t count)
{
    return length >= count && memcmp(bytes, mark, count) == 0;
}

/* Zero bytes at even or odd places, of the first LOOK bytes. */
static size_t count_zeros(const unsigned char *bytes, size_t length, size_t parity)
{
    size_t zeros = 0;
    for (size_t i = parity; i < length && i < LOOK; i += 2)
        zeros += bytes[i] == 0;
    return zeros;
}

/* Whether each four bytes, of the first LOOK, are a number that a character may have. */
static bool is_wide(const unsigned char *bytes, size_t looked, bool little)
{
    for (size_t i = 0; i + 4 <= looked; i += 4)
        if (bytes[i + (little ? 3 : 0)] || bytes[i + (little ? 2 : 1)] > 0x10)
            return false;
    return true;
}

/* What a file with zero bytes seems to be, and the name to give to --encoding; NULL name for binary data. */
static const char *guess_wide(const unsigned char *bytes, size_t length, const char **name)
{
    size_t looked = length < LOOK ? length : LOOK;
    size_t even = count_zeros(bytes, length, 0), odd = count_zeros(bytes, length, 1);
    *name = NULL;
    if (starts_with(bytes, length, "\xFF\xFE\0\0", 4) || starts_with(bytes, length, "\0\0\xFE\xFF", 4)) {
        *name = "UTF-32";
        return "UTF-32 text";
    }
    /* Three bytes of four are zero in UTF-32, one of two at most in UTF-16. */
    if (looked >= 8 && even + odd > looked / 2 + looked / 8 && even + odd < looked - looked / 8 &&
        is_wide(bytes, looked, bytes[0])) {
        *name = bytes[0] ? "UTF-32LE" : "UTF-32BE";
        return bytes[0] ? "UTF-32 text, little-endian" : "UTF-32 text, big-endian";
    }
    if (starts_with(bytes, length, "\xFF\xFE", 2) || (odd * 3 > looked && even * 20 < looked)) {
        *name = "UTF-16LE";
        return "UTF-16 text, little-endian";
    }
    if (starts_with(bytes, length, "\xFE\xFF", 2) || (even * 3 > looked && odd * 20 < looked)) {
        *name = "UTF-16BE";
        return "UTF-16 text, big-endian";
    }
    return "binary data";
}

/* Bytes that Windows-1252 uses for quotation marks, dashes and the like, and ISO-8859-1 does not. */
static bool is_windows(unsigned char byte)
{
    return byte >= 0x80 && byte <= 0x9F && byte != 0x81 && byte != 0x8D && byte != 0x8F && byte != 0x90 && byte != 0x9D;
}

/* Whether most characters beyond ASCII are well-formed UTF-8 around a byte that is not. */
static bool is_mostly_utf8(const char *bytes, size_t length, size_t bad)
{
    size_t from = bad > LOOK ? bad - LOOK : 0, to = length - bad > LOOK ? bad + LOOK : length;
    size_t good = 0, stray = 0;
    unsigned width;
    while (from && ((unsigned char)bytes[from] & 0xC0) == 0x80)
        from++; /* before the bad byte all is well-formed */
    for (size_t at = from; at < to; at += width) {
        onr_utf8_decode(bytes, length, at, &width);
        good += width > 1;
        stray += width == 1 && (unsigned char)bytes[at] >= 0x80;
    }
    return good > stray;
}

/* What text with a byte that is no UTF-8 seems to be. */
static const char *guess_narrow(const unsigned char *bytes, size_t length, size_t bad, const char **name)
{
    size_t controls = 0, looked = 0;
    for (size_t i = bad; i < length && looked < LOOK; i++, looked++)
        controls += bytes[i] < 0x20 && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\f';
    *name = NULL;
    if (controls * 10 > looked)
        return "binary data";
    for (size_t i = bad; i < length && i < bad + LOOK; i++)
        if (is_windows(bytes[i])) {
            *name = "windows-1252";
            return "Windows-1252 text";
        }
    *name = "iso-8859-1";
    return "ISO-8859-1 text";
}

static int fail(struct onr_error *error, uint64_t offset, const char *what, const char *guess, const char *name)
{
    if (name)
        return onr_error_set(error, ONR_EENCODING, offset, "%s; this looks like %s: convert it to UTF-8, or use --encoding %s",
                             what, guess, name);
    return onr_error_set(error, ONR_EENCODING, offset, "%s; this looks like %s, which is no draft", what, guess);
}

int onr_text_init(struct onr_text *text, const char *bytes, size_t length, struct onr_error *error)
{
    const unsigned char *raw = (const unsigned char *)bytes;
    const char *name, *guess;
    if (length > LARGEST)
        return onr_error_set(error, ONR_ETOOLARGE, LARGEST, "the document is over 1 GiB; split it");
    if (starts_with(raw, length, "\xFF\xFE", 2) || starts_with(raw, length, "\xFE\xFF", 2)) {
        guess = guess_wide(raw, length, &name);
        return fail(error, 0, "the bytes are not UTF-8", guess, name);
    }
    const char *zero = length ? memchr(bytes, 0, length) : NULL;
    size_t bad = onr_utf8_check(bytes, length);
    if (zero && (size_t)(zero - bytes) <= bad) {
        guess = guess_wide(raw, length, &name);
        return fail(error, (uint64_t)(zero - bytes), "there is a zero byte here", guess, name);
    }
    if (bad < length && is_mostly_utf8(bytes, length, bad))
        return onr_error_set(error, ONR_EENCODING, bad,
                             "this byte is not UTF-8, though the rest looks like it: "
                             "a character here is damaged or cut off");
    if (bad < length) {
        guess = guess_narrow(raw, length, bad, &name);
        return fail(error, bad, "this byte is not UTF-8", guess, name);
    }
    uint32_t start = starts_with(raw, length, "\xEF\xBB\xBF", 3) ? 3 : 0;
    *text = (struct onr_text){bytes ? bytes : "", (uint32_t)length, start};
    return ONR_OK;
}
