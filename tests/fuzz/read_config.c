/* Any bytes as a project's .onrecord: it is read, or refused with its file and a message. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/config.h"
#include "target.h"

static void write_file(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file))
        exit(2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char folder[] = "/tmp/onrecord-fuzz-XXXXXX", path[64], draft[64];
    struct onr_given given = {0};
    const char *why;
    if (!mkdtemp(folder))
        exit(2);
    setenv("XDG_CONFIG_HOME", folder, 1);
    snprintf(path, sizeof path, "%s/" ONR_PROJECT_FILE, folder);
    snprintf(draft, sizeof draft, "%s/draft.txt", folder);
    write_file(path, data, size);
    struct onr_configs *configs = onr_configs_new(&given);
    const struct onr_config *config = onr_configs_of_draft(configs, draft, &why);
    if (!config && (!why || !strstr(why, ": ")))
        abort();
    if (config && onr_config_profile(config) >= ONR_PROFILES)
        abort();
    for (size_t i = 0; config && onr_config_value(config, ONR_KEY_INCLUDE, i).text; i++)
        onr_config_takes(config, folder, draft);
    onr_configs_free(configs);
    unlink(path);
    rmdir(folder);
    return 0;
}
