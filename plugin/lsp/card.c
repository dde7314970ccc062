#include "lsp/card.h"

#include <string.h>

#include "lsp/entity.h"
#include "lsp/rules.h"
#include "present/sourcing.h"
#include "present/words.h"

#define EXCERPT 160 /* columns */
#define UNSURE 0.5f /* an attribution below it is told to be a guess */
#define EVIDENCE 3  /* what speaks most for an attribution is told, so many */

void onr_card_sourcing(struct onr_out *out, const struct onr_analysis *analysis)
{
    const struct onr_score *score = onr_article_score(analysis);
    struct onr_view view = {.analysis = analysis};
    if (!score->has_value) {
        onr_out_text(out, "Sourcing: no score, nothing is attributed to anybody in this draft");
        return;
    }
    onr_out_format(out, "Sourcing %d/100, %s: ", score->value, onr_band_words(score->band));
    onr_sourcing_line(out, &view);
}

static void set_off(struct onr_card *card)
{
    if (card->out.length)
        onr_out_text(&card->out, card->markdown ? "\n---\n\n" : "\n");
}

static void words(struct onr_card *card, struct onr_span span, unsigned columns)
{
    if (card->markdown)
        onr_write_markdown(&card->out, card->draft, span, columns);
    else
        onr_write_excerpt(&card->out, card->draft, span, columns);
}

static void strong(struct onr_card *card, struct onr_span span)
{
    onr_out_text(&card->out, card->markdown ? "**" : "");
    words(card, span, EXCERPT);
    onr_out_text(&card->out, card->markdown ? "**" : "");
}

/* "- knows by: took part (“was in the room”)". */
static void row(struct onr_card *card, const char *label, const char *text, struct onr_span span)
{
    onr_out_format(&card->out, "%s%s: %s", card->markdown ? "- " : "  ", label, text);
    if (span.start < span.end) {
        onr_out_text(&card->out, *text ? " (“" : "“");
        words(card, span, EXCERPT);
        onr_out_text(&card->out, *text ? "”)" : "”");
    }
    onr_out_char(&card->out, '\n');
}

static void tell_row(void *card, const char *label, const char *text, struct onr_span span)
{
    row(card, label, text, span);
}

static void carries_row(struct onr_card *card, const struct onr_source *source)
{
    static const struct onr_span none = {0, 0};
    char text[96];
    uint32_t total;
    uint32_t said = 0;
    const struct onr_attribution *attributions = onr_attributions(card->analysis, &total);
    for (uint32_t i = 0; i < source->attributions.count; i++)
        said += attributions[source->attributions.at[i]].words;
    snprintf(text, sizeof text, "%u of %u attribution%s, %u word%s; mentioned %u time%s",
             source->attributions.count, total, total == 1 ? "" : "s", said, said == 1 ? "" : "s",
             source->mentions.count, source->mentions.count == 1 ? "" : "s");
    row(card, "carries", text, none);
}

void onr_card_arithmetic(struct onr_card *card, double from, struct onr_deductions deductions,
                         double to)
{
    onr_out_number(&card->out, from);
    for (uint32_t i = 0; i < deductions.count; i++) {
        onr_out_text(&card->out, " - ");
        onr_out_number(&card->out, (double)deductions.at[i].points);
        onr_out_format(&card->out, card->markdown ? " `%s`" : " %s",
                       onr_rule_of(card->analysis, deductions.at[i].rule)->id);
    }
    onr_out_text(&card->out, " = ");
    onr_out_number(&card->out, to);
}

static void score_row(struct onr_card *card, const char *label, double from,
                      const struct onr_part_score *score)
{
    onr_out_format(&card->out, "%s%s: ", card->markdown ? "- " : "  ", label);
    onr_card_arithmetic(card, from, score->deductions, (double)score->value);
    onr_out_char(&card->out, '\n');
}

void onr_card_source(struct onr_card *card, uint32_t index)
{
    uint32_t count;
    const struct onr_source *source = &onr_sources(card->analysis, &count)[index];
    set_off(card);
    if (source->label.start < source->label.end)
        strong(card, source->label);
    else
        onr_out_text(&card->out, "(no words for the source)");
    onr_out_format(&card->out, card->markdown ? "\n\n%s\n\n" : "\n%s\n", onr_kind_words(source));
    if (source->role.start < source->role.end)
        row(card, "role", "", source->role);
    if (source->affiliation.start < source->affiliation.end)
        row(card, "belongs to", "", source->affiliation);
    if (source->class_ == ONR_CLASS_UNNAMED)
        onr_tell_unnamed(source, tell_row, card);
    if (source->class_ == ONR_CLASS_DOCUMENT)
        row(card, "origin", onr_provenance_words(source->provenance), (struct onr_span){0, 0});
    carries_row(card, source);
    score_row(card, "score", 100, onr_source_score(card->analysis, index));
}

static const char *mode_words(enum onr_mode mode)
{
    static const char *const words_of[ONR_MODES] = {
        [ONR_MODE_DIRECT] = "quoted",
        [ONR_MODE_INDIRECT] = "in the writer's words",
        [ONR_MODE_MIXED] = "partly quoted",
        [ONR_MODE_TOPIC] = "what it was about is told, not what was said",
        [ONR_MODE_ACCUSATION] = "an accusation",
        [ONR_MODE_DENIAL] = "a denial",
        [ONR_MODE_ATTITUDE] = "a thought or a wish; it counts neither for the score nor for what "
                              "the story rests on",
        [ONR_MODE_REFUSAL] = "a refusal to say",
    };
    return words_of[mode];
}

/* What speaks for it: "seen by: the word before, the word itself". */
static void evidence_row(struct onr_card *card, uint32_t index)
{
    struct onr_evidence evidence[EVIDENCE];
    uint32_t count = onr_attribution_evidence(card->analysis, index, evidence, EVIDENCE);
    if (count == 0)
        return;
    onr_out_text(&card->out, card->markdown ? "- seen by: " : "  seen by: ");
    for (uint32_t i = 0; i < count; i++)
        onr_out_format(&card->out, "%s%s", i ? ", " : "", evidence[i].what);
    onr_out_char(&card->out, '\n');
}

/* Whom the source quotes in turn. */
static void inner_rows(struct onr_card *card, uint32_t index)
{
    uint32_t count;
    const struct onr_nested *nested = onr_nested_attributions(card->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (nested[i].outer == index)
            row(card, "who cites in turn", "", onr_attribution_hull(&nested[i].record));
}

void onr_card_attribution(struct onr_card *card, uint32_t index)
{
    uint32_t count;
    uint32_t source = onr_attribution_source(card->analysis, index);
    const struct onr_attribution *attribution = &onr_attributions(card->analysis, &count)[index];
    const struct onr_part_score *score = onr_attribution_score(card->analysis, index);
    set_off(card);
    onr_out_text(&card->out, source == ONR_NONE ? "Attributed to nobody" : "Attributed to ");
    if (source != ONR_NONE)
        strong(card, onr_sources(card->analysis, &count)[source].label);
    onr_out_text(&card->out, ": ");
    onr_out_text(&card->out, mode_words(attribution->mode));
    onr_out_text(&card->out, attribution->nested ? ", inside what another says" : "");
    onr_out_text(&card->out, attribution->confidence < UNSURE ? " (a guess)\n" : "\n");
    if (card->markdown)
        onr_out_char(&card->out, '\n');
    if (attribution->cue.count)
        row(card, "told by", "", attribution->cue.at[0]);
    evidence_row(card, index);
    inner_rows(card, index);
    if (source != ONR_NONE && score->deductions.count)
        score_row(card, "score", (double)onr_source_score(card->analysis, source)->value, score);
}

void onr_card_finding(struct onr_card *card, const struct onr_finding *finding)
{
    const struct onr_rule *rule = onr_rule_of(card->analysis, finding->rule);
    set_off(card);
    onr_out_format(&card->out, card->markdown ? "**%s** " : "%s: ",
                   onr_severity_name(finding->severity));
    onr_out_text(&card->out, finding->message);
    onr_out_format(&card->out, card->markdown ? " `%s`%s\n\n" : " [%s]%s\n", rule->id,
                   finding->waived ? " (waived in the draft)" : "");
    onr_out_format(&card->out, card->markdown ? "Why: %s\n\n" : "  Why: %s\n", rule->why);
    onr_out_format(&card->out, card->markdown ? "What to do: %s\n" : "  What to do: %s\n",
                   rule->fix);
}

json_t *onr_card_markup(struct onr_server *server, struct onr_draft *draft, json_int_t source,
                        bool markdown)
{
    uint32_t count = 0;
    struct onr_card card = {.markdown = markdown, .draft = draft,
                            .analysis = onr_server_analysis(server, draft)};
    if (card.analysis)
        onr_sources(card.analysis, &count);
    if (source < 0 || source >= count)
        return NULL;
    onr_out_open(&card.out, -1);
    onr_card_source(&card, (uint32_t)source);
    return json_pack("{s:s, s:o}", "kind", markdown ? "markdown" : "plaintext", "value",
                     onr_json_out(&card.out));
}
