/* The formats: one row each. */
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "markup/markup.h"

static const struct onr_format formats[] = {
    {"plain", ".txt .text", onr_markup_plain},
    {"markdown", ".md .markdown .mdown .mkd .mkdn", onr_markup_markdown},
};
#define FORMATS (sizeof formats / sizeof formats[0])

const struct onr_format *onr_format_find(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

const char *onr_format_name(uint32_t index)
{
    return index < FORMATS ? formats[index].name : NULL;
}

/* Whether an ending with its dot is one of the endings in a text, whatever its case. */
static bool has_ending(const char *endings, const char *ending)
{
    size_t length = strlen(ending);
    for (const char *at = endings; *at;) {
        size_t own = strcspn(at, " ");
        if (own == length && strncasecmp(at, ending, length) == 0)
            return true;
        at += own + (at[own] == ' ');
    }
    return false;
}

const char *onr_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < FORMATS; i++)
        if (has_ending(formats[i].endings, dot))
            return formats[i].name;
    return formats[0].name;
}

int onr_markup_read(struct onr_markup *markup, struct onr_arena *arena, const struct onr_text *text,
                    const struct onr_format *format, const struct onr_pack *pack, struct onr_error *error)
{
    *markup = (struct onr_markup){0};
    int code = format->read(markup, arena, text, error);
    if (code)
        return code;
    if (arena->failed)
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    onr_markup_classify(markup, pack, text);
    return ONR_OK;
}
