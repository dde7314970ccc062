#include "texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A name that stands nowhere else: "Bacefi". */
static void spell(char name[16], size_t number)
{
    static const char consonants[] = "bcdfghjklmnpqrtv", vowels[] = "aeio";
    size_t length = 0;
    for (int i = 0; i < 3 || number; i++) {
        name[length++] = consonants[number % 16];
        name[length++] = vowels[number / 16 % 4];
        number /= 64;
    }
    name[0] = (char)(name[0] - 'a' + 'A');
    name[length] = 0;
}

static size_t new_name(char *piece, size_t at)
{
    char name[16];
    spell(name, at);
    return (size_t)snprintf(piece, PIECE_ROOM, "Mayor Ana %s said the port was closed.%s", name, at % 7 ? " " : "\n\n");
}

static size_t new_person_again(char *piece, size_t at)
{
    char name[16], before[16];
    spell(name, at);
    spell(before, at / 2);
    return (size_t)snprintf(piece, PIECE_ROOM, "“It is shut,” said Ana %s. %s said it was not. ", name, before);
}

static size_t new_body(char *piece, size_t at)
{
    char name[16];
    spell(name, at);
    return (size_t)snprintf(piece, PIECE_ROOM, "An official of the %s Ministry said so. The official said no more. ", name);
}

static size_t new_party(char *piece, size_t at)
{
    char name[16];
    spell(name, at);
    return (size_t)snprintf(piece, PIECE_ROOM, "Sources said %s Lines bribed the mayor. %s Lines declined to comment.\n\n",
                            name, name);
}

static size_t new_accused(char *piece, size_t at)
{
    char name[16];
    spell(name, at);
    return (size_t)snprintf(piece, PIECE_ROOM, "Critics accused %s Lines of fraud. ", name);
}

static size_t new_word(char *piece, size_t at)
{
    char name[16];
    spell(name, at);
    return (size_t)snprintf(piece, PIECE_ROOM, "%s ", name);
}

static size_t definite_people(char *piece, size_t at)
{
    static const char *const heads[] = {"official", "lawyer", "banker", "aide", "neighbour", "engineer"};
    const char *head = heads[at % 6];
    return (size_t)snprintf(piece, PIECE_ROOM, "A second %s said it was late. The %s said it was not. He said so. They agreed. ",
                            head, heads[at / 6 % 6]);
}

static size_t reference(char *piece, size_t at)
{
    return (size_t)snprintf(piece, PIECE_ROOM, "Sources say so [here][r%zu].[^n%zu]\n\n[r%zu]: https://example.org\n\n"
                            "[^n%zu]: A note.\n\n", at, at, at, at);
}

static const struct maker all[] = {
    {"opening curly marks", "plain", NULL, "“"},
    {"opening straight marks", "plain", NULL, " \""},
    {"opening marks of all kinds", "plain", NULL, "“‘«\" '„‚‹"},
    {"closing curly marks", "plain", NULL, "”"},
    {"apostrophes", "plain", NULL, "’"},
    {"nested quotations that close", "plain", NULL, "“a ‘b “c ‘d’ e” f’ g” "},
    {"quotations in one paragraph", "plain", NULL, "“The port is closed now,” he said. "},
    {"quotations without speakers", "plain", NULL, "“The port is closed now and for good.” "},
    {"quotations that run on", "plain", NULL, "“The port is closed now and for good.\n\n"},
    {"fragments", "plain", NULL, "The “deal” is a “steal” for the “town”. "},
    {"nested brackets", "plain", NULL, "(["},
    {"quote prefixes", "plain", NULL, "> "},
    {"lines with quote prefixes", "plain", NULL, "> > a\n> b\n"},
    {"one line of words", "plain", NULL, "the port was closed by the mayor of the town "},
    {"one word", "plain", NULL, "port"},
    {"one letter a line", "plain", NULL, "a\n"},
    {"empty lines", "plain", NULL, "\n"},
    {"spaces", "plain", NULL, " "},
    {"full stops", "plain", NULL, "."},
    {"dots and initials", "plain", NULL, "J. S. "},
    {"capitalized words", "plain", NULL, "North Sea Port Mayor "},
    {"commas", "plain", NULL, "said, "},
    {"cues", "plain", NULL, "said "},
    {"cues that close", "plain", NULL, ", said two sources"},
    {"withheld names", "plain", NULL, "an official who asked not to be named said "},
    {"anonymity in content", "plain", NULL, "The mayor said the plan was dead asking not to be named and men asking not to be named "},
    {"heads unnamed and later named", "plain", NULL, "Nurse says plan was dead. "},
    {"passives with agents", "plain", NULL, "officials were accused by groups of taking money and "},
    {"members of a group", "plain", NULL, "Two aides said so. One of them said no. They said it was dead. It said so. "},
    {"clauses before a cue", "plain", NULL, ", who knew the matter, said the plan was dead "},
    {"cues inside one another", "plain", NULL, ", he said the port, she told them the ferry"},
    {"passives", "plain", NULL, "was accused by officials by the by "},
    {"pronouns that speak", "plain", NULL, "He said she said they said it said so. "},
    {"people who speak", "plain", NULL, "People familiar with the matter said so. "},
    {"sources in one sentence", "plain", NULL, "sources and officials and aides and "},
    {"who was asked", "plain", NULL, "He declined to comment. A call was not returned. "},
    {"attitudes", "plain", NULL, "There are fears that it is shut. Concern that it is grows. "},
    {"hedges", "plain", NULL, "Reportedly it is understood that it is believed that "},
    {"headlines", "plain", NULL, "Port To Be Sold\n\n"},
    {"verbs that close", "plain", NULL, "predicted, "},
    {"aides who told", "plain", NULL, ", an aide told the committee"},
    {"claims that are untrue", "plain", NULL, "said the claims were untrue, "},
    {"asides", "plain", NULL, ", police said, had been drinking"},
    {"hearsay", "plain", NULL, "reportedly "},
    {"quotations that run on", "plain", NULL, "“Ccc ddd went home now.” Tom Bale said gardens bloom widely here. "},
    {"emoji", "plain", NULL, "\U0001F600"},
    {"two names a sentence", "plain", new_person_again, NULL},
    {"new names", "plain", new_name, NULL},
    {"new bodies", "plain", new_body, NULL},
    {"new parties", "plain", new_party, NULL},
    {"new accused", "plain", new_accused, NULL},
    {"new words", "plain", new_word, NULL},
    {"people that point back", "plain", definite_people, NULL},
    {"Markdown: emphasis", "markdown", NULL, "*a **b "},
    {"Markdown: links that do not close", "markdown", NULL, "[a]( ["},
    {"Markdown: images", "markdown", NULL, "![a"},
    {"Markdown: quote prefixes", "markdown", NULL, "> "},
    {"Markdown: lists", "markdown", NULL, "- - a\n"},
    {"Markdown: table", "markdown", NULL, "|a|b|\n|-|-|\n"},
    {"Markdown: code fences", "markdown", NULL, "```\na\n"},
    {"Markdown: comments", "markdown", NULL, "<!-- a -->\n\nSources said so.\n\n"},
    {"waivers", "plain", NULL, "% onrecord: ok anonymous-bare desk\nSources said so.\n"},
    {"waivers of one paragraph", "plain", NULL, "% onrecord: ok anonymous-bare, anonymous-source desk\n"},
    {"waivers that open", "markdown", NULL, "Sources said so.\n\n<!-- onrecord: begin anonymous-bare desk -->\n\n"},
    {"waivers in pairs", "plain", NULL, "% onrecord: begin anonymous-bare x\nSources said so.\n% onrecord: end\n"},
    {"waivers of no rule", "plain", NULL, "% onrecord: ok anonymus-bare, a-b desk\n"},
    {"Markdown: open comments", "markdown", NULL, "<!--"},
    {"Markdown: entities", "markdown", NULL, "&ldquo;a&rdquo; &amp;"},
    {"Markdown: code spans", "markdown", NULL, "`a` b `` c `` `d\n\n"},
    {"Markdown: references", "markdown", reference, NULL},
};

const struct maker *makers(size_t *count)
{
    *count = sizeof all / sizeof *all;
    return all;
}

static struct text open_text(size_t length)
{
    struct text text = {malloc(length + PIECE_ROOM), 0};
    if (!text.bytes) {
        fputs("no memory for the text\n", stderr);
        exit(2);
    }
    return text;
}

/* Cuts at length, less what would be half a character. */
static void cut(struct text *text, size_t length)
{
    while (length && ((unsigned char)text->bytes[length] & 0xC0) == 0x80)
        length--;
    text->length = length;
}

struct text make_text(const struct maker *maker, size_t length)
{
    struct text text = open_text(length);
    size_t repeated = maker->repeated ? strlen(maker->repeated) : 0;
    for (size_t at = 0; text.length <= length; at++) {
        if (maker->repeated)
            memcpy(text.bytes + text.length, maker->repeated, repeated);
        text.length += maker->repeated ? repeated : maker->piece(text.bytes + text.length, at);
    }
    cut(&text, length);
    return text;
}

struct text make_prose(const struct text *drafts, size_t count, size_t length)
{
    struct text text = open_text(length);
    for (size_t at = 0; text.length <= length; at = (at + 1) % count) {
        size_t left = length + 1 - text.length, taken = drafts[at].length < left ? drafts[at].length : left;
        memcpy(text.bytes + text.length, drafts[at].bytes, taken);
        text.length += taken;
    }
    cut(&text, length);
    return text;
}
