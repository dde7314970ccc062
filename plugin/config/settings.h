/*
 * What configuration files say, line by line: settings in the order they are read, so that a later one wins.
 * Inside this room; config.h is its door.
 */
#ifndef ONR_CONFIG_SETTINGS_H
#define ONR_CONFIG_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "config/branch.h"
#include "config/config.h"
#include "config/faults.h"
#include "document/document.h"

/* One line of a file. All strings are owned. */
struct onr_setting {
    enum onr_key key;    /* what it sets */
    char *rule;          /* the rule of its section; NULL outside of one */
    char *value;         /* as it is written, quotation marks taken off */
    char *folder;        /* of the file, which paths are seen from */
    char *file;          /* the file as it is shown */
    unsigned line;       /* from 1 */
    bool project;        /* of the project, not of the user */
    const struct onr_branch *branch; /* the file lies in; NULL for the file system; borrowed */
};

struct onr_settings {
    struct onr_setting *at; /* count settings */
    size_t count;           /* how many */
    size_t capacity;        /* how many there is room for */
    char **files;           /* the files read, as they are shown, in their order; owned */
    size_t file_count;      /* how many */
    uint64_t print;         /* of all that was read, as onr_print makes it: other files have another one */
};

/*
 * Adds the settings of a file and of those it includes, in a branch where one is given, and what is wrong in them to
 * faults.
 */
void onr_settings_read(struct onr_settings *settings, const struct onr_branch *branch, const char *path, bool project,
                       struct onr_faults *faults);
/* Takes bytes that were read and their file's name into the print. */
void onr_settings_print(struct onr_settings *settings, const char *name, const char *bytes, size_t length);
void onr_settings_free(struct onr_settings *settings);

/*
 * Checks a value for what its key takes. 0, or -1 with what is wrong in problem, which place (FILE:LINE) begins.
 * Rules and folders are looked at later, when they are read.
 */
int onr_key_check(enum onr_key key, const char *value, const char *place, struct onr_problem *problem);
/* The key of a name in a section ("onrecord", "include", "rule"), or -1 with the nearest in problem. */
int onr_key_find(const char *section, const char *name, const char *place, struct onr_problem *problem);
/* Checks the name of a section; *rule becomes the id of a rule's (owned by the caller), else NULL. -1 and problem. */
int onr_section_find(const char *name, const char **section, char **rule, const char *place,
                     struct onr_problem *problem);

/* A path that a file names, seen from the folder of that file; "~/" is the user's home. Owned by the caller. */
char *onr_path_from(const char *folder, const char *path);
/* A path as it is shown: relative where it lies below the current folder. Owned by the caller. */
char *onr_path_shown(const char *path);
/* The user's own file, or NULL where there is none. Owned by the caller. */
char *onr_user_file(void);

/*
 * The policy that settings ask for, with the rules and words of its folders; owned by the caller. NULL where they ask for
 * none, and where something is wrong with it, which is added to faults.
 */
struct onr_policy *onr_policy_make(struct onr_settings *settings, struct onr_faults *faults);
/* The setting of a key that counts, or NULL. */
const struct onr_setting *onr_settings_last(const struct onr_settings *settings, enum onr_key key);

#endif
