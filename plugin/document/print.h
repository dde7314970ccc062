/* Fingerprints of bytes. */
#ifndef ONR_DOCUMENT_PRINT_H
#define ONR_DOCUMENT_PRINT_H

#include <stddef.h>
#include <stdint.h>

/* A fingerprint of bytes. Begin with ONR_PRINT_START; what comes on top goes on from the last. */
#define ONR_PRINT_START 14695981039346656037u
uint64_t onr_print(uint64_t so_far, const void *bytes, size_t length);

#endif
