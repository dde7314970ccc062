/* Quotations: what each is, how deep it lies, and what carries it on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "reading.h"

/* All quotations of a text, one on a line: "kind depth words text". */
static void assert_quotations(const char *text, const char *expected)
{
    struct reading r;
    char all[2000] = "";
    reading_open(&r, text, "plain");
    for (uint32_t i = 0; i < r.prose.quotes.count; i++) {
        const struct onr_quotation *q = &r.prose.quotes.at[i].record;
        size_t length = strlen(all);
        snprintf(all + length, sizeof all - length, "%s %u %u %s\n", onr_quotation_kind_name(q->kind), q->depth, q->words,
                 reading_slice(&r, q->span.start, q->span.end));
    }
    reading_close(&r);
    assert_string_equal(all, expected);
}

static void speech(void **state)
{
    (void)state;
    assert_quotations("“It is done and gone,” he said.", "direct 1 5 “It is done and gone,”\n");
    assert_quotations("He said: \"We hope the company receives a fair treatment.\"",
                      "direct 1 8 \"We hope the company receives a fair treatment.\"\n");
    assert_quotations("“No,” he said.", "direct 1 1 “No,”\n");
    assert_quotations("“Who pays?” she asked.", "direct 1 2 “Who pays?”\n");
}

static void fragments(void **state)
{
    (void)state;
    assert_quotations("He called it a “mess” and left.", "partial 1 1 “mess”\n");
    assert_quotations("It was “at risk of collapse” then.", "partial 1 4 “at risk of collapse”\n");
}

static void titles_are_no_speech(void **state)
{
    (void)state;
    assert_quotations("A copy of the “5G Security Architecture White Paper” lies there.",
                      "title 1 5 “5G Security Architecture White Paper”\n");
    assert_quotations("She wrote the novel “The Old Man of the Port” in May.", "title 1 6 “The Old Man of the Port”\n");
}

static void nesting(void **state)
{
    (void)state;
    assert_quotations("“He told me ‘it is over now’ twice,” she said.",
                      "direct 1 8 “He told me ‘it is over now’ twice,”\npartial 2 4 ‘it is over now’\n");
    assert_quotations("‘He said “no” to us all,’ she said.",
                      "direct 1 6 ‘He said “no” to us all,’\npartial 2 1 “no”\n");
}

static void apostrophes_open_nothing(void **state)
{
    (void)state;
    assert_quotations("It's the workers' port, isn't it? The '90s were Ana’s.", "");
    assert_quotations("He is 5'9\" tall.", "");
}

static void a_quotation_runs_on(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "“We had no choice at all.\n\n“It was that or nothing,” he said.\n", "plain");
    assert_int_equal(r.prose.quotes.count, 2);
    assert_true(r.prose.quotes.at[0].running);
    assert_int_equal(r.prose.quotes.at[0].close.end, 0);
    assert_int_equal(r.prose.quotes.at[1].continues, 0);
    assert_false(r.prose.quotes.at[1].running);
    assert_int_equal(r.prose.quotes.at[1].record.kind, ONR_QUOTATION_DIRECT);
    reading_close(&r);
}

static void a_quotation_that_is_never_closed(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "“We had no choice at all.\n\nThe mayor left.\n\n“Well,” he said.\n", "plain");
    assert_int_equal(r.prose.quotes.count, 2);
    assert_false(r.prose.quotes.at[0].running);
    assert_int_equal(r.prose.quotes.at[1].continues, ONR_NONE);
    assert_true(r.prose.quotes.at[0].record.span.end <= 28); /* it ends with its paragraph */
    reading_close(&r);
}

static void other_marks(void **state)
{
    (void)state;
    assert_quotations("«It is over and done.»", "direct 1 5 «It is over and done.»\n");
    assert_quotations("'It is over and done,' he said.", "direct 1 5 'It is over and done,'\n");
}

static void every_token_of_a_quotation_is_inside_it(void **state)
{
    struct reading r;
    (void)state;
    reading_open(&r, "“A ‘b “c” d’ e,” he said. “F.” G “h", "plain");
    for (uint32_t i = 0; i < r.prose.quotes.count; i++) {
        const struct onr_quote *q = &r.prose.quotes.at[i];
        for (uint32_t t = q->first_token; t < q->first_token + q->token_count; t++) {
            assert_true(r.prose.tokens.at[t].start >= q->record.span.start);
            assert_true(r.prose.tokens.at[t].end <= q->record.span.end);
        }
        if (q->parent != ONR_NONE)
            assert_int_equal(r.prose.quotes.at[q->parent].record.depth + 1, q->record.depth);
    }
    reading_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speech),
        cmocka_unit_test(fragments),
        cmocka_unit_test(titles_are_no_speech),
        cmocka_unit_test(nesting),
        cmocka_unit_test(apostrophes_open_nothing),
        cmocka_unit_test(a_quotation_runs_on),
        cmocka_unit_test(a_quotation_that_is_never_closed),
        cmocka_unit_test(other_marks),
        cmocka_unit_test(every_token_of_a_quotation_is_inside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
