/* onrecord protect add: a name from the terminal into the ledger, as hashes. */
#include <string.h>

#include "cli/protect.h"
#include "document/document.h"
#include "protect/scan.h"
#include "protect/search.h"
#include "protect/secret.h"
#include "protect/store.h"

#define LEAST_BYTES 4 /* of what is looked for: less would be found in every draft */

/* What is typed: secret, in locked memory. */
struct typed {
    char phrase[ONR_PHRASE_BYTES];
    char again[ONR_PHRASE_BYTES];
    int length; /* bytes of the phrase */
};

static void trim(char *text, int *length)
{
    int begin = 0;
    while (*length > begin && (text[*length - 1] == ' ' || text[*length - 1] == '\t'))
        (*length)--;
    while (begin < *length && (text[begin] == ' ' || text[begin] == '\t'))
        begin++;
    memmove(text, text + begin, (size_t)(*length - begin));
    *length -= begin;
    text[*length] = '\0';
}

static bool label_is_fit(const char *label, struct onr_problem *problem)
{
    size_t length = strlen(label);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)label[i] < ' ' || label[i] == 127) {
            onr_problem_set(problem, "a label is one line of plain text; choose another");
            return false;
        }
    if (length && length < ONR_LABEL_BYTES)
        return true;
    if (length)
        onr_problem_set(problem, "a label has at most %d bytes; choose a shorter one",
                        ONR_LABEL_BYTES - 1);
    else
        onr_problem_set(problem, "a label is needed, to tell you what was found; nothing was "
                                 "changed");
    return false;
}

/* The label from the command line, or asked for. */
static bool get_label(const struct onr_arguments *arguments, char label[ONR_LABEL_BYTES],
                      struct onr_problem *problem)
{
    int length = 0;
    if (arguments->count == 0) {
        length = onr_secret_ask("Label, which findings will show (not the name): ", true, label,
                                ONR_LABEL_BYTES, problem);
        if (length < 0)
            return false;
        trim(label, &length);
        return label_is_fit(label, problem);
    }
    if (!label_is_fit(arguments->operands[0], problem))
        return false;
    strcpy(label, arguments->operands[0]);
    return true;
}

static bool ask(struct typed *typed, struct onr_problem *problem)
{
    typed->length = onr_secret_ask("Name, handle, number or phrase (not shown): ", false,
                                   typed->phrase, sizeof typed->phrase, problem);
    if (typed->length < 0)
        return false;
    trim(typed->phrase, &typed->length);
    if (!typed->length) {
        onr_problem_set(problem, "nothing was typed; nothing was changed");
        return false;
    }
    int length = onr_secret_ask("The same once more: ", false, typed->again, sizeof typed->again,
                                problem);
    if (length < 0)
        return false;
    trim(typed->again, &length);
    if (strcmp(typed->phrase, typed->again) == 0)
        return true;
    onr_problem_set(problem, "you typed two different things; nothing was changed, try again");
    return false;
}

static enum onr_phrase_kind kind_of(const struct onr_arguments *arguments,
                                    const struct onr_alphabet *alphabet, const struct typed *typed)
{
    if (!arguments->kind)
        return onr_phrase_kind_of(alphabet, typed->phrase, (uint32_t)typed->length);
    return strcmp(arguments->kind, "name") == 0     ? ONR_PHRASE_NAME
           : strcmp(arguments->kind, "number") == 0 ? ONR_PHRASE_NUMBER
                                                    : ONR_PHRASE_WORDS;
}

/* Makes the forms of what was typed and says why there are none. */
static struct onr_forms *make_forms(const struct onr_alphabet *alphabet, const struct typed *typed,
                                    enum onr_phrase_kind kind, struct onr_problem *problem)
{
    struct onr_forms *forms = onr_forms_new();
    int bytes = forms ? onr_forms_make(forms, alphabet, typed->phrase, (uint32_t)typed->length,
                                       kind)
                      : -1;
    if (!forms || forms->failed)
        onr_ledger_no_memory(problem);
    else if (bytes < 0)
        onr_problem_set(problem, "that is too long to be looked for; give the name alone, or a part "
                                 "of the phrase that nobody else would write");
    else if (bytes < LEAST_BYTES)
        onr_problem_set(problem, "that is too short: it would be found in every draft; give at "
                                 "least %d letters or digits",
                        LEAST_BYTES);
    else
        return forms;
    onr_forms_free(forms);
    return NULL;
}

/* Whether a label gives one of the entries of a ledger away. Takes the ledger over. */
static bool label_tells(struct onr_ledger *ledger, const char *label, struct onr_problem *problem)
{
    struct onr_protect *protect = onr_protect_make(ledger);
    long hits = protect ? onr_protect_search(protect, ONR_PROTECT_NAME, label, strlen(label), NULL,
                                             NULL)
                        : -1;
    onr_protect_close(protect);
    if (hits < 0)
        onr_ledger_no_memory(problem);
    else if (hits)
        onr_problem_set(problem, "the label holds the name itself or a part of it, and labels are "
                                 "shown; nothing was changed, choose another label, and clear your "
                                 "shell's history if you wrote it on the command line");
    return hits != 0;
}

static int add_entry(struct onr_ledger *ledger, const struct onr_forms *forms,
                     struct onr_problem *problem)
{
    struct onr_entry *entry = onr_ledger_more(ledger, problem);
    if (!entry)
        return -1;
    onr_entry_fill(entry, ledger->keyring, "label", ONR_PHRASE_WORDS, forms);
    return 0;
}

/* Each word of a name by itself: labels may hold none of them. */
static int add_words(struct onr_ledger *ledger, const struct onr_alphabet *alphabet,
                     const struct typed *typed, struct onr_problem *problem)
{
    int status = 0;
    for (const char *at = typed->phrase; *at && status == 0;) {
        size_t length = strcspn(at, " \t,");
        struct onr_forms *forms = onr_forms_new();
        int bytes = forms ? onr_forms_make(forms, alphabet, at, (uint32_t)length, ONR_PHRASE_WORDS)
                          : -1;
        if (bytes < 0)
            status = onr_ledger_no_memory(problem);
        else if (bytes >= LEAST_BYTES - 1)
            status = add_entry(ledger, forms, problem);
        onr_forms_free(forms);
        at += length;
        at += strspn(at, " \t,");
    }
    return status;
}

/* Tries a label on a ledger of its own. Returns 0, or -1 with the problem told. */
static int try_label(const struct onr_alphabet *alphabet, const struct typed *typed,
                     const char *label, enum onr_phrase_kind kind, const struct onr_forms *forms,
                     struct onr_problem *problem)
{
    struct onr_ledger one = {0};
    int status = onr_ledger_begin(&one, problem);
    if (status == 0)
        status = add_entry(&one, forms, problem);
    if (status == 0 && kind == ONR_PHRASE_NAME)
        status = add_words(&one, alphabet, typed, problem);
    if (status != 0) {
        onr_ledger_free(&one);
        return -1;
    }
    return label_tells(&one, label, problem) ? -1 : 0;
}

static int keep(const char *label, enum onr_phrase_kind kind, const struct onr_forms *forms,
                uint32_t *before, struct onr_problem *problem)
{
    struct onr_store store;
    struct onr_ledger ledger;
    int status = onr_store_open(&store, ONR_STORE_CHANGE, &ledger, problem);
    if (status == 0)
        status = onr_ledger_begin(&ledger, problem);
    *before = status == 0 ? onr_ledger_count(&ledger, label) : 0;
    struct onr_entry *entry = status == 0 ? onr_ledger_more(&ledger, problem) : NULL;
    if (entry) {
        onr_entry_fill(entry, ledger.keyring, label, kind, forms);
        status = onr_store_save(&store, &ledger, problem);
    } else {
        status = -1;
    }
    onr_store_close(&store);
    onr_ledger_free(&ledger);
    return status;
}

/* Whether the ledger can be written, before anything is typed. */
static int try_store(struct onr_problem *problem)
{
    struct onr_store store;
    struct onr_ledger ledger;
    int status = onr_store_open(&store, ONR_STORE_CHANGE, &ledger, problem);
    onr_store_close(&store);
    onr_ledger_free(&ledger);
    return status;
}

static void tell(const char *label, enum onr_phrase_kind kind, uint32_t before)
{
    static const char *const what[] = {
        "as it stands",
        "as a name: its initials, and the last name first, are found too",
        "as a number, however its digits are grouped",
    };
    onr_complain(NULL, "%s is protected now, %s", label, what[kind]);
    if (before)
        onr_complain(NULL, "%s stands for %u entries now", label, (unsigned)before + 1);
}

static int add(const struct onr_arguments *arguments, struct typed *typed, const char *label,
               struct onr_problem *problem)
{
    uint32_t before = 0;
    if (!ask(typed, problem))
        return -1;
    struct onr_alphabet *alphabet = onr_alphabet_new();
    if (!alphabet)
        return onr_ledger_no_memory(problem);
    enum onr_phrase_kind kind = kind_of(arguments, alphabet, typed);
    struct onr_forms *forms = make_forms(alphabet, typed, kind, problem);
    int status = forms ? try_label(alphabet, typed, label, kind, forms, problem) : -1;
    if (status == 0)
        status = keep(label, kind, forms, &before, problem);
    onr_forms_free(forms);
    onr_alphabet_free(alphabet);
    if (status == 0)
        tell(label, kind, before);
    return status;
}

int onr_protect_add(const struct onr_arguments *arguments)
{
    struct onr_problem problem;
    char label[ONR_LABEL_BYTES];
    if (try_store(&problem) != 0 || !get_label(arguments, label, &problem))
        return onr_protect_fail(&problem);
    struct typed *typed = onr_secret_new(sizeof *typed);
    int status = typed ? add(arguments, typed, label, &problem) : onr_ledger_no_memory(&problem);
    onr_secret_free(typed);
    return status == 0 ? ONR_EXIT_CLEAN : onr_protect_fail(&problem);
}
