/*
 * From the operands of the command line to presented analyses: files, folders and standard input.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/baseline.h"
#include "cli/cli.h"
#include "cli/past.h"
#include "document/document.h"
#include "document/folder.h"
#include "git/load.h"
#include "present/findings.h"

struct run {
    const struct onr_task *task;
    struct onr_presentation presentation;
    struct onr_reading reading;
    const char *labeller;        /* that --labeller asks for, or NULL */
    struct onr_configs *configs; /* read so far */
    const char *start;           /* the folder that is walked; NULL outside of one */
    struct onr_git git;
    struct onr_git_tree *tree; /* of the folder that is walked; NULL outside of git */
    int status;                /* the worst so far */
};

static void worsen(struct run *run, int status)
{
    if (status > run->status)
        run->status = status;
}

int onr_exit_of(int code)
{
    if (code == ONR_EOPTION)
        return ONR_EXIT_USAGE;
    return code == ONR_EINTERNAL ? ONR_EXIT_INTERNAL : ONR_EXIT_FILE;
}

static bool fails(const struct onr_view *view, int fail_on)
{
    uint32_t count;
    const struct onr_finding *findings = onr_findings(view->analysis, &count);
    for (uint32_t i = 0; i < count; i++)
        if (!findings[i].waived && !onr_finding_accepted(view, i) && findings[i].severity &&
            (int)findings[i].severity >= fail_on)
            return true;
    return false;
}

/* The config of a draft; where a file of it is wrong, that is told once, and its drafts are left out. */
static const struct onr_config *config_of(struct run *run, const char *path)
{
    const char *why;
    const struct onr_config *config = onr_configs_of_draft(run->configs, path, &why);
    if (why)
        onr_complain_lines(why);
    if (why && run->start)
        onr_complain(run->start, "the drafts that this file is for are left out until it is mended");
    if (!config)
        worsen(run, ONR_EXIT_FILE);
    return config;
}

/* The analysis of a draft; NULL with the reason told. */
static struct onr_analysis *read_analysis(struct run *run, const struct onr_document *document)
{
    struct onr_error error = {0};
    const struct onr_config *config = config_of(run, document->path);
    if (!config)
        return NULL;
    struct onr_options options = onr_config_options(config);
    options.labeller = run->labeller;
    options.format = document->format;
    struct onr_analysis *analysis =
        onr_analyze(document->bytes, document->length, &options, &error);
    if (!analysis) {
        onr_complain_error(document->path, &error);
        worsen(run, onr_exit_of(error.code));
    }
    return analysis;
}

/* Fixes the draft in its file; returns the analysis of what it is then. */
static struct onr_analysis *fix(struct run *run, struct onr_document *document,
                                struct onr_analysis *analysis)
{
    bool fixed;
    if (!onr_encoding_is_utf8(run->reading.encoding)) {
        onr_complain(document->path, "--fix writes UTF-8 only; convert it with iconv first");
        worsen(run, ONR_EXIT_FILE);
        return analysis;
    }
    worsen(run, onr_fix_make(run->task, document, analysis, &fixed));
    if (!fixed)
        return analysis;
    onr_analysis_free(analysis);
    return read_analysis(run, document);
}

/* Presents a draft with its versions in git; one that cannot be read is told, and the page goes without. */
static void present_with_past(struct run *run, struct onr_view *view)
{
    struct onr_problem problem = {"memory ran out; close other programs and try again"};
    struct onr_past_of_draft of;
    const struct onr_config *config = config_of(run, view->document->path);
    struct onr_options options = onr_config_options(config);
    options.labeller = run->labeller;
    if (onr_past_read(&of, &run->git, view->document->path, &options, onr_config_print(config),
                      run->reading.encoding, &problem) != 0)
        onr_complain(view->document->path, "the page is without its history: %s", problem.text);
    view->past = &of.past;
    onr_present_document(&run->presentation, run->task->presenter, view);
    onr_past_close(&of, &run->git);
}

static void analyze(struct run *run, struct onr_document *document)
{
    const struct onr_task *task = run->task;
    struct onr_analysis *analysis = read_analysis(run, document);
    if (analysis && task->fixing != ONR_FIXING_NONE && !task->diff)
        analysis = fix(run, document, analysis);
    if (!analysis)
        return;
    bool *accepted = task->baseline ? onr_baseline_accept(task->baseline, document, analysis) : NULL;
    struct onr_view view = {.document = document, .analysis = analysis, .accepted = accepted};
    if (task->diff)
        worsen(run, onr_fix_show(task, document, analysis, run->presentation.out));
    else if (task->past)
        present_with_past(run, &view);
    else
        onr_present_document(&run->presentation, task->presenter, &view);
    onr_out_flush(run->presentation.out);
    if (fails(&view, run->task->fail_on))
        worsen(run, ONR_EXIT_FINDINGS);
    free(accepted);
    onr_analysis_free(analysis);
}

static void complain(void *context, const char *path, const char *text)
{
    onr_complain(path, "%s", text);
    worsen(context, ONR_EXIT_FILE);
}

/* One draft. False where output can no longer be written, and going on is of no use. */
static bool take_draft(void *context, const char *path)
{
    struct run *run = context;
    struct onr_document document;
    struct onr_problem problem;
    if (onr_document_read(&document, path, &run->reading, &problem) != 0) {
        complain(run, path, problem.text);
        return true;
    }
    analyze(run, &document);
    onr_document_free(&document);
    return run->presentation.out->error == 0;
}

static bool ignored(void *context, const char *path, bool folder)
{
    struct run *run = context;
    const struct onr_config *config = config_of(run, path);
    if (config && onr_config_excludes(config, run->start, path))
        return true;
    return run->tree && run->git.module->ignored(run->tree, path, folder);
}

/* Where a config is wrong all its drafts are met, so that none is left out in silence. */
static bool takes(void *context, const char *path)
{
    struct run *run = context;
    const struct onr_config *config = config_of(run, path);
    return config ? onr_config_takes(config, run->start, path) : onr_folder_takes(path);
}

/* Opens the work tree around a folder; where that fails says so, and all drafts are taken. */
static void open_tree(struct run *run, const char *folder)
{
    const char *why;
    run->tree = NULL;
    if (!onr_git_surrounds(folder))
        return;
    const struct onr_git_module *module = onr_git_load(&run->git, &why);
    if (module)
        run->tree = module->open(folder, &why);
    if (!run->tree && why)
        onr_complain(folder,
                     "git could not be asked which files it ignores (%s); all drafts are taken",
                     why);
}

/* Whether the config of a folder chooses among its files. */
static bool chooses(struct run *run, const char *folder)
{
    const char *why;
    const struct onr_config *config = onr_configs_of_folder(run->configs, folder, &why);
    return config && (onr_config_value(config, ONR_KEY_INCLUDE, 0).text || onr_config_value(config, ONR_KEY_EXCLUDE, 0).text);
}

static bool take_folder(struct run *run, const char *folder)
{
    open_tree(run, folder);
    struct onr_walk walk = {.context = run,
                            .draft = take_draft,
                            .problem = complain,
                            .takes = takes,
                            .ignored = ignored};
    run->start = folder;
    unsigned long drafts = onr_folder_walk(folder, &walk);
    run->start = NULL;
    if (drafts == 0)
        onr_complain(folder, "there is no draft in it%s; drafts end in .txt, .md and the like%s",
                     run->tree ? " that git does not ignore" : "",
                     chooses(run, folder) ? ", and include and exclude of the configuration choose among them" : "");
    if (run->tree)
        run->git.module->close(run->tree);
    run->tree = NULL;
    return run->presentation.out->error == 0;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool may_be_many(const struct onr_arguments *arguments)
{
    return arguments->count > 1 || (arguments->count == 1 && is_folder(arguments->operands[0]));
}

bool onr_nothing_to_read(const struct onr_arguments *arguments, const char *command)
{
    if (arguments->count || !isatty(STDIN_FILENO))
        return false;
    onr_complain(NULL, "which draft? Write: onrecord %s FILE, or - to type or pipe it in", command);
    return true;
}

int onr_drafts_run(const struct onr_arguments *arguments, const struct onr_task *task)
{
    struct onr_out out;
    struct run run = {
        .task = task,
        .reading = {arguments->encoding, arguments->input, arguments->stdin_filename},
        .labeller = arguments->labeller,
        .presentation = {.out = &out,
                         .style = onr_style_of(arguments),
                         .least = task->least,
                         .explain = task->explain,
                         .fail_on = task->fail_on,
                         .many = may_be_many(arguments)},
    };
    bool going = true;
    struct onr_given given;
    run.configs = onr_configs_of(arguments, &given);
    if (!run.configs)
        return ONR_EXIT_FILE;
    onr_out_open(&out, STDOUT_FILENO);
    if (!task->diff)
        onr_present_begin(&run.presentation, task->presenter);
    if (arguments->count == 0)
        take_draft(&run, "-");
    for (int i = 0; i < arguments->count && going; i++) {
        const char *path = arguments->operands[i];
        going = is_folder(path) ? take_folder(&run, path) : take_draft(&run, path);
    }
    if (!task->diff)
        onr_present_end(&run.presentation, task->presenter);
    onr_git_unload(&run.git);
    onr_configs_free(run.configs);
    return onr_finish(&out, run.status);
}
