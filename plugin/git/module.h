/*
 * What the program asks of git, answered by a module that is loaded only when it is asked.
 *
 * libgit2 takes several times as long to start as the rest of the program, so the program is not
 * linked with it. The module is one shared object with one symbol, ONR_GIT_SYMBOL, of struct
 * onr_git_module. Reading never writes: no stash, no checkout, no refresh of the index, no fetch.
 */
#ifndef ONR_GIT_MODULE_H
#define ONR_GIT_MODULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"

#define ONR_GIT_SYMBOL "onr_git_module"
#define ONR_GIT_VERSION 3          /* raised when the struct changes */
#define ONR_GIT_MISSING (-2)        /* what was asked for is not there */
#define ONR_GIT_ID 65              /* room for an object id in hexadecimal and its end */
#define ONR_GIT_LARGEST (8u << 20) /* bytes: what is larger is no draft */

struct onr_git_tree;       /* the work tree around a folder */
struct onr_git_repository; /* a repository that is read */

/* ---- What a change does to files --------------------------------------------------------------- */

/* What is compared with what. */
enum onr_git_side {
    ONR_GIT_STAGED,   /* the index with HEAD, and with the other parents of a merge under way */
    ONR_GIT_WORK,     /* the work tree with HEAD */
    ONR_GIT_REVISION, /* a commit with its parents, or with `old` where that is given */
    ONR_GIT_INCOMING, /* a commit with those that were there before it arrived (see `hidden`) */
};

struct onr_git_query {
    enum onr_git_side side;
    const char *old;           /* REVISION: the older commit; NULL for the parents of `new` */
    const char *new_;          /* REVISION and INCOMING: the newer commit */
    bool merge_base;           /* REVISION: compare with where the two parted */
    const char *hidden;        /* INCOMING: refs whose commits were there, "refs/" followed by a star */
    const char *hidden_id;     /* INCOMING: one more commit that was; NULL for none */
    const char *attributes;    /* INCOMING: the commit whose .gitattributes hold; NULL for none */
    const char *const *paths;  /* files and folders seen from the root; path_count of them, 0 for all */
    int path_count;            /* how many */
    bool others;               /* also list what is no draft, marked so */
    bool (*takes)(void *context, const char *path); /* whether a path is one that drafts have */
    void *context;             /* handed to takes */
};

/* A file as one of the older sides has it. */
struct onr_git_old {
    char *path;          /* another one where the file was renamed */
    char id[ONR_GIT_ID]; /* its blob */
};

/* Bytes of a blob, the last not included. */
struct onr_git_span {
    size_t start;
    size_t end;
};

/* Why a file is not looked into. */
enum onr_git_skip {
    ONR_GIT_TAKEN,     /* it is */
    ONR_GIT_NO_FILE,   /* a link or a submodule */
    ONR_GIT_NO_DRAFT,  /* its name is not one drafts have */
    ONR_GIT_DELETED,   /* it goes */
    ONR_GIT_UNWANTED,  /* .gitattributes says -onrecord */
    ONR_GIT_GENERATED, /* .gitattributes says linguist-generated */
    ONR_GIT_BINARY,    /* .gitattributes says binary or -diff, or it holds NUL bytes */
    ONR_GIT_LFS,       /* a pointer to a file kept elsewhere */
    ONR_GIT_HUGE,      /* over ONR_GIT_LARGEST */
    ONR_GIT_ABSENT,    /* not in this clone; it is not fetched */
};

/* One file that a change adds, changes, renames or takes away. */
struct onr_git_change {
    char *path;             /* seen from the root of the work tree; owned */
    char status;            /* A, M, R, T (another kind of file) or D */
    char id[ONR_GIT_ID];    /* its new blob; "" where it goes, or lies in the work tree */
    enum onr_git_skip skip; /* why it is not looked into */
    bool strict;            /* .gitattributes says onrecord=strict */
    char encoding[40];      /* the newer text's encoding by .gitattributes; "" for UTF-8 */
    char old_encoding[40];  /* that of the older texts */
    struct onr_git_old *old;     /* old_count older sides that have the file; owned */
    uint32_t old_count;          /* how many */
    uint32_t sides;              /* older sides compared with, whether they have it or not */
    char *bytes;                 /* filled by load: the new text, ended by a NUL; owned */
    size_t length;               /* bytes of it */
    char *old_bytes;             /* filled by load: the text of the first older side; owned or NULL */
    size_t old_length;           /* bytes of it */
    struct onr_git_span *added;  /* filled by load: lines that no older side has; owned */
    uint32_t added_count;        /* how many */
};

struct onr_git_changes {
    struct onr_git_change *at; /* count changes in the order of their names; owned */
    size_t count;              /* how many */
    size_t capacity;           /* how many there is room for */
    size_t commits;            /* INCOMING: commits that are new */
};

/* ---- Commits ----------------------------------------------------------------------------------- */

struct onr_git_commit {
    char id[ONR_GIT_ID];   /* of the commit */
    char blob[ONR_GIT_ID]; /* of the file, where a file was asked for */
    char *path;            /* what the file was called then; owned, NULL without a file */
    char *author;          /* owned */
    char *subject;         /* first line of the message; owned */
    char *message;         /* all of it; owned */
    char *people;          /* names and addresses of author and committer, a line each; owned */
    char *note;            /* what onrecord noted on it; owned, NULL for nothing */
    int64_t when;          /* seconds since 1970 in UTC */
    int zone;              /* minutes to add for the author's clock */
};

struct onr_git_commits {
    struct onr_git_commit *at; /* count commits, the newest first; owned */
    size_t count;              /* how many */
    size_t capacity;           /* how many there is room for */
};

/* Where git looks for hooks. */
struct onr_git_hooks {
    char folder[4096];     /* absolute */
    bool configured;       /* core.hooksPath says so */
    bool relative;         /* by a path that each work tree reads in its own way */
    bool bare;             /* the repository has no work tree */
    char common[4096];     /* the hooks folder of the repository itself, absolute */
};

/* ---- The module -------------------------------------------------------------------------------- */

/* Functions that may fail return 0, or -1 with the problem filled. */
struct onr_git_module {
    int version; /* ONR_GIT_VERSION */
    /*
     * Opens the work tree a folder lies in, or returns NULL with *why (static or the library's)
     * told.
     */
    struct onr_git_tree *(*open)(const char *folder, const char **why);
    /*
     * Whether git ignores a path below the folder given to open. What is tracked is never ignored.
     */
    bool (*ignored)(struct onr_git_tree *tree, const char *path, bool folder);
    void (*close)(struct onr_git_tree *tree); /* NULL is legal */

    /*
     * Opens the repository that GIT_DIR names, else the one a folder lies in, with the index and
     * the objects that GIT_INDEX_FILE, GIT_OBJECT_DIRECTORY and the like name.
     */
    struct onr_git_repository *(*repository)(const char *folder, struct onr_problem *problem);
    void (*release)(struct onr_git_repository *repository); /* NULL is legal */
    /* The root of the work tree, with a slash at its end; NULL where it has none. Borrowed. */
    const char *(*root)(struct onr_git_repository *repository);
    /* A path of the file system seen from the root; -1 where it lies outside. Free what is given. */
    int (*inside)(struct onr_git_repository *repository, const char *path, char **inside,
                  struct onr_problem *problem);

    /* What changed; the caller owns it and calls forget. An unmerged file is a problem. */
    int (*changes)(struct onr_git_repository *repository, const struct onr_git_query *query,
                   struct onr_git_changes *changes, struct onr_problem *problem);
    void (*forget)(struct onr_git_changes *changes);
    /*
     * Reads the texts and finds the added lines of a change that is taken. May set its skip: what
     * is no text is told by its bytes.
     */
    int (*load)(struct onr_git_repository *repository, struct onr_git_change *change,
                struct onr_problem *problem);
    void (*unload)(struct onr_git_change *change);
    /* The encoding of a file's blobs by .gitattributes; "" for UTF-8. */
    void (*encoding)(struct onr_git_repository *repository, const char *path, char encoding[40]);
    /* Reads a blob, ended by a NUL; the caller frees it. */
    int (*blob)(struct onr_git_repository *repository, const char *id, char **bytes,
                size_t *length, struct onr_problem *problem);
    /*
     * Reads what a commit has at a path seen from the root: a file, ended by a NUL, or the names in
     * a folder ("" for the root), each ended by a NUL and "" after the last; the caller frees it.
     * 1, 0 where there is nothing, -1 where it is another thing or not in this clone.
     */
    int (*file)(struct onr_git_repository *repository, const char *commit, const char *path,
                char **bytes, size_t *length, struct onr_problem *problem);
    int (*folder)(struct onr_git_repository *repository, const char *commit, const char *path,
                  char **names, struct onr_problem *problem);

    /*
     * The commits that gave a file its versions, renames followed, from a revision on back.
     * ONR_GIT_MISSING, with the problem filled, where there is no such revision or no file in it.
     */
    int (*history)(struct onr_git_repository *repository, const char *path, const char *revision,
                   struct onr_git_commits *commits, struct onr_problem *problem);
    /* The commits a query spans, at most `most`. For REVISION and INCOMING. */
    int (*log)(struct onr_git_repository *repository, const struct onr_git_query *query,
               size_t most, struct onr_git_commits *commits, struct onr_problem *problem);
    void (*drop)(struct onr_git_commits *commits);
    /* The full id of the commit a revision names. */
    int (*resolve)(struct onr_git_repository *repository, const char *revision,
                   char id[ONR_GIT_ID], struct onr_problem *problem);
    /* Notes a text on a commit, in refs/notes/onrecord; replaces what was noted. */
    int (*note)(struct onr_git_repository *repository, const char *revision, const char *text,
                struct onr_problem *problem);

    /* Where git looks for hooks; of the user's configuration where repository is NULL. */
    int (*hooks)(struct onr_git_repository *repository, struct onr_git_hooks *hooks,
                 struct onr_problem *problem);
    /* Whether a setting is on; false where it is not set. */
    bool (*setting)(struct onr_git_repository *repository, const char *name);
    /* Sets or, with NULL, takes away a setting in the user's own configuration. */
    int (*configure)(const char *name, const char *value, struct onr_problem *problem);
};

#endif
