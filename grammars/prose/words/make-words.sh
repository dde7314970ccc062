#!/bin/sh
# Writes src/words.h from the lists beside this script: sh make-words.sh > ../src/words.h
# A word is ASCII letters and dots, WORD_MAX at most; lines that begin with # are comments.
set -eu
LC_ALL=C
export LC_ALL
here=$(dirname -- "$0")
word_max=24

cat <<'EOF'
/* Made by words/make-words.sh from the lists beside it: change those and run it again. */
#ifndef PROSE_WORDS_H
#define PROSE_WORDS_H

EOF
printf '/* Bytes of the longest word that the scanner keeps. */\n#define WORD_MAX %d\n' "$word_max"

for name in ambiguous elided numbered possessive starters titles; do
    sed -e 's/\r$//' -e 's/[[:space:]]*$//' -e '/^#/d' -e '/^$/d' "$here/$name.txt" | sort -u |
        awk -v name="$name" -v max="$word_max" '
            !/^[A-Za-z.]+$/ || length($0) > max {
                print name ".txt: not a word: " $0 > "/dev/stderr"
                bad = 1
                exit 1
            }
            length($0) > width { width = length($0) }
            { word[count++] = $0 }
            END {
                if (bad || !count)
                    exit 1
                printf "\nstatic const char %s_words[%d][%d] = {\n", name, count, width + 1
                for (i = 0; i < count; i++)
                    printf "    \"%s\",\n", word[i]
                print "};"
            }'
done

printf '\n#endif\n'
