/*
 * binc: a model's bytes -> one read-only table of int8_t.
 *
 *     binc OUT.c HEADER NAME ROWS COLUMNS FILE
 */
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    if (argc != 7) {
        fputs("usage: binc OUT.c HEADER NAME ROWS COLUMNS FILE\n", stderr);
        return 2;
    }
    long columns = strtol(argv[5], NULL, 10), count = 0;
    FILE *in = fopen(argv[6], "rb"), *out = fopen(argv[1], "w");
    if (!in || !out || columns < 1) {
        fprintf(stderr, "binc: %s: cannot be read, or %s not written\n", argv[6], argv[1]);
        return 1;
    }
    fprintf(out, "/* Made by binc. */\n#include \"%s\"\nconst int8_t %s[%s][%s] = {\n", argv[2], argv[3], argv[4], argv[5]);
    for (int byte; (byte = fgetc(in)) != EOF; count++)
        fprintf(out, "%s%d%s", count % columns ? "" : "{", byte < 128 ? byte : byte - 256,
                count % columns == columns - 1 ? "},\n" : ",");
    fputs("};\n", out);
    if (count != strtol(argv[4], NULL, 10) * columns) {
        fprintf(stderr, "binc: %s: %ld bytes, not %s times %s; train the model anew\n", argv[6], count, argv[4], argv[5]);
        return 1;
    }
    fclose(in);
    return fclose(out) ? 1 : 0;
}
