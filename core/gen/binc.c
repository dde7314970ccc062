/*
 * binc: a file -> a C source that builds its bytes in as they are, with a 0 behind them.
 *
 *     binc OUT.c SYMBOL FILE
 *
 * The source names the file for the assembler and holds a hash of it, so that a new model is a new source.
 */
#include <stdio.h>

#include "base/hash.h"

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: binc OUT.c SYMBOL FILE\n", stderr);
        return 2;
    }
    FILE *in = fopen(argv[3], "rb"), *out = fopen(argv[1], "w");
    if (!in || !out) {
        fprintf(stderr, "binc: %s: cannot be read, or %s not written\n", argv[3], argv[1]);
        return 1;
    }
    uint64_t hash = ONR_HASH_START;
    for (int byte; (byte = fgetc(in)) != EOF;)
        hash = onr_hash_byte(hash, (unsigned char)byte);
    fprintf(out, "/* Made by binc from a file with the hash %016llx. */\n"
                 "__asm__(\".section .rodata\\n.balign 64\\n.global %s\\n.hidden %s\\n%s:\\n.incbin \\\"%s\\\"\\n.byte 0\\n.previous\\n\");\n"
                 "extern const unsigned char %s[];\n",
            (unsigned long long)hash, argv[2], argv[2], argv[2], argv[3], argv[2]);
    fclose(in);
    return fclose(out) ? 1 : 0;
}
