/*
 * A buffer that is written to a file descriptor, or kept in memory. It remembers its first error.
 */
#ifndef ONR_PRESENT_OUT_H
#define ONR_PRESENT_OUT_H

#include <stddef.h>
#include <stdint.h>

struct onr_out {
    char *bytes;     /* what is not yet written; owned */
    size_t length;   /* bytes of it */
    size_t capacity; /* bytes there is room for */
    int fd;          /* where it is written; -1 keeps all of it in bytes */
    int error;       /* errno of the first failure; from then on all writing is idle */
};

/* Begins a buffer. Its owner calls onr_out_close. */
void onr_out_open(struct onr_out *out, int fd);
void onr_out_bytes(struct onr_out *out, const char *bytes, size_t length);
void onr_out_text(struct onr_out *out, const char *text);
void onr_out_char(struct onr_out *out, char character);
void onr_out_repeat(struct onr_out *out, char character, unsigned times);
__attribute__((format(printf, 2, 3))) void onr_out_format(struct onr_out *out, const char *format,
                                                          ...);
void onr_out_unsigned(struct onr_out *out, uint64_t number);
/* A number as people write it: whole where it is whole, else with at most two decimals. */
void onr_out_number(struct onr_out *out, double number);
/* Writes all there is to the descriptor. Returns 0, or the errno of the first failure. */
int onr_out_flush(struct onr_out *out);
/* Flushes and frees. Returns what onr_out_flush returns. */
int onr_out_close(struct onr_out *out);

#endif
