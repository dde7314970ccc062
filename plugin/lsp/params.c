#include "lsp/params.h"

#include <string.h>

#include "present/paper.h"
#include "present/plain.h"

json_t *onr_param(const json_t *params, const char *path)
{
    char key[64];
    const json_t *at = params;
    while (at && *path) {
        size_t length = strcspn(path, ".");
        if (length >= sizeof key)
            return NULL;
        memcpy(key, path, length);
        key[length] = '\0';
        at = json_object_get(at, key);
        path += length + (path[length] == '.');
    }
    return (json_t *)(uintptr_t)at;
}

const char *onr_param_text(const json_t *params, const char *path)
{
    return json_string_value(onr_param(params, path));
}

struct onr_draft *onr_param_draft(struct onr_request *request)
{
    const char *uri = onr_param_text(request->params, "textDocument.uri");
    struct onr_draft *draft = uri ? onr_server_draft(request->server, uri) : NULL;
    if (!uri)
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "params name no textDocument.uri");
    else if (!draft)
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS, "%.150s is not open", uri);
    return draft;
}

/* A number of lines or units; what is larger than any text counts as the end of it. */
static bool read_count(const json_t *value, uint32_t *count)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return false;
    *count = json_integer_value(value) > INT32_MAX ? INT32_MAX : (uint32_t)json_integer_value(value);
    return true;
}

static bool read_place(struct onr_draft *draft, const json_t *value, uint32_t *offset)
{
    struct onr_place place;
    if (!read_count(json_object_get(value, "line"), &place.line) ||
        !read_count(json_object_get(value, "character"), &place.character))
        return false;
    *offset = onr_draft_offset(draft, place);
    return true;
}

bool onr_param_offset(struct onr_request *request, uint32_t *offset)
{
    if (read_place(request->draft, onr_param(request->params, "position"), offset))
        return true;
    onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS,
                  "a position has a line and a character, both 0 or more");
    return false;
}

bool onr_param_span(struct onr_request *request, const json_t *range, struct onr_span *span)
{
    uint32_t start, end;
    if (!read_place(request->draft, json_object_get(range, "start"), &start) ||
        !read_place(request->draft, json_object_get(range, "end"), &end)) {
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS,
                      "a range has a start and an end, each a line and a character");
        return false;
    }
    *span = start <= end ? (struct onr_span){start, end} : (struct onr_span){end, start};
    return true;
}

json_t *onr_json_place(struct onr_draft *draft, uint32_t offset)
{
    struct onr_place place = onr_draft_place(draft, offset);
    return json_pack("{s:I, s:I}", "line", (json_int_t)place.line, "character",
                     (json_int_t)place.character);
}

json_t *onr_json_range(struct onr_draft *draft, struct onr_span span)
{
    return json_pack("{s:o, s:o}", "start", onr_json_place(draft, span.start), "end",
                     onr_json_place(draft, span.end));
}

json_t *onr_json_location(struct onr_draft *draft, struct onr_span span)
{
    return json_pack("{s:s, s:o}", "uri", draft->uri, "range", onr_json_range(draft, span));
}

json_t *onr_json_out(struct onr_out *out)
{
    json_t *text = out->error ? NULL : json_stringn(out->bytes ? out->bytes : "", out->length);
    onr_out_close(out);
    return text;
}

bool onr_span_has(struct onr_span span, uint32_t offset)
{
    return span.start <= offset && offset <= span.end && span.start < span.end;
}

bool onr_span_meets(struct onr_span a, struct onr_span b)
{
    return a.start <= b.end && b.start <= a.end;
}

void onr_write_excerpt(struct onr_out *out, const struct onr_draft *draft, struct onr_span span,
                       unsigned columns)
{
    struct onr_out plain;
    onr_out_open(&plain, -1);
    onr_plain_span(&plain, draft->analysis, span, 8 * columns);
    onr_plain_trim(&plain);
    onr_paper_cut(out, plain.bytes ? plain.bytes : "", plain.length, columns);
    onr_out_close(&plain);
}

json_t *onr_json_excerpt(const struct onr_draft *draft, struct onr_span span, unsigned columns)
{
    struct onr_out out;
    onr_out_open(&out, -1);
    onr_write_excerpt(&out, draft, span, columns);
    return onr_json_out(&out);
}

void onr_write_markdown(struct onr_out *out, const struct onr_draft *draft, struct onr_span span,
                        unsigned columns)
{
    struct onr_out plain;
    onr_out_open(&plain, -1);
    onr_write_excerpt(&plain, draft, span, columns);
    for (size_t i = 0; i < plain.length; i++) {
        if (strchr("\\`*_{}[]()<>#+-.!|~&$", plain.bytes[i]) && plain.bytes[i])
            onr_out_char(out, '\\');
        onr_out_char(out, plain.bytes[i]);
    }
    onr_out_close(&plain);
}

json_t *onr_json_edit(struct onr_draft *draft, struct onr_span span, const char *text)
{
    return json_pack("{s:o, s:s}", "range", onr_json_range(draft, span), "newText", text);
}

/* Puts all edits under one annotation. */
static json_t *annotate(json_t *edit, json_t *edits, const char *label)
{
    size_t i;
    json_t *each;
    json_array_foreach(edits, i, each)
        json_object_set_new(each, "annotationId", json_string("onrecord"));
    json_object_set_new(edit, "changeAnnotations",
                        json_pack("{s:{s:s}}", "onrecord", "label", label));
    return edit;
}

json_t *onr_json_workspace_edit(const struct onr_server *server, struct onr_draft *draft,
                                json_t *edits, const char *label)
{
    if (!server->client.versioned_edits)
        return json_pack("{s:{s:o}}", "changes", draft->uri, edits);
    json_t *edit = json_pack("{s:[{s:{s:s, s:I}, s:o}]}", "documentChanges", "textDocument", "uri",
                             draft->uri, "version", (json_int_t)draft->version, "edits", edits);
    return edit && server->client.annotations ? annotate(edit, edits, label) : edit;
}
