/* The public header by itself, as C11 and as C++11, under every warning: this file is compiled, never run. */
#include "onrecord.h"
#include "onrecord.h" /* twice does no harm */

int onr_header_compiles(void);

int onr_header_compiles(void)
{
    struct onr_error error;
    struct onr_options options;
    struct onr_span span;
    error.code = ONR_OK;
    options.format = "plain";
    span.start = 0;
    return error.code + (span.start == 0) + (options.format == 0) + ONR_BLOCK_KINDS + ONR_CLASSES;
}
