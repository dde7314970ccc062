/* What the parts of `onrecord protect` share. */
#ifndef ONR_CLI_PROTECT_H
#define ONR_CLI_PROTECT_H

#include "cli/cli.h"

/* Each does one part, with the operands behind its name. Returns an onr_exit. */
int onr_protect_add(const struct onr_arguments *arguments);
int onr_protect_check(const struct onr_arguments *arguments);
int onr_protect_scan(const struct onr_arguments *arguments);
int onr_protect_export(const struct onr_arguments *arguments);
int onr_protect_import(const struct onr_arguments *arguments);

/* Tells a problem, the whole of it in its text. Returns ONR_EXIT_FILE. */
int onr_protect_fail(const struct onr_problem *problem);

#endif
