/* What is wrong with configuration files: all of it, for one reading. Inside this room. */
#ifndef ONR_CONFIG_FAULTS_H
#define ONR_CONFIG_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

/* Begins as all zero. */
struct onr_faults {
    char *text;      /* one a line, no line end behind the last; NULL for none; owned */
    size_t length;   /* bytes of it */
    unsigned count;  /* how many there are, those that are not told included */
    bool hides_rules; /* one may hide where rules are read from: rules that seem unknown are not told */
};

/* Adds one, "FILE:LINE: what it is; what can be done". The same one is told once. Returns -1. */
__attribute__((format(printf, 2, 3))) int onr_faults_add(struct onr_faults *faults, const char *format, ...);
void onr_faults_free(struct onr_faults *faults);

#endif
