#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned results, failures;

void tap(bool passed, const char *name, const char *why)
{
    failures += !passed;
    printf("%sok %u - %s\n", passed ? "" : "not ", ++results, name);
    if (why)
        printf("# %s\n", why);
    fflush(stdout);
}

int tap_end(void)
{
    printf("1..%u\n", results);
    return failures || !results ? 1 : 0;
}

static void fail(const char *path)
{
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    exit(2);
}

struct text read_file(const char *path)
{
    struct text text = {0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        fail(path);
    long size = ftell(file);
    text.bytes = malloc((size_t)size + 1);
    rewind(file);
    text.length = text.bytes ? fread(text.bytes, 1, (size_t)size, file) : 0;
    if (text.length != (size_t)size)
        fail(path);
    text.bytes[text.length] = 0;
    fclose(file);
    return text;
}

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length > end && strcmp(name + length - end, ending) == 0;
}

static int is_draft(const struct dirent *entry)
{
    const char *name = entry->d_name;
    return ends_in(name, ".txt") || (ends_in(name, ".md") && !ends_in(name, ".editor.md") && strcmp(name, "README.md") != 0);
}

struct text *read_drafts(const char *folder, size_t *count)
{
    struct dirent **entries;
    int found = scandir(folder, &entries, is_draft, alphasort);
    if (found <= 0)
        fail(folder);
    struct text *texts = calloc((size_t)found, sizeof *texts);
    for (int i = 0; i < found; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        texts[i] = read_file(path);
        free(entries[i]);
    }
    free(entries);
    *count = (size_t)found;
    return texts;
}

void free_texts(struct text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(texts[i].bytes);
    free(texts);
}

static void write_spans(FILE *out, struct onr_spans spans)
{
    for (uint32_t i = 0; i < spans.count; i++)
        fprintf(out, " %u-%u", spans.at[i].start, spans.at[i].end);
    fputc(';', out);
}

static void write_part(FILE *out, const struct onr_part_score *score)
{
    fprintf(out, " score %g", (double)score->value);
    for (uint32_t i = 0; i < score->deductions.count; i++)
        fprintf(out, " %u:%g", score->deductions.at[i].rule, (double)score->deductions.at[i].points);
    fputc('\n', out);
}

static void write_texts(FILE *out, const struct onr_analysis *a)
{
    uint32_t count;
    const struct onr_block *block = onr_blocks(a, &count);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "block %u-%u %d %u\n", block[i].span.start, block[i].span.end, (int)block[i].kind,
                block[i].quote_depth);
    const struct onr_quotation *quotation = onr_quotations(a, &count);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "quotation %u-%u %d %u %u of %u\n", quotation[i].span.start, quotation[i].span.end,
                (int)quotation[i].kind, quotation[i].depth, quotation[i].words, onr_quotation_attribution(a, i));
}

static void write_speech(FILE *out, const struct onr_analysis *a)
{
    uint32_t count;
    const struct onr_attribution *attribution = onr_attributions(a, &count);
    for (uint32_t i = 0; i < count; i++) {
        fprintf(out, "attribution %d %d %u %g of %u:", (int)attribution[i].mode, attribution[i].nested,
                attribution[i].words, (double)attribution[i].confidence, onr_attribution_source(a, i));
        write_spans(out, attribution[i].content);
        write_spans(out, attribution[i].cue);
        write_spans(out, attribution[i].source);
        write_part(out, onr_attribution_score(a, i));
    }
    const struct onr_source *source = onr_sources(a, &count);
    for (uint32_t i = 0; i < count; i++) {
        fprintf(out, "source %d %d %d %d %u %d %d:", (int)source[i].class_, (int)source[i].kind, (int)source[i].level,
                source[i].plural, source[i].number, (int)source[i].basis, (int)source[i].reason);
        write_spans(out, source[i].mentions);
        write_part(out, onr_source_score(a, i));
    }
}

static void write_verdict(FILE *out, const struct onr_analysis *a)
{
    uint32_t count;
    const struct onr_comment_request *request = onr_comment_requests(a, &count);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "request %u-%u %u-%u %u-%u %d\n", request[i].who.start, request[i].who.end, request[i].party.start,
                request[i].party.end, request[i].span.start, request[i].span.end, (int)request[i].outcome);
    const struct onr_finding *finding = onr_findings(a, &count);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "finding %u %d %u-%u %s\n", finding[i].rule, (int)finding[i].severity, finding[i].span.start,
                finding[i].span.end, finding[i].message);
    const struct onr_score *score = onr_article_score(a);
    fprintf(out, "score %d %d %.17g\n", score->has_value, score->value, score->exact);
}

char *describe(const struct onr_analysis *analysis)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    write_texts(out, analysis);
    write_speech(out, analysis);
    write_verdict(out, analysis);
    fclose(out);
    return text;
}
