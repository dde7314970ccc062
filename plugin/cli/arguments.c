/* The command line, taken apart by a table of options. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "config/nearest.h"
#include "document/encoding.h"

typedef const char *names(size_t index);

static const char *profile_name(size_t index)
{
    return index < ONR_PROFILES ? onr_profile_name((uint32_t)index) : NULL;
}

static const char *presenter_name(size_t index)
{
    const struct onr_presenter *presenter = onr_presenter_at(index);
    return presenter ? presenter->name : NULL;
}

static const char *input_name(size_t index)
{
    return index == 0 ? "jsonl" : onr_format_name((uint32_t)index - 1);
}

static const char *color_name(size_t index)
{
    static const char *const all[] = {"auto", "always", "never", NULL};
    return all[index];
}

static const char *labeller_name(size_t index)
{
    static const char *const all[] = {"rules", "learned", NULL};
    return all[index];
}

static const char *trace_name(size_t index)
{
    static const char *const all[] = {"off", "messages", "verbose", NULL};
    return all[index];
}

static const char *severity_name(size_t index)
{
    static const char *const all[] = {"error", "warning", "info", "hint", NULL};
    return all[index];
}

static const char *fail_on_name(size_t index)
{
    return index == 4 ? "never" : index == 5 ? NULL : severity_name(index);
}

static const char *kind_name(size_t index)
{
    static const char *const all[] = {"name", "number", "words", NULL};
    return all[index];
}

static const char *fix_name(size_t index)
{
    static const char *const all[] = {"safe", "all", "dry-run", NULL};
    return all[index];
}

static const char *diff_name(size_t index)
{
    return index == 0 ? "yes" : NULL;
}

/* One row of the table of options. */
struct row {
    const char *name;   /* without its dashes */
    unsigned bit;       /* an onr_option */
    size_t member;      /* where its value goes in onr_arguments */
    names *known;       /* the values it takes; NULL for any */
    const char *remedy; /* where they are listed */
    const char *bare;   /* its value where none stands behind "="; NULL where one has to come */
};

static const struct row rows[] = {
    {"profile", ONR_OPTION_PROFILE, offsetof(struct onr_arguments, profile), profile_name,
     "the profiles are default, ap, reuters, nyt, bbc, npr and guardian"},
    {"outlet", ONR_OPTION_OUTLET, offsetof(struct onr_arguments, outlet), NULL, NULL},
    {"format", ONR_OPTION_FORMAT, offsetof(struct onr_arguments, format), presenter_name,
     "onrecord help formats lists them"},
    {"encoding", ONR_OPTION_ENCODING, offsetof(struct onr_arguments, encoding), NULL, NULL},
    {"stdin-filename", ONR_OPTION_STDIN_FILENAME, offsetof(struct onr_arguments, stdin_filename),
     NULL, NULL},
    {"input", ONR_OPTION_INPUT, offsetof(struct onr_arguments, input), input_name,
     "onrecord help formats lists them"},
    {"color", ONR_OPTION_COLOR, offsetof(struct onr_arguments, color), color_name,
     "say auto, always or never"},
    {"labeller", ONR_OPTION_LABELLER, offsetof(struct onr_arguments, labeller), labeller_name,
     "say rules or learned"},
    {"fail-on", ONR_OPTION_FAIL_ON, offsetof(struct onr_arguments, fail_on), fail_on_name,
     "say error, warning, info, hint or never"},
    {"show", ONR_OPTION_SHOW, offsetof(struct onr_arguments, show), severity_name,
     "say error, warning, info or hint"},
    {"show", ONR_OPTION_SHOW_CONFIG, offsetof(struct onr_arguments, show_config), NULL, NULL},
    {"check", ONR_OPTION_CHECK, offsetof(struct onr_arguments, check), NULL, NULL},
    {"score", ONR_OPTION_SCORE, offsetof(struct onr_arguments, score), NULL, NULL},
    {"explain", ONR_OPTION_EXPLAIN, offsetof(struct onr_arguments, explain), NULL, NULL},
    {"stdio", ONR_OPTION_STDIO, offsetof(struct onr_arguments, stdio), NULL, NULL},
    {"socket", ONR_OPTION_SERVER, offsetof(struct onr_arguments, socket), NULL, NULL},
    {"port", ONR_OPTION_SERVER, offsetof(struct onr_arguments, socket), NULL, NULL},
    {"log", ONR_OPTION_SERVER, offsetof(struct onr_arguments, log), NULL, NULL},
    {"trace", ONR_OPTION_SERVER, offsetof(struct onr_arguments, trace), trace_name,
     "say off, messages or verbose"},
    {"check", ONR_OPTION_SERVER, offsetof(struct onr_arguments, try_on), NULL, NULL},
    {"clientProcessId", ONR_OPTION_SERVER, offsetof(struct onr_arguments, parent), NULL, NULL},
    {"kind", ONR_OPTION_KIND, offsetof(struct onr_arguments, kind), kind_name,
     "say name, number or words"},
    {"history", ONR_OPTION_HISTORY, offsetof(struct onr_arguments, history), NULL, NULL},
    {"fix", ONR_OPTION_FIX, offsetof(struct onr_arguments, fix), fix_name,
     "say safe, all or dry-run, or nothing", "safe"},
    {"diff", ONR_OPTION_DIFF, offsetof(struct onr_arguments, diff), diff_name,
     "it takes no value", "yes"},
    {"pre-commit", ONR_OPTION_HOOKS, offsetof(struct onr_arguments, pre_commit), NULL, NULL},
    {"pre-push", ONR_OPTION_HOOKS, offsetof(struct onr_arguments, pre_push), NULL, NULL},
    {"pre-receive", ONR_OPTION_HOOKS, offsetof(struct onr_arguments, pre_receive), NULL, NULL},
    {"commit-msg", ONR_OPTION_HOOKS, offsetof(struct onr_arguments, commit_msg), NULL, NULL},
    {"global", ONR_OPTION_HOOKS, offsetof(struct onr_arguments, global), NULL, NULL},
    {"trusted", ONR_OPTION_TRUSTED, offsetof(struct onr_arguments, trusted), NULL, NULL},
    {"staged", ONR_OPTION_STAGED, offsetof(struct onr_arguments, staged), NULL, NULL},
    {"since", ONR_OPTION_SINCE, offsetof(struct onr_arguments, since), NULL, NULL},
    {"baseline", ONR_OPTION_BASELINE, offsetof(struct onr_arguments, baseline), NULL, NULL},
    {"write-baseline", ONR_OPTION_BASELINE, offsetof(struct onr_arguments, write_baseline), NULL,
     NULL},
};

/* Options that take no value. */
#define FLAGS (ONR_OPTION_SHOW_CONFIG | ONR_OPTION_SCORE | ONR_OPTION_CHECK | ONR_OPTION_EXPLAIN | ONR_OPTION_STDIO | \
               ONR_OPTION_HISTORY | ONR_OPTION_HOOKS | ONR_OPTION_STAGED)

#define ROWS (sizeof rows / sizeof *rows)

static const char *option_name(size_t index)
{
    return index < ROWS ? rows[index].name : index == ROWS ? "help" : NULL;
}

static bool is_known(names *known, const char *value)
{
    const char *name;
    for (size_t i = 0; (name = known(i)); i++)
        if (strcmp(name, value) == 0)
            return true;
    return false;
}

/* The row of a name: of two, the one that the command takes. */
static const struct row *find_row(const struct onr_command *command, const char *word, size_t length)
{
    const struct row *found = NULL;
    for (size_t i = 0; i < ROWS; i++)
        if (strlen(rows[i].name) == length && memcmp(rows[i].name, word, length) == 0 &&
            (!found || (command->options & rows[i].bit)))
            found = &rows[i];
    return found;
}

const char *const onr_text_or_json[] = {"text", "json", NULL};

static const char *format_name(const void *formats, size_t index)
{
    return ((const char *const *)formats)[index];
}

static int check_format(const struct onr_command *command, const char *value)
{
    char known[120] = "";
    for (size_t i = 0; command->formats[i]; i++) {
        if (strcmp(command->formats[i], value) == 0)
            return ONR_EXIT_CLEAN;
        size_t length = strlen(known);
        snprintf(known + length, sizeof known - length, "%s%s", i ? ", " : "",
                 command->formats[i]);
    }
    const char *nearest = onr_nearest_of(value, format_name, command->formats);
    if (nearest)
        onr_complain(NULL, "%s has no format %s; did you mean %s?", command->name, value, nearest);
    else
        onr_complain(NULL, "%s has no format %s; it has %s", command->name, value, known);
    return ONR_EXIT_USAGE;
}

static int check_value(const struct onr_command *command, const struct row *row,
                       const char *value)
{
    if (row->bit == ONR_OPTION_FORMAT && command->formats)
        return check_format(command, value);
    if (row->known && !is_known(row->known, value)) {
        const char *nearest = onr_nearest(value, row->known);
        if (nearest)
            onr_complain(NULL, "--%s does not take %s; did you mean %s?", row->name, value,
                         nearest);
        else
            onr_complain(NULL, "--%s does not take %s; %s", row->name, value, row->remedy);
        return ONR_EXIT_USAGE;
    }
    if (row->bit == ONR_OPTION_ENCODING && !onr_encoding_known(value)) {
        onr_complain(NULL, "%s is not an encoding this system knows; iconv -l lists them", value);
        return ONR_EXIT_USAGE;
    }
    return ONR_EXIT_CLEAN;
}

static int set_value(struct onr_arguments *arguments, const struct onr_command *command,
                     const struct row *row, const char *value)
{
    if (!*value && row->bit != ONR_OPTION_OUTLET) { /* an outlet that is set elsewhere can be taken back so */
        onr_complain(NULL, "--%s is given an empty value; leave it out, or see to the variable that stands there",
                     row->name);
        return ONR_EXIT_USAGE;
    }
    memcpy((char *)arguments + row->member, &value, sizeof value);
    return check_value(command, row, value);
}

/* Tells which other commands take an option. */
static int other_option(const struct onr_command *command, const struct row *row)
{
    char others[120] = "";
    const struct onr_command *other;
    int count = 0;
    for (size_t i = 0; (other = onr_command_at(i)); i++) {
        size_t length = strlen(others);
        if (other->options & row->bit)
            snprintf(others + length, sizeof others - length, "%s%s", count++ ? ", " : "", other->name);
    }
    onr_complain(NULL, "%s does not take --%s; onrecord %s --help lists what it takes (--%s is for %s)", command->name,
                 row->name, command->name, row->name, others);
    return ONR_EXIT_USAGE;
}

static int unknown_option(const char *word, const char *command)
{
    char remedy[80] = "onrecord ";
    strncat(remedy, command, 20);
    strcat(remedy, " --help lists them");
    onr_complain_unknown("option", word, option_name, remedy);
    return ONR_EXIT_USAGE;
}

/* Takes the option at words[*at], and the word after it where that is its value. */
static int take_option(struct onr_arguments *arguments, const struct onr_command *command,
                       int count, char **words, int *at)
{
    const char *word = words[*at];
    const char *name = word[1] == '-' ? word + 2 : word + 1;
    size_t length = strcspn(name, "=");
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        arguments->help = true;
        return ONR_EXIT_CLEAN;
    }
    const struct row *row = word[1] == '-' ? find_row(command, name, length) : NULL;
    if (!row)
        return unknown_option(word, command->name);
    if (!(command->options & row->bit))
        return other_option(command, row);
    if (row->bit & FLAGS && name[length] == '=') {
        onr_complain(NULL, "--%s takes no value; onrecord %s --help shows how it is used", row->name, command->name);
        return ONR_EXIT_USAGE;
    }
    if (row->bit & FLAGS) {
        *(bool *)((char *)arguments + row->member) = true;
        return ONR_EXIT_CLEAN;
    }
    if (name[length] == '=')
        return set_value(arguments, command, row, name + length + 1);
    if (row->bare)
        return set_value(arguments, command, row, row->bare);
    if (*at + 1 >= count) {
        onr_complain(NULL, "--%s needs a value; onrecord %s --help shows how it is used", row->name,
                     command->name);
        return ONR_EXIT_USAGE;
    }
    return set_value(arguments, command, row, words[++*at]);
}

int onr_arguments_parse(struct onr_arguments *arguments, const struct onr_command *command,
                        int count, char **words, char **operands)
{
    bool options = true;
    arguments->operands = operands;
    for (int i = 0; i < count; i++) {
        if (options && strcmp(words[i], "--") == 0) {
            options = false;
        } else if (options && words[i][0] == '-' && words[i][1]) {
            int status = take_option(arguments, command, count, words, &i);
            if (status != ONR_EXIT_CLEAN || arguments->help)
                return status;
        } else if (!words[i][0]) {
            onr_complain(NULL, "word %d behind onrecord %s is empty and names nothing; leave it out, or see to the "
                               "variable that stands there", i + 1, command->name);
            return ONR_EXIT_USAGE;
        } else {
            operands[arguments->count++] = words[i];
        }
    }
    return ONR_EXIT_CLEAN;
}

int onr_severity_of(const char *name)
{
    if (strcmp(name, "never") == 0)
        return ONR_SEVERITY_ERROR + 1;
    for (int severity = ONR_SEVERITY_HINT; severity <= ONR_SEVERITY_ERROR; severity++)
        if (strcmp(onr_severity_name((enum onr_severity)severity), name) == 0)
            return severity;
    return -1;
}
