/*
 * rulec: rule files -> one read-only table.
 *
 *     rulec OUT.c LIST.txt… -- RULE.rule…
 *
 * The lists are named in the order of their enum (packc), so that a rule's list becomes its number.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "rule/rule.h"

struct lists {
    char **files; /* count names of files */
    int count;    /* how many */
};

static const char *base_name(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

static int find_list(void *context, const char *name)
{
    const struct lists *lists = context;
    size_t length = strlen(name);
    for (int i = 0; i < lists->count; i++) {
        const char *base = base_name(lists->files[i]);
        if (strncmp(base, name, length) == 0 && strcmp(base + length, ".txt") == 0)
            return i;
    }
    return -1;
}

static char *read_file(const char *file, size_t *length)
{
    FILE *in = fopen(file, "rb");
    static char bytes[1 << 18];
    *length = in ? fread(bytes, 1, sizeof bytes, in) : 0;
    if (!in || *length == sizeof bytes) {
        fprintf(stderr, "rulec: %s: cannot be read\n", file);
        exit(1);
    }
    fclose(in);
    return bytes;
}

static void write_text(FILE *out, const char *name, const char *text)
{
    fprintf(out, ".%s=\"", name);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', out);
        if (*text == '\n')
            fputs("\\n", out);
        else
            fputc(*text, out);
    }
    fputs("\",", out);
}

static void write_float(FILE *out, const char *name, float number)
{
    fprintf(out, ".%s=%a,", name, (double)number);
}

static void write_edits(FILE *out, const struct onr_rule_spec *spec)
{
    fprintf(out, ".edit_count=%u,.edits={", spec->edit_count);
    for (int i = 0; i < spec->edit_count; i++) {
        const struct onr_edit_spec *edit = &spec->edits[i];
        fputs("{", out);
        write_text(out, "title", edit->title);
        write_text(out, "text", edit->text);
        if (edit->when)
            write_text(out, "when", edit->when);
        fprintf(out, ".where={%u,%uu},.kind=%u,.place=%u,.safe=%d},", edit->where.attribute,
                (unsigned)edit->where.values, edit->kind, edit->place, edit->safe);
    }
    fputs("},", out);
}

static void write_spec(FILE *out, const struct onr_rule_spec *spec)
{
    const struct onr_rule *rule = &spec->rule;
    fputs("{.rule={", out);
    write_text(out, "id", rule->id);
    write_text(out, "title", rule->title);
    write_text(out, "message", rule->message);
    write_text(out, "why", rule->why);
    write_text(out, "fix", rule->fix);
    write_text(out, "traps", rule->traps);
    fputs(".severity={", out);
    for (int i = 0; i < ONR_PROFILES; i++)
        fprintf(out, "%u,", rule->severity[i]);
    fprintf(out, "}},.kind=%u,.subject=%u,.place=%u,.where_count=%u,.points_count=%u,.share=%d,.list=%d,.except=%d,",
            spec->kind, spec->subject, spec->place, spec->where_count, spec->points_count, spec->share, spec->list,
            spec->except);
    fputs(".where={", out);
    for (int i = 0; i < spec->where_count; i++)
        fprintf(out, "{%u,%uu},", spec->where[i].attribute, (unsigned)spec->where[i].values);
    fputs("},.points={", out);
    for (int i = 0; i < spec->points_count; i++)
        fprintf(out, "{%u,%uu,%a},", spec->points[i].attribute, (unsigned)spec->points[i].values,
                (double)spec->points[i].points);
    fprintf(out, "},.silent={%u,%uu},.doubt_count=%u,.doubt={", spec->silent.attribute, (unsigned)spec->silent.values,
            spec->doubt_count);
    for (int i = 0; i < spec->doubt_count; i++)
        fprintf(out, "{%u,%uu},", spec->doubt[i].attribute, (unsigned)spec->doubt[i].values);
    fputs("},.threshold={", out);
    for (int i = 0; i < ONR_PROFILES; i++)
        fprintf(out, "%a,", (double)spec->threshold[i]);
    fputs("},", out);
    fprintf(out, ".milder=%d,", spec->milder);
    write_float(out, "milder_points", spec->milder_points);
    write_float(out, "rate", spec->rate);
    write_float(out, "cap", spec->cap);
    write_edits(out, spec);
    fputs("},\n", out);
}

static void check_name(const char *file, const char *id)
{
    const char *base = base_name(file);
    size_t length = strlen(id);
    if (strncmp(base, id, length) == 0 && strcmp(base + length, ".rule") == 0)
        return;
    fprintf(stderr, "rulec: %s:1: the id is “%s”; name the file after it\n", file, id);
    exit(1);
}

int main(int argc, char **argv)
{
    int parting = 2;
    while (parting < argc && strcmp(argv[parting], "--") != 0)
        parting++;
    if (parting + 1 >= argc) {
        fputs("usage: rulec OUT.c LIST… -- RULE…\n", stderr);
        return 2;
    }
    struct lists lists = {argv + 2, parting - 2};
    struct onr_arena arena;
    onr_arena_init(&arena);
    FILE *out = fopen(argv[1], "w");
    if (!out) {
        fprintf(stderr, "rulec: %s: cannot be written\n", argv[1]);
        return 1;
    }
    fputs("/* Made by rulec. */\n#include \"rule/rule.h\"\nstatic const struct onr_rule_spec specs[] = {\n", out);
    for (int i = parting + 1; i < argc; i++) {
        struct onr_rule_spec spec;
        struct onr_error error = {0};
        size_t length;
        char *bytes = read_file(argv[i], &length);
        if (onr_rule_read(&spec, &arena, bytes, length, find_list, &lists, &error)) {
            fprintf(stderr, "rulec: %s:%llu: %s\n", argv[i], (unsigned long long)error.offset, error.text);
            return 1;
        }
        check_name(argv[i], spec.rule.id);
        write_spec(out, &spec);
    }
    fprintf(out, "};\nconst struct onr_rule_spec *onr_built_in_rules(uint32_t *count)\n{\n    *count = %d;\n    return specs;\n}\n",
            argc - parting - 1);
    onr_arena_finish(&arena);
    return fclose(out) ? 1 : 0;
}
