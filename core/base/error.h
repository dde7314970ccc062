/* Filling the caller's error: once, by the first that met one. */
#ifndef ONR_BASE_ERROR_H
#define ONR_BASE_ERROR_H

#include "onrecord.h"

/* Fills error (may be NULL) unless it is filled already. Returns code, for `return onr_error_set(…)`. */
__attribute__((format(printf, 4, 5))) int onr_error_set(struct onr_error *error, int code, uint64_t offset,
                                                         const char *format, ...);

#endif
