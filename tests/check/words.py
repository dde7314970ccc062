#!/usr/bin/env python3
"""The tree names no machine it was written on and holds no file over 3 MB."""
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import Tap  # noqa: E402
from tree import ROOT, files, name  # noqa: E402

MODEL = 'core/data/en/model.bin'
LARGEST = 3 << 20
# Written so that this file does not hold what it looks for.
FORBIDDEN = {
    'a folder of one machine': r'(?<![\w.-])/(?:wor[k]|roo[t]|home/\w+)/|bash[_]jobs',
    'a package registry': r'\b(?:registry[.]npmj[s]|npmj[s][.]com|pyp[i][.]org|crate[s][.]io|proxy[.]golan[g]'
                          r'|deb[.]debia[n])\b',
    'how it was written': r'\bhelpe[r] session|\bsessio[n] of the project|AI assistan[t]|language mode[l] wrote',
}


def text_of(path):
    data = path.read_bytes()
    if b'\0' in data[:4096]:
        return ''
    return data.decode('utf-8', 'replace')


def kept(paths):
    """Those that git does not ignore; all where git is not at hand."""
    ask = subprocess.run(['git', '-C', str(ROOT), 'check-ignore', '--stdin', '-z'], capture_output=True,
                         input=b'\0'.join(str(p).encode() for p in paths))
    ignored = set(ask.stdout.split(b'\0')) if ask.returncode == 0 else set()
    return [p for p in paths if str(p).encode() not in ignored]


def main():
    tap = Tap()
    paths = kept([p for p in files() if p.is_file() and not p.is_symlink()])
    texts = {p: text_of(p) for p in paths}
    for what, pattern in FORBIDDEN.items():
        problems = []
        for path, text in texts.items():
            for match in re.finditer(pattern, text, re.I):
                line = text.count('\n', 0, match.start()) + 1
                problems.append(f'{name(path)}:{line}: {match.group()}')
        tap.check(f'no file names {what}', problems)
    tap.check('no file but the model is over 3 MB', [f'{name(p)}: {p.stat().st_size} bytes' for p in paths
                                                     if p.stat().st_size > LARGEST and name(p) != MODEL])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
