/*
 * Completion: behind a cue the sources of this draft; behind the end of a quotation who may have
 * said it and neutral cues; behind an unnamed source how it knows and why it is unnamed.
 */
#include <string.h>
#include <strings.h>

#include "lsp/card.h"
#include "lsp/entity.h"
#include "lsp/features.h"
#include "lsp/phrases.h"
#include "lsp/word.h"

#define COLUMNS 80        /* of a label */
#define LONGEST_NAME 1000 /* columns of what is put in */
#define KIND_SOURCE 18 /* Reference */
#define KIND_PHRASE 15 /* Snippet */
#define SNIPPET 2

json_t *onr_lsp_completion_options(const struct onr_server *server)
{
    (void)server;
    return json_pack("{s:[s, s, s, s, s], s:b}", "triggerCharacters", " ", ",", "”", "\"", "’",
                     "resolveProvider", 1);
}

/* The list while it is put together. */
struct list {
    struct onr_request *request;
    struct onr_span word; /* what is being typed, and is replaced */
    json_t *items;
};

/* Where what stands before the word ends, blanks and a comma left out. */
static uint32_t end_before(const struct onr_draft *draft, uint32_t at, bool *comma)
{
    *comma = false;
    while (at > 0 && (draft->bytes[at - 1] == ' ' || draft->bytes[at - 1] == ',')) {
        *comma = *comma || draft->bytes[at - 1] == ',';
        at--;
    }
    return at;
}

/* Adds an item; takes over label, text, detail and data, which may be NULL. */
static void add(struct list *list, json_t *label, json_t *text, json_t *detail, int kind,
                bool snippet, json_t *data)
{
    size_t number = json_array_size(list->items);
    json_t *item = json_pack("{s:o, s:o, s:i, s:o, s:{s:o, s:o}}", "label", label, "detail", detail,
                             "kind", kind, "sortText", json_sprintf("%04zu", number), "textEdit",
                             "range", onr_json_range(list->request->draft, list->word), "newText",
                             text);
    if (snippet)
        json_object_set_new(item, "insertTextFormat", json_integer(SNIPPET));
    if (data)
        json_object_set_new(item, "data", data);
    json_array_append_new(list->items, item);
}

/* ---- Sources ----------------------------------------------------------------------------------- */

static struct onr_span trimmed(const struct onr_draft *draft, struct onr_span span)
{
    while (span.end > span.start && strchr(" ,;:", draft->bytes[span.end - 1]))
        span.end--;
    return span;
}

/* The shortest words by which the draft names a source: a surname, once it has been told in full. */
static struct onr_span shortest_name(const struct onr_request *request,
                                     const struct onr_source *source)
{
    uint32_t count;
    struct onr_span best = source->label;
    const struct onr_attribution *all = onr_attributions(request->analysis, &count);
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        uint32_t index = source->attributions.at[i];
        struct onr_span span = onr_hull((struct onr_span){0, 0}, all[index].source);
        enum onr_class class_ = onr_attribution_mention(request->analysis, index);
        if (class_ != ONR_CLASS_PRONOUN && class_ != ONR_CLASS_NOMINAL && span.start < span.end &&
            span.end - span.start < best.end - best.start)
            best = span;
    }
    return trimmed(request->draft, best);
}

static void add_sources(struct list *list)
{
    struct onr_request *r = list->request;
    uint32_t count;
    const struct onr_source *sources = onr_sources(r->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        struct onr_span name = shortest_name(r, &sources[i]);
        /* What is being typed is no source yet, though it may look like one. */
        if (name.start >= name.end || onr_span_meets(name, list->word))
            continue;
        add(list, onr_json_excerpt(r->draft, name, COLUMNS),
            onr_json_excerpt(r->draft, name, LONGEST_NAME),
            json_string(onr_class_name(sources[i].class_)), KIND_SOURCE, false,
            json_pack("{s:s, s:I, s:I}", "uri", r->draft->uri, "changes",
                      (json_int_t)r->draft->changes, "source", (json_int_t)i));
    }
}

/* ---- Phrases ----------------------------------------------------------------------------------- */

/* A phrase with what is to be replaced left as it is, for clients without snippets. New. */
static json_t *without_slots(const struct onr_phrase_row *row)
{
    struct onr_out out;
    onr_out_open(&out, -1);
    for (size_t i = 0; i < row->text_length; i++) {
        if (row->text[i] == '$' && row->text_length - i > 4) {
            i += strlen("${1:") - 1;
            continue;
        }
        if (row->text[i] != '}')
            onr_out_char(&out, row->text[i]);
    }
    return onr_json_out(&out);
}

/* Phrases behind a source are set off by a comma at their end, too. */
static void add_phrases(struct list *list, const char *kind, const char *end)
{
    struct onr_phrase_row row;
    bool snippets = list->request->server->client.snippets;
    for (const char *at = NULL; onr_phrases_next(&at, &row);) {
        if (row.kind_length != strlen(kind) || memcmp(row.kind, kind, row.kind_length) != 0)
            continue;
        bool slots = snippets && memchr(row.text, '$', row.text_length);
        json_t *words = without_slots(&row);
        json_t *text = slots ? json_sprintf("%.*s%s", (int)row.text_length, row.text, end)
                             : json_sprintf("%s%s", json_string_value(words), end);
        json_t *purpose = json_stringn(row.purpose, row.purpose_length);
        add(list, words, text, purpose, KIND_PHRASE, slots, NULL);
    }
}

/* ---- Where ------------------------------------------------------------------------------------- */

static bool ends_cue(const struct onr_analysis *analysis, uint32_t at)
{
    uint32_t count;
    const struct onr_attribution *all = onr_attributions(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < all[i].cue.count; j++)
            if (all[i].cue.at[j].end == at)
                return true;
    return false;
}

static bool is_closed(const struct onr_draft *draft, struct onr_span quotation)
{
    static const char *const marks[] = {"”", "’", "»", "›", "\"", "'"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        uint32_t width = (uint32_t)strlen(marks[i]);
        if (quotation.end - quotation.start > width &&
            memcmp(draft->bytes + quotation.end - width, marks[i], width) == 0)
            return true;
    }
    return false;
}

static bool ends_quotation(const struct onr_draft *draft, const struct onr_analysis *analysis,
                           uint32_t at)
{
    uint32_t count;
    const struct onr_quotation *all = onr_quotations(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (all[i].span.end == at && all[i].kind != ONR_QUOTATION_TITLE &&
            is_closed(draft, all[i].span))
            return true;
    return false;
}

/* Whether the words before a byte are those of a span, small and capital letters alike. */
static bool repeats(const struct onr_draft *draft, struct onr_span span, uint32_t at)
{
    uint32_t length = span.end - span.start;
    return length > 0 && length <= at && !onr_word_ends(draft->bytes, at - length) &&
           strncasecmp(draft->bytes + span.start, draft->bytes + at - length, length) == 0;
}

/*
 * What has just been typed is no source before it says something, so it is told from the words of
 * those that do.
 */
static bool ends_unnamed(const struct onr_draft *draft, const struct onr_analysis *analysis,
                         uint32_t at)
{
    uint32_t count;
    const struct onr_source *all = onr_sources(analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; all[i].class_ == ONR_CLASS_UNNAMED && j < all[i].mentions.count; j++)
            if (repeats(draft, trimmed(draft, all[i].mentions.at[j]), at))
                return true;
    return false;
}

json_t *onr_lsp_completion(struct onr_request *request)
{
    uint32_t offset;
    bool comma;
    if (!onr_param_offset(request, &offset))
        return NULL;
    struct onr_span word = onr_word_at(request->draft, offset);
    struct list list = {request, {word.start, offset}, json_array()};
    uint32_t before = end_before(request->draft, word.start, &comma);
    if (before && ends_quotation(request->draft, request->analysis, before)) {
        add_sources(&list);
        add_phrases(&list, "cue", "");
    } else if (before && before < word.start && !comma && ends_cue(request->analysis, before)) {
        add_sources(&list);
    } else if (before && comma && ends_unnamed(request->draft, request->analysis, before)) {
        add_phrases(&list, "basis", ",");
        add_phrases(&list, "reason", ",");
    }
    return json_pack("{s:b, s:o}", "isIncomplete", 0, "items", list.items);
}

/* The card of a source beside the list. */
json_t *onr_lsp_completion_resolve(struct onr_request *request)
{
    const json_t *data = json_object_get(request->params, "data");
    const char *uri = onr_param_text(data, "uri");
    struct onr_draft *draft = uri ? onr_server_draft(request->server, uri) : NULL;
    json_t *item = json_copy(request->params);
    if (!draft || (json_int_t)draft->changes != json_integer_value(json_object_get(data, "changes")))
        return item;
    json_t *card = onr_card_markup(request->server, draft,
                                   json_integer_value(json_object_get(data, "source")),
                                   request->server->client.completion_markdown);
    if (card)
        json_object_set_new(item, "documentation", card);
    return item;
}
