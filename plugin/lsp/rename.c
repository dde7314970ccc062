/*
 * Rename: a source's name corrected everywhere but inside quotation marks, where the words are
 * somebody else's.
 *
 * Of a named source it is the word under the caret that is corrected, in its mentions and wherever
 * else the word stands and names no other person. Of an unnamed one it is the whole
 * description, wherever it stands word for word.
 *
 * Whoever gives a whole name for a word of it ("Tom Barker" for the "Tom" of "Tom Baker") has the words corrected that
 * differ; and where the new name stands already, or part of it beside the word, nothing is doubled.
 */
#include <stdlib.h>
#include <string.h>

#include "lsp/entity.h"
#include "lsp/features.h"
#include "lsp/name.h"
#include "lsp/word.h"

json_t *onr_lsp_rename_options(const struct onr_server *server)
{
    (void)server;
    return json_pack("{s:b}", "prepareProvider", 1);
}

/* What is to be renamed, and whose it is. */
struct target {
    struct onr_span span;
    uint32_t source;
};

static bool has_capital(const struct onr_draft *draft, struct onr_span span)
{
    unsigned char first = (unsigned char)draft->bytes[span.start];
    return span.start < span.end && ((first >= 'A' && first <= 'Z') || first >= 0x80);
}

/* Finds the target at the request's position; false with the fault filled where there is none. */
static bool find_target(struct onr_request *request, struct target *target)
{
    uint32_t offset, count;
    if (!onr_param_offset(request, &offset))
        return false;
    struct onr_entity entity = onr_entity_at(request->analysis, offset);
    if (!entity.mention || entity.source == ONR_NONE) {
        onr_fault_set(&request->fault, ONR_RPC_REQUEST_FAILED, "no source is named here");
        return false;
    }
    if (onr_is_quoted(request->analysis, entity.span)) {
        onr_fault_set(&request->fault, ONR_RPC_REQUEST_FAILED,
                      "this is inside quotation marks, and what was said is not rewritten");
        return false;
    }
    bool named = onr_sources(request->analysis, &count)[entity.source].class_ == ONR_CLASS_NAMED;
    struct onr_span word = onr_word_at(request->draft, offset);
    *target = (struct target){named ? word : entity.span, entity.source};
    if (!named || has_capital(request->draft, word))
        return true;
    onr_fault_set(&request->fault, ONR_RPC_REQUEST_FAILED,
                  "this is no part of a name; put the caret on one");
    return false;
}

json_t *onr_lsp_prepare_rename(struct onr_request *request)
{
    struct target target;
    if (!find_target(request, &target))
        return NULL;
    json_t *words = json_stringn(request->draft->bytes + target.span.start,
                                 target.span.end - target.span.start);
    return json_pack("{s:o, s:o}", "range", onr_json_range(request->draft, target.span),
                     "placeholder", words);
}

/* Whether a mention that holds the span names another person, and none names this source. */
static bool is_anothers(const struct onr_analysis *analysis, uint32_t source, struct onr_span span)
{
    uint32_t count;
    bool others = false;
    const struct onr_source *sources = onr_sources(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < sources[i].mentions.count; j++) {
            struct onr_span mention = sources[i].mentions.at[j];
            if (mention.start > span.start || mention.end < span.end)
                continue;
            if (i == source)
                return false;
            others = others || sources[i].class_ == ONR_CLASS_NAMED;
        }
    }
    return others;
}

static bool stands_at(const struct onr_draft *draft, uint32_t at, const char *words,
                      uint32_t length)
{
    return memcmp(draft->bytes + at, words, length) == 0 &&
           !(onr_word_ends(draft->bytes, at) &&
             onr_word_begins(draft->bytes, draft->length, at)) &&
           !(onr_word_ends(draft->bytes, at + length) &&
             onr_word_begins(draft->bytes, draft->length, at + length));
}

/* What a new name is put in place of, where the words of the target stand: more than them where it stands there in part. */
static struct onr_span region_of(const struct onr_draft *draft, struct onr_span span, const struct onr_name *new_,
                                 bool named)
{
    struct onr_name old;
    uint32_t index = named ? onr_name_around(&old, draft, span) : 0;
    uint32_t first = named ? onr_name_over(&old, index, new_) : ONR_NONE;
    if (first != ONR_NONE)
        return (struct onr_span){old.words[first].start, old.words[first + new_->count - 1].end};
    return onr_name_widen(draft, span, new_);
}

static bool says(const struct onr_draft *draft, struct onr_span span, const char *name)
{
    return strlen(name) == span.end - span.start && memcmp(draft->bytes + span.start, name, strlen(name)) == 0;
}

/* Adds an edit wherever the words of the target stand. */
static void add_edits(struct onr_request *request, const struct target *target, const char *name, json_t *edits)
{
    const struct onr_draft *draft = request->draft;
    const char *words = draft->bytes + target->span.start;
    uint32_t length = target->span.end - target->span.start, count, done = 0;
    bool named = onr_sources(request->analysis, &count)[target->source].class_ == ONR_CLASS_NAMED;
    struct onr_name new_;
    onr_name_split(&new_, name);
    for (uint32_t at = 0; at + length <= draft->length; at++) {
        const char *next = memchr(draft->bytes + at, words[0], draft->length - at - length + 1);
        if (!next)
            break;
        at = (uint32_t)(next - draft->bytes);
        struct onr_span span = {at, at + length};
        if (!stands_at(draft, at, words, length) || onr_is_quoted(request->analysis, span) ||
            is_anothers(request->analysis, target->source, span))
            continue;
        struct onr_span region = region_of(draft, span, &new_, named);
        if (!says(draft, region, name) && region.start >= done) {
            json_array_append_new(edits, onr_json_edit(request->draft, region, name));
            done = region.end;
        }
        at += length - 1;
    }
}

/* Whether an earlier word of a name is the same. */
static bool is_repeated(const struct onr_name *name, uint32_t first, uint32_t i)
{
    for (uint32_t j = first; j < i; j++)
        if (onr_name_same(name, i, name, j))
            return true;
    return false;
}

/* A whole name for a word of it: each word that differs is corrected by itself. */
static void add_edits_by_word(struct onr_request *request, const struct target *target, const struct onr_name *old,
                              uint32_t first, const struct onr_name *new_, json_t *edits)
{
    for (uint32_t i = 0; i < new_->count; i++) {
        char *word = strndup(new_->bytes + new_->words[i].start, new_->words[i].end - new_->words[i].start);
        struct target part = {old->words[first + i], target->source};
        if (word && !onr_name_same(old, first + i, new_, i) && !is_repeated(old, first, first + i))
            add_edits(request, &part, word, edits);
        free(word);
    }
}

static json_t *edits_of(struct onr_request *request, const struct target *target, const char *name)
{
    uint32_t count, first = ONR_NONE, index;
    struct onr_name old, new_;
    json_t *edits = json_array();
    if (onr_sources(request->analysis, &count)[target->source].class_ == ONR_CLASS_NAMED) {
        onr_name_split(&new_, name);
        index = onr_name_around(&old, request->draft, target->span);
        first = onr_name_over(&old, index, &new_);
    }
    if (first != ONR_NONE)
        add_edits_by_word(request, target, &old, first, &new_, edits);
    else
        add_edits(request, target, name, edits);
    return edits;
}

static bool is_name(const char *name)
{
    return name && *name && !strpbrk(name, "\r\n") && name[strspn(name, " \t")];
}

json_t *onr_lsp_rename(struct onr_request *request)
{
    struct target target;
    const char *name = onr_param_text(request->params, "newName");
    if (!is_name(name)) {
        onr_fault_set(&request->fault, ONR_RPC_INVALID_PARAMS,
                      "a new name has at least one letter and stands on one line");
        return NULL;
    }
    if (!find_target(request, &target))
        return NULL;
    return onr_json_workspace_edit(request->server, request->draft,
                                   edits_of(request, &target, name),
                                   "Outside quotation marks");
}
