/* The report's list of attributions, for whoever wants to know why each is one. */
#include "present/text.h"

#include "present/plain.h"

/* Writes what was put together, each line behind so many spaces. */
static void write_line(struct onr_report *r, enum onr_ink ink, unsigned indent)
{
    onr_out_format(r->presentation->out, "%*s", (int)indent, "");
    onr_report_wrap(r, ink, indent, indent + 2);
}

static void write_part(struct onr_report *r, const char *name, struct onr_spans spans)
{
    onr_out_text(&r->line, name);
    if (!spans.count)
        onr_out_text(&r->line, "none");
    onr_report_excerpt(r, spans, 60);
    onr_plain_trim(&r->line);
    write_line(r, ONR_INK_PLAIN, 4);
}

static void write_evidence(struct onr_report *r, uint32_t index)
{
    struct onr_evidence evidence[ONR_EVIDENCE_SHOWN];
    uint32_t count = onr_attribution_evidence(r->view->analysis, index, evidence, ONR_EVIDENCE_SHOWN);
    for (uint32_t i = 0; i < count; i++)
        onr_out_format(&r->line, "%s%s (%.1f)", i ? ", " : "what speaks for it: ", evidence[i].what, (double)evidence[i].weight);
    if (!count)
        onr_out_text(&r->line, "found by word lists and its shape");
    write_line(r, ONR_INK_FAINT, 4);
}

static void write_attribution(struct onr_report *r, const struct onr_attribution *attribution, uint32_t index)
{
    uint32_t start = attribution->content.at[0].start;
    if (attribution->cue.count)
        start = attribution->cue.at[0].start;
    onr_out_format(&r->line, "line %u: %s; %s; %.0f%% sure", onr_lines_position(&r->lines, start).line,
                   onr_attribution_shape(attribution), onr_mode_name(attribution->mode),
                   (double)attribution->confidence * 100);
    write_line(r, ONR_INK_STRONG, 2);
    write_part(r, "content: ", attribution->content);
    write_part(r, "cue: ", attribution->cue);
    write_part(r, "source: ", attribution->source);
    write_evidence(r, index);
}

void onr_report_attributions(struct onr_report *r)
{
    uint32_t count;
    const struct onr_attribution *attributions = onr_attributions(r->view->analysis, &count);
    if (!count)
        return;
    onr_report_heading(r, "Attributions");
    for (uint32_t i = 0; i < count; i++)
        write_attribution(r, &attributions[i], i);
}
