#include "present/uri.h"

#include <stdbool.h>
#include <string.h>

static bool stands_for_itself(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte && strchr("-._~/", byte));
}

void onr_uri_member(struct onr_json *json, const char *key, const char *path)
{
    struct onr_out uri;
    onr_out_open(&uri, -1);
    if (*path == '/')
        onr_out_text(&uri, "file://");
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    for (; *path; path++) {
        if (stands_for_itself(*path))
            onr_out_char(&uri, *path);
        else
            onr_out_format(&uri, "%%%02X", (unsigned char)*path);
    }
    onr_json_bytes(json, key, uri.bytes ? uri.bytes : "", uri.length);
    onr_out_close(&uri);
}
