#!/bin/sh
# Makes the manual page onrecord(1) of what the program itself says.
#   man.sh PROGRAM OUT
set -eu
program=$1

# Text as it stands, for roff: backslashes, what would be a request at the start of a line, real hyphens.
plain() {
    sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"
}

example() {
    echo .EX
    plain
    echo .EE
}

commands=$("$program" help | awk '/^Commands$/ { on = 1; next } /^$/ { on = 0 } on { print $1 }')
version=$("$program" --version)
{
    echo ".TH ONRECORD 1 \"\" \"$version\" \"User commands\""
    echo '.SH NAME'
    echo 'onrecord \- show who says what in a news draft, and how openly it is sourced'
    echo '.SH SYNOPSIS'
    for command in $commands; do
        echo '.br'
        "$program" help "$command" | sed -n 1p | plain
    done
    echo '.SH DESCRIPTION'
    "$program" help | example
    for command in $commands; do
        echo ".SH ONRECORD $(echo "$command" | tr '[:lower:]' '[:upper:]')"
        "$program" help "$command" | sed 1,2d | example
    done
    echo '.SH FORMATS'
    "$program" help formats | example
    echo '.SH SEE ALSO'
    echo '.BR onrecord (3)'
} >"$2"
