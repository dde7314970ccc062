/*
 * Messages over two file descriptors: a header with a Content-Length, an empty line, the body.
 *
 * Reading never blocks longer than it is told to, and a wrong header loses only itself: reading
 * goes on at the next header that can be told. While the client does not take what is written,
 * what it writes is read on, so that neither waits for the other.
 */
#ifndef ONR_LSP_TRANSPORT_H
#define ONR_LSP_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>

#define ONR_LARGEST_BODY ((size_t)256 << 20) /* bytes; more is told to be a wrong length */

struct onr_transport {
    int in;            /* what is read */
    int out;           /* what is written */
    char *buffer;      /* what was read and is not yet taken; owned */
    size_t start;      /* bytes of it that were taken */
    size_t length;     /* bytes of it that were read */
    size_t capacity;   /* bytes there is room for */
    bool ended;        /* nothing more comes in */
    bool broken;       /* nothing more can be written */
    int in_flags;      /* file status flags before, to be put back; -1 where nothing was changed */
    int out_flags;     /* the same of out */
};

enum onr_frame {
    ONR_FRAME_NONE,    /* no whole message is there yet */
    ONR_FRAME_MESSAGE, /* a body */
    ONR_FRAME_BAD,     /* something that is no message was passed over */
};

/* Begins with two descriptors, which stay the caller's. */
void onr_transport_open(struct onr_transport *transport, int in, int out);
/* Frees the buffer and leaves the descriptors as they were before. */
void onr_transport_close(struct onr_transport *transport);

/* Waits up to so many milliseconds (-1: for ever) until something is there, and reads it. */
void onr_transport_read(struct onr_transport *transport, int milliseconds);

/*
 * Takes the next message. *body is borrowed until the next call of any function here; where the
 * frame is bad, *body is a sentence that says what was wrong.
 */
enum onr_frame onr_transport_next(struct onr_transport *transport, const char **body,
                                  size_t *length);
/*
 * Says that the body last taken was no message. Where a header stands inside it, its length was
 * wrong: what begins there is read again.
 */
void onr_transport_reject(struct onr_transport *transport, size_t length);

/* Writes one message. Returns 0, or -1 where it could not be written; then nothing ever can. */
int onr_transport_send(struct onr_transport *transport, const char *body, size_t length);

#endif
