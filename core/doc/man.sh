#!/bin/sh
# Makes the manual page onrecord(3) of the public header and the example.
#   man.sh HEADER EXAMPLE VERSION OUT
set -eu

# C for roff: backslashes, what would be a request at the start of a line, real hyphens.
plain() {
    sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"
}

# Each part of the header under its title; what only compilers need is left out.
parts() {
    sed -e '/^#if/,/^#endif/d' -e '/^#include/d' -e '/^#endif/d' -e 's/ONR_API //' "$1" | awk '
        /^\/\* ---- / { gsub(/^\/\* -+ | *-+ \*\/$/, ""); printf "%s.SS %s\n.EX\n", (open ? ".EE\n" : ""), $0; open = 1; next }
        open { print }
        END { print ".EE" }' | sed -e '/^\.SS /b' -e '/^\.E[XE]$/b' -e 's/\\/\\e/g' -e 's/-/\\-/g'
}

{
    echo ".TH ONRECORD 3 \"\" \"onrecord $3\" \"Library functions\""
    cat <<'END'
.SH NAME
onrecord \- who says what in a news draft, as a library
.SH SYNOPSIS
.nf
.B #include <onrecord.h>
.PP
.B cc ... $(pkg\-config \-\-cflags \-\-libs onrecord)
.fi
.SH DESCRIPTION
END
    # The first comment of the header, as running text.
    awk '/^\/\*/ { on = 1; next } /\*\// { exit } on { sub(/^ \* ?/, ""); print ($0 == "" ? ".PP" : $0) }' "$1" |
        sed -e '/^\.PP$/b' -e 's/\\/\\e/g' -e 's/-/\\-/g'
    echo '.SH REFERENCE'
    parts "$1"
    echo '.SH EXAMPLE'
    echo .EX
    plain <"$2"
    echo .EE
    echo '.SH SEE ALSO'
    echo '.BR onrecord (1)'
} >"$4"
