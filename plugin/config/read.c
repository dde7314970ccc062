/*
 * Configuration files, taken apart by inih. It is handed one line at a time, so that this file knows which line it is
 * at, refuses lines that would be cut, and takes the white space before a key away, as git writes it: inih would take
 * such a line for the rest of the value above.
 */
#include <ini.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config/settings.h"
#include "document/print.h"

#define DEEPEST 10      /* files that include one another */
#define MOST_FILES 200  /* of one reading: ten that include one another often could be billions */
#define LONGEST_NAME 48 /* bytes that inih keeps of the name of a section */

/* One file being read. */
struct source {
    const struct source *outer;    /* the file that includes it; NULL for the first */
    struct onr_settings *settings; /* added to */
    struct onr_faults *faults;     /* added to */
    bool project;                  /* of the project, not of the user */
    const struct onr_branch *branch; /* it lies in; NULL for the file system */
    char real[PATH_MAX];           /* the file with links followed: tells a loop */
    char *shown;                   /* its name in messages */
    char *folder;                  /* what its paths are seen from */
    const char *bytes;             /* what is not yet read … */
    size_t left;                   /* … and how much */
    unsigned line;                 /* the line at hand, from 1 */
    const char *section;           /* it stands in; NULL before the first */
    bool lost;                     /* it stands in a section that is wrong: told once, at its head */
    bool waiting;                  /* the line was handed to inih, which has said nothing of it yet */
    char *rule;                    /* of that section, or NULL */
    char place[PATH_MAX];          /* "FILE:LINE" of the line at hand */
};

static void read_source(struct source *source, const char *path);

/* Adds a fault that may keep other lines from being understood. Returns -1. */
__attribute__((format(printf, 2, 3))) static int fail(struct source *s, const char *format, ...)
{
    char text[sizeof(struct onr_problem)];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    s->faults->hides_rules = true;
    return onr_faults_add(s->faults, "%s", text);
}

static bool is_blank(const char *text)
{
    text += strspn(text, " \t\r");
    return !*text || *text == '#' || *text == ';';
}

/* The line of a section: its name is checked, and that nothing is lost behind it. */
static int enter_section(struct source *s, const char *line)
{
    char name[LONGEST_NAME + 1];
    struct onr_problem problem;
    const char *end = strchr(line, ']');
    free(s->rule);
    s->rule = NULL;
    s->lost = true;
    if (!end)
        return fail(s, "%s: a section without its closing ]", s->place);
    if ((size_t)(end - line) > LONGEST_NAME)
        return fail(s, "%s: the name of the section is longer than %d letters; no rule's is", s->place,
                    LONGEST_NAME - 1);
    if (!is_blank(end + 1))
        return fail(s, "%s: what stands behind the section would be lost; write it on a line of its own", s->place);
    snprintf(name, sizeof name, "%.*s", (int)(end - line - 1), line + 1);
    if (onr_section_find(name, &s->section, &s->rule, s->place, &problem) != 0)
        return fail(s, "%s", problem.text);
    s->lost = false;
    return 0;
}

/* inih tells of the first line that is no setting alone: what it passed over is told here. */
static void end_line(struct source *s)
{
    if (s->waiting)
        fail(s, "%s: this is no setting; write key = value, or begin a comment with #", s->place);
    s->waiting = false;
}

/* Copies the next line, white space before it taken off. -1 where it cannot be handed on. */
static int copy_line(struct source *s, char *buffer, size_t room)
{
    const char *end = memchr(s->bytes, '\n', s->left), *line = s->bytes;
    size_t length = end ? (size_t)(end - line) : s->left;
    s->left -= length + (end != NULL);
    s->bytes += length + (end != NULL);
    s->line++;
    snprintf(s->place, sizeof s->place, "%s:%u", s->shown, s->line);
    for (; length && (*line == ' ' || *line == '\t'); line++)
        length--;
    if (length + 2 > room)
        return fail(s, "%s: the line is longer than %zu bytes; shorten it", s->place, room - 2);
    if (memchr(line, '\0', length))
        return fail(s, "%s: there is a zero byte in it; save the file as plain text", s->place);
    memcpy(buffer, line, length);
    buffer[length] = '\0';
    return 0;
}

/* Hands inih the next line that it can take; NULL at the end. */
static char *next_line(char *buffer, int room, void *context)
{
    struct source *s = context;
    end_line(s);
    while (s->left) {
        if (copy_line(s, buffer, (size_t)room) != 0 || (*buffer == '[' && enter_section(s, buffer) != 0))
            continue;
        s->waiting = *buffer != '[' && !is_blank(buffer);
        return buffer;
    }
    return NULL;
}

/* A value in quotation marks, with \" and \\ inside it, as git writes them. */
static int unquote(struct source *s, char *value)
{
    char *out = value, *at = value + 1;
    for (; *at && *at != '"'; at++) {
        if (*at == '\\' && (at[1] == '"' || at[1] == '\\'))
            at++;
        *out++ = *at;
    }
    if (*at != '"' || !is_blank(at + 1))
        return fail(s, "%s: a quotation mark without its partner", s->place);
    *out = '\0';
    return 0;
}

/* Cuts a comment off a value: a # behind white space. */
static void cut_comment(char *value)
{
    for (char *at = value; *at; at++)
        if (*at == '#' && (at == value || at[-1] == ' ' || at[-1] == '\t')) {
            *at = '\0';
            break;
        }
    for (size_t length = strlen(value); length && strchr(" \t", value[length - 1]); length--)
        value[length - 1] = '\0';
}

static int add(struct source *s, enum onr_key key, char *value)
{
    struct onr_settings *all = s->settings;
    if (all->count == all->capacity) {
        size_t capacity = all->capacity ? all->capacity * 2 : 16;
        struct onr_setting *at = realloc(all->at, capacity * sizeof *at);
        if (!at)
            return fail(s, "%s: memory ran out", s->place);
        all->at = at;
        all->capacity = capacity;
    }
    struct onr_setting *setting = &all->at[all->count++];
    *setting = (struct onr_setting){.key = key, .line = s->line, .project = s->project, .branch = s->branch};
    setting->value = strdup(value);
    setting->folder = strdup(s->folder);
    setting->file = strdup(s->shown);
    setting->rule = s->rule ? strdup(s->rule) : NULL;
    if (!setting->value || !setting->folder || !setting->file || (s->rule && !setting->rule))
        return fail(s, "%s: memory ran out", s->place);
    return 0;
}

static void include(struct source *s, const char *value)
{
    struct source inner = {.outer = s, .settings = s->settings, .faults = s->faults, .project = s->project,
                           .branch = s->branch};
    char *path = onr_branch_path(s->branch, s->folder, value);
    unsigned depth = 1;
    for (const struct source *outer = s; outer; outer = outer->outer)
        depth++;
    if (!path && s->branch)
        fail(s, "%s: %s leads out of what is committed, where nothing is read from on a server; commit the file and name "
             "its path from %s", s->place, value, s->shown);
    else if (!path)
        fail(s, "%s: memory ran out", s->place);
    else if (depth > DEEPEST)
        fail(s, "%s: more than %d files include one another; bring some together", s->place, DEEPEST);
    else if (s->settings->file_count >= MOST_FILES)
        fail(s, "%s: more than %d files are included; bring some together", s->place, MOST_FILES);
    else if (!onr_branch_has_file(s->branch, path))
        fail(s, "%s: there is no file %s to include; correct the path, which is seen from %s", s->place, value,
             s->shown);
    else
        read_source(&inner, path);
    free(path);
}

static void take_setting(struct source *s, const char *name, char *value)
{
    struct onr_problem problem;
    int key = onr_key_find(s->section, name, s->place, &problem);
    if (key < 0)
        fail(s, "%s", problem.text);
    else if (onr_key_check((enum onr_key)key, value, s->place, &problem) != 0)
        onr_faults_add(s->faults, "%s", problem.text);
    else if (key == ONR_KEY_PATH)
        include(s, value);
    else
        add(s, (enum onr_key)key, value);
}

/* A line with a key, from inih. What is wrong with it is told, and the next is read. */
static int take_line(void *context, const char *section, const char *name, const char *given)
{
    struct source *s = context;
    s->waiting = false;
    (void)section; /* next_line has checked it */
    if (s->lost)
        return 1;
    char *value = strdup(given ? given : "");
    if (!value)
        fail(s, "%s: memory ran out", s->place);
    else if (!s->section)
        fail(s, "%s: %s stands in no section; write [onrecord] above it", s->place, name);
    else if (*value == '"' ? unquote(s, value) == 0 : (cut_comment(value), true))
        take_setting(s, name, value);
    free(value);
    return 1;
}

static bool is_being_read(const struct source *s)
{
    for (const struct source *outer = s->outer; outer; outer = outer->outer)
        if (strcmp(outer->real, s->real) == 0)
            return true;
    return false;
}

static int parse(struct source *s, const char *path)
{
    struct onr_document document;
    struct onr_problem problem;
    struct stat status;
    if (!s->branch && stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        return fail(s, "%s: it is no file; a configuration is a file of text: move this away or give it another name",
                    s->shown);
    if (s->outer && is_being_read(s))
        return fail(s, "%s: %s would include itself; remove one of the lines that lead back to it", s->outer->place,
                    s->shown);
    if (onr_branch_read(s->branch, path, &document, &problem) != 0)
        return fail(s, "%s: %s", s->shown, problem.text);
    onr_settings_print(s->settings, path, document.bytes, document.length);
    s->bytes = document.bytes;
    s->left = document.length;
    if (s->left >= 3 && memcmp(s->bytes, "\xEF\xBB\xBF", 3) == 0) { /* a byte order mark */
        s->bytes += 3;
        s->left -= 3;
    }
    if (ini_parse_stream(next_line, s, take_line, s) < 0)
        fail(s, "%s: memory ran out", s->shown);
    onr_document_free(&document);
    return 0;
}

/* Notes that a file is read. False where memory ran out. */
static bool note_file(struct source *s)
{
    struct onr_settings *all = s->settings;
    char **files = realloc(all->files, (all->file_count + 1) * sizeof *files);
    if (!files)
        return false;
    all->files = files;
    files[all->file_count] = strdup(s->shown);
    return files[all->file_count] && ++all->file_count;
}

static void read_source(struct source *s, const char *path)
{
    char *slash;
    s->shown = onr_branch_shown(s->branch, path);
    s->folder = strdup(path);
    if (s->folder && (slash = strrchr(s->folder, '/')))
        slash[slash == s->folder] = '\0';
    if (!s->shown || !s->folder || !note_file(s))
        fail(s, "%s: memory ran out", path);
    else if (s->branch ? snprintf(s->real, sizeof s->real, "%s", path) < 0 : !realpath(path, s->real))
        fail(s, "%s: it could not be found; check the path", s->shown);
    else
        parse(s, path);
    free(s->shown);
    free(s->folder);
    free(s->rule);
}

void onr_settings_print(struct onr_settings *settings, const char *name, const char *bytes, size_t length)
{
    settings->print = onr_print(settings->print ? settings->print : ONR_PRINT_START, name, strlen(name) + 1);
    settings->print = onr_print(settings->print, &length, sizeof length);
    settings->print = onr_print(settings->print, bytes, length);
}

void onr_settings_read(struct onr_settings *settings, const struct onr_branch *branch, const char *path, bool project,
                       struct onr_faults *faults)
{
    struct source source = {.settings = settings, .faults = faults, .project = project, .branch = branch};
    read_source(&source, path);
}

void onr_settings_free(struct onr_settings *settings)
{
    for (size_t i = 0; i < settings->count; i++) {
        free(settings->at[i].rule);
        free(settings->at[i].value);
        free(settings->at[i].folder);
        free(settings->at[i].file);
    }
    for (size_t i = 0; i < settings->file_count; i++)
        free(settings->files[i]);
    free(settings->files);
    free(settings->at);
    *settings = (struct onr_settings){0};
}

const struct onr_setting *onr_settings_last(const struct onr_settings *settings, enum onr_key key)
{
    for (size_t i = settings->count; i-- > 0;)
        if (settings->at[i].key == key)
            return &settings->at[i];
    return NULL;
}
