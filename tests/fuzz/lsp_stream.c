/* Any bytes as what a client sends: headers, lengths and all. */
#include "lsp_session.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    serve_bytes(data, size);
    return 0;
}
