#include "git/reach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "git/oids.h"

#define COMMIT_DIGITS 10
#define LONGEST_PATH 8192 /* bytes of a folder's path: what is deeper is no draft's */

extern const struct onr_git_reach onr_git_reach;

struct reach {
    const struct onr_reach_calls *calls;
    git_repository *repository;
    git_odb *objects;
    struct onr_oids blobs; /* contents that were given */
    struct onr_oids trees; /* folders that were walked, each at its path */
    char commit[COMMIT_DIGITS + 1]; /* of the commit at hand; "" for none */
    bool ended;            /* the caller has enough */
    bool failed;           /* memory ran out */
};

static void give(struct reach *reach, enum onr_reach_kind kind, const char *path, const char *bytes,
                 size_t length)
{
    struct onr_reach_item item = {kind, path, *reach->commit ? reach->commit : NULL, bytes, length};
    if (!reach->ended && !reach->calls->item(reach->calls->context, &item))
        reach->ended = true;
}

static void give_text(struct reach *reach, enum onr_reach_kind kind, const char *text)
{
    if (text)
        give(reach, kind, NULL, text, strlen(text));
}

static void give_missing(struct reach *reach, const char *path, const git_oid *oid)
{
    char object[COMMIT_DIGITS + 1];
    git_oid_tostr(object, sizeof object, oid);
    reach->calls->missing(reach->calls->context, path, object);
}

/* The content of a blob, once, wherever it lies; then it is wiped. */
static void give_blob(struct reach *reach, const char *path, const git_oid *oid)
{
    git_odb_object *object;
    int fresh = onr_oids_add(&reach->blobs, oid, 0);
    if (fresh < 0)
        reach->failed = true;
    if (fresh <= 0)
        return;
    if (git_odb_read(&object, reach->objects, oid) != 0) {
        give_missing(reach, path, oid);
        return;
    }
    const void *bytes = git_odb_object_data(object);
    size_t length = git_odb_object_size(object);
    give(reach, ONR_REACH_CONTENT, path, bytes, length);
    explicit_bzero((void *)(uintptr_t)bytes, length);
    git_odb_object_free(object);
}

static int open_repository(struct reach *reach, const char **why)
{
    *why = "libgit2 could not be started";
    if (git_libgit2_init() < 0)
        return -1;
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0); /* nothing of it is run */
    git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);       /* what is read is wiped */
    *why = "this folder is in no git repository that can be opened";
    if (git_repository_open_ext(&reach->repository, NULL, GIT_REPOSITORY_OPEN_FROM_ENV, NULL) != 0 ||
        git_repository_odb(&reach->objects, reach->repository) != 0)
        return -1;
    return 0;
}

static void close_repository(struct reach *reach)
{
    onr_oids_free(&reach->blobs);
    onr_oids_free(&reach->trees);
    git_odb_free(reach->objects);
    git_repository_free(reach->repository);
    git_libgit2_shutdown();
}

/* "name <address>"; NULL where memory runs out. */
static char *describe(struct reach *reach, const char *name, const char *address)
{
    char *text;
    if (asprintf(&text, "%s <%s>", name ? name : "", address ? address : "") >= 0)
        return text;
    reach->failed = true;
    return NULL;
}

/* Gives author and committer, once where they are one; takes both over. */
static void give_both(struct reach *reach, char *author, char *committer)
{
    give_text(reach, ONR_REACH_PERSON, author);
    if (author && committer && strcmp(author, committer) != 0)
        give_text(reach, ONR_REACH_PERSON, committer);
    for (int i = 0; i < 2; i++) {
        char *text = i ? committer : author;
        if (text)
            explicit_bzero(text, strlen(text));
        free(text);
    }
}

/* A setting of git; the caller disposes of the buffer. */
static const char *setting(git_config *config, const char *name, git_buf *buffer)
{
    return config && git_config_get_string_buf(buffer, config, name) == 0 ? buffer->ptr : NULL;
}

/* Who the next commit would be by: from the environment as git takes it, else from the settings. */
static void give_people(struct reach *reach)
{
    git_config *config = NULL;
    git_buf name_buffer = {0}, address_buffer = {0};
    if (git_repository_config_snapshot(&config, reach->repository) != 0)
        config = NULL;
    const char *name = setting(config, "user.name", &name_buffer);
    const char *address = setting(config, "user.email", &address_buffer);
    const char *author = getenv("GIT_AUTHOR_NAME"), *at = getenv("GIT_AUTHOR_EMAIL");
    const char *committer = getenv("GIT_COMMITTER_NAME"), *from = getenv("GIT_COMMITTER_EMAIL");
    give_both(reach, describe(reach, author ? author : name, at ? at : address),
              describe(reach, committer ? committer : name, from ? from : address));
    git_buf_dispose(&name_buffer);
    git_buf_dispose(&address_buffer);
    git_config_free(config);
}

static void give_branch(struct reach *reach)
{
    git_reference *head;
    if (git_reference_lookup(&head, reach->repository, "HEAD") != 0)
        return;
    give_text(reach, ONR_REACH_REF, git_reference_symbolic_target(head));
    git_reference_free(head);
}

/* A message that git or the reporter has begun; a file that is not there is none. */
static void give_prepared(struct reach *reach, const char *name)
{
    char bytes[65536];
    char *path;
    if (asprintf(&path, "%s%s", git_repository_path(reach->repository), name) < 0)
        return;
    FILE *file = fopen(path, "rb");
    if (file) {
        setvbuf(file, NULL, _IONBF, 0);
        size_t length = fread(bytes, 1, sizeof bytes, file);
        give(reach, ONR_REACH_MESSAGE, name, bytes, length);
        explicit_bzero(bytes, length);
        fclose(file);
    }
    free(path);
}

static void give_entry(struct reach *reach, const char *path, unsigned mode, const git_oid *oid)
{
    give(reach, ONR_REACH_PATH, path, path, strlen(path));
    if (mode != GIT_FILEMODE_COMMIT) /* a submodule is another repository */
        give_blob(reach, path, oid);
}

/* Both sides of what is not merged yet. */
static long give_conflicts(struct reach *reach, git_index *index)
{
    git_index_conflict_iterator *conflicts;
    const git_index_entry *sides[3];
    long files = 0;
    if (git_index_conflict_iterator_new(&conflicts, index) != 0)
        return 0;
    while (git_index_conflict_next(&sides[0], &sides[1], &sides[2], conflicts) == 0) {
        for (int i = 1; i < 3; i++)
            if (sides[i])
                give_entry(reach, sides[i]->path, sides[i]->mode, &sides[i]->id);
        files++;
    }
    git_index_conflict_iterator_free(conflicts);
    return files;
}

static git_tree *head_tree(struct reach *reach)
{
    git_object *tree;
    if (git_revparse_single(&tree, reach->repository, "HEAD^{tree}") != 0)
        return NULL; /* before the first commit */
    return (git_tree *)tree;
}

/* The files of the index that differ from HEAD. */
static long give_index(struct reach *reach, const char **why)
{
    git_index *index = NULL;
    git_diff *diff = NULL;
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    long files = -1;
    git_tree *tree = head_tree(reach);
    options.flags = GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SKIP_BINARY_CHECK;
    *why = "what is staged cannot be read; git status may say more";
    if (git_repository_index(&index, reach->repository) == 0 &&
        git_diff_tree_to_index(&diff, reach->repository, tree, index, &options) == 0) {
        files = give_conflicts(reach, index);
        for (size_t i = 0; i < git_diff_num_deltas(diff) && !reach->ended; i++) {
            const git_diff_delta *delta = git_diff_get_delta(diff, i);
            if (delta->status == GIT_DELTA_DELETED || delta->status == GIT_DELTA_CONFLICTED)
                continue;
            give_entry(reach, delta->new_file.path, delta->new_file.mode, &delta->new_file.id);
            files++;
        }
    }
    git_diff_free(diff);
    git_index_free(index);
    git_tree_free(tree);
    return files;
}

static long staged(const struct onr_reach_calls *calls, const char **why)
{
    struct reach reach = {.calls = calls};
    long files = -1;
    if (open_repository(&reach, why) == 0) {
        files = git_repository_is_bare(reach.repository) ? 0 : give_index(&reach, why);
        if (files >= 0) {
            give_people(&reach);
            give_branch(&reach);
            give_prepared(&reach, "MERGE_MSG");
            give_prepared(&reach, "SQUASH_MSG");
        }
    }
    if (reach.failed) {
        *why = "memory ran out";
        files = -1;
    }
    close_repository(&reach);
    return files;
}

static uint64_t hash_path(const char *path)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *path; path++)
        hash = (hash ^ (unsigned char)*path) * 0x100000001B3u;
    return hash;
}

static void give_tree(struct reach *reach, const git_oid *oid, const char *prefix);

static void give_tree_entry(struct reach *reach, const git_tree_entry *entry, const char *prefix)
{
    char *path;
    unsigned mode = git_tree_entry_filemode(entry);
    bool folder = mode == GIT_FILEMODE_TREE;
    if (asprintf(&path, "%s%s%s", prefix, git_tree_entry_name(entry), folder ? "/" : "") < 0) {
        reach->failed = true;
        return;
    }
    if (folder)
        give_tree(reach, git_tree_entry_id(entry), path);
    else
        give_entry(reach, path, mode, git_tree_entry_id(entry));
    explicit_bzero(path, strlen(path));
    free(path);
}

/* A folder at its path, once. */
static void give_tree(struct reach *reach, const git_oid *oid, const char *prefix)
{
    git_tree *tree;
    int fresh = onr_oids_add(&reach->trees, oid, hash_path(prefix));
    if (fresh < 0)
        reach->failed = true;
    if (fresh <= 0)
        return;
    if (strlen(prefix) > LONGEST_PATH || git_tree_lookup(&tree, reach->repository, oid) != 0) {
        give_missing(reach, prefix, oid);
        return;
    }
    size_t count = git_tree_entrycount(tree);
    for (size_t i = 0; i < count && !reach->ended && !reach->failed; i++)
        give_tree_entry(reach, git_tree_entry_byindex(tree, i), prefix);
    git_tree_free(tree);
}

static char *describe_person(struct reach *reach, const git_signature *person)
{
    return person ? describe(reach, person->name, person->email) : NULL;
}

static void give_commit(struct reach *reach, const git_oid *oid)
{
    git_commit *commit;
    git_oid_tostr(reach->commit, sizeof reach->commit, oid);
    if (git_commit_lookup(&commit, reach->repository, oid) != 0) {
        give_missing(reach, NULL, oid);
        return;
    }
    give_text(reach, ONR_REACH_MESSAGE, git_commit_message_raw(commit));
    give_both(reach, describe_person(reach, git_commit_author(commit)),
              describe_person(reach, git_commit_committer(commit)));
    give_tree(reach, git_commit_tree_id(commit), "");
    git_commit_free(commit);
}

/* A tag with a message of its own, and what it leads to where that is no commit. */
static void give_tag(struct reach *reach, const git_oid *oid)
{
    git_object *object;
    if (git_object_lookup(&object, reach->repository, oid, GIT_OBJECT_ANY) != 0) {
        give_missing(reach, NULL, oid);
        return;
    }
    git_oid_tostr(reach->commit, sizeof reach->commit, oid);
    if (git_object_type(object) == GIT_OBJECT_TAG) {
        const git_tag *tag = (const git_tag *)object;
        give_text(reach, ONR_REACH_MESSAGE, git_tag_message(tag));
        give_both(reach, describe_person(reach, git_tag_tagger(tag)), NULL);
        give_tag(reach, git_tag_target_id(tag));
    } else if (git_object_type(object) == GIT_OBJECT_BLOB) {
        give_blob(reach, NULL, oid);
    } else if (git_object_type(object) == GIT_OBJECT_TREE) {
        give_tree(reach, oid, "");
    }
    git_object_free(object);
    reach->commit[0] = '\0';
}

/* Gives a reference and begins the walk at the commit it leads to, if it does to one. */
static void begin_at(struct reach *reach, git_revwalk *walk, const char *name)
{
    git_oid oid;
    git_object *commit = NULL;
    give_text(reach, ONR_REACH_REF, name);
    if (git_reference_name_to_id(&oid, reach->repository, name) != 0)
        return; /* a branch before its first commit */
    give_tag(reach, &oid);
    git_object *object;
    if (git_object_lookup(&object, reach->repository, &oid, GIT_OBJECT_ANY) != 0)
        return;
    if (git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0)
        git_revwalk_push(walk, git_object_id(commit));
    git_object_free(commit);
    git_object_free(object);
}

static void begin_everywhere(struct reach *reach, git_revwalk *walk)
{
    git_reference_iterator *references;
    const char *name;
    begin_at(reach, walk, "HEAD");
    if (git_reference_iterator_new(&references, reach->repository) != 0)
        return;
    while (git_reference_next_name(&name, references) == 0)
        begin_at(reach, walk, name);
    git_reference_iterator_free(references);
}

/* The commits of a walk in its order; the caller frees them. -1 where the walk breaks off. */
static long list_commits(git_revwalk *walk, git_oid **commits)
{
    size_t count = 0, room = 0;
    git_oid oid;
    int status;
    *commits = NULL;
    while ((status = git_revwalk_next(&oid, walk)) == 0) {
        if (count == room) {
            room = room ? room * 2 : 1024;
            git_oid *more = realloc(*commits, room * sizeof *more);
            if (!more)
                return -1;
            *commits = more;
        }
        (*commits)[count++] = oid;
    }
    return status == GIT_ITEROVER ? (long)count : -1;
}

static long walk_history(struct reach *reach, const char **why)
{
    git_revwalk *walk;
    git_oid *commits = NULL;
    *why = "its history cannot be read; is it a shallow clone? git fetch --unshallow completes one";
    if (git_revwalk_new(&walk, reach->repository) != 0)
        return -1;
    git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL | GIT_SORT_REVERSE);
    begin_everywhere(reach, walk);
    long count = list_commits(walk, &commits);
    for (long i = 0; i < count && !reach->ended && !reach->failed; i++) {
        give_commit(reach, &commits[i]);
        reach->calls->progress(reach->calls->context, (size_t)i + 1, (size_t)count);
    }
    free(commits);
    git_revwalk_free(walk);
    return count;
}

static long history(const struct onr_reach_calls *calls, const char **why)
{
    struct reach reach = {.calls = calls};
    long commits = -1;
    if (open_repository(&reach, why) == 0)
        commits = walk_history(&reach, why);
    if (reach.failed) {
        *why = "memory ran out";
        commits = -1;
    }
    close_repository(&reach);
    return commits;
}

__attribute__((visibility("default"))) const struct onr_git_reach onr_git_reach = {
    .version = ONR_GIT_REACH_VERSION,
    .staged = staged,
    .history = history,
};
