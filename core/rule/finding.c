#include "rule/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define LONGEST_SLOT 120 /* bytes of the draft that a message repeats */

/* A growing text in the arena. */
struct message {
    struct onr_arena *arena; /* holds it */
    ONR_ARRAY(char) bytes;   /* not yet ended by a NUL */
};

static void append(struct message *message, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        ONR_ARRAY_PUSH(message->arena, &message->bytes, bytes[i]);
}

/* Words of the draft: white space folded, cut at LONGEST_SLOT between characters. */
static void append_words(struct message *message, const struct onr_text *text, struct onr_span span)
{
    bool space = false;
    uint32_t written = 0;
    for (uint32_t i = span.start; i < span.end; i++) {
        char byte = text->bytes[i];
        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
            space = written > 0;
            continue;
        }
        if (written >= LONGEST_SLOT && ((unsigned char)byte & 0xC0) != 0x80) {
            append(message, "…", strlen("…"));
            return;
        }
        if (space)
            append(message, " ", 1);
        space = false;
        append(message, &byte, 1);
        written++;
    }
}

static const struct onr_slot *find_slot(const struct onr_hit *hit, const char *name, size_t length)
{
    for (unsigned i = 0; i < ONR_HIT_SLOTS; i++)
        if (hit->slots[i].name && strlen(hit->slots[i].name) == length && memcmp(hit->slots[i].name, name, length) == 0)
            return &hit->slots[i];
    return NULL;
}

/* A word in braces; one that the check did not fill stands for the words of the finding. */
static void append_slot(struct message *message, const struct onr_text *text, const struct onr_hit *hit,
                        const char *name, size_t length)
{
    const struct onr_slot *slot = find_slot(hit, name, length);
    if (!slot)
        append_words(message, text, hit->span);
    else if (slot->text)
        append(message, slot->text, strlen(slot->text));
    else
        append_words(message, text, slot->span);
}

static const char *render(struct onr_arena *arena, const struct onr_text *text, const char *pattern,
                          const struct onr_hit *hit)
{
    struct message message = {.arena = arena};
    for (const char *at = pattern; *at;) {
        const char *close = *at == '{' ? strchr(at, '}') : NULL;
        if (close) {
            append_slot(&message, text, hit, at + 1, (size_t)(close - at - 1));
            at = close + 1;
        } else {
            append(&message, at++, 1);
        }
    }
    append(&message, "", 1);
    return arena->failed ? "" : message.bytes.at;
}

static struct onr_finding make(struct onr_arena *arena, const struct onr_text *text, const struct onr_hit *hit,
                               const struct onr_rule *rule, enum onr_severity severity)
{
    struct onr_finding finding = {
        .rule = hit->rule, .severity = severity, .span = hit->span,
        .message = render(arena, text, rule->message, hit), .source = hit->source, .attribution = hit->attribution,
    };
    if (hit->related.end) {
        struct onr_related *related = onr_arena_take(arena, sizeof *related);
        if (related) {
            *related = (struct onr_related){hit->related, hit->related_message};
            finding.related = related;
            finding.related_count = 1;
        }
    }
    return finding;
}

static int compare(const void *left, const void *right)
{
    const struct onr_finding *a = left, *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

int onr_findings_make(struct onr_findings *findings, struct onr_arena *arena, const struct onr_text *text,
                      const struct onr_hits *hits, const struct onr_policy *policy, uint32_t profile,
                      struct onr_error *error)
{
    *findings = (struct onr_findings){0};
    for (uint32_t i = 0; i < hits->all.count && !arena->failed; i++) {
        const struct onr_hit *hit = &hits->all.at[i];
        enum onr_severity severity = onr_policy_severity(policy, hit->rule, profile);
        if (hit->shown && severity != ONR_SEVERITY_OFF)
            ONR_ARRAY_PUSH(arena, &findings->all,
                           make(arena, text, hit, onr_policy_rule_at(policy, hit->rule), severity));
    }
    if (arena->failed)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    if (findings->all.count)
        qsort(findings->all.at, findings->all.count, sizeof *findings->all.at, compare);
    return ONR_OK;
}
