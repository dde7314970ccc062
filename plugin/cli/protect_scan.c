/* onrecord protect check and scan: looking for protected names in files and under git. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/protect.h"
#include "document/document.h"
#include "git/load.h"
#include "git/reach.h"
#include "present/plain.h"
#include "protect/scan.h"
#include "protect/secret.h"

/* One search of many texts. */
struct look {
    struct onr_out out;
    struct onr_protect *protect;
    unsigned long hits;     /* so far */
    unsigned long files;    /* searched */
    int status;             /* the worst so far, but for hits */
    bool progress;          /* standard error is a terminal */
    const char *place;      /* of the text at hand, with what gives a name away covered */
    const char *commit;     /* it stands in; NULL for none */
    enum onr_reach_kind kind; /* of the text at hand */
};

static const char *words_of(enum onr_reach_kind kind)
{
    switch (kind) {
    case ONR_REACH_PATH:
        return "in the file's name";
    case ONR_REACH_PERSON:
        return "among who made it";
    case ONR_REACH_REF:
        return "in the name of a branch or tag";
    case ONR_REACH_MESSAGE:
        return "in the message";
    default:
        return "in the text";
    }
}

static void write_place(struct look *look, uint32_t line)
{
    if (look->place)
        onr_plain_text(&look->out, look->place);
    else if (look->commit)
        onr_out_format(&look->out, "commit %s", look->commit);
    else
        onr_out_text(&look->out, "the next commit");
    if (line && look->kind != ONR_REACH_PATH && look->kind != ONR_REACH_REF &&
        look->kind != ONR_REACH_PERSON)
        onr_out_format(&look->out, ":%u", (unsigned)line);
}

/* "mayor.md:12: protected: harbour aide (in the text, commit 1f2e3d4c5b)" */
static void write_hit(void *context, const struct onr_protect_hit *hit)
{
    struct look *look = context;
    look->hits++;
    write_place(look, hit->line);
    onr_out_text(&look->out, ": protected: ");
    onr_plain_text(&look->out, hit->label);
    onr_out_format(&look->out, " (%s", hit->line ? words_of(look->kind) : "inside the document");
    if (look->commit && look->place)
        onr_out_format(&look->out, ", since commit %s", look->commit);
    onr_out_text(&look->out, ")\n");
}

static void worsen(struct look *look, int status)
{
    if (status > look->status)
        look->status = status;
}

static void no_memory(struct look *look)
{
    onr_complain(NULL, "memory ran out, so not all was searched; close other programs and try again");
    worsen(look, ONR_EXIT_FILE);
}

static void clear_progress(const struct look *look)
{
    if (look->progress)
        fputs("\r\033[K", stderr);
}

/* A file whose inside is hidden is never passed over in silence. */
static void tell_opaque(struct look *look, const char *bytes, size_t length)
{
    const char *why = onr_protect_opaque(bytes, length);
    if (!why)
        return;
    clear_progress(look);
    onr_complain(look->place ? look->place : "a file", "it is %s; what is inside was not searched",
                 why);
}

static void search(struct look *look, const char *bytes, size_t length)
{
    bool text = look->kind == ONR_REACH_CONTENT || look->kind == ONR_REACH_MESSAGE;
    unsigned long before = look->hits;
    if (onr_protect_search(look->protect, text ? ONR_PROTECT_TEXT : ONR_PROTECT_NAME, bytes, length,
                           write_hit, look) < 0)
        no_memory(look);
    if (look->kind == ONR_REACH_CONTENT)
        tell_opaque(look, bytes, length);
    if (look->hits != before) {
        clear_progress(look);
        onr_out_flush(&look->out);
    }
}

/* Searches one thing at its place; a place that gives a name away is covered. */
static void search_at(struct look *look, const char *place, const char *bytes, size_t length)
{
    char *covered = place ? onr_protect_cover(look->protect, place) : NULL;
    if (place && !covered)
        no_memory(look);
    look->place = covered;
    if (!place || covered)
        search(look, bytes, length);
    free(covered);
    look->place = NULL;
}

/* Opens what to look with. Returns 0, or 1 where there is nothing to do: then *status says why. */
static int begin(struct look *look, int *status)
{
    struct onr_problem problem;
    memset(look, 0, sizeof *look);
    int opened = onr_protect_open(&look->protect, &problem);
    *status = ONR_EXIT_CLEAN;
    if (opened < 0)
        *status = onr_protect_fail(&problem);
    else if (opened > 0)
        onr_complain(NULL, "nothing is protected yet; onrecord protect add begins");
    onr_out_open(&look->out, STDOUT_FILENO);
    look->progress = isatty(STDERR_FILENO);
    return opened != 0;
}

static int end(struct look *look)
{
    int status = look->status;
    if (status == ONR_EXIT_CLEAN && look->hits)
        status = ONR_EXIT_FINDINGS;
    onr_protect_close(look->protect);
    return onr_finish(&look->out, status);
}

static void check_file(struct look *look, const char *path)
{
    struct onr_problem problem;
    char *bytes;
    size_t length;
    if (onr_secret_read(path, &bytes, &length, &problem) != 0) {
        char *covered = onr_protect_cover(look->protect, path);
        onr_complain(covered ? covered : "a file", "%s", problem.text);
        worsen(look, ONR_EXIT_FILE);
        free(covered);
        return;
    }
    bool standard_input = strcmp(path, "-") == 0;
    const char *shown = standard_input ? "standard input" : path;
    if (!standard_input) {
        look->kind = ONR_REACH_PATH;
        search_at(look, shown, path, strlen(path));
    }
    look->kind = ONR_REACH_CONTENT;
    search_at(look, shown, bytes, length);
    onr_secret_discard(bytes, length);
    look->files++;
}

int onr_protect_check(const struct onr_arguments *arguments)
{
    struct look look;
    int status;
    if (begin(&look, &status) != 0)
        return onr_finish(&look.out, status);
    for (int i = 0; i < arguments->count; i++)
        check_file(&look, arguments->operands[i]);
    return end(&look);
}

static bool take_item(void *context, const struct onr_reach_item *item)
{
    struct look *look = context;
    look->kind = item->kind;
    look->commit = item->commit;
    look->files += item->kind == ONR_REACH_CONTENT;
    search_at(look, item->kind == ONR_REACH_REF ? item->bytes : item->path, item->bytes,
              item->length);
    return look->out.error == 0;
}

static void take_missing(void *context, const char *path, const char *object)
{
    struct look *look = context;
    char *covered = path ? onr_protect_cover(look->protect, path) : NULL;
    clear_progress(look);
    onr_complain(covered, "object %s is not here (a partial clone?) or is damaged, so it was not "
                          "searched; git fsck tells more",
                 object);
    free(covered);
    worsen(look, ONR_EXIT_FILE);
}

static void take_progress(void *context, size_t done, size_t all)
{
    struct look *look = context;
    if (look->progress && (done % 64 == 0 || done == all))
        fprintf(stderr, "\r%zu of %zu commits searched", done, all);
    if (look->progress && done == all)
        clear_progress(look);
}

static void tell_sum(const struct look *look, bool history, long commits)
{
    unsigned long files = look->files;
    if (history)
        onr_complain(NULL, "%lu %s in %ld commits, %lu contents%s", look->hits,
                     look->hits == 1 ? "place" : "places", commits, files,
                     look->hits ? "; git filter-repo can rewrite them, whoever cloned them has them "
                                  "still"
                                : "");
    else
        onr_complain(NULL, "%lu %s in %lu staged %s%s", look->hits,
                     look->hits == 1 ? "place" : "places", files, files == 1 ? "file" : "files",
                     look->hits ? "; change them and stage them again before you commit" : "");
}

static long reach(struct look *look, struct onr_git *git, bool history)
{
    const char *why;
    struct onr_reach_calls calls = {look, take_item, take_missing, take_progress};
    const struct onr_git_reach *table = onr_git_table(git, ONR_GIT_REACH_SYMBOL, &why);
    if (!table || table->version != ONR_GIT_REACH_VERSION) {
        onr_complain(NULL, "git cannot be read (%s); nothing was searched",
                     table ? "the module belongs to another version of onrecord" : why);
        return -1;
    }
    long staged = table->staged(&calls, &why);
    long count = staged < 0 || !history ? staged : table->history(&calls, &why);
    if (count < 0)
        onr_complain(NULL, "%s; not all was searched", why);
    return count;
}

int onr_protect_scan(const struct onr_arguments *arguments)
{
    struct look look;
    struct onr_git git = {0};
    int status;
    if (begin(&look, &status) != 0)
        return onr_finish(&look.out, status);
    bool history = arguments->history;
    long count = reach(&look, &git, history);
    onr_git_unload(&git);
    if (count < 0)
        worsen(&look, ONR_EXIT_FILE);
    else
        tell_sum(&look, history, count);
    return end(&look);
}
