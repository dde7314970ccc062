#include "planted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

static void add(struct onr_ledger *ledger, const struct onr_alphabet *alphabet, const char *phrase)
{
    struct onr_problem problem;
    char label[16];
    uint32_t length = (uint32_t)strlen(phrase);
    struct onr_forms *forms = onr_forms_new();
    assert_non_null(forms);
    enum onr_phrase_kind kind = onr_phrase_kind_of(alphabet, phrase, length);
    assert_true(onr_forms_make(forms, alphabet, phrase, length, kind) > 0);
    snprintf(label, sizeof label, "%u", (unsigned)ledger->count);
    struct onr_entry *entry = onr_ledger_more(ledger, &problem);
    assert_non_null(entry);
    onr_entry_fill(entry, ledger->keyring, label, kind, forms);
    onr_forms_free(forms);
}

struct onr_protect *plant(const char *const *phrases)
{
    struct onr_problem problem;
    struct onr_ledger ledger = {0};
    assert_true(sodium_init() >= 0);
    struct onr_alphabet *alphabet = onr_alphabet_new();
    assert_non_null(alphabet);
    assert_int_equal(onr_ledger_begin(&ledger, &problem), 0);
    for (; *phrases; phrases++)
        add(&ledger, alphabet, *phrases);
    onr_alphabet_free(alphabet);
    struct onr_protect *protect = onr_protect_make(&ledger);
    assert_non_null(protect);
    return protect;
}

struct onr_protect *plant_one(const char *phrase)
{
    const char *const phrases[] = {phrase, NULL};
    return plant(phrases);
}

long hits(const struct onr_protect *protect, enum onr_protect_what what, const char *text)
{
    long count = onr_protect_search(protect, what, text, strlen(text), NULL, NULL);
    assert_true(count >= 0);
    return count;
}
