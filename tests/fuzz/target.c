#include "target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invariants.h"

void analyze_and_check(const uint8_t *data, size_t size, const char *format)
{
    struct onr_error error = {0};
    struct onr_options options = {.format = format};
    /* Memory of its own, exactly as long, so that a sanitizer sees a read past the end. */
    char *bytes = malloc(size ? size : 1);
    if (!bytes)
        return;
    if (size)
        memcpy(bytes, data, size);
    struct onr_analysis *analysis = onr_analyze(bytes, size, &options, &error);
    const char *problem = analysis ? analysis_problem(analysis, bytes, size) : NULL;
    if (!analysis && error.code != ONR_EENCODING)
        problem = *error.text ? error.text : "an error without a text";
    if (problem) {
        fprintf(stderr, "%s: %s\n", format, problem);
        abort();
    }
    onr_analysis_free(analysis);
    free(bytes);
}
