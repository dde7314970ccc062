#!/usr/bin/env python3
"""No writable memory outlives an analysis: the core holds no variable that is global or static.

    statics.py NM ARCHIVE

Pointers that the loader fills in and then locks (.data.rel.ro) are constants. EXCEPTIONS names what may be
writable all the same, each with a reason.
"""
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import Tap  # noqa: E402

EXCEPTIONS = {
    # 'name': 'reason',
}
WRITABLE = ('.data', '.bss', '.tdata', '.tbss', '*COM*', 'COMMON')
LOCKED = '.data.rel.ro'


def symbols(nm, archive):
    """(member, name, section) of all objects in it."""
    out = subprocess.run([nm, '--format=sysv', archive], check=True, capture_output=True, text=True).stdout
    member = '?'
    for line in out.splitlines():
        if line.startswith(('Symbols from', 'Undefined symbols from')):
            member = line.split('[')[-1].rstrip(']:')
        cells = [c.strip() for c in line.split('|')]
        if len(cells) == 7 and cells[0] != 'Name':
            yield member, cells[0], cells[6].split('\t')[-1]


def main(nm, archive):
    tap = Tap()
    found = list(symbols(nm, archive))
    writable = [(m, n, s) for m, n, s in found if s.startswith(WRITABLE) and not s.startswith(LOCKED)]
    names = {n for _, n, _ in writable}
    constants = [n for _, n, s in found if s.startswith('.rodata')]
    tap.check('the archive is read right', [] if len(constants) > 10 else [f'{len(constants)} constants found'])
    tap.check('nothing writable is global or static',
              [f'{n} in {m} ({s})' for m, n, s in writable if n not in EXCEPTIONS])
    tap.check('every exception is there', [f'{n} is not' for n in sorted(set(EXCEPTIONS) - names)])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
