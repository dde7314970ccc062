#!/usr/bin/env python3
"""Runs the short drafts of sentences/ and prints TAP: one result for each line below a draft.

    sentences.py PROGRAM [--owe] [FILE…]

A draft is a line, or some, that begins at the margin; ¶ parts its paragraphs. What must be found in it stands below,
indented, in the language of the cases (README.md). --owe puts a debt before each line that is not met and takes out
those that are paid: read the difference before you keep it.
"""
import json
import pathlib
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import ProgramFailed, Tap, analyze_all, run  # noqa: E402
import expect  # noqa: E402
from words import Bad, Draft  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parent / 'sentences'


def read(path):
    """[(text, [(number, line, debt or None)])] of a file."""
    drafts, debt, lines = [], None, None
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        if not line.strip() or line.startswith('#'):
            continue
        if line[0] != ' ':
            if lines is None or lines:
                lines = []
                drafts.append([[], lines])
            drafts[-1][0].append(line.strip())
        elif lines is None:
            raise Bad(f'{path.name}, line {number}: an expectation before any draft')
        elif line.strip().startswith('debt:'):
            debt = line.strip()[5:].strip()
        else:
            lines.append((number, line.strip(), debt))
            debt = None
    if debt or not drafts or not drafts[-1][1]:
        raise Bad(f'{path.name}: a draft or a debt stands at its end without a line below it')
    return [(re.sub(r'\s*¶\s*', '\n\n', ' '.join(words)) + '\n', lines) for words, lines in drafts]


def write_debts(path, met):
    """Puts a debt before each line that is not met and takes paid ones out; met is {line number: bool}."""
    out = []
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        owed = bool(out) and out[-1].strip().startswith('debt:')
        if met.get(number) is True and owed:
            out.pop()
        elif met.get(number) is False and not owed:
            out.append('    debt: not met yet')
        out.append(line)
    path.write_text('\n'.join(out) + '\n', encoding='utf-8')


def no_blocks():
    raise Bad('blocks are told of in cases only')


def check_draft(tap, name, draft, found, lines, rules):
    """Holds every line against what was found; {line number: whether it is met}."""
    met, case = {}, expect.Case(Draft(draft.encode()), found, no_blocks, rules)
    for number, line, debt in lines:
        try:
            problems = expect.check(case, line)
            met[number] = not problems
            tap.check(f'{name}:{number}: {line}', problems and [draft.strip(), *problems], debt)
        except Bad as problem:
            tap.check(f'{name}:{number}: {line}', [problem])
    return met


def run_file(tap, path, program, rules, owing):
    try:
        drafts = read(path)
        found = analyze_all(program, [(text, 'plain') for text, _ in drafts])
    except (Bad, ProgramFailed) as problem:
        tap.check(path.name, [problem])
        return
    met = {}
    for (text, lines), one in zip(drafts, found):
        met |= check_draft(tap, path.stem, text, one, lines, rules)
    if owing:
        write_debts(path, met)


def main(argv):
    if not argv:
        sys.exit(__doc__)
    program, *names = [word for word in argv if word != '--owe']
    tap = Tap()
    rules = {r['id'] for r in json.loads(run(program, ['rules', '--format', 'json']))}
    paths = {p.stem: p for p in sorted(FOLDER.glob('*.txt'))}
    for name in sorted(set(names) - set(paths)):
        tap.check(name, ['there is no such file in sentences/'])
    for name, path in paths.items():
        if not names or name in names:
            run_file(tap, path, program, rules, '--owe' in argv)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
