#include "lsp/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lsp/rules.h"
#include "lsp/uri.h"

#define SLOT "{rule}"

static void write_part(struct onr_out *out, const char *heading, const char *text)
{
    if (text && *text)
        onr_out_format(out, "\n## %s\n\n%s\n", heading, text);
}

void onr_page_write(struct onr_out *out, const struct onr_rule *rule)
{
    onr_out_format(out, "# %s\n\n`%s`\n", rule->title, rule->id);
    write_part(out, "Why", rule->why);
    write_part(out, "What to do", rule->fix);
    write_part(out, "What it does not flag", rule->traps);
    onr_out_text(out, "\n## How serious it is\n\n");
    for (uint32_t i = 0; i < ONR_PROFILES; i++)
        onr_out_format(out, "- %s: %s\n", onr_profile_name(i),
                       onr_severity_name((enum onr_severity)rule->severity[i]));
}

/* The page on a newsroom's own site. */
static json_t *page_of_settings(const char *pattern, const char *id)
{
    const char *slot = strstr(pattern, SLOT);
    if (!slot)
        return json_string(pattern);
    return json_sprintf("%.*s%s%s", (int)(slot - pattern), pattern, id, slot + strlen(SLOT));
}

/* Makes a folder and those above it. */
static bool make_folders(char *path)
{
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
        *at = '/';
        if (!made)
            return false;
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* The folder of the pages, "" where there can be none. */
static const char *folder_of_pages(struct onr_server *server)
{
    const char *cache = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");
    char path[4000];
    if (server->pages)
        return server->pages;
    if (cache && *cache == '/')
        snprintf(path, sizeof path, "%s/onrecord/rules", cache);
    else
        snprintf(path, sizeof path, "%s/.cache/onrecord/rules", home ? home : "");
    bool known = *path == '/' && ((cache && *cache == '/') || (home && *home == '/'));
    server->pages = strdup(known && make_folders(path) ? path : "");
    server->pages_made = calloc(onr_rule_count(), sizeof *server->pages_made);
    return server->pages && server->pages_made ? server->pages : "";
}

/* Writes a page beside its place and moves it there, so that nobody reads half of it. */
static bool make_page(const char *path, const struct onr_rule *rule)
{
    char beside[4200];
    struct onr_out out;
    snprintf(beside, sizeof beside, "%s.%ld", path, (long)getpid());
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    onr_out_open(&out, fd);
    onr_page_write(&out, rule);
    bool written = onr_out_close(&out) == 0;
    written = close(fd) == 0 && written;
    if (written && rename(beside, path) == 0)
        return true;
    unlink(beside);
    return false;
}

json_t *onr_page_of_rule(struct onr_server *server, const struct onr_draft *draft,
                         const struct onr_rule *record, uint32_t rule)
{
    char path[4100];
    if (draft->settings.rule_pages)
        return page_of_settings(draft->settings.rule_pages, record->id);
    const char *folder = onr_rule_is_built_in(rule) ? folder_of_pages(server) : "";
    if (!*folder)
        return NULL;
    snprintf(path, sizeof path, "%s/%s.md", folder, record->id);
    if (!server->pages_made[rule])
        server->pages_made[rule] = make_page(path, record);
    if (!server->pages_made[rule])
        return NULL;
    char *uri = onr_uri_of_path(path);
    json_t *value = uri ? json_string(uri) : NULL;
    free(uri);
    return value;
}
