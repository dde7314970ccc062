#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

int onr_error_set(struct onr_error *error, int code, uint64_t offset, const char *format, ...)
{
    if (!error || error->code != ONR_OK)
        return code;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    error->code = code;
    error->offset = offset;
    return code;
}

const char *onr_code_name(int code)
{
    switch (code) {
    case ONR_OK: return "ok";
    case ONR_ENOMEM: return "out-of-memory";
    case ONR_EENCODING: return "encoding";
    case ONR_ETOOLARGE: return "too-large";
    case ONR_EFORMAT: return "format";
    case ONR_EOPTION: return "option";
    default: return "internal";
    }
}
