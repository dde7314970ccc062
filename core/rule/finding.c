#include "rule/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "rule/edit.h"

#define LONGEST_SLOT 120  /* bytes of the draft that a message repeats */
#define LONGEST_LOOK 1024 /* bytes that are looked at for them: white space is folded */

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

/* Words of the draft as readers see them: white space folded, cut at LONGEST_SLOT between characters. */
static void append_words(struct message *message, const struct onr_prose *prose, struct onr_span span)
{
    char seen[LONGEST_LOOK];
    bool space = false;
    uint32_t written = 0;
    uint32_t length = onr_markup_seen(prose->markup, prose->text, span, seen, sizeof seen);
    for (uint32_t i = 0; i < length; i++) {
        char byte = seen[i];
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
static void append_slot(struct message *message, const struct onr_prose *prose, const struct onr_hit *hit,
                        const char *name, size_t length)
{
    const struct onr_slot *slot = find_slot(hit, name, length);
    if (!slot)
        append_words(message, prose, hit->span);
    else if (slot->text)
        append(message, slot->text, strlen(slot->text));
    else
        append_words(message, prose, slot->span);
}

/* The end of a part in square brackets; *filled tells whether the check filled all slots in it. */
static const char *optional_end(const char *open, const struct onr_hit *hit, bool *filled)
{
    const char *end = strchr(open, ']');
    *filled = true;
    for (const char *at = open; end && at < end; at++) {
        const char *close = *at == '{' ? strchr(at, '}') : NULL;
        if (close && !find_slot(hit, at + 1, (size_t)(close - at - 1)))
            *filled = false;
    }
    return end;
}

static const char *render(struct onr_arena *arena, const struct onr_prose *prose, const char *pattern,
                          const struct onr_hit *hit)
{
    struct message message = {.arena = arena};
    bool filled;
    for (const char *at = pattern; *at;) {
        const char *optional = *at == '[' ? optional_end(at, hit, &filled) : NULL;
        if (optional || *at == ']') {
            at = optional && !filled ? optional + 1 : at + 1;
            continue;
        }
        const char *close = *at == '{' ? strchr(at, '}') : NULL;
        if (close) {
            append_slot(&message, prose, hit, at + 1, (size_t)(close - at - 1));
            at = close + 1;
        } else {
            append(&message, at++, 1);
        }
    }
    append(&message, "", 1);
    return arena->failed ? "" : message.bytes.at;
}

static struct onr_finding make(const struct onr_check *check, const struct onr_hit *hit, enum onr_severity severity)
{
    uint32_t waiver = onr_hit_waiver(check, hit);
    struct onr_finding finding = {
        .rule = hit->rule, .severity = severity, .span = hit->span,
        .message = render(check->arena, check->prose, onr_policy_rule_at(check->policy, hit->rule)->message, hit),
        .source = hit->source, .attribution = hit->attribution, .waived = waiver != ONR_NONE, .waiver = waiver,
    };
    if (hit->related.end) {
        struct onr_related *related = onr_arena_take(check->arena, sizeof *related);
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

/* Copies the waivers, and counts what each silences. */
static void count_silenced(struct onr_findings *findings, const struct onr_check *check)
{
    uint32_t count = check->waivers->all.count;
    findings->waivers = onr_arena_take(check->arena, count * sizeof *findings->waivers);
    if (!findings->waivers || !count)
        return;
    memcpy(findings->waivers, check->waivers->all.at, count * sizeof *findings->waivers);
    for (uint32_t i = 0; i < findings->all.count; i++)
        if (findings->all.at[i].waived)
            findings->waivers[findings->all.at[i].waiver].silenced++;
}

int onr_findings_make(struct onr_findings *findings, const struct onr_check *check, struct onr_error *error)
{
    *findings = (struct onr_findings){0};
    for (uint32_t i = 0; i < check->hits->all.count && !check->arena->failed; i++) {
        const struct onr_hit *hit = &check->hits->all.at[i];
        enum onr_severity severity = onr_policy_severity(check->policy, hit->rule, check->profile);
        if (!hit->shown || severity == ONR_SEVERITY_OFF)
            continue;
        if (hit->doubtful)
            severity = ONR_SEVERITY_HINT;
        struct onr_finding finding = make(check, hit, severity);
        if (!onr_edits_make(check, hit, &finding))
            ONR_ARRAY_PUSH(check->arena, &findings->all, finding);
    }
    count_silenced(findings, check);
    if (check->arena->failed)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    if (findings->all.count)
        qsort(findings->all.at, findings->all.count, sizeof *findings->all.at, compare);
    return ONR_OK;
}
