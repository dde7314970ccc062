/* Marked stories as tokens with labels. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "train.h"

void train_die(const char *what, const char *why)
{
    fprintf(stderr, "train: %s: %s\n", what, why);
    exit(1);
}

void *train_take(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        train_die("memory", "ran out");
    return memory;
}

/* Labels the tokens of one role; a shorter role overwrites a longer one, as score.py has it. */
static void mark(struct train_document *d, const json_t *attribution, const char *key, unsigned role)
{
    size_t i;
    json_t *span;
    json_array_foreach(json_object_get(attribution, key), i, span) {
        uint32_t start = (uint32_t)json_integer_value(json_array_get(span, 0));
        uint32_t stop = (uint32_t)json_integer_value(json_array_get(span, 1));
        bool begins = true;
        for (uint32_t t = onr_prose_token_at(&d->prose, start);
             t < d->prose.tokens.count && d->prose.tokens.at[t].start < stop; t++, begins = false)
            d->gold[t] = (uint8_t)(begins ? 2 * role - 1 : 2 * role);
    }
}

/* A label that goes on behind another role begins there. */
static void mend_labels(struct train_document *d)
{
    for (uint32_t t = 0; t < d->prose.tokens.count; t++) {
        unsigned label = d->gold[t], before = t ? d->gold[t - 1] : 0;
        if (label && !onr_label_begins(label) && before != label && before + 1 != label)
            d->gold[t] = (uint8_t)(label - 1);
    }
}

static void prepare(struct train_document *d, const char *file)
{
    struct onr_error error = {0};
    size_t i;
    json_t *attribution;
    onr_arena_init(&d->arena);
    if (onr_text_init(&d->bytes, d->text, strlen(d->text), &error) ||
        onr_markup_read(&d->markup, &d->arena, &d->bytes, onr_format_find("plain"), onr_pack_english(), &error) ||
        onr_prose_read(&d->prose, &d->arena, &d->bytes, &d->markup, onr_pack_english(), &error) ||
        !onr_tagging_make(&d->tagging, &d->arena, &d->prose))
        train_die(file, error.text);
    d->gold = train_take(d->prose.tokens.count, 1);
    d->tags = train_take(d->prose.tokens.count, 1);
    json_array_foreach(d->attributions, i, attribution)
        mark(d, attribution, "content", ONR_ROLE_CONTENT);
    json_array_foreach(d->attributions, i, attribution)
        mark(d, attribution, "source", ONR_ROLE_SOURCE);
    json_array_foreach(d->attributions, i, attribution)
        mark(d, attribution, "cue", ONR_ROLE_CUE);
    mend_labels(d);
}

void train_read(struct train_corpus *corpus, const char *file, bool wire)
{
    FILE *in = fopen(file, "r");
    json_error_t error;
    json_t *story;
    size_t first = corpus->count;
    if (!in)
        train_die(file, "cannot be read");
    while ((story = json_loadf(in, JSON_DISABLE_EOF_CHECK, &error))) {
        corpus->at = realloc(corpus->at, (corpus->count + 1) * sizeof *corpus->at);
        if (!corpus->at)
            train_die("memory", "ran out");
        corpus->at[corpus->count] = (struct train_document){
            .text = strdup(json_string_value(json_object_get(story, "text"))),
            .id = strdup(json_string_value(json_object_get(story, "id"))),
            .fold = (unsigned)((corpus->count - first) % TRAIN_FOLDS), .wire = wire,
            .attributions = json_incref(json_object_get(story, "attributions")),
        };
        corpus->count++;
        json_decref(story);
    }
    fclose(in);
    for (size_t i = first; i < corpus->count; i++) {
        prepare(&corpus->at[i], file);
        corpus->tokens += corpus->at[i].prose.tokens.count;
        corpus->attributions += json_array_size(corpus->at[i].attributions);
    }
}

static struct train_document *find(struct train_corpus *corpus, const char *id)
{
    for (size_t i = 0; i < corpus->count; i++)
        if (strcmp(corpus->at[i].id, id) == 0)
            return &corpus->at[i];
    return NULL;
}

/* Proper names take their entity class with them; the rarest tags are one. */
static void name_tag(char *out, size_t size, const char *pos, const char *entity)
{
    static const char *const rare[] = {"LS", "SYM", "UH", "FW", "#", "PDT", "RBS", "WP$", "-LRB-", "-RRB-", "``", "''", "NNPS"};
    snprintf(out, size, "%.7s", pos);
    for (size_t i = 0; i < sizeof rare / sizeof rare[0]; i++)
        if (strcmp(pos, rare[i]) == 0)
            snprintf(out, size, "rare");
    if (strncmp(pos, "NNP", 3) != 0)
        return;
    bool place = strcmp(entity, "LOCATION") == 0 || strcmp(entity, "CITY") == 0 || strcmp(entity, "COUNTRY") == 0 ||
                 strcmp(entity, "STATE_OR_PROVINCE") == 0;
    snprintf(out, size, "%s", strcmp(entity, "PERSON") == 0 ? "NNP:per" : strcmp(entity, "ORGANIZATION") == 0 ? "NNP:org"
                              : place ? "NNP:loc" : "NNP");
}

static unsigned tag_number(struct train_corpus *corpus, const char *name)
{
    unsigned i = 1;
    if (!corpus->tag_count)
        corpus->tag_count = 1;
    while (i < corpus->tag_count && strcmp(corpus->tags[i], name) != 0)
        i++;
    if (i < corpus->tag_count)
        return i;
    if (i == ONR_POS_TAGS)
        return 0;
    snprintf(corpus->tags[i], sizeof corpus->tags[i], "%s", name);
    corpus->tag_count++;
    return i;
}

/* Moves *byte on to a character's number, counting from *character. */
static void seek(const char *text, uint32_t target, uint32_t *character, uint32_t *byte)
{
    while (*character < target && text[*byte]) {
        do
            ++*byte;
        while (((unsigned char)text[*byte] & 0xC0) == 0x80);
        ++*character;
    }
}

static void read_tag(struct train_corpus *corpus, struct train_document *d, char *line, uint32_t *character, uint32_t *byte)
{
    char *rest = line, tag[8];
    strsep(&rest, "\t"); /* the word */
    strsep(&rest, "\t"); /* its lemma */
    const char *pos = strsep(&rest, "\t"), *entity = strsep(&rest, "\t"), *start = strsep(&rest, "\t");
    if (!start)
        return;
    seek(d->text, (uint32_t)strtoul(start, NULL, 10), character, byte);
    uint32_t token = onr_prose_token_at(&d->prose, *byte);
    if (token >= d->prose.tokens.count || d->prose.tokens.at[token].start != *byte)
        return;
    name_tag(tag, sizeof tag, pos, entity);
    d->tags[token] = (uint8_t)tag_number(corpus, tag);
}

void train_read_tags(struct train_corpus *corpus, const char *file)
{
    gzFile in = gzopen(file, "rb");
    struct train_document *d = NULL;
    uint32_t character = 0, byte = 0;
    static char line[1 << 16];
    if (!in)
        train_die(file, "cannot be read");
    while (gzgets(in, line, sizeof line)) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] == '#' && line[1] == ' ' && !strchr(line, '\t')) {
            d = find(corpus, line + 2);
            character = byte = 0;
        } else if (d && *line) {
            read_tag(corpus, d, line, &character, &byte);
        }
    }
    gzclose(in);
}

static void fill_document(struct train_document *d, bool second)
{
    uint32_t rows[ONR_FEATURES], count = d->tagging.count;
    uint32_t mask = (second ? ONR_SECOND_ROWS : ONR_FIRST_ROWS) - 1, at = 0;
    free(d->rows[second]);
    free(d->ends[second]);
    d->rows[second] = train_take((size_t)count * ONR_FEATURES, sizeof **d->rows);
    d->ends[second] = train_take(count, sizeof **d->ends);
    for (uint32_t i = 0; i < count; i++) {
        unsigned own = onr_label_features(&d->tagging, i, second, mask, rows);
        memcpy(d->rows[second] + at, rows, own * sizeof *rows);
        at += own;
        d->ends[second][i] = at;
    }
    d->rows[second] = realloc(d->rows[second], (size_t)(at ? at : 1) * sizeof **d->rows);
}

void train_fill_rows(struct train_corpus *corpus, bool second)
{
    for (size_t i = 0; i < corpus->count; i++)
        fill_document(&corpus->at[i], second);
}
