#!/bin/sh
# Makes the parser and the word tables again and compares them with those checked in.
#
#   regenerate.sh GRAMMAR_FOLDER
#
# $TREE_SITTER, or tree-sitter in PATH, makes the parser; without one that part is left out and the
# status is 77 ("skipped"). Releases from 0.22 on write the same tables with other spellings, which
# `plain` takes out: the first comment, two macros, names of types and of a field, state numbers.
set -u
LC_ALL=C
export LC_ALL
grammar=$1
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
failed=0
skipped=0

# result STATUS NUMBER NAME
result() {
    if [ "$1" -eq 0 ]; then
        echo "ok $2 - $3"
    else
        echo "not ok $2 - $3"
        failed=1
    fi
}

plain() {
    sed -e '/^\/\* Automatically @\{0,1\}generated/d' -e '/^$/d' \
        -e '/^#define MAX_RESERVED_WORD_SET_SIZE /d' -e '/^#define SUPERTYPE_COUNT /d' \
        -e 's/TSMapSlice/TSFieldMapSlice/g' -e 's/TSLexerMode/TSLexMode/g' \
        -e 's/\[STATE(\([0-9]*\))\]/[\1]/g' -e 's/\.abi_version/.version/' \
        -e 's/(const void\*)ts_lex_modes/ts_lex_modes/' "$1"
}

echo 1..2
sh "$grammar/words/make-words.sh" >"$work/words.h" && cmp -s "$work/words.h" "$grammar/src/words.h"
result $? 1 'src/words.h is what words/make-words.sh writes'

tree_sitter=${TREE_SITTER:-tree-sitter}
if ! command -v "$tree_sitter" >/dev/null 2>&1; then
    echo 'ok 2 - src/parser.c # SKIP no tree-sitter command; name one in $TREE_SITTER'
    skipped=1
else
    mkdir -p "$work/prose"
    cp "$grammar/grammar.js" "$grammar/tree-sitter.json" "$grammar/package.json" "$work/prose"
    (cd "$work/prose" && "$tree_sitter" generate --abi 14) >"$work/log" 2>&1 &&
        plain "$work/prose/src/parser.c" >"$work/made" &&
        plain "$grammar/src/parser.c" >"$work/kept" && cmp -s "$work/made" "$work/kept"
    status=$?
    result $status 2 'src/parser.c is what tree-sitter generate writes'
    if [ $status -ne 0 ]; then
        { cat "$work/log"; diff "$work/kept" "$work/made"; } 2>&1 | head -n 40 | sed 's/^/# /'
    fi
fi

if [ $failed -ne 0 ]; then
    exit 1
fi
[ $skipped -eq 0 ] || exit 77
