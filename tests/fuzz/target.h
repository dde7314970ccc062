/* What every fuzz target shares. */
#ifndef ONR_TESTS_FUZZ_TARGET_H
#define ONR_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* The engine's way in: one run on size bytes. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Analyzes size bytes in a format and ends the process where the analysis does not hold together. */
void analyze_and_check(const uint8_t *data, size_t size, const char *format);

#endif
