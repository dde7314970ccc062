/* What files and the command line set, for the commands that go by it. */
#include "cli/cli.h"

struct onr_configs *onr_configs_of(const struct onr_arguments *arguments, struct onr_given *given)
{
    *given = (struct onr_given){arguments->profile, arguments->outlet};
    struct onr_configs *configs = onr_configs_new(given);
    if (!configs)
        onr_complain(NULL, "memory ran out; close other programs");
    return configs;
}

const struct onr_config *onr_config_here(struct onr_configs *configs)
{
    const char *why = NULL;
    const struct onr_config *config = configs ? onr_configs_of_folder(configs, ".", &why) : NULL;
    if (why)
        onr_complain_lines(why);
    return config;
}
