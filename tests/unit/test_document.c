/* Reading drafts: files that are there and that are not, encodings and the way back, folders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "document/document.h"
#include "document/folder.h"

/* A folder of its own for the test, entered; *state is its name. */
static int enter_folder(void **state)
{
    char *name = strdup("/tmp/onrecord-document-XXXXXX");
    *state = name;
    return name && mkdtemp(name) && chdir(name) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    int status = chdir("/") == 0 ? system(command) : -1;
    free(*state);
    return status;
}

static void put(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void put_text(const char *path, const char *text)
{
    put(path, text, strlen(text));
}

static int read_draft(struct onr_document *document, const char *path, const char *encoding,
                      struct onr_problem *problem)
{
    struct onr_reading reading = {.encoding = encoding};
    return onr_document_read(document, path, &reading, problem);
}

static void reads_a_file_as_it_stands(void **state)
{
    struct onr_document document;
    struct onr_problem problem;
    (void)state;
    put("a.md", "a\r\n\xff\0b", 6);
    assert_int_equal(read_draft(&document, "a.md", NULL, &problem), 0);
    assert_int_equal(document.length, 6);
    assert_int_equal(document.original_length, 6);
    assert_memory_equal(document.bytes, "a\r\n\xff\0b", 6);
    assert_string_equal(document.path, "a.md");
    assert_string_equal(document.format, "markdown");
    assert_int_equal(onr_document_offset(&document, 5), 5);
    onr_document_free(&document);
}

static void reads_an_empty_file(void **state)
{
    struct onr_document document;
    struct onr_problem problem;
    (void)state;
    put_text("empty.txt", "");
    assert_int_equal(read_draft(&document, "empty.txt", "windows-1252", &problem), 0);
    assert_int_equal(document.length, 0);
    assert_int_equal(onr_document_offset(&document, 0), 0);
    onr_document_free(&document);
}

static void a_missing_file_is_never_text(void **state)
{
    struct onr_document document;
    struct onr_problem problem;
    (void)state;
    assert_int_equal(read_draft(&document, "Sources said.", NULL, &problem), -1);
    assert_non_null(strstr(problem.text, "no such file"));
}

static void a_folder_is_no_draft(void **state)
{
    struct onr_document document;
    struct onr_problem problem;
    (void)state;
    assert_int_equal(read_draft(&document, ".", NULL, &problem), -1);
    assert_non_null(strstr(problem.text, "folder"));
}

/* Each character boundary of the converted text leads to the same character of the file. */
static void assert_leads_back(const struct onr_document *document, const uint32_t *starts,
                              uint32_t count)
{
    uint32_t character = 0;
    for (uint32_t i = 0; i <= document->length; i++) {
        if (i < document->length && ((unsigned char)document->bytes[i] & 0xC0) == 0x80)
            continue;
        assert_true(character < count);
        assert_int_equal(onr_document_offset(document, i), starts[character]);
        character++;
    }
    assert_int_equal(character, count);
}

static void converts_windows_1252(void **state)
{
    static const char original[] = "\x93No,\x94 he said. Caf\xe9 \x80"
                                   "5";
    uint32_t starts[sizeof original];
    struct onr_document document;
    struct onr_problem problem;
    (void)state;
    for (uint32_t i = 0; i < sizeof original; i++)
        starts[i] = i;
    put_text("w.txt", original);
    assert_int_equal(read_draft(&document, "w.txt", "windows-1252", &problem), 0);
    assert_memory_equal(document.bytes, "\xe2\x80\x9cNo,\xe2\x80\x9d", 9);
    assert_int_equal(document.original_length, sizeof original - 1);
    assert_leads_back(&document, starts, sizeof original);
    onr_document_free(&document);
}

static void converts_utf_16_with_its_mark(void **state)
{
    static const char original[] = "\xff\xfe"
                                   "a\0\x1c\x20"
                                   "b\0\x3d\xd8\x00\xde"
                                   "c\0";
    static const uint32_t starts[] = {2, 4, 6, 8, 12, 14};
    struct onr_document document;
    struct onr_problem problem;
    (void)state;
    put("u.txt", original, sizeof original - 1);
    assert_int_equal(read_draft(&document, "u.txt", "UTF-16", &problem), 0);
    assert_int_equal(document.length, 1 + 3 + 1 + 4 + 1);
    assert_memory_equal(document.bytes,
                        "a\xe2\x80\x9c"
                        "b\xf0\x9f\x98\x80"
                        "c",
                        10);
    assert_leads_back(&document, starts, 6);
    onr_document_free(&document);
}

static void converts_characters_of_mixed_width(void **state)
{
    static const char original[] =
        "a\x83\x65\xb1 \x83\x58\x83\x67z"; /* Shift JIS: half and full width */
    static const uint32_t starts[] = {0, 1, 3, 4, 5, 7, 9, 10};
    struct onr_document document;
    struct onr_problem problem;
    (void)state;
    put_text("s.txt", original);
    assert_int_equal(read_draft(&document, "s.txt", "SHIFT_JIS", &problem), 0);
    assert_leads_back(&document, starts, 8);
    onr_document_free(&document);
}

static void the_map_is_small(void **state)
{
    struct onr_document document;
    struct onr_problem problem;
    char text[10000];
    (void)state;
    memset(text, 'x', sizeof text);
    text[5000] = '\x93';
    put("long.txt", text, sizeof text);
    assert_int_equal(read_draft(&document, "long.txt", "windows-1252", &problem), 0);
    assert_int_equal(document.map.count, 3);
    assert_int_equal(onr_document_offset(&document, 10002), 10000);
    onr_document_free(&document);
}

static void tells_the_byte_that_is_wrong(void **state)
{
    struct onr_document document;
    struct onr_problem problem;
    (void)state;
    put("bad.txt", "a\0b\0c", 5);
    assert_int_equal(read_draft(&document, "bad.txt", "UTF-16LE", &problem), -1);
    assert_non_null(strstr(problem.text, "byte 4 "));
    assert_non_null(strstr(problem.text, "UTF-16LE"));
    put_text("ascii.txt", "abc\xe9");
    assert_int_equal(read_draft(&document, "ascii.txt", "ASCII", &problem), -1);
    assert_non_null(strstr(problem.text, "byte 3 "));
    assert_int_equal(read_draft(&document, "ascii.txt", "no-such-encoding", &problem), -1);
    assert_non_null(strstr(problem.text, "no-such-encoding"));
}

/* The paths a walk met, one on a line. */
struct met {
    char paths[1000];
    unsigned long most; /* the walk is ended after so many; 0 for never */
    unsigned long count;
};

static bool meet(void *context, const char *path)
{
    struct met *met = context;
    strcat(strcat(met->paths, path), "\n");
    return ++met->count != met->most;
}

static void meet_problem(void *context, const char *path, const char *text)
{
    struct met *met = context;
    (void)text;
    strcat(strcat(strcat(met->paths, "problem "), path), "\n");
}

static bool ignore_b(void *context, const char *path, bool folder)
{
    (void)context;
    (void)folder;
    return strstr(path, "b") != NULL;
}

static void make_tree(void)
{
    mkdir("t", 0755);
    mkdir("t/b", 0755);
    mkdir("t/.hidden", 0755);
    put_text("t/z.txt", "");
    put_text("t/a.MD", "");
    put_text("t/picture.png", "");
    put_text("t/README", "");
    put_text("t/.secret.txt", "");
    put_text("t/.hidden/x.txt", "");
    put_text("t/b/y.markdown", "");
    assert_int_equal(symlink("..", "t/b/up"), 0);
    assert_int_equal(symlink("nowhere.txt", "t/gone.txt"), 0);
}

static void walks_in_the_order_of_names(void **state)
{
    struct met met = {.most = 0};
    struct onr_walk walk = {&met, meet, meet_problem, NULL};
    (void)state;
    make_tree();
    assert_int_equal(onr_folder_walk("t", &walk), 3);
    assert_string_equal(met.paths, "t/a.MD\nt/b/y.markdown\nproblem t/gone.txt\nt/z.txt\n");
}

static void a_walk_can_be_narrowed_and_ended(void **state)
{
    struct met met = {.most = 0};
    struct onr_walk walk = {&met, meet, meet_problem, ignore_b};
    (void)state;
    make_tree();
    assert_int_equal(onr_folder_walk("t/", &walk), 2);
    assert_string_equal(met.paths, "t/a.MD\nproblem t/gone.txt\nt/z.txt\n");
    met = (struct met){.most = 1};
    walk.ignored = NULL;
    assert_int_equal(onr_folder_walk("t", &walk), 1);
    assert_string_equal(met.paths, "t/a.MD\n");
}

static void a_missing_folder_is_a_problem(void **state)
{
    struct met met = {.most = 0};
    struct onr_walk walk = {&met, meet, meet_problem, NULL};
    (void)state;
    assert_int_equal(onr_folder_walk("none", &walk), 0);
    assert_string_equal(met.paths, "problem none\n");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(reads_a_file_as_it_stands),
        IN_FOLDER(reads_an_empty_file),
        IN_FOLDER(a_missing_file_is_never_text),
        IN_FOLDER(a_folder_is_no_draft),
        IN_FOLDER(converts_windows_1252),
        IN_FOLDER(converts_utf_16_with_its_mark),
        IN_FOLDER(converts_characters_of_mixed_width),
        IN_FOLDER(the_map_is_small),
        IN_FOLDER(tells_the_byte_that_is_wrong),
        IN_FOLDER(walks_in_the_order_of_names),
        IN_FOLDER(a_walk_can_be_narrowed_and_ended),
        IN_FOLDER(a_missing_folder_is_a_problem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
