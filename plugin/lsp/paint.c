#include "lsp/paint.h"

#include <stdlib.h>
#include <string.h>

#include "lsp/params.h"

static const char *const kind_names[ONR_PAINT_KINDS] = {
    "quotation",          "cue",
    "sourceNamed",        "sourceUnnamed",
    "sourceSpokesperson", "sourceOrganization",
    "sourceDocument",     "sourceMedia",
    "sourceCollective",   "sourceSelf",
    "sourceNone",
};

static const char *const mark_names[ONR_PAINT_MARKS] = {"unnamed", "firstMention", "nested",
                                                        "waived"};

const char *onr_paint_kind_name(enum onr_paint_kind kind)
{
    return kind_names[kind];
}

const char *onr_paint_mark_name(unsigned index)
{
    return mark_names[index];
}

/* A stretch that may overlap others and lines. */
struct layer {
    struct onr_stretch stretch;
    unsigned height; /* the higher one is seen */
};

struct layers {
    struct layer *at; /* owned */
    uint32_t count;
    uint32_t capacity;
    struct onr_span within; /* what lies outside is left out */
    bool failed;            /* memory ran out */
};

#define HEIGHT_CUE 1000
#define HEIGHT_SOURCE 1001

static void add(struct layers *layers, struct onr_stretch stretch, unsigned height)
{
    if (stretch.span.start >= stretch.span.end || layers->failed ||
        !onr_span_meets(stretch.span, layers->within))
        return;
    if (layers->count == layers->capacity) {
        uint32_t capacity = layers->capacity * 2 + 64;
        struct layer *at = realloc(layers->at, capacity * sizeof *at);
        layers->failed = !at;
        if (!at)
            return;
        layers->at = at;
        layers->capacity = capacity;
    }
    layers->at[layers->count++] = (struct layer){stretch, height};
}

static enum onr_paint_kind kind_of(enum onr_class class_)
{
    if (class_ >= ONR_CLASS_NAMED && class_ <= ONR_CLASS_SELF)
        return (enum onr_paint_kind)(ONR_PAINT_NAMED + ((int)class_ - (int)ONR_CLASS_NAMED));
    return ONR_PAINT_NONE;
}

static enum onr_class class_of(const struct onr_analysis *analysis, uint32_t source)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(analysis, &count);
    return source == ONR_NONE ? ONR_CLASS_NONE : sources[source].class_;
}

static unsigned marks_of(const struct onr_analysis *analysis, uint32_t source, bool nested)
{
    bool unnamed = class_of(analysis, source) == ONR_CLASS_UNNAMED;
    return (unnamed ? ONR_PAINT_BY_UNNAMED : 0u) | (nested ? ONR_PAINT_NESTED : 0u);
}

static void add_quotations(struct layers *layers, const struct onr_analysis *analysis)
{
    uint32_t count;
    const struct onr_quotation *quotations = onr_quotations(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t attribution = onr_quotation_attribution(analysis, i);
        uint32_t source =
            attribution == ONR_NONE ? ONR_NONE : onr_attribution_source(analysis, attribution);
        struct onr_stretch stretch = {quotations[i].span, ONR_PAINT_QUOTATION,
                                      marks_of(analysis, source, quotations[i].depth > 1), source,
                                      attribution};
        if (quotations[i].kind != ONR_QUOTATION_TITLE)
            add(layers, stretch, quotations[i].depth < 999 ? quotations[i].depth : 999);
    }
}

static void add_attributions(struct layers *layers, const struct onr_analysis *analysis)
{
    uint32_t count;
    const struct onr_attribution *attributions = onr_attributions(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t source = onr_attribution_source(analysis, i);
        struct onr_stretch stretch = {.marks = marks_of(analysis, source, attributions[i].nested),
                                      .source = source, .attribution = i};
        stretch.kind = ONR_PAINT_CUE;
        for (uint32_t j = 0; j < attributions[i].cue.count; j++) {
            stretch.span = attributions[i].cue.at[j];
            add(layers, stretch, HEIGHT_CUE);
        }
        stretch.kind = kind_of(class_of(analysis, source));
        for (uint32_t j = 0; j < attributions[i].source.count; j++) {
            stretch.span = attributions[i].source.at[j];
            add(layers, stretch, HEIGHT_SOURCE);
        }
    }
}

/* Cues inside what somebody else says; whose they are is not looked into. */
static void add_nested(struct layers *layers, const struct onr_analysis *analysis)
{
    uint32_t count;
    const struct onr_nested *nested = onr_nested_attributions(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t source = onr_attribution_source(analysis, nested[i].outer);
        struct onr_stretch stretch = {.kind = ONR_PAINT_CUE,
                                      .marks = marks_of(analysis, source, true),
                                      .source = source,
                                      .attribution = nested[i].outer};
        for (uint32_t j = 0; j < nested[i].record.cue.count; j++) {
            stretch.span = nested[i].record.cue.at[j];
            add(layers, stretch, HEIGHT_CUE);
        }
    }
}

static void add_mentions(struct layers *layers, const struct onr_analysis *analysis)
{
    uint32_t count;
    const struct onr_source *sources = onr_sources(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < sources[i].mentions.count; j++) {
            struct onr_span span = sources[i].mentions.at[j];
            bool first = span.start == sources[i].label.start && span.end == sources[i].label.end;
            struct onr_stretch stretch = {span, kind_of(sources[i].class_),
                                          marks_of(analysis, i, false), i, ONR_NONE};
            stretch.marks |= first ? ONR_PAINT_FIRST_MENTION : 0;
            add(layers, stretch, HEIGHT_SOURCE + 1 + first);
        }
    }
}

static void mark_waived(struct layers *layers, const struct onr_analysis *analysis)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!findings[i].waived)
            continue;
        for (uint32_t j = 0; j < layers->count; j++)
            if (layers->at[j].stretch.span.start < findings[i].span.end &&
                findings[i].span.start < layers->at[j].stretch.span.end)
                layers->at[j].stretch.marks |= ONR_PAINT_WAIVED;
    }
}

static int compare(const void *left, const void *right)
{
    const struct layer *a = left, *b = right;
    if (a->stretch.span.start != b->stretch.span.start)
        return a->stretch.span.start < b->stretch.span.start ? -1 : 1;
    if (a->height != b->height)
        return a->height < b->height ? -1 : 1;
    if (a->stretch.span.end != b->stretch.span.end)
        return a->stretch.span.end > b->stretch.span.end ? -1 : 1;
    return a->stretch.attribution < b->stretch.attribution ? -1
                                                           : a->stretch.attribution >
                                                                 b->stretch.attribution;
}

static bool append(struct onr_painting *painting, const struct onr_stretch *stretch,
                   struct onr_span span)
{
    struct onr_stretch *last = painting->count ? &painting->at[painting->count - 1] : NULL;
    if (last && last->span.end == span.start && last->kind == stretch->kind &&
        last->marks == stretch->marks && last->source == stretch->source &&
        last->attribution == stretch->attribution) {
        last->span.end = span.end;
        return true;
    }
    if (painting->count == painting->capacity) {
        uint32_t capacity = painting->capacity * 2 + 64;
        struct onr_stretch *at = realloc(painting->at, capacity * sizeof *at);
        if (!at)
            return false;
        painting->at = at;
        painting->capacity = capacity;
    }
    painting->at[painting->count] = *stretch;
    painting->at[painting->count++].span = span;
    return true;
}

/* The layers that are open at a place, and the place up to which all is painted. */
struct brush {
    struct onr_painting *painting;
    const struct layer **open; /* owned */
    uint32_t count;
    uint32_t at;
};

/* Paints from the brush's place to another with the highest open layer. */
static bool paint_to(struct brush *brush, uint32_t to)
{
    while (brush->at < to) {
        const struct layer *top = NULL;
        uint32_t kept = 0;
        uint32_t next = to;
        for (uint32_t i = 0; i < brush->count; i++) {
            const struct layer *layer = brush->open[i];
            if (layer->stretch.span.end <= brush->at)
                continue;
            brush->open[kept++] = layer;
            if (layer->stretch.span.end < next)
                next = layer->stretch.span.end;
            if (!top || layer->height >= top->height)
                top = layer;
        }
        brush->count = kept;
        if (top && !append(brush->painting, &top->stretch, (struct onr_span){brush->at, next}))
            return false;
        brush->at = top ? next : to;
    }
    return true;
}

static bool flatten(struct onr_painting *painting, const struct layers *layers)
{
    struct brush brush = {.painting = painting,
                          .open = malloc((layers->count + 1) * sizeof *brush.open)};
    bool going = brush.open != NULL;
    for (uint32_t i = 0; going && i < layers->count; i++) {
        going = paint_to(&brush, layers->at[i].stretch.span.start);
        brush.open[brush.count++] = &layers->at[i];
    }
    going = going && paint_to(&brush, UINT32_MAX);
    free(brush.open);
    return going;
}

/* Parts stretches where lines end. */
static bool part(struct onr_painting *painting, struct onr_draft *draft)
{
    struct onr_painting lines = {0};
    bool going = true;
    for (uint32_t i = 0; going && i < painting->count; i++) {
        struct onr_span rest = painting->at[i].span;
        uint32_t line = onr_index_line(&draft->index, rest.start);
        while (going && rest.start < rest.end) {
            uint32_t end = onr_index_line_end(&draft->index, draft->bytes, draft->length, line);
            struct onr_span piece = {rest.start, rest.end < end ? rest.end : end};
            if (piece.start < piece.end)
                going = append(&lines, &painting->at[i], piece);
            line++;
            rest.start = line < draft->index.count ? draft->index.starts[line] : rest.end;
        }
    }
    onr_painting_free(painting);
    *painting = lines;
    return going;
}

int onr_paint(struct onr_painting *painting, struct onr_draft *draft,
              const struct onr_analysis *analysis, struct onr_span within)
{
    struct layers layers = {.within = within};
    *painting = (struct onr_painting){0};
    add_quotations(&layers, analysis);
    add_attributions(&layers, analysis);
    add_nested(&layers, analysis);
    add_mentions(&layers, analysis);
    mark_waived(&layers, analysis);
    if (layers.count)
        qsort(layers.at, layers.count, sizeof *layers.at, compare);
    bool done = !layers.failed && flatten(painting, &layers) && part(painting, draft);
    free(layers.at);
    if (done)
        return 0;
    onr_painting_free(painting);
    return -1;
}

void onr_painting_free(struct onr_painting *painting)
{
    free(painting->at);
    *painting = (struct onr_painting){0};
}
