/* Reading the corpus: marked stories and silver tags. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "train.h"

void die(const char *what, const char *why)
{
    fprintf(stderr, "train: %s: %s\n", what, why);
    exit(1);
}

void *take_memory(size_t size)
{
    void *memory = calloc(1, size ? size : 1);
    if (!memory)
        die("memory", "ran out");
    return memory;
}

uint64_t dice_roll(struct dice *dice)
{
    return onr_hash_mix(dice->state += UINT64_C(0x9e3779b97f4a7c15));
}

void dice_shuffle(struct dice *dice, uint32_t *at, uint32_t count)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = (uint32_t)(dice_roll(dice) % i), swapped = at[i - 1];
        at[i - 1] = at[j];
        at[j] = swapped;
    }
}

static char *copy_of(const char *bytes, size_t length)
{
    char *copy = take_memory(length + 1);
    memcpy(copy, bytes, length);
    return copy;
}

static void read_story(struct story *story, const json_t *document, const char *file)
{
    const json_t *text = json_object_get(document, "text"), *id = json_object_get(document, "id");
    struct onr_error error = {0};
    if (!text || !id)
        die(file, "a line without id or text");
    size_t length = json_string_length(text);
    *story = (struct story){.id = copy_of(json_string_value(id), json_string_length(id)),
                            .bytes = copy_of(json_string_value(text), length)};
    onr_arena_init(&story->arena);
    const struct onr_pack *pack = onr_pack_english();
    if (onr_text_init(&story->text, story->bytes, length, &error) ||
        onr_markup_read(&story->markup, &story->arena, &story->text, onr_format_find("plain"), pack, &error) ||
        onr_prose_read(&story->prose, &story->arena, &story->text, &story->markup, pack, &error) ||
        onr_labelling_start(&story->labelling, &story->arena, &story->prose, &error))
        die(story->id, error.text);
    story->gold = onr_arena_take(&story->arena, story->prose.tokens.count);
    story->silver = onr_arena_take(&story->arena, story->prose.tokens.count);
    if (story->arena.failed)
        die("memory", "ran out");
    memset(story->silver, NO_TAG, story->prose.tokens.count);
    story->attributions = json_incref(json_object_get(document, "attributions"));
    gold_states(story, story->attributions);
    uint64_t draw = onr_hash_mix(onr_hash_word(story->id, strlen(story->id)));
    story->fold = (uint32_t)(draw % FOLDS);
    story->held_out = draw / FOLDS % HELD_OUT_OF < 3;
}

void corpus_read(struct corpus *corpus, const char *file, bool wire, float weight)
{
    FILE *in = fopen(file, "r");
    json_t *document;
    json_error_t error;
    if (!in)
        die(file, "cannot be read");
    while ((document = json_loadf(in, JSON_DISABLE_EOF_CHECK, &error))) {
        if (corpus->count % 256 == 0) {
            corpus->at = realloc(corpus->at, (corpus->count + 256) * sizeof *corpus->at);
            if (!corpus->at)
                die("memory", "ran out");
        }
        struct story *story = &corpus->at[corpus->count++];
        read_story(story, document, file);
        story->wire = wire;
        story->weight = weight;
        story->first_token = corpus->tokens;
        corpus->tokens += story->prose.tokens.count;
        json_decref(document);
    }
    fclose(in);
    /* The stories hold pointers into themselves, and the array has moved. */
    for (uint32_t i = 0; i < corpus->count; i++) {
        struct story *story = &corpus->at[i];
        story->prose.text = &story->text;
        story->prose.markup = &story->markup;
        story->labelling.arena = &story->arena;
        story->labelling.prose = story->labelling.views.prose = &story->prose;
    }
}

/* The tag of a Penn Treebank part of speech, without the kinds of names. */
static uint8_t tag_of_part(const char *part)
{
    static const struct {
        const char *part;
        uint8_t tag;
    } parts[] = {
        {"NN", ONR_TAG_NOUN}, {"NNS", ONR_TAG_NOUNS}, {"JJ", ONR_TAG_ADJECTIVE}, {"JJR", ONR_TAG_ADJECTIVE},
        {"JJS", ONR_TAG_ADJECTIVE}, {"RB", ONR_TAG_ADVERB}, {"RBR", ONR_TAG_ADVERB}, {"RBS", ONR_TAG_ADVERB},
        {"IN", ONR_TAG_PREPOSITION}, {"TO", ONR_TAG_TO}, {"DT", ONR_TAG_DETERMINER}, {"PDT", ONR_TAG_DETERMINER},
        {"PRP", ONR_TAG_PRONOUN}, {"PRP$", ONR_TAG_POSSESSIVE}, {"WP", ONR_TAG_WH}, {"WDT", ONR_TAG_WH},
        {"WRB", ONR_TAG_WH}, {"WP$", ONR_TAG_WH}, {"VB", ONR_TAG_BASE}, {"VBD", ONR_TAG_PAST},
        {"VBG", ONR_TAG_GERUND}, {"VBN", ONR_TAG_PARTICIPLE}, {"VBP", ONR_TAG_PRESENT}, {"VBZ", ONR_TAG_THIRD},
        {"MD", ONR_TAG_MODAL}, {"CC", ONR_TAG_CONJUNCTION}, {"CD", ONR_TAG_NUMBER}, {"POS", ONR_TAG_GENITIVE},
        {"RP", ONR_TAG_PARTICLE}, {"NNP", ONR_TAG_NAME}, {"NNPS", ONR_TAG_NAME},
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(parts[i].part, part) == 0)
            return parts[i].tag;
    return ONR_TAG_OTHER;
}

static uint8_t tag_of_silver(const char *part, const char *entity)
{
    uint8_t tag = tag_of_part(part);
    if (tag != ONR_TAG_NAME)
        return tag;
    switch (entity[0]) {
    case 'P': return entity[2] == 'R' && entity[3] == 'S' ? ONR_TAG_PERSON : tag;
    case 'L': return ONR_TAG_PLACE;
    case 'D': return ONR_TAG_DAY;
    case 'O': return entity[1] == 'R' && entity[2] == 'G' ? ONR_TAG_ORGANIZATION : tag;
    default: return tag;
    }
}

/* A place in a story's text, in bytes and in characters. */
struct place {
    uint32_t byte;      /* offset */
    uint32_t character; /* the same place */
    uint32_t token;     /* the first that ends after it */
};

static void move_to(struct place *place, const struct story *story, uint32_t character)
{
    while (place->character < character && place->byte < story->text.length) {
        place->byte++;
        while (place->byte < story->text.length && ((unsigned char)story->bytes[place->byte] & 0xC0) == 0x80)
            place->byte++;
        place->character++;
    }
    while (place->token < story->prose.tokens.count && story->prose.tokens.at[place->token].end <= place->byte)
        place->token++;
}

/* Tags the tokens that begin inside a silver token. */
static void read_silver_line(struct story *story, struct place *place, char *line)
{
    char *field[6];
    unsigned fields = 0;
    for (char *at = strtok(line, "\t\n"); at && fields < 6; at = strtok(NULL, "\t\n"))
        field[fields++] = at;
    if (fields < 6 || !story)
        return;
    move_to(place, story, (uint32_t)strtoul(field[4], NULL, 10));
    uint32_t start = place->byte, characters = (uint32_t)(strtoul(field[5], NULL, 10) - strtoul(field[4], NULL, 10));
    for (uint32_t t = place->token; t < story->prose.tokens.count; t++) {
        const struct onr_token *token = &story->prose.tokens.at[t];
        if (token->start >= start + characters)
            break;
        if (token->start >= start && token->kind <= ONR_TOKEN_NUMBER)
            story->silver[t] = tag_of_silver(field[2], field[3]);
    }
}

static struct story *story_of(struct corpus *corpus, const char *name)
{
    for (uint32_t i = 0; i < corpus->count; i++)
        if (strcmp(corpus->at[i].id, name) == 0)
            return &corpus->at[i];
    return NULL;
}

void corpus_read_silver(struct corpus *corpus, const char *file)
{
    char command[4096], line[65536];
    struct story *story = NULL;
    struct place place = {0, 0, 0};
    snprintf(command, sizeof command, "gzip -dc '%s'", file);
    FILE *in = popen(command, "r");
    if (!in)
        die(file, "cannot be read");
    while (fgets(line, sizeof line, in)) {
        if (strncmp(line, "# ", 2) == 0) {
            line[strcspn(line, "\n")] = 0;
            story = story_of(corpus, line + 2);
            place = (struct place){0, 0, 0};
        } else {
            read_silver_line(story, &place, line);
        }
    }
    if (pclose(in) != 0)
        die(file, "gzip failed");
}
