/*
 * Very large texts are analyzed, and what is found of them holds together.
 *
 *   large DRAFTS BYTES [KIND…]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invariants.h"
#include "texts.h"

static void run(const char *name, const char *format, struct text text)
{
    struct onr_error error = {0};
    struct onr_options options = {.format = format};
    struct onr_analysis *analysis = onr_analyze(text.bytes, text.length, &options, &error);
    const char *problem = analysis ? analysis_problem(analysis, text.bytes, text.length) : error.text;
    tap(!problem, name, problem);
    onr_analysis_free(analysis);
    free(text.bytes);
}

int main(int argc, char **argv)
{
    size_t drafts, count;
    if (argc < 3)
        return 2;
    struct text *texts = read_drafts(argv[1], &drafts);
    size_t length = strtoul(argv[2], NULL, 10);
    const struct maker *maker = makers(&count);
    run("prose", "plain", make_prose(texts, drafts, length));
    for (size_t i = 0; i < count; i++) {
        bool wanted = argc == 3;
        for (int j = 3; j < argc; j++)
            wanted = wanted || strcmp(argv[j], maker[i].name) == 0;
        if (wanted)
            run(maker[i].name, maker[i].format, make_text(&maker[i], length));
    }
    free_texts(texts, drafts);
    return tap_end();
}
