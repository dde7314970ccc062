/* Each line of the bytes as the body of a message, after an initialize, so that a fuzzer need not count. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp_session.h"
#include "target.h"

static const char initialize[] =
    "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"capabilities\":{\"textDocument\":{"
    "\"publishDiagnostics\":{\"relatedInformation\":true,\"dataSupport\":true},\"hover\":{\"contentFormat\":[\"markdown\"]},"
    "\"documentSymbol\":{\"hierarchicalDocumentSymbolSupport\":true},\"codeAction\":{\"codeActionLiteralSupport\":{}}}}}}";

struct stream {
    char *bytes;
    size_t length;
};

static void add(struct stream *stream, const void *body, size_t length)
{
    stream->length += (size_t)sprintf(stream->bytes + stream->length, "Content-Length: %zu\r\n\r\n", length);
    memcpy(stream->bytes + stream->length, body, length);
    stream->length += length;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A header of at most 48 bytes comes with each line, and the shortest line is its end. */
    struct stream stream = {malloc(size * 49 + sizeof initialize + 64), 0};
    const uint8_t *end = data + size;
    if (!stream.bytes)
        return 0;
    add(&stream, initialize, sizeof initialize - 1);
    while (data < end) {
        const uint8_t *line = memchr(data, '\n', (size_t)(end - data));
        size_t length = (size_t)((line ? line : end) - data);
        add(&stream, data, length);
        data += length + (line != NULL);
    }
    serve_bytes(stream.bytes, stream.length);
    free(stream.bytes);
    return 0;
}
