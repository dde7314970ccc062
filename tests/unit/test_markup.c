/*
 * Which bytes are prose and what each block is. A draft's blocks are written down as text, a line each:
 * kind, depth of quoting where it is quoted, and every range in braces, line ends escaped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <md4c.h>

#include "markup/markup.h"

struct draft {
    char *bytes;              /* in a block of exactly their size, for the sanitizers */
    struct onr_text text;     /* of the bytes */
    struct onr_arena arena;   /* holds the markup */
    struct onr_markup markup; /* as read */
};

static void open_draft(struct draft *draft, const char *format, const char *bytes, size_t length)
{
    struct onr_error error = {0};
    draft->bytes = malloc(length ? length : 1);
    memcpy(draft->bytes, bytes, length);
    onr_arena_init(&draft->arena);
    assert_int_equal(onr_text_init(&draft->text, draft->bytes, length, &error), ONR_OK);
    assert_int_equal(onr_markup_read(&draft->markup, &draft->arena, &draft->text, onr_format_find(format),
                                     onr_pack_english(), &error),
                     ONR_OK);
}

static void close_draft(struct draft *draft)
{
    onr_arena_finish(&draft->arena);
    free(draft->bytes);
}

static size_t write_bytes(char *out, const struct draft *draft, struct onr_span span)
{
    size_t length = 0;
    for (uint32_t at = span.start; at < span.end; at++) {
        char byte = draft->bytes[at];
        if (byte == '\n' || byte == '\r') {
            out[length++] = '\\';
            byte = byte == '\n' ? 'n' : 'r';
        }
        out[length++] = byte;
    }
    return length;
}

static char *describe(const struct draft *draft)
{
    static const char *const kinds[] = {"body", "headline", "heading", "byline", "timestamp", "caption", "furniture"};
    char *text = calloc(1, draft->text.length * 4 + draft->markup.blocks.count * 32 + draft->markup.ranges.count * 2 + 1);
    size_t length = 0;
    for (uint32_t i = 0; i < draft->markup.blocks.count; i++) {
        const struct onr_markup_block *block = &draft->markup.blocks.at[i];
        length += (size_t)sprintf(text + length, "%s", kinds[block->block.kind]);
        if (block->block.quote_depth)
            length += (size_t)sprintf(text + length, "%u", block->block.quote_depth);
        text[length++] = ' ';
        for (uint32_t r = 0; r < block->range_count; r++) {
            text[length++] = '{';
            length += write_bytes(text + length, draft, draft->markup.ranges.at[block->first_range + r]);
            text[length++] = '}';
        }
        text[length++] = '\n';
    }
    return text;
}

static void assert_range(const struct draft *draft, uint32_t index, bool last, uint32_t *at)
{
    struct onr_span range = draft->markup.ranges.at[index];
    assert_true(range.start >= *at && range.start < range.end && range.end <= draft->text.length);
    char byte = draft->bytes[range.end - 1];
    assert_true(last || (byte != '\n' && byte != '\r'));
    *at = range.end;
}

/* What markup.h promises of every markup. */
static void assert_sound(const struct draft *draft)
{
    uint32_t range = 0, at = draft->text.start;
    for (uint32_t i = 0; i < draft->markup.blocks.count; i++) {
        const struct onr_markup_block *block = &draft->markup.blocks.at[i];
        assert_int_equal(block->first_range, range);
        assert_true(block->range_count >= 1);
        assert_true(block->block.span.start >= draft->markup.ranges.at[range].start);
        for (uint32_t r = 0; r < block->range_count; r++)
            assert_range(draft, range++, r + 1 == block->range_count, &at);
        assert_true(block->block.span.start < block->block.span.end && block->block.span.end <= at);
    }
    assert_int_equal(range, draft->markup.ranges.count);
}

static void check_bytes(const char *format, const char *bytes, size_t length, const char *expected)
{
    struct draft draft;
    open_draft(&draft, format, bytes, length);
    assert_sound(&draft);
    char *found = describe(&draft);
    assert_string_equal(found, expected);
    free(found);
    close_draft(&draft);
}

static void plain(const char *bytes, const char *expected)
{
    check_bytes("plain", bytes, strlen(bytes), expected);
}

static void markdown(const char *bytes, const char *expected)
{
    check_bytes("markdown", bytes, strlen(bytes), expected);
}

static void assert_span(struct onr_span span, uint32_t start, uint32_t end)
{
    assert_int_equal(span.start, start);
    assert_int_equal(span.end, end);
}

static void assert_bytes(const struct draft *draft, struct onr_span span, const char *expected)
{
    assert_int_equal(onr_span_length(span), strlen(expected));
    assert_memory_equal(draft->bytes + span.start, expected, strlen(expected));
}

/* ---- Formats ----------------------------------------------------------------------------------- */

static void formats(void **state)
{
    (void)state;
    assert_string_equal(onr_format_name(0), "plain");
    assert_string_equal(onr_format_name(1), "markdown");
    assert_null(onr_format_name(2));
    assert_null(onr_format_find("docx"));
    assert_string_equal(onr_format_find("markdown")->name, "markdown");
    assert_string_equal(onr_format_of_path("drafts/a.md"), "markdown");
    assert_string_equal(onr_format_of_path("A.MARKDOWN"), "markdown");
    assert_string_equal(onr_format_of_path("a.mkd"), "markdown");
    assert_string_equal(onr_format_of_path("a.mdown"), "markdown");
    assert_string_equal(onr_format_of_path("a.txt"), "plain");
    assert_string_equal(onr_format_of_path("a.doc"), "plain");
    assert_string_equal(onr_format_of_path("folder.md/file"), "plain");
    assert_string_equal(onr_format_of_path(""), "plain");
}

/* ---- Plain text -------------------------------------------------------------------------------- */

static void empty_documents(void **state)
{
    (void)state;
    plain("", "");
    plain("\n \n\t\r\n\r", "");
    plain("\xEF\xBB\xBF", "");
    plain("\xC2\xA0\n", "");
    markdown("", "");
    markdown("\n\n", "");
    markdown("\xEF\xBB\xBF", "");
}

static void blank_lines_part_paragraphs(void **state)
{
    (void)state;
    plain("One is here.\n\nTwo is here.\n \t\nThree.", "body {One is here.\\n}\nbody {Two is here.\\n}\nbody {Three.}\n");
}

static void line_ends(void **state)
{
    (void)state;
    plain("One is here.\r\n\r\nTwo is here.\r\n", "body {One is here.\\r\\n}\nbody {Two is here.\\r\\n}\n");
    plain("One is here.\r\rTwo is here.\r", "body {One is here.\\r}\nbody {Two is here.\\r}\n");
    plain("One is here.\n\r\nTwo is here.\r\rX.", "body {One is here.\\n}\nbody {Two is here.\\r}\nbody {X.}\n");
}

static void offsets_are_bytes(void **state)
{
    (void)state;
    struct draft draft;
    const char *bytes = "\xEF\xBB\xBF\t\xF0\x9F\x98\x80 \xE2\x80\x9CNo\xE2\x80\x9D\xC2\xA0.\xC2\xA0\r\n\r\n  Two\tand. \n";
    open_draft(&draft, "plain", bytes, strlen(bytes));
    assert_sound(&draft);
    assert_int_equal(draft.markup.blocks.count, 2);
    assert_span(draft.markup.blocks.at[0].block.span, 4, 20);
    assert_span(draft.markup.ranges.at[0], 4, 24);
    assert_span(draft.markup.blocks.at[1].block.span, 28, 36);
    assert_span(draft.markup.ranges.at[1], 28, 38);
    close_draft(&draft);
}

static void a_paragraph_a_line(void **state)
{
    (void)state;
    plain("The council met on Tuesday.\nIt will meet again on Friday.\nNobody came.\n",
          "body {The council met on Tuesday.\\n}\nbody {It will meet again on Friday.\\n}\nbody {Nobody came.\\n}\n");
    plain("It is over.\nThe harbour board said on Tuesday that it would close the northern pier for three weeks from the "
          "first of May\n"
          "repairs would follow, and the board said it had asked four firms for their price and their terms beforehand.\n",
          "body {It is over.\\n}\nbody {The harbour board said on Tuesday that it would close the northern pier for three "
          "weeks from the first of May\\n}\nbody {repairs would follow, and the board said it had asked four firms for their price and their "
          "terms beforehand.\\n}\n");
}

static void wrapped_lines_are_joined(void **state)
{
    (void)state;
    plain("The harbour board will close the pier for three weeks from May,\nwhen the repairs begin. Nobody knows what "
          "they are going to\ncost.\n",
          "body {The harbour board will close the pier for three weeks from May,\\nwhen the repairs begin. Nobody knows "
          "what they are going to\\ncost.\\n}\n");
    plain("It is over.\r\n\r\nThe harbour board will close the pier,\r\nit said on\r\nTuesday, for three weeks.\r\n",
          "body {It is over.\\r\\n}\nbody {The harbour board will close the pier,\\r\\nit said on\\r\\nTuesday, for three weeks.\\r\\n}\n");
}

/* The head of a wrapped draft has lines that are short because they are whole. */
static void short_lines_of_wrapped_text(void **state)
{
    (void)state;
    plain("Pier to close for weeks\n\nBy Nell Marrow\nCarrow Gazette\n\n"
          "CARROW - The harbour board will close the northern pier for three\nweeks from the first of May, it said on "
          "Tuesday. Four firms were\nasked for a price.\n",
          "headline {Pier to close for weeks\\n}\nbyline {By Nell Marrow\\n}\nbyline {Carrow Gazette\\n}\n"
          "body {CARROW - The harbour board will close the northern pier for three\\nweeks from the first of May, it said "
          "on Tuesday. Four firms were\\nasked for a price.\\n}\n");
}

static void mail_quotes(void **state)
{
    (void)state;
    plain("He wrote:\n> We never got the letter, and nobody\n> asked us for one.\n>\n> > Did you get it?\nThat is all.\n",
          "body {He wrote:\\n}\nbody1 {We never got the letter, and nobody}{ asked us for one.\\n}\n"
          "body2 {Did you get it?\\n}\nbody {That is all.\\n}\n");
}

static void plain_lists_and_rules(void **state)
{
    (void)state;
    plain("It asked for three things:\n- a boat\n* a bridge\n1. a ferry\n-----\n* * *\n###\n___.\nThat was all.\n",
          "body {It asked for three things:\\n}\nbody {a boat\\n}\nbody {a bridge\\n}\nbody {1. a ferry\\n}\n"
          "body {That was all.\\n}\n");
}

/* ---- Kinds ------------------------------------------------------------------------------------- */

static void head_and_foot(void **state)
{
    (void)state;
    plain("Town weighs list of up to five firms\nMay 23 2019 02:02 AM\nA woman looks at a sign at the works on May 21, "
          "2019. The town fears for its river.\n\nNorthwire/ Carrow\n\nThe town may shut out five firms, people who know "
          "the plan said.\n\nThere are no comments.\n\nLEAVE A COMMENT Your email address will not be published. "
          "Required fields are marked*",
          "headline {Town weighs list of up to five firms\\n}\ntimestamp {May 23 2019 02:02 AM\\n}\ncaption {A woman looks "
          "at a sign at the works on May 21, 2019. The town fears for its river.\\n}\nbyline {Northwire/ Carrow\\n}\n"
          "body {The town may shut out five firms, people who know the plan said.\\n}\nfurniture {There are no "
          "comments.\\n}\nfurniture {LEAVE A COMMENT Your email address will not be published. Required fields are "
          "marked*}\n");
}

static void no_false_headline(void **state)
{
    (void)state;
    plain("CARROW (Northwire) - A judge in Carrow stopped the plan on Saturday.\nThe town said it would appeal.\n",
          "body {CARROW (Northwire) - A judge in Carrow stopped the plan on Saturday.\\n}\nbody {The town said it would "
          "appeal.\\n}\n");
    plain("Only one line without a stop", "body {Only one line without a stop}\n");
}

static void items_are_no_headline(void **state)
{
    (void)state;
    plain("- a boat\n- a bridge\n", "body {a boat\\n}\nbody {a bridge\\n}\n");
    markdown("1. a boat\n\nIt sank.\n", "body {a boat\\n}\nbody {It sank.\\n}\n");
    markdown("| a | b |\n|---|---|\n\nIt sank.\n", "body {a}\nbody {b}{\\n}\nbody {It sank.\\n}\n");
}

static void bylines(void **state)
{
    (void)state;
    plain("Pier to close\nJane Roe, Northwire\nThe pier will close.\n",
          "headline {Pier to close\\n}\nbyline {Jane Roe, Northwire\\n}\nbody {The pier will close.\\n}\n");
    plain("Pier to close\nBy Tuesday the pier had closed, Roe said.\nThe pier will close.\n",
          "headline {Pier to close\\n}\nbody {By Tuesday the pier had closed, Roe said.\\n}\nbody {The pier will close.\\n}\n");
    plain("The pier will close.\n\n(Reporting by Jane Roe in Carrow; Editing by Bo Dahl)\n",
          "body {The pier will close.\\n}\nbyline {(Reporting by Jane Roe in Carrow; Editing by Bo Dahl)\\n}\n");
}

static void timestamps(void **state)
{
    (void)state;
    plain("Pier to close\nUpdated 3:15 pm\n2024-11-04T17:30:00Z\nMonday, 4 November 2024\nMarch 3 said no to it.\n"
          "He was 23.\n",
          "headline {Pier to close\\n}\ntimestamp {Updated 3:15 pm\\n}\ntimestamp {2024-11-04T17:30:00Z\\n}\n"
          "timestamp {Monday, 4 November 2024\\n}\nbody {March 3 said no to it.\\n}\nbody {He was 23.\\n}\n");
}

static void captions(void **state)
{
    (void)state;
    plain("Photo: the pier at dusk\nThe pier at dusk. Picture: Tideline Images\nThe pier on Monday. (AP Photo/Jane Roe)\n"
          "Jane Roe via Getty Images\n\"It is over,\" he told AFP.\nThe photo, he said: no.\nPhoto editors said no.\n",
          "caption {Photo: the pier at dusk\\n}\ncaption {The pier at dusk. Picture: Tideline Images\\n}\n"
          "caption {The pier on Monday. (AP Photo/Jane Roe)\\n}\ncaption {Jane Roe via Getty Images\\n}\n"
          "body {\"It is over,\" he told AFP.\\n}\nbody {The photo, he said: no.\\n}\nbody {Photo editors said no.\\n}\n");
}

static void furniture(void **state)
{
    (void)state;
    plain("Read more: Ten piers worth a walk\nRelated:\nShare this article\nAdvertisement\nSign up for our newsletter "
          "today\n\xC2\xA9 2024 Carrow Gazette\nRelated firms said no.\nRead more letters, she said.\n\"Read: the law,\" "
          "he said.\n",
          "furniture {Read more: Ten piers worth a walk\\n}\nfurniture {Related:\\n}\nfurniture {Share this article\\n}\n"
          "furniture {Advertisement\\n}\nfurniture {Sign up for our newsletter today\\n}\nfurniture {\xC2\xA9 2024 Carrow "
          "Gazette\\n}\nbody {Related firms said no.\\n}\nbody {Read more letters, she said.\\n}\nbody {\"Read: the law,\" "
          "he said.\\n}\n");
}

static void long_blocks_are_body(void **state)
{
    (void)state;
    char *bytes = calloc(1, 4000);
    strcpy(bytes, "Photo: ");
    while (strlen(bytes) < 3000)
        strcat(bytes, "Jane Roe said no. ");
    struct draft draft;
    open_draft(&draft, "plain", bytes, strlen(bytes));
    assert_int_equal(draft.markup.blocks.at[0].block.kind, ONR_BLOCK_BODY);
    close_draft(&draft);
    free(bytes);
}

/* ---- Markdown ---------------------------------------------------------------------------------- */

static void inline_markup(void **state)
{
    (void)state;
    markdown("It was *so* **very** ~~not~~ `code` clear.\n", "body {It was }{so}{ }{very}{ }{not}{ }{ clear.\\n}\n");
    markdown("AT&amp;T \\*said\\* no.\n", "body {AT&amp;T \\*said\\* no.\\n}\n");
    markdown("Text <b>bold</b> here.\n", "body {Text }{bold}{ here.\\n}\n");
}

static void line_breaks(void **state)
{
    (void)state;
    markdown("One line\nand two  \nand three\\\nand four.\n",
             "body {One line\\nand two  \\nand three}{\\nand four.\\n}\n");
    markdown("One\r\n  two.\r\n", "body {One\\r\\n  two.\\r\\n}\n");
    markdown("One.\r\rTwo.\r", "body {One.\\r}\nbody {Two.\\r}\n");
    markdown("> One\n> two\nthree.\n", "body1 {One}{ two\\nthree.\\n}\n");
    markdown("One \n*two*\n", "body {One }{two}{\\n}\n");
}

static void links_and_images(void **state)
{
    (void)state;
    struct draft draft;
    const char *bytes = "See [the report](http://a.example/x?y&amp;z \"title\") at <http://b.example> or www.c.example, "
                        "![small](i.png) by [name][r].\n\n![A pier at dusk](pier.jpg)\n\n[r]: http://d.example\n";
    open_draft(&draft, "markdown", bytes, strlen(bytes));
    assert_sound(&draft);
    char *found = describe(&draft);
    assert_string_equal(found, "body {See }{the report}{ at }{ or }{, }{ by }{name}{.\\n}\n"
                               "caption {A pier at dusk}{\\n}\n");
    free(found);
    static const char *const links[][2] = {
        {"the report", "http://a.example/x?y&amp;z"}, {"http://b.example", "http://b.example"},
        {"www.c.example", "www.c.example"},           {"small", "i.png"},
        {"name", "http://d.example"},                 {"A pier at dusk", "pier.jpg"},
    };
    assert_int_equal(draft.markup.links.count, 6);
    for (uint32_t i = 0; i < 6; i++) {
        assert_bytes(&draft, draft.markup.links.at[i].text, links[i][0]);
        assert_bytes(&draft, draft.markup.links.at[i].target, links[i][1]);
    }
    close_draft(&draft);
}

static void headings(void **state)
{
    (void)state;
    markdown("# Pier *to* close\n\nText of it.\n\n## Why\n\nOne more\n===\n",
             "headline {Pier }{to}{ close\\n}\nbody {Text of it.\\n}\nheading {Why\\n}\nheading {One more\\n}\n");
}

static void blocks_of_markdown(void **state)
{
    (void)state;
    markdown("- one\n- two\n\n  still two\n  1. deep\n\n> said\n>> twice\n\n***\n\n    code\n\n```\ncode\n```\n\nEnd.\n",
             "body {one\\n}\nbody {two\\n}\nbody {still two\\n}\nbody {deep\\n}\nbody1 {said\\n}\nbody2 {twice\\n}\n"
             "body {End.\\n}\n");
    markdown("| Day | Boat |\n|-----|------|\n| Monday | *none* |\n\nEnd.\n",
             "body {Day}\nbody {Boat}{\\n}\nbody {Monday}\nbody {none}{\\n}\nbody {End.\\n}\n");
}

static void html(void **state)
{
    (void)state;
    struct draft draft;
    const char *bytes = "One.\n\n<!-- off:\n\nall -->\n<div>no prose</div>\n\nTwo <!-- here --> more.\n\nThree.<!-- end";
    open_draft(&draft, "markdown", bytes, strlen(bytes));
    assert_sound(&draft);
    char *found = describe(&draft);
    assert_string_equal(found, "body {One.\\n}\nbody {Two }{ more.\\n}\nbody {Three.<!-- end}\n");
    free(found);
    assert_int_equal(draft.markup.comments.count, 2);
    assert_bytes(&draft, draft.markup.comments.at[0].span, "<!-- off:\n\nall -->");
    assert_bytes(&draft, draft.markup.comments.at[0].inner, " off:\n\nall ");
    assert_int_equal(draft.markup.comments.at[0].next_block, 1);
    assert_bytes(&draft, draft.markup.comments.at[1].inner, " here ");
    assert_int_equal(draft.markup.comments.at[1].next_block, 2);
    close_draft(&draft);
}

static void unclosed_comment(void **state)
{
    (void)state;
    struct draft draft;
    open_draft(&draft, "markdown", "One.\n\n<!-- off", 14);
    assert_int_equal(draft.markup.comments.count, 1);
    assert_span(draft.markup.comments.at[0].span, 6, 14);
    assert_span(draft.markup.comments.at[0].inner, 10, 14);
    assert_int_equal(draft.markup.comments.at[0].next_block, draft.markup.blocks.count);
    close_draft(&draft);
}

static void plain_comments(void **state)
{
    (void)state;
    struct draft draft;
    const char *bytes = "One.\n% onrecord: a\nTwo <!--onrecord: b\n--> more.\n\n<!-- no -->\n<!-- OnRecord: c\n\n// last\n"
                        "  .. onrecord: d \r\nThree. <!-- onrecord: e -->\n... onrecord: f\n/ onrecord: g";
    open_draft(&draft, "plain", bytes, strlen(bytes));
    assert_sound(&draft);
    char *found = describe(&draft);
    assert_string_equal(found, "body {One.\\n}\nbody {Two }{ more.\\n}\nbody {<!-- no -->\\n}\nbody {// last\\n}\n"
                               "body {Three. }{\\n}\nbody {... onrecord: f\\n}\nbody {/ onrecord: g}\n");
    free(found);
    static const char *const inner[] = {" onrecord: a", "onrecord: b\n", " OnRecord: c", " onrecord: d ", " onrecord: e "};
    static const uint32_t next[] = {1, 2, 3, 4, 5};
    assert_int_equal(draft.markup.comments.count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_bytes(&draft, draft.markup.comments.at[i].inner, inner[i]);
        assert_int_equal(draft.markup.comments.at[i].next_block, next[i]);
    }
    close_draft(&draft);
}

static void footnotes(void **state)
{
    (void)state;
    markdown("It said so.[^1] Then no.[^two]\n\n[^1]: The draft was seen.\n[^two]: Nobody\n  knows.\n\n    More of it.\n\n"
             "    code\n",
             "body {It said so.}{ Then no.}{\\n}\nbody {The draft was seen.\\n}\nbody {Nobody\\n  knows.\\n}\n"
             "body {   More of it.\\n}\nbody {   code\\n}\n");
    markdown("[^1]: Note.\n\nEnd.\n\n    code\n", "body {Note.\\n}\nbody {End.\\n}\n");
}

static void front_matter_yaml(void **state)
{
    (void)state;
    struct draft draft;
    const char *bytes = "\xEF\xBB\xBF---\r\ntitle: \"Pier: *to* close\" # was: shut\r\nauthor: Jane Roe\r\ntags: [a, b]\r\n"
                        "summary: >\r\n  One\r\n  two\r\n---\r\n# Pier\r\n\r\nText of it.\r\n";
    open_draft(&draft, "markdown", bytes, strlen(bytes));
    assert_sound(&draft);
    char *found = describe(&draft);
    assert_string_equal(found, "headline {Pier: *to* close}{\\r\\n}\nbyline {Jane Roe\\r\\n}\nheading {Pier\\r\\n}\n"
                               "body {Text of it.\\r\\n}\n");
    free(found);
    assert_int_equal(draft.markup.fields.count, 4);
    assert_bytes(&draft, draft.markup.fields.at[0].name, "title");
    assert_bytes(&draft, draft.markup.fields.at[0].value, "Pier: *to* close");
    assert_bytes(&draft, draft.markup.fields.at[2].value, "a, b");
    assert_bytes(&draft, draft.markup.fields.at[3].name, "summary");
    assert_bytes(&draft, draft.markup.fields.at[3].value, "One\r\n  two");
    assert_true(draft.markup.blocks.at[0].settled && draft.markup.blocks.at[1].settled);
    close_draft(&draft);
}

static void front_matter_toml(void **state)
{
    (void)state;
    markdown("+++\nheadline = 'Pier to close'\nbyline = \"Jane Roe\"\ndate = 2024-01-01\n+++\nText of it.\n",
             "headline {Pier to close}{\\n}\nbyline {Jane Roe}{\\n}\nbody {Text of it.\\n}\n");
}

static void no_front_matter(void **state)
{
    (void)state;
    markdown("---\n\ntitle: none. \n", "body {title: none. \\n}\n");
    markdown("Text of it.\n\n---\ntitle: none.\n---\n", "body {Text of it.\\n}\nheading {title: none.\\n}\n");
}

/* ---- The parser -------------------------------------------------------------------------------- */

struct bounds {
    const char *start, *end; /* of the buffer the parser was given */
    unsigned inside;         /* texts in it */
    unsigned breaks;         /* line breaks, which may be static strings */
};

static int no_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    (void)type, (void)detail, (void)data;
    return 0;
}

static int no_span(MD_SPANTYPE type, void *detail, void *data)
{
    (void)type, (void)detail, (void)data;
    return 0;
}

static int look_at_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    struct bounds *bounds = data;
    if (text >= bounds->start && text + size <= bounds->end) {
        bounds->inside++;
        return 0;
    }
    bool a_break = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR;
    bool verbatim = type == MD_TEXT_CODE || type == MD_TEXT_HTML || type == MD_TEXT_NULLCHAR;
    assert_true(a_break || verbatim);
    bounds->breaks += a_break;
    return 0;
}

/* All rests on it: what md4c gives as prose lies in the buffer it was given. */
static void parser_points_into_its_input(void **state)
{
    (void)state;
    static const char bytes[] =
        "# A *b* \\* &amp; c\n\nx  \ny\\\nz `c\nd` <b>e</b> <!-- f\ng --> [h\ni](j \"k\") ![l](m) <http://n.o> www.p.q r@s.t\n\n"
        "> u\n> v\nw\n\n- x\n- [ ] y\n\n| a | b |\n|---|---|\n| `c` \\| d | &#38; |\n\n~~e~~ __f__ _g_\n\n<div>\nh\n</div>\n\n"
        "\ti\n\n```j\nk\n```\n\n[l][m] [m]\n\n[m]: n 'o\np'\n\nq\n===\n";
    char *input = malloc(sizeof bytes); /* with its NUL: md4c looks for ends of lines with strcspn */
    memcpy(input, bytes, sizeof bytes);
    struct bounds bounds = {.start = input, .end = input + sizeof bytes - 1};
    MD_PARSER parser = {0, MD_DIALECT_GITHUB, no_block, no_block, no_span, no_span, look_at_text, NULL, NULL};
    assert_int_equal(md_parse(input, sizeof bytes - 1, &parser, &bounds), 0);
    assert_true(bounds.inside > 40);
    assert_true(bounds.breaks >= 4);
    free(input);
}

/* ---- Time -------------------------------------------------------------------------------------- */

static char *repeated(const char *piece, size_t length)
{
    size_t width = strlen(piece);
    char *bytes = malloc(length + 1);
    for (size_t at = 0; at < length; at++)
        bytes[at] = piece[at % width];
    bytes[length] = 0;
    return bytes;
}

static double seconds(const char *format, const char *piece, size_t length)
{
    char *bytes = repeated(piece, length);
    struct draft draft;
    clock_t start = clock();
    open_draft(&draft, format, bytes, length);
    double spent = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_sound(&draft);
    close_draft(&draft);
    free(bytes);
    return spent;
}

/* Eight times the bytes may take 24 times as long, and some for the clock; quadratic work takes 64 times. */
static void assert_linear(const char *format, const char *piece)
{
    double once = seconds(format, piece, 150000), eight = seconds(format, piece, 1200000);
    if (eight > once * 24 + 0.3)
        fail_msg("%s of \"%s\": %.3f s, eight times as much %.3f s", format, piece, once, eight);
}

static void time_is_linear(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        ">",     "> ",       "- ",        "[",         "[]",      "![",     "[a](<b ",   "[a](b \"c ", "*a **a ",
        "*a_ ",  "`",        "` `` ",     "<a ",       "<!-- ",   "a <? ",  "http://a",  "a@b",        "www.",
        "~",     "#",        "[^1]",      "[^1]: a\n", "&amp;",   "\\",     "a\n",       "\n",         "\r",
        "- > ",  "a\n=\n",   "1. a\n",    "[a]: b \"c\n", "By A, ", "No. ",  "By Jane\n\n", "x | y\n",  "\t",
        "|a|b|\n|---|---|\n", "<!-- a -->\n\n", "---\ntitle: a\n", "Photo: A\n", "| ", "a (AP Photo/A) ",
        "<!-- onrecord: ", "% onrecord: a\n", "---\nonrecord:\n- a\n", "%",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        assert_linear("plain", pieces[i]);
        assert_linear("markdown", pieces[i]);
    }
}

static void nested_brackets(void **state)
{
    (void)state;
    char *bytes = malloc(200000);
    memset(bytes, '[', 100000);
    memset(bytes + 100000, ']', 100000);
    struct draft draft;
    clock_t start = clock();
    open_draft(&draft, "markdown", bytes, 200000);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 2);
    assert_sound(&draft);
    assert_int_equal(draft.markup.blocks.count, 1);
    close_draft(&draft);
    free(bytes);
}

/* Short rows of a wide table are filled up by the parser: columns times rows would be cells. */
static void wide_table(void **state)
{
    (void)state;
    enum { COLUMNS = 20000, ROWS = 20000 };
    char *bytes = malloc(COLUMNS * 6 + ROWS * 4 + 8), *at = bytes;
    for (int i = 0; i < COLUMNS; i++)
        at = stpcpy(at, "|a");
    at = stpcpy(at, "|\n");
    for (int i = 0; i < COLUMNS; i++)
        at = stpcpy(at, "|---");
    at = stpcpy(at, "|\n");
    for (int i = 0; i < ROWS; i++)
        at = stpcpy(at, "|x|\n");
    struct draft draft;
    clock_t start = clock();
    open_draft(&draft, "markdown", bytes, (size_t)(at - bytes));
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 2);
    assert_sound(&draft);
    close_draft(&draft);
    free(bytes);
}

/* A paragraph too heavy for the parser is read as plain text, and the next one is not. */
static void heavy_paragraph(void **state)
{
    (void)state;
    char *heavy = repeated("*a* ", 40000), *bytes = malloc(40100);
    size_t length = (size_t)sprintf(bytes, "%s\n\nThis is *so*.\n", heavy);
    struct draft draft;
    open_draft(&draft, "markdown", bytes, length);
    assert_sound(&draft);
    assert_int_equal(draft.markup.blocks.count, 2);
    assert_int_equal(draft.markup.blocks.at[0].range_count, 1);
    assert_span(draft.markup.ranges.at[0], 0, 40001);
    assert_int_equal(draft.markup.blocks.at[1].range_count, 3);
    close_draft(&draft);
    free(bytes);
    free(heavy);
}

static void deep_quotes(void **state)
{
    (void)state;
    char *bytes = malloc(1000003);
    memset(bytes, '>', 1000000);
    memcpy(bytes + 1000000, " a\n", 3);
    struct draft draft;
    open_draft(&draft, "markdown", bytes, 1000003);
    assert_sound(&draft);
    assert_int_equal(draft.markup.blocks.count, 1);
    assert_int_equal(draft.markup.blocks.at[0].block.quote_depth, 64);
    assert_span(draft.markup.blocks.at[0].block.span, 1000001, 1000002);
    close_draft(&draft);
    open_draft(&draft, "plain", bytes, 1000003);
    assert_int_equal(draft.markup.blocks.at[0].block.quote_depth, 1000000);
    close_draft(&draft);
    free(bytes);
}

/* ---- What readers see --------------------------------------------------------------------------- */

static void assert_seen_in(uint32_t room, const char *format, const char *bytes, const char *from, const char *to,
                           const char *expected)
{
    struct draft draft;
    open_draft(&draft, format, bytes, strlen(bytes));
    struct onr_span span = {(uint32_t)(strstr(bytes, from) - bytes), 0};
    span.end = (uint32_t)(strstr(bytes + span.start, to) + strlen(to) - bytes);
    room = room < onr_span_length(span) ? room : onr_span_length(span);
    char *seen = malloc(room ? room : 1);
    uint32_t length = onr_markup_seen(&draft.markup, &draft.text, span, seen, room);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(seen, expected, length);
    free(seen);
    close_draft(&draft);
}

static void assert_seen(const char *format, const char *bytes, const char *from, const char *to, const char *expected)
{
    assert_seen_in(1000, format, bytes, from, to, expected);
}

static void seen_without_markup(void **state)
{
    (void)state;
    assert_seen("markdown", "**Jane Doe**, of _The Times_, said so.\n", "Jane", "Times", "Jane Doe, of The Times");
    assert_seen("markdown", "[Tom Baker](http://a.b/c_d), its **head**, said so.\n", "Tom", "head", "Tom Baker, its head");
    assert_seen("markdown", "Tom <!-- ask --> Baker said so.\n", "Tom", "Baker", "Tom  Baker");
    assert_seen("markdown", "> Tom\n> Baker said so.\n", "Tom", "Baker", "Tom Baker");
    assert_seen("markdown", "> **Tom**\r\n> *Baker* said so.\n", "Tom", "Baker", "Tom Baker");
    assert_seen("markdown", "| a | b |\n|---|---|\n| Tom | Baker |\n", "Tom", "Baker", "Tom Baker");
    assert_seen("markdown", "A\\*B and \\a said.\n", "A", "said", "A*B and \\a said");
    assert_seen("markdown", "**Tom** said so.\n", "**", "Tom**", "Tom");
    assert_seen("plain", "**Tom** \\* and _Baker_ said so.\n", "**", "_ said", "**Tom** \\* and _Baker_ said");
    assert_seen("markdown", "Tom said.\n\n---\n\nSo there.\n", "---", "---", "---");
    assert_seen("markdown", "One said.\n\n- Two\n- **three**\n", "said", "three", "said.\nTwo\nthree");
    assert_seen_in(4, "markdown", "**Tom** Baker said.\n", "Tom", "Baker", "Tom ");
    assert_seen_in(4, "markdown", "**Tom**é Baker said.\n", "Tom", "Baker", "Tom");
    assert_seen_in(5, "markdown", "**Tom**é Baker said.\n", "Tom", "Baker", "Tomé");
    assert_seen_in(0, "markdown", "**Tom** said.\n", "Tom", "said", "");
    assert_seen("plain", "One said.\nTwo said.\n", "One", "Two", "One said.\nTwo");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats),
        cmocka_unit_test(empty_documents),
        cmocka_unit_test(blank_lines_part_paragraphs),
        cmocka_unit_test(line_ends),
        cmocka_unit_test(offsets_are_bytes),
        cmocka_unit_test(a_paragraph_a_line),
        cmocka_unit_test(wrapped_lines_are_joined),
        cmocka_unit_test(short_lines_of_wrapped_text),
        cmocka_unit_test(mail_quotes),
        cmocka_unit_test(plain_lists_and_rules),
        cmocka_unit_test(head_and_foot),
        cmocka_unit_test(no_false_headline),
        cmocka_unit_test(items_are_no_headline),
        cmocka_unit_test(bylines),
        cmocka_unit_test(timestamps),
        cmocka_unit_test(captions),
        cmocka_unit_test(furniture),
        cmocka_unit_test(long_blocks_are_body),
        cmocka_unit_test(inline_markup),
        cmocka_unit_test(line_breaks),
        cmocka_unit_test(links_and_images),
        cmocka_unit_test(headings),
        cmocka_unit_test(blocks_of_markdown),
        cmocka_unit_test(html),
        cmocka_unit_test(unclosed_comment),
        cmocka_unit_test(plain_comments),
        cmocka_unit_test(footnotes),
        cmocka_unit_test(front_matter_yaml),
        cmocka_unit_test(front_matter_toml),
        cmocka_unit_test(no_front_matter),
        cmocka_unit_test(parser_points_into_its_input),
        cmocka_unit_test(time_is_linear),
        cmocka_unit_test(nested_brackets),
        cmocka_unit_test(wide_table),
        cmocka_unit_test(heavy_paragraph),
        cmocka_unit_test(deep_quotes),
        cmocka_unit_test(seen_without_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
