/* Tables for spreadsheets: a row for each source, or for each attribution (RFC 4180). */
#include <errno.h>
#include <string.h>

#include "present/listing.h"
#include "present/plain.h"
#include "present/sourcing.h"

/* One cell and the comma before it. A cell that a spreadsheet would take for a formula is text. */
static void cell(struct onr_out *out, const char *bytes, size_t length, bool first)
{
    onr_out_text(out, first ? "\"" : ",\"");
    if (length && strchr("=+-@\t", bytes[0]))
        onr_out_char(out, '\'');
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"')
            onr_out_char(out, '"');
        onr_out_char(out, bytes[i]);
    }
    onr_out_char(out, '"');
}

static void word(struct onr_out *out, const char *text)
{
    onr_out_char(out, ',');
    onr_out_text(out, text);
}

static void number(struct onr_out *out, double value)
{
    onr_out_char(out, ',');
    onr_out_number(out, value);
}

/* The stretches of the draft that spans are, as one cell; on request without the colon or comma behind it. */
static void stretches(struct onr_out *out, const struct onr_view *view, struct onr_spans spans, bool trimmed)
{
    struct onr_out text;
    onr_out_open(&text, -1);
    for (uint32_t i = 0; i < spans.count; i++) {
        onr_out_text(&text, i ? " … " : "");
        onr_plain_span(&text, view->analysis, spans.at[i], UINT32_MAX);
    }
    if (trimmed)
        onr_plain_trim(&text);
    cell(out, text.bytes ? text.bytes : "", text.length, false);
    if (text.error)
        out->error = text.error;
    onr_out_close(&text);
}

static void slices(struct onr_out *out, const struct onr_view *view, struct onr_spans spans)
{
    stretches(out, view, spans, false);
}

static void slice(struct onr_out *out, const struct onr_view *view, struct onr_span span)
{
    slices(out, view, (struct onr_spans){&span, span.start < span.end});
}

static void path(struct onr_out *out, const struct onr_view *view)
{
    struct onr_out text;
    onr_out_open(&text, -1);
    onr_plain_text(&text, onr_listed_path(view));
    cell(out, text.bytes ? text.bytes : "", text.length, true);
    onr_out_close(&text);
}

static void begin_sources(struct onr_presentation *p)
{
    onr_out_text(p->out, "file,source,class,kind,level,number,basis,reason,role,affiliation,"
                         "attributions,words,score,label\r\n");
}

static uint32_t words_of(const struct onr_view *view, const struct onr_source *source)
{
    uint32_t count, words = 0;
    const struct onr_attribution *all = onr_attributions(view->analysis, &count);
    for (uint32_t i = 0; i < source->attributions.count; i++)
        words += all[source->attributions.at[i]].nested ? 0 : all[source->attributions.at[i]].words;
    return words;
}

static void write_source(struct onr_presentation *p, const struct onr_view *view, uint32_t index)
{
    uint32_t count;
    const struct onr_source *source = &onr_sources(view->analysis, &count)[index];
    bool unnamed = source->class_ == ONR_CLASS_UNNAMED;
    path(p->out, view);
    number(p->out, index);
    word(p->out, onr_class_name(source->class_));
    word(p->out, onr_kind_name(source->kind));
    word(p->out, unnamed ? onr_level_name(source->level) : "");
    word(p->out, "");
    if (source->number)
        onr_out_unsigned(p->out, source->number);
    word(p->out, unnamed ? onr_basis_name(source->basis) : "");
    word(p->out, unnamed ? onr_reason_name(source->reason) : "");
    slice(p->out, view, source->role);
    slice(p->out, view, source->affiliation);
    number(p->out, source->attributions.count);
    number(p->out, words_of(view, source));
    number(p->out, (double)onr_source_score(view->analysis, index)->value);
    slice(p->out, view, onr_label_span(view, source));
    onr_out_text(p->out, "\r\n");
}

static void present_sources(struct onr_presentation *p, const struct onr_view *view)
{
    uint32_t count;
    onr_sources(view->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        write_source(p, view, i);
}

static void begin_attributions(struct onr_presentation *p)
{
    onr_out_text(p->out, "file,line,column,source,class,mention,mode,nested,words,confidence,score,"
                         "label,cue,content\r\n");
}

static void write_place(struct onr_presentation *p, const struct onr_lines *lines,
                        const struct onr_attribution *attribution)
{
    struct onr_spans spans = attribution->cue.count ? attribution->cue : attribution->content;
    struct onr_position at = onr_lines_position(lines, spans.count ? spans.at[0].start : 0);
    number(p->out, at.line);
    number(p->out, at.column);
}

/* Who is told to say it: the source by its index and its classes, there and over the draft. */
static void write_speaker(struct onr_presentation *p, const struct onr_view *view, uint32_t source,
                          enum onr_class mention)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(view->analysis, &count);
    word(p->out, "");
    if (source != ONR_NONE)
        onr_out_unsigned(p->out, source);
    word(p->out, onr_class_name(source == ONR_NONE ? ONR_CLASS_NONE : sources[source].class_));
    word(p->out, onr_class_name(mention));
}

static void write_standing(struct onr_presentation *p, const struct onr_attribution *attribution)
{
    word(p->out, onr_mode_name(attribution->mode));
    word(p->out, attribution->nested ? "true" : "false");
    number(p->out, attribution->words);
    number(p->out, (double)attribution->confidence);
}

static void write_words(struct onr_presentation *p, const struct onr_view *view,
                        const struct onr_attribution *attribution)
{
    stretches(p->out, view, attribution->cue, true);
    slices(p->out, view, attribution->content);
    onr_out_text(p->out, "\r\n");
}

static void write_attribution(struct onr_presentation *p, const struct onr_view *view,
                              const struct onr_lines *lines, uint32_t index)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(view->analysis, &count);
    const struct onr_attribution *attribution = &onr_attributions(view->analysis, &count)[index];
    uint32_t source = onr_attribution_source(view->analysis, index);
    path(p->out, view);
    write_place(p, lines, attribution);
    write_speaker(p, view, source, onr_attribution_mention(view->analysis, index));
    write_standing(p, attribution);
    number(p->out, (double)onr_attribution_score(view->analysis, index)->value);
    if (source == ONR_NONE)
        word(p->out, "");
    else
        slice(p->out, view, onr_label_span(view, &sources[source]));
    write_words(p, view, attribution);
}

/* Inside what another says: it has no part in sources and score, and its own words for a label. */
static void write_nested(struct onr_presentation *p, const struct onr_view *view,
                         const struct onr_lines *lines, const struct onr_attribution *attribution)
{
    path(p->out, view);
    write_place(p, lines, attribution);
    write_speaker(p, view, ONR_NONE, ONR_CLASS_NONE);
    write_standing(p, attribution);
    word(p->out, "");
    stretches(p->out, view, attribution->source, true);
    write_words(p, view, attribution);
}

static void present_attributions(struct onr_presentation *p, const struct onr_view *view)
{
    struct onr_lines lines;
    uint32_t count, nested_count;
    const struct onr_nested *nested = onr_nested_attributions(view->analysis, &nested_count);
    onr_attributions(view->analysis, &count);
    if (onr_lines_open(&lines, view->document->bytes, (uint32_t)view->document->length) != 0) {
        p->out->error = ENOMEM;
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        write_attribution(p, view, &lines, i);
    for (uint32_t i = 0; i < nested_count; i++)
        write_nested(p, view, &lines, &nested[i].record);
    onr_lines_close(&lines);
}

const struct onr_presenter onr_present_csv = {
    .name = "csv",
    .summary = "the sources as a table for spreadsheets, a row each",
    .begin = begin_sources,
    .document = present_sources,
};

const struct onr_presenter onr_present_csv_attributions = {
    .name = "csv-attributions",
    .summary = "the attributions as a table for spreadsheets, a row each",
    .begin = begin_attributions,
    .document = present_attributions,
};
