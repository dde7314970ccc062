#include "lsp/draft.h"

#include <stdlib.h>
#include <string.h>

#include "lsp/uri.h"

#define LONGEST ((size_t)1 << 30)

void onr_lsp_settings_init(struct onr_lsp_settings *settings)
{
    *settings = (struct onr_lsp_settings){.least = ONR_SEVERITY_HINT,
                                      .hold_back = true,
                                      .sourcing_line = true,
                                      .inlay_hints = true};
}

void onr_lsp_settings_free(struct onr_lsp_settings *settings)
{
    free(settings->profile);
    free(settings->outlet);
    free(settings->rule_pages);
    *settings = (struct onr_lsp_settings){0};
}

static bool copy_text(char **to, const char *from)
{
    *to = from ? strdup(from) : NULL;
    return *to || !from;
}

int onr_lsp_settings_copy(struct onr_lsp_settings *to, const struct onr_lsp_settings *from)
{
    struct onr_lsp_settings copy = *from;
    copy.profile = copy.outlet = copy.rule_pages = NULL;
    if (!copy_text(&copy.profile, from->profile) || !copy_text(&copy.outlet, from->outlet) ||
        !copy_text(&copy.rule_pages, from->rule_pages)) {
        onr_lsp_settings_free(&copy);
        return -1;
    }
    *to = copy;
    return 0;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool onr_lsp_settings_same(const struct onr_lsp_settings *a, const struct onr_lsp_settings *b)
{
    return same_text(a->profile, b->profile) && same_text(a->outlet, b->outlet) &&
           same_text(a->rule_pages, b->rule_pages) && a->least == b->least &&
           a->hold_back == b->hold_back && a->sourcing_line == b->sourcing_line &&
           a->inlay_hints == b->inlay_hints && a->workspace == b->workspace &&
           a->policy == b->policy;
}

const char *onr_format_of_language(const char *language, const char *path)
{
    const char *format;
    for (uint32_t i = 0; language && (format = onr_format_name(i)); i++)
        if (strcmp(format, language) == 0)
            return format;
    return onr_format_of_path(path ? path : "");
}

struct onr_draft *onr_draft_new(const char *uri, const char *language, enum onr_units units,
                                const char *bytes, size_t length)
{
    struct onr_draft *draft = length < LONGEST ? calloc(1, sizeof *draft) : NULL;
    if (!draft)
        return NULL;
    draft->capacity = (uint32_t)(length + length / 8 + 64);
    draft->uri = strdup(uri);
    draft->path = onr_uri_path(uri);
    draft->bytes = malloc(draft->capacity);
    draft->stale = true;
    draft->caret = -1;
    draft->format = onr_format_of_language(language, draft->path ? draft->path : uri);
    onr_lsp_settings_init(&draft->settings);
    if (draft->bytes)
        memcpy(draft->bytes, bytes, length);
    draft->length = (uint32_t)length;
    if (!draft->uri || !draft->bytes ||
        onr_index_open(&draft->index, units, draft->bytes, draft->length) != 0) {
        onr_draft_free(draft);
        return NULL;
    }
    return draft;
}

static void drop_analysis(struct onr_draft *draft)
{
    onr_analysis_free(draft->analysis);
    draft->analysis = NULL;
    draft->stale = true;
}

void onr_draft_forget(struct onr_draft *draft)
{
    drop_analysis(draft);
    onr_memory_free(draft->memory);
    draft->memory = NULL;
}

int onr_draft_move(struct onr_draft *draft, const char *uri)
{
    char *copy = strdup(uri), *path = onr_uri_path(uri);
    const char *before = onr_format_of_path(draft->path ? draft->path : draft->uri);
    const char *after = onr_format_of_path(path ? path : uri);
    if (!copy) {
        free(path);
        return -1;
    }
    if (strcmp(before, after) != 0) /* else it stays what the client said of it */
        draft->format = after;
    free(draft->uri);
    free(draft->path);
    draft->uri = copy;
    draft->path = path;
    onr_draft_forget(draft);
    return 0;
}

void onr_draft_free(struct onr_draft *draft)
{
    if (!draft)
        return;
    onr_draft_forget(draft);
    onr_index_close(&draft->index);
    onr_lsp_settings_free(&draft->settings);
    free(draft->uri);
    free(draft->path);
    free(draft->bytes);
    free(draft->tokens_id);
    free(draft->tokens);
    free(draft);
}

static bool make_room(struct onr_draft *draft, size_t length)
{
    if (length <= draft->capacity)
        return true;
    if (length >= LONGEST)
        return false;
    uint32_t capacity = (uint32_t)(length + length / 4 + 64);
    char *bytes = realloc(draft->bytes, capacity);
    if (!bytes)
        return false;
    draft->bytes = bytes;
    draft->capacity = capacity;
    return true;
}

int onr_draft_edit(struct onr_draft *draft, struct onr_span span, const char *text, size_t length)
{
    size_t after = draft->length - (span.end - span.start) + length;
    if (after >= LONGEST)
        return -1;
    /* The analysis points into the bytes that are about to move. */
    drop_analysis(draft);
    if (!make_room(draft, after))
        return -1;
    memmove(draft->bytes + span.start + length, draft->bytes + span.end,
            draft->length - span.end);
    memcpy(draft->bytes + span.start, text, length);
    draft->length = (uint32_t)after;
    draft->changes++;
    if (onr_index_edit(&draft->index, draft->bytes, draft->length, span.start, span.end,
                       span.start + (uint32_t)length) == 0)
        return 0;
    enum onr_units units = draft->index.units;
    onr_index_close(&draft->index);
    return onr_index_open(&draft->index, units, draft->bytes, draft->length);
}

const struct onr_analysis *onr_draft_analysis(struct onr_draft *draft)
{
    if (!draft->stale)
        return draft->analysis;
    if (!draft->memory)
        draft->memory = onr_memory_new(NULL);
    struct onr_options options = {.format = draft->format,
                                  .memory = draft->memory,
                                  .profile = draft->settings.profile,
                                  .outlet = draft->settings.outlet,
                                  .policy = draft->settings.policy};
    drop_analysis(draft);
    draft->error = (struct onr_error){0};
    draft->analysis = onr_analyze(draft->bytes, draft->length, &options, &draft->error);
    draft->stale = false;
    return draft->analysis;
}

uint32_t onr_draft_offset(struct onr_draft *draft, struct onr_place place)
{
    return onr_index_offset(&draft->index, draft->bytes, draft->length, place);
}

struct onr_place onr_draft_place(struct onr_draft *draft, uint32_t offset)
{
    return onr_index_place(&draft->index, draft->bytes, draft->length, offset);
}
