#include "present/present.h"

#include <string.h>

static const struct onr_presenter *const presenters[] = {
    &onr_present_text,
    &onr_present_html,
    &onr_present_markdown,
    &onr_present_csv,
    &onr_present_csv_attributions,
    &onr_present_box_html,
    &onr_present_box_text,
    &onr_present_findings,
    &onr_present_json,
    &onr_present_jsonl,
    &onr_present_sarif,
    &onr_present_github,
    &onr_present_gitlab,
    &onr_present_checkstyle,
    &onr_present_junit,
    &onr_present_rdjson,
    &onr_present_unix,
    &onr_present_tap,
};

const struct onr_presenter *onr_presenter_at(size_t index)
{
    return index < sizeof presenters / sizeof *presenters ? presenters[index] : NULL;
}

const struct onr_presenter *onr_presenter_find(const char *name)
{
    const struct onr_presenter *presenter;
    for (size_t i = 0; (presenter = onr_presenter_at(i)); i++)
        if (strcmp(presenter->name, name) == 0)
            return presenter;
    return NULL;
}

void onr_present_begin(struct onr_presentation *presentation, const struct onr_presenter *presenter)
{
    if (presenter->begin)
        presenter->begin(presentation);
}

void onr_present_document(struct onr_presentation *presentation,
                          const struct onr_presenter *presenter, const struct onr_view *view)
{
    presenter->document(presentation, view);
    presentation->count++;
}

void onr_present_end(struct onr_presentation *presentation, const struct onr_presenter *presenter)
{
    if (presenter->end)
        presenter->end(presentation);
}

const struct onr_rule *onr_view_rule(const struct onr_view *view, uint32_t rule)
{
    return onr_analysis_rule(view->analysis, rule);
}

const char *onr_view_bytes(const struct onr_view *view, struct onr_span span)
{
    return view->document->bytes + span.start;
}
