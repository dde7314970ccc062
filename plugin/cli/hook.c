/* onrecord hook: the check that git runs before a commit, a push, or when a push arrives. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"
#include "cli/repository.h"
#include "hook/install.h"
#include "hook/run.h"

#define MOST_OPTIONS 8

static unsigned sets_of(const struct onr_arguments *arguments)
{
    unsigned sets = (arguments->pre_commit ? ONR_HOOK_COMMIT : 0) |
                    (arguments->commit_msg ? ONR_HOOK_COMMIT_MSG : 0) |
                    (arguments->pre_push ? ONR_HOOK_PRE_PUSH : 0) |
                    (arguments->pre_receive ? ONR_HOOK_PRE_RECEIVE : 0);
    return sets;
}

/* The words of the command line that the installed hook hands on. */
static int kept_options(const struct onr_arguments *arguments, const char *options[MOST_OPTIONS])
{
    const struct {
        const char *name;
        const char *value;
    } rows[] = {{"--fail-on", arguments->fail_on},
                {"--profile", arguments->profile},
                {"--outlet", arguments->outlet},
                {"--trusted", arguments->trusted}};
    int count = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].value) {
            options[count++] = rows[i].name;
            options[count++] = rows[i].value;
        }
    return count;
}

/* Whether some rule is as serious as --fail-on asks for under the profile. */
static bool can_stop(const struct onr_arguments *arguments, const struct onr_config *config)
{
    int least = onr_severity_of(arguments->fail_on ? arguments->fail_on : "error");
    const struct onr_policy *policy = onr_config_policy(config);
    for (uint32_t i = 0; i < onr_policy_rule_count(policy); i++)
        if ((int)onr_policy_severity(policy, i, onr_config_profile(config)) >= least)
            return true;
    return false;
}

/* Tells what the hook that is installed will do: nothing, or stop at a file that is wrong. */
static void foretell(const struct onr_arguments *arguments, const struct onr_access *access,
                     struct onr_out *out)
{
    struct onr_standards standards;
    struct onr_problem problem = {""};
    const struct onr_given given = {arguments->profile, arguments->outlet};
    const char *trusted = arguments->trusted ? arguments->trusted : "HEAD";
    const struct onr_config *config = NULL;
    if (!access->repository) /* for all of the user's: each has its own */
        return;
    if (onr_standards_open(&standards, access->git.module, access->repository, &given,
                           arguments->pre_receive ? trusted : NULL, &problem) == 0)
        config = onr_standards_of(&standards, "", &problem);
    if (!config)
        onr_complain(NULL, "%s; the hook will stop at it", problem.text);
    else if (!can_stop(arguments, config))
        onr_out_format(out, "no rule of the profile %s stops a commit: findings are only "
                            "counted; --fail-on warning stops at warnings\n",
                       onr_profile_name(onr_config_profile(config)));
    onr_standards_close(&standards);
}

typedef int deed(const struct onr_hook_install *install, bool *whole, struct onr_problem *problem);

static int install(const struct onr_hook_install *install, bool *whole,
                   struct onr_problem *problem)
{
    (void)whole;
    return onr_hook_install(install, problem);
}

static int uninstall(const struct onr_hook_install *install, bool *whole,
                     struct onr_problem *problem)
{
    (void)whole;
    return onr_hook_uninstall(install, problem);
}

/* Installing, uninstalling and asking what there is, each with the sets to go by. */
static int change(const struct onr_arguments *arguments, deed *act, unsigned sets)
{
    struct onr_access access;
    struct onr_out out;
    struct onr_problem problem = {""};
    const char *options[MOST_OPTIONS];
    bool whole = true;
    int status = arguments->global ? onr_access_module(&access) : onr_access_open(&access, NULL);
    if (status == ONR_EXIT_CLEAN) {
        onr_out_open(&out, STDOUT_FILENO);
        struct onr_hook_install with = {.git = access.git.module,
                                        .repository = access.repository,
                                        .sets = sets,
                                        .options = options,
                                        .option_count = kept_options(arguments, options),
                                        .out = &out};
        if (act(&with, &whole, &problem) != 0) {
            onr_complain(NULL, "%s", problem.text);
            status = ONR_EXIT_FILE;
        }
        else if (act == install)
            foretell(arguments, &access, &out);
        status = onr_finish(&out, whole ? status : ONR_EXIT_FINDINGS);
    }
    onr_access_close(&access);
    return status;
}

static const char *event_name(size_t index)
{
    const struct onr_hook_event *event = onr_hook_event_at(index);
    return event && event->deed != ONR_HOOK_NOTHING ? event->name : NULL;
}

static int exit_of(enum onr_hook_result result)
{
    return result == ONR_HOOK_PASSES  ? ONR_EXIT_CLEAN
           : result == ONR_HOOK_STOPS ? ONR_EXIT_FINDINGS
                                      : ONR_EXIT_FILE;
}

static int run_event(const struct onr_arguments *arguments)
{
    struct onr_access access;
    struct onr_out out;
    const char *name = arguments->count > 1 ? arguments->operands[1] : NULL;
    const struct onr_hook_event *event = name ? onr_hook_event_find(name) : NULL;
    if (!name) {
        onr_complain(NULL, "which hook? Write: onrecord hook run pre-commit");
        return ONR_EXIT_USAGE;
    }
    if (!event || event->deed == ONR_HOOK_NOTHING) {
        onr_complain_unknown("hook", name, event_name, "onrecord hook --help lists them");
        return ONR_EXIT_USAGE;
    }
    int status = onr_access_open(&access, NULL);
    if (status == ONR_EXIT_CLEAN) {
        onr_out_open(&out, STDERR_FILENO);
        struct onr_hook_run run = {
            .git = access.git.module,
            .repository = access.repository,
            .given = {arguments->profile, arguments->outlet},
            .fail_on = onr_severity_of(arguments->fail_on ? arguments->fail_on : "error"),
            .trusted = arguments->trusted,
            .event = event,
            .arguments = arguments->operands + 2,
            .out = &out};
        status = exit_of(onr_hook_do(&run));
        onr_out_close(&out);
    }
    onr_access_close(&access);
    return status;
}

static const char *action_name(size_t index)
{
    static const char *const all[] = {"install", "uninstall", "status", "run", NULL};
    return all[index];
}

static int run(const struct onr_arguments *arguments)
{
    const char *action = arguments->count ? arguments->operands[0] : NULL;
    unsigned sets = sets_of(arguments);
    if (!action) {
        onr_complain(NULL, "say what to do: onrecord hook install, uninstall, status or run");
        return ONR_EXIT_USAGE;
    }
    if (strcmp(action, "run") == 0)
        return run_event(arguments);
    if (arguments->count > 1) {
        onr_complain(NULL, "hook %s takes no %s; go into the repository and run it there", action,
                     arguments->operands[1]);
        return ONR_EXIT_USAGE;
    }
    if (strcmp(action, "install") == 0)
        return change(arguments, install, sets ? sets : ONR_HOOK_COMMIT);
    if (strcmp(action, "uninstall") == 0)
        return change(arguments, uninstall, sets ? sets : ONR_HOOK_ALL);
    if (strcmp(action, "status") == 0)
        return change(arguments, onr_hook_status, sets ? sets : ONR_HOOK_COMMIT);
    onr_complain_unknown("hook command", action, action_name, "onrecord hook --help lists them");
    return ONR_EXIT_USAGE;
}

const struct onr_command onr_command_hook = {
    .name = "hook",
    .summary = "let git check drafts before a commit or a push",
    .help =
        "onrecord hook install|uninstall|status [WHICH…] [--global]\n"
        "onrecord hook run HOOK [ARGUMENT…]\n"
        "\n"
        "install lets git check drafts before each commit: it looks at what is staged,\n"
        "at nothing else, and stops the commit where a line that it adds has a finding\n"
        "at or above --fail-on. What was in a draft before is only counted. Your files,\n"
        "what is staged and the repository stay as they are. A hook that is there\n"
        "already is run first, and is put back by uninstall.\n"
        "\n"
        "A commit made with git commit --no-verify is not checked; a note on it says so\n"
        "(git log --notes=onrecord), and a push and a review tell of it.\n"
        "\n"
        "WHICH names the checks to put in place, one or several. Those that are named\n"
        "are put in place and no other, not even the one before a commit; those that\n"
        "were in place stay. Without any, install means --pre-commit, uninstall all.\n"
        "\n"
        "  --pre-commit           check before a commit what is staged\n"
        "  --pre-push             check before a push what it adds\n"
        "  --pre-receive          on a server: check a push when it arrives. Which files\n"
        "                         are drafts, and what stops it, is read from --trusted,\n"
        "                         never from the push\n"
        "  --commit-msg           look through the commit's message\n"
        "\n"
        "  --global               for all repositories of yours, by core.hooksPath;\n"
        "                         hooks of their own go on running\n"
        "\n"
        "run is what the hook calls; HOOK is pre-commit, pre-merge-commit,\n"
        "pre-applypatch, post-commit, post-applypatch, commit-msg, pre-push or\n"
        "pre-receive. It fits other hook managers too: plugin/git/README.md has\n"
        "examples.\n"
        "\n"
        "Options, kept in the hook that is installed\n"
        "  --fail-on LEVEL        the least serious finding that stops it: error (unless\n"
        "                         you say otherwise), warning, info, hint or never\n"
        "  --profile NAME         whose standards decide how serious a finding is\n"
        "  --outlet NAME          the name of your own outlet, as drafts write it\n"
        "  --trusted REF          pre-receive: the branch whose .gitattributes and\n"
        "                         " ONR_PROJECT_FILE " hold; HEAD unless you say otherwise\n"
        ONR_HELP_OPTION_HELP
        "\n"
        "What the options leave open is read from the project's " ONR_PROJECT_FILE " and your own\n"
        "file (onrecord config --help): of the work tree before a commit or a push, of\n"
        "the branch --trusted names on a server. A file that is wrong stops the hook.\n"
        "\n"
        "In .gitattributes: *.rst onrecord makes drafts of files whatever their ending,\n"
        "onrecord=strict stops at warnings, -onrecord leaves them out, and\n"
        "encoding=windows-1252 names an encoding. ONRECORD_SKIP=1 or git config\n"
        "onrecord.skip true passes the check over; the commit is noted as unchecked.\n"
        "\n"
        "Examples\n"
        "  onrecord hook install\n"
        "  onrecord hook install --fail-on warning --profile ap\n"
        "  onrecord hook install --pre-commit --pre-push --profile ap\n"
        "  onrecord hook status\n"
        "\n"
        "Exit status: 0 done, or nothing stops the commit; 1 something does, or (status)\n"
        "a hook is not in place; 2 a wrong command line; 3 something could not be read\n"
        "or written; 4 a fault of onrecord's own.\n",
    .options = ONR_OPTION_HOOKS | ONR_OPTION_TRUSTED | ONR_OPTION_FAIL_ON |
               ONR_OPTION_PROFILE | ONR_OPTION_OUTLET,
    .run = run,
};
