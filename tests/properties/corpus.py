#!/usr/bin/env python3
"""Every text of the shared corpora passes through the program: no crash, no sanitizer's report, and answers that
keep to the contract. Skipped where the corpora are not at hand.

    corpus.py PROGRAM

They are looked for in $ONRECORD_SHARED, else in ../shared beside the source tree.
"""
import json
import os
import pathlib
import sys

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / 'cli')]
from tap import ProgramFailed, Tap, run  # noqa: E402
import contract  # noqa: E402

PIECE = 100  # texts a run, so that a failure tells where


def folder():
    named = os.environ.get('ONRECORD_SHARED')
    shared = pathlib.Path(named) if named else TESTS.parents[1] / 'shared'
    return shared / 'corpora'


def texts_of(path):
    for line in path.read_text(encoding='utf-8').split('\n'):
        record = json.loads(line) if line.strip() else {}
        if isinstance(record.get('text'), str):
            yield str(record.get('id')), record['text']


def problems_of(program, pieces):
    lines = [json.dumps({'id': name, 'text': text}) for name, text in pieces]
    out = run(program, ['analyze', '--format', 'jsonl', '--input', 'jsonl'], '\n'.join(lines).encode())
    found = [json.loads(line) for line in out.splitlines()]
    if [d['id'] for d in found] != [name for name, _ in pieces]:
        return ['the answers are not those asked for']
    problems = []
    for d, (name, text) in zip(found, pieces):
        contract.wrong.clear()
        contract.check(d, text.encode())
        problems += [f'{name}: {w}' for w in contract.wrong]
        if 'error' in d:
            problems.append(f'{name}: {d["error"]["message"]}')
    return problems


def main(program):
    corpora = folder()
    if not corpora.is_dir():
        print(f'1..0 # SKIP no corpora in {corpora}; set ONRECORD_SHARED')
        return 0
    tap, total = Tap(), 0
    sets = {p.relative_to(corpora).as_posix(): list(texts_of(p)) for p in sorted(corpora.rglob('*.jsonl'))}
    sets['seed/article.txt'] = [('seed', (corpora / 'seed' / 'article.txt').read_text(encoding='utf-8'))]
    for name, texts in sets.items():
        for at in range(0, len(texts), PIECE):
            pieces = texts[at:at + PIECE]
            total += len(pieces)
            try:
                problems = problems_of(program, pieces)
            except ProgramFailed as problem:
                problems = [problem]
            tap.check(f'{name}, {len(pieces)} texts from {at + 1}', problems)
    tap.check(f'there are 1,400 texts or more ({total})', [] if total >= 1400 else [f'{total}'])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
