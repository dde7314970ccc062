#!/bin/sh
# Prints a text file as a C array with a NUL behind it: embed.sh SYMBOL FILE
set -eu
printf '/* Made by embed.sh. */\nextern const unsigned char %s[];\nconst unsigned char %s[] =\n' "$1" "$1"
sed 's/["\\]/\\&/g; s/.*/"&\\n"/' "$2"
echo ';'
