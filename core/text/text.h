/* The document's bytes: borrowed, checked to be UTF-8 text, never copied. */
#ifndef ONR_TEXT_TEXT_H
#define ONR_TEXT_TEXT_H

#include "onrecord.h"

struct onr_text {
    const char *bytes; /* length bytes of valid UTF-8; owned by the caller */
    uint32_t length;   /* bytes */
    uint32_t start;    /* first byte after a byte order mark */
};

/*
 * Checks bytes and fills text, which borrows them. ONR_ETOOLARGE over 1 GiB; ONR_EENCODING where they
 * are not UTF-8 text, with the first bad byte and what the file seems to be (UTF-16, UTF-32,
 * Windows-1252 or binary) in error.
 */
int onr_text_init(struct onr_text *text, const char *bytes, size_t length, struct onr_error *error);

static inline uint32_t onr_span_length(struct onr_span span)
{
    return span.end - span.start;
}

#endif
