#include "present/listing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "present/findings.h"

static uint64_t mark_byte(uint64_t mark, unsigned char byte)
{
    return (mark ^ byte) * 0x100000001B3u; /* FNV-1a */
}

uint64_t onr_mark_text(uint64_t mark, const char *bytes, size_t length)
{
    bool space = false;
    for (size_t i = 0; i < length; i++) {
        bool blank = bytes[i] == ' ' || (bytes[i] >= '\t' && bytes[i] <= '\r');
        if (!blank || !space) /* a line that is broken elsewhere reads the same */
            mark = mark_byte(mark, blank ? ' ' : (unsigned char)bytes[i]);
        space = blank;
    }
    return mark_byte(mark, 0xFF);
}

static uint64_t mark_span(uint64_t mark, const struct onr_view *view, struct onr_span span)
{
    return onr_mark_text(mark, onr_view_bytes(view, span), span.end - span.start);
}

/* The mark of a finding, the same for all that are alike. */
static uint64_t mark_finding(const struct onr_view *view, const struct onr_finding *finding)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(view->analysis, &count);
    const char *id = onr_view_rule(view, finding->rule)->id;
    uint64_t mark = onr_mark_text(ONR_MARK_START, id, strlen(id));
    mark = mark_span(mark, view, finding->span);
    if (finding->source < count)
        mark = mark_span(mark, view, sources[finding->source].label);
    return mark;
}

/* Counts the marks that were met: open addressing, at most half full. */
struct tally {
    uint64_t *marks;
    uint32_t *counts; /* 0 where a place is free */
    uint32_t mask;
};

static bool tally_open(struct tally *tally, uint32_t findings)
{
    uint32_t size = 16;
    while (size < 2 * (uint64_t)findings)
        size *= 2;
    tally->mask = size - 1;
    tally->marks = malloc(size * sizeof *tally->marks);
    tally->counts = calloc(size, sizeof *tally->counts);
    return tally->marks && tally->counts;
}

static void tally_close(struct tally *tally)
{
    free(tally->marks);
    free(tally->counts);
}

/* How often the mark came before. */
static uint32_t tally_add(struct tally *tally, uint64_t mark)
{
    uint32_t at = (uint32_t)(mark >> 32) & tally->mask;
    while (tally->counts[at] && tally->marks[at] != mark)
        at = (at + 1) & tally->mask;
    tally->marks[at] = mark;
    return tally->counts[at]++;
}

static void list(struct onr_presentation *p, const struct onr_view *view,
                 const struct onr_lines *lines, const struct onr_finding *finding,
                 uint64_t fingerprint, onr_list_each *each)
{
    struct onr_listed listed = {
        .finding = finding,
        .rule = onr_view_rule(view, finding->rule),
        .start = onr_lines_position(lines, finding->span.start),
        .end = onr_lines_position(lines, finding->span.end),
        .fingerprint = fingerprint,
    };
    each(p, view, lines, &listed);
}

void onr_list_findings(struct onr_presentation *p, const struct onr_view *view, bool waived,
                       onr_list_each *each)
{
    uint32_t count;
    struct onr_lines lines;
    struct tally tally = {0};
    const struct onr_finding *findings = onr_findings(view->analysis, &count);
    if (onr_lines_open(&lines, view->document->bytes, (uint32_t)view->document->length) != 0) {
        p->out->error = ENOMEM;
        return;
    }
    if (!tally_open(&tally, count))
        p->out->error = ENOMEM;
    for (uint32_t i = 0; i < count && !p->out->error; i++) {
        uint64_t mark = mark_finding(view, &findings[i]);
        for (uint32_t before = tally_add(&tally, mark); before; before >>= 8)
            mark = mark_byte(mark, before & 0xFF);
        if (findings[i].severity != ONR_SEVERITY_OFF && findings[i].severity >= p->least &&
            !onr_finding_accepted(view, i) && (waived || !findings[i].waived))
            list(p, view, &lines, &findings[i], mark, each);
    }
    tally_close(&tally);
    onr_lines_close(&lines);
}

const char *onr_listed_path(const struct onr_view *view)
{
    return strcmp(view->document->path, "-") == 0 ? "stdin" : view->document->path;
}

bool onr_listed_fails(const struct onr_presentation *p, const struct onr_finding *finding)
{
    return !finding->waived && (int)finding->severity >= p->fail_on;
}

void onr_out_mark(struct onr_out *out, uint64_t mark)
{
    for (int shift = 60; shift >= 0; shift -= 4)
        onr_out_char(out, "0123456789abcdef"[mark >> shift & 15]);
}
