#include "protect/alphabet.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

extern const unsigned char onr_protect_letters[], onr_protect_lookalikes[], onr_protect_entities[];

#define FOLDED (UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE)
#define MOST_PARTS 32

unsigned onr_alphabet_encode(uint32_t point, char *bytes)
{
    return (unsigned)utf8proc_encode_char((utf8proc_int32_t)point, (utf8proc_uint8_t *)bytes);
}

static uint32_t next_point(const char **at)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t width = utf8proc_iterate((const utf8proc_uint8_t *)*at, -1, &point);
    *at += width > 0 ? width : 1;
    return width > 0 ? (uint32_t)point : 0;
}

static int compare_rows(const void *a, const void *b)
{
    const struct onr_alphabet_row *x = a, *y = b;
    if (x->key[0] != y->key[0])
        return x->key[0] < y->key[0] ? -1 : 1;
    return (x->key[1] > y->key[1]) - (x->key[1] < y->key[1]);
}

static const char *find(const struct onr_alphabet_list *list, uint32_t first, uint32_t second)
{
    struct onr_alphabet_row key = {.key = {first, second}};
    if (!list->count)
        return NULL;
    const struct onr_alphabet_row *row =
        bsearch(&key, list->rows, list->count, sizeof key, compare_rows);
    return row ? row->text : NULL;
}

/* Calls take for each line of a list that is not empty and no remark: its two words. */
static bool each_line(const unsigned char *data, void *to,
                      bool (*take)(void *to, const char *key, size_t length, const char *text))
{
    for (const char *line = (const char *)data; *line;) {
        size_t length = strcspn(line, "\n");
        size_t key = strcspn(line, " \n");
        if (*line != '#' && key < length && !take(to, line, key, line + key + 1))
            return false;
        line += length + (line[length] == '\n');
    }
    return true;
}

static void *one_more(void *rows, uint32_t count, size_t size)
{
    if (count & (count - 1)) /* grown at each power of two */
        return rows;
    return realloc(rows, (count ? (size_t)count * 2 : 1) * size);
}

static bool take_row(void *to, const char *key, size_t length, const char *text)
{
    struct onr_alphabet_list *list = to;
    struct onr_alphabet_row row = {.key = {0, 0}};
    const char *at = key;
    void *rows = one_more(list->rows, list->count, sizeof row);
    if (!rows)
        return false;
    list->rows = rows;
    row.key[0] = next_point(&at);
    if (at < key + length)
        row.key[1] = next_point(&at);
    size_t width = strcspn(text, "\n");
    memcpy(row.text, text, width < sizeof row.text ? width : sizeof row.text - 1);
    list->rows[list->count++] = row;
    return true;
}

static bool take_entity(void *to, const char *key, size_t length, const char *text)
{
    struct onr_alphabet *alphabet = to;
    void *entities = one_more(alphabet->entities, alphabet->entity_count, sizeof(struct onr_entity));
    if (!entities)
        return false;
    alphabet->entities = entities;
    uint32_t point = strncmp(text, "U+", 2) == 0 ? (uint32_t)strtoul(text + 2, NULL, 16)
                                                 : next_point(&text);
    alphabet->entities[alphabet->entity_count++] =
        (struct onr_entity){key, (uint32_t)length, point};
    return true;
}

static void append(struct onr_glyph *glyph, enum onr_way way, const char *text, size_t length)
{
    if (glyph->length[way] + length > ONR_GLYPH_BYTES)
        return;
    memcpy(glyph->text[way] + glyph->length[way], text, length);
    glyph->length[way] = (uint8_t)(glyph->length[way] + length);
}

static bool is_letter(uint32_t point)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           category == UTF8PROC_CATEGORY_MC ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

/* Takes one part of a character as the list of letters has it, else as it is. */
static void append_part(const struct onr_alphabet *alphabet, struct onr_glyph *glyph,
                        enum onr_way way, uint32_t part)
{
    char bytes[4];
    const char *text = find(&alphabet->letters, part, 0);
    if (text && *text != '\'')
        append(glyph, way, text, strlen(text));
    else if (!text && is_letter(part))
        append(glyph, way, bytes, onr_alphabet_encode(part, bytes));
}

static int take_apart(uint32_t point, int options, utf8proc_int32_t *parts)
{
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)point, parts, MOST_PARTS,
                                                     options, &boundary);
    return count < 0 || count > MOST_PARTS ? 0 : (int)count;
}

static void append_folded(const struct onr_alphabet *alphabet, struct onr_glyph *glyph,
                          enum onr_way way, uint32_t point)
{
    utf8proc_int32_t parts[MOST_PARTS];
    int count = take_apart(point, FOLDED | UTF8PROC_CASEFOLD, parts);
    for (int i = 0; i < count; i++) {
        const char *looks = way == ONR_WAY_LOOKS ? find(&alphabet->lookalikes, (uint32_t)parts[i], 0)
                                                 : NULL;
        if (looks)
            append(glyph, way, looks, strlen(looks));
        else
            append_part(alphabet, glyph, way, (uint32_t)parts[i]);
    }
}

/* What it looks like: case matters here, so each part is looked up before it is folded. */
static void append_looks(const struct onr_alphabet *alphabet, struct onr_glyph *glyph,
                         uint32_t point)
{
    utf8proc_int32_t parts[MOST_PARTS];
    int count = take_apart(point, FOLDED, parts);
    const char *whole = find(&alphabet->lookalikes, point, 0);
    if (whole) {
        append(glyph, ONR_WAY_LOOKS, whole, strlen(whole));
        return;
    }
    for (int i = 0; i < count; i++) {
        const char *looks = find(&alphabet->lookalikes, (uint32_t)parts[i], 0);
        if (looks)
            append(glyph, ONR_WAY_LOOKS, looks, strlen(looks));
        else
            append_folded(alphabet, glyph, ONR_WAY_LOOKS, (uint32_t)parts[i]);
    }
}

static enum onr_glyph_kind kind_of_mark(uint32_t point)
{
    switch (utf8proc_category((utf8proc_int32_t)point)) {
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PC:
        return ONR_GLYPH_SOFT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
        return ONR_GLYPH_NOTHING;
    case UTF8PROC_CATEGORY_CF:
        return ONR_GLYPH_UNSEEN;
    default:
        break;
    }
    if (point == 0)
        return ONR_GLYPH_NOTHING;
    return point < 128 && strchr("*~=+", (int)point) ? ONR_GLYPH_SOFT : ONR_GLYPH_HARD;
}

static enum onr_glyph_kind kind_of(const struct onr_alphabet *alphabet, uint32_t point,
                                   const struct onr_glyph *glyph)
{
    const char *text = find(&alphabet->letters, point, 0);
    if (point == '\'' || (text && *text == '\''))
        return ONR_GLYPH_APOSTROPHE;
    if (glyph->length[ONR_WAY_EXACT] == 0 && !glyph->poses)
        return kind_of_mark(point);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    bool digit = category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
    return digit ? ONR_GLYPH_DIGIT : ONR_GLYPH_LETTER;
}

static void make(const struct onr_alphabet *alphabet, uint32_t point, struct onr_glyph *glyph)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    glyph->length[ONR_WAY_EXACT] = glyph->length[ONR_WAY_LOOKS] = 0;
    glyph->upper = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
    glyph->poses = point > 127 && find(&alphabet->lookalikes, point, 0);
    append_folded(alphabet, glyph, ONR_WAY_EXACT, point);
    if (glyph->length[ONR_WAY_EXACT] || glyph->poses)
        append_looks(alphabet, glyph, point);
    if (glyph->poses && !glyph->length[ONR_WAY_EXACT]) /* a letter that Unicode calls a symbol */
        append(glyph, ONR_WAY_EXACT, glyph->text[ONR_WAY_LOOKS], glyph->length[ONR_WAY_LOOKS]);
    glyph->kind = (uint8_t)kind_of(alphabet, point, glyph);
    if (glyph->kind < ONR_GLYPH_LETTER)
        glyph->length[ONR_WAY_EXACT] = glyph->length[ONR_WAY_LOOKS] = 0;
}

const struct onr_glyph *onr_alphabet_glyph(const struct onr_alphabet *alphabet, uint32_t point,
                                           struct onr_glyph *scratch)
{
    if (point < 128)
        return &alphabet->ascii[point];
    make(alphabet, point, scratch);
    return scratch;
}

const char *onr_alphabet_pair(const struct onr_alphabet *alphabet, uint32_t first, uint32_t second)
{
    return find(&alphabet->lookalikes, first, second);
}

uint32_t onr_alphabet_entity(const struct onr_alphabet *alphabet, const char *name, size_t length)
{
    for (uint32_t i = 0; i < alphabet->entity_count; i++)
        if (alphabet->entities[i].length == length &&
            memcmp(alphabet->entities[i].name, name, length) == 0)
            return alphabet->entities[i].point;
    return 0;
}

static void sort(struct onr_alphabet_list *list)
{
    if (list->count)
        qsort(list->rows, list->count, sizeof *list->rows, compare_rows);
}

struct onr_alphabet *onr_alphabet_new(void)
{
    struct onr_alphabet *alphabet = calloc(1, sizeof *alphabet);
    if (!alphabet)
        return NULL;
    if (!each_line(onr_protect_letters, &alphabet->letters, take_row) ||
        !each_line(onr_protect_lookalikes, &alphabet->lookalikes, take_row) ||
        !each_line(onr_protect_entities, alphabet, take_entity)) {
        onr_alphabet_free(alphabet);
        return NULL;
    }
    sort(&alphabet->letters);
    sort(&alphabet->lookalikes);
    for (uint32_t point = 0; point < 128; point++)
        make(alphabet, point, &alphabet->ascii[point]);
    return alphabet;
}

void onr_alphabet_free(struct onr_alphabet *alphabet)
{
    if (!alphabet)
        return;
    free(alphabet->letters.rows);
    free(alphabet->lookalikes.rows);
    free(alphabet->entities);
    free(alphabet);
}
