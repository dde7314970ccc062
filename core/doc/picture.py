#!/usr/bin/env python3
"""Draws the report of a draft as the picture in the README.

    onrecord report --color always tests/drafts/port-merger.txt | core/doc/picture.py core/doc/report.svg [LINES]

Needs rich (from the Python registry). LINES cuts the report after so many lines.
"""
import io, re, sys
from rich.console import Console
from rich.text import Text

def main(argv):
    lines = sys.stdin.read().split('\n')
    if len(argv) > 1 and len(lines) > int(argv[1]):
        lines = lines[:int(argv[1])] + ['…']
    console = Console(record=True, width=84, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi('\n'.join(lines)))
    svg = console.export_svg(title='onrecord report port-merger.txt')
    svg = re.sub(r'@font-face \{.*?\}\s*', '', svg, flags=re.S)  # no font from elsewhere
    with open(argv[0], 'w', encoding='utf-8') as out:
        out.write(svg.replace('Fira Code, monospace', 'monospace'))

if __name__ == '__main__':
    main(sys.argv[1:])
