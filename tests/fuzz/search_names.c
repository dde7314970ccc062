/* Any bytes as a text that is searched for protected names, and as the name of a file. */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "protect/search.h"
#include "target.h"

static void add(struct onr_ledger *ledger, const struct onr_alphabet *alphabet, const char *phrase)
{
    struct onr_problem problem;
    uint32_t length = (uint32_t)strlen(phrase);
    struct onr_forms *forms = onr_forms_new();
    enum onr_phrase_kind kind = onr_phrase_kind_of(alphabet, phrase, length);
    struct onr_entry *entry = onr_ledger_more(ledger, &problem);
    if (!forms || !entry || onr_forms_make(forms, alphabet, phrase, length, kind) < 0)
        abort();
    onr_entry_fill(entry, ledger->keyring, "label", kind, forms);
    onr_forms_free(forms);
}

static struct onr_protect *plant(void)
{
    struct onr_problem problem;
    struct onr_ledger ledger = {0};
    struct onr_alphabet *alphabet = onr_alphabet_new();
    if (sodium_init() < 0 || !alphabet || onr_ledger_begin(&ledger, &problem) != 0)
        abort();
    add(&ledger, alphabet, "Marta Olsen");
    add(&ledger, alphabet, "Jean-Luc de la Tour");
    add(&ledger, alphabet, "+44 20 7946 0958");
    onr_alphabet_free(alphabet);
    return onr_protect_make(&ledger);
}

static void see(void *context, const struct onr_protect_hit *hit)
{
    const size_t *size = context;
    if (hit->offset + hit->length > *size || (hit->line == 0 && hit->length))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct onr_protect *protect = plant();
    char *bytes = malloc(size + 1); /* its end is watched over */
    if (!protect || !bytes)
        abort();
    memcpy(bytes, data, size);
    if (onr_protect_search(protect, ONR_PROTECT_TEXT, bytes, size, see, &size) < 0)
        abort();
    onr_protect_opaque(bytes, size);
    bytes[size] = '\0';
    char *covered = onr_protect_cover(protect, bytes);
    if (!covered || onr_protect_search(protect, ONR_PROTECT_NAME, covered, strlen(covered), NULL, NULL) < 0)
        abort();
    free(covered);
    free(bytes);
    onr_protect_close(protect);
    return 0;
}
