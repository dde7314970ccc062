#!/bin/sh
# Builds onrecord with the address and undefined-behaviour sanitizers and runs its tests.
#
#   sh tests/run.sh            every test but the long ones
#   sh tests/run.sh long       the long ones
#   sh tests/run.sh NAME…      the tests of these names (meson test --list prints them)
#
# Installs what is missing with apt-get, asking for root only then; where nothing is missing, no network
# is needed. The last line is "N passed, N failed, N skipped". BUILD names another build folder.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build-tests}

# A command or a pkg-config module, and the Debian package that brings it.
commands='meson:meson ninja:ninja-build pkg-config:pkg-config cc:gcc c++:g++ nm:binutils python3:python3 git:git patch:patch'
modules='tree-sitter:libtree-sitter-dev md4c:libmd4c-dev jansson:libjansson-dev inih:libinih-dev libgit2:libgit2-dev libsodium:libsodium-dev libutf8proc:libutf8proc-dev zlib:zlib1g-dev cmocka:libcmocka-dev'

end() {
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
}

missing_packages() {
    for pair in $commands; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || printf ' %s' "${pair#*:}"
    done
    for pair in $modules; do
        pkg-config --exists "${pair%%:*}" 2>/dev/null || printf ' %s' "${pair#*:}"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

install_packages() {
    packages=$1
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "run.sh: missing:$packages (Debian's names); install them and run this again" >&2
        return 1
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        echo "run.sh: as root, run: apt-get install$packages" >&2
        return 1
    fi
    echo "Installing$packages"
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages </dev/null ||
        { as_root apt-get update -q </dev/null &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages </dev/null; }
}

packages=$(missing_packages)
if [ -n "$packages" ]; then
    install_packages "$packages" || end
fi

options='-Dtests=true -Dwerror=true -Dbuildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false'
[ -f "$build/build.ninja" ] && reconfigure=--reconfigure || reconfigure=
# shellcheck disable=SC2086
meson setup $reconfigure "$build" $options >"${TMPDIR:-/tmp}/onrecord-setup.$$" 2>&1 </dev/null
status=$?
[ $status -eq 0 ] || cat "${TMPDIR:-/tmp}/onrecord-setup.$$"
rm -f "${TMPDIR:-/tmp}/onrecord-setup.$$"
[ $status -eq 0 ] || end
ninja -C "$build" </dev/null || end

if [ "${1-}" = long ]; then
    shift
    set -- --suite long "$@"
fi
rm -f "$build/meson-logs/testlog.json"
meson test -C "$build" --print-errorlogs "$@" </dev/null
status=$?
python3 tests/summary.py "$build/meson-logs/testlog.json" || status=1
exit $status
