/* Which disguises of a name are found, and what is left alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planted.h"

/* A phrase, texts that give it away and texts that do not; each list ends with NULL. */
struct row {
    const char *phrase;
    const char *found[40];
    const char *missed[24];
};

static const struct row rows[] = {
    {"Marta Olsen",
     {"Marta Olsen", "said Marta Olsen.", "MARTA OLSEN", "marta olsen", "Marta  Olsen", "Marta\nOlsen",
      "Marta\r\nOlsen", "Marta\tOlsen", "Marta\xC2\xA0Olsen", "Marta Olsen's house", "Marta Olsen’s house",
      "the Marta Olsens’ house", "M. Olsen", "M Olsen", "Olsen, Marta", "Olsen, M.", "Marta-Olsen", "Marta_Olsen",
      "MartaOlsen", "martaolsen", "Mar-\nta Ol-\nsen", "Mar\xC2\xADta Olsen", "Mar\xE2\x80\x8Bta Olsen",
      "M\xE2\x80\x8B" "a\xE2\x80\x8Br\xE2\x80\x8Bt\xE2\x80\x8B" "a Olsen", "Márta Ølsen", "Мarta Оlsen",
      "Marta O1sen", "M4rta 0lsen", "**Marta** Olsen", "<b>Marta</b> <i>Olsen</i>", "Mar<b>ta Ol</b>sen",
      "Marta<br/>Olsen", "[Marta](http://a.example/b_(c)) Olsen", "Marta&nbsp;Olsen", "Marta Q. Olsen",
      "M a r t a O l s e n",
      "\xF0\x9D\x93\x9C\xF0\x9D\x93\xAA\xF0\x9D\x93\xBB\xF0\x9D\x93\xBD\xF0\x9D\x93\xAA Olsen",
      "Ｍａｒｔａ Ｏｌｓｅｎ",
      "mailto:marta.olsen@paper.example"},
     {"Marta", "Olsen", "Martha Olsen", "Marta Olson", "Marta Olsenius", "Amarta Olsen", "Olsen Marten",
      "Marta and Olsen",
      "Marta met Olsen", "N. Olsen", "Marta O.", "martyr Olsen", "smart Olsen"}},
    {"Jo King",
     {"Jo King", "Jo-King", "JoKing", "J. King", "King, Jo", "<i>Jo</i> King", "@joking"},
     {"you are joking", "Joking aside", "Jo. Kings", "jok ing"}},
    {"Sam Wilson",
     {"S. Wilson", "S Wilson", "s. wilson", "Wilson, S.", "Wilson S", "Sam Wilson's", "S. Wilson’s",
      "J. P. Sam Wilson"},
     {"Wilson's", "Wilson’s aide", "in Wilson. S", "the U.S. Wilson", "It's Wilson", "men's Wilson", "s wilson",
      "for Wilson. Sam left"}},
    {"Al Green", {"A. Green", "A Green", "Al Green"}, {"a green", "Green, a"}},
    {"Ian Miller",
     {"lan Miller", "Ian Mi11er", "Ian MiIIer", "I. Miller"},
     {"the LAN millers", "Lan Muller"}},
    {"Arnold Marsh", {"ARNOLD MARSH", "Arnold Marsh"}, {"Arno Marsh", "Amo1d Harsh"}},
    {"Ludmila Brandt", {"Ludmi1a Brandt", "Ludrnila Brandt", "LUDMILA BRANDT"}, {"Ludmila Brand"}},
    {"Jean-Luc d'Arcy",
     {"Jean-Luc d'Arcy", "Jean Luc d’Arcy", "J.-L. d'Arcy", "J.L. d’Arcy", "JL d'Arcy", "Jean-Luc D’ARCY",
      "Jeanluc Darcy",
      "d'Arcy, Jean-Luc"},
     {"Jean d'Arcy", "Luc Arcy"}},
    {"Maria Elena de la Cruz",
     {"Maria Elena de la Cruz", "Maria de la Cruz", "M. E. de la Cruz", "Maria E. Cruz", "Maria Cruz",
      "Cruz, Maria Elena",
      "María Elena De La Cruz"},
     {"Elena de la Cruz", "de la Cruz"}},
    {"Jörg Müßig",
     {"Jörg Müßig", "Joerg Muessig", "Jorg Mussig", "J. Muessig", "J\xF6rg M\xFC\xDFig",
      "Jo\xCC\x88rg Mu\xCC\x88\xC3\x9Fig",
      "J&ouml;rg M&uuml;&szlig;ig", "J&#246;rg M&#xFC;ßig", "J%C3%B6rg%20M%C3%BC%C3%9Fig", "J=C3=B6rg M=C3=BC=C3=9Fig",
      "J\\u00f6rg M\\u00fc\\u00dfig"},
     {"Jörg Musiker"}},
    {"Андрей Соколов",
     {"Андрей Соколов", "АНДРЕЙ СОКОЛОВ", "А. Соколов", "Aндpeй Соколов"},
     {"Андрей Соколова"}},
    {"Νίκος Παππάς", {"Νίκος Παππάς", "ΝΙΚΟΣ ΠΑΠΠΑΣ", "Ν. Παππας"}, {"Νίκος Παππού"}},
    {"王小明", {"王小明", "王-小明"}, {"王小红"}},
    {"+44 20 7946 0958",
     {"+44 20 7946 0958", "+442079460958", "020 7946 0958", "(020) 79460958", "0044 20 7946 0958", "44-20-7946-0958"},
     {"020 7946 0959", "7946", "44 20 79 46"}},
    {"@deepfox99", {"@deepfox99", "deepfox99", "DeepFox99", "deep_fox_99", "https://t.example/deepfox99"},
     {"deepfox9", "deepfox98"}},
    {"the grey house by the canal",
     {"the grey house by the canal", "The grey  house\nby the canal"},
     {"the canal", "the house by the canal", "t. g. h. b. t. canal"}},
};

static void each_row_is_found_and_missed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct onr_protect *protect = plant_one(rows[i].phrase);
        for (const char *const *text = rows[i].found; *text; text++)
            if (hits(protect, ONR_PROTECT_TEXT, *text) != 1)
                fail_msg("%s is not found in: %s", rows[i].phrase, *text);
        for (const char *const *text = rows[i].missed; *text; text++)
            if (hits(protect, ONR_PROTECT_TEXT, *text) != 0)
                fail_msg("%s is found in: %s", rows[i].phrase, *text);
        onr_protect_close(protect);
    }
}

/* Ways of writing one letter, and what may stand between two. */
static const char *const between_letters[] = {
    "", "", "", "", "\xE2\x80\x8B", "\xE2\x80\x8D", "\xC2\xAD", "-\n", "*", "<b>", "</span>",
    "\xCC\x81", "\xEF\xBB\xBF", "&shy;",
};
static const char *const between_words[] = {
    " ", "\n", "\r\n", "  ", "\t", "-", "_", " <em>", "</p>\n<p>", "&nbsp;", "\xC2\xA0", "\xE2\x80\x89",
    ".", " \"", "**", "\n> ",
};

static const char *disguise(char letter)
{
    static const char *const rows_of_letters[] = {
        "aаɑαá4ａ", "cсϲç", "eеé3ë", "iіí", "jјｊ", "oоοó0ö", "pрρ",
        "sѕšｓ", "xх", "yуý", "mｍ", "nńｎ", "tｔť", "rř", "lł", "kκ",
    };
    for (size_t i = 0; i < sizeof rows_of_letters / sizeof *rows_of_letters; i++)
        if (rows_of_letters[i][0] == letter)
            return rows_of_letters[i];
    return NULL;
}

static size_t put(char *out, const char *text, size_t length)
{
    memcpy(out, text, length);
    return length;
}

/* Writes one letter in one of its disguises. */
static size_t put_letter(char *out, char letter)
{
    const char *all = disguise(letter);
    if (!all || rand() % 3)
        return put(out, (char[]){rand() % 4 ? letter : (char)(letter - 32)}, 1);
    int choice = rand() % 8;
    const char *last = all;
    for (const char *at = all; *at && choice >= 0; choice--) {
        last = at++;
        while ((*at & 0xC0) == 0x80)
            at++;
    }
    size_t width = 1;
    while ((last[width] & 0xC0) == 0x80)
        width++;
    return put(out, last, width);
}

static void put_name(char *out, const char *name)
{
    size_t length = put(out, "It was (", 8);
    for (const char *at = name; *at; at++) {
        const char *between = *at == ' ' ? between_words[rand() % 16] : between_letters[rand() % 14];
        bool inside = at != name && *at != ' ' && at[-1] != ' ';
        if (*at == ' ' || inside)
            length += put(out + length, between, strlen(between));
        if (*at != ' ')
            length += put_letter(out + length, *at);
    }
    put(out + length, ") who told us.", 15);
}

static void every_disguise_is_found(void **state)
{
    static const char *const names[] = {"samira kost", "peter nyman", "alexis moreton", "ray jacoste"};
    char text[4096];
    (void)state;
    srand(20);
    for (size_t i = 0; i < 4; i++) {
        char typed[64];
        strcpy(typed, names[i]);
        typed[0] = (char)(typed[0] - 32);
        char *last = strchr(typed, ' ') + 1;
        *last = (char)(*last - 32);
        struct onr_protect *protect = plant_one(typed);
        for (int round = 0; round < 1500; round++) {
            put_name(text, names[i]);
            if (hits(protect, ONR_PROTECT_TEXT, text) < 1)
                fail_msg("%s is not found in: %s", typed, text);
        }
        onr_protect_close(protect);
    }
}

/* One letter more, less or other makes another name. */
static void near_misses_are_not_found(void **state)
{
    static const char name[] = "Samira Kost";
    struct onr_protect *protect = plant_one(name);
    (void)state;
    for (size_t at = 0; at < sizeof name - 1; at++) {
        if (name[at] == ' ')
            continue;
        for (char letter = 'b'; letter <= 'z'; letter++) {
            char text[64];
            snprintf(text, sizeof text, "We met %.*s%c%s.", (int)at, name, letter, name + at + 1);
            bool same = (name[at] | 0x20) == letter;
            bool initial = letter == 's' && name[at] == 'K'; /* "sKost" is how S. Kost logs in */
            if (hits(protect, ONR_PROTECT_TEXT, text) != same)
                fail_msg("%s: %s", same ? "not found" : "found", text);
            snprintf(text, sizeof text, "We met %.*s%c%s.", (int)at, name, letter, name + at);
            if (at && !initial && hits(protect, ONR_PROTECT_TEXT, text) != 0)
                fail_msg("found: %s", text);
        }
    }
    onr_protect_close(protect);
}

static void names_of_files_may_join_words(void **state)
{
    struct onr_protect *protect = plant_one("Jo King");
    (void)state;
    assert_int_equal(hits(protect, ONR_PROTECT_NAME, "drafts/joking.md"), 1);
    assert_int_equal(hits(protect, ONR_PROTECT_NAME, "drafts/jking2.md"), 1);
    assert_int_equal(hits(protect, ONR_PROTECT_NAME, "drafts/king/jo.md"), 1);
    assert_int_equal(hits(protect, ONR_PROTECT_NAME, "drafts/jokingly.md"), 0);
    char *covered = onr_protect_cover(protect, "drafts/Jo-King/notes.md");
    assert_string_equal(covered, "drafts/[0]/notes.md");
    free(covered);
    onr_protect_close(protect);
}

struct told {
    unsigned count;
    struct onr_protect_hit hits[8];
};

static void tell(void *context, const struct onr_protect_hit *hit)
{
    struct told *told = context;
    assert_true(told->count < 8);
    told->hits[told->count++] = *hit;
}

static void places_are_told(void **state)
{
    static const char text[] = "One.\r\nTwo.\rMarta\nOlsen\n\nand Jo <b>King</b>, Marta Olsen and Marta Olsen\n";
    static const char *const phrases[] = {"Marta Olsen", "Jo King", NULL};
    struct onr_protect *protect = plant(phrases);
    struct told told = {0};
    (void)state;
    assert_int_equal(onr_protect_search(protect, ONR_PROTECT_TEXT, text, strlen(text), tell, &told), 3);
    assert_string_equal(told.hits[0].label, "0");
    assert_int_equal(told.hits[0].line, 3);
    assert_memory_equal(text + told.hits[0].offset, "Marta\nOlsen", told.hits[0].length);
    assert_string_equal(told.hits[1].label, "1");
    assert_int_equal(told.hits[1].line, 6);
    assert_memory_equal(text + told.hits[1].offset, "Jo <b>King", told.hits[1].length);
    assert_string_equal(told.hits[2].label, "0");
    assert_int_equal(told.hits[2].line, 6);
    onr_protect_close(protect);
}

/* A long text is read in stretches: a name is found once wherever it lies. */
static void borders_hide_nothing(void **state)
{
    struct onr_protect *protect = plant_one("Marta Olsen");
    static char text[600000];
    (void)state;
    for (size_t at = 262130; at < 262160; at++) {
        for (size_t i = 0; i < sizeof text - 1; i++)
            text[i] = i % 7 ? 'x' : i % 70 ? ' ' : '\n';
        memcpy(text + at, " Marta Olsen ", 13);
        if (hits(protect, ONR_PROTECT_TEXT, text) != 1)
            fail_msg("not found once at %zu", at);
    }
    onr_protect_close(protect);
}

static void any_bytes_can_be_read(void **state)
{
    struct onr_protect *protect = plant_one("Marta Olsen");
    static const char signs[] = "<&[\\%=]()@'-\n #x;aIl1\xE2\x80\x8B\xCC";
    char text[2000];
    (void)state;
    srand(7);
    for (int round = 0; round < 3000; round++) {
        size_t length = (size_t)rand() % sizeof text;
        for (size_t i = 0; i < length; i++)
            text[i] = rand() % 4 ? signs[rand() % (sizeof signs - 1)] : (char)rand();
        assert_true(onr_protect_search(protect, ONR_PROTECT_TEXT, text, length, NULL, NULL) >= 0);
    }
    onr_protect_close(protect);
}

static void utf_16_is_read(void **state)
{
    static const char text[] = "\xFF\xFEM\0a\0r\0t\0a\0\n\0O\0l\0s\0e\0n\0";
    struct onr_protect *protect = plant_one("Marta Olsen");
    (void)state;
    assert_int_equal(onr_protect_search(protect, ONR_PROTECT_TEXT, text, sizeof text - 1, NULL, NULL), 1);
    onr_protect_close(protect);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_found_and_missed),
        cmocka_unit_test(every_disguise_is_found),
        cmocka_unit_test(near_misses_are_not_found),
        cmocka_unit_test(names_of_files_may_join_words),
        cmocka_unit_test(places_are_told),
        cmocka_unit_test(borders_hide_nothing),
        cmocka_unit_test(any_bytes_can_be_read),
        cmocka_unit_test(utf_16_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
