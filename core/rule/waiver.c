#include "rule/waiver.h"

#include <string.h>

#include "base/error.h"
#include "rule/policy.h"

#define DEEPEST 16      /* stretches in one another */
#define MOST_NEAREST 64 /* misspelt names that the nearest is looked for */

/* What a comment says: its keyword, or nothing in front matter. */
enum keyword { KEYWORD_OK, KEYWORD_BEGIN, KEYWORD_END, KEYWORD_FILE, KEYWORDS };

static const char *const keywords[KEYWORDS] = {"ok", "begin", "end", "file"};

struct reader {
    struct onr_waivers *waivers;       /* filled */
    struct onr_arena *arena;           /* holds it */
    const struct onr_text *text;       /* the document */
    const struct onr_policy *policy;   /* of the newsroom, or NULL */
    const struct onr_comment *comment; /* being read */
    uint32_t at, end;                  /* what is left of it */
    uint32_t open[DEEPEST];            /* stretches that have not ended, the innermost last */
    uint32_t depth;                    /* of them */
    uint32_t named;                    /* misspelt names so far */
};

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static void pass_blanks(struct reader *r)
{
    while (r->at < r->end && is_blank(r->text->bytes[r->at]))
        r->at++;
}

/* The next word, up to a blank, a comma or a colon; empty at the end. */
static struct onr_span next_word(struct reader *r)
{
    pass_blanks(r);
    struct onr_span word = {r->at, r->at};
    while (word.end < r->end && !is_blank(r->text->bytes[word.end]) && r->text->bytes[word.end] != ',' &&
           r->text->bytes[word.end] != ':')
        word.end++;
    return word;
}

static bool is_word(const struct reader *r, struct onr_span span, const char *word)
{
    return onr_span_length(span) == strlen(word) &&
           strncasecmp(r->text->bytes + span.start, word, strlen(word)) == 0;
}

static uint32_t find_rule(const struct reader *r, struct onr_span name)
{
    for (uint32_t i = 0; i < onr_policy_rule_count(r->policy); i++)
        if (is_word(r, name, onr_policy_rule_at(r->policy, i)->id))
            return i;
    return ONR_NONE;
}

static void add_flaw(struct reader *r, enum onr_waiver_fault fault, struct onr_span span)
{
    struct onr_waiver_flaw flaw = {.fault = (uint8_t)fault, .span = span, .nearest = ONR_NONE};
    if (fault == ONR_WAIVER_UNKNOWN_RULE && r->named++ < MOST_NEAREST)
        flaw.nearest = onr_rule_nearest(r->policy, r->text->bytes + span.start, onr_span_length(span));
    ONR_ARRAY_PUSH(r->arena, &r->waivers->flaws, flaw);
}

/* All the comment says, without white space around it. */
static struct onr_span whole(const struct reader *r)
{
    struct onr_span span = r->comment->inner;
    while (span.start < span.end && is_blank(r->text->bytes[span.start]))
        span.start++;
    while (span.end > span.start && is_blank(r->text->bytes[span.end - 1]))
        span.end--;
    return span.start < span.end ? span : r->comment->span;
}

/* A word behind a comma is a rule's name only if it looks it: the reason may begin there, too. */
static bool looks_like_rule(const struct reader *r, struct onr_span word)
{
    return memchr(r->text->bytes + word.start, '-', onr_span_length(word)) != NULL &&
           r->text->bytes[word.start] != '-';
}

/* Reads the names of rules and adds a waiver for each; what they hold for is filled in later. */
static struct onr_span read_rules(struct reader *r)
{
    struct onr_span rules = {r->at, r->at};
    bool first = true, comma = false;
    for (struct onr_span word = next_word(r); word.start < word.end; word = next_word(r)) {
        uint32_t rule = find_rule(r, word);
        if (rule == ONR_NONE && !first && !(comma && looks_like_rule(r, word)))
            break;
        struct onr_waiver waiver = {.span = r->comment->span, .rule = rule, .rule_span = word};
        if (rule == ONR_NONE)
            add_flaw(r, ONR_WAIVER_UNKNOWN_RULE, word);
        else
            ONR_ARRAY_PUSH(r->arena, &r->waivers->all, waiver);
        rules.start = first ? word.start : rules.start;
        rules.end = r->at = word.end;
        pass_blanks(r);
        comma = r->at < r->end && r->text->bytes[r->at] == ',';
        r->at += comma;
        first = false;
    }
    return rules;
}

static bool is_letter(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* Bytes of a blank or a sign that parts the reason from the rules; 0 where none stands at a byte. */
static uint32_t parting_width(const struct reader *r, uint32_t at)
{
    const char *bytes = r->text->bytes + at;
    if (is_blank(*bytes) || (*bytes && strchr(",:;-.", *bytes)))
        return 1;
    return r->end - at >= 3 && (memcmp(bytes, "–", 3) == 0 || memcmp(bytes, "—", 3) == 0) ? 3 : 0;
}

/* What is left: signs before its first letter part it from the rules. Empty where no letter is left. */
static struct onr_span read_reason(const struct reader *r)
{
    struct onr_span reason = {r->at, r->end};
    while (reason.end > reason.start && is_blank(r->text->bytes[reason.end - 1]))
        reason.end--;
    for (uint32_t at = reason.start; at < reason.end; at++) {
        unsigned char byte = (unsigned char)r->text->bytes[at];
        bool other_script = byte >= 0xC3 && byte != 0xE2;
        if (!is_letter(byte) && !other_script)
            continue;
        for (uint32_t width; reason.start < at && (width = parting_width(r, reason.start)) != 0;)
            reason.start += width;
        return reason;
    }
    return (struct onr_span){r->at, r->at};
}

/* The paragraph a comment speaks of: the one it stands in or ends, else the next. */
static uint32_t block_of(const struct reader *r)
{
    const struct onr_markup *markup = r->waivers->markup;
    uint32_t next = r->comment->next_block;
    if (!next || next > markup->blocks.count)
        return next;
    for (uint32_t at = markup->blocks.at[next - 1].block.span.end; at < r->comment->span.start; at++)
        if (r->text->bytes[at] == '\n' || r->text->bytes[at] == '\r')
            return next;
    return next - 1;
}

static uint64_t key_of(uint32_t rule, uint32_t block)
{
    return ((uint64_t)rule + 1) << 32 | block;
}

static void settle_paragraph(struct reader *r, struct onr_waiver *waiver, uint32_t index)
{
    uint32_t block = block_of(r);
    waiver->scope = ONR_SCOPE_PARAGRAPH;
    if (block >= r->waivers->markup->blocks.count)
        return;
    waiver->covers = r->waivers->markup->blocks.at[block].block.span;
    onr_map_set(&r->waivers->paragraphs, r->arena, key_of(waiver->rule, block), index, true);
}

static void open_stretch(struct reader *r, uint32_t first)
{
    struct onr_waivers *w = r->waivers;
    struct onr_waiver_stretch stretch = {r->comment->span.end, r->text->length,
                                         r->depth ? r->open[r->depth - 1] : ONR_NONE, first, w->all.count - first};
    if (r->depth == DEEPEST) {
        add_flaw(r, ONR_WAIVER_MALFORMED, whole(r));
        w->all.count = first;
        return;
    }
    r->open[r->depth++] = w->stretches.count;
    ONR_ARRAY_PUSH(r->arena, &w->stretches, stretch);
}

/* Ends a stretch where a comment begins, or at the document's end. */
static void end_stretch(struct reader *r, uint32_t index, uint32_t end)
{
    struct onr_waiver_stretch *stretch = &r->waivers->stretches.at[index];
    stretch->end = end;
    for (uint32_t i = 0; i < stretch->count; i++)
        r->waivers->all.at[stretch->first + i].covers = (struct onr_span){stretch->start, end};
}

static void close_stretch(struct reader *r)
{
    if (!r->depth)
        add_flaw(r, ONR_WAIVER_UNPAIRED, whole(r));
    else
        end_stretch(r, r->open[--r->depth], r->comment->span.start);
}

static void settle(struct reader *r, enum keyword keyword, uint32_t first, struct onr_span reason)
{
    struct onr_waivers *w = r->waivers;
    for (uint32_t i = first; i < w->all.count; i++) {
        struct onr_waiver *waiver = &w->all.at[i];
        waiver->reason = reason;
        waiver->scope = keyword == KEYWORD_FILE ? ONR_SCOPE_FILE : ONR_SCOPE_STRETCH;
        waiver->covers = (struct onr_span){r->text->start, r->text->length};
        if (keyword == KEYWORD_OK)
            settle_paragraph(r, waiver, i);
        else if (keyword == KEYWORD_FILE)
            onr_map_set(&w->file, r->arena, (uint64_t)waiver->rule + 1, i, true);
    }
    if (keyword == KEYWORD_BEGIN)
        open_stretch(r, first);
}

static void read_waiver(struct reader *r, enum keyword keyword)
{
    uint32_t first = r->waivers->all.count;
    struct onr_span rules = read_rules(r), reason = read_reason(r);
    if (rules.start == rules.end) {
        add_flaw(r, ONR_WAIVER_MALFORMED, whole(r));
    } else if (reason.start == reason.end) {
        add_flaw(r, ONR_WAIVER_NO_REASON, rules);
        r->waivers->all.count = first;
        if (keyword == KEYWORD_BEGIN) /* so that its end is not taken for another's */
            settle(r, keyword, first, reason);
    } else {
        settle(r, keyword, first, reason);
    }
}

static enum keyword read_keyword(struct reader *r)
{
    struct onr_span word = next_word(r);
    for (unsigned i = 0; i < KEYWORDS; i++)
        if (is_word(r, word, keywords[i])) {
            r->at = word.end;
            return (enum keyword)i;
        }
    return KEYWORDS;
}

/* In front matter the keyword may be left out, and whatever it is, the whole document is meant. */
static void read_front(struct reader *r)
{
    enum keyword keyword = read_keyword(r);
    if (keyword == KEYWORD_BEGIN || keyword == KEYWORD_END)
        add_flaw(r, ONR_WAIVER_MALFORMED, whole(r));
    else
        read_waiver(r, KEYWORD_FILE);
}

static void read_comment(struct reader *r)
{
    struct onr_span name = next_word(r);
    if (!is_word(r, name, "onrecord"))
        return; /* speaks to somebody else */
    r->at = name.end;
    bool colon = r->at < r->end && r->text->bytes[r->at] == ':';
    r->at += colon;
    enum keyword keyword = colon ? read_keyword(r) : KEYWORDS;
    if (keyword == KEYWORD_END)
        close_stretch(r);
    else if (keyword == KEYWORDS)
        add_flaw(r, ONR_WAIVER_MALFORMED, whole(r));
    else
        read_waiver(r, keyword);
}

int onr_waivers_read(struct onr_waivers *waivers, struct onr_arena *arena, const struct onr_text *text,
                     const struct onr_markup *markup, const struct onr_policy *policy, struct onr_error *error)
{
    struct reader r = {.waivers = waivers, .arena = arena, .text = text, .policy = policy};
    *waivers = (struct onr_waivers){.markup = markup};
    for (uint32_t i = 0; i < markup->comments.count && !arena->failed; i++) {
        r.comment = &markup->comments.at[i];
        r.at = r.comment->inner.start;
        r.end = r.comment->inner.end;
        if (r.comment->front)
            read_front(&r);
        else
            read_comment(&r);
    }
    while (r.depth && !arena->failed) {
        const struct onr_waiver_stretch *stretch = &waivers->stretches.at[r.open[--r.depth]];
        end_stretch(&r, r.open[r.depth], text->length);
        if (stretch->count)
            add_flaw(&r, ONR_WAIVER_UNPAIRED, waivers->all.at[stretch->first].rule_span);
    }
    return arena->failed ? onr_error_set(error, ONR_ENOMEM, 0, "memory ran out") : ONR_OK;
}

/* The block that holds a byte, or ONR_NONE. */
static uint32_t block_at(const struct onr_markup *markup, uint32_t at)
{
    uint32_t low = 0, high = markup->blocks.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (markup->blocks.at[middle].block.span.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < markup->blocks.count && markup->blocks.at[low].block.span.start <= at ? low : ONR_NONE;
}

/* The waiver of the innermost stretch around a byte that names the rule, or ONR_NONE. */
static uint32_t stretch_for(const struct onr_waivers *w, uint32_t rule, uint32_t at)
{
    uint32_t low = 0, high = w->stretches.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (w->stretches.at[middle].start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low ? low - 1 : ONR_NONE; i != ONR_NONE; i = w->stretches.at[i].around) {
        const struct onr_waiver_stretch *stretch = &w->stretches.at[i];
        for (uint32_t k = 0; at < stretch->end && k < stretch->count; k++)
            if (w->all.at[stretch->first + k].rule == rule)
                return stretch->first + k;
    }
    return ONR_NONE;
}

uint32_t onr_waiver_for(const struct onr_waivers *waivers, uint32_t rule, uint32_t at)
{
    if (!waivers->all.count)
        return ONR_NONE;
    uint32_t block = block_at(waivers->markup, at);
    uint32_t found = block == ONR_NONE ? UINT32_MAX : onr_map_get(&waivers->paragraphs, key_of(rule, block));
    if (found == UINT32_MAX)
        found = stretch_for(waivers, rule, at);
    return found == ONR_NONE ? onr_map_get(&waivers->file, (uint64_t)rule + 1) : found;
}
