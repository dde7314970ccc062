/*
 * Runs a fuzz target without an engine: on every file named and every file of a folder named, and on each of
 * them cut short and with bytes changed, so that seeds are plain tests. Prints TAP.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "target.h"

#define CUTS 24    /* places that each file is cut at */
#define CHANGES 64 /* times that bytes of each file are changed */

static FILE *out; /* where results go, whatever the target does with standard output */
static unsigned results;

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void run_changed(uint8_t *data, size_t size)
{
    static const char signs[] = "\"'“”‘’<>[](){}*_`#|&;:,.\n\r\t\\/-\xFF\x80\x00";
    uint32_t state = (uint32_t)size + 1;
    for (int change = 0; size && change < CHANGES; change++) {
        for (int i = 0; i < 4; i++)
            data[next_random(&state) % size] = (uint8_t)signs[next_random(&state) % sizeof signs];
        LLVMFuzzerTestOneInput(data, size);
    }
}

static void run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat about;
    if (!file || fstat(fileno(file), &about)) {
        perror(path);
        exit(2);
    }
    size_t size = (size_t)about.st_size;
    uint8_t *data = malloc(size ? size : 1);
    if (fread(data, 1, size, file) != size)
        exit(2);
    fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    for (size_t cut = 1; cut < CUTS && size; cut++)
        LLVMFuzzerTestOneInput(data, size * cut / CUTS);
    run_changed(data, size);
    free(data);
    fprintf(out, "ok %u - %s\n", ++results, path);
    fflush(out);
}

static void run_folder(const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char name[4096];
        snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            run_file(name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

int main(int argc, char **argv)
{
    out = fdopen(dup(STDOUT_FILENO), "w");
    for (int i = 1; i < argc; i++) {
        struct stat about;
        if (stat(argv[i], &about) == 0 && S_ISDIR(about.st_mode))
            run_folder(argv[i]);
        else
            run_file(argv[i]);
    }
    fprintf(out, "1..%u\n", results);
    fclose(out);
    return results ? 0 : 1;
}
