/* The one file that knows the order of the stages. It owns their memory. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "rule/finding.h"
#include "score/score.h"

struct onr_analysis {
    struct onr_arena arena;                /* holds everything below */
    struct onr_text text;                  /* the caller's bytes */
    const struct onr_format *format;       /* of the document */
    const struct onr_policy *policy;       /* the caller's, or NULL */
    uint32_t profile;                      /* index */
    const struct onr_labeller *labeller;   /* that made the labels */
    struct onr_markup markup;              /* its blocks and prose ranges */
    struct onr_prose prose;                /* tokens, sentences, quotations */
    struct onr_labels labels;              /* roles of tokens */
    struct onr_attributions attributions;  /* linked triples */
    struct onr_sources sources;            /* chains, and the ledger */
    struct onr_waivers waivers;            /* what the draft asks to silence */
    struct onr_hits hits;                  /* what rules were met */
    struct onr_scores scores;              /* sums of hits */
    struct onr_findings findings;          /* hits as messages */
    struct onr_block *blocks;              /* the public records of the markup's blocks */
    ONR_ARRAY(struct onr_quotation) quotations; /* the public records: of the prose's quotations, and block quotes */
    ONR_ARRAY(uint32_t) speeches;          /* beside quotations: the attribution each is content of, or ONR_NONE */
};

static const char *const profiles[ONR_PROFILES] = {"default", "ap", "reuters", "nyt", "bbc", "npr", "guardian"};

/* Bytes that hold nothing, for an empty document whose caller passes NULL. */
static const char nothing[1] = "";

const char *onr_profile_name(uint32_t index)
{
    return index < ONR_PROFILES ? profiles[index] : NULL;
}

uint32_t onr_profile_find(const char *name)
{
    for (uint32_t i = 0; i < ONR_PROFILES; i++)
        if (strcmp(profiles[i], name) == 0)
            return i;
    return ONR_NONE;
}

uint32_t onr_rule_count(void)
{
    return onr_policy_rule_count(NULL);
}

uint32_t onr_rule_find(const char *id)
{
    return onr_policy_rule_find(NULL, id);
}

static void push_quotation(struct onr_analysis *a, const struct onr_quotation *quotation, uint32_t attribution)
{
    ONR_ARRAY_PUSH(&a->arena, &a->quotations, *quotation);
    ONR_ARRAY_PUSH(&a->arena, &a->speeches, attribution);
}

static uint32_t block_at(const struct onr_analysis *a, uint32_t offset)
{
    uint32_t token = onr_prose_token_at(&a->prose, offset);
    return a->prose.sentences.at[a->prose.tokens.at[token].sentence].block;
}

/* For each block the first attribution with content in it, or ONR_NONE. */
static uint32_t *attributions_of_blocks(struct onr_analysis *a)
{
    uint32_t *of_block = onr_arena_take(&a->arena, a->markup.blocks.count * sizeof *of_block);
    for (uint32_t i = 0; of_block && i < a->markup.blocks.count; i++)
        of_block[i] = ONR_NONE;
    for (uint32_t i = 0; of_block && i < a->attributions.records.count; i++) {
        struct onr_spans content = a->attributions.records.at[i].content;
        for (uint32_t k = 0; k < content.count; k++)
            for (uint32_t b = block_at(a, content.at[k].start); b <= block_at(a, content.at[k].end - 1); b++)
                if (of_block[b] == ONR_NONE)
                    of_block[b] = i;
    }
    return of_block;
}

/* Takes the blocks of one block quote for a quotation; returns the block after them. */
static uint32_t push_block_quote(struct onr_analysis *a, uint32_t block, const uint32_t *of_block)
{
    struct onr_quotation quotation = {.span = a->blocks[block].span, .kind = ONR_QUOTATION_BLOCK, .depth = 1};
    uint32_t first = onr_prose_token_at(&a->prose, quotation.span.start), attribution = ONR_NONE;
    for (; block < a->markup.blocks.count && a->blocks[block].quote_depth; block++) {
        quotation.span.end = a->blocks[block].span.end;
        attribution = attribution == ONR_NONE ? of_block[block] : attribution;
    }
    for (uint32_t i = first; i < a->prose.tokens.count && a->prose.tokens.at[i].start < quotation.span.end; i++)
        quotation.words += a->prose.tokens.at[i].kind <= ONR_TOKEN_NUMBER &&
            !(a->prose.tokens.at[i].flags & ONR_TOKEN_CLITIC);
    push_quotation(a, &quotation, attribution);
    return block;
}

/* Quotations and block quotes in document order. */
static void copy_quotations(struct onr_analysis *a)
{
    uint32_t block = 0, blocks = a->markup.blocks.count, *of_block = attributions_of_blocks(a);
    for (uint32_t i = 0; of_block && i <= a->prose.quotes.count && !a->arena.failed; i++) {
        const struct onr_quotation *next = i < a->prose.quotes.count ? &a->prose.quotes.at[i].record : NULL;
        while (block < blocks && (!next || a->blocks[block].span.start <= next->span.start))
            block = a->blocks[block].quote_depth ? push_block_quote(a, block, of_block) : block + 1;
        if (next)
            push_quotation(a, next, a->attributions.of_quote[i]);
    }
}

static bool copy_records(struct onr_analysis *a)
{
    a->blocks = onr_arena_take(&a->arena, a->markup.blocks.count * sizeof *a->blocks);
    if (!a->blocks)
        return false;
    for (uint32_t i = 0; i < a->markup.blocks.count; i++)
        a->blocks[i] = a->markup.blocks.at[i].block;
    copy_quotations(a);
    return !a->arena.failed;
}

/* Shows a phrase that only reads as somebody unnamed as the body that rules took it for. */
static void show_as_body(struct onr_source *source, const struct onr_source *weighed)
{
    if (source->class_ != ONR_CLASS_UNNAMED || weighed->class_ != ONR_CLASS_ORGANIZATION)
        return;
    source->class_ = weighed->class_;
    source->kind = onr_kind_of_class(weighed->class_);
    source->level = ONR_LEVEL_NONE;
    source->descriptor = ONR_DESCRIPTOR_NONE;
}

/* Rules, the score of what they met, and the findings of it. */
static int judge(struct onr_analysis *a, struct onr_error *error)
{
    struct onr_check check = {
        .prose = &a->prose, .attributions = &a->attributions, .sources = &a->sources, .waivers = &a->waivers,
        .policy = a->policy, .profile = a->profile, .arena = &a->arena, .hits = &a->hits,
    };
    int code = onr_waivers_read(&a->waivers, &a->arena, &a->text, &a->markup, a->policy, error);
    if (!code) code = onr_rules_check(&check, error);
    if (!code) code = onr_scores_sum(&a->scores, &a->arena, &a->prose, &a->attributions, &a->sources, &a->hits, error);
    if (!code) code = onr_findings_make(&a->findings, &check, error);
    for (uint32_t i = 0; !code && i < a->sources.records.count; i++)
        show_as_body(&a->sources.records.at[i], &check.weighed[i]);
    return code;
}

static int run(struct onr_analysis *a, const char *outlet, struct onr_memory *memory, struct onr_error *error)
{
    const struct onr_pack *pack = a->policy ? &a->policy->pack : onr_pack_english();
    struct onr_arena *arena = &a->arena;
    int code = onr_markup_read(&a->markup, arena, &a->text, a->format, pack, error);
    if (!code) code = onr_prose_read(&a->prose, arena, &a->text, &a->markup, pack, error);
    if (!code) code = a->labeller->label(&a->labels, arena, &a->prose, memory, error);
    if (!code) code = onr_attributions_find(&a->attributions, arena, &a->prose, &a->labels, error);
    if (!code) code = onr_sources_find(&a->sources, arena, &a->prose, &a->attributions, a->labels.names, outlet, error);
    if (!code) code = judge(a, error);
    if (!code && !copy_records(a)) code = onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    return code;
}

static int set_options(struct onr_analysis *a, const struct onr_options *options, struct onr_error *error)
{
    static const struct onr_options defaults = {0};
    const struct onr_options *o = options ? options : &defaults;
    a->policy = o->policy;
    a->format = onr_format_find(o->format ? o->format : "plain");
    if (!a->format)
        return onr_error_set(error, ONR_EFORMAT, 0, "no document format is called “%s”", o->format);
    a->profile = onr_profile_find(o->profile ? o->profile : "default");
    if (a->profile == ONR_NONE)
        return onr_error_set(error, ONR_EOPTION, 0, "no profile is called “%s”", o->profile);
    a->labeller = onr_labeller_find(o->labeller);
    if (!a->labeller)
        return onr_error_set(error, ONR_EOPTION, 0, "no labeller is called “%s”", o->labeller);
    return ONR_OK;
}

struct onr_analysis *onr_analyze(const char *bytes, size_t length, const struct onr_options *options,
                                 struct onr_error *error)
{
    struct onr_analysis *a = calloc(1, sizeof *a);
    if (!a) {
        onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
        return NULL;
    }
    onr_arena_init(&a->arena);
    int code = set_options(a, options, error);
    if (!code) code = onr_text_init(&a->text, bytes ? bytes : nothing, length, error);
    if (!code) code = run(a, options ? options->outlet : NULL, options ? options->memory : NULL, error);
    if (!code)
        return a;
    onr_analysis_free(a);
    return NULL;
}

void onr_analysis_free(struct onr_analysis *analysis)
{
    if (!analysis)
        return;
    onr_arena_finish(&analysis->arena);
    free(analysis);
}

const struct onr_block *onr_blocks(const struct onr_analysis *a, uint32_t *count)
{
    *count = a->markup.blocks.count;
    return a->blocks;
}

const struct onr_quotation *onr_quotations(const struct onr_analysis *a, uint32_t *count)
{
    *count = a->quotations.count;
    return a->quotations.at;
}

const struct onr_attribution *onr_attributions(const struct onr_analysis *a, uint32_t *count)
{
    *count = a->attributions.records.count;
    return a->attributions.records.at;
}

const struct onr_nested *onr_nested_attributions(const struct onr_analysis *a, uint32_t *count)
{
    *count = a->attributions.nested.count;
    return a->attributions.nested.at;
}

const struct onr_source *onr_sources(const struct onr_analysis *a, uint32_t *count)
{
    *count = a->sources.records.count;
    return a->sources.records.at;
}

const struct onr_comment_request *onr_comment_requests(const struct onr_analysis *a, uint32_t *count)
{
    *count = a->sources.ledger.count;
    return a->sources.ledger.at;
}

const struct onr_finding *onr_findings(const struct onr_analysis *a, uint32_t *count)
{
    *count = a->findings.all.count;
    return a->findings.all.at;
}

uint32_t onr_attribution_evidence(const struct onr_analysis *a, uint32_t attribution, struct onr_evidence *out,
                                  uint32_t room)
{
    uint32_t token = a->attributions.tokens.at[attribution].cue;
    return a->labeller->evidence ? a->labeller->evidence(&a->labels, token, out, room) : 0;
}

const struct onr_waiver *onr_waivers(const struct onr_analysis *a, uint32_t *count)
{
    *count = a->waivers.all.count;
    return a->findings.waivers;
}

uint32_t onr_quotation_attribution(const struct onr_analysis *a, uint32_t quotation)
{
    return a->speeches.at[quotation];
}

enum onr_class onr_attribution_mention(const struct onr_analysis *a, uint32_t attribution)
{
    return a->sources.mentions[attribution].class_;
}

uint32_t onr_attribution_source(const struct onr_analysis *a, uint32_t attribution)
{
    return a->sources.of_attribution[attribution];
}

const struct onr_part_score *onr_source_score(const struct onr_analysis *a, uint32_t source)
{
    return &a->scores.sources[source];
}

const struct onr_part_score *onr_attribution_score(const struct onr_analysis *a, uint32_t attribution)
{
    return &a->scores.attributions[attribution];
}

const struct onr_score *onr_article_score(const struct onr_analysis *a)
{
    return &a->scores.article;
}

uint32_t onr_attribution_weight(const struct onr_analysis *a, uint32_t attribution)
{
    return a->scores.weights[attribution];
}

enum onr_left_out onr_attribution_left_out(const struct onr_analysis *a, uint32_t attribution)
{
    return (enum onr_left_out)a->scores.left_out[attribution];
}

const struct onr_rule *onr_analysis_rule(const struct onr_analysis *a, uint32_t rule)
{
    return onr_policy_rule_at(a->policy, rule);
}

struct onr_span onr_sentence_at(const struct onr_analysis *a, uint32_t offset)
{
    uint32_t low = 0, high = a->prose.sentences.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (a->prose.sentences.at[middle].span.start <= offset)
            low = middle;
        else
            high = middle;
    }
    if (low == high)
        return (struct onr_span){0, 0};
    const struct onr_sentence *sentence = &a->prose.sentences.at[low];
    const struct onr_block *block = &a->markup.blocks.at[sentence->block].block;
    if (offset < sentence->span.start || offset > block->span.end)
        return (struct onr_span){0, 0};
    return sentence->span;
}

uint32_t onr_seen(const struct onr_analysis *a, struct onr_span span, char *out, uint32_t room)
{
    return onr_markup_seen(&a->markup, &a->text, span, out, room);
}

uint32_t onr_word_count(const struct onr_analysis *a)
{
    return a->prose.words;
}

uint32_t onr_body_word_count(const struct onr_analysis *a)
{
    return a->prose.body_words;
}

const char *onr_analysis_format(const struct onr_analysis *a)
{
    return a->format->name;
}

const char *onr_analysis_profile(const struct onr_analysis *a)
{
    return profiles[a->profile];
}
