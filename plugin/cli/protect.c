/* onrecord protect: names that must never be committed. */
#include <string.h>
#include <unistd.h>

#include "document/document.h"
#include "cli/help_text.h"
#include "cli/protect.h"
#include "present/plain.h"
#include "protect/secret.h"
#include "protect/store.h"

/* One row of the table of what protect can do. */
struct part {
    const char *name;
    int least, most;     /* operands it takes */
    const char *usage;   /* what follows "onrecord protect " */
    unsigned options;    /* those it takes, of those protect takes */
    int (*run)(const struct onr_arguments *arguments);
};

int onr_protect_fail(const struct onr_problem *problem)
{
    onr_complain(NULL, "%s", problem->text);
    return ONR_EXIT_FILE;
}

static const char *kind_of(const struct onr_entry *entry)
{
    switch (entry->kind) {
    case ONR_PHRASE_NAME:
        return "name";
    case ONR_PHRASE_NUMBER:
        return "number";
    default:
        return "words";
    }
}

static bool is_first(const struct onr_ledger *ledger, uint32_t i)
{
    for (uint32_t j = 0; j < i; j++)
        if (strcmp(ledger->entries[j].label, ledger->entries[i].label) == 0)
            return false;
    return true;
}

/* One line a label: what it stands for, in kinds, never in words. */
static void write_label(struct onr_out *out, const struct onr_ledger *ledger, uint32_t first)
{
    const char *between = " (";
    onr_plain_text(out, ledger->entries[first].label);
    for (uint32_t i = first; i < ledger->count; i++) {
        if (strcmp(ledger->entries[i].label, ledger->entries[first].label) != 0)
            continue;
        onr_out_format(out, "%s%s%s", between, kind_of(&ledger->entries[i]),
                       ledger->entries[i].key ? ", taken in" : "");
        between = "; ";
    }
    onr_out_text(out, ")\n");
}

static int list(const struct onr_arguments *arguments)
{
    struct onr_problem problem;
    struct onr_store store;
    struct onr_ledger ledger;
    struct onr_out out;
    (void)arguments;
    int status = onr_store_open(&store, ONR_STORE_READ, &ledger, &problem);
    onr_store_close(&store);
    if (status >= 0 && !ledger.count)
        onr_complain(NULL, "nothing is protected yet; onrecord protect add begins");
    onr_out_open(&out, STDOUT_FILENO);
    for (uint32_t i = 0; status >= 0 && i < ledger.count; i++)
        if (is_first(&ledger, i))
            write_label(&out, &ledger, i);
    onr_ledger_free(&ledger);
    return onr_finish(&out, status < 0 ? onr_protect_fail(&problem) : ONR_EXIT_CLEAN);
}

static int remove_label(const struct onr_arguments *arguments)
{
    struct onr_problem problem;
    struct onr_store store;
    struct onr_ledger ledger;
    const char *label = arguments->operands[0];
    int result = ONR_EXIT_CLEAN;
    int status = onr_store_open(&store, ONR_STORE_CHANGE, &ledger, &problem);
    uint32_t gone = status == 0 ? onr_ledger_remove(&ledger, label) : 0;
    if (status != 0 || (gone && onr_store_save(&store, &ledger, &problem) != 0)) {
        result = onr_protect_fail(&problem);
    } else if (!gone) {
        onr_complain(NULL, "there is no such label; onrecord protect list shows those there are");
        result = ONR_EXIT_USAGE;
    } else {
        onr_complain(NULL, "%s is no longer protected (%u %s)", label, (unsigned)gone,
                     gone == 1 ? "entry" : "entries");
    }
    onr_store_close(&store);
    onr_ledger_free(&ledger);
    return result;
}

static const struct part parts[] = {
    {"add", 0, 1, "add [--kind KIND] [LABEL]", ONR_OPTION_KIND, onr_protect_add},
    {"list", 0, 0, "list", 0, list},
    {"remove", 1, 1, "remove LABEL", 0, remove_label},
    {"check", 1, 1 << 20, "check FILE…", 0, onr_protect_check},
    {"scan", 0, 0, "scan [--history]", ONR_OPTION_HISTORY, onr_protect_scan},
    {"export", 1, 1, "export FILE", 0, onr_protect_export},
    {"import", 1, 1, "import FILE", 0, onr_protect_import},
};

#define PARTS (sizeof parts / sizeof *parts)

static const char *part_name(size_t index)
{
    return index < PARTS ? parts[index].name : NULL;
}

static const struct part *find_part(const char *name)
{
    for (size_t i = 0; i < PARTS; i++)
        if (strcmp(parts[i].name, name) == 0)
            return &parts[i];
    return NULL;
}

/* What was written may be a name that should have been typed in: it is not told again. */
static int unknown_part(const char *word)
{
    const char *nearest = onr_nearest(word, part_name);
    if (nearest)
        onr_complain(NULL, "protect cannot do that; did you mean onrecord protect %s?", nearest);
    else
        onr_complain(NULL, "protect cannot do that; onrecord protect --help lists what it can. A "
                           "name never goes on the command line: onrecord protect add asks for it");
    return ONR_EXIT_USAGE;
}

static int check_usage(const struct part *part, const struct onr_arguments *arguments)
{
    bool history = arguments->history && !(part->options & ONR_OPTION_HISTORY);
    bool kind = arguments->kind && !(part->options & ONR_OPTION_KIND);
    if (!history && !kind && arguments->count >= part->least && arguments->count <= part->most)
        return ONR_EXIT_CLEAN;
    onr_complain(NULL, "write: onrecord protect %s%s", part->usage,
                 part->run == onr_protect_add && arguments->count > part->most
                     ? "; a label of several words stands in quotation marks, and the name itself "
                       "is asked for"
                     : "");
    return ONR_EXIT_USAGE;
}

static int run(const struct onr_arguments *arguments)
{
    struct onr_problem problem;
    struct onr_arguments rest = *arguments;
    const struct part *part = arguments->count ? find_part(arguments->operands[0]) : NULL;
    if (!arguments->count) {
        onr_complain(NULL, "say what to do, as in: onrecord protect add; onrecord protect --help "
                           "shows all");
        return ONR_EXIT_USAGE;
    }
    if (!part)
        return unknown_part(arguments->operands[0]);
    rest.operands++;
    rest.count--;
    int status = check_usage(part, &rest);
    if (status != ONR_EXIT_CLEAN)
        return status;
    if (onr_secret_harden(&problem) != 0)
        return onr_protect_fail(&problem);
    status = part->run(&rest);
    onr_secret_wipe_stack();
    return status;
}

const struct onr_command onr_command_protect = {
    .name = "protect",
    .summary = "keep the names of sources out of what you commit",
    .help =
        "onrecord protect add [LABEL]      protect a name, a handle, a number, a phrase\n"
        "onrecord protect list             show the labels\n"
        "onrecord protect remove LABEL     protect it no longer\n"
        "onrecord protect check FILE…      look for protected names in files\n"
        "onrecord protect scan             look in what git would commit next\n"
        "onrecord protect scan --history   look in all that git keeps\n"
        "onrecord protect export FILE      take all of it to another computer\n"
        "onrecord protect import FILE      take in what was exported\n"
        "\n"
        "`add` asks for the name on the terminal and does not show what you type; it is\n"
        "never taken from the command line. What is kept is not the name but keyed\n"
        "hashes, in a folder of your own outside every repository, and a label of your\n"
        "choosing. Several names can have one label: the name, the nickname, the number.\n"
        "\n"
        "A name is found in any case, with and without accents, with initials, across\n"
        "lines and hyphens, in file names, with invisible or look-alike characters and\n"
        "markup in it. A finding tells the label, the file and the line, never the name.\n"
        "\n"
        "`scan` looks in staged files and their names, in who commits, in the branch's\n"
        "name and in messages git has prepared; with --history in every commit, message,\n"
        "author, branch and tag. Word and LibreOffice documents are unpacked.\n"
        "\n"
        "Whoever has both the ledger and its key can test guesses. A description that\n"
        "gives a source away without the name is not seen. plugin/protect/README.md says\n"
        "what else this cannot do.\n"
        "\n"
        "Options\n"
        "  --kind KIND            for add: name (initials and the like are found too),\n"
        "                         number or words, where onrecord does not see it\n"
        "  --history              for scan: everything, not only what is staged\n"
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord protect add \"harbour aide\"\n"
        "  onrecord protect check notes.md mail.txt\n"
        "  onrecord protect scan && git commit\n"
        "\n"
        "Exit status: 0 when nothing protected is found, 1 when something is, 2 for a\n"
        "wrong command line, 3 when something could not be read or written.\n",
    .options = ONR_OPTION_HISTORY | ONR_OPTION_KIND,
    .run = run,
};
