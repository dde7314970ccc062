#include "protect/form.h"

#include <string.h>

#include <sodium.h>
#include <utf8proc.h>

#define MOST_WORDS 6      /* of a name */
#define LONG_NUMBER 7     /* digits from which on any grouping will do */
#define LONGEST_COUNTRY 3 /* digits of a country's telephone code */
#define LONGEST_SMALL 4   /* bytes of de, van, bin and the like */

/* A word of the phrase as it was typed, with the small words before it. */
struct word {
    const char *text; /* borrowed */
    uint32_t length;  /* bytes */
    uint32_t small;   /* bytes of "de la " before it; 0 in most words */
};

/* How one word stands in a form. */
enum stand { STAND_WHOLE, STAND_INITIAL, STAND_OUT, STANDS };

struct maker {
    struct onr_forms *forms;
    const struct onr_alphabet *alphabet;
    struct onr_folded folded;      /* of the form at hand */
    struct word words[MOST_WORDS]; /* of a name */
    uint32_t count;                /* words, all of them */
    bool spelt;                    /* ä is written ae */
    bool bare;                     /* the small words are left out */
    bool number;                   /* any grouping of a long one will do */
    uint8_t joined;                /* the form's onr_joined */
    bool turned;                   /* the last name comes first */
};

struct onr_forms *onr_forms_new(void)
{
    struct onr_forms *forms = sodium_malloc(sizeof *forms);
    if (forms)
        sodium_memzero(forms, sizeof *forms);
    return forms;
}

void onr_forms_free(struct onr_forms *forms)
{
    sodium_free(forms);
}

static void set_bit(uint8_t *bits, uint32_t at)
{
    if (at < ONR_FORM_BYTES)
        bits[at / 8] = (uint8_t)(bits[at / 8] | 1u << at % 8);
}

static bool is_there(const struct onr_forms *forms, const struct onr_form *form)
{
    for (uint32_t i = 0; i < forms->count; i++)
        if (forms->forms[i].way == form->way && forms->forms[i].length == form->length &&
            memcmp(forms->forms[i].text, form->text, form->length) == 0)
            return true;
    return false;
}

static void mark_words(struct onr_form *form, const struct onr_folded *folded)
{
    for (uint32_t i = 1; i < folded->count; i++) {
        const struct onr_piece *piece = &folded->pieces[i];
        set_bit(form->note.allowed, piece->start[form->way]);
        /* J.K. and JK are the same initials. */
        bool initials = piece->single && piece[-1].single;
        if (piece->part == ONR_PART_HARD && !initials)
            set_bit(form->note.needed, piece->start[form->way]);
    }
}

/* Takes what stands in scratch as a form, in both ways of reading. */
static void take_form(struct maker *maker)
{
    struct onr_forms *forms = maker->forms;
    if (!onr_fold(&maker->folded, maker->alphabet, ONR_FOLD_AS_IT_IS, forms->scratch,
                  forms->scratch_length))
        forms->failed = true;
    for (int way = 0; way < ONR_WAYS && !forms->failed; way++) {
        uint32_t length = maker->folded.length[way];
        struct onr_form *form = &forms->forms[forms->count];
        if (length > ONR_FORM_BYTES || forms->count == ONR_MOST_FORMS) {
            forms->overflow = true;
            return;
        }
        sodium_memzero(form, sizeof *form);
        form->way = (uint8_t)way;
        form->length = (uint8_t)length;
        memcpy(form->text, maker->folded.text[way], length);
        form->note.joined = maker->joined;
        form->note.turned = maker->turned;
        form->note.free = maker->number && length >= LONG_NUMBER;
        mark_words(form, &maker->folded);
        if (length && !is_there(forms, form))
            forms->count++;
    }
}

static void put(struct onr_forms *forms, const char *text, uint32_t length)
{
    if (forms->scratch_length + length > sizeof forms->scratch) {
        forms->overflow = true;
        return;
    }
    memcpy(forms->scratch + forms->scratch_length, text, length);
    forms->scratch_length += length;
}

static utf8proc_int32_t point_at(const char *text, uint32_t length, uint32_t *width)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t got =
        utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &point);
    *width = got > 0 ? (uint32_t)got : 1;
    return got > 0 ? point : 0xFFFD;
}

/* The vowel that an e is written behind where there are no umlauts, or 0. */
static char spelt_vowel(utf8proc_int32_t point)
{
    switch (point) {
    case 0xE4:
    case 0xC4:
        return 'a';
    case 0xF6:
    case 0xD6:
    case 0xF8:
    case 0xD8:
        return 'o';
    case 0xFC:
    case 0xDC:
        return 'u';
    default:
        return 0;
    }
}

static void put_whole(struct maker *maker, const struct word *word)
{
    uint32_t width;
    for (uint32_t i = maker->bare ? word->small : 0; i < word->length; i += width) {
        utf8proc_int32_t point = point_at(word->text + i, word->length - i, &width);
        char vowel = maker->spelt ? spelt_vowel(point) : 0;
        char spelt[2] = {vowel, 'e'};
        if (vowel)
            put(maker->forms, spelt, 2);
        else
            put(maker->forms, word->text + i, width);
    }
}

static bool is_hyphen(utf8proc_int32_t point)
{
    return utf8proc_category(point) == UTF8PROC_CATEGORY_PD;
}

/* J for John, J-L for Jean-Luc. */
static void put_initials(struct maker *maker, const struct word *word)
{
    uint32_t width;
    bool begins = true;
    for (uint32_t i = 0; i < word->length; i += width) {
        utf8proc_int32_t point = point_at(word->text + i, word->length - i, &width);
        if (begins || is_hyphen(point))
            put(maker->forms, word->text + i, width);
        begins = is_hyphen(point);
    }
}

static void put_word(struct maker *maker, uint32_t at, enum stand stand)
{
    if (stand == STAND_OUT)
        return;
    if (maker->forms->scratch_length)
        put(maker->forms, " ", 1);
    if (stand == STAND_INITIAL)
        put_initials(maker, &maker->words[at]);
    else
        put_whole(maker, &maker->words[at]);
}

/* One form: how each word but the last stands, and whether the last comes first. */
static void put_name(struct maker *maker, const enum stand *stands, bool last_first)
{
    uint32_t last = maker->count - 1;
    bool initial = false;
    for (uint32_t i = 0; i < last; i++)
        initial = initial || stands[i] == STAND_INITIAL;
    maker->joined = !initial      ? ONR_JOINED_ANYWHERE
                    : !last_first ? ONR_JOINED_IN_NAMES
                                  : ONR_JOINED_NOWHERE;
    maker->turned = last_first;
    maker->forms->scratch_length = 0;
    if (last_first)
        put_word(maker, last, STAND_WHOLE);
    for (uint32_t i = 0; i < last; i++)
        put_word(maker, i, stands[i]);
    if (!last_first)
        put_word(maker, last, STAND_WHOLE);
    take_form(maker);
}

/* All ways the middle names can stand: each for itself up to four words, together beyond. */
static void put_middles(struct maker *maker, enum stand first)
{
    uint32_t middles = maker->count - 2;
    bool together = middles > 2 || maker->spelt || maker->bare;
    uint32_t ways = 1;
    for (uint32_t i = 0; i < (together ? middles > 0 : middles); i++)
        ways *= STANDS;
    for (uint32_t way = 0; way < ways; way++) {
        enum stand stands[MOST_WORDS] = {first};
        for (uint32_t i = 0, left = way; i < middles; i++) {
            stands[1 + i] = (enum stand)(left % STANDS);
            left = together ? left : left / STANDS;
        }
        put_name(maker, stands, false);
        put_name(maker, stands, true);
    }
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == ',';
}

/* Splits at white space; counts all words, keeps the first MOST_WORDS. */
static void split(struct maker *maker, const char *phrase, uint32_t length)
{
    for (uint32_t i = 0; i < length;) {
        uint32_t begin = i;
        while (i < length && !is_blank(phrase[i]))
            i++;
        if (i > begin) {
            if (maker->count < MOST_WORDS)
                maker->words[maker->count] = (struct word){phrase + begin, i - begin, 0};
            maker->count++;
        }
        while (i < length && is_blank(phrase[i]))
            i++;
    }
}

static bool is_small(const struct word *word)
{
    for (uint32_t i = 0; i < word->length; i++)
        if (word->text[i] < 'a' || word->text[i] > 'z')
            return false;
    return word->length <= LONGEST_SMALL;
}

/* de, van der: small words in the middle go with the word behind them. */
static void join_small(struct maker *maker)
{
    uint32_t kept = 0;
    const char *begin = NULL;
    for (uint32_t i = 0; i < maker->count; i++) {
        struct word word = maker->words[i];
        const char *end = word.text + word.length;
        if (i && i + 1 < maker->count && is_small(&word)) {
            begin = begin ? begin : word.text;
            continue;
        }
        if (begin)
            word = (struct word){begin, (uint32_t)(end - begin), (uint32_t)(word.text - begin)};
        begin = NULL;
        maker->words[kept++] = word;
    }
    maker->count = kept;
}

static bool has_small(const struct maker *maker)
{
    for (uint32_t i = 0; i < maker->count; i++)
        if (maker->words[i].small)
            return true;
    return false;
}

static bool has_umlaut(const char *phrase, uint32_t length)
{
    uint32_t width;
    for (uint32_t i = 0; i < length; i += width)
        if (spelt_vowel(point_at(phrase + i, length - i, &width)))
            return true;
    return false;
}

static void make_name(struct maker *maker, const char *phrase, uint32_t length)
{
    split(maker, phrase, length);
    if (maker->count < 2 || maker->count > MOST_WORDS)
        return;
    join_small(maker);
    for (int kind = 0; kind < 3; kind++) {
        maker->spelt = kind == 1;
        maker->bare = kind == 2;
        if ((maker->spelt && !has_umlaut(phrase, length)) || (maker->bare && !has_small(maker)))
            continue;
        put_middles(maker, STAND_WHOLE);
        put_middles(maker, STAND_INITIAL);
    }
}

/* A telephone number may stand without its country's code, and with a 0 in place of it. */
static void make_number(struct maker *maker, const char *phrase, uint32_t length)
{
    struct onr_forms *forms = maker->forms;
    char digits[ONR_PHRASE_BYTES];
    uint32_t count = 0;
    bool international = length > 2 && (phrase[0] == '+' || memcmp(phrase, "00", 2) == 0);
    for (uint32_t i = phrase[0] == '0' && international ? 2 : 0; i < length; i++)
        if (phrase[i] >= '0' && phrase[i] <= '9')
            digits[count++] = phrase[i];
    if (international)
        for (uint32_t code = 0; code <= LONGEST_COUNTRY && count >= code + LONG_NUMBER; code++)
            for (uint32_t zero = 0; zero <= (code ? 1 : 2); zero++) {
                forms->scratch_length = 0;
                put(forms, "00", zero);
                put(forms, digits + code, count - code);
                take_form(maker);
            }
    sodium_memzero(digits, sizeof digits);
}

static void make_spelt(struct maker *maker, const char *phrase, uint32_t length)
{
    struct word all = {phrase, length, 0};
    if (!has_umlaut(phrase, length))
        return;
    maker->spelt = true;
    maker->forms->scratch_length = 0;
    put_whole(maker, &all);
    take_form(maker);
}

int onr_forms_make(struct onr_forms *forms, const struct onr_alphabet *alphabet, const char *phrase,
                   uint32_t length, enum onr_phrase_kind kind)
{
    struct maker maker = {.forms = forms, .alphabet = alphabet,
                          .number = kind == ONR_PHRASE_NUMBER};
    put(forms, phrase, length);
    take_form(&maker);
    int letters = forms->count ? forms->forms[0].length : 0;
    if (kind == ONR_PHRASE_NAME)
        make_name(&maker, phrase, length);
    else if (kind == ONR_PHRASE_NUMBER && length)
        make_number(&maker, phrase, length);
    else
        make_spelt(&maker, phrase, length);
    onr_folded_free(&maker.folded);
    sodium_memzero(&maker, sizeof maker);
    return forms->overflow || forms->failed ? -1 : letters;
}

static bool looks_like_number(const char *phrase, uint32_t length)
{
    bool digit = false;
    for (uint32_t i = 0; i < length; i++) {
        digit = digit || (phrase[i] >= '0' && phrase[i] <= '9');
        if (!phrase[i] || !strchr("0123456789 +-./()", phrase[i]))
            return false;
    }
    return digit;
}

/* Whether a word can be part of a name: letters, and what stands between them. */
static bool name_word(const struct onr_alphabet *alphabet, const struct word *word, bool *capital)
{
    struct onr_glyph scratch;
    uint32_t width;
    *capital = false;
    for (uint32_t i = 0; i < word->length; i += width) {
        utf8proc_int32_t point = point_at(word->text + i, word->length - i, &width);
        const struct onr_glyph *glyph = onr_alphabet_glyph(alphabet, (uint32_t)point, &scratch);
        if (glyph->kind == ONR_GLYPH_DIGIT || (glyph->kind == ONR_GLYPH_HARD && point != '.'))
            return false;
        /* Scripts without capitals have letters of their own category. */
        if (glyph->upper || utf8proc_category(point) == UTF8PROC_CATEGORY_LO)
            *capital = true;
    }
    return word->length > 0;
}

enum onr_phrase_kind onr_phrase_kind_of(const struct onr_alphabet *alphabet, const char *phrase,
                                        uint32_t length)
{
    struct maker maker = {.count = 0};
    bool capital = false, name = true;
    if (looks_like_number(phrase, length))
        return ONR_PHRASE_NUMBER;
    split(&maker, phrase, length);
    name = maker.count >= 2 && maker.count <= MOST_WORDS;
    for (uint32_t i = 0; name && i < maker.count; i++) {
        name = name_word(alphabet, &maker.words[i], &capital);
        name = name && (capital || (i && i + 1 < maker.count && is_small(&maker.words[i])));
    }
    sodium_memzero(&maker, sizeof maker);
    return name ? ONR_PHRASE_NAME : ONR_PHRASE_WORDS;
}
