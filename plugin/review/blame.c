/* Who brought in each unnamed source and each finding, and when. */
#include <stdlib.h>
#include <string.h>

#include "present/findings.h"
#include "present/plain.h"
#include "present/write.h"
#include "review/history.h"

#define AUTHOR 18 /* columns */

/* One line of it. */
struct entry {
    struct onr_span span;                /* where it shows */
    const struct onr_finding *finding;   /* NULL for a source */
    const struct onr_git_commit *commit; /* that brought it in */
};

struct entries {
    struct entry *at;
    uint32_t count;
};

static int by_place(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    if (x->span.start != y->span.start)
        return (x->span.start > y->span.start) - (x->span.start < y->span.start);
    return (x->finding != NULL) - (y->finding != NULL);
}

/* The keys of the newest version, in the order in which onr_version_read makes them. */
static struct entries entries_of(const struct onr_blame *blame)
{
    struct entries entries = {0};
    uint32_t sources, findings;
    const struct onr_source *source = onr_sources(blame->draft->analysis, &sources);
    const struct onr_finding *finding = onr_findings(blame->draft->analysis, &findings);
    uint32_t keys = blame->versions->at[0].keys.count;
    entries.at = calloc((size_t)keys + 1, sizeof *entries.at);
    for (uint32_t i = 0; entries.at && i < sources; i++)
        if (source[i].class_ == ONR_CLASS_UNNAMED && source[i].attributions.count &&
            entries.count < keys)
            entries.at[entries.count++] = (struct entry){.span = source[i].label};
    for (uint32_t i = 0; entries.at && i < findings; i++)
        if (!finding[i].waived && finding[i].severity >= ONR_SEVERITY_INFO && entries.count < keys)
            entries.at[entries.count++] =
                (struct entry){.span = finding[i].span, .finding = &finding[i]};
    for (uint32_t i = 0; i < entries.count; i++)
        entries.at[i].commit = blame->versions->at[blame->origin[i]].commit;
    if (entries.count)
        qsort(entries.at, entries.count, sizeof *entries.at, by_place);
    return entries;
}

static void write_padded(struct onr_out *out, const char *text, unsigned columns)
{
    struct onr_out plain;
    onr_out_open(&plain, -1);
    onr_plain_text(&plain, text);
    size_t length = onr_plain_fit(plain.bytes, plain.length, columns);
    onr_out_bytes(out, plain.bytes, length);
    onr_out_repeat(out, ' ', columns - onr_plain_width(plain.bytes, length));
    onr_out_close(&plain);
}

static void write_what(struct onr_out *out, const struct onr_blame *blame,
                       const struct entry *entry, const struct onr_style *style)
{
    if (entry->finding) {
        onr_ink_text(out, style, onr_severity_ink(entry->finding->severity),
                     onr_severity_name(entry->finding->severity));
        onr_out_text(out, ": ");
        onr_plain_text(out, entry->finding->message);
        onr_out_format(out, " [%s]\n", onr_analysis_rule(blame->draft->analysis, entry->finding->rule)->id);
        return;
    }
    onr_ink_text(out, style, ONR_INK_STRONG, "unnamed source");
    onr_out_text(out, ": ");
    onr_plain_span(out, blame->draft->analysis, entry->span, UINT32_MAX);
    onr_out_char(out, '\n');
}

void onr_blame_text(struct onr_out *out, const struct onr_blame *blame,
                    const struct onr_style *style)
{
    struct onr_lines lines;
    struct entries entries = entries_of(blame);
    const struct onr_document *document = &blame->draft->document;
    if (entries.count == 0) {
        onr_plain_text(out, document->path);
        onr_out_text(out, ": no unnamed source and no finding\n");
    }
    if (onr_lines_open(&lines, document->bytes, (uint32_t)document->length) == 0) {
        for (uint32_t i = 0; i < entries.count; i++) {
            const struct entry *entry = &entries.at[i];
            char date[ONR_DATE];
            struct onr_position at = onr_lines_position(&lines, entry->span.start);
            onr_date(date, entry->commit, false);
            onr_out_format(out, "%s  %.8s  ", date, entry->commit->id);
            write_padded(out, entry->commit->author, AUTHOR);
            onr_out_format(out, "  %u:%u  ", at.line, at.column);
            write_what(out, blame, entry, style);
        }
        onr_lines_close(&lines);
    }
    free(entries.at);
}

/* What an entry says: the message of a finding, the words for a source. */
static void write_csv_text(struct onr_out *out, const struct onr_blame *blame, const struct entry *entry)
{
    struct onr_out label;
    onr_out_open(&label, -1);
    if (!entry->finding)
        onr_plain_span(&label, blame->draft->analysis, entry->span, UINT32_MAX);
    onr_out_char(&label, '\0');
    if (label.error)
        out->error = label.error;
    else
        onr_csv_text(out, entry->finding ? entry->finding->message : label.bytes);
    onr_out_close(&label);
}

void onr_blame_csv(struct onr_out *out, const struct onr_blame *blame,
                   const struct onr_style *style)
{
    struct onr_lines lines;
    struct entries entries = entries_of(blame);
    const struct onr_document *document = &blame->draft->document;
    (void)style;
    onr_out_text(out, "line,column,what,severity,text,commit,date,author,path,subject\r\n");
    if (onr_lines_open(&lines, document->bytes, (uint32_t)document->length) == 0) {
        for (uint32_t i = 0; i < entries.count; i++) {
            const struct entry *entry = &entries.at[i];
            char date[ONR_DATE];
            struct onr_position at = onr_lines_position(&lines, entry->span.start);
            onr_date(date, entry->commit, true);
            onr_out_format(out, "%u,%u,%s,%s,", at.line, at.column,
                           entry->finding ? onr_analysis_rule(blame->draft->analysis, entry->finding->rule)->id
                                          : "unnamed-source",
                           entry->finding ? onr_severity_name(entry->finding->severity) : "");
            write_csv_text(out, blame, entry);
            onr_out_format(out, ",%s,%s,", entry->commit->id, date);
            onr_csv_text(out, entry->commit->author);
            onr_out_char(out, ',');
            onr_csv_text(out, entry->commit->path);
            onr_out_char(out, ',');
            onr_csv_text(out, entry->commit->subject);
            onr_out_text(out, "\r\n");
        }
        onr_lines_close(&lines);
    }
    free(entries.at);
}

static void write_entry(struct onr_json *json, const struct onr_blame *blame,
                        const struct entry *entry)
{
    const struct onr_document *document = &blame->draft->document;
    char date[ONR_DATE];
    onr_date(date, entry->commit, true);
    onr_json_open(json, NULL, '{');
    onr_json_open_flat(json, "span", '[');
    onr_json_unsigned(json, NULL, onr_document_offset(document, entry->span.start));
    onr_json_unsigned(json, NULL, onr_document_offset(document, entry->span.end));
    onr_json_close(json, ']');
    if (entry->finding) {
        onr_json_text(json, "rule", onr_analysis_rule(blame->draft->analysis, entry->finding->rule)->id);
        onr_json_text(json, "severity", onr_severity_name(entry->finding->severity));
        onr_json_text(json, "message", entry->finding->message);
    } else {
        onr_json_bytes(json, "source", document->bytes + entry->span.start,
                       entry->span.end - entry->span.start);
    }
    onr_json_text(json, "commit", entry->commit->id);
    onr_json_text(json, "date", date);
    onr_json_text(json, "author", entry->commit->author);
    onr_json_text(json, "path", entry->commit->path);
    onr_json_text(json, "subject", entry->commit->subject);
    onr_json_close(json, '}');
}

void onr_blame_json(struct onr_out *out, const struct onr_blame *blame,
                    const struct onr_style *style)
{
    struct onr_json json = {.out = out, .pretty = true};
    struct entries entries = entries_of(blame);
    (void)style;
    onr_json_open(&json, NULL, '{');
    onr_json_unsigned(&json, "onrecord", 1);
    onr_json_text(&json, "path", blame->draft->document.path);
    onr_json_open(&json, "entries", '[');
    for (uint32_t i = 0; i < entries.count; i++)
        write_entry(&json, blame, &entries.at[i]);
    onr_json_close(&json, ']');
    onr_json_close(&json, '}');
    onr_out_char(out, '\n');
    free(entries.at);
}
