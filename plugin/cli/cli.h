/* What the commands share. README.md tells how to add a command. */
#ifndef ONR_CLI_CLI_H
#define ONR_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "config/config.h"
#include "onrecord.h"
#include "present/out.h"
#include "present/present.h"

enum onr_exit {
    ONR_EXIT_CLEAN = 0,
    ONR_EXIT_FINDINGS = 1, /* findings at or above --fail-on */
    ONR_EXIT_USAGE = 2,    /* the command line is wrong */
    ONR_EXIT_FILE = 3,     /* something could not be read, analyzed or written */
    ONR_EXIT_INTERNAL = 4, /* a fault of onrecord's own */
};

/* The options, one bit each: a command says which it takes. */
enum onr_option {
    ONR_OPTION_PROFILE = 1 << 0,
    ONR_OPTION_OUTLET = 1 << 1,
    ONR_OPTION_FORMAT = 1 << 2,
    ONR_OPTION_ENCODING = 1 << 3,
    ONR_OPTION_STDIN_FILENAME = 1 << 4,
    ONR_OPTION_INPUT = 1 << 5,
    ONR_OPTION_COLOR = 1 << 6,
    ONR_OPTION_LABELLER = 1 << 7,
    ONR_OPTION_FAIL_ON = 1 << 8,
    ONR_OPTION_SHOW = 1 << 9,
    ONR_OPTION_SHOW_CONFIG = 1 << 10, /* --show without a value */
    ONR_OPTION_SCORE = 1 << 11,
    ONR_OPTION_CHECK = 1 << 12,
    ONR_OPTION_EXPLAIN = 1 << 13,
    ONR_OPTION_SERVER = 1 << 20, /* how a language server is started: several rows */
    ONR_OPTION_STDIO = 1 << 21,  /* --stdio, which says what is so anyway */
    ONR_OPTION_HISTORY = 1 << 24,
    ONR_OPTION_KIND = 1 << 25,
    ONR_OPTION_FIX = 1 << 14,
    ONR_OPTION_DIFF = 1 << 15,
    ONR_OPTION_HOOKS = 1 << 16, /* --pre-commit, --pre-push, --pre-receive, --commit-msg, --global */
    ONR_OPTION_STAGED = 1 << 17,
    ONR_OPTION_SINCE = 1 << 18,
    ONR_OPTION_BASELINE = 1 << 19, /* --baseline, --write-baseline */
    ONR_OPTION_TRUSTED = 1 << 22,
};

/* All that reads and analyzes drafts takes these. */
#define ONR_OPTIONS_DRAFTS                                                              \
    (ONR_OPTION_PROFILE | ONR_OPTION_OUTLET | ONR_OPTION_FORMAT | ONR_OPTION_ENCODING | \
     ONR_OPTION_STDIN_FILENAME | ONR_OPTION_INPUT | ONR_OPTION_COLOR | ONR_OPTION_LABELLER)

/*
 * The command line, taken apart. All strings are borrowed from it; NULL where an option is not
 * given.
 */
struct onr_arguments {
    const char *profile;
    const char *outlet;
    const char *format;
    const char *encoding;
    const char *stdin_filename;
    const char *input;
    const char *color;
    const char *labeller;
    const char *fail_on;
    const char *show;
    const char *socket;
    const char *log;
    const char *trace;
    const char *try_on; /* --check FILE, of lsp */
    const char *parent;
    bool stdio;         /* --stdio */
    bool show_config; /* --show, of config */
    bool score;      /* --score */
    bool check;      /* --check */
    bool explain;    /* --explain */
    bool history;    /* --history */
    const char *kind;
    const char *fix;
    const char *diff;
    bool pre_commit; /* --pre-commit */
    bool pre_push;   /* --pre-push */
    bool pre_receive; /* --pre-receive */
    bool commit_msg; /* --commit-msg */
    bool global;     /* --global */
    bool staged;     /* --staged */
    const char *trusted;
    const char *since;
    const char *baseline;
    const char *write_baseline;
    bool help;       /* --help was given */
    char **operands; /* what is no option: files, a rule, a command */
    int count;       /* how many */
};

/* One row of the table of commands. */
struct onr_command {
    const char *name;
    const char *summary;                               /* one line for the list of commands */
    const char *help;                                  /* the whole of `onrecord NAME --help` */
    unsigned options;                                  /* bits of onr_option */
    const char *const *formats; /* what --format takes, ended by NULL; NULL for the presenters */
    int (*run)(const struct onr_arguments *arguments); /* returns an onr_exit */
};

/* The formats of a command that prints text or JSON. */
extern const char *const onr_text_or_json[];

/* The command by index, or NULL past the last; by name, or NULL. Static. */
const struct onr_command *onr_command_at(size_t index);
const struct onr_command *onr_command_find(const char *name);

extern const struct onr_command onr_command_report;
extern const struct onr_command onr_command_check;
extern const struct onr_command onr_command_analyze;
extern const struct onr_command onr_command_explain;
extern const struct onr_command onr_command_rules;
extern const struct onr_command onr_command_config;
extern const struct onr_command onr_command_lsp;
extern const struct onr_command onr_command_protect;
extern const struct onr_command onr_command_review;
extern const struct onr_command onr_command_diff;
extern const struct onr_command onr_command_history;
extern const struct onr_command onr_command_blame;
extern const struct onr_command onr_command_hook;
extern const struct onr_command onr_command_help;

/*
 * Takes apart what follows the command's name. operands has room for count strings. Returns
 * ONR_EXIT_CLEAN, or ONR_EXIT_USAGE with the reason told on standard error.
 */
int onr_arguments_parse(struct onr_arguments *arguments, const struct onr_command *command,
                        int count, char **words, char **operands);

/*
 * Tells on standard error "onrecord: SUBJECT: text"; subject may be NULL. Control characters are
 * named.
 */
__attribute__((format(printf, 2, 3))) void onr_complain(const char *subject, const char *format,
                                                        ...);
/* Tells each line of a text by itself. */
void onr_complain_lines(const char *text);
/* Tells an error of the core, with its place where it has one. */
void onr_complain_error(const char *subject, const struct onr_error *error);
/*
 * Tells that word is no such thing and which is nearest. name gives each that is known, NULL at the
 * end.
 */
void onr_complain_unknown(const char *what, const char *word, const char *(*name)(size_t index),
                          const char *remedy);
/* The known name nearest to a word, or NULL where none is near. */
const char *onr_nearest(const char *word, const char *(*name)(size_t index));

/* The index of a severity's name ("never" is above all), or -1. */
int onr_severity_of(const char *name);
/*
 * Opens the configs of a run, under what the command line gives; given has to live as long. NULL where memory ran out,
 * which is told.
 */
struct onr_configs *onr_configs_of(const struct onr_arguments *arguments, struct onr_given *given);
/* The config of the current folder, for commands that read no draft. NULL where a file is wrong, which is told. */
const struct onr_config *onr_config_here(struct onr_configs *configs);

/* Opens standard output with the style that --color, the environment and the terminal ask for. */
struct onr_style onr_style_of(const struct onr_arguments *arguments);
/*
 * Closes standard output. Returns status, or ONR_EXIT_FILE with the reason told where writing
 * failed.
 */
int onr_finish(struct onr_out *out, int status);

/* Tries the examples of the newsroom's own rules. Returns an onr_exit. */
int onr_examples_run(const struct onr_config *config);
/* What is done to drafts before they are presented. */
enum onr_fixing {
    ONR_FIXING_NONE,
    ONR_FIXING_SAFE, /* fixes that leave nothing to the writer */
    ONR_FIXING_ALL,
};
struct onr_baseline;

/* How a command presents the drafts it is given. */
struct onr_task {
    const struct onr_presenter *presenter; /* the format */
    int fail_on;             /* findings from this severity on make the exit status 1 */
    enum onr_severity least; /* findings below it are not shown to people */
    bool explain;            /* attributions are shown with what made them one */
    bool past;               /* drafts are shown with their versions in git */
    enum onr_fixing fixing;  /* which fixes are made */
    bool diff;               /* they are only shown, in place of the findings */
    struct onr_baseline *baseline; /* what was accepted before; NULL for nothing */
};

/* Writes the diff of what the task's fixes would do to a draft. Returns an onr_exit. */
int onr_fix_show(const struct onr_task *task, const struct onr_document *document,
                 const struct onr_analysis *analysis, struct onr_out *out);
/*
 * Makes the task's fixes in the file of a draft and says so on standard error. Returns an onr_exit; *fixed
 * tells that the document holds another text now: analyses of it are to be made anew.
 */
int onr_fix_make(const struct onr_task *task, struct onr_document *document,
                 const struct onr_analysis *analysis, bool *fixed);

/* Reads, analyzes and presents all operands: files, folders, "-". Returns an onr_exit. */
int onr_drafts_run(const struct onr_arguments *arguments, const struct onr_task *task);
/* The same for JSON Lines: one draft on each line of the operands. */
int onr_lines_run(const struct onr_arguments *arguments, const struct onr_task *task);
/* The exit status that an error of the core makes. */
int onr_exit_of(int code);
/*
 * Whether no operand is given and standard input is a terminal: then nothing would be read but
 * keys.
 */
bool onr_nothing_to_read(const struct onr_arguments *arguments, const char *command);

#endif
