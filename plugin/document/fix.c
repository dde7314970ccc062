#include "document/fix.h"

#include <stdlib.h>
#include <string.h>

static bool is_candidate(const struct onr_finding *finding, enum onr_severity least, bool all)
{
    return finding->edit_count && !finding->waived && finding->severity != ONR_SEVERITY_OFF &&
           finding->severity >= least && (all || finding->fix_safe);
}

/* Whether a fix meets an edit that was taken; taken holds a byte for each place of the text. */
static bool meets(const struct onr_finding *finding, const unsigned char *taken)
{
    for (uint32_t i = 0; i < finding->edit_count; i++) {
        struct onr_span span = finding->edits[i].span;
        if (memchr(taken + span.start, 1, span.end - span.start + 1))
            return true;
    }
    return false;
}

static void take(struct onr_fixes *fixes, const struct onr_finding *finding, unsigned char *taken)
{
    for (uint32_t i = 0; i < finding->edit_count; i++) {
        struct onr_span span = finding->edits[i].span;
        memset(taken + span.start, 1, span.end - span.start + 1);
        fixes->edits[fixes->count++] = finding->edits[i];
    }
    fixes->fixed++;
}

static int by_start(const void *left, const void *right)
{
    const struct onr_edit *a = left;
    const struct onr_edit *b = right;
    return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

int onr_fixes_choose(struct onr_fixes *fixes, const struct onr_analysis *analysis, size_t length,
                     enum onr_severity least, bool all)
{
    uint32_t count;
    size_t edits = 0;
    const struct onr_finding *findings = onr_findings(analysis, &count);
    memset(fixes, 0, sizeof *fixes);
    for (uint32_t i = 0; i < count; i++)
        edits += findings[i].edit_count;
    unsigned char *taken = calloc(length + 1, 1);
    fixes->edits = malloc((edits ? edits : 1) * sizeof *fixes->edits);
    if (!taken || !fixes->edits) {
        free(taken);
        onr_fixes_free(fixes);
        return -1;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!is_candidate(&findings[i], least, all))
            continue;
        if (meets(&findings[i], taken))
            fixes->waiting++;
        else
            take(fixes, &findings[i], taken);
    }
    free(taken);
    qsort(fixes->edits, fixes->count, sizeof *fixes->edits, by_start);
    return 0;
}

void onr_fixes_free(struct onr_fixes *fixes)
{
    free(fixes->edits);
    memset(fixes, 0, sizeof *fixes);
}

char *onr_fixes_apply(const struct onr_fixes *fixes, const char *bytes, size_t length,
                      size_t *fixed_length)
{
    size_t room = length;
    uint32_t from = 0;
    for (size_t i = 0; i < fixes->count; i++)
        room += strlen(fixes->edits[i].text);
    char *fixed = malloc(room ? room : 1);
    char *at = fixed;
    if (!fixed)
        return NULL;
    for (size_t i = 0; i < fixes->count; i++) {
        const struct onr_edit *edit = &fixes->edits[i];
        memcpy(at, bytes + from, edit->span.start - from);
        at += edit->span.start - from;
        memcpy(at, edit->text, strlen(edit->text));
        at += strlen(edit->text);
        from = edit->span.end;
    }
    memcpy(at, bytes + from, length - from);
    *fixed_length = (size_t)(at - fixed) + length - from;
    return fixed;
}
