/*
 * What a newsroom and a reporter have set: from the file .onrecord of a project, from the user's own file, from the
 * command line. README.md tells the format.
 */
#ifndef ONR_CONFIG_CONFIG_H
#define ONR_CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"
#include "onrecord.h"

#define ONR_PROJECT_FILE ".onrecord"

enum onr_key {
    ONR_KEY_PROFILE,
    ONR_KEY_LANGUAGE,
    ONR_KEY_OUTLET,
    ONR_KEY_INCLUDE,
    ONR_KEY_EXCLUDE,
    ONR_KEY_RULES,
    ONR_KEY_WORDS,
    ONR_KEY_SEVERITY,  /* of a rule */
    ONR_KEY_THRESHOLD, /* of a rule */
    ONR_KEY_PATH,      /* of a file to include; never a value of its own */
    ONR_KEYS,
};

/* The name of a key, "profile". Static. */
const char *onr_key_name(enum onr_key key);

/* What the command line gives, which wins over all files. Members may be NULL. */
struct onr_given {
    const char *profile; /* an onr_profile_name */
    const char *outlet;  /* the name of the outlet */
};

enum onr_origin { ONR_ORIGIN_DEFAULT, ONR_ORIGIN_PROFILE, ONR_ORIGIN_FILE, ONR_ORIGIN_COMMAND_LINE };

/* A value in force and where it came from. Borrowed from the config. */
struct onr_value {
    const char *text;       /* the value; NULL where there is none */
    enum onr_origin origin; /* where it came from … */
    const char *file;       /* … and, of a file, its name */
    unsigned line;          /* and the line, from 1 */
};

/* All that is in force for the drafts of a folder. */
struct onr_config;

/* Files that lie in a commit; branch.h. */
struct onr_branch;

/* The configs of one run, each read once. */
struct onr_configs;

/* Owned by the caller; given is borrowed as long. NULL where memory ran out. */
struct onr_configs *onr_configs_new(const struct onr_given *given);
/* The same for drafts of a branch, which paths are of and the projects' files are read from. branch is borrowed, too. */
struct onr_configs *onr_configs_in(const struct onr_given *given, const struct onr_branch *branch);
void onr_configs_free(struct onr_configs *configs);

/*
 * The config of a draft, by the folder it lies in; of "-" or of a draft in no folder that there is, that of the
 * current folder. Borrowed until onr_configs_free. NULL where a file is wrong: then *why tells, with file and line and one
 * fault a line, at the first call that met it, and is NULL at every later one.
 */
const struct onr_config *onr_configs_of_draft(struct onr_configs *configs, const char *path, const char **why);
/* The same for what lies in a folder. */
const struct onr_config *onr_configs_of_folder(struct onr_configs *configs, const char *folder, const char **why);

/* The options of an analysis, but its format and labeller. Borrowed from the config. */
struct onr_options onr_config_options(const struct onr_config *config);
/* The index of the profile in force. */
uint32_t onr_config_profile(const struct onr_config *config);
/* The policy in force, or NULL. Borrowed. */
const struct onr_policy *onr_config_policy(const struct onr_config *config);

/*
 * A fingerprint of all files that were read, those of rules and words among them: what was found under another one is
 * not what would be found now. What the command line gives is not in it. 0 where there is no file.
 */
uint64_t onr_config_print(const struct onr_config *config);

/* Whether a file that a folder holds is a draft: by include, by its ending, by exclude. start is the folder asked for. */
bool onr_config_takes(const struct onr_config *config, const char *start, const char *path);
/* Whether a file or a folder is left out: by exclude, or as one of the newsroom's own rules and words. */
bool onr_config_excludes(const struct onr_config *config, const char *start, const char *path);

/* The value of a key of the section onrecord by its number: 0 but for include and exclude, which have several. */
struct onr_value onr_config_value(const struct onr_config *config, enum onr_key key, size_t number);
/* The same for the severity or the threshold of a rule by its index; text is NULL where there is no threshold. */
struct onr_value onr_config_rule_value(const struct onr_config *config, enum onr_key key, uint32_t rule, char *room,
                                       size_t size);
/* The files that were read, those they include among them, in their order, by number; NULL past the last. */
const char *onr_config_file(const struct onr_config *config, size_t number);

#endif
