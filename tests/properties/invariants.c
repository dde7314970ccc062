#include "invariants.h"

#include <math.h>
#include <string.h>

/* What a check needs to know of the document and its records. */
struct view {
    const struct onr_analysis *analysis;
    const char *bytes;
    size_t length;
    const char *problem; /* the first found */
};

static void expect(struct view *view, bool holds, const char *problem)
{
    if (!holds && !view->problem)
        view->problem = problem;
}

static bool starts_character(const struct view *view, uint32_t at)
{
    return at == view->length || ((unsigned char)view->bytes[at] & 0xC0) != 0x80;
}

static void check_span(struct view *view, struct onr_span span, const char *problem)
{
    expect(view, span.start <= span.end && span.end <= view->length, problem);
    if (!view->problem)
        expect(view, starts_character(view, span.start) && starts_character(view, span.end), problem);
}

static void check_spans(struct view *view, struct onr_spans spans, const char *problem)
{
    for (uint32_t i = 0; i < spans.count; i++) {
        check_span(view, spans.at[i], problem);
        expect(view, spans.at[i].start < spans.at[i].end, problem);
        expect(view, i == 0 || spans.at[i - 1].end <= spans.at[i].start, problem);
    }
}

static void check_indices(struct view *view, struct onr_indices indices, uint32_t limit, const char *problem)
{
    for (uint32_t i = 0; i < indices.count; i++)
        expect(view, indices.at[i] < limit && (i == 0 || indices.at[i - 1] < indices.at[i]), problem);
}

static void check_deductions(struct view *view, struct onr_deductions deductions)
{
    for (uint32_t i = 0; i < deductions.count; i++) {
        expect(view, deductions.at[i].rule < onr_rule_count(), "a deduction is of no rule");
        expect(view, deductions.at[i].points > 0 && deductions.at[i].points <= 100, "a deduction is out of range");
    }
}

static void check_part_score(struct view *view, const struct onr_part_score *score)
{
    expect(view, score->value >= 0 && score->value <= 100, "a score is out of range");
    check_deductions(view, score->deductions);
}

static void check_blocks(struct view *view)
{
    uint32_t count;
    const struct onr_block *blocks = onr_blocks(view->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        check_span(view, blocks[i].span, "a block's span is wrong");
        expect(view, (unsigned)blocks[i].kind < ONR_BLOCK_KINDS, "a block is of no kind");
        expect(view, i == 0 || blocks[i - 1].span.end <= blocks[i].span.start, "blocks overlap");
    }
}

static void check_quotations(struct view *view, uint32_t attributions)
{
    uint32_t count;
    const struct onr_quotation *quotations = onr_quotations(view->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t of = onr_quotation_attribution(view->analysis, i);
        check_span(view, quotations[i].span, "a quotation's span is wrong");
        expect(view, i == 0 || quotations[i - 1].span.start <= quotations[i].span.start, "quotations are out of order");
        expect(view, quotations[i].depth > 0, "a quotation lies at depth 0");
        expect(view, of == ONR_NONE || of < attributions, "a quotation is of no attribution");
    }
}

static void check_attributions(struct view *view, uint32_t sources)
{
    uint32_t count;
    const struct onr_attribution *attributions = onr_attributions(view->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct onr_attribution *a = &attributions[i];
        uint32_t source = onr_attribution_source(view->analysis, i);
        check_spans(view, a->content, "an attribution's content is wrong");
        check_spans(view, a->cue, "an attribution's cue is wrong");
        check_spans(view, a->source, "an attribution's source is wrong");
        expect(view, a->content.count + a->cue.count > 0, "an attribution has neither content nor cue");
        expect(view, (unsigned)a->mode < ONR_MODES, "an attribution has no mode");
        expect(view, a->confidence >= 0 && a->confidence <= 1, "a confidence is out of range");
        expect(view, source == ONR_NONE || source < sources, "an attribution is of no source");
        expect(view, (unsigned)onr_attribution_mention(view->analysis, i) < ONR_CLASSES, "a mention has no class");
        check_part_score(view, onr_attribution_score(view->analysis, i));
    }
    expect(view, onr_body_word_count(view->analysis) <= onr_word_count(view->analysis), "the body is longer than all");
}

static void check_source(struct view *view, uint32_t index, const struct onr_source *source, uint32_t attributions)
{
    bool unnamed = source->class_ == ONR_CLASS_UNNAMED;
    check_span(view, source->label, "a source's label is wrong");
    check_spans(view, source->mentions, "a source's mentions are wrong");
    check_span(view, source->basis_span, "a source's basis is wrong");
    check_span(view, source->reason_span, "a source's reason is wrong");
    check_span(view, source->role, "a source's role is wrong");
    check_span(view, source->affiliation, "a source's affiliation is wrong");
    expect(view, source->mentions.count > 0, "a source is never mentioned");
    expect(view, source->class_ < ONR_CLASS_PRONOUN, "a source has the class of a mention");
    expect(view, (unsigned)source->kind < ONR_KINDS, "a source has no kind");
    expect(view, unnamed || source->level == ONR_LEVEL_NONE, "a source that is not unnamed has a level");
    expect(view, unnamed || source->descriptor == ONR_DESCRIPTOR_NONE, "a source that is not unnamed is described");
    check_indices(view, source->attributions, attributions, "a source's attributions are wrong");
    for (uint32_t i = 0; i < source->attributions.count && !view->problem; i++)
        expect(view, onr_attribution_source(view->analysis, source->attributions.at[i]) == index,
               "a source and its attribution do not agree");
    check_part_score(view, onr_source_score(view->analysis, index));
}

static void check_requests(struct view *view)
{
    uint32_t count;
    const struct onr_comment_request *requests = onr_comment_requests(view->analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        check_span(view, requests[i].who, "a party's span is wrong");
        check_span(view, requests[i].party, "the span of whom a party stands for is wrong");
        check_span(view, requests[i].span, "a request's span is wrong");
        expect(view, (unsigned)requests[i].outcome <= ONR_OUTCOME_UNREACHABLE, "a request has no outcome");
    }
}

static void check_fix(struct view *view, const struct onr_finding *f)
{
    expect(view, (f->fix_title != NULL) == (f->edit_count > 0), "a fix has edits without a title, or a title alone");
    expect(view, !f->fix_title || *f->fix_title, "a fix has an empty title");
    for (uint32_t i = 0; i < f->edit_count; i++) {
        const struct onr_edit *edit = &f->edits[i];
        check_span(view, edit->span, "an edit's span is wrong");
        expect(view, edit->text && (*edit->text || edit->span.start < edit->span.end), "an edit does nothing");
        expect(view, i == 0 || f->edits[i - 1].span.end < edit->span.start, "edits of a fix meet");
    }
}

static void check_finding(struct view *view, const struct onr_finding *f, uint32_t sources, uint32_t attributions)
{
    check_span(view, f->span, "a finding's span is wrong");
    expect(view, f->rule < onr_rule_count(), "a finding is of no rule");
    expect(view, (unsigned)f->severity <= ONR_SEVERITY_ERROR, "a finding has no severity");
    expect(view, f->message && *f->message, "a finding has no message");
    expect(view, !f->message || !strchr(f->message, '{'), "a slot of a finding's message is not filled");
    expect(view, f->source == ONR_NONE || f->source < sources, "a finding is of no source");
    expect(view, f->attribution == ONR_NONE || f->attribution < attributions, "a finding is of no attribution");
    for (uint32_t i = 0; i < f->related_count; i++)
        check_span(view, f->related[i].span, "a related place is wrong");
    check_fix(view, f);
}

static void check_waivers(struct view *view, const struct onr_finding *findings, uint32_t count)
{
    uint32_t waivers, silenced = 0, waived = 0;
    const struct onr_waiver *waiver = onr_waivers(view->analysis, &waivers);
    for (uint32_t i = 0; i < waivers; i++) {
        check_span(view, waiver[i].span, "a waiver's span is wrong");
        check_span(view, waiver[i].covers, "what a waiver covers is wrong");
        check_span(view, waiver[i].reason, "a waiver's reason is wrong");
        expect(view, waiver[i].reason.start < waiver[i].reason.end, "a waiver has no reason");
        expect(view, waiver[i].rule < onr_rule_count(), "a waiver is of no rule");
        silenced += waiver[i].silenced;
    }
    for (uint32_t i = 0; i < count; i++) {
        expect(view, findings[i].waived == (findings[i].waiver != ONR_NONE), "a finding's waiver is wrong");
        expect(view, findings[i].waiver == ONR_NONE || findings[i].waiver < waivers, "a finding has no such waiver");
        waived += findings[i].waived;
    }
    expect(view, silenced == waived, "waivers silence other than what is waived");
}

static void check_score(struct view *view)
{
    const struct onr_score *score = onr_article_score(view->analysis);
    expect(view, isfinite(score->exact) && isfinite(score->mean), "the score is no number");
    expect(view, !score->has_value || (score->value >= 0 && score->value <= 100), "the score is out of range");
    check_deductions(view, score->deductions);
}

const char *analysis_problem(const struct onr_analysis *analysis, const char *bytes, size_t length)
{
    struct view view = {analysis, bytes, length, NULL};
    uint32_t attributions, sources, findings;
    onr_attributions(analysis, &attributions);
    const struct onr_source *source = onr_sources(analysis, &sources);
    const struct onr_finding *finding = onr_findings(analysis, &findings);
    check_blocks(&view);
    check_quotations(&view, attributions);
    check_attributions(&view, sources);
    for (uint32_t i = 0; i < sources; i++)
        check_source(&view, i, &source[i], attributions);
    check_requests(&view);
    for (uint32_t i = 0; i < findings; i++)
        check_finding(&view, &finding[i], sources, attributions);
    check_waivers(&view, finding, findings);
    check_score(&view);
    return view.problem;
}
