#!/bin/sh
# Builds onrecord, installs it under ~/.local and shows the report of a draft.
#
#   plugin/quickstart.sh [DRAFT]
#
# What is missing is installed with apt; that alone needs root, through sudo. Running it again is safe:
# what is there already is kept.
set -eu

fail() {
    printf 'quickstart: %s\n' "$*" >&2
    exit 1
}

say() {
    printf '== %s\n' "$*"
}

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
prefix=${HOME:?is not set}/.local
build=$root/build
packages='gcc libc6-dev meson ninja-build pkg-config libtree-sitter-dev libmd4c-dev libjansson-dev libinih-dev libgit2-dev libsodium-dev libutf8proc-dev zlib1g-dev'

case ${1-} in
-h | --help)
    sed -n '2,7s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
-*) fail "there is no option $1; name a draft, or nothing" ;;
esac
[ $# -le 1 ] || fail 'one draft at a time; onrecord report takes several once it is installed'
draft=${1-$root/tests/drafts/ministry-purge.txt}
[ -f "$draft" ] || fail "there is no draft $draft; check its name"

install_packages() {
    command -v apt-get >/dev/null 2>&1 ||
        fail "this system has no apt; install what these Debian packages hold, then run meson yourself: $packages"
    missing=
    for package in $packages; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
            missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    say "installing:$missing"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || fail "ask someone with root to run: apt-get install$missing"
        as_root=sudo
    fi
    # shellcheck disable=SC2086 # the list is split on purpose
    $as_root apt-get install -y --no-install-recommends $missing ||
        { $as_root apt-get update && $as_root apt-get install -y --no-install-recommends $missing; } ||
        fail "apt could not install:$missing"
}

build_program() {
    if [ -f "$build/build.ninja" ]; then
        meson configure "$build" --prefix "$prefix" --buildtype release
    else
        meson setup "$build" "$root" --prefix "$prefix" --buildtype release
    fi || fail "meson could not set up $build; remove that folder and run this again"
    meson compile -C "$build" || fail 'it does not build; the first error above says why'
    meson install -C "$build" --quiet || fail "it could not be installed under $prefix"
}

install_packages
say "building in $build"
build_program
say "installed: $prefix/bin/onrecord"
case :${PATH-}: in
*:"$prefix/bin":*) ;;
*) say "$prefix/bin is not on your PATH; add this line to ~/.profile: PATH=\"\$HOME/.local/bin:\$PATH\"" ;;
esac
say "the report of $draft"
exec "$prefix/bin/onrecord" report "$draft"
