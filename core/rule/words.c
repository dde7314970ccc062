/*
 * Word lists of a newsroom's own. Entries are cut into words by the tokenizer that cuts the draft, so that
 * "McDonald's" or "AT&T" is found there as it is written here.
 */
#include <string.h>

#include "base/error.h"
#include "prose/prose.h"
#include "rule/policy.h"

#define LONGEST_NAME 60 /* bytes of the name of a list */

/* Lists that one file adds to, and what is needed to do so. */
struct taker {
    struct onr_policy *policy;     /* added to */
    struct onr_arena scratch;      /* holds the two below, which every entry uses again */
    struct onr_prose prose;        /* the tokens of an entry: one sentence that nothing stands around */
    struct onr_markup markup;      /* its one range */
    struct onr_text text;          /* the file */
    const struct onr_words_kind *kind; /* the built-in lists that take its entries, or NULL … */
    unsigned own;                  /* … and the own list that does */
    unsigned line;                 /* from 1 */
    struct onr_error *error;       /* filled once */
};

static unsigned line_of(const char *bytes, size_t length, uint64_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < length && i < offset; i++)
        line += bytes[i] == '\n';
    return line;
}

int onr_policy_check_bytes(const char *bytes, size_t length, struct onr_error *error)
{
    struct onr_text text;
    struct onr_error found = {0};
    if (onr_text_init(&text, bytes, length, &found) == ONR_OK)
        return ONR_OK;
    return onr_error_set(error, found.code, line_of(bytes, length, found.offset), "%s", found.text);
}

static void open_prose(struct taker *t)
{
    static const struct onr_markup_block body = {.block = {.kind = ONR_BLOCK_BODY}};
    t->prose = (struct onr_prose){.text = &t->text, .markup = &t->markup, .pack = onr_pack_english()};
    ONR_ARRAY_PUSH(&t->scratch, &t->markup.ranges, (struct onr_span){0});
    ONR_ARRAY_PUSH(&t->scratch, &t->markup.blocks, body);
    ONR_ARRAY_PUSH(&t->scratch, &t->prose.sentences, (struct onr_sentence){0});
}

static void tokenize(struct taker *t, struct onr_span span)
{
    t->markup.ranges.at[0] = span;
    t->prose.sentences.at[0] = (struct onr_sentence){0};
    t->prose.tokens.count = 0;
    onr_prose_tokenize(&t->prose, &t->scratch);
}

static bool add_to_lists(struct taker *t, const uint64_t *words, uint32_t count)
{
    struct onr_pack *pack = &t->policy->pack;
    struct onr_arena *arena = &t->policy->arena;
    if (!t->kind)
        return onr_pack_add(pack, arena, words, count, t->own);
    for (uint32_t i = 0; i < t->kind->count; i++)
        if (!onr_pack_add(pack, arena, words, count, t->kind->lists[i]))
            return false;
    return true;
}

/* One entry; an outlet or a body that is listed with its article is known without it too. */
static int add_entry(struct taker *t, struct onr_span span)
{
    uint64_t words[ONR_LONGEST_ENTRY];
    const struct onr_prose *prose = &t->prose;
    tokenize(t, span);
    uint32_t count = prose->tokens.count;
    if (count > ONR_LONGEST_ENTRY)
        return onr_error_set(t->error, ONR_EFORMAT, t->line, "an entry of more than %d words and signs; shorten it",
                             ONR_LONGEST_ENTRY);
    for (uint32_t i = 0; i < count; i++)
        words[i] = prose->tokens.at[i].word;
    bool article = t->kind && count > 1 && onr_token_in(prose, 0, ONR_LIST_DETERMINERS);
    bool added = count && add_to_lists(t, words, count) && (!article || add_to_lists(t, words + 1, count - 1));
    if (!added || t->scratch.failed)
        return onr_error_set(t->error, ONR_ENOMEM, t->line, "memory ran out");
    return ONR_OK;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static struct onr_span trimmed(const char *bytes, struct onr_span span)
{
    while (span.start < span.end && is_space(bytes[span.start]))
        span.start++;
    while (span.end > span.start && is_space(bytes[span.end - 1]))
        span.end--;
    return span;
}

/* The forms of a line, parted by commas. An empty line holds none. */
static int add_line(struct taker *t, struct onr_span line)
{
    const char *bytes = t->text.bytes;
    int code = ONR_OK;
    for (line = trimmed(bytes, line); line.start < line.end && !code;) {
        const char *comma = memchr(bytes + line.start, ',', line.end - line.start);
        struct onr_span form = {line.start, comma ? (uint32_t)(comma - bytes) : line.end};
        line.start = comma ? form.end + 1 : line.end;
        form = trimmed(bytes, form);
        if (form.start == form.end || (comma && line.start == line.end))
            return onr_error_set(t->error, ONR_EFORMAT, t->line, "an empty form; remove the comma");
        code = add_entry(t, form);
    }
    return code;
}

static int add_lines(struct taker *t)
{
    const char *bytes = t->text.bytes;
    int code = ONR_OK;
    for (uint32_t at = t->text.start; at < t->text.length && !code; t->line++) {
        const char *stop = memchr(bytes + at, '\n', t->text.length - at);
        uint32_t next = stop ? (uint32_t)(stop - bytes) + 1 : t->text.length;
        const char *comment = memchr(bytes + at, '#', next - at);
        uint32_t end = comment ? (uint32_t)(comment - bytes) : stop ? next - 1 : next;
        code = add_line(t, (struct onr_span){at, end});
        at = next;
    }
    return code;
}

/* Finds or makes the list that a name stands for. */
static int settle_list(struct taker *t, const char *name)
{
    struct onr_policy *policy = t->policy;
    for (uint32_t i = 0; onr_words_kind_at(i); i++)
        if (strcmp(onr_words_kind_at(i)->name, name) == 0) {
            t->kind = onr_words_kind_at(i);
            return ONR_OK;
        }
    for (unsigned i = 0; onr_list_name(i); i++)
        if (strcmp(onr_list_name(i), name) == 0)
            return onr_error_set(t->error, ONR_EFORMAT, 1, "“%s” is a list of onrecord's own, which stays the same for "
                                 "every newsroom; give yours another name, such as our-%s", name, name);
    int known = onr_policy_find_list(policy, name);
    t->own = ONR_LISTS + (known < 0 ? policy->lists.count : (unsigned)known);
    if (known >= 0)
        return ONR_OK;
    if (strlen(name) > LONGEST_NAME || ONR_LISTS + policy->lists.count == ONR_OWN_NAMES)
        return onr_error_set(t->error, ONR_EFORMAT, 1, "a policy has at most %d lists of its own, and a name at most %d "
                             "letters", ONR_OWN_LISTS - 1, LONGEST_NAME);
    struct onr_policy_list list = {.name = onr_arena_text(&policy->arena, name, strlen(name))};
    ONR_ARRAY_PUSH(&policy->arena, &policy->lists, list);
    return policy->arena.failed ? onr_error_set(t->error, ONR_ENOMEM, 1, "memory ran out") : ONR_OK;
}

int onr_policy_add_words(struct onr_policy *policy, const char *name, const char *bytes, size_t length,
                         struct onr_error *error)
{
    static const char nothing[1] = "";
    struct taker t = {.policy = policy, .line = 1, .error = error};
    bytes = length ? bytes : nothing;
    int code = onr_policy_check_bytes(bytes, length, error);
    if (!code) code = settle_list(&t, name);
    if (code)
        return code;
    onr_arena_init(&t.scratch);
    onr_text_init(&t.text, bytes, length, NULL);
    open_prose(&t);
    code = t.scratch.failed ? onr_error_set(error, ONR_ENOMEM, 1, "memory ran out") : add_lines(&t);
    onr_arena_finish(&t.scratch);
    return code;
}
