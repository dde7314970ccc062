/*
 * Writing JSON as a stream.
 *
 * jansson reads JSON here, and this writes it: a tree of objects made only to be printed cost more
 * time than the rest of the output, and it prints 0.9 as 0.90000000000000002.
 */
#ifndef ONR_PRESENT_WRITE_H
#define ONR_PRESENT_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "present/out.h"

struct onr_json {
    struct onr_out *out; /* what is written to; borrowed */
    bool pretty;         /* broken into lines and indented */
    unsigned depth;      /* containers that are open */
    unsigned flat;       /* of these, the depth below which all is on one line; 0 for none */
    bool first;          /* nothing is in the innermost container yet */
};

/* Each value takes the key it stands under, or NULL within an array. */
void onr_json_open(struct onr_json *json, const char *key, char bracket);
/* The same, with all that it holds on one line. */
void onr_json_open_flat(struct onr_json *json, const char *key, char bracket);
void onr_json_close(struct onr_json *json, char bracket);
/* A string of any bytes; what is not UTF-8 becomes U+FFFD. */
void onr_json_bytes(struct onr_json *json, const char *key, const char *bytes, size_t length);
void onr_json_text(struct onr_json *json, const char *key, const char *text);
void onr_json_unsigned(struct onr_json *json, const char *key, uint64_t number);
/* A number with at most two decimals, whole where it is whole. */
void onr_json_number(struct onr_json *json, const char *key, double number);
/* A number with two decimals. */
void onr_json_fraction(struct onr_json *json, const char *key, double number);
void onr_json_bool(struct onr_json *json, const char *key, bool value);
void onr_json_null(struct onr_json *json, const char *key);
/* JSON text as it stands. */
void onr_json_raw(struct onr_json *json, const char *key, const char *text);

#endif
