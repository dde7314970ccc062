#!/usr/bin/env python3
"""Runs the cases beside it and prints TAP: one result for each line of each case's `expected`.

    run.py PROGRAM BLOCKS [--owe] [CASE…]

PROGRAM is onrecord, BLOCKS the build's test helper that prints the blocks of a draft. What a case is made
of stands in README.md. --owe puts a debt before each line that is not met and takes out those that are paid:
read the difference before you keep it, and give each a better reason than the one it writes.
"""
import functools
import json
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import ProgramFailed, Tap, analyze, run  # noqa: E402
import expect  # noqa: E402
from words import Bad, Draft  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
DRAFTS = {'draft.txt', 'draft.md'}
KNOWN = DRAFTS | {'expected', 'args'}


def read_expected(path):
    """[(number, line, debt or None)]; a debt is of the line that follows it."""
    lines, debt = [], None
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        if not line.strip() or line.startswith('#'):
            continue
        if line.startswith('debt:'):
            if debt or not line[5:].strip():
                raise Bad(f'line {number}: a debt needs a reason, and the line it is of behind it')
            debt = line[5:].strip()
            continue
        lines.append((number, line.strip(), debt))
        debt = None
    if debt or not lines:
        raise Bad('a debt without a line behind it' if debt else 'it expects nothing')
    return lines


def check_folder(folder):
    names = {p.name for p in folder.iterdir()}
    if names - KNOWN:
        raise Bad(f'unknown file {", ".join(sorted(names - KNOWN))}')
    if len(names & DRAFTS) != 1 or 'expected' not in names:
        raise Bad('a case has one draft.txt or draft.md, and expected')
    return folder / (names & DRAFTS).pop()


def read_blocks(helper, draft):
    blocks = []
    for line in run(helper, [draft]).decode().splitlines():
        kind, start, end, depth = line.split()
        blocks.append((kind, (int(start), int(end)), int(depth)))
    return blocks


def open_case(folder, program, helper, rules):
    path = check_folder(folder)
    args = folder / 'args'
    options = args.read_text(encoding='utf-8').splitlines() if args.exists() else []
    found = analyze(program, path, options)
    draft = Draft(path.read_bytes())
    return expect.Case(draft, found, functools.lru_cache(None)(lambda: read_blocks(helper, path)), rules)


def write_debts(path, met):
    """Puts a debt before each line that is not met and takes paid ones out; met is {line number: bool}."""
    lines, out = path.read_text(encoding='utf-8').splitlines(), []
    for number, line in enumerate(lines, 1):
        if number in met:
            owed = bool(out) and out[-1].startswith('debt:')
            if met[number] and owed:
                out.pop()
            elif not met[number] and not owed:
                out.append('debt: not met yet')
        out.append(line)
    path.write_text('\n'.join(out) + '\n', encoding='utf-8')


def run_case(tap, folder, program, helper, rules, owing):
    try:
        lines = read_expected(folder / 'expected') if (folder / 'expected').exists() else []
        case = open_case(folder, program, helper, rules)
    except (Bad, ProgramFailed, ValueError) as problem:
        tap.check(folder.name, [problem])
        return
    met = {}
    for number, line, debt in lines:
        try:
            problems = expect.check(case, line)
            met[number] = not problems
            tap.check(f'{folder.name}: {line}', problems, debt)
        except (Bad, ProgramFailed) as problem:
            tap.check(f'{folder.name}: {line}', [f'expected, line {number}: {problem}'])
    if owing:
        write_debts(folder / 'expected', met)


def main(argv):
    if len(argv) < 2:
        sys.exit(__doc__)
    program, helper, *names = [word for word in argv if word != '--owe']
    tap = Tap()
    rules = {r['id'] for r in json.loads(run(program, ['rules', '--format', 'json']))}
    folders = sorted(p for p in HERE.iterdir() if p.is_dir() and p.name not in ('__pycache__', 'sentences'))
    for name in sorted(set(names) - {p.name for p in folders}):
        tap.check(name, ['there is no such case'])
    for folder in folders:
        if not names or folder.name in names:
            run_case(tap, folder, program, helper, rules, '--owe' in argv)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
