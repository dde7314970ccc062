#include "cli/past.h"

#include <stdlib.h>
#include <string.h>

#include "review/history.h"

_Static_assert(sizeof((struct onr_past_version *)0)->date >= ONR_DATE, "a date fits");

/* The plain record of a version: the presenter knows nothing of git. */
static void tell(struct onr_past_version *told, const struct onr_version *version)
{
    onr_date(told->date, version->commit, false);
    told->id = version->commit->id;
    told->subject = version->commit->subject;
    told->path = version->commit->path;
    told->known = version->known;
    told->has_score = version->has_score;
    told->score = version->score;
    told->unnamed = version->unnamed;
    told->findings = version->errors + version->warnings + version->infos;
}

static int read_versions(struct onr_past_of_draft *of, const struct onr_git_module *module,
                         struct onr_git_repository *repository, const char *path,
                         const struct onr_options *options, uint64_t files,
                         const char *encoding, struct onr_problem *problem)
{
    char named[40] = "";
    int error = module->history(repository, path, "HEAD", &of->commits, problem);
    if (error)
        return error == ONR_GIT_MISSING ? 0 : -1;
    module->encoding(repository, path, named);
    const char *read_as = encoding ? encoding : named;
    struct onr_git_commits newest = of->commits;
    if (newest.count > ONR_PAST_MOST)
        newest.count = ONR_PAST_MOST;
    if (!onr_versions_of(&of->versions, module, repository, &newest, options, files,
                         !*read_as || onr_encoding_is_utf8(read_as) ? NULL : read_as, problem))
        return -1;
    of->past.at = calloc(newest.count + 1, sizeof *of->past.at);
    if (!of->past.at) {
        onr_problem_set(problem, "memory ran out; close other programs and try again");
        return -1;
    }
    of->past.more = newest.count < of->commits.count;
    for (; of->past.count < newest.count; of->past.count++)
        tell(&of->past.at[of->past.count], &of->versions.at[of->past.count]);
    return 0;
}

static int read_repository(struct onr_past_of_draft *of, const struct onr_git_module *module,
                           const char *folder, const char *path, const struct onr_options *options,
                           uint64_t files, const char *encoding, struct onr_problem *problem)
{
    char *inside = NULL;
    struct onr_git_repository *repository = module->repository(folder, problem);
    if (!repository)
        return -1;
    int error = 0; /* outside of the work tree: not of this repository */
    if (module->inside(repository, path, &inside, problem) == 0)
        error = read_versions(of, module, repository, inside, options, files, encoding, problem);
    free(inside);
    module->release(repository);
    return error;
}

int onr_past_read(struct onr_past_of_draft *of, struct onr_git *git, const char *path,
                  const struct onr_options *options, uint64_t files, const char *encoding,
                  struct onr_problem *problem)
{
    const char *why;
    memset(of, 0, sizeof *of);
    char *real = strcmp(path, "-") == 0 ? NULL : realpath(path, NULL);
    char *slash = real ? strrchr(real, '/') : NULL;
    char *folder = slash ? strndup(real, (size_t)(slash - real) + 1) : NULL;
    const struct onr_git_module *module =
        folder && onr_git_surrounds(folder) ? onr_git_load(git, &why) : NULL;
    int error =
        module ? read_repository(of, module, folder, real, options, files, encoding, problem) : 0;
    free(folder);
    free(real);
    return error;
}

void onr_past_close(struct onr_past_of_draft *of, const struct onr_git *git)
{
    free(of->past.at);
    onr_versions_free(&of->versions);
    if (git->module)
        git->module->drop(&of->commits);
    memset(of, 0, sizeof *of);
}
