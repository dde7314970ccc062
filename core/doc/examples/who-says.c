/* who-says: who says what in a draft.   cc who-says.c $(pkg-config --cflags --libs onrecord) */
#include <onrecord.h>
#include <stdio.h>

static void print_spans(const char *text, struct onr_spans spans)
{
    for (uint32_t i = 0; i < spans.count; i++)
        printf("%s%.*s", i ? " … " : "", (int)(spans.at[i].end - spans.at[i].start), text + spans.at[i].start);
}

int main(int argc, char **argv)
{
    static char text[1 << 20];
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    size_t length = file ? fread(text, 1, sizeof text, file) : 0;
    if (!file || length == sizeof text) {
        fprintf(stderr, "usage: who-says DRAFT, of less than a mebibyte\n");
        return 2;
    }
    fclose(file);
    struct onr_error error = {0};
    struct onr_options options = {.format = onr_format_of_path(argv[1])};
    struct onr_analysis *analysis = onr_analyze(text, length, &options, &error);
    if (!analysis) {
        fprintf(stderr, "%s, at byte %llu\n", error.text, (unsigned long long)error.offset);
        return 1;
    }
    uint32_t count;
    const struct onr_attribution *attributions = onr_attributions(analysis, &count);
    for (uint32_t i = 0; i < count; i++) {
        printf("%s | ", onr_class_name(onr_attribution_mention(analysis, i)));
        print_spans(text, attributions[i].source);
        printf(" | ");
        print_spans(text, attributions[i].content);
        printf("\n");
    }
    printf("sourcing %d of 100\n", onr_article_score(analysis)->value);
    onr_analysis_free(analysis);
    return 0;
}
