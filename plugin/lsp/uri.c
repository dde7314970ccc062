#include "lsp/uri.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SCHEME "file://"

static int digit(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

static bool is_escape(const char *at)
{
    return at[0] == '%' && isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2]);
}

/* The byte at *at, an escape resolved; moves *at behind it. */
static unsigned char take(const char **at)
{
    unsigned char byte = (unsigned char)**at;
    if (is_escape(*at)) {
        byte = (unsigned char)(digit((*at)[1]) * 16 + digit((*at)[2]));
        *at += 2;
    }
    ++*at;
    return byte;
}

char *onr_uri_path(const char *uri)
{
    if (strncasecmp(uri, SCHEME, strlen(SCHEME)) != 0)
        return NULL;
    const char *at = strchr(uri + strlen(SCHEME), '/');
    char *path = at ? malloc(strlen(at) + 1) : NULL;
    char *end = path;
    if (!path)
        return NULL;
    while (*at && *at != '?' && *at != '#') {
        char byte = (char)take(&at);
        if (byte == '\0') {
            free(path);
            return NULL;
        }
        *end++ = byte;
    }
    *end = '\0';
    return path;
}

static bool is_plain(unsigned char byte)
{
    return isalnum(byte) || (byte && strchr("-._~/!$&'()*+,;=@", byte));
}

char *onr_uri_of_path(const char *path)
{
    static const char hex[] = "0123456789ABCDEF";
    char *absolute = realpath(path, NULL);
    const char *from = absolute ? absolute : path;
    char *uri = malloc(strlen(SCHEME) + 3 * strlen(from) + 2);
    if (uri) {
        char *end = stpcpy(uri, SCHEME);
        for (; *from; from++) {
            unsigned char byte = (unsigned char)*from;
            if (is_plain(byte)) {
                *end++ = *from;
                continue;
            }
            *end++ = '%';
            *end++ = hex[byte >> 4];
            *end++ = hex[byte & 15];
        }
        *end = '\0';
    }
    free(absolute);
    return uri;
}

bool onr_uri_same(const char *a, const char *b)
{
    while (*a && *b)
        if (take(&a) != take(&b))
            return false;
    return *a == *b;
}

const char *onr_uri_below(const char *uri, const char *folder)
{
    while (*folder && strcmp(folder, "/") != 0)
        if (!*uri || take(&uri) != take(&folder))
            return NULL;
    return !*uri || *uri == '/' ? uri : NULL;
}
