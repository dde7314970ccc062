#include "present/out.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A descriptor's buffer is written when it holds this much. */
#define FULL ((size_t)1 << 16)

void onr_out_open(struct onr_out *out, int fd)
{
    memset(out, 0, sizeof *out);
    out->fd = fd;
}

static int make_room(struct onr_out *out, size_t length)
{
    if (out->capacity - out->length >= length)
        return 0;
    size_t capacity = out->capacity ? out->capacity : 256;
    while (capacity - out->length < length)
        capacity *= 2;
    char *bytes = realloc(out->bytes, capacity);
    if (!bytes)
        return out->error = ENOMEM;
    out->bytes = bytes;
    out->capacity = capacity;
    return 0;
}

void onr_out_bytes(struct onr_out *out, const char *bytes, size_t length)
{
    if (out->error || length == 0 || make_room(out, length) != 0)
        return;
    memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
    if (out->fd >= 0 && out->length >= FULL)
        onr_out_flush(out);
}

void onr_out_text(struct onr_out *out, const char *text)
{
    onr_out_bytes(out, text, strlen(text));
}

void onr_out_char(struct onr_out *out, char character)
{
    onr_out_bytes(out, &character, 1);
}

void onr_out_repeat(struct onr_out *out, char character, unsigned times)
{
    while (times--)
        onr_out_char(out, character);
}

void onr_out_format(struct onr_out *out, const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length > 0)
        onr_out_bytes(out, line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1);
}

void onr_out_unsigned(struct onr_out *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    onr_out_bytes(out, digits + at, sizeof digits - at);
}

void onr_out_number(struct onr_out *out, double number)
{
    char digits[64];
    double hundredths = round(number * 100);
    int length = snprintf(digits, sizeof digits, "%.2f", hundredths == 0 ? 0.0 : hundredths / 100);
    while (digits[length - 1] == '0')
        length--;
    if (digits[length - 1] == '.')
        length--;
    onr_out_bytes(out, digits, (size_t)length);
}

int onr_out_flush(struct onr_out *out)
{
    size_t done = 0;
    while (out->fd >= 0 && !out->error && done < out->length) {
        ssize_t written = write(out->fd, out->bytes + done, out->length - done);
        if (written >= 0)
            done += (size_t)written;
        else if (errno != EINTR)
            out->error = errno;
    }
    if (out->fd >= 0)
        out->length = 0;
    return out->error;
}

int onr_out_close(struct onr_out *out)
{
    int error = onr_out_flush(out);
    free(out->bytes);
    memset(out, 0, sizeof *out);
    out->fd = -1;
    return error;
}
