/* The language server, from outside. */
#ifndef ONR_LSP_LSP_H
#define ONR_LSP_LSP_H

#include <stdbool.h>

/* How a server is started. Strings are borrowed and may be NULL. */
struct onr_lsp_options {
    int in;            /* what it reads */
    int out;           /* what it writes */
    const char *log;   /* file its log is added to; NULL for standard error, and little of it */
    const char *trace; /* "off", "messages" or "verbose": what of the messages is logged */
    long parent;       /* process whose end ends the server; 0 to go by what initialize says */
};

/* Serves until the client ends. Returns the exit status: 0, or 1 where it did not say goodbye. */
int onr_lsp_serve(const struct onr_lsp_options *options);
/* The same over a connection to a port of this machine. Returns 3 where it cannot be made. */
int onr_lsp_serve_port(const struct onr_lsp_options *options, unsigned port);
/*
 * Goes through all the server does with one draft, and writes what it took to standard output.
 * Returns 0, or 3 where the draft cannot be read or a feature failed.
 */
int onr_lsp_check(const char *path);

#endif
