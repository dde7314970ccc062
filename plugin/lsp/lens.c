/* Code lens: the sourcing line, live, at the top of the draft. */
#include <string.h>

#include "lsp/card.h"
#include "lsp/features.h"

json_t *onr_lsp_lens_options(const struct onr_server *server)
{
    (void)server;
    return json_pack("{s:b}", "resolveProvider", 0);
}

/* The first byte of the first block: a byte order mark or front matter may stand before it. */
static uint32_t top_of(const struct onr_analysis *analysis)
{
    uint32_t count;
    const struct onr_block *blocks = onr_blocks(analysis, &count);
    return count ? blocks[0].span.start : 0;
}

json_t *onr_lsp_code_lens(struct onr_request *request)
{
    struct onr_out line;
    uint32_t top = top_of(request->analysis);
    if (!request->draft->settings.sourcing_line)
        return json_array();
    onr_out_open(&line, -1);
    onr_card_sourcing(&line, request->analysis);
    return json_pack("[{s:o, s:{s:o, s:s, s:[s]}}]", "range",
                     onr_json_range(request->draft, (struct onr_span){top, top}), "command",
                     "title", onr_json_out(&line), "command", "onrecord.showReport", "arguments",
                     request->draft->uri);
}
