#include "cli/repository.h"

#include <string.h>

#include "cli/cli.h"

int onr_access_module(struct onr_access *access)
{
    const char *why;
    memset(access, 0, sizeof *access);
    if (onr_git_load(&access->git, &why))
        return ONR_EXIT_CLEAN;
    onr_complain(NULL, "git could not be asked (%s); install onrecord anew, with its module "
                       "onrecord-git.so", why);
    return ONR_EXIT_FILE;
}

int onr_access_open(struct onr_access *access, const char *folder)
{
    struct onr_problem problem = {"memory ran out; close other programs and try again"};
    int status = onr_access_module(access);
    if (status != ONR_EXIT_CLEAN)
        return status;
    access->repository = access->git.module->repository(folder ? folder : ".", &problem);
    if (access->repository)
        return ONR_EXIT_CLEAN;
    onr_complain(NULL, "%s", problem.text);
    return ONR_EXIT_FILE;
}

void onr_access_close(struct onr_access *access)
{
    if (access->repository)
        access->git.module->release(access->repository);
    onr_git_unload(&access->git);
    access->repository = NULL;
}
