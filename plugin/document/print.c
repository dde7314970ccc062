#include "document/print.h"

uint64_t onr_print(uint64_t so_far, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        so_far = (so_far ^ at[i]) * 1099511628211u;
    return so_far;
}
