#include "review/version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "review/draft.h"
#include "review/stock.h"

struct work {
    struct onr_versions *versions;
    const struct onr_git_module *git;
    struct onr_git_repository *repository;
    const struct onr_options *options;
    uint64_t files;
    const char *encoding;
    struct onr_stock stock;
    struct onr_draft *drafts; /* of a batch */
    size_t *of;               /* the version of each draft of a batch */
    size_t count;             /* drafts of the batch */
    size_t bytes;             /* of them */
};

static void count_sources(struct onr_version *version, const struct onr_source *sources,
                          uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!sources[i].attributions.count || sources[i].class_ == ONR_CLASS_NONE)
            continue;
        version->named += sources[i].class_ == ONR_CLASS_NAMED;
        version->unnamed += sources[i].class_ == ONR_CLASS_UNNAMED;
        version->others +=
            sources[i].class_ != ONR_CLASS_NAMED && sources[i].class_ != ONR_CLASS_UNNAMED;
    }
}

static void count_findings(struct onr_version *version, const struct onr_finding *findings,
                           uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        version->errors += !findings[i].waived && findings[i].severity == ONR_SEVERITY_ERROR;
        version->warnings += !findings[i].waived && findings[i].severity == ONR_SEVERITY_WARNING;
        version->infos += !findings[i].waived && findings[i].severity == ONR_SEVERITY_INFO;
    }
}

bool onr_version_read(struct onr_version *version, const struct onr_analysis *analysis,
                      const char *bytes, size_t length)
{
    uint32_t sources, findings;
    const struct onr_source *source = onr_sources(analysis, &sources);
    const struct onr_finding *finding = onr_findings(analysis, &findings);
    const struct onr_score *score = onr_article_score(analysis);
    version->known = true;
    version->has_score = score->has_value;
    version->score = score->has_value ? score->value : 0;
    version->words = onr_word_count(analysis);
    count_sources(version, source, sources);
    count_findings(version, finding, findings);
    for (uint32_t i = 0; i < sources; i++)
        if (source[i].class_ == ONR_CLASS_UNNAMED && source[i].attributions.count &&
            !onr_keys_add(&version->keys, ONR_VERSION_SOURCE, bytes, length, source[i].label))
            return false;
    for (uint32_t i = 0; i < findings; i++)
        if (!finding[i].waived && finding[i].severity >= ONR_SEVERITY_INFO &&
            !onr_keys_add(&version->keys, finding[i].rule, bytes, length, finding[i].span))
            return false;
    return true;
}

/* ---- Analyzing what is not kept ---------------------------------------------------------------- */

static void finish_batch(struct work *w)
{
    struct onr_draft **drafts = calloc(w->count + 1, sizeof(struct onr_draft *));
    for (size_t i = 0; drafts && i < w->count; i++)
        drafts[i] = &w->drafts[i];
    if (drafts)
        onr_drafts_analyze(drafts, w->count);
    free(drafts);
    for (size_t i = 0; i < w->count; i++) {
        struct onr_draft *draft = &w->drafts[i];
        struct onr_version *version = &w->versions->at[w->of[i]];
        if (draft->analysis && onr_version_read(version, draft->analysis, draft->document.bytes,
                                                draft->document.length))
            onr_stock_add(&w->stock, version);
        onr_draft_close(draft);
    }
    w->versions->analyzed += w->count;
    w->count = 0;
    w->bytes = 0;
}

/* A version that is not in this clone, or too large, stays unknown. */
static void add_to_batch(struct work *w, size_t index)
{
    const struct onr_git_commit *commit = w->versions->at[index].commit;
    struct onr_problem problem;
    char *bytes;
    size_t length;
    if (w->git->blob(w->repository, commit->blob, &bytes, &length, &problem) != 0)
        return;
    if (length > ONR_GIT_LARGEST) {
        free(bytes);
        return;
    }
    w->of[w->count] = index;
    struct onr_draft *draft = &w->drafts[w->count++];
    onr_draft_open(draft, commit->path, bytes, length, w->encoding);
    draft->options = *w->options;
    w->bytes += length;
    if (w->bytes >= ONR_DRAFTS_BYTES)
        finish_batch(w);
}

/* A blob that came back, by a revert, is analyzed once. */
static void copy_known(struct onr_versions *versions, const size_t *first)
{
    for (size_t i = 0; i < versions->count; i++) {
        struct onr_version *version = &versions->at[i];
        const struct onr_git_commit *commit = version->commit;
        const struct onr_version *from = &versions->at[first[i]];
        if (first[i] == i || !from->known)
            continue;
        *version = *from;
        version->commit = commit;
        memset(&version->keys, 0, sizeof version->keys);
        for (uint32_t k = 0; k < from->keys.count; k++)
            onr_keys_add_text(&version->keys, from->keys.at[k].rule, from->keys.at[k].text);
    }
}

struct blob {
    const char *id;
    const char *path;
    size_t index;
};

static int by_blob(const void *a, const void *b)
{
    const struct blob *x = a;
    const struct blob *y = b;
    int order = strcmp(x->id, y->id);
    if (order == 0)
        order = strcmp(x->path, y->path); /* its ending tells the format */
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* For each version the first one of the same text. */
static bool find_first(const struct onr_versions *versions, size_t *first)
{
    struct blob *blobs = malloc((versions->count + 1) * sizeof *blobs);
    if (!blobs)
        return false;
    for (size_t i = 0; i < versions->count; i++)
        blobs[i] = (struct blob){versions->at[i].commit->blob, versions->at[i].commit->path, i};
    qsort(blobs, versions->count, sizeof *blobs, by_blob);
    for (size_t i = 0; i < versions->count; i++) {
        bool again = i && strcmp(blobs[i].id, blobs[i - 1].id) == 0 &&
                     strcmp(blobs[i].path, blobs[i - 1].path) == 0;
        first[blobs[i].index] = again ? first[blobs[i - 1].index] : blobs[i].index;
    }
    free(blobs);
    return true;
}

static bool fill(struct work *w)
{
    struct onr_versions *versions = w->versions;
    size_t *first = malloc((versions->count + 1) * sizeof *first);
    w->drafts = calloc(versions->count + 1, sizeof *w->drafts);
    w->of = malloc((versions->count + 1) * sizeof *w->of);
    bool done = first && w->drafts && w->of && find_first(versions, first);
    if (done) {
        onr_stock_open(&w->stock, w->options, w->files, w->encoding);
        for (size_t i = 0; i < versions->count; i++)
            if (first[i] == i && !onr_stock_find(&w->stock, &versions->at[i]))
                add_to_batch(w, i);
        finish_batch(w);
        onr_stock_close(&w->stock);
        copy_known(versions, first);
    }
    free(first);
    free(w->drafts);
    free(w->of);
    return done;
}

bool onr_versions_of(struct onr_versions *versions, const struct onr_git_module *git,
                     struct onr_git_repository *repository, const struct onr_git_commits *commits,
                     const struct onr_options *options, uint64_t files, const char *encoding,
                     struct onr_problem *problem)
{
    struct work w = {.versions = versions,
                     .git = git,
                     .repository = repository,
                     .options = options,
                     .files = files,
                     .encoding = encoding};
    memset(versions, 0, sizeof *versions);
    versions->at = calloc(commits->count + 1, sizeof *versions->at);
    for (size_t i = 0; versions->at && i < commits->count; i++)
        versions->at[versions->count++].commit = &commits->at[i];
    if (versions->at && fill(&w))
        return true;
    onr_problem_set(problem, "memory ran out; close other programs and try again");
    onr_versions_free(versions);
    return false;
}

void onr_versions_free(struct onr_versions *versions)
{
    for (size_t i = 0; i < versions->count; i++)
        onr_keys_free(&versions->at[i].keys);
    free(versions->at);
    memset(versions, 0, sizeof *versions);
}

/* ---- Who brought it in ------------------------------------------------------------------------- */

/*
 * Goes back version by version with the keys that are still there, each by its wording then, so
 * that one that was edited again and again is followed.
 */
bool onr_versions_trace(const struct onr_versions *versions, size_t *origin)
{
    const struct onr_keys *now = &versions->at[0].keys;
    uint32_t *at = malloc((now->count + 1) * sizeof *at);      /* its index in the version before */
    uint32_t *partner = NULL;
    bool done = at != NULL;
    for (uint32_t i = 0; i < now->count && done; i++) {
        at[i] = i;
        origin[i] = 0;
    }
    size_t newer = 0;
    for (size_t v = 1; v < versions->count && done; v++) {
        const struct onr_keys *from = &versions->at[newer].keys;
        if (!versions->at[v].known)
            continue; /* nothing is known of it: what was there goes on being there */
        partner = realloc(partner, (from->count + 1) * sizeof *partner);
        done = partner && onr_keys_match(from, &versions->at[v].keys, ONR_KEYS_ALIKE, partner);
        for (uint32_t i = 0; i < now->count && done; i++) {
            at[i] = at[i] == ONR_NONE ? ONR_NONE : partner[at[i]];
            if (at[i] != ONR_NONE)
                origin[i] = v;
        }
        newer = v;
    }
    free(at);
    free(partner);
    return done;
}
