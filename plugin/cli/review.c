/* onrecord review and onrecord diff: what a change does to the sourcing of drafts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"
#include "cli/repository.h"
#include "review/review.h"
#include "review/standards.h"

static const char *const format_names[] = {"text", "markdown", "json", "sarif", NULL};

static const struct onr_review_format *const formats[] = {&onr_review_text, &onr_review_markdown,
                                                          &onr_review_json, &onr_review_sarif};

static const struct onr_review_format *format_of(const struct onr_arguments *arguments)
{
    size_t i = 0;
    while (arguments->format && strcmp(formats[i]->name, arguments->format) != 0)
        i++;
    return formats[i];
}

static void complain(const struct onr_review_item *item, const char *text)
{
    onr_complain(item->path, "%s", text);
}

/* Analyzes, compares and prints what was gathered. */
static int show(const struct onr_arguments *arguments, struct onr_review *review)
{
    struct onr_out out;
    struct onr_style style = onr_style_of(arguments);
    struct onr_review_result result = {.problem = complain};
    int fail_on = onr_severity_of(arguments->fail_on ? arguments->fail_on : "never");
    onr_out_open(&out, STDOUT_FILENO);
    int status = ONR_EXIT_CLEAN;
    if (!onr_review_write(review, fail_on, format_of(arguments), &out, &style,
                          &result)) {
        onr_complain(NULL, "memory ran out; close other programs and try again");
        status = ONR_EXIT_FILE;
    } else if (result.problems) {
        status = ONR_EXIT_FILE;
    } else if (result.fresh) {
        status = ONR_EXIT_FINDINGS;
    }
    return onr_finish(&out, status);
}

/* ---- From git ---------------------------------------------------------------------------------- */

/* One command's way from its words to a review. */
struct task {
    const struct onr_arguments *arguments;
    struct onr_access access;
    struct onr_git_query query;
    struct onr_standards standards; /* of the repository */
    struct onr_review review;
    char *range;  /* a copy of REV..REV, cut in two; owned */
    char **paths; /* path_count paths seen from the root; owned */
};

/* What is also the name of a file is one; in a bare repository there are none. */
static bool is_file(const struct task *task, const char *word)
{
    return task->access.git.module->root(task->access.repository) && access(word, F_OK) == 0;
}

static bool is_revision(struct task *task, const char *word)
{
    char id[ONR_GIT_ID];
    struct onr_problem problem;
    return !is_file(task, word) &&
           task->access.git.module->resolve(task->access.repository, word, id, &problem) == 0;
}

/* REV..REV compares the two, REV...REV the second with where they parted; one left out is HEAD. */
static bool take_range(struct task *task, const char *word)
{
    const char *dots = strstr(word, "..");
    if (!dots || is_file(task, word) || strncmp(word, "../", 3) == 0)
        return false;
    task->range = strdup(word);
    if (!task->range)
        return false;
    char *cut = task->range + (dots - word);
    bool three = cut[2] == '.';
    *cut = '\0';
    const char *newer = cut + (three ? 3 : 2);
    task->query.old = *task->range ? task->range : "HEAD";
    task->query.new_ = *newer ? newer : "HEAD";
    task->query.merge_base = three;
    return true;
}

/* Takes what says which change it is; returns how many operands that were, or -1. */
static int take_change(struct task *task)
{
    const struct onr_arguments *arguments = task->arguments;
    const char *word = arguments->count ? arguments->operands[0] : NULL;
    task->query.takes = onr_standards_takes;
    task->query.context = &task->standards;
    if (arguments->staged && arguments->since) {
        onr_complain(NULL, "--staged and --since ask for two changes; leave one out");
        return -1;
    }
    task->query.side = arguments->staged ? ONR_GIT_STAGED : ONR_GIT_REVISION;
    if (arguments->since) {
        task->query.old = arguments->since;
        task->query.new_ = "HEAD";
        task->query.merge_base = true;
    }
    if (arguments->staged || arguments->since)
        return 0;
    if (word && take_range(task, word))
        return 1;
    if (word && is_revision(task, word)) {
        task->query.new_ = word;
        return 1;
    }
    task->query.side = ONR_GIT_WORK;
    return 0;
}

static int take_paths(struct task *task, int from)
{
    const struct onr_arguments *arguments = task->arguments;
    struct onr_problem problem = {""};
    task->paths = calloc((size_t)arguments->count + 1, sizeof *task->paths);
    if (!task->paths)
        return ONR_EXIT_FILE;
    for (int i = from; i < arguments->count; i++) {
        char **path = &task->paths[task->query.path_count];
        if (task->access.git.module->inside(task->access.repository, arguments->operands[i], path,
                                            &problem) != 0) {
            onr_complain(NULL, "%s", problem.text);
            return ONR_EXIT_FILE;
        }
        task->query.path_count++;
    }
    task->query.paths = (const char *const *)task->paths;
    return ONR_EXIT_CLEAN;
}

static void name_sides(struct task *task)
{
    const struct onr_git_query *query = &task->query;
    struct onr_review *review = &task->review;
    const char *from = "HEAD";
    const char *to = query->side == ONR_GIT_STAGED ? "what is staged" : "the work tree";
    if (query->side == ONR_GIT_REVISION) {
        from = query->old ? query->old : "the commit before";
        to = query->new_;
    }
    review->from = strdup(from);
    review->to = strdup(to);
}

/* Hands the texts of a change over to the review. */
static int take_item(struct task *task, struct onr_git_change *change, struct onr_problem *problem)
{
    const struct onr_git_module *git = task->access.git.module;
    struct onr_review_item *item;
    if (change->skip == ONR_GIT_UNWANTED)
        return 0;
    const struct onr_config *config = onr_standards_of(&task->standards, change->path, problem);
    if (!config)
        return -1;
    item = onr_review_add(&task->review, change->path, change->status);
    if (!item)
        return -1;
    item->options = onr_config_options(config);
    item->options.labeller = task->arguments->labeller;
    if (change->status == 'R')
        item->old_path = strdup(change->old[0].path);
    if (change->skip == ONR_GIT_DELETED) {
        char *bytes;
        size_t length;
        if (git->blob(task->access.repository, change->old[0].id, &bytes, &length, problem) != 0)
            return -1;
        onr_draft_open(&item->before, change->path, bytes, length, change->old_encoding);
        return 0;
    }
    if (change->skip == ONR_GIT_TAKEN &&
        git->load(task->access.repository, change, problem) != 0)
        return -1;
    item->skip = onr_git_skip_reason(change->skip);
    if (item->skip)
        return 0;
    onr_draft_open(&item->after, change->path, change->bytes, change->length, change->encoding);
    if (change->old_bytes)
        onr_draft_open(&item->before, change->path, change->old_bytes, change->old_length,
                       change->old_encoding);
    change->bytes = change->old_bytes = NULL;
    return 0;
}

/* Whether a path is a file or folder that the change touches, gone ones too. */
static bool is_touched(const char *path, const struct onr_git_changes *changes)
{
    size_t length = strlen(path);
    for (size_t i = 0; i < changes->count; i++) {
        const char *touched = changes->at[i].path;
        if (strncmp(touched, path, length) == 0 && (!touched[length] || touched[length] == '/'))
            return true;
    }
    return false;
}

/* A misspelt path or revision is told: no changes to it would read as if all were well. */
static int check_paths(const struct task *task, const struct onr_git_changes *changes,
                       struct onr_problem *problem)
{
    if (task->query.side == ONR_GIT_REVISION)
        return 0;
    for (int i = 0; i < task->query.path_count; i++) {
        const char *word = task->arguments->operands[i];
        if (access(word, F_OK) == 0 || is_touched(task->paths[i], changes))
            continue;
        snprintf(problem->text, sizeof problem->text, "%s is no file here%s", word,
                 task->query.side == ONR_GIT_STAGED
                     ? "; --staged takes names of files and folders only"
                     : " and names no commit; check the name, or see what there is with git "
                       "status and git log");
        return -1;
    }
    return 0;
}

static int gather(struct task *task, struct onr_problem *problem)
{
    const struct onr_git_module *git = task->access.git.module;
    struct onr_git_changes changes;
    if (git->changes(task->access.repository, &task->query, &changes, problem) != 0)
        return -1;
    int error = check_paths(task, &changes, problem);
    onr_standards_pass_over(&task->standards, &changes);
    for (size_t i = 0; i < changes.count && !error; i++) {
        error = take_item(task, &changes.at[i], problem);
        git->unload(&changes.at[i]);
    }
    git->forget(&changes);
    if (!error && task->query.side == ONR_GIT_REVISION)
        error = git->log(task->access.repository, &task->query, 10000, &task->review.commits,
                         problem);
    return error;
}

static int review_change(struct task *task)
{
    struct onr_problem problem = {"memory ran out; close other programs and try again"};
    int status = onr_access_open(&task->access, NULL);
    if (status != ONR_EXIT_CLEAN)
        return status;
    int taken = take_change(task);
    if (taken < 0)
        return ONR_EXIT_USAGE;
    status = take_paths(task, taken);
    if (status != ONR_EXIT_CLEAN)
        return status;
    name_sides(task);
    const struct onr_given given = {task->arguments->profile, task->arguments->outlet};
    if (task->review.from && task->review.to &&
        onr_standards_open(&task->standards, task->access.git.module, task->access.repository,
                           &given, NULL, &problem) == 0 &&
        gather(task, &problem) == 0)
        return show(task->arguments, &task->review);
    onr_complain(NULL, "%s", problem.text);
    return ONR_EXIT_FILE;
}

static int run_review(const struct onr_arguments *arguments)
{
    struct task task = {.arguments = arguments};
    int status = review_change(&task);
    if (task.access.git.module)
        task.access.git.module->drop(&task.review.commits);
    onr_review_free(&task.review);
    onr_standards_close(&task.standards);
    onr_access_close(&task.access);
    for (int i = 0; i < task.query.path_count; i++)
        free(task.paths[i]);
    free(task.paths);
    free(task.range);
    return status;
}

/* ---- Two files --------------------------------------------------------------------------------- */

static bool read_side(const struct onr_arguments *arguments, int at, struct onr_draft *draft)
{
    struct onr_reading reading = {arguments->encoding, NULL, arguments->stdin_filename};
    if (onr_document_read(&draft->document, arguments->operands[at], &reading,
                          &draft->problem) == 0)
        return true;
    onr_complain(arguments->operands[at], "%s", draft->problem.text);
    return false;
}

/* The config of the newer draft. */
static const struct onr_config *config_of(const struct onr_arguments *arguments,
                                          struct onr_configs *configs)
{
    const char *path = arguments->operands[1], *why = NULL;
    if (strcmp(path, "-") == 0 && arguments->stdin_filename)
        path = arguments->stdin_filename;
    const struct onr_config *config = configs ? onr_configs_of_draft(configs, path, &why) : NULL;
    if (why)
        onr_complain_lines(why);
    return config;
}

static int run_diff(const struct onr_arguments *arguments)
{
    struct onr_review review = {0};
    struct onr_given given;
    if (arguments->count != 2) {
        onr_complain(NULL, "diff takes two drafts, the older one first; onrecord review compares "
                           "what git has");
        return ONR_EXIT_USAGE;
    }
    struct onr_configs *configs = onr_configs_of(arguments, &given);
    const struct onr_config *config = config_of(arguments, configs);
    struct onr_review_item *item = onr_review_add(&review, arguments->operands[1], 'M');
    bool read = config && item && read_side(arguments, 0, &item->before) &&
                read_side(arguments, 1, &item->after);
    if (read) {
        item->options = onr_config_options(config);
        item->options.labeller = arguments->labeller;
    }
    review.from = strdup(arguments->operands[0]);
    review.to = strdup(arguments->operands[1]);
    int status = read && review.from && review.to ? show(arguments, &review) : ONR_EXIT_FILE;
    onr_review_free(&review);
    onr_configs_free(configs);
    return status;
}

#define HELP_WHAT                                                                   \
    "Shows what changed for readers: a source that became anonymous, sources lost\n" \
    "and gained, words that changed inside quotation marks, findings that are new\n" \
    "and those that were mended, and the score before and after.\n"

#define HELP_OPTIONS                                                                    \
    "  --format FORMAT        text (unless you say otherwise), markdown for a merge\n"  \
    "                         request, json, or sarif for the new findings\n"           \
    "  --fail-on LEVEL        exit 1 where a new finding is at least so serious:\n"     \
    "                         error, warning, info, hint; never unless you say\n"      \
    "                         otherwise\n"

#define HELP_EXIT                                                                      \
    "Exit status: 0 done, 1 new findings at or above --fail-on, 2 a wrong command\n"  \
    "line, 3 something could not be read, 4 a fault of onrecord's own.\n"

const struct onr_command onr_command_review = {
    .name = "review",
    .summary = "show what a change in git does to the sourcing of drafts",
    .help =
        "onrecord review [--staged | REV | REV..REV | --since REV] [PATH…]\n"
        "\n"
        HELP_WHAT
        "\n"
        "Without more, what you have changed since the last commit; new files count.\n"
        "\n"
        "  --staged               what the next commit would change\n"
        "  REV                    what that commit changed\n"
        "  REV..REV               what changed from the first to the second; REV...REV\n"
        "                         what the second changed since the two parted\n"
        "  --since REV            what this branch changed since it left REV, as a merge\n"
        "                         request shows it\n"
        "  PATH                   these files and folders only\n"
        "\n"
        "Commits that git's hook did not check are named (see onrecord hook --help).\n"
        "\n"
        "Options\n"
        HELP_OPTIONS
        "  --profile NAME         whose standards decide how serious a finding is\n"
        "  --outlet NAME          the name of your own outlet, as drafts write it\n"
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord review\n"
        "  onrecord review HEAD~3..HEAD drafts/\n"
        "  onrecord review --since origin/main --format markdown\n"
        "\n"
        HELP_EXIT,
    .options = ONR_OPTION_PROFILE | ONR_OPTION_OUTLET | ONR_OPTION_FORMAT | ONR_OPTION_COLOR |
               ONR_OPTION_FAIL_ON | ONR_OPTION_STAGED | ONR_OPTION_SINCE | ONR_OPTION_LABELLER,
    .formats = format_names,
    .run = run_review,
};

const struct onr_command onr_command_diff = {
    .name = "diff",
    .summary = "show what changed in the sourcing from one draft to another",
    .help =
        "onrecord diff OLDER NEWER\n"
        "\n"
        HELP_WHAT
        "\n"
        "One of the two may be - for what is piped in. onrecord review does the same for\n"
        "what git has.\n"
        "\n"
        "Options\n"
        HELP_OPTIONS
        "  --profile NAME         whose standards decide how serious a finding is\n"
        "  --outlet NAME          the name of your own outlet, as drafts write it\n"
        "  --encoding NAME        the encoding of both where it is not UTF-8\n"
        "  --stdin-filename NAME  what to call the draft that is piped in\n"
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord diff mayor-1.txt mayor-2.txt\n"
        "  git show HEAD:mayor.md | onrecord diff --stdin-filename mayor.md - mayor.md\n"
        "\n"
        HELP_EXIT,
    .options = ONR_OPTION_PROFILE | ONR_OPTION_OUTLET | ONR_OPTION_FORMAT | ONR_OPTION_COLOR |
               ONR_OPTION_FAIL_ON | ONR_OPTION_ENCODING | ONR_OPTION_STDIN_FILENAME |
               ONR_OPTION_LABELLER,
    .formats = format_names,
    .run = run_diff,
};
