/* Paths as URIs. */
#ifndef ONR_PRESENT_URI_H
#define ONR_PRESENT_URI_H

#include "present/write.h"

/* Writes a path as a URI: relative as it is, "file://…" where it is absolute. */
void onr_uri_member(struct onr_json *json, const char *key, const char *path);

#endif
