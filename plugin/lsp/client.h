/* What a client says of itself. */
#ifndef ONR_LSP_CLIENT_H
#define ONR_LSP_CLIENT_H

#include "lsp/server.h"

/* Reads the capabilities of initialize, any value or none. */
void onr_client_read(struct onr_client *client, const json_t *capabilities);
/* The units of positions: those asked for by name where there are any, else the first known. */
enum onr_units onr_client_units(const json_t *capabilities, const char *forced);

#endif
