#!/usr/bin/env python3
"""The symbols that the shared library exports are those that onrecord.h declares, and no others.

    exports.py NM LIBRARY HEADER
"""
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import Tap  # noqa: E402

DECLARATION = re.compile(r'\bONR_API\b[^;]*?\b(onr_\w+)\s*\(', re.S)
SANITIZERS = ('__asan', '__odr_asan', '__ubsan', '__sancov', '__lsan')


def declared(header):
    text = re.sub(r'/\*.*?\*/', '', pathlib.Path(header).read_text(encoding='utf-8'), flags=re.S)
    text = '\n'.join(line for line in text.splitlines() if not line.startswith('#'))
    return set(DECLARATION.findall(text))


def exported(nm, library):
    out = subprocess.run([nm, '-D', '--defined-only', library], check=True, capture_output=True, text=True).stdout
    names = {line.split()[-1].split('@')[0] for line in out.splitlines() if len(line.split()) >= 3}
    return {n for n in names if not n.startswith(SANITIZERS)}


def main(nm, library, header):
    tap = Tap()
    want, got = declared(header), exported(nm, library)
    tap.check('the header declares functions', [] if len(want) > 20 else [f'{len(want)} found: is it read right?'])
    tap.check('what is declared is exported', [f'{n} is not exported' for n in sorted(want - got)])
    tap.check('nothing else is exported', [f'{n} is exported' for n in sorted(got - want)])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
