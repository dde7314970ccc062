#!/bin/sh
# Compiles header.c as C11 and as C++11 with warnings that users of a library have on. TAP.
#   header.sh INCLUDE HEADER.C
include=$1
source=$2
count=0
failed=0

compile() {
    count=$((count + 1))
    what=$1
    shift
    if ! command -v "$1" >/dev/null 2>&1; then
        echo "ok $count - $what # SKIP no $1"
    elif told=$("$@" -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Werror -fsyntax-only \
        -I "$include" "$source" 2>&1); then
        echo "ok $count - $what"
    else
        echo "not ok $count - $what"
        echo "$told" | sed 's/^/# /'
        failed=1
    fi
}

compile 'C11' "${CC:-cc}" -std=c11 -Wstrict-prototypes -Wmissing-prototypes -Wc++-compat -x c
compile 'C++11' "${CXX:-c++}" -std=c++11 -Wold-style-cast -x c++
echo "1..$count"
exit $failed
