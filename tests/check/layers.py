#!/usr/bin/env python3
"""Reads every #include of the sources and holds the order of the rooms that stands in `layers`."""
import pathlib
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import Tap  # noqa: E402
from tree import ROOT, files, name  # noqa: E402

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
PUBLIC = 'onrecord.h'


class Layers:
    def __init__(self, text):
        self.houses, self.apart, self.only = {}, [], {}
        for line in text.splitlines():
            key, _, rest = line.partition(':')
            words = rest.split()
            if key == 'house':
                self.houses[words[0]] = words[1:]
            elif key == 'apart':
                self.apart.append(set(words))
            elif key == 'only':
                self.only[words[0]] = set(words[1:])
            elif line.strip() and not line.startswith('#'):
                raise SystemExit(f'layers: no line begins “{key}”')

    def room_of_header(self, house, header):
        """(house, room) that a quoted header lies in, or None for one beside its file or a generated one."""
        first = header.split('/')[0]
        if header == PUBLIC:
            return 'core', 'include'
        for candidate in (house, *[h for h in self.houses if h != house]):
            if '/' in header and first in self.houses[candidate] and (ROOT / candidate / header).exists():
                return candidate, first
        return None

    def problem(self, house, room, header, quoted):
        """What is wrong with a room including a header, or None."""
        here = f'{house}/{room}'
        if header in self.only and here not in self.only[header]:
            return f'only {", ".join(sorted(self.only[header]))} may'
        where = self.room_of_header(house, header) if quoted else None
        if where is None:
            return None
        there = '/'.join(where)
        if {here, there} in self.apart:
            return 'they are to stay apart'
        if where[0] != house:
            return None if where == ('core', 'include') else f'{there} is no way into {where[0]}'
        rooms = self.houses[house]
        return None if rooms.index(where[1]) <= rooms.index(room) else f'{there} comes later'


def includes(path):
    return [(kind == '"', header) for kind, header in INCLUDE.findall(path.read_text(encoding='utf-8'))]


def main():
    layers = Layers((pathlib.Path(__file__).parent / 'layers').read_text(encoding='utf-8'))
    tap = Tap()
    for house, rooms in layers.houses.items():
        there = {p.name for p in (ROOT / house).iterdir() if p.is_dir() and any(files('.c', '.h', under=p))}
        unknown = there - set(rooms) - {'gen'}
        tap.check(f'{house}: every room has its place', [f'{r} stands in no line of layers' for r in sorted(unknown)])
        for room in rooms:
            problems = []
            for path in files('.c', '.h', under=ROOT / house / room):
                for quoted, header in includes(path):
                    problem = layers.problem(house, room, header, quoted)
                    problems += [f'{name(path)} includes {header}: {problem}'] if problem else []
            tap.check(f'{house}/{room} uses only rooms before it', problems)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
