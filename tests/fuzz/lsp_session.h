/* A session of the language server with bytes that are there from the start. */
#ifndef ONR_TESTS_FUZZ_LSP_SESSION_H
#define ONR_TESTS_FUZZ_LSP_SESSION_H

#include <stddef.h>

/* Serves until the bytes end, answering into nothing. Ends the process where it does not end as it should. */
void serve_bytes(const void *data, size_t size);

#endif
