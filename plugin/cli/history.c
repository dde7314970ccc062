/* onrecord history and onrecord blame: a draft's sourcing, version by version. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"
#include "cli/repository.h"
#include "review/history.h"
#include "review/standards.h"

static const char *const format_names[] = {"text", "csv", "json", NULL};

static int format_of(const struct onr_arguments *arguments)
{
    int i = 0;
    while (arguments->format && strcmp(format_names[i], arguments->format) != 0)
        i++;
    return i;
}

/* One command's way from its words to the versions of a draft. */
struct task {
    const struct onr_arguments *arguments;
    struct onr_access access;
    char *path;        /* seen from the root; owned */
    char encoding[40]; /* by .gitattributes; "" for UTF-8 */
    struct onr_git_commits commits;
    struct onr_versions versions;
    struct onr_standards standards; /* of the repository */
    struct onr_options options;     /* of every version, by those of the draft as it is now */
};

typedef int show(struct task *task);

static int fail(const struct task *task, const struct onr_problem *problem)
{
    onr_complain(task->arguments->operands[0], "%s", problem->text);
    return ONR_EXIT_FILE;
}

/* --encoding goes before what .gitattributes say. */
static const char *encoding_of(const struct task *task)
{
    const char *named = task->arguments->encoding ? task->arguments->encoding : task->encoding;
    return !*named || onr_encoding_is_utf8(named) ? NULL : named;
}

/* What holds for the draft where it lies now holds for all its versions. */
static const struct onr_config *config_of(struct task *task, struct onr_problem *problem)
{
    const struct onr_given given = {task->arguments->profile, task->arguments->outlet};
    if (onr_standards_open(&task->standards, task->access.git.module, task->access.repository,
                           &given, NULL, problem) != 0)
        return NULL;
    return onr_standards_of(&task->standards, task->path, problem);
}

static int with_versions(struct task *task, show *shown)
{
    const struct onr_git_module *git = task->access.git.module;
    const char *revision = task->arguments->count > 1 ? task->arguments->operands[1] : "HEAD";
    struct onr_problem problem = {""};
    if (git->inside(task->access.repository, task->arguments->operands[0], &task->path,
                    &problem) != 0)
        return fail(task, &problem);
    if (git->history(task->access.repository, task->path, revision, &task->commits, &problem) != 0)
        return fail(task, &problem);
    git->encoding(task->access.repository, task->path, task->encoding);
    const struct onr_config *config = config_of(task, &problem);
    if (!config) {
        onr_complain(NULL, "%s", problem.text);
        return ONR_EXIT_FILE;
    }
    task->options = onr_config_options(config);
    task->options.labeller = task->arguments->labeller;
    int status = onr_versions_of(&task->versions, git, task->access.repository, &task->commits,
                                 &task->options, onr_config_print(config), encoding_of(task),
                                 &problem)
                     ? shown(task)
                     : fail(task, &problem);
    onr_versions_free(&task->versions);
    return status;
}

/* The repository is the one the draft lies in. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : NULL;
    if (folder && access(folder, F_OK) == 0)
        return folder;
    free(folder);
    return strdup(".");
}

static int run(const struct onr_arguments *arguments, const char *command, show *shown)
{
    struct task task = {.arguments = arguments};
    if (arguments->count < 1 || arguments->count > 2) {
        onr_complain(NULL, "which draft? Write: onrecord %s FILE, or FILE and a revision", command);
        return ONR_EXIT_USAGE;
    }
    char *folder = folder_of(arguments->operands[0]);
    int status = onr_access_open(&task.access, folder);
    if (status == ONR_EXIT_CLEAN)
        status = with_versions(&task, shown);
    if (task.access.git.module)
        task.access.git.module->drop(&task.commits);
    onr_standards_close(&task.standards);
    onr_access_close(&task.access);
    free(task.path);
    free(folder);
    return status;
}

static int show_history(struct task *task)
{
    static void (*const formats[])(struct onr_out *, const char *, const struct onr_versions *,
                                   const struct onr_style *) = {
        onr_history_chart, onr_history_csv, onr_history_json};
    struct onr_out out;
    struct onr_style style = onr_style_of(task->arguments);
    onr_out_open(&out, STDOUT_FILENO);
    formats[format_of(task->arguments)](&out, task->path, &task->versions, &style);
    return onr_finish(&out, ONR_EXIT_CLEAN);
}

static int print_blame(struct task *task, const struct onr_blame *blame)
{
    static void (*const formats[])(struct onr_out *, const struct onr_blame *,
                                   const struct onr_style *) = {onr_blame_text, onr_blame_csv,
                                                                onr_blame_json};
    struct onr_out out;
    struct onr_style style = onr_style_of(task->arguments);
    onr_out_open(&out, STDOUT_FILENO);
    formats[format_of(task->arguments)](&out, blame, &style);
    return onr_finish(&out, ONR_EXIT_CLEAN);
}

static int show_blame(struct task *task)
{
    struct onr_problem problem = {"memory ran out; close other programs and try again"};
    struct onr_draft draft = {0};
    struct onr_draft *drafts[] = {&draft};
    char *bytes;
    size_t length;
    if (task->access.git.module->blob(task->access.repository, task->commits.at[0].blob, &bytes,
                                      &length, &problem) != 0)
        return fail(task, &problem);
    onr_draft_open(&draft, task->path, bytes, length, encoding_of(task));
    draft.options = task->options;
    onr_drafts_analyze(drafts, 1);
    size_t *origin = malloc((task->versions.at[0].keys.count + 1) * sizeof *origin);
    struct onr_blame blame = {&draft, &task->versions, origin};
    int status = !draft.analysis ? fail(task, &draft.problem)
                 : origin && onr_versions_trace(&task->versions, origin)
                     ? print_blame(task, &blame)
                     : fail(task, &problem);
    free(origin);
    onr_draft_close(&draft);
    return status;
}

static int run_history(const struct onr_arguments *arguments)
{
    return run(arguments, "history", show_history);
}

static int run_blame(const struct onr_arguments *arguments)
{
    return run(arguments, "blame", show_blame);
}

#define HELP_OPTIONS                                                                   \
    "  --profile NAME         whose standards decide how serious a finding is\n"        \
    "  --outlet NAME          the name of your own outlet, as drafts write it\n"        \
    "  --encoding NAME        the encoding of the draft where it is not UTF-8\n"

const struct onr_command onr_command_history = {
    .name = "history",
    .summary = "show a draft's score, sources and findings commit by commit",
    .help =
        "onrecord history FILE [REV]\n"
        "\n"
        "Shows how the sourcing of a draft went from its first version to the one in\n"
        "REV (HEAD unless you say otherwise): the score as a chart, then score, sources\n"
        "and findings of the newest versions. Renames are followed.\n"
        "\n"
        ONR_HELP_CACHE
        "\n"
        "Options\n"
        "  --format FORMAT        text (the chart; unless you say otherwise), csv, json\n"
        HELP_OPTIONS
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord history mayor.md\n"
        "  onrecord history --format csv drafts/mayor.md > mayor.csv\n"
        "\n"
        "Exit status: 0 done, 2 a wrong command line, 3 something could not be read, 4 a\n"
        "fault of onrecord's own.\n",
    .options = ONR_OPTION_PROFILE | ONR_OPTION_OUTLET | ONR_OPTION_FORMAT | ONR_OPTION_ENCODING |
               ONR_OPTION_COLOR | ONR_OPTION_LABELLER,
    .formats = format_names,
    .run = run_history,
};

const struct onr_command onr_command_blame = {
    .name = "blame",
    .summary = "show who brought in each unnamed source and each finding",
    .help =
        "onrecord blame FILE [REV]\n"
        "\n"
        "Shows for each unnamed source and each finding of a draft, as it is in REV\n"
        "(HEAD unless you say otherwise), which commit brought it in, whose that is, and\n"
        "when. What was moved or reworded since is still that of whoever brought it in.\n"
        "\n"
        ONR_HELP_CACHE
        "\n"
        "Options\n"
        "  --format FORMAT        text (unless you say otherwise), csv or json\n"
        HELP_OPTIONS
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord blame mayor.md\n"
        "  onrecord blame mayor.md v1.2\n"
        "\n"
        "Exit status: 0 done, 2 a wrong command line, 3 something could not be read, 4 a\n"
        "fault of onrecord's own.\n",
    .options = ONR_OPTION_PROFILE | ONR_OPTION_OUTLET | ONR_OPTION_FORMAT | ONR_OPTION_ENCODING |
               ONR_OPTION_COLOR | ONR_OPTION_LABELLER,
    .formats = format_names,
    .run = run_blame,
};
