#include "present/diff.h"

#include <string.h>

#include "present/plain.h"

#define CONTEXT 3 /* unchanged lines around a change */

/* Lines of a text: a stretch of it with the number of its first line. */
struct lines {
    size_t start, end; /* bytes, whole lines */
    size_t line;       /* number of the first, from 0 */
    size_t count;      /* how many */
};

struct diff {
    struct onr_out *out;           /* written to */
    const char *bytes;             /* the draft */
    size_t length;                 /* bytes of it */
    const struct onr_fixes *fixes; /* what is done to it */
    long shift;                    /* lines added less lines dropped so far */
};

/* A run of lines that edits touch, and the edits. */
struct change {
    struct lines old;   /* the lines */
    size_t first, end;  /* edits */
};

static size_t line_end(const struct diff *diff, size_t at)
{
    const char *end = at < diff->length ? memchr(diff->bytes + at, '\n', diff->length - at) : NULL;
    return end ? (size_t)(end - diff->bytes) + 1 : diff->length;
}

static size_t line_start(const struct diff *diff, size_t at)
{
    while (at > 0 && diff->bytes[at - 1] != '\n')
        at--;
    return at;
}

static size_t count_lines(const char *bytes, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += bytes[i] == '\n';
    return count + (length && bytes[length - 1] != '\n');
}

/* The lines from those of an edit on that it and the edits after it touch without one left between. */
static struct change read_change(const struct diff *diff, size_t edit, const struct lines *before)
{
    const struct onr_fixes *fixes = diff->fixes;
    struct change change = {.first = edit, .end = edit};
    change.old.start = change.old.end = line_start(diff, fixes->edits[edit].span.start);
    while (change.end < fixes->count &&
           (change.end == edit || line_start(diff, fixes->edits[change.end].span.start) <= change.old.end)) {
        size_t last = fixes->edits[change.end].span.end;
        if (last > fixes->edits[change.end].span.start && diff->bytes[last - 1] == '\n')
            last--; /* a line end that goes takes the next line along only through its text */
        if (line_end(diff, last) > change.old.end)
            change.old.end = line_end(diff, last);
        change.end++;
    }
    change.old.line = before->line + before->count + count_lines(diff->bytes + before->end, change.old.start - before->end);
    change.old.count = count_lines(diff->bytes + change.old.start, change.old.end - change.old.start);
    return change;
}

/* Writes lines behind a sign each. */
static void write_lines(struct diff *diff, char sign, const char *bytes, size_t length)
{
    while (length) {
        const char *newline = memchr(bytes, '\n', length);
        size_t line = newline ? (size_t)(newline - bytes) + 1 : length;
        onr_out_char(diff->out, sign);
        onr_out_bytes(diff->out, bytes, line);
        if (!newline)
            onr_out_text(diff->out, "\n\\ No newline at end of file\n");
        bytes += line;
        length -= line;
    }
}

/* The lines of a change as they become, in a buffer of its own. */
static void build(const struct diff *diff, const struct change *change, struct onr_out *text)
{
    size_t from = change->old.start;
    onr_out_open(text, -1);
    for (size_t i = change->first; i < change->end; i++) {
        const struct onr_edit *edit = &diff->fixes->edits[i];
        onr_out_bytes(text, diff->bytes + from, edit->span.start - from);
        onr_out_text(text, edit->text);
        from = edit->span.end;
    }
    onr_out_bytes(text, diff->bytes + from, change->old.end - from);
}

/* Up to so many lines before a place. */
static struct lines before(const struct diff *diff, const struct lines *place, size_t least)
{
    struct lines lines = {place->start, place->start, place->line, 0};
    while (lines.count < CONTEXT && lines.start > least) {
        lines.start = line_start(diff, lines.start - 1);
        lines.line--;
        lines.count++;
    }
    return lines;
}

static size_t after(const struct diff *diff, size_t at, size_t *count)
{
    for (*count = 0; *count < CONTEXT && at < diff->length; ++*count)
        at = line_end(diff, at);
    return at;
}

static void write_change(struct diff *diff, const struct change *change)
{
    struct onr_out text;
    build(diff, change, &text);
    write_lines(diff, '-', diff->bytes + change->old.start, change->old.end - change->old.start);
    write_lines(diff, '+', text.bytes ? text.bytes : "", text.length);
    onr_out_close(&text);
}

static size_t added_lines(const struct diff *diff, const struct change *change)
{
    struct onr_out text;
    build(diff, change, &text);
    size_t count = text.length ? count_lines(text.bytes, text.length) : 0;
    onr_out_close(&text);
    return count;
}

/* The next change, if only so many lines part it from the last that one hunk shows both. */
static bool is_near(const struct diff *diff, const struct change *last, struct change *next)
{
    if (last->end >= diff->fixes->count)
        return false;
    *next = read_change(diff, last->end, &last->old);
    return next->old.line - (last->old.line + last->old.count) <= 2 * CONTEXT;
}

/* One hunk, from a change on; returns the last change in it. */
static struct change write_hunk(struct diff *diff, struct change first, size_t least)
{
    struct lines lead = before(diff, &first.old, least);
    struct change last = first, next;
    size_t tail, added = added_lines(diff, &first);
    while (is_near(diff, &last, &next)) {
        added += added_lines(diff, &next) + next.old.line - (last.old.line + last.old.count);
        last = next;
    }
    size_t end = after(diff, last.old.end, &tail);
    size_t old = last.old.line + last.old.count + tail - lead.line;
    size_t new = lead.count + added + tail;
    onr_out_format(diff->out, "@@ -%zu,%zu +%zu,%zu @@\n", lead.line + 1, old,
                   (size_t)((long)lead.line + 1 + diff->shift), new);
    write_lines(diff, ' ', diff->bytes + lead.start, lead.end - lead.start);
    write_change(diff, &first);
    for (last = first; is_near(diff, &last, &next); last = next) {
        write_lines(diff, ' ', diff->bytes + last.old.end, next.old.start - last.old.end);
        write_change(diff, &next);
    }
    write_lines(diff, ' ', diff->bytes + last.old.end, end - last.old.end);
    diff->shift += (long)new - (long)old;
    return last;
}

void onr_diff(struct onr_out *out, const struct onr_document *document, const struct onr_fixes *fixes)
{
    struct diff diff = {out, document->bytes, document->length, fixes, 0};
    struct lines start = {0};
    struct change last = {0};
    if (!fixes->count)
        return;
    onr_out_text(out, "--- ");
    onr_plain_text(out, document->path);
    onr_out_text(out, "\n+++ ");
    onr_plain_text(out, document->path);
    onr_out_char(out, '\n');
    while (last.end < fixes->count) {
        struct change next = read_change(&diff, last.end, last.end ? &last.old : &start);
        last = write_hunk(&diff, next, last.old.end);
    }
}
