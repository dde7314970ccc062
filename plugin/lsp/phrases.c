#include "lsp/phrases.h"

#include <string.h>

/* Made by the build of core/data/en/completions.txt; its last line is "end". */
extern const char onr_completion_phrases[];

/* Takes what stands up to a tab or the end of the line. */
static const char *take_cell(const char **at, size_t *length)
{
    const char *cell = *at;
    *length = strcspn(cell, "\t\n");
    *at = cell + *length + (cell[*length] == '\t');
    return cell;
}

bool onr_phrases_next(const char **at, struct onr_phrase_row *row)
{
    const char *line = *at ? *at : onr_completion_phrases;
    while (*line == '#' || *line == '\n')
        line += strcspn(line, "\n") + 1;
    if (strncmp(line, "end\n", 4) == 0)
        return false;
    row->kind = take_cell(&line, &row->kind_length);
    row->text = take_cell(&line, &row->text_length);
    row->purpose = take_cell(&line, &row->purpose_length);
    *at = line + 1;
    return true;
}
