/* The two sides of a change: what is compared with what. */
#include "git/listing.h"

#include <stdlib.h>
#include <string.h>

extern char **environ;

/* ---- The older sides --------------------------------------------------------------------------- */

static int add_base(struct onr_git_bases *bases, git_tree *tree)
{
    git_tree **at = realloc(bases->at, (bases->count + 1) * sizeof *at);
    if (!at) {
        git_tree_free(tree);
        return -1;
    }
    bases->at = at;
    bases->at[bases->count++] = tree;
    return 0;
}

static int add_commit(struct onr_git_listing *l, const git_oid *id)
{
    git_commit *commit;
    git_tree *tree;
    int error = git_commit_lookup(&commit, l->repository->handle, id);
    if (error)
        return error;
    error = git_commit_tree(&tree, commit);
    git_commit_free(commit);
    return error ? error : add_base(&l->bases, tree);
}

static int add_merged(const git_oid *id, void *context)
{
    return add_commit(context, id);
}

/* git merge tells its hook who is merged in its environment only. */
static int add_merged_by_environment(struct onr_git_listing *l)
{
    git_oid id;
    for (char **entry = environ; *entry; entry++) {
        const char *text = *entry;
        if (strncmp(text, "GITHEAD_", 8) != 0 || strcspn(text + 8, "=") != GIT_OID_HEXSZ)
            continue;
        if (git_oid_fromstr(&id, text + 8) == 0 && add_commit(l, &id) != 0)
            git_error_clear();
    }
    return 0;
}

static int staged_bases(struct onr_git_listing *l)
{
    git_oid head;
    int error = git_reference_name_to_id(&head, l->repository->handle, "HEAD");
    if (error == GIT_ENOTFOUND) { /* no commit yet */
        git_error_clear();
        return add_base(&l->bases, NULL);
    }
    if (error == 0)
        error = add_commit(l, &head);
    if (error == 0 && l->query->side == ONR_GIT_STAGED) {
        error = git_repository_mergehead_foreach(l->repository->handle, add_merged, l);
        if (error == GIT_ENOTFOUND)
            error = add_merged_by_environment(l);
    }
    return error ? onr_git_fail(l->problem, "the last commit could not be read") : 0;
}

static int parent_bases(struct onr_git_listing *l, git_commit *commit)
{
    unsigned parents = git_commit_parentcount(commit);
    if (parents == 0)
        return add_base(&l->bases, NULL);
    for (unsigned i = 0; i < parents; i++)
        if (add_commit(l, git_commit_parent_id(commit, i)) != 0)
            return onr_git_fail(l->problem, "a commit before it is not in this clone; "
                                            "git fetch --unshallow brings it");
    return 0;
}

static int older_base(struct onr_git_listing *l, git_commit *newer)
{
    git_commit *older;
    git_oid id;
    if (onr_git_commit(l->repository, l->query->old, &older, l->problem) != 0)
        return -1;
    id = *git_commit_id(older);
    git_commit_free(older);
    if (l->query->merge_base &&
        git_merge_base(&id, l->repository->handle, &id, git_commit_id(newer)) != 0)
        return onr_git_fail(l->problem, "%s and %s have no commit in common", l->query->old,
                            l->query->new_);
    return add_commit(l, &id) ? onr_git_fail(l->problem, "%s could not be read", l->query->old) : 0;
}

/* ---- Commits that arrive ----------------------------------------------------------------------- */

struct ids {
    git_oid *at;
    size_t count;
    size_t capacity;
};

static int add_id(struct ids *ids, const git_oid *id)
{
    if (ids->count == ids->capacity) {
        size_t capacity = ids->capacity ? ids->capacity * 2 : 64;
        git_oid *at = realloc(ids->at, capacity * sizeof *at);
        if (!at)
            return -1;
        ids->at = at;
        ids->capacity = capacity;
    }
    ids->at[ids->count++] = *id;
    return 0;
}

static int by_id(const void *a, const void *b)
{
    return git_oid_cmp(a, b);
}

static bool has_id(const struct ids *ids, const git_oid *id)
{
    return ids->count && bsearch(id, ids->at, ids->count, sizeof *ids->at, by_id);
}

int onr_git_walk_arriving(git_revwalk **walk, struct onr_git_repository *repository,
                          const struct onr_git_query *query, const git_oid *newest)
{
    git_oid id;
    int error = git_revwalk_new(walk, repository->handle);
    if (error)
        return error;
    error = git_revwalk_push(*walk, newest);
    if (!error && query->hidden)
        error = git_revwalk_hide_glob(*walk, query->hidden);
    if (!error && query->hidden_id && git_oid_fromstr(&id, query->hidden_id) == 0 &&
        git_revwalk_hide(*walk, &id) != 0)
        git_error_clear(); /* it was never fetched here */
    if (error)
        git_revwalk_free(*walk);
    return error;
}

/* Adds the parents that were there before: what the new commits are held against. */
static int boundary_bases(struct onr_git_listing *l, const struct ids *arrived)
{
    struct ids seen = {0};
    int error = 0;
    bool root = false;
    for (size_t i = 0; i < arrived->count && !error; i++) {
        git_commit *commit;
        error = git_commit_lookup(&commit, l->repository->handle, &arrived->at[i]);
        if (error)
            break;
        unsigned parents = git_commit_parentcount(commit);
        root = root || parents == 0;
        for (unsigned p = 0; p < parents && !error; p++)
            if (!has_id(arrived, git_commit_parent_id(commit, p)))
                error = add_id(&seen, git_commit_parent_id(commit, p));
        git_commit_free(commit);
    }
    if (seen.count)
        qsort(seen.at, seen.count, sizeof *seen.at, by_id);
    for (size_t i = 0; i < seen.count && !error; i++)
        if (i == 0 || git_oid_cmp(&seen.at[i], &seen.at[i - 1]) != 0)
            error = add_commit(l, &seen.at[i]);
    if (!error && seen.count == 0 && root)
        error = add_base(&l->bases, NULL);
    free(seen.at);
    return error;
}

static int arriving_bases(struct onr_git_listing *l, git_commit *newest)
{
    struct ids arrived = {0};
    git_revwalk *walk;
    git_oid id;
    int error = onr_git_walk_arriving(&walk, l->repository, l->query, git_commit_id(newest));
    if (!error) {
        while (!error && git_revwalk_next(&id, walk) == 0)
            error = add_id(&arrived, &id);
        git_revwalk_free(walk);
    }
    if (!error && arrived.count) {
        qsort(arrived.at, arrived.count, sizeof *arrived.at, by_id);
        error = boundary_bases(l, &arrived);
    }
    l->changes->commits = arrived.count;
    free(arrived.at);
    return error ? onr_git_fail(l->problem, "the new commits could not be read") : 0;
}

/* ---- The newer side ---------------------------------------------------------------------------- */

static int open_revision(struct onr_git_listing *l)
{
    git_commit *commit;
    if (onr_git_commit(l->repository, l->query->new_, &commit, l->problem) != 0)
        return -1;
    l->settings.attr_commit_id = *git_commit_id(commit);
    l->settings.flags = GIT_ATTR_CHECK_FILE_THEN_INDEX | GIT_ATTR_CHECK_INCLUDE_COMMIT;
    int error = git_commit_tree(&l->tree, commit)
                    ? onr_git_fail(l->problem, "%s could not be read", l->query->new_)
                : l->query->side == ONR_GIT_INCOMING ? arriving_bases(l, commit)
                : l->query->old                      ? older_base(l, commit)
                                                     : parent_bases(l, commit);
    git_commit_free(commit);
    return error;
}

/* What arrives does not say itself which of its files are looked into. */
static int trusted_settings(struct onr_git_listing *l)
{
    git_commit *commit;
    l->settings.flags = GIT_ATTR_CHECK_FILE_THEN_INDEX;
    if (!l->query->attributes)
        return 0;
    if (onr_git_commit(l->repository, l->query->attributes, &commit, l->problem) != 0)
        return -1;
    l->settings.flags |= GIT_ATTR_CHECK_INCLUDE_COMMIT;
    l->settings.attr_commit_id = *git_commit_id(commit);
    git_commit_free(commit);
    return 0;
}

static int refuse_conflicts(struct onr_git_listing *l)
{
    git_index_conflict_iterator *conflicts;
    const git_index_entry *base, *ours, *theirs;
    if (!git_index_has_conflicts(l->index) ||
        git_index_conflict_iterator_new(&conflicts, l->index) != 0)
        return 0;
    if (git_index_conflict_next(&base, &ours, &theirs, conflicts) == 0)
        onr_git_say(l->problem, "%s is not merged yet; settle the conflict and stage it",
                    ours ? ours->path : theirs ? theirs->path : base->path);
    git_index_conflict_iterator_free(conflicts);
    return -1;
}

int onr_git_open_sides(struct onr_git_listing *l)
{
    git_attr_options settings = GIT_ATTR_OPTIONS_INIT;
    l->settings = settings;
    if (l->query->side == ONR_GIT_REVISION)
        return open_revision(l);
    if (l->query->side == ONR_GIT_INCOMING)
        return open_revision(l) || trusted_settings(l) ? -1 : 0;
    l->settings.flags = l->query->side == ONR_GIT_STAGED ? GIT_ATTR_CHECK_INDEX_ONLY
                                                         : GIT_ATTR_CHECK_FILE_THEN_INDEX;
    if (onr_git_index(l->repository, &l->index, l->problem) != 0)
        return -1;
    if (l->query->side == ONR_GIT_STAGED && refuse_conflicts(l) != 0)
        return -1;
    if (l->query->side == ONR_GIT_WORK && !onr_git_root(l->repository)) {
        onr_git_say(l->problem, "the repository has no work tree; name the commits to compare");
        return -1;
    }
    return staged_bases(l);
}

void onr_git_close_sides(struct onr_git_listing *l)
{
    for (size_t i = 0; i < l->bases.count; i++)
        git_tree_free(l->bases.at[i]);
    free(l->bases.at);
    git_tree_free(l->tree);
}

int onr_git_diff(struct onr_git_listing *l, git_diff **result, git_diff_options *options)
{
    git_repository *handle = l->repository->handle;
    options->flags |= GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_IGNORE_SUBMODULES |
                      GIT_DIFF_SKIP_BINARY_CHECK | GIT_DIFF_IGNORE_FILEMODE;
    switch (l->query->side) {
    case ONR_GIT_STAGED:
        return git_diff_tree_to_index(result, handle, l->bases.at[0], l->index, options);
    case ONR_GIT_WORK:
        options->flags |= GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS;
        return git_diff_tree_to_workdir_with_index(result, handle, l->bases.at[0], options);
    default:
        return git_diff_tree_to_tree(result, handle, l->bases.at[0], l->tree, options);
    }
}
