/* URIs of documents. */
#ifndef ONR_LSP_URI_H
#define ONR_LSP_URI_H

#include <stdbool.h>

/*
 * The path of a file URI, its escapes resolved; NULL for other schemes (untitled:) and for what is
 * no URI. Owned by the caller.
 */
char *onr_uri_path(const char *uri);
/* The file URI of a path, made absolute. Owned by the caller; NULL where memory runs out. */
char *onr_uri_of_path(const char *path);
/* Whether two URIs name the same document: editors escape the same path in different ways. */
bool onr_uri_same(const char *a, const char *b);
/* What a URI has behind that of a folder, "/draft.md"; "" where it is that one itself, NULL where it lies elsewhere. */
const char *onr_uri_below(const char *uri, const char *folder);

#endif
