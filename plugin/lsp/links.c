/* Document links: from an outlet or a document that is cited to where the draft's markup says it is. */
#include <string.h>

#include "lsp/features.h"

json_t *onr_lsp_link_options(const struct onr_server *server)
{
    (void)server;
    return json_pack("{s:b}", "resolveProvider", 0);
}

static bool is_web(const char *at, uint32_t left)
{
    return (left > 8 && memcmp(at, "https://", 8) == 0) ||
           (left > 7 && memcmp(at, "http://", 7) == 0);
}

/* The target of a Markdown link whose text a mention ends in or is; empty where there is none. */
static struct onr_span target_after(const struct onr_draft *draft, struct onr_span mention)
{
    static const struct onr_span none = {0, 0};
    const char *bytes = draft->bytes;
    for (uint32_t at = mention.start; at + 2 < draft->length; at++) {
        if (bytes[at] == '\n' || (at >= mention.end && bytes[at] == ' '))
            return none;
        if (bytes[at] != ']' || bytes[at + 1] != '(' ||
            !is_web(bytes + at + 2, draft->length - at - 2))
            continue;
        uint32_t end = at + 2;
        while (end < draft->length && !strchr(") \t\r\n", bytes[end]))
            end++;
        return (struct onr_span){at + 2, end};
    }
    return none;
}

static void add(struct onr_request *request, json_t *links, struct onr_span mention,
                const char *kind)
{
    struct onr_span target = target_after(request->draft, mention);
    if (target.start == target.end)
        return;
    json_t *where =
        json_stringn(request->draft->bytes + target.start, target.end - target.start);
    json_array_append_new(links, json_pack("{s:o, s:o, s:o}", "range",
                                           onr_json_range(request->draft, mention), "target",
                                           where, "tooltip",
                                           json_sprintf("The %s that is cited", kind)));
}

json_t *onr_lsp_document_link(struct onr_request *request)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(request->analysis, &count);
    json_t *links = json_array();
    for (uint32_t i = 0; i < count; i++) {
        enum onr_class class_ = sources[i].class_;
        if (class_ != ONR_CLASS_MEDIA && class_ != ONR_CLASS_DOCUMENT &&
            class_ != ONR_CLASS_ORGANIZATION)
            continue;
        const char *kind = class_ == ONR_CLASS_MEDIA ? "outlet" : onr_class_name(class_);
        for (uint32_t j = 0; j < sources[i].mentions.count; j++)
            add(request, links, sources[i].mentions.at[j], kind);
    }
    return links;
}
