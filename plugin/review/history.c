/* The history of a draft: score, sources and findings, commit by commit. */
#include "review/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "present/plain.h"
#include "present/write.h"

#define ROWS 5       /* lines of the chart */
#define MARGIN 6     /* columns left of it */
#define MOST_LISTED 20 /* versions listed below it */

void onr_date(char date[ONR_DATE], const struct onr_git_commit *commit, bool is_long)
{
    time_t when = (time_t)(commit->when + (int64_t)commit->zone * 60);
    struct tm parts;
    date[0] = '\0';
    if (!gmtime_r(&when, &parts))
        return;
    if (!is_long) {
        strftime(date, ONR_DATE, "%Y-%m-%d", &parts);
        return;
    }
    size_t length = strftime(date, ONR_DATE, "%Y-%m-%dT%H:%M:%S", &parts);
    int zone = commit->zone < 0 ? -commit->zone : commit->zone;
    snprintf(date + length, ONR_DATE - length, "%c%02d:%02d", commit->zone < 0 ? '-' : '+',
             zone / 60 % 100, zone % 60);
}

void onr_csv_text(struct onr_out *out, const char *text)
{
    bool formula = *text && strchr("=+-@\t\r", *text);
    if (!formula && !strpbrk(text, ",\"\r\n")) {
        onr_out_text(out, text);
        return;
    }
    onr_out_char(out, '"');
    onr_out_text(out, formula ? "'" : "");
    for (; *text; text++) {
        onr_out_char(out, *text);
        if (*text == '"')
            onr_out_char(out, '"');
    }
    onr_out_char(out, '"');
}

/* ---- The chart --------------------------------------------------------------------------------- */

/* The versions with a score, the oldest first. Returns their number. */
static size_t scores_of(const struct onr_versions *versions, int *scores)
{
    size_t count = 0;
    for (size_t i = versions->count; i-- > 0;)
        if (versions->at[i].known && versions->at[i].has_score)
            scores[count++] = versions->at[i].score;
    return count;
}

/* A column of the chart is one version, or the last of several where there are too many. */
static size_t squeeze(int *scores, size_t count, size_t columns)
{
    if (count <= columns)
        return count;
    for (size_t c = 0; c < columns; c++)
        scores[c] = scores[(c + 1) * count / columns - 1];
    return columns;
}

static void write_row(struct onr_out *out, const int *scores, size_t count, int row)
{
    static const char *const blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    int floor = row * 100 / ROWS;
    onr_out_format(out, "%4d ", (row + 1) * 100 / ROWS);
    for (size_t i = 0; i < count; i++) {
        int eighths = (scores[i] - floor) * 8 * ROWS / 100;
        eighths = eighths < 0 ? 0 : eighths > 8 ? 8 : eighths;
        onr_out_text(out, blocks[row == 0 && eighths == 0 ? 1 : eighths]);
    }
    onr_out_char(out, '\n');
}

static void write_axis(struct onr_out *out, const struct onr_versions *versions, size_t columns)
{
    char first[ONR_DATE], last[ONR_DATE];
    onr_date(first, versions->at[versions->count - 1].commit, false);
    onr_date(last, versions->at[0].commit, false);
    size_t both = strlen(first) + strlen(last) + 1;
    onr_out_repeat(out, ' ', MARGIN - 1);
    onr_out_text(out, first);
    if (strcmp(first, last) != 0) {
        onr_out_repeat(out, ' ', columns > both ? (unsigned)(columns - both + 1) : 1);
        onr_out_text(out, last);
    }
    onr_out_text(out, "\n\n");
}

static void write_chart(struct onr_out *out, const struct onr_versions *versions,
                        const struct onr_style *style)
{
    int *scores = malloc((versions->count + 1) * sizeof *scores);
    size_t count = scores ? scores_of(versions, scores) : 0;
    if (count) {
        count = squeeze(scores, count, style->width - MARGIN);
        for (int row = ROWS; row-- > 0;)
            write_row(out, scores, count, row);
        write_axis(out, versions, count);
    }
    free(scores);
}

static void write_version(struct onr_out *out, const struct onr_version *version,
                          const struct onr_style *style)
{
    char date[ONR_DATE];
    struct onr_out rest;
    onr_date(date, version->commit, false);
    onr_out_format(out, "%s  %.8s  ", date, version->commit->id);
    if (version->known && version->has_score)
        onr_out_format(out, "%5d", version->score);
    else
        onr_out_text(out, "    –");
    if (version->known)
        onr_out_format(out, "  %5u %7u  %6u %8u  ", version->named, version->unnamed,
                       version->errors, version->warnings);
    else
        onr_out_text(out, "  could not be read              ");
    onr_out_open(&rest, -1);
    onr_plain_text(&rest, version->commit->author);
    onr_out_text(&rest, ": ");
    onr_plain_text(&rest, version->commit->subject);
    onr_out_text(&rest, version->commit->note ? " (not checked)" : "");
    onr_paper_cut(out, rest.bytes, rest.length, style->width > 90 ? style->width - 62 : 40);
    onr_out_close(&rest);
    onr_out_char(out, '\n');
}

void onr_history_chart(struct onr_out *out, const char *path, const struct onr_versions *versions,
                       const struct onr_style *style)
{
    onr_plain_text(out, path);
    onr_out_format(out, ": %zu version%s, sourcing score from the oldest to the newest\n\n",
                   versions->count, versions->count == 1 ? "" : "s");
    write_chart(out, versions, style);
    onr_ink_text(out, style, ONR_INK_STRONG,
                 "date        commit    score  named unnamed  errors warnings  by\n");
    for (size_t i = 0; i < versions->count && i < MOST_LISTED; i++)
        write_version(out, &versions->at[i], style);
    if (versions->count > MOST_LISTED)
        onr_out_format(out, "… and %zu older ones; --format csv lists all\n",
                       versions->count - MOST_LISTED);
}

/* ---- For other programs ------------------------------------------------------------------------ */

void onr_history_csv(struct onr_out *out, const char *path, const struct onr_versions *versions,
                     const struct onr_style *style)
{
    (void)path;
    (void)style;
    onr_out_text(out, "commit,date,author,path,score,words,named,unnamed,others,errors,warnings,"
                      "infos,checked,subject\r\n");
    for (size_t i = 0; i < versions->count; i++) {
        const struct onr_version *version = &versions->at[i];
        char date[ONR_DATE];
        onr_date(date, version->commit, true);
        onr_out_format(out, "%s,%s,", version->commit->id, date);
        onr_csv_text(out, version->commit->author);
        onr_out_char(out, ',');
        onr_csv_text(out, version->commit->path);
        onr_out_char(out, ',');
        if (version->has_score)
            onr_out_format(out, "%d", version->score);
        if (version->known)
            onr_out_format(out, ",%u,%u,%u,%u,%u,%u,%u", version->words, version->named,
                           version->unnamed, version->others, version->errors, version->warnings,
                           version->infos);
        else
            onr_out_text(out, ",,,,,,,");
        onr_out_text(out, version->commit->note ? ",no," : ",yes,");
        onr_csv_text(out, version->commit->subject);
        onr_out_text(out, "\r\n");
    }
}

static void write_json(struct onr_json *json, const struct onr_version *version)
{
    char date[ONR_DATE];
    onr_date(date, version->commit, true);
    onr_json_open(json, NULL, '{');
    onr_json_text(json, "commit", version->commit->id);
    onr_json_text(json, "date", date);
    onr_json_text(json, "author", version->commit->author);
    onr_json_text(json, "subject", version->commit->subject);
    onr_json_text(json, "path", version->commit->path);
    onr_json_text(json, "blob", version->commit->blob);
    onr_json_bool(json, "checked", version->commit->note == NULL);
    if (version->has_score)
        onr_json_unsigned(json, "score", (uint64_t)version->score);
    else
        onr_json_null(json, "score");
    if (version->known) {
        onr_json_unsigned(json, "words", version->words);
        onr_json_open_flat(json, "sources", '{');
        onr_json_unsigned(json, "named", version->named);
        onr_json_unsigned(json, "unnamed", version->unnamed);
        onr_json_unsigned(json, "others", version->others);
        onr_json_close(json, '}');
        onr_json_open_flat(json, "findings", '{');
        onr_json_unsigned(json, "error", version->errors);
        onr_json_unsigned(json, "warning", version->warnings);
        onr_json_unsigned(json, "info", version->infos);
        onr_json_close(json, '}');
    }
    onr_json_close(json, '}');
}

void onr_history_json(struct onr_out *out, const char *path, const struct onr_versions *versions,
                      const struct onr_style *style)
{
    struct onr_json json = {.out = out, .pretty = true};
    (void)style;
    onr_json_open(&json, NULL, '{');
    onr_json_unsigned(&json, "onrecord", 1);
    onr_json_text(&json, "path", path);
    onr_json_open(&json, "versions", '[');
    for (size_t i = 0; i < versions->count; i++)
        write_json(&json, &versions->at[i]);
    onr_json_close(&json, ']');
    onr_json_close(&json, '}');
    onr_out_char(out, '\n');
}
