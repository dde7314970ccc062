/* What is remembered of one version of a draft, and where it is kept between runs. */
#ifndef ONR_REVIEW_VERSION_H
#define ONR_REVIEW_VERSION_H

#include "git/module.h"
#include "review/key.h"

#define ONR_VERSION_SOURCE (ONR_NONE - 1) /* the rule of a key that is an unnamed source */

struct onr_version {
    const struct onr_git_commit *commit; /* borrowed */
    bool known;          /* it could be read and analyzed */
    bool has_score;      /* something is attributed in it */
    int score;           /* 0 to 100 */
    uint32_t words;      /* of the draft */
    uint32_t named;      /* named sources */
    uint32_t unnamed;    /* unnamed sources */
    uint32_t others;     /* all other sources */
    uint32_t errors;     /* findings */
    uint32_t warnings;   /* findings */
    uint32_t infos;      /* findings */
    struct onr_keys keys; /* of findings and of unnamed sources, in the order of the draft; owned */
};

struct onr_versions {
    struct onr_version *at; /* count versions, the newest first; owned */
    size_t count;           /* how many */
    size_t analyzed;        /* that were not in the cache */
};

/*
 * Makes the versions of the commits that onr_git_module.history gave. What was analyzed before is
 * taken from the cache, the rest analyzed on all processors and kept. files is the print of the files
 * that the options come from (onr_config_print). False with the problem filled.
 */
bool onr_versions_of(struct onr_versions *versions, const struct onr_git_module *git,
                     struct onr_git_repository *repository, const struct onr_git_commits *commits,
                     const struct onr_options *options, uint64_t files, const char *encoding,
                     struct onr_problem *problem);
void onr_versions_free(struct onr_versions *versions);

/* Fills the counts and keys of a version from an analysis. False where memory runs out. */
bool onr_version_read(struct onr_version *version, const struct onr_analysis *analysis,
                      const char *bytes, size_t length);
/*
 * For each key of the newest version the index of the version that brought it in. origin has room
 * for its keys. False where memory runs out.
 */
bool onr_versions_trace(const struct onr_versions *versions, size_t *origin);

#endif
