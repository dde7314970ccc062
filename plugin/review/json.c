/* A review for other programs: our own JSON, and SARIF for the findings that are new. */
#include <stdio.h>
#include <string.h>

#include "present/position.h"
#include "present/write.h"
#include "document/print.h"
#include "review/key.h"
#include "review/review.h"

#define VERSION 1

struct writer {
    struct onr_json json;
    const struct onr_review_item *item;
};

static void write_span(struct writer *w, const char *key, const struct onr_draft *draft,
                       struct onr_span span)
{
    onr_json_open_flat(&w->json, key, '[');
    onr_json_unsigned(&w->json, NULL, onr_document_offset(&draft->document, span.start));
    onr_json_unsigned(&w->json, NULL, onr_document_offset(&draft->document, span.end));
    onr_json_close(&w->json, ']');
}

static void write_excerpt(struct writer *w, const char *key, const struct onr_draft *draft,
                          struct onr_span span)
{
    onr_json_bytes(&w->json, key, draft->document.bytes + span.start, span.end - span.start);
}

static void write_source(struct writer *w, const char *key, const struct onr_draft *draft,
                         uint32_t index)
{
    uint32_t count;
    if (index == ONR_NONE) {
        onr_json_null(&w->json, key);
        return;
    }
    const struct onr_source *source = &onr_sources(draft->analysis, &count)[index];
    onr_json_open_flat(&w->json, key, '{');
    onr_json_unsigned(&w->json, "id", index);
    write_excerpt(w, "label", draft, source->label);
    onr_json_text(&w->json, "class", onr_class_name(source->class_));
    onr_json_close(&w->json, '}');
}

static void write_sources(struct writer *w)
{
    const struct onr_comparison *c = &w->item->comparison;
    onr_json_open(&w->json, "sources", '[');
    for (uint32_t i = 0; i < c->source_count; i++) {
        onr_json_open(&w->json, NULL, '{');
        onr_json_text(&w->json, "event", onr_source_event_name(c->sources[i].event));
        write_source(w, "before", &w->item->before, c->sources[i].before);
        write_source(w, "after", &w->item->after, c->sources[i].after);
        onr_json_unsigned(&w->json, "statements", c->sources[i].statements);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
}

static void write_quotations(struct writer *w)
{
    const struct onr_comparison *c = &w->item->comparison;
    uint32_t count;
    const struct onr_quotation *before = onr_quotations(w->item->before.analysis, &count);
    const struct onr_quotation *after = onr_quotations(w->item->after.analysis, &count);
    onr_json_open(&w->json, "quotations", '{');
    onr_json_open(&w->json, "altered", '[');
    for (uint32_t i = 0; i < c->quotation_count; i++) {
        struct onr_span old = before[c->quotations[i].before].span;
        struct onr_span new_ = after[c->quotations[i].after].span;
        onr_json_open(&w->json, NULL, '{');
        write_span(w, "before_span", &w->item->before, old);
        write_span(w, "span", &w->item->after, new_);
        write_excerpt(w, "before", &w->item->before, old);
        write_excerpt(w, "after", &w->item->after, new_);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
    onr_json_unsigned(&w->json, "added", c->quotations_added);
    onr_json_unsigned(&w->json, "dropped", c->quotations_dropped);
    onr_json_close(&w->json, '}');
}

static void write_list(struct writer *w, const char *key, const struct onr_draft *draft,
                       const uint32_t *at, uint32_t number)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(draft->analysis, &count);
    onr_json_open(&w->json, key, '[');
    for (uint32_t i = 0; i < number; i++) {
        const struct onr_finding *finding = &findings[at[i]];
        onr_json_open_flat(&w->json, NULL, '{');
        onr_json_text(&w->json, "rule", onr_analysis_rule(draft->analysis, finding->rule)->id);
        onr_json_text(&w->json, "severity", onr_severity_name(finding->severity));
        write_span(w, "span", draft, finding->span);
        onr_json_text(&w->json, "message", finding->message);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
}

static void write_score(struct writer *w, const char *key, const struct onr_draft *draft)
{
    const struct onr_score *score = onr_article_score(draft->analysis);
    if (score->has_value)
        onr_json_unsigned(&w->json, key, (uint64_t)score->value);
    else
        onr_json_null(&w->json, key);
}

static void write_comparison(struct writer *w)
{
    const struct onr_review_item *item = w->item;
    const struct onr_comparison *c = &item->comparison;
    onr_json_open_flat(&w->json, "score", '{');
    write_score(w, "before", &item->before);
    write_score(w, "after", &item->after);
    onr_json_close(&w->json, '}');
    write_sources(w);
    write_quotations(w);
    onr_json_open(&w->json, "findings", '{');
    write_list(w, "new", &item->after, c->fresh, c->fresh_count);
    write_list(w, "mended", &item->before, c->mended, c->mended_count);
    onr_json_unsigned(&w->json, "kept", c->kept);
    onr_json_close(&w->json, '}');
}

static void write_item(struct writer *w)
{
    const struct onr_review_item *item = w->item;
    const char *problem = onr_review_problem(item);
    char status[2] = {item->status, '\0'};
    onr_json_open(&w->json, NULL, '{');
    onr_json_text(&w->json, "path", item->path);
    if (item->old_path)
        onr_json_text(&w->json, "old_path", item->old_path);
    onr_json_text(&w->json, "status", status);
    if (item->skip)
        onr_json_text(&w->json, "skipped", item->skip);
    else if (!item->compared)
        onr_json_text(&w->json, "error", problem ? problem : "it was not compared");
    else
        write_comparison(w);
    onr_json_close(&w->json, '}');
}

static void write_commits(struct writer *w, const struct onr_review *review)
{
    onr_json_open(&w->json, "commits", '[');
    for (size_t i = 0; i < review->commits.count; i++) {
        const struct onr_git_commit *commit = &review->commits.at[i];
        onr_json_open_flat(&w->json, NULL, '{');
        onr_json_text(&w->json, "id", commit->id);
        onr_json_text(&w->json, "author", commit->author);
        onr_json_text(&w->json, "subject", commit->subject);
        onr_json_bool(&w->json, "checked", commit->note == NULL);
        onr_json_close(&w->json, '}');
    }
    onr_json_close(&w->json, ']');
}

static void begin(struct onr_review_page *page)
{
    struct writer w = {.json = page->json};
    onr_json_open(&w.json, NULL, '{');
    onr_json_unsigned(&w.json, "onrecord", VERSION);
    onr_json_text(&w.json, "from", page->review->from);
    onr_json_text(&w.json, "to", page->review->to);
    write_commits(&w, page->review);
    onr_json_open(&w.json, "drafts", '[');
    page->json = w.json;
}

static void write(struct onr_review_page *page, const struct onr_review_item *item)
{
    struct writer w = {page->json, item};
    write_item(&w);
    page->json = w.json;
}

static void end(struct onr_review_page *page)
{
    onr_json_close(&page->json, ']');
    onr_json_close(&page->json, '}');
    onr_out_char(page->out, '\n');
}

const struct onr_review_format onr_review_json = {"json", begin, write, end};

/* ---- SARIF ------------------------------------------------------------------------------------- */

static const char *level_of(enum onr_severity severity)
{
    return severity == ONR_SEVERITY_ERROR ? "error" : severity == ONR_SEVERITY_WARNING ? "warning"
                                                                                        : "note";
}

/* The same for a finding that moved: servers tell by it what they have seen before. */
static void write_print(struct writer *w, const struct onr_finding *finding)
{
    struct onr_keys keys = {0};
    const struct onr_document *document = &w->item->after.document;
    char text[17] = "";
    if (onr_keys_add(&keys, finding->rule, document->bytes, document->length, finding->span)) {
        const char *id = onr_analysis_rule(w->item->after.analysis, finding->rule)->id;
        uint64_t print = onr_print(ONR_PRINT_START, id, strlen(id));
        for (uint32_t i = 0; i < keys.at[0].words.count; i++)
            print = onr_print(print, &keys.at[0].words.at[i].hash, sizeof(uint32_t));
        snprintf(text, sizeof text, "%016llx", (unsigned long long)print);
    }
    onr_json_open_flat(&w->json, "partialFingerprints", '{');
    onr_json_text(&w->json, "onrecordWords/v1", text);
    onr_json_close(&w->json, '}');
    onr_keys_free(&keys);
}

/* A path as a URI: what is neither letter, digit nor one of -._~/ in hexadecimal. */
static void write_uri(struct writer *w, const char *path)
{
    struct onr_out uri;
    onr_out_open(&uri, -1);
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
                     strchr("-._~/", c);
        if (plain)
            onr_out_char(&uri, (char)c);
        else
            onr_out_format(&uri, "%%%02X", c);
    }
    onr_json_bytes(&w->json, "uri", uri.bytes ? uri.bytes : "", uri.length);
    onr_out_close(&uri);
}

static void write_place(struct writer *w, const struct onr_lines *lines, struct onr_span span)
{
    struct onr_position start = onr_lines_position(lines, span.start);
    struct onr_position end = onr_lines_position(lines, span.end);
    onr_json_open(&w->json, "locations", '[');
    onr_json_open(&w->json, NULL, '{');
    onr_json_open(&w->json, "physicalLocation", '{');
    onr_json_open_flat(&w->json, "artifactLocation", '{');
    write_uri(w, w->item->path);
    onr_json_close(&w->json, '}');
    onr_json_open_flat(&w->json, "region", '{');
    onr_json_unsigned(&w->json, "startLine", start.line);
    onr_json_unsigned(&w->json, "startColumn", start.column);
    onr_json_unsigned(&w->json, "endLine", end.line);
    onr_json_unsigned(&w->json, "endColumn", end.column);
    onr_json_close(&w->json, '}');
    onr_json_close(&w->json, '}');
    onr_json_close(&w->json, '}');
    onr_json_close(&w->json, ']');
}

static void write_results(struct writer *w)
{
    const struct onr_comparison *c = &w->item->comparison;
    const struct onr_document *document = &w->item->after.document;
    struct onr_lines lines;
    uint32_t count;
    if (!w->item->compared ||
        onr_lines_open(&lines, document->bytes, (uint32_t)document->length) != 0)
        return;
    const struct onr_finding *findings = onr_findings(w->item->after.analysis, &count);
    for (uint32_t i = 0; i < c->fresh_count; i++) {
        const struct onr_finding *finding = &findings[c->fresh[i]];
        onr_json_open(&w->json, NULL, '{');
        onr_json_text(&w->json, "ruleId",
                      onr_analysis_rule(w->item->after.analysis, finding->rule)->id);
        onr_json_text(&w->json, "level", level_of(finding->severity));
        onr_json_open_flat(&w->json, "message", '{');
        onr_json_text(&w->json, "text", finding->message);
        onr_json_close(&w->json, '}');
        write_place(w, &lines, finding->span);
        write_print(w, finding);
        onr_json_close(&w->json, '}');
    }
    onr_lines_close(&lines);
}

static void write_rule(struct writer *w, const struct onr_rule *rule)
{
    onr_json_open(&w->json, NULL, '{');
    onr_json_text(&w->json, "id", rule->id);
    onr_json_open_flat(&w->json, "shortDescription", '{');
    onr_json_text(&w->json, "text", rule->title);
    onr_json_close(&w->json, '}');
    onr_json_close(&w->json, '}');
}

/* Whether a draft before this one goes by a policy that has such a rule, too. */
static bool is_written(const struct onr_review *review, size_t item, const char *id)
{
    for (size_t i = 0; i < item; i++)
        if (onr_policy_rule_find(review->items[i].options.policy, id) != ONR_NONE)
            return true;
    return false;
}

/* The rules of onrecord, then those of newsrooms that some draft goes by, each once. */
static void write_rules(struct writer *w, const struct onr_review *review)
{
    const struct onr_policy *last = NULL;
    onr_json_open(&w->json, "rules", '[');
    for (uint32_t i = 0; i < onr_rule_count(); i++)
        write_rule(w, onr_policy_rule_at(NULL, i));
    for (size_t i = 0; i < review->count; i++) {
        const struct onr_policy *policy = review->items[i].options.policy;
        for (uint32_t k = onr_rule_count(); policy != last && k < onr_policy_rule_count(policy); k++)
            if (!is_written(review, i, onr_policy_rule_at(policy, k)->id))
                write_rule(w, onr_policy_rule_at(policy, k));
        last = policy;
    }
    onr_json_close(&w->json, ']');
}

static void begin_sarif(struct onr_review_page *page)
{
    struct writer w = {.json = page->json};
    onr_json_open(&w.json, NULL, '{');
    onr_json_text(&w.json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    onr_json_text(&w.json, "version", "2.1.0");
    onr_json_open(&w.json, "runs", '[');
    onr_json_open(&w.json, NULL, '{');
    onr_json_open(&w.json, "tool", '{');
    onr_json_open(&w.json, "driver", '{');
    onr_json_text(&w.json, "name", "onrecord");
    onr_json_text(&w.json, "version", ONR_VERSION);
    write_rules(&w, page->review);
    onr_json_close(&w.json, '}');
    onr_json_close(&w.json, '}');
    onr_json_text(&w.json, "columnKind", "unicodeCodePoints");
    onr_json_open(&w.json, "results", '[');
    page->json = w.json;
}

static void write_sarif(struct onr_review_page *page, const struct onr_review_item *item)
{
    struct writer w = {page->json, item};
    write_results(&w);
    page->json = w.json;
}

static void end_sarif(struct onr_review_page *page)
{
    onr_json_close(&page->json, ']');
    onr_json_close(&page->json, '}');
    onr_json_close(&page->json, ']');
    onr_json_close(&page->json, '}');
    onr_out_char(page->out, '\n');
}

const struct onr_review_format onr_review_sarif = {"sarif", begin_sarif, write_sarif, end_sarif};
