#!/usr/bin/env python3
"""Functions have at most 60 lines and files 800; half of the functions have 15 or fewer.

`sizes-exceptions` lists what may be longer, one on a line: FILE FUNCTION reason, or FILE - reason.
"""
import pathlib
import re
import statistics
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import Tap  # noqa: E402
from tree import ROOT, files, name  # noqa: E402

FUNCTION_LINES, FILE_LINES, MEDIAN_LINES = 60, 800, 15
GENERATED = ('grammars/prose/src/parser.c', 'grammars/prose/src/tree_sitter/')
HEAD = re.compile(r'\b(\w+)\s*\([^;]*$')


def functions(path):
    """(name, lines) of each function: its body stands between braces in the first column."""
    lines = path.read_text(encoding='utf-8').splitlines()
    start = None
    for at, line in enumerate(lines):
        if line.startswith('{'):
            head = at
            while head and lines[head - 1] and not lines[head - 1].startswith(('}', '#', '/', ' *')):
                head -= 1
            text = ' '.join(lines[head:at])
            found = re.search(r'(\w+)\s*\(', text)
            start = (found.group(1) if found else '?', at)
        elif line.startswith('}') and start:
            yield start[0], at - start[1] + 1
            start = None


def python_functions(path):
    import ast
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.end_lineno - node.lineno + 1


def read_exceptions():
    exceptions = {}
    path = pathlib.Path(__file__).parent / 'sizes-exceptions'
    for line in path.read_text(encoding='utf-8').splitlines():
        if line.strip() and not line.startswith('#'):
            words = line.split(None, 2)
            if len(words) < 3:
                raise SystemExit(f'sizes-exceptions: no reason: {line}')
            exceptions[words[0], words[1]] = words[2]
    return exceptions


def main():
    tap, exceptions, used = Tap(), read_exceptions(), set()
    long_functions, long_files, sizes = [], [], {'core': [], 'plugin': []}
    for path in files('.c', '.h', '.py'):
        where = name(path)
        if where.startswith(GENERATED):
            continue
        lines = len(path.read_text(encoding='utf-8').splitlines())
        if lines > FILE_LINES:
            long_files.append((where, '-', lines))
        for function, count in python_functions(path) if path.suffix == '.py' else functions(path):
            house = where.split('/')[0]
            if house in sizes:
                sizes[house].append(count)
            if count > FUNCTION_LINES:
                long_functions.append((where, function, count))
    for title, found in (('functions', long_functions), ('files', long_files)):
        used |= {(w, f) for w, f, _ in found}
        tap.check(f'{title} that are too long are known',
                  [f'{w} {f}: {n} lines' for w, f, n in found if (w, f) not in exceptions])
    tap.check('every exception is still one', [' '.join(e) for e in sorted(set(exceptions) - used)])
    for house, counts in sizes.items():
        middle = statistics.median(counts) if counts else 0
        tap.check(f'{house}: half of its functions have {MEDIAN_LINES} lines or fewer',
                  [] if 0 < middle <= MEDIAN_LINES else [f'the median of {len(counts)} is {middle}'])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
