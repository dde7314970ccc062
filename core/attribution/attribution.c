/* Linked spans as records. */
#include "attribution/attribution.h"

#include "base/error.h"

struct builder {
    struct onr_attributions *out;        /* filled */
    struct onr_arena *arena;             /* holds it */
    const struct onr_prose *prose;       /* the document */
    const struct onr_role_spans *spans;  /* linked */
    uint32_t *next;                      /* for each span the next of the same attribution, or ONR_NONE */
    uint32_t *head;                      /* for each attribution its first span */
    const uint8_t *calibration;          /* of the labeller, or NULL */
};

/* Chains the spans of each attribution, so that each is walked once. */
static bool chain(struct builder *builder, uint32_t attributions)
{
    uint32_t count = builder->spans->all.count;
    builder->next = onr_arena_take(builder->arena, count * sizeof *builder->next);
    builder->head = onr_arena_take(builder->arena, attributions * sizeof *builder->head);
    if (!builder->next || !builder->head)
        return false;
    for (uint32_t i = 0; i < attributions; i++)
        builder->head[i] = ONR_NONE;
    for (uint32_t i = count; i-- > 0;) {
        uint32_t attribution = builder->spans->all.at[i].attribution;
        if (attribution == ONR_NONE || builder->spans->all.at[i].role == ONR_ROLE_SOURCE)
            continue;
        builder->next[i] = builder->head[attribution];
        builder->head[attribution] = i;
    }
    return true;
}

static struct onr_spans spans_of(struct builder *builder, uint32_t attribution, enum onr_role role)
{
    uint32_t count = 0;
    for (uint32_t i = builder->head[attribution]; i != ONR_NONE; i = builder->next[i])
        count += builder->spans->all.at[i].role == role;
    struct onr_span *at = count ? onr_arena_take(builder->arena, count * sizeof *at) : NULL;
    if (!at)
        return (struct onr_spans){NULL, 0};
    count = 0;
    for (uint32_t i = builder->head[attribution]; i != ONR_NONE; i = builder->next[i]) {
        const struct onr_role_span *span = &builder->spans->all.at[i];
        if (span->role == role)
            at[count++] = onr_token_span(builder->prose, span->first, span->end - span->first);
    }
    return (struct onr_spans){at, count};
}

/* The source's span; several attributions may share it. */
static struct onr_spans source_of(struct builder *builder, uint32_t attribution)
{
    uint32_t source = builder->spans->source_of.at[attribution];
    struct onr_span *at = source == ONR_NONE ? NULL : onr_arena_take(builder->arena, sizeof *at);
    if (!at)
        return (struct onr_spans){NULL, 0};
    const struct onr_role_span *span = &builder->spans->all.at[source];
    *at = onr_token_span(builder->prose, span->first, span->end - span->first);
    return (struct onr_spans){at, 1};
}

static struct onr_attribution_tokens tokens_of(const struct builder *builder, uint32_t attribution)
{
    struct onr_attribution_tokens t = {ONR_NONE, ONR_NONE, ONR_NONE, ONR_NONE, ONR_NONE, ONR_NONE};
    for (uint32_t i = builder->head[attribution]; i != ONR_NONE; i = builder->next[i]) {
        const struct onr_role_span *span = &builder->spans->all.at[i];
        if (span->role == ONR_ROLE_CUE && t.cue == ONR_NONE) {
            t.cue = span->first;
            t.cue_end = span->end;
        } else if (span->role == ONR_ROLE_CONTENT) {
            if (t.content == ONR_NONE)
                t.content = span->first;
            t.content_end = span->end;
        }
    }
    uint32_t source = builder->spans->source_of.at[attribution];
    if (source != ONR_NONE) {
        t.source = builder->spans->all.at[source].first;
        t.source_end = builder->spans->all.at[source].end;
    }
    if (t.cue == ONR_NONE)
        t.cue = t.cue_end = t.content == ONR_NONE ? t.source : t.content;
    return t;
}

/* The confidence of the least sure span, led through the labeller's calibration. */
static float confidence_of(const struct builder *builder, uint32_t attribution)
{
    uint32_t lowest = 255, source = builder->spans->source_of.at[attribution];
    for (uint32_t i = builder->head[attribution]; i != ONR_NONE; i = builder->next[i])
        if (builder->spans->all.at[i].confidence < lowest)
            lowest = builder->spans->all.at[i].confidence;
    if (source != ONR_NONE && builder->spans->all.at[source].confidence < lowest)
        lowest = builder->spans->all.at[source].confidence;
    return (float)(builder->calibration ? builder->calibration[lowest / 4] : lowest) / 255;
}

/* Words of the content, and how many of them stand in quotation marks. */
static uint32_t count_words(const struct builder *builder, uint32_t attribution, uint32_t *quoted)
{
    uint32_t words = 0;
    *quoted = 0;
    for (uint32_t i = builder->head[attribution]; i != ONR_NONE; i = builder->next[i]) {
        const struct onr_role_span *span = &builder->spans->all.at[i];
        for (uint32_t t = span->first; span->role == ONR_ROLE_CONTENT && t < span->end; t++) {
            const struct onr_token *token = &builder->prose->tokens.at[t];
            bool word = token->kind <= ONR_TOKEN_NUMBER && !(token->flags & ONR_TOKEN_CLITIC);
            words += word;
            *quoted += word && token->depth;
        }
    }
    return words;
}

static bool cue_in(const struct builder *builder, const struct onr_attribution_tokens *t, enum onr_list list)
{
    for (uint32_t i = t->cue; i < t->cue_end; i++)
        if (onr_prose_match(builder->prose, i, list))
            return true;
    return false;
}

static enum onr_mode mode_of(const struct builder *builder, const struct onr_attribution_tokens *t,
                             uint32_t words, uint32_t quoted)
{
    if (cue_in(builder, t, ONR_LIST_REFUSALS))
        return ONR_MODE_REFUSAL;
    if (cue_in(builder, t, ONR_LIST_CUE_DENIAL))
        return ONR_MODE_DENIAL;
    if (cue_in(builder, t, ONR_LIST_CUE_ACCUSATION))
        return ONR_MODE_ACCUSATION;
    if (words && quoted * 10 >= words * 9)
        return ONR_MODE_DIRECT;
    if (quoted)
        return ONR_MODE_MIXED;
    if (cue_in(builder, t, ONR_LIST_CUE_TOPIC))
        return ONR_MODE_TOPIC;
    bool reports = cue_in(builder, t, ONR_LIST_CUE_REPORTS) || cue_in(builder, t, ONR_LIST_FIGURE_CUES) ||
                   cue_in(builder, t, ONR_LIST_PUT_IT) || cue_in(builder, t, ONR_LIST_BEARING_OUT) ||
                   cue_in(builder, t, ONR_LIST_HEARING_CUES) || cue_in(builder, t, ONR_LIST_CUE_PHRASES_FIRST);
    return t->cue < t->cue_end && !reports ? ONR_MODE_ATTITUDE : ONR_MODE_INDIRECT;
}

/* Content with neither cue nor source reports nothing, unless it is a quotation: then nobody is told to say it. */
static bool is_stray(const struct builder *builder, const struct onr_attribution_tokens *t)
{
    return t->cue == t->cue_end && t->source == ONR_NONE &&
           builder->prose->tokens.at[t->content].kind != ONR_TOKEN_OPEN;
}

static void add(struct builder *builder, uint32_t attribution)
{
    struct onr_attribution_tokens t = tokens_of(builder, attribution);
    if (t.content == ONR_NONE || is_stray(builder, &t))
        return;
    uint32_t quoted;
    struct onr_attribution record = {
        .content = spans_of(builder, attribution, ONR_ROLE_CONTENT),
        .cue = spans_of(builder, attribution, ONR_ROLE_CUE),
        .source = source_of(builder, attribution),
        .words = count_words(builder, attribution, &quoted),
        .confidence = confidence_of(builder, attribution),
    };
    record.mode = mode_of(builder, &t, record.words, quoted);
    ONR_ARRAY_PUSH(builder->arena, &builder->out->records, record);
    ONR_ARRAY_PUSH(builder->arena, &builder->out->tokens, t);
}

static bool settle_quotations(struct builder *builder)
{
    const struct onr_prose *prose = builder->prose;
    uint32_t *of_quote = onr_arena_take(builder->arena, prose->quotes.count * sizeof *of_quote);
    if (!of_quote)
        return false;
    for (uint32_t i = 0; i < prose->quotes.count; i++)
        of_quote[i] = ONR_NONE;
    for (uint32_t a = 0; a < builder->out->records.count; a++) {
        struct onr_spans content = builder->out->records.at[a].content;
        for (uint32_t c = 0; c < content.count; c++) {
            uint32_t token = onr_prose_token_at(prose, content.at[c].start);
            for (; token < prose->tokens.count && prose->tokens.at[token].start < content.at[c].end; token++)
                if (prose->tokens.at[token].quotation != ONR_NONE)
                    of_quote[prose->tokens.at[token].quotation] = a;
        }
    }
    builder->out->of_quote = of_quote;
    return true;
}

int onr_attributions_find(struct onr_attributions *out, struct onr_arena *arena, const struct onr_prose *prose,
                          const struct onr_labels *labels, struct onr_error *error)
{
    struct onr_role_spans spans;
    *out = (struct onr_attributions){0};
    onr_role_spans_collect(&spans, arena, prose, labels);
    struct builder builder = {.out = out, .arena = arena, .prose = prose, .spans = &spans,
                              .calibration = labels->calibration};
    if (!arena->failed)
        onr_role_spans_link(&spans, arena, prose);
    uint32_t count = spans.source_of.count;
    if (arena->failed || !chain(&builder, count))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    for (uint32_t i = 0; i < count; i++)
        add(&builder, i);
    onr_attributions_find_nested(out, arena, prose);
    if (arena->failed || !settle_quotations(&builder))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    return ONR_OK;
}

const char *onr_attribution_shape(const struct onr_attribution *attribution)
{
    if (!attribution->content.count)
        return attribution->source.count ? "source, cue" : "cue";
    uint32_t content = attribution->content.at[0].start;
    if (!attribution->cue.count)
        return !attribution->source.count ? "content" : attribution->source.at[0].start < content ? "source, content" : "content, source";
    uint32_t cue = attribution->cue.at[0].start;
    if (!attribution->source.count)
        return cue < content ? "cue, content" : "content, cue";
    uint32_t source = attribution->source.at[0].start;
    if (content < cue && content < source)
        return source < cue ? "content, source, cue" : "content, cue, source";
    if (cue < source)
        return source < content ? "cue, source, content" : "cue, content, source";
    return cue < content ? "source, cue, content" : "source, content, cue";
}

uint32_t onr_attributions_before(const struct onr_attributions *attributions, uint32_t token)
{
    uint32_t low = 0, high = attributions->tokens.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (attributions->tokens.at[middle].cue < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
