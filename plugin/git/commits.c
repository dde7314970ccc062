/* Commits: those that gave a file its versions, those of a range, and what is noted on them. */
#include "git/repository.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_note(struct onr_git_repository *repository, const git_oid *id)
{
    git_note *note;
    char *text = NULL;
    if (git_note_read(&note, repository->handle, ONR_GIT_NOTES, id) == 0) {
        text = strdup(git_note_message(note));
        git_note_free(note);
    }
    git_error_clear();
    return text;
}

static char *people_of(const git_signature *author, const git_signature *committer)
{
    static const git_signature nobody = {(char *)(uintptr_t)"", (char *)(uintptr_t)"", {0}};
    const git_signature *a = author ? author : &nobody;
    const git_signature *b = committer ? committer : &nobody;
    char *people;
    return asprintf(&people, "%s\n%s\n%s\n%s\n", a->name, a->email, b->name, b->email) < 0
               ? NULL
               : people;
}

struct onr_git_commit *onr_git_add_commit(struct onr_git_repository *repository,
                                          struct onr_git_commits *commits, git_commit *commit)
{
    if (commits->count == commits->capacity) {
        size_t capacity = commits->capacity ? commits->capacity * 2 : 32;
        struct onr_git_commit *at = realloc(commits->at, capacity * sizeof *at);
        if (!at)
            return NULL;
        commits->at = at;
        commits->capacity = capacity;
    }
    struct onr_git_commit *added = &commits->at[commits->count];
    const git_signature *author = git_commit_author(commit);
    const char *subject = git_commit_summary(commit);
    memset(added, 0, sizeof *added);
    onr_git_id_text(added->id, git_commit_id(commit));
    added->author = strdup(author && author->name ? author->name : "");
    added->subject = strdup(subject ? subject : "");
    added->message = strdup(git_commit_message(commit) ? git_commit_message(commit) : "");
    added->people = people_of(author, git_commit_committer(commit));
    added->when = author ? author->when.time : git_commit_time(commit);
    added->zone = author ? author->when.offset : 0;
    added->note = read_note(repository, git_commit_id(commit));
    commits->count++;
    return added->author && added->subject && added->message && added->people ? added : NULL;
}

void onr_git_drop(struct onr_git_commits *commits)
{
    for (size_t i = 0; i < commits->count; i++) {
        free(commits->at[i].path);
        free(commits->at[i].author);
        free(commits->at[i].subject);
        free(commits->at[i].message);
        free(commits->at[i].people);
        free(commits->at[i].note);
    }
    free(commits->at);
    memset(commits, 0, sizeof *commits);
}

/* ---- The history of a file --------------------------------------------------------------------- */

/* Where a walk back along a file stands. */
struct trail {
    struct onr_git_repository *repository;
    struct onr_git_commits *commits;
    git_commit *commit; /* owned */
    char *path;         /* what the file is called there; owned */
    git_oid blob;       /* what it holds there */
};

/* The blob of a path in a commit; false where it has none. */
static bool blob_at(git_commit *commit, const char *path, git_oid *blob)
{
    git_tree *tree;
    git_tree_entry *entry;
    bool found = false;
    if (git_commit_tree(&tree, commit) != 0)
        return false;
    if (git_tree_entry_bypath(&entry, tree, path) == 0) {
        found = git_tree_entry_type(entry) == GIT_OBJECT_BLOB;
        *blob = *git_tree_entry_id(entry);
        git_tree_entry_free(entry);
    }
    git_tree_free(tree);
    git_error_clear();
    return found;
}

/* Only what goes, and the file itself, can be the two ends of its renaming. */
static int may_be_renamed(const git_diff *so_far, const git_diff_delta *delta, const char *match,
                          void *context)
{
    const struct trail *trail = context;
    (void)so_far;
    (void)match;
    if (delta->status == GIT_DELTA_DELETED)
        return 0;
    return strcmp(delta->new_file.path, trail->path) == 0 ? 0 : 1;
}

/* What the file was called in a parent that does not have it by its name; NULL for nothing. */
static char *earlier_name(struct trail *trail, git_commit *parent)
{
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    git_diff_find_options find = GIT_DIFF_FIND_OPTIONS_INIT;
    git_tree *old = NULL, *new_ = NULL;
    git_diff *diff = NULL;
    char *name = NULL;
    options.flags = GIT_DIFF_SKIP_BINARY_CHECK | GIT_DIFF_IGNORE_SUBMODULES;
    options.notify_cb = may_be_renamed;
    options.payload = trail;
    find.flags = GIT_DIFF_FIND_RENAMES;
    if (git_commit_tree(&old, parent) == 0 && git_commit_tree(&new_, trail->commit) == 0 &&
        git_diff_tree_to_tree(&diff, trail->repository->handle, old, new_, &options) == 0 &&
        git_diff_find_similar(diff, &find) == 0)
        for (size_t i = 0; i < git_diff_num_deltas(diff) && !name; i++)
            if (git_diff_get_delta(diff, i)->status == GIT_DELTA_RENAMED)
                name = strdup(git_diff_get_delta(diff, i)->old_file.path);
    git_diff_free(diff);
    git_tree_free(old);
    git_tree_free(new_);
    git_error_clear();
    return name;
}

static int note_version(struct trail *trail)
{
    struct onr_git_commit *added =
        onr_git_add_commit(trail->repository, trail->commits, trail->commit);
    if (!added)
        return -1;
    onr_git_id_text(added->blob, &trail->blob);
    added->path = strdup(trail->path);
    return added->path ? 0 : -1;
}

static void step(struct trail *trail, git_commit *parent, const git_oid *blob)
{
    git_commit_free(trail->commit);
    trail->commit = parent;
    trail->blob = *blob;
}

/*
 * The parent to go on with: one that has the file as it is here, else the first that has it, else
 * the first that has it by an earlier name. NULL where the file begins here.
 */
static git_commit *choose_parent(struct trail *trail, git_oid *blob, char **earlier)
{
    git_commit *chosen = NULL;
    unsigned parents = git_commit_parentcount(trail->commit);
    for (unsigned i = 0; i < parents; i++) {
        git_commit *parent;
        git_oid here;
        if (git_commit_parent(&parent, trail->commit, i) != 0)
            continue; /* the clone is shallow */
        bool has = blob_at(parent, trail->path, &here);
        bool same = has && git_oid_equal(&here, &trail->blob);
        if (same || (has && !chosen)) {
            git_commit_free(chosen);
            chosen = parent;
            *blob = here;
        } else {
            git_commit_free(parent);
        }
        if (same)
            break;
    }
    for (unsigned i = 0; i < parents && !chosen; i++) {
        if (git_commit_parent(&chosen, trail->commit, i) != 0)
            continue;
        *earlier = earlier_name(trail, chosen);
        if (*earlier && blob_at(chosen, *earlier, blob))
            break;
        free(*earlier);
        *earlier = NULL;
        git_commit_free(chosen);
        chosen = NULL;
    }
    git_error_clear();
    return chosen;
}

static int follow(struct trail *trail)
{
    git_commit *parent;
    do {
        git_oid blob;
        char *earlier = NULL;
        parent = choose_parent(trail, &blob, &earlier);
        bool same = parent && !earlier && git_oid_equal(&blob, &trail->blob);
        if (!same && note_version(trail) != 0) {
            git_commit_free(parent);
            free(earlier);
            return -1;
        }
        if (parent)
            step(trail, parent, &blob);
        if (earlier) {
            free(trail->path);
            trail->path = earlier;
        }
    } while (parent);
    return 0;
}

int onr_git_history(struct onr_git_repository *repository, const char *path,
                    const char *revision, struct onr_git_commits *commits,
                    struct onr_problem *problem)
{
    struct trail trail = {.repository = repository, .commits = commits};
    memset(commits, 0, sizeof *commits);
    if (onr_git_commit(repository, revision, &trail.commit, problem) != 0)
        return ONR_GIT_MISSING;
    trail.path = strdup(path);
    int error = 0;
    if (!trail.path || !blob_at(trail.commit, path, &trail.blob)) {
        onr_git_say(problem, "%s has no file %s; git log --all -- %s tells where it was", revision,
                    path, path);
        error = ONR_GIT_MISSING;
    } else if (follow(&trail) != 0) {
        error = onr_git_fail(problem, "the commits could not be read");
    }
    git_commit_free(trail.commit);
    free(trail.path);
    if (error)
        onr_git_drop(commits);
    return error;
}

/* ---- The commits of a range -------------------------------------------------------------------- */

static int walk_range(git_revwalk **walk, struct onr_git_repository *repository,
                      const struct onr_git_query *query, git_commit *newest,
                      struct onr_problem *problem)
{
    git_commit *older;
    if (query->side == ONR_GIT_INCOMING)
        return onr_git_walk_arriving(walk, repository, query, git_commit_id(newest));
    int error = git_revwalk_new(walk, repository->handle);
    if (error)
        return error;
    error = git_revwalk_push(*walk, git_commit_id(newest));
    if (!error && query->old && onr_git_commit(repository, query->old, &older, problem) == 0) {
        error = git_revwalk_hide(*walk, git_commit_id(older));
        git_commit_free(older);
    }
    if (error)
        git_revwalk_free(*walk);
    return error;
}

int onr_git_log(struct onr_git_repository *repository, const struct onr_git_query *query,
                size_t most, struct onr_git_commits *commits, struct onr_problem *problem)
{
    git_commit *newest;
    git_revwalk *walk;
    git_oid id;
    memset(commits, 0, sizeof *commits);
    if (onr_git_commit(repository, query->new_, &newest, problem) != 0)
        return -1;
    if (query->side == ONR_GIT_REVISION && !query->old)
        most = most ? 1 : 0;
    int error = walk_range(&walk, repository, query, newest, problem);
    git_commit_free(newest);
    if (error)
        return onr_git_fail(problem, "the commits could not be read");
    while (!error && commits->count < most && git_revwalk_next(&id, walk) == 0) {
        git_commit *commit;
        error = git_commit_lookup(&commit, repository->handle, &id);
        if (error)
            break;
        error = onr_git_add_commit(repository, commits, commit) ? 0 : -1;
        git_commit_free(commit);
    }
    git_revwalk_free(walk);
    if (!error)
        return 0;
    onr_git_drop(commits);
    return onr_git_fail(problem, "the commits could not be read");
}

/* ---- Notes ------------------------------------------------------------------------------------- */

int onr_git_note(struct onr_git_repository *repository, const char *revision, const char *text,
                 struct onr_problem *problem)
{
    git_commit *commit;
    git_signature *who = NULL;
    git_oid written;
    if (onr_git_commit(repository, revision, &commit, problem) != 0)
        return -1;
    /* Whoever made the commit has a name; the configuration may be out of reach by now. */
    int error = git_signature_default(&who, repository->handle);
    if (error)
        error = git_signature_dup(&who, git_commit_committer(commit));
    if (!error)
        error = git_note_create(&written, repository->handle, ONR_GIT_NOTES, who, who,
                                git_commit_id(commit), text, 1);
    git_signature_free(who);
    git_commit_free(commit);
    return error ? onr_git_fail(problem, "the commit could not be noted as not checked") : 0;
}
