/* Rules about the article as a whole: what its central claim rests on, and how often nobody is named. */
#include "base/hash.h"
#include "rule/check.h"

#define CENTRAL_WINDOW 3   /* body paragraphs in which a central claim may find support */
#define SHORT_PARAGRAPH 20 /* words; a paragraph of fewer may be a headline or a deck */
#define MOST_SHORT 3       /* such paragraphs that may stand before the lead */
#define RATE_WORDS 500     /* a shorter body counts as so many words */
#define SHORTEST_PIECE 200 /* words; shorter ones are not judged by density */
#define SHORTEST_HEAD 4    /* letters of a noun that its plural shares */
#define SHORTEST_BACK 2    /* tokens of a phrase that points back and tells nothing new, a numeral aside */
#define POINT_BACK 40      /* attributions a definite phrase may point back over */

/* Whether an attribution reports what somebody tells, not a wish, a plan or a stance that the writer states. */
static bool reports(const struct onr_check *check, uint32_t attribution)
{
    return check->attributions->records.at[attribution].mode != ONR_MODE_ATTITUDE;
}

static bool unnamed(const struct onr_check *check, uint32_t attribution)
{
    const struct onr_source *source = onr_check_source(check, attribution);
    return source && source->class_ == ONR_CLASS_UNNAMED && reports(check, attribution);
}

/*
 * Whether an attribution's source supports a claim on the record: a person, body or document by name that tells
 * something; who denies or declines supports nothing, nor does a spokesperson without a name.
 */
static bool on_record(const struct onr_check *check, uint32_t attribution)
{
    const struct onr_source *source = onr_check_source(check, attribution);
    enum onr_mode mode = check->attributions->records.at[attribution].mode;
    if (!source || mode == ONR_MODE_DENIAL || mode == ONR_MODE_REFUSAL || check->attributions->records.at[attribution].nested)
        return false;
    bool person = source->class_ == ONR_CLASS_NAMED &&
                  (source->kind == ONR_KIND_PERSON_NAMED || source->kind == ONR_KIND_PERSON_PARTIAL);
    return person || source->class_ == ONR_CLASS_ORGANIZATION || source->class_ == ONR_CLASS_DOCUMENT;
}

static uint32_t paragraph_of(const struct onr_check *check, uint32_t attribution)
{
    return onr_check_paragraph(check, check->attributions->tokens.at[attribution].cue);
}

/* The first attribution of the body to anybody but a group at large, on which nothing rests; or ONR_NONE. */
static uint32_t first_in_body(const struct onr_check *check)
{
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_source *source = onr_check_source(check, i);
        if (paragraph_of(check, i) != ONR_NONE && check->attributions->tokens.at[i].source != ONR_NONE &&
                reports(check, i) && !(source && source->class_ == ONR_CLASS_COLLECTIVE))
            return i;
    }
    return ONR_NONE;
}

/*
 * How many short paragraphs stand before the first that is longer: headlines, decks and datelines
 * that read as body. They take no place in the window.
 */
static float short_paragraphs(const struct onr_check *check)
{
    uint32_t paragraph = 0, words = 0;
    for (uint32_t i = 0; i < check->prose->tokens.count; i++) {
        uint32_t own = onr_check_paragraph(check, i);
        if (own == ONR_NONE)
            continue;
        if (own != paragraph && (words >= SHORT_PARAGRAPH || own > MOST_SHORT))
            break;
        words = own == paragraph ? words : 0;
        paragraph = own;
        words += check->prose->tokens.at[i].kind <= ONR_TOKEN_NUMBER;
    }
    return words >= SHORT_PARAGRAPH ? (float)paragraph : 0;
}

/*
 * The attribution that supports a claim on the record in the first `window` paragraphs: one that bears on it, else one
 * that only stands beside it; ONR_NONE without either.
 */
static uint32_t support_of(const struct onr_check *check, float window, uint32_t claim)
{
    uint32_t beside = ONR_NONE;
    window += short_paragraphs(check);
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        uint32_t paragraph = paragraph_of(check, i);
        if (paragraph == ONR_NONE || (float)paragraph >= window || !reports(check, i) || !on_record(check, i))
            continue;
        if (onr_attribution_bears_on(check, i, claim))
            return i;
        beside = beside == ONR_NONE ? i : beside;
    }
    return beside;
}

/* The attribution of the central claim where it is told by nobody with a name, or ONR_NONE. */
static uint32_t unnamed_claim(const struct onr_check *check, float window)
{
    uint32_t first = first_in_body(check);
    bool central = first != ONR_NONE && unnamed(check, first) && (float)paragraph_of(check, first) < window &&
            onr_cue_reports(check->prose, &check->attributions->tokens.at[first]);
    return central ? first : ONR_NONE;
}

static struct onr_hit article_hit(const struct onr_check *check, const struct onr_rule_spec *spec,
        uint32_t attribution,
                                  struct onr_span span)
{
    struct onr_hit hit = onr_hit_make(check, spec, span);
    hit.attribution = attribution;
    hit.source = check->sources->of_attribution[attribution];
    if (hit.source != ONR_NONE)
        onr_hit_slot(&hit, "source", NULL, check->sources->records.at[hit.source].label);
    return hit;
}

/* The first mention of an attribution's source, where readers meet it; the content's start where it has none. */
static struct onr_span source_span(const struct onr_check *check, uint32_t attribution)
{
    const struct onr_source *source = onr_check_source(check, attribution);
    const struct onr_attribution *record = &check->attributions->records.at[attribution];
    if (source && source->mentions.count)
        return source->mentions.at[0];
    return record->source.count ? record->source.at[0] : record->content.at[0];
}

static float window_of(const struct onr_check *check)
{
    return check->threshold > 0 ? check->threshold : CENTRAL_WINDOW;
}

/* Whether an entry of the rule's list of exceptions stands in the blocks of a kind or a body paragraph. */
static bool excepted_in(const struct onr_check *check, const struct onr_rule_spec *spec, bool headlines, bool lead)
{
    if (spec->except < 0)
        return false;
    for (uint32_t i = 0; i < check->prose->tokens.count; i++) {
        uint32_t block = check->prose->sentences.at[check->prose->tokens.at[i].sentence].block;
        enum onr_block_kind kind = check->prose->markup->blocks.at[block].block.kind;
        uint32_t paragraph = check->prose->body_paragraph[block];
        if (paragraph != ONR_NONE && paragraph > 0)
            return false;
        bool looked = (headlines && (kind == ONR_BLOCK_HEADLINE || kind == ONR_BLOCK_HEADING)) ||
                (lead && paragraph == 0);
        if (looked && onr_prose_match(check->prose, i, (enum onr_list)spec->except))
            return true;
    }
    return false;
}

/*
 * Where somebody on the record stands beside the claim and speaks of something else, an editor has to say whether
 * that is support: a hint that takes no points.
 */
static void doubt_support(const struct onr_check *check, struct onr_hit *hit, uint32_t support)
{
    hit->doubtful = true;
    hit->scored = false;
    hit->related = check->attributions->records.at[support].source.at[0];
    hit->related_message = "on the record, but of something else?";
}

void onr_kind_central_claim(struct onr_check *check, const struct onr_rule_spec *spec)
{
    uint32_t claim = unnamed_claim(check, window_of(check));
    if (claim == ONR_NONE || excepted_in(check, spec, true, true))
        return;
    struct onr_hit hit = article_hit(check, spec, claim, source_span(check, claim));
    uint32_t support = support_of(check, window_of(check), claim);
    if (support != ONR_NONE && onr_attribution_bears_on(check, support, claim))
        return;
    if (support != ONR_NONE)
        doubt_support(check, &hit, support);
    onr_hit_push(check, hit);
}

void onr_kind_single_source(struct onr_check *check, const struct onr_rule_spec *spec)
{
    uint32_t only = ONR_NONE;
    for (uint32_t i = 0; i < check->sources->records.count; i++)
        if (check->sources->records.at[i].class_ == ONR_CLASS_UNNAMED) {
            if (only != ONR_NONE)
                return;
            only = i;
        }
    if (only == ONR_NONE || check->sources->records.at[only].plural || onr_check_excepted(check, spec, only))
        return;
    uint32_t attribution = check->sources->records.at[only].attributions.at[0];
    if (paragraph_of(check, attribution) > 1 || support_of(check, window_of(check), attribution) != ONR_NONE)
        return; /* one that comes later carries nothing */
    onr_hit_push(check, article_hit(check, spec, attribution, source_span(check, attribution)));
}

static const struct onr_sentence *headline_of(const struct onr_check *check)
{
    for (uint32_t i = 0; i < check->prose->sentences.count; i++) {
        const struct onr_sentence *sentence = &check->prose->sentences.at[i];
        if (check->prose->markup->blocks.at[sentence->block].block.kind == ONR_BLOCK_HEADLINE)
            return sentence;
    }
    return NULL;
}

static bool has_source_marker(const struct onr_check *check, const struct onr_sentence *headline)
{
    for (uint32_t i = headline->first_token; i < headline->first_token + headline->token_count; i++) {
        char byte = check->prose->text->bytes[check->prose->tokens.at[i].start];
        if (onr_prose_match(check->prose, i, ONR_LIST_HEADLINE_MARKERS) || byte == ':' || byte == '?')
            return true;
    }
    return false;
}

void onr_kind_headline(struct onr_check *check, const struct onr_rule_spec *spec)
{
    const struct onr_sentence *headline = headline_of(check);
    uint32_t claim = unnamed_claim(check, CENTRAL_WINDOW);
    if (!headline || (float)headline->token_count < check->threshold || has_source_marker(check, headline) ||
        claim == ONR_NONE || excepted_in(check, spec, true, false) || support_of(check, CENTRAL_WINDOW, claim) != ONR_NONE)
        return;
    onr_hit_push(check, article_hit(check, spec, claim, headline->span));
}

void onr_kind_lead(struct onr_check *check, const struct onr_rule_spec *spec)
{
    uint32_t first = first_in_body(check);
    if (first == ONR_NONE || !unnamed(check, first) || paragraph_of(check, first) == 0 ||
        excepted_in(check, spec, false, true))
        return;
    for (uint32_t i = 0; i < check->prose->sentences.count; i++) {
        const struct onr_sentence *sentence = &check->prose->sentences.at[i];
        if (check->prose->body_paragraph[sentence->block] != 0)
            continue;
        onr_hit_push(check, article_hit(check, spec, first, sentence->span));
        return;
    }
}

/*
 * Unnamed attributions, those of one source in one paragraph counted once, and those of a paragraph that
 * stands twice.
 */
static uint32_t count_unnamed(const struct onr_check *check)
{
    uint32_t count = 0, source = ONR_NONE, paragraph = ONR_NONE;
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_token *cue = &check->prose->tokens.at[check->attributions->tokens.at[i].cue];
        if (!unnamed(check, i) || paragraph_of(check, i) == ONR_NONE ||
                check->repeated[check->prose->sentences.at[cue->sentence].block])
            continue;
        if (check->sources->of_attribution[i] != source || paragraph_of(check, i) != paragraph)
            count++;
        source = check->sources->of_attribution[i];
        paragraph = paragraph_of(check, i);
    }
    return count;
}

static const char *tenths_text(struct onr_check *check, float number)
{
    uint32_t tenths = (uint32_t)(number * 10 + 0.5f);
    char text[16];
    uint32_t at = sizeof text;
    text[--at] = 0;
    text[--at] = (char)('0' + tenths % 10);
    text[--at] = '.';
    tenths /= 10;
    do
        text[--at] = (char)('0' + tenths % 10);
    while ((tenths /= 10) && at);
    return onr_arena_text(check->arena, text + at, sizeof text - 1 - at);
}

void onr_kind_density(struct onr_check *check, const struct onr_rule_spec *spec)
{
    uint32_t words = check->words_once > RATE_WORDS ? check->words_once : RATE_WORDS;
    if (check->words_once < SHORTEST_PIECE)
        return;
    float rate = (float)count_unnamed(check) * RATE_WORDS / (float)words;
    for (uint32_t i = 0; rate > check->threshold && i < check->attributions->records.count; i++) {
        if (!unnamed(check, i))
            continue;
        struct onr_hit hit = article_hit(check, spec, i, source_span(check, i));
        onr_hit_slot(&hit, "n", tenths_text(check, rate), (struct onr_span){0, 0});
        onr_hit_push(check, hit);
        return;
    }
}

/* Two mentions of people of one kind: "diplomat", "diplomats". */
static bool same_head(const struct onr_check *check, const struct onr_mention *a, const struct onr_mention *b)
{
    const struct onr_token *x = &check->prose->tokens.at[a->head], *y = &check->prose->tokens.at[b->head];
    if (x->word == y->word)
        return true;
    uint32_t length = x->end - x->start < y->end - y->start ? x->end - x->start : y->end - y->start;
    const char *bytes = check->prose->text->bytes;
    return length >= SHORTEST_HEAD && (x->end - x->start == length + 1 || y->end - y->start == length + 1) &&
           onr_hash_word(bytes + x->start, length) == onr_hash_word(bytes + y->start, length);
}

/* The token of the numeral of a mention, or ONR_NONE. */
static uint32_t numeral_of(const struct onr_check *check, const struct onr_mention *m)
{
    for (uint32_t i = m->first; i < m->head; i++)
        if (onr_token_in(check->prose, i, ONR_LIST_NUMBERS) || check->prose->tokens.at[i].kind == ONR_TOKEN_NUMBER)
            return i;
    return ONR_NONE;
}

/*
 * Whether two mentions tell different numbers: two numerals that are not the same, or a numeral of several
 * and one person.
 */
static bool disagree(const struct onr_check *check, const struct onr_mention *first, const struct onr_mention *m)
{
    uint32_t a = numeral_of(check, first), b = numeral_of(check, m);
    if (a == ONR_NONE || (b == ONR_NONE && m->plural))
        return false;
    return b == ONR_NONE ? first->plural : check->prose->tokens.at[a].word != check->prose->tokens.at[b].word;
}

/*
 * Whether a mention points back to unnamed people told before: "the two people", not "the moderate senator
 * from Maine".
 */
static bool may_point_back(const struct onr_check *check, const struct onr_mention *m)
{
    uint32_t longest = numeral_of(check, m) == ONR_NONE ? SHORTEST_BACK : SHORTEST_BACK + 1;
    bool unnamed_so_far = m->class_ == ONR_CLASS_UNNAMED || m->class_ == ONR_CLASS_NOMINAL;
    return unnamed_so_far && m->definite && m->end - m->first <= longest;
}

/* The earlier mention of people of the same kind whose number a mention gives otherwise, or NULL. */
static const struct onr_mention *told_otherwise(const struct onr_check *check, uint32_t attribution)
{
    const struct onr_mention *m = &check->sources->mentions[attribution], *other = NULL;
    if (!may_point_back(check, m))
        return NULL;
    for (uint32_t i = attribution; i > 0 && attribution - i < POINT_BACK; i--) {
        const struct onr_mention *first = &check->sources->mentions[i - 1];
        if (first->class_ != ONR_CLASS_UNNAMED || first->end == first->first || !same_head(check, first, m))
            continue;
        if (!disagree(check, first, m))
            return NULL;
        other = first;
    }
    return other;
}

void onr_kind_count_conflict(struct onr_check *check, const struct onr_rule_spec *spec)
{
    uint32_t shown = ONR_NONE;
    for (uint32_t i = 0; i < check->attributions->records.count; i++) {
        const struct onr_mention *m = &check->sources->mentions[i], *first = told_otherwise(check, i);
        if (!first || first->head == shown)
            continue;
        shown = first->head;
        struct onr_span then = onr_token_span(check->prose, first->first, first->end - first->first);
        struct onr_span now = onr_token_span(check->prose, m->first, m->end - m->first);
        struct onr_hit hit = article_hit(check, spec, i, now);
        hit.related = then;
        hit.related_message = "told otherwise here";
        onr_hit_slot(&hit, "first", NULL, then);
        onr_hit_slot(&hit, "second", NULL, now);
        onr_hit_push(check, hit);
    }
}
