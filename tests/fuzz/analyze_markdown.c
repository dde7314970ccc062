/* Any bytes as Markdown. */
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    analyze_and_check(data, size, "markdown");
    return 0;
}
