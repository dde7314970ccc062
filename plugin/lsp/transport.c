#include "lsp/transport.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define LONGEST_HEADER ((size_t)8192)
#define READ_AT_ONCE ((size_t)65536)
#define LENGTH_NAME "Content-Length:"
#define TYPE_NAME "Content-Type:"

static int make_nonblocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0)
        fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    return flags;
}

void onr_transport_open(struct onr_transport *t, int in, int out)
{
    *t = (struct onr_transport){.in = in, .out = out, .in_flags = -1, .out_flags = -1};
    if (in >= 0)
        t->in_flags = make_nonblocking(in);
    if (out >= 0)
        t->out_flags = make_nonblocking(out);
}

void onr_transport_close(struct onr_transport *t)
{
    if (t->in_flags >= 0)
        fcntl(t->in, F_SETFL, t->in_flags);
    if (t->out_flags >= 0)
        fcntl(t->out, F_SETFL, t->out_flags);
    free(t->buffer);
    *t = (struct onr_transport){.in = -1, .out = -1, .in_flags = -1, .out_flags = -1};
}

/* Drops what was taken and makes room for a read. False where memory runs out. */
static bool make_room(struct onr_transport *t)
{
    if (t->start == t->length) {
        t->start = t->length = 0;
    } else if (t->start > READ_AT_ONCE && t->start > t->length / 2) {
        memmove(t->buffer, t->buffer + t->start, t->length - t->start);
        t->length -= t->start;
        t->start = 0;
    }
    if (t->capacity - t->length >= READ_AT_ONCE)
        return true;
    size_t capacity = t->capacity * 2 + READ_AT_ONCE;
    char *buffer = realloc(t->buffer, capacity);
    if (!buffer)
        return false;
    t->buffer = buffer;
    t->capacity = capacity;
    return true;
}

/* Reads until nothing more is there at the moment, or a good deal was. */
static void read_available(struct onr_transport *t)
{
    size_t most = t->length + 64 * READ_AT_ONCE;
    while (!t->ended && t->length < most) {
        if (!make_room(t)) {
            t->ended = true;
            return;
        }
        ssize_t got = read(t->in, t->buffer + t->length, t->capacity - t->length);
        if (got > 0) {
            t->length += (size_t)got;
            continue;
        }
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        t->ended = true;
    }
}

void onr_transport_read(struct onr_transport *t, int milliseconds)
{
    struct pollfd in = {.fd = t->in, .events = POLLIN};
    if (t->ended || t->in < 0) {
        t->ended = true;
        return;
    }
    if (milliseconds != 0 && poll(&in, 1, milliseconds) <= 0)
        return;
    read_available(t);
}

/* Where a name stands in bytes, whatever its case; NULL where it does not. */
static const char *find_name(const char *bytes, size_t length, const char *name)
{
    size_t width = strlen(name);
    for (size_t i = 0; i + width <= length; i++)
        if ((bytes[i] | 0x20) == (name[0] | 0x20) && strncasecmp(bytes + i, name, width) == 0)
            return bytes + i;
    return NULL;
}

/* The length of the header with its empty line, or 0 where it has not ended yet. */
static size_t header_length(const char *bytes, size_t length)
{
    for (size_t i = 0; i + 1 < length; i++) {
        if (bytes[i] != '\n')
            continue;
        if (bytes[i + 1] == '\n')
            return i + 2;
        if (i + 2 < length && bytes[i + 1] == '\r' && bytes[i + 2] == '\n')
            return i + 3;
    }
    return 0;
}

/* Reads the number of a Content-Length. False where it is none or too large. */
static bool read_length(const char *at, const char *end, size_t *length)
{
    size_t number = 0;
    bool any = false;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    for (; at < end && isdigit((unsigned char)*at); at++, any = true) {
        number = number * 10 + (size_t)(*at - '0');
        if (number > ONR_LARGEST_BODY)
            return false;
    }
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    *length = number;
    return any && at < end && (*at == '\r' || *at == '\n');
}

/* Whether a header says that its body is not UTF-8. */
static bool is_foreign(const char *header, size_t length)
{
    const char *type = find_name(header, length, TYPE_NAME);
    if (!type)
        return false;
    size_t left = length - (size_t)(type - header);
    const char *line_end = memchr(type, '\n', left);
    size_t line = line_end ? (size_t)(line_end - type) : left;
    const char *charset = find_name(type, line, "charset=");
    if (!charset)
        return false;
    charset += strlen("charset=");
    charset += *charset == '"';
    return strncasecmp(charset, "utf-8", 5) != 0 && strncasecmp(charset, "utf8", 4) != 0;
}

/* Whether what stands before the Content-Length consists of other header lines. */
static bool is_clean(const char *header, const char *name)
{
    const char *line = header;
    while (line < name) {
        const char *end = memchr(line, '\n', (size_t)(name - line));
        const char *at = line;
        if (!end)
            return false;
        while (at < end && (isalnum((unsigned char)*at) || *at == '-'))
            at++;
        if (at == line || *at != ':')
            return false;
        line = end + 1;
    }
    return true;
}

static enum onr_frame bad(const char **body, size_t *length, const char *why)
{
    *body = why;
    *length = strlen(why);
    return ONR_FRAME_BAD;
}

/* Without an end of a header: nothing to do but to bound what is kept. */
static enum onr_frame endless(struct onr_transport *t, const char **body, size_t *length)
{
    size_t there = t->length - t->start;
    if (t->ended && there) {
        t->start = t->length;
        return bad(body, length, "the input ended within a header");
    }
    if (there < LONGEST_HEADER)
        return ONR_FRAME_NONE;
    const char *name = find_name(t->buffer + t->start + 1, there - 1, LENGTH_NAME);
    t->start = name ? (size_t)(name - t->buffer) : t->length - strlen(LENGTH_NAME);
    return bad(body, length, "what came in has no header with a Content-Length");
}

/* A header whose Content-Length cannot be used: goes on behind it. */
static enum onr_frame skip_header(struct onr_transport *t, size_t header, const char **body,
                                  size_t *length, const char *why)
{
    t->start += header;
    return bad(body, length, why);
}

enum onr_frame onr_transport_next(struct onr_transport *t, const char **body, size_t *length)
{
    const char *at = t->buffer ? t->buffer + t->start : "";
    size_t there = t->length - t->start;
    size_t header = header_length(at, there);
    size_t wanted;
    if (header == 0)
        return endless(t, body, length);
    const char *name = find_name(at, header, LENGTH_NAME);
    if (!name)
        return skip_header(t, header, body, length, "a header has no Content-Length");
    if (!is_clean(at, name)) {
        t->start += (size_t)(name - at);
        return bad(body, length, "something that is no message stands before a header");
    }
    if (!read_length(name + strlen(LENGTH_NAME), at + header, &wanted))
        return skip_header(t, header, body, length, "a Content-Length is no length of a message");
    if (there - header < wanted) {
        if (!t->ended)
            return ONR_FRAME_NONE;
        t->start = t->length;
        return bad(body, length, "the input ended within a message");
    }
    t->start += header + wanted;
    if (is_foreign(at, header))
        return bad(body, length, "a message is not in UTF-8, and nothing else is understood");
    *body = at + header;
    *length = wanted;
    return ONR_FRAME_MESSAGE;
}

void onr_transport_reject(struct onr_transport *t, size_t length)
{
    if (length > t->start)
        return;
    const char *body = t->buffer + t->start - length;
    const char *name = find_name(body, length, LENGTH_NAME);
    if (name && name > body)
        t->start = (size_t)(name - t->buffer);
}

/* Waits until more can be written, reading on meanwhile. False where nothing ever can. */
static bool wait_to_write(struct onr_transport *t)
{
    struct pollfd both[2] = {{.fd = t->out, .events = POLLOUT},
                             {.fd = t->ended ? -1 : t->in, .events = POLLIN}};
    bool full = t->length - t->start > ONR_LARGEST_BODY;
    if (poll(both, full ? 1 : 2, -1) < 0 && errno != EINTR)
        return false;
    if (both[1].revents && !full)
        read_available(t);
    return true;
}

static bool write_all(struct onr_transport *t, const char *bytes, size_t length)
{
    while (length) {
        ssize_t wrote = write(t->out, bytes, length);
        if (wrote > 0) {
            bytes += wrote;
            length -= (size_t)wrote;
        } else if (wrote < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            if (!wait_to_write(t))
                return false;
        } else if (wrote == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

int onr_transport_send(struct onr_transport *t, const char *body, size_t length)
{
    char header[64];
    int width = snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", length);
    if (t->out < 0)
        return 0;
    if (t->broken || !write_all(t, header, (size_t)width) || !write_all(t, body, length)) {
        t->broken = true;
        return -1;
    }
    return 0;
}
